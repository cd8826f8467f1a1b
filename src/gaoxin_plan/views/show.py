"""One item whole: its words, who does it, what it is measured by."""

from datetime import date
from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.amendment import ADDED, DROPPED, Amendment
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.views.rows import own_names

UNDATED = "未明确时限"


class Part(NamedTuple):
    """A target or milestone in words; ``goal`` is empty for a milestone."""

    id: str
    name: str
    goal: str
    due: str
    quote: str
    light: PartLight


class Shown(NamedTuple):
    """An item as ``show`` answers it."""

    task: Task
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    light: ItemLight
    targets: tuple[Part, ...]
    milestones: tuple[Part, ...]
    amended: tuple[str, ...]


def show(task: Task, now: Situation) -> Shown:
    """Return one item whole, as it stands in a situation."""
    plan, item, light = now.plan, task.item, item_light(task, now)
    lights = {part.id: part for part in light.parts}
    targets = [
        Part(t.id, t.metric, goal_in_words(t), due_in_words(plan, t), t.quote, lights[t.id])
        for t in item.targets
    ]
    milestones = [
        Part(m.id, m.title, "", due_in_words(plan, m), m.quote, lights[m.id]) for m in item.milestones
    ]
    lead, responsible = own_names(now.directory, task.lead), own_names(now.directory, item.responsible)
    changes = amendments(now.charter, task, now.as_of)
    return Shown(task, lead, responsible, light, tuple(targets), tuple(milestones), changes)


def amendments(charter: Charter, task: Task, day: date) -> tuple[str, ...]:
    """Return what was amended of an item and its parts up to a day, dropped ones included, in words."""
    found = (a for a in charter.plan.amendments if a.of.partition(".")[0] == task.item.id and a.date <= day)
    return tuple(f"{a.date} {a.of} {amended(a)}({a.approved})" for a in found)


_KEYS = {"due": "完成时限", "lead": "牵头部门", "responsible": "责任部门"}


def amended(amendment: Amendment) -> str:
    """Return an amendment in words: ``目标 10 改为 8``."""
    if amendment.key in (ADDED, DROPPED):
        return "新增" if amendment.key == ADDED else "取消"
    name = _KEYS.get(amendment.key, "目标")
    old, new = ("、".join(raw) if raw else "无" for raw in (amendment.old, amendment.new))
    return f"{name} {old} 改为 {new}"


def due_in_words(plan: Plan, part: Target | Milestone) -> str:
    """Return when a part is due, as papers print it.

    A target without a date is due at the plan's end. A milestone without one is due then too, but the
    plan did not say so, and neither does the paper.
    """
    if isinstance(part, Milestone) and part.due is None:
        return f"{part.limit}(逐项)" if part.limit else UNDATED
    return full_date(part.due or plan.last_day)
