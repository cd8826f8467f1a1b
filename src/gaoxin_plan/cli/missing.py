"""``gaoxin missing`` and ``gaoxin remind``: who has not reported, and the words to tell them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli.options import (
    AnswerFormat,
    AsOf,
    DepartmentName,
    Format,
    NoCache,
    PeriodName,
    PlanFile,
    loaded,
    today,
)
from gaoxin_plan.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from gaoxin_plan.views.missing import Missing

_NONE = "都已报全,没有要催的\n"

MISSING_EXAMPLES = """例:
  gaoxin missing
  gaoxin missing --period 2022Q2 --dept 企业发展服务中心
  gaoxin missing --period 2022Q2 --format csv > 未报.csv"""
REMIND_EXAMPLES = """例:
  gaoxin remind --period 2022Q2
  gaoxin remind --period 2022Q2 --dept 企业发展
  gaoxin remind --period 2022Q2 --to 催办"""


def missing(
    plan: PlanFile = None,
    period: PeriodName = None,
    dept: DepartmentName = None,
    as_of: AsOf = None,
    output_format: AnswerFormat = Format.TABLE,
    no_cache: NoCache = False,
) -> None:
    """看谁没有报:哪个部门、哪些条目、从什么时候起。不写 --period 则看最近结束的一期。"""
    from gaoxin_plan.cli.answer import answer
    from gaoxin_plan.render import missing as render
    from gaoxin_plan.views.missing import missing_json

    found = _asked(plan, period, dept, as_of, no_cache=no_cache)
    answer(
        output_format,
        page=lambda columns: render.page(found, columns),
        table=lambda: render.table(found),
        data=lambda: missing_json(found),
    )


def remind(
    plan: PlanFile = None,
    period: PeriodName = None,
    dept: DepartmentName = None,
    as_of: AsOf = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="文件夹", help="每个部门写一个文件;不写则输出到屏幕"),
    ] = None,
    no_cache: NoCache = False,
) -> None:
    """写催办的话:每个没有报全的部门一段,可以直接贴进群里。"""
    from gaoxin_plan.render import output
    from gaoxin_plan.render.missing import reminders
    from gaoxin_plan.source import files

    found = _asked(plan, period, dept, as_of, no_cache=no_cache)
    texts = reminders(found)
    if to is None:
        output.write("\n".join(texts.values()) or _NONE)
        return
    named = {files.named(f"{found.period}-{name}.txt"): text for name, text in texts.items()}
    for name, text in named.items():
        files.write_unlinked(to / name, text)
    output.write(f"已写 {len(named)} 个文件到 {to}\n" if named else _NONE)
    old = sorted(path.name for path in to.glob(f"{found.period}-*.txt") if path.name not in named)
    output.write("".join(f"{name} 是以前写的,已不用发\n" for name in old))


def _asked(
    plan: Path | None, period: str | None, dept: str | None, as_of: str | None, *, no_cache: bool
) -> "Missing":
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.missing import missing as ask

    workspace, charter = loaded(plan, no_cache=no_cache)
    moment = selection.moment(charter, today(), as_of=as_of, asked=period)
    day = today() if as_of is None else moment.as_of
    department = None if dept is None else selection.department(charter, dept)
    return ask(Situation.of(workspace, day), moment.period, department)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("missing", cls=ChineseCommand, epilog=MISSING_EXAMPLES)(missing)
    app.command("remind", cls=ChineseCommand, epilog=REMIND_EXAMPLES)(remind)
