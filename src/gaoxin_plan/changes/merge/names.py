"""The entries of three lists told apart by names, and the names of two sides in one order."""

import json
import re
from collections.abc import Sequence
from itertools import count

from gaoxin_plan.model.fields import Value

_NAMED_BY = (("id",), ("of", "key", "date"), ("item", "decision", "date"))


def ordered(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], known: Sequence[str]
) -> list[str]:
    """Return the names of both sides in one order: that of the side which changed it, else ours.

    What the other side added stands behind what it stands behind there; of two that were added at one
    place, the one goes first that is first in ``known`` or by its number.
    """
    mine, others = set(ours), set(theirs)
    shared = [name for name in base if name in mine and name in others]
    kept = set(shared)
    is_moved = [[name for name in names if name in kept] != shared for names in (ours, theirs)]
    first, second = (theirs, ours) if is_moved == [False, True] else (ours, theirs)
    result, there = [*first], set(first)
    for n, name in enumerate(second):
        if name in there:
            continue
        before = next((one for one in reversed(second[:n]) if one in there), None)
        at = 0 if before is None else result.index(before) + 1
        while at < len(result) and result[at] not in second and _is_before(result[at], name, known):
            at += 1
        result.insert(at, name)
        there.add(name)
    return result


def is_torn(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both sides put what they share in another order, and not in the same one."""
    shared = {*base} & {*ours} & {*theirs}
    orders = [[name for name in names if name in shared] for names in (base, ours, theirs)]
    return orders[0] != orders[1] != orders[2] != orders[0]


def _is_before(one: str, other: str, known: Sequence[str]) -> bool:
    if one in known and other in known:
        return known.index(one) < known.index(other)
    first, second = (re.split(r"(\d+)", name) for name in (one, other))
    if first[0] != second[0]:
        return True  # what ours has stays where it is
    return [int(n) for n in first[1::2]] < [int(n) for n in second[1::2]]


def named(lists: Sequence[Sequence[Value]]) -> list[list[str]]:
    """Return names for the entries of lists: those that records go by, else what they say."""
    for keys in _NAMED_BY:
        found = [[_name(entry, keys) for entry in entries] for entries in lists]
        if all("" not in names and len(set(names)) == len(names) for names in found):
            return found
    return [by_value(entries) for entries in lists]


def has_ids(entries: Sequence[Value]) -> bool:
    """Whether each entry has an id of its own."""
    names = {_name(entry, ("id",)) for entry in entries}
    return len(names) == len(entries) and "" not in names


def _name(entry: Value, keys: tuple[str, ...]) -> str:
    words = [entry.get(key) for key in keys] if isinstance(entry, dict) else []
    said = [word for word in words if isinstance(word, str)]
    return " ".join(said) if len(said) == len(keys) else ""


def by_value(entries: Sequence[Value]) -> list[str]:
    """Return what each entry says, and a number where another says the same."""
    names: dict[str, None] = {}
    numbers: dict[str, count[int]] = {}
    for entry in entries:
        said = entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False, sort_keys=True)
        name = said
        while name in names:
            name = f"{said}#{next(numbers.setdefault(said, count(2)))}"
        names[name] = None
    return [*names]
