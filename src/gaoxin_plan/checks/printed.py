"""The printed document held against the plan: nothing altered, nothing left over.

The document is read from its beginning. Each text of the plan must come next, character for character;
between two texts only furniture may stand: white space, numbers (``一、`` ``(五)``) and the bracket that
names the departments. Line breaks count as paragraph breaks however many blank lines they leave.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gaoxin_plan.model.numerals import CHARACTERS
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Place

_NUMBER = rf"[{CHARACTERS}0-9０-９]{{1,12}}+"
_INNER = r"[(（][^()（）]{0,40}+[)）]"  # as in 综合办公室(督查室)
_BRACKET = (
    rf"[(（]\s*+牵头(?:部门|单位)\s*+[:：](?P<lead>(?:[^;；:：()（）]|{_INNER})*?)"
    rf"(?:[;；,，。]\s*+(?:责任|配合)(?:部门|单位)\s*+[:：](?P<responsible>(?:[^()（）]|{_INNER})*+))?[)）]"
)
_FURNITURE = rf"\s++|{_NUMBER}[、.．]|[(（]{_NUMBER}[)）]|{_BRACKET}"
_PARTING = r"[;；,，、。\s]+"
_NEAR = 6  # characters at the beginning that make two long texts the same one, altered
_ALIKE = 0.5  # or else this share of all their characters


class Difference(NamedTuple):
    """A text of the plan that is not as printed: from which character on, and what is printed there."""

    place: Place
    offset: int
    planned: str
    printed: str


class Leftover(NamedTuple):
    """Printed words that the plan lacks: after ``offset`` characters of a text, or before all of it."""

    place: Place
    offset: int
    words: str


class Bracket(NamedTuple):
    """The departments that the document prints behind an item."""

    place: Place
    lead: tuple[str, ...]
    responsible: tuple[str, ...]


class Printed(NamedTuple):
    """What came of holding a document against a plan, in the order of the document."""

    differences: tuple[Difference, ...]
    leftovers: tuple[Leftover, ...]
    brackets: tuple[Bracket, ...]
    moved: tuple[Place, ...] = ()

    @property
    def differing(self) -> frozenset[Place]:
        """The places of the items (four steps deep) whose text is not as printed."""
        return frozenset(difference.place[:4] for difference in self.differences)


def compare(plan: Plan, document: str) -> Printed:
    """Hold ``document`` against ``plan``."""
    walk = _Walk(_tidy(document))
    for place, words in _texts(plan):
        walk.take(place, words)
    walk.finish()
    texts = {
        difference.planned: difference.place for difference in walk.differences if not difference.printed
    }
    moved = {leftover.words: texts[leftover.words] for leftover in walk.leftovers if leftover.words in texts}
    return Printed(
        tuple(entry for entry in walk.differences if entry.planned not in moved),
        tuple(entry for entry in walk.leftovers if entry.words not in moved),
        tuple(walk.brackets),
        tuple(moved.values()),
    )


def _tidy(document: str) -> str:
    """Return a document with one line break for each run of them, and no blanks around it."""
    lines = document.split("\n")
    lines[:-1] = [line.removesuffix("\r").rstrip(" \t\u3000") for line in lines[:-1]]
    lines[1:] = [line.lstrip() for line in lines[1:]]
    lines[1:-1] = filter(None, lines[1:-1])
    return "\n".join(lines)


def _texts(plan: Plan) -> Iterator[tuple[Place, str]]:
    yield ("title",), plan.title
    if plan.preamble:
        yield ("preamble",), plan.preamble
    for s, section in enumerate(plan.sections):
        yield ("sections", s, "title"), section.title
        for i, item in enumerate(section.items):
            yield ("sections", s, "items", i, "text"), item.text


class _Walk:
    """A place in the document that moves on as texts are found."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.here = 0
        self.end = 0  # of the last text found
        self.last: tuple[Place, int] = ((), 0)
        self.item: Place | None = None
        self.differences: list[Difference] = []
        self.leftovers: list[Leftover] = []
        self.brackets: list[Bracket] = []

    def take(self, place: Place, words: str) -> None:
        """Find the text at ``place``, here or further on, and move behind it."""
        self._skip_furniture(words)
        if not self.document.startswith(words, self.here):
            found = self.document.find(words, self.here)
            if found < 0:
                self._differ(place, words)
                return
            self._leave(place, found)
        self._move(place, words, self.here + len(words))

    def finish(self) -> None:
        """Tell what is left when every text has been found."""
        self._skip_furniture("\0")
        self._leave(self.last[0], len(self.document))

    def _move(self, place: Place, words: str, end: int) -> None:
        self.here = self.end = end
        self.last = place, len(words)
        self.item = place[:-1] if len(place) > 3 else None  # an item is four steps deep

    def _skip_furniture(self, words: str) -> None:
        """Move over furniture, but not over what ``words`` begin with."""
        furniture = re.compile(_FURNITURE)
        while not self.document.startswith(words, self.here):
            matched = furniture.match(self.document, self.here)
            if matched is None:
                return
            if self.item is not None and matched["lead"] is not None:
                lead, responsible = (_names(matched[role] or "") for role in ("lead", "responsible"))
                self.brackets.append(Bracket(self.item, lead, responsible))
                self.item = None
            self.here = matched.end()

    def _leave(self, place: Place, until: int) -> None:
        """Note what is passed over, less the furniture in it, and move behind it.

        In the paragraph of the last text it belongs to that text, else to the one that follows.
        """
        words = re.sub(_FURNITURE, "", self.document[self.here : until])
        if words:
            is_same = bool(self.last[0]) and "\n" not in self.document[self.end : self.here]
            where, offset = self.last if is_same else (place, 0)
            self.leftovers.append(Leftover(where, offset, words))
        self.here = until

    def _differ(self, place: Place, words: str) -> None:
        """Note where a text first differs from the printed one, and move behind the printed one."""
        begin = self._altered(words)
        if begin is None:
            self.differences.append(Difference(place, 0, words, ""))
            return
        self._leave(place, begin)
        printed = self._paragraphs(begin, words.count("\n"))
        shared = _shared(words, printed)
        self.differences.append(Difference(place, shared, words[shared:], printed[shared:]))
        self._move(place, words, begin + len(printed))

    def _altered(self, words: str) -> int | None:
        """Return where the printed text begins that ``words`` is an altered form of, or None."""
        from difflib import SequenceMatcher

        begin = self.document.find(words[:_NEAR], self.here)
        if begin >= 0 and len(words) > _NEAR:
            return begin
        likeness = SequenceMatcher(
            None, words, self._paragraphs(self.here, words.count("\n")), autojunk=False
        )
        return self.here if likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE else None

    def _paragraphs(self, begin: int, more: int) -> str:
        """Return the printed words of a paragraph from ``begin`` on, and of ``more``, less the bracket."""
        lines = self.document[begin:].split("\n", more + 1)[: more + 1]
        text = "\n".join(lines)
        bracket = re.search(_BRACKET, text)
        return text[: bracket.start()].rstrip() if bracket else text


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(_PARTING, words)))


def _shared(words: str, printed: str) -> int:
    """Return how many characters at the beginning are the same."""
    pairs = enumerate(zip(words, printed, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(words), len(printed)))
