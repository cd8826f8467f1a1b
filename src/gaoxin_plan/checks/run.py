"""All rules over one workspace, as one sorted list of problems."""

from gaoxin_plan.checks import departments, goals, identity, quotes
from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Finding, Place, Problem
from gaoxin_plan.source.document import DUPLICATE_KEY, JOINED
from gaoxin_plan.source.lexical import CUT
from gaoxin_plan.workspace import Workspace, settled

RULES: tuple[Rule, ...] = (*identity.RULES, *departments.RULES, *quotes.RULES, *goals.RULES)
"""The rules that need nothing but the plan; those of the proof are in :mod:`gaoxin_plan.checks.proof`."""


_PARTIAL = (CUT.code, DUPLICATE_KEY.code, JOINED.code)
"""The problems after which a value, or a list, is read and yet not whole."""


def check(workspace: Workspace, *, prove: bool = True) -> list[Problem]:
    """Return every problem of a workspace: those met when it was loaded, and those of the rules.

    Without ``prove`` the printed document is not read: what a query can do without.
    """
    problems = list(workspace.problems)
    if workspace.plan is not None:
        found = _findings(workspace, workspace.plan, prove=prove)
        kept, _ = settled(found, workspace.document, known=workspace.causes)
        problems += [workspace.document.problem(finding) for finding in kept]
    return sorted(problems, key=lambda problem: problem.order)


def _findings(workspace: Workspace, plan: Plan, *, prove: bool) -> list[Finding]:
    subject, found, rules = Subject(plan), list[Finding](), RULES
    if prove and plan.source is not None:
        from gaoxin_plan.checks import proof, source

        printed, found = source.printed(workspace, plan, plan.source)
        subject, rules = Subject(plan, printed), (*RULES, *proof.RULES)
    cut_short = [cause.place for cause in workspace.causes if cause.code in _PARTIAL and cause.place]
    partial = {_list_of(place) for place in (*workspace.cuts, *cut_short)}
    for rule in rules:
        if partial.isdisjoint(rule.whole):
            found += rule.find(subject)
    return found


def _list_of(place: Place) -> str:
    """Return the key that a place is under: what is not whole when the place is left out or cut short."""
    return next(step for step in reversed(place) if isinstance(step, str))
