"""Every shape of relation at every size, checked over the landed files by a reader that knows nothing of how they came about.

The million rows take minutes: a few shapes run at that size by default, all of them with MOCKDATA_LARGE=1."""
import json
import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "guided")]
from checker import Landed  # noqa: E402
from guided import MOCKDATA, run  # noqa: E402
from relation_shapes import SHAPES  # noqa: E402

SMALL = [0, 1, 2, 7, 1000]
LARGE = SHAPES if os.environ.get("MOCKDATA_LARGE") else ["uniform", "junction_2", "shared_tenant_junction", "composite_self"]


def landed(template, folder, verify=True):
    (folder / "metadata.json").write_text(json.dumps(template))
    run(MOCKDATA, "generate", folder / "metadata.json", "--output", folder / "out", "--environment", "dev", "--format", "parquet", "--plain",
        *([] if verify else ["--no-verify"]), timeout=300)
    return Landed(folder / "out", [e["name"] for e in template["entities"]])


def check(name, n, folder):
    template, rules = SHAPES[name](n)
    data = landed(template, folder, verify=n < 10_000)
    for e in template["entities"]:
        data.rows(e["name"], e.get("row_count"))
        keys = [f["name"] for f in e["fields"] if f.get("primary_key")]
        data.key(e["name"], *keys)
    rules(data)


@pytest.mark.parametrize("n", SMALL)
@pytest.mark.parametrize("name", SHAPES)
def test_shape(name, n, tmp_path):
    check(name, n, tmp_path)


@pytest.mark.parametrize("name", LARGE)
def test_shape_at_a_million_rows(name, tmp_path):
    check(name, 1_000_000, tmp_path)
