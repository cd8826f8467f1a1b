"""``gaoxin targets``: what is to be reached."""

import typer

from gaoxin_plan.cli.options import (
    AnswerFormat,
    AsOf,
    DepartmentName,
    Format,
    LeadName,
    NoCache,
    PeriodName,
    PlanFile,
    SectionName,
    loaded,
    scoped,
    situated,
)
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin targets
  gaoxin targets --lead 企业发展服务中心
  gaoxin targets --format csv > 目标.csv"""


def targets(
    plan: PlanFile = None,
    dept: DepartmentName = None,
    lead: LeadName = None,
    section: SectionName = None,
    period: PeriodName = None,
    as_of: AsOf = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """列目标:要求、完成、序时、单位、时限。没有填报时完成和序时为空。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import targets as render
    from gaoxin_plan.views.targets import targets as ask
    from gaoxin_plan.views.targets import targets_json

    workspace, charter = loaded(plan, no_cache=no_cache)
    scope = scoped(charter, dept=dept, lead=lead, section=section)
    found = ask(*situated(workspace, charter, as_of=as_of, period=period), scope)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: targets_json(found),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("targets", cls=ChineseCommand, epilog=EXAMPLES)(targets)
