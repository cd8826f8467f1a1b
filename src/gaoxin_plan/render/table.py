"""A plain table as Markdown or CSV."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from gaoxin_plan.problems import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = r"([\\`*_{}\[\]<>|~#&$])"
BOM = "\ufeff"


class Table(NamedTuple):
    """A head and rows of the same length."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_markdown(table: Table) -> str:
    """Return the table in Markdown; whatever its cells say stays text."""
    lines = [_row(table.head), _row("---" for _ in table.head)]
    lines += [_row(escaped(cell) for cell in row) for row in table.rows]
    return "".join(line + "\n" for line in lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


@lru_cache(4096)  # names and reasons come again and again
def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line: line breaks become ``<br>``."""
    return "<br>".join(_escaped(line) for line in text.split("\n"))


def _escaped(line: str) -> str:
    """Escape what means something anywhere, and what does at the beginning of a line."""
    line = re.sub(_MARKDOWN, r"\\\1", visible(line, keep="\t"))
    line = re.sub(r"^([-+=])|^([0-9]{1,9})([.)])(?=\s|$)", lambda m: f"{m[2] or ''}\\{m[1] or m[3]}", line)
    return re.sub("^[ \t]+", lambda m: "".join(f"&#{ord(char)};" for char in m[0]), line)


def unescaped(markdown: str) -> str:
    """Return what was escaped."""
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), markdown.replace("<br>", "\n"))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def to_csv(table: Table) -> str:
    """Return the table as CSV that Excel opens rightly: a byte-order mark, and no cell that is a formula."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([[_as_text(cell) for cell in row] for row in (table.head, *table.rows)])
    return BOM + buffer.getvalue()


def _as_text(cell: str) -> str:
    text = "\n".join(visible(line) for line in cell.split("\n"))
    return "'" + text if cell.startswith(_FORMULA) else text
