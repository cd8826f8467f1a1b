"""Write the generated files, docs/ and schema/: run by ``make docs``; a test fails when a page is stale."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_type_hints

import diff_page
import lights_page
from letterheads import LETTERHEADS, TEMPLATES
from typer.main import get_command

from gaoxin_plan.changes.fmt import filed_as, formatted
from gaoxin_plan.checks.filings import STRAY
from gaoxin_plan.checks.registry import KINDS
from gaoxin_plan.cli import usage
from gaoxin_plan.cli.app import app
from gaoxin_plan.model.jsonschema import FILES, json_schema
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Kind, Severity
from gaoxin_plan.render import report
from gaoxin_plan.render.table import Table, to_markdown
from gaoxin_plan.source import files
from gaoxin_plan.views import selection
from gaoxin_plan.views.papers import counts, facts
from gaoxin_plan.views.papers.paper import Paper, names
from gaoxin_plan.workspace import load

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "tests" / "gallery"
LIGHTS = ROOT / "tools" / "lights_page.md"

_HEAD = """# 错误一览

`gaoxin validate` 报告的每一种问题:编号不变,可以据此查找。每种都附一个出错的小例子,以及程序的原话。
“错误”要改好才能通过检查;“警告”请看一眼,`--strict` 把警告也算作错误。

(本页由 `make docs` 从 `tests/gallery/` 生成,请勿手改。)
"""
_GROUPS = {
    "P10": "文件",
    "P11": "读不通",
    "P12": "编辑器和输入法留下的",
    "P13": "键和值",
    "P14": "写法",
    "P15": "写法",
    "P20": "内容",
    "P21": "内容",
    "P22": "值得看一眼",
    "P23": "调整和规则",
    "P24": "调整和规则",
    "P25": "从一个版本以来",
    "P30": "与原件核对",
    "P40": "填报",
    "P41": "填报",
    "P42": "督办决定",
    "P43": "填报中值得看一眼",
}


def errors() -> str:
    """Return the page of problems: every kind, with the gallery's examples and their messages."""
    kinds = sorted(KINDS, key=lambda kind: kind.code)
    parts = [_HEAD]
    for title, group in groupby(kinds, key=lambda kind: _GROUPS[kind.code[:3]]):
        parts.append(f"\n## {title}\n")
        parts += [_entry(kind) for kind in group]
    return "".join(parts)


def _entry(kind: Kind) -> str:
    level = "警告" if kind.severity is Severity.WARNING else "错误"
    examples = sorted(GALLERY.glob(f"{kind.code}-*.yaml"))
    told = re.sub(r"\{\w+\}", "…", f"{kind.message}。{kind.hint}。")
    body = "".join(_example(path) for path in examples) or f"\n程序说:{told}\n"
    return f"\n### {kind.code} {kind.title}({level})\n{body}"


def _example(plan: Path) -> str:
    message = plan.with_suffix(".txt").read_text(encoding="utf-8")
    name, line, _ = message.split(":", 2)
    told, path = "\n".join(message.splitlines()[:-1]), GALLERY / name
    shown = "" if plan.name.startswith(STRAY.code) else _line(path, int(line))
    written = f"\n写的是:\n\n```yaml\n{shown}\n```\n" if shown else ""
    mended = (
        "\n`gaoxin fmt --fix` 会改正这一处。\n"
        if is_mended(path, plan.name[:4])
        else "\n`gaoxin fmt --fix` 不改这一处,要自己改。\n"
    )
    return f"{written}\n程序说:\n\n```text\n{told}\n```\n{mended}"


def is_mended(path: Path, code: str) -> bool:
    """Whether ``gaoxin fmt --fix`` mends a mistake in a file of the gallery, a plan or a filing."""
    contents = files.read(path)
    if contents.finding is not None:
        return False
    done = formatted(contents.text, path.name, Plan if path.parent == GALLERY else filed_as(path), fix=True)
    return any(mend.problem.code == code for mend in done.mends) and not done.problems


def _line(path: Path, number: int) -> str:
    """Return the line a problem is about; empty where the file is no text."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        return ""
    line = lines[number - 1]
    return line if "\0" not in line and line.strip() else ""


def schema(kind: str) -> str:
    """Return the JSON Schema of a kind of file, as editors read it."""
    return json.dumps(json_schema(FILES[kind]), ensure_ascii=False, indent=2) + "\n"


def templates_page() -> str:
    """Return the page of templates, with the names that they may use by the views' own definitions."""
    before, _, rest = with_transcripts(ROOT / "docs" / "templates.md").partition("<!-- 名称 -->\n")
    return f"{before}<!-- 名称 -->\n{contract()}<!-- /名称 -->{rest.partition('<!-- /名称 -->')[2]}"


