"""督办单: the matter of one item, and what would put it right."""

from collections.abc import Iterator
from datetime import timedelta

from gaoxin_plan.lights.item import cases, item_light
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.way_out import way_out
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.papers.facts import ItemFacts, NoticeFacts, NoticePart
from gaoxin_plan.views.papers.items import light_facts
from gaoxin_plan.views.papers.typesetting import Typeset
from gaoxin_plan.views.selection import Moment

DAYS = 10
"""Days from ``as_of`` on that a notice gives by default; ours, no city prints one."""


def notice(task: Task, item: ItemFacts, now: Situation, moment: Moment, typeset: Typeset) -> NoticeFacts:
    """Return the matter of an item as it stands."""
    parts = tuple(_parts(task, now, typeset))
    return NoticeFacts(
        item=item,
        number=f"{moment.period}-{task.item.id}",
        source=f"《{now.plan.title}》第{task.section.number}部分第{task.item.number}条",
        behind=tuple(part for part in parts if part.light.name != Light.GREEN),
        parts=parts,
        limit=full_date(moment.as_of + timedelta(days=DAYS)),
    )


def _parts(task: Task, now: Situation, typeset: Typeset) -> Iterator[NoticePart]:
    known = {part.id: part for part in task.parts}
    lights = item_light(task, now).parts
    for case, part in zip(cases(task.item, now.told(task), now), lights, strict=True):
        found = known.get(part.id)
        yield NoticePart(
            name=part.name,
            goal=goal_in_words(found) if isinstance(found, Target) else "",
            due=typeset(due_in_words(now.plan, found)) if found else full_date(now.end),
            quote=found.quote if found else "",
            light=light_facts(part, typeset),
            way_out=typeset(way_out(case, part)),
        )
