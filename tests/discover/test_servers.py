"""The same small model read from real servers of other hands: json-server, and soul-cli over SQLite."""
import json
import pathlib
import sqlite3
import sys

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).resolve().parents[1] / "servers")]
from node import serving  # noqa: E402
from test_live import discover, fields  # noqa: E402

MODEL = {
    "artists": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}],
    "albums": [{"id": 1, "title": "t", "artistId": 1, "released": "2020-02-29"}, {"id": 2, "title": "u", "artistId": 2, "released": "2021-03-01"}],
    "tracks": [{"id": 1, "name": "n", "albumId": 2, "seconds": 200, "price": 0.99}],
}
FIELDS = {"artists": ["id:int", "name:string"], "albums": ["id:int", "title:string", "artistId:int", "released:date"],
          "tracks": ["id:int", "name:string", "albumId:int", "seconds:int", "price:decimal"]}


def check(template):
    assert {e["name"]: [f"{f['name']}:{f['type'].split('(')[0]}" for f in e["fields"]] for e in template["entities"]} == FIELDS
    assert {(r["from"], r["to"]) for r in template["relationships"]} == {("albums.artistId", "artists.id"), ("tracks.albumId", "albums.id")}
    assert all(f.get("primary_key") for e in template["entities"] for f in e["fields"] if f["name"] == "id")


def test_json_server(tmp_path):
    (tmp_path / "db.json").write_text(json.dumps(MODEL))
    with serving("json-server", "--port", "{port}", "--host", "127.0.0.1", "db.json", path="/artists", cwd=tmp_path) as url:
        endpoints = [word for name in MODEL for word in ("--endpoint", f"/{name}")]
        template, _ = discover(url, *endpoints, "--limit-parameter", "_limit")
        check(template)
        assert template["api"]["envelopes"]["albums"] == {"list": "$"}
        template, _ = discover(f"{url}/artists?_page=1", "--limit-parameter", "_limit")
        assert template["api"]["paging"] == {"kind": "link", "parameter": "_page", "limit_parameter": "_limit", "header": "Link"}
        template, _ = discover(f"{url}/artists/1", "--name", "one")
        assert template["source"] == "one" and fields(template) == FIELDS["artists"]


def test_soul(tmp_path):
    base = sqlite3.connect(tmp_path / "music.db")
    kinds = {"int": "INTEGER", "string": "TEXT", "date": "TEXT", "decimal": "REAL"}
    for name, columns in FIELDS.items():
        base.execute(f"CREATE TABLE {name} ({', '.join(c.split(':')[0] + ' ' + kinds[c.split(':')[1]] for c in columns)}, PRIMARY KEY (id))")
        for row in MODEL[name]:
            base.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", list(row.values()))
    base.commit()
    base.close()
    with serving("soul", "-d", "music.db", "-p", "{port}", path="/api/tables/artists/rows", cwd=tmp_path) as url:
        endpoints = [word for name in MODEL for word in ("--endpoint", f"{name}=/tables/{name}/rows")]
        template, _ = discover(f"{url}/api", *endpoints, "--limit-parameter", "_limit")
        check(template)
        assert template["api"]["paging"]["kind"] == "link" and template["api"]["paging"]["parameter"] == "_page"