def contract() -> str:
    """Return the names that a template may use, and the records that they lead to."""
    hints = {name: get_type_hints(vars(Paper)[name].func, include_extras=True)["return"] for name in names()}
    parts = ["\n", to_markdown(_fields(hints))]
    for module in (facts, counts):
        for record in vars(module).values():
            if isinstance(record, type) and record.__module__ == module.__name__:
                table = to_markdown(_fields(get_type_hints(record, include_extras=True)))
                parts.append(f"\n### {record.__name__}\n\n{table}")
    return "".join((*parts, "\n"))


def _fields(hints: dict[str, Any]) -> Table:
    rows = []
    for name, hint in hints.items():
        kind, words = hint.__args__[0], hint.__metadata__[0]
        text = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
        rows.append((name, re.sub(r"(?:\w+\.)+(\w+)", r"\1", text), words))
    return Table(("名称", "类型", "含义"), tuple(rows))


_REFERENCE = """# 命令

每个命令的用法、选项和例子。`gaoxin 命令 --help` 在屏幕上看同样的内容;一步一步的讲解见[手册](manual.md)。

(本页由 `make docs` 从程序生成,请勿手改。)

## 共同的约定

- **用哪份计划**:`--plan` 写明的;没写就用环境变量 `GAOXIN_PLAN`;都没有就用本文件夹的 `plan/*.yaml`,
  没有再往上级找,有几份时取文件名排在最后的(年份最新的)。
- **输出**:`table` 给人看,宽度照 `COLUMNS`,没有设就照窗口,输出到文件时 80 列;`md` 是 Markdown 表格;
  `json` 给程序用,键见 [json.md](json.md);`csv` 用 Excel 打开,以 `=` 开头的单元格仍是文字。
- **颜色**:只在终端里有。灯总带着字,不靠颜色分辨。
- **退出码**:

| 退出码 | 含义 |
| --- | --- |
| 0 | 正常 |
| 1 | 计划有错误(`validate`);文件要整理或有问题(`fmt`);计划读不通,答不了(查询) |
| 2 | 命令执行不了:选项不对、没有这个部门、文件打不开 |
| 3 | 程序自己的缺陷 |
| 130 | 被中断 |
"""


def reference() -> str:
    """Return the page of commands: usage, what it answers, arguments, options, examples."""
    group = get_command(app)
    context = group.make_context("gaoxin", [], resilient_parsing=True)
    parts = [_REFERENCE, _command("gaoxin", group, context)]
    parts += _commands("", group, context)
    return "".join(parts)


def _commands(above: str, group: Any, context: Any) -> Iterator[str]:
    """Yield the commands of a group, those of its own groups below each."""
    for name in group.list_commands(context):
        _, command, _ = group.resolve_command(context, [name])
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield _command(above + name, command, inner)
        if hasattr(command, "list_commands"):
            yield from _commands(f"{name} ", command, inner)


def _command(name: str, command: Any, context: Any) -> str:
    examples = "\n".join(usage.examples(command))
    return (
        f"\n## {name}\n\n{command.help}\n\n```text\n{usage.usage(context)}\n```\n\n"
        f"{_parameters(command, context)}\n例:\n\n```sh\n{examples}\n```\n"
    )


def _parameters(command: Any, context: Any) -> str:
    """Return the table of a command's arguments and options, with what must be there."""
    rows = []
    for parameter in command.get_params(context):
        is_option = parameter.param_type_name == "option"
        written = (
            "、".join(f"`{name}`" for name in sorted(parameter.opts))
            if is_option
            else f"`{parameter.metavar}`"
        )
        value = f" {parameter.metavar}" if is_option and parameter.metavar else ""
        need = "" if is_option or parameter.required else "(可不写)"
        told = usage.meaning(parameter).replace("|", "\\|")
        rows.append(f"| {written}{value} | {told}{need} |\n")
    return to_markdown(Table(("写法", "含义"), ())) + "".join(rows)


_TRANSCRIPT = re.compile(
    r"(?:<!-- edit: (?P<old>[^\n]+?) → (?P<new>[^\n]+?) -->\n)?"
    r"```console\n\$ (?P<command>gaoxin [^\n]*)\n(?P<printed>.*?)```\n",
    re.DOTALL,
)


