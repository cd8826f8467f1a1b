"""Which words of a text changed: a difference of characters, told in runs that can be read."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

_SHORT = 16  # characters; shorter texts are told whole
_CONTEXT = 8
_MOST = 4  # runs that are told one by one
_LONGEST = 60  # characters of a run that are told
_GAP = 8  # characters of one clause that stayed between two runs which are told as one
_ALIKE = 0.4  # what has less in common is another text
_MOST_PAIRS = 200_000  # of like pieces; a text that has more is told as one run
_STOPS = "。;;!?!?,,、::()()“”《》\n"

_SENTENCE = r"[^。;;!?!?\n]*[。;;!?!?\n]?"
_PIECE = r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|[\s\S]"


class Run(NamedTuple):
    """Characters ``start`` to ``end`` of the old text, in whose place ``new_start`` to ``new_end`` stand."""

    start: int
    end: int
    new_start: int
    new_end: int


def rewording(before: str, after: str) -> str:
    """Return what changed of a text: short ones whole, of long ones the words that changed."""
    if max(len(before), len(after)) <= _SHORT:
        return f"“{_shown(before)}” → “{_shown(after)}”"
    changed = runs(before, after)
    told = [_run_in_words(before, after, run) for run in changed[:_MOST]]
    more = [f"等 {len(changed)} 处"] if len(changed) > _MOST else []
    return ";".join([*told, *more])


def runs(before: str, after: str) -> list[Run]:
    """Return what changed, in order: by sentences first, within them by characters and whole numbers."""
    first, then = re.findall(_SENTENCE, before), re.findall(_SENTENCE, after)
    found: list[Run] = []
    starts, new_starts = _starts(first), _starts(then)
    for start, end, new_start, new_end in _changes(first, then):
        run = Run(starts[start], starts[end], new_starts[new_start], new_starts[new_end])
        found += _within(before, after, run)
    return _merged(found, before)


def _within(before: str, after: str, run: Run) -> list[Run]:
    first = re.findall(_PIECE, before[run.start : run.end])
    then = re.findall(_PIECE, after[run.new_start : run.new_end])
    if not first or not then or not _are_alike(first, then):
        return [run]
    starts, new_starts = _starts(first), _starts(then)
    return [
        Run(
            run.start + starts[start],
            run.start + starts[end],
            run.new_start + new_starts[new_start],
            run.new_start + new_starts[new_end],
        )
        for start, end, new_start, new_end in _changes(first, then)
    ]


def _are_alike(first: list[str], then: list[str]) -> bool:
    """Whether two texts have enough in common, as far as that can be told in a moment."""
    matcher = SequenceMatcher(None, first, then, autojunk=False)
    return _pairs(first, then) <= _MOST_PAIRS and matcher.ratio() >= _ALIKE


def _changes(first: list[str], then: list[str]) -> list[tuple[int, int, int, int]]:
    """Return which pieces took whose place; all of them, where too many are like one another to tell."""
    if _pairs(first, then) > _MOST_PAIRS:
        return [(0, len(first), 0, len(then))] if first != then else []
    codes = SequenceMatcher(None, first, then, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]


def _pairs(first: list[str], then: list[str]) -> int:
    """Return how many pairs of like pieces there are, which is the work of comparing."""
    counts = Counter(then)
    return sum(count * counts[piece] for piece, count in Counter(first).items())


def _starts(pieces: list[str]) -> list[int]:
    """Return where each piece begins, and at last where all end."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _merged(found: list[Run], before: str) -> list[Run]:
    """Join runs that are too close to one another to be read apart."""
    merged: list[Run] = []
    for run in found:
        last = merged[-1] if merged else None
        between = before[last.end : run.start] if last else ""
        if last and len(between) <= _GAP and not any(char in _STOPS for char in between):
            merged[-1] = Run(last.start, run.end, last.new_start, run.new_end)
        else:
            merged.append(run)
    return merged


def _run_in_words(before: str, after: str, run: Run) -> str:
    old, new = before[run.start : run.end], after[run.new_start : run.new_end]
    ahead, behind = _ahead(before[: run.start]), _behind(before[run.end :])
    if old and new:
        return f"“{ahead}{_shown(old)}{behind}”改为“{ahead}{_shown(new)}{behind}”"
    verb, words = ("删去", old) if old else ("增加", new)
    if before[: run.start].strip():
        ahead = ahead or before[max(run.start - _CONTEXT, 0) : run.start].lstrip(_STOPS).rpartition("\n")[2]
    place = f"“{_shown(ahead)}”后" if ahead else "开头"
    return f"{place}{verb}“{_shown(words)}”"


def _ahead(text: str) -> str:
    """Return the last words of a text, back to the last stop."""
    found = re.search(rf"[^{re.escape(_STOPS)}]*$", text[-_CONTEXT:])
    return found.group() if found else ""


def _behind(text: str) -> str:
    """Return the first words of a text, up to the first stop."""
    found = re.match(rf"[^{re.escape(_STOPS)}]*", text[:_CONTEXT])
    return found.group() if found else ""


def _shown(text: str) -> str:
    """Return words on one line, long ones cut in the middle."""
    line = text.replace("\n", "〔另起一段〕")
    if len(line) <= _LONGEST:
        return line
    return f"{line[:40]}……{line[-15:]}〔共 {len(text)} 字〕"
