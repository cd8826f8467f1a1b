"""Which items are asked about, and whose they are: what most questions begin with."""

from collections.abc import Iterable
from typing import NamedTuple

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.goals import target_in_words
from gaoxin_plan.model.plan import Department, Item, Plan, Section, Task


class Scope(NamedTuple):
    """Which items are asked about; an empty scope is the whole plan. Only status knows ``lights``."""

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

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.task.item

    @property
    def goals(self) -> tuple[str, ...]:
        """What it is measured by: its targets and milestones in words."""
        targets = (target_in_words(target) for target in self.item.targets)
        return (*targets, *(milestone.title for milestone in self.item.milestones))


def rows(plan: Plan, scope: Scope) -> tuple[Row, ...]:
    """Return the items of ``scope`` in printed order; with a department, those it leads come first."""
    directory = Directory(plan.departments)
    kept = [row for row in (_row(task, directory, scope) for task in plan.tasks()) if _is_asked(row, scope)]
    kept.sort(key=lambda row: row.role == "responsible")
    return tuple(kept)


def _row(task: Task, directory: Directory, scope: Scope) -> Row:
    lead, responsible = own_names(directory, task.lead), own_names(directory, task.item.responsible)
    name = scope.department.name if scope.department else None
    role = "lead" if name in lead else "responsible" if name in responsible else None
    return Row(task, lead, responsible, role)


def _is_asked(row: Row, scope: Scope) -> bool:
    roles = {"lead"} if scope.lead_only else {"lead", "responsible"}
    return (scope.department is None or row.role in roles) and (
        scope.section is None or row.task.section.id == scope.section.id
    )


def own_names(directory: Directory, names: Iterable[str]) -> tuple[str, ...]:
    """Return names as the departments call themselves."""
    return tuple(directory.canonical(name) for name in names)
