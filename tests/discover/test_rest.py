"""Extraction over REST against fixture servers: each oddity, each error, Key Vault, TLS, and that no value gets out."""
import hashlib
import json
import os
import pathlib
import ssl
import subprocess
import sys
import threading
import time
import zlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "servers"))
import keyvault  # noqa: E402
import node  # noqa: E402
import rest  # noqa: E402

PROBE = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev")) / "rest_probe"


def start(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def source():
    server = start(rest.Source())
    yield server
    server.shutdown()


def probe(*arguments, cwd=None, **environment):
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | environment
    done = subprocess.run([PROBE, *map(str, arguments)], capture_output=True, text=True, timeout=60, env=env, cwd=cwd)
    said, _, template = done.stdout.partition("---\n")
    return done.returncode, said + done.stderr, json.loads(template) if template else None


def types(template):
    return [f"{f['name']}:{f['type']}" for f in template["entities"][0]["fields"]]


@pytest.mark.parametrize("path", sorted(rest.CASES))
def test_oddity(source, path):
    expected = rest.CASES[path]
    code, said, template = probe(source.url, f"things={path}")
    if isinstance(expected, list):
        assert code == 0, said
        wanted = set(expected)
        assert wanted <= set(types(template)) and set(types(template)) - wanted <= {"blob:string"}
    else:
        assert code == 4 and expected in said
    assert not any(marker in said for marker in source.markers)


@pytest.mark.parametrize("path, words, wanted", [("/to-plain-http", "redirects to plain HTTP", 6), ("/to-file", "only http and https", 3)])
def test_redirects_that_are_not_followed(source, path, words, wanted):
    code, said, _ = probe(source.url, f"things={path}")
    assert code == wanted and words in said


@pytest.mark.parametrize("path", ["/no-content", "/empty-body"])
def test_an_answer_without_content_keeps_the_entity(source, path):
    code, said, template = probe(source.url, f"things={path}")
    assert code == 0 and "no content" in said and template["entities"][0]["fields"] == []


def test_a_slow_list_without_end_is_read_no_longer_than_it_has_to_be(source):
    start = time.monotonic()
    assert probe(source.url, "things=/endless")[0] == 0
    assert time.monotonic() - start < 10  # it would go on for half an hour


def test_empty_list_keeps_the_entity(source):
    code, said, template = probe(source.url, "things=/empty", "others=/plain")
    assert code == 0 and "the list is empty" in said
    assert [e["name"] for e in template["entities"]] == ["things", "others"]


def test_untrusted_certificate(tmp_path):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"], check=True, capture_output=True)
    server = rest.Source()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    start(server)
    url = f"https://localhost:{server.server_address[1]}"
    code, said, _ = probe(url, "things=/plain")
    assert code == 4 and "certificate" in said and "SSL_CERT_FILE" in said
    code, said, template = probe(url, "things=/plain", SSL_CERT_FILE=str(tmp_path / "cert.pem"))
    assert code == 0 and types(template) == rest.USUAL, said
    server.shutdown()


def test_token_from_key_vault():
    vault = start(keyvault.Vault(stored={"alexis-token": "t0ken-t0ken"}))
    server = start(rest.Source(token="t0ken-t0ken"))
    access = ["--key-vault", vault.url, "--secret", "alexis-token"]
    code, said, template = probe(server.url, "things=/plain", *access, **vault.environment())
    assert code == 0 and types(template) == rest.USUAL, said
    server.token = "another"
    code, said, _ = probe(server.url, "things=/plain", *access, **vault.environment())
    assert code == 4 and "status 401" in said and "secret alexis-token in Key Vault" in said
    for fault, words in ((403, "Key Vault Secrets User"), (None, "check the secret's name")):
        vault.fault, vault.stored = fault, {}
        code, said, _ = probe(server.url, "things=/plain", *access, **vault.environment())
        assert code == 4 and words in said
    code, said, _ = probe(server.url, "things=/plain", *access, **vault.environment() | {"AZURE_CLIENT_SECRET": "wrong-wrong"})
    assert code == 4 and "AADSTS7000215" in said
    assert "t0ken" not in said and "wrong-wrong" not in said


def test_no_value_gets_out(tmp_path):
    """Neither a text of the source nor a piece or hash of one stands in what is printed or written."""
    server = start(rest.Source(token="secret-token-value", marked={
        "employees": {"id": "s", "firstName": "s", "email": "@", "teamId": "s", "address": {"street": "s", "geo": ["s"]}, "tags": ["s", "s"], "n": None},
        "teams": {"id": "s", "name": "s", "members": [{"id": "s", "note": "s"}]},
    }))
    document = tmp_path / "source.md"
    document.write_text("# X\n\nAuthentication: Bearer\n\n| Entity | API Endpoint |\n|--|--|\n| employees | /employees |\n| teams | /teams |\n| gone | /gone |\n\n"
                        '```json\n{"data":[{"id":"MARKdocumentexample","firstName":"MARKdocumentname"}]}\n```\n')
    work = tmp_path / "work"
    work.mkdir()
    code, said, template = probe(server.url, "--document", document, "--token-env", "TOKEN", cwd=work, TOKEN="secret-token-value", TMPDIR=str(work))
    assert code == 0, said
    assert len(template["entities"]) == 2 and "gone" in said
    everything = said + json.dumps(template) + "".join(p.read_text(errors="replace") for p in work.rglob("*") if p.is_file())
    server.token = "changed"
    everything += probe(server.url, "--document", document, "--token-env", "TOKEN", TOKEN="secret-token-value")[1]
    assert len(server.markers) > 10
    for marker in [*server.markers, "MARKdocumentexample", "MARKdocumentname", "secret-token-value"]:
        pieces = {marker[i:i + 8] for i in range(len(marker) - 7)} - {"MARKdocu"}
        raw = marker.encode()
        hashes = {h(raw).hexdigest() for h in (hashlib.md5, hashlib.sha1, hashlib.sha256)} | {f"{zlib.crc32(raw):08x}", str(zlib.crc32(raw))}
        assert not [p for p in pieces | hashes if p in everything]


def test_alexis_over_prism():
    document = ROOT.parent / "shared" / "data" / "apis" / "alexishr.openapi.yaml"
    names = {"employees": "employee", "compensation": "compensation", "departments": "department", "offices": "office", "teams": "team"}
    with node.serving("prism", "mock", document, "-p", "{port}", path="/team") as url:
        code, said, template = probe(url, "--token-env", "TOKEN", *(f"{n}=/{p}" for n, p in names.items()), TOKEN="x")
    assert code == 0, said
    relations = {(r["from"], r["to"]) for r in template["relationships"]}
    assert relations >= {("employees.departmentId", "departments.id"), ("employees.managerEmployeeId", "employees.id"), ("employees.officeId", "offices.id"),
                         ("employees.compensationId", "compensation.id"), ("compensation.employeeId", "employees.id"), ("departments.parentId", "departments.id")}
    assert not any(r[0] == "employees.userId" for r in relations)
    assert all(next(f for f in e["fields"] if f["name"] == "id").get("primary_key") for e in template["entities"])
