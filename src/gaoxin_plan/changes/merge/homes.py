"""Which section each item of a plan is in when the sides do not agree: decided once for the whole plan.

The section is one more value of an item, so that an item never stands in two sections, or comes back.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gaoxin_plan.model import raw
from gaoxin_plan.model.fields import Value
from gaoxin_plan.problems import Place
from gaoxin_plan.source.edits import same

SECTION: Place = ("sections", 0)
ITEMS: Place = (*SECTION, "items")
Sections = tuple[str | None, str | None, str | None]
"""The section that an item is in, in the common ancestor, on our side and on theirs."""


class Apart(NamedTuple):
    """An item that the sides put in different sections, or that one moved and the other removed."""

    name: str
    sections: Sections


class Home(NamedTuple):
    """The section of an item, and what the item says."""

    section: str
    item: Value


class Homes(NamedTuple):
    """What became of the items.

    ``items`` are those of each side by id, ``moved`` the section that each moved one is in now, ``apart``
    those on which a person must decide.
    """

    items: tuple[Mapping[str, Home], ...] = ({}, {}, {})
    moved: Mapping[str, str] = {}
    apart: Mapping[str, Apart] = {}

    def apart_in(self, value: Value | None) -> tuple[Apart, ...]:
        """Return the items to decide on that stand in a section or its list of items."""
        names = [item.get("id") for item in _items(value)]
        return tuple(self.apart[name] for name in names if isinstance(name, str) and name in self.apart)

    def staying(self, value: Value | None) -> Value | None:
        """Return a section or its list of items without those that moved."""
        kept: list[Value] = [
            item for item in _items(value) if item.get("id") not in {*self.moved, *self.apart}
        ]
        if isinstance(value, dict) and "items" in value:
            return {**value, "items": kept}
        return kept if isinstance(value, list) else value


def judged(three: tuple[Value | None, ...]) -> Homes:
    """Decide where the items of a plan are; nothing is decided where ids cannot tell them apart."""
    known = [_homes(value) for value in three]
    found = [homes for homes in known if homes is not None]
    if len(found) < len(known):
        return Homes()
    sections = [_sections(value) for value in three]
    lists = [{name for name, section in one.items() if "items" in section} for one in sections]
    shared = set.intersection(*lists)
    moved: dict[str, str] = {}
    apart: dict[str, Apart] = {}
    went: dict[str, str] = {}
    for name in {**found[0], **found[1], **found[2]}:
        base, ours, theirs = (homes.get(name) for homes in found)
        new = _new(base, ours, theirs)
        if isinstance(new, str):
            is_new_there = sum(new in one for one in sections) == 1 and new not in sections[0]
            other = theirs if ours is not None and ours.section == new else ours
            if new in shared or (ours and theirs and ours.section == theirs.section):
                moved[name] = new
            elif not is_new_there or other is None or base is None or not same(other.item, base.item):
                new = None
        if isinstance(new, str):
            went[name] = new
        if new is None:
            apart[name] = _apart(name, found)
    homes = Homes(tuple(found), moved, apart)
    while back := _drawn_in(homes, went, sections):
        homes = homes._replace(
            moved={name: new for name, new in homes.moved.items() if name not in back},
            apart={**homes.apart, **{name: _apart(name, found) for name in back}},
        )
    return homes


def _drawn_in(
    homes: Homes, went: Mapping[str, str], sections: list[dict[str, dict[str, Value]]]
) -> list[str]:
    """Return the items that moved out of, or into, a section on which a person must decide as a whole."""
    base = homes.items[0]
    torn = {name for name in sections[0] if _is_torn(homes, [one.get(name) for one in sections])}
    held = {section for one in homes.apart.values() for section in one.sections[1:]} - sections[0].keys()
    return [
        name
        for name, new in went.items()
        if name not in homes.apart and (base[name].section in torn or new in held)
    ]


def _apart(name: str, found: list[dict[str, Home]]) -> Apart:
    base, ours, theirs = (home.section if (home := homes.get(name)) else None for homes in found)
    return Apart(name, (base, ours, theirs))


def _is_torn(homes: Homes, three: list[dict[str, Value] | None]) -> bool:
    """Whether one side removed a section, or its list, in which the other changed more than what moved."""
    base, ours, theirs = three
    if ours is not None and theirs is not None:
        base, ours, theirs = ({"items": one["items"]} if one and "items" in one else None for one in three)
    if base is None or (ours is None) == (theirs is None):
        return False
    left = theirs if ours is None else ours
    return bool(homes.apart_in(left)) or not same(homes.staying(left), homes.staying(base))


def _new(base: Home | None, ours: Home | None, theirs: Home | None) -> str | bool | None:
    """Return the section that an item moved to, True where it stays or is one side's; None is a conflict."""
    if ours is None or theirs is None:
        left = ours or theirs
        return True if base is None or left is None or left.section == base.section else None
    mine, others = ours.section, theirs.section
    if base is None:
        return True if mine == others else None
    if mine == others == base.section:
        return True
    if mine != others and base.section not in (mine, others):
        return None
    return others if mine == base.section else mine


def _homes(plan: Value | None) -> dict[str, Home] | None:
    """Return the items of a plan by id, each with its section; None where an id is missing or not unique."""
    found: dict[str, Home] = {}
    entries, sections = raw.entry(plan).get("sections"), _sections(plan)
    if len(sections) != (len(entries) if isinstance(entries, list) else 0):
        return None
    for home, section in sections.items():
        inner, items = section.get("items"), _items(section)
        if len(items) != (len(inner) if isinstance(inner, list) else 0):
            return None
        for item in items:
            name = item.get("id")
            if not isinstance(name, str) or name in found:
                return None
            found[name] = Home(home, item)
    return found


def _sections(plan: Value | None) -> dict[str, dict[str, Value]]:
    records = raw.entries(raw.entry(plan).get("sections"))
    return {name: section for section in records if isinstance(name := section.get("id"), str)}


def _items(value: Value | None) -> list[dict[str, Value]]:
    """Return the items of a section, or of its list."""
    return raw.entries(value.get("items") if isinstance(value, dict) else value)
