"""An API document that the source document names: fetched or read, used beside the records, and held to the same policy."""
import http.server
import json
import threading

import pytest
from guided import GUIDED, MOCKDATA, TOKEN, project, run

OPENAPI = {
    "openapi": "3.0.3", "info": {"title": "People"}, "servers": [{"url": "/v1"}],
    "paths": {
        "/people": {"get": {"parameters": [{"name": "per_page", "in": "query", "schema": {"type": "integer"}}], "responses": {"200": {"content": {"application/json": {"schema": {
            "type": "object", "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}}}}}},
            "links": {"Seat": {"operationId": "getDesk", "parameters": {"id": "$response.body#/data/0/seat"}}}}}}},
        "/desks": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Desk"}}}}}}}},
        "/desks/{id}": {"get": {"operationId": "getDesk", "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Desk"}}}}}}},
        "/rooms": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}}}}}}}},
    },
    "components": {"schemas": {
        "Person": {"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}, "age": {"type": "integer"}, "seat": {"type": "string"}, "left": {"type": "string", "format": "date"},
                                                    "grade": {"type": "string", "enum": ["junior", "senior"]}}},
        "Desk": {"type": "object", "properties": {"id": {"type": "string"}, "floor": {"type": "integer", "minimum": 1, "maximum": 9}}},
    }},
}
RECORDS = {"/v1/people": {"data": [{"id": "8d7a3c1e-94b2-4a6f-8f1d-2f0d5c1b7e90", "age": "41", "seat": "D-7", "left": None, "grade": "senior", "badge": 7}]},
           "/v1/desks": [{"id": "D-7", "floor": 3}], "/v1/rooms": [{"id": 1}]}


class Api(http.server.ThreadingHTTPServer):
    """The API, its document at /openapi.json, and who asked with which credentials."""

    def __init__(self, records=True):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.seen, self.records, self.document, self.key = [], records, json.dumps(OPENAPI), None
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        self.server.seen.append((self.path, self.headers.get("Authorization")))
        body = self.server.document if path == "/openapi.json" else json.dumps(RECORDS[path]) if self.server.records and path in RECORDS else None
        if path in RECORDS and (self.headers.get(self.server.key) != TOKEN if self.server.key else self.headers.get("Authorization") != f"Bearer {TOKEN}"):
            return self.reply(401, "{}")
        self.reply(404 if body is None else 200, body or "{}")

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def api():
    server = Api()
    yield server
    server.shutdown()


def described(tmp_path, api, document, entities=("people", "desks")):
    root = project(tmp_path)
    rows = "".join(f"| {e} | /{e} |\n" for e in entities)
    listed = f"| Entity | API Endpoint |\n|--|--|\n{rows}" if rows else ""
    (root / "projects/people/docs/sources/crew.md").write_text(
        f"# Crew\n\n| Property | Value |\n|--|--|\n| Authentication | Bearer token |\n| Base URL | {api.url}/v1 |\n| OpenAPI | {document} |\n\n{listed}")
    return root


def template_of(root):
    return json.loads((root / "projects/people/docs/templates/crew/metadata.json").read_text())


def fields(template, entity):
    return {f["name"]: f for e in template["entities"] if e["name"] == entity for f in e["fields"]}


WORDS = ["crew", "--extract", "--token-env", "TOKEN", "--environment", "dev", "--yes"]


@pytest.mark.parametrize("as_url", [True, False], ids=["url", "file"])
def test_guided_uses_document_and_records(tmp_path, api, as_url):
    root = described(tmp_path, api, api.url + "/openapi.json" if as_url else "[the API](../people.json)")
    (root / "projects/people/docs/people.json").write_text(json.dumps(OPENAPI))
    done = run(GUIDED, *WORDS, cwd=root)
    template = template_of(root)
    assert [e["name"] for e in template["entities"]] == ["people", "desks"]  # rooms are not listed
    person = fields(template, "people")
    assert person["left"]["type"] == "date"  # null in the record: the document knows
    assert person["badge"]["type"] == "int"  # in the record only
    assert person["grade"]["values"] == ["junior", "senior"]  # more than the one that was seen
    assert person["age"]["type"] == "string"  # the record holds a text
    assert "people.age: the document says long, the record holds string (kept)" in done.stdout
    assert {(r["from"], r["to"]) for r in template["relationships"]} == {("people.seat", "desks.id")}
    assert fields(template, "desks")["floor"]["max"] == 9 and "✗" not in done.stdout
    assert any(path.startswith("/v1/people?per_page=1") for path, _ in api.seen)  # the limit that the document names


