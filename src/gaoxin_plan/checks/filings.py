"""A filing as a file: of a period and a department of the plan, in its place, in time."""

from collections.abc import Iterator

from gaoxin_plan.checks.filed import Decided, Filed
from gaoxin_plan.checks.rule import CUTS, Rule
from gaoxin_plan.model import periods
from gaoxin_plan.problems import Finding, Kind, Severity, printable

STRAY = Kind(
    "P401",
    "填报文件放错了地方",
    "这不是“报告期/部门编号.yaml”这样的文件,没有读",
    "填报放在 {folder}/{period}/{department}.yaml 这样的位置;不用链接,名称以 .yaml 结尾",
)
NO_PERIOD = Kind("P402", "没有这个报告期", "计划没有报告期“{period}”", "可选:{periods}", requires=CUTS)
OTHER_FOLDER = Kind(
    "P403",
    "报告期与文件夹不符",
    "报告期写的是 {period},文件却在文件夹 {folder} 里",
    "改 period,或把文件移到文件夹 {period}",
    requires=(*CUTS, "P402"),
)
NO_DEPARTMENT = Kind(
    "P404",
    "没有这个部门",
    "部门名单里没有编号“{department}”{guess}",
    "写部门编号,可选:{departments}",
    requires=CUTS,
)
OTHER_NAME = Kind(
    "P405",
    "部门与文件名不符",
    "部门写的是 {department},文件名却是 {name}",
    "一个部门一个报告期只有一个文件,文件名就是部门编号:{department}.yaml",
    requires=(*CUTS, "P404"),
)
LATE = Kind(
    "P431",
    "迟报",
    "报送于 {filed},{period} 应于 {deadline} 及以前报送",
    "迟报只作提醒,不影响亮灯;日期写错了就改正",
    Severity.WARNING,
    requires=CUTS,
)
ODD_DAY = Kind(
    "P432",
    "报送日期不合情理",
    "报送日期 {filed} {why}",
    "请核对日期",
    Severity.WARNING,
    requires=CUTS,
)


def _no_period(filed: Filed | Decided) -> Iterator[Finding]:
    known = filed.around.periods
    if filed.file.says("period") and filed.record.period not in known:
        told = periods.in_words(known.values())
        yield NO_PERIOD.at(("period",), period=printable(filed.record.period), periods=told)


def _other_folder(filed: Filed | Decided) -> Iterator[Finding]:
    folder, period = filed.folder.name, filed.record.period
    if filed.file.says("period") and folder != period:
        yield OTHER_FOLDER.at(("period",), period=printable(period), folder=printable(folder))


def _no_department(filed: Filed) -> Iterator[Finding]:
    import difflib

    known, said = filed.around.departments, filed.record.department
    if filed.file.says("department") and said not in known:
        found = filed.around.directory.find(said)
        close = [found.id] if found else difflib.get_close_matches(said.lower(), known, 1)
        guess = f";是不是“{close[0]}”?" if close else ""
        yield NO_DEPARTMENT.at(
            ("department",), department=printable(said), guess=guess, departments="、".join(known)
        )


def _other_name(filed: Filed) -> Iterator[Finding]:
    name, said = filed.file.path.stem, filed.record.department
    if filed.file.says("department") and name != said:
        yield OTHER_NAME.at(("department",), department=printable(said), name=printable(filed.file.path.name))


def _late(filed: Filed) -> Iterator[Finding]:
    period, day, now = filed.period, filed.day, filed.around.now
    if period is None or day is None or period.end < now.plan.published:
        return  # what ended before the plan was published was never asked for
    if now.deadline(period) < day <= filed.around.today:
        yield LATE.at(("filed",), filed=day, period=period, deadline=now.deadline(period))


def _odd_days(filed: Filed) -> Iterator[Finding]:
    period, day = filed.period, filed.day
    if day is not None and day > filed.around.today:
        yield ODD_DAY.at(("filed",), filed=day, why="还没有到")
    elif day is not None and period is not None and day < period.begin:
        yield ODD_DAY.at(("filed",), filed=day, why=f"早于 {period} 开始的 {period.begin}")


RULES: tuple[Rule[Filed], ...] = (
    Rule(NO_PERIOD, _no_period),
    Rule(OTHER_FOLDER, _other_folder),
    Rule(NO_DEPARTMENT, _no_department),
    Rule(OTHER_NAME, _other_name),
    Rule(LATE, _late),
    Rule(ODD_DAY, _odd_days),
)
OFFICE_RULES: tuple[Rule[Decided], ...] = (Rule(NO_PERIOD, _no_period), Rule(OTHER_FOLDER, _other_folder))
