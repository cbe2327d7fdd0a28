"""Checks persons that mockdata generated, with code of its own: reads the Parquet files and data/vocabulary, nothing of the program.

    python tests/persons/check_persons.py build/release --rows 10000000

Counts, over all rows, what is wrong; any count above 0 is a failure:
e-mails and user names that are not the folded names and a number; telephone numbers that libphonenumber puts elsewhere; places (city,
region, postal code, time zone) that are not of the row's country; national ids that do not say the row's birth date and sex, read from
the published formats and once more by python-stdnum; birth dates outside the age profile or not before the hire date; e-mails and user
names that repeat; e-mails, telephone numbers and ids that the predicates of src/verify (which know nothing of the generators)
do not call safe.

The work over all rows is DuckDB's, which reads the files by row group and spills to disk above its memory limit.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import phonenumbers
import pyarrow

import national_ids
from vocabulary_files import Folding, lists

LOCALES = """en_US en_GB en_CA en_AU en_NZ en_IE en_IN de_DE de_AT de_CH fr_FR es_ES es_MX es_AR es_CL it_IT nl_NL nl_BE pt_BR pt_PT sv_SE no_NO da_DK fi_FI is_IS
et_EE lv_LV lt_LT pl_PL cs_CZ sk_SK sl_SI hr_HR mk_MK bg_BG hu_HU ro_RO el_GR ru_RU uk_UA hy_AM ka_GE tr_TR he_IL ar_EG ar_SA fa_IR th_TH vi_VN id_ID ja_JP ko_KR zh_CN
zh_TW zu_ZA""".split()
AS_OF = date(2026, 11, 28)
FIELDS = [("first", "first_name"), ("last", "last_name"), ("email", "email"), ("login", "user_name"), ("sex", "sex"), ("born", "date_of_birth"), ("phone", "phone_number"),
          ("street", "street_address"), ("city", "city"), ("region", "state"), ("postcode", "postcode"), ("country", "country_code"), ("zone", "local_timezone"), ("nid", "national_id")]
RESERVED = ("example.com", "example.org", "example.net", "mail.example", "post.example")


def template(rows: int, locales: list[str]) -> dict:
    fields = [{"name": "id", "type": "long", "primary_key": True}]
    fields += [{"name": name, "type": "date" if name == "born" else "string", "nullable": False, "faker_method": provider} for name, provider in FIELDS]
    fields[3]["unique"] = fields[4]["unique"] = True
    fields.append({"name": "hired", "type": "date", "nullable": False, "after": {"field": "born", "min": "16y"}, "min": "1980-01-01", "max": "2026-11-28"})
    return {"source": "people", "source_type": "sql", "extracted_at": AS_OF.isoformat(), "identities": {"staff": {"locale": {name: 1 for name in locales}, "age": [18, 67]}},
            "entities": [{"name": "employees", "row_count": rows, "identity": "staff", "fields": fields}]}


def generate(build: Path, rows: int, locales: list[str], folder: Path) -> Path:
    (folder / "metadata.json").write_text(json.dumps(template(rows, locales)))
    subprocess.run([build / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", "parquet", "--seed", "5", "--environment", "dev"],
                   check=True, capture_output=True, text=True)
    return folder / "out"


class Check:
    """The Parquet files of a landed table: `counts` is what run() finds, `seconds` how long each part took."""

    def __init__(self, folder: Path, locales: list[str], tool: Path, memory: str = "1GB"):
        self.tool = tool
        self.counts: dict[str, int] = {}
        self.seconds: dict[str, float] = {}
        self.locales = {locale.split("_")[1]: locale for locale in locales}
        assert len(self.locales) == len(locales), "one locale a country"
        self.spill = tempfile.TemporaryDirectory()
        self.db = duckdb.connect(config={"memory_limit": memory, "threads": "1", "temp_directory": self.spill.name, "preserve_insertion_order": "false"})
        self.db.execute(f"CREATE VIEW people AS SELECT *, sex = 'M' AS male FROM read_parquet('{folder}/**/*.parquet')")

    def run(self) -> dict[str, int]:
        for part in (self.names, self.places, self.phones, self.ids, self.ids_by_stdnum, self.dates, self.repeats, self.safety):
            start = time.time()
            part()
            self.seconds[part.__name__] = time.time() - start
        return self.counts

    def count(self, source: str = "people", **wrong: str) -> None:
        """Rows of `source` in all, and those for which each condition is not true."""
        columns = ", ".join(f"count(*) FILTER (WHERE ({condition}) IS NOT TRUE)" for condition in wrong.values())
        self.counts["rows"], *found = self.db.execute(f"SELECT count(*), {columns} FROM {source}").fetchall()[0]
        self.counts |= dict(zip((name.replace("e_mail", "e-mail").replace("_", " ") for name in wrong), found))

    def table(self, name: str, columns: list[str], rows: list[tuple]) -> None:
        self.db.register(name, pyarrow.table([list(cells) for cells in zip(*rows)], names=columns))

    def names(self) -> None:
        foldings = {country: Folding(locale) for country, locale in self.locales.items()}
        seen = self.db.execute("SELECT DISTINCT country, first FROM people UNION SELECT DISTINCT country, last FROM people").fetchall()
        self.table("folded", ["country", "name", "ascii"], [(country, name, foldings[country](name)) for country, name in seen if country in foldings])
        self.count("""(SELECT f.ascii || '.' || l.ascii AS base, split_part(email, '@', 1) AS local, split_part(email, '@', 2) AS domain, login FROM people
                       LEFT JOIN folded f ON f.country = people.country AND f.name = first LEFT JOIN folded l ON l.country = people.country AND l.name = last)""",
                   e_mail_and_names="rtrim(local, '0123456789') = base", e_mail_domain=f"domain IN {RESERVED}", user_name_and_names="replace(login, '_', '.') = local")

    def places(self) -> None:
        known = {(country, row[0], row[1], row[3], row[6]) for country in self.locales for row in lists(f"places/{country}.txt")["places"].rows}
        self.table("known", ["country", "city", "region", "postcode", "zone"], sorted(known))
        self.count("""(SELECT known.city IS NOT NULL AS there FROM people LEFT JOIN known ON known.country = people.country AND known.city = people.city AND known.region = people.region
                       AND known.postcode = people.postcode AND known.zone = people.zone)""", place_and_country="there")

    def phones(self) -> None:
        # libphonenumber tells the country by the first digits: those of each country are few.
        heads = self.db.execute("SELECT DISTINCT country, left(phone, 6), length(phone) FROM people").fetchall()

        def right(country: str, head: str, length: int) -> bool:
            regions = phonenumbers.region_codes_for_country_code(phonenumbers.parse(head + "0" * (length - len(head))).country_code)
            if "US" in regions:  # of all who share +1: by the area code
                regions = (phonenumbers.region_code_for_number(phonenumbers.parse(head[:5] + "5550100")),)
            return country in regions

        self.table("heads", ["country", "head", "size", "good"], [(*row, right(*row)) for row in heads])
        self.count("(SELECT good FROM people JOIN heads ON heads.country = people.country AND head = left(phone, 6) AND size = length(phone))", telephone_and_country="good")

    def ids(self) -> None:
        cases = " ".join(f"WHEN '{country}' THEN {national_ids.sql(country, 'nid', 'born', 'male')}" for country in self.locales if country in national_ids.READINGS)
        self.count(national_id_and_person=f"CASE country {cases} ELSE true END" if cases else "true")

    def ids_by_stdnum(self) -> None:
        oracles = {country: national_ids.oracle(country) for country in self.locales if country in national_ids.ORACLES}
        wrong = 0
        rows = self.db.execute("SELECT country, nid, born, male FROM people WHERE list_contains(?, country)", [list(oracles)])
        self.read_by_stdnum = 0
        while some := rows.fetchmany(50_000):
            self.read_by_stdnum += len(some)
            wrong += sum(not oracles[country](nid, born, male) for country, nid, born, male in some)
        self.counts["national id by stdnum"] = wrong

    def dates(self) -> None:
        youngest, oldest = AS_OF.replace(year=AS_OF.year - 18), AS_OF.replace(year=AS_OF.year - 68)
        self.count(age=f"born > DATE '{oldest}' AND born <= DATE '{youngest}'", birth_and_hire="born < hired")

    def repeats(self) -> None:
        for name, text in (("e-mails", "split_part(email, '@', 1)"), ("user names", "login")):
            # Different hashes prove different texts; only if some are alike, the texts themselves are compared.
            alike = self.db.execute(f"SELECT count(*) - count(DISTINCT hash({text})) FROM people").fetchall()[0][0]
            self.counts["repeated " + name] = self.db.execute(f"SELECT count(*) - count(DISTINCT {text}) FROM people").fetchall()[0][0] if alike else 0

    def safety(self) -> None:
        judge = subprocess.Popen([self.tool, "judge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        rows = self.db.execute(r"SELECT concat('email', chr(9), chr(9), email, chr(10), 'phone', chr(9), country, chr(9), phone, chr(10), 'national_id', chr(9), country, chr(9), nid, chr(10)) FROM people")
        while some := rows.fetchmany(50_000):
            judge.stdin.write("".join(row[0] for row in some))
        judge.stdin.close()
        self.judged = {"email": 0, "phone": 0, "national_id": 0}
        for kind in self.judged:
            self.counts["unsafe " + kind] = 0
        for kind, _, values, unsafe in (line.split("\t") for line in judge.stdout.read().splitlines()):
            self.judged[kind] += int(values)
            self.counts["unsafe " + kind] += int(unsafe)
        assert judge.wait() == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--rows", type=int, default=200_000)
    arguments = parser.parse_args()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    print(f"command   check_persons.py --rows {arguments.rows}\nmachine   {model}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}\nreaders   DuckDB {duckdb.__version__}, phonenumbers {phonenumbers.__version__}, python-stdnum")
    with tempfile.TemporaryDirectory() as folder:
        start = time.time()
        path = generate(arguments.build, arguments.rows, LOCALES, Path(folder))
        print(f"{arguments.rows} persons in {len(LOCALES)} locales, {sum(file.stat().st_size for file in path.rglob('*.parquet')) / 1e6:.0f} MB of Parquet, generated, landed and verified in {time.time() - start:.1f} s", flush=True)
        check = Check(path, LOCALES, arguments.build / "identifiers_dump")
        counts = check.run()
    print("checked in " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in check.seconds.items()) + f"; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    print(f"{check.read_by_stdnum} national ids were read by python-stdnum; judged by the predicates: " + ", ".join(f"{n} {kind}" for kind, n in check.judged.items()))
    for name, count in counts.items():
        print(f"{count:>12} {'rows read' if name == 'rows' else 'wrong: ' + name}")
    sys.exit(any(count for name, count in counts.items() if name != "rows") or counts["rows"] != arguments.rows)


if __name__ == "__main__":
    main()
