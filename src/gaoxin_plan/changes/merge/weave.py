"""The text of a merged file: ours, in which only what becomes of the values is changed.

Where one side alone touched an entry, its lines are taken as that side has them, with their comments.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from gaoxin_plan.changes.merge.chunks import Chunk, Side, is_block, said, shifted
from gaoxin_plan.changes.merge.fates import Fate, Judgement, Take
from gaoxin_plan.changes.merge.homes import ITEMS, SECTION
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.target import GOALS
from gaoxin_plan.problems import Place
from gaoxin_plan.source import canonical
from gaoxin_plan.source.edits import same
from gaoxin_plan.source.spelling import Care, Spelling, indented
from gaoxin_plan.source.tree import Scalar

OURS, THEIRS, END = SIGNS = "\ufdd0", "\ufdd1", "\ufdd2"
"""What stands before the two sides of a conflict and behind them: characters that no text has."""
_ABOVE_ITEMS = ((), ("sections",), SECTION, ITEMS)
_REGION = (
    rf"(?m)^(?P<front>[^\n{OURS}]*){OURS}(?P<ours>[^{THEIRS}]*){THEIRS}"
    rf"(?P<theirs>[^{END}]*){END}(?P<break>\r?\n|\Z)"
)


class Piece(NamedTuple):
    """An entry of the new text: the lines above it, and its own from its first sign on."""

    lead: str
    body: str


class Trio(NamedTuple):
    """An entry on each side, where it is there."""

    base: Chunk | None
    ours: Chunk | None
    theirs: Chunk | None


def settled(text: str, side: Take) -> str:
    """Return a woven text with every conflict settled for one side."""
    return re.sub(_REGION, lambda found: _lines(found, found[side.value]), text)


def marked(text: str, size: int) -> str:
    """Return a woven text with git's marks around every conflict."""

    def marks(found: re.Match[str]) -> str:
        newline = "\r\n" if found["break"].startswith("\r") else "\n"
        first, middle, last = (sign * size for sign in "<=>")
        mine, others = (_lines(found, found[side], newline) for side in ("ours", "theirs"))
        return f"{first} ours{newline}{mine}{middle}{newline}{others}{last} theirs{found['break']}"

    return re.sub(_REGION, marks, text)


def _lines(found: re.Match[str], side: str, newline: str = "") -> str:
    front = found["front"]
    if side or front.strip():
        return (front + side).rstrip(" ") + (found["break"] or newline)
    return ""


