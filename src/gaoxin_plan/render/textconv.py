"""A file as readable lines for ``git diff``: one fact a line, what it is about first, text by sentences.

The order of keys and the way of writing make no difference; comments do, and stand where they stood.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Table, Text
from gaoxin_plan.model.raw import record_of
from gaoxin_plan.model.record import ITEM_ID
from gaoxin_plan.model.shape import Holds, Slot
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place, visible
from gaoxin_plan.source import canonical
from gaoxin_plan.source.document import Document, parse
from gaoxin_plan.source.edits import sound
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, child

_BARE = rf"{ITEM_ID}(?:\.m?\d+)?"
_MARK = r"(?m)^(?:<{7,}|={7,}|>{7,}|\|{7,})(?: [^\n]*)?\r?$"
_COMMENT = r"(?:(?<=[ \t])|(?<=\n)|\A)#[^\r\n]*"


class _Fact(NamedTuple):
    """A line, and the index in the file of what it tells."""

    at: int
    line: str


def lines(text: str) -> str | None:
    """Return a file as lines, or None where it cannot be read through and through.

    Of one with git's marks of a conflict, both sides are made to lines, and the marks stand around what
    differs.
    """
    if re.search(_MARK, text) is None:
        found = _facts_of(text)
    else:
        mine, others = (_facts_of(_side(text, side)) for side in ("<", ">"))
        found = None if mine is None or others is None else [*_marked(mine, others)]
    return None if found is None else "".join(f"{line}\n" for line in found)


def _facts_of(text: str) -> list[str] | None:
    document = parse(text, "")
    if not isinstance(document.root, Mapping) or sound(document) is None:
        return None
    record = record_of(key.value for key, _ in document.root.entries)
    return [*_with_comments([*_mapping(document.root, record, (), "")], document)]


def _side(text: str, wanted: str) -> str:
    """Return a text with one side of every conflict."""
    kept: list[str] = []
    side = ""
    for line in text.splitlines(keepends=True):
        if re.match(_MARK, line) and (side or line[0] == "<"):
            side = {"=": ">", ">": ""}.get(line[0], line[0])
        elif side in ("", wanted):
            kept.append(line)
    return "".join(kept)


def _marked(mine: list[str], others: list[str]) -> Iterator[str]:
    """Yield the lines of two sides, with marks around those that differ."""
    from difflib import SequenceMatcher

    for tag, i, j, k, m in SequenceMatcher(None, mine, others, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from mine[i:j]
        else:
            yield from ("<<<<<<< ours", *mine[i:j], "=======", *others[k:m], ">>>>>>> theirs")


def _node(node: Node, record: type, place: Place, about: str) -> Iterator[_Fact]:
    """Yield the facts of what stands under a key; ``about`` is the id of what it belongs to."""
    slot = shape.slot_at(record, place)
    if isinstance(node, Mapping):
        yield from _mapping(node, record, place, about)
    elif isinstance(node, Sequence) and slot is not None and slot.record is not None:
        for item in node.items:
            yield from _node(item, record, (*place, 0), _about(item, slot, about))
    else:
        yield from _facts(node, slot, slot.field.title if slot is not None else str(place[-1]), about)


def _facts(node: Node, slot: Slot | None, title: str, about: str) -> Iterator[_Fact]:
    front = f"{visible(about)} {title}:" if about else f"{visible(title)}:"
    yield from (_Fact(node.start.index, front + visible(words)) for words in _words(node, slot))


def _mapping(node: Mapping, record: type, place: Place, about: str) -> Iterator[_Fact]:
    """Yield the facts of a record in the order of its keys; of what is kept by ids, in that of the file."""
    slot = shape.slot_at(record, place)
    is_at_key = slot is not None and slot.key == place[-1]
    if slot is not None and is_at_key and isinstance(slot.field, Table):
        for key, value in node.entries:
            yield from _facts(value, slot, slot.field.title, key.value)
    elif slot is not None and is_at_key and slot.holds is Holds.MAP:
        for key, value in node.entries:
            yield from _node(value, record, (*place, key.value), key.value)
    else:
        known = shape.keys(shape.record_at(record, place))
        rank = {key: n for n, key in enumerate(known)}
        for key, value in sorted(node.entries, key=lambda entry: rank.get(entry[0].value, len(known))):
            if key.value != "id":
                yield from _node(value, record, (*place, key.value), about)


def _about(item: Node, slot: Slot, above: str) -> str:
    """Return what an entry of a list is called: by its id, else by what it is of."""
    names = [child(item, key) for key in ("id", "of", "item")]
    name = next((node.value for node in names if isinstance(node, Scalar)), "")
    if names[0] is not None and re.fullmatch(_BARE, name):
        return name
    return f"{slot.field.title} {name}" if name else f"{above} {slot.field.title}".lstrip()


def _words(node: Node, slot: Slot | None) -> Iterator[str]:
    """Yield what a value says: a long text by its sentences, a list of names one by one."""
    if isinstance(node, Scalar):
        is_text = slot is not None and isinstance(slot.field, Text)
        for paragraph in joined(node.value).split("\n"):
            yield from canonical.sentences(paragraph) if is_text else [paragraph]
        return
    parts = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
    for part in parts:
        yield from _words(part, slot)
    if not parts:
        yield "(空)"


def _with_comments(facts: list[_Fact], document: Document) -> Iterator[str]:
    """Yield the lines, each comment before the fact that stood behind it, or behind the one on its line."""
    text = document.text
    behind: dict[int, list[str]] = {}
    before: dict[int, list[str]] = {}
    places = sorted({fact.at for fact in facts})
    spans = [_span(text, scalar) for scalar in canonical.scalars(document.root)]
    for found in re.finditer(_COMMENT, text):
        if any(start <= found.start() < end for start, end in spans):
            continue
        line = text.rfind("\n", 0, found.start()) + 1
        n = bisect(places, found.start())
        if n and places[n - 1] >= line:
            behind.setdefault(places[n - 1], []).append(found.group())
        else:
            before.setdefault(places[n] if n < len(places) else -1, []).append(found.group())
    for n, fact in enumerate(facts):
        is_first = n == 0 or facts[n - 1].at != fact.at
        is_last = n + 1 == len(facts) or facts[n + 1].at != fact.at
        yield from (visible(comment) for comment in before.get(fact.at, ()) if is_first)
        yield fact.line
        yield from (visible(comment) for comment in behind.get(fact.at, ()) if is_last)
    yield from (visible(comment) for comment in before.get(-1, ()))


def _span(text: str, scalar: Scalar) -> tuple[int, int]:
    """Return where the words of a value lie: of a block, without its first line."""
    begin = scalar.start.index
    start = canonical.line_end(text, begin) if scalar.style == "|" else begin
    return start, canonical.content_end(text, scalar)
