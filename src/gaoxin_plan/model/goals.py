"""Goals in words: ``10项以上``, ``2至3家``, ``每季度``."""

from decimal import Decimal

from gaoxin_plan.model.numerals import numeral
from gaoxin_plan.model.plan import Target

_EVERY = {"week": "每周", "month": "每月", "quarter": "每季度"}


def number(value: Decimal) -> str:
    """Return a number without an exponent: ``1500``, ``0.5``."""
    return f"{value:f}"


def goal_in_words(target: Target) -> str:
    """Return a target's goal with its unit; 以上 only where the plan prints it."""
    kind, value = target.goal
    if isinstance(value, str):
        return _EVERY[value]
    if isinstance(value, tuple):
        return f"{number(value[0])}至{number(value[1])}{target.unit}"
    amount = number(value) + target.unit
    printed = (f"{words}{target.unit}以上" for words in _printed(value))
    or_more = "以上" if any(words in target.quote for words in printed) else ""
    return {
        "at_least": amount + or_more,
        "at_most": f"不超过{amount}" if value else amount,
        "exactly": amount,
        "about": f"{amount}左右",
        "rise_by": f"提升{amount}{or_more}",
        "fall_by": f"下降{amount}{or_more}",
    }[kind]


def _printed(value: Decimal) -> tuple[str, ...]:
    """Return how a plan may print a number: in digits or as a numeral."""
    is_whole = value == value.to_integral_value() and value < 10_000
    return (number(value), numeral(int(value))) if is_whole else (number(value), f"{value:,f}")


def target_in_words(target: Target) -> str:
    """Return the metric and its goal: ``突破关键技术 10项以上``."""
    return f"{target.metric} {goal_in_words(target)}"
