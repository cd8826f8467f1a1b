"""Every kind of goal: what its value means, when it is met, and what more than enough is."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plan import Filed, Goal, in_short, target, target_light

from gaoxin_plan.lights.aim import aim, full_periods
from gaoxin_plan.model.target import GOALS

MU: Goal = {"about": 1500, "unit": "亩"}
HOUSES: Goal = {"between": [2, 3], "unit": "家"}
STOCK: Goal = {"at_least": 40, "baseline": 30, "unit": "家"}
LEVELS: Goal = {"exactly": 3, "baseline": 4, "unit": "级"}
STARS: Goal = {"exactly": 5, "baseline": 3, "unit": "星"}
RISE: Goal = {"rise_by": 20, "unit": "%"}
FALL: Goal = {"fall_by": 10, "unit": "%"}

TABLE: list[tuple[str, Goal, Filed, str, str]] = [
    ("at_least", {"at_least": 10}, {"Q2": "9.99"}, "2022-07-01", "green pace 9.99/10 项,序时应达 5 项"),
    ("at_least: met", {"at_least": 10}, {"Q2": "10.0"}, "2022-07-01", "green met 已达标:10/10 项"),
    ("a stock at pace", STOCK, {"Q2": 35}, "2022-07-01", "green pace 35/40 家,序时应达 35 家"),
    ("a stock, 10 points of the way behind", STOCK, {"Q2": 34}, "2022-07-01", "yellow pace 34/40 家,序时应达 35 家,落后 10 个百分点"),
    ("a stock that shrank", STOCK, {"Q2": 28}, "2022-07-01", "red pace 28/40 家,序时应达 35 家,落后 70 个百分点"),
    ("a stock that is there", STOCK, {"Q2": 40}, "2022-07-01", "green met 已达标:40/40 家"),
    ("at_most", {"at_most": 3, "unit": "起"}, {"Q4": 3}, "2023-01-01", "green met 未突破:3 起(上限 3 起),已到期"),
    ("at_most: broken", {"at_most": 3, "unit": "起"}, {"Q2": 4}, "2022-07-01", "red broken 已突破:4 起(上限 3 起)"),
    ("exactly, downward", LEVELS, {"Q2": 4}, "2022-07-01", "green no-pace 4 级(目标 3 级),未到期"),
    ("exactly, downward: met", LEVELS, {"Q2": 3}, "2022-07-01", "green met 已达标:3 级(目标 3 级)"),
    ("exactly, downward: beyond", LEVELS, {"Q2": 2}, "2022-07-01", "green met 已达标:2 级(目标 3 级),已超出"),
    ("exactly, downward: the wrong way", LEVELS, {"Q4": 5}, "2023-01-01", "red overdue 逾期 1 天,差 2 级"),
    ("exactly, upward", STARS, {"Q2": 4}, "2022-07-01", "green no-pace 4 星(目标 5 星),未到期"),
    ("exactly, upward: met", STARS, {"Q2": 5}, "2022-07-01", "green met 已达标:5 星(目标 5 星)"),
    ("exactly, upward: beyond", STARS, {"Q2": 6}, "2022-07-01", "green met 已达标:6 星(目标 5 星),已超出"),
    ("exactly: beyond and late", {**STARS, "due": "2022-06-30"}, {"Q3": 6}, "2022-10-01", "green met 已达标:6 星(目标 5 星),已超出,逾期完成"),
    ("exactly: due, its period not filed", {**LEVELS, "due": "2022-06-15"}, {"Q1": 4}, "2022-06-16", "green no-pace 4 级(目标 3 级),已到期,待报"),
    ("about: at 90 %", MU, {"Q2": 1350}, "2022-07-01", "green met 已达标:1350/1500 亩"),
    ("about: below", MU, {"Q4": "1349.99"}, "2022-12-31", "yellow pace 1349.99/1500 亩,序时应达 1500 亩,落后 10.001 个百分点"),
    ("about: below, and over", MU, {"Q4": "1349.99"}, "2023-01-01", "red overdue 逾期 1 天,差 0.01 亩"),
    ("about: aims at all of it", MU, {"Q2": 600}, "2022-07-01", "yellow pace 600/1500 亩,序时应达 750 亩,落后 10 个百分点"),
    ("between: the lower bound", HOUSES, {"Q2": 2}, "2022-07-01", "green met 已达标:2 家(目标 2至3 家)"),
    ("between: beyond the upper", HOUSES, {"Q2": 4}, "2022-07-01", "green met 已达标:4 家(目标 2至3 家)"),
    ("between: aims at the lower", HOUSES, {"Q2": 1}, "2022-07-01", "green pace 1 家(目标 2至3 家),序时应达 1 家"),
    ("rise_by", RISE, {"Q2": -3}, "2022-07-01", "green no-pace 下降 3%(目标提升 20%),未到期"),
    ("rise_by: met", RISE, {"Q2": 20}, "2022-07-01", "green met 已达标:提升 20%(目标提升 20%)"),
    ("rise_by: it fell", RISE, {"Q4": -3}, "2023-01-01", "red overdue 逾期 1 天,差 23%"),
    ("fall_by: met", FALL, {"Q2": "10.5"}, "2022-07-01", "green met 已达标:下降 10.5%(目标下降 10%)"),
    ("fall_by: over", FALL, {"Q4": "9.5"}, "2023-01-01", "red overdue 逾期 1 天,差 0.5%"),
    ("fall_by: it rose", FALL, {"Q2": -2}, "2022-07-01", "green no-pace 上升 2%(目标下降 10%),未到期"),
    ("rise_by: nothing yet", RISE, {"Q2": 0}, "2022-07-01", "green no-pace 提升 0%(目标提升 20%),未到期"),
    ("a baseline does not move a rise", {**RISE, "baseline": 60}, {"Q2": 20}, "2022-07-01", "green met 已达标:提升 20%(目标提升 20%)"),
    ("every", {"every": "quarter"}, {"Q2": 2}, "2022-07-01", "green pace 2/4 次,序时应达 2 次"),
    ("every: made up", {"every": "quarter"}, {"Q2": 0, "Q3": 3}, "2022-10-01", "green pace 3/4 次,序时应达 3 次"),
    ("every: one too few", {"every": "quarter"}, {"Q3": 2}, "2022-10-01", "yellow pace 2/4 次,序时应达 3 次,落后 25 个百分点"),
    ("every: at a day", {"every": "month", "due": "2022-06-30"}, {"Q2": 6}, "2022-07-01", "green met 已达标:6/6 次"),
    ("every: the whole year", {"every": "week", "unit": "期"}, {"Q4": 51}, "2022-12-31", "green met 已达标:51/51 期"),
    ("every: short", {"every": "month"}, {"Q4": 11}, "2023-01-01", "red overdue 逾期 1 天,差 1 次"),
    ("no unit", {"at_least": 4, "unit": ""}, {"Q2": 1}, "2022-07-01", "yellow pace 1/4,序时应达 2,落后 25 个百分点"),
    ("nothing is rounded up to a goal", {"at_least": 10, "unit": "亿元"}, {"Q3": "9.999"}, "2022-10-01", "green pace 9.999/10 亿元,序时应达 7.5 亿元"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "filed", "as_of", "told"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_goal(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


def test_every_kind_of_goal_is_in_the_table() -> None:
    assert {kind for _, goal, *_ in TABLE for kind in goal if kind in GOALS} == set(GOALS)


# published, in the middle of the plan: only full weeks, months, quarters since then are asked for


@pytest.mark.parametrize(
    ("every", "filed", "as_of", "told"),
    [
        ("quarter", {"Q2": 0}, "2022-07-01", "green pace 0/2 次,序时应达 0 次"),
        ("quarter", {"Q3": 1}, "2022-10-01", "green pace 1/2 次,序时应达 1 次"),
        ("month", {"Q2": 1}, "2022-07-01", "green pace 1/7 次,序时应达 1 次"),
        ("month", {"Q2": 0}, "2022-07-01", "yellow pace 0/7 次,序时应达 1 次,落后 14.3 个百分点"),
        ("week", {"Q2": 3}, "2022-07-01", "green pace 3/29 次,序时应达 3 次"),  # from Monday, June 6
        ("week", {"Q3": 6}, "2022-10-01", "red pace 6/29 次,序时应达 16 次,落后 34.5 个百分点"),
        ("week", {"Q4": 29}, "2022-12-31", "green met 已达标:29/29 次"),
    ],
)
def test_a_rhythm_begins_when_the_plan_is_published(every: str, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light({"every": every}, filed, as_of, published="2022-06-01")) == told


def test_a_rhythm_for_which_no_time_is_left_asks_for_nothing() -> None:
    part = target_light({"every": "quarter"}, {"Q4": 0}, "2022-12-31", published="2022-11-01")
    assert in_short(part) == "green met 已达标:0/0 次"


FULL = [
    # every, begin, end, count
    ("week", "2022-01-03", "2022-01-09", 1),  # a Monday, a Sunday
    ("week", "2022-01-03", "2022-01-08", 0),
    ("week", "2022-01-04", "2022-01-16", 1),
    ("week", "2022-01-01", "2022-12-31", 51),
    ("month", "2022-02-01", "2022-02-28", 1),
    ("month", "2022-02-01", "2022-02-27", 0),
    ("month", "2024-02-01", "2024-02-28", 0),  # a leap year
    ("month", "2022-02-02", "2022-03-31", 1),
    ("month", "2022-01-01", "2024-12-31", 36),
    ("quarter", "2022-01-01", "2022-12-31", 4),
    ("quarter", "2022-01-02", "2022-12-30", 2),
    ("quarter", "2022-02-01", "2022-06-30", 1),
    ("quarter", "2022-12-31", "2022-01-01", 0),
    ("week", "9999-12-31", "9999-12-31", 0),
    ("month", "9999-12-01", "9999-12-31", 1),
]


@pytest.mark.parametrize(("every", "begin", "end", "count"), FULL)
def test_full_periods(every: str, begin: str, end: str, count: int) -> None:
    assert full_periods(every, date.fromisoformat(begin), date.fromisoformat(end)) == count


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(0, 400))
def test_full_periods_are_those_that_begin_and_end_in_between(begin: date, days: int) -> None:
    inside = [begin + timedelta(days=n) for n in range(days + 1)]
    ends = set(inside)
    weeks = [d for d in inside if d.weekday() == 0 and d + timedelta(days=6) in ends]
    months = [d for d in inside if d.day == 1 and _month_end(d) in ends]
    quarters = [d for d in months if d.month % 3 == 1 and _month_end(d + timedelta(days=70)) in ends]
    counted = [full_periods(every, begin, inside[-1]) for every in ("week", "month", "quarter")]
    assert counted == [len(weeks), len(months), len(quarters)]


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "countable"),
    [
        *(({"unit": unit}, True) for unit in "项家户个次起件人名场期条台套座处"),
        *(({"unit": unit}, False) for unit in ("", "%", "亩", "亿元", "万元", "吨", "人次", "公里")),
        ({"unit": "亩", "countable": True}, True),
        ({"unit": "户", "countable": False}, False),
    ],
)
def test_what_is_counted_in_whole_units(fields: dict[str, Any], *, countable: bool) -> None:
    assert aim(target(at_least=10, **fields), lambda every: 0).is_countable is countable


@pytest.mark.parametrize(
    ("goal", "start", "end", "enough"),
    [
        ({"at_least": 10}, 0, 10, 10),
        (STOCK, 30, 40, 40),
        ({"at_most": 3}, 0, 3, 3),
        (LEVELS, 4, 3, 3),
        (MU, 0, 1500, 1350),
        (HOUSES, 0, 2, 2),
        ({**RISE, "baseline": 60}, 0, 20, 20),
        (FALL, 0, 10, 10),
        ({"every": "week"}, 0, 52, 52),
    ],
)
def test_from_where_to_where(goal: Goal, start: int, end: int, enough: int) -> None:
    found = aim(target(**goal), lambda every: 52)
    assert (found.start, found.end, found.enough) == (start, end, enough)
    assert found.span == abs(Decimal(end - start))
    assert found.way(found.end) == found.span or found.is_ceiling
