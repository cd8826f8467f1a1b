"""Goals as files have them, be they right or wrong: in words, and which of two asks for less."""

from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.goals import EVERY_WORDS
from gaoxin_plan.model.raw import Entry, number, text
from gaoxin_plan.model.target import ABOUT, COUNTABLE, EVERY, GOALS

_SCALES = {"千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}


def amount(value: Value | None, unit: str) -> str:
    """Return a value of a file with its unit, a range as one."""
    if isinstance(value, list):
        return "至".join(str(each) for each in value) + unit
    return f"{value}{unit}"


def goal_in_words(entry: Entry, *, exact: bool) -> str:
    """Return the goal of a target: ``10项``; with ``exact`` so that it is no other kind: ``不少于10项``."""
    kinds = [key for key in GOALS if key in entry]
    if not kinds:
        return "没有目标值"
    return "、".join(_goal(kind, entry[kind], text(entry, "unit"), exact=exact) for kind in kinds)


def _goal(kind: str, value: Value, unit: str, *, exact: bool) -> str:
    said = amount(value, unit)
    if kind == "every":
        return EVERY_WORDS.get(str(value), str(value))
    return {
        "at_least": f"不少于{said}" if exact else said,
        "at_most": said if value == "0" else f"不超过{said}",
        "exactly": f"恰好{said}" if exact else said,
        "about": f"{said}左右",
        "between": said,
        "rise_by": f"提升{said}",
        "fall_by": f"下降{said}",
    }[kind]


class Need(NamedTuple):
    """What a target asks for: the more, the stricter, among those of one measure."""

    measure: str
    strictness: Decimal


def need(entry: Entry) -> Need | None:
    """Return what a target asks for, or None where that cannot be told."""
    kind = next((key for key in GOALS if key in entry), "")
    value = entry.get(kind)
    if kind == "every":
        return Need("every", -Decimal(EVERY.index(str(value)))) if value in EVERY else None
    if isinstance(value, list):
        value = value[0] if value else None
    said = number(value)
    if said is None:
        return None
    baseline = number(entry.get("baseline"))
    is_downward = kind == "exactly" and baseline is not None and said < baseline
    if kind == "at_most" or is_downward:
        return Need("ceiling", -said)
    measure = kind if kind in ("rise_by", "fall_by") else "floor"
    return Need(measure, said * ABOUT if kind == "about" else said)


def is_easier(old: Entry, new: Entry) -> bool:
    """Whether a target asks for less than it did, merely about it, or what cannot be held against it."""
    before, after = need(old), need(new)
    if before is None:
        return False
    if after is None or before.measure != after.measure or ("about" in new and "about" not in old):
        return True
    scales = _scales(old, new)
    return after.strictness * scales[1] < before.strictness * scales[0]


def begins_further(old: Entry, new: Entry) -> bool:
    """Whether a target begins further from its goal than it did, so that it asks for less on the way.

    Where the goal changed too, only the beginnings are compared, as its pace goes through both.
    """
    if all(old.get(key) == new.get(key) for key in GOALS):
        before, after = distance(old), distance(new)
        return before is not None and after is not None and after > before
    first, then = need(old), need(new)
    before, after = (number(entry.get("baseline", "0")) for entry in (old, new))
    if not first or not then or first.measure != then.measure or before is None or after is None:
        return False
    scales = _scales(old, new)
    before, after = before * scales[0], after * scales[1]
    return after < before if then.measure == "floor" else after > before


def _scales(old: Entry, new: Entry) -> tuple[int, int]:
    """Return by what numbers of two targets must be multiplied to be held against one another."""
    first, then = (_scale(text(entry, "unit")) for entry in (old, new))
    return (first[0], then[0]) if first[1] == then[1] else (1, 1)


def _scale(unit: str) -> tuple[int, str]:
    """Return how many of the unit proper a unit is: 亿元 is 10^8 of 元."""
    scale = next((name for name in _SCALES if unit.startswith(name)), "")
    return (_SCALES[scale], unit.removeprefix(scale)) if scale else (1, unit)


def is_countable(entry: Entry) -> bool:
    """Whether a target is counted in whole units."""
    said = text(entry, "countable")
    return said == "true" or (said != "false" and (text(entry, "unit") in COUNTABLE or "every" in entry))


def distance(entry: Entry) -> Decimal | None:
    """Return how far a target's goal is from its baseline, which is 0 where it has none."""
    kind = next((key for key in GOALS if key in entry), "")
    value = entry.get(kind)
    goal = number(value[0] if isinstance(value, list) and value else value)
    return None if goal is None else abs(goal - (number(entry.get("baseline")) or 0))