def with_transcripts(page: Path) -> str:
    """Return a page with what its commands print now; a transcript that ends with … keeps its length.

    All of a page's commands run, in order, in one copy of the real plan's folder, under git, so that they may
    write. A
    comment ``<!-- edit: OLD → NEW -->`` above a transcript changes the copy of the plan for that one.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for part in ("plan", "templates", "tests/gallery", "examples"):
            shutil.copytree(ROOT / part, folder / part)
        _commit(folder)
        return _TRANSCRIPT.sub(partial(_transcript, folder), page.read_text(encoding="utf-8"))


def _commit(folder: Path) -> None:
    """Put a folder under git, so that its commands can tell what changed."""
    named = {"GIT_AUTHOR_NAME": "gaoxin", "GIT_AUTHOR_EMAIL": "", "GIT_CONFIG_GLOBAL": os.devnull}
    named |= {"GIT_COMMITTER_NAME": "gaoxin", "GIT_COMMITTER_EMAIL": ""}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for words in ("init --quiet", "add --all --force", "commit --quiet --message=计划"):
        subprocess.run(["git", *words.split()], cwd=folder, env=kept | named, check=True)  # noqa: S607


def _transcript(folder: Path, matched: re.Match[str]) -> str:
    plan = folder / "plan" / "2022.yaml"
    text = plan.read_text(encoding="utf-8")
    if matched["old"] is not None:
        if matched["old"] not in text:
            raise SystemExit(f"the plan does not say {matched['old']}")
        plan.write_text(text.replace(matched["old"], matched["new"], 1), encoding="utf-8")
    printed = _printed(shlex.split(matched["command"])[1:], folder)
    plan.write_text(text, encoding="utf-8")
    before = matched["printed"]
    if before.endswith("…\n"):
        kept = printed.splitlines(keepends=True)[: before.count("\n") - 1]
        printed = "".join(kept) + "…\n"
    return matched[0].removesuffix(before + "```\n") + printed + "```\n"


def _printed(arguments: list[str], folder: Path) -> str:
    """Return what a command prints in a terminal of 80 columns, whatever the caller's environment says."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GAOXIN_PLAN", "FORCE_COLOR")}
    with TemporaryDirectory() as cache:
        ran = subprocess.run(
            [sys.executable, "-c", "from gaoxin_plan.cli.main import main; main()", *arguments],
            cwd=folder,
            env=kept | {"COLUMNS": "80", "XDG_CACHE_HOME": cache},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    return ran.stdout + ran.stderr


PAGES: dict[str, Callable[[], str]] = {
    "docs/errors.md": errors,
    "docs/commands.md": reference,
    "schema/plan.schema.json": lambda: schema("plan"),
    "schema/filing.schema.json": lambda: schema("filing"),
    "schema/office.schema.json": lambda: schema("office"),
    "docs/lights.md": lambda: lights_page.page(LIGHTS.read_text(encoding="utf-8")),
    "docs/diff.md": diff_page.page,
    "README.md": lambda: with_transcripts(ROOT / "README.md"),
    "docs/manual.md": lambda: with_transcripts(ROOT / "docs" / "manual.md"),
    "docs/amendments.md": lambda: with_transcripts(ROOT / "docs" / "amendments.md"),
    "docs/sheets.md": lambda: with_transcripts(ROOT / "docs" / "sheets.md"),
    "docs/json.md": lambda: with_transcripts(ROOT / "docs" / "json.md"),
    "docs/templates.md": templates_page,
}


def paper(plan: str, name: str, period: str, to: str, item: str = "") -> bytes:
    """Return a report on a plan of the repository, as the command writes it."""
    workspace = load(ROOT / plan)
    charter = workspace.charter.plan
    moment = selection.moment(charter, date(2026, 1, 1), asked=period)
    request = report.Request(name, Paper.of(workspace, moment, item), {}, [TEMPLATES])
    return (
        report.to_word(request, lambda _: lambda: None)
        if to == "docx"
        else report.to_markdown(request).encode()
    )


_ZONE = "examples/plan/2024.yaml"

BINARIES: dict[str, Callable[[], bytes]] = {
    **{f"templates/{name}": make for name, make in LETTERHEADS.items()},
    **{
        f"reports/2022-assignment.{to}": partial(paper, "plan/2022.yaml", "assignment", "2022Q4", to)
        for to in ("md", "docx")
    },
    **{
        f"reports/示例-{period}-{name}.{to}": partial(paper, _ZONE, name, period, to)
        for period, name in (
            ("2024Q2", "quarterly"),
            ("2024Q3", "quarterly"),
            ("2024Q3", "brief"),
            ("2024Q3", "ledger"),
        )
        for to in ("md", "docx")
    },
    **{
        f"reports/示例-2024Q3-notice-CY-03.{to}": partial(paper, _ZONE, "notice", "2024Q3", to, "CY-03")
        for to in ("md", "docx")
    },
}
"""Letterheads and reports: made in this order, for reports are set in letterheads."""


def main() -> None:
    """Write every page that is not as it should be, and name it."""
    for name, build in BINARIES.items():
        path, data = ROOT / name, build()
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            sys.stdout.write(f"{name}\n")
    for name, make in PAGES.items():
        path = ROOT / name
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
