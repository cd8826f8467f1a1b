"""The ordered list of rules for one part: the first that holds decides, and says why.

1 closed by the office; 2 a ceiling broken; 3 met; 4 not reported although it was before; 5 overdue;
6 never filed; 7 held against its pace; 8 no pace to be held against, or only a state that was filed.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gaoxin_plan.lights import words
from gaoxin_plan.lights.light import NEVER_FILED, Gap, Light, PartLight, Rule, worst
from gaoxin_plan.lights.situation import Situation, Told
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Item
from gaoxin_plan.model.target import Part

_LATE = (Rule.OVERDUE, Rule.UNREPORTED)


Verdict = tuple[Light, Rule, str]
"""What a rule decides, and why."""


class Case(ABC):
    """A part with all that was said of it. ``due`` is its time limit, the plan's end where it has none."""

    def __init__(
        self, part: Part | Item, name: str, told: Told, now: Situation, due: date, reported: Sequence[Period]
    ) -> None:
        self.id = part.id
        self.name = name
        self.told = told
        self.now = now
        self.due = due
        self.reported = reported
        """The periods that have a report of this part, in order."""
        self.missing = now.missing(reported[-1], self.id, told.item) if reported else None
        """The period that a report was due for, where one came before and none since."""

    @property
    def is_measured(self) -> bool:
        """Whether figures or dates show it, not only words."""
        return True

    def broken(self, after: date | None = None) -> str:  # noqa: ARG002  a part that is no ceiling cannot be
        """Return why a ceiling is broken, by filings of periods that end after a day if one is given."""
        return ""

    @abstractmethod
    def met(self) -> str:
        """Return why it is met, or an empty string."""

    @abstractmethod
    def standing(self) -> Verdict:
        """Return what lines 5, 7 and 8 say of the last report."""

    @abstractmethod
    def lacks(self) -> str:
        """Return what keeps it from being closed, or an empty string."""

    def verdict(self) -> Verdict:
        """Return what the first rule that holds decides."""
        closed = self.told.closed
        if closed is not None and not self.broken(after=closed.date):
            return Light.GREEN, Rule.CLOSED, self._closed(closed)
        if reason := self.broken():
            return Light.RED, Rule.BROKEN, reason
        if reason := self.met():
            return Light.GREEN, Rule.MET, reason
        if self.missing:
            return self._unreported(self.missing)
        if not self.reported:  # nor can it be overdue: that needs a report
            return Light.GREY, Rule.NEVER, NEVER_FILED
        return self.standing()

    def _closed(self, closing: Decision) -> str:
        """Return that a part was closed; where it was not met, that too, and why it was all the same."""
        lacking = self.lacks() if closing.reason else ""
        despite = f",{lacking.removeprefix(self.name)};理由:{closing.reason}" if lacking else ""
        return f"已办结({closing.date}){despite}"

    @property
    def to_report(self) -> Period | None:
        """The latest period that has ended and has no report, whether it is late or not."""
        ended = [period for period in self.now.periods if period.end <= self.now.as_of]
        return ended[-1] if ended and self.reported and self.reported[-1] < ended[-1] else None

    def _unreported(self, missing: Period) -> Verdict:
        last, rule, reason = self.standing()
        light = worst(Light.GREY, last)
        if rule is Rule.OVERDUE:
            return light, Rule.UNREPORTED, f"{missing} 未报,且已{reason}"
        silent = f"{missing} 未报(应于 {words.day_in_words(self.now.deadline(missing), missing.year)}及以前)"
        if light is Light.GREY:
            return light, Rule.UNREPORTED, silent
        return light, Rule.UNREPORTED, f"{silent};按 {self.reported[-1]} 所报:{reason}"

    def is_overdue(self, missing: Period | None) -> bool:
        """Whether the time limit is over and what was filed goes as far, or should have."""
        is_over = self.due < self.now.as_of
        return is_over and (missing is not None or self.due <= self.reported[-1].end)

    @property
    def days_late(self) -> int:
        """The days since the time limit; none while it is still to come."""
        return max(0, (self.now.as_of - self.due).days)

    def figures(self) -> tuple[Decimal | None, Gap | None]:
        """Return the latest value and how far it is behind, where there are such."""
        return None, None

    def light(self) -> PartLight:
        """Return the part's light."""
        light, rule, reason = self.verdict()
        value, gap = self.figures()
        period = self.reported[-1] if self.reported else None
        late = self.days_late if rule in _LATE else 0
        return PartLight(self.id, self.name, light, self.is_measured, rule, reason, value, period, gap, late)
