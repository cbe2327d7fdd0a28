"""No text of a source gets out: not into a file of the project or the temporary folders, nor onto the screen; whole, in part or hashed."""
import hashlib
import threading
import zlib
from http.server import ThreadingHTTPServer

from guided import GUIDED, files, project, run
import rest  # noqa: E402 (guided knows where it is)

SECRET = "Zq7canaryToken-9481-Xw"
DOCUMENT = """# Canaries

Authentication: Bearer token

| Entity | API Endpoint |
|---|---|
| employees | /employees |
| teams | /teams |
| refused | /refused |

| Field | Type | Description | PII |
|---|---|---|---|
| firstName | string | Given name | Yes |
"""
SHAPES = {
    "employees": {"id": "s", "firstName": "s", "email": "@", "teamId": "s", "hired": "s", "address": {"street": "s", "geo": ["s", "s"]},
                  "tags": ["s", "s"], "notes": [{"text": "s", "by": {"name": "s"}}], "nothing": None, "n": 7},
    "teams": {"id": "s", "name": "s", "members": [{"id": "s", "note": "s"}]},
}


class Markers(rest.Source):
    """Every text is a fresh random one in a form of its own: hex, words, digits, dates, mail, a UUID, letters of other scripts."""

    salt = ""

    def marker(self):
        raw = hashlib.sha256(f"canary {self.salt} {len(self.markers)}".encode()).hexdigest()
        n = str(int(raw, 16))
        forms = [raw[:24], raw.translate(str.maketrans("0123456789", "ghijklmnop")), "Xy" + raw[5:17].upper() + "qZ", n[:12], n[:4] + "-7" + n[4:11], f"{raw[:8]}-{raw[8:12]}-4{raw[13:16]}-a{raw[17:20]}-{raw[20:32]}",
                 f"Bj{raw[:5]}rkås Ü{raw[6:12]}ñ 東{raw[12:18]}", f"https://{raw[:11]}.example/{raw[11:30]}", "k" + raw[:9]]
        self.markers.append(forms[len(self.markers) % len(forms)])
        return self.markers[-1]


def serve(salt):
    server = Markers(token=SECRET, marked=SHAPES)
    server.salt = salt
    assert isinstance(server, ThreadingHTTPServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def traces(markers, text):
    """What of the markers stands in a text: pieces of 8 characters, or hashes."""
    found = []
    pieces = {m[i:i + 8] for m in markers for i in range(max(1, len(m) - 7))} - {"https://", ".example", "example/"}
    lowered = text.lower()
    for piece in pieces:
        if piece.lower() in lowered and not any(c in piece for c in "./:-"):
            found.append(piece)
    for m in markers:
        raw = m.encode()
        crc = zlib.crc32(raw)
        hashes = [h(raw).hexdigest() for h in (hashlib.md5, hashlib.sha1, hashlib.sha256)] + [str(crc)]
        found += [h for h in hashes if h in lowered or (len(h) >= 32 and h[:16] in lowered)]
        if f"{crc:08x}" in lowered:
            found.append(f"{crc:08x}")
    return found


def test_the_search_finds_what_it_looks_for():
    m = "Xy0123456789abcdef"
    for text in (f"see {m}", f"see {m[3:11]}.", hashlib.md5(m.encode()).hexdigest(), hashlib.sha256(m.encode()).hexdigest(), f"{zlib.crc32(m.encode()):08x}", str(zlib.crc32(m.encode()))):
        assert traces([m], text), text
    assert not traces([m], "nothing of it, 1234567x neither xy or abcde")


def leaks(tmp_path, salt):
    """Every trace of a source's texts after two extractions and a refused one: (where, what)."""
    server = serve(salt)
    tmp_path.mkdir()
    root = project(tmp_path / "repo")
    (root / "projects/people/docs/sources/canaries.md").write_text(DOCUMENT)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    words = ["canaries", "--extract", "--base-url", server.url, "--token-env", "TOKEN", "--environment", "dev", "--yes", "--verbose"]
    env = {"TOKEN": SECRET, "TMPDIR": str(temporary), "HOME": str(temporary)}
    said = ""
    for format in ([], ["--format", "csv", "--output", str(tmp_path / "csv")]):
        done = run(GUIDED, *words, *format, cwd=root, **env)
        said += done.stdout + done.stderr
    assert "✓ Generated 200 employees" in said and "refused" in said  # one endpoint answers 404 with a marker
    server.token = "changed"  # … and now all of them 401
    done = run(GUIDED, *words, cwd=root, code=4, **env)
    said += done.stdout + done.stderr
    server.shutdown()
    assert len(set(server.markers)) > 40 and "401" in said
    everywhere = files(tmp_path)
    assert any(name.endswith(".parquet") for name in everywhere) and any(name.endswith("metadata.json") for name in everywhere)
    found = []
    for name, content in {**everywhere, "what was printed": said.encode()}.items():
        found += [(name, trace) for trace in traces([*server.markers, SECRET], content.decode("utf-8", "replace"))]
        for m in [*server.markers, SECRET]:  # binary hashes too
            found += [(name, "a hash") for h in (hashlib.md5, hashlib.sha1, hashlib.sha256) if h(m.encode()).digest() in content]
    return found


def test_no_value_of_the_source_gets_out(tmp_path):
    # Eight digits of a marker stand among the digits of the generated rows by chance in one run of some twenty. What gets out of a
    # source gets out again when its texts are others; what was chance does not.
    found = leaks(tmp_path / "first", "first")
    if found:
        assert leaks(tmp_path / "second", "second") == [], found
