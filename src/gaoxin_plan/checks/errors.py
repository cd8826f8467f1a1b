"""How many errors there are: what a query says beside its answer, and what is known of unchanged files."""

from datetime import date

from gaoxin_plan.problems import Severity
from gaoxin_plan.workspace import Workspace


def errors(workspace: Workspace, today: date) -> int:
    """Return how many errors a query can know of; raises BrokenPlanError unless all files were read whole."""
    shelf = workspace.shelf("errors", int)
    found = None if shelf is None else shelf.get(today.isoformat())
    if found is None:
        from gaoxin_plan.checks.run import check

        workspace.whole()
        found = sum(problem.severity is Severity.ERROR for problem in check(workspace, today, prove=False))
        if shelf is not None:
            shelf.put(today.isoformat(), found)
    return found
