"""The pages that are made of the registry are current."""

import subprocess
import sys

import pytest

import mockdata


@pytest.mark.skipif(mockdata.PROGRAM is None, reason="mockdata is not built: build it to run these tests")
def test_pages_are_current():
    done = subprocess.run([sys.executable, mockdata.ROOT / "docs/providers.py", "--tool", mockdata.PROGRAM, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
