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

_BREAK = r"[ \t\u3000]*(?:\r?\n)\s*"
_NUMBER = rf"[{CHARACTERS}0-9０-９]+"
_NAMES = r"[^;；:：()（）]*?"
_BRACKET = (
    rf"[(（]\s*牵头(?:部门|单位)\s*[:：](?P<lead>{_NAMES})\s*"
    rf"(?:[;；,，。]\s*(?:责任|配合)(?:部门|单位)\s*[:：](?P<responsible>[^()（）]*?))?\s*[)）]"
)
_FURNITURE = rf"\s+|{_NUMBER}[、.．]|[(（]{_NUMBER}[)）]|{_BRACKET}"
_PARTING = r"[;；,，、。\s]+"
_NEAR = 6  # characters that must agree before two texts count as the same one, altered


class Difference(NamedTuple):
    """A text of the plan that is not as printed: from which character on, and what is printed there."""

    place: Place
    offset: int
    planned: str
    printed: str


class Leftover(NamedTuple):
    """Printed words that the plan lacks, before the text at ``place`` (at the end: the root)."""

    place: Place
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

    @property
    def differing(self) -> frozenset[Place]:
        """The places of the items (four steps deep) whose text is not as printed."""
        return frozenset(difference.place[:4] for difference in self.differences)


def compare(plan: Plan, document: str) -> Printed:
    """Hold ``document`` against ``plan``."""
    walk = _Walk(re.sub(_BREAK, "\n", document))
    for place, words in _texts(plan):
        walk.take(place, words)
    walk.finish()
    return Printed(tuple(walk.differences), tuple(walk.leftovers), tuple(walk.brackets))


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
        self.item: Place | None = None
        self.differences: list[Difference] = []
        self.leftovers: list[Leftover] = []
        self.brackets: list[Bracket] = []

    def take(self, place: Place, words: str) -> None:
        """Find the text at ``place``, here or further on, and move behind it."""
        self._skip_furniture()
        if not self.document.startswith(words, self.here):
            found = self.document.find(words, self.here)
            if found < 0:
                self._differ(place, words)
                return
            self._leave(place, self.document[self.here : found])
            self.here = found
        self.here += len(words)
        self.item = place[:-1] if len(place) > 3 else None

    def finish(self) -> None:
        """Tell what is left when every text has been found."""
        self._skip_furniture()
        self._leave((), self.document[self.here :])

    def _skip_furniture(self) -> None:
        while matched := re.compile(_FURNITURE).match(self.document, self.here):
            if self.item is not None and matched["lead"] is not None:
                lead, responsible = (_names(matched[role] or "") for role in ("lead", "responsible"))
                self.brackets.append(Bracket(self.item, lead, responsible))
                self.item = None
            self.here = matched.end()

    def _leave(self, place: Place, passed: str) -> None:
        """Note what was passed over, less the furniture in it."""
        words = re.sub(_FURNITURE, "", passed)
        if words:
            self.leftovers.append(Leftover(place, words))

    def _differ(self, place: Place, words: str) -> None:
        """Note where a text first differs from the printed one, and move behind the printed one."""
        begin = self.document.find(words[:_NEAR], self.here)
        if begin < 0:
            begin = self.here
        shared = _shared(words, self.document, begin)
        if shared < min(_NEAR, len(words)):
            self.differences.append(Difference(place, 0, words, ""))
            return
        self._leave(place, self.document[self.here : begin])
        end = self.document.find("\n", begin + shared)
        self.here = len(self.document) if end < 0 else end
        line = self.document[begin : self.here]
        bracket = re.search(_BRACKET, line)
        printed = line[: bracket.start()].rstrip() if bracket else line
        self.differences.append(Difference(place, shared, words[shared:], printed[shared:]))


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(_PARTING, words)))


def _shared(words: str, document: str, begin: int) -> int:
    """Return how many characters from ``begin`` on are the same."""
    length = min(len(words), len(document) - begin)
    return next((n for n in range(length) if words[n] != document[begin + n]), length)
