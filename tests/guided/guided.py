"""What the tests of the guided command share: the programs, a clean environment, project folders, a served source."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev"))
MOCKDATA, GUIDED = BUILD / "mockdata", BUILD / "generate-mock-data"
HR = ROOT / "examples" / "hr"
sys.path.insert(0, str(ROOT / "tests" / "servers"))
TOKEN = "t0ken-of-the-test-77"


def environment(**more):
    """The caller's environment without what could change an outcome; a pinned clock, so that runs repeat to the byte."""
    gone = ("MOCKDATA_ENVIRONMENT", "NO_COLOR", "TERM", "SSL_CERT_FILE", "MOCKDATA")
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and k not in gone and not k.startswith("AZURE_")}
    return env | {"SOURCE_DATE_EPOCH": "1795600000", "TOKEN": TOKEN} | more


def run(program, *words, code=0, cwd=None, timeout=60, **env):
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, timeout=timeout, cwd=cwd, env=environment(**env), stdin=subprocess.DEVNULL)
    assert code is None or done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


# A small process between the test and the program: what a process has used at most counts its parent's memory until it starts
# the program, and a test process that has read with three libraries is large.
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout + done.stderr, used.ru_maxrss, used.ru_utime + used.ru_stime]))
"""


def measured(program, *words):
    """Runs the program; what it said, the memory that it used at most in KiB, and its CPU seconds."""
    done = subprocess.run([sys.executable, "-c", MEASURE, program, *map(str, words)], capture_output=True, text=True, env=environment(), check=True)
    code, said, memory, seconds = json.loads(done.stdout)
    assert code == 0, said
    return said, memory, seconds


def project(folder, document=True):
    """A repository with the example's project `people`; returns its root."""
    root = pathlib.Path(folder)
    shutil.copytree(HR / "projects", root / "projects", dirs_exist_ok=True)
    if not document:
        for path in (root / "projects/people/docs/sources").iterdir():
            path.unlink()
    return root


@contextlib.contextmanager
def served(template=HR / "source" / "metadata.json", token=TOKEN):
    """`mockdata serve` on a free port; yields its URL."""
    words = [MOCKDATA, "serve", template, *(["--token-env", "TOKEN"] if token else [])]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(TOKEN=token or ""))
    try:
        line = server.stdout.readline()
        url = re.search(r"http://[^ ]*[^ /]", line)
        assert url, line
        threading.Thread(target=server.stdout.read, daemon=True).start()
        yield url.group(0)
    finally:
        server.terminate()
        server.wait(timeout=10)


def files(root):
    """Relative path -> bytes of every file under a folder."""
    root = pathlib.Path(root)
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
