"""序时进度: what should have been reached by a day, and how far a value is behind, in exact fractions."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from gaoxin_plan.lights.aim import Aim
from gaoxin_plan.lights.light import Gap, Pace
from gaoxin_plan.model.rules import SHARE, Yardstick


@lru_cache(512)  # most targets of a plan run over the same months
def by_month(begin: date, day: date | None, due: date) -> Pace:
    """Return the pace of work that runs evenly: whole calendar months, the month of ``due`` included.

    Without a day, as before a plan's first period is over, nothing is expected yet.
    """
    whole = max(1, _months(begin, due))
    done = 0 if day is None else min(max(0, _months(begin, day)), whole)
    return Pace(done, whole, in_percent=False)


def _months(begin: date, day: date) -> int:
    return (day.year - begin.year) * 12 + day.month - begin.month + 1


def gap(aim: Aim, value: Decimal, pace: Pace, rules: Yardstick) -> Gap:
    """Return how far a value is behind its pace; all divisions come last."""
    whole, span = Decimal(pace.whole), aim.span
    expected = span * pace.done  # over ``whole``
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
        of=expected if is_share else span * whole,
        is_share=is_share,
    )
