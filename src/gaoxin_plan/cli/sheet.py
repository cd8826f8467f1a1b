"""``gaoxin sheet``: departments report in Excel and never see git."""

from pathlib import Path
from typing import Annotated

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.counted import counted
from gaoxin_plan.cli.options import AsOf, DryRun, PeriodName, PlanFile, loaded, read, situated, today
from gaoxin_plan.cli.usage import ChineseCommand, ChineseGroup
from gaoxin_plan.problems import PlanError

EXPORT_EXAMPLES = """例:
  gaoxin sheet export --period 2022Q2 -o 发表
  gaoxin sheet export --period 2022Q2 -o 发表 --dept 企业发展 --dept 项目建设"""
IMPORT_EXAMPLES = """例:
  gaoxin sheet import 收表 --dry-run
  gaoxin sheet import 收表
  gaoxin sheet import 2022Q2-企业发展服务中心.xlsx --filed 2022-07-05"""
LEDGER_EXAMPLES = """例:
  gaoxin sheet ledger -o 台账.xlsx
  gaoxin sheet ledger --period 2022Q2 -o 2022Q2-台账.xlsx"""
GROUP_EXAMPLES = """例:
  gaoxin sheet export --period 2022Q2 -o 发表
  gaoxin sheet import 收表 --dry-run
  gaoxin sheet ledger -o 台账.xlsx"""


def export(
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="报告期", help="报哪一期,如 2022Q2", autocompletion=completion.periods
        ),
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="写到哪个文件夹")],
    plan: PlanFile = None,
    dept: Annotated[
        list[str] | None,
        typer.Option(
            "--dept",
            metavar="部门",
            help="只给这个部门;可写几个,不写就是全部",
            autocompletion=completion.departments,
        ),
    ] = None,
) -> None:
    """发表:给每个部门写一个填报用的 Excel 文件,已报的内容已经填好。"""
    from gaoxin_plan.changes import memory
    from gaoxin_plan.exchange import keeping, sheet
    from gaoxin_plan.render import output
    from gaoxin_plan.source import files
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.form import form

    workspace, charter = loaded(plan, no_cache=True)
    moment = selection.moment(charter, today(), asked=period)
    asked = [selection.department(charter, words) for words in dept or ()] or charter.departments
    forms = [form(workspace, moment, department) for department in dict.fromkeys(asked)]
    paths = {found.department.id: folder / keeping.file_name(found) for found in forms if found.items}
    for found in forms:
        if found.items:
            keeping.refuse_filled(paths[found.department.id], found, lambda it: memory.recalled(it).values)
    with counted("写 Excel") as counter:
        done = counter(sum(len(found.items) for found in forms))
        for found in forms:
            if not found.items:
                output.write(f"{found.department.name}没有牵头或配合的条目,没有写\n")
                continue
            path = paths[found.department.id]
            files.write(path, sheet.workbook(found, done))
            led = sum(item.is_led for item in found.items)
            output.write(f"已写入 {path}(牵头 {led} 项,配合 {len(found.items) - led} 项)\n")


def import_(
    named: Annotated[
        list[Path], typer.Argument(metavar="文件", help="填好的表,或放着这些表的文件夹;可写几个")
    ],
    plan: PlanFile = None,
    filed: Annotated[
        str | None,
        typer.Option("--filed", metavar="日期", help="报送日期;不写则新填报是今天,已有的不变"),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """收表:把填好的表收进填报。有一处不对的表整张不收,别的照收。"""
    from gaoxin_plan.changes.taking import Terms, take_all
    from gaoxin_plan.exchange import keeping
    from gaoxin_plan.render import output
    from gaoxin_plan.render import taken as render
    from gaoxin_plan.render.width import columns
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.taken import Taken

    workspace, charter = read(plan, no_cache=True)
    terms = Terms(today(), None if filed is None else selection.day(filed), dry_run)
    paths = keeping.sheets(named)
    found: list[Taken] = []
    try:
        with counted("收表") as counter:
            done = counter(len(paths) * 2)
            found.extend(take_all(workspace, list(keeping.received(paths, done)), terms, done))
    finally:  # what was taken is told, also where the rest was interrupted
        is_whole = len(found) == len(paths)
        if is_whole or found:
            output.show(render.page(found, columns(), dry_run=dry_run, is_sample=bool(charter.sample)))
        if not is_whole:
            output.write(f"中断了:还有 {len(paths) - len(found)} 份没有收,再收一次即可\n")
    if any(sheet.problems for sheet in found):
        raise typer.Exit(1)


def ledger(
    output_file: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到哪个 .xlsx 文件")],
    plan: PlanFile = None,
    period: PeriodName = None,
    as_of: AsOf = None,
) -> None:
    """出台账:全部条目、各期的灯和填报、各部门汇总,写成一个 Excel 文件。"""
    from gaoxin_plan.exchange import ledger as exchange
    from gaoxin_plan.render import output
    from gaoxin_plan.source import files
    from gaoxin_plan.views.papers.register import register as ask

    if output_file.suffix.lower() != ".xlsx":
        raise PlanError(f"台账是 Excel 文件,文件名 {output_file} 不以 .xlsx 结尾", "如 -o 台账.xlsx")
    workspace, charter = loaded(plan, no_cache=True)
    now, moment = situated(workspace, charter, as_of=as_of, period=period)
    files.refuse_open(output_file)
    with counted("写 Excel") as counter:
        found = ask(now, moment)
        data = exchange.workbook(found, counter(len(found.entries)))
    files.write(output_file, data)
    output.write(f"已写入 {output_file}({len(found.entries)} 项,{len(found.periods)} 个报告期)\n")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(cls=ChineseGroup, help="发表、收表、出台账:联络员只用 Excel。", epilog=GROUP_EXAMPLES)
    group.command("export", cls=ChineseCommand, epilog=EXPORT_EXAMPLES)(export)
    group.command("import", cls=ChineseCommand, epilog=IMPORT_EXAMPLES)(import_)
    group.command("ledger", cls=ChineseCommand, epilog=LEDGER_EXAMPLES)(ledger)
    app.add_typer(group, name="sheet")
