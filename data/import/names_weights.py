"""Weights of names, and letters to fold them with.

en_US takes the frequencies of the US Census of 1990 (package `names`). Other lists that Faker leaves unweighted take the
order of the most common names of their country where it is known: counts as they are, ranks as 1 / (rank + 2), and every
other name the same small weight. Such weights are estimates (source=estimated).
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path

import anyascii

from locales import country_of
from textlists import TextList

CENSUS_FIRST = 500  # given names kept, a sex: for text; persons have those of their decade (decade_names.py)
CENSUS_LAST = 12000  # surnames kept: nine tenths of the people that the list covers


def titled(name: str) -> str:
    name = name.capitalize()
    return "Mc" + name[2:].capitalize() if name.startswith("Mc") and len(name) > 4 else name


def census() -> dict[str, TextList]:
    found = {}
    for file, target, most in (("dist.male.first", "first_names_male", CENSUS_FIRST), ("dist.female.first", "first_names_female", CENSUS_FIRST), ("dist.all.last", "last_names", CENSUS_LAST)):
        rows, weights = [], []
        for line in resources.files("names").joinpath(file).read_text().splitlines()[:most]:
            name, frequency = line.split()[:2]
            rows.append((titled(name),))
            weights.append(max(float(frequency), 0.0005))
        found[f"person.{target}"] = TextList(f"person.{target}", rows, weights, ["us-census-1990"])
    return found


def script(text: str) -> str:
    return next((unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()), "")


def common_names(folder: Path) -> tuple[dict, dict]:
    """(country, sex) -> [(localized, romanized)], and country -> [(localized, romanized, count)], most common first."""
    first, last = defaultdict(list), defaultdict(list)
    with open(folder / "common-forenames-by-country.csv", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["Gender"] in ("F", "M"):
                first[row["Country"], row["Gender"]].append((row["Localized Name"], row["Romanized Name"]))
    with open(folder / "common-surnames-by-country.csv", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            last[row["Country"]].append((row["Localized Name"], row["Romanized Name"], float(row["Count"] or 0)))
    return first, last


def weigh(entry: TextList, ranked: list[tuple]) -> TextList | None:
    """The list with weights by rank or count, its own names kept and the ranked ones added."""
    if entry.weights is not None or entry.columns != 1 or not ranked:
        return None
    own = {row[0]: None for row in entry.rows}
    wanted = script("".join(own))
    weights: dict[str, float] = {}
    counted = all(len(r) > 2 and r[2] > 0 for r in ranked)
    for rank, row in enumerate(ranked):
        name = row[0] if script(row[0]) == wanted else row[1]
        if name and script(name) == wanted and "/" not in name:
            weights.setdefault(name, row[2] / ranked[0][2] if counted else 2 / (rank + 2))
    if len(weights) < 5:
        return None
    rest = [name for name in own if name not in weights]
    tail = min(min(weights.values()) * 0.7, sum(weights.values()) / max(1, len(rest)) * 1.5)
    weights |= {name: tail for name in rest}
    names = sorted(weights, key=lambda n: (-weights[n], n))
    return TextList(entry.name, [(n,) for n in names], [weights[n] for n in names], [*entry.sources, "popular-names", "estimated"])


def add_weights(lists: dict[str, dict[str, TextList]], folder: Path) -> None:
    first, last = common_names(folder)
    for locale, entries in lists.items():
        country = country_of(locale)
        for attribute, ranked in (("first_names_male", first.get((country, "M"))), ("first_names_female", first.get((country, "F"))), ("last_names", last.get(country))):
            entry = entries.get(f"person.{attribute}")
            weighted = weigh(entry, ranked) if entry and ranked else None
            if weighted:
                entries[entry.name] = weighted
    lists["en_US"] |= census()


def fold_list(lists: dict[str, dict[str, TextList]]) -> TextList:
    """What becomes of every letter beyond ASCII that a name holds, and of the Latin letters."""
    letters = {chr(c) for c in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]}
    for entries in lists.values():
        for name, entry in entries.items():
            if name.startswith("person.") and "name" in name:
                letters |= {c for row in entry.rows for cell in row for c in cell if ord(c) > 127}
    rows = [(c, anyascii.anyascii(c).lower()) for c in sorted(letters) if c.isalpha()]
    return TextList("world.fold", [row for row in rows if row[1].strip()], None, ["anyascii"])
