"""``gaoxin git``: what git shows and merges of a plan, and how git is told to ask for it."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import PlanFile, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError

EXAMPLES = """例:
  gaoxin git setup
  gaoxin git setup --undo
  gaoxin git textconv plan/2022.yaml"""

_MERGED = 4, 5  # the files that a merge is given, without and with the size of a mark


class Action(StrEnum):
    """What is asked for."""

    SETUP = "setup"
    TEXTCONV = "textconv"
    MERGE = "merge"


def git(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="操作",
            help="setup 让本仓库的 git 用 gaoxin;textconv、merge 由 git 调用",
        ),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件", help="textconv 一个;merge 是共同的上一版、ours、theirs、文件名、标记长度"
        ),
    ] = None,
    plan: PlanFile = None,
    undo: Annotated[bool, typer.Option("--undo", help="取消 setup:只取走它写的")] = False,
) -> None:
    """让 git diff 按条目显示计划,让 git merge 按条目合并:改不同的地方不再冲突。"""
    given = names or []
    if undo and action is not Action.SETUP:
        raise PlanError("--undo 只用于 setup", "取消:gaoxin git setup --undo")
    if action is Action.SETUP:
        _setup(plan, given, undo=undo)
    elif action is Action.TEXTCONV:
        _textconv(given)
    elif not _merge(given, today()):
        raise typer.Exit(1)


def _setup(plan: Path | None, given: list[str], *, undo: bool) -> None:
    from gaoxin_plan.changes import git_setup
    from gaoxin_plan.render import git as pages
    from gaoxin_plan.render import output
    from gaoxin_plan.workspace import find_plan

    if given:
        raise PlanError("setup 后面不写文件", "要指定计划用 --plan,如 gaoxin git setup --plan plan/2022.yaml")
    path = find_plan(plan)
    if undo:
        back = git_setup.undo(path)
        output.show(pages.taken_back(back.root, back.lines, back.kept_lines, back.settings))
    else:
        done = git_setup.setup(path, git_setup.command(sys.argv[0]))
        output.show(pages.written(done.root, done.lines, done.kept_lines, done.settings, done.others))


def _textconv(given: list[str]) -> None:
    """Print a file as lines; one that cannot be read is printed as it is, so that git goes on."""
    from gaoxin_plan.render import output, textconv
    from gaoxin_plan.source import files

    if len(given) != 1:
        raise PlanError("textconv 要写一个文件", "如 gaoxin git textconv plan/2022.yaml")
    path = Path(given[0])
    contents = files.read(path)
    lines = None if contents.finding is not None else textconv.lines(contents.text)
    if lines is not None:
        output.write(lines)
    else:
        output.write_file(path)


def _merge(given: list[str], day: date) -> bool:
    """Merge as git asks; return whether nothing is left to decide."""
    from gaoxin_plan.changes.merge import driver
    from gaoxin_plan.changes.merge.three_way import SIZE

    if len(given) not in _MERGED or not (given[4:] or ["7"])[0].isdecimal():
        raise PlanError(
            "merge 由 git 调用,要写四个文件名", "共同的上一版、ours、theirs、文件名;先运行 gaoxin git setup"
        )
    base, ours, theirs = (Path(name) for name in given[:3])
    size = int(given[4]) if given[4:] else SIZE
    outcome = driver.run(driver.Asked(base, ours, theirs, given[3], size), day)
    sys.stderr.write("".join(f"{line}\n" for line in outcome.told))
    return outcome.is_clean


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("git", cls=ChineseCommand, epilog=EXAMPLES)(git)
