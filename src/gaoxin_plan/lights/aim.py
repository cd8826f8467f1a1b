"""A goal as arithmetic: where it starts, where it ends, when it is met."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.model.target import ABOUT, Target

_ZERO = Decimal(0)


class Aim(NamedTuple):
    """What a target runs from and to.

    ``start`` is the baseline, or 0. ``enough`` is the value that meets it; ``is_downward`` where lower is
    nearer. A ceiling has no span, and is never met by a value alone.
    """

    kind: str
    start: Decimal
    end: Decimal
    enough: Decimal
    is_downward: bool
    is_countable: bool

    @property
    def is_ceiling(self) -> bool:
        """Whether it is kept, not reached."""
        return self.kind == "at_most"

    @property
    def span(self) -> Decimal:
        """How far it is from start to end."""
        return self.start - self.end if self.is_downward else self.end - self.start

    def way(self, value: Decimal) -> Decimal:
        """Return how much of the span a value has behind it."""
        return self.start - value if self.is_downward else value - self.start

    def is_met(self, value: Decimal) -> bool:
        """Whether a value is enough."""
        return value <= self.enough if self.is_downward or self.is_ceiling else value >= self.enough


def aim(target: Target, counted: "Callable[[str], int]") -> Aim:
    """Return a target's goal as arithmetic; ``counted`` says how many weeks, months, quarters there are."""
    kind, goal = target.goal
    start, is_countable = target.baseline or _ZERO, target.is_countable
    if isinstance(goal, str):
        end = Decimal(counted(goal))
        return Aim(kind, _ZERO, end, end, is_downward=False, is_countable=is_countable)
    if isinstance(goal, tuple):
        return Aim(kind, start, goal[0], goal[0], is_downward=False, is_countable=is_countable)
    if kind in ("rise_by", "fall_by"):
        start = _ZERO
    enough = goal * ABOUT if kind == "about" else goal
    return Aim(kind, start, goal, enough, target.is_downward, is_countable)


def full_periods(every: str, begin: date, end: date) -> int:
    """Return how many whole weeks (from Monday), months or quarters lie from ``begin`` to ``end``."""
    if every == "week":  # the first day of the calendar was a Monday
        return max(0, end.toordinal() // 7 + (1 - begin.toordinal()) // 7)
    months = {"month": 1, "quarter": 3}[every]
    is_last_day = end.day == monthrange(end.year, end.month)[1]
    first = -(-(_index(begin) + (begin.day > 1)) // months)
    after_last = (_index(end) + is_last_day) // months
    return max(0, after_last - first)


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1
