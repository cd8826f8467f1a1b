"""Which items have another light than in another state, as of the same day, or were not there."""

from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.views.export import Json


class LightChange(NamedTuple):
    """An item whose light changed, and why it has the one it has now; None where there is no such item."""

    id: str
    title: str
    before: Light | None
    after: Light | None
    reasons: tuple[str, ...]


def light_changes(old: Situation, new: Situation) -> tuple[LightChange, ...]:
    """Return the items whose light is another, those that are gone first, then the worst of now."""
    before = {task.item.id: (task.item.title, item_light(task, old).light) for task in old.plan.tasks()}
    found = []
    for task in new.plan.tasks():
        light, (_, was) = item_light(task, new), before.pop(task.item.id, ("", None))
        if was is not light.light:
            found.append(LightChange(task.item.id, task.item.title, was, light.light, light.reasons))
    gone = (LightChange(id_, title, was, None, ()) for id_, (title, was) in before.items())
    return (*gone, *sorted(found, key=_badness, reverse=True))


def _badness(change: LightChange) -> int:
    return change.after.badness if change.after else 0


def lights_json(changes: tuple[LightChange, ...]) -> list[Json]:
    """Return the changes of lights: ``[{"id", "title", "before", "after", "reasons": [text]}]``.

    ``before`` or ``after`` is null where there is no such item.
    """
    return [
        {
            "id": change.id,
            "title": change.title,
            "before": change.before and change.before.value,
            "after": change.after and change.after.value,
            "reasons": list(change.reasons),
        }
        for change in changes
    ]
