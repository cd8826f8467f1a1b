"""What is to be reached, item by item: goal, value so far, pace, unit and time limit of every target."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.export import Json, number, row_json, target_json
from gaoxin_plan.views.rows import Row, Scope, rows
from gaoxin_plan.views.selection import Moment

if TYPE_CHECKING:
    from gaoxin_plan.lights.situation import Situation


class Standing(NamedTuple):
    """A target. ``value`` is what was filed last, ``pace`` what it should have reached by now, in its unit.

    Both are None where nothing was filed, ``pace`` also where the target has none.
    """

    target: Target
    due: date
    light: PartLight

    @property
    def value(self) -> Decimal | None:
        """What was filed last."""
        return self.light.value

    @property
    def pace(self) -> Decimal | None:
        """What it should have reached by now."""
        return None if self.light.gap is None else self.light.gap.expected


class Measured(NamedTuple):
    """An item and its targets, one at least."""

    row: Row
    targets: tuple[Standing, ...]


class Targets(NamedTuple):
    """The answer; items without a target are left out."""

    plan: Plan
    moment: Moment
    scope: Scope
    items: tuple[Measured, ...]

    @property
    def size(self) -> int:
        """How many targets there are."""
        return sum(len(item.targets) for item in self.items)


def targets(now: "Situation", moment: Moment, scope: Scope) -> Targets:
    """Return the targets of the items of ``scope``; one without a date is due at the plan's end."""
    from gaoxin_plan.lights.item import item_light

    asked = (row for row in rows(now.plan, scope) if row.item.targets)
    items = tuple(_measured(row, item_light(row.task, now), now.end) for row in asked)
    return Targets(now.plan, moment, scope, items)


def _measured(row: Row, light: ItemLight, end: date) -> Measured:
    lights = {part.id: part for part in light.parts}
    return Measured(row, tuple(Standing(t, t.due or end, lights[t.id]) for t in row.item.targets))


def targets_json(targets: Targets) -> dict[str, Json]:
    """Return the items and their targets; a goal stands under its own key, as in ``export json``.

    ``{"items": [{"id", "number", "title", "section", "lead", "responsible", "role",
    "targets": [{"id", "metric", "at_least": 10, "unit", "due", "value", "pace", "light", "quote", …}]}]}``;
    ``unit`` and ``due`` are always there, ``value`` and ``pace`` are null until something is filed.
    """
    return {
        "items": [
            row_json(item.row) | {"targets": [_standing_json(standing) for standing in item.targets]}
            for item in targets.items
        ]
    }


def _standing_json(standing: Standing) -> Json:
    return target_json(standing.target) | {
        "unit": standing.target.unit or None,
        "due": standing.due.isoformat(),
        "value": None if standing.value is None else number(standing.value),
        "pace": None if standing.pace is None else number(standing.pace),
        "light": standing.light.light.value,
    }
