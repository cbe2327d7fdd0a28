"""Plain-text vocabulary files: lists of rows under headings, one file a locale or country.

    # comment
    [name] columns=2 weighted source=faker
    first<TAB>second<TAB>weight

A row has as many texts as the list has columns (1 unless said), then its weight where the list is weighted.
Backslash, tab and newline are written \\\\, \\t and \\n. src/vocabulary/list_file.h reads the same form.
"""

from __future__ import annotations

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
