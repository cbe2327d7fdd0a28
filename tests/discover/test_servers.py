"""The same small model read from real servers of other hands: json-server, and soul-cli over SQLite."""
import json
import pathlib
import sqlite3
import sys
import urllib.request

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


def test_login_for_a_token(tmp_path):
    """A server that hands out JSON Web Tokens, described by a source document; what is secret stands in no argument and no word."""
    user, password = "reader@example.org", "Pass-word-of-the-test-5"
    (tmp_path / "db.json").write_text(json.dumps({**MODEL, "users": []}))
    (tmp_path / "routes.json").write_text(json.dumps({"artists": 640, "albums": 640, "tracks": 640}))
    (tmp_path / "music.md").write_text("# Music\n\n| Property | Value |\n|--|--|\n| Authentication | Login with `email` and `password`, which gives a token |\n| Login URL | /login |\n"
                                       "| Base URL | {url} |\n\n| Entity | API Endpoint |\n|--|--|\n" + "".join(f"| {name} | /{name} |\n" for name in MODEL))
    with serving("json-server-auth", "--port", "{port}", "--host", "127.0.0.1", "-r", "routes.json", "db.json", path="/artists", cwd=tmp_path) as url:
        register = urllib.request.Request(f"{url}/register", json.dumps({"email": user, "password": password}).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(register).read()
        (tmp_path / "music.md").write_text((tmp_path / "music.md").read_text().format(url=url))
        words = [tmp_path / "music.md", "--user", user, "--token-env", "SECRET", "--limit-parameter", "_limit"]
        template, said = discover(*words, SECRET=password)
        check(template)
        assert password not in said and "eyJ" not in said  # how every such token begins
        _, said = discover(*words, SECRET="another-password-9", code=4)
        assert "environment variable SECRET" in said and "another-password-9" not in said
        _, said = discover(*words[:-4], code=2)
        assert "needs a secret (login)" in said
