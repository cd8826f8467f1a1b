"""序时进度: what should have been reached by a day, and how far a value is behind, in exact fractions."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.lights.aim import Aim
from gaoxin_plan.model.goals import number
from gaoxin_plan.model.rules import SHARE, Yardstick

_ONE, _HUNDRED = Decimal(1), Decimal(100)


class Pace(NamedTuple):
    """``done`` of ``whole`` parts of the way: 6 of 12 months, or 70 of 100 percent."""

    done: int | Decimal
    whole: int
    in_percent: bool


def by_month(begin: date, day: date | None, due: date) -> Pace:
    """Return the pace of work that runs evenly: whole calendar months, the month of ``due`` included.

    Without a day, as before a plan's first period is over, nothing is expected yet.
    """
    whole = max(1, _months(begin, due))
    done = 0 if day is None else min(max(0, _months(begin, day)), whole)
    return Pace(done, whole, in_percent=False)


def _months(begin: date, day: date) -> int:
    return (day.year - begin.year) * 12 + day.month - begin.month + 1


class Gap(NamedTuple):
    """How a value stands to its pace.

    ``expected`` is the value that should have been reached, rounded down to whole units where it is
    counted; ``behind`` is how far the value is behind, in its unit (below zero: ahead). ``behind_by`` and
    ``of`` are the two sides of the fraction that is held against the rules, in percent: a share of the pace,
    or of the whole span.
    """

    pace: Pace
    expected: Decimal
    behind: Decimal
    behind_by: Decimal
    of: Decimal
    is_share: bool

    def exceeds(self, percent: Decimal) -> bool:
        """Whether it is behind by more than so many percent."""
        return self.behind_by * _HUNDRED > percent * self.of

    def reaches(self, percent: Decimal) -> bool:
        """Whether it is behind by so many percent at least."""
        return self.behind_by * _HUNDRED >= percent * self.of

    def in_words(self, *limits: Decimal) -> str:
        """Return the percentage, rounded so that it stands on the right side of every limit."""
        exact = self.behind_by * _HUNDRED / self.of
        for digits in range(1, 12):
            rounded = exact.quantize(_ONE.scaleb(-digits))
            if all(_side(rounded, limit) == _side(exact, limit) for limit in limits):
                break
        return number(rounded.normalize())


def _side(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)


def gap(aim: Aim, value: Decimal, pace: Pace, rules: Yardstick) -> Gap:
    """Return how far a value is behind its pace; all divisions come last."""
    whole = Decimal(pace.whole)
    expected = aim.span * pace.done  # over ``whole``
    if aim.is_countable:
        expected = expected // whole * whole
    behind = expected - aim.way(value) * whole
    is_share = rules.gap == SHARE and expected > 0  # of nothing there is no share
    way = expected / whole
    return Gap(
        pace=pace,
        expected=aim.start - way if aim.is_downward else aim.start + way,
        behind=behind / whole,
        behind_by=behind,
        of=expected if is_share else aim.span * whole,
        is_share=is_share,
    )
