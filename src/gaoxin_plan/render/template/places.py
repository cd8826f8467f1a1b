"""Where templates lie, and what reports there are."""

import os
import re
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.render.word.package import is_paper
from gaoxin_plan.source.files import shipped_templates

MARKDOWN, WORD = ".md.j2", ".docx"

_TITLE = re.compile(r"\{#[-+]?(.*?)[-+]?#\}", re.DOTALL)


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: beside the plan first, then those that come with gaoxin."""
    return [folder for folder in (root / "templates", shipped_templates()) if folder.is_dir()]


def located(file: str, folders: Iterable[Path]) -> Path | None:
    """Return the first template of this file name; raises PlanError for a name that leads elsewhere."""
    if not _is_bare(file):
        hint = "只写名称;文件放在计划旁边的 templates/ 里"
        raise PlanError(f"模板的名称“{printable(file)}”里不能有文件夹", hint)
    return next((folder / file for folder in folders if os.path.isfile(folder / file)), None)  # noqa: PTH113 - tells of no name that is too long


def is_there(file: str, folders: Iterable[Path]) -> bool:
    """Whether there is a template of this file name, which may be anything that was typed."""
    return _is_bare(file) and located(file, folders) is not None


def _is_bare(file: str) -> bool:
    return PureWindowsPath(file).name == file


def names(folders: Iterable[Path]) -> list[str]:
    """Return the reports that there are templates for: Markdown, or Word of their own."""
    files = [path for folder in folders for path in folder.iterdir() if _is_listed(path)]
    texts = {path.name.removesuffix(MARKDOWN) for path in files if path.name.endswith(MARKDOWN)}
    words = (path for path in files if path.name.endswith(WORD))
    return sorted(texts | {path.name.removesuffix(WORD) for path in words if is_paper(path)})


def _is_listed(path: Path) -> bool:
    """Whether a file may be a template: no hidden one, no lock of Word's, no link that leads nowhere."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def title_of(source: str) -> str:
    """Return the Chinese name of a report: what the comment says that its template begins with."""
    found = _TITLE.match(source)
    return " ".join(found[1].split()) if found else ""


def titled(folders: Iterable[Path]) -> dict[str, str]:
    """Return the reports by name with their Chinese names, where they have one."""
    folders = list(folders)
    found = {}
    for name in names(folders):
        path = located(name + MARKDOWN, folders)
        source = path.read_text(encoding="utf-8-sig", errors="replace") if path else ""
        found[name] = title_of(source)
    return found


def meant(words: str, folders: list[Path]) -> str:
    """Return the name of the report that is meant by its name, its Chinese name or a part of that.

    No Word file is opened for a name that is known.
    """
    if is_there(words + MARKDOWN, folders) or _is_word_report(words, folders):
        return words
    titles = titled(folders)
    alike = [name for name, title in titles.items() if title == words]
    alike = alike or [name for name, title in titles.items() if _is_part(words, title)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        found = "、".join(f"{name}({titles[name]})" for name in alike)
        raise PlanError(f"“{printable(words)}”可以是几个报告", f"写明是哪一个:{found}")
    known = "、".join(f"{name}({title})" if title else name for name, title in titles.items())
    raise PlanError(f"没有报告“{printable(words)}”", f"现有的报告:{known or '无'};见 gaoxin report list")


def _is_word_report(name: str, folders: list[Path]) -> bool:
    word = located(name + WORD, folders) if is_there(name + WORD, folders) else None
    return word is not None and is_paper(word)


def _is_part(words: str, title: str) -> bool:
    """Whether a title has at least two characters that are asked for, in order: 季度通报 of 季度进展通报."""
    left = iter(title)
    return len(words) > 1 and all(char in left for char in words)
