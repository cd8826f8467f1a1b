"""``gaoxin schema``: JSON Schema for editors."""

from enum import StrEnum
from typing import Annotated

import typer

from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin schema plan > plan.schema.json
  gaoxin schema filing > filing.schema.json"""


class FileKind(StrEnum):
    """The kinds of file."""

    PLAN = "plan"
    FILING = "filing"
    OFFICE = "office"


def schema(
    kind: Annotated[
        FileKind, typer.Argument(metavar="种类", help="plan(计划)、filing(填报)或 office(办结)")
    ] = FileKind.PLAN,
) -> None:
    """输出 JSON Schema:编辑器照它补全、检查(VS Code 装 YAML 扩展即可)。"""
    from gaoxin_plan.model.jsonschema import FILES, json_schema
    from gaoxin_plan.render import output

    output.write_json(json_schema(FILES[kind.value]))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", cls=ChineseCommand, epilog=EXAMPLES)(schema)
