"""What landing writes, read by programs that share no code with it, and what it leaves behind when things go wrong.

land_toy lands a table whose values are known functions of the row number (src/land/toy_rows.h).
"""
import datetime
import decimal
import hashlib
import json
import os
import pathlib
import resource
import signal
import subprocess

import deltalake
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
TOY = BUILD / "land_toy"
TABLE = "Tables/bronze_toy_things"


def land(place, fmt="default", rows=1000, threads=2, *words, code=0, **kwargs):
    done = subprocess.run([TOY, place, fmt, str(rows), str(threads), *words], capture_output=True, text=True, timeout=300, **kwargs)
    assert done.returncode == code, done.stderr
    return done


def files(place):
    return sorted(str(p.relative_to(place)) for p in pathlib.Path(place).rglob("*") if p.is_file())


def expected(i):
    epoch = datetime.datetime(1970, 1, 1)
    utc = datetime.timezone.utc
    at = i * 1234567 % 86400000000
    return {
        "id": i,
        "name": f"name {i}",
        "born": datetime.date(1970, 1, 1) + datetime.timedelta(days=i % 20000),
        "seen": (epoch + datetime.timedelta(microseconds=i * 1000001)).replace(tzinfo=utc),
        "at": (epoch + datetime.timedelta(microseconds=at)).strftime("%H:%M:%S.%f"),
        "key": f"00000000-0000-0000-{i >> 48:04x}-{i & 0xFFFFFFFFFFFF:012x}",
        "price": decimal.Decimal(i - 50) / 100,
        "ratio": i / 4 if i % 2 == 0 else None,
        "home": {"zip": str(10000 + i % 90000), "age": i % 99} if i % 3 else None,
        "tags": ["a", "b"],
        "_ingested_at": datetime.datetime(2026, 11, 24, 0, 0, 0, 123456, tzinfo=utc),
        "_source_system": "toy_mock",
        "_environment": "dev",
        "_is_synthetic": True,
    }


def delta_rows(place):
    table = deltalake.DeltaTable(str(pathlib.Path(place) / TABLE))
    return pa.table(table.to_pyarrow_table())


