"""``gaoxin record``: file progress."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.options import DryRun, ItemName, NoCache, PlanFile, read, today
from gaoxin_plan.cli.usage import ChineseCommand

EXAMPLES = """例:
  gaoxin record FZ-05 --period 2022Q2 --state 进行中 --value FZ-05.1=6
  gaoxin record 5 --period 2022Q2 --value 突破关键技术=7 --progress 新增1项。
  gaoxin record 5 --period 2022Q2 --done FZ-05.m1=2022-06-20 --evidence 批复.pdf
  gaoxin record 5 --period 2022Q2 --unset FZ-05.1 --dry-run"""


Period = Annotated[
    str,
    typer.Option("--period", metavar="报告期", help="报哪一期,如 2022Q2", autocompletion=completion.periods),
]
Filer = Annotated[
    str | None,
    typer.Option(
        "--dept",
        metavar="部门",
        help="哪个部门报的;不写就是牵头部门",
        autocompletion=completion.departments,
    ),
]
State = Annotated[str | None, typer.Option("--state", metavar="状态", help="未启动、进行中、受阻、已完成")]
Values = Annotated[
    list[str] | None,
    typer.Option("--value", metavar="目标=数", help="累计的完成值:FZ-05.1=6 或 突破关键技术=6;可写几个"),
]
Days = Annotated[
    list[str] | None,
    typer.Option("--done", metavar="节点=日期", help="节点的完成日期:FZ-05.m1=2022-06-20;可写几个"),
]
Progress = Annotated[str | None, typer.Option("--progress", metavar="文字", help="进展情况")]
Problems = Annotated[str | None, typer.Option("--problem", metavar="文字", help="存在问题")]
Next = Annotated[str | None, typer.Option("--next", metavar="文字", help="下步打算")]
Evidence = Annotated[list[Path] | None, typer.Option("--evidence", metavar="文件", help="佐证材料;可写几个")]
Unset = Annotated[
    list[str] | None,
    typer.Option(
        "--unset",
        metavar="内容",
        help="取消一项:目标或节点的编号,progress、problems、next、values、done、evidence,或 item(整条)",
    ),
]
FiledOn = Annotated[
    str | None,
    typer.Option("--filed", metavar="日期", help="报送日期;不写则新填报是今天,已有的不变"),
]


def record(
    item: ItemName,
    period: Period,
    plan: PlanFile = None,
    dept: Filer = None,
    state: State = None,
    value: Values = None,
    done: Days = None,
    progress: Progress = None,
    problem: Problems = None,
    next_: Next = None,
    evidence: Evidence = None,
    unset: Unset = None,
    filed: FiledOn = None,
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """填报一个条目的进展,写进这个部门这一期的填报;只改写明的几处。"""
    from gaoxin_plan.changes import record as change
    from gaoxin_plan.changes import typed
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.render import output
    from gaoxin_plan.render import record as render
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.views import selection

    workspace, charter = read(plan, no_cache=no_cache)
    when = selection.moment(charter, today(), asked=period)
    task = selection.item(workspace.charter.on(when.period.end), item)
    now = Situation.of(workspace, when.as_of)
    department = selection.department(charter, dept) if dept else change.sole_lead(now, task, when.period)
    texts = {"progress": progress, "problems": problem, "next": next_}
    entry = change.Entry(
        task=task,
        department=department,
        period=when.period,
        filed=None if filed is None else selection.day(filed),
        state=None if state is None else typed.state(state),
        texts={field: typed.text(text) for field, text in texts.items() if text is not None},
        values=typed.values(task, value or ()),
        done=typed.days(task, done or ()),
        evidence=tuple(evidence or ()),
        unset=tuple(typed.field(task, field) for field in unset or ()),
    )
    found = change.record(workspace, entry, when.as_of, today(), dry_run=dry_run)
    output.show(render.page(found, columns(), dry_run=dry_run))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("record", cls=ChineseCommand, epilog=EXAMPLES)(record)
