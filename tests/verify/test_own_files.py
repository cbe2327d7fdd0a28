"""What the program's own encoders write, read by pyarrow, DuckDB, Python and by the program's own readers: all see the same rows."""
import base64
import csv
import datetime
import decimal
import json
import math
import os
import pathlib
import subprocess

import duckdb
import pyarrow.parquet as pq
import pytest

from test_parquet_reader import BUILD, compare

ROWS = int(os.environ.get("MOCKDATA_ROWS", "5000"))
COLUMNS = [["id", "long", False], ["i32", "int", True], ["i64", "long", True], ["flag", "bool", True], ["f32", "float", True], ["f64", "double", True],
           ["money", "decimal(9,2)", True], ["sum", "decimal(18,4)", True], ["huge", "decimal(38,10)", True], ["day", "date", True], ["at", "timestamp", True],
           ["local", "datetime", True], ["word", "string", True], ["pooled", "string", True], ["key", "uuid", True], ["clock", "time", True], ["raw", "binary", True],
           ["address", "object", True], ["address.street", "string", True], ["address.place", "object", True], ["address.place.lat", "double", True],
           ["address.place.zone", "int", False], ["tags", "array", True], ["tags[]", "string", True], ["teams", "array", True], ["teams[].id", "string", True],
           ["teams[].since", "date", True], ["teams[].roles", "array", True], ["teams[].roles[]", "string", True], ["nothing", "string", True],
           ["_is_synthetic", "bool", False]]


@pytest.fixture(scope="module", params=[1, 2])
def folder(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("made")
    subprocess.run([BUILD / "landed_make", path, str(ROWS), str(request.param)], check=True, timeout=120)
    return path


def parquet_rows(folder):
    return pq.read_table(folder / "none-v1.parquet").to_pylist()


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("codec", ["none", "snappy", "zstd", "lz4"])
def test_parquet_is_read_alike(folder, codec, version):
    path = folder / f"{codec}-v{version}.parquet"
    rows = pq.read_table(path).to_pylist()
    assert len(rows) == ROWS and rows == parquet_rows(folder)
    seen = compare(path, rows, batch=997)
    pages = [page for column in seen["columns"] for chunk in column["chunks"] for page in chunk["pages"] if not page["dictionary"]]
    assert {page["version"] for page in pages} == {version}
    with duckdb.connect() as db:
        db.execute("set timezone = 'UTC'")
        got = db.execute(f"select id, word, money, huge, day, address, teams from '{path}' order by id").fetchall()
    assert got == [tuple(row[c] for c in ["id", "word", "money", "huge", "day", "address", "teams"]) for row in rows]


def as_json(value, name=None):
    """A value of pyarrow as the program writes it in JSON."""
    if isinstance(value, dict):
        return {k: as_json(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    if isinstance(value, datetime.datetime):
        text = value.strftime("%Y-%m-%dT%H:%M:%S")
        micros = value.microsecond
        return text + (f".{micros // 1000:03d}" if micros and micros % 1000 == 0 else f".{micros:06d}" if micros else "") + ("" if name == "local" else "Z")
    if isinstance(value, datetime.time):
        return as_json(datetime.datetime.combine(datetime.date(2000, 1, 1), value), "local")[11:]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float):
        return decimal.Decimal(repr(value))
    return value


def close(found, expected, name=None):
    if isinstance(expected, dict):
        return isinstance(found, dict) and list(found) == list(expected) and all(close(found[k], v, k) for k, v in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(close, found, expected))
    if isinstance(found, decimal.Decimal) and isinstance(expected, decimal.Decimal) and name in ("f32", "f64", "lat"):
        return math.isclose(found, expected, rel_tol=1e-6 if name == "f32" else 1e-15)
    return found == expected and type(found) is type(expected) or (isinstance(expected, decimal.Decimal) and not isinstance(found, bool) and found == expected)


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_json_holds_the_rows_of_parquet(folder, form):
    text = (folder / f"rows.{form}").read_text(encoding="utf-8")
    load = lambda t: json.loads(t, parse_float=decimal.Decimal)
    found = load(text) if form == "json" else [load(line) for line in text.split("\n")[:-1]]
    assert len(found) == ROWS
    for got, row in zip(found, parquet_rows(folder)):
        expected = as_json(row)
        for name in expected:
            assert close(got[name], expected[name], name), (row["id"], name, got[name], expected[name])
        assert list(got) == list(expected)


def test_csv_holds_the_rows_of_parquet(folder):
    with open(folder / "rows.csv", encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    rows = parquet_rows(folder)
    assert found[0] == list(rows[0]) and len(found) == ROWS + 1
    for got, row in zip(found[1:], rows):
        for name, field in zip(found[0], got):
            expected = as_json(row[name], name)
            if expected is None:
                assert field == ""
            elif isinstance(expected, (dict, list)):
                assert close(json.loads(field, parse_float=decimal.Decimal), expected)
            elif isinstance(expected, bool):
                assert field == str(expected).lower()
            elif isinstance(expected, decimal.Decimal):
                assert close(decimal.Decimal(field), expected, name)
            elif name in ("at", "local", "clock"):  # a fraction may be written with three or six digits
                assert field.replace("000Z", "Z").removesuffix("000") == expected.removesuffix("000"), (row["id"], name)
            else:
                assert field == str(expected), (row["id"], name)


@pytest.mark.parametrize("form", ["none-v1.parquet", "zstd-v2.parquet", "rows.csv", "rows.ndjson", "rows.json"])
def test_own_files_pass_the_checks(folder, form):
    entity = {"name": "rows", "format": form.split(".")[1], "paths": [str(folder / form)], "rows": ROWS, "primary_key": ["id"], "columns": COLUMNS}
    path = folder / f"{form}.expected"
    path.write_text(json.dumps([entity]))
    done = subprocess.run([BUILD / "landed_dump", f"--verify={path}"], capture_output=True, text=True, timeout=120, check=True)
    report = json.loads(done.stdout)
    assert report["passed"], [c["text"] for c in report["checks"] if not c["passed"]]
