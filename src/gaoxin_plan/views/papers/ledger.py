"""台账: what each department said of each item for each period, with the light that it had."""

from collections.abc import Iterator

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import mark
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.words import filed
from gaoxin_plan.model.filing import ItemFiling
from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.progress import Report
from gaoxin_plan.views.papers.facts import SaidFacts
from gaoxin_plan.views.papers.typesetting import Typeset
from gaoxin_plan.views.selection import stood


def ledger(now: Situation, typeset: Typeset) -> dict[str, tuple[SaidFacts, ...]]:
    """Return what was said of each item, by its id, the earliest period first."""
    then = {period: stood(now.charter, now.progress, period, now.as_of) for period in now.periods}
    return {
        task.item.id: tuple(
            _said(task, report, then[report.period], typeset)
            for report in now.progress.of(task.item.id)
            if report.period in then
        )
        for task in now.plan.tasks()
    }


def _said(task: Task, report: Report, then: Situation, typeset: Typeset) -> SaidFacts:
    said, is_lead = report.said, report.department in then.leads(task, report.period)
    return SaidFacts(
        period=report.period.words,
        department=report.department,
        role="牵头" if is_lead else "配合",
        filed=full_date(report.filed),
        state=said.state,
        values=tuple(_values(task, said, typeset)),
        progress=said.progress,
        problems=said.problems,
        next=said.next,
        evidence=said.evidence,
        light=_light(task, then) if is_lead else "",
    )


def _light(task: Task, then: Situation) -> str:
    light = item_light(then.charter.task(task.item.id, then.as_of) or task, then)
    return mark(measured=light.measured) + light.light.word


def _values(task: Task, said: ItemFiling, typeset: Typeset) -> Iterator[str]:
    for target in task.item.targets:
        if (value := said.value(target.id)) is not None:
            yield f"{target.metric}：{typeset(filed(target, value))}"
    for milestone in task.item.milestones:
        if (day := said.day(milestone.id)) is not None:
            yield f"{milestone.title}：{full_date(day)}完成"