def test_without_a_list_the_document_says_which_endpoints(tmp_path, api):
    root = described(tmp_path, api, "`../people.json`", entities=())
    (root / "projects/people/docs/people.json").write_text(json.dumps(OPENAPI))
    run(GUIDED, *WORDS, cwd=root)
    assert [e["name"] for e in template_of(root)["entities"]] == ["people", "desks", "rooms"]
    assert {path.split("?")[0] for path, _ in api.seen} == set(RECORDS)


def test_a_document_that_is_missing_is_an_error_with_its_line(tmp_path, api):
    root = described(tmp_path, api, "`gone.yaml`")
    done = run(GUIDED, *WORDS, cwd=root, code=3)
    assert "gone.yaml" in done.stderr and "crew.md:7" in done.stderr and not api.seen


def test_the_document_says_how_to_authenticate(tmp_path, api):
    root = described(tmp_path, api, "`../people.json`")
    page = root / "projects/people/docs/sources/crew.md"
    page.write_text(page.read_text().replace("| Authentication | Bearer token |\n", ""))
    scheme = {"type": "apiKey", "in": "header", "name": "X-Crew-Key"}
    (root / "projects/people/docs/people.json").write_text(json.dumps(OPENAPI | {"components": OPENAPI["components"] | {"securitySchemes": {"key": scheme}}}))
    api.key = "X-Crew-Key"
    run(GUIDED, *WORDS, cwd=root)
    assert [e["name"] for e in template_of(root)["entities"]] == ["people", "desks"]


def test_credentials_go_to_the_host_of_the_api_only(tmp_path, api):
    other = Api()
    root = described(tmp_path, api, other.url.replace("127.0.0.1", "localhost") + "/openapi.json")
    run(GUIDED, *WORDS, cwd=root)
    assert other.seen == [("/openapi.json", None)] and all(token for _, token in api.seen)
    other.shutdown()


def discover(*words, code=0):
    return run(MOCKDATA, "discover", *words, code=code)


def test_discover_fetches_a_document(api):
    for words in ([api.url + "/openapi.json"], [api.url + "/openapi.json", "--kind", "openapi", "--token-env", "TOKEN"]):
        template = json.loads(discover(*words, "--output", "-").stdout)
        assert [e["name"] for e in template["entities"]] == ["people", "desks", "rooms"]
        assert template["base_url"] == api.url + "/v1"  # relative to where the document stands
    assert [token for _, token in api.seen] == [None, f"Bearer {TOKEN}"]


@pytest.mark.parametrize("words,said,code", [
    (["http://api.example.com/openapi.json"], "https", 6),
    (["{}/gone", "--kind", "openapi"], "status 404", 4),
    (["{}/v1/people", "--kind", "openapi"], "status 401", 4),
])
def test_what_cannot_be_fetched(api, words, said, code):
    assert said in discover(*(w.format(api.url) for w in words), "--output", "-", code=code).stderr.lower()


@pytest.mark.parametrize("document,said,code", [
    ("<!DOCTYPE html><title>Docs</title>", "HTML", 4), ("[1, 2]", "no API document", 3), ("\n", "empty", 3),
    ('{"openapi": "3.0.0", "paths": {}, "x": "' + "z" * (65 << 20) + '"}', "larger than 64 MB", 4),
], ids=["html", "records", "empty", "large"])
def test_what_is_no_document(api, document, said, code):
    api.document = document
    assert said in discover(api.url + "/openapi.json", "--output", "-", code=code).stderr
