"""Persons in all the locales of check_persons.py, checked by that independent program; and shared identities."""

import csv
import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from check_persons import LOCALES, Check, generate

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))


def test_persons_hang_together(tmp_path):
    counts = Check(generate(BUILD, 20_000, LOCALES, tmp_path), LOCALES, BUILD / "identifiers_dump").run()
    assert counts.pop("rows") == 20_000
    assert counts == dict.fromkeys(counts, 0) and len(counts) == 14


@pytest.fixture(scope="module")
def nordic(tmp_path_factory):
    return generate(BUILD, 1_000, ["fi_FI", "sv_SE"], tmp_path_factory.mktemp("nordic"))


# What is done to a row, and the counts that must see it.
DAMAGE = {
    "first = 'Nobody'": {"e-mail and names"},
    "email = split_part(email, '@', 1) || '@mail.se'": {"e-mail domain", "unsafe email"},
    "login = login || '7'": {"user name and names"},
    "postcode = '00000'": {"place and country"},
    "zone = 'Europe/Paris'": {"place and country"},
    "phone = '+1' || substr(phone, 2)": {"telephone and country", "unsafe phone"},
    "sex = CASE sex WHEN 'M' THEN 'F' ELSE 'M' END": {"national id and person", "national id by stdnum"},
    "nid = '000000-0000'": {"national id and person", "national id by stdnum"},
    "born = born + 31": {"national id and person", "national id by stdnum"},
    "born = DATE '2015-01-01'": {"age", "national id and person", "national id by stdnum"},
    "hired = born": {"birth and hire"},
    "email = (SELECT email FROM people WHERE id = 6), login = (SELECT login FROM people WHERE id = 6)": {"e-mail and names", "repeated e-mails", "repeated user names"},
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_check_sees_a_wrong_person(nordic, tmp_path, damage):
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE people AS SELECT * FROM read_parquet('{nordic}/**/*.parquet')")
    swede = connection.execute("SELECT min(id) FROM people WHERE country = 'SE' AND id > 10").fetchone()[0]
    connection.execute(f"UPDATE people SET {damage} WHERE id = {swede}")
    connection.execute(f"COPY people TO '{tmp_path}/damaged.parquet'")
    counts = Check(tmp_path, ["fi_FI", "sv_SE"], BUILD / "identifiers_dump").run()
    assert counts.pop("rows") == 1_000
    assert {name for name, count in counts.items() if count} >= DAMAGE[damage]


REAL = {"email": "anna.virtanen@gmail.com", "phone": "+12125551234", "nid": "131052-308T", "work": "a@company.com", "photo": "https://github.com/a.jpg"}


@pytest.fixture(scope="module")
def europeans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("europeans")
    fields = {"email": "email", "phone": "phone_number", "nid": "national_id", "work": "company_email", "photo": "photo_url"}
    described = {"source": "people", "source_type": "sql", "extracted_at": "2026-11-28", "identities": {"all": {"locale": ["fi_FI", "fr_FR", "de_DE"]}},
                 "entities": [entity("people", 300, fields, identity="all")]}
    rows_of(folder / "landed", described)
    return folder / "landed"


def test_persons_columns_are_declared_identifiers(europeans):
    shown = subprocess.run([BUILD / "mockdata", "explain", "--safety", europeans / "metadata.json", "--json"], capture_output=True, text=True, check=True)
    found = {(row["column"].split(".")[1], row["type"], row["country"], row["level"]) for row in json.loads(shown.stdout)}
    assert found == {("email", "email", "", "S1"), ("work", "email", "", "S1"), ("photo", "url", "", "S1"), ("phone", "phone", "FI", "S3"), ("phone", "phone", "FR", "S1"), ("phone", "phone", "DE", "S1"),
                     ("nid", "national_id", "FI", "S1"), ("nid", "national_id", "FR", "S2"), ("nid", "national_id", "DE", "S1")}


@pytest.mark.parametrize("column", REAL)
def test_verification_finds_somebody_real(europeans, tmp_path, column):
    shutil.copytree(europeans, tmp_path / "copy")
    path = next((tmp_path / "copy/out").rglob("*.csv"))
    rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
    rows[7][rows[0].index(column)] = REAL[column]
    csv.writer(open(path, "w", encoding="utf-8", newline=""), lineterminator="\n").writerows(rows)
    done = subprocess.run([BUILD / "mockdata", "verify", tmp_path / "copy/metadata.json", tmp_path / "copy/out", "--json"], capture_output=True, text=True)
    safety = next(check for check in json.loads(done.stdout)["checks"] if check["check"] == "safety")
    assert done.returncode == 1 and safety["failed"] == 1 and column in safety["detail"] and REAL[column] not in done.stdout + done.stderr


def rows_of(folder: Path, template: dict) -> dict[str, list[dict]]:
    folder.mkdir()
    (folder / "metadata.json").write_text(json.dumps(template))
    run = subprocess.run([BUILD / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", "csv", "--environment", "dev"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found = {}
    for entity in template["entities"]:
        path = next(p for p in (folder / "out").rglob("*.csv") if entity["name"] in str(p.relative_to(folder / "out")))
        found[entity["name"]] = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
    return found


def entity(name: str, rows: int, fields: dict[str, str], **settings) -> dict:
    made = [{"name": "id", "type": "int", "primary_key": True}]
    made += [{"name": field, "type": "string", "nullable": False, "faker_method": provider} for field, provider in fields.items()]
    return {"name": name, "row_count": rows, "fields": made} | settings


@pytest.fixture(scope="module")
def two_sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    people = {"identities": {"people": {"locale": "fi_FI", "size": 500}}, "extracted_at": "2026-11-28", "source_type": "sql"}
    hr = people | {"source": "hr", "entities": [entity("employees", 300, {"given": "first_name", "family": "last_name", "mail": "email", "city": "city"}, identity="people")]}
    crm = people | {"source": "crm", "entities": [entity("contacts", 200, {"full": "name", "address": "email", "town": "city"}, identity="people")]}
    return rows_of(folder / "hr", hr)["employees"], rows_of(folder / "crm", crm)["contacts"]


def test_sources_that_share_an_identity_talk_about_the_same_people(two_sources):
    employees, contacts = two_sources
    for employee, contact in zip(employees, contacts):
        assert contact["full"] == f"{employee['given']} {employee['family']}"
        assert contact["address"] == employee["mail"]
        assert contact["town"] == employee["city"]


def test_the_row_that_is_referred_to_decides_the_person(tmp_path):
    template = {"source": "it", "source_type": "sql", "extracted_at": "2026-11-28", "locale": "sv_SE", "identities": {"staff": {}},
                "entities": [entity("employees", 50, {"name": "name", "mail": "email"}, identity="staff"),
                             entity("tickets", 400, {"opened_by": "name", "mail": "email"}, identity="staff")]}
    template["entities"][1]["fields"].append({"name": "employee_id", "type": "int", "foreign_key": "employees.id", "nullable": False})
    found = rows_of(tmp_path / "it", template)
    names = {row["id"]: (row["name"], row["mail"]) for row in found["employees"]}
    assert all((t["opened_by"], t["mail"]) == names[t["employee_id"]] for t in found["tickets"])


def test_the_country_of_the_row_decides_its_locale(tmp_path):
    template = {"source": "shop", "source_type": "sql", "extracted_at": "2026-11-28",
                "entities": [entity("customers", 200, {"phone": "phone_number", "city": "city"}, locale={"from": "country"})]}
    template["entities"][0]["fields"].insert(1, {"name": "country", "type": "string", "nullable": False, "values": ["FI", "SE", "BR"]})
    calling = {"FI": "+358", "SE": "+46", "BR": "+55"}
    for row in rows_of(tmp_path / "shop", template)["customers"]:
        assert row["phone"].startswith(calling[row["country"]])


def test_roles_of_a_row_are_different_people(tmp_path):
    template = {"source": "hr", "source_type": "sql", "extracted_at": "2026-11-28", "locale": "de_DE",
                "entities": [entity("employees", 200, {"name": "name", "email": "email", "manager_name": "name", "manager_email": "email"})]}
    rows = rows_of(tmp_path / "hr", template)["employees"]
    assert sum(row["name"] == row["manager_name"] for row in rows) < 5
    assert all(row["email"] != row["manager_email"] for row in rows)


def test_holes_are_told(tmp_path):
    template = {"source": "x", "source_type": "sql", "extracted_at": "2026-11-28", "entities": [entity("people", 5, {"name": "name"}, locale="de_LI")]}
    (tmp_path / "metadata.json").write_text(json.dumps(template))
    run = subprocess.run([BUILD / "mockdata", "check", tmp_path / "metadata.json"], capture_output=True, text=True)
    assert "taken from de_" in run.stdout + run.stderr
