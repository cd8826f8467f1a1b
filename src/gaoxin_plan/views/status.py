"""How do we stand: every item with its light, for the whole plan or for one department."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from gaoxin_plan.lights.light import ItemLight, Light, PartLight
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Item, Plan, Task
from gaoxin_plan.views.rows import Row, Scope, rows
from gaoxin_plan.views.selection import Moment

if TYPE_CHECKING:
    from gaoxin_plan.lights.situation import Situation

Counts = dict[Light, int]


class Stand(NamedTuple):
    """An item and its light."""

    row: Row
    light: ItemLight

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.row.task.item

    @property
    def task(self) -> Task:
        """The item in its section."""
        return self.row.task


class Status(NamedTuple):
    """The answer. Rows stand in printed order; with a department, those it leads come first.

    ``every`` counts the rows that there are without ``scope.lights``. ``latest`` is the last period that any
    counted filing is of: it may be one that has only begun. ``revision`` is the one that it is told of.
    """

    plan: Plan
    moment: Moment
    scope: Scope
    rows: tuple[Stand, ...]
    every: Counts
    latest: Period | None
    revision: str = ""

    @property
    def counts(self) -> Counts:
        """How many items have each light; the counts add up to the rows."""
        return counts(self.rows)

    @property
    def by_department(self) -> dict[str, Counts]:
        """How many of the items that a department leads have each light; only those that lead any."""
        led: dict[str, list[Stand]] = {}
        for stand in self.rows:
            for name in stand.row.lead:
                led.setdefault(name, []).append(stand)
        names = [department.name for department in self.plan.departments]
        return {name: counts(led[name]) for name in names if name in led}

    @property
    def late(self) -> tuple[tuple[Stand, PartLight], ...]:
        """The parts that are overdue, the latest first."""
        found = [(stand, part) for stand in self.rows for part in stand.light.parts if part.days_late]
        return tuple(sorted(found, key=lambda pair: -pair[1].days_late))

    def of_role(self, role: str | None) -> tuple[Stand, ...]:
        """Return the rows of one role."""
        return tuple(stand for stand in self.rows if stand.row.role == role)


def status(now: "Situation", moment: Moment, scope: Scope) -> Status:
    """Return how the items of ``scope`` stand."""
    from gaoxin_plan.lights.item import item_light

    stands = tuple(Stand(row, item_light(row.task, now)) for row in rows(now.plan, scope))
    asked = tuple(stand for stand in stands if not scope.lights or stand.light.light in scope.lights)
    latest = max((stand.light.filed for stand in asked if stand.light.filed is not None), default=None)
    return Status(now.plan, moment, scope, asked, counts(stands), latest)


def counts(stands: Iterable[Stand]) -> Counts:
    """Return how many items have each light."""
    found = Counter(stand.light.light for stand in stands)
    return {light: found[light] for light in Light}
