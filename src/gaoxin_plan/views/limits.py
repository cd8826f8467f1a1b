"""When a part is due, in words."""

from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import Milestone, Part

UNDATED = "未明确时限"


def due_in_words(plan: Plan, part: Part) -> str:
    """Return when a part is due, as papers print it.

    A target without a date is due at the plan's end. A milestone without one is due then too, but the
    plan did not say so, and neither does the paper.
    """
    if isinstance(part, Milestone) and part.due is None:
        return f"{part.limit}(逐项)" if part.limit else UNDATED
    return full_date(part.due or plan.last_day)
