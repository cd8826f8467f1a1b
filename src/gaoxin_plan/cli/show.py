"""``gaoxin show``: one item whole."""

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

EXAMPLES = """例:
  gaoxin show FZ-05
  gaoxin show 五
  gaoxin show 5 --format json"""


def show(
    item: ItemName,
    plan: PlanFile = None,
    period: PeriodName = None,
    as_of: AsOf = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """看一个条目的全部:原文、牵头和责任部门、目标、节点。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.model.departments import Directory
    from gaoxin_plan.render import show as render
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.amended import amendments_json
    from gaoxin_plan.views.export import item_json, light_json
    from gaoxin_plan.views.show import show as ask

    workspace, charter = loaded(plan, no_cache=no_cache)
    now, moment = situated(workspace, charter, as_of=as_of, period=period)
    found = ask(selection.item(now.plan, item), now)
    answer(
        output_format,
        page=lambda columns: render.page(found, now.plan, moment, columns),
        table=lambda: render.table(found),
        data=lambda: (
            item_json(found.task, Directory(charter.departments))
            | light_json(found.light)
            | {"amendments": amendments_json(found.amended)}
        ),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", cls=ChineseCommand, epilog=EXAMPLES)(show)
