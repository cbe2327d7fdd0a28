"""`mockdata providers NAME --locale L --rows N` for every row of the registry: its document, its arguments, samples of its example."""

import json

import pytest

import mockdata

pytestmark = pytest.mark.skipif(mockdata.PROGRAM is None, reason="mockdata is not built: build it to run these tests")
REGISTRY = mockdata.registry() if mockdata.PROGRAM else {}


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_example(name):
    row = REGISTRY[name]
    given = ["--args", json.dumps(row["example"])]
    shown = mockdata.run("providers", name, "--rows", 4, *given, check=False)
    assert shown.returncode == 0, shown.stderr
    assert row["doc"] in shown.stdout and all(argument["name"] in shown.stdout for argument in row["arguments"])
    for locale in ("fi_FI", "ja_JP"):
        made = mockdata.run("providers", name, "--json", "--rows", 7, "--locale", locale, *given, check=False)
        if made.returncode and "has no" in made.stderr:  # a list that only some locales have
            assert locale in made.stderr
            continue
        assert made.returncode == 0, made.stderr
        assert len(json.loads(made.stdout)["samples"]) == 7
