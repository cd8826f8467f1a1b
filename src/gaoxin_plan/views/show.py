"""One item whole: its words, who does it, what it is measured by."""

from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.plan import Task
from gaoxin_plan.views.amended import Amended, amendments
from gaoxin_plan.views.limits import due_in_words


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
    amended: tuple[Amended, ...]


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
    lead, responsible = now.directory.own_names(task.lead), now.directory.own_names(item.responsible)
    changes = amendments(now.charter, task.item.id, now.as_of)
    return Shown(task, lead, responsible, light, tuple(targets), tuple(milestones), changes)
