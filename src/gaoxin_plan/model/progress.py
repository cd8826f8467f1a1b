"""What has been filed and decided, item by item: what lights, histories and reminders are told from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import CLOSED, Decision, Office
from gaoxin_plan.model.periods import Period


class Report(NamedTuple):
    """What one department says of one item for one period; ``department`` is its name."""

    period: Period
    department: str
    filed: date
    said: ItemFiling


class Progress:
    """What filings and decisions say, which is worked out when it is asked for.

    A filing for no period, or of no department of the plan, says nothing.
    """

    def __init__(self, directory: Directory, filings: Iterable[Filing], offices: Iterable[Office]) -> None:
        self._directory = directory
        self._filings = filings
        self._offices = offices

    @cached_property
    def reports(self) -> Mapping[str, tuple[Report, ...]]:
        """All reports of each item, by period and then department."""
        whole: list[tuple[Period, str, date, Filing]] = []
        for filing in self._filings:
            period, department = Period.parse(filing.period), self._directory.find(filing.department)
            if period is not None and department is not None:
                whole.append((period, department.name, filing.filed, filing))
        reports: dict[str, list[Report]] = defaultdict(list)
        for period, name, filed, filing in sorted(whole, key=_order):
            for item, said in filing.items.items():
                reports[item].append(Report(period, name, filed, said))
        return {item: tuple(found) for item, found in reports.items()}

    @cached_property
    def decisions(self) -> Mapping[str, tuple[Decision, ...]]:
        """All decisions on each item, by day."""
        decisions: dict[str, list[Decision]] = defaultdict(list)
        for decision in sorted(
            (d for office in self._offices for d in office.decisions), key=lambda d: d.date
        ):
            decisions[decision.item].append(decision)
        return {item: tuple(found) for item, found in decisions.items()}

    def of(self, item: str) -> tuple[Report, ...]:
        """Return what was said of an item, the earliest period first."""
        return self.reports.get(item, ())

    def closed(self, item: str, day: date) -> Decision | None:
        """Return the closing of an item, unless it was opened again by ``day``."""
        known = [decision for decision in self.decisions.get(item, ()) if decision.date <= day]
        return known[-1] if known and known[-1].decision == CLOSED else None

    def with_report(self, item: str, report: Report) -> "Progress":
        """Return the same with one report more, or in place of the department's own for that period."""
        kept = [r for r in self.of(item) if (r.period, r.department) != (report.period, report.department)]
        new = copy(self)
        new.reports = {**self.reports, item: tuple(sorted([*kept, report], key=_order))}
        new.decisions = self.decisions
        return new


def _order(report: tuple[Period, str, date, object]) -> tuple[Period, str, date]:
    """Return what reports are sorted by; of one department for one period, the one filed later comes last."""
    return report[:3]
