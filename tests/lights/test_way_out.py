"""What keeps an item open, and what would turn a light green: told, and true when it is done."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import FIRST, ITEM, TARGET, Goal, day, filing, item, milestone, plan, rules, target

from gaoxin_plan.lights.counted import Counted
from gaoxin_plan.lights.item import cases, item_light, unmet
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.way_out import green_from
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.model.progress import Progress, Report


def situation(of: Plan, filings: list[Filing], as_of: date) -> Situation:
    return Situation(Charter(of), Progress(Directory(of.departments), filings, []), as_of)


@pytest.mark.parametrize(
    ("of", "filings", "lacks"),
    [
        (item(target(at_least=10)), [], ("攻关没有报完成值",)),
        (item(target(at_least=10)), [filing("Q2", 9)], ("攻关只有 9/10 项",)),
        (item(target(at_least=10)), [filing("Q2", 10)], ()),
        (item(target(at_most=0, unit="起")), [], ("攻关没有报完成值",)),
        (item(target(at_most=0, unit="起")), [filing("Q1", 1), filing("Q2", 0)], ("攻关已突破:1 起(上限 0 起)",)),
        (item(target(at_most=0, unit="起")), [filing("Q2", 0)], ()),
        (item(milestone("2022-06-15")), [filing("Q2")], ("挂牌没有报完成日期",)),
        (item(milestone()), [filing("Q2", state="已完成")], ("挂牌没有报完成日期",)),
        (item(milestone()), [filing("Q2", done="2022-06-01")], ()),
        (item(target(at_least=10), milestone()), [filing("Q2", 9)], ("攻关只有 9/10 项", "挂牌没有报完成日期")),
        (item(), [], ()),
    ],
)  # fmt: skip
def test_what_keeps_an_item_from_being_closed(
    of: Item, filings: list[Filing], lacks: tuple[str, ...]
) -> None:
    now = situation(plan(of), filings, day("2022-07-01"))
    assert unmet(next(now.plan.tasks()), now) == lacks


def light_with(now: Situation, value: Decimal) -> Light:
    """The light if the lead filed a value for the period that is asked about."""
    task = next(now.plan.tasks())
    case = next(iter(cases(task.item, now.told(task), now)))
    when = case.to_report or case.reported[-1]
    report = Report(when, FIRST, when.end, ItemFiling(state="进行中", values={TARGET: value}))
    then = Situation(now.charter, now.progress.with_report(ITEM, report), now.as_of)
    return item_light(task, then).light


GOALS = st.sampled_from(
    [
        {"at_least": 10},
        {"at_least": 100, "unit": "亩"},
        {"at_least": 40, "baseline": 30, "unit": "家"},
        {"about": 1500, "unit": "亩"},
        {"about": 15, "unit": "家"},
        {"between": [2, 3], "unit": "家"},
        {"exactly": 3, "baseline": 40, "unit": "级"},
        {"exactly": 5, "baseline": 3, "unit": "个"},
        {"rise_by": 20, "unit": "%"},
        {"every": "month"},
    ]
)
PACES = st.sampled_from([{}, {"pace": [45, 70, 80, 100]}, {"due": "2022-09-30"}])
RULES: Any = st.sampled_from(
    [None, {"preset": "sanya-2022"}, {"yellow_from": 5, "red_above": 20}, {"pace": [10, 20, 30, 100]}]
)


@given(GOALS, PACES, RULES, st.integers(0, 120), st.integers(1, 4), st.integers(0, 300))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_the_value_to_reach_gives_green_and_a_little_less_does_not(
    goal: Goal, paced: Goal, own: Any, value: int, quarter: int, days: int
) -> None:
    if "every" in goal:
        paced = {key: each for key, each in paced.items() if key != "pace"}
    of = plan(item(target(**{**goal, **paced})), rules=rules(**own) if own else None)
    filings = [filing(f"Q{quarter}", value)]
    now = situation(of, filings, date.fromordinal(filings[0].filed.toordinal() + days))
    task = next(now.plan.tasks())
    case = next(iter(cases(task.item, now.told(task), now)))
    assert isinstance(case, Counted)
    if item_light(task, now).light is Light.GREEN:
        return
    enough = green_from(case)
    assert enough is not None
    assert light_with(now, enough) is Light.GREEN
    step = Decimal(1) if case.aim.is_countable else Decimal("0.01")
    less = enough + step if case.aim.is_downward else enough - step
    if case.to_report is None or (case.is_paced and case.due >= now.as_of):  # else to file it may be enough
        assert light_with(now, less) is not Light.GREEN
