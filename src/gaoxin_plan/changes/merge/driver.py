"""A merge as git asks for it: three files, of which ours becomes the result, and what there is to say."""

import codecs
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.changes.merge.three_way import Unmergeable, merge
from gaoxin_plan.checks.run import check
from gaoxin_plan.git import program
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError, Problem, printable
from gaoxin_plan.source import document, files
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.workspace import OFFICE, Workspace, load

_ERROR = 128  # from here on `git merge-file` did not merge


class Asked(NamedTuple):
    """What git asks: the three files, the name that the result will have, and how long a mark is."""

    base: Path
    ours: Path
    theirs: Path
    name: str
    size: int


class Outcome(NamedTuple):
    """Whether nothing is left to decide, and lines to tell."""

    is_clean: bool
    told: tuple[str, ...]


def run(asked: Asked, today: date) -> Outcome:
    """Merge three files into ours; raises PlanError where one cannot be read or written.

    What cannot be merged by address is left to git's own merge of lines.
    """
    name = printable(asked.name)
    texts = [_text(path) for path in (asked.base, asked.ours, asked.theirs)]
    base, ours, theirs = texts
    if base is None or ours is None or theirs is None:
        return _by_lines(asked, f"{name}:有一边不是 UTF-8 文本,不能按条目合并")
    merged = merge(base, ours, theirs, asked.size)
    if isinstance(merged, Unmergeable):
        return _by_lines(asked, f"{name}:{merged.why},不能按条目合并")
    mark = codecs.BOM_UTF8 if asked.ours.read_bytes().startswith(codecs.BOM_UTF8) else b""
    files.write(asked.ours, mark + merged.text.encode())
    told = [f"{name}:冲突:{conflict}" for conflict in merged.conflicts]
    told += [f"{name}:注意:theirs 的注释没有并进来:{printable(comment)}" for comment in merged.lost]
    told += [f"{name}:注意:{order} 的顺序两边都调整了,照 ours 的排" for order in merged.orders]
    if not merged.conflicts:
        told += _brought(asked.name, base, ours, theirs, merged.text, today)
    return Outcome(not merged.conflicts, tuple(told))


def _text(path: Path) -> str | None:
    """Return a file's text, empty where it is empty, or None where it is no text."""
    contents = files.read(path)
    is_empty = contents.finding is not None and contents.finding.kind is files.EMPTY
    return contents.text if contents.finding is None or is_empty else None


def _by_lines(asked: Asked, why: str) -> Outcome:
    """Let git merge the lines."""
    labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
    names = [str(path.absolute()) for path in (asked.ours, asked.base, asked.theirs)]
    ran = program.run(Path.cwd(), "merge-file", f"--marker-size={asked.size}", *labels, *names)
    if ran.code >= _ERROR:
        return Outcome(
            is_clean=False, told=(f"{why},git 也合并不了({printable(ran.err.strip())}):留着 ours,请手工处理",)
        )
    end = f"有 {ran.code} 处冲突" if ran.code else "没有冲突"
    return Outcome(ran.code == 0, (f"{why},已按文字逐行合并,{end}",))


def _brought(name: str, base: str, ours: str, theirs: str, merged: str, today: date) -> list[str]:
    """Return the problems that the merged file has and the common ancestor had not, with who brought them."""
    found = _problems(name, merged, today)
    if not found:
        return []
    before, mine, others = ({_same(p) for p in _problems(name, text, today)} for text in (base, ours, theirs))
    told: list[str] = []
    for problem in found:
        if _same(problem) in before:
            continue
        sides = [side for side, known in (("ours", mine), ("theirs", others)) if _same(problem) in known]
        whose = f"{'、'.join(sides)} 带来的" if sides else "合并后才有的"
        told.append(
            f"{problem.path}:{problem.line}:{problem.column}: {whose}问题:{problem.code} {problem.message}"
        )
    return told


def _same(problem: Problem) -> tuple[str, str, str]:
    """Return what a problem is on any side: its entry may have another number there."""
    steps = ["*" if step.isdecimal() else step for step in problem.address.split("/")]
    return problem.code, "/".join(steps), problem.message


def _problems(name: str, text: str, today: date) -> list[Problem]:
    """Return the problems of a file of this name, as far as they can be known from what lies around it."""
    path, whole = Path(name), document.parse(text, printable(name, 200))
    around = path.parent.parent
    plan = around.with_name(f"{around.name}.yaml") if around.name else path
    values = whole.values()[0]
    if not isinstance(values, dict) or "period" not in values:
        return check(Workspace(Loaded.of(path, Plan, whole)), today)
    file = Loaded.of(path, Office, whole) if path.name == OFFICE else Loaded.of(path, Filing, whole)
    try:
        workspace = load(plan)
    except PlanError:
        return [*file.problems]
    found = check(workspace.replaced(path, file), today)
    return [problem for problem in found if problem.path == whole.path]
