"""``gaoxin init``: a workspace to start from."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import today
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin init 示范区计划
  gaoxin init 明年计划 --year 2027"""


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="文件夹", help="建在哪个文件夹;没有就新建,“.”是当前文件夹"),
    ],
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="年份", help="计划的年份;不写则用今年"),
    ] = None,
) -> None:
    """新建一个工作区:可以照着改的示例计划、说明和自动检查。"""
    from gaoxin_plan.changes import start
    from gaoxin_plan.render import output

    written = start.start(folder, today().year if year is None else start.year(year))
    names = "".join(f"  {name}\n" for name in written)
    output.write(f"已建好 {folder}:\n{names}下一步见其中的 README.md\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", cls=ChineseCommand, epilog=EXAMPLES)(init)
