"""What happens when writing fails, in every format: a message with the cause and what to do, the exit code, and no half file under the final
name: what stood there before stands there still."""
import contextlib
import os
import pathlib
import resource
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
HR = ROOT / "examples" / "hr" / "source" / "metadata.json"
FILES = ["parquet", "csv", "ndjson", "json", "arrow", "arrows", "csv.gz", "ndjson.zst", "json.gz"]
PLACES = ["default", "delta", *FILES]


def generate(place, form, rows, code=0, **options):
    command = [BUILD / "mockdata", "generate", HR, "--environment", "dev", "--threads", "2", "--no-verify", "--output", str(place), "--rows", f"employees={rows}"]
    done = subprocess.run([*command, *([] if form == "default" else ["--format", form])], capture_output=True, timeout=120, **options)
    assert done.returncode == code, done.stderr.decode()[-500:]
    return done.stderr.decode()


def data(place):
    """Every file but the manifest, which tells of the attempt."""
    return {str(p.relative_to(place)): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file() and "_mockdata" not in p.parts}


@contextlib.contextmanager
def small_disk(folder, *options):
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "none", str(folder)], capture_output=True).returncode:
        pytest.skip("NOT TESTED: no right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("form", PLACES)
def test_a_full_disk(tmp_path, form):
    with small_disk(tmp_path / "disk", "size=3m") as place:
        generate(place, form, 50)
        before = data(place)
        assert before
        message = generate(place, form, 300_000, code=5)
        assert "No space left on device" in message and "--output" in message
        assert data(place) == before
        generate(place, form, 60)  # what was tried leaves no trace that stands in the way
        assert data(place) != before


@pytest.mark.parametrize("form", PLACES)
def test_a_limit_on_the_size_of_files(tmp_path, form):
    generate(tmp_path, form, 50)
    before = data(tmp_path)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
    message = generate(tmp_path, form, 100_000, code=5, preexec_fn=limit)
    assert "File too large" in message and "ulimit" in message
    assert data(tmp_path) == before


@pytest.mark.parametrize("form", FILES)
def test_a_single_file(tmp_path, form):
    """--output FILE: absent before, absent after; and whole again once there is room."""
    path = tmp_path / f"employees.{form}"
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    command = [BUILD / "mockdata", "generate", HR, "--environment", "dev", "--no-verify", "--format", form, "--output", str(path), "--entity", "employees", "--rows", "employees=50000"]
    done = subprocess.run(command, capture_output=True, timeout=120, preexec_fn=limit)
    assert done.returncode == 5 and b"File too large" in done.stderr and data(tmp_path) == {}, done.stderr.decode()
    assert subprocess.run(command, capture_output=True, timeout=120).returncode == 0 and list(data(tmp_path)) == [path.name]


@pytest.mark.parametrize("form", FILES)
def test_a_full_device_behind_standard_output(form):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BUILD / "mockdata", "generate", HR, "--environment", "dev", "--output", "-", "--format", form, "--entity", "employees"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 5 and b"standard output" in done.stderr and b"No space left" in done.stderr


@pytest.mark.parametrize("form", FILES)
def test_head_is_content_with_a_few_bytes(form):
    command = f"set -o pipefail; '{BUILD}/mockdata' generate '{HR}' --environment dev --output - --format {form} --entity employees --rows employees=300000 | head -c 100 | wc -c"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "100", "")


@pytest.mark.parametrize("form", PLACES)
def test_a_place_that_may_not_be_written_to(tmp_path, form):
    """As another user where this one may do everything."""
    program = tmp_path / "program"
    place = tmp_path / "place"
    place.mkdir()
    generate(place, form, 50)
    before = data(place)
    user = {}
    if os.getuid() == 0:
        # Nobody may not read the build where it stands.
        program.mkdir()
        shutil.copy(BUILD / "mockdata", program)
        shutil.copytree(BUILD / "vocabulary", program / "vocabulary")
        shutil.copy(HR, program / "metadata.json")
        for folder in [tmp_path, *tmp_path.parents][:4]:
            if folder != pathlib.Path("/tmp") and str(folder).startswith("/tmp/"):
                folder.chmod(0o755)
        user = {"user": 65534, "group": 65534, "extra_groups": []}
    command = [program / "mockdata" if user else BUILD / "mockdata", "generate", program / "metadata.json" if user else HR, "--environment", "dev", "--no-verify", "--output", str(place), "--rows", "employees=60"]
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = subprocess.run([*command, *([] if form == "default" else ["--format", form])], capture_output=True, text=True, timeout=60, cwd=tmp_path, **user)
    finally:
        for path in [place, *place.rglob("*")]:
            path.chmod(0o755)
    assert done.returncode == 5 and "Permission denied" in done.stderr and "that you may write to" in done.stderr, done.stderr
    assert data(place) == before


@pytest.mark.parametrize("form", PLACES)
def test_a_disk_that_is_read_only(tmp_path, form):
    with small_disk(tmp_path / "disk", "ro") as place:
        message = generate(place / "new", form, 50, code=5)
        assert "Read-only file system" in message and "that you may write to" in message


@pytest.mark.parametrize("form", PLACES)
def test_a_file_stands_where_a_folder_is_wanted(tmp_path, form):
    (tmp_path / "taken").write_text("mine")
    message = generate(tmp_path / "taken" / "below", form, 50, code=5)
    assert "not a folder" in message or "Not a directory" in message
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.parametrize("form", FILES)
def test_a_folder_stands_where_a_file_is_to_be_written(tmp_path, form):
    (tmp_path / f"employees.{form}").mkdir()
    message = generate(tmp_path, form, 50, code=5)
    assert f"employees.{form}" in message and "folder" in message
