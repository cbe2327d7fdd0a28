"""Texts of every kind through CSV in several dialects, NDJSON and JSON, read by Python's csv and json and by DuckDB: what went in comes out.

Each field has one text, given in the template, and is NULL in some rows; which rows, its Parquet form tells, read by pyarrow.
"""
import csv
import io
import json
import os
import pathlib
import random
import subprocess

import duckdb
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
ROWS = 70

PIECES = ['"', '""', "'", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\\", "\\n", "\\u0041", "/", " ", "  ", "\0", "\x01", "\x1f", "\x7f", "\x80", "\x9f", "\ufeff", "\u2028", "\u2029", "\u00ad",
          "\ud7ff", "\ue000", "\ufdd0", "\ufffd", "\ufffe", "\uffff", "é", "e\u0301", "ß", "漢字", "עברית", "\u202e", "😀", "\U0001f468\u200d\U0001f469", "\U00010000", "\U0010ffff",
          "null", "NULL", "\\N", "NaN", "true", "0", "-1", "1e5", "2020-01-01", "{}", "[1,", "<a&b>", "{{", "}}", "=1+1", "-- ", "x" * 40, "a", "Z"]
# Texts that are a case by themselves: nothing, the texts that stand for NULL, what begins a file, every control character, long ones.
CASES = ["", " ", " a", "a ", '"', '"a"', "NULL", "\\N", "-1", "null", "\ufeff", "\ufeffa", "a\ufeff", ",", "\n", "\r", "\r\n", "a\r", "".join(map(chr, range(32))), "\u2028\u2029",
         "\U0010ffff" * 9, "é" * 500, '"' * 300, ",\n\"" * 100, "x" * 5000]


def texts(seed, count):
    """Those of even seeds have no NUL, which DuckDB's CSV reader does not take."""
    pick = random.Random(seed)
    pieces = [p for p in PIECES if p != "\0" or seed % 2]
    return ["".join(pick.choice(pieces) for _ in range(pick.choice([1, 1, 2, 3, 8, 30]))) for _ in range(count)]


def template(path, values):
    """For each text: a column of it (texts of a pool), one that is computed from that one, one whose name it is, and it within an object and a list."""
    fields = [{"name": "id", "type": "int", "primary_key": True}]
    for n, text in enumerate(values):
        some = {"nullable": True, "null_rate": 0.3}
        fields.append({"name": f"pool{n}", "type": "string", "values": [text], **some})
        fields.append({"name": f"made{n}", "type": "string", "derive": f"concat(pool{n}, pool{n})"})
        if text and "." not in text and "[" not in text and text not in values[:n]:
            fields.append({"name": text, "type": "bool"})
        if n % 5 == 0:
            fields.append({"name": f"object{n}", "type": "object", "nullable": True, "null_rate": 0.2, "fields": [{"name": "text", "type": "string", "values": [text], **some}]})
            fields.append({"name": f"list{n}", "type": "array", "items": {"type": "string", "values": [text]}, "length": {"min": 0, "max": 3}})
    fields.append({"name": "amount", "type": "decimal(9,2)", "min": -5, "max": 5, **some})
    fields.append({"name": "day", "type": "date", **some})
    fields.append({"name": "at", "type": "timestamp", **some})
    fields.append({"name": "yes", "type": "bool", **some})
    fields.append({"name": "real", "type": "double", **some})
    fields.append({"name": "small", "type": "int", "min": -1, "max": 1, **some})
    path.write_text(json.dumps({"source": "texts", "source_type": "sql", "extracted_at": "2026-01-15", "entities": [{"name": "t", "row_count": ROWS, "fields": fields}], "relationships": []}))
    return fields


def generate(path, *arguments, code=0):
    done = subprocess.run([BUILD / "mockdata", "generate", path, "--environment", "dev", "--plain", "--no-verify", *map(str, arguments)], capture_output=True, timeout=60)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout if code == 0 else done.stderr


def plain(row):
    """Numbers, dates and times are another test's; here their NULLs and texts count."""
    return {name: value if value is None or isinstance(value, (str, dict, list)) else ... for name, value in row.items()}


def same(found, expected):
    return found is not None if expected is ... else found == expected


@pytest.fixture(scope="module", params=["cases", 1, 2, 3, 4])
def made(request, tmp_path_factory):
    """The template, and its rows as pyarrow reads them from Parquet, checked to hold the texts of the template."""
    folder = tmp_path_factory.mktemp("texts")
    values = CASES if request.param == "cases" else texts(request.param, 40)
    path = folder / "template.json"
    fields = template(path, values)
    generate(path, "--format", "parquet", "--output", folder / "t.parquet")
    rows = [plain(row) for row in pq.read_table(folder / "t.parquet").to_pylist()]
    names = [f["name"] for f in fields]
    assert list(rows[0])[:len(names)] == names
    for n, text in enumerate(values):
        assert {row[f"pool{n}"] for row in rows} == {None, text} and {row[f"made{n}"] for row in rows} == {None, text + text}
        if n % 5 == 0:
            assert {e for row in rows for e in row[f"list{n}"]} == {text} and text in {(row[f"object{n}"] or {}).get("text") for row in rows}
    return path, rows


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_json(made, form):
    path, rows = made
    out = generate(path, "--format", form, "--output", "-").decode()

    def unique(pairs):
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    if form == "json":
        found = json.loads(out, object_pairs_hook=unique)
    else:
        assert out.endswith("\n")
        found = [json.loads(line, object_pairs_hook=unique) for line in out[:-1].split("\n")]  # of all line ends only this one is a row's
    assert len(found) == len(rows)
    for got, row in zip(found, rows):
        assert list(got) == list(row)
        assert not [name for name in row if not same(got[name], row[name])]


