"""A template written for Python Faker, with 79 different methods: it runs unchanged, and what it lands is verified."""

import json
import subprocess

import deltalake
import pytest

import mockdata

pytestmark = pytest.mark.skipif(mockdata.PROGRAM is None, reason="mockdata is not built: build it to run these tests")

TEMPLATE = mockdata.ROOT / "tests/providers/faker_template.json"
FIELDS = json.loads(TEMPLATE.read_text())["entities"][0]["fields"]


def test_the_template_uses_many_methods():
    assert len({f["faker_method"] for f in FIELDS}) >= 60


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


def test_columns_vary(landed):
    """Every column has more than one value, and as many different ones as its method can be expected to give."""
    table = deltalake.DeltaTable(str(landed / "Tables/bronze_items")).to_pyarrow_table()
    assert table.num_rows == 3000
    few = {"active", "flag", "maybe", "status", "digit", "digit_above_zero", "letter", "lower", "upper", "weekday", "month", "method", "suffix", "tags", "choices", "sample"}
    for field in FIELDS:
        different = len(set(map(str, table[field["name"]].to_pylist())))
        assert different >= (2 if field["name"] in few else 15), field["name"]


def test_same_bytes_for_any_number_of_threads(tmp_path):
    """The same bytes for any number of threads."""
    texts = []
    for threads in (1, 3):
        out = tmp_path / f"{threads}.ndjson"
        with out.open("wb") as file:
            subprocess.run([mockdata.PROGRAM, "generate", TEMPLATE, "--output", "-", "--format", "ndjson", "--plain", "--environment", "dev", "--threads", str(threads)], stdout=file, check=True)
        texts.append(out.read_bytes())
    assert texts[0] == texts[1] and texts[0].count(b"\n") == 3000
