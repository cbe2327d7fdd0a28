"""What a national id says of its owner, read from the formats that the issuers publish; nothing of the program is used.

READINGS has a row for each country whose ids carry a birth date or a sex: the id as a picture, and how its parts are meant where
that is not plain. In a picture Y, M, D stand for digits of year, month and day, S for the digit of sex, C for that of the
century, N and P for other numbers that are needed (capital letters: numbers; small ones: text); everything else is passed over. The
rules are SQL over the picture's letters. Where a safe id is an ordinary one moved to where none are issued (a month of 81 to 92, a day
of 32 to 60 …), the rule moves it back.

DuckDB evaluates the readings over whole columns (`sql`); python-stdnum, where it can read the id, is asked as well (`oracle`).
"""

from __future__ import annotations

import datetime
import importlib
import re
from typing import Callable

ODD_IS_MALE = "{S} % 2 = 1"

READINGS: dict[str, dict[str, str]] = {
    "AE": {"id": "784-YYYY-.......-."},
    "AR": {"id": "NN-........-.", "male": "CASE {N} WHEN 20 THEN true WHEN 27 THEN false END"},
    "AT": {"id": "....DDMMYY"},
    "BA": {"id": "DDMMYYY..S...", "male": "{S} < 5", "century": "CASE WHEN {Y} > 800 THEN 19 ELSE 20 END"},
    "BE": {"id": "YY.MM.DD-NNN.PP", "male": "{N} % 2 = 1", "month": "{M} % 20",
           # the check digits of those born since 2000 are over a 2 and the other nine digits
           "century": "CASE {P} WHEN 97 - ({Y} * 10000000 + {M} * 100000 + {D} * 1000 + {N}) % 97 THEN 19 "
                      "WHEN 97 - (2000000000 + {Y} * 10000000 + {M} * 100000 + {D} * 1000 + {N}) % 97 THEN 20 END"},
    "BG": {"id": "YYMMDD..S.", "male": "{S} % 2 = 0", "month": "{M} % 40", "century": "CASE WHEN {M} > 40 THEN 20 ELSE 19 END"},
    "CN": {"id": "......YYYYMMDD..S.", "male": ODD_IS_MALE},
    "CZ": {"id": "YYMMDD/....", "male": "{M} < 50", "month": "{M} % 50"},
    "DK": {"id": "DDMMYY-C..S", "male": ODD_IS_MALE, "month": "{M} - 80",
           "century": "CASE WHEN {C} < 4 OR ({C} IN (4, 9) AND {Y} > 36) THEN 19 WHEN {C} IN (4, 9) OR {Y} < 58 THEN 20 END"},
    "EE": {"id": "SYYMMDD....", "male": ODD_IS_MALE},
    "EG": {"id": "CYYMMDD.....S.", "male": ODD_IS_MALE, "century": "{C} + 17"},
    "FI": {"id": "DDMMYYc..S.", "male": ODD_IS_MALE,
           "century": "CASE WHEN contains('-YXWVU', {c}) THEN 19 WHEN contains('ABCDEF', {c}) THEN 20 WHEN {c} = '+' THEN 18 END"},
    "FR": {"id": "SYYMM..........", "male": ODD_IS_MALE},
    "GR": {"id": "DDMMYY...S.", "male": ODD_IS_MALE},
    "ID": {"id": "......DDMMYY....", "male": "{D} < 40", "day": "{D} % 40"},
    "IS": {"id": "DDMMYY-...C", "century": "CASE {C} WHEN 9 THEN 19 WHEN 0 THEN 20 END"},
    "IT": {"id": "......YYmDD.....", "male": "{D} < 40", "day": "{D} % 40", "month": "strpos('ABCDEHLMPRST', {m})"},
    "KR": {"id": "YYMMDD-S......", "male": ODD_IS_MALE, "month": "{M} - 80", "century": "CASE WHEN {S} < 3 THEN 19 ELSE 20 END"},
    "LT": {"id": "SYYMMDD....", "male": ODD_IS_MALE},
    "LV": {"id": "DDMMYY-C....", "century": "{C} + 18"},
    "MX": {"id": "....YYMMDDs.....c.", "male": "{s} = 'H'", "century": "CASE WHEN {c} BETWEEN '0' AND '9' THEN 19 ELSE 20 END"},
    "MY": {"id": "YYMMDD-..-...S", "male": ODD_IS_MALE},
    "NO": {"id": "DDMMYYNNS..", "male": ODD_IS_MALE, "month": "{M} - 80",
           "century": "CASE WHEN {N} < 50 THEN 19 WHEN {N} < 75 AND {Y} > 53 THEN 18 WHEN {Y} < 40 THEN 20 WHEN {N} > 89 THEN 19 END"},
    "PK": {"id": ".....-.......-S", "male": ODD_IS_MALE},
    "PL": {"id": "YYMMDD...S.", "male": ODD_IS_MALE, "month": "{M} - 60"},
    "RO": {"id": "SYYMMDD......", "male": ODD_IS_MALE, "century": "CASE WHEN {S} < 3 THEN 19 WHEN {S} IN (5, 6) THEN 20 END"},
    "SE": {"id": "YYMMDD-..S.", "male": ODD_IS_MALE, "day": "CASE WHEN {D} > 90 THEN {D} - 62 ELSE {D} - 31 END"},
    "UA": {"id": "NNNNN...S.", "male": ODD_IS_MALE, "date": "DATE '1899-12-31' + {N}"},
    "VN": {"id": "000SYY......", "male": "{S} % 2 = 0", "century": "19 + {S} // 2"},
    "ZA": {"id": "YYMMDDS......", "male": "{S} > 4"},
}
READINGS["SK"] = READINGS["CZ"]
for country in ("ME", "MK", "RS", "SI"):
    READINGS[country] = READINGS["BA"]


