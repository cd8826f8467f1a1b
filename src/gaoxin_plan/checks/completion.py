"""What is filed as completed, or as not completed when it is closed: held against what the plan asks for."""

from collections.abc import Iterator
from datetime import date

from gaoxin_plan.checks.figures import differing, joint
from gaoxin_plan.checks.filed import Entry, Filed, Round
from gaoxin_plan.checks.rule import Rule
from gaoxin_plan.lights.item import unmet
from gaoxin_plan.model.filing import COMPLETED
from gaoxin_plan.model.office import CLOSED, Decision
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Task
from gaoxin_plan.problems import Finding, Kind, Severity

AGAIN = Kind(
    "P418",
    "办结的条目又报未完成",
    "{id} 已于 {day} 办结,{what}",
    "确没有完成的,由办公室重新打开:gaoxin reopen {id} --by 经办人 --reason 理由;否则改正这份填报",
    requires=("P411", "P414", "P416"),
)
UNMET = Kind(
    "P435",
    "报已完成而目标没有达到",
    "{id} 报“已完成”,但{unmet}",
    "没有完成的报“进行中”;确已完成的,补报完成值或完成日期",
    Severity.WARNING,
    requires=("P411", "P414", "P416", "P417", "P433"),
)
NO_PROOF = Kind(
    "P436",
    "报已完成而没有佐证",
    "{id} 报“已完成”,没有佐证材料",
    "“已完成”是申请办结,请在 evidence 写上佐证材料",
    Severity.WARNING,
    requires=("P411", "P415", "P435"),
)


def _again(filed: Filed) -> Iterator[Finding]:
    """Yield the items that were closed before the period's end, and are filed afterwards as unmet."""
    around = filed.around
    for entry in filed.led if around.is_decided_in_order else ():
        for last in around.progress.decisions.get(entry.id, ())[-1:]:
            what = _contrary(filed, entry, last) if last.decision == CLOSED else ""
            is_told = not last.reason and lacked(around, entry.task, last, around.decided_in.get(last))
            if what and not is_told:
                finding = AGAIN.at((*entry.place, "state"), id=entry.id, day=last.date, what=what)
                yield finding._replace(about=entry.place)


def _contrary(filed: Filed, entry: Entry, closing: Decision) -> str:
    """Return what is said against a closing afterwards, or an empty string."""
    if not _is_later(filed, closing):
        return ""
    if entry.said.state != COMPLETED:
        return f"这里又报“{entry.said.state}”"
    lacking = () if closing.reason else _lacking(filed, entry)
    return f"按这里所报,{';'.join(lacking)}" if lacking else ""


def _is_later(filed: Filed, decision: Decision) -> bool:
    """Whether a filing is of a period that ends after a decision, and was not there before it."""
    period, day = filed.period, filed.day
    return period is not None and decision.date < period.end and (day is None or decision.date < day)


def _unmet(filed: Filed) -> Iterator[Finding]:
    for entry in _completed(filed):
        is_known = not any(differing(entry, report) for report in joint(filed, entry))
        if is_known and (words := _lacking(filed, entry)):
            finding = UNMET.at((*entry.place, "state"), id=entry.id, unmet=";".join(words))
            yield finding._replace(about=entry.place)


def _completed(filed: Filed) -> Iterator[Entry]:
    """Yield what is filed as completed, for the office to close, and is not closed yet."""
    for entry in filed.led:
        if entry.said.state == COMPLETED and not filed.around.progress.closed(entry.id, date.max):
            yield entry


def _lacking(filed: Filed, entry: Entry) -> tuple[str, ...]:
    """Return what an item lacked by all that is filed up to the filing's period, where that is known."""
    around, period = filed.around, filed.period
    if period is None or around.is_doubtful(entry.task, but=filed.file.path):
        return ()
    day = max(around.now.deadline(period), filed.day or period.end)
    return unmet(around.then(entry.task, day), around.stood(day, period))


def _no_proof(filed: Filed) -> Iterator[Finding]:
    for entry in _completed(filed):
        if not entry.said.evidence:
            yield NO_PROOF.at((*entry.place, "state"), id=entry.id)._replace(about=entry.place)


def lacked(around: Round, task: Task, decision: Decision, period: Period | None) -> tuple[str, ...]:
    """Return what an item lacked when it was closed, by all that is filed up to the office's period.

    Nothing where it was met by the last period that had ended then: what is filed later does not undo that.
    Nor where it is not known: where a filing has mistakes, or the office's file itself.
    """
    if period is None or around.is_doubtful(task):
        return ()
    then = around.then(task, decision.date)
    ended = [known for known in around.now.all_periods if known.end <= decision.date][-1:]
    found = [unmet(then, around.stood(decision.date, until)) for until in (*ended, period)]
    return found[-1] if all(found) else ()


RULES: tuple[Rule[Filed], ...] = (
    Rule(AGAIN, _again),
    Rule(UNMET, _unmet),
    Rule(NO_PROOF, _no_proof),
)
