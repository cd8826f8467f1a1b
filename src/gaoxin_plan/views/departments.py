"""Who does what: every department, the items it leads and co-operates in, and whom to call there."""

from typing import NamedTuple

from gaoxin_plan.model.plan import Department, Plan
from gaoxin_plan.views.export import Json
from gaoxin_plan.views.rows import Scope, rows


class Duties(NamedTuple):
    """A department, and the ids of its items in printed order."""

    department: Department
    lead: tuple[str, ...]
    responsible: tuple[str, ...]


class Departments(NamedTuple):
    """The answer, in the plan's order; ``leaderless`` are the items that no department leads."""

    plan: Plan
    duties: tuple[Duties, ...]
    leaderless: tuple[str, ...]


def departments(plan: Plan) -> Departments:
    """Return what each department of a plan does."""
    every = rows(plan, Scope())
    lead: dict[str, list[str]] = {}
    responsible: dict[str, list[str]] = {}
    for row in every:
        for name in dict.fromkeys(row.lead):
            lead.setdefault(name, []).append(row.item.id)
        for name in dict.fromkeys(row.responsible):
            if name not in row.lead:
                responsible.setdefault(name, []).append(row.item.id)
    duties = tuple(
        Duties(found, tuple(lead.get(found.name, ())), tuple(responsible.get(found.name, ())))
        for found in plan.departments
    )
    return Departments(plan, duties, tuple(row.item.id for row in every if not row.lead))


def departments_json(departments: Departments) -> dict[str, Json]:
    """Return the departments.

    ``{"departments": [{"id", "name", "aliases", "contact": name|null, "lead": [item ids],
    "responsible": [item ids]}]}``
    """
    return {
        "departments": [
            {
                "id": duties.department.id,
                "name": duties.department.name,
                "aliases": list(duties.department.aliases),
                "contact": duties.department.contact or None,
                "lead": list(duties.lead),
                "responsible": list(duties.responsible),
            }
            for duties in departments.duties
        ]
    }
