"""Files of unusual shapes and of every encoding, read by pyarrow, DuckDB and the program's own reader; statistics against the values."""
import csv
import datetime
import decimal
import io
import json
import os
import pathlib
import subprocess
import sys
import uuid

import duckdb
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "verify"))
from test_parquet_reader import BUILD, compare  # noqa: E402

ROWS = 3000


@pytest.fixture(scope="module")
def shapes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shapes")
    subprocess.run([BUILD / "shapes_make", folder], check=True, timeout=300)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([BUILD / "landed_make", folder, str(ROWS), "7"], check=True, timeout=300)
    return folder


def arrow_table(path):
    opened = ipc.open_file(path) if path.suffix == ".arrow" else ipc.open_stream(path)
    return opened.read_all()


def test_ten_thousand_columns(shapes):
    table = pq.read_table(shapes / "wide.parquet")
    assert table.num_columns == 10000 and table.num_rows == 100
    for c in (0, 1, 4999, 9999):
        assert table.column(c).to_pylist() == [row * c for row in range(100)]
    with duckdb.connect() as db:
        assert db.execute(f"select sum(c9999) from '{shapes}/wide.parquet'").fetchone() == (sum(range(100)) * 9999,)
    compare(shapes / "wide.parquet", [{f"c{c}": row * c for c in range(10000)} for row in range(100)], batch=100)


def long_text(row):
    return {0: "", 1: str(row), 2: "€" * row, 3: chr(ord("a") + row) * 10_000_000}[row % 4]


@pytest.mark.parametrize("name", ["long.parquet", "long-v2.parquet", "long.arrow"])
def test_texts_of_no_bytes_and_of_ten_megabytes(shapes, name):
    path = shapes / name
    table = pq.read_table(path) if path.suffix == ".parquet" else arrow_table(path)
    assert table.column("text").to_pylist() == [long_text(row) for row in range(16)]
    if path.suffix == ".parquet":
        with duckdb.connect() as db:
            assert db.execute(f"select length(text) from '{path}'").fetchall() == [(len(long_text(row)),) for row in range(16)]
        compare(path, table.to_pylist())


