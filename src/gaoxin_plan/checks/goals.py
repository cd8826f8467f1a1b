"""Goals that can be reckoned with: a baseline on the right side, a part within its whole, a date in time."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gaoxin_plan.checks.quotes import YEARS_SPAN
from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.goals import number
from gaoxin_plan.model.target import Target
from gaoxin_plan.problems import Finding, Kind, Severity

NO_BASELINE = Kind(
    "P212", "缺少基数", "exactly 的目标要有基数 baseline,才看得出是升还是降", "补上现在的数,如 baseline: 4"
)
BASELINE = Kind("P213", "基数不合目标", "基数 {baseline} {why}", "请核对 baseline 和目标,是否写反了")
PART_OF = Kind(
    "P214", "所属目标不对", "所属目标“{whole}”{why}", "part_of 写同一计划里另一个目标的编号,部分不能大于整体"
)
EARLY_DUE = Kind("P215", "时限早于计划", "时限 {due} 早于计划开始的 {begin}", "请核对年份")
OTHER_YEAR = Kind(
    "P225",
    "标题的年份不同",
    "标题写的是 {titled} 年,year 是 {year}",
    "请核对是哪一年的计划",
    Severity.WARNING,
    requires=("P303", "P304"),
)
LATE_DUE = Kind(
    "P226",
    "时限晚于计划",
    "时限 {due} 晚于计划结束的 {end}",
    "引文写明“两年”“三年”的不必理会;否则请核对年份",
    Severity.WARNING,
)
NOTHING = Kind(
    "P223",
    "没有可报的内容",
    "{id} 既没有目标也没有节点",
    "从原文里摘出可以报完成的事项,写成 milestones",
    Severity.WARNING,
    requires=("P131", "P140", "P141", "P142", "P144", "P145", "P146", "P147", "P149", "P152", "P153"),
)


def _no_baseline(subject: Subject) -> Iterator[Finding]:
    for place, target in subject.targets:
        if target.exactly is not None and target.baseline is None:
            yield NO_BASELINE.at(place)


def _baselines(subject: Subject) -> Iterator[Finding]:
    for place, target in subject.targets:
        if target.baseline is not None and (why := _beyond(target, target.baseline)):
            yield BASELINE.at((*place, "baseline"), baseline=number(target.baseline), why=why)


def _beyond(target: Target, baseline: Decimal) -> str:
    """Return why a baseline cannot be where work on a target began, or an empty string."""
    kind, value = target.goal
    goal = value[0] if isinstance(value, tuple) else value
    if isinstance(goal, str):
        return "没有意义:频次从零数起"
    if kind == "exactly" and baseline == goal:
        return f"就是目标 {number(goal)}"
    if kind in ("at_least", "about", "between") and baseline >= goal:
        return f"已达到目标 {number(goal)}"
    return ""


def _parts(subject: Subject) -> Iterator[Finding]:
    targets = {target.id: target for _, target in subject.targets}
    for place, target in subject.targets:
        if target.part_of:
            why = _misfit(target, targets.get(target.part_of))
            if why:
                yield PART_OF.at((*place, "part_of"), whole=target.part_of, why=why)


def _misfit(part: Target, whole: Target | None) -> str:
    if whole is None:
        return "不存在"
    if whole.id == part.id:
        return "是它自己"
    mine, other = part.goal[1], whole.goal[1]
    if isinstance(mine, Decimal) and isinstance(other, Decimal) and mine > other:
        return f"只有 {number(other)},小于这一部分的 {number(mine)}"
    return ""


def _early(subject: Subject) -> Iterator[Finding]:
    begin = subject.plan.first_day
    for place, _, part in subject.parts:
        if part.due is not None and part.due < begin:
            yield EARLY_DUE.at((*place, "due"), due=part.due, begin=begin)


def _other_year(subject: Subject) -> Iterator[Finding]:
    plan = subject.plan
    titled = re.findall(r"(?<![0-9])(20[0-9]{2})年", plan.title)
    if plan.year is not None and titled and str(plan.year) not in titled:
        yield OTHER_YEAR.at(("title",), titled=titled[0], year=plan.year)


def _late(subject: Subject) -> Iterator[Finding]:
    end = subject.plan.last_day
    for place, _, part in subject.parts:
        if part.due is not None and part.due > end and not re.search(YEARS_SPAN, part.quote):
            yield LATE_DUE.at((*place, "due"), due=part.due, end=end)


def _nothing(subject: Subject) -> Iterator[Finding]:
    for place, task in subject.tasks:
        if not task.item.targets and not task.item.milestones:
            yield NOTHING.at(place, id=task.item.id)


RULES = (
    Rule(NO_BASELINE, _no_baseline),
    Rule(BASELINE, _baselines),
    Rule(PART_OF, _parts, whole=("targets", "items", "sections")),
    Rule(EARLY_DUE, _early, whole=("year", "from", "to")),
    Rule(OTHER_YEAR, _other_year, whole=("title", "year", "from", "to")),
    Rule(LATE_DUE, _late, whole=("year", "from", "to")),
    Rule(NOTHING, _nothing),
)
