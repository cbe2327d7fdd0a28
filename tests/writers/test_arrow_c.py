"""The Arrow C Stream Interface, imported by pyarrow: same rows, and memory that outlives the stream."""
import ctypes
import decimal
import os
import pathlib
import uuid

import pyarrow as pa
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))


class ArrowArrayStream(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "private_data")]


@pytest.fixture(scope="module")
def library():
    found = ctypes.CDLL(str(BUILD / "libarrow_c_probe.so"))
    found.mockdata_probe_stream.argtypes = [ctypes.POINTER(ArrowArrayStream), ctypes.c_uint64, ctypes.c_uint64, ctypes.c_bool]
    found.mockdata_probe_stream.restype = None
    return found


def reader(library, rows, batch_rows, uuid_bytes=True):
    stream = ArrowArrayStream()
    library.mockdata_probe_stream(ctypes.byref(stream), rows, batch_rows, uuid_bytes)
    return pa.RecordBatchReader._import_from_c(ctypes.addressof(stream))


def row(r):
    return {"n": r, "word": None if r % 3 == 0 else ["odd", "éven"][r % 2], "text": str(r), "flag": r % 2 == 1, "money": decimal.Decimal(r - 5) / 100,
            "list": [r * 10 + e for e in range(r % 4)], "object": {"n": r}, "key": uuid.UUID(int=r)}


@pytest.mark.parametrize("rows,batch_rows", [(0, 10), (1, 10), (5000, 3000), (5000, 5000), (2049, 1)])
def test_rows_arrive(library, rows, batch_rows):
    table = reader(library, rows, batch_rows).read_all()
    table.validate(full=True)
    assert table.schema.field("money").type == pa.decimal128(9, 2) and not table.schema.field("n").nullable and table.schema.field("word").nullable
    assert table.schema.field("key").type == pa.uuid()
    assert table.to_pylist() == [row(r) for r in range(rows)]


def test_a_batch_outlives_its_stream(library):
    stream = reader(library, 4000, 2000)
    batch = stream.read_next_batch()
    column = batch.column(5)
    del stream, batch
    assert column.to_pylist() == [row(r)["list"] for r in range(2000)]


def test_uuids_may_be_text(library):
    keys = reader(library, 300, 300, uuid_bytes=False).read_all()["key"]
    assert keys.to_pylist() == [str(uuid.UUID(int=r)) for r in range(300)]
