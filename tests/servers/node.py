"""Servers of other hands that run on Node (Prism, json-server, soul-cli), started on loopback."""
import contextlib
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = pathlib.Path(os.environ.get("MOCKDATA_CACHE", ROOT / ".cache"))
PRISM = pathlib.Path(os.environ.get("MOCKDATA_PRISM", CACHE / "prism" / "node_modules" / ".bin" / "prism"))
PROGRAMS = {"prism": PRISM, "json-server": PRISM.parent / "json-server", "json-server-auth": PRISM.parent / "json-server-auth",
            "soul": pathlib.Path(os.environ.get("MOCKDATA_SOUL", CACHE / "soul" / "node_modules" / ".bin" / "soul"))}


def program(name):
    """The program; where it is missing the test is skipped, in CI it fails."""
    if not PROGRAMS[name].exists():
        missing = f"NOT TESTED: {name} is missing (`./run test` installs it)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return PROGRAMS[name]


@contextlib.contextmanager
def serving(name, *words, path, cwd=None, seconds=120, env=None):
    """The server's address, once `path` answers with any status. `words` may say {port}."""
    executable = program(name)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    server = subprocess.Popen([executable, *(str(w).format(port=port) for w in words)], cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(5 * seconds):
            assert server.poll() is None, f"{name} has ended"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise AssertionError(f"{name} did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
