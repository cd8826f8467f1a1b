"""What an amendment changes, in words: old and new side by side, and whether that makes the plan easier."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.model import raw
from gaoxin_plan.model.amendment import DROPPED, NONE, ROLES, topic
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.model.target import Part, Target
from gaoxin_plan.views.diff.around import around
from gaoxin_plan.views.diff.walk import walked
from gaoxin_plan.views.diff.weakening import weakening
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.recorded import Written
from gaoxin_plan.views.selection import name

NO_MORE = "不再要求"
"""How a plan gets easier where something of it is dropped."""


class Change(NamedTuple):
    """One thing that changes, with what was and what will be; ``weaker`` says how the plan gets easier."""

    what: str
    before: str
    after: str
    weaker: str

    @property
    def line(self) -> str:
        """It in one line: ``FZ-05.1 突破关键技术:10项以上 → 8项(降低要求)``."""
        arrow = f"{self.before} → " if self.before else ""
        return f"{self.what}:{arrow}{self.after}" + (f"({self.weaker})" if self.weaker else "")


class Amending(NamedTuple):
    """What was amended, from a day on, and the item's light before and after, as of another day.

    ``after`` is None where the item is no more then. ``is_late`` tells of a day after the plan's end.
    """

    task: Task
    changes: tuple[Change, ...]
    on: date
    reason: str
    approved: str
    written: Written
    before: ItemLight | None
    after: ItemLight | None
    as_of: date
    is_late: bool


class Stood(NamedTuple):
    """An item, or one of its parts, as a plan has it."""

    plan: Plan
    task: Task
    part: Part | None

    @property
    def id(self) -> str:
        """Its id."""
        return self.part.id if self.part else self.task.item.id

    @property
    def title(self) -> str:
        """Its id and name."""
        item = self.task.item
        return f"{self.part.id} {name(self.part)}" if self.part else f"{item.id} {item.title}"


def changes(keys: Iterable[str], old: Stood, new: Stood, written: Written) -> Iterator[Change]:
    """Yield what is different of some keys."""
    eased = _eased(written, new)
    for key in keys:
        easier = eased.get(topic(key), "")
        if key in ROLES:
            before, after = ("、".join(_departments(key, stood)) or NONE for stood in (old, new))
            yield Change(topic(key), before, after, easier)
        elif key == "due" and old.part is not None and new.part is not None:
            before, after = due_in_words(old.plan, old.part), due_in_words(new.plan, new.part)
            yield Change(f"{old.title} {topic(key)}", before, after, easier)
        elif isinstance(old.part, Target) and isinstance(new.part, Target):
            yield Change(old.title, goal_in_words(old.part), goal_in_words(new.part), easier)


def dropped(old: Stood) -> Change:
    """Return that an item or part is no more."""
    before = goal_in_words(old.part) if isinstance(old.part, Target) else ""
    return Change(old.title, before, topic(DROPPED), NO_MORE)


def _eased(written: Written, stood: Stood) -> dict[str, str]:
    """Return how the plan gets easier, by topic: what ``diff`` says of the same change."""
    before, after = (workspace.file.document.values()[0] for workspace in (written.old, written.new))
    plans = around(before, after)
    mine = (d for d in walked(Plan, before, after) if raw.text(d.new, "id") == stood.id)
    words = ((topic(difference.key), weakening(difference, plans)) for difference in mine)
    return {about: word for about, word in words if word}


def _departments(key: str, stood: Stood) -> tuple[str, ...]:
    names = stood.task.lead if key == "lead" else stood.task.item.responsible
    return Directory(stood.plan.departments).own_names(names)
