"""Writes data/vocabulary from pinned sources. See data/import/README.md for how to run it; the result is committed.

    PYTHONHASHSEED=0 python data/import/import_vocabulary.py
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from faker.config import AVAILABLE_LOCALES

from faker_lists import ROOT, cited, faker_lists
from locales import locale_rows
from textlists import TextList, write_lists
from world import cldr_lists, countries, world_lists

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "vocabulary"


def main() -> None:
    if os.environ.get("PYTHONHASHSEED") != "0":
        sys.exit("set PYTHONHASHSEED=0: one of the sources keeps its order in a set")
    lists = faker_lists()
    known = (set(lists) | set(AVAILABLE_LOCALES)) - {ROOT}
    found = countries(known)
    zones = {}
    world = world_lists(known, found, zones or {"UTC": ""})
    world.append(TextList("world.locales", locale_rows(known), None, ["faker"]))
    codes = list(found)
    currencies = [row[0] for row in next(entry for entry in world if entry.name == "world.currencies").rows]
    shutil.rmtree(OUT / "locales", ignore_errors=True)
    for name in sorted(known | {ROOT}):
        entries = dict(lists.get(name, {}))
        if name != ROOT:
            entries |= {entry.name: entry for entry in cldr_lists(name, codes, currencies)}
        comments = [f"Vocabulary of {name}; written by data/import/import_vocabulary.py, not edited by hand.",
                    f"Extracted from Faker {version('Faker')} (MIT) and CLDR (Unicode-3.0), modified; licences in NOTICE."]
        for provider in sorted({entry.split(".")[0] for entry in entries}):
            comments += [f"{provider} cites {url}" for url in cited(provider, name)]
        if entries:
            write_lists(OUT / "locales" / f"{name}.txt", comments, list(entries.values()))
    write_lists(OUT / "world.txt", ["Facts of no locale; written by data/import/import_vocabulary.py, not edited by hand.",
                                    "GeoNames (CC BY 4.0), CLDR (Unicode-3.0), libaddressinput (CC BY 4.0); licences in NOTICE."], world)


if __name__ == "__main__":
    main()
