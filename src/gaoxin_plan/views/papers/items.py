"""Items and parts as papers print them."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from gaoxin_plan.lights.counted import Counted
from gaoxin_plan.lights.item import cases
from gaoxin_plan.lights.light import Cause, ItemLight, PartLight, mark
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.words import amount, filed, rounded, unit_of
from gaoxin_plan.model.goals import goal_in_words, target_in_words
from gaoxin_plan.model.progress import Report
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.papers.facts import ItemFacts, LightFacts, TargetFacts
from gaoxin_plan.views.papers.typesetting import Typeset, clipped
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.views.status import Stand

_BRIEF = 60  # characters
_NAMED = 2  # parts that a reason names; of more it names one, and how many they are
_ENDS = ("。", "！", "？", "；", "…")


def light_facts(light: ItemLight | PartLight, typeset: Typeset) -> LightFacts:
    """Return a light in words."""
    causes = light.causes if isinstance(light, ItemLight) else (Cause(light.reason),)
    gaps = [_names(cause.names) + typeset(cause.words) for cause in causes]
    reasons = [gap + _said(cause) for gap, cause in zip(gaps, causes, strict=True)]
    return LightFacts(
        name=light.light.value,
        word=light.light.word,
        mark=mark(measured=light.measured),
        measured=light.measured,
        reasons=tuple(reasons),
        why=_sentence(reasons),
        gap=_sentence(gaps),
        brief=clipped(_sentence(gaps), _BRIEF),
    )


def _names(names: tuple[str, ...]) -> str:
    """Return the parts that a reason is about, in quotation marks, so that their names end somewhere."""
    if len(names) > _NAMED:
        return f"“{names[0]}”等{len(names)}个"
    return "".join(f"“{name}”" for name in names)


def _said(cause: Cause) -> str:
    return cause.said and "：" + cause.said.replace("\n", "")


def _sentence(reasons: Iterable[str]) -> str:
    return "；".join(reason.rstrip("。") for reason in reasons)


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
        reported=reports[0].period.words if reports else "",
        is_current=bool(reports) and reports[0].period >= moment.period,
        state=_joined(reports, "state"),
        progress=_joined(reports, "progress"),
        problems=_joined(reports, "problems"),
        cause=_cause(reports, moment),
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


def _cause(reports: tuple[Report, ...], moment: Moment) -> str:
    """Return what leads said is wrong, as a sentence; or that they did not."""
    problems = _joined(reports, "problems")
    if not reports:
        return "部门未填报。"
    if reports[0].period >= moment.period:
        return ended(problems) if problems else "部门未写明原因。"
    told = f"（{reports[0].period.words}所报）"
    return ended(problems) + told if problems else "部门本期未填报，此前所报未写明原因。"


def ended(words: str) -> str:
    """Return words that end as a sentence does."""
    return words if words.endswith(_ENDS) else words + "。"


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
        yield f"第{numbers}项：{due}"
        first = last + 1


def target_facts(stands: Iterable[Stand], now: Situation, typeset: Typeset) -> Iterator[TargetFacts]:
    """Yield the targets that are on a way to somewhere: no ceilings, nothing without a span."""
    for case, stand in _counted(stands, now):
        if case.aim.span > 0 and not case.aim.is_ceiling:
            yield _target(case, stand, typeset)


def ceiling_facts(stands: Iterable[Stand], now: Situation, typeset: Typeset) -> Iterator[TargetFacts]:
    """Yield the ceilings, which are kept and not reached."""
    for case, stand in _counted(stands, now):
        if case.aim.is_ceiling:
            yield _target(case, stand, typeset)


def _counted(stands: Iterable[Stand], now: Situation) -> Iterator[tuple[Counted, Stand]]:
    for stand in stands:
        for case in cases(stand.item, now.told(stand.task), now):
            if isinstance(case, Counted):
                yield case, stand


def _target(case: Counted, stand: Stand, typeset: Typeset) -> TargetFacts:
    light = next(part for part in stand.light.parts if part.id == case.id)
    gap, value = light.gap, light.value
    return TargetFacts(
        id=case.id,
        name=case.name,
        item=stand.item.title,
        goal=_goal(case, typeset),
        base=_base(case, typeset),
        value="未报" if value is None else typeset(filed(case.target, value)),
        expected="" if gap is None else typeset(filed(case.target, rounded(gap.expected))),
        done=0 if value is None else _percent(case, case.aim.way(value)),
        pace=0 if gap is None else _percent(case, case.aim.way(gap.expected)),
        light=light_facts(light, typeset),
    )


def _goal(case: Counted, typeset: Typeset) -> str:
    """Return a goal in words; of a frequency, how often that is in all."""
    goal = goal_in_words(case.target)
    return f"{goal}（共{typeset(amount(case.aim.end, unit_of(case.target)))}）" if case.target.every else goal


def _base(case: Counted, typeset: Typeset) -> str:
    """Return where a target starts, where that counts and its goal does not say it."""
    has_none = case.target.baseline is None or case.aim.kind in ("exactly", "rise_by", "fall_by", "at_most")
    return "" if has_none else typeset(amount(case.aim.start, unit_of(case.target)))


def _percent(case: Counted, way: Decimal) -> int:
    """Return how much of its way a target has behind it, rounded: 100 only when it is there."""
    if case.aim.is_ceiling:
        return 0
    percent = int((way * 100 / case.aim.span).to_integral_value(ROUND_HALF_UP))
    return 100 if way >= case.aim.span else min(max(percent, 0), 99)
