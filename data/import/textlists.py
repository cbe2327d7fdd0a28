"""Plain-text vocabulary files: lists of rows under headings, one file a locale or country.

    # comment
    [name] columns=2 weighted source=faker
    first<TAB>second<TAB>weight

A row has as many texts as the list has columns (1 unless said), then its weight where the list is weighted.
Backslash, tab and newline are written \\\\, \\t and \\n. src/vocabulary/list_file.h reads the same form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class TextList:
    name: str
    rows: list[tuple[str, ...]]
    weights: list[float] | None = None
    sources: list[str] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return len(self.rows[0])


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "")


def number(weight: float) -> str:
    text = f"{weight:.9g}"
    return repr(float(text)) if "e" in text else text


def write_lists(path: Path, comments: list[str], lists: list[TextList]) -> None:
    out = [f"# {line}" for line in comments]
    for entry in sorted(lists, key=lambda entry: entry.name):
        heading = f"[{entry.name}]"
        if entry.columns > 1:
            heading += f" columns={entry.columns}"
        if entry.weights is not None:
            heading += " weighted"
        if entry.sources:
            heading += f" source={'+'.join(entry.sources)}"
        out.append(heading)
        for i, row in enumerate(entry.rows):
            assert len(row) == entry.columns, (path, entry.name, row)
            cells = [escape(cell) for cell in row]
            if entry.weights is not None:
                cells.append(number(entry.weights[i]))
            line = "\t".join(cells)
            # A line that would read as a comment, a heading or nothing starts with a backslash.
            out.append("\\" + line if line[:1] in ("#", "[", "") else line)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")


def read_lists(path: Path) -> tuple[list[str], list[TextList]]:
    """The comments and lists of a file, as write_lists takes them."""
    comments, lists, weighted = [], [], False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# "):
            comments.append(line[2:])
        elif line.startswith("["):
            name, _, options = line[1:].partition("]")
            source = next((option[7:] for option in options.split() if option.startswith("source=")), "")
            weighted = "weighted" in options.split()
            lists.append(TextList(name, [], [] if weighted else None, source.split("+") if source else []))
        elif line:
            cells = [re.sub(r"\\(.)", lambda c: {"t": "\t", "n": "\n"}.get(c[1], c[1]), cell) for cell in re.sub(r"^\\(?=[#\[]|$)", "", line).split("\t")]
            if weighted:
                lists[-1].weights.append(float(cells.pop()))
            lists[-1].rows.append(tuple(cells))
    return comments, lists
