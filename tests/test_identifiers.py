"""Nobody real: every row of the table of safe identifiers against validators written by others.

For each row of data/identifiers the program prints values; python-stdnum and phonenumbers must say of them what the row
says, and the predicates of src/verify, which share nothing with the generators, must call each of them safe.
"""

import datetime
import importlib
import os
import pathlib
import subprocess
import sys

import phonenumbers
import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
COUNT = int(os.environ.get("MOCKDATA_IDENTIFIER_VALUES", "100000"))


def find_tool():
    given = os.environ.get("MOCKDATA_BUILD")
    for build in [given] if given else ["build/release", "build/dev", "build"]:
        path = ROOT / build / "identifiers_dump"
        if path.exists():
            return path
    if os.environ.get("CI") == "true":
        raise FileNotFoundError("identifiers_dump is not built")
    return None


TOOL = find_tool()
pytestmark = pytest.mark.skipif(TOOL is None, reason="identifiers_dump is not built: build it to run these tests")


def run(*args, text=None):
    done = subprocess.run([TOOL, *map(str, args)], input=text, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


COLUMNS = "index type country name level rule checksum validators source checked_on note capacity dated person_capacity".split()
RANGES = [dict(zip(COLUMNS, line.split("\t"))) for line in run("ranges")] if TOOL else []


def label(row):
    return f"{row['type']}-{row['country'] or 'any'}-{row['level']}-{row['index']}"


def validator(name):
    """"stdnum:fi.hetu[allow_temporary]" or "phonenumbers" as a function of a value."""
    if name == "phonenumbers":
        return lambda value: phonenumbers.is_valid_number(phonenumbers.parse(value, None))
    name, _, option = name.removeprefix("stdnum:").rstrip("]").partition("[")
    module = importlib.import_module("stdnum." + name)
    if name == "luhn":  # the only one that does not drop separators itself
        return lambda value: module.is_valid("".join(c for c in value if c.isdigit()))

    def check(value):
        try:
            module.validate(value, **({option: True} if option else {}))
            return True
        except Exception:
            return False

    return check


def values(row):
    return run("values", row["index"], COUNT)


@pytest.mark.parametrize("row", RANGES, ids=label)
def test_row(row):
    produced = values(row)
    capacity = int(row["capacity"])
    assert len(produced) == min(COUNT, capacity)
    if capacity <= COUNT:  # every rank was written
        assert len(set(produced)) == capacity, "two ranks give one value"

    verdicts = run("check", text="".join(f"{row['type']}\t{row['country']}\t{v}\n" for v in produced))
    unsafe = [v for v, verdict in zip(produced, verdicts, strict=True) if verdict != "1"]
    assert not unsafe, f"{len(unsafe)} values do not satisfy the independent predicate, e.g. {unsafe[:3]}"

    for entry in row["validators"].split():
        name, expected = entry.rsplit("=", 1)
        accept = validator(name)
        wrong = [v for v in produced if accept(v) != (expected == "yes")]
        assert not wrong, f"{name} should say {expected}: {len(wrong)} of {len(produced)} differ, e.g. {wrong[:3]}"


@pytest.mark.parametrize("row", [r for r in RANGES if r["type"] == "phone"], ids=label)
def test_phones_are_possible_and_of_their_country(row):
    for value in values(row)[:2000]:
        number = phonenumbers.parse(value, None)
        assert phonenumbers.is_possible_number(number) or row["validators"] == "phonenumbers=no" and row["level"] == "S2", value
        assert number.country_code == phonenumbers.country_code_for_region(row["country"])
        for prefix in ("112", "911", "000", "999"):
            assert not str(number.national_number).startswith(prefix), f"{value} may reach an emergency service"


def test_table_covers_what_was_promised():
    of = lambda t: {r["country"] for r in RANGES if r["type"] == t and r["country"]}
    assert len(of("national_id")) >= 40
    assert len(of("phone")) >= 30
    assert len(of("iban")) >= 15
    types = {r["type"] for r in RANGES}
    for needed in ("email url ipv4 ipv6 mac card_number bic tax_id vat_number licence_plate vin imei imsi passport_number "
                   "driving_licence handle coordinate postal_code").split():
        assert needed in types
    for row in RANGES:
        datetime.date.fromisoformat(row["checked_on"])


# How an id of a country is read back: birth date (of the given one) and sex.
def parts(country, value):
    d = "".join(c for c in value if c.isdigit())
    if country == "FI":
        return d[0:2], d[2:4], d[4:6], int(d[8]) % 2
    if country in ("NO", "DK"):
        return d[0:2], f"{int(d[2:4]) % 80 if int(d[2:4]) > 80 else int(d[2:4]):02}", d[4:6], int(d[8 if country == "NO" else 9]) % 2
    if country == "SE":
        day = int(d[4:6])
        return f"{day - 62 if day > 90 else day - 31:02}", d[2:4], d[0:2], int(d[8]) % 2
    if country in ("EE", "LT"):
        return d[5:7], d[3:5], d[1:3], int(d[0]) % 2
    if country == "PL":
        return d[4:6], f"{int(d[2:4]) - 60:02}", d[0:2], int(d[9]) % 2
    if country == "FR":
        return None, d[3:5], d[1:3], int(d[0]) % 2
    raise KeyError(country)


@pytest.mark.parametrize("country", ["FI", "NO", "DK", "SE", "EE", "LT", "PL", "FR"])
def test_ids_agree_with_persons(country):
    row = next(r for r in RANGES if r["type"] == "national_id" and r["country"] == country and r["dated"] == "1")
    seen = run("persons", row["index"], 20000)
    for line in seen:
        born, sex, value = line.split("\t")
        day, month, year, odd = parts(country, value)
        assert (day or born[8:10], month, year) == (born[8:10], born[5:7], born[2:4]), line
        assert odd == (1 if sex == "m" else 0), line


REAL = {  # shapes that are not safe: published examples of validators, or numbers of companies and networks
    ("email", ""): ["someone@gmail.com", "a@example.com.evil.io", "x@notexample.com"],
    ("url", ""): ["https://github.com/", "https://example.com@host.io/", "http://8.8.8.8/"],
    ("ipv4", ""): ["8.8.8.8", "192.0.3.1", "198.20.0.1", "203.0.114.9", "256.1.1.1"],
    ("ipv6", ""): ["2606:4700::1111", "2001:db9::1", "3fff:1000::1"],
    ("mac", ""): ["00:1A:2B:3C:4D:5E", "00:00:5E:00:54:00"],
    ("phone", ""): ["+442079460", "+12125550200", "+12125551234", "+46701740700", "+46701740604", "+61491570001", "+4791234567", "+358401234567"],
    ("card_number", ""): ["4539578763621486", "5425233430109903", "374245455400126"],
    ("iban", ""): ["DE89370400440532013000", "GB29NWBK60161331926819", "NO9386011117947", "FR1420041010050500013M02606"],
    ("national_id", "US"): ["536-90-4399", "900-70-0001", "900-50-0001", "078-05-1120"],
    ("national_id", "SE"): ["811228-9874", "670919-9530"],
    ("national_id", "FI"): ["131052-308T"],
    ("national_id", "NO"): ["15108695088"],
    ("national_id", "DK"): ["211062-5629", "010170-1234"],
    ("national_id", "DE"): ["36574261809"],
    ("national_id", "PL"): ["44051401359"],
    ("national_id", "EE"): ["36805280109"],
    ("national_id", "FR"): ["295109912611193"],
    ("national_id", "IT"): ["RCCMNL83S18D969H"],
    ("national_id", "ES"): ["54362315K"],
    ("national_id", "NL"): ["111222333"],
    ("national_id", "BE"): ["85.07.30-033.28"],
    ("national_id", "BR"): ["390.533.447-05"],
    ("national_id", "IN"): ["234123412346"],
    ("imei", ""): ["490154203237518"],
    ("vin", ""): ["1HGCM82633A004352"],
    ("nhs_number", "GB"): ["9434765870"],
}


def test_predicates_refuse_what_may_be_real():
    asked = [(t, c, v) for (t, c), group in REAL.items() for v in group]
    verdicts = run("check", text="".join(f"{t}\t{c}\t{v}\n" for t, c, v in asked))
    wrong = [a for a, verdict in zip(asked, verdicts, strict=True) if verdict != "0"]
    assert not wrong, f"called safe: {wrong}"


def test_predicates_refuse_valid_numbers_of_every_country():
    """Numbers that python-stdnum accepts and that lie outside the safe ranges: made by repairing unsafe drafts."""
    import random

    random.seed(5)
    rows = [r for r in RANGES if r["type"] in ("national_id", "vat_number", "company_number") and r["level"] == "S4" and r["validators"].startswith("stdnum")]
    assert len(rows) > 25
    asked = []
    for row in rows:
        accept = validator(row["validators"].split()[0].rsplit("=", 1)[0])
        found = 0
        for value in run("values", row["index"], 400, 77):
            # every digit or letter of the value is tried in turn: one of the changes repairs the check
            for i in range(len(value) - 1, -1, -1):
                if not value[i].isalnum():
                    continue
                for c in "0123456789" if value[i].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
                    fixed = value[:i] + c + value[i + 1:]
                    if c != value[i] and accept(fixed):
                        asked.append((row["type"], row["country"], fixed))
                        found += 1
                        break
                else:
                    continue
                break
            if found >= 40:
                break
        assert found, f"no valid number near {label(row)}"
    verdicts = run("check", text="".join(f"{t}\t{c}\t{v}\n" for t, c, v in asked))
    wrong = [a for a, verdict in zip(asked, verdicts, strict=True) if verdict != "0"]
    assert not wrong, f"{len(wrong)} of {len(asked)} valid numbers are called safe, e.g. {wrong[:5]}"


SCANS = [
    ("Write to anna@example.com or call +46701740612.", "email+ phone+"),
    ("Write to anna@gmail.com", "email!"),
    ("see https://www.example.org/a?b=c, or http://real-site.io/x", "url+ url!"),
    ("card 4242 4242 4242 4242 and 4539 5787 6362 1486", "card_number+ card_number!"),
    ("IBAN DE89 3704 0044 0532 0130 00.", "iban!"),
    ("host 192.0.2.7 and 8.8.4.4:53", "ipv4+ ipv4!"),
    ("2001:db8::17 2606:4700:4700::1111", "ipv6+ ipv6!"),
    ("00:00:5E:00:53:0A 3c:22:fb:11:22:33", "mac+ mac!"),
    ("ssn 900-12-3456, 536-90-4399", "national_id/US+ national_id/US!"),
    ("hetu 131052-308T", "national_id/FI!"),
    ("born 811228-9874", "national_id/SE!"),
    ("call (212) 555-0123 or 212-555-9876", "phone/US+ phone/US!"),
    ("order 2026-11-24 10:30:45 total 1,234.56 v1.2.3 qty 12", ""),
    ("id 3f2504e0-4f89-41d3-9a0c-0305e82c3301", ""),
    ("timestamp 1700000000000000 row 12345678901", ""),
    ("2026-11-24T10:30:45.123456+02:00", ""),
    ("SKU AB-1234-XY, 50 % of 3/4", ""),
    ("", ""),
]


@pytest.mark.parametrize("text,expected", SCANS)
def test_scan(text, expected):
    assert run("scan", text=text + "\n") == [expected]


def test_generated_values_survive_the_scan():
    """Values of the table inside a sentence are never found unsafe with certainty."""
    for row in RANGES:
        some = run("values", row["index"], 300, 3)
        for value, found in zip(some, run("scan", text="".join(f"Note about {v}, please.\n" for v in some)), strict=True):
            assert "!" not in found, (label(row), value, found)


def test_document_is_current():
    done = subprocess.run([sys.executable, ROOT / "docs/safety.py", "--tool", TOOL, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
