"""What can be wrong, said once: kinds of problem, findings at a place, problems at a line.

Values here and in the views are named tuples, the records of files structs: frozen and typed as dataclasses
are, but made many times faster when a module is imported, which is most of the time that a query takes.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

Place = tuple[str | int, ...]
"""A node of a document: its keys and indices from the root, as in pydantic's ``loc``."""


class Mark(NamedTuple):
    """A position in a text: 1-based line and column, both counted in characters."""

    line: int
    column: int


class Related(NamedTuple):
    """A second place that a problem is about, and what stands there in words.

    ``path`` is the file as people are shown it, where it is another one; then ``where`` is a mark.
    """

    what: str
    where: Place | Mark
    path: str = ""


class Severity(StrEnum):
    """How much a problem matters; ``--strict`` turns every warning into an error."""

    ERROR = "error"
    WARNING = "warning"


class Kind(NamedTuple):
    """A kind of problem: its stable code, and the words it is told in.

    ``message`` and ``hint`` are format strings, filled by :meth:`at`. ``requires`` names the codes
    that explain this one: a finding of this kind near one of theirs is the same mistake.
    """

    code: str
    title: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    requires: tuple[str, ...] = ()

    def at(
        self,
        where: Place | Mark,
        words: Mapping[str, object] | None = None,
        *,
        on_key: bool = False,
        offset: int = 0,
        related: Related | None = None,
        **more: object,
    ) -> "Finding":
        """Return a finding of this kind, its message and hint filled with the words given."""
        filled = {**(words or {}), **more}
        message, hint = self.message.format(**filled), self.hint.format(**filled)
        return Finding(self, where, message, hint, on_key, offset, related)


class Finding(NamedTuple):
    """One thing that is wrong, at a place that no one has yet looked up.

    ``on_key`` points at the key of the place instead of at its value, ``offset`` at a character of its
    text. ``related`` is a second place. ``mend``
    is the value that is surely meant, where there is one. ``about`` is the place that a mark lies in.
    """

    kind: Kind
    where: Place | Mark
    message: str
    hint: str
    on_key: bool = False
    offset: int = 0
    related: Related | None = None
    mend: str | list[str] | None = None
    about: Place | None = None


class BadValueError(ValueError):
    """A value that cannot be read: raised by readers of fields and by records, caught at the door.

    ``mend`` is what is surely meant, where that is clear. ``keys`` are the keys of a record that contradict
    one another.
    """

    def __init__(
        self,
        kind: Kind,
        words: Mapping[str, object] | None = None,
        *,
        mend: str | list[str] | None = None,
        keys: tuple[str, ...] = (),
        **more: object,
    ) -> None:
        self.kind = kind
        self.words = {**(words or {}), **more}
        super().__init__(kind.message.format(**self.words))
        self.mend = mend
        self.keys = keys


class Problem(NamedTuple):
    """A finding in its file: what the user is shown, in every format.

    ``line`` and ``column`` are 1-based and count characters; ``address`` is the place in ids
    (``FZ-05/targets/FZ-05.2/at_least``), empty where the file as a whole is meant. ``related`` is what
    stands at a second place, its file, and where in it.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    address: str
    message: str
    hint: str
    related: tuple[str, str, Mark] | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key that problems are sorted by."""
        return self.path, self.line, self.column, self.code, self.message


class PlanError(Exception):
    """The command cannot run: told in Chinese, with the next step; exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BrokenPlanError(PlanError):
    """A plan that a query needs whole has problems; exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("计划或填报的文件有错误,读不全", "改好后再试;全部问题见:gaoxin validate")
        self.problems = tuple(problems)


_UNSEEN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""What shows nothing or turns its line about: controls, direction marks, line ends, what is no character.

All else is someone's text, rare characters and joined emoji too: Unicode grows, so it is told by code points.
"""


def visible(text: str, *, keep: str = "") -> str:
    """Return ``text`` with its control characters, but those of ``keep``, escaped so that they are seen."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda found: found[0] if found[0] in keep else _escaped(found[0]), text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def printable(text: str, limit: int = 60) -> str:
    """Return ``text`` fit for one line of a message: visible, and cut to ``limit`` characters."""
    shown = visible(text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
