"""``gaoxin amend``: change an adopted plan, by approval, from a day on."""

from typing import Annotated

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.options import DryRun, PlanFile, read, today
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin amend 5.1 --at-least 8 --reason 停建 --approved 纪要9号 --on 2022-09-01
  gaoxin amend 5 --lead 党群 --reason 职能划转 --approved 三定 --on 2022-09-01
  gaoxin amend FZ-05.7 --drop --reason 移交 --approved 纪要9号 --on 2022-09-01"""

Target = Annotated[
    str,
    typer.Argument(
        metavar="对象",
        help="目标、节点或条目的编号:FZ-05.1、FZ-05.m1、FZ-05;也可以写 5.1、五",
        autocompletion=completion.things,
    ),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="理由", help="为什么调整(必填)")]
Approved = Annotated[
    str | None,
    typer.Option("--approved", metavar="依据", help="批准依据,如 会议纪要2022年第9期(必填)"),
]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="从哪一天起按新的算;不写就是今天")]
AtLeast = Annotated[str | None, typer.Option("--at-least", metavar="数", help="目标改为不少于这个数")]
AtMost = Annotated[str | None, typer.Option("--at-most", metavar="数", help="改为不超过这个数")]
Exactly = Annotated[str | None, typer.Option("--exactly", metavar="数", help="改为恰好这个数")]
About = Annotated[str | None, typer.Option("--about", metavar="数", help="改为这个数左右")]
Between = Annotated[str | None, typer.Option("--between", metavar="下限,上限", help="改为两个数之间:2,3")]
RiseBy = Annotated[str | None, typer.Option("--rise-by", metavar="数", help="改为提升这么多")]
FallBy = Annotated[str | None, typer.Option("--fall-by", metavar="数", help="改为下降这么多")]
Every = Annotated[str | None, typer.Option("--every", metavar="频次", help="改为每周、每月、每季度一次")]
Due = Annotated[
    str | None, typer.Option("--due", metavar="日期", help="目标或节点的完成时限;“无”是不再写明时限")
]
Lead = Annotated[
    list[str] | None,
    typer.Option(
        "--lead",
        metavar="部门",
        help="条目的牵头部门;几个部门写几次,全部写出",
        autocompletion=completion.departments,
    ),
]
Responsible = Annotated[
    list[str] | None,
    typer.Option(
        "--responsible",
        metavar="部门",
        help="条目的责任部门;写法同上;“无”是没有",
        autocompletion=completion.departments,
    ),
]
Dropped = Annotated[bool, typer.Option("--drop", help="取消这个目标、节点或条目;它仍留在计划里")]


def amend(
    target: Target,
    plan: PlanFile = None,
    at_least: AtLeast = None,
    at_most: AtMost = None,
    exactly: Exactly = None,
    about: About = None,
    between: Between = None,
    rise_by: RiseBy = None,
    fall_by: FallBy = None,
    every: Every = None,
    due: Due = None,
    lead: Lead = None,
    responsible: Responsible = None,
    drop: Dropped = False,
    reason: Reason = None,
    approved: Approved = None,
    on: On = None,
    dry_run: DryRun = False,
) -> None:
    """调整印发以后的计划:改正文,并记下原来的值、理由、批准依据和生效日期;以前的日子仍按旧的算。"""
    from gaoxin_plan.changes import amend as change
    from gaoxin_plan.changes import wanted
    from gaoxin_plan.render import amend as render
    from gaoxin_plan.render import output
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.views import selection

    workspace, charter = read(plan, no_cache=True)
    task, part = selection.thing(charter, target)
    typed = {
        "at_least": at_least, "at_most": at_most, "exactly": exactly, "about": about, "between": between,
        "rise_by": rise_by, "fall_by": fall_by, "every": every, "due": due, "lead": lead,
        "responsible": responsible,
    }  # fmt: skip
    request = change.Request(
        of=part.id if part else task.item.id,
        wanted=wanted.wanted(charter, typed, drop=drop),
        reason=wanted.ground(reason, "reason"),
        approved=wanted.ground(approved, "approved"),
        on=wanted.day(charter, on, today()),
    )
    as_of = selection.moment(charter, today()).as_of
    found = change.amend(workspace, request, as_of, today(), dry_run=dry_run)
    output.show(render.page(found, columns(), dry_run=dry_run))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("amend", cls=ChineseCommand, epilog=EXAMPLES)(amend)
