"""Who has not reported what for a period, and since when: what a reminder is written from."""

from datetime import date
from typing import NamedTuple

from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department, Plan, Task
from gaoxin_plan.model.progress import Report
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.export import Json


class Lacking(NamedTuple):
    """An item that is not reported, or not whole: then ``targets`` are those that have no value.

    ``last`` is the latest earlier period that it was reported for, if it ever was.
    """

    task: Task
    targets: tuple[Target, ...]
    is_filed: bool
    last: Period | None


class Silent(NamedTuple):
    """A department, and what it has to report still. ``asked`` is how many items it has to report."""

    department: Department
    items: tuple[Lacking, ...]
    asked: int


class Missing(NamedTuple):
    """The answer, in the plan's order of departments; those that reported all are counted only.

    ``days_late`` counts from the day after ``deadline`` on; it is 0 while there is time.
    """

    plan: Plan
    period: Period
    as_of: date
    deadline: date
    days_late: int
    silent: tuple[Silent, ...]
    complete: int


def missing(now: Situation, period: Period, department: Department | None = None) -> Missing:
    """Return who still has to report what for a period, by the leads on its last day; or one department.

    An item that is closed need not be reported any more. Where no department leads, one
    report is enough.
    """
    plan = now.charter.on(period.end)
    lacking: dict[str, list[Lacking]] = {}
    asked: dict[str, int] = {}
    for task in plan.tasks():
        if now.closed(task.item.id) is not None or not now.is_asked(period, task.item.id):
            continue
        heard = [r for r in now.progress.of(task.item.id) if r.period <= period]
        reports = [r for r in heard if r.department in now.leads(task, r.period)]
        if not task.lead and any(report.period == period for report in reports):
            continue
        for name in now.leads(task, period):
            if department is not None and name != department.name:
                continue
            asked[name] = asked.get(name, 0) + 1
            if found := _lacking(task, name, reports, period):
                lacking.setdefault(name, []).append(found)
    silent = tuple(
        Silent(department, tuple(lacking[department.name]), asked[department.name])
        for department in plan.departments
        if department.name in lacking
    )
    deadline = now.deadline(period)
    late = max(0, (now.as_of - deadline).days)
    return Missing(plan, period, now.as_of, deadline, late, silent, len(asked) - len(silent))


def _lacking(task: Task, lead: str, reports: list[Report], period: Period) -> Lacking | None:
    """Return what a lead has not reported; a value that a joint lead gave is enough.

    ``reports`` stand in the order of their periods.
    """
    here = [report for report in reports if report.period == period]
    valued = {id_ for report in here for id_ in report.said.values or ()}
    open_ = tuple(target for target in task.item.targets if target.id not in valued)
    is_filed = any(report.department == lead for report in here)
    if is_filed and not open_:
        return None
    earlier = [report.period for report in reports if report.period < period]
    return Lacking(task, open_, is_filed, earlier[-1] if earlier else None)


def missing_json(missing: Missing) -> dict[str, Json]:
    """Return who has not reported.

    ``{"period", "as_of", "deadline", "days_late", "departments": [{"id", "name", "contact": name|null,
    "items": [{"id", "title", "filed": bool, "targets": [ids without a value], "last": period|null}]}],
    "complete": how many departments have reported all}``
    """
    return {
        "period": str(missing.period),
        "as_of": missing.as_of.isoformat(),
        "deadline": missing.deadline.isoformat(),
        "days_late": missing.days_late,
        "departments": [
            {
                "id": silent.department.id,
                "name": silent.department.name,
                "contact": silent.department.contact or None,
                "items": [_lacking_json(lacking) for lacking in silent.items],
            }
            for silent in missing.silent
        ],
        "complete": missing.complete,
    }


def _lacking_json(lacking: Lacking) -> Json:
    return {
        "id": lacking.task.item.id,
        "title": lacking.task.item.title,
        "filed": lacking.is_filed,
        "targets": [target.id for target in lacking.targets],
        "last": None if lacking.last is None else str(lacking.last),
    }
