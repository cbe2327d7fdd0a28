"""The project's own Arrow reader sees what pyarrow wrote and what the program writes: every type, nested, dictionaries, slices, damage."""
import datetime
import decimal
import os
import random
import subprocess
import uuid

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

from test_parquet_reader import BUILD, FLAT, NESTED, compare, dump, flat_rows, nested_rows


def write(table, path, batch=1000, options=None):
    make = ipc.new_file if path.suffix == ".arrow" else ipc.new_stream
    with make(path, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=batch)


@pytest.mark.parametrize("form", ["arrow", "arrows"])
@pytest.mark.parametrize("count,batch", [(0, 10), (1, 10), (3000, 1100), (2049, 64)])
def test_flat_columns_of_pyarrow(tmp_path, form, count, batch):
    rows = flat_rows(count)
    path = tmp_path / f"flat.{form}"
    write(pa.Table.from_pylist(rows, FLAT), path, batch)
    seen = compare(path, rows, batch=113)
    assert seen["batches"] == -(-count // batch)
    assert {c["path"]: c["type"] for c in seen["columns"]}["at"] == "timestamp"
    assert {c["path"]: c["nullable"] for c in seen["columns"]}["required"] is False


@pytest.mark.parametrize("form", ["arrow", "arrows"])
def test_nested_columns_of_pyarrow(tmp_path, form):
    rows = nested_rows(700)
    path = tmp_path / f"nested.{form}"
    write(pa.Table.from_pylist(rows, NESTED), path, 97)
    compare(path, rows, batch=31)


def test_slices_keep_their_own_rows(tmp_path):
    """A batch cut out of a larger one has offsets that do not begin with zero, and validity that begins within a byte."""
    rows = nested_rows(500)
    batch = pa.Table.from_pylist(rows, NESTED).combine_chunks().to_batches()[0].slice(133, 200)
    path = tmp_path / "slice.arrow"
    with ipc.new_file(path, batch.schema) as writer:
        writer.write_batch(batch)
    compare(path, rows[133:333])


MORE = [
    (pa.int8(), [-128, 127, None]), (pa.uint8(), [0, 255, None]), (pa.int16(), [-2**15, None]), (pa.uint16(), [2**16 - 1]), (pa.uint32(), [2**32 - 1, None]),
    (pa.large_string(), ["", None, "Zoë"]), (pa.large_binary(), [b"\x00", None]), (pa.large_list(pa.int64()), [[1, None], None, []]), (pa.null(), [None, None]),
    (pa.binary(3), [b"abc", None]), (pa.date64(), [datetime.date(1960, 1, 2), None]), (pa.time32("s"), [datetime.time(23, 59, 59)]), (pa.time32("ms"), [datetime.time(1, 2, 3, 4000)]),
    (pa.timestamp("s"), [datetime.datetime(1950, 1, 1, 1), None]), (pa.timestamp("ns", "UTC"), [datetime.datetime(2030, 5, 5, 5, tzinfo=datetime.timezone.utc)]),
    (pa.list_(pa.list_(pa.string())), [[["a"], [], None], None, []]), (pa.decimal128(38, 0), [decimal.Decimal(-10**37), None]), (pa.bool_(), [True, False, None] * 11),
]


@pytest.mark.parametrize("kind,values", MORE, ids=[str(kind) for kind, _ in MORE])
def test_other_types(tmp_path, kind, values):
    path = tmp_path / "type.arrow"
    write(pa.table({"value": pa.array(values, kind)}), path, 2)
    compare(path, [{"value": v} for v in values])


@pytest.mark.parametrize("form", ["arrow", "arrows"])
@pytest.mark.parametrize("index", [pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.uint32(), pa.int64()], ids=str)
def test_dictionaries_of_pyarrow(tmp_path, form, index):
    values = [random.Random(1).choice(["red", "green", None, "", "Zoë"]) for _ in range(5)] * 20
    array = pa.array(values).dictionary_encode().cast(pa.dictionary(index, pa.string()))
    path = tmp_path / f"dictionary.{form}"
    write(pa.table({"word": array, "number": range(100)}), path, 30)
    seen = compare(path, [{"word": v, "number": n} for n, v in enumerate(values)])
    assert seen["columns"][0]["dictionary"] and not seen["columns"][1]["dictionary"]


@pytest.mark.parametrize("deltas", [False, True])
def test_dictionaries_that_change_within_a_stream(tmp_path, deltas):
    words = ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "ddd"]
    batches = [pa.record_batch({"word": pa.DictionaryArray.from_arrays(pa.array([0, len(w) - 1, None], pa.int32()), pa.array(w))}) for w in words]
    if not deltas:
        batches.append(pa.record_batch({"word": pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), pa.array(["x", "y"]))}))
    path = tmp_path / "changing.arrows"
    with ipc.new_stream(path, batches[0].schema, options=ipc.IpcWriteOptions(emit_dictionary_deltas=deltas)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    compare(path, [row for batch in batches for row in batch.to_pylist()], batch=2)


@pytest.mark.parametrize("table,options,said", [
    (pa.table({"a": pa.array([1.5], pa.float16())}), None, "half precision"),
    (pa.table({"a": pa.array([2**64 - 1], pa.uint64())}), None, "unsigned integer of 64 bits"),
    (pa.table({"a": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64()))}), None, "reader lacks"),
    (pa.table({"a": pa.array(["text"], pa.string_view())}), None, "reader lacks"),
    (pa.table({"a": pa.array([1] * 999)}), ipc.IpcWriteOptions(compression="zstd"), "compressed"),
])
def test_what_the_reader_lacks_is_refused_by_name(tmp_path, table, options, said):
    path = tmp_path / "lacking.arrow"
    write(table, path, options=options)
    assert said in dump(path)[0]["error"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([BUILD / "landed_make", folder, "5000", "3"], check=True, timeout=120)
    return folder


@pytest.mark.parametrize("name", ["rows.arrow", "rows.arrows", "uuid-bytes.arrow"])
def test_own_files(made, name):
    """Through chunks that end within a block, pools that change, and every type; pyarrow's reading of Parquet tells what is right."""
    expected = pq.read_table(made / "none-v1.parquet").to_pylist()
    if name == "uuid-bytes.arrow":
        for row in expected:
            row["key"] = row["key"] and uuid.UUID(row["key"])
        assert ipc.open_file(made / name).read_all().to_pylist() == expected
    seen = compare(made / name, expected, batch=997)
    types = {c["path"]: c["type"] for c in seen["columns"]}
    assert types["key"] == ("uuid" if name == "uuid-bytes.arrow" else "string") and types["teams[].since"] == "date" and types["huge"] == "decimal"


def test_damage_gives_an_error_and_never_a_crash(tmp_path):
    """Changed bytes and cuts in metadata and values: each file is read to an error or to cells; the process survives all of them."""
    pick = random.Random(4)
    table = pa.Table.from_pylist([{**a, **b} for a, b in zip(flat_rows(40), nested_rows(40))], pa.unify_schemas([FLAT, NESTED]))
    table = table.append_column("pooled", pa.array(["x", "y", None, "z"] * 10).dictionary_encode())
    sources = []
    for suffix in ("arrow", "arrows"):
        path = tmp_path / f"source.{suffix}"
        write(table, path, 17)
        sources.append((suffix, path.read_bytes()))
    errors = total = 0
    for suffix, source in sources:
        damaged = []
        for _ in range(int(os.environ.get("MOCKDATA_DAMAGE", "400"))):
            changed = bytearray(source)
            if pick.random() < 0.1:
                del changed[pick.randrange(4, len(changed)):]
            else:
                # Lengths, offsets and tables stand at multiples of four.
                for _ in range(pick.choice([1, 1, 2, 6])):
                    at = pick.randrange(len(changed) // 4) * 4
                    changed[at:at + 4] = pick.choice([b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", pick.randbytes(4), (pick.randrange(64)).to_bytes(4, "little")])
            path = tmp_path / f"damaged{len(damaged)}.{suffix}"
            path.write_bytes(changed)
            damaged.append(path)
        seen = dump(*damaged)
        assert len(seen) == len(damaged)
        errors += sum("error" in s for s in seen)
        total += len(seen)
    assert total / 8 < errors < total, (errors, total)


def test_a_cut_file_and_a_cut_stream_are_told(tmp_path):
    path = tmp_path / "whole.arrow"
    write(pa.table({"a": range(100)}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert "cut off" in dump(path)[0]["error"]
    stream = tmp_path / "whole.arrows"
    write(pa.table({"a": range(100)}), stream)
    whole = stream.read_bytes()
    for end in (len(whole) - 12, len(whole) - 400):
        stream.write_bytes(whole[:end])
        assert "error" in dump(stream)[0]
