"""Finds the files of a plan and loads them: what a command is given to work on."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model import door
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Finding, Mark, Place, PlanError, Problem, visible
from gaoxin_plan.source import document
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.files import reason

VARIABLE = "GAOXIN_PLAN"
"""The environment variable that names the plan where ``--plan`` does not."""

_NAME_ONE = "换到计划所在的文件夹,或用 --plan 指定文件"
_STAND_INS: dict[str, Value] = {
    "title": "未命名",
    "issuer": "未写明",
    "published": "2000-01-01",
    "departments": [],
    "sections": [],
}
_ROUNDS = 8  # what is left out can uncover a missing key one level up, and there are five levels


class Workspace(NamedTuple):
    """A plan file as it was loaded.

    ``plan`` holds all of the file that could be read: None where nothing could, and less than all of it
    where ``cuts`` names places that were left out. ``document`` is the file less those places, so that
    a place of ``plan`` is a place of ``document``. ``problems`` are the reasons, at their lines;
    ``causes`` are the same, for telling what only follows from them.
    """

    path: Path
    plan: Plan | None
    document: Document
    problems: tuple[Problem, ...]
    causes: "tuple[Cause, ...]"
    cuts: tuple[Place, ...]

    @property
    def root(self) -> Path:
        """The folder that holds ``plan/``, or else the plan itself."""
        folder = self.path.absolute().parent
        return folder.parent if folder.name == "plan" else folder


def find_plan(named: Path | None) -> Path:
    """Return the plan file: the one named, else that of the environment, else the newest found.

    The newest is the last by name of ``plan/*.yaml`` in this folder, or in the nearest one above that has
    any. Raises PlanError when there is none.
    """
    if named is None and (variable := os.environ.get(VARIABLE)):
        named = Path(variable)
    try:
        if named is not None:
            if named.is_file():
                return named
            raise PlanError(f"没有计划文件 {named}", "请检查 --plan 或环境变量 GAOXIN_PLAN 的路径")
        here = Path.cwd()
        for folder in (here, *here.parents):
            plans = sorted(path for path in (folder / "plan").glob("[!.]*.yaml") if path.is_file())
            if plans:
                return plans[-1]
    except OSError as error:
        raise PlanError(f"找不到计划文件:{reason(error)}", _NAME_ONE) from error
    raise PlanError("这里和上级文件夹里都没有 plan/*.yaml", _NAME_ONE)


def shown(path: Path) -> str:
    """Return a path as people are shown it: relative to this folder where it lies below, with ``/``."""
    try:
        return visible(Path(os.path.realpath(path)).relative_to(os.path.realpath(Path.cwd())).as_posix())
    except (OSError, ValueError):
        return visible(path.as_posix())


def load(named: Path | None = None) -> Workspace:
    """Find and load a plan. Only files that cannot be found or opened raise PlanError."""
    path = find_plan(named)
    return admit(path, document.load(path, shown(path)))


def admit(path: Path, whole: Document) -> Workspace:
    """Make a workspace of a document, leaving out what the door refuses until the rest passes."""
    values, found = whole.values()
    findings = [*whole.findings, *found]
    cuts: list[Place] = [f.about for f in findings if f.kind is document.JOINED and f.about]
    kept, causes = settled(findings, whole)
    problems = [whole.problem(finding) for finding in kept]
    rest, plan = whole.without(cuts), None
    if whole.root is not None:
        admission = door.admit(rest.values()[0] if cuts else values, Plan)
        kept, more = settled(admission.findings, rest, known=causes)
        problems += [rest.problem(finding) for finding in kept]
        causes += more
        for _ in range(_ROUNDS):
            if admission.record is not None or not admission.cuts:
                break
            cuts += admission.cuts
            rest = rest.without(admission.cuts)
            admission = door.admit(rest.values()[0], Plan, _stand_ins(rest))
        plan = admission.record
    problems.sort(key=lambda problem: problem.order)
    return Workspace(path, plan, rest, tuple(problems), tuple(causes), tuple(cuts))


def _stand_ins(rest: Document) -> dict[str, Value]:
    """Return what is made up for a plan whose head could not be read."""
    dated = rest.node(("from",)) is not None and rest.node(("to",)) is not None
    head = _STAND_INS if dated else _STAND_INS | {"year": "2000"}
    return dict(head)


class Cause(NamedTuple):
    """A kind of problem that was found, and where, in names that stay when other parts are left out.

    ``place`` is None where only a line is known.
    """

    code: str
    place: tuple[str, ...] | None


def settled(
    findings: Iterable[Finding], document: Document, known: Iterable[Cause] = ()
) -> tuple[list[Finding], list[Cause]]:
    """Return the findings that are no mere consequence of others, and the causes that they are.

    A finding goes when a kind that its own requires was found, among them or in ``known``, at the same
    place, above it, or below it: one mistake gives one problem.
    """
    named = [(finding, _cause(finding, document)) for finding in findings]
    by_code: dict[str, list[Cause]] = {}
    for cause in (*known, *(cause for _, cause in named)):
        by_code.setdefault(cause.code, []).append(cause)
    kept = [
        (finding, effect)
        for finding, effect in named
        if not any(_explains(c, effect) for code in finding.kind.requires for c in by_code.get(code, ()))
    ]
    return [finding for finding, _ in kept], [cause for _, cause in named]


def _cause(finding: Finding, document: Document) -> Cause:
    where = finding.where if finding.about is None else finding.about
    return Cause(finding.kind.code, None if isinstance(where, Mark) else document.named(where))


def _explains(cause: Cause, effect: Cause) -> bool:
    first, second = cause.place, effect.place
    if first is None or second is None:
        return False
    if first[-1:] == ("",):  # a key without a name may be any key of its mapping
        first = first[:-1]
    shared = min(len(first), len(second))
    return first[:shared] == second[:shared]
