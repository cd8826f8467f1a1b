"""From a document to a record: what the door refuses is left out until the rest passes, and told once."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from gaoxin_plan.model import door
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import Finding, Mark, Place, Problem
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.lexical import CUT
from gaoxin_plan.source.plain import BAD_KEY, DUPLICATE_KEY, JOINED, NO_VALUE

R = TypeVar("R", bound=Record)

_STAND_INS: dict[type, dict[str, Value]] = {
    Plan: {
        "title": "?",
        "issuer": "?",
        "published": "2000-01-01",
        "departments": [],
        "sections": [],
    },
    Filing: {"period": "2000Q1", "department": "?", "filed": "2000-01-01", "items": {}},
    Office: {"period": "2000Q1", "decisions": []},
}
"""What is made up for a file whose head could not be read, so that the rest can be checked."""
_PARTIAL = {kind.code for kind in (CUT, DUPLICATE_KEY, JOINED, BAD_KEY, NO_VALUE)}
"""The problems after which a value, a list or a mapping is read and yet not whole."""
_ROUNDS = 8  # what is left out can uncover a missing key one level up, and there are five levels


class Admitted(NamedTuple, Generic[R]):
    """What a document gave: all of it that could be read, and why not more.

    ``record`` is None where nothing could be read, and less than all of it where ``cuts`` names places that
    were left out. ``document`` is the file less those places, so that a place of ``record`` is a place of
    ``document``. ``problems`` are the reasons, at their lines; ``causes`` are the same, for telling what only
    follows from them.
    """

    record: R | None
    document: Document
    problems: tuple[Problem, ...] = ()
    causes: "tuple[Cause, ...]" = ()
    cuts: tuple[Place, ...] = ()

    @property
    def gaps(self) -> list[Place]:
        """The places that were left out, and those that were read and yet are not whole."""
        return [*self.cuts, *(cause.place for cause in self.causes if cause.code in _PARTIAL and cause.place)]


def admit(whole: Document, record: type[R]) -> Admitted[R]:
    """Make a record of a document, leaving out what the door refuses until the rest passes."""
    values, found = whole.values()
    findings = [*whole.findings, *found]
    cuts: list[Place] = [f.about for f in findings if f.kind is JOINED and f.about]
    kept, causes = settled(findings, whole)
    problems = [whole.problem(finding) for finding in kept]
    rest, admitted = whole.without(cuts), None
    if whole.root is not None:
        admission = door.admit(rest.values()[0] if cuts else values, record)
        kept, more = settled(admission.findings, rest, known=causes)
        problems += [rest.problem(finding) for finding in kept]
        causes += more
        for _ in range(_ROUNDS):
            if admission.record is not None or not admission.cuts:
                break
            # what is gone already, and is missed now, takes its record with it
            more_cuts = [cut if rest.node(cut) is not None else cut[:-1] or cut for cut in admission.cuts]
            cuts += more_cuts
            rest = rest.without(more_cuts)
            admission = door.admit(rest.values()[0], record, _stand_ins(rest, record))
        admitted = admission.record
    problems.sort(key=lambda problem: problem.order)
    return Admitted(admitted, rest, tuple(problems), tuple(causes), tuple(cuts))


def _stand_ins(rest: Document, record: type) -> dict[str, Value]:
    head = dict(_STAND_INS[record])
    is_dated = rest.node(("from",)) is not None and rest.node(("to",)) is not None
    return head | {"year": "2000"} if record is Plan and not is_dated else head


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
