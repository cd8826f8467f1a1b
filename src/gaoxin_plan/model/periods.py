"""Reporting periods: ``2022Q2``, ``2022-06``, ``2022H1``, each with its first and last day."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Reporting(StrEnum):
    """How often a plan is reported on."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"

    @property
    def months(self) -> int:
        """The months of one period."""
        return {"monthly": 1, "quarterly": 3, "half-yearly": 6}[self.value]


_MOST = 12  # periods that are named one by one: the months of a year
_PERIOD = r"(?P<year>[1-9][0-9]{3})(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|-(?P<month>0[1-9]|1[0-2]))"


class Period(NamedTuple):
    """A span of whole months, from the first day of ``month`` on."""

    year: int
    month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """Read ``2022Q2``, ``2022H1`` or ``2022-06`` (small letters too); None if it is none of them."""
        matched = re.fullmatch(_PERIOD, text.strip().upper())
        if matched is None:
            return None
        year = int(matched["year"])
        if matched["quarter"]:
            return cls(year, int(matched["quarter"]) * 3 - 2, 3)
        if matched["half"]:
            return cls(year, int(matched["half"]) * 6 - 5, 6)
        return cls(year, int(matched["month"]), 1)

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return _last_day(self)

    @property
    def words(self) -> str:
        """The period as people say it: ``2022年第二季度``."""
        part = {
            1: f"{self.month}月",
            3: f"第{'一二三四'[(self.month - 1) // 3]}季度",
            6: "上半年" if self.month == 1 else "下半年",
        }[self.months]
        return f"{self.year}年{part}"

    def next(self) -> "Period":
        """Return the period of the same length that follows."""
        return Period(*self._month_after(), self.months)

    def _month_after(self) -> tuple[int, int]:
        years, month = divmod(self.month - 1 + self.months, 12)
        return self.year + years, month + 1

    def __str__(self) -> str:
        return {
            1: f"{self.year}-{self.month:02}",
            3: f"{self.year}Q{(self.month + 2) // 3}",
            6: f"{self.year}H{(self.month + 5) // 6}",
        }[self.months]


@cache
def _last_day(period: Period) -> date:
    following = period.next()
    if following.month == 1:  # the year after 9999 is none
        return date(period.year, 12, 31)
    return following.begin - timedelta(days=1)


def deadline(period: Period, grace_days: int) -> date:
    """Return the last day on which a period's filing is in time."""
    try:
        return period.end + timedelta(days=grace_days)
    except OverflowError:  # there is no day after the calendar's last
        return date.max


def full_date(day: date) -> str:
    """Return a day as papers print it: ``2022年7月1日``, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def in_words(known: Iterable[Period]) -> str:
    """Return the names of periods in a row; of many, the first and the last."""
    names = [str(period) for period in known]
    return "、".join(names) if len(names) <= _MOST else f"{names[0]} 到 {names[-1]}"


def periods(reporting: Reporting, begin: date, end: date) -> Iterator[Period]:
    """Yield the periods that lie in a plan's time, in order; the first holds ``begin``."""
    months = reporting.months
    period = Period(begin.year, (begin.month - 1) // months * months + 1, months)
    yield period
    while period.end < end:
        period = period.next()
        yield period
