"""The light of an item: the worst of its parts, and whom its reasons name."""

from collections.abc import Iterable, Iterator
from decimal import localcontext
from typing import TYPE_CHECKING

from gaoxin_plan.lights.light import Cause, ItemLight, Light, PartLight, Rule, worst
from gaoxin_plan.lights.situation import Situation, Told
from gaoxin_plan.model.filing import BLOCKED
from gaoxin_plan.model.plan import Item, Task
from gaoxin_plan.model.progress import Report

if TYPE_CHECKING:
    from gaoxin_plan.lights.case import Case

DIGITS = 100  # of the longest numbers a plan may hold, multiplied: no fraction is ever rounded


def item_light(task: Task, now: Situation) -> ItemLight:
    """Return the light of an item as it stands in a situation, which is worked out once."""
    light = now.light(task)
    if light is None:
        light = _light(task, now)
        now.note(task, light)
    return light


def _light(task: Task, now: Situation) -> ItemLight:
    with localcontext(prec=DIGITS):
        told = now.told(task)
        parts = tuple(case.light() for case in cases(task.item, told, now))
    light = worst(*(part.light for part in parts))
    blocked = [] if told.closed else [r for r in told.latest if r.said.state == BLOCKED]
    deciding = [part for part in parts if part.light is light]
    causes = list(_named(deciding, parts))
    if blocked:
        if worst(light, Light.YELLOW) is not light:
            light, causes = Light.YELLOW, []
        is_told = any(part.rule is Rule.STATE for part in deciding)
        causes += [_blocked(report) for report in blocked if report.said.problems or not is_told]
    if not told.closed:
        causes += map(Cause, (*_silent(task, told, now), *_hindered(told)))
    measured = any(part.measured for part in parts)
    return ItemLight(light, measured, tuple(causes), parts, told.periods[-1] if told.periods else None)


def unmet(task: Task, now: Situation) -> tuple[str, ...]:
    """Return what keeps an item from being closed: goals not reached, ceilings broken, days not filed."""
    found = (case.lacks() for case in cases(task.item, now.told(task), now))
    return tuple(words for words in found if words)


def _named(deciding: list[PartLight], parts: Iterable[PartLight]) -> Iterator[Cause]:
    """Yield why the parts that decide have their light: each reason once, alone where all say the same."""
    if len({part.reason for part in parts}) == 1:
        yield Cause(deciding[0].reason)
        return
    by_reason: dict[str, list[str]] = {}
    for part in deciding:
        by_reason.setdefault(part.reason, []).append(part.name)
    for reason, names in by_reason.items():
        yield Cause(reason, tuple(names))


def _blocked(report: Report) -> Cause:
    return Cause(f"{report.department}报受阻", said=report.said.problems)


def _silent(task: Task, told: Told, now: Situation) -> list[str]:
    """Return the joint leads that have not reported the latest period that another has."""
    if not told.periods or not task.lead:
        return []
    period = told.periods[-1]
    reported = [report.department for report in told.latest]
    silent = [f"{name} {period} 未报" for name in now.leads(task, period) if name not in reported]
    return silent if silent and now.is_silence(period, task.item.id) else []


def _hindered(told: Told) -> Iterator[str]:
    """Yield the co-operators whose latest word is that they are blocked: a reason, never a light."""
    latest = {report.department: report for report in told.others}
    for name, report in latest.items():
        has_led_since = any(r.department == name and r.period > report.period for r in told.counted)
        if report.said.state == BLOCKED and not has_led_since:
            yield f"配合部门{name}报受阻"


def cases(item: Item, told: Told, now: Situation) -> "list[Case]":
    """Return the parts of an item, each with what was said of it; the item itself where it has none."""
    from gaoxin_plan.lights.counted import Counted
    from gaoxin_plan.lights.dated import Dated, Said, Unmeasured

    found: list[Case] = [Counted(target, told, now) for target in item.targets]
    for milestone in item.milestones:
        kind = Said if milestone.due is None else Dated
        found.append(kind(milestone, told, now))
    return found or [Unmeasured(item, told, now)]
