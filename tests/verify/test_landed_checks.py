"""The checks over data that other programs landed: the same rows as Parquet, Delta, JSON, NDJSON and CSV, sound and spoilt."""
import datetime
import decimal
import json
import os
import pathlib
import subprocess

import duckdb
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
DUMP = BUILD / "landed_dump"
UTC = datetime.timezone.utc
FORMATS = ["parquet", "duckdb", "delta", "arrow", "arrows", "json", "ndjson", "csv"]
BRONZE = {"_ingested_at": datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "_source_system": "hr_mock", "_environment": "dev", "_is_synthetic": True}
BRONZE_SCHEMA = [("_ingested_at", pa.timestamp("us", "UTC")), ("_source_system", pa.string()), ("_environment", pa.string()), ("_is_synthetic", pa.bool_())]

TEAMS = pa.schema([("tenant", pa.int64()), ("id", pa.string()), ("budget", pa.decimal128(12, 2)), ("founded", pa.date32()), *BRONZE_SCHEMA])
PEOPLE = pa.schema([
    ("id", pa.int64()), ("name", pa.string()), ("tenant", pa.int64()), ("teamId", pa.string()), ("managerId", pa.int64()), ("score", pa.float64()),
    ("address", pa.struct([("street", pa.string()), ("teamId", pa.string())])), ("teams", pa.list_(pa.struct([("id", pa.string()), ("since", pa.date32())]))),
    ("tags", pa.list_(pa.string())), *BRONZE_SCHEMA,
])


def teams():
    return [{"tenant": i % 3, "id": f"team-{i}", "budget": decimal.Decimal(i * 1000 + 5).scaleb(-2), "founded": datetime.date(2000, 1, 1 + i % 28), **BRONZE} for i in range(40)]


def people():
    return [
        {
            "id": i, "name": f"Ann, \"{i}\" Ö", "tenant": (i * 7) % 40 % 3, "teamId": f"team-{i * 7 % 40}", "managerId": None if i == 0 else i // 2,
            "score": i / 8, "address": None if i % 5 == 0 else {"street": f"Road {i}", "teamId": None if i % 4 == 0 else f"team-{i % 40}"},
            "teams": [{"id": f"team-{(i + k) % 40}", "since": datetime.date(2020, 2, 1 + k)} for k in range(i % 4)], "tags": ["a", None][: i % 3], **BRONZE,
        }
        for i in range(500)
    ]


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return float(value) if isinstance(value, decimal.Decimal) else value


def csv_field(value):
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = json.dumps(value) if isinstance(value, (dict, list)) else str(value)
    return '"' + text.replace('"', '""') + '"'