def border_row(row):
    words = ["red", "green", "blue"] if row < (100_000 // 1024 + 1) * 1024 else ["one", "two"]
    return {"n": row, "maybe": row if row // 1000 % 2 == 0 else None, "word": words[row % len(words)] if row % 7 else None, "none": None,
            "text": str(row) if row % 2 == 0 else None, "flag": row % 3 == 0 if row % 5 else None}


@pytest.mark.parametrize("name", ["borders.parquet", "borders-v2.parquet", "borders-zstd.parquet", "borders.arrow", "borders.arrows"])
def test_borders_of_pages_and_row_groups(shapes, name):
    path = shapes / name
    rows = (pq.read_table(path) if path.suffix == ".parquet" else arrow_table(path)).to_pylist()
    assert len(rows) == 200_002
    assert rows == [border_row(row) for row in range(200_002)]
    if path.suffix == ".parquet":
        file = pq.ParquetFile(path).metadata
        assert [file.row_group(g).num_rows for g in range(file.num_row_groups)] == [200_001, 1]
        with duckdb.connect() as db:
            got = db.execute(f"select count(*), sum(n), count(maybe), sum(maybe), count(word), count(\"none\"), count(text), sum(flag::int) from '{path}'").fetchone()
        model = [border_row(row) for row in range(200_002)]
        some = lambda name: [r[name] for r in model if r[name] is not None]
        assert got == (200_002, sum(some("n")), len(some("maybe")), sum(some("maybe")), len(some("word")), 0, len(some("text")), sum(some("flag")))
        compare(path, rows, batch=9999)


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrows"])
@pytest.mark.parametrize("name,count", [("empty", 0), ("one", 1)])
def test_no_rows_and_one_row(shapes, form, name, count):
    path = shapes / f"{name}.{form}"
    table = pq.read_table(path) if form == "parquet" else arrow_table(path)
    assert table.schema.names == ["n", "list"]
    assert table.to_pylist() == [{"n": 0, "list": [0]}][:count]


ENCODINGS = ["plain", "delta", "split"]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_codec_holds_the_same_rows(made, encoding, version):
    expected = pq.read_table(made / "none-v1.parquet").to_pylist()
    for codec in ["none", "snappy", "zstd", "lz4"]:
        path = made / f"{encoding}-{codec}-v{version}.parquet"
        table = pq.read_table(path)
        rows = table.to_pylist()
        for row in rows:  # a uuid of 16 bytes in version 2, its text in version 1
            row["key"] = row["key"] and str(row["key"])
        assert rows == expected, (encoding, codec)
        with duckdb.connect() as db:
            db.execute("set timezone = 'UTC'")
            got = db.execute(f"select id, i32, i64, flag, f32, f64, money, sum, huge, day, word, pooled, tags from '{path}' order by id").fetchall()
        names = ["id", "i32", "i64", "flag", "f32", "f64", "money", "sum", "huge", "day", "word", "pooled", "tags"]
        assert got == [tuple(r[n] for n in names) for r in expected], (encoding, codec)
    used = {e for c in range(pq.ParquetFile(path).metadata.num_columns) for e in pq.ParquetFile(path).metadata.row_group(0).column(c).encodings}
    assert {"plain": "PLAIN", "delta": "DELTA_BINARY_PACKED", "split": "BYTE_STREAM_SPLIT"}[encoding] in used


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_own_reader_sees_every_encoding(made, encoding):
    path = made / f"{encoding}-zstd-v1.parquet"
    compare(path, pq.read_table(path).to_pylist(), batch=997)


def comparable(value):
    """Texts and uuids order as their bytes."""
    if isinstance(value, str):
        return value.encode()
    return value.bytes if isinstance(value, uuid.UUID) else value


@pytest.mark.parametrize("name", ["none-v1", "zstd-v2", "delta-zstd-v2", "plain-snappy-v1"])
def test_statistics_are_those_of_the_values(made, name):
    path = made / f"{name}.parquet"
    file = pq.ParquetFile(path)
    seen = 0
    for g in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(g)
        table = file.read_row_group(g)
        total = 0
        for c in range(group.num_columns):
            column = group.column(c)
            total += column.total_uncompressed_size
            assert column.has_offset_index
            stats = column.statistics
            path_in_schema = column.path_in_schema
            if "." in path_in_schema:
                continue
            values = table.column(path_in_schema).to_pylist()
            present = [comparable(v) for v in values if v is not None]
            assert stats.null_count == len(values) - len(present), path_in_schema
            assert column.num_values == len(values)
            if not present or not stats.has_min_max:
                continue
            if path_in_schema in ("f32", "f64"):
                present = [v for v in present if v == v]
            low, high = comparable(stats.min), comparable(stats.max)
            if isinstance(low, int) and isinstance(present[0], (decimal.Decimal, datetime.date, datetime.datetime)):
                continue
            if isinstance(present[0], bytes) and max(map(len, present)) > 64:
                assert low <= min(present) and high >= max(present) and len(low) <= 64 and len(high) <= 64, path_in_schema
            else:
                assert (low, high) == (min(present), max(present)), path_in_schema
            seen += 1
        assert group.total_byte_size == total
    assert seen > 20
    assert file.metadata.created_by.startswith("mockdata version ")


def test_bounds_of_long_texts_hold(shapes):
    stats = pq.ParquetFile(shapes / "long.parquet").metadata.row_group(0).column(0).statistics
    values = [long_text(row).encode() for row in range(16)]
    low, high = stats.min.encode(), stats.max.encode()
    assert low <= min(values) and high >= max(values) and len(high) <= 64


@pytest.mark.parametrize("form", ["arrow", "arrows"])
def test_arrow_holds_the_rows_of_parquet(made, form):
    table = arrow_table(made / f"rows.{form}")
    assert pa.types.is_dictionary(table.schema.field("pooled").type)
    assert str(table.schema.field("at").type) == "timestamp[us, tz=UTC]" and str(table.schema.field("huge").type) == "decimal128(38, 10)"
    table.validate(full=True)
    assert table.to_pylist() == pq.read_table(made / "none-v1.parquet").to_pylist()


@pytest.mark.parametrize("form", ["csv", "ndjson", "json"])
def test_compressed_texts_unpack_to_the_plain_ones(made, form):
    plain = (made / f"rows.{form}").read_bytes()
    unpack = lambda program, name: subprocess.run([program, "-dc", made / name], capture_output=True, check=True).stdout
    assert unpack("gzip", f"rows.{form}.gz") == plain
    packed = (made / f"rows.{form}.zst").read_bytes()
    with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
        assert stream.read() == plain


def test_a_dialect_of_csv(made):
    """Tabs, everything quoted, NULL as a word, no header: read by Python's csv, where a NULL is the only unquoted field."""
    with open(made / "dialect.csv", encoding="utf-8", newline="") as file:
        text = file.read()
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    rows = pq.read_table(made / "none-v1.parquet").to_pylist()
    assert len(found) == len(rows)
    names = list(rows[0])
    for got, row in zip(found, rows):
        for name in ("word", "pooled"):
            field = got[names.index(name)]
            assert field == ("NULL" if row[name] is None else row[name])
