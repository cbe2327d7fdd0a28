"""The same small model read from real servers of other hands: json-server and, where it is installed, soul-cli over SQLite."""
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from test_live import discover, fields  # noqa: E402

BIN = pathlib.Path(os.environ.get("MOCKDATA_PRISM", "")).parent
MODEL = {
    "artists": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}],
    "albums": [{"id": 1, "title": "t", "artistId": 1, "released": "2020-02-29"}, {"id": 2, "title": "u", "artistId": 2, "released": "2021-03-01"}],
    "tracks": [{"id": 1, "name": "n", "albumId": 2, "seconds": 200, "price": 0.99}],
}
FIELDS = {"artists": ["id:int", "name:string"], "albums": ["id:int", "title:string", "artistId:int", "released:date"],
          "tracks": ["id:int", "name:string", "albumId:int", "seconds:int", "price:decimal"]}


def serve(words, cwd, port, path):
    server = subprocess.Popen(list(map(str, words)), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(150):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
            return server
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise AssertionError(f"{words[0]} did not start")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def check(template):
    assert {e["name"]: [f"{f['name']}:{f['type'].split('(')[0]}" for f in e["fields"]] for e in template["entities"]} == FIELDS
    assert {(r["from"], r["to"]) for r in template["relationships"]} == {("albums.artistId", "artists.id"), ("tracks.albumId", "albums.id")}
    assert all(f.get("primary_key") for e in template["entities"] for f in e["fields"] if f["name"] == "id")


def program(name):
    if not (BIN / name).exists():
        if os.environ.get("CI") == "true" and name != "soul":
            pytest.fail(f"{name} is missing beside MOCKDATA_PRISM")
        pytest.skip(f"{name} IS MISSING: needs MOCKDATA_PRISM, beside which it is installed")
    return BIN / name


def test_json_server(tmp_path):
    path, port = program("json-server"), free_port()
    (tmp_path / "db.json").write_text(json.dumps(MODEL))
    server = serve([path, "--port", port, "--host", "127.0.0.1", "db.json"], tmp_path, port, "/artists")
    try:
        endpoints = [word for name in MODEL for word in ("--endpoint", f"/{name}")]
        template, _ = discover(f"http://127.0.0.1:{port}", *endpoints, "--limit-parameter", "_limit")
        check(template)
        assert template["api"]["envelopes"]["albums"] == {"list": "$"}
        template, _ = discover(f"http://127.0.0.1:{port}/artists?_page=1", "--limit-parameter", "_limit")
        assert template["api"]["paging"] == {"kind": "link", "parameter": "_page", "limit_parameter": "_limit", "header": "Link"}
        template, _ = discover(f"http://127.0.0.1:{port}/artists/1", "--name", "one")
        assert template["source"] == "one" and fields(template) == FIELDS["artists"]
    finally:
        server.terminate()


def test_soul(tmp_path):
    path, port = program("soul"), free_port()
    base = sqlite3.connect(tmp_path / "music.db")
    kinds = {"int": "INTEGER", "string": "TEXT", "date": "TEXT", "decimal": "REAL"}
    for name, columns in FIELDS.items():
        base.execute(f"CREATE TABLE {name} ({', '.join(c.split(':')[0] + ' ' + kinds[c.split(':')[1]] for c in columns)}, PRIMARY KEY (id))")
        for row in MODEL[name]:
            base.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", list(row.values()))
    base.commit()
    base.close()
    server = serve([path, "-d", "music.db", "-p", port], tmp_path, port, "/api/tables/artists/rows")
    try:
        endpoints = [word for name in MODEL for word in ("--endpoint", f"{name}=/tables/{name}/rows")]
        template, _ = discover(f"http://127.0.0.1:{port}/api", *endpoints, "--limit-parameter", "_limit")
        check(template)
        assert template["api"]["paging"]["kind"] == "link" and template["api"]["paging"]["parameter"] == "_page"
    finally:
        server.terminate()
