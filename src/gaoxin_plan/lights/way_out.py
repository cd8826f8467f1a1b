"""What would turn a part green: the value to reach, the day to file, or whom to ask."""

from decimal import ROUND_CEILING, Decimal, localcontext

from gaoxin_plan.lights.aim import Aim
from gaoxin_plan.lights.case import Case
from gaoxin_plan.lights.counted import Counted
from gaoxin_plan.lights.item import DIGITS
from gaoxin_plan.lights.light import Light, PartLight, Rule
from gaoxin_plan.lights.words import amount, unit_of

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


def way_out(case: Case, part: PartLight) -> str:
    """Return in words what would turn a part green, or an empty string where it is."""
    if part.light is Light.GREEN:
        return ""
    if part.rule is Rule.BROKEN:
        is_level = isinstance(case, Counted) and case.target.is_level
        return "降到上限以内再报,即转绿灯" if is_level else "填报有误的,更正填报;确已突破的,不会转绿"
    if part.rule is Rule.NEVER:
        return "填报完成值" if isinstance(case, Counted) else "填报进展"
    first = f"报 {case.to_report},其中" if case.to_report else ""
    if isinstance(case, Counted):
        value = green_from(case)
        return (
            "填报完成值"
            if value is None
            else f"{first}完成值到 {amount(value, unit_of(case.target))}即转绿灯"
        )
    return first + _by_word(case, part)


def _by_word(case: Case, part: PartLight) -> str:
    """Return what to file of what has no number."""
    if part.measured:
        return "完成的报完成日期即转绿灯"
    if case.now.as_of > case.now.end:
        return "报完成日期,或报“已完成”;由办公室核实办结"
    return "状态报“进行中”,完成的报完成日期"


def green_from(case: Counted) -> Decimal | None:
    """Return the value that gives green: filed for the period to report, else in place of the last.

    In whole units where it is counted, else to two decimals; None where nothing was filed to go by.
    """
    if not case.values or case.aim.is_ceiling:
        return None
    with localcontext(prec=DIGITS):
        aim, period = case.aim, case.to_report
        way = _up(aim.way(aim.enough), aim, beyond=False)
        if case.is_paced and not case.is_overdue(period):
            gap = case.gap_at(period)
            allowed = case.now.rules.yellow_from / _HUNDRED * gap.of / Decimal(gap.pace.whole)
            way = min(way, _up(aim.way(gap.expected) - allowed, aim, beyond=allowed > 0))
        return aim.start - way if aim.is_downward else aim.start + way


def _up(way: Decimal, aim: Aim, *, beyond: bool) -> Decimal:
    """Return a way rounded up to what can be filed; ``beyond``: to more than it."""
    step = Decimal(1) if aim.is_countable else _CENT
    steps = (way / step).to_integral_value(ROUND_CEILING)
    if beyond and steps * step == way:
        steps += 1
    return steps * step
