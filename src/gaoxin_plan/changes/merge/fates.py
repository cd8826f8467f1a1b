"""What becomes of each value when two sides changed a file: decided on plain values, by address.

Records in a list are met by their ids, or by what else names them; what has no name by what it says.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import count
from typing import NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Names, Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.shape import Holds
from gaoxin_plan.problems import Place
from gaoxin_plan.source.edits import same

Three = tuple[Value | None, Value | None, Value | None]
"""A value in the common ancestor, on our side and on theirs; None where it is not there."""
_NAMED_BY = (("id",), ("of", "key", "date"), ("item", "decision", "date"))


class Take(Enum):
    """Which side a value is taken from."""

    OURS = "ours"
    THEIRS = "theirs"
    NEITHER = "neither"
    PARTS = "parts"
    UNION = "union"
    CONFLICT = "conflict"


class Spot(NamedTuple):
    """Where a value stands: its place for the schema, any index being 0, and the names that lead there."""

    place: Place = ()
    names: tuple[str, ...] = ()

    def key(self, name: str) -> "Spot":
        """Return the spot under a key."""
        return Spot((*self.place, name), (*self.names, name))

    def entry(self, name: str) -> "Spot":
        """Return the spot of an entry of a list."""
        return Spot((*self.place, 0), (*self.names, name))


class Fate(NamedTuple):
    """What becomes of a value.

    ``parts`` are those of a mapping or list, in their new order, where each has a fate of its own; ``named``
    are the names of a list's entries on each side, in the order of the file. ``union`` are the names of
    two lists in one.
    """

    take: Take
    spot: Spot
    three: Three
    parts: Mapping[str, "Fate"] = {}
    named: tuple[list[str], list[str], list[str]] | None = None
    union: tuple[str, ...] = ()

    def value(self, *, conflicts: Take) -> Value | None:
        """Return what it comes to, or None where it goes; a conflict is settled for one side."""
        take = conflicts if self.take is Take.CONFLICT else self.take
        if take is Take.PARTS:
            kept = {name: part.value(conflicts=conflicts) for name, part in self.parts.items()}
            there = {name: value for name, value in kept.items() if value is not None}
            return there if self.named is None else [*there.values()]
        if take is Take.UNION:
            return [*self.union]
        return None if take is Take.NEITHER else self.three[1 if take is Take.OURS else 2]

    def conflicts(self) -> Iterator["Fate"]:
        """Yield the conflicts in it, in order."""
        if self.take is Take.CONFLICT:
            yield self
        for part in self.parts.values():
            yield from part.conflicts()


class Judgement(NamedTuple):
    """What becomes of a whole file, and of items that one side moved: the section that each is in now."""

    fate: Fate
    moved: Mapping[str, str]


def judge(base: Value | None, ours: Value, theirs: Value, record: type) -> Judgement:
    """Decide on a whole file."""
    court = _Court(record, (base, ours, theirs))
    return Judgement(court.decide((base, ours, theirs), Spot()), court.moved)


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
    return [_by_value(entries) for entries in lists]


def _name(entry: Value, keys: tuple[str, ...]) -> str:
    words = [entry.get(key) for key in keys] if isinstance(entry, dict) else []
    said = [word for word in words if isinstance(word, str)]
    return " ".join(said) if len(said) == len(keys) else ""


def _by_value(entries: Sequence[Value]) -> list[str]:
    names: list[str] = []
    for entry in entries:
        said = entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False, sort_keys=True)
        names.append(next(name for n in count(1) if (name := f"{said}#{n}" if n > 1 else said) not in names))
    return names


class _Court:
    """Decides; knows which items moved from one section to another."""

    def __init__(self, record: type, three: Three) -> None:
        self.record = record
        self.items = [_items(value) if record is Plan else {} for value in three]
        sections = [{section for section, _ in items.values()} for items in self.items]
        self.moved = dict(self._moves(set.intersection(*sections)))

    def _moves(self, shared: set[str]) -> Iterator[tuple[str, str]]:
        """Yield the items that moved, of those that all sides have, between sections that all have."""
        before, mine, others = self.items
        for name in before.keys() & mine.keys() & others.keys():
            base, ours, theirs = (items[name][0] for items in self.items)
            new = theirs if ours == base else ours
            is_clear = ours == theirs or base in (ours, theirs)
            if is_clear and new != base and {base, new} <= shared:
                yield name, new

    def decide(self, three: Three, spot: Spot) -> Fate:
        """Decide on one value."""
        base, ours, theirs = three
        if ours is None or theirs is None:
            return self._one_side(three, spot)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._mapping(base if isinstance(base, dict) else {}, ours, theirs, spot)._replace(
                three=three
            )
        if isinstance(ours, list) and isinstance(theirs, list):
            before = base if isinstance(base, list) else []
            if (found := self._list(before, ours, theirs, spot)) is not None and (
                base is not None or found.parts
            ):
                return found._replace(three=three)
        if same(ours, theirs) or same(theirs, base):
            return Fate(Take.OURS, spot, three)
        return Fate(Take.THEIRS if same(ours, base) else Take.CONFLICT, spot, three)

    def _one_side(self, three: Three, spot: Spot) -> Fate:
        base, ours, theirs = three
        left = theirs if ours is None else ours
        if base is None and left is not None:
            return Fate(Take.THEIRS if ours is None else Take.OURS, spot, three)
        is_gone = left is None or same(left, base)
        return Fate(Take.NEITHER if is_gone else Take.CONFLICT, spot, three)

    def _mapping(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value], spot: Spot
    ) -> Fate:
        slot = shape.slot_at(self.record, spot.place)
        is_by_id = slot is not None and slot.key == spot.place[-1] and slot.holds is Holds.MAP
        known = [] if is_by_id else shape.keys(shape.record_at(self.record, spot.place))
        names = ordered([*base], [*ours], [*theirs], known)
        parts = {
            name: self.decide((base.get(name), ours.get(name), theirs.get(name)), spot.key(name))
            for name in names
        }
        return Fate(Take.PARTS, spot, (base, ours, theirs), parts)

    def _list(self, base: list[Value], ours: list[Value], theirs: list[Value], spot: Spot) -> Fate | None:
        """Return the fate of a list whose entries can be told apart, else None."""
        slot = shape.slot_at(self.record, spot.place)
        if slot is None or slot.holds is not Holds.LIST or slot.record is None:
            is_set = slot is not None and isinstance(slot.field, Names)
            return self._union(base, ours, theirs, spot) if is_set and base else None
        lists = (base, ours, theirs)
        found = named(lists)
        entries = [dict(zip(names, values, strict=True)) for names, values in zip(found, lists, strict=True)]
        here = found
        if self.moved and spot.place == ("sections", 0, "items"):
            here = [
                [n for n in names if self.moved.get(n, spot.names[1]) == spot.names[1]] for names in found
            ]
            for values, items in zip(entries, self.items, strict=True):
                values.update({name: items[name][1] for name in self.moved})
        parts = {
            name: self._entry(
                (entries[0].get(name), entries[1].get(name), entries[2].get(name)), spot.entry(name)
            )
            for name in ordered(here[0], here[1], here[2], [])
        }
        return Fate(Take.PARTS, spot, (base, ours, theirs), parts, (found[0], found[1], found[2]))

    def _entry(self, three: Three, spot: Spot) -> Fate:
        """Decide on a record of a list; two that were added under one name are no two states of one."""
        found = self.decide(three, spot)
        is_clash = three[0] is None and any(found.conflicts())
        return Fate(Take.CONFLICT, spot, three) if is_clash else found

    def _union(self, base: list[Value], ours: list[Value], theirs: list[Value], spot: Spot) -> Fate | None:
        before, mine, others = (_by_value(values) for values in (base, ours, theirs))
        gone = [name for name in before if name not in mine or name not in others]
        kept = tuple(name for name in ordered(before, mine, others, []) if name not in gone)
        three: Three = (base, ours, theirs)
        for side, take in ((ours, Take.OURS), (theirs, Take.THEIRS)):
            if same([*kept], side):
                return Fate(take, spot, three)
        return Fate(Take.UNION, spot, three, union=kept) if kept else None


def _items(plan: Value | None) -> dict[str, tuple[str, Value]]:
    """Return the items of a plan by id, each with the id of its section; none where ids are not unique."""
    found: dict[str, tuple[str, Value]] = {}
    for section in _records(plan, "sections"):
        home = section.get("id")
        for item in _records(section, "items"):
            name = item.get("id")
            if not isinstance(name, str) or not isinstance(home, str) or name in found:
                return {}
            found[name] = (home, item)
    return found


def _records(value: Value | None, key: str) -> list[dict[str, Value]]:
    entries = value.get(key) if isinstance(value, dict) else None
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
