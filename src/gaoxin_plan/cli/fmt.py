"""``gaoxin fmt``: put files in order."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import PlanFile
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin fmt
  gaoxin fmt --check
  gaoxin fmt --fix plan/2022.yaml"""


def fmt(
    file: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="计划或填报文件;不写则整理整个计划")
    ] = None,
    plan: PlanFile = None,
    check: Annotated[bool, typer.Option("--check", help="只检查,不写文件;不整齐时退出码为 1")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="改正笔误:全角数字和冒号、日期写法等")] = False,
) -> None:
    """整理文件:每句一行、键的次序、引号;内容和注释不变。"""
    from gaoxin_plan.changes import fmt as change
    from gaoxin_plan.render import output, problems
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.workspace import find_plan, shown

    chosen = [(path, change.record_of(path)) for path in file] if file else change.files_of(find_plan(plan))
    is_bad = False
    for path, record in chosen:
        done = change.run(path, record, fix=fix, check=check)
        output.show(problems.mended(done.mends, columns()))
        output.show(problems.page(done.problems, columns()))
        left = f";还有 {done.left} 处要自己改,见 gaoxin validate" if fix and done.left else ""
        output.write(f"{shown(path)}:{_told(done.is_changed, bool(done.problems), check)}{left}\n")
        is_bad = is_bad or bool(done.problems) or (check and done.is_changed)
    if is_bad:
        raise typer.Exit(1)


def _told(is_changed: bool, has_problems: bool, check: bool) -> str:
    if has_problems:
        return "有以上问题,改好后才能整理"
    if not is_changed:
        return "已是整齐的"
    return "需要整理" if check else "已整理"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fmt", cls=ChineseCommand, epilog=EXAMPLES)(fmt)
