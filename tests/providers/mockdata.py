"""The built program for these tests, and the values of its providers."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def program():
    given = os.environ.get("MOCKDATA_BUILD")
    for build in [given] if given else ["build/release", "build/dev", "build"]:
        path = ROOT / build / "mockdata"
        if path.exists():
            return path
    if os.environ.get("CI") == "true":
        raise FileNotFoundError("mockdata is not built")
    return None


PROGRAM = program()


def run(*arguments, check=True):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=check)


def registry():
    return {row["name"]: row for row in json.loads(run("providers", "--json").stdout)}


def samples(name, arguments=None, rows=200, **options):
    """{type, samples, notes} of a provider; options: locale, seed, as_of, unique."""
    flags = []
    for key, value in options.items():
        flags += ["--" + key.replace("_", "-")] + ([] if value is True else [str(value)])
    given = [] if arguments is None else ["--args", json.dumps(arguments)]
    return json.loads(run("providers", name, "--json", "--rows", rows, *given, *flags).stdout, parse_float=str)
