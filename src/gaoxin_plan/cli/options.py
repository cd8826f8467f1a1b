"""The options that several commands share, and what a command does before it asks."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.counted import waiting
from gaoxin_plan.cli.ending import at_the_end

if TYPE_CHECKING:
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.model.plan import Plan
    from gaoxin_plan.views.rows import Scope
    from gaoxin_plan.views.selection import Moment
    from gaoxin_plan.workspace import Workspace


_READING = "正在读计划和填报"


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    MARKDOWN = "md"
    JSON = "json"
    CSV = "csv"


PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="文件",
        help="计划文件;不写则用 GAOXIN_PLAN 或最近的 plan/*.yaml",
    ),
]
AnswerFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        metavar="格式",
        help="table(默认,屏幕)、md、json、csv(Excel 可打开)",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="日期",
        help="截至哪一天,如 2022-06-30",
    ),
]
PeriodName = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="报告期",
        help="看哪一期,如 2022Q2",
        autocompletion=completion.periods,
    ),
]
DepartmentName = Annotated[
    str | None,
    typer.Option(
        "--dept",
        metavar="部门",
        help="部门的全名、简称、编号或其中几个字",
        autocompletion=completion.departments,
    ),
]
LeadName = Annotated[
    str | None,
    typer.Option(
        "--lead",
        metavar="部门",
        help="只看该部门牵头的",
        autocompletion=completion.departments,
    ),
]
SectionName = Annotated[
    str | None,
    typer.Option(
        "--section",
        metavar="部分",
        help="只看一个部分:FZ、一,或标题中几个字",
        autocompletion=completion.sections,
    ),
]
ItemName = Annotated[
    str,
    typer.Argument(
        metavar="条目",
        help="条目编号或印发件的序号:FZ-05、5、五",
        autocompletion=completion.items,
    ),
]


RevisionName = Annotated[
    str | None,
    typer.Option(
        "--rev",
        metavar="版本",
        help="看某个版本(提交、分支、标签)时的计划和填报;截至哪天另用 --as-of",
    ),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="不用上次留下的快照,全部重新读"),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="只看会改什么,不写文件"),
]


def today() -> date:
    """Return the day it is here."""
    return date.today()  # noqa: DTZ011  the office's own calendar day is meant


def read(plan_file: Path | None, *, no_cache: bool) -> "tuple[Workspace, Plan]":
    """Load a plan and what was filed; raises BrokenPlanError unless all of it could be read."""
    with waiting(_READING):
        workspace = _workspace(plan_file, filings=True, rev=None, no_cache=no_cache)
        return workspace, workspace.whole()


def loaded(
    plan_file: Path | None, *, no_cache: bool, filings: bool = True, rev: str | None = None
) -> "tuple[Workspace, Plan]":
    """Load a plan that a query can answer from, as it is or as it stood at a revision.

    Mistakes in what it says do not stop an answer: that there are some is told on standard error. Raises
    BrokenPlanError when it cannot be read whole.
    """
    from gaoxin_plan.checks.errors import errors
    from gaoxin_plan.problems import printable

    with waiting(_READING):
        workspace = _workspace(plan_file, filings=filings, rev=rev, no_cache=no_cache)
        found = errors(workspace, today())
    if found:
        what = "计划或填报" if workspace.filings else "计划"
        named = f" --plan {printable(str(plan_file))}" if plan_file else ""
        sys.stderr.write(f"注意:{what}有 {found} 个错误,以下结果可能不全;详见 gaoxin validate{named}\n")
    return workspace, workspace.charter.plan


def _workspace(plan_file: Path | None, *, filings: bool, rev: str | None, no_cache: bool) -> "Workspace":
    """Load a plan; unless ``no_cache``, from the snapshot of earlier commands, and kept for later ones."""
    if rev is None:
        from gaoxin_plan.workspace import load

        workspace = load(plan_file, filings=filings, snapshot=not no_cache)
        at_the_end(workspace.keep)
        return workspace
    from gaoxin_plan.git.revision import revision, workspace_at
    from gaoxin_plan.git.sides import plan_for

    path = plan_for(plan_file)
    return workspace_at(path, revision(path, rev))


def situated(
    workspace: "Workspace", plan: "Plan", *, as_of: str | None = None, period: str | None = None
) -> "tuple[Situation, Moment]":
    """Return how a plan stands on the day asked about, by filings up to the period if one is named."""
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.views import selection

    moment = selection.moment(plan, today(), as_of=as_of, asked=period)
    until = moment.period if period is not None else None
    return Situation.of(workspace, moment.as_of, until), moment


def scoped(
    plan: "Plan", *, dept: str | None, lead: str | None, section: str | None, light: str | None = None
) -> "Scope":
    """Return which items the options ask about; raises PlanError for names that the plan does not have."""
    from gaoxin_plan.problems import PlanError
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.rows import Scope

    if dept is not None and lead is not None:
        raise PlanError("--dept 和 --lead 只能写一个", "--dept 看牵头和配合的,--lead 只看牵头的")
    asked = dept if lead is None else lead
    return Scope(
        department=None if asked is None else selection.department(plan, asked),
        lead_only=lead is not None,
        section=None if section is None else selection.section(plan, section),
        lights=frozenset() if light is None else selection.lights(light),
    )
