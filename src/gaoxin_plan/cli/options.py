"""The options that several commands share, and what a command does before it asks."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import BrokenPlanError, Severity
from gaoxin_plan.workspace import Workspace, load


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
    typer.Option("--period", metavar="报告期", help="看哪一期,如 2022Q2"),
]


def today() -> date:
    """Return the day it is here."""
    return date.today()  # noqa: DTZ011  the office's own calendar day is meant


def loaded(plan_file: Path | None) -> tuple[Workspace, Plan]:
    """Load a plan that a query can answer from; raises BrokenPlanError when it cannot be read whole.

    Mistakes in what it says do not stop an answer: that there are some is told on standard error.
    """
    from gaoxin_plan.checks.run import check

    workspace = load(plan_file)
    if workspace.plan is None or workspace.problems:
        raise BrokenPlanError(workspace.problems)
    errors = sum(problem.severity is Severity.ERROR for problem in check(workspace))
    if errors:
        sys.stderr.write(f"注意:计划有 {errors} 个错误,以下结果可能不全;详见 gaoxin validate\n")
    return workspace, workspace.plan
