"""Every type, required, nullable and nested, in every encoding, codec and page version: pyarrow, DuckDB and the program's own reader see
the rows that the Arrow file of the same rows holds; statistics are those of the values, and the sizes in the footer are true."""
import decimal
import json
import math
import os
import pathlib
import subprocess
import sys
import uuid

import duckdb
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "verify"))
from test_parquet_reader import BUILD, compare  # noqa: E402

ROWS = 120
ENCODINGS = ["auto", "plain", "dictionary", "delta", "split"]
CODECS = ["auto", "none", "snappy", "zstd", "lz4"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("matrix")
    subprocess.run([BUILD / "matrix_make", folder, str(ROWS)], check=True, timeout=300)
    return folder


def plain(value):
    """NaN equals NaN, and -0.0 is not 0.0; a uuid is its text."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return "nan" if math.isnan(value) else ("-0.0" if math.copysign(1, value) < 0 and value == 0 else value)
    return str(value) if isinstance(value, uuid.UUID) else value


@pytest.fixture(scope="module")
def rows(made):
    return ipc.open_file(made / "rows.arrow").read_all().to_pylist()


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_three_readers_see_the_rows(made, rows, encoding, codec, version):
    path = made / f"{encoding}-{codec}-v{version}.parquet"
    expected = plain(rows)
    assert len(expected) == ROWS
    wrong = [(n, name) for n, (got, row) in enumerate(zip(plain(pq.read_table(path).to_pylist()), expected)) for name in row if got[name] != row[name]]
    assert not wrong, wrong[:3]
    with duckdb.connect() as db:
        db.execute("set timezone = 'UTC'")
        found = plain(db.sql(f"select * from '{path}' order by id").to_arrow_table().to_pylist())
    assert len(found) == ROWS and list(found[0]) == list(rows[0])
    wrong = [(n, name, str(got[name])[:60], str(row[name])[:60]) for n, (got, row) in enumerate(zip(found, expected)) for name in row if got[name] != row[name]]
    assert not wrong, wrong[:3]
    # The own reader's texts of numbers: NaN equals nothing, so where it stands is compared as text.
    compare(path, [{k: texts_of_nan(v) for k, v in row.items()} for row in rows], batch=61)


def texts_of_nan(value):
    if isinstance(value, dict):
        return {k: texts_of_nan(v) for k, v in value.items()}
    if isinstance(value, list):
        return [texts_of_nan(v) for v in value]
    return "nan" if isinstance(value, float) and math.isnan(value) else value


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_lists_across_pages(made, version):
    path = made / f"lists.{version}.parquet"
    rows = ipc.open_file(made / "lists.arrow").read_all().to_pylist()
    assert len(rows) == 40_000 and pq.ParquetFile(path).metadata.num_row_groups == 1
    assert pq.read_table(path).to_pylist() == rows
    with duckdb.connect() as db:
        assert db.sql(f"select * from '{path}' order by id").to_arrow_table().to_pylist() == rows
    seen = compare(path, rows, batch=9973)
    pages = {c["path"]: len([p for p in c["chunks"][0]["pages"] if not p["dictionary"]]) for c in seen["columns"]}
    assert min(pages[name] for name in ("grid[][]", "objects[].numbers[]")) > 1, pages
    compare(made / "lists.arrow", rows, batch=9973)


def test_each_encoding_and_codec_is_used(made):
    for encoding, used in [("plain", "PLAIN"), ("dictionary", "RLE_DICTIONARY"), ("delta", "DELTA_BINARY_PACKED"), ("delta", "DELTA_LENGTH_BYTE_ARRAY"), ("split", "BYTE_STREAM_SPLIT")]:
        for codec in CODECS[1:]:
            group = pq.ParquetFile(made / f"{encoding}-{codec}-v1.parquet").metadata.row_group(0)
            assert used in {e for c in range(group.num_columns) for e in group.column(c).encodings}
            assert {group.column(c).compression for c in range(group.num_columns)} == {{"none": "UNCOMPRESSED", "snappy": "SNAPPY", "zstd": "ZSTD", "lz4": "LZ4"}[codec]}


def leaf_values(value, steps):
    """All values that are there, at a path of a leaf as the file writes it (list.element within lists)."""
    if value is None:
        return []
    if not steps:
        return [value]
    if isinstance(value, list):
        return [v for element in value for v in leaf_values(element, steps[2:])]
    return leaf_values(value[steps[0]], steps[1:])


def ordered(value):
    return value.encode() if isinstance(value, str) else value


@pytest.mark.parametrize("name", ["auto-auto-v1", "plain-none-v2", "dictionary-zstd-v1", "delta-snappy-v2", "split-lz4-v1"])
def test_statistics_and_sizes_are_true(made, rows, name):
    path = made / f"{name}.parquet"
    file = pq.ParquetFile(path)
    first, seen, end = 0, set(), 4
    for g in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(g)
        part = rows[first:first + group.num_rows]
        first += group.num_rows
        for c in range(group.num_columns):
            column = group.column(c)
            # Chunks stand one behind the other, and each is as long as it says.
            start = column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset
            assert start == end
            end = start + column.total_compressed_size
            steps = column.path_in_schema.split(".")
            values = [v for row in part for v in leaf_values(row[steps[0]], steps[1:])]
            stats = column.statistics
            assert column.num_values - stats.null_count == len(values), steps
            if not values or not stats.has_min_max:
                continue
            assert not any(isinstance(v, float) and math.isnan(v) for v in (stats.min, stats.max))
            values = [v for v in values if not (isinstance(v, float) and math.isnan(v))]
            low, high = stats.min, stats.max
            if isinstance(low, float):
                # A zero bound has the sign that lets both zeros in.
                assert (low, high) == (min(values), max(values)) and (low != 0 or math.copysign(1, low) < 0) and (high != 0 or math.copysign(1, high) > 0), steps
            elif isinstance(values[0], (str, bytes)) and column.physical_type != "FIXED_LEN_BYTE_ARRAY":
                low, high, smallest, largest = ordered(low), ordered(high), min(map(ordered, values)), max(map(ordered, values))
                assert low == smallest if len(smallest) <= 64 else (low <= smallest and len(low) <= 64), steps
                assert high == largest if len(largest) <= 64 else (high >= largest and len(high) <= 64), steps
            elif steps[0].startswith("uuid"):
                assert (str(uuid.UUID(bytes=low) if isinstance(low, bytes) else low), str(uuid.UUID(bytes=high) if isinstance(high, bytes) else high)) == (min(values), max(values))
            else:
                whole = lambda v: int(v.scaleb(-v.as_tuple().exponent, decimal.Context(prec=60))) if isinstance(v, decimal.Decimal) and isinstance(low, int) else v
                assert (low, high) == (whole(min(values)), whole(max(values))), steps
            seen.add(steps[0].split("_")[0])
        assert group.total_byte_size == sum(group.column(c).total_uncompressed_size for c in range(group.num_columns))
    assert first == ROWS and seen >= {"id", "bool", "int", "long", "float", "double", "small", "decimal", "huge", "date", "time", "datetime", "timestamp", "text", "pooled", "uuid", "binary", "json"}
    # Behind the pages: the page indices, the footer, its length and the magic.
    footer = file.metadata.serialized_size
    assert path.stat().st_size - end - footer - 8 > 0


@pytest.mark.skipif(os.environ.get("MOCKDATA_LARGE") != "1", reason="writes 3 GB; MOCKDATA_LARGE=1 runs it")
def test_a_column_of_three_gigabytes(tmp_path):
    path = tmp_path / "large.parquet"
    subprocess.run([BUILD / "matrix_make", "--large", path], check=True, timeout=1200)
    metadata = pq.ParquetFile(path).metadata
    assert metadata.num_row_groups == 1 and metadata.num_rows == 3_000_000
    column = metadata.row_group(0).column(1)
    assert column.total_compressed_size == column.total_uncompressed_size > 3_000_000_000
    text = lambda row: f"{row % 9973:04d} " * 200
    for reader in ("pyarrow", "duckdb"):
        with duckdb.connect() as db:
            if reader == "pyarrow":
                for number, batch in enumerate(pq.ParquetFile(path).iter_batches(50_000)):
                    assert batch.column(1)[0].as_py() == text(number * 50_000) and batch.column(1)[-1].as_py() == text(number * 50_000 + len(batch) - 1)
                assert number == 59
            else:
                assert db.execute(f"select count(*), sum(length(text)), count(*) filter (text = repeat(printf('%04d ', id % 9973), 200)) from '{path}'").fetchone() == (3_000_000, 3_000_000_000, 3_000_000)
    entity = {"name": "large", "format": "parquet", "paths": [str(path)], "rows": 3_000_000, "primary_key": ["id"], "columns": [["id", "long", False], ["text", "string", False]]}
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps([entity]))
    done = subprocess.run([BUILD / "landed_dump", f"--verify={expected}"], capture_output=True, text=True, timeout=1200, check=True)
    assert '"passed":true' in done.stdout, done.stdout[-2000:]
