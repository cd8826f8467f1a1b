"""``gaoxin init``: a workspace to start from, or next year's plan."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import loaded, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError

EXAMPLES = """例:
  gaoxin init 示范区计划
  gaoxin init 明年计划 --year 2027
  gaoxin init --from plan/2022.yaml --year 2023"""


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="文件夹", help="建在哪个文件夹;没有就新建,“.”是当前文件夹"),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="年份", help="计划的年份;不写则用今年,由上年起头的用下一年"),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="由上年的计划起头,写在它旁边;没有完成的条目作为注释带上"),
    ] = None,
) -> None:
    """新建一个工作区:可以照着改的示例计划、说明和自动检查;或由上年的计划起头写下一年的。"""
    from gaoxin_plan.changes import start

    chosen = None if year is None else start.year(year)
    if from_ is not None:
        if folder is not None:
            raise PlanError("文件夹和 --from 只能写一个", "由上年的计划起头时,新计划就写在它旁边")
        _next_year(from_, chosen)
    elif folder is None:
        raise PlanError("没有写建在哪个文件夹", "写文件夹名,如 gaoxin init 示范区计划;“.”是当前文件夹")
    else:
        _new(folder, chosen or today().year)


def _new(folder: Path, year: int) -> None:
    from gaoxin_plan.changes import start
    from gaoxin_plan.render import output

    written = start.start(folder, year)
    names = "".join(f"  {name}\n" for name in written)
    output.write(f"已建好 {folder}:\n{names}下一步见其中的 README.md\n")


def _next_year(from_: Path, year: int | None) -> None:
    from gaoxin_plan.changes import next_year
    from gaoxin_plan.render import output
    from gaoxin_plan.workspace import shown

    workspace, plan = loaded(from_, no_cache=True)
    found = next_year.start(workspace, year or plan.last_day.year + 1, today())
    output.write(f"已写入 {shown(found.path)}:部门和部分照旧;以后不写 --plan 时用的是名称排在最后的计划\n")
    if found.carried:
        output.write(f"{len(found.carried)} 条没有完成,作为注释带上,请逐条决定:{'、'.join(found.carried)}\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", cls=ChineseCommand, epilog=EXAMPLES)(init)
