"""The writers through `mockdata generate`: levels of the processor, encoding flags, streams to a reader that goes away."""
import csv
import hashlib
import io
import json
import os
import pathlib
import subprocess

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
EIGHT = ROOT / "bench" / "templates" / "eight.json"
HR = ROOT / "examples" / "hr" / "source" / "metadata.json"


def run(*arguments, template=EIGHT, code=0, env=None, **options):
    done = subprocess.run([BUILD / "mockdata", "generate", template, "--environment", "dev", *map(str, arguments)], capture_output=True, timeout=300,
                          env={**os.environ, **(env or {})}, **options)
    assert done.returncode == code, done.stderr.decode()
    return done


def levels():
    flags = next(line for line in open("/proc/cpuinfo") if line.startswith("flags")).split() if os.path.exists("/proc/cpuinfo") else []
    return ["plain"] + (["v2"] if "sse4_2" in flags else []) + (["v3"] if "avx2" in flags else []) + (["v4"] if "avx512vl" in flags else [])


def digests(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "manifest.json"}


@pytest.mark.parametrize("template,rows", [(EIGHT, "people=30000"), (HR, "employees=3000")])
@pytest.mark.parametrize("form", ["parquet", "csv", "ndjson", "arrow"])
def test_every_level_of_the_processor_gives_the_same_bytes(tmp_path, template, rows, form):
    seen = {}
    for level in levels():
        run("--output", tmp_path / level, "--format", form, "--rows", rows, "--ingested-at", "2026-11-24T00:00:00Z", "--no-verify", "--threads", "2",
            template=template, env={"MOCKDATA_CPU": level})
        seen[level] = digests(tmp_path / level)
    assert all(seen["plain"].values()) and all(s == seen["plain"] for s in seen.values()), seen.keys()


@pytest.mark.parametrize("form", ["parquet", "csv", "ndjson", "json", "arrow", "arrows", "csv.zst", "json.gz"])
@pytest.mark.parametrize("template,entity,rows", [(EIGHT, "people", 120000), (HR, "employees", 40000)])
def test_bytes_do_not_depend_on_threads(template, entity, rows, form):
    seen = {hashlib.sha256(run("--output", "-", "--format", form, "--entity", entity, "--rows", f"{entity}={rows}", "--ingested-at", "2026-11-24T00:00:00Z", "--threads", threads,
                               template=template).stdout).hexdigest() for threads in (1, 2, 5)}
    assert len(seen) == 1


def test_a_level_that_does_not_exist_is_a_usage_error(tmp_path):
    done = run("--output", tmp_path / "x", "--format", "csv", env={"MOCKDATA_CPU": "v9"}, code=2)
    assert b"MOCKDATA_CPU" in done.stderr and b"v2" in done.stderr


def test_columns_are_encoded_as_asked(tmp_path):
    path = tmp_path / "people.parquet"
    run("--output", path, "--format", "parquet", "--rows", "people=5000", "--plain", "--no-verify", "--column", "email=zstd", "--column", "id=delta", "--column", "first=plain", "--uuid", "bytes",
        "--codec", "none")
    group = pq.ParquetFile(path).metadata.row_group(0)
    columns = {group.column(c).path_in_schema: group.column(c) for c in range(group.num_columns)}
    assert columns["email"].compression == "ZSTD" and columns["id"].compression == "UNCOMPRESSED"
    assert "DELTA_BINARY_PACKED" in columns["id"].encodings and "RLE_DICTIONARY" not in columns["first"].encodings and "RLE_DICTIONARY" in columns["last"].encodings
    assert str(columns["uuid"].physical_type) == "FIXED_LEN_BYTE_ARRAY"
    settings = json.dumps(json.loads(next(tmp_path.rglob("*manifest*.json")).read_text()))
    assert "email=zstd" in settings


