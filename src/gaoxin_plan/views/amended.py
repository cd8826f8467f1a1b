"""What was amended, in words: what held before, what holds since when, why, and by whose approval."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from gaoxin_plan.model.amendment import NONE, WHOLE, Amendment, topic
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import GOALS, Part, Target
from gaoxin_plan.views.export import Json
from gaoxin_plan.views.limits import due_in_words


class Amended(NamedTuple):
    """One change of an item or part ``of``: ``what`` (目标, 牵头部门 …) was ``before`` and is ``after``.

    What is added or dropped has neither.
    """

    of: str
    date: date
    what: str
    before: str
    after: str
    reason: str
    approved: str

    @property
    def words(self) -> str:
        """What became of what: ``目标 10项 改为 8项``."""
        return f"{self.what} {self.before} 改为 {self.after}" if self.after else self.what

    @property
    def line(self) -> str:
        """It in one line, without its reason."""
        return f"{self.date} {self.of} {self.words}({self.approved})"


def amendments(charter: Charter, item: str, until: date = date.max) -> tuple[Amended, ...]:
    """Return what was amended of an item and its parts up to a day, dropped ones included, by date."""
    mine = [a for a in charter.plan.amendments if a.of.partition(".")[0] == item and a.date <= until]
    return tuple(_amended(mine, charter.plan, item)) if mine else ()


def _amended(amendments: Iterable[Amendment], plan: Plan, item: str) -> Iterator[Amended]:
    """Yield changes by date; a goal that became one of another kind takes two amendments, and is one."""
    parts = {part.id: part for task in plan.tasks() if task.item.id == item for part in task.parts}
    changes: dict[tuple[date, str, str, str, str], list[Amendment]] = {}
    for amendment in sorted(amendments, key=lambda amendment: amendment.date):
        changes.setdefault(_subject(amendment), []).append(amendment)
    for (day, of, _, reason, approved), found in changes.items():
        yield Amended(of, day, *_change(found, plan, parts.get(of)), reason, approved)


def _subject(amendment: Amendment) -> tuple[date, str, str, str, str]:
    """Return what amendments have in common that tell of one change."""
    topic = "" if amendment.key in GOALS else amendment.key
    return amendment.date, amendment.of, topic, amendment.reason, amendment.approved


def _change(changes: list[Amendment], plan: Plan, part: Part | None) -> tuple[str, str, str]:
    """Return what was changed, and its value before and after."""
    first = changes[0]
    if first.key in WHOLE:
        return topic(first.key), "", ""
    if first.key == "due" and part is not None:
        old, new = _due(plan, part, first.before), _due(plan, part, changes[-1].after)
    else:
        old = next((_value(a.key, a.old, a.before, part) for a in changes if a.old is not None), NONE)
        new = next((_value(a.key, a.new, a.after, part) for a in changes[::-1] if a.new is not None), NONE)
    return topic(first.key), old, new


def _due(plan: Plan, part: Part, day: object) -> str:
    return due_in_words(plan, replace(part, due=day if isinstance(day, date) else None))


def _value(key: str, raw: tuple[str, ...] | None, value: object, part: Part | None) -> str:
    """Return a value in words; a goal as the target has it, as it is written where there is none."""
    if key in GOALS and isinstance(part, Target):
        goals: dict[str, Any] = dict.fromkeys(GOALS) | {key: value}
        return goal_in_words(replace(part, **goals))
    return "、".join(raw or (NONE,))


def amendments_json(amended: Iterable[Amended]) -> list[Json]:
    """Return changes by date: ``[{"of", "date", "words", "reason", "approved"}]``."""
    return [
        {
            "of": change.of,
            "date": change.date.isoformat(),
            "words": change.words,
            "reason": change.reason,
            "approved": change.approved,
        }
        for change in sorted(amended, key=lambda change: change.date)
    ]
