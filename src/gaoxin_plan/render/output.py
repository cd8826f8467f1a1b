"""Standard output: colour on a terminal, plain UTF-8 everywhere else."""

import codecs
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from gaoxin_plan.render.page import Page
    from gaoxin_plan.render.table import Table

_IN_WORDS = {"●": "[实测]", "○": "[自报]", "→": "->", "✓": "[对]"}


def prepare() -> None:
    """Make both streams able to print anything: a character that a console lacks becomes a word."""
    codecs.register_error("gaoxin", _in_words)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller, as `>&-` does
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="gaoxin")


def _in_words(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    words = "".join(_IN_WORDS.get(char, "?") for char in text)
    return words.encode(error.encoding, "replace"), error.end


def show(page: "Page", *, error: bool = False) -> None:
    """Print a page, in colour where the stream is a terminal that has it."""
    stream = sys.stderr if error else sys.stdout
    if stream.isatty():
        _paint(page, stream)
    else:
        stream.write(page.text())


def _paint(page: "Page", stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=stream, width=page.columns, highlight=False, markup=False, emoji=False, soft_wrap=True
    )
    for line in page.lines:
        console.print(Text.assemble(*((span.text, span.style) for span in line)), soft_wrap=True)


def write(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text)


def write_file(path: Path) -> None:
    """Print a file byte by byte, as it is."""
    if hasattr(sys.stdout, "buffer"):  # it has none where the caller closed it
        sys.stdout.flush()
        sys.stdout.buffer.write(path.read_bytes())


def write_table(table: "Table", *, as_csv: bool) -> None:
    """Print a table as CSV or as Markdown."""
    from gaoxin_plan.render.table import to_csv, to_markdown

    write(to_csv(table) if as_csv else to_markdown(table))


def write_json(data: object) -> None:
    """Print data as JSON, Chinese readable."""
    import json

    write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
