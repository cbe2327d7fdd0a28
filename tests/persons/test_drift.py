"""Drift: what a second source has wrong or old of the same people, held against the crosswalk by check_drift.py."""

import csv
import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from check_drift import check, within

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))
LOCALES = ["fi_FI", "sv_SE", "de_DE", "fr_FR", "es_ES", "en_US", "da_DK", "ru_RU"]
PERSONS, AS_OF = 30_000, date(2026, 11, 28)
PEOPLE = {"locale": {locale: 1 for locale in LOCALES}, "age": [0, 90], "size": PERSONS}
FIELDS = [("first", "first_name"), ("last", "last_name"), ("full", "name"), ("mail", "email"), ("login", "user_name"), ("phone", "phone_number"), ("street", "street_address"), ("city", "city"),
          ("region", "state"), ("postcode", "postcode"), ("zone", "local_timezone"), ("country", "country_code"), ("born", "date_of_birth"), ("sex", "sex"), ("nid", "national_id")]
CRM = {"typo": 0.06, "nickname": 0.3, "old_surname": 0.2, "stale_address": 0.15, "stale_phone": 0.1, "stale_email": 0.05}
ERP = {"typo": 0.02, "stale_address": 0.3}


def fields() -> list[dict]:
    made = [{"name": "id", "type": "string", "primary_key": True, "faker_method": "object_id"}]
    made += [{"name": name, "type": "date" if name == "born" else "string", "nullable": False, "faker_method": provider} for name, provider in FIELDS]
    next(field for field in made if field["name"] == "mail")["unique"] = True
    return made


def template(source: str, entity: str, rows: int, **identity) -> dict:
    return {"source": source, "source_type": "sql", "extracted_at": AS_OF.isoformat(), "identities": {"people": PEOPLE},
            "entities": [{"name": entity, "row_count": rows, "identity": {"domain": "people"} | identity, "fields": fields()}]}


TEMPLATES = [template("crm", "contacts", 20_000, sample=True, drift=CRM), template("erp", "clients", 15_000, sample=True, drift=ERP), template("hr", "employees", PERSONS)]


