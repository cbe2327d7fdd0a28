"""The packs of vocabulary are small, and start-up does not feel them."""

import os
import resource
import subprocess
import time
from pathlib import Path

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))


def test_packs_are_small():
    sizes = {path.name: path.stat().st_size for path in (BUILD / "vocabulary").glob("*.pack")}
    assert set(sizes) == {"default.pack", "more.pack"}
    assert sizes["default.pack"] < 10_000_000 and sum(sizes.values()) < 40_000_000


def cost(*arguments) -> tuple[float, float]:
    """Processor time and wall time of a run in ms: the best of 15, which other programs on the machine disturb least."""
    best = [float("inf")] * 2
    for _ in range(15):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([BUILD / "mockdata", *arguments], check=True, capture_output=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        best = [min(best[0], (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000), min(best[1], wall * 1000)]
    return best[0], best[1]


def test_start_up_takes_no_time():
    """A whole run that opens the packs and makes a name, beside one that opens nothing: 20 ms are the bound for start-up."""
    nothing, made = cost("--version"), cost("providers", "name", "--locale", "fi_FI", "--rows", "1")
    print(f"start-up: {made[0]:.1f} ms of processor time, {made[1]:.1f} ms wall; without packs {nothing[0]:.1f} ms and {nothing[1]:.1f} ms")
    assert made[0] < 20
