"""What a light is asked from: a plan, its filings, the day, and whose filings count for an item."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Item, Plan, Task
from gaoxin_plan.model.progress import Progress, Report
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.model.target import Milestone, Target


class Told(NamedTuple):
    """What was said of one item by those whose word counts, and by those whose word does not.

    ``counted`` and ``others`` stand in the order of their periods.
    """

    counted: tuple[Report, ...]
    others: tuple[Report, ...]

    @property
    def periods(self) -> list[Period]:
        """The periods that the item was filed for, in order."""
        return list(dict.fromkeys(report.period for report in self.counted))

    @property
    def latest(self) -> tuple[Report, ...]:
        """The counted reports of the latest period that has any."""
        return tuple(report for report in self.counted if report.period == self.counted[-1].period)

    def values(self, target: Target) -> list[tuple[Period, Decimal]]:
        """Return a target's value for each period that has one; of joint leads' the worse."""
        found: dict[Period, Decimal] = {}
        for report in self.counted:
            value = report.said.value(target.id)
            if value is not None:
                known = found.get(report.period)
                found[report.period] = value if known is None else _worse(target, known, value)
        return list(found.items())

    def done(self, milestone: Milestone, as_of: date) -> date | None:
        """Return the day a milestone was done on, as first filed; of joint leads' the later.

        A day that is still to come does not count.
        """
        found: dict[Period, date] = {}
        for report in self.counted:
            day = report.said.day(milestone.id)
            if day is not None and day <= as_of:
                found[report.period] = max(day, found.get(report.period, day))
        return next(iter(found.values()), None)


def _worse(target: Target, first: Decimal, second: Decimal) -> Decimal:
    is_lower_better = target.at_most is not None or target.is_downward
    return max(first, second) if is_lower_better else min(first, second)


class Situation:
    """A plan and its filings as of a day; with ``until``, only filings for periods up to that one count.

    A filing counts once its period has begun.
    """

    def __init__(
        self, charter: Charter, progress: Progress, as_of: date, until: Period | None = None
    ) -> None:
        self.charter = charter
        self.progress = progress
        self.as_of = as_of
        self.until = until
        self.plan: Plan = charter.on(as_of)
        self.directory = Directory(self.plan.departments)
        self.rules = yardstick(self.plan.rules)
        self.begin, self.end = self.plan.first_day, self.plan.last_day
        self.all_periods = self.plan.periods
        self.periods = tuple(
            period
            for period in self.all_periods
            if period.begin <= as_of and (until is None or period <= until)
        )
        """The periods whose filings count."""
        self.lights: dict[str, tuple[Item, ItemLight]] = {}
        """The lights that were worked out, by the item's id."""
        self._begun = frozenset(self.periods)
        self._canonical: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._told: dict[str, Told] = {}
        self._over = [period for period in self.periods if self.deadline(period) < as_of]

    def deadline(self, period: Period) -> date:
        """Return the last day on which a period's filing is in time."""
        return deadline(period, self.rules.grace_days)

    def due_report(self, part: str, item: str) -> Period | None:
        """Return the latest period whose grace days are over and whose report may be asked for.

        Never one that ended before the plan was published, or before the part was added.
        """
        latest = self._over[-1] if self._over else None
        return latest if latest is not None and self.is_asked(latest, part, item) else None

    def is_silence(self, period: Period, item: str) -> bool:
        """Whether not having filed an item for a period is held against anyone."""
        return self.deadline(period) < self.as_of and self.is_asked(period, item)

    def is_asked(self, period: Period, *ids: str) -> bool:
        """Whether a period did not end before the plan was published, or before items or parts were added."""
        published = self.plan.published
        return period.end >= max(published, *(self.charter.added(id_) or published for id_ in ids))

    def leads(self, task: Task, period: Period) -> tuple[str, ...]:
        """Return whose filing counts for a period: the leads of its last day, or all responsible."""
        then = self.charter.task(task.item.id, period.end) or task
        names = then.lead or then.item.responsible
        if names not in self._canonical:
            self._canonical[names] = tuple(dict.fromkeys(map(self.directory.canonical, names)))
        return self._canonical[names]

    def told(self, task: Task) -> Told:
        """Return what was said of an item for the periods that count."""
        found = self._told.get(task.item.id)
        if found is None:
            found = self._told[task.item.id] = self._heard(task)
        return found

    def _heard(self, task: Task) -> Told:
        counted: list[Report] = []
        others: list[Report] = []
        for report in self.progress.of(task.item.id):
            if report.period in self._begun:
                is_lead = report.department in self.leads(task, report.period)
                (counted if is_lead else others).append(report)
        return Told(tuple(counted), tuple(others))

    def closed(self, item: str) -> Decision | None:
        """Return the closing of an item, if it is closed now."""
        return self.progress.closed(item, self.as_of)


def deadline(period: Period, grace_days: int) -> date:
    """Return the last day on which a period's filing is in time."""
    try:
        return period.end + timedelta(days=grace_days)
    except OverflowError:
        return date.max