def run(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run([BUILD / "mockdata", *map(str, arguments)], capture_output=True, text=True)


def land(folder: Path, *more) -> Path:
    """The two sources with drift, then the one without, with the crosswalk to both."""
    paths = []
    for made in TEMPLATES:
        paths.append(folder / f"{made['source']}.json")
        paths[-1].write_text(json.dumps(made, indent=1))
    for path, others in zip(paths, [[], [], paths[:2]]):
        crosswalk = [word for other in others for word in ("--crosswalk", other)]
        done = run("generate", path, *crosswalk, "--output", folder / "out", "--format", "csv", "--environment", "dev", "--seed", 11, "--ingested-at", "2026-11-28T00:00:00Z", *more)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ Nobody real" in done.stdout and "✓ FK integrity: All crm.contacts.id exist in people_crosswalk.crm_contacts_id" in done.stdout
    return folder / "out"


def rows(path: Path) -> list[dict]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    out = land(tmp_path_factory.mktemp("drift"))
    return out, {path.stem: rows(path) for path in out.glob("*.csv")}


def judge(tables: dict, entity: str, source: str):
    by_id = {name: {row["id"]: row for row in tables[name]} for name in ("employees", entity)}
    return check(by_id["employees"], by_id[entity], tables["people_crosswalk"], ("employees_id", f"{source}_{entity}_id", f"{source}_{entity}_drift"), LOCALES, AS_OF)


@pytest.mark.parametrize("entity,source,rates", [("contacts", "crm", CRM), ("clients", "erp", ERP)])
def test_what_drifted_is_listed_and_all_else_is_true(landed, entity, source, rates):
    wrong, seen = judge(landed[1], entity, source)
    assert wrong == dict.fromkeys(wrong, 0), +wrong
    for kind, (count, of) in seen.items():
        assert of > 500 and within(count, of, rates.get(kind, 0)), (kind, count, of)


def test_the_check_sees_what_is_wrong(landed):
    tables = dict(landed[1], contacts=[dict(row) for row in landed[1]["contacts"]], people_crosswalk=[dict(row) for row in landed[1]["people_crosswalk"]])
    contacts = {row["id"]: row for row in tables["contacts"]}
    listed = [row for row in tables["people_crosswalk"] if row["crm_contacts_drift"]]
    plain = [row for row in tables["people_crosswalk"] if row["crm_contacts_id"] and not row["crm_contacts_drift"]]
    listed[0]["crm_contacts_drift"] = ""
    contacts[plain[0]["crm_contacts_id"]]["city"] = "Nowhere"
    plain[1]["crm_contacts_drift"] = "typo_last_name"
    plain[2]["crm_contacts_drift"] = "stale_phone"
    plain[3]["crm_contacts_id"] = ""
    wrong, _ = judge(tables, "contacts", "crm")
    for kind in ("city differs, not listed", "typo", "stale_phone", "rows that no crosswalk row has"):
        assert wrong[kind] >= 1, kind
    assert sum(wrong.values()) >= 5


def test_sources_drift_apart_but_share_the_past(landed):
    tables = landed[1]
    contacts, clients = ({row["id"]: row for row in tables[name]} for name in ("contacts", "clients"))
    both = [row for row in tables["people_crosswalk"] if row["crm_contacts_id"] and row["erp_clients_id"]]
    stale = [["stale_address" in row[f"{entity}_drift"] for entity in ("crm_contacts", "erp_clients")] for row in both]
    assert within(sum(all(pair) for pair in stale), len(both), CRM["stale_address"] * ERP["stale_address"])
    for row, pair in zip(both, stale):
        if all(pair):
            assert all(contacts[row["crm_contacts_id"]][column] == clients[row["erp_clients_id"]][column] for column in ("street", "city", "postcode"))


def test_bytes_follow_from_the_seed_and_not_from_threads(landed, tmp_path):
    for threads in (1, 7):
        folder = tmp_path / str(threads)
        folder.mkdir()
        again = land(folder, "--threads", threads, "--rows-per-file", 100_000)
        for path in landed[0].glob("*.csv"):
            assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_row_alone_is_the_same(landed, tmp_path):
    (tmp_path / "crm.json").write_text(json.dumps(TEMPLATES[0]))
    for at in (0, 7_777, 19_999):
        done = run("sample", tmp_path / "crm.json", "contacts", "--rows", 1, "--at", at, "--seed", 11, "--json")
        alone, row = json.loads(done.stdout), landed[1]["contacts"][at]
        assert all(str(alone[name]) == row[name] for name, _ in FIELDS)


def test_explain_tells_the_drift_of_a_field(tmp_path):
    (tmp_path / "crm.json").write_text(json.dumps(TEMPLATES[0]))
    assert "provider last_name of the identity people, drifting (typo 6 %, old_surname 20 %)" in run("explain", tmp_path / "crm.json", "contacts.last").stdout
    assert "drifting" not in run("explain", tmp_path / "crm.json", "contacts.born").stdout


WRONG = [
    ({"drift": {"typos": 0.1}}, {}, 'no drift is called "typos"', 'did you mean "typo"?'),
    ({"drift": {"typo": 3}}, {}, "a rate is a number from 0 to 1, found 3", ""),
    ({"drift": True}, {}, 'expected object for "drift", found true', "as rates by kind"),
    ({"domain": None, "drift": {"typo": 0.1}}, {}, "names no domain", 'add "domain"'),
    ({}, {"drift": {"typo": 0.1}}, "an identity is the truth about its persons", "move it to an entity"),
    ({}, {"size": "many"}, 'expected number for "size", found "many"', "persons of the domain"),
    ({}, {"size": 0}, '"size" is the number of persons', ""),
    ({}, {"households": {"rate": 1.5}}, "a rate is a number from 0 to 1, found 1.5", ""),
    ({}, {"female": 2}, "a rate is a number from 0 to 1, found 2", ""),
]


@pytest.mark.parametrize("identity,people,message,remedy", WRONG)
def test_what_cannot_be_is_told_with_line_and_remedy(identity, people, message, remedy, tmp_path):
    made = template("crm", "contacts", 10, **identity)
    made["identities"] = {"people": PEOPLE | people}
    (tmp_path / "crm.json").write_text(json.dumps(made, indent=1))
    done = run("check", tmp_path / "crm.json")
    assert done.returncode == 3
    line = next(line for line in done.stdout.splitlines() if message in line)
    number = int(line.split("crm.json:")[1].split(" ")[0])
    assert remedy in done.stdout
    assert any(word in "\n".join((tmp_path / "crm.json").read_text().splitlines()[number - 2 : number + 1]) for word in ("drift", "typo", "size", "female", "rate"))


def test_a_domain_that_is_nearly_named_is_told(tmp_path):
    made = template("crm", "contacts", 10, domain="peopel")
    (tmp_path / "crm.json").write_text(json.dumps(made, indent=1))
    said = run("check", tmp_path / "crm.json").stdout
    assert 'no identity is described as "peopel"' in said and 'did you mean "people"?' in said


def test_drift_that_nobody_sees_is_told(tmp_path):
    made = template("crm", "contacts", 10, drift={"stale_phone": 0.1, "nickname": 0.1})
    made["identities"] = {"people": PEOPLE | {"locale": ["fi_FI", "ja_JP"]}}
    made["entities"][0]["fields"] = [field for field in fields() if field["name"] != "phone"]
    (tmp_path / "crm.json").write_text(json.dumps(made, indent=1))
    said = run("check", tmp_path / "crm.json").stdout
    assert 'no field of contacts shows "stale_phone"' in said
    assert "no familiar names are known for ja_JP" in said
