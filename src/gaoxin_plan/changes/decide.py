"""Close an item (办结销号) or open it again: what the office that supervises decides, and on what ground."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.changes.writing import Fact, evidence_name, write
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.office import CLOSED, Office
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Task
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
    fact = Fact(
        path=folder / OFFICE,
        items=(act.task.item.id,),
        record=Office,
        start=start,
        edits=lambda _: _edits(act, folder),
        needs_order=True,
    )
    return write(workspace, fact, today, dry_run=dry_run)


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
