"""Write the generated files, docs/ and schema/: run by ``make docs``; a test fails when a page is stale."""

import json
import re
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from gaoxin_plan.changes.fmt import formatted
from gaoxin_plan.checks.registry import KINDS
from gaoxin_plan.model.jsonschema import FILES, json_schema
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Kind, Severity
from gaoxin_plan.source import files

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "tests" / "gallery"

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
    "P30": "与原件核对",
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


def _example(path: Path) -> str:
    message = path.with_suffix(".txt").read_text(encoding="utf-8")
    line = int(message.split(":")[1])
    shown = _line(path, line)
    written = f"\n写的是:\n\n```yaml\n{shown}\n```\n" if shown else ""
    told = "\n".join(message.splitlines()[:-1])
    mended = "\n`gaoxin fmt --fix` 会改正这一处。\n" if is_mended(path) else ""
    return f"{written}\n程序说:\n\n```text\n{told}\n```\n{mended}"


def is_mended(path: Path) -> bool:
    """Whether ``gaoxin fmt --fix`` mends the mistake of a gallery's plan."""
    contents = files.read(path)
    if contents.finding is not None:
        return False
    done = formatted(contents.text, path.name, Plan, fix=True)
    return any(mend.problem.code == path.name[:4] for mend in done.mends) and not done.problems


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


PAGES: dict[str, Callable[[], str]] = {
    "docs/errors.md": errors,
    "schema/plan.schema.json": lambda: schema("plan"),
    "schema/filing.schema.json": lambda: schema("filing"),
}


def main() -> None:
    """Write every page that is not as it should be, and name it."""
    for name, make in PAGES.items():
        path = ROOT / name
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
