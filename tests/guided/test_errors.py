"""Each error of the guided command and of the steps: its exit code, its cause and its remedy; nothing written where nothing may be."""
import json
import resource
import socket
import subprocess
import threading

import pytest
from guided import GUIDED, HR, MOCKDATA, TOKEN, environment, files, project, run
import rest  # noqa: E402 (guided knows where it is)


@pytest.fixture(scope="module")
def odd():
    server = rest.Source()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def extract(root, url, *endpoints, code=0, more=(), **env):
    words = [*more, *(w for e in endpoints for w in ("--endpoint", e))]
    return run(GUIDED, "thing", "--source-type", "rest", "--extract", "--base-url", url, *words, "--token-env", "TOKEN", "--environment", "dev", "--yes", cwd=root, code=code, **env)


def unchanged(root, before):
    return files(root) == before


@pytest.mark.parametrize("path, words", [
    ("/forbidden", ["403", "environment variable TOKEN"]),
    ("/missing", ["404", "/missing", "check the path"]),
    ("/busy", ["429", "later"]),
    ("/down", ["503"]),
    ("/html", ["HTML came instead of JSON", "base URL"]),
    ("/cut", ["cut off"]),
    ("/text", ["not JSON"]),
])
def test_source_errors(odd, tmp_path, path, words):
    root = project(tmp_path)
    before = files(root)
    done = extract(root, odd.url, f"things={path}", code=4)
    assert not [w for w in words if w not in done.stderr], done.stderr
    assert done.stderr.count("\n") > 1, "no remedy"
    assert TOKEN not in done.stdout + done.stderr and not any(m in done.stdout + done.stderr for m in odd.markers)
    assert unchanged(root, before)


def test_unauthorised_names_the_secret(tmp_path):
    server = rest.Source(token="another-token-of-theirs")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = project(tmp_path)
    done = extract(root, server.url, "things=/plain", code=4)
    assert "401" in done.stderr and "environment variable TOKEN" in done.stderr and TOKEN not in done.stdout + done.stderr
    server.shutdown()


def test_nobody_listens_and_plain_http(tmp_path):
    root = project(tmp_path)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        done = extract(root, f"http://127.0.0.1:{s.getsockname()[1]}", "/things", code=4)
    assert "127.0.0.1" in done.stderr
    done = extract(root, "http://api.example.com", "/things", code=None)
    assert done.returncode in (2, 4, 6) and "https" in done.stderr


def test_time_out(tmp_path):
    root = project(tmp_path)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        done = extract(root, f"http://127.0.0.1:{s.getsockname()[1]}", "/things", code=4, more=["--timeout", "1"])
    assert "time-out: no answer" in done.stderr and "--timeout" in done.stderr


def test_empty_list_keeps_the_entity_and_tells(odd, tmp_path):
    root = project(tmp_path)
    done = extract(root, odd.url, "things=/plain", "others=/empty")
    template = json.loads((root / "projects/people/docs/templates/thing/metadata.json").read_text())
    assert [e["name"] for e in template["entities"]] == ["things", "others"]
    assert "others" in done.stdout and "empty" in done.stdout and "✓ Generated 200 things" in done.stdout


def test_one_endpoint_of_several_fails(odd, tmp_path):
    root = project(tmp_path)
    done = extract(root, odd.url, "things=/plain", "gone=/missing")
    assert "gone" in done.stdout and "404" in done.stdout and "✓ Generated 200 things" in done.stdout


@pytest.mark.parametrize("kind, word", [("sql", "SQL database"), ("saas", "SaaS platform")])
def test_not_there_yet(tmp_path, kind, word):
    done = run(GUIDED, "thing", "--source-type", kind, "--extract", "--environment", "dev", "--yes", cwd=project(tmp_path), code=2)
    assert word in done.stderr and "not there yet" in done.stderr
    source = tmp_path / "projects/people/docs/sources"
    (source / "erp.md").write_text("# ERP\n\nJDBC: jdbc:postgresql://erp.example.com/erp\n" if kind == "sql" else "# CRM\n\nSystem: Salesforce\n")
    done = run(GUIDED, "erp", "--extract", "--environment", "dev", "--yes", cwd=tmp_path, code=2)
    assert word in done.stderr


