"""The figures and days of a filing: whether they can be, and agree with those filed before and by others."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gaoxin_plan.checks.filed import Entry, Filed
from gaoxin_plan.checks.rule import Rule
from gaoxin_plan.lights.words import amount, figure, unit_of
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.progress import Report
from gaoxin_plan.model.target import Target
from gaoxin_plan.problems import Finding, Kind, Place, Related, Severity
from gaoxin_plan.source.loaded import Loaded

_TIMES = 10  # a value beyond so many times its goal is a slip of the pen
NEGATIVE = Kind(
    "P414",
    "完成值是负数",
    "{id} 的完成值 {value} 是负数",
    "只有提升、下降的目标可以是负数",
    requires=("P412", "P413"),
)
FUTURE = Kind(
    "P416",
    "完成日期还没有到",
    "{id} 的完成日期 {day} 还没有到",
    "没有完成的不写完成日期",
    requires=("P412", "P413"),
)
CONTRADICTION = Kind(
    "P417",
    "两份填报互相矛盾",
    "{id} 在 {period},{other}报的是 {theirs},{department}报的是 {ours}",
    "请几个牵头部门核对后报同一个数",
    requires=("P414",),
)
LATE_DONE = Kind(
    "P437",
    "完成日期不合情理",
    "{id} 的完成日期 {day} {why}",
    "请核对日期;后来补报的,把报送日期 filed 改成补报的那天",
    Severity.WARNING,
    requires=("P411", "P416"),
)
FALLING = Kind(
    "P433",
    "累计值变小",
    "{id} 是累计值,{before} 报 {old},{period} 却报 {new}",
    "更正的不必理会;只报了本期新增的,改为年初以来的累计",
    Severity.WARNING,
    requires=("P414", "P417", "P418"),
)
BEYOND = Kind(
    "P434",
    "完成值不合情理",
    "{id} 报 {value},{why}",
    "请核对,是否多写了一位,或单位不同",
    Severity.WARNING,
    requires=("P412", "P413", "P414", "P417"),
)


def _place(entry: Entry, target: Target) -> Place:
    return (*entry.place, "values", target.id)


def _negative(filed: Filed) -> Iterator[Finding]:
    for entry, target, value in filed.values:
        if value < 0 and target.rise_by is None and target.fall_by is None:
            yield NEGATIVE.at(_place(entry, target), id=target.id, value=figure(value))


def _days(filed: Filed) -> Iterator[tuple[Place, str, date]]:
    for entry in filed.entries:
        for id_, day in (entry.said.done or {}).items():
            yield (*entry.place, "done", id_), id_, day


def _future(filed: Filed) -> Iterator[Finding]:
    for place, id_, day in _days(filed):
        if day > filed.around.today:
            yield FUTURE.at(place, id=id_, day=day)


def _late_done(filed: Filed) -> Iterator[Finding]:
    for place, id_, day in _days(filed):
        why = _odd(filed, day)
        if why and day <= filed.around.today:
            yield LATE_DONE.at(place, id=id_, day=day, why=why)


def _odd(filed: Filed, day: date) -> str:
    begin = filed.around.now.begin
    if filed.day is not None and day > filed.day:
        return f"晚于报送日期 {filed.day}"
    return f"早于计划开始的 {begin}" if day < begin else ""


def _contradictions(filed: Filed) -> Iterator[Finding]:
    """Yield the values that differ from those of a joint lead whose file comes before."""
    for entry in filed.led:
        for report in joint(filed, entry):
            other = filed.around.file(report.period, report.department)
            if other is not None and other.path < filed.file.path:
                yield from _contradicting(filed, entry, report, other)


def joint(filed: Filed, entry: Entry) -> Iterator[Report]:
    """Yield what the other leads of an item say of it for the same period."""
    for report in filed.around.progress.of(entry.id) if len(entry.leads) > 1 else ():
        is_other = filed.department is None or report.department != filed.department.name
        if report.period == filed.period and report.department in entry.leads and is_other:
            yield report


def differing(entry: Entry, report: Report) -> list[str]:
    """Return the targets of which another report has another value."""
    theirs, ours = report.said.values or {}, entry.said.values or {}
    return [id_ for id_, value in ours.items() if theirs.get(id_, value) != value]


def _contradicting(filed: Filed, entry: Entry, report: Report, other: Loaded[Filing]) -> Iterator[Finding]:
    theirs, ours = report.said.values or {}, entry.said.values or {}
    units = {target.id: unit_of(target) for target in entry.task.item.targets}
    for id_ in differing(entry, report):
        words = {
            "id": id_,
            "period": report.period,
            "other": report.department,
            "theirs": amount(theirs[id_], units.get(id_, "")),
            "department": filed.department.name if filed.department else "",
            "ours": amount(ours[id_], units.get(id_, "")),
        }
        place = (*entry.place, "values", id_)
        related = Related("另一份", other.document.mark(place), other.document.path)
        yield CONTRADICTION.at(place, words, related=related)


def _falling(filed: Filed) -> Iterator[Finding]:
    for entry, target, here in filed.values:
        before = _before(filed, entry, target) if _is_cumulative(target) and filed.counts(entry) else None
        if before is None or before[1] <= here or _incredible(target, before[1]):
            continue  # a value that was too large is told itself
        words = {
            "id": target.id,
            "before": before[0],
            "old": amount(before[1], unit_of(target)),
            "period": filed.period,
            "new": amount(here, unit_of(target)),
        }
        yield FALLING.at(_place(entry, target), words)


def _before(filed: Filed, entry: Entry, target: Target) -> tuple[Period, Decimal] | None:
    """Return what was filed of a target for the latest period before."""
    known = reversed(filed.around.values(entry.task, target))
    return next((pair for pair in known if filed.period and pair[0] < filed.period), None)


def _is_cumulative(target: Target) -> bool:
    """Whether values count from the plan's begin on; levels, rises and falls go up and down."""
    return not target.is_level and target.rise_by is None and target.fall_by is None


def _beyond(filed: Filed) -> Iterator[Finding]:
    for entry, target, value in filed.values:
        if why := _incredible(_then(entry, target), value):
            told = amount(value, unit_of(target))
            yield BEYOND.at(_place(entry, target), id=target.id, value=told, why=why)


def _then(entry: Entry, target: Target) -> Target:
    """Return a target as it stood at the end of the period, or as it is where it was not there."""
    then = entry.then.item
    if then is entry.task.item:
        return target
    return next((one for one in then.targets if one.id == target.id), target)


def _incredible(target: Target, value: Decimal) -> str:
    """Return why a value is likely to be a slip of the pen, or an empty string."""
    kind, goal = target.goal
    most = goal[1] if isinstance(goal, tuple) else goal
    if isinstance(most, Decimal) and kind != "exactly" and 0 < most * _TIMES < value:
        return f"是目标 {amount(most, unit_of(target))}的 {_TIMES} 倍以上"
    if (
        kind in ("rise_by", "fall_by")
        and target.unit == "%"
        and isinstance(most, Decimal)
        and value > 2 * most
    ):
        return f"是目标 {amount(most, '%')}的两倍以上;要报的是变了多少,不是现在多少"
    return f"“{unit_of(target)}”没有小数" if target.is_countable and value % 1 else ""


RULES: tuple[Rule[Filed], ...] = (
    Rule(NEGATIVE, _negative),
    Rule(FUTURE, _future),
    Rule(LATE_DONE, _late_done),
    Rule(CONTRADICTION, _contradictions),
    Rule(FALLING, _falling),
    Rule(BEYOND, _beyond),
)
