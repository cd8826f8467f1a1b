"""``gaoxin diff``: what changed, in words."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli.counted import waiting
from gaoxin_plan.cli.options import AsOf, PlanFile, situated
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError

if TYPE_CHECKING:
    from gaoxin_plan.git.sides import Side
    from gaoxin_plan.views.diff.lights import LightChange

EXAMPLES = """例:
  gaoxin diff
  gaoxin diff v1.0
  gaoxin diff main...HEAD --format md --fail-on weakens
  gaoxin diff HEAD~1 HEAD --lights
  gaoxin diff 旧稿.yaml 新稿.yaml"""


class DiffFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "md"
    JSON = "json"


class FailOn(StrEnum):
    """Which changes end in exit code 1."""

    WEAKENS = "weakens"


def diff(
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="旧",
            help="版本(提交、分支、标签)、甲..乙、甲...乙(分开处到乙),或文件;不写是 HEAD",
        ),
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="新", help="版本或文件;不写是文件夹里现在的文件")
    ] = None,
    plan: PlanFile = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", metavar="weakens", help="有放松要求的改动时退出码为 1,给自动检查用"),
    ] = None,
    lights: Annotated[bool, typer.Option("--lights", help="也看哪些条目的灯变了,为什么")] = False,
    as_of: AsOf = None,
    output_format: Annotated[
        DiffFormat,
        typer.Option("--format", metavar="格式", help="text(默认,给人看)、md(贴到合并请求里)、json"),
    ] = DiffFormat.TEXT,
) -> None:
    """用话说明改了什么:计划和填报前后两个状态,按编号比较,一处改动一句话,放松要求的标出来。"""
    from gaoxin_plan.git.sides import sides
    from gaoxin_plan.render import diff as render
    from gaoxin_plan.render import output
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.views.diff.change import diff_json
    from gaoxin_plan.views.diff.lights import lights_json
    from gaoxin_plan.views.diff.states import compared

    if as_of is not None and not lights:
        raise PlanError("--as-of 要和 --lights 一起写", "看灯的变化,加 --lights")
    with waiting("正在比较"):
        before, after = sides(plan, old, new)
        found = compared(before, after)
        changed = _lights(before, after, as_of) if lights else None
    if output_format is DiffFormat.JSON:
        output.write_json(diff_json(found) | ({} if changed is None else {"lights": lights_json(changed)}))
    elif output_format is DiffFormat.MARKDOWN:
        output.write(render.markdown(found, changed))
    else:
        output.show(render.page(found, changed, columns()))
    if fail_on is FailOn.WEAKENS and found.weakening:
        raise typer.Exit(1)


def _lights(before: "Side", after: "Side", as_of: str | None) -> "tuple[LightChange, ...]":
    from gaoxin_plan.views.diff.lights import light_changes

    if before.alone or after.alone:
        raise PlanError("--lights 要连填报一起看,不能只比较文件", "写版本,如 gaoxin diff main HEAD --lights")
    now, was = after.workspace(), before.workspace()
    then, moment = situated(now, now.whole(), as_of=as_of)
    earlier, _ = situated(was, was.whole(), as_of=moment.as_of.isoformat())
    return light_changes(earlier, then)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff", cls=ChineseCommand, epilog=EXAMPLES)(diff)
