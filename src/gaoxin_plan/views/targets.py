"""What is to be reached, item by item: goal, value so far, pace, unit and time limit of every target."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.model.plan import Plan, Target
from gaoxin_plan.views.export import Json, number, row_json, target_json
from gaoxin_plan.views.status import Row, Scope, rows


class Standing(NamedTuple):
    """A target. ``value`` is what was filed, ``pace`` what it should have reached by now, in its unit.

    Nothing is filed yet in this version, so both are None.
    """

    target: Target
    due: date
    value: Decimal | None = None
    pace: Decimal | None = None


class Measured(NamedTuple):
    """An item and its targets, one at least."""

    row: Row
    targets: tuple[Standing, ...]


class Targets(NamedTuple):
    """The answer; items without a target are left out."""

    plan: Plan
    scope: Scope
    items: tuple[Measured, ...]

    @property
    def size(self) -> int:
        """How many targets there are."""
        return sum(len(item.targets) for item in self.items)


def targets(plan: Plan, scope: Scope) -> Targets:
    """Return the targets of the items of ``scope``; one without a date is due at the plan's end."""
    items = tuple(
        Measured(row, tuple(Standing(target, target.due or plan.last_day) for target in row.item.targets))
        for row in rows(plan, scope)
        if row.item.targets
    )
    return Targets(plan, scope, items)


def targets_json(targets: Targets) -> dict[str, Json]:
    """Return the items and their targets; a goal stands under its own key, as in ``export json``.

    ``{"items": [{"id", "number", "title", "section", "lead", "responsible", "role",
    "targets": [{"id", "metric", "at_least": 10, "unit", "due", "value", "pace", "quote", …}]}]}``;
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
    }
