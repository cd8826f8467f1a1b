"""``gaoxin report``: papers out of templates."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import PlanFile, loaded, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError
from gaoxin_plan.workspace import Workspace

EXAMPLES = """例:
  gaoxin report assignment
  gaoxin report assignment --to md -o reports/2022-任务分解表.md"""


class PaperFormat(StrEnum):
    """What a report is written as."""

    MARKDOWN = "md"


def report(
    name: Annotated[str, typer.Argument(metavar="报告", help="报告名称:assignment(任务分解表)")],
    plan: PlanFile = None,
    to: Annotated[
        PaperFormat,
        typer.Option("--to", metavar="格式", help="md(默认)"),
    ] = PaperFormat.MARKDOWN,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="写到哪个文件;不写则输出到屏幕",
        ),
    ] = None,
) -> None:
    """按模板出报告。模板在计划旁边的 templates/ 里,可以自己改。"""
    from gaoxin_plan.render import output
    from gaoxin_plan.render import report as render
    from gaoxin_plan.render.heading import marked
    from gaoxin_plan.source import files
    from gaoxin_plan.views.assignment import assignment

    workspace, charter = loaded(plan, filings=False)
    folders = render.template_folders(workspace.root)
    writers = {PaperFormat.MARKDOWN: render.to_markdown}
    text = writers[to](name, {"plan": assignment(workspace.charter.on(today()))}, folders)
    text = marked(text, charter)
    if output_file is None:
        output.write(text)
        return
    _refuse_own_files(output_file, workspace, folders)
    files.write(output_file, text)
    output.write(f"已写入 {output_file}\n")


def _refuse_own_files(output_file: Path, workspace: Workspace, folders: list[Path]) -> None:
    """Raise PlanError when a report would overwrite what it is made from."""
    where, plan = Path(os.path.realpath(output_file)), workspace.path.resolve()
    inputs = [folder.resolve() for folder in folders]
    inputs.append(plan.parent if plan.parent.name == "plan" else plan)
    if workspace.plan is not None and workspace.plan.source is not None:
        inputs.append((plan.parent / workspace.plan.source.file).resolve())
    if any(where.is_relative_to(place) for place in inputs):
        folder = where if where.is_dir() else where.parent
        raise PlanError(
            f"不能把报告写进 {folder.name}/:那里是计划或模板", "换一个位置,如 -o reports/任务分解表.md"
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", cls=ChineseCommand, epilog=EXAMPLES)(report)
