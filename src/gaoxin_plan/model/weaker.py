"""Whether a change of a plan makes it easier, in words: a lower goal, a higher ceiling, a later date."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from gaoxin_plan.model.target import EVERY, Milestone, Part, Target

LOWERED, CEILING, RARER = "降低要求", "放宽上限", "减少频次"
LOOSER, OTHER_KIND = "改为约数", "换了一种目标,不能比较高低"
LATER, UNDATED = "推迟时限", "取消时限"
DROPPED, NO_MORE = "取消", "不再要求"
LEADERLESS = "减少牵头部门"

_ABOUT = Decimal("0.9")
"""The share of a goal that is merely ``about`` at which it is met."""


def weaker_goal(before: Target, after: Target) -> str:
    """Return how a target became easier to reach, or an empty string; what cannot be compared is told too."""
    (old, _), (new, value) = before.goal, after.goal
    if old == new == "every":
        return RARER if EVERY.index(before.every or "") < EVERY.index(str(value)) else ""
    first, second = _aim(before), _aim(after)
    if first is None or second is None or first[0] != second[0]:
        return OTHER_KIND
    direction, least = first
    _, then = second
    if direction == "down":
        return CEILING if then > least else ""
    if new == "about" != old:
        return LOOSER
    return LOWERED if then < least else ""


def _aim(target: Target) -> tuple[str, Decimal] | None:
    """Return which way a target is reached, and the number at which it is met."""
    kind, value = target.goal
    if isinstance(value, str):
        return None
    if isinstance(value, tuple):
        return "up", value[0]
    if kind in ("rise_by", "fall_by"):
        return kind, value
    if kind == "at_most" or target.is_downward:
        return "down", value
    return "up", value * _ABOUT if kind == "about" else value


def weaker_due(before: Part, after: Part, end: date) -> str:
    """Return how the time limit of a part became easier; without one it is due when the plan ends."""
    if isinstance(after, Milestone) and before.due is not None and after.due is None:
        return UNDATED
    return LATER if (after.due or end) > (before.due or end) else ""


def weaker_lead(before: Iterable[str], after: Iterable[str]) -> str:
    """Return whether departments lead no more and none leads in their place; names are their own."""
    first, second = set(before), set(after)
    return LEADERLESS if second < first else ""
