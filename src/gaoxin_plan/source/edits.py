"""Edits of a YAML document that replace only the characters they mean to, and prove what they did.

A string to be put is text as the model has it: each line break in it is a paragraph break.
"""

import re
from collections import abc
from copy import deepcopy
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place
from gaoxin_plan.source import canonical
from gaoxin_plan.source.document import Document, parse
from gaoxin_plan.source.pen import Pen, branches
from gaoxin_plan.source.plain import NO_VALUE
from gaoxin_plan.source.spelling import Care, Spelling
from gaoxin_plan.source.splices import Splice, apply


class Put(NamedTuple):
    """The value at a place becomes this one; keys that are missing on the way are added."""

    place: Place
    value: Value


class Add(NamedTuple):
    """One more value, a text or a record, at the end of the list at a place, which is made if missing."""

    place: Place
    value: Value


class Drop(NamedTuple):
    """The entry at a place goes; a mapping or list that becomes empty goes with it, but for the root."""

    place: Place


class Rename(NamedTuple):
    """The key that a place ends with becomes another one, which its mapping does not have yet."""

    place: Place
    key: str


class _Enlist(NamedTuple):
    """The record at a place, which stands for a list of one, becomes that list."""

    place: Place


_MANY = 8  # edits that are tried together

Edit = Put | Add | Drop | Rename
_Step = Edit | _Enlist


def edited(document: Document, record: type, edits: abc.Iterable[Edit], order: abc.Sequence[str] = ()) -> str:
    """Return the text of a document with the edits made, one after the other.

    ``record`` is what the file holds; ``order`` are ids as printed, for mappings by id. Raises ValueError
    for a document with findings other than keys without a value, and for a place below a text; KeyError
    for a Drop or Rename of what is not there, and below an entry that its list does not have.
    AssertionError is a bug of ours: the result does not read as what was meant, and must not be written.
    """
    if sound(document) is None:
        raise ValueError(f"{document.path} has findings and cannot be edited")
    steps = [edit._replace(value=_raw(edit.value)) if isinstance(edit, Put | Add) else edit for edit in edits]
    if len(steps) < _MANY or not _are_apart([step.place for step in steps]):
        return _one_by_one(document, steps, record, order).text
    drops = [step for step in steps if isinstance(step, Drop)]
    puts = [step for step in steps if not isinstance(step, Drop)]
    return _together(_together(document, puts, record, order), drops, record, order).text


def _one_by_one(
    document: Document, steps: abc.Iterable[Edit], record: type, order: abc.Sequence[str]
) -> Document:
    for step in steps:
        document = _made(document, step, record, order)
    return document


def _are_apart(places: abc.Sequence[Place]) -> bool:
    """Whether no place is another one or stands below it: then it does not matter which edit is first."""
    known = set(places)
    above = (place[:length] for place in places for length in range(len(place)))
    return len(known) == len(places) and known.isdisjoint(above)


def _together(
    document: Document, steps: abc.Sequence[Edit], record: type, order: abc.Sequence[str]
) -> Document:
    """Return the document with all edits made at once: for each by itself all of it would be read again.

    Where that does not read as what was meant they are made one after the other.
    """
    pen = Pen(document, Spelling(record, order, Care.PLAIN))
    values = document.values()[0] or ""
    meant, splices = deepcopy(values), list[Splice]()
    try:
        for step in steps:
            for part in _divided(document, step, values):
                meant = _meant(meant, part)
                splices += _splices(pen, part)
        result = parse(apply(document.text, splices), document.path)
    except (ValueError, KeyError):
        return _one_by_one(document, steps, record, order)
    return result if same(sound(result), meant) else _one_by_one(document, steps, record, order)


def _divided(document: Document, step: _Step, values: Value) -> abc.Iterator[_Step]:
    """Yield the smallest edits that an edit consists of, all of them of the document as it is."""
    parts = _parts(document, step, value_at(values, step.place))
    if parts is not None:
        for part in parts:
            yield from _divided(document, part, values)
    else:
        yield Drop(_whole(document, step.place)) if isinstance(step, Drop) else step


def same(first: Value | None, second: Value | None) -> bool:
    """Whether two contents read alike: the lines of texts joined, keys without a value left out."""
    if first is None or second is None:
        return first is second
    return _read(first) == _read(second)


def _read(value: Value) -> Value:
    if isinstance(value, list):
        return [_read(item) for item in value]
    if isinstance(value, dict):
        return {key: _read(item) for key, item in value.items() if not _is_blank(item)}
    return joined(value)


def _is_blank(value: Value | None) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _raw(value: Value) -> Value:
    """Return a value as a file has it, a blank line between paragraphs, which begin with no space."""
    if isinstance(value, list):
        return [_raw(item) for item in value]
    if isinstance(value, dict):
        return {key: _raw(item) for key, item in value.items()}
    return re.sub(r"[\r\n]\s*", "\n\n", value).strip("\n")


def sound(document: Document) -> Value | None:
    """Return what a document says, or None where it has findings other than keys without a value."""
    values, findings = document.values()
    is_told = bool(document.findings) or any(finding.kind is not NO_VALUE for finding in findings)
    return None if is_told or document.mended.text != document.text else values