def test_no_project_and_unknown_source(tmp_path):
    done = run(GUIDED, "alexis", "--yes", code=2, cwd=tmp_path)
    assert str(tmp_path) in done.stderr and "docs/sources" in done.stderr
    done = run(GUIDED, "alexsi", "--yes", code=2, cwd=project(tmp_path / "repo"))
    assert 'Did you mean "alexis"?' in done.stderr and "--source-type" in done.stderr
    done = run(GUIDED, "../alexis", "--yes", code=2, cwd=tmp_path / "repo")
    assert "cannot be the name" in done.stderr


@pytest.mark.parametrize("name", ["prod", "test", "DEV", "development", ""])
def test_only_dev(tmp_path, name):
    root = project(tmp_path)
    before = files(root)
    words = ["--environment", name] if name else []
    done = run(GUIDED, "alexis", "--extract", "--base-url", "http://127.0.0.1:1", "--yes", *words, code=6, cwd=root)
    assert "dev" in done.stderr and unchanged(root, before)
    done = run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", tmp_path / "out", *words, code=6)
    assert not (tmp_path / "out").exists()
    if name:
        run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", tmp_path / "out", code=6, MOCKDATA_ENVIRONMENT=name)
        (root / "projects/people/mockdata.json").write_text(json.dumps({"environment": name}))
        done = run(GUIDED, "alexis", "--extract", "--base-url", "http://127.0.0.1:1", "--yes", code=6, cwd=root)
        assert "mockdata.json" in done.stderr


def changed(tmp_path, change):
    template = json.loads((HR / "source/metadata.json").read_text())
    change({e["name"]: e for e in template["entities"]}, template)
    path = tmp_path / "metadata.json"
    path.write_text(json.dumps(template, indent=2))
    return path


def field(entity, name):
    return next(f for f in entity["fields"] if f["name"] == name)


TEMPLATE_ERRORS = {
    "dangling": (lambda e, t: field(e["teams"], "managerEmployeeId").update(foreign_key="persons.id"), ["persons.id", "not in the template"]),
    "near entity": (lambda e, t: field(e["teams"], "managerEmployeeId").update(foreign_key="employee.id"), ['did you mean "employees.id"']),
    "provider": (lambda e, t: field(e["employees"], "workEmail").update(faker_method="botify"), ["botify", "bothify"]),
    "argument": (lambda e, t: field(e["employees"], "employeeNumber").update(faker_args={"txt": "x"}), ["txt", "text"]),
    "value cycle": (lambda e, t: (field(e["employees"], "id").update(foreign_key="compensation.id"), field(e["compensation"], "id").update(foreign_key="employees.id")),
                    ["made of itself", "employees.id -> compensation.id"]),
}


@pytest.mark.parametrize("case", TEMPLATE_ERRORS)
def test_template_errors(tmp_path, case):
    change, words = TEMPLATE_ERRORS[case]
    path = changed(tmp_path, change)
    done = run(MOCKDATA, "generate", path, "--output", tmp_path / "out", "--environment", "dev", code=3)
    assert not [w for w in words if w not in done.stderr], done.stderr
    assert "metadata.json" in done.stderr and not (tmp_path / "out").exists()
    done = run(MOCKDATA, "check", path, code=3)
    assert "✗" in done.stdout and not [w for w in words if w not in done.stdout]
    report = json.loads(run(MOCKDATA, "check", path, "--json", code=3).stdout)
    assert report["ok"] is False and any(i["level"] == "error" and i["line"] > 0 for i in report["issues"])


def test_all_template_errors_at_once(tmp_path):
    path = changed(tmp_path, lambda e, t: [c[0](e, t) for k, c in TEMPLATE_ERRORS.items() if k in ("dangling", "provider")])
    done = run(MOCKDATA, "generate", path, "--output", tmp_path / "out", "--environment", "dev", code=3)
    assert "persons" in done.stderr and "botify" in done.stderr


def test_circular_foreign_keys_are_no_error(tmp_path):
    done = run(MOCKDATA, "check", HR / "source/metadata.json")
    assert "✓" in done.stdout and "circle" in done.stdout


