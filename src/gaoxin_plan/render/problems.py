"""Problems as lines for a person, and as JSON for a program."""

from collections.abc import Iterator, Sequence

from gaoxin_plan.problems import Problem, Severity
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.workspace import Workspace

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告"}


def page(problems: Sequence[Problem], columns: int) -> Page:
    """Lay out problems: place, code and message on a line, below it what to do."""
    page = Page(columns)
    for problem in problems:
        page.add(_place(problem), Span(problem.code, _STYLES[problem.severity]), " " + _told(problem))
        page.wrapped(problem.hint, front=(Span("    → "),))
        if problem.related is not None:
            what, path, mark = problem.related
            page.add(f"    {what}见 {path}:{mark.line}:{mark.column}")
    return page


def mended(mends: Sequence[tuple[Problem, str]], columns: int) -> Page:
    """Lay out what was mended: the problem as it is told, and what stands there now."""
    page = Page(columns)
    for problem, now in mends:
        page.add(
            f"{problem.path}:{problem.line}:{problem.column}: ",
            Span(problem.code, "green"),
            " " + problem.message,
        )
        page.wrapped(f"已改为 {now}", front=(Span("    ✓ "),))
    return page


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: "


def _told(problem: Problem) -> str:
    return problem.message if problem.severity is Severity.ERROR else f"(警告){problem.message}"


def conclusion(problems: Sequence[Problem], workspace: Workspace) -> str:
    """Return the last line: how many problems of each severity there are, or what was found in order."""
    path, plan = workspace.file.document.path, workspace.plan
    counts = {severity: sum(p.severity is severity for p in problems) for severity in Severity}
    told = [f"{count} 个{_WORDS[severity]}" for severity, count in counts.items() if count]
    if told:
        return f"{path}:{'、'.join(told)}"
    if plan is None:
        return ""
    tasks = list(plan.tasks())
    targets = sum(len(task.item.targets) for task in tasks)
    milestones = sum(len(task.item.milestones) for task in tasks)
    proof = f"已与原件 {plan.source.file} 逐字核对" if plan.source else "没有写明原件,未作核对"
    found = f"{len(plan.sections)} 个部分、{len(tasks)} 个条目、{targets} 个目标、{milestones} 个节点"
    return "\n".join([f"{path}:没有问题({found})", proof, *_filed(workspace)])


def _filed(workspace: Workspace) -> Iterator[str]:
    """Yield what was filed and amended, where anything was."""
    if workspace.plan is not None and workspace.plan.amendments:
        proved = ":调整前的内容已核对,新增的不在原件中" if workspace.plan.source else ""
        yield f"{len(workspace.plan.amendments)} 处调整{proved}"
    if workspace.filings:
        periods = {file.record.period for file in workspace.filings if file.record is not None}
        yield f"填报 {len(workspace.filings)} 份,{len(periods)} 个报告期"


def to_json(problems: Sequence[Problem]) -> dict[str, list[dict[str, str | int]]]:
    """Return problems as the keys of the JSON contract."""
    return {
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "address": problem.address,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ]
    }
