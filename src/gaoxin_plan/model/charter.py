"""A plan through time: as it stood on a day, by its amendments."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from gaoxin_plan.model.amendment import ADDED, DROPPED, WHOLE, Amendment
from gaoxin_plan.model.plan import Item, Plan, Section, Task
from gaoxin_plan.model.target import Milestone, Part, Target
from gaoxin_plan.problems import BadValueError

P = TypeVar("P", Item, Target, Milestone)


class Charter:
    """A plan and what it was before it was amended.

    An amendment holds on and after its day. What was added later is not there yet, and what was dropped is
    there until then.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._amendments = sorted(plan.amendments, key=lambda amendment: amendment.date)
        self._added = {a.of: a.date for a in self._amendments if a.key == ADDED}
        self._days = [amendment.date for amendment in self._amendments]
        self._known: dict[int, tuple[Plan, dict[str, Task]]] = {}

    def on(self, day: date) -> Plan:
        """Return the plan as it stood on a day."""
        return self._at(day)[0]

    def adopted(self) -> Plan:
        """Return the plan as it was adopted; what was added since keeps its place."""
        return _undone(self.plan, (), [a for a in self._amendments if a.key != ADDED])

    def tasks(self, day: date) -> Mapping[str, Task]:
        """Return the items as they stood on a day, by their ids."""
        return self._at(day)[1]

    def task(self, id_: str, day: date) -> Task | None:
        """Return an item as it stood on a day, if it was there."""
        return self.tasks(day).get(id_)

    def added(self, id_: str) -> date | None:
        """Return the day that an item or part was added on (again), if it was not there all the time."""
        return self._added.get(id_)

    def _at(self, day: date) -> tuple[Plan, dict[str, Task]]:
        count = bisect_right(self._days, day) if self._days else 0
        if count not in self._known:
            plan = _undone(self.plan, self._amendments[:count], self._amendments[count:])
            self._known[count] = plan, {task.item.id: task for task in plan.tasks()}
        return self._known[count]


def _undone(plan: Plan, done: Iterable[Amendment], later: Iterable[Amendment]) -> Plan:
    is_gone = {amendment.of: amendment.key == DROPPED for amendment in done if amendment.key in WHOLE}
    before: dict[str, dict[str, Any]] = {}
    for amendment in later:  # the first change that is still to come knows what holds now
        if amendment.key in WHOLE:
            is_gone.setdefault(amendment.of, amendment.key == ADDED)
        else:
            before.setdefault(amendment.of, {}).setdefault(amendment.key, amendment.before)
    gone = {id_ for id_, is_so in is_gone.items() if is_so}
    if not gone and not before:
        return plan
    return replace(plan, sections=tuple(_section(section, gone, before) for section in plan.sections))


def _section(section: Section, gone: set[str], before: dict[str, dict[str, Any]]) -> Section:
    items = [_stood(item, before) for item in section.items if item.id not in gone]
    return replace(section, items=tuple(_item(item, gone, before) for item in items))


def _item(item: Item, gone: set[str], before: dict[str, dict[str, Any]]) -> Item:
    parts: tuple[Part, ...] = (*item.targets, *item.milestones)
    if not any(part.id in gone or part.id in before for part in parts):
        return item
    return replace(
        item,
        targets=tuple(_stood(target, before) for target in item.targets if target.id not in gone),
        milestones=tuple(
            _stood(milestone, before) for milestone in item.milestones if milestone.id not in gone
        ),
    )


def _stood(part: P, before: dict[str, dict[str, Any]]) -> P:
    changes = before.get(part.id)
    try:
        return replace(part, **changes) if changes else part
    except (BadValueError, TypeError):  # amendments that do not fit
        return part
