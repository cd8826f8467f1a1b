"""``gaoxin report``: papers out of templates."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.counted import counted
from gaoxin_plan.cli.options import AsOf, PeriodName, PlanFile, RevisionName, loaded, situated, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.workspace import Workspace, load

if TYPE_CHECKING:
    from gaoxin_plan.render.report import Request

EXAMPLES = """例:
  gaoxin report list
  gaoxin report assignment -o reports/2022-任务分解表.docx
  gaoxin report quarterly --period 2022Q2 --to docx -o reports/2022Q2.docx
  gaoxin report notice --item FZ-05 --set 编号=督2022-3 -o 督办单.docx"""


class PaperFormat(StrEnum):
    """What a report is written as."""

    MARKDOWN = "md"
    WORD = "docx"


def report(
    name: Annotated[
        str, typer.Argument(metavar="报告", help="报告的名称,或 list(有哪些报告)、new(复制一个模板来改)")
    ],
    copied: Annotated[str, typer.Argument(metavar="模板", help="只用于 new:复制哪个模板")] = "",
    plan: PlanFile = None,
    period: PeriodName = None,
    as_of: AsOf = None,
    rev: RevisionName = None,
    item: Annotated[
        str | None,
        typer.Option(
            "--item", metavar="条目", help="督办单说的是哪一条:FZ-05、5、五", autocompletion=completion.items
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="名称=值", help="填进模板的话,如 文号、时限;可写几个"),
    ] = None,
    to: Annotated[
        PaperFormat | None,
        typer.Option("--to", metavar="格式", help="md 或 docx;不写则照文件名,否则 md"),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="写到哪个文件;不写则输出到屏幕",
        ),
    ] = None,
) -> None:
    """按模板出报告:任务分解表、季度通报、简报、督办单、台账。模板在计划旁边的 templates/ 里,可以自己改。"""
    from gaoxin_plan.render import output
    from gaoxin_plan.render import report as render
    from gaoxin_plan.render.template import template_folders
    from gaoxin_plan.source import files

    if name in ("list", "new"):
        root = load(plan, filings=False).root
        folders = template_folders(root)
        _list(folders) if name == "list" else _copy(copied, root, folders)
        return
    if copied:
        raise PlanError(f"不明白“{printable(copied)}”", "一次出一个报告,如 gaoxin report quarterly")
    to = _format(to, output_file)
    request, workspace = _request(name, loaded(plan, rev=rev), period, as_of, item, given or [])
    if output_file is not None:
        _refuse_own_files(output_file, workspace, request.folders)
    if to is PaperFormat.MARKDOWN:
        data: str | bytes = render.to_markdown(request)
    else:
        with counted("写 Word") as counter:
            data = render.to_word(request, counter)
    if output_file is None:
        output.write(str(data))
        return
    files.refuse_open(output_file)
    files.write(output_file, data)
    output.write(f"已写入 {output_file}\n")


def _format(to: PaperFormat | None, output_file: Path | None) -> PaperFormat:
    """Return what to write; raises PlanError when the file's name says something else."""
    suffix = output_file.suffix.lower() if output_file else ""
    by_name = {".docx": PaperFormat.WORD, ".md": PaperFormat.MARKDOWN}.get(suffix)
    if to is not None and by_name is not None and to is not by_name:
        raise PlanError(f"--to {to} 和文件名 {output_file} 对不上", f"文件名以 .{to} 结尾,或不写 --to")
    found = to or by_name or PaperFormat.MARKDOWN
    if found is PaperFormat.WORD and output_file is None:
        raise PlanError("Word 文件不能输出到屏幕", "用 -o 写明文件,如 -o 通报.docx")
    return found


def _request(
    name: str, read: tuple[Workspace, Plan], period: str | None, as_of: str | None, item: str | None,
    given: list[str],
) -> "tuple[Request, Workspace]":  # fmt: skip
    from gaoxin_plan.render import report as render
    from gaoxin_plan.render.template import template_folders
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.papers.paper import Paper

    workspace, charter = read
    folders = template_folders(workspace.root)
    name = render.meant(name, folders)
    listed = render.listed(name, folders) if item is not None or given else None
    if listed is not None and item is not None and not listed.needs_item:
        raise PlanError(f"报告 {name} 说的是整个计划,不用写 --item", "单个条目的报告是 notice(督办单)")
    latest = selection.moment(charter, today(), as_of=as_of, asked=period)
    now, moment = situated(workspace, charter, as_of=as_of, period=str(latest.period))
    task = None if item is None else selection.item(now.plan, item)
    return render.Request(
        name, Paper(now, moment, task), _given(given, name, listed.given if listed else ()), folders
    ), workspace


def _given(words: list[str], name: str, known: tuple[str, ...]) -> dict[str, str]:
    """Return what ``--set`` gives; raises PlanError for what the template does not print."""
    found = {}
    for pair in words:
        key, sign, value = pair.partition("=")
        if not sign or key.strip() not in known:
            hint = f"可填:{'、'.join(known)}" if known else "这个报告没有可填的"
            raise PlanError(f"报告 {name} 不用“{printable(key)}”", f"写成 --set 名称=值;{hint}")
        found[key.strip()] = value.strip()
    return found


def _list(folders: list[Path]) -> None:
    from gaoxin_plan.render import output
    from gaoxin_plan.render import report as render
    from gaoxin_plan.render.template import names

    for name in names(folders):
        listed = render.listed(name, folders)
        more = ["要写 --item"] if listed.needs_item else []
        more += [f"--set 可填 {'、'.join(listed.given)}"] if listed.given else []
        output.write(f"{listed.name}  {listed.title}({listed.place})" + "".join(f";{m}" for m in more) + "\n")


def _copy(name: str, root: Path, folders: list[Path]) -> None:
    """Copy a template and its letterhead to beside the plan; raises PlanError when one is there."""
    from gaoxin_plan.render import output
    from gaoxin_plan.render import report as render
    from gaoxin_plan.source import files

    if not name:
        raise PlanError("没有写复制哪个模板", "如 gaoxin report new quarterly;有哪些见 gaoxin report list")
    sources = render.sources(render.meant(name, folders), folders)
    targets = [root / "templates" / source.name for source in sources]
    if taken := [target.name for target in targets[:1] if os.path.lexists(target)]:
        raise PlanError(f"templates/ 里已有 {taken[0]},什么都没有写", "直接改那个文件,或先把它移走")
    for source, target in zip(sources, targets, strict=True):
        if not os.path.lexists(target):
            files.write(target, source.read_bytes())
            output.write(f"已复制到 {target.relative_to(root)}\n")


def _refuse_own_files(output_file: Path, workspace: Workspace, folders: list[Path]) -> None:
    """Raise PlanError when a report would overwrite what it is made from."""
    where, plan = Path(os.path.realpath(output_file)), workspace.path.resolve()
    inputs = [folder.resolve() for folder in folders]
    inputs.append(plan.parent if plan.parent.name == "plan" else plan)
    if workspace.plan is not None and workspace.plan.source is not None:
        inputs.append((plan.parent / workspace.plan.source.file).resolve())
    if any(where.is_relative_to(place) for place in inputs):
        folder = where if where.is_dir() else where.parent
        raise PlanError(
            f"不能把报告写进 {folder.name}/:那里是计划或模板", "换一个位置,如 -o reports/任务分解表.md"
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", cls=ChineseCommand, epilog=EXAMPLES)(report)