def test_foreign_data_is_never_overwritten(tmp_path):
    table = tmp_path / "Tables" / "bronze_alexis-embedded_employees"
    table.mkdir(parents=True)
    (table / "somebody.parquet").write_bytes(b"PAR1 theirs PAR1")
    before = files(tmp_path)
    done = run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", tmp_path, "--environment", "dev", code=None)
    assert done.returncode == 6 and "--replace-foreign" in done.stderr
    assert unchanged(tmp_path, before)
    theirs = tmp_path / "rows.csv"
    theirs.write_text("id,name\n1,theirs\n")
    done = run(MOCKDATA, "generate", changed(tmp_path, lambda e, t: t.update(entities=[e["offices"]], relationships=[])), "--format", "csv", "--output", theirs, "--environment", "dev", code=6)
    assert theirs.read_text().endswith("theirs\n")


def test_destination_that_cannot_be_written(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", blocked / "below", "--environment", "dev", code=5)
    assert str(blocked) in done.stderr
    done = run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", "/proc/mockdata", "--environment", "dev", code=5)
    assert "/proc/mockdata" in done.stderr


def test_destination_that_is_full(tmp_path):
    """A file-size limit stands for the full disk: the write fails half way."""
    words = [MOCKDATA, "generate", HR / "source/metadata.json", "--output", tmp_path / "out", "--environment", "dev", "--rows", "employees=50000"]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))  # noqa: E731
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=60, env=environment(), preexec_fn=limit)
    assert done.returncode == 5 and "too large" in done.stderr.lower(), done.stderr
    assert not [name for name in files(tmp_path) if "employees" in name]


@pytest.fixture
def landed(tmp_path):
    run(MOCKDATA, "generate", HR / "source/metadata.json", "--output", tmp_path, "--format", "csv", "--environment", "dev")
    return tmp_path


def test_tampered_files_are_found(landed):
    path = next(landed.rglob("compensation*.csv"))
    lines = path.read_text().splitlines()
    keys = {line.split(",")[1] for line in lines[1:]}
    for i in range(1, 6):
        cells = lines[i].split(",")
        cells[1] = f"{i:024x}"
        lines[i] = ",".join(cells)
    lines[8] = lines[7]
    path.write_text("\n".join(lines) + "\n")
    done = run(MOCKDATA, "verify", HR / "source/metadata.json", landed, code=1)
    failed = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    broken = next(line for line in failed if "compensation.employeeId exist in employees.id" in line)
    assert "5 of 50" in broken and sum(f"{i:024x}" in broken for i in range(1, 6)) == 3
    assert any("duplicate primary keys" in line for line in failed)
    assert not any(k in done.stdout for k in keys - {lines[7].split(",")[1]})
    assert any(line.startswith("✓") for line in done.stdout.splitlines())
    report = json.loads(run(MOCKDATA, "verify", HR / "source/metadata.json", landed, "--json", code=1).stdout)
    bad = [c for c in report["checks"] if not c["passed"]]
    assert report["passed"] is False and all(len(c["offenders"]) <= 3 and c["failed"] > 0 for c in bad)


def test_missing_rows_mark_and_file(landed):
    path = next(landed.rglob("offices*.csv"))
    whole = path.read_text()
    path.write_text("\n".join(whole.splitlines()[:-1]) + "\n")
    done = run(MOCKDATA, "verify", HR / "source/metadata.json", landed, code=1)
    assert "✗" in done.stdout and "offices" in done.stdout
    path.write_text(whole.replace(",true", ",false", 1))
    done = run(MOCKDATA, "verify", HR / "source/metadata.json", landed, code=1)
    assert "_is_synthetic" in next(line for line in done.stdout.splitlines() if line.startswith("✗"))
    path.unlink()
    done = run(MOCKDATA, "verify", HR / "source/metadata.json", landed, code=1)
    assert "✗" in done.stdout and "offices" in done.stdout


def test_verify_where_nothing_is(tmp_path):
    done = run(MOCKDATA, "verify", HR / "source/metadata.json", tmp_path, code=5)
    assert "manifest" in done.stderr


@pytest.mark.parametrize("words", [["frobnicate"], ["generate"], ["generate", "x.json", "--output", "o", "--format", "xls", "--environment", "dev"], ["sample", "x.json"], ["providers", "--nope"]])
def test_usage(tmp_path, words):
    done = run(MOCKDATA, *words, code=None, cwd=tmp_path)
    assert done.returncode in (2, 3) and done.stderr and "Traceback" not in done.stderr