def test_delta_table_is_read_by_three_programs(tmp_path):
    land(tmp_path, "default", 150000, 2, "rows-per-file=50000")
    rows = delta_rows(tmp_path).sort_by("id")
    assert rows.num_rows == 150000
    for i in [0, 1, 2, 3, 1023, 1024, 49999, 65535, 65536, 149999]:
        assert rows.slice(i, 1).to_pylist()[0] == expected(i), i
    table = deltalake.DeltaTable(str(tmp_path / TABLE))
    assert [f.nullable for f in table.schema().fields] == [False] * 7 + [True, True] + [False] * 5
    assert table.protocol().min_reader_version == 1 and table.protocol().min_writer_version == 2
    paths = [str(tmp_path / TABLE / f) for f in pa.table(table.get_add_actions())["path"].to_pylist()]
    assert len(paths) > 1
    query = f'select count(*), count(distinct id), sum(id), min(price), max("at"), count(ratio), count(home) from read_parquet({paths})'
    counted = duckdb.sql(query).fetchall()[0]
    assert counted[:4] == (150000, 150000, 150000 * 149999 // 2, decimal.Decimal("-0.50"))
    assert counted[5:] == (75000, 100000)
    assert sum(pq.ParquetFile(p).metadata.num_rows for p in paths) == 150000
    with open(tmp_path / "Files/mock/test/things/data.json") as f:
        data = json.load(f)
    assert len(data) == 150000
    assert data[4711]["id"] == 4711 and data[4711]["_is_synthetic"] is True and data[4712]["ratio"] == 1178.0


def test_statistics_bound_every_file(tmp_path):
    land(tmp_path, "delta", 150000, 2, "rows-per-file=50000")
    seen = 0
    for add in pa.table(deltalake.DeltaTable(str(tmp_path / TABLE)).get_add_actions(flatten=True)).to_pylist():
        rows = pq.read_table(tmp_path / TABLE / add["path"])
        seen += rows.num_rows
        assert add["num_records"] == rows.num_rows
        assert add["size_bytes"] == (tmp_path / TABLE / add["path"]).stat().st_size
        checked = 0
        for name in rows.column_names:
            values = [v for v in rows[name].to_pylist() if v is not None]
            if f"null_count.{name}" in add:
                assert add[f"null_count.{name}"] == rows[name].null_count
            if add.get(f"min.{name}") is not None:
                assert add[f"min.{name}"] <= min(values) and add[f"max.{name}"] >= max(values), name
                checked += 1
        assert checked == 11
        homes = [v for v in rows["home"].to_pylist() if v is not None]
        assert add["null_count.home.age"] == rows.num_rows - len(homes)
        assert add["min.home.age"] == min(h["age"] for h in homes)
    assert seen == 150000


@pytest.mark.parametrize("fmt", ["default", "parquet", "csv", "ndjson", "json"])
def test_bytes_do_not_depend_on_threads(tmp_path, fmt):
    digests = []
    for threads in (1, 2, 7):
        place = tmp_path / str(threads)
        land(place, fmt, 200000, threads, "rows-per-file=50000")
        digests.append({f: hashlib.sha256((place / f).read_bytes()).hexdigest() for f in files(place)})
    assert digests[0] == digests[1] == digests[2]
    assert len(digests[0]) >= 2


@pytest.mark.parametrize("fmt,read", [("parquet", "read_parquet"), ("csv", "read_csv"), ("ndjson", "read_json"), ("json", "read_json")])
def test_files_and_parts_are_read_by_duckdb(tmp_path, fmt, read):
    land(tmp_path / "one.d", fmt, 200000, 2, "rows-per-file=50000000")
    land(tmp_path / "parts.d", fmt, 200000, 2, "rows-per-file=50000")
    assert files(tmp_path / "one.d") == ["_mockdata/manifest.json", f"things.{fmt}"]
    parts = [f for f in files(tmp_path / "parts.d") if f.startswith("things/")]
    assert len(parts) > 1
    options = ", maximum_object_size=100000000" if fmt == "json" else ""
    for where in (tmp_path / "one.d" / f"things.{fmt}", tmp_path / "parts.d" / "things" / f"*.{fmt}"):
        got = duckdb.sql(f"select count(*), sum(id), count(ratio), bool_and(_is_synthetic) from {read}('{where}'{options})").fetchall()[0]
        assert got == (200000, 200000 * 199999 // 2, 100000, True)


def test_manifest_digests_are_those_of_the_files(tmp_path):
    land(tmp_path, "default", 5000)
    manifest = json.loads((tmp_path / "_mockdata/manifest.json").read_text())
    run = manifest["runs"][0]
    assert run["complete"] and run["seed"] == 1 and run["as_of"] == "2026-11-24" and run["environment"] == "dev"
    listed = [f for e in manifest["entities"] for o in e["outputs"] for f in o["files"]]
    assert len(listed) == 2
    for file in listed:
        data = (tmp_path / file["path"]).read_bytes()
        assert len(data) == file["bytes"] and hashlib.sha256(data).hexdigest() == file["sha256"] and file["rows"] == 5000


def test_append_and_overwrite_keep_history(tmp_path):
    land(tmp_path, "delta", 1000)
    land(tmp_path, "delta", 10, 1, "append", "seed=2")
    assert delta_rows(tmp_path).num_rows == 1010
    land(tmp_path, "delta", 7, 1)
    table = deltalake.DeltaTable(str(tmp_path / TABLE))
    assert table.version() == 2 and delta_rows(tmp_path).num_rows == 7
    table.load_as_version(1)
    assert pa.table(table.to_pyarrow_table()).num_rows == 1010


def test_an_empty_table_is_a_table(tmp_path):
    land(tmp_path, "default", 0)
    assert delta_rows(tmp_path).num_rows == 0
    assert "home" in delta_rows(tmp_path).column_names
    assert json.loads((tmp_path / "Files/mock/test/things/data.json").read_text()) == []


@pytest.mark.parametrize("again", [[], ["resume"]])
def test_a_killed_run_leaves_the_old_version(tmp_path, again):
    land(tmp_path, "default", 2000)
    before = files(tmp_path)
    old_json = (tmp_path / "Files/mock/test/things/data.json").read_bytes()
    land(tmp_path, "default", 200000, 2, "kill-at=60000", code=-signal.SIGKILL)
    assert delta_rows(tmp_path).num_rows == 2000
    assert (tmp_path / "Files/mock/test/things/data.json").read_bytes() == old_json
    new = set(files(tmp_path)) - set(before)
    assert new and all(pathlib.Path(f).name.startswith(".") for f in new), "only hidden parts"
    land(tmp_path, "default", 200000, 2, *again)
    assert delta_rows(tmp_path).num_rows == 200000
    left = [f for f in files(tmp_path) if pathlib.Path(f).name.startswith(".")]
    assert left == [], left


def test_a_table_of_others_is_refused(tmp_path):
    folder = tmp_path / TABLE
    deltalake.write_deltalake(str(folder), pa.table({"id": [1, 2, 3]}))
    done = land(tmp_path, "delta", 10, code=6)
    assert "delta-rs" in done.stderr and "--replace-foreign" in done.stderr
    assert pa.table(deltalake.DeltaTable(str(folder)).to_pyarrow_table()).num_rows == 3
    land(tmp_path, "delta", 10, 1, "append", "replace-foreign", code=6)
    deltalake.DeltaTable(str(folder)).create_checkpoint()
    done = land(tmp_path, "delta", 10, 1, "replace-foreign", code=6)
    assert "checkpoint" in done.stderr


def test_a_plain_table_of_others_is_replaced_on_request(tmp_path):
    folder = tmp_path / TABLE
    deltalake.write_deltalake(str(folder), pa.table({"id": [1, 2, 3]}))
    land(tmp_path, "delta", 10, 1, "replace-foreign")
    rows = delta_rows(tmp_path)
    assert rows.num_rows == 10 and "_is_synthetic" in rows.column_names


def test_another_writer_finds_the_table_usable(tmp_path):
    land(tmp_path, "delta", 10)
    table = deltalake.DeltaTable(str(tmp_path / TABLE))
    deltalake.write_deltalake(table, pa.table(table.to_pyarrow_table()), mode="append")
    assert delta_rows(tmp_path).num_rows == 20


def test_only_dev(tmp_path):
    done = land(tmp_path / "x", "default", 10, 1, "env=prod", code=6)
    assert "prod" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_file_of_others_is_kept(tmp_path):
    (tmp_path / "things.csv").write_text("id,name\n1,somebody\n")
    done = land(tmp_path, "csv", 10, code=6)
    assert "somebody" not in done.stderr
    assert files(tmp_path) == ["things.csv"]


def test_a_file_whose_name_was_chosen_is_kept(tmp_path):
    land(tmp_path / "first.csv", "csv", 50)
    land(tmp_path / "second.csv", "csv", 60)
    land(tmp_path, "csv", 70)
    assert [len((tmp_path / name).read_text().splitlines()) for name in ("first.csv", "second.csv", "things.csv")] == [51, 61, 71]


@pytest.mark.parametrize("fmt", ["default", "csv"])
def test_no_half_file_when_writing_fails(tmp_path, fmt):
    land(tmp_path, fmt, 100)
    before = {f: (tmp_path / f).read_bytes() for f in files(tmp_path) if not f.startswith("_mockdata")}
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    done = land(tmp_path, fmt, 300000, 2, code=5, preexec_fn=limit)
    assert "File too large" in done.stderr
    after = {f: (tmp_path / f).read_bytes() for f in files(tmp_path) if not f.startswith("_mockdata")}
    assert after == before


def test_a_full_device_is_told(tmp_path):
    with open("/dev/full", "w") as full:
        done = subprocess.run([TOY, "-", "csv", "1000", "1"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 5 and "No space left" in done.stderr


def test_a_reader_may_leave_early():
    maker = subprocess.Popen([TOY, "-", "ndjson", "3000000", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first = json.loads(maker.stdout.readline())
    maker.stdout.close()
    assert maker.wait(timeout=60) == 0 and maker.stderr.read() == b""
    maker.stderr.close()
    assert first["id"] == 0


@pytest.mark.parametrize("fmt", ["parquet", "csv", "default"])
def test_memory_does_not_grow_with_rows(fmt, tmp_path):
    peak = int(land(tmp_path, fmt, 2000000, 2, "peak").stdout.split()[0])
    assert peak < 150 * 1024, f"{peak >> 10} MiB"
