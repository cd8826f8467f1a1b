"""What a light is asked from: a plan, its filings, the day, and whose filings count for an item."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.periods import Period, deadline
from gaoxin_plan.model.plan import Item, Plan, Task
from gaoxin_plan.model.progress import Progress, Report
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.workspace import Workspace

if TYPE_CHECKING:
    from gaoxin_plan.source.snapshot import Shelf


class Told(NamedTuple):
    """What was said of one item by those whose word counts, by those whose word does not, and by the office.

    ``item`` is its id. ``counted`` and ``others`` stand in the order of their periods. ``periods`` are those
    that have a counted report, in order, ``latest`` the counted reports of the last of them. ``closed`` is
    the closing of the item, if it is closed now.
    """

    item: str
    counted: tuple[Report, ...]
    others: tuple[Report, ...]
    periods: tuple[Period, ...]
    latest: tuple[Report, ...]
    closed: Decision | None

    def values(self, target: Target) -> list[tuple[Period, Decimal]]:
        """Return a target's value for each period that has one; of joint leads' the worse."""
        found: dict[Period, Decimal] = {}
        for report in self.counted:
            values = report.said.values
            if values and (value := values.get(target.id)) is not None:
                known = found.get(report.period)
                found[report.period] = value if known is None else _worse(target, known, value)
        return list(found.items())

    def done(self, milestone: Milestone, as_of: date) -> date | None:
        """Return the day a milestone was done on, as first filed; of joint leads' the later.

        A day that is still to come does not count.
        """
        found: dict[Period, date] = {}
        for report in self.counted:
            done = report.said.done
            if done and (day := done.get(milestone.id)) is not None and day <= as_of:
                found[report.period] = max(day, found.get(report.period, day))
        return next(iter(found.values()), None)


def _worse(target: Target, first: Decimal, second: Decimal) -> Decimal:
    is_lower_better = target.at_most is not None or target.is_downward
    return max(first, second) if is_lower_better else min(first, second)


class Situation:
    """A plan and its filings as of a day; with ``until``, only filings for periods up to that one count.

    A filing counts once its period has begun. ``known`` are lights that were worked out before, of the same
    files, by the item's id.
    """

    def __init__(
        self,
        charter: Charter,
        progress: Progress,
        as_of: date,
        until: Period | None = None,
        known: "Shelf[ItemLight] | None" = None,
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
        self._known = known
        self._lights: dict[str, tuple[Item, ItemLight]] = {}
        self._then = {period: charter.tasks(period.end) for period in self.periods}
        """The items on the last days of the periods whose filings count."""
        self._ends = [period.end for period in self.all_periods if period.end <= as_of]
        self._canonical: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._told: dict[str, Told] = {}
        over = [period for period in self.periods if self.deadline(period) < as_of]
        self._last_over = over[-1] if over else None

    @classmethod
    def of(cls, workspace: Workspace, as_of: date, until: Period | None = None) -> "Situation":
        """Return how a workspace stands as of a day; lights that are known come from its snapshot."""
        lights = workspace.shelf(f"lights-{as_of}-{until or 'all'}", ItemLight)
        return cls(workspace.charter, workspace.progress, as_of, until, lights)

    def deadline(self, period: Period) -> date:
        """Return the last day on which a period's filing is in time."""
        return deadline(period, self.rules.grace_days)

    def missing(self, last: Period, part: str, item: str) -> Period | None:
        """Return the latest period whose grace days are over, if a part was last reported for an earlier one.

        Never one that ended before the plan was published, or before the part was added.
        """
        latest = self._last_over
        is_missing = latest is not None and last < latest and self.is_asked(latest, part, item)
        return latest if is_missing else None

    def is_silence(self, period: Period, item: str) -> bool:
        """Whether not having filed an item for a period is held against anyone."""
        latest = self._last_over
        return latest is not None and period <= latest and self.is_asked(period, item)

    def is_asked(self, period: Period, *ids: str) -> bool:
        """Whether a period did not end before the plan was published, or before items or parts were added."""
        end = period.end
        added = [day for id_ in ids if (day := self.charter.added(id_)) is not None]
        return end >= self.plan.published and all(end >= day for day in added)

    def ended(self, day: date) -> list[date]:
        """Return the period ends that had come by a day and by the one asked about."""
        return self._ends[: bisect_right(self._ends, day)]

    def leads(self, task: Task, period: Period) -> tuple[str, ...]:
        """Return whose filing counts for a period: the leads of its last day, or all responsible."""
        tasks = self._then.get(period)
        if tasks is None:
            tasks = self.charter.tasks(period.end)
        return self._leads(tasks.get(task.item.id, task))

    def _leads(self, then: Task) -> tuple[str, ...]:
        names = then.lead or then.item.responsible
        found = self._canonical.get(names)
        if found is None:
            found = self._canonical[names] = tuple(dict.fromkeys(map(self.directory.canonical, names)))
        return found

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
            tasks = self._then.get(report.period)
            if tasks is not None:
                is_lead = report.department in self._leads(tasks.get(task.item.id, task))
                (counted if is_lead else others).append(report)
        periods = tuple(dict.fromkeys(report.period for report in counted))
        latest = tuple(report for report in counted if report.period == periods[-1])
        closed = self.closed(task.item.id)
        return Told(task.item.id, tuple(counted), tuple(others), periods, latest, closed)

    def light(self, task: Task) -> ItemLight | None:
        """Return the light of an item, if it was worked out already."""
        item, light = self._lights.get(task.item.id, (None, None))
        if item is task.item:
            return light
        found = self._known.get(task.item.id) if self._known is not None and self._is_own(task) else None
        if found is not None:
            self._lights[task.item.id] = task.item, found
        return found

    def note(self, task: Task, light: ItemLight) -> None:
        """Note the light of an item, so that it is worked out once."""
        self._lights[task.item.id] = task.item, light
        if self._known is not None and self._is_own(task):
            self._known.put(task.item.id, light)

    def _is_own(self, task: Task) -> bool:
        """Whether an item is as the plan has it on the day, and not as it was on another."""
        own = self.charter.task(task.item.id, self.as_of)
        return own is not None and own.item is task.item

    def closed(self, item: str) -> Decision | None:
        """Return the closing of an item, if it is closed now."""
        return self.progress.closed(item, self.as_of)
