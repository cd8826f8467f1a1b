"""How a fact gets into a period's file: under its lock, checked beforehand, whole or not at all."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from gaoxin_plan.checks.run import check_filed
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.problems import BrokenPlanError, PlanError, Problem, Severity, printable
from gaoxin_plan.source import document, files
from gaoxin_plan.source.edits import Edit, edited
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.views.recorded import Written
from gaoxin_plan.workspace import Workspace, shown

R = TypeVar("R", Filing, Office)


class RefusedError(PlanError):
    """What would be written is an error that was none before: none of it was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        told = ";".join(dict.fromkeys(f"{problem.code} {problem.message}" for problem in problems))
        super().__init__(f"没有写入:{told}", problems[0].hint)
        self.problems = tuple(problems)


class Fact(NamedTuple, Generic[R]):
    """What is to be written of some items, whole or not at all.

    ``start`` is the text of the file where there is none yet; ``edits`` returns what to change, given what
    the file says. ``order`` are the plan's ids as printed. What ``needs_order`` is only written where all
    that is filed and decided of the items is without mistakes: else it does not say how they stand.
    """

    path: Path
    items: Sequence[str]
    record: type[R]
    start: str
    edits: Callable[[R | None], Iterable[Edit]]
    order: Sequence[str] = ()
    needs_order: bool = False


def write(workspace: Workspace, fact: Fact[R], today: date, *, dry_run: bool = False) -> Written:
    """Write a fact, or with ``dry_run`` only say what would be written.

    Waits its turn. Raises BrokenPlanError where the file cannot be read, RefusedError where what would stand
    there then is an error that was none before, PlanError where the file cannot be written.
    """
    _refuse_links(fact.path, workspace)
    with nullcontext() if dry_run else files.locked(fact.path.parent):
        current = _current(fact)
        start = current.document if current else document.parse(fact.start, shown(fact.path))
        text = edited(start, fact.record, fact.edits(current.record if current else None), fact.order)
        whole = document.parse(text, shown(fact.path))
        new = Loaded.of(fact.path, fact.record, whole) if _says_anything(whole) else None
        old, then = workspace.replaced(fact.path, current), workspace.replaced(fact.path, new)
        warnings = _refused_or_told(old, then, fact, today)
        before = current.document.text if current else None
        after = text if new is not None else None
        if not dry_run and after != before:
            files.rewrite(fact.path, before, after)
    return Written(fact.path, before, after, old, then, warnings)


def _current(fact: Fact[R]) -> Loaded[R] | None:
    """Return the file as it stands now; raises BrokenPlanError where it cannot be read whole."""
    if not fact.path.exists():
        return None
    found = document.load(fact.path, shown(fact.path))
    current = Loaded.of(fact.path, fact.record, found)
    if current.problems or current.record is None:
        raise BrokenPlanError(current.problems)
    return current


def _says_anything(whole: document.Document) -> bool:
    return any(whole.node((key,)) is not None for key in ("items", "decisions"))


def evidence_name(path: Path, folder: Path) -> str:
    """Return a file as one in ``folder`` names it; it is looked for here, and there. Raises PlanError."""
    name = str(path)
    if name in ("", ".") or not name.isprintable():
        raise PlanError(f"文件名“{printable(name)}”不能用", "写一个普通的文件名,不带控制字符")
    try:
        here = path if path.exists() else folder / path
        return Path(os.path.relpath(os.path.realpath(here), os.path.realpath(folder))).as_posix()
    except OSError as error:
        raise PlanError(f"读不了文件 {printable(name)}:{files.reason(error)}", "请检查文件名") from error


def _refuse_links(path: Path, workspace: Workspace) -> None:
    """Raise PlanError where a file does not lie where its name says: a link would be written through."""
    here = Path(os.path.realpath(workspace.folder)) / path.parent.name / path.name
    if Path(os.path.realpath(path)) != here:
        raise PlanError(f"{shown(path)} 是链接,或在链接的文件夹里,没有写入", "换成真正的文件和文件夹")


def _refused_or_told(old: Workspace, new: Workspace, fact: Fact[R], today: date) -> tuple[Problem, ...]:
    """Return the warnings that are new; raises PlanError for errors that are."""
    found = check_filed(new, fact.path, fact.items, today)
    before = check_filed(old, fact.path, fact.items, today) if found or fact.needs_order else []
    if fact.needs_order and (doubts := _errors(before)):
        first = doubts[0]
        told = f"{first.path}:{first.line}:{first.column}: {first.code} {first.message}"
        raise PlanError(f"没有写入:{'、'.join(fact.items)} 的填报或决定有错误:{told}", "先改好,再办")
    return refuse_errors(brought(before, found))


def brought(before: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that were none before."""
    known = {(p.code, p.path, p.address, p.message) for p in before}
    return tuple(p for p in found if (p.code, p.path, p.address, p.message) not in known)


def refuse_errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems that are warnings; raises PlanError where any is an error."""
    if errors := _errors(problems):
        raise RefusedError(errors)
    return problems


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]
