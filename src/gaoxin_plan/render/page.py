"""A page of text: lines of styled words, laid out once, painted only on a terminal."""

from itertools import chain
from operator import attrgetter
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

_text, _plain = attrgetter("text"), attrgetter("plain")


def width_of(line: Line) -> int:
    """Return the columns that spans take side by side."""
    return sum(map(width, map(_text, line)))


class Page:
    """Lines for a terminal of a given width; nothing on it is wider, unless it cannot be broken."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self._lines: list[Line] = []

    def add(self, *spans: Span | str) -> None:
        """Add one line as it is."""
        self._lines.append(tuple(Span(span) if isinstance(span, str) else span for span in spans))

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append(())

    def follow(self, page: "Page") -> None:
        """Add what stands on another page."""
        self._lines += page.lines

    def wrapped(
        self, text: str, *, front: tuple[Span, ...] = (), indent: int | None = None, style: str = ""
    ) -> None:
        """Add ``text`` behind ``front``, broken into lines; further lines are indented below it."""
        first = width_of(front)
        indent = first if indent is None else indent
        head, *rest = wrap(text, max(self.columns - max(first, indent), 10))
        self._lines.append((*front, Span(head, style)))
        for line in rest:
            self._lines.append((Span(" " * indent), Span(line, style)))

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

    @property
    def lines(self) -> list[Line]:
        """The lines; their control characters are seen, and a CI takes none for a command."""
        spans = list(chain.from_iterable(self._lines))
        texts, plains = "".join(map(_text, spans)), "".join(map(_plain, spans))
        is_harmless = visible(texts) == texts and visible(plains) == plains and "::" not in texts
        return self._lines if is_harmless else list(map(_harmless, self._lines))

    def text(self) -> str:
        """Return the page without its styles."""
        lines = ["".join([plain or text for text, _, plain in line]).rstrip() for line in self.lines]
        return "\n".join([*lines, ""])


def _harmless(line: Line) -> Line:
    line = tuple(Span(visible(text), style, visible(plain)) for text, style, plain in line)
    is_command = "".join(span.text for span in line).lstrip().startswith("::")
    return (Span("\\"), *line) if is_command else line  # a CI takes such a line for a command
