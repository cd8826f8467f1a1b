"""``gaoxin status``: how do we stand."""

from typing import Annotated

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
    RevisionName,
    SectionName,
    loaded,
    scoped,
    situated,
)
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin status
  gaoxin status --dept 企业发展服务中心
  gaoxin status --lead 党群 --light red,yellow
  gaoxin status --period 2022Q2 --fail-on red
  gaoxin status --rev v1.0 --as-of 2022-06-30
  gaoxin status --section 二 --format csv > 进展.csv"""


def status(
    plan: PlanFile = None,
    dept: DepartmentName = None,
    lead: LeadName = None,
    section: SectionName = None,
    light: Annotated[
        str | None,
        typer.Option(
            "--light",
            metavar="灯",
            help="只看某些灯:green,yellow,red,grey 或 绿,黄,红,灰",
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="灯", help="有这些灯时退出码为 1,给自动检查用"),
    ] = None,
    period: PeriodName = None,
    as_of: AsOf = None,
    rev: RevisionName = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """看进展:每个条目亮什么灯。指定部门时,牵头的在前,配合的在后。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import status as render
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.export import status_json
    from gaoxin_plan.views.status import status as ask

    workspace, charter = loaded(plan, rev=rev, no_cache=no_cache)
    scope = scoped(charter, dept=dept, lead=lead, section=section, light=light)
    failing = selection.lights(fail_on) if fail_on is not None else frozenset()
    found = ask(*situated(workspace, charter, as_of=as_of, period=period), scope)
    if rev is not None:
        found = found._replace(revision=rev)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: status_json(found),
    )
    if any(found.every[light] for light in failing):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status", cls=ChineseCommand, epilog=EXAMPLES)(status)
