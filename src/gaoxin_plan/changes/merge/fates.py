"""What becomes of each value when two sides changed a file: decided on plain values, by address.

Records in a list are met by their ids, or by what else names them; what has no name by what it says.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from gaoxin_plan.changes.merge import homes
from gaoxin_plan.changes.merge.homes import ITEMS, SECTION, Apart, Homes
from gaoxin_plan.changes.merge.names import by_value, has_ids, is_torn, named, ordered
from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Names, Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.shape import Holds
from gaoxin_plan.model.target import GOALS, Target
from gaoxin_plan.problems import Place
from gaoxin_plan.source.edits import same

Three = tuple[Value | None, Value | None, Value | None]
"""A value in the common ancestor, on our side and on theirs; None where it is not there."""


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
    two lists in one. ``apart`` are items in it whose section is in question. ``goals`` are the goals of a
    target whose kind is, of which this is one. ``is_torn`` says that both sides ordered a list anew.
    """

    take: Take
    spot: Spot
    three: Three
    parts: Mapping[str, "Fate"] = {}
    named: tuple[list[str], list[str], list[str]] | None = None
    union: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()
    goals: Three | None = None
    is_torn: bool = False

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

    def torn(self) -> Iterator["Fate"]:
        """Yield the lists in it that both sides put in another order: ours counts."""
        if self.is_torn:
            yield self
        for part in self.parts.values():
            yield from part.torn()

    def conflicts(self) -> Iterator["Fate"]:
        """Yield the conflicts in it, in order."""
        if self.take is Take.CONFLICT:
            yield self
        for part in self.parts.values():
            yield from part.conflicts()


class Judgement(NamedTuple):
    """What becomes of a whole file, and where its items are now.

    ``unclear`` are lists that both sides changed, whose records cannot be told apart by their ids.
    """

    fate: Fate
    homes: Homes
    unclear: tuple[Spot, ...] = ()


def judge(base: Value | None, ours: Value, theirs: Value, record: type) -> Judgement:
    """Decide on a whole file."""
    court = _Court(record, (base, ours, theirs))
    fate = court.decide((base, ours, theirs), Spot())
    return Judgement(fate, court.homes, tuple(court.unclear))


class _Court:
    """Decides; knows which items moved from one section to another."""

    def __init__(self, record: type, three: Three) -> None:
        self.record = record
        self.homes = homes.judged(three) if record is Plan else Homes()
        self.unclear: list[Spot] = []

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
        if spot.place in (SECTION, ITEMS):
            if apart := self.homes.apart_in(left):
                return Fate(Take.CONFLICT, spot, three, apart=apart)
            left, base = self.homes.staying(left), self.homes.staying(base)
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
        if spot.place[-1:] == (0,) and shape.record_at(self.record, spot.place) is Target:
            parts |= _clash_of_goals(parts, (base, ours, theirs))
        return Fate(Take.PARTS, spot, (base, ours, theirs), parts)

    def _list(self, base: list[Value], ours: list[Value], theirs: list[Value], spot: Spot) -> Fate | None:
        """Return the fate of a list whose entries can be told apart, else None."""
        slot = shape.slot_at(self.record, spot.place)
        if slot is None or slot.holds is not Holds.LIST or slot.record is None:
            is_set = slot is not None and isinstance(slot.field, Names)
            is_united = is_set and base and spot.place[-1] != "lead"  # who leads is one decision
            return self._union(base, ours, theirs, spot) if is_united else None
        lists = (base, ours, theirs)
        if shape.slot(slot.record, "id") is not None and not all(map(has_ids, lists)):
            if not (same(ours, theirs) or same(ours, base) or same(theirs, base)):
                self.unclear.append(spot)
            return None
        found = named(lists)
        entries = [dict(zip(names, values, strict=True)) for names, values in zip(found, lists, strict=True)]
        here = found
        if self.homes.moved and spot.place == ITEMS:
            moved, section = self.homes.moved, spot.names[1]
            here = [[name for name in names if moved.get(name, section) == section] for names in found]
            for values, items in zip(entries, self.homes.items, strict=True):
                values.update({name: items[name].item for name in moved})
        parts = {
            name: self._entry(
                (entries[0].get(name), entries[1].get(name), entries[2].get(name)), spot.entry(name)
            )
            for name in ordered(here[0], here[1], here[2], [])
        }
        return Fate(
            Take.PARTS,
            spot,
            (base, ours, theirs),
            parts,
            (found[0], found[1], found[2]),
            is_torn=is_torn(here[0], here[1], here[2]),
        )

    def _entry(self, three: Three, spot: Spot) -> Fate:
        """Decide on a record of a list; two that were added under one name are no two states of one."""
        if spot.place == (*ITEMS, 0) and spot.names[-1] in self.homes.apart:
            return Fate(Take.CONFLICT, spot, three, apart=(self.homes.apart[spot.names[-1]],))
        found = self.decide(three, spot)
        is_clash = three[0] is None and found.take is Take.PARTS and any(found.conflicts())
        return Fate(Take.CONFLICT, spot, three) if is_clash else found

    def _union(self, base: list[Value], ours: list[Value], theirs: list[Value], spot: Spot) -> Fate | None:
        """Return both sides' names in one list; None where both put another in the place of one name."""
        before, mine, others = (by_value(values) for values in (base, ours, theirs))
        mine_gone, others_gone = ({*before} - {*names} for names in (mine, others))
        mine_new, others_new = {*mine} - {*before} - {*others}, {*others} - {*before} - {*mine}
        if mine_gone & others_gone and mine_new and others_new:
            return None
        gone = mine_gone | others_gone
        kept = tuple(name for name in ordered(before, mine, others, []) if name not in gone)
        three: Three = (base, ours, theirs)
        for side, take in ((ours, Take.OURS), (theirs, Take.THEIRS)):
            if same([*kept], side):
                return Fate(take, spot, three)
        return Fate(Take.UNION, spot, three, union=kept) if kept else None


def _clash_of_goals(
    parts: Mapping[str, Fate], three: tuple[dict[str, Value], dict[str, Value], dict[str, Value]]
) -> dict[str, Fate]:
    """Return the goals of a target on whose kind two sides do not agree, each as a conflict.

    A target has one goal, so that its kind and its number are one value.
    """
    base, ours, theirs = ({key: side[key] for key in GOALS if key in side} for side in three)
    is_clear = ours.keys() == theirs.keys() or same(ours, theirs) or same(base, ours) or same(base, theirs)
    if is_clear:
        return {}
    return {
        key: part._replace(take=Take.CONFLICT, goals=(base, ours, theirs))
        for key, part in parts.items()
        if key in GOALS and not same(part.three[1], part.three[2])
    }
