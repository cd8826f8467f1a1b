"""``gaoxin history``: what happened to an item."""

import typer

from gaoxin_plan.cli.options import AnswerFormat, Format, ItemName, NoCache, PlanFile, loaded, today
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin history FZ-05
  gaoxin history 5 --format csv > 沿革.csv"""


def history(
    item: ItemName,
    plan: PlanFile = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """看一个条目的经过:每期报了什么、当时亮什么灯,调整、办结、重新打开,按日期排。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import history as render
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.history import history as ask
    from gaoxin_plan.views.history import history_json

    workspace, charter = loaded(plan, no_cache=no_cache)
    found = ask(selection.item(charter, item), workspace.charter, workspace.progress, today())
    answer(
        output_format,
        page=lambda columns: render.page(found, charter, columns),
        table=lambda: render.table(found),
        data=lambda: history_json(found),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("history", cls=ChineseCommand, epilog=EXAMPLES)(history)
