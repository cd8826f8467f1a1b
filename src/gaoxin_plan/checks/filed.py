"""What the rules of filings are given to look at: one file, and the plan and filings around it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Decision, Office
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department, Task
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.model.target import Target
from gaoxin_plan.problems import Place
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.workspace import Workspace

Names = tuple[str, ...]


class Round:
    """A plan with all that was filed for it, as of the day it is checked on.

    ``progress`` is what the filings say whose head is right; ``doubted`` holds, by the file that has
    mistakes, the names of the departments whose word it is.
    """

    def __init__(self, workspace: Workspace, today: date, *, on_disk: bool) -> None:
        self.workspace = workspace
        self.today = today
        self.on_disk = on_disk
        plan = workspace.charter.plan
        self.directory = Directory(plan.departments)
        self.departments = {department.id: department for department in plan.departments}
        self.periods = {str(period): period for period in plan.periods}
        self.tasks: Mapping[str, Task] = {task.item.id: task for task in plan.tasks()}
        self.doubted: dict[Path, set[str]] = {}
        self._roles: dict[tuple[Names, Names], tuple[Names, Names]] = {}
        self._stood: dict[tuple[date, Period], Situation] = {}
        self._values: dict[tuple[str, str], list[tuple[Period, Decimal]]] = {}
        self._files: dict[tuple[Period, str], Loaded[Filing]] = {}
        for file in workspace.filings:
            period, department = self.period(file), self.department(file)
            if period is not None and department is not None:
                self._files[period, department.name] = file
            if period is None or department is None or file.problems:
                self.doubt(file)

    @cached_property
    def progress(self) -> Progress:
        """What was filed and decided, but for filings that are of no one or of another period."""
        if len(self._files) == len(self.workspace.filings):
            return self.workspace.progress
        filings = (file.record for file in self._files.values() if file.record is not None)
        offices = (file.record for file in self.workspace.offices if file.record is not None)
        return Progress(self.directory, filings, offices)

    @cached_property
    def now(self) -> Situation:
        """The plan as it is after all its amendments, and all that was filed."""
        return Situation(self.workspace.charter, self.progress, date.max)

    def stood(self, day: date, until: Period) -> Situation:
        """Return how things stood on a day, by all that was filed up to a period."""
        key = day, until
        if key not in self._stood:
            self._stood[key] = Situation(self.workspace.charter, self.progress, day, until)
        return self._stood[key]

    def period(self, file: "Loaded[Filing] | Loaded[Office]") -> Period | None:
        """Return the period of a file, where the plan has it and the file lies in its folder."""
        said = file.record.period if file.record and file.says("period") else ""
        return self.periods.get(said) if file.path.parent.name == said else None

    def department(self, file: Loaded[Filing]) -> Department | None:
        """Return the department of a filing, where the plan has it and the file has its name."""
        said = file.record.department if file.record and file.says("department") else ""
        return self.departments.get(said) if file.path.stem == said else None

    def doubt(self, file: Loaded[Filing]) -> None:
        """Note that a filing has mistakes: what it is meant to say of its department's items is not known."""
        named = (file.path.stem, file.record.department if file.record else "")
        self.doubted[file.path] = {d.name for name in named if (d := self.directory.find(name))}

    def is_doubtful(self, task: Task, *, but: Path | None = None) -> bool:
        """Whether a filing of one of an item's leads has mistakes, ``but`` aside."""
        names = {name for path, found in self.doubted.items() if path != but for name in found}
        periods = self.now.all_periods if names else ()
        return any(name in names for period in periods for name in self.now.leads(task, period))

    def file(self, period: Period, department: str) -> Loaded[Filing] | None:
        """Return the file of a department (by name) for a period."""
        return self._files.get((period, department))

    @cached_property
    def is_decided_in_order(self) -> bool:
        """Whether all decisions are read whole, of items of the plan, and of days that have come."""
        decisions = (d for file in self.workspace.offices if file.record for d in file.record.decisions)
        return not any(file.problems for file in self.workspace.offices) and all(
            decision.item in self.tasks and decision.date <= self.today for decision in decisions
        )

    @cached_property
    def decided_in(self) -> Mapping[Decision, Period | None]:
        """The period of the file that each decision stands in."""
        return {
            decision: self.period(file)
            for file in self.workspace.offices
            for decision in (file.record.decisions if file.record else ())
        }

    def then(self, task: Task, day: date) -> Task:
        """Return an item as it stood on a day, or as it is where it was not there."""
        return self.workspace.charter.task(task.item.id, day) or task

    def values(self, task: Task, target: Target) -> list[tuple[Period, Decimal]]:
        """Return a target's value for each period that has one, of those whose word counts."""
        key = task.item.id, target.id
        if key not in self._values:
            self._values[key] = self.now.told(task).values(target)
        return self._values[key]

    def roles(self, task: Task, then: Task, period: Period) -> tuple[Names, Names]:
        """Return whose filing counts for an item in a period, and who only co-operates.

        ``then`` is the item as it stood at the period's end.
        """
        key = then.lead, then.item.responsible
        if key not in self._roles:
            leads = self.now.leads(task, period)
            others = (self.directory.canonical(name) for name in then.item.responsible)
            self._roles[key] = leads, tuple(name for name in others if name not in leads)
        return self._roles[key]


