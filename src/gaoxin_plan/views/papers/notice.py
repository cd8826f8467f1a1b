"""督办单: the matter of one item, and what would put it right."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from gaoxin_plan.lights.item import cases, item_light
from gaoxin_plan.lights.light import Light, worst
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.way_out import way_out
from gaoxin_plan.model.filing import BLOCKED
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
    behind = tuple(part for part in parts if part.light.name != Light.GREEN)
    closing = now.closed(task.item.id)
    return NoticeFacts(
        item=item,
        number=f"{moment.period}-{task.item.id}",
        source=f"《{now.plan.title}》第{task.section.number}部分第{task.item.number}条",
        closed="" if closing is None else full_date(closing.date),
        quotes=tuple(dict.fromkeys(part.quote for part in behind if part.quote)),
        asks=(*_asks(behind), *_unblocked(task, now)),
        behind=behind,
        parts=parts,
        limit=full_date(moment.as_of + timedelta(days=DAYS)),
    )


def _asks(parts: Iterable[NoticePart]) -> Iterator[str]:
    """Yield what would turn parts green, each way out once, with the parts that it is of."""
    by_way: dict[str, list[str]] = {}
    for part in parts:
        if part.way_out:
            by_way.setdefault(part.way_out, []).append(f"“{part.name}”")
    yield from ("".join(names) + way for way, names in by_way.items())


def _unblocked(task: Task, now: Situation) -> Iterator[str]:
    """Yield what would turn an item green that is yellow for nothing but its lead's word."""
    light = item_light(task, now)
    of_parts = worst(*(part.light for part in light.parts))
    if light.light is not Light.YELLOW or of_parts in (Light.YELLOW, Light.RED):
        return
    blocked = [report.department for report in now.told(task).latest if report.said.state == BLOCKED]
    turns = "即转绿灯" if of_parts is Light.GREEN else "不再因此亮黄灯"
    if blocked:
        yield f"受阻解除后，{'、'.join(blocked)}填报的状态改为“进行中”或“已完成”，{turns}"


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
