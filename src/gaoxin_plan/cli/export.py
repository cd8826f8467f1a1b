"""``gaoxin export``: the plan for other programs."""

from enum import StrEnum
from typing import Annotated

import typer

from gaoxin_plan.cli.options import NoCache, PlanFile, loaded
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin export json > plan.json"""


class ExportFormat(StrEnum):
    """What a plan can be exported to."""

    JSON = "json"


def export(
    target: Annotated[ExportFormat, typer.Argument(metavar="格式", help="json")],
    plan: PlanFile = None,
    no_cache: NoCache = False,
) -> None:
    """把整个计划导出给别的程序用(键名固定不变,见手册)。"""
    from gaoxin_plan.render import output
    from gaoxin_plan.views.export import plan_json

    _, charter = loaded(plan, filings=False, no_cache=no_cache)
    exporters = {ExportFormat.JSON: plan_json}
    output.write_json(exporters[target](charter))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", cls=ChineseCommand, epilog=EXAMPLES)(export)
