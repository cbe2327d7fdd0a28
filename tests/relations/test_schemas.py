"""Real schemas: a template made from a database's own catalog generates rows that go back into the database, every constraint on."""
import json
import os
import re
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "guided")]
from catalog import Column, Table, sql_type, template  # noqa: E402
from databases import PROGRAMS, Postgres, Sqlite, quote  # noqa: E402
from guided import MOCKDATA, ROOT, run  # noqa: E402

SHARED = Path(os.environ.get("MOCKDATA_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
if not DATA.is_dir() and os.environ.get("CI") != "true":
    pytest.skip(f"no schemas at {DATA}", allow_module_level=True)

# A schema, and the file that states what is in it.
POSTGRES = [("chinook/Chinook_PostgreSql.sql", "chinook-postgres"), ("northwind/northwind-postgres.sql", "northwind-postgres"), ("pagila/pagila-schema.sql", "pagila-postgres"), ("sakila/sakila-postgres.sql", "sakila-postgres")]
SQLITE = [("chinook/Chinook_Sqlite.sql", "chinook-sqlite"), ("northwind/northwind-sqlite.sql", "northwind-sqlite"), ("sakila/sakila-sqlite.sql", "sakila-sqlite")]
OTHERS = sorted(p.stem for p in (DATA / "truth").glob("*.json") if p.stem.startswith("oracle-") or p.stem.rsplit("-", 1)[-1] in ("db2", "mysql", "oracle", "sqlserver"))


@pytest.fixture(scope="module")
def server():
    assert PROGRAMS, "PostgreSQL's programs are not installed"
    server = Postgres()
    yield server
    server.stop()


def seen_as_stated(tables, truth):
    """The catalog was read whole: as many tables, columns and foreign keys as the schema is known to have."""
    stated = json.loads((DATA / "truth" / f"{truth}.json").read_text())
    assert [len(tables), sum(len(t.columns) for t in tables), sum(len(t.references) for t in tables)] == [stated["counts"][k] for k in ("tables", "columns", "fks")]


def generated(tables, source, folder, wanted=1000):
    made = template(tables, source, wanted)
    (folder / "metadata.json").write_text(json.dumps(made, indent=1))
    done = run(MOCKDATA, "generate", folder / "metadata.json", "--output", folder / "out", "--environment", "dev", "--format", "parquet", "--plain", "--json", code=None)
    assert done.returncode == 0, done.stdout + done.stderr
    files = {e["name"]: folder / "out" / e["outputs"][0]["path"] for e in json.loads(done.stdout)["entities"]}
    return files, {e["name"]: e["row_count"] for e in made["entities"]}


@pytest.mark.parametrize("path, truth", POSTGRES)
def test_postgres(path, truth, server, tmp_path):
    name = Path(path).stem.lower()
    script = (DATA / "sql" / path).read_text(encoding="utf-8-sig")
    if server.version < 18:  # what this server does not know yet, by what it does
        script = re.sub(r"(\w+\.)?vector\(\d+\)", "text", script.replace("uuidv7()", "gen_random_uuid()").replace(" VIRTUAL", " STORED"))
    server.load_schema(name, script)
    tables, left_out = server.tables(name)
    assert not left_out
    seen_as_stated(tables, truth)
    files, counts = generated(tables, name, tmp_path)
    assert server.load_rows(name, tables, files) == counts


@pytest.mark.parametrize("path, truth", SQLITE)
def test_sqlite(path, truth, tmp_path):
    database = Sqlite(tmp_path / "db.sqlite")
    database.load_schema((DATA / "sql" / path).read_text(encoding="utf-8-sig"))
    tables, left_out = database.tables()
    assert not left_out
    seen_as_stated(tables, truth)
    files, counts = generated(tables, Path(path).stem, tmp_path)
    assert database.load_rows(tables, files) == counts


def facts(name):
    """Tables as the truth files state them, for dialects without an engine here."""
    truth = json.loads((DATA / "truth" / f"{name}.json").read_text())
    tables = []
    for t in truth["tables"]:
        columns = []
        for c in truth["columns"][t]:
            kind, settings = sql_type(c["type"])
            columns.append(Column(c["name"], kind or "string", c.get("nullable", True), settings or {}))
        tables.append(Table(t, columns, truth["pk"].get(t, []), [u for u in truth.get("unique", {}).get(t, [])],
                            [(f["cols"], f["ref"], f["refcols"]) for f in truth["fks"] if f["table"] == t]))
    return tables


def ddl(tables):
    """The same as tables of PostgreSQL."""
    words = {"string": "text", "int": "integer", "long": "bigint", "float": "real", "double": "double precision", "bool": "boolean", "date": "date", "time": "time",
             "datetime": "timestamp", "timestamp": "timestamptz", "uuid": "uuid", "binary": "bytea", "json": "jsonb"}
    script = []
    for t in tables:
        lines = []
        for c in t.columns:
            kind = words.get(c.type) or f"numeric({c.settings['precision']},{c.settings['scale']})"
            if c.type == "string" and "max_length" in c.settings:
                kind = f"varchar({c.settings['max_length']})"
            check = f" check ({quote(c.name)} in ({', '.join(repr(v) for v in c.settings['values'])}))" if "values" in c.settings else ""
            lines.append(f"{quote(c.name)} {kind}{'' if c.nullable else ' not null'}{check}")
        if t.key:
            lines.append(f"primary key ({', '.join(map(quote, t.key))})")
        lines += [f"unique ({', '.join(map(quote, u))})" for u in t.unique]
        script.append(f"create table {quote(t.name)} ({', '.join(lines)});")
    for t in tables:
        script += [f"alter table {quote(t.name)} add foreign key ({', '.join(map(quote, c))}) references {quote(p)} ({', '.join(map(quote, k))});" for c, p, k in t.references]
    return "\n".join(script)


@pytest.mark.parametrize("name", OTHERS)
def test_other_dialects(name, server, tmp_path):
    tables = facts(name)
    server.sql("postgres", f'create database "{name}"')
    server.sql(name, ddl(tables))
    files, counts = generated(tables, name, tmp_path)
    assert server.load_rows(name, tables, files) == counts
