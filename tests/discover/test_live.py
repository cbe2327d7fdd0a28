"""`mockdata discover URL`: every envelope, every way to authenticate, networks of every kind, and real servers."""
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "servers")]
import access  # noqa: E402
import rest  # noqa: E402
import shapes  # noqa: E402

MOCKDATA = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev")) / "mockdata"


def start(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def source():
    server = start(rest.Source())
    yield server
    server.shutdown()


@pytest.fixture
def gate():
    server = start(access.Gate())
    yield server
    server.shutdown()


def discover(*words, code=0, **more):
    """The template, and all that was said."""
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and not k.startswith("AZURE_")} | more
    done = subprocess.run([MOCKDATA, "discover", *map(str, words), "--output", "-"], capture_output=True, text=True, timeout=60, env=env, stdin=subprocess.DEVNULL)
    assert done.returncode == code, done.stdout + done.stderr
    return (json.loads(done.stdout) if code == 0 else None), done.stdout + done.stderr


def fields(template):
    return [f"{f['name']}:{f['type']}" for f in template["entities"][0]["fields"]]


@pytest.mark.parametrize("path", sorted(shapes.SHAPES))
def test_shapes(source, path):
    template, said = discover(source.url + path)
    expected = shapes.SHAPES[path][1]
    assert template["entities"][0]["name"] == "things" and fields(template) == expected["fields"]
    envelope = template["api"]["envelopes"]["things"]
    assert envelope["list"] == expected["list"] and envelope.get("style") == expected["style"]
    if expected["paging"]:
        assert template["api"]["paging"] == expected["paging"]
    assert not any(marker in said for marker in source.markers)


# kind -> flags of the command
ACCESS = {
    "bearer": [], "api-key": ["--auth", "api-key"], "api-key-named": ["--auth", "api-key", "--auth-name", "X-Custom-Key"],
    "api-key-query": ["--auth", "api-key-query"], "basic": ["--auth", "basic", "--user", access.USER],
    "oauth": ["--auth", "oauth", "--client-id", access.USER, "--scope", "read"], "login": ["--auth", "login", "--user", access.USER],
    "login-header": ["--auth", "login", "--user", access.USER, "--auth-name", "X-Session", "--token-url", "/login"],
}


@pytest.mark.parametrize("kind", sorted(ACCESS))
def test_authentication(gate, kind):
    words = [gate.url + f"/{kind}", "--endpoint", "/things", "--token-env", "SECRET", *ACCESS[kind]]
    template, said = discover(*words, SECRET=access.SECRET)
    assert fields(template) == shapes.FIELDS
    assert not any(secret in said for secret in (access.SECRET, access.TOKEN))
    _, said = discover(*words, SECRET="another-secret-9", code=4)
    assert "environment variable SECRET" in said and "another-secret-9" not in said


# What a source document says, in the words that people use.
DOCUMENTS = {
    "bearer": ("Bearer token in the `Authorization` header", []), "api-key-named": ("API key in the `X-Custom-Key` header", []),
    "api-key-query": ("API key, sent as the query parameter `api_key`", []), "basic": ("Basic authentication", ["--user", access.USER]),
    "oauth": ("OAuth 2.0 client credentials", ["--client-id", access.USER]), "login": ("Login with user name and password, which gives a session token", ["--user", access.USER]), "none": ("None, the API is public", []),
}


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_authentication_of_the_document(gate, tmp_path, kind):
    said, flags = DOCUMENTS[kind]
    document = tmp_path / "api.md"
    document.write_text(f"# API\n\n| Property | Value |\n|--|--|\n| Authentication | {said} |\n| Base URL | {gate.url}/{kind} |\n\n| Entity | API Endpoint |\n|--|--|\n| things | /things |\n")
    template, _ = discover(document, *([] if kind == "none" else ["--token-env", "SECRET"]), *flags, SECRET=access.SECRET)
    assert fields(template) == shapes.FIELDS and template["source"] == "api"


def test_credentials_stay_with_their_host(gate):
    other = start(access.Gate())
    gate.elsewhere = f"http://localhost:{other.server_address[1]}"
    _, said = discover(gate.url + "/redirect", "--endpoint", "/things", "--token-env", "SECRET", SECRET=access.SECRET, code=4)
    assert "not sent along" in said and other.seen
    assert not any(access.SECRET in str(request) for request in other.seen)
    other.shutdown()


