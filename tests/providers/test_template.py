"""A template written for Python Faker, with more than 100 different methods, persons and addresses among them: Faker itself fills it, it runs
here unchanged, and what it lands is verified."""

import json
import re
import subprocess

import deltalake
import faker
import pytest

import mockdata

pytestmark = pytest.mark.skipif(mockdata.PROGRAM is None, reason="mockdata is not built: build it to run these tests")

TEMPLATE = mockdata.ROOT / "tests/providers/faker_template.json"
ENTITIES = json.loads(TEMPLATE.read_text())["entities"]
FIELDS = [field for entity in ENTITIES for field in entity["fields"]]


def test_the_template_uses_many_methods():
    assert len({f["faker_method"] for f in FIELDS}) >= 110
    assert {"name", "email", "address", "phone_number", "profile", "ssn"} <= {f["faker_method"] for f in FIELDS}


def test_faker_itself_fills_it():
    fake = faker.Faker("en_US")
    for field in FIELDS:
        getattr(fake, field["faker_method"])(**field.get("faker_args", {}))


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("landed")
    done = mockdata.run("generate", TEMPLATE, "--output", folder, "--environment", "dev", check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_it_runs_and_verifies(landed):
    assert mockdata.run("check", TEMPLATE, check=False).returncode == 0
    done = mockdata.run("verify", TEMPLATE, landed, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity["name"])
def test_columns_vary(landed, entity):
    """Every column has more than one value, and as many different ones as its method can be expected to give."""
    table = deltalake.DeltaTable(str(landed / "Tables" / entity["bronze_table"])).to_pyarrow_table()
    assert table.num_rows == entity["row_count"]
    one = {"home", "country", "country_code"}  # of the row's person
    few = {"active", "flag", "maybe", "status", "digit", "digit_above_zero", "letter", "lower", "upper", "weekday", "month", "method", "suffix", "tags", "choices", "sample", "prefix", "card_provider"}
    for field in entity["fields"]:
        different = len(set(map(str, table[field["name"]].to_pylist())))
        assert different >= (1 if field["name"] in one else 2 if field["name"] in few else 15), field["name"]


def test_a_row_speaks_of_one_person(landed):
    table = deltalake.DeltaTable(str(landed / "Tables/bronze_customers")).to_pyarrow_table().to_pylist()
    for row in table:
        assert row["name"] == f"{row['first']} {row['last']}"
        assert row["email"].startswith(re.sub("[^a-z-]", "", row["first"].lower()) + "." + re.sub("[^a-z-]", "", row["last"].lower()))
        assert (row["country"], row["country_code"]) == ("United States", "USA")
        assert row["city"] in row["address"] and row["postcode"] in row["address"] and row["postcode"] == row["zip"]
    assert len({row["email"] for row in table}) == len({row["username"] for row in table}) == len(table)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity["name"])
def test_same_bytes_for_any_number_of_threads(tmp_path, entity):
    texts = []
    for threads in (1, 3):
        out = tmp_path / f"{threads}.ndjson"
        with out.open("wb") as file:
            subprocess.run([mockdata.PROGRAM, "generate", TEMPLATE, "--output", "-", "--entity", entity["name"], "--format", "ndjson", "--plain", "--environment", "dev", "--threads", str(threads)], stdout=file, check=True)
        texts.append(out.read_bytes())
    assert texts[0] == texts[1] and texts[0].count(b"\n") == entity["row_count"]
