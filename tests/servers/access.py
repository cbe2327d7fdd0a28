"""An API on loopback that wants its callers to prove who they are, each path in another way; it keeps what it was sent."""
import base64
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SECRET, USER, TOKEN = "s3cret-of-the-test-&+/", "reader@example.org", "issued-token-4711"


class Gate(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, elsewhere=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.elsewhere = elsewhere  # another origin, to be redirected to
        self.seen = []              # (path, headers) of every request
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def reply(self, body, status=200, headers=()):
        body = json.dumps(body).encode()
        self.send_response(status)
        for name, value in [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        url = urlsplit(self.path)
        query, header = parse_qs(url.query), self.headers.get
        self.server.seen.append((self.path, dict(self.headers)))
        kind = url.path.split("/")[1]
        if kind == "redirect":
            return self.reply({}, 302, [("Location", self.server.elsewhere + "/bearer/things")])
        good = {
            "bearer": header("Authorization") == f"Bearer {SECRET}",
            "api-key": header("X-Api-Key") == SECRET,
            "api-key-named": header("X-Custom-Key") == SECRET,
            "api-key-query": query.get("api_key") == [SECRET],
            "basic": header("Authorization") == "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode(),
            "oauth": header("Authorization") == f"Bearer {TOKEN}",
            "login": header("Authorization") == f"Bearer {TOKEN}",
            "login-header": header("X-Session") == TOKEN,
            "none": not header("Authorization"),
        }[kind]
        self.reply({"data": [{"id": 1, "name": "x"}]} if good else {"message": "no"}, 200 if good else 401)

    def do_POST(self):
        url = urlsplit(self.path)
        self.server.seen.append((self.path, dict(self.headers)))
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if url.path.endswith("/oauth/token"):
            form = parse_qs(body.decode())
            good = form.get("grant_type") == ["client_credentials"] and form.get("client_id") == [USER] and form.get("client_secret") == [SECRET]
            good = good and form.get("scope", ["read"]) == ["read"]
            return self.reply({"access_token": TOKEN, "token_type": "Bearer"} if good else {"error": "invalid_client"}, 200 if good else 401)
        good = json.loads(body) == {"username": USER, "password": SECRET}
        self.reply({"data": {"token": TOKEN}} if good else {"message": "no"}, 200 if good else 403)

    def log_message(self, *_):
        pass
