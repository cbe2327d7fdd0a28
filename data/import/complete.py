"""Lists that Faker makes in code or does not have, which a locale needs to be whole.

    python data/import/complete.py          renews them in the committed files, without the sources of the rest

Surnames of Poland (the feminine forms too) and Iceland (a father's name and -son or -dóttir), streets of Russia; and what was written for
mockdata, in data/import/written: words of running text, jobs, titles.
"""

from __future__ import annotations

import re
from pathlib import Path

from textlists import TextList, read_lists, write_lists

HERE = Path(__file__).resolve().parent


def polish(entries: dict[str, TextList]) -> list[TextList]:
    """The commonest surnames by rank (60 % of the people, estimated), some others alike; -ski and -cki are -ska and -cka of women."""
    common = [row[0] for row in entries["person.male_last_names"].rows]
    others = [row[0] for row in entries["person.unisex_last_names"].rows if row[0] not in common][:800]
    ranks = [1 / (rank + 10) for rank in range(len(common))]
    weights = [weight / sum(ranks) * 0.6 for weight in ranks] + [0.4 / len(others)] * len(others)
    women = [re.sub("([sc])ki$", r"\1ka", name) for name in common]
    return [TextList(f"person.last_names_{sex}", [(name,) for name in names + others], weights, ["faker", "estimated"]) for sex, names in (("male", common), ("female", women))]


def icelandic(entries: dict[str, TextList]) -> list[TextList]:
    fathers = entries["person.last_names_without_suffix"]
    return [TextList(f"person.last_names_{sex}", [(row[0] + end,) for row in fathers.rows], fathers.weights, ["faker"]) for sex, end in (("male", "son"), ("female", "dóttir"))]


def russian(entries: dict[str, TextList]) -> list[TextList]:
    """Names of streets that stand in the genitive, which the kind of street does not change."""
    return [TextList("address.streets", [(f"ул. {row[0]}",) for row in entries["address.street_titles_noflex"].rows], None, ["faker"])]


MADE = {"pl_PL": polish, "is_IS": icelandic, "ru_RU": russian}


def complete(locale: str, entries: dict[str, TextList]) -> None:
    """Adds to the lists of a locale, by name."""
    if make := MADE.get(locale):
        entries |= {entry.name: entry for entry in make(entries)}
    written = HERE / "written" / f"{locale}.txt"
    if written.exists():
        entries |= {entry.name: entry for entry in read_lists(written)[1]}


def main() -> None:
    folder = HERE.parent / "vocabulary/locales"
    for locale in sorted(MADE | {path.stem: None for path in (HERE / "written").glob("*.txt")}):
        comments, lists = read_lists(folder / f"{locale}.txt")
        entries = {entry.name: entry for entry in lists}
        complete(locale, entries)
        write_lists(folder / f"{locale}.txt", comments, list(entries.values()))


if __name__ == "__main__":
    main()
