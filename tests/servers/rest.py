"""REST APIs on loopback with every oddity that real ones have, for tests of extraction.

    python tests/servers/rest.py --port 0

Prints "ready http://127.0.0.1:PORT". Each path is one oddity; CASES tells what extraction must make of it: a list of
"name:type", or a part of the error's text. Every text that stands for a value is a unique marker, kept in `server.markers`.
"""
import argparse
import brotli
import shapes
import gzip
import json
import time
import uuid
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

USUAL = ["id:int", "name:string"]

# path -> expected fields, or expected words of the error
CASES = {
    "/plain": USUAL, "/envelope": USUAL, "/gzip": USUAL, "/br": USUAL, "/bom": USUAL, "/wrong-type": USUAL, "/duplicate": USUAL,
    "/redirect": USUAL, "/retry-seconds": USUAL, "/retry-date": USUAL, "/many": USUAL, "/big-record": USUAL, "/lines": USUAL,
    "/no-limit": USUAL, "/cut-late": USUAL, "/by-id": USUAL, "/nan": USUAL + ["score:float"],
    "/html": "HTML came instead of JSON", "/xml": "XML came instead of JSON", "/cut": "cut off", "/error-body": "error inside a good status",
    "/deep": "nested deeper", "/forbidden": "status 403", "/missing": "status 404", "/busy": "status 429", "/down": "status 503",
    "/text": "not JSON", "/loop": "redirects", "/login-page": "HTML came instead of JSON", "/html-as-json": "HTML came instead of JSON",
    "/utf16": "UTF-16", "/nothing": "neither a list nor an object", "/cut-chunked": "cut off", "/drip": USUAL, "/trailing-comma": "not JSON",
    "/concatenated": USUAL, "/gzip-unsaid": "compressed without saying so", "/chunked": USUAL, "/moved": USUAL,
    "/deflate": USUAL, "/gzip-bomb": USUAL, "/gzip-cut": "cut off", "/endless": USUAL, "/see-other": USUAL, "/temporary": USUAL,
    "/invalid-utf8": USUAL, "/infinity": USUAL + ["score:float"], "/lone-surrogate": USUAL, "/comments": "not JSON", "/padded": USUAL,
    "/nulls-first": USUAL, "/rows-of-values": "lists of values without names", "/header-row": "lists of values without names", "/partial": USUAL,
}


