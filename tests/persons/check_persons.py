"""Checks persons that mockdata generated, with code of its own: reads the CSV and data/vocabulary, nothing of the program.

    python tests/persons/check_persons.py build/release --rows 10000000

Counts, over all rows: e-mail and user name that do not agree with the names; telephone numbers and (city, region, postal
code, time zone) that are not of the row's country; Finnish ids that do not carry birth date and sex; birth dates outside the age profile or not before the hire date; e-mails
and user names that repeat. Any above 0 is a failure.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from array import array
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCALES = """en_US en_GB en_CA en_IN de_DE de_AT fr_FR es_ES es_MX it_IT nl_NL pt_BR pt_PT sv_SE no_NO da_DK fi_FI pl_PL cs_CZ hu_HU
ro_RO el_GR ru_RU uk_UA ja_JP ko_KR""".split()
AS_OF = date(2026, 11, 28)
FIELDS = [("first", "first_name"), ("last", "last_name"), ("email", "email"), ("login", "user_name"), ("sex", "sex"), ("born", "date_of_birth"), ("phone", "phone_number"),
          ("street", "street_address"), ("city", "city"), ("region", "state"), ("postcode", "postcode"), ("country", "country_code"), ("zone", "local_timezone"), ("nid", "national_id")]


def template(rows: int, locales: list[str]) -> dict:
    fields = [{"name": "id", "type": "long", "primary_key": True}]
    fields += [{"name": name, "type": "date" if name == "born" else "string", "nullable": False, "faker_method": provider} for name, provider in FIELDS]
    fields[3]["unique"] = fields[4]["unique"] = True
    fields.append({"name": "hired", "type": "date", "nullable": False, "after": {"field": "born", "min": "16y"}, "min": "1980-01-01", "max": "2026-11-28"})
    return {"source": "people", "source_type": "sql", "extracted_at": AS_OF.isoformat(), "identities": {"staff": {"locale": {name: 1 for name in locales}, "age": [18, 67]}},
            "entities": [{"name": "employees", "row_count": rows, "identity": "staff", "fields": fields}]}


def lists(path: Path) -> dict[str, list[list[str]]]:
    found, rows = {}, None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            rows = found.setdefault(line[1 : line.index("]")], [])
        elif line and not line.startswith("#"):
            if line.startswith(("\\#", "\\[")) or line == "\\":
                line = line[1:]
            rows.append([cell.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\") for cell in line.split("\t")])
    return found


class Country:
    """What data/vocabulary says of a locale's people and places."""

    def __init__(self, locale: str, world: dict):
        code = locale.split("_")[1]
        own = lists(ROOT / f"data/vocabulary/locales/{locale}.txt")
        self.letters = dict(row[:2] for row in world["world.fold"])
        self.replacements = [row[:2] for row in own.get("internet.replacements", [])]
        self.spoken = {row[0]: row[2] for name, rows in own.items() if name.startswith("person.") and name.endswith("pairs") and len(rows[0]) >= 3 for row in rows}
        self.places = {(r[0], r[1], r[3], r[6]) for r in lists(ROOT / f"data/vocabulary/places/{code}.txt")["places"]}
        self.calling = "+" + next(row[5] for row in world["world.countries"] if row[0] == code)
        self.folded: dict[str, str] = {}

    def fold(self, name: str) -> str:
        done = self.folded.get(name)
        if done is None:
            text, out = self.spoken.get(name, name), ""
            while text:
                old, new = next(((o, n) for o, n in self.replacements if o and text.startswith(o)), (text[0], None))
                out += self.letters.get(text[0], text[0] if text[0].isascii() else "") if new is None else new
                text = text[len(old):]
            done = re.sub(r"-+", "-", re.sub(r"[^a-z0-9-]", "", out.lower())).strip("-") or "x"
            self.folded[name] = done
        return done


def generate(build: Path, rows: int, locales: list[str], folder: Path) -> Path:
    (folder / "metadata.json").write_text(json.dumps(template(rows, locales)))
    subprocess.run([build / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", "csv", "--seed", "5", "--environment", "dev"],
                   check=True, capture_output=True, text=True)
    return next((folder / "out").rglob("*.csv"))


def repeats(hashes: array) -> int:
    values = sorted(hashes)
    return sum(a == b for a, b in zip(values, values[1:]))


def check(path: Path, locales: list[str]) -> dict[str, int]:
    world = lists(ROOT / "data/vocabulary/world.txt")
    countries = {locale.split("_")[1]: Country(locale, world) for locale in locales}
    assert len(countries) == len(locales), "one locale a country"
    reserved = {"example.com", "example.org", "example.net", "mail.example", "post.example"}
    wrong = dict.fromkeys(["rows", "e-mail and names", "user name and names", "telephone and country", "place and country", "national id, birth and sex (FI)", "age", "birth and hire", "repeated e-mails", "repeated user names"], 0)
    emails, logins = array("q"), array("q")
    youngest, oldest = AS_OF.replace(year=AS_OF.year - 18).isoformat(), AS_OF.replace(year=AS_OF.year - 68).isoformat()
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        at = {name: i for i, name in enumerate(next(reader))}
        columns = [at[name] for name in ("first", "last", "email", "login", "phone", "city", "region", "postcode", "zone", "country", "born", "hired", "nid", "sex")]
        for row in reader:
            first, last, email, login, phone, city, region, postcode, zone, code, born, hired, nid, sex = (row[i] for i in columns)
            wrong["rows"] += 1
            home = countries.get(code)
            if home is None:
                wrong["place and country"] += 1
                continue
            local, _, domain = email.partition("@")
            base = local.rstrip("0123456789")
            if f"{home.fold(first)}.{home.fold(last)}" != base or domain not in reserved:
                wrong["e-mail and names"] += 1
            if login.replace("_", ".").rstrip("0123456789") != base:
                wrong["user name and names"] += 1
            if not phone.startswith(home.calling):
                wrong["telephone and country"] += 1
            if (city, region, postcode, zone) not in home.places:
                wrong["place and country"] += 1
            if code == "FI" and (nid[:6] != born[8:] + born[5:7] + born[2:4] or (int(nid[7:10]) % 2 == 1) != (sex == "M")):
                wrong["national id, birth and sex (FI)"] += 1
            wrong["age"] += not oldest < born <= youngest
            wrong["birth and hire"] += not born < hired
            emails.append(hash(local))
            logins.append(hash(login))
    wrong["repeated e-mails"], wrong["repeated user names"] = repeats(emails), repeats(logins)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--rows", type=int, default=200_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start = time.time()
        path = generate(arguments.build, arguments.rows, LOCALES, Path(folder))
        print(f"{arguments.rows} persons in {len(LOCALES)} locales, {path.stat().st_size / 1e6:.0f} MB of CSV, generated and landed in {time.time() - start:.1f} s")
        start = time.time()
        wrong = check(path, LOCALES)
        print(f"checked in {time.time() - start:.1f} s")
    for name, count in wrong.items():
        print(f"{count:>12} {'rows read' if name == 'rows' else 'wrong: ' + name}")
    sys.exit(any(count for name, count in wrong.items() if name != "rows") or wrong["rows"] != arguments.rows)


if __name__ == "__main__":
    main()
