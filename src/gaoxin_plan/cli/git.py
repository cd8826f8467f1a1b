"""``gaoxin git``: what git shows and merges of a plan, and how git is told to ask for it."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli.options import PlanFile, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaoxin_plan.changes.git_setup import Done
    from gaoxin_plan.render.page import Page

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
    from gaoxin_plan.render import output
    from gaoxin_plan.render.page import Page
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.workspace import find_plan

    if given:
        raise PlanError("setup 后面不写文件", "要指定计划用 --plan,如 gaoxin git setup --plan plan/2022.yaml")
    path = find_plan(plan)
    done = git_setup.undo(path) if undo else git_setup.setup(path, git_setup.command(sys.argv[0]))
    page = Page(columns())
    if undo:
        _tell_undone(page, done)
    else:
        _tell_done(page, done)
    output.show(page)


def _tell_done(page: "Page", done: "Done") -> None:
    """Lay out what was written, and what to do next."""
    page.add(f"仓库:{done.root.as_posix()}")
    _list(page, ".gitattributes 加了:", done.lines)
    _list(page, ".gitattributes 里已有:", done.kept_lines)
    _list(page, "git 配置(只在这台电脑的这个仓库):", [f"{key} = {value}" for key, value in done.settings])
    if not done.lines and not done.settings:
        page.wrapped("都已写好,没有改动。")
        return
    if done.others:
        page.wrapped(f"注意:别处的 .gitattributes 另有规定({'、'.join(done.others)}),这里写的不起作用。")
    page.wrapped("从现在起,git diff 和 git log -p 按条目显示,合并也按条目。")
    page.wrapped("请提交 .gitattributes;每位同事在自己的电脑上运行一次 gaoxin git setup。")
    page.wrapped("取消:gaoxin git setup --undo")


def _tell_undone(page: "Page", done: "Done") -> None:
    """Lay out what was taken back."""
    page.add(f"仓库:{done.root.as_posix()}")
    _list(page, ".gitattributes 取走了:", done.lines)
    _list(page, "git 配置取走了:", [key for key, _ in done.settings])
    if not done.lines and not done.settings:
        page.wrapped("没有可取走的。")
    _list(page, ".gitattributes 里这些行不是在这个仓库写的(随提交来的),没有动:", done.kept_lines)


def _list(page: "Page", heading: str, lines: "Sequence[str]") -> None:
    if lines:
        page.wrapped(heading)
        for line in lines:
            page.add(f"  {line}")


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