class Entry(NamedTuple):
    """What a filing says of one item: of the plan as it is now, and ``then``, at the end of the period.

    ``leads`` are those whose filing counts for it in the period, ``others`` only co-operate.
    """

    place: Place
    id: str
    said: ItemFiling
    task: Task
    then: Task
    leads: Names
    others: Names


class Filed:
    """One filing, and the round that it belongs to.

    ``period``, ``department`` and ``day`` (on which it was filed) are None where the head of the file is
    wrong; it is not of the plan where it names a period that the plan does not have. An item that could not
    be read whole is not among the entries.
    """

    def __init__(self, around: Round, file: Loaded[Filing], record: Filing) -> None:
        self.around = around
        self.file = file
        self.record = record
        self.folder: Path = file.path.parent
        self.period = around.period(file)
        self.department: Department | None = around.department(file)
        self.day = record.filed if file.says("filed") else None
        self.is_of_the_plan = record.period in around.periods or not file.says("period")
        cut = {place[1] for place in file.gaps if len(place) > 1 and place[0] == "items"}
        self._items = {id_: said for id_, said in record.items.items() if id_ not in cut}

    def strangers(self) -> Iterator[str]:
        """Yield the ids of what is filed and is no item of the plan."""
        yield from (id_ for id_ in self._items if id_ not in self.around.tasks)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What is said of each item of the plan."""
        around, period = self.around, self.period
        end = period.end if period else None
        found: list[Entry] = []
        for id_, said in self._items.items():
            if task := around.tasks.get(id_):
                then = around.then(task, end) if end else task
                roles = around.roles(task, then, period) if period else ((), ())
                found.append(Entry(("items", id_), id_, said, task, then, *roles))
        return tuple(found)

    @cached_property
    def values(self) -> tuple[tuple[Entry, Target, Decimal], ...]:
        """What is said of each target of the plan."""
        found: list[tuple[Entry, Target, Decimal]] = []
        for entry in self.entries:
            if said := entry.said.values:
                targets = {target.id: target for target in entry.task.item.targets}
                found += ((entry, targets[id_], value) for id_, value in said.items() if id_ in targets)
        return tuple(found)

    @cached_property
    def led(self) -> tuple[Entry, ...]:
        """What is said of the items that the department's word counts for."""
        return tuple(entry for entry in self.entries if self.counts(entry))

    def counts(self, entry: Entry) -> bool:
        """Whether the department's word counts for an item."""
        return self.department is not None and self.department.name in entry.leads


class Decided:
    """The office's file of one period, and the round that it belongs to.

    ``period`` is None where it is wrong.
    """

    def __init__(self, around: Round, file: Loaded[Office], record: Office) -> None:
        self.around = around
        self.file = file
        self.record = record
        self.folder: Path = file.path.parent
        self.period = around.period(file)