class Weaver:
    """Weaves three sides into one text."""

    def __init__(self, sides: tuple[Side | None, Side, Side], record: type, judgement: Judgement) -> None:
        self.base, self.ours, self.theirs = sides
        self.record = record
        self.judgement = judgement
        self.newline = self.ours.newline

    def text(self) -> str:
        """Return the new text, conflicts between their signs."""
        whole = Trio(self.base.whole if self.base else None, self.ours.whole, self.theirs.whole)
        return _with_goals_together(self._parts(self.judgement.fate, whole) or "")

    def _entry(self, fate: Fate, trio: Trio, column: int) -> Piece | None:
        """Return an entry of a mapping or list whose entries begin at a column, or None where it goes."""
        if fate.take is Take.NEITHER:
            return None
        body = self._body(fate, trio, column)
        return None if body is None else Piece(self._lead(trio, column), body)

    def _body(self, fate: Fate, trio: Trio, column: int) -> str | None:
        base, ours, theirs = trio
        there = theirs.moved(column, self.newline) if theirs else ""
        if fate.take is Take.CONFLICT or ours is None or theirs is None:
            mine = ours.body if ours else ""
            return f"{OURS}{mine}{THEIRS}{there}{END}" if fate.take is Take.CONFLICT else mine or there
        if not self._holds_moves(fate):
            if theirs.plain == ours.plain or (base and theirs.plain == base.plain):
                return ours.body
            if base and ours.plain == base.plain:
                return there
        if fate.take is Take.OURS:
            return ours.body
        if fate.take is Take.THEIRS:
            is_simple = all(isinstance(c.value, Scalar) and c.value.style != "|" for c in (ours, theirs))
            return self._framed(theirs.words, ours, trio) if is_simple else there
        return self._parts(fate, trio) or self._spelled(fate, ours, trio, column)

    def _holds_moves(self, fate: Fate) -> bool:
        homes = self.judgement.homes
        return bool(homes.moved or homes.apart) and fate.spot.place in _ABOVE_ITEMS

    def _lead(self, trio: Trio, column: int) -> str:
        """Return the lines above an entry: those of the side that changed them, else ours."""
        leads = [None if c is None else self._above(c, column) for c in trio]
        return _one(leads[0], leads[1], leads[2])

    def _above(self, chunk: Chunk, column: int) -> str:
        return shifted("\n" + chunk.lead, chunk.column, column, self.newline).removeprefix(self.newline)

    def _parts(self, fate: Fate, trio: Trio) -> str | None:
        """Return an entry with what becomes of its parts; None where they have no lines of their own."""
        base, ours, theirs = trio
        if fate.take is not Take.PARTS or ours is None or theirs is None:
            return None
        mine, others = self.ours.chunks(ours.value), self.theirs.chunks(theirs.value)
        before = self.base.chunks(base.value) if self.base and base else []
        if not all(is_block(c.value) and not _is_flow(c) for c in (ours, theirs)):
            return None
        column = mine[0].column
        known = (
            self._named(fate, 0, self.base, before),
            self._named(fate, 1, self.ours, mine),
            self._named(fate, 2, self.theirs, others),
        )
        pieces = [
            piece
            for name, part in fate.parts.items()
            if (piece := self._entry(part, Trio(*(chunks.get(name) for chunks in known)), column))
        ]
        if not pieces:
            return None
        first, *rest = pieces
        gap = self.newline + " " * column
        woven = first.body + "".join(
            f"{self.newline}{lead}{gap[len(self.newline) :]}{body}" for lead, body in rest
        )
        front = self._around(trio, (before, mine, others), is_front=True)
        behind = self._around(trio, (before, mine, others), is_front=False)
        return _with_lead(front, first.lead) + woven + behind

    def _around(self, trio: Trio, inner: tuple[list[Chunk], ...], *, is_front: bool) -> str:
        """Return what an entry has before its first part or behind its last: as the side that changed it."""
        words: list[str | None] = []
        for chunk, parts in zip(trio, inner, strict=True):
            if chunk is None or trio.ours is None or not parts:
                words.append(None)
                continue
            span = (
                chunk.text[chunk.start : parts[0].start]
                if is_front
                else chunk.text[parts[-1].end : chunk.end]
            )
            is_aligned = parts[0].column - chunk.column == inner[1][0].column - trio.ours.column
            words.append(shifted(span, chunk.column, trio.ours.column, self.newline) if is_aligned else None)
        return _one(words[0], words[1], words[2] if words[0] is not None else words[1])

    def _named(self, fate: Fate, n: int, side: Side | None, chunks: list[Chunk]) -> Mapping[str, Chunk]:
        """Return the chunks of a mapping by key, of a list by name; items wherever they stand."""
        if fate.named is None:
            names = [*value] if isinstance(value := fate.three[n], dict) else []
        else:
            names = fate.named[n]
        found = dict(zip(names, chunks, strict=True)) if len(names) == len(chunks) else {}
        if side is not None and fate.spot.place == ITEMS:
            found.update({name: side.items[name] for name in self.judgement.homes.moved})
        return found

    @staticmethod
    def _framed(words: str, ours: Chunk, trio: Trio) -> str:
        """Return ours with another value, the comment behind it that of the side which changed it."""
        behind = [None if chunk is None else chunk.behind.replace("\r\n", "\n") for chunk in trio]
        comment = _one(behind[0] or "", behind[1], behind[2])
        return ours.front + words + comment.replace("\n", canonical.line_break(ours.text))

    def _spelled(self, fate: Fate, ours: Chunk, trio: Trio, column: int) -> str | None:
        """Return an entry whose parts stand in brackets, spelled anew."""
        values = [fate.value(conflicts=side) for side in (Take.OURS, Take.THEIRS)]
        mine, others = (None if v is None else self._respelled(fate, ours, trio, v, column) for v in values)
        if mine == others:
            return mine
        return f"{OURS}{mine or ''}{THEIRS}{others or ''}{END}"

    def _respelled(self, fate: Fate, ours: Chunk, trio: Trio, value: Value, column: int) -> str:
        spelling = Spelling(self.record, (), Care.PLAIN)
        place: Place = fate.spot.place
        if same(value, said(ours.value)):
            return self._framed(ours.words, ours, trio)
        if _is_flow(ours) and not (isinstance(value, list) and any(isinstance(v, dict) for v in value)):
            return self._framed(spelling.flow(value, is_inside=False), ours, trio)
        if isinstance(place[-1], int):
            lines = spelling.entry(value, place[:-1])
        else:
            lines = spelling.pair(str(place[-1]), value, place[:-1])
        return self.newline.join([lines[0], *indented(lines[1:], column)])


def _one(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Return the words of the side that changed them, else ours."""
    if ours is None or theirs is None:
        return (theirs if ours is None else ours) or ""
    return theirs if ours == base else ours


def _with_goals_together(text: str) -> str:
    """Return a woven text in which two kinds of goal are the two sides of one conflict."""
    goal = rf"(?:{'|'.join(GOALS)}):[^{''.join(SIGNS)}]*"
    gap = r"\r?\n"
    for mine, others in ((1, 2), (2, 1)):
        first, second = (f"{OURS}{{}}{THEIRS}{END}", f"{OURS}{THEIRS}{{}}{END}")[:: 1 if mine == 1 else -1]
        regions = first.format(f"({goal})") + gap + " *" + second.format(f"({goal})")
        text = re.sub(regions, rf"{OURS}\{mine}{THEIRS}\{others}{END}", text)
    return text


def _with_lead(front: str, lead: str) -> str:
    """Return what stands before a first entry, with the comments that stood above that entry."""
    if not lead.strip():
        return front
    line = front.rfind("\n") + 1
    return front[:line] + lead + front[line:] if line else front


def _is_flow(chunk: Chunk) -> bool:
    """Whether an entry's value stands in brackets."""
    return not isinstance(chunk.value, Scalar) and canonical.is_flow(chunk.text, chunk.value)
