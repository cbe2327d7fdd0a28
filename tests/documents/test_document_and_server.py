"""One API, two witnesses: its document and a mock server of it agree, and merge into one template."""
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
import score

API = score.APIS / "alexishr.openapi.yaml"
PRISM = pathlib.Path(os.environ.get("MOCKDATA_PRISM", pathlib.Path(os.environ.get("MOCKDATA_CACHE", score.ROOT / ".cache")) / "prism" / "node_modules" / ".bin" / "prism"))
ENTITIES = ["company", "employee", "department", "office", "team", "compensation", "employment", "leave", "timesheet"]


@pytest.fixture(scope="module")
def url():
    if not API.exists() or not PRISM.exists():
        missing = f"NOT TESTED: needs {API.name} and Prism (`./run test` installs it)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen([PRISM, "mock", API, "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            assert server.poll() is None, "Prism has ended"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/team", timeout=5)
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def discover(*arguments):
    run = subprocess.run([score.BUILD / "mockdata", "discover", *map(str, arguments), "--json"], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                         env={**os.environ, "ALEXIS_TOKEN": "not-a-real-token"})
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def fields(entity):
    return {f["name"]: f["type"] for f in entity["fields"]}


def test_document_and_server_agree(url, tmp_path):
    live, document, both = tmp_path / "live.json", tmp_path / "document.json", tmp_path / "both.json"
    endpoints = [x for e in ENTITIES for x in ("--endpoint", f"{e}=/{e}")]
    discover(url, *endpoints, "--token-env", "ALEXIS_TOKEN", "--output", live, "--name", "alexis")
    discover(API, "--output", document, "--name", "alexis")
    seen = {e["name"]: e for e in json.loads(live.read_text())["entities"]}
    said = {e["name"]: e for e in json.loads(document.read_text())["entities"]}
    for name in ENTITIES:
        assert set(fields(seen[name])) <= set(fields(said[name])), name
        keys = [[f["name"] for f in e["fields"] if f.get("primary_key")] for e in (seen[name], said[name])]
        assert keys[0] == keys[1], name
    # Merged in both orders: the same fields, and nothing that contradicts.
    both.write_text(live.read_text())
    one = discover(API, "--output", both, "--name", "alexis")
    merged = json.loads(both.read_text())
    both.write_text(document.read_text())
    other = discover(url, *endpoints, "--token-env", "ALEXIS_TOKEN", "--output", both, "--name", "alexis")
    again = {e["name"]: e for e in json.loads(both.read_text())["entities"]}
    # The one contradiction is real: the document describes coordinates as texts, and its example holds numbers.
    said_otherwise = ["employee.homeAddress.location.coordinates[]: the document says string, the record holds int (kept)"]
    assert one["disagreements"] == other["disagreements"] == said_otherwise
    for entity in merged["entities"]:
        if entity["name"] in ENTITIES:
            assert fields(entity) == fields(again[entity["name"]]), entity["name"]
