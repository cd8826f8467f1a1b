"""A plan as plain data for other programs: the JSON contract, whose keys do not change."""

from decimal import Decimal

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.views.rows import Row
from gaoxin_plan.views.status import Counts, Status

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def plan_json(plan: Plan) -> dict[str, Json]:
    """Return the whole plan; ``due`` and the rest of a part are there only where the plan says them."""
    directory = Directory(plan.departments)
    head: dict[str, Json] = {
        "title": plan.title,
        "year": plan.year,
        "issuer": plan.issuer,
        "published": plan.published.isoformat(),
        "preamble": plan.preamble,
        "departments": [
            {"id": department.id, "name": department.name, "aliases": list(department.aliases)}
            for department in plan.departments
        ],
    }
    if plan.year is None:
        head |= {"from": plan.first_day.isoformat(), "to": plan.last_day.isoformat()}
    sections: list[Json] = [
        {
            "id": section.id,
            "number": section.number,
            "title": section.title,
            "items": [item_json(Task(section, item), directory) for item in section.items],
        }
        for section in plan.sections
    ]
    return head | {"sections": sections}


def item_json(task: Task, directory: Directory) -> dict[str, Json]:
    """Return one item with its parts; names are the departments' own."""
    item = task.item
    leader: dict[str, Json] = {"leader": task.leader} if task.leader else {}
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "text": item.text,
        "lead": list(directory.own_names(task.lead)),
        "responsible": list(directory.own_names(item.responsible)),
        **leader,
        "targets": [target_json(target) for target in item.targets],
        "milestones": [_milestone_json(milestone) for milestone in item.milestones],
    }


def target_json(target: Target) -> dict[str, Json]:
    """Return a target; its goal stands under the goal's own key."""
    kind, goal = target.goal
    if isinstance(goal, tuple):
        value: Json = [number(bound) for bound in goal]
    else:
        value = goal if isinstance(goal, str) else number(goal)
    found: dict[str, Json] = {"id": target.id, "metric": target.metric, kind: value}
    baseline = None if target.baseline is None else number(target.baseline)
    due = target.due.isoformat() if target.due else None
    more: dict[str, Json] = {"unit": target.unit, "baseline": baseline, "due": due, "part_of": target.part_of}
    return (
        found | {key: said for key, said in more.items() if said not in (None, "")} | {"quote": target.quote}
    )


def _milestone_json(milestone: Milestone) -> dict[str, Json]:
    due = milestone.due.isoformat() if milestone.due else None
    more: dict[str, Json] = {"due": due, "limit": milestone.limit}
    found: dict[str, Json] = {"id": milestone.id, "title": milestone.title}
    return found | {key: said for key, said in more.items() if said} | {"quote": milestone.quote}


def number(value: Decimal) -> int | float:
    """Return a number as JSON has it; what cannot be written to the end is rounded."""
    return int(value) if value == value.to_integral_value() else float(f"{value:.6f}")


def status_json(status: Status) -> dict[str, Json]:
    """Return how the items stand, how many have each light, also of each lead's, and what is overdue."""
    return {
        "as_of": status.moment.as_of.isoformat(),
        "period": str(status.moment.period),
        "items": [row_json(stand.row) | light_json(stand.light) for stand in status.rows],
        "counts": _counts_json(status.counts),
        "departments": [
            {"name": name, "counts": _counts_json(counts)} for name, counts in status.by_department.items()
        ],
        "late": [
            {"id": part.id, "item": stand.item.id, "days": part.days_late} for stand, part in status.late
        ],
    }


def _counts_json(counts: Counts) -> dict[str, Json]:
    return {light.value: count for light, count in counts.items()}


def row_json(row: Row) -> dict[str, Json]:
    """Return which item a row is about, and whose it is."""
    return {
        "id": row.item.id,
        "number": row.item.number,
        "title": row.item.title,
        "section": row.task.section.id,
        "lead": list(row.lead),
        "responsible": list(row.responsible),
        "role": row.role,
    }


def light_json(light: ItemLight) -> dict[str, Json]:
    """Return a light as the keys that an item's answer carries."""
    return {"light": light.light.value, "measured": light.measured, "reasons": list(light.reasons)}
