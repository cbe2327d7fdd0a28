"""National ids say what their person's other columns say: in every country whose ids carry a birth date or a sex, read back by
national_ids.py, and by python-stdnum where it can read them; repeated by nobody; the same in every source."""

import csv
import json
import os
import subprocess
from pathlib import Path

import duckdb
import pytest

import national_ids

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))
TABLE = Path(__file__).resolve().parents[2] / "data/identifiers/persons.tsv"
COUNTRIES = sorted(national_ids.READINGS)
ROWS = 30_000


def template(source: str, columns: list[tuple[str, str]], rows: int = ROWS, **identity) -> dict:
    """Persons with ids of many countries: (name, country) columns; names that begin with "u_" are unique."""
    fields = [{"name": "no", "type": "long", "primary_key": True, "nullable": False}, {"name": "born", "type": "date", "nullable": False, "faker_method": "date_of_birth"},
              {"name": "sex", "type": "string", "nullable": False, "faker_method": "sex"}]
    fields += [{"name": name, "type": "string", "nullable": False, "unique": name.startswith("u_"), "faker_method": "national_id", "faker_args": {"country": country} if country else {}}
               for name, country in columns]
    return {"source": source, "source_type": "sql", "extracted_at": "2026-11-28", "identities": {"people": {"locale": "fi_FI", "age": [18, 90]} | identity},
            "entities": [{"name": "people", "row_count": rows, "identity": "people", "fields": fields}]}


def land(folder: Path, described: dict) -> duckdb.DuckDBPyConnection:
    folder.mkdir(exist_ok=True)
    (folder / "metadata.json").write_text(json.dumps(described))
    done = subprocess.run([BUILD / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", "parquet", "--environment", "dev"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    path = next((folder / "out").rglob("*.parquet"))
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW people AS SELECT *, sex = 'M' AS male FROM read_parquet('{path}')")
    return connection


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    columns = [(prefix + country, country) for country in COUNTRIES for prefix in ("id_", "u_")]
    return land(tmp_path_factory.mktemp("ids"), template("registry", columns))


def test_no_country_is_forgotten():
    rows = list(csv.DictReader(open(TABLE, encoding="utf-8"), delimiter="\t"))
    carries = {r["country"] for r in rows if r["type"] == "national_id" and any(mark in r["rule"] for mark in ("<YY", "<DD", "<D1900", "<m=", "<~m=", "m="))}
    assert carries == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("prefix", ["id_", "u_"])
def test_id_says_birth_and_sex(people, country, prefix):
    agrees = national_ids.sql(country, prefix + country, "born", "male")
    wrong, examples = people.execute(f"SELECT count(*), list([{prefix}{country}, strftime(born, '%Y-%m-%d'), sex])[:3] FROM people WHERE NOT {agrees}").fetchone()
    assert wrong == 0, examples


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_reading_refuses_the_id_of_another(people, country):
    """What the reading is worth: the id of the next row is refused, save by chance."""
    agrees = national_ids.sql(country, "other", "born", "male")
    share = people.execute(f"SELECT avg(CAST({agrees} AS INT)) FROM (SELECT born, male, lead(id_{country}) OVER (ORDER BY no) AS other FROM people) WHERE other IS NOT NULL").fetchone()[0]
    reading = national_ids.READINGS[country]
    assert share < (0.01 if "D" in reading["id"] or "date" in reading else 0.03 if "Y" in reading["id"] else 0.6)


@pytest.mark.parametrize("country", sorted(national_ids.ORACLES))
def test_stdnum_reads_the_same(people, country):
    agrees = national_ids.oracle(country)
    wrong = [row for row in people.execute(f"SELECT id_{country}, born, male FROM people").fetchall() if not agrees(*row)]
    assert not wrong, f"{len(wrong)} of {ROWS}, e.g. {wrong[:3]}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_unique_ids_do_not_repeat(people, country):
    assert people.execute(f"SELECT count(DISTINCT u_{country}) FROM people").fetchone()[0] == ROWS


def test_people_of_many_countries_have_unique_ids(tmp_path):
    described = template("world", [("id", ""), ("u_id", "")], locale=["fi_FI", "sv_SE", "fr_FR", "de_DE", "ar_AE", "en_US"])
    described["entities"][0]["fields"].append({"name": "country", "type": "string", "nullable": False, "faker_method": "country_code"})
    people = land(tmp_path, described)
    for country in ("FI", "SE", "FR"):
        for column in ("id", "u_id"):
            agrees = national_ids.sql(country, column, "born", "male")
            assert people.execute(f"SELECT count(*) > 3000, count(*) FILTER (NOT {agrees}) FROM people WHERE country = '{country}'").fetchone() == (True, 0)
    assert people.execute("SELECT count(DISTINCT u_id) FROM people").fetchone()[0] == ROWS


@pytest.mark.parametrize("column", ["id_NO", "u_NO"])
def test_a_person_has_one_id_in_every_source(tmp_path, column):
    """HR and CRM describe the same people, in tables of other sizes."""
    hr = land(tmp_path / "hr", template("hr", [(column, "NO")], rows=900, size=1000))
    crm = land(tmp_path / "crm", template("crm", [("number", "SE"), (column, "NO")], rows=600, size=1000))
    ids = [c.execute(f"SELECT born, {column} FROM people ORDER BY no LIMIT 600").fetchall() for c in (hr, crm)]
    assert ids[0] == ids[1]