def test_random_keys_and_indices_are_left_alone_by_default(tmp_path):
    path = tmp_path / "people.parquet"
    run("--output", path, "--format", "parquet", "--rows", "people=20000", "--plain", "--no-verify")
    group = pq.ParquetFile(path).metadata.row_group(0)
    codecs = {group.column(c).path_in_schema: group.column(c).compression for c in range(group.num_columns)}
    assert codecs["uuid"] == codecs["last"] == "UNCOMPRESSED" and codecs["id"] == codecs["email"] == "SNAPPY", codecs


def test_csv_in_another_dialect():
    done = run("--output", "-", "--format", "csv", "--rows", "people=10", "--plain", "--delimiter", "tab", "--quote", "all", "--no-header")
    rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline=""), delimiter="\t"))
    assert len(rows) == 10 and rows[0][0] == "1" and done.stdout.startswith(b'"1"\t"')


@pytest.mark.parametrize("flag", [["--delimiter", '"'], ["--delimiter", "ab"], ["--quote", "some"], ["--codec", "brotli"], ["--column", "x"], ["--column", "x=best"], ["--null-text", "a,b"]])
def test_what_cannot_be_is_said(flag):
    assert run("--output", "null:", "--format", "csv", *flag, code=2).stderr


@pytest.mark.parametrize("flags", [["--delimiter", "tab"], ["--delimiter", ";", "--null-text", "NULL"], ["--quote", "all", "--null-text", "-1"], ["--no-header"], ["--no-header", "--plain", "--delimiter", "|"],
                                   ["--delimiter", "-", "--null-text", "0"]])
def test_every_dialect_is_verified(tmp_path, flags):
    done = run("--output", tmp_path, "--format", "csv", "--rows", "employees=300", *flags, template=HR)
    assert "✓ Nullability" in done.stdout.decode() and "✗" not in done.stdout.decode()
    assert subprocess.run([BUILD / "mockdata", "verify", HR, tmp_path], capture_output=True, timeout=60).returncode == 0


@pytest.mark.parametrize("form", ["csv.gz", "ndjson.zst", "csv.zst", "json.gz"])
def test_compressed_texts_are_verified(tmp_path, form):
    run("--output", tmp_path, "--format", form, "--rows", "people=3000")
    assert (tmp_path / f"people.{form}").stat().st_size > 1000


@pytest.mark.parametrize("uuid", ["text", "bytes"])
@pytest.mark.parametrize("form", ["arrow", "arrows"])
def test_arrow_is_verified(tmp_path, form, uuid):
    done = run("--output", tmp_path, "--format", form, "--rows", "employees=3000", "--uuid", uuid, "--plain", template=HR)
    assert b"FK integrity" in done.stdout and b"primary keys" in done.stdout and b"warning" not in done.stderr
    assert subprocess.run([BUILD / "mockdata", "verify", HR, tmp_path], capture_output=True, timeout=60).returncode == 0
    victim = next(tmp_path.glob(f"employees.{form}"))
    table = (ipc.open_file if form == "arrow" else ipc.open_stream)(victim.read_bytes()).read_all()
    with (ipc.new_file if form == "arrow" else ipc.new_stream)(victim, table.schema) as writer:
        writer.write_table(pa.concat_tables([table.slice(0, 2999), table.slice(0, 1)]))  # the first key twice, the last one nowhere
    spoilt = subprocess.run([BUILD / "mockdata", "verify", HR, tmp_path], capture_output=True, timeout=60)
    assert spoilt.returncode == 1 and "✗" in spoilt.stdout.decode() and b"primary key" in spoilt.stdout, spoilt.stdout.decode()


def test_arrow_to_standard_output():
    done = run("--output", "-", "--format", "arrows", "--rows", "people=2000", "--plain")
    assert ipc.open_stream(done.stdout).read_all().num_rows == 2000


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet", "arrows", "csv.gz"])
def test_a_reader_that_goes_away_is_no_error(form):
    child = subprocess.Popen([BUILD / "mockdata", "generate", EIGHT, "--environment", "dev", "--output", "-", "--format", form, "--rows", "people=3000000", "--plain"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout.read(1000)
    child.stdout.close()
    assert child.wait(timeout=120) == 0, child.stderr.read().decode()
    assert not child.stderr.read()
