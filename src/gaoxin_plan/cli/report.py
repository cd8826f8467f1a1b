"""``gaoxin report``: papers out of templates."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.counted import counted
from gaoxin_plan.cli.options import AsOf, NoCache, PeriodName, PlanFile, RevisionName, loaded, today
from gaoxin_plan.cli.usage import ChineseCommand
from gaoxin_plan.problems import PlanError, printable

if TYPE_CHECKING:
    from gaoxin_plan.render.report import Request
    from gaoxin_plan.workspace import Workspace

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
    no_cache: NoCache = False,
) -> None:
    """按模板出报告:任务分解表、季度通报、简报、督办单、台账。模板在计划旁边的 templates/ 里,可以自己改。"""
    asked = Asked(plan, period, as_of, rev, item, tuple(given or ()), to, output_file, no_cache)
    if name == "list":
        _list(asked, copied)
    elif name == "new":
        _copy(asked, copied)
    elif copied:
        raise PlanError(f"不明白“{printable(copied)}”", "一次出一个报告,如 gaoxin report quarterly")
    else:
        _report(name, asked)


class Asked(NamedTuple):
    """What is asked for with a report's name."""

    plan: Path | None
    period: str | None
    as_of: str | None
    rev: str | None
    item: str | None
    given: tuple[str, ...]
    to: PaperFormat | None
    output_file: Path | None
    no_cache: bool


def _report(name: str, asked: Asked) -> None:
    from gaoxin_plan.changes.papers import refuse_inputs
    from gaoxin_plan.render import output
    from gaoxin_plan.render import report as render
    from gaoxin_plan.source import files

    to, output_file = _format(asked.to, asked.output_file), asked.output_file
    request, workspace = _request(name, asked)
    if output_file is not None:
        refuse_inputs(output_file, workspace, request.folders)
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


_BY_NAME = {
    ".docx": PaperFormat.WORD,
    ".md": PaperFormat.MARKDOWN,
    ".markdown": PaperFormat.MARKDOWN,
    ".txt": PaperFormat.MARKDOWN,
}


def _format(to: PaperFormat | None, output_file: Path | None) -> PaperFormat:
    """Return what to write; raises PlanError when the file's name says something else.

    A name that ends in none of what files are called by, as 督2022.第3号 does, says nothing.
    """
    if output_file is not None and not output_file.name:
        raise PlanError("-o 后面没有写文件名", "如 -o 通报.docx")
    suffix = output_file.suffix.lower() if output_file else ""
    by_name = _BY_NAME.get(suffix)
    if suffix[1:].isascii() and suffix[1:].isalnum() and not suffix[1:].isdigit() and by_name is None:
        raise PlanError(
            f"写不成 {suffix} 文件:报告只能写成 .docx(Word)或 .md(Markdown)",
            "先写 .docx,再在 Word 或 WPS 里另存或导出",
        )
    if to is not None and by_name is not None and to is not by_name:
        raise PlanError(f"--to {to} 和文件名 {output_file} 对不上", f"文件名以 .{to} 结尾,或不写 --to")
    found = to or by_name or PaperFormat.MARKDOWN
    if found is PaperFormat.WORD and output_file is None:
        raise PlanError("Word 文件不能输出到屏幕", "用 -o 写明文件,如 -o 通报.docx")
    return found


def _request(name: str, asked: Asked) -> "tuple[Request, Workspace]":
    from gaoxin_plan.render import report as render
    from gaoxin_plan.render.template import given, places
    from gaoxin_plan.views import selection
    from gaoxin_plan.views.papers.paper import Paper

    workspace, charter = loaded(asked.plan, rev=asked.rev, no_cache=asked.no_cache)
    folders = places.template_folders(workspace.root)
    name = places.meant(name, folders)
    words = _given(name, asked, folders) if asked.item is not None or asked.given else {}
    latest = selection.moment(charter, today(), as_of=asked.as_of, asked=asked.period)
    moment = selection.moment(charter, today(), as_of=asked.as_of, asked=str(latest.period))
    paper = Paper.of(workspace, moment, asked.item or "")
    advice = given.advice(words)
    if asked.item is not None and (paper.notice.closed or not paper.notice.asks):
        advice.append(f"注意:{asked.item} 没有红灯、黄灯的事项,或已办结;确要督办的,核对后再发")
    sys.stderr.write("".join(f"{line}\n" for line in advice))
    return render.Request(name, paper, words, folders), workspace


def _given(name: str, asked: Asked, folders: list[Path]) -> dict[str, str]:
    """Return what ``--set`` gives; raises PlanError for what the report does not take."""
    from gaoxin_plan.render.catalogue import listed
    from gaoxin_plan.render.template import given

    takes = listed(name, folders)
    if asked.item is not None and not takes.needs_item:
        raise PlanError(f"报告 {name} 说的是整个计划,不用写 --item", "单个条目的报告是 notice(督办单)")
    return given.read(asked.given, name, takes.given)


def _list(asked: Asked, copied: str) -> None:
    from gaoxin_plan.render import catalogue, output
    from gaoxin_plan.render.template.places import template_folders
    from gaoxin_plan.workspace import load

    _refuse_more("list", asked, copied)
    folders = template_folders(load(asked.plan, filings=False).root)
    output.write("".join(f"{line}\n" for line in catalogue.lines(folders)))


def _copy(asked: Asked, copied: str) -> None:
    from gaoxin_plan.changes.papers import copy_templates
    from gaoxin_plan.render import catalogue, output
    from gaoxin_plan.render.template.places import meant, template_folders
    from gaoxin_plan.workspace import load

    _refuse_more("new", asked)
    if not copied:
        raise PlanError("没有写复制哪个模板", "如 gaoxin report new quarterly;有哪些见 gaoxin report list")
    root = load(asked.plan, filings=False).root
    folders = template_folders(root)
    for written in copy_templates(catalogue.sources(meant(copied, folders), folders), root):
        output.write(f"已复制到 {written.relative_to(root)}\n")


def _refuse_more(name: str, asked: Asked, copied: str = "") -> None:
    """Raise PlanError for what means nothing with ``list`` and ``new``."""
    more = [printable(copied)] if copied else []
    options = ("--plan", "--period", "--as-of", "--rev", "--item", "--set", "--to", "-o", "--no-cache")
    more += [option for option, value in list(zip(options, asked, strict=True))[1:] if value]
    if more:
        raise PlanError(f"report {name} 不用写 {'、'.join(more)}", "只可另写 --plan;见 gaoxin report --help")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", cls=ChineseCommand, epilog=EXAMPLES)(report)
