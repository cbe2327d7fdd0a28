"""The crosswalk: one row a person, with his or her key in each entity and source, checked against the landed rows themselves."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))
PEOPLE = {"locale": {"fi_FI": 1, "de_DE": 1, "en_US": 1}, "age": [18, 67], "size": 2000}


def field(name: str, provider: str = "", kind: str = "string", **settings) -> dict:
    return {"name": name, "type": kind, "nullable": False} | ({"faker_method": provider} if provider else {}) | settings


def template(source: str, people: dict, *entities: dict) -> dict:
    return {"source": source, "source_type": "sql", "extracted_at": "2026-11-28", "identities": {"people": people}, "entities": list(entities)}


HR = template(
    "hr", PEOPLE | {"crosswalk": True},
    {"name": "employees", "row_count": 1500, "identity": "people", "fields": [field("id", kind="int", primary_key=True), field("given", "first_name"), field("family", "last_name"), field("mail", "email", unique=True)]},
    {"name": "tickets", "row_count": 4000, "identity": "people", "fields": [field("id", kind="int", primary_key=True), field("opened_by", kind="int", foreign_key="employees.id"), field("mail", "email")]},
    {"name": "badges", "row_count": 700, "identity": {"domain": "people", "sample": True}, "primary_key": ["site", "number"],
     "fields": [field("site", values=["N", "S"]), field("number", kind="int", min=1, max=9999), field("mail", "email")]})
CRM = template(
    "crm", PEOPLE,
    {"name": "contacts", "row_count": 1200, "identity": {"domain": "people", "sample": True}, "fields": [field("uid", kind="uuid", primary_key=True), field("address", "email")]})


def run(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run([BUILD / "mockdata", *map(str, arguments)], capture_output=True, text=True)


def save(folder: Path, made: dict) -> Path:
    path = folder / f"{made['source']}.json"
    path.write_text(json.dumps(made, indent=1))
    return path


def rows(path: Path) -> list[dict]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crosswalk")
    hr, crm = save(folder, HR), save(folder, CRM)
    for arguments in ([crm], [hr, "--crosswalk", crm]):
        done = run("generate", *arguments, "--output", folder / "out", "--format", "csv", "--environment", "dev")
        assert done.returncode == 0, done.stdout + done.stderr
    assert "All crm.contacts.uid exist in people_crosswalk.crm_contacts_uid" in done.stdout
    return {path.stem: rows(path) for path in (folder / "out").glob("*.csv")}


def test_each_row_stands_in_one_row_of_the_crosswalk(landed):
    crosswalk = landed["people_crosswalk"]
    assert [row["person"] for row in crosswalk] == [str(i + 1) for i in range(PEOPLE["size"])]
    for entity, key, columns in [("employees", ["id"], ["employees_id"]), ("badges", ["site", "number"], ["badges_site", "badges_number"]), ("contacts", ["uid"], ["crm_contacts_uid"])]:
        there = [tuple(row[c] for c in columns) for row in crosswalk if row[columns[0]]]
        assert len(there) == len(set(there))
        assert set(there) == {tuple(row[k] for k in key) for row in landed[entity]}, entity


def test_the_rows_of_one_person_are_his_or_hers(landed):
    employees = {row["id"]: row for row in landed["employees"]}
    badges = {(row["site"], row["number"]): row for row in landed["badges"]}
    contacts = {row["uid"]: row for row in landed["contacts"]}
    together = 0
    for row in landed["people_crosswalk"]:
        mails = [employees[row["employees_id"]]["mail"]] if row["employees_id"] else []
        mails += [badges[row["badges_site"], row["badges_number"]]["mail"]] if row["badges_site"] else []
        mails += [contacts[row["crm_contacts_uid"]]["address"]] if row["crm_contacts_uid"] else []
        assert len(set(mails)) <= 1, row
        together += len(mails) == 3
    assert together > 150  # 2000 * 0.75 * 0.35 * 0.6 = 315 are expected
    assert all(ticket["mail"] == employees[ticket["opened_by"]]["mail"] for ticket in landed["tickets"])


def test_a_sample_keeps_its_persons_when_it_grows(landed, tmp_path):
    crm = save(tmp_path, CRM)
    assert run("generate", crm, "--output", tmp_path / "out", "--format", "csv", "--rows", "contacts=1800", "--environment", "dev").returncode == 0
    grown = rows(tmp_path / "out/contacts.csv")
    assert [row["address"] for row in grown[:1200]] == [row["address"] for row in landed["contacts"]]
    assert len({row["address"] for row in grown}) == 1800


def test_it_changes_nothing_else(tmp_path):
    hr, crm = save(tmp_path, HR), save(tmp_path, CRM)
    plain = tmp_path / "plain.json"
    plain.write_text(json.dumps(HR | {"identities": {"people": PEOPLE}}))
    for name, arguments in (("plain", [plain]), ("own", [hr]), ("both", [hr, "--crosswalk", crm])):
        assert run("generate", *arguments, "--output", tmp_path / name, "--format", "csv", "--environment", "dev", "--ingested-at", "2026-11-28T00:00:00Z").returncode == 0
    assert not (tmp_path / "plain/people_crosswalk.csv").exists()
    for entity in HR["entities"]:
        one, two, three = ((tmp_path / name / f"{entity['name']}.csv").read_bytes() for name in ("plain", "own", "both"))
        assert one == two == three, entity["name"]


@pytest.mark.parametrize("format", ["", "parquet", "ndjson"])
def test_it_lands_in_every_format_and_is_verified(format, tmp_path):
    hr = save(tmp_path, HR)
    arguments = ["--format", format] if format else []
    assert run("generate", hr, "--output", tmp_path / "out", "--environment", "dev", *arguments).returncode == 0
    done = run("verify", hr, tmp_path / "out")
    assert done.returncode == 0 and "All employees.id exist in people_crosswalk.employees_id" in done.stdout, done.stdout
    if format == "ndjson":  # the check reads what is there: one key changed is found
        path = tmp_path / "out/people_crosswalk.ndjson"
        path.write_text(path.read_text().replace('"employees_id":7,', '"employees_id":8,'))
        done = run("verify", hr, tmp_path / "out")
        assert done.returncode == 1 and "✗ FK integrity: All employees.id exist in people_crosswalk.employees_id" in done.stdout


def test_ten_times_the_rows_are_ten_times_the_persons(tmp_path):
    hr = save(tmp_path, HR)
    assert run("generate", hr, "--output", tmp_path / "out", "--format", "csv", "--rows", "x10", "--environment", "dev").returncode == 0
    assert len(rows(tmp_path / "out/people_crosswalk.csv")) == 10 * PEOPLE["size"]
    done = run("verify", hr, tmp_path / "out")  # the manifest knows
    assert done.returncode == 0, done.stdout + done.stderr


WRONG = [
    ({"crosswalk": 3}, {}, 'for "crosswalk", found 3'),
    ({"crosswalk": "employees"}, {}, 'the crosswalk would be called "employees", as an entity is'),
    ({"crosswalk": True, "size": 100}, {}, "set identities.people.size to at least 1500"),
    ({"crosswalk": True}, {"identity": False}, "so there is nothing to list in a crosswalk"),
    ({"crosswalk": True}, {"fields": [field("name", "name")]}, 'the entity "employees" has no primary key'),
    ({"crosswalk": True, "size": None}, {"identity": {"domain": "people", "sample": True}}, 'has no "size"'),
]


@pytest.mark.parametrize("people,entity,message", WRONG)
def test_what_cannot_be_is_told_with_line_and_remedy(people, entity, message, tmp_path):
    path = save(tmp_path, template("hr", PEOPLE | people, HR["entities"][0] | entity))
    done = run("check", path)
    assert done.returncode == 3, done.stdout + done.stderr
    line = next(line for line in done.stdout.splitlines() if message in line or message in done.stdout)
    assert message in done.stdout and ".json:" in line
    assert "\n    " in done.stdout


def test_other_sources_must_speak_of_the_same_persons(tmp_path):
    hr, crm = save(tmp_path, HR), save(tmp_path, CRM)
    other = dict(CRM, source="erp", identities={"people": PEOPLE | {"age": [0, 99]}})
    assert "describe other persons" in run("check", hr, "--crosswalk", save(tmp_path, other)).stdout
    other = dict(CRM, source="erp", extracted_at="2026-10-01")
    assert "the as-of day is 2026-11-28" in run("check", hr, "--crosswalk", save(tmp_path, other)).stdout
    assert run("check", hr, "--crosswalk", tmp_path / "erp.json", "--as-of", "2026-11-28").returncode == 0
    other = dict(CRM, source="erp", identities={"clients": PEOPLE})
    assert "no identity of this template is one of the source" in run("check", hr, "--crosswalk", save(tmp_path, other)).stdout
    assert "is of the same source" in run("check", hr, "--crosswalk", hr).stdout
    assert run("check", hr, "--crosswalk", crm).returncode == 0
