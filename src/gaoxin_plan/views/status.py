"""How do we stand: every item with its light, for the whole plan or for one department."""

from collections.abc import Iterable
from typing import NamedTuple

from gaoxin_plan.lights import ItemLight, Light, item_light
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.goals import target_in_words
from gaoxin_plan.model.plan import Department, Item, Plan, Section, Task
from gaoxin_plan.views.selection import Moment


class Scope(NamedTuple):
    """Which items are asked about; an empty scope is the whole plan."""

    department: Department | None = None
    lead_only: bool = False
    section: Section | None = None
    lights: frozenset[Light] = frozenset()


class Row(NamedTuple):
    """One item. ``role`` is that of the department asked about: lead, responsible, or None."""

    task: Task
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    role: str | None
    light: ItemLight
    goals: tuple[str, ...]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.task.item


class Status(NamedTuple):
    """The answer. Rows stand in printed order; with a department, those it leads come first."""

    plan: Plan
    moment: Moment
    scope: Scope
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[Light, int]:
        """How many items have each light; the counts add up to the rows."""
        return {light: sum(row.light.light is light for row in self.rows) for light in Light}

    def of_role(self, role: str | None) -> tuple[Row, ...]:
        """Return the rows of one role."""
        return tuple(row for row in self.rows if row.role == role)


def status(plan: Plan, moment: Moment, scope: Scope) -> Status:
    """Return how the items of ``scope`` stand."""
    return Status(plan, moment, scope, rows(plan, scope))


def rows(plan: Plan, scope: Scope) -> tuple[Row, ...]:
    """Return the items of ``scope`` in printed order; with a department, those it leads come first."""
    directory = Directory(plan.departments)
    every = [_row(task, directory, scope) for task in plan.tasks()]
    kept = [row for row in every if _is_asked(row, scope)]
    kept.sort(key=lambda row: row.role == "responsible")
    return tuple(kept)


def _row(task: Task, directory: Directory, scope: Scope) -> Row:
    lead, responsible = own_names(directory, task.lead), own_names(directory, task.item.responsible)
    name = scope.department.name if scope.department else None
    role = "lead" if name in lead else "responsible" if name in responsible else None
    return Row(task, lead, responsible, role, item_light(task.item), goals(task.item))


def _is_asked(row: Row, scope: Scope) -> bool:
    roles = {"lead"} if scope.lead_only else {"lead", "responsible"}
    return (
        (scope.department is None or row.role in roles)
        and (scope.section is None or row.task.section.id == scope.section.id)
        and (not scope.lights or row.light.light in scope.lights)
    )


def own_names(directory: Directory, names: Iterable[str]) -> tuple[str, ...]:
    """Return names as the departments call themselves."""
    return tuple(directory.canonical(name) for name in names)


def goals(item: Item) -> tuple[str, ...]:
    """Return what an item is measured by: its targets and milestones in words."""
    return (*(target_in_words(target) for target in item.targets), *(m.title for m in item.milestones))
