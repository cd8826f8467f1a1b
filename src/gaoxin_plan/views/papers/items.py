"""Items and parts as papers print them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from gaoxin_plan.lights.counted import Counted
from gaoxin_plan.lights.item import cases
from gaoxin_plan.lights.light import ItemLight, PartLight, mark
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.words import amount, filed, rounded, unit_of
from gaoxin_plan.model.goals import goal_in_words, target_in_words
from gaoxin_plan.model.progress import Report
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.papers.facts import ItemFacts, LightFacts, TargetFacts
from gaoxin_plan.views.papers.typesetting import Typeset
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.views.status import Stand


def light_facts(light: ItemLight | PartLight, typeset: Typeset) -> LightFacts:
    """Return a light in words."""
    reasons = light.reasons if isinstance(light, ItemLight) else (light.reason,)
    circle, printed = mark(measured=light.measured), tuple(map(typeset, reasons))
    return LightFacts(light.light.value, light.light.word, circle, light.measured, printed)


def item_facts(stand: Stand, now: Situation, moment: Moment, typeset: Typeset) -> ItemFacts:
    """Return an item as it stands."""
    task, row = stand.task, stand.row
    reports = now.told(task).latest
    parts = [(target_in_words(t), typeset(due_in_words(now.plan, t))) for t in task.item.targets]
    parts += [(m.title, typeset(due_in_words(now.plan, m))) for m in task.item.milestones]
    return ItemFacts(
        id=task.item.id,
        number=task.item.number,
        title=task.item.title,
        text=task.item.text,
        section=f"{task.section.number}、{task.section.title}",
        leader=task.leader,
        lead=row.lead,
        responsible=row.responsible,
        parts=tuple(words for words, _ in parts),
        due=tuple(_dues([due for _, due in parts])),
        light=light_facts(stand.light, typeset),
        reported=str(reports[0].period) if reports else "",
        is_current=bool(reports) and reports[0].period >= moment.period,
        state=_joined(reports, "state"),
        progress=_joined(reports, "progress"),
        problems=_joined(reports, "problems"),
        next=_joined(reports, "next"),
        evidence=tuple(name for report in reports for name in report.said.evidence),
    )


def _joined(reports: tuple[Report, ...], field: str) -> str:
    """Return what leads said; where several did, each with its name, a line each."""
    said = [(report.department, getattr(report.said, field)) for report in reports]
    said = [(name, text) for name, text in said if text]
    if len(reports) == 1:
        return "".join(text for _, text in said)
    return "\n".join(f"{name}：{text}" for name, text in said)


def _dues(dues: list[str]) -> Iterator[str]:
    """Yield the time limits; where they differ, with the numbers of the parts that share each."""
    runs = [(due, len(list(run))) for due, run in groupby(dues)]
    if len(runs) == 1:
        yield runs[0][0]
        return
    first = 1
    for due, length in runs:
        last = first + length - 1
        numbers = f"{first}" if length == 1 else f"{first}至{last}"
        yield f"{numbers}：{due}"
        first = last + 1


def target_facts(stands: Iterable[Stand], now: Situation, typeset: Typeset) -> Iterator[TargetFacts]:
    """Yield the targets that are on a way to somewhere: no ceilings, nothing without a span."""
    for stand in stands:
        lights = {part.id: part for part in stand.light.parts}
        for case in cases(stand.item, now.told(stand.task), now):
            if isinstance(case, Counted) and case.aim.span > 0 and not case.aim.is_ceiling:
                yield _target(case, stand, lights[case.id], typeset)


def _target(case: Counted, stand: Stand, light: PartLight, typeset: Typeset) -> TargetFacts:
    unit, gap, value = unit_of(case.target), light.gap, light.value
    expected = "" if gap is None else typeset(amount(rounded(gap.expected), unit))
    return TargetFacts(
        id=case.id,
        name=case.name,
        item=stand.item.title,
        goal=goal_in_words(case.target),
        value="未报" if value is None else typeset(filed(case.target, value)),
        expected=expected,
        done=0 if value is None else _percent(case, case.aim.way(value)),
        pace=0 if gap is None else _percent(case, case.aim.way(gap.expected)),
        light=light_facts(light, typeset),
    )


def _percent(case: Counted, way: Decimal) -> int:
    """Return how much of its way a target has behind it, rounded down: 100 only when it is there."""
    return min(max(int(way * 100 // case.aim.span), 0), 100)
