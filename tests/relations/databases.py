"""A PostgreSQL server of the test's own and SQLite files: schemas loaded, catalogs read, rows brought in with every constraint on."""
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pyarrow.parquet as parquet
from catalog import Column, Table, apply_check, sql_type

PROGRAMS = next((p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None) or \
    (Path(shutil.which("initdb")).parent if shutil.which("initdb") else None)


class Postgres:
    """A server on a socket in a temporary folder, run by somebody who is not root."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="mockdata-pg-"))
        self.user = None
        if os.geteuid() == 0:
            names = {p.pw_name for p in pwd.getpwall()}
            self.user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        self.run([PROGRAMS / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB -c max_wal_size=64MB"
        self.run([PROGRAMS / "pg_ctl", "-D", data, "-l", self.folder / "log", "-w", "-o", options, "start"])
        self.version = int(self.sql("postgres", "show server_version_num")[0][0]) // 10000

    def run(self, words):
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, user=self.user, cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)})
        assert done.returncode == 0, done.stdout + done.stderr

    def stop(self):
        self.run([PROGRAMS / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, database, script, strict=True):
        """Runs a script; returns the rows of what it selects, fields between unit separators."""
        words = ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-h", str(self.folder), "-U", "postgres", "-d", database, "-v", f"ON_ERROR_STOP={int(strict)}", "-f", "-"]
        done = subprocess.run(words, input=script.encode(), capture_output=True, env={"PATH": os.environ["PATH"], "PGCLIENTENCODING": "UTF8", "PGOPTIONS": "-c client_min_messages=error"})
        assert not strict or done.returncode == 0, done.stderr.decode()[:4000]
        out = done.stdout.decode()
        return [tuple(row.split("\x1f")) for row in out.rstrip("\n").split("\x1e") if row]

    def load_schema(self, database, script):
        """The schema of a script, without its rows; lines for psql itself and statements about databases are left out."""
        self.sql("postgres", f'create database "{database}"')
        script = re.sub(r"/\*.*?\*/", "", script, flags=re.S)
        plain = re.sub(r"^\\(?!\.).*$|^\s*(create|drop|alter) database [^;]*;|^\s*set default_(tablespace|table_access_method)[^;]*;", "", script, flags=re.I | re.M)
        self.sql(database, plain, strict=False)
        tables = [t for t, in self.sql(database, "select oid::regclass from pg_class where relkind in ('r', 'p') and relnamespace not in (select oid from pg_namespace where nspname like 'pg_%' or nspname = 'information_schema')")]
        if tables:
            self.sql(database, "set session_replication_role = replica; truncate " + ", ".join(tables) + " cascade;")

    def tables(self, database):
        """(tables, checks that were not understood)."""
        left_out = []
        rows = self.sql(database, """
          select c.oid, c.relname, c.relkind, c.relispartition, coalesce(pg_get_partkeydef(c.oid), '') from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg_%' and n.nspname <> 'information_schema' order by c.relname""")
        found = {}
        for oid, name, *_ in rows:
            found[oid] = Table(name, [])
        for oid, name, declared, required, generated, base, enum, element, check in self.sql(database, """
          select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull or coalesce(t.typnotnull, false), a.attgenerated,
            case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod) else '' end,
            coalesce((select string_agg(e.enumlabel, chr(29) order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), ''),
            case t.typcategory when 'A' then format_type(t.typelem, -1) else '' end,
            coalesce((select string_agg(pg_get_constraintdef(k.oid), chr(29)) from pg_constraint k where k.contypid = t.oid), '')
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum"""):
            if oid not in found:
                continue
            kind, settings = sql_type(base or declared)
            column = Column(name, kind or "string", required != "t", settings)
            if enum:
                column.type, column.settings = "string", {"values": enum.split("\x1d")}
            elif element:
                column.type, column.settings, column.items = "array", {}, sql_type(element)[0] or "string"
            elif kind is None and declared.startswith("tsvector"):
                pass  # any words will do
            elif kind is None:
                column.skip = column.nullable
                assert column.skip, f"{found[oid].name}.{name}: the type {declared} has no counterpart"
            column.skip = column.skip or generated != ""
            found[oid].columns.append(column)
            for condition in filter(None, check.split("\x1d")):
                apply_check(found[oid], re.sub(r"\bVALUE\b", name, re.sub(r"^CHECK ", "", condition)), left_out)
        roots = {oid: root for oid, root in self.sql(database, "select c.oid, pg_partition_root(c.oid)::oid from pg_class c where c.relispartition")}
        for kind, oid, columns, parent, keys, definition in self.sql(database, """
          select k.contype, k.conrelid, (select string_agg(a.attname, chr(29) order by o.n) from unnest(k.conkey) with ordinality o(num, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.num),
            k.confrelid, coalesce((select string_agg(a.attname, chr(29) order by o.n) from unnest(k.confkey) with ordinality o(num, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.num), ''),
            pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid <> 0 order by k.conrelid, k.contype, k.conname"""):
            columns = columns.split("\x1d")
            if oid in roots and kind == "f":
                reference, table = (columns, found[parent].name, keys.split("\x1d")), found[roots[oid]]
                if reference not in table.references + table.of_parts:
                    table.of_parts.append(reference)
            if oid not in found:
                continue
            if kind == "p":
                found[oid].key = columns
            elif kind == "u":
                found[oid].unique.append(columns)
            elif kind == "f" and (columns, found[parent].name, keys.split("\x1d")) not in found[oid].references:
                found[oid].references.append((columns, found[parent].name, keys.split("\x1d")))
            elif kind == "c":
                apply_check(found[oid], re.sub(r"^CHECK ", "", definition), left_out)
        for oid, columns in self.sql(database, """
          select i.indrelid, (select string_agg(a.attname, chr(29) order by o.n) from unnest(i.indkey) with ordinality o(num, n) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = o.num)
          from pg_index i where i.indisunique and not i.indisprimary and i.indpred is null and i.indexprs is null"""):
            if oid in found and columns.split("\x1d") not in found[oid].unique:
                found[oid].unique.append(columns.split("\x1d"))
        # A row of a partitioned table needs a partition: from the first bound to the last.
        for oid, column, low, high in self.sql(database, """
          select i.inhparent, substring(pg_get_partkeydef(i.inhparent) from '\\((.*)\\)'), min(substring(b.e from 'FROM \\(''?([^'')]*)')), max(substring(b.e from 'TO \\(''?([^'')]*)'))
          from pg_inherits i join pg_class c on c.oid = i.inhrelid cross join lateral (select pg_get_expr(c.relpartbound, c.oid) e) b
          where c.relispartition and pg_get_partkeydef(i.inhparent) like 'RANGE%' group by i.inhparent"""):
            if oid in found:
                apply_check(found[oid], f"({column} >= '{low}' and {column} < '{high}')", left_out)
        return list(found.values()), left_out

    def load_rows(self, database, tables, files):
        """All rows in one transaction; foreign keys are looked at when it commits, every other constraint with its row."""
        script = ["begin;"]
        script += [f'alter table {t} alter constraint "{c}" deferrable initially deferred;' for t, c in self.sql(database, """
          select k.conrelid::regclass, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.conparentid = 0""")]
        for t in tables:
            script.append(f"copy {place_of(self, database, t.name)} ({', '.join(quote(c.name) for c in t.columns if not c.skip)}) from stdin;")
            script += ["\t".join(copy_text(v) for v in row) for row in rows_of(files, t)]
            script.append("\\.")
        self.sql(database, "\n".join([*script, "commit;", ""]))
        return {t.name: int(self.sql(database, f"select count(*) from {'' if self.partitioned(database, t.name) else 'only '}{place_of(self, database, t.name)}")[0][0]) for t in tables}

    def partitioned(self, database, name):
        return self.sql(database, f"select 1 from pg_class where relname = '{name}' and relkind = 'p'") != []


def place_of(server, database, name):
    return server.sql(database, "select oid::regclass from pg_class where relname = '" + name.replace("'", "''") + "' and relkind in ('r', 'p') and relnamespace not in (select oid from pg_namespace where nspname like 'pg_%')")[0][0]


def quote(name):
    return '"' + name.replace('"', '""') + '"'


def rows_of(files, table):
    """The landed rows of a table, read by pyarrow."""
    data = parquet.read_table(files[table.name])
    columns = [data.column(c.name).to_pylist() for c in table.columns if not c.skip]
    return list(zip(*columns)) if columns else [()] * data.num_rows


def copy_text(value):
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, list):
        return "{" + ",".join('"' + str(v).replace("\\", "\\\\\\\\").replace('"', '\\\\"') + '"' for v in value) + "}"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class Sqlite:
    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)

    def load_schema(self, script):
        self.db.executescript("PRAGMA foreign_keys = OFF;")
        for statement in re.split(r";\s*$", script.replace("\r", ""), flags=re.M):
            if re.match(r"(\s|--.*\n|/\*.*?\*/)*(create\s+(table|unique|index)|alter)\b", statement, re.I | re.S):
                self.db.execute(statement)

    def tables(self):
        left_out, tables = [], []
        for name, sql in self.db.execute("select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name").fetchall():
            t = Table(name, [])
            keys = {}
            for _, column, declared, required, _, key, hidden in self.db.execute(f"pragma table_xinfo({quote(name)})"):
                kind, settings = sql_type(declared or "blob")
                t.columns.append(Column(column, kind or "string", not required, settings, skip=hidden > 0))
                if key:
                    keys[key] = column
            t.key = [keys[k] for k in sorted(keys)]
            references = {}
            for number, at, parent, column, key, *_ in self.db.execute(f"pragma foreign_key_list({quote(name)})"):
                references.setdefault(number, (parent, []))[1].append((at, column, key))
            for parent, legs in references.values():
                legs.sort()
                t.references.append(([c for _, c, _ in legs], parent, [k for _, _, k in legs]))
            for _, index, unique, origin, partial in self.db.execute(f"pragma index_list({quote(name)})").fetchall():
                if unique and origin != "pk" and not partial:
                    t.unique.append([r[2] for r in self.db.execute(f"pragma index_info({quote(index)})")])
            for check in re.findall(r"\bCHECK\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", sql, re.I):
                apply_check(t, check, left_out)
            tables.append(t)
        names = {t.name.lower(): t for t in tables}
        for t in tables:  # names in SQLite know no case, and a reference may leave its columns out
            t.references = [([t.column(c).name if any(x.name == c for x in t.columns) else c for c in columns], names[parent.lower()].name,
                             keys if keys[0] else names[parent.lower()].key) for columns, parent, keys in t.references]
        return tables, left_out

    def load_rows(self, tables, files):
        self.db.execute("PRAGMA foreign_keys = ON")
        self.db.execute("BEGIN")
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        for t in tables:
            names = [quote(c.name) for c in t.columns if not c.skip]
            self.db.executemany(f"insert into {quote(t.name)} ({', '.join(names)}) values ({', '.join('?' * len(names))})",
                                [[str(v) if v is not None and not isinstance(v, (int, float, str, bytes)) else v for v in row] for row in rows_of(files, t)])
        self.db.execute("COMMIT")
        assert self.db.execute("pragma foreign_key_check").fetchall() == []
        assert self.db.execute("pragma integrity_check").fetchall() == [("ok",)]
        return {t.name: self.db.execute(f"select count(*) from {quote(t.name)}").fetchone()[0] for t in tables}
