"""``gaoxin close`` and ``gaoxin reopen``: what the office that supervises decides."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli.options import DryRun, ItemName, PlanFile, read, today
from gaoxin_plan.cli.usage import ChineseCommand

CLOSE_EXAMPLES = """例:
  gaoxin close FZ-05 --by 督查办 --evidence 验收意见.pdf
  gaoxin close FZ-05 --by 督查办 --on 2022-09-30 --despite 目标已并入市级项目"""
REOPEN_EXAMPLES = """例:
  gaoxin reopen FZ-05 --by 督查办 --reason 复核发现数据重复计算"""

By = Annotated[str, typer.Option("--by", metavar="经办", help="谁作的决定")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="决定日期;不写就是今天")]
Evidence = Annotated[list[Path] | None, typer.Option("--evidence", metavar="文件", help="依据;可写几个")]


def close(
    item: ItemName,
    by: By,
    plan: PlanFile = None,
    on: On = None,
    evidence: Evidence = None,
    despite: Annotated[
        str | None, typer.Option("--despite", metavar="理由", help="没有达标仍予办结的理由")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """办结销号:由督查的办公室办,不是报送的部门。没有达标的不能办结,除非写明理由。"""
    from gaoxin_plan.model.office import CLOSED

    _decide(item, CLOSED, plan=plan, on=on, by=by, reason=despite, evidence=evidence, dry_run=dry_run)


def reopen(
    item: ItemName,
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="重新打开的理由")],
    plan: PlanFile = None,
    on: On = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> None:
    """重新打开已经办结的条目。"""
    from gaoxin_plan.model.office import REOPENED

    _decide(item, REOPENED, plan=plan, on=on, by=by, reason=reason, evidence=evidence, dry_run=dry_run)


def _decide(
    item: str,
    decision: str,
    *,
    plan: Path | None,
    on: str | None,
    by: str,
    reason: str | None,
    evidence: list[Path] | None,
    dry_run: bool,
) -> None:
    from gaoxin_plan.changes import typed
    from gaoxin_plan.changes.decide import Act, decide, in_words
    from gaoxin_plan.render import output
    from gaoxin_plan.render.page import Page
    from gaoxin_plan.render.record import add_written
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.views import selection

    workspace, _ = read(plan, no_cache=True)
    day = today() if on is None else selection.day(on)
    task = selection.item(workspace.charter.on(day), item)
    said = typed.text(reason, "写明理由,如 已并入市级项目") if reason is not None else ""
    who = typed.text(by, "写明是谁作的决定,如 督查办")
    act = Act(task, decision, day, who, said, tuple(evidence or ()))
    written = decide(workspace, act, today(), dry_run=dry_run)
    page = Page(columns())
    add_written(page, written, dry_run=dry_run)
    page.wrapped(in_words(act))
    output.show(page)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("close", cls=ChineseCommand, epilog=CLOSE_EXAMPLES)(close)
    app.command("reopen", cls=ChineseCommand, epilog=REOPEN_EXAMPLES)(reopen)
