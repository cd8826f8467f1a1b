"""Which items are asked about, and whose they are: what most questions begin with."""

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
    section = scope.section
    tasks = [task for task in plan.tasks() if section is None or task.section.id == section.id]
    found = [_row(task, directory, scope.department) for task in tasks]
    if scope.department is None:
        return tuple(found)
    led = [row for row in found if row.role == "lead"]
    shared = [] if scope.lead_only else [row for row in found if row.role == "responsible"]
    return (*led, *shared)


def _row(task: Task, directory: Directory, department: Department | None) -> Row:
    lead, responsible = directory.own_names(task.lead), directory.own_names(task.item.responsible)
    name = department.name if department else None
    role = "lead" if name in lead else "responsible" if name in responsible else None
    return Row(task, lead, responsible, role)
