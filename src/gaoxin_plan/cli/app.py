"""The commands of ``gaoxin``, one module each."""

from typing import Annotated

import typer

from gaoxin_plan import __version__
from gaoxin_plan.cli import (
    amend,
    close,
    departments,
    diff,
    due,
    explain,
    export,
    fmt,
    git,
    history,
    init,
    listing,
    missing,
    record,
    report,
    schema,
    sheet,
    show,
    status,
    targets,
    validate,
)
from gaoxin_plan.cli.usage import ChineseGroup

app = typer.Typer(
    name="gaoxin",
    cls=ChineseGroup,
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


for module in (
    init, validate, fmt, schema, status, show, explain, history, listing, targets, due, departments,
    record, sheet, missing, amend, close, report, diff, export, git,
):  # fmt: skip
    module.register(app)