class Source(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port=0, token=None, marked=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.token = token
        self.marked = marked  # entity -> record whose texts are replaced by markers
        self.markers, self.calls = [], {}
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def marker(self):
        self.markers.append("MARK" + uuid.uuid4().hex)
        return self.markers[-1]

    def fill(self, value):
        """The value with a fresh marker for each of its texts; e-mail and dates keep a form, ids a marker in them."""
        if isinstance(value, dict):
            return {k: self.fill(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.fill(v) for v in value]
        return self.marker() + ("@example.org" if value == "@" else "") if isinstance(value, str) else value


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, body=b"", status=200, kind="application/json", headers=(), length=None):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass
        if length is not None:
            self.close_connection = True

    def pieces(self, body, whole, pause=0.0):
        """The body byte by byte in chunks; without its last chunk where it is not whole."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for byte in body:
            self.wfile.write(b"1\r\n" + bytes([byte]) + b"\r\n")
            self.wfile.flush()
            time.sleep(pause)
        if whole:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = not whole

    def do_GET(self):
        server, url = self.server, urlsplit(self.path)
        path = url.path
        calls = server.calls[path] = server.calls.get(path, 0) + 1
        if server.token and self.headers.get("Authorization") != f"Bearer {server.token}":
            return self.reply({"message": server.marker()}, 401)
        if server.marked is not None:
            entity = path.rstrip("/").rsplit("/", 1)[-1]
            if entity not in server.marked:
                return self.reply({"error": server.marker()}, 404)
            return self.reply({"data": [server.fill(server.marked[entity])], "next": server.marker()}, headers=[("X-Request-Id", server.marker())])
        record = {"id": 1, "name": server.marker()}
        rows = json.dumps([record]).encode()
        if path in shapes.SHAPES:
            self.reply(shapes.SHAPES[path][0](record))
        elif path == "/plain":
            self.reply(rows)
        elif path == "/envelope":
            self.reply({"meta": {"list": [{"a": 1}]}, "results": [record], "next": None})
        elif path == "/gzip":
            self.reply(gzip.compress(rows), headers=[("Content-Encoding", "gzip")])
        elif path == "/br":
            self.reply(brotli.compress(rows), headers=[("Content-Encoding", "br")])
        elif path == "/bom":
            self.reply(b"\xef\xbb\xbf" + rows)
        elif path == "/wrong-type":
            self.reply(rows, kind="text/html")
        elif path == "/duplicate":
            self.reply(rows.replace(b'{"id"', b'{"id": 0, "id"'))
        elif path == "/nan":
            self.reply(rows.replace(b"}]", b', "score": NaN}]'))
        elif path == "/lines":
            self.reply(rows[1:-1] + b"\n" + rows[1:-1] + b"\n", kind="application/x-ndjson")
        elif path == "/by-id":
            self.reply({"data": {uuid.uuid4().hex[:24]: record, uuid.uuid4().hex[:24]: record}})
        elif path == "/redirect":
            self.reply(status=302, headers=[("Location", "/plain")])
        elif path == "/loop":
            self.reply(status=302, headers=[("Location", "/loop")])
        elif path == "/retry-seconds":
            self.reply(rows) if calls > 1 else self.reply(status=429, headers=[("Retry-After", "1")])
        elif path == "/retry-date":
            when = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 1))
            self.reply(rows) if calls > 1 else self.reply(status=503, headers=[("Retry-After", when)])
        elif path == "/no-limit":
            self.reply({"message": "unknown parameter"}, 400) if url.query else self.reply(rows)
        elif path == "/many":
            self.reply({"data": [record] * 200_000})
        elif path == "/big-record":
            self.reply([{**record, "blob": "z" * 20_000_000}])
        elif path == "/cut-late":
            self.reply(rows[:-1] + b', {"id": 2, "na', length=5000)
        elif path == "/cut":
            self.reply(rows[:12], length=5000)
        elif path == "/html":
            self.reply(f"<!DOCTYPE html><title>{server.marker()}</title>".encode(), kind="text/html")
        elif path == "/xml":
            self.reply(f"<?xml version='1.0'?><a>{server.marker()}</a>".encode(), kind="application/xml")
        elif path == "/text":
            self.reply(server.marker().encode(), kind="text/plain")
        elif path == "/error-body":
            self.reply({"success": False, "error": {"code": 17, "message": server.marker()}})
        elif path == "/deep":
            self.reply(b"[" * 100_000)
        elif path == "/login-page":
            self.reply(status=302, headers=[("Location", "/html?next=login")])
        elif path == "/moved":
            self.reply(status=308, headers=[("Location", "plain")])
        elif path == "/html-as-json":
            self.reply(f"<html>{server.marker()}".encode())
        elif path == "/utf16":
            self.reply(rows.decode().encode("utf-16"))
        elif path == "/nothing":
            self.reply(b"42")
        elif path == "/trailing-comma":
            self.reply(rows.replace(b", ", b",, "))
        elif path == "/concatenated":
            self.reply(rows[1:-1] * 2)
        elif path == "/gzip-unsaid":
            self.reply(gzip.compress(rows))
        elif path in ("/chunked", "/cut-chunked"):
            whole = path == "/chunked"
            self.pieces(rows if whole else rows[:12], whole)
        elif path == "/drip":
            self.pieces(rows, True, pause=0.01)
        elif path == "/deflate":
            self.reply(zlib.compress(rows), headers=[("Content-Encoding", "deflate")])
        elif path == "/gzip-bomb":  # a quarter of a megabyte that becomes a quarter of a gigabyte; the record stands first
            body = zlib.compressobj(9, wbits=31)
            zeros = body.compress(rows[:-1] + b', {"blob": "')
            self.reply(zeros + b"".join(body.compress(b"0" * (1 << 20)) for _ in range(256)) + body.flush(), headers=[("Content-Encoding", "gzip")])
        elif path == "/gzip-cut":
            self.reply(gzip.compress(rows)[:20], headers=[("Content-Encoding", "gzip")])
        elif path == "/endless":  # records without end, one by one, as long as somebody listens
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                self.wfile.write(b"[" + rows[1:-1])
                for _ in range(10_000):
                    self.wfile.write(b", " + rows[1:-1])
                    self.wfile.flush()
                    time.sleep(0.2)
            except OSError:
                pass
            self.close_connection = True
        elif path == "/no-content":
            self.send_response(204)
            self.end_headers()
        elif path == "/empty-body":
            self.reply(b"")
        elif path == "/see-other":
            self.reply(status=303, headers=[("Location", "/plain")])
        elif path == "/temporary":
            self.reply(status=307, headers=[("Location", f"{server.url}/plain")])
        elif path == "/to-plain-http":
            self.reply(status=302, headers=[("Location", "http://api.example.com/plain")])
        elif path == "/to-file":
            self.reply(status=302, headers=[("Location", "file:///etc/hostname")])
        elif path == "/invalid-utf8":
            self.reply(rows.replace(b"MARK", b"MARK\xff\xc3"))
        elif path == "/infinity":
            self.reply(rows.replace(b"}]", b', "score": -Infinity}]'))
        elif path == "/lone-surrogate":
            self.reply(rows.replace(b"MARK", b"MARK\\ud83d"))
        elif path == "/comments":
            self.reply(b"/* made by hand */ " + rows)
        elif path == "/padded":
            self.reply(b" \r\n\t" * 1000 + rows + b"\n" * 1000)
        elif path == "/empty":
            self.reply({"data": []})
        elif path == "/nulls-first":
            self.reply([None, None, record])
        elif path == "/rows-of-values":
            self.reply({"columns": [{"name": "id"}, {"name": "name"}], "rows": [[1, record["name"]], [2, record["name"]]]})
        elif path == "/header-row":
            self.reply([["id", "name"], [1, record["name"]]])
        elif path == "/partial":
            self.reply(rows, 206, headers=[("Content-Range", "items 0-0/100")])
        else:
            status = {"/forbidden": 403, "/busy": 429, "/down": 503}.get(path, 404)
            self.reply({"message": server.marker()}, status, headers=[("Retry-After", "0")])

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token")
    options = parser.parse_args()
    source = Source(options.port, options.token)
    print("ready", source.url, flush=True)
    source.serve_forever()
