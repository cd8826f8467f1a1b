"""A page of text: lines of styled words, laid out once, painted only on a terminal."""

from typing import NamedTuple

from gaoxin_plan.problems import visible
from gaoxin_plan.render.width import width, wrap


class Span(NamedTuple):
    """Words in one style: a name that rich knows (``bold``, ``red``), or none.

    ``plain`` stands in their place where there are no styles, if a style alone says something.
    """

    text: str
    style: str = ""
    plain: str = ""


Line = tuple[Span, ...]


class Page:
    """Lines for a terminal of a given width; nothing on it is wider, unless it cannot be broken."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lines: list[Line] = []

    def add(self, *spans: Span | str) -> None:
        """Add one line as it is."""
        styled = (Span(span) if isinstance(span, str) else span for span in spans)
        line = [Span(visible(text), style, visible(plain)) for text, style, plain in styled]
        if "".join(span.text for span in line).lstrip().startswith("::"):
            line.insert(0, Span("\\"))  # a CI takes such a line for a command
        self.lines.append(tuple(line))

    def gap(self) -> None:
        """Add an empty line."""
        self.lines.append(())

    def wrapped(
        self, text: str, *, front: tuple[Span, ...] = (), indent: int | None = None, style: str = ""
    ) -> None:
        """Add ``text`` behind ``front``, broken into lines; further lines are indented below it."""
        first = sum(width(span.text) for span in front)
        indent = first if indent is None else indent
        head, *rest = wrap(text, max(self.columns - max(first, indent), 10))
        self.add(*front, Span(head, style))
        for line in rest:
            self.add(" " * indent, Span(line, style))

    def listed(self, parts: tuple[str, ...], *, indent: int, between: str = ";", style: str = "") -> None:
        """Add short texts in a row, broken only between them where that is possible."""
        room = max(self.columns - indent, 10)
        line = ""
        for part in parts:
            joined = line + between + part if line else part
            if line and width(joined) + width(between) > room:
                self.wrapped(line + between, front=(Span(" " * indent),), style=style)
                joined = part
            line = joined
        if line:
            self.wrapped(line, front=(Span(" " * indent),), style=style)

    def text(self) -> str:
        """Return the page without its styles."""
        return "".join(
            "".join(span.plain or span.text for span in line).rstrip() + "\n" for line in self.lines
        )
