"""The commands of ``gaoxin``, one module each."""

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from gaoxin_plan import __version__
from gaoxin_plan.cli.usage import ChineseGroup

COMMANDS = {
    "init": "init",
    "validate": "validate",
    "fmt": "fmt",
    "schema": "schema",
    "status": "status",
    "show": "show",
    "explain": "explain",
    "history": "history",
    "list": "listing",
    "targets": "targets",
    "due": "due",
    "departments": "departments",
    "record": "record",
    "sheet": "sheet",
    "missing": "missing",
    "remind": "missing",
    "amend": "amend",
    "close": "close",
    "reopen": "close",
    "report": "report",
    "diff": "diff",
    "export": "export",
    "git": "git",
}
"""Every command, in the order of the help, and the module that has it."""


class _Commands(ChineseGroup):
    """Loads the module of the command that is asked for, and no other."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None where there is none of the name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands.update(_of_module(COMMANDS[cmd_name]))
        return super().get_command(ctx, cmd_name)


def _of_module(name: str) -> Mapping[str, Any]:
    part = typer.Typer()
    import_module(f"gaoxin_plan.cli.{name}").register(part)
    return typer.main.get_group(part).commands


app = typer.Typer(
    name="gaoxin",
    cls=_Commands,
    help="把政府工作要点变成一份可以检查、查询、比较和打印的计划文件。",
    epilog="例:gaoxin status --dept 企业发展服务中心",
    rich_markup_mode="rich",
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
        typer.echo(context.get_help())
