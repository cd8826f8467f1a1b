"""The commands of ``gaoxin``, one module each."""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from gaoxin_plan import __version__
from gaoxin_plan.cli.usage import ChineseCommand, ChineseGroup, show_help

GROUPS = {
    "建立和检查": {
        "init": ("init", "新建一个工作区:可以照着改的示例计划、说明和自动检查"),
        "validate": ("validate", "检查计划文件,一次说出全部问题:在第几行第几列,错在哪里,怎么改"),
        "fmt": ("fmt", "整理文件:每句一行、键的次序、引号;内容和注释不变"),
        "schema": ("schema", "输出 JSON Schema:编辑器照它补全、检查"),
    },
    "查看": {
        "status": ("status", "看进展:每个条目亮什么灯"),
        "show": ("show", "看一个条目的全部:原文、牵头和责任部门、目标、节点"),
        "explain": ("explain", "说明一个条目为什么是这个灯:原文、目标、填报、规则、算法、怎样转绿"),
        "history": ("history", "看一个条目的经过:每期报了什么、当时亮什么灯"),
        "list": ("listing", "列条目:编号、序号、牵头部门、标题;也可以在全文里查找文字"),
        "targets": ("targets", "列目标:要求、完成、序时、单位、时限"),
        "due": ("due", "看哪些目标和节点快到期,最近的在前,还剩几天"),
        "departments": ("departments", "列部门:牵头和配合哪些条目、联络员、别的叫法"),
    },
    "填报和催办": {
        "record": ("record", "填报一个条目的进展,写进这个部门这一期的填报"),
        "sheet": ("sheet", "发表、收表、出台账:联络员只用 Excel"),
        "missing": ("missing", "看谁没有报:哪个部门、哪些条目、从什么时候起"),
        "remind": ("missing", "写催办的话:每个没有报全的部门一段,可以直接贴进群里"),
    },
    "调整和办结": {
        "amend": ("amend", "调整印发以后的计划"),
        "close": ("close", "办结销号:由督查的办公室办,不是报送的部门"),
        "reopen": ("close", "重新打开已经办结的条目"),
    },
    "报告、比较、导出": {
        "report": ("report", "按模板出报告:任务分解表、季度通报、简报、督办单、台账"),
        "diff": ("diff", "用话说明改了什么:计划和填报前后两个状态,按编号比较"),
        "export": ("export", "把整个计划导出给别的程序用"),
        "git": ("git", "让 git diff 按条目显示计划,让 git merge 按条目合并"),
    },
    "其他": {
        "cache": ("cache", "管理快照:查询用它,没有变的文件不必重读"),
    },
}
"""Every command in the order of the help, by what it is for: its module, and the beginning of its help."""

COMMANDS = {name: module for commands in GROUPS.values() for name, (module, _) in commands.items()}
"""Every command, and the module that has it."""


class _Commands(ChineseGroup):
    """Tells of every command in short, and loads the module of the one that is asked for, and no other.

    A command is a stub, with its short text alone, until it is resolved.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for title, commands in GROUPS.items():
            for name, (_, words) in commands.items():
                self.add_command(ChineseCommand(name, short_help=words, rich_help_panel=title))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is asked for, and what is written after it."""
        if args[0] in COMMANDS:
            self.commands.update(_of_module(COMMANDS[args[0]]))
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command line, or complete it where a shell asks."""
        if "_GAOXIN_COMPLETE" in os.environ:
            from gaoxin_plan.cli.completion import prepare

            prepare()
        return super().main(*args, **settings)


def _of_module(name: str) -> Mapping[str, Any]:
    part = typer.Typer()
    import_module(f"gaoxin_plan.cli.{name}").register(part)
    return typer.main.get_group(part).commands


app = typer.Typer(
    name="gaoxin",
    cls=_Commands,
    help="把政府工作要点变成一份可以检查、查询、比较和打印的计划文件。",
    epilog="例:gaoxin status --dept 企业发展服务中心",
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def _gaoxin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    if version:
        typer.echo(f"gaoxin {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        show_help(context)