def sql(country: str, value: str, born: str, male: str) -> str:
    """An SQL condition: the id in column `value` says what the columns `born` (a date) and `male` say."""
    reading = READINGS[country]
    picture = reading["id"]

    def part(letter: str) -> str:
        assert letter * picture.count(letter) in picture, "a part stands in one piece"
        text = f"substr({value}, {picture.index(letter) + 1}, {picture.count(letter)})"
        return f"CAST({text} AS INTEGER)" if letter.isupper() else text

    def meaning(rule: str) -> str:
        return re.sub(r"\{(\w)\}", lambda found: part(found[1]), rule)

    said = [f"length({value}) = {len(picture)}"]
    for what, letter in (("year", "Y"), ("month", "M"), ("day", "D")):
        if what in reading or letter in picture:
            years = 10 ** picture.count("Y")
            said.append(f"{meaning(reading.get(what, '{' + letter + '}'))} = {what}({born})" + (f" % {years}" if what == "year" else ""))
    if "century" in reading:
        said.append(f"{meaning(reading['century'])} = year({born}) // 100")
    if "date" in reading:
        said.append(f"{meaning(reading['date'])} = {born}")
    if "male" in reading:
        said.append(f"({meaning(reading['male'])}) = {male}")
    return f"coalesce(try({' AND '.join(said)}), false)"


# Safe ids that python-stdnum does not read as they are, moved back to the ordinary ones that they stand for.
def _month(value: str, at: int, less: int) -> str:
    return f"{value[:at]}{int(value[at:at + 2]) - less:02}{value[at + 2:]}"


def _swedish(value: str) -> str:
    day = int(value[4:6])
    return f"{value[:4]}{day - (62 if day > 90 else 31):02}{value[6:]}"


ORDINARY: dict[str, Callable[[str], str]] = {
    "DK": lambda v: _month(v, 2, 80), "KR": lambda v: _month(v, 2, 80), "NO": lambda v: _month(v, 2, 80), "SE": _swedish,
}
ORACLES = {"BA": "si.emso", "BE": "be.nn", "BG": "bg.egn", "CN": "cn.ric", "CZ": "cz.rc", "DK": "dk.cpr", "EE": "ee.ik", "GR": "gr.amka", "ID": "id.nik", "IT": "it.codicefiscale",
           "KR": "kr.rrn", "LT": "lt.asmens", "LV": "lv.pvn", "ME": "si.emso", "MK": "si.emso", "MX": "mx.curp", "MY": "my.nric", "NO": "no.fodselsnummer", "PK": "pk.cnic",
           "PL": "pl.pesel", "RO": "ro.cnp", "RS": "si.emso", "SE": "se.personnummer", "SI": "si.emso", "SK": "cz.rc", "ZA": "za.idnr"}
# What these modules cannot know of a date: its century where the id has none, or has one that has not come yet.
NO_CENTURY = {"EE", "GR", "ID", "IT", "LT", "MY", "PL", "SE", "ZA"}


def oracle(country: str) -> Callable[[str, datetime.date, bool], bool]:
    """(id, birth date, male) -> whether python-stdnum reads both from the id, as far as it reads them at all."""
    module = importlib.import_module("stdnum." + ORACLES[country])
    ordinary = ORDINARY.get(country, lambda value: value)
    birth, sex = getattr(module, "get_birth_date", None), getattr(module, "get_gender", None)

    def agrees(value: str, born: datetime.date, male: bool) -> bool:
        number = ordinary(value)
        if sex and sex(number) != ("M" if male else "F"):
            return False
        if not birth:
            return True
        try:
            read = birth(number)
        except Exception:
            # the next centuries have no such day
            return country in NO_CENTURY and (born.month, born.day) == (2, 29)
        century_open = country in NO_CENTURY or (country in ("CZ", "SK") and born.year < 1954)  # they had nine digits then, of which none can be wrong
        return (read.month, read.day, read.year % 100) == (born.month, born.day, born.year % 100) and (century_open or read == born)

    return agrees
