"""Which items have another light than in another state, as of the same day."""

from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.views.export import Json


class LightChange(NamedTuple):
    """An item whose light changed, and why it has the one it has now."""

    id: str
    title: str
    before: Light
    after: Light
    reasons: tuple[str, ...]


def light_changes(old: Situation, new: Situation) -> tuple[LightChange, ...]:
    """Return the items of both states whose light is another; the worst of now first."""
    before = {task.item.id: item_light(task, old).light for task in old.plan.tasks()}
    found = []
    for task in new.plan.tasks():
        light, was = item_light(task, new), before.get(task.item.id)
        if was is not None and was is not light.light:
            found.append(LightChange(task.item.id, task.item.title, was, light.light, light.reasons))
    return tuple(sorted(found, key=lambda change: -change.after.badness))


def lights_json(changes: tuple[LightChange, ...]) -> list[Json]:
    """Return the changes of lights: ``[{"id", "title", "before", "after", "reasons": [text]}]``."""
    return [
        {
            "id": change.id,
            "title": change.title,
            "before": change.before.value,
            "after": change.after.value,
            "reasons": list(change.reasons),
        }
        for change in changes
    ]
