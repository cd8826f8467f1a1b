"""What has been filed and decided, item by item: what lights, histories and reminders are told from."""

from collections.abc import Iterable, Mapping
from datetime import date
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


class Progress(NamedTuple):
    """All reports of each item, by period and then department, and all decisions on it, by day."""

    reports: Mapping[str, tuple[Report, ...]]
    decisions: Mapping[str, tuple[Decision, ...]]

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
        return self._replace(reports={**self.reports, item: _sorted([*kept, report])})


def progress(directory: Directory, filings: Iterable[Filing], offices: Iterable[Office]) -> Progress:
    """Return what filings say; one for no period, or of no department of the plan, says nothing."""
    reports: dict[str, list[Report]] = {}
    decisions: dict[str, list[Decision]] = {}
    for filing in filings:
        period, department = Period.parse(filing.period), directory.find(filing.department)
        if period is not None and department is not None:
            for item, said in filing.items.items():
                reports.setdefault(item, []).append(Report(period, department.name, filing.filed, said))
    for office in offices:
        for decision in office.decisions:
            decisions.setdefault(decision.item, []).append(decision)
    return Progress(
        {item: _sorted(found) for item, found in reports.items()},
        {item: tuple(sorted(found, key=lambda d: d.date)) for item, found in decisions.items()},
    )


def _sorted(reports: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda report: report[:3]))
