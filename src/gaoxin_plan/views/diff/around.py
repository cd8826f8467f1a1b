"""The plans that a difference is judged and told in: what is asked of them for each, gathered once."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from gaoxin_plan.model import raw
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.raw import Entry
from gaoxin_plan.problems import Place


class Outline:
    """A plan as its file has it, and where its records stand in it."""

    def __init__(self, plan: Value | None) -> None:
        self.plan = raw.entry(plan)

    @cached_property
    def items(self) -> dict[str, Entry]:
        """The items by their ids, the first of each."""
        return {raw.text(item, "id"): item for item in reversed(raw.items(self.plan))}

    @cached_property
    def known(self) -> dict[str, Entry]:
        """The items, targets and milestones by their ids."""
        items = raw.items(self.plan)
        parts = [part for item in items for part in raw.parts(item)]
        return {raw.text(entry, "id"): entry for entry in (*parts, *items)}

    def leads(self, item: Entry) -> list[str]:
        """Return the leads of an item of this plan: its own, or else those of its section."""
        return raw.names(item.get("lead")) or raw.names(self.section(item).get("lead"))

    def section(self, item: Entry) -> Entry:
        """Return the section that an item of this plan stands in."""
        return self._sections.get(id(item), {})

    def place(self, entry: Entry) -> Place | None:
        """Return where a record of this plan stands."""
        return self._places.get(id(entry))

    @cached_property
    def _sections(self) -> dict[int, Entry]:
        sections = raw.entries(self.plan.get("sections"))
        return {id(item): one for one in sections for item in raw.entries(one.get("items"))}

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {id(entry): place for place, entry in _records(self.plan, ())}


def _records(value: Value, place: Place) -> Iterator[tuple[Place, Entry]]:
    """Yield every mapping with its place."""
    if isinstance(value, dict):
        yield place, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inside in steps:
        if not isinstance(inside, str):
            yield from _records(inside, (*place, step))


class Around(NamedTuple):
    """The plan before and after."""

    old: Outline
    new: Outline


def around(old: Value | None, new: Value | None) -> Around:
    """Return the plans around the differences between them."""
    return Around(Outline(old), Outline(new))
