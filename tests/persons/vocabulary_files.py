"""Reads the text files of data/vocabulary, with nothing of the program: what the checks of generated persons are held against."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data/vocabulary"


@dataclass
class List:
    weighted: bool
    rows: list[list[str]] = field(default_factory=list)  # texts, and the weight last where there is one

    def shares(self) -> dict[str, float]:
        """How likely each text of the first column is; texts that stand there twice are added up."""
        weights: dict[str, float] = {}
        for row in self.rows:
            weights[row[0]] = weights.get(row[0], 0) + (float(row[-1]) if self.weighted else 1)
        total = sum(weights.values())
        return {text: weight / total for text, weight in weights.items()}


@functools.cache
def lists(path: str) -> dict[str, List]:
    """The lists of a file, such as "world.txt", "locales/fi_FI.txt", "places/FI.txt"; none where there is no file."""
    found: dict[str, List] = {}
    rows: list[list[str]] = []
    for line in (FOLDER / path).read_text(encoding="utf-8").split("\n") if (FOLDER / path).exists() else []:
        if line.startswith("["):
            name = line[1 : line.index("]")]
            found[name] = List(" weighted" in line)
            rows = found[name].rows
        elif line and not line.startswith("#"):
            if line.startswith(("\\#", "\\[")) or line == "\\":
                line = line[1:]
            rows.append([cell.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\") for cell in line.split("\t")])
    return found


@functools.cache
def parents() -> dict[str, str]:
    return {row[0]: row[1] for row in lists("world.txt")["world.locales"].rows}


def chain(locale: str) -> list[str]:
    """The locale and those that fill its holes, nearest first; the root is the last."""
    return [locale] + (chain(parents()[locale]) if parents().get(locale) else [])


def find(locale: str, *names: str) -> tuple[str, List] | None:
    """(locale, list) of the first that has one of the lists."""
    for holder in chain(locale):
        own = lists(f"locales/{holder}.txt")
        for name in names:
            if name in own:
                return holder, own[name]
    return None


class Folding:
    """How names of a locale are written in e-mail addresses: its own replacements, then the letters of world.fold."""

    def __init__(self, locale: str):
        self.letters = {row[0]: row[1] for row in lists("world.txt")["world.fold"].rows}
        own = lists(f"locales/{locale}.txt")
        self.replacements = [row[:2] for row in own["internet.replacements"].rows] if "internet.replacements" in own else []
        # names of three columns are (written, spoken, in Latin letters)
        self.spoken = {row[0]: row[2] for name, texts in own.items() if name.startswith("person.") and name.endswith("pairs") and len(texts.rows[0]) >= 3 for row in texts.rows}

    def __call__(self, name: str) -> str:
        text, out = self.spoken.get(name, name), ""
        while text:
            old, new = next(((o, n) for o, n in self.replacements if o and text.startswith(o)), (text[0], None))
            out += self.letters.get(text[0], text[0] if text[0].isascii() else "") if new is None else new
            text = text[len(old):]
        return re.sub(r"-+", "-", re.sub(r"[^a-z0-9-]", "", out.lower())).strip("-") or "x"
