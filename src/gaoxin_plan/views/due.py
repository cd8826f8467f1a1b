"""What is due within some time, soonest first, and what the plan sets no day for."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gaoxin_plan.lights.light import ItemLight, PartLight, Rule
from gaoxin_plan.model import numerals
from gaoxin_plan.model.goals import target_in_words
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.views.export import Json
from gaoxin_plan.views.rows import Row, Scope, rows

if TYPE_CHECKING:
    from gaoxin_plan.lights.situation import Situation

_SPAN = r"([0-9]{1,4}) *(?:(d|天|日)?|(m|个月|月))"


_OVER = (Rule.CLOSED, Rule.MET)


class Dated(NamedTuple):
    """A target or milestone that is due on a day, ``days_left`` days after the one asked about."""

    row: Row
    part: Target | Milestone
    due: date
    days_left: int
    light: PartLight

    @property
    def name(self) -> str:
        """What is to be reached or done."""
        return target_in_words(self.part) if isinstance(self.part, Target) else self.part.title


class Due(NamedTuple):
    """The answer: what is due from ``as_of`` to ``until``, both included.

    ``undated`` counts the milestones without a time limit; ``limits`` are the words of those that limit each
    case and not the whole. ``example`` is a day to ask about, where the plan was over before ``as_of``.
    """

    plan: Plan
    scope: Scope
    as_of: date
    until: date
    parts: tuple[Dated, ...]
    undated: int
    limits: tuple[str, ...]
    example: date | None


def due(now: "Situation", until: date, scope: Scope) -> Due:
    """Return what is due in the items of ``scope``; targets without a date are due at the plan's end.

    What is done or met already is due no more.
    """
    from gaoxin_plan.lights.item import item_light

    plan, as_of = now.plan, now.as_of
    asked = rows(plan, scope)
    found = [dated for row in asked for dated in _dated(row, item_light(row.task, now), now, until)]
    parts = [dated for dated in found if dated.light.rule not in _OVER]
    parts.sort(key=lambda dated: dated.due)
    open_ended = [m for row in asked for m in row.item.milestones if m.due is None]
    limits = tuple(milestone.limit for milestone in open_ended if milestone.limit)
    example = min(_months_after(plan.first_day, 3), plan.last_day) if as_of > plan.last_day else None
    return Due(plan, scope, as_of, until, tuple(parts), len(open_ended) - len(limits), limits, example)


def _dated(row: Row, light: ItemLight, now: "Situation", until: date) -> Iterator[Dated]:
    lights = {part.id: part for part in light.parts}
    for part in row.task.parts:
        day = part.due or (now.end if isinstance(part, Target) else None)
        if day is not None and now.as_of <= day <= until:
            yield Dated(row, part, day, (day - now.as_of).days, lights[part.id])


def until(as_of: date, words: str) -> date:
    """Return the last day of a span such as ``90d``, ``90天``, ``3m`` or ``3个月``; raises PlanError."""
    matched = re.fullmatch(_SPAN, numerals.narrow(words).strip().lower())
    if matched is None:
        raise PlanError(f"时间“{printable(words)}”写法不对", "写成 90d(90 天)或 3m(3 个月)这样")
    number = int(matched[1])
    try:
        return _months_after(as_of, number) if matched[3] else as_of + timedelta(days=number)
    except (OverflowError, ValueError):
        raise PlanError(f"时间“{printable(words)}”太长", "写短一些,如 90d 或 3m") from None


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last; raises ValueError beyond the year 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_json(due: Due) -> dict[str, Json]:
    """Return what is due, soonest first.

    ``{"as_of", "until", "over": whether the plan had ended, "parts": [{"id", "name", "kind":
    "target|milestone", "item", "lead", "responsible", "role", "due", "days_left", "light"}],
    "undated": how many milestones have no time limit, "limits": [the words of those that limit each case]}``
    """
    return {
        "as_of": due.as_of.isoformat(),
        "until": due.until.isoformat(),
        "over": due.example is not None,
        "parts": [
            {
                "id": dated.part.id,
                "name": dated.name,
                "kind": "target" if isinstance(dated.part, Target) else "milestone",
                "item": dated.row.item.id,
                "lead": list(dated.row.lead),
                "responsible": list(dated.row.responsible),
                "role": dated.row.role,
                "due": dated.due.isoformat(),
                "days_left": dated.days_left,
                "light": dated.light.light.value,
            }
            for dated in due.parts
        ],
        "undated": due.undated,
        "limits": list(due.limits),
    }
