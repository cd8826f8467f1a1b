"""``gaoxin due``: what is due soon."""

from typing import Annotated

import typer

from gaoxin_plan.cli.options import (
    AnswerFormat,
    AsOf,
    DepartmentName,
    Format,
    LeadName,
    NoCache,
    PlanFile,
    SectionName,
    loaded,
    scoped,
    today,
)
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin due
  gaoxin due --within 3m --dept 项目建设服务中心
  gaoxin due --within 90d --as-of 2022-04-01"""


def due(
    plan: PlanFile = None,
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar="时间",
            help="多长时间以内,如 90d(90 天,默认)、3m(3 个月)",
        ),
    ] = "90d",
    dept: DepartmentName = None,
    lead: LeadName = None,
    section: SectionName = None,
    as_of: AsOf = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """看哪些目标和节点快到期,最近的在前,还剩几天。不写 --as-of 则从今天算起。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.render import due as render
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.due import due as ask
    from gaoxin_plan.views.due import due_json, until

    workspace, charter = loaded(plan, no_cache=no_cache)
    day = today() if as_of is None else selection.day(as_of)
    scope = scoped(charter, dept=dept, lead=lead, section=section)
    found = ask(Situation.of(workspace, day), until(day, within), scope)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: due_json(found),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("due", cls=ChineseCommand, epilog=EXAMPLES)(due)
