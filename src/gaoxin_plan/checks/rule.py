"""What a rule is, and what the rules of a plan are given to look at."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Item, Plan, Task
from gaoxin_plan.model.target import Part, Target
from gaoxin_plan.problems import Finding, Kind, Place
from gaoxin_plan.source.lexical import CUT
from gaoxin_plan.source.plain import DUPLICATE_KEY

if TYPE_CHECKING:
    from gaoxin_plan.checks.printed import Printed

S = TypeVar("S")

CUTS = (CUT.code, DUPLICATE_KEY.code)
"""The problems that explain whatever is wrong with the value they stand at: it is not all, or not the one."""


class Subject:
    """A plan, its departments, and the printed document it must agree with, if that was read.

    ``tasks``, ``parts`` and ``targets`` are the plan's items, their targets and milestones, and the targets
    alone, each with its place.
    """

    def __init__(self, plan: Plan, printed: "Printed | None" = None) -> None:
        self.plan = plan
        self.directory = Directory(plan.departments)
        self.printed = printed
        self.tasks: list[tuple[Place, Task]] = [
            (("sections", s, "items", i), Task(section, item))
            for s, section in enumerate(plan.sections)
            for i, item in enumerate(section.items)
        ]
        self.parts: list[tuple[Place, Task, Part]] = []
        for place, task in self.tasks:
            targets, milestones = task.item.targets, task.item.milestones
            self.parts += [((*place, "targets", n), task, part) for n, part in enumerate(targets)]
            self.parts += [((*place, "milestones", n), task, part) for n, part in enumerate(milestones)]
        self.targets = [(place, part) for place, _, part in self.parts if isinstance(part, Target)]

    @cached_property
    def named(self) -> "Mapping[str, Named]":
        """The items, targets and milestones by their ids."""
        items = {task.item.id: Named(place, task, task.item) for place, task in self.tasks}
        return items | {part.id: Named(place, task, part) for place, task, part in self.parts}


class Named(NamedTuple):
    """Something of the plan that has an id: its place, the item that it is or belongs to, and itself."""

    place: Place
    task: Task
    thing: Item | Part


class Rule(NamedTuple, Generic[S]):
    """A kind of problem and how it is found in what the rule is given.

    ``whole`` names the lists (``departments``, ``items`` …) that the rule must see whole: when a part of
    one was left out because it could not be read, the rule does not run.
    """

    kind: Kind
    find: Callable[[S], Iterable[Finding]]
    whole: tuple[str, ...] = ()
