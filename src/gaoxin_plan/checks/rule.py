"""What a rule is, and what it is given to look at."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gaoxin_plan.checks.printed import Printed
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Milestone, Plan, Target, Task
from gaoxin_plan.problems import Finding, Kind, Place


class Subject(NamedTuple):
    """A plan, its departments, and the printed document it must agree with, if it names one."""

    plan: Plan
    directory: Directory
    printed: Printed | None

    def tasks(self) -> Iterator[tuple[Place, Task]]:
        """Yield every item with its place."""
        for s, section in enumerate(self.plan.sections):
            for i, item in enumerate(section.items):
                yield ("sections", s, "items", i), Task(section, item)

    def parts(self) -> Iterator[tuple[Place, Task, Target | Milestone]]:
        """Yield every target and milestone with its place and its item."""
        for place, task in self.tasks():
            for n, target in enumerate(task.item.targets):
                yield (*place, "targets", n), task, target
            for n, milestone in enumerate(task.item.milestones):
                yield (*place, "milestones", n), task, milestone

    def targets(self) -> Iterator[tuple[Place, Target]]:
        """Yield every target with its place."""
        for place, _, part in self.parts():
            if isinstance(part, Target):
                yield place, part


class Rule(NamedTuple):
    """A kind of problem and how it is found.

    ``whole`` names the lists (``departments``, ``items`` …) that the rule must see whole: when a part of
    one was left out because it could not be read, the rule does not run.
    """

    kind: Kind
    find: Callable[[Subject], Iterable[Finding]]
    whole: tuple[str, ...] = ()
