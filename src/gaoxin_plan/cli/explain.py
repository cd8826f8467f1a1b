"""``gaoxin explain``: why this light."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli.options import (
    AnswerFormat,
    AsOf,
    Format,
    ItemName,
    NoCache,
    PeriodName,
    PlanFile,
    loaded,
    situated,
)
from gaoxin_plan.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gaoxin_plan.model.plan import Task

EXAMPLES = """例:
  gaoxin explain FZ-05
  gaoxin explain FZ-05 --period 2022Q2
  gaoxin explain FZ-05 --if FZ-05.1=8 --if FZ-05.m1=2022-06-20"""


def explain(
    item: ItemName,
    plan: PlanFile = None,
    period: PeriodName = None,
    as_of: AsOf = None,
    if_: Annotated[
        list[str] | None,
        typer.Option("--if", metavar="编号=值", help="假设报成这样会怎样,不写文件;可写几个"),
    ] = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """说明一个条目为什么是这个灯:原文、目标、填报、规则、算法、怎样转绿。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import explain as render
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.explain import explain as ask
    from gaoxin_plan.views.explain import explanation_json

    workspace, charter = loaded(plan, no_cache=no_cache)
    now, moment = situated(workspace, charter, as_of=as_of, period=period)
    task = selection.item(now.plan, item)
    found = ask(task, now, moment, _supposed(task, if_))
    answer(
        output_format,
        page=lambda columns: render.page(found, now.plan, columns),
        table=lambda: render.table(found),
        data=lambda: explanation_json(found),
    )


def _supposed(task: "Task", words: list[str] | None) -> "Mapping[str, Decimal | date]":
    if not words:  # then nothing need be known of what a filing may say
        return {}
    from gaoxin_plan.changes import typed

    return typed.supposed(task, words)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", cls=ChineseCommand, epilog=EXAMPLES)(explain)
