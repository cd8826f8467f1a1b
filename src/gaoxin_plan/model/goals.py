"""Goals in words: ``10项以上``, ``2至3家``, ``每季度``."""

from decimal import Decimal

from gaoxin_plan.model.numerals import numeral
from gaoxin_plan.model.target import Target

_BEFORE = ("不少于", "不低于", "达到")
EVERY_WORDS = {"week": "每周", "month": "每月", "quarter": "每季度"}


def number(value: Decimal) -> str:
    """Return a number without an exponent: ``1500``, ``0.5``."""
    return f"{value:f}"


def goal_in_words(target: Target) -> str:
    """Return a target's goal with its unit; 以上 and 不少于 only where the plan prints them."""
    kind, value = target.goal
    if isinstance(value, str):
        return EVERY_WORDS[value]
    if isinstance(value, tuple):
        return f"{number(value[0])}至{number(value[1])}{target.unit}"
    amount = number(value) + target.unit
    before, behind = _bounds(target, value)
    change = f"由{number(target.baseline)}{target.unit}到" if target.baseline is not None else ""
    return {
        "at_least": before + amount + behind,
        "at_most": f"不超过{amount}" if value else amount,
        "exactly": change + amount,
        "about": f"{amount}左右",
        "rise_by": f"提升{amount}{behind}",
        "fall_by": f"下降{amount}{behind}",
    }[kind]


def _bounds(target: Target, value: Decimal) -> tuple[str, str]:
    """Return what the quote prints right before and right behind the number: 不少于, 以上."""
    printed = [words + target.unit for words in _printed(value)]
    before = (word for word in _BEFORE for words in printed if word + words in target.quote)
    is_more = any(words + "以上" in target.quote for words in printed)
    return next(before, ""), "以上" if is_more else ""


def _printed(value: Decimal) -> tuple[str, ...]:
    """Return how a plan may print a number: in digits or as a numeral."""
    is_whole = value == value.to_integral_value() and value < 10_000
    return (number(value), numeral(int(value))) if is_whole else (number(value), f"{value:,f}")


def target_in_words(target: Target) -> str:
    """Return the metric and its goal: ``突破关键技术 10项以上``."""
    return f"{target.metric} {goal_in_words(target)}"
