"""``gaoxin departments``: who does what."""

import typer

from gaoxin_plan.cli.options import AnswerFormat, Format, NoCache, PlanFile, loaded
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin departments
  gaoxin departments --format csv > 部门.csv"""


def departments(
    plan: PlanFile = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """列部门:牵头和配合哪些条目、联络员、别的叫法。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import departments as render
    from gaoxin_plan.views.departments import departments as ask
    from gaoxin_plan.views.departments import departments_json

    _, charter = loaded(plan, filings=False, no_cache=no_cache)
    found = ask(charter)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: departments_json(found),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("departments", cls=ChineseCommand, epilog=EXAMPLES)(departments)
