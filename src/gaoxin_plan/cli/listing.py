"""``gaoxin list``: which items there are, or which of them say some words."""

from typing import Annotated

import typer

from gaoxin_plan.cli.options import (
    AnswerFormat,
    DepartmentName,
    Format,
    LeadName,
    NoCache,
    PlanFile,
    SectionName,
    loaded,
    scoped,
)
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin list
  gaoxin list --grep 融通高科
  gaoxin list --grep 5G+ --dept 项目建设服务中心
  gaoxin list --section 二 --format csv > 条目.csv"""


def listing(
    plan: PlanFile = None,
    grep: Annotated[
        str | None,
        typer.Option(
            "--grep",
            metavar="文字",
            help="查找文字,标出在哪里;不分大小写、全角半角",
        ),
    ] = None,
    dept: DepartmentName = None,
    lead: LeadName = None,
    section: SectionName = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """列条目:编号、序号、牵头部门、标题;也可以在全文里查找文字。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import listing as render
    from gaoxin_plan.views.listing import listing as ask
    from gaoxin_plan.views.listing import listing_json

    _, charter = loaded(plan, filings=False, no_cache=no_cache)
    found = ask(charter, scoped(charter, dept=dept, lead=lead, section=section), grep)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: listing_json(found),
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list", cls=ChineseCommand, epilog=EXAMPLES)(listing)