DIALECTS = [(",", "needed", ""), (",", "all", ""), (";", "needed", "NULL"), ("\t", "needed", "\\N"), ("|", "all", "-1"), (",", "needed", "-1"), ("-", "needed", ""), (" ", "needed", "null"), ("1", "needed", ""), ("a", "needed", "")]


def fields_of(text, delimiter, null):
    """RFC 4180 by hand: (text, or None for an unquoted field that is the text of NULL)."""
    rows, row, at = [], [], 0
    while at < len(text):
        quoted = text[at] == '"'
        if quoted:
            end = at + 1
            while True:
                end = text.index('"', end)
                if text[end + 1:end + 2] != '"':
                    break
                end += 2
            value, at = text[at + 1:end].replace('""', '"'), end + 1
        else:
            end = min(i for i in (text.find(delimiter, at), text.find("\r\n", at)) if i >= 0)
            value, at = text[at:end], end
            assert '"' not in value and "\n" not in value and "\r" not in value
        row.append(None if not quoted and value == null else value)
        if text.startswith("\r\n", at):
            rows.append(row)
            row, at = [], at + 2
        else:
            assert text[at] == delimiter, text[at - 20:at + 20]
            at += 1
    assert not row
    return rows


@pytest.mark.parametrize("delimiter,quote,null", DIALECTS)
def test_csv(made, delimiter, quote, null):
    path, rows = made
    names = list(rows[0])
    out = generate(path, "--format", "csv", "--output", "-", "--delimiter", "tab" if delimiter == "\t" else delimiter, "--quote", quote, *([f"--null-text={null}"] if null else []))
    text = out.decode()
    assert not text.startswith("\ufeff"), "a byte order mark of the data would be taken for that of the file"
    exact = fields_of(text, delimiter, null)
    python = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert exact[0] == python[0] == names and len(exact) == len(python) == len(rows) + 1
    for precise, loose, row in zip(exact[1:], python[1:], rows):
        assert len(precise) == len(names) and (loose == [null if value is None else value for value in precise]) is True  # but for NULL, Python's csv sees the same
        assert not [name for name, value in zip(names, precise) if not same(json.loads(value) if isinstance(row[name], (dict, list)) else value, row[name])]


def test_duckdb_tells_null_from_the_empty_text(made, tmp_path):
    path, rows = made
    if any("\0" in (value or "") for row in rows for value in row.values() if isinstance(value, str)):
        pytest.skip("DuckDB's CSV reader takes no NUL")
    names = list(rows[0])
    file = tmp_path / "t.csv"
    generate(path, "--format", "csv", "--output", file, "--quote", "all")
    with duckdb.connect() as db:
        found = db.execute(f"""select * from read_csv('{file}', all_varchar = true, header = false, skip = 0, delim = ',', quote = '"', escape = '"', nullstr = '',
                               allow_quoted_nulls = false, auto_detect = false, new_line = '\\r\\n', max_line_size = 10000000, columns = {{{", ".join(f"'c{n}': 'varchar'" for n in range(len(names)))}}})""").fetchall()
    assert len(found) == len(rows) + 1
    for got, row in zip(found[1:], rows):
        assert not [name for name, value in zip(names, got) if not same(json.loads(value) if isinstance(row[name], (dict, list)) else value, row[name])]


@pytest.mark.parametrize("form", ["csv", "ndjson", "json", "arrow", "parquet", "csv.gz"])
def test_own_readers_take_them(made, tmp_path, form):
    path, _ = made
    done = subprocess.run([BUILD / "mockdata", "generate", path, "--environment", "dev", "--output", tmp_path, "--format", form], capture_output=True, timeout=60)
    assert done.returncode == 0 and "✓ Values" in done.stdout.decode(), done.stdout.decode()[-1500:]


def test_a_byte_order_mark_in_front_of_a_file_without_a_header(tmp_path):
    path = tmp_path / "template.json"
    path.write_text(json.dumps({"source": "texts", "source_type": "sql", "extracted_at": "2026-01-15", "relationships": [],
                                "entities": [{"name": "t", "row_count": 2, "fields": [{"name": "\ufeffname", "type": "string", "values": ["\ufefftext"]}]}]}))
    for flags in ([], ["--no-header"]):
        out = generate(path, "--format", "csv", "--output", "-", *flags)
        assert out.startswith(b'"\xef\xbb\xbf')


@pytest.mark.parametrize("escape", ["\\ud800", "\\udc00", "\\ud83dx", "\\udfff\\ud800"])
def test_half_a_pair_is_no_text(tmp_path, escape):
    path = tmp_path / "template.json"
    path.write_text('{"source":"s","source_type":"sql","extracted_at":"2026-01-15","entities":[{"name":"t","row_count":1,"fields":[{"name":"a","type":"string","values":["%s"]}]}],"relationships":[]}' % escape)
    assert generate(path, "--format", "json", "--output", "-", code=3)
