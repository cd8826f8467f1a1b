"""All rules over one workspace, as one sorted list of problems."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from gaoxin_plan.checks import (
    amendments,
    completion,
    departments,
    figures,
    filings,
    goals,
    identity,
    office,
    quotes,
    reports,
)
from gaoxin_plan.checks.filed import Decided, Filed, Round
from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.amendment import ADDED
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import Finding, Mark, Place, Problem, Severity, visible
from gaoxin_plan.source import document
from gaoxin_plan.source.admission import settled
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.workspace import Workspace, shown

RULES: tuple[Rule[Subject], ...] = (
    *identity.RULES, *departments.RULES, *goals.RULES, *amendments.RULES,
)  # fmt: skip
"""The rules that need nothing but the plan as it is now."""
FILING_RULES: tuple[Rule[Filed], ...] = (
    *filings.RULES, *reports.RULES, *figures.RULES, *completion.RULES,
)  # fmt: skip

S = TypeVar("S")
R = TypeVar("R", bound=Record)

_UNFIT = {"P230", "P231", "P232", "P233", "P235", "P236"}
"""The problems of amendments after which it is not known what was adopted."""
_NO_MEASURE = _UNFIT | {"P201", "P202", "P203", "P207", "P216"}
"""The problems of a plan after which it is not known whose an item is, or what: no measure for filings."""


def check(workspace: Workspace, today: date, *, prove: bool = True) -> list[Problem]:
    """Return every problem of a workspace: those met when it was loaded, and those of the rules.

    Without ``prove`` neither the printed document nor the evidence is looked at, nor what is only a warning:
    a query can do without.
    """
    problems = list(workspace.problems)
    if workspace.plan is not None:
        told = _told(workspace.file, _findings(workspace, workspace.plan, prove=prove))
        problems += [*told, *(_stray(workspace, path) for path in workspace.strays)]
        if not workspace.file.problems and _NO_MEASURE.isdisjoint(problem.code for problem in told):
            problems += _filed(workspace, today, prove=prove)
    return sorted(problems, key=lambda problem: problem.order)


def check_filed(workspace: Workspace, path: Path, items: Collection[str], today: date) -> list[Problem]:
    """Return the problems that a writer of a file can bring about who says something of some items.

    They are the file's own, and those of all filings and decisions that are about one of the items.
    """
    about = frozenset(items)
    filings = [
        file
        for file in workspace.filings
        if file.path == path or (file.record is not None and not about.isdisjoint(file.record.items))
    ]
    offices = [
        file
        for file in workspace.offices
        if file.path == path or (file.record and any(d.item in about for d in file.record.decisions))
    ]
    around = Round(workspace, today, on_disk=True)
    unread = [p for file in filings for p in file.problems] + [p for file in offices for p in file.problems]
    told = [problem for _, found in _reported(around, filings) for problem in found]
    return [*unread, *told, *_decided(around, offices)]


def _told(file: Loaded[R], findings: Iterable[Finding]) -> list[Problem]:
    found = [*findings]
    if not found:  # then nobody need know where anything stands
        return []
    kept, _ = settled(found, file.document, known=file.causes)
    return [file.document.problem(finding) for finding in kept]


def _findings(workspace: Workspace, plan: Plan, *, prove: bool) -> list[Finding]:
    adopted, printed, found = workspace.charter.adopted(), None, list[Finding]()
    if prove and plan.source is not None:
        from gaoxin_plan.checks import proof, source

        printed, found = source.printed(workspace, adopted, plan.source)
        proofs: tuple[Rule[Subject], ...] = (*quotes.RULES, *proof.RULES)
    else:
        proofs = quotes.RULES
    partial = _partial(workspace.file)
    subject = Subject(plan, printed)
    found += _found(_asked(RULES, prove=prove), subject, partial)
    if "amendments" in partial or not _UNFIT.isdisjoint(finding.kind.code for finding in found):
        return found
    if adopted is not plan:
        subject = Subject(adopted, printed)
    return found + list(_proved(plan, subject, _asked(proofs, prove=prove), partial))


def _proved(
    plan: Plan, subject: Subject, rules: Iterable[Rule[Subject]], partial: set[str]
) -> Iterator[Finding]:
    """Yield what the document does not prove of the plan as it was adopted, each where that is written.

    What an amendment added is no part of it; what one changed is written in its ``old``.
    """
    known = [(n, amendment) for n, amendment in enumerate(plan.amendments) if amendment.of in subject.named]
    added = [subject.named[amendment.of].place for _, amendment in known if amendment.key == ADDED]
    written: dict[Place, Place] = {}
    for n, amendment in sorted(known, key=lambda entry: entry[1].date):
        place = subject.named[amendment.of].place
        written.setdefault((*place, amendment.key), ("amendments", n, "old"))
    for finding in _found(rules, subject, partial):
        if isinstance(finding.where, Mark):
            yield finding
        elif not any(finding.where[: len(place)] == place for place in added):
            yield finding._replace(where=written.get(finding.where, finding.where))


def _asked(rules: Iterable[Rule[S]], *, prove: bool) -> list[Rule[S]]:
    return [rule for rule in rules if prove or rule.kind.severity is Severity.ERROR]


def _found(rules: Iterable[Rule[S]], subject: S, partial: set[str]) -> list[Finding]:
    return [f for rule in rules if partial.isdisjoint(rule.whole) for f in rule.find(subject)]


def _partial(file: Loaded[R]) -> set[str]:
    """Return the lists of a file that are not whole; of an amendment, no part can be missed."""
    lists = {_list_of(place) for place in file.gaps}
    return lists | {"amendments" for place in file.gaps if place[0] == "amendments"}


def _list_of(place: Place) -> str:
    """Return the key that a place is under: what is not whole when the place is left out or cut short."""
    return next(step for step in reversed(place) if isinstance(step, str))


def _filed(workspace: Workspace, today: date, *, prove: bool) -> Iterator[Problem]:
    if workspace.filings or workspace.offices:
        around = Round(workspace, today, on_disk=prove)
        for file, problems in _reported(around, workspace.filings):
            yield from problems
            if any(problem.severity is Severity.ERROR for problem in problems):
                around.doubt(file)
        yield from _decided(around, workspace.offices)


def _reported(
    around: Round, files: Iterable[Loaded[Filing]]
) -> Iterator[tuple[Loaded[Filing], list[Problem]]]:
    """Yield each filing with its problems."""
    rules = _asked(FILING_RULES, prove=around.on_disk)
    for file in files:
        if file.record is not None:
            yield file, _told(file, _found(rules, Filed(around, file, file.record), set()))


def _decided(around: Round, files: Iterable[Loaded[Office]]) -> Iterator[Problem]:
    """Yield the problems of the office's files."""
    for file in files:
        if file.record is not None:
            yield from _told(file, _found(office.RULES, Decided(around, file, file.record), set()))


def _stray(workspace: Workspace, path: Path) -> Problem:
    plan = workspace.charter.plan
    words = {
        "folder": shown(workspace.folder),
        "period": "2022Q1" if workspace.file.problems else plan.periods[0],
        "department": plan.departments[0].id if plan.departments else "qyfz",
    }
    finding = filings.STRAY.at(Mark(1, 1), words)
    name = Path(shown(path.parent), path.name).as_posix()  # a link is told where it is, not where it leads
    return document.unreadable(finding, visible(name)).problem(finding)
