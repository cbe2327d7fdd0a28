"""Checks drift against its answer key, with code of its own: reads landed CSV files and data/, nothing of the program.

`check(truth, shown, crosswalk, …)` takes the rows of an entity without drift, of one with drift, and the crosswalk. It returns what is
wrong, by kind (each a count that should be 0), and how often each kind was seen of how many who could have it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from math import sqrt
from pathlib import Path

import phonenumbers

from vocabulary_files import lists

ROOT = Path(__file__).resolve().parents[2]
FORMER_PROVIDERS = {"former.example", "old-mail.example"}
KINDS = {"typo", "nickname", "old_surname", "stale_address", "stale_phone", "stale_email"}
WORDS = KINDS - {"typo"} | {"typo_first_name", "typo_last_name"}
# The columns that show a kind; the full name is checked apart.
COLUMNS = {"first": {"typo_first_name", "nickname"}, "last": {"typo_last_name", "old_surname"}, "mail": {"stale_email"}, "phone": {"stale_phone"},
           "street": {"stale_address"}, "city": {"stale_address"}, "region": {"stale_address"}, "postcode": {"stale_address"}, "zone": {"stale_address"},
           "login": set(), "born": set(), "sex": set(), "country": set(), "nid": set()}


def one_slip(a: str, b: str) -> bool:
    """Whether one letter was replaced, left out, put in, or two neighbours were swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    rest = a[i:], b[i:]
    if len(a) == len(b):
        return rest[0][1:] == rest[1][1:] or (rest[0][:2] == rest[1][:2][::-1] and rest[0][2:] == rest[1][2:])
    longer, shorter = sorted(rest, key=len, reverse=True)
    return longer[1:] == shorter


def scripts(text: str) -> set[str]:
    return {unicodedata.name(c).split()[0] for c in text if c.isalpha()}


def nicknames() -> dict[tuple[str, str], set[str]]:
    rows = (line.split("\t") for line in (ROOT / "data/persons/nicknames.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(language, name): set(forms.split(" ")) for language, name, forms in rows}


class Country:
    """What data/vocabulary and libphonenumber know of a locale's people and places."""

    def __init__(self, locale: str):
        self.language, country = locale.split("_")
        self.surnames = {row[0] for name, found in lists(f"locales/{locale}.txt").items() if name.startswith("person.last_name") for row in found.rows}
        self.places = {(row[0], row[1], row[3], row[6]) for row in lists(f"places/{country}.txt")["places"].rows}
        self.calling = f"+{phonenumbers.country_code_for_region(country)}"


def check(truth: dict[str, dict], shown: dict[str, dict], crosswalk: list[dict], columns: tuple[str, str, str], locales: list[str], as_of: date) -> tuple[Counter, dict[str, tuple[int, int]]]:
    true_key, shown_key, drift = columns
    countries = {locale.split("_")[1]: Country(locale) for locale in locales}
    forms, grown = nicknames(), as_of.replace(year=as_of.year - 18).isoformat()
    wrong, seen, could, met = Counter(), Counter(), Counter(), set()
    for row in crosswalk:
        if not row[shown_key]:
            wrong["listed without a row"] += bool(row[drift])
            continue
        met.add(row[shown_key])
        a, b = truth.get(row[true_key]), shown.get(row[shown_key])
        if a is None or b is None:
            wrong["keys that lead nowhere"] += 1
            continue
        listed = set(row[drift].split(",")) - {""}
        wrong["unknown words"] += not listed <= WORDS
        country = countries[a["country"]]
        for column, kinds in COLUMNS.items():
            wrong[f"{column} differs, not listed"] += a[column] != b[column] and not listed & kinds
        known, had = forms.get((country.language, a["first"]), set()), a["sex"] == "F" and a["born"] <= grown
        first, last = b["first"], b["last"]
        if "nickname" in listed:
            wrong["nickname"] += first not in known
        if "old_surname" in listed:
            wrong["old_surname"] += last == a["last"] or last not in country.surnames or not had
        if "typo_first_name" in listed:
            wrong["typo"] += not one_slip(a["first"], first) or scripts(first) != scripts(a["first"]) or first[0] != a["first"][0]
        if "typo_last_name" in listed:
            wrong["typo"] += not one_slip(a["last"], last) or scripts(last) != scripts(a["last"]) or last[0] != a["last"][0]
        if "stale_address" in listed:
            wrong["stale_address"] += a["street"] == b["street"] or (b["city"], b["region"], b["postcode"], b["zone"]) not in country.places
        if "stale_phone" in listed:
            wrong["stale_phone"] += a["phone"] == b["phone"] or not b["phone"].startswith(country.calling)
        if "stale_email" in listed:
            local, _, provider = b["mail"].partition("@")
            wrong["stale_email"] += provider not in FORMER_PROVIDERS or local != a["mail"].split("@")[0]
        given_first = a["full"] == f"{a['first']} {a['last']}"
        wrong["full name and names"] += b["full"] != (f"{first} {last}" if given_first else f"{last} {first}")
        seen.update({word.split("_")[0] if word.startswith("typo") else word for word in listed})
        could.update({"stale_address", "stale_phone", "stale_email"} | ({"nickname"} if known else set()) | ({"old_surname"} if had else set()) |
                     (set() if {"nickname", "old_surname"} <= listed else {"typo"}))
    wrong["rows that no crosswalk row has"] = len(set(shown) - met)
    return wrong, {kind: (seen[kind], could[kind]) for kind in KINDS}


def within(seen: int, of: int, rate: float, deviations: float = 5) -> bool:
    """Whether so many of so many are likely at this rate (a chance of 6e-7 at five standard deviations)."""
    return abs(seen - of * rate) <= deviations * sqrt(of * rate * (1 - rate)) + 0.5
