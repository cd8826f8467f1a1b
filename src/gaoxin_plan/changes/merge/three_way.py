"""Three texts of one file, the common ancestor and two sides, into one: pure, and proved by reading again."""

import re
from typing import NamedTuple

from gaoxin_plan.changes.merge import words
from gaoxin_plan.changes.merge.chunks import Side, said
from gaoxin_plan.changes.merge.fates import Judgement, Take, judge
from gaoxin_plan.changes.merge.weave import SIGNS, Weaver, marked, settled
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.raw import record_of
from gaoxin_plan.source.document import Document, parse
from gaoxin_plan.source.edits import same, sound
from gaoxin_plan.source.tree import Mapping

SIZE = 7
"""How many signs make one of git's marks."""
_NAMES = ("共同的上一版", "ours", "theirs")


class Merged(NamedTuple):
    """What came of a merge.

    ``text`` has git's marks where ``conflicts`` are, each told in words. ``lost`` are comments of their side
    that found no place, ``orders`` lists that both put in another order, of which ours was taken.
    """

    text: str
    conflicts: tuple[str, ...]
    lost: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


class Unmergeable(NamedTuple):
    """Why a merge by address is not possible, in words."""

    why: str


def merge(base: str, ours: str, theirs: str, size: int = SIZE) -> Merged | Unmergeable:
    """Merge three texts of one file by address. An empty ``base`` stands for a file that both sides added."""
    documents = [None if not text.strip() else parse(text, "") for text in (base, ours, theirs)]
    before, mine, others = documents
    if mine is None or others is None:
        return Unmergeable("有一边是空的")
    for name, document in zip(_NAMES, documents, strict=True):
        if document is not None and not _is_readable(document):
            return Unmergeable(f"{name} 读不通")
    if any(sign in text for sign in SIGNS for text in (base, ours, theirs)):
        return Unmergeable("文件里有不是文字的字符")
    record = record_of(keys(mine))
    judgement = judge(_value(before), _value(mine) or {}, _value(others) or {}, record)
    if judgement.unclear:
        return Unmergeable(f"{words.address(judgement.unclear[0], record)} 的编号有重复或没有写")
    sides = (Side(before, record) if before else None, Side(mine, record), Side(others, record))
    woven = Weaver(sides, record, judgement).text()
    if not _is_proved(woven, judgement):
        return Unmergeable("合并的结果没有通过核对")
    told = (line for found in judgement.fate.conflicts() for line in words.conflict(found, record))
    orders = tuple(words.address(found.spot, record) for found in judgement.fate.torn())
    return Merged(marked(woven, size), tuple(dict.fromkeys(told)), _lost(base, theirs, woven), orders)


def keys(document: Document) -> list[str]:
    """Return the first keys of a file, which tell what record it holds."""
    return [key.value for key, _ in document.root.entries] if isinstance(document.root, Mapping) else []


def _is_readable(document: Document) -> bool:
    return isinstance(document.root, Mapping) and sound(document) is not None


def _value(document: Document | None) -> Value | None:
    return None if document is None or document.root is None else said(document.root)


def _is_proved(woven: str, judgement: Judgement) -> bool:
    """Whether the new text says what was decided, with the conflicts settled for either side."""
    for side in (Take.OURS, Take.THEIRS):
        meant = judgement.fate.value(conflicts=side)
        found = sound(parse(settled(woven, side), ""))
        if not same(_trimmed(found), _trimmed(meant)):
            return False
    return True


def _trimmed(value: Value | None) -> Value | None:
    """Return a value without what is empty: where a conflict took all, a key may stay alone."""
    if isinstance(value, dict):
        kept = {key: found for key, item in value.items() if (found := _trimmed(item))}
        return kept or None
    if isinstance(value, list):
        return [item if (found := _trimmed(item)) is None else found for item in value] or None
    return value or None


def _lost(base: str, theirs: str, woven: str) -> tuple[str, ...]:
    """Return the comments that their side wrote anew and that the new text does not have."""
    known = set(_comments(base)) | set(_comments(woven))
    return tuple(comment for comment in dict.fromkeys(_comments(theirs)) if comment not in known)


def _comments(text: str) -> list[str]:
    return [found.strip() for found in re.findall(r"(?m)(?:^|(?<=[ \t]))#[^\r\n]*", text)]
