"""Peak resident memory of `generate`: within 64 MiB and 8 MiB a thread, and the same for ten times the rows, in every format."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
EIGHT = ROOT / "bench" / "templates" / "eight.json"
FORMATS = ["parquet", "csv", "ndjson", "json", "arrow", "arrows", "csv.zst", "ndjson.zst", "json.zst"]
# Measured by a small process: a child's peak begins with what its parent held when it forked.
MEASURE = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"


def peak(template, entity, rows, threads, *arguments):
    """Of one run, in MiB."""
    command = [BUILD / "mockdata", "generate", template, "--environment", "dev", "--plain", "--rows", f"{entity}={rows}", "--threads", str(threads), *map(str, arguments)]
    done = subprocess.run([sys.executable, "-S", "-c", MEASURE, *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return float(done.stdout.splitlines()[-1])


def bounded(threads, few, many):
    assert max(few, many) < 64 + 8 * threads, (few, many)
    assert many < few * 1.1 + 8, (few, many)  # how many chunks are under way at a time is the scheduler's: one more or less


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    kinds = [{"type": "int", "min": 0, "max": 1000000}, {"type": "string", "faker_method": "first_name"}, {"type": "string", "faker_method": "email"}, {"type": "date"},
             {"type": "decimal(12,2)", "min": 0, "max": 100000}, {"type": "uuid"}, {"type": "string", "faker_method": "sentence"}, {"type": "timestamp"}, {"type": "double"},
             {"type": "bool", "nullable": True}]
    fields = [{"name": "id", "type": "long", "primary_key": True}] + [{"name": f"column_{i}", **kinds[i % len(kinds)]} for i in range(99)]
    path = tmp_path_factory.mktemp("wide") / "wide.json"
    path.write_text(json.dumps({"source": "wide", "source_type": "sql", "extracted_at": "2026-01-15", "entities": [{"name": "wide", "row_count": 1000, "fields": fields}], "relationships": []}))
    return path


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("form", FORMATS)
def test_a_small_table_at_ten_times_the_rows(form, threads):
    to = ["--output", "null:", "--format", form, "--no-verify"]
    bounded(threads, *[peak(EIGHT, "people", rows, threads, *to) for rows in (200_000, 2_000_000)])


@pytest.mark.parametrize("threads", [1, 2, 4])
@pytest.mark.parametrize("form", FORMATS)
def test_a_hundred_columns(wide, form, threads):
    to = ["--output", "null:", "--format", form, "--no-verify"]
    bounded(threads, *[peak(wide, "wide", rows, threads, *to) for rows in (20_000, 60_000)])


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_and_standard_output_take_no_more(tmp_path, form):
    bounded(2, *[peak(EIGHT, "people", rows, 2, "--output", tmp_path / f"{rows}.{form}", "--format", form, "--no-verify") for rows in (200_000, 1_000_000)])
    bounded(2, *[peak(EIGHT, "people", rows, 2, "--output", "-", "--format", form) for rows in (200_000, 1_000_000)])


def test_tables_and_their_json_in_one_pass(tmp_path, wide):
    bounded(2, *[peak(EIGHT, "people", rows, 2, "--output", tmp_path / str(rows), "--no-verify") for rows in (200_000, 2_000_000)])
    bounded(2, *[peak(wide, "wide", rows, 2, "--output", tmp_path / f"wide{rows}", "--no-verify") for rows in (20_000, 60_000)])


@pytest.mark.parametrize("form", ["delta", "csv", "arrow"])
def test_verification_included(tmp_path, wide, form):
    to = ["--format", form, "--output"]
    assert max(peak(EIGHT, "people", 500_000, 2, *to, tmp_path / "small"), peak(wide, "wide", 20_000, 2, *to, tmp_path / "wide")) < 64 + 8 * 2


def test_long_texts_make_smaller_chunks(tmp_path):
    """A column of 20 kB a row: chunks are cut by what rows take, not by their number."""
    field = {"name": "text", "type": "string", "faker_method": "text", "faker_args": {"max_nb_chars": 20000}}
    template = tmp_path / "long.json"
    template.write_text(json.dumps({"source": "long", "source_type": "sql", "extracted_at": "2026-01-15", "relationships": [],
                                    "entities": [{"name": "notes", "row_count": 10, "fields": [{"name": "id", "type": "long", "primary_key": True}, field]}]}))
    for form in ("parquet", "ndjson", "arrow"):
        bounded(2, *[peak(template, "notes", rows, 2, "--output", "null:", "--format", form, "--no-verify") for rows in (3_000, 12_000)])
