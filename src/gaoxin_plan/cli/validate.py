"""``gaoxin validate``: is the plan right."""

from enum import StrEnum
from typing import Annotated

import typer

from gaoxin_plan.cli.options import PlanFile, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import Severity

EXAMPLES = """例:
  gaoxin validate
  gaoxin validate --plan plan/2022.yaml --strict
  gaoxin validate --format json"""


class ProblemFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"


def validate(
    plan: PlanFile = None,
    strict: Annotated[bool, typer.Option("--strict", help="警告也算错误")] = False,
    output_format: Annotated[
        ProblemFormat,
        typer.Option(
            "--format",
            metavar="格式",
            help="text(默认,给人看)、json",
        ),
    ] = ProblemFormat.TEXT,
) -> None:
    """检查计划文件,一次说出全部问题:在第几行第几列,错在哪里,怎么改。"""
    from gaoxin_plan.checks.run import check
    from gaoxin_plan.render import output, problems
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.workspace import load

    workspace = load(plan)
    found = check(workspace, today())
    if strict:
        found = [problem._replace(severity=Severity.ERROR) for problem in found]
    if output_format is ProblemFormat.JSON:
        output.write_json(problems.to_json(found))
    else:
        page = problems.page(found, columns())
        page.wrapped(problems.conclusion(found, workspace))
        output.show(page)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate", cls=ChineseCommand, epilog=EXAMPLES)(validate)
