"""``gaoxin validate``: is the plan right."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli.counted import waiting
from gaoxin_plan.cli.options import PlanFile, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import Severity

if TYPE_CHECKING:
    from gaoxin_plan.problems import Problem
    from gaoxin_plan.workspace import Workspace

EXAMPLES = """例:
  gaoxin validate
  gaoxin validate --plan plan/2022.yaml --strict
  gaoxin validate --since main
  gaoxin validate --format json
  gaoxin validate --format gitlab > gl-code-quality-report.json"""


class ProblemFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"


def validate(
    plan: PlanFile = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="版本", help="这个版本以来放松的要求,都要有调整的记录,调整前的值要对"
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="警告也算错误")] = False,
    output_format: Annotated[
        ProblemFormat,
        typer.Option(
            "--format",
            metavar="格式",
            help="text(默认,给人看)、json、github(标在合并请求的行上)、gitlab(代码质量报告)",
        ),
    ] = ProblemFormat.TEXT,
) -> None:
    """检查计划文件,一次说出全部问题:在第几行第几列,错在哪里,怎么改。"""
    from gaoxin_plan.checks.run import check
    from gaoxin_plan.git.program import naming
    from gaoxin_plan.render import annotations, output, problems
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.workspace import load

    with waiting("正在检查"):
        workspace = load(plan)
        found = check(workspace, today())
        if since is not None:
            found = sorted([*found, *_since(workspace, since)], key=lambda problem: problem.order)
    if strict:
        found = [problem._replace(severity=Severity.ERROR) for problem in found]
    if output_format is ProblemFormat.JSON:
        output.write_json(problems.to_json(found))
    elif output_format is ProblemFormat.GITLAB:
        output.write_json(annotations.to_gitlab(found, naming(workspace.path.parent)))
    else:
        is_plain = output_format is ProblemFormat.TEXT
        if not is_plain:
            output.write(annotations.to_github(found, naming(workspace.path.parent)))
        page = problems.page(found if is_plain else (), columns())
        page.wrapped(problems.conclusion(found, workspace))
        output.show(page)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise typer.Exit(1)


def _since(workspace: "Workspace", name: str) -> "list[Problem]":
    """Return what was made easier since a revision; where the plan cannot be read whole, that comes first."""
    from gaoxin_plan.git.revision import documents_at, revision
    from gaoxin_plan.views.diff.since import problems_since
    from gaoxin_plan.views.diff.states import state

    then = documents_at(workspace.path, revision(workspace.path, name))
    state(name, {"": then[""]})
    if workspace.plan is None or workspace.file.problems:
        return []
    return problems_since(name, then[""], workspace.file.document, workspace.plan)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate", cls=ChineseCommand, epilog=EXAMPLES)(validate)