def test_plain_http_only_to_this_machine():
    for url in ("http://api.example.com/things", "http://192.0.2.7/things"):
        _, said = discover(url, "--token-env", "SECRET", SECRET=access.SECRET, code=6)
        assert "https" in said.lower() and access.SECRET not in said


def test_child_endpoint(tmp_path):
    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.split("?")[0]
            body = {"/teams": [{"id": "t-77", "name": "x"}], "/teams/t-77/members": {"members": [{"id": 5, "role": "y"}]}}.get(path)
            data = json.dumps(body).encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = start(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api))
    template, said = discover(f"http://127.0.0.1:{server.server_address[1]}", "--endpoint", "/teams", "--endpoint", "members=/teams/{id}/members")
    assert [e["name"] for e in template["entities"]] == ["teams", "members"]
    assert [f["name"] for f in template["entities"][1]["fields"]] == ["id", "role"] and "t-77" not in said
    server.shutdown()


def test_ipv6():
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")

    class Six(http.server.ThreadingHTTPServer):
        address_family = socket.AF_INET6
        calls, token, marked, markers = {}, None, None, []
        marker = rest.Source.marker

    server = start(Six(("::1", 0), rest.Handler))
    template, _ = discover(f"http://[::1]:{server.server_address[1]}/plain")
    assert fields(template) == rest.USUAL
    server.shutdown()


def test_proxy_of_the_environment():
    asked = []

    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self):
            asked.append(self.path)
            self.send_error(502)

        def log_message(self, *_):
            pass

    server = start(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy))
    proxy = f"http://127.0.0.1:{server.server_address[1]}"
    _, said = discover("https://api.example.invalid/things", "--timeout", 5, https_proxy=proxy, HTTPS_PROXY=proxy, code=4)
    assert asked and asked[0] == "api.example.invalid:443" and "proxy" in said.lower()
    server.shutdown()


def test_hosts_that_the_environment_excepts_go_without_the_proxy(source):
    with socket.create_server(("127.0.0.1", 0)) as nobody:  # a proxy that never answers
        proxy = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        template, _ = discover(source.url + "/data/things", "--timeout", 5, http_proxy=proxy, no_proxy="127.0.0.1,localhost")
    assert fields(template) == shapes.FIELDS


def test_a_proxy_that_refuses_is_said():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    proxy = f"http://127.0.0.1:{port}"
    _, said = discover("https://api.example.invalid/things", "--timeout", 5, https_proxy=proxy, HTTPS_PROXY=proxy, code=4)
    assert "proxy" in said.lower() or "connect" in said.lower()


def test_a_silent_source_is_a_time_out():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        _, said = discover(f"http://127.0.0.1:{listener.getsockname()[1]}/things", "--timeout", 1, code=4)
    assert "time" in said


def test_verdicts_stay_and_the_rest_is_renewed(source, tmp_path):
    output = tmp_path / "deep" / "metadata.json"
    words = [MOCKDATA, "discover", source.url + "/data/things", "--output", output, "--json"]
    run = lambda *more: subprocess.run([*map(str, words), *more], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)  # noqa: E731
    first = run("--correct", "+things.name")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["entities"] == [{"name": "things", "fields": 2}]
    again = run()
    assert json.loads(again.stdout)["appeared"] == [] and again.returncode == 0
    name = json.loads(output.read_text())["entities"][0]["fields"][1]
    assert name["pii"] is True and name["confirmed_by"] == "user"


@pytest.mark.parametrize("source_text, words", [
    ("postgresql://u:pw-never-shown@h/db", "not there yet"), ("jdbc:sqlserver://h;password=pw-never-shown", "not there yet"), ("salesforce:org", "not there yet"),
    ("no-such-file.yaml", "no file or folder"), ("ftp://h/x", "no file or folder"),
])
def test_what_is_not_read_says_so(source_text, words):
    _, said = discover(source_text, code=2)
    assert words in said and "pw-never-shown" not in said


def test_unknown_kind_names_the_nearest():
    assert 'did you mean "openapi"' in discover("x", "--kind", "openapo", code=2)[1]
