"""What came of a reporting round: who was silent or late, what was amended, closed and opened again."""

from collections.abc import Iterator
from datetime import date

from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.amendment import NONE, ROLES, topic
from gaoxin_plan.model.office import CLOSED
from gaoxin_plan.model.periods import Period, full_date
from gaoxin_plan.model.plan import Task
from gaoxin_plan.views import selection
from gaoxin_plan.views.amended import Amended
from gaoxin_plan.views.amended import amendments as amended
from gaoxin_plan.views.missing import Lacking, missing
from gaoxin_plan.views.papers.facts import AmendmentFacts, DecisionFacts, LackFacts, LateFacts, SilentFacts
from gaoxin_plan.views.papers.typesetting import Typeset

OPENED = "重新打开"
"""What a paper calls a decision that is no closing."""

_WHO = tuple(map(topic, ROLES))


def silent(now: Situation, period: Period) -> Iterator[SilentFacts]:
    """Yield the departments that have not reported all."""
    for found in missing(now, period).silent:
        yield SilentFacts(found.department.name, found.asked, tuple(map(_lack, found.items)))


def _lack(lacking: Lacking) -> LackFacts:
    item = lacking.task.item
    metrics = "、".join(target.metric for target in lacking.targets)
    return LackFacts(item.id, item.number, item.title, f"缺完成值：{metrics}" if lacking.is_filed else "未报")


def late(now: Situation, period: Period) -> Iterator[LateFacts]:
    """Yield the departments whose filing came after its deadline."""
    deadline = now.deadline(period)
    filed_on: dict[str, date] = {}
    for task in now.plan.tasks():
        for report in now.progress.of(task.item.id):
            if report.period == period and report.filed > deadline:
                filed_on[report.department] = report.filed
    for department in now.plan.departments:
        if filed := filed_on.get(department.name):
            yield LateFacts(department.name, full_date(filed), (filed - deadline).days)


def amendments(now: Situation, period: Period, typeset: Typeset) -> Iterator[AmendmentFacts]:
    """Yield what was amended within a period, the earliest first."""
    found = [
        (amendment, task)
        for task in now.charter.plan.tasks()
        for amendment in amended(now.charter, task.item.id)
        if _is_within(period, amendment.date, now)
    ]
    for amendment, task in sorted(found, key=lambda pair: pair[0].date):
        yield _amendment(amendment, task, typeset)


def _amendment(amendment: Amended, task: Task, typeset: Typeset) -> AmendmentFacts:
    part = next((part for part in task.parts if part.id == amendment.of), None)
    return AmendmentFacts(
        id=amendment.of,
        title=task.item.title,
        what="" if part is None else selection.name(part),
        words=_changed(amendment, typeset),
        reason=amendment.reason,
        approved=amendment.approved,
        date=full_date(amendment.date),
    )


def _changed(amendment: Amended, typeset: Typeset) -> str:
    """Return what became of what: ``目标由10项以上改为8项``; departments as they were written."""
    what, before, after = amendment.what, amendment.before, amendment.after
    if not after:
        return what
    if what not in _WHO:
        before, after = typeset(before), typeset(after)
    if before == NONE:
        return f"{what}明确为{after}"
    return f"取消{what}{before}" if after == NONE else f"{what}由{before}改为{after}"


def decisions(now: Situation, period: Period) -> Iterator[DecisionFacts]:
    """Yield what the office closed and opened again within a period, the earliest first."""
    found = [
        (decision, task)
        for task in now.plan.tasks()
        for decision in now.progress.decisions.get(task.item.id, ())
        if _is_within(period, decision.date, now)
    ]
    for decision, task in sorted(found, key=lambda pair: pair[0].date):
        yield DecisionFacts(
            id=task.item.id,
            title=task.item.title,
            what="办结销号" if decision.decision == CLOSED else OPENED,
            date=full_date(decision.date),
            by=decision.by,
            reason=decision.reason,
        )


def _is_within(period: Period, day: date, now: Situation) -> bool:
    return period.begin <= day <= min(period.end, now.as_of)
