"""The guided command against the published API of AlexisHR, served on loopback by Prism, and its tables read by other programs."""
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

import deltalake
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from guided import GUIDED, ROOT, environment, project, run

API = ROOT.parent / "shared" / "data" / "apis" / "alexishr.openapi.yaml"
ROWS = {"employees": 200, "compensation": 200, "departments": 5, "offices": 3, "teams": 10}
DOCUMENT = """# Alexis
| Property | Value |
|---|---|
| System | AlexisHR |
| Authentication | Bearer token |
| Base URL | {url} |

| Entity | API Endpoint | Bronze Table |
|---|---|---|
| employees | `/employee` | bronze_alexis_employees |
| compensation | `/compensation` | bronze_alexis_compensation |
| departments | `/department` | bronze_alexis_departments |
| offices | `/office` | bronze_alexis_offices |
| teams | `/team` | bronze_alexis_teams |
"""


def prism_program():
    cache = pathlib.Path(os.environ.get("MOCKDATA_CACHE", ROOT / ".cache"))
    return pathlib.Path(os.environ.get("MOCKDATA_PRISM", cache / "prism" / "node_modules" / ".bin" / "prism"))


@pytest.fixture(scope="module")
def url():
    if not API.exists() or not prism_program().exists():
        missing = f"NOT TESTED: needs {API.name} in ../shared/data/apis and Prism (`./run test` installs it)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen([prism_program(), "mock", API, "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert server.poll() is None, "Prism has ended"
            try:
                urllib.request.urlopen(address + "/team", timeout=5)
            except urllib.error.HTTPError as e:
                assert e.code == 401  # it wants a token
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def made(url, tmp_path_factory):
    """One guided run for all tests: (what was said, template, folder of the landed data)."""
    root = project(tmp_path_factory.mktemp("prism"))
    (root / "projects/people/docs/sources/alexis.md").write_text(DOCUMENT.format(url=url))
    done = run(GUIDED, "alexis", "--extract", "--token-env", "TOKEN", "--environment", "dev", "--yes", cwd=root)
    template = json.loads((root / "projects/people/docs/templates/alexis/metadata.json").read_text())
    return done.stdout, template, root / "projects/people/mock/alexis"


def fields(template, entity):
    return {f["name"]: f for e in template["entities"] if e["name"] == entity for f in e["fields"]}


def test_entities_keys_and_counts(made):
    said, template, _ = made
    assert {e["name"]: e["row_count"] for e in template["entities"]} == ROWS
    for name, count in ROWS.items():
        assert fields(template, name)["id"]["primary_key"] is True
        assert sum(f.get("primary_key", False) for f in fields(template, name).values()) == 1
        assert f"✓ Generated {count} {name}" in said and f"- bronze_alexis_{name} ({count} rows)" in said
    assert "✗" not in said


def test_relations(made):
    said, template, _ = made
    relations = {(r["from"], r["to"]) for r in template["relationships"]}
    wanted = {("employees.compensationId", "compensation.id"), ("compensation.employeeId", "employees.id"), ("employees.managerEmployeeId", "employees.id"),
              ("departments.parentId", "departments.id"), ("employees.departmentId", "departments.id"), ("employees.officeId", "offices.id")}
    assert relations >= wanted
    assert not [r for r in relations if r[0] in ("employees.userId", "employees.companyId", "employees.costCenterId", "employees.id")]
    for start, end in relations:
        assert said.count(f"✓ FK integrity: All {start} exist in {end}\n") == 1
    assert "✓ No duplicate primary keys" in said


def test_shape_of_the_published_api(made):
    _, template, _ = made
    employee = fields(template, "employees")
    assert employee["id"]["faker_method"] == "object_id"
    assert employee["homeAddress"]["type"] == "object" and employee["active"]["type"] == "bool"
    assert {f["name"] for f in employee["homeAddress"]["fields"]} >= {"street", "city", "postalCode", "country"}
    assert template["api"]["envelopes"]["employees"]["list"] == "data"
    assert set(template["api"]["envelopes"]["employees"]["members"]) == {"status", "total", "count", "offset", "data", "relations"}


def test_tables_are_read_by_three_programs(made):
    _, template, place = made
    for name, count in ROWS.items():
        folder = place / "Tables" / f"bronze_alexis_{name}"
        table = deltalake.DeltaTable(str(folder))
        rows = pa.table(table.to_pyarrow_table())
        parts = [str(folder / p) for p in pa.table(table.get_add_actions())["path"].to_pylist()]
        assert rows.num_rows == count
        assert sum(pq.read_table(p, partitioning=None).num_rows for p in parts) == count
        assert duckdb.sql(f"select count(*), count(distinct id), bool_and(_is_synthetic) from read_parquet({parts})").fetchall() == [(count, count, True)]
        as_json = json.loads((place / f"Files/mock/alexis/{name}/data.json").read_text())
        assert len(as_json) == count
        assert [r["id"] for r in as_json] == rows.column("id").to_pylist()
        assert set(rows.column_names) == {f["name"] for e in template["entities"] if e["name"] == name for f in e["fields"]} | {
            "_ingested_at", "_source_system", "_environment", "_is_synthetic"}


def test_cycle_and_self_reference_hold(made):
    _, _, place = made
    rows = {name: json.loads((place / f"Files/mock/alexis/{name}/data.json").read_text()) for name in ROWS}
    ids = {name: {r["id"] for r in rows[name]} for name in ROWS}
    assert all(len(i) == 24 and set(i) <= set("0123456789abcdef") for i in ids["employees"])
    assert {r["compensationId"] for r in rows["employees"]} <= ids["compensation"] | {None}
    assert {r["employeeId"] for r in rows["compensation"]} <= ids["employees"] | {None}
    managers = {r["id"]: r["managerEmployeeId"] for r in rows["employees"]}
    for start in managers:
        seen, at = set(), start
        while at is not None and managers[at] != at and at not in seen:
            seen.add(at)
            at = managers[at]
        assert at not in seen, "managers in a circle"


def test_missing_token_is_asked_for_by_flag(url, tmp_path):
    root = project(tmp_path)
    (root / "projects/people/docs/sources/alexis.md").write_text(DOCUMENT.format(url=url))
    done = run(GUIDED, "alexis", "--extract", "--environment", "dev", "--yes", code=2, cwd=root)
    assert "needs a secret (bearer)" in done.stderr and "--token-env" in done.stderr