def _made(document: Document, step: _Step, record: type, order: abc.Sequence[str]) -> Document:
    """Return the document with one edit made, part by part where it has parts."""
    values = document.values()[0] or ""
    parts = _parts(document, step, value_at(values, step.place))
    if parts is not None:
        for part in parts:
            document = _made(document, part, record, order)
        return document
    if isinstance(step, Drop):
        step = Drop(_whole(document, step.place))
    meant = _meant(deepcopy(values), step)
    for care in Care:
        text = apply(document.text, _splices(Pen(document, Spelling(record, order, care)), step))
        result = parse(text, document.path)
        if same(sound(result), meant):
            return result
    raise AssertionError(f"{document.path} 改动后内容不符,没有写入")


def _splices(pen: Pen, step: _Step) -> list[Splice]:
    if isinstance(step, Put):
        return pen.put(step.place, step.value)
    if isinstance(step, Add):
        return pen.add(step.place, step.value)
    if isinstance(step, Rename):
        return pen.rename(step.place, step.key)
    return pen.drop(step.place) if isinstance(step, Drop) else pen.enlist(step.place)


def _parts(document: Document, step: _Step, old: Value | None) -> list[_Step] | None:
    """Return the smaller edits that an edit consists of, or None where it cannot be divided."""
    if isinstance(step, Put):
        is_there = document.node(step.place) is not None
        return _put_parts(step.place, old, step.value, is_there=is_there)
    return _add_parts(document, step, old) if isinstance(step, Add) else None


def _put_parts(place: Place, old: Value | None, new: Value, *, is_there: bool) -> list[_Step] | None:
    if is_there and (same(old, new) or (_is_blank(old) and _is_blank(new))):
        return []
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        puts: list[_Step] = [Put((*place, key), value) for key, value in new.items()]
        return [*puts, *(Drop((*place, key)) for key in old if key not in new)]
    return _list_parts(place, old, new) if isinstance(old, list) and isinstance(new, list) else None


def _list_parts(place: Place, old: list[Value], new: list[Value]) -> list[_Step] | None:
    """Return what is dropped from a list and added to its end, if that makes the new one of it."""
    kept = [n for n, item in enumerate(old) if any(same(item, other) for other in new)]
    if not kept or not same([old[n] for n in kept], new[: len(kept)]):
        return None
    drops: list[_Step] = [Drop((*place, n)) for n in reversed(range(len(old))) if n not in kept]
    return [*drops, *(Add(place, value) for value in new[len(kept) :])]


def _add_parts(document: Document, step: Add, old: Value | None) -> list[_Step] | None:
    """Return what makes a list of what stands at the place, unless it is one that can be added to."""
    if isinstance(old, dict):
        return [_Enlist(step.place), step]
    if isinstance(old, list) and (old or canonical.is_in_flow(document, step.place)):
        return None
    first = [old] if isinstance(old, str) and not _is_blank(old) else []
    return [Put(step.place, [*first, step.value])]


def _whole(document: Document, place: Place) -> Place:
    """Return the place of the outermost thing that would be empty without the entry at ``place``."""
    is_counted_back = any(isinstance(step, int) and step < 0 for step in place)
    if not place or is_counted_back or document.node(place) is None:
        raise KeyError(place)
    while len(place) > 1 and len(branches(document.node(place[:-1]))) == 1:
        place = place[:-1]
    return place


def value_at(values: Value, place: Place) -> Value | None:
    """Return what plain values have at a place, or None."""
    found: Value | None = values
    for step in place:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found):
            found = found[step]
        else:
            return None
    return found


def _meant(values: Value, step: _Step) -> Value:
    """Return the plain values after an edit: themselves, changed, for many edits are made of them."""
    if isinstance(step, Put):
        return _with(values, step.place, step.value)
    old = value_at(values, step.place)
    if isinstance(step, Add):
        return _with(values, step.place, [*(old if isinstance(old, list) else []), step.value])
    if isinstance(step, Rename):
        if old is None:
            raise KeyError(step.place)
        return _with(_without(values, step.place), (*step.place[:-1], step.key), old)
    return _without(values, step.place) if isinstance(step, Drop) else _with(values, step.place, [old or ""])


def _with(value: Value, place: Place, new: Value) -> Value:
    """Put something at a place, and return the whole: a mapping or list is changed itself, not copied."""
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(step, int):
        if not isinstance(value, list) or not 0 <= step < len(value):
            raise KeyError(step)
        value[step] = _with(value[step], rest, new)
        return value
    if not isinstance(value, dict) and not _is_blank(value):
        raise ValueError(f"{step} cannot stand below a text or a list")
    inner = value if isinstance(value, dict) else {}
    inner[step] = _with(inner.get(step, ""), rest, new)
    return inner


def _without(value: Value, place: Place) -> Value:
    """Take away what stands at a place, and return the whole, changed itself."""
    above = value_at(value, place[:-1])
    if isinstance(above, dict) and isinstance(place[-1], str):
        above.pop(place[-1], None)
    elif isinstance(above, list) and isinstance(place[-1], int) and 0 <= place[-1] < len(above):
        del above[place[-1]]
    return value
