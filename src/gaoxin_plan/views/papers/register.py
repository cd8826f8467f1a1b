"""The whole 台账 for a workbook: every item with its light in each period, and all that was filed."""

from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import Light, mark
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views.papers.counts import Counts
from gaoxin_plan.views.papers.facts import DepartmentFacts, ItemFacts, SaidFacts
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.views.selection import Moment, stood


class Lamp(NamedTuple):
    """A light and its words: ``●绿灯``; ``light`` is None, with no words, where the item was not there."""

    light: Light | None
    words: str


class Entry(NamedTuple):
    """An item, its light now and as it stood for each period, and what was said of it."""

    item: ItemFacts
    light: Lamp
    lights: tuple[Lamp, ...]
    said: tuple[SaidFacts, ...]


class Register(NamedTuple):
    """The answer. ``periods`` have begun, in order; ``lacking`` is how many items a department owes."""

    plan: Plan
    moment: Moment
    as_of: str
    rule: str
    periods: tuple[str, ...]
    entries: tuple[Entry, ...]
    departments: tuple[DepartmentFacts, ...]
    counts: Counts
    lacking: dict[str, int]


def register(now: Situation, moment: Moment) -> Register:
    """Return the whole 台账 as it stands in a situation."""
    paper = Paper(now, moment)
    said = paper.ledger
    lights = _lights(now)
    entries = tuple(
        Entry(item, _lamp(item), tuple(known.get(item.id, Lamp(None, "")) for known in lights), said[item.id])
        for item in paper.items
    )
    return Register(
        plan=now.plan,
        moment=moment,
        as_of=paper.as_of,
        rule=paper.rule,
        periods=tuple(period.words for period in now.periods),
        entries=entries,
        departments=paper.departments,
        counts=paper.counts,
        lacking={silent.department: len(silent.items) for silent in paper.missing},
    )


def _lamp(item: ItemFacts) -> Lamp:
    return Lamp(Light(item.light.name), item.light.mark + item.light.word)


def _lights(now: Situation) -> list[dict[str, Lamp]]:
    """Return the lights of each period, by item."""
    found = []
    for period in now.periods:
        then = stood(now.charter, now.progress, period, now.as_of)
        lights = {task.item.id: item_light(task, then) for task in then.plan.tasks()}
        found.append(
            {
                id_: Lamp(one.light, mark(measured=one.measured) + one.light.word)
                for id_, one in lights.items()
            }
        )
    return found
