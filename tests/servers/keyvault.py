"""Entra ID and Key Vault on loopback, as far as reading one secret needs them.

    python tests/servers/keyvault.py --port 0 --secret alexis-token=s3cret [--fault 403]

Prints "ready http://127.0.0.1:PORT". The token endpoint takes the client credentials grant for tenant "tenant-1", client
"app-1", secret "app-secret"; the vault answers GET /secrets/NAME?api-version=7.4 for the token that it gave out.
"""
import argparse
import json
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TENANT, CLIENT, CLIENT_SECRET = "tenant-1", "app-1", "app-secret"


class Vault(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port=0, stored=None, fault=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.stored = dict(stored or {})
        self.fault = fault  # status that the vault answers with instead of a secret
        self.tokens = set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def environment(self):
        """What a client needs to find its way here."""
        return {"AZURE_AUTHORITY_HOST": self.url, "AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": CLIENT, "AZURE_CLIENT_SECRET": CLIENT_SECRET}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()).items()}
        if self.path != f"/{TENANT}/oauth2/v2.0/token":
            return self.reply(404, {"error": "invalid_request", "error_description": "AADSTS90002: Tenant not found."})
        if form.get("grant_type") != "client_credentials" or form.get("scope") != "https://vault.azure.net/.default":
            return self.reply(400, {"error": "invalid_scope", "error_description": "AADSTS70011: The scope is not valid."})
        if form.get("client_id") != CLIENT or form.get("client_secret") != CLIENT_SECRET:
            return self.reply(401, {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."})
        token = secrets.token_urlsafe(24)
        self.server.tokens.add(token)
        self.reply(200, {"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    def do_GET(self):
        url = urlsplit(self.path)
        if self.headers.get("Authorization", "")[len("Bearer "):] not in self.server.tokens:
            return self.reply(401, {"error": {"code": "Unauthorized", "message": "AKV10000"}}, [("WWW-Authenticate", f'Bearer authorization="{self.server.url}/{TENANT}", resource="https://vault.azure.net"')])
        if self.server.fault:
            return self.reply(self.server.fault, {"error": {"code": "Forbidden", "message": "not allowed"}})
        if parse_qs(url.query).get("api-version") != ["7.4"]:
            return self.reply(400, {"error": {"code": "BadParameter", "message": "api-version"}})
        name = url.path.removeprefix("/secrets/").split("/")[0]
        if name not in self.server.stored:
            return self.reply(404, {"error": {"code": "SecretNotFound", "message": "not found"}})
        self.reply(200, {"value": self.server.stored[name], "id": f"{self.server.url}/secrets/{name}/1", "attributes": {"enabled": True}})

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--secret", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--fault", type=int)
    options = parser.parse_args()
    vault = Vault(options.port, dict(pair.split("=", 1) for pair in options.secret), options.fault)
    print("ready", vault.url, flush=True)
    vault.serve_forever()