def land(folder, name, rows, schema, form):
    """The rows in two files (Delta: two commits after one that is overwritten); returns format and paths."""
    halves = [rows[: len(rows) // 3], rows[len(rows) // 3:]]
    if form == "delta":
        table = folder / name
        write_deltalake(table, pa.Table.from_pylist(rows[:5], schema), mode="overwrite")
        write_deltalake(table, pa.Table.from_pylist(halves[0], schema), mode="overwrite")
        write_deltalake(table, pa.Table.from_pylist(halves[1], schema), mode="append")
        return "delta", [str(table)]
    paths = []
    for number, half in enumerate(halves):
        path = folder / f"{name}-{number}.{form}"
        table = pa.Table.from_pylist(half, schema)
        if form == "parquet":
            pq.write_table(table, path, row_group_size=100, data_page_size=300, write_batch_size=20, write_page_index=True, compression="zstd", data_page_version="2.0")
        elif form == "duckdb":
            with duckdb.connect() as db:
                db.execute(f"copy (select * from table) to '{path}' (format parquet)".replace("from table", "from t") if db.register("t", table) else "")
        elif form in ("arrow", "arrows"):
            with (ipc.new_file if form == "arrow" else ipc.new_stream)(path, schema) as writer:
                writer.write_table(table, max_chunksize=70)
        elif form == "csv":
            lines = [",".join(schema.names), *(",".join(csv_field(row[c]) for c in schema.names) for row in half)]
            path.write_text("\r\n".join(lines) + "\r\n")
        else:
            texts = [json.dumps(plain(row), ensure_ascii=bool(number)) for row in half]
            path.write_text("\n".join(texts) + "\n" if form == "ndjson" else json.dumps([json.loads(t) for t in texts], indent=number or None))
        paths.append(str(path))
    return {"duckdb": "parquet", "arrows": "arrow"}.get(form, form), paths


def expectations(folder, form, team_rows, people_rows):
    team_format, team_paths = land(folder, "teams", team_rows, TEAMS, form)
    people_format, people_paths = land(folder, "people", people_rows, PEOPLE, form)
    return [
        {"name": "teams", "format": team_format, "paths": team_paths, "rows": 40, "bronze": True, "primary_key": ["id"], "unique": [["tenant", "id"]],
         "columns": [["tenant", "long", False], ["id", "string", False], ["budget", "decimal(12,2)", False], ["founded", "date", True]]},
        {"name": "people", "format": people_format, "paths": people_paths, "rows": 500, "bronze": True, "primary_key": ["id"],
         "columns": [["id", "long", False], ["name", "string", False], ["tenant", "long", True], ["teamId", "string", True], ["managerId", "long", True],
                     ["score", "double", True], ["address", "object", True], ["address.street", "string", False], ["address.teamId", "string", True],
                     ["teams", "array", False], ["teams[].id", "string", False], ["teams[].since", "date", True], ["tags", "array", True], ["tags[]", "string", True]],
         "foreign_keys": [{"from": ["teamId"], "to_entity": "teams", "to": ["id"], "optional": False},
                          {"from": ["tenant", "teamId"], "to_entity": "teams", "to": ["tenant", "id"]},
                          {"from": ["managerId"], "to_entity": "people", "to": ["id"]},
                          {"from": ["address.teamId"], "to_entity": "teams", "to": ["id"]},
                          {"from": ["teams[].id"], "to_entity": "teams", "to": ["id"]}]},
    ]


def run(folder, entities, *options):
    path = folder / "expected.json"
    path.write_text(json.dumps(entities))
    done = subprocess.run([DUMP, *options, f"--verify={path}"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def failed(report):
    return sorted((c["entity"], c["name"], c["failed"]) for c in report["checks"] if not c["passed"])


@pytest.mark.parametrize("form", FORMATS)
def test_sound_data_passes(tmp_path, form):
    report = run(tmp_path, expectations(tmp_path, form, teams(), people()))
    assert report["passed"], report["lines"]
    statistics = ["✓ Statistics in files and log are true"] if form in ("parquet", "duckdb", "delta") else []
    assert report["lines"] == [
        "✓ Row counts as expected", "✓ Schema: all columns are there, with their types", "✓ Nullability: no null where none is allowed",
        "✓ Values: every value is one of its column's type", "✓ _is_synthetic is true on every row", "✓ Nobody real: every identifier is of a range that belongs to nobody", *statistics, "✓ No duplicate primary keys", "✓ No duplicates in unique columns",
        "✓ FK integrity: All people.teamId exist in teams.id", "✓ FK integrity: All people.(tenant, teamId) exist in teams.(tenant, id)",
        "✓ FK integrity: All people.managerId exist in people.id", "✓ FK integrity: All people.address.teamId exist in teams.id",
        "✓ FK integrity: All people.teams[].id exist in teams.id",
    ]
    assert [(e["name"], e["rows"], e["files"]) for e in report["entities"]] == [("teams", 40, 2), ("people", 500, 2)]
    checked = {c["text"].split("All ")[1].split(" ")[0]: c["checked"] for c in report["checks"] if c["name"] == "foreign_key" and "(" not in c["text"]}
    rows = people()
    assert checked == {"people.teamId": 500, "people.managerId": 499, "people.address.teamId": sum(bool(r["address"] and r["address"]["teamId"]) for r in rows),
                       "people.teams[].id": sum(len(r["teams"]) for r in rows)}


@pytest.mark.parametrize("form", FORMATS)
def test_spoilt_data_fails_with_the_row(tmp_path, form):
    rows = people()
    rows[123]["teamId"] = "team-x"           # also the composite key
    rows[499]["id"] = 199                    # duplicate, and nobody's manager
    rows[301]["managerId"] = 500             # nobody
    rows[302]["address"] = {"street": None, "teamId": "TEAM-1"}
    rows[303]["teams"][0]["id"] = "team-40"
    rows[304]["_is_synthetic"] = False
    report = run(tmp_path, expectations(tmp_path, form, teams(), rows))
    assert failed(report) == [("people", "foreign_key", 1)] * 5 + [("people", "nullability", 1), ("people", "primary_key", 1), ("people", "synthetic", 1)]
    text = "\n".join(report["lines"])
    for part in ["teamId=team-x (row 124)", "id=199 (row 500)", "managerId=500 (row 302)", "address.teamId=TEAM-1 (row 303)", "teams[].id=team-40 (row 304)",
                 "id=302 (row 303: address.street is null)", "id=304 (row 305: _is_synthetic=false)"]:
        assert part in text, (part, text)


@pytest.mark.parametrize("form", FORMATS)
def test_missing_and_foreign_columns(tmp_path, form):
    entities = expectations(tmp_path, form, teams(), people())
    entities[0]["columns"][3] = ["founded_on", "date", False]
    entities[0]["columns"].append(["extra", "string", True])
    report = run(tmp_path, entities)
    schema = next(c for c in report["checks"] if c["name"] == "schema" and c["entity"] == "teams")
    assert not schema["passed"] and "founded is not expected" in schema["detail"]
    if form not in ("json", "ndjson"):  # there a missing key is a null
        assert "founded_on is missing" in schema["detail"] and "extra is missing" in schema["detail"]


@pytest.mark.parametrize("form", ["parquet", "delta", "arrow"])
def test_types_of_the_schema_are_compared(tmp_path, form):
    entities = expectations(tmp_path, form, teams(), people())
    entities[0]["columns"][0][1] = "int"
    entities[0]["columns"][2][1] = "decimal(10,2)"
    entities[1]["columns"][1][1] = "date"
    report = run(tmp_path, entities)
    details = {c["entity"]: c["detail"] for c in report["checks"] if c["name"] == "schema"}
    assert details["teams"] == "tenant is integer instead of int, budget is decimal instead of decimal(10,2)"
    assert details["people"] == "name is string instead of date"


def test_the_log_and_the_files_of_a_table_must_agree(tmp_path):
    entities = expectations(tmp_path, "delta", teams(), people())
    table = DeltaTable(entities[0]["paths"][0])
    victim = pathlib.Path(next(iter(table.file_uris())).removeprefix("file://"))
    rows = pq.read_table(victim)
    pq.write_table(rows.slice(1), victim)
    report = run(tmp_path, entities)
    assert ("teams", "readable", 0) in failed(report)
    victim.unlink()
    assert ("teams", "readable", 0) in failed(run(tmp_path, entities))


def test_a_checkpoint_is_refused_by_name(tmp_path):
    entities = expectations(tmp_path, "delta", teams(), people())
    DeltaTable(entities[0]["paths"][0]).create_checkpoint()
    report = run(tmp_path, entities)
    assert "checkpoint" in next(c for c in report["checks"] if c["entity"] == "teams" and c["name"] == "readable")["detail"]


def test_memory_bound_does_not_change_the_result(tmp_path):
    entities = expectations(tmp_path, "ndjson", teams(), people())
    assert run(tmp_path, entities, "--memory=1") == run(tmp_path, entities)


@pytest.mark.parametrize("what,wrong", [("minValues", {"tenant": 1}), ("maxValues", {"id": "team-2"}), ("maxValues", {"budget": 1.04}), ("maxValues", {"founded": "2000-01-05"}),
                                        ("nullCount", {"tenant": 1}), ("maxValues", {"_ingested_at": "2026-01-02T03:04:04.999Z"})])
def test_wrong_statistics_of_the_log_are_found(tmp_path, what, wrong):
    entities = expectations(tmp_path, "delta", teams(), people())
    log = sorted((pathlib.Path(entities[0]["paths"][0]) / "_delta_log").glob("*.json"))[-1]
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    for line in lines:
        if "add" in line:
            statistics = json.loads(line["add"]["stats"])
            assert set(wrong) <= set(statistics[what])
            statistics[what].update(wrong)
            line["add"]["stats"] = json.dumps(statistics)
    log.write_text("\n".join(map(json.dumps, lines)))
    assert failed(run(tmp_path, entities)) == [("teams", "statistics", 1)]


def test_wrong_statistics_of_a_file_are_found(tmp_path):
    """A bound in the footer (the only places where the largest key's bytes stand) is changed in place."""
    entities = expectations(tmp_path, "parquet", teams(), people())
    path = pathlib.Path(entities[1]["paths"][1])
    source = path.read_bytes()
    largest = (499).to_bytes(8, "little")
    places = [at for at in range(len(source)) if source.startswith(largest, at) and at > len(source) * 2 // 3]
    assert places
    for at in places:
        path.write_bytes(source[:at] + (498).to_bytes(8, "little") + source[at + 8:])
        report = run(tmp_path, entities)
        if failed(report) == [("people", "statistics", 2)]:
            return
    raise AssertionError(failed(report))
