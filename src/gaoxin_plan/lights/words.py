"""The words and figures that reasons are made of."""

from datetime import date
from decimal import Decimal

from gaoxin_plan.lights.light import Gap
from gaoxin_plan.model.goals import number
from gaoxin_plan.model.rules import SHARE, Yardstick
from gaoxin_plan.model.target import Target

_ZERO, _ONE, _CENT, _HUNDRED = Decimal(0), Decimal(1), Decimal("0.01"), Decimal(100)


def figure(value: Decimal) -> str:
    """Return a number for print, as exact as it was filed: 9.999 is not 10."""
    return number(value.normalize() if value else Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """Return what was worked out, for print: two decimals at most."""
    return value if value == value.to_integral_value() else value.quantize(_CENT)


def amount(value: Decimal, unit: str) -> str:
    """Return a number with its unit: ``4 项``, ``60%``."""
    return figure(value) + (unit if unit in ("", "%") else f" {unit}")


def unit_of(target: Target) -> str:
    """Return what a target is counted in; a frequency is counted in 次."""
    return target.unit or ("次" if target.every else "")


def standing(target: Target, end: Decimal, value: Decimal) -> str:
    """Return a value beside its goal: ``4/10 项``, ``1 起(上限 0 起)``, ``提升 2%(目标提升 20%)``."""
    unit = unit_of(target)
    if target.at_most is not None:
        return f"{amount(value, unit)}(上限 {amount(end, unit)})"
    if target.exactly is not None:
        return f"{amount(value, unit)}(目标 {amount(end, unit)})"
    if target.between is not None:
        low, high = target.between
        return f"{amount(value, unit)}(目标 {figure(low)}至{amount(high, unit)})"
    if target.rise_by is not None or target.fall_by is not None:
        return f"{filed(target, value)}(目标{filed(target, end)})"
    return f"{figure(value)}/{amount(end, unit)}"


def filed(target: Target, value: Decimal) -> str:
    """Return a value as it was filed, with its unit; of a rise or fall, which way it went."""
    if target.rise_by is None and target.fall_by is None:
        return amount(value, unit_of(target))
    is_rise = target.rise_by is not None
    up = "提升" if is_rise else "上升"  # what should fall and rose is no better for it
    return f"{up if is_rise == (value >= 0) else '下降'} {amount(abs(value), unit_of(target))}"


def behind(gap: Gap, rules: Yardstick, unit: str) -> str:
    """Return how far a value is behind its pace, rounded to the right side of each limit."""
    percent = percent_behind(gap, _ZERO, rules.yellow_from, rules.red_above)
    if gap.is_share:
        return f"落后序时进度的 {percent}%"
    what = "完成率" if unit == "%" else ""  # else the points of the goal are taken for those of the unit
    return f"{what}落后 {percent} 个百分点"


def percent_behind(gap: Gap, *limits: Decimal) -> str:
    """Return how many percent a value is behind, rounded to the right side of each limit."""
    exact = gap.behind_by * _HUNDRED / gap.of
    for digits in range(1, 12):
        rounded = exact.quantize(_ONE.scaleb(-digits))
        if all(_side(rounded, limit) == _side(exact, limit) for limit in limits):
            break
    return number(rounded.normalize())


def _side(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)


def day_in_words(day: date, year: int) -> str:
    """Return a day as people say it who speak of a year: ``10 月 10 日``."""
    before = "" if day.year == year else f"{day.year} 年 "
    return f"{before}{day.month} 月 {day.day} 日"


def rules_in_words(rules: Yardstick) -> str:
    """Return the rule that lights follow in one sentence, and whether the plan adopted it."""
    return f"{bounds_in_words(rules)}({_source(rules)})"


def bounds_in_words(rules: Yardstick) -> str:
    """Return how far behind its pace a target may be for each light."""
    unit = "%" if rules.gap == SHARE else " 个百分点"
    of = "落后的部分占序时进度" if rules.gap == SHARE else "落后序时进度"
    low, high = figure(rules.yellow_from), figure(rules.red_above)
    if rules.yellow_from:
        return f"{of}不到 {low}{unit}的绿灯,{low} 至 {high} 黄灯,超过 {high} 红灯"
    return f"达到序时进度绿灯,{of}不超过 {high}{unit}黄灯,超过的红灯"


def _source(rules: Yardstick) -> str:
    if not rules.adopted:
        return f"采用示范规则 {rules.preset.name},本单位未另行规定"
    return (
        f"在规则 {rules.preset.name} 的基础上本单位另有规定" if rules.is_own else f"规则 {rules.preset.name}"
    )
