"""One API, two witnesses: its document and a server of it agree by the rule of agree.py, and merge into one template.

Three models: AlexisHR as published, served by Prism; the HR shop below over json-server; Chinook over soul-cli, whose document
is made from the catalog of the database itself.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

import pytest
import score
from agree import differences

sys.path.insert(0, str(score.ROOT / "tests" / "servers"))
from node import serving  # noqa: E402

ALEXIS = score.APIS / "alexishr.openapi.yaml"
CHINOOK = score.APIS.parent / "sql" / "chinook" / "Chinook_Sqlite.sqlite"
ALEXIS_ENTITIES = ["company", "employee", "department", "office", "team", "compensation", "employment", "leave", "timesheet"]


def discover(*arguments):
    run = subprocess.run([score.BUILD / "mockdata", "discover", *map(str, arguments), "--json"], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                         env={**os.environ, "ALEXIS_TOKEN": "not-a-real-token"})
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def openapi(schemas, path, envelope):
    """A document of lists at path.format(name), each in the envelope around an array of its schema."""
    content = lambda name: {"200": {"content": {"application/json": {"schema": envelope({"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}})}}}}  # noqa: E731
    return {"openapi": "3.0.3", "info": {"title": "Model"}, "paths": {path.format(name): {"get": {"responses": content(name)}} for name in schemas}, "components": {"schemas": schemas}}


SHOP = {
    "departments": [{"id": 1, "name": "Sales", "parentId": None, "open": True}],
    "employees": [{"id": "8d7a3c1e-94b2-4a6f-8f1d-2f0d5c1b7e90", "firstName": "A", "email": "a@example.org", "hired": "2020-02-29", "departmentId": 1, "managerId": None, "salary": 41000.5,
                   "address": {"street": "x", "postalCode": "01234"}, "tags": ["a"]}],
    "orders": [{"id": 1, "employeeId": "8d7a3c1e-94b2-4a6f-8f1d-2f0d5c1b7e90", "placedAt": "2021-03-01T10:00:00Z", "lines": [{"articleNo": "x", "quantity": 2}], "note": None}],
}
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
SHOP_SCHEMAS = {
    "departments": {"type": "object", "properties": {"id": WHOLE, "name": TEXT, "parentId": {**WHOLE, "nullable": True}, "open": {"type": "boolean"}}},
    "employees": {"type": "object", "properties": {
        "id": {**TEXT, "format": "uuid"}, "firstName": TEXT, "email": {**TEXT, "format": "email"}, "hired": {**TEXT, "format": "date"}, "departmentId": WHOLE, "managerId": {**TEXT, "format": "uuid"},
        "salary": {"type": "number"}, "address": {"type": "object", "properties": {"street": TEXT, "postalCode": TEXT}}, "tags": {"type": "array", "items": TEXT}, "leftOn": {**TEXT, "format": "date"}}},
    "orders": {"type": "object", "properties": {
        "id": WHOLE, "employeeId": {**TEXT, "format": "uuid"}, "placedAt": {**TEXT, "format": "date-time"}, "note": TEXT,
        "lines": {"type": "array", "items": {"type": "object", "properties": {"articleNo": TEXT, "quantity": WHOLE}}}}},
}


def entity(table):
    """What a template calls it: one word in lower case, several as they are."""
    return table.lower() if table[1:].islower() else table


def schemas_of(database):
    """Schemas of the tables of a SQLite file, and its declared references."""
    base = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    schemas, references = {}, set()
    for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        properties, required = {}, []
        for _, name, declared, not_null, _, _ in base.execute(f'PRAGMA table_info("{table}")'):
            word, _, inside = declared.partition("(")
            properties[name] = {"INTEGER": {"type": "integer"}, "DATETIME": {"type": "string", "format": "date-time"}, "NUMERIC": {"type": "number", "multipleOf": 0.01},
                                "NVARCHAR": {"type": "string", "maxLength": int(inside.rstrip(")") or 0)} if word == "NVARCHAR" else {}}[word]
            required += [name] if not_null else []
        schemas[table] = {"type": "object", "required": required, "properties": properties}
        references |= {(f"{entity(table)}.{r[3]}", f"{entity(r[2])}.{r[4]}") for r in base.execute(f'PRAGMA foreign_key_list("{table}")')}
    return schemas, references


@pytest.fixture(scope="module")
def alexis(tmp_path_factory):
    with serving("prism", "mock", ALEXIS, "-p", "{port}", path="/team") as url:
        yield url, ALEXIS, [x for e in ALEXIS_ENTITIES for x in ("--endpoint", f"{e}=/{e}")] + ["--token-env", "ALEXIS_TOKEN"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    (folder / "db.json").write_text(json.dumps(SHOP))
    (folder / "openapi.json").write_text(json.dumps(openapi(SHOP_SCHEMAS, "/{}", lambda array: array)))
    with serving("json-server", "--port", "{port}", "--host", "127.0.0.1", "db.json", path="/orders", cwd=folder) as url:
        yield url, folder / "openapi.json", [x for e in SHOP for x in ("--endpoint", f"{e}=/{e}")] + ["--limit-parameter", "_limit"]


@pytest.fixture(scope="module")
def chinook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chinook")
    shutil.copy(CHINOOK, folder / "chinook.db")
    (folder / "chinook.db").chmod(0o600)
    schemas, _ = schemas_of(CHINOOK)
    envelope = lambda array: {"type": "object", "properties": {"data": array, "total": WHOLE, "next": TEXT, "previous": TEXT}}  # noqa: E731
    (folder / "openapi.json").write_text(json.dumps(openapi(schemas, "/tables/{}/rows", envelope)))
    with serving("soul", "-d", "chinook.db", "-p", "{port}", path="/api/tables/Album/rows", cwd=folder) as url:
        yield url + "/api", folder / "openapi.json", [x for e in schemas for x in ("--endpoint", f"{entity(e)}=/tables/{e}/rows")] + ["--limit-parameter", "_limit"]


# What each pair is known to contradict itself in: AlexisHR's document describes coordinates as texts, its example holds numbers.
KNOWN = {"alexis": ["employee.homeAddress.location.coordinates[]: string in the document, int in the record"], "shop": [], "chinook": []}


@pytest.mark.parametrize("model", sorted(KNOWN))
def test_document_and_server_agree(model, request, tmp_path):
    url, document, words = request.getfixturevalue(model)
    live, said, both = tmp_path / "live.json", tmp_path / "document.json", tmp_path / "both.json"
    discover(url, *words, "--output", live, "--name", "x")
    discover(document, "--output", said, "--name", "x")
    templates = [json.loads(path.read_text()) for path in (said, live)]
    if model == "chinook":  # what the paths call the same: /tables/Album/rows
        assert {e["name"] for e in templates[0]["entities"]} == {e["name"] for e in templates[1]["entities"]}
    assert differences(*templates) == KNOWN[model]
    # Merged in both orders: the same fields, and nothing contradicts that was not known.
    both.write_text(live.read_text())
    one = discover(document, "--output", both, "--name", "x")
    merged = json.loads(both.read_text())
    both.write_text(said.read_text())
    other = discover(url, *words, "--output", both, "--name", "x")
    again = {e["name"]: e for e in json.loads(both.read_text())["entities"]}
    assert one["disagreements"] == other["disagreements"] and len(one["disagreements"]) == len(KNOWN[model])
    names = {e["name"] for e in templates[1]["entities"]}
    for entity in merged["entities"]:
        if entity["name"] in names:
            assert {f["name"]: f["type"] for f in entity["fields"]} == {f["name"]: f["type"] for f in again[entity["name"]]["fields"]}, entity["name"]


def test_relations_of_both_witnesses_against_the_catalog(chinook, tmp_path, capsys):
    url, document, words = chinook
    _, declared = schemas_of(CHINOOK)
    for witness, arguments in (("document", [document]), ("server", [url, *words])):
        discover(*arguments, "--output", tmp_path / f"{witness}.json", "--name", "x")
        template = json.loads((tmp_path / f"{witness}.json").read_text())
        found = {(r["from"], r["to"]) for r in template["relationships"]}
        precision, recall = score.ratio(len(found & declared), len(found)), score.ratio(len(found & declared), len(declared))
        with capsys.disabled():
            print(f"\nchinook, {witness}: {len(declared)} declared references, precision {precision:.3f}, recall {recall:.3f}", end="")
        assert precision == 1 and recall >= (1 if witness == "document" else 0.9)  # ReportsTo of the one employee is null


def test_the_rule_can_fail():
    entity = lambda *fields, name="a": {"name": name, "fields": list(fields)}  # noqa: E731
    field = lambda name, type, **more: {"name": name, "type": type, **more}  # noqa: E731
    said = {"entities": [entity(field("id", "long", primary_key=True), field("x", "string"), field("y", "int"), field("b", "long"), field("gone", "date")), entity(field("id", "long"), name="b")],
            "relationships": [{"from": "a.b", "to": "b.id", "evidence": [{"rule": "fk.suffix"}]}, {"from": "a.gone", "to": "b.id"}]}
    good = {"entities": [entity(field("id", "int", primary_key=True), field("x", "uuid"), field("y", "int"), field("b", "int")), entity(field("id", "int"), name="b")],
            "relationships": [{"from": "a.b", "to": "b.id"}]}
    assert differences(said, good) == []
    bad = {"entities": [entity(field("id", "int"), field("x", "int"), field("y", "string", primary_key=True), field("z", "int"), field("b", "int")), entity(field("id", "int"), name="b"), entity(name="c")],
           "relationships": [{"from": "a.z", "to": "b.id"}]}
    assert differences(said, bad) == ["a.x: string in the document, int in the record", "a.y: int in the document, string in the record", "a.z: not in the document",
                                      "a: keys ['id'] in the document, ['y'] in the record", "c: not in the document", "a.z -> b.id: in the record only", "a.b -> b.id: in the document only"]
