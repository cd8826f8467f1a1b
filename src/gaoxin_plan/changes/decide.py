"""Close an item (办结销号) or open it again: what the office that supervises decides, and on what ground."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.changes.writing import Fact, evidence_name, write
from gaoxin_plan.checks.run import check_filed
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.office import CLOSED, Office
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Task
from gaoxin_plan.problems import PlanError, Severity
from gaoxin_plan.source.edits import Add, Edit
from gaoxin_plan.views.recorded import Written
from gaoxin_plan.workspace import OFFICE, Workspace


class Act(NamedTuple):
    """What was decided of an item; ``decision`` is closed or reopened."""

    task: Task
    decision: str
    on: date
    by: str
    reason: str = ""
    evidence: tuple[Path, ...] = ()


def decide(workspace: Workspace, act: Act, today: date, *, dry_run: bool) -> Written:
    """Write a decision into the file of the period that its day lies in; raises PlanError where it cannot be.

    One after the plan's end belongs to the last period, one before its begin to the first.
    """
    period = _period(workspace.charter.plan.periods, act.on)
    folder = workspace.folder / str(period)
    start = f"period: {period}\n"
    _refuse_doubt(workspace, folder / OFFICE, act, today)
    fact = Fact(folder / OFFICE, act.task.item.id, Office, start, lambda _: _edits(act, folder), ())
    return write(workspace, fact, today, dry_run=dry_run)


def _refuse_doubt(workspace: Workspace, path: Path, act: Act, today: date) -> None:
    """Raise PlanError where what is filed of the item has mistakes: it does not say how the item stands."""
    found = check_filed(workspace, path, act.task.item.id, today)
    if errors := [problem for problem in found if problem.severity is Severity.ERROR]:
        first = errors[0]
        told = f"{first.path}:{first.line}:{first.column}: {first.code} {first.message}"
        raise PlanError(f"没有写入:{act.task.item.id} 的填报或决定有错误:{told}", "先改好,再办")


def _period(periods: tuple[Period, ...], day: date) -> Period:
    return next((period for period in periods if day <= period.end), periods[-1])


def _edits(act: Act, folder: Path) -> Iterator[Edit]:
    names: list[Value] = [evidence_name(path, folder) for path in act.evidence]
    said: dict[str, Value] = {
        "item": act.task.item.id,
        "decision": act.decision,
        "date": act.on.isoformat(),
        "by": act.by,
    }
    said |= {"reason": act.reason} if act.reason else {}
    said |= {"evidence": names} if names else {}
    yield Add(("decisions",), said)


def in_words(act: Act) -> str:
    """Return a decision in words."""
    what = "办结" if act.decision == CLOSED else "重新打开"
    return f"{act.task.item.id} {act.task.item.title}:{act.on} {what}(经办人 {act.by})"
