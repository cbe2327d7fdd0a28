"""The project's own Parquet reader sees what pyarrow and DuckDB wrote: every encoding, codec, page version and type."""
import datetime
import decimal
import json
import os
import pathlib
import random
import subprocess
import uuid

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
DUMP = BUILD / "landed_dump"


def dump(*paths, batch=7):
    done = subprocess.run([DUMP, f"--batch={batch}", *map(str, paths)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def text(value):
    """A Python value as the reader writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, str)):
        return str(value)
    if isinstance(value, float):
        return value
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        out = value.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
        if value.microsecond:
            out += f".{value.microsecond:06d}"
        return out + ("Z" if value.tzinfo else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value))


def cells(value, steps, step=0):
    """The cells of a value at a path: texts, None for a null leaf, the number of the missing step for what lies before it."""
    if step == len(steps):
        return [None if value is None else text(value)]
    if steps[step] == "[]":
        if value is None:
            raise AssertionError("a null list is reported by its own step")
        if not value:
            return [step]
        return [c for v in value for c in ([step] if v is None and step + 1 < len(steps) else cells(v, steps, step + 1))]
    member = value[steps[step]]
    if member is None:
        return [None] if step + 1 == len(steps) else [step]
    return cells(member, steps, step + 1)


def steps_of(path):
    return [s for part in path.split(".") for s in [part.split("[]")[0], *["[]"] * part.count("[]")]]


def same(found, expected):
    if isinstance(expected, float):
        return found is not None and float(found) == expected
    return found == expected


def compare(path, rows, batch=7):
    seen = dump(path, batch=batch)[0]
    assert "error" not in seen, seen
    assert seen["rows"] == len(rows)
    for column in seen["columns"]:
        steps = steps_of(column["path"])
        assert len(column["cells"]) == len(rows), column["path"]
        for number, (found, row) in enumerate(zip(column["cells"], rows)):
            expected = cells(row, steps)
            assert len(found) == len(expected) and all(map(same, found, expected)), (column["path"], number, found, expected)
    return seen


def flat_rows(count, seed=1):
    pick = random.Random(seed)

    def maybe(value):
        return None if pick.random() < 0.2 else value

    return [
        {
            "i32": maybe(pick.randint(-2**31, 2**31 - 1)), "i64": maybe(pick.randint(-2**63, 2**63 - 1)), "small": maybe(pick.randint(0, 9)),
            "required": row, "f32": maybe(pick.randint(-1000, 1000) / 8), "f64": maybe(pick.random()), "flag": maybe(pick.random() < 0.5),
            "word": maybe(pick.choice(["", "a", "Zoë", "x" * 300, "prefix-1", "prefix-22"])), "unique": f"key-{row:08d}",
            "raw": maybe(pick.randbytes(pick.randint(0, 20))), "fixed": maybe(pick.randbytes(5)),
            "money": maybe(decimal.Decimal(pick.randint(-10**11, 10**11)).scaleb(-2)),
            "huge": maybe(decimal.Decimal(pick.randint(-10**37, 10**37)).scaleb(-10, decimal.Context(prec=40))),
            "day": maybe(datetime.date(1900, 1, 1) + datetime.timedelta(days=pick.randint(0, 80000))),
            "at": maybe(datetime.datetime(1960, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(microseconds=pick.randint(0, 10**15))),
            "local": maybe(datetime.datetime(2020, 1, 1) + datetime.timedelta(milliseconds=pick.randint(0, 10**11))),
            "clock": maybe(datetime.time(pick.randint(0, 23), pick.randint(0, 59), pick.randint(0, 59), pick.randint(0, 999999))),
            "nothing": None,
        }
        for row in range(count)
    ]


FLAT = pa.schema([
    ("i32", pa.int32()), ("i64", pa.int64()), ("small", pa.int64()), pa.field("required", pa.int64(), nullable=False), ("f32", pa.float32()),
    ("f64", pa.float64()), ("flag", pa.bool_()), ("word", pa.string()), ("unique", pa.string()), ("raw", pa.binary()), ("fixed", pa.binary(5)),
    ("money", pa.decimal128(14, 2)), ("huge", pa.decimal128(38, 10)), ("day", pa.date32()), ("at", pa.timestamp("us", "UTC")),
    ("local", pa.timestamp("ms")), ("clock", pa.time64("us")), ("nothing", pa.string()),
])
NUMBERS = ["i32", "i64", "small", "required", "day", "at", "local", "clock"]
TEXTS = ["word", "unique", "raw", "nothing"]
ENCODINGS = {
    "dictionary": dict(use_dictionary=True),
    "plain": dict(use_dictionary=False),
    "delta": dict(use_dictionary=False, column_encoding={**{c: "DELTA_BINARY_PACKED" for c in NUMBERS}, **{c: "DELTA_LENGTH_BYTE_ARRAY" for c in TEXTS}}),
    "prefix": dict(use_dictionary=False, column_encoding={c: "DELTA_BYTE_ARRAY" for c in TEXTS + ["fixed", "huge"]}),
    "split": dict(use_dictionary=False, use_byte_stream_split=[*NUMBERS, "f32", "f64", "fixed", "money", "huge"]),
}


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("codec", ["NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"])
def test_flat_columns_of_pyarrow(tmp_path, version, encoding, codec):
    rows = flat_rows(3000)
    path = tmp_path / "flat.parquet"
    pq.write_table(pa.Table.from_pylist(rows, FLAT), path, compression=codec, data_page_version=version, row_group_size=1100,
                   data_page_size=2000, write_page_index=True, write_page_checksum=True, **ENCODINGS[encoding])
    seen = compare(path, rows, batch=113)
    used = {page["encoding"] for column in seen["columns"] for chunk in column["chunks"] for page in chunk["pages"]}
    assert {"dictionary": "RLE_DICTIONARY", "plain": "PLAIN", "delta": "DELTA_LENGTH_BYTE_ARRAY", "prefix": "DELTA_BYTE_ARRAY",
            "split": "BYTE_STREAM_SPLIT"}[encoding] in used
    for column in seen["columns"]:
        for chunk, start in zip(column["chunks"], range(0, 3000, 1100)):
            assert chunk["nulls"] == sum(r[column["path"]] is None for r in rows[start:start + 1100])
            data = [page for page in chunk["pages"] if not page["dictionary"]]
            assert chunk["offset_index"] == chunk["column_index"] == len(data)
            assert all(page["version"] == int(version[0]) and page["crc"] for page in data)


def nested_rows(count, seed=2):
    pick = random.Random(seed)

    def maybe(make, rate=0.25):
        return None if pick.random() < rate else make()

    def many(make):
        return [make() for _ in range(pick.choice([0, 0, 1, 2, 5, 40]))]

    return [
        {
            "id": row,
            "address": maybe(lambda: {"street": maybe(lambda: f"Street {pick.randint(1, 9)}"), "at": maybe(lambda: {"lat": maybe(pick.random), "zone": pick.randint(0, 3)})}),
            "tags": maybe(lambda: many(lambda: maybe(lambda: f"tag-{pick.randint(0, 99)}"))),
            "teams": maybe(lambda: many(lambda: maybe(lambda: {"id": maybe(lambda: pick.randint(0, 99)), "roles": maybe(lambda: many(lambda: maybe(lambda: pick.choice("abc"))))}))),
            "grid": maybe(lambda: many(lambda: maybe(lambda: many(lambda: maybe(lambda: pick.randint(0, 5)))))),
        }
        for row in range(count)
    ]


NESTED = pa.schema([
    pa.field("id", pa.int64(), nullable=False),
    ("address", pa.struct([("street", pa.string()), ("at", pa.struct([("lat", pa.float64()), pa.field("zone", pa.int32(), nullable=False)]))])),
    ("tags", pa.list_(pa.string())),
    ("teams", pa.list_(pa.struct([("id", pa.int64()), ("roles", pa.list_(pa.string()))]))),
    ("grid", pa.list_(pa.list_(pa.int32()))),
])




@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compliant", [True, False])
@pytest.mark.parametrize("batch", [1, 64, 100000])
def test_nested_columns_of_pyarrow(tmp_path, version, compliant, batch):
    rows = nested_rows(1500)
    for row in rows:  # a list directly in a list: see cells()
        row["grid"] = [x or [] for x in row["grid"]] if row["grid"] is not None else None
    path = tmp_path / "nested.parquet"
    pq.write_table(pa.Table.from_pylist(rows, NESTED), path, data_page_version=version, row_group_size=600, data_page_size=500,
                   use_compliant_nested_type=compliant, write_batch_size=50)
    seen = compare(path, rows, batch=batch)
    assert [c["path"] for c in seen["columns"]] == ["id", "address.street", "address.at.lat", "address.at.zone", "tags[]", "teams[].id", "teams[].roles[]", "grid[][]"]


def test_maps_and_older_annotations(tmp_path):
    rows = [{"m": [("a", 1), ("b", None)], "t": datetime.datetime(2001, 2, 3, 4, 5, 6, 7), "u": 2**64 - 1, "v": 2**32 - 1}, {"m": None, "t": None, "u": 0, "v": 0}]
    table = pa.Table.from_pylist(rows, pa.schema([("m", pa.map_(pa.string(), pa.int64())), ("t", pa.timestamp("us", "UTC")), ("u", pa.uint64()), ("v", pa.uint32())]))
    path = tmp_path / "maps.parquet"
    pq.write_table(table, path, use_deprecated_int96_timestamps=True, version="2.6")
    seen = {c["path"]: c for c in dump(path)[0]["columns"]}
    assert seen["m[].key"]["cells"] == [["a", "b"], [0]]
    assert seen["m[].value"]["cells"] == [["1", None], [0]]
    assert seen["t"]["cells"] == [["2001-02-03T04:05:06.000007Z"], [None]]
    assert seen["u"]["cells"] == [[str(2**64 - 1)], ["0"]]
    assert seen["v"]["cells"] == [[str(2**32 - 1)], ["0"]]


@pytest.mark.parametrize("codec", ["uncompressed", "snappy", "gzip", "zstd", "lz4_raw"])
@pytest.mark.parametrize("version", ["V1", "V2"])
def test_files_of_duckdb(tmp_path, codec, version):
    path = tmp_path / "duck.parquet"
    query = """select i as id, case when i % 7 = 0 then null else 'name ' || (i % 50) end as name, 'k' || i as key, (i * 1.25)::decimal(12, 2) as money,
        (i * 100000000000000)::decimal(30, 3) as huge, date '2000-01-01' + (i % 4000)::int as day, timestamp '1999-12-31 23:59:59.5' + interval (i) second as local,
        i % 3 = 0 as flag, i / 7.0::double as real, uuid_from(i) as uid,
        case when i % 5 = 0 then null else [x for x in range(i % 4)] end as numbers,
        case when i % 6 = 0 then null else {'country': 'C' || (i % 9), 'codes': ['a' || i, null]} end as place
        from range(5000) t(i)""".replace("uuid_from(i)", "('00000000-0000-4000-8000-' || lpad(i::varchar, 12, '0'))::uuid")
    with duckdb.connect() as db:
        db.execute("set timezone = 'UTC'")
        rows = db.execute(query).fetchall()
        names = [d[0] for d in db.description]
        db.execute(f"copy ({query}) to '{path}' (format parquet, compression {codec}, parquet_version {version}, row_group_size 2048)")
    compare(path, [dict(zip(names, row)) for row in rows], batch=500)


def test_damage_gives_an_error_and_never_a_crash(tmp_path):
    """Single changed bytes and cuts: each file is read to an error or to cells; the process survives all of them."""
    pick = random.Random(3)
    small = [dict(r, unique=r["unique"][-3:]) for r in flat_rows(60)]
    sources = []
    for number, (encoding, version, codec) in enumerate([("dictionary", "1.0", "SNAPPY"), ("delta", "2.0", "NONE"), ("prefix", "1.0", "NONE"), ("split", "2.0", "ZSTD"), ("plain", "1.0", "LZ4_RAW")]):
        path = tmp_path / f"source{number}.parquet"
        pq.write_table(pa.Table.from_pylist(small, FLAT), path, compression=codec, data_page_version=version, write_page_index=True, **ENCODINGS[encoding])
        sources.append(path.read_bytes())
    path = tmp_path / "nested.parquet"
    pq.write_table(pa.Table.from_pylist(nested_rows(40), NESTED), path, compression="NONE", use_dictionary=False)
    sources.append(path.read_bytes())
    errors = total = 0
    for source in sources:
        damaged = []
        for _ in range(int(os.environ.get("MOCKDATA_DAMAGE", "150"))):
            bytes_ = bytearray(source)
            if pick.random() < 0.1:
                del bytes_[pick.randrange(4, len(bytes_)):]
            else:
                for _ in range(pick.choice([1, 1, 1, 4])):
                    bytes_[pick.randrange(len(bytes_))] = pick.choice([0, 1, 0x7F, 0x80, 0xFF, pick.randrange(256)])
            file = tmp_path / f"damaged{len(damaged)}.parquet"
            file.write_bytes(bytes_)
            damaged.append(file)
        seen = dump(*damaged)
        assert len(seen) == len(damaged)
        errors += sum("error" in s for s in seen)
        total += len(seen)
    assert total / 4 < errors <= total


@pytest.mark.parametrize("codec,name", [("BROTLI", "BROTLI")])
def test_unknown_codec_is_refused_by_name(tmp_path, codec, name):
    path = tmp_path / "brotli.parquet"
    pq.write_table(pa.table({"a": [1, 2, 3]}), path, compression=codec)
    seen = dump(path)[0]
    assert name in seen["error"] and "brotli.parquet:a" in seen["error"]
