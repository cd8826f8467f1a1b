"""What should have been reached by now: months and percents, whole units, and the rules at their edges."""

from decimal import Decimal
from typing import Any

import pytest
from small_plan import Filed, Goal, dec, in_short, rules, target_light

from gaoxin_plan.lights.light import Gap, Pace
from gaoxin_plan.lights.words import percent_behind

LAND: Goal = {"at_least": 1000, "unit": "亩"}
AREA: Goal = {"at_least": 100, "unit": "亩"}

Row = tuple[str, Goal, Filed, str, str]


def rows(*table: Row) -> pytest.MarkDecorator:
    found = [pytest.param(*row, id=name) for name, *row in table]
    return pytest.mark.parametrize(("goal", "filed", "as_of", "told"), found)


# 银川市: 10 to 30 points behind is yellow, both included


@rows(
    ("ahead", LAND, {"Q2": 600}, "2022-07-01", "green pace 600/1000 亩,序时应达 500 亩"),
    ("at pace", LAND, {"Q2": 500}, "2022-07-01", "green pace 500/1000 亩,序时应达 500 亩"),
    ("a hair behind", LAND, {"Q2": "499.99"}, "2022-07-01", "green pace 499.99/1000 亩,序时应达 500 亩,落后 0.001 个百分点"),
    ("just under 10", LAND, {"Q2": "400.01"}, "2022-07-01", "green pace 400.01/1000 亩,序时应达 500 亩,落后 9.999 个百分点"),
    ("10", LAND, {"Q2": 400}, "2022-07-01", "yellow pace 400/1000 亩,序时应达 500 亩,落后 10 个百分点"),
    ("just over 10", LAND, {"Q2": "399.99"}, "2022-07-01", "yellow pace 399.99/1000 亩,序时应达 500 亩,落后 10.001 个百分点"),
    ("just under 30", LAND, {"Q2": "200.01"}, "2022-07-01", "yellow pace 200.01/1000 亩,序时应达 500 亩,落后 29.999 个百分点"),
    ("30", LAND, {"Q2": 200}, "2022-07-01", "yellow pace 200/1000 亩,序时应达 500 亩,落后 30 个百分点"),
    ("just over 30", LAND, {"Q2": "199.99"}, "2022-07-01", "red pace 199.99/1000 亩,序时应达 500 亩,落后 30.001 个百分点"),
    ("nothing done", LAND, {"Q2": 0}, "2022-07-01", "red pace 0/1000 亩,序时应达 500 亩,落后 50 个百分点"),
)  # fmt: skip
def test_the_limits_of_yinchuan(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


# the date of pace: an end that was filed for and reached, never the day of the question


@rows(
    ("the first period is running", AREA, {"Q1": 0}, "2022-03-30", "green pace 0/100 亩,序时应达 0 亩"),
    ("its last day", AREA, {"Q1": 0}, "2022-03-31", "yellow pace 0/100 亩,序时应达 25 亩,落后 25 个百分点"),
    ("the running period is filed", AREA, {"Q3": 40}, "2022-09-29", "yellow pace 40/100 亩,序时应达 50 亩,落后 10 个百分点"),
    ("and over", AREA, {"Q3": 40}, "2022-09-30", "red pace 40/100 亩,序时应达 75 亩,落后 35 个百分点"),
    ("long after the filed end", AREA, {"Q2": 50}, "2022-10-10", "green pace 50/100 亩,序时应达 50 亩"),
)  # fmt: skip
def test_the_date_of_pace(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


# whole units


@rows(
    ("1 is expected of no one until it is due", {"at_least": 1, "unit": "户"}, {"Q3": 0}, "2022-10-01", "green pace 0/1 户,序时应达 0 户"),
    ("and then it is", {"at_least": 1, "unit": "户"}, {"Q4": 0}, "2022-12-31", "yellow pace 0/1 户,序时应达 1 户,落后 100 个百分点(不足 2 户,到期前不亮红灯)"),
    ("the day after", {"at_least": 1, "unit": "户"}, {"Q4": 0}, "2023-01-01", "red overdue 逾期 1 天,差 1 户"),
    ("1 of what is measured", {"at_least": 1, "unit": "亿元"}, {"Q3": 0}, "2022-10-01", "red pace 0/1 亿元,序时应达 0.75 亿元,落后 75 个百分点"),
    ("rounded down", {"at_least": 3, "unit": "户"}, {"Q3": 2}, "2022-10-01", "green pace 2/3 户,序时应达 2 户"),
    ("one unit behind", {"at_least": 3, "unit": "户"}, {"Q3": 1}, "2022-10-01", "yellow pace 1/3 户,序时应达 2 户,落后 33.3 个百分点(不足 2 户,到期前不亮红灯)"),
    ("one unit, yellow anyway", {"at_least": 5, "unit": "户"}, {"Q2": 1}, "2022-07-01", "yellow pace 1/5 户,序时应达 2 户,落后 20 个百分点"),
    ("one unit, too little for yellow", {"at_least": 20, "unit": "户"}, {"Q2": 9}, "2022-07-01", "green pace 9/20 户,序时应达 10 户,落后 5 个百分点"),
    ("two units behind", {"at_least": 3, "unit": "户"}, {"Q3": 0}, "2022-10-01", "red pace 0/3 户,序时应达 2 户,落后 66.7 个百分点"),
    ("a unit of measure", {"at_least": 3, "unit": "亩"}, {"Q3": 1}, "2022-10-01", "red pace 1/3 亩,序时应达 2.25 亩,落后 41.7 个百分点"),
    ("told that it is counted", {"at_least": 3, "unit": "亩", "countable": True}, {"Q3": 1}, "2022-10-01", "yellow pace 1/3 亩,序时应达 2 亩,落后 33.3 个百分点(不足 2 亩,到期前不亮红灯)"),
    ("counted, without a unit", {"at_least": 3, "unit": "", "countable": True}, {"Q3": 1}, "2022-10-01", "yellow pace 1/3,序时应达 2,落后 33.3 个百分点(不足 2,到期前不亮红灯)"),
    ("told that it is not", {"at_least": 3, "unit": "户", "countable": False}, {"Q3": 1}, "2022-10-01", "red pace 1/3 户,序时应达 2.25 户,落后 41.7 个百分点"),
    ("on the due day", {"at_least": 2, "unit": "户", "due": "2022-06-15"}, {"Q1": 0}, "2022-06-15", "yellow pace 0/2 户,序时应达 1 户,落后 50 个百分点(不足 2 户,到期前不亮红灯)"),
    ("after it, not yet filed", {"at_least": 2, "unit": "户", "due": "2022-06-15"}, {"Q1": 0}, "2022-06-16", "red pace 0/2 户,序时应达 1 户,落后 50 个百分点"),
    ("whole units above a baseline", {"at_least": 35, "baseline": 30, "unit": "家"}, {"Q2": 31}, "2022-07-01", "yellow pace 31/35 家,序时应达 32 家,落后 20 个百分点"),
)  # fmt: skip
def test_whole_units(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


# plans of other lengths, and targets with a day of their own


@pytest.mark.parametrize(
    ("goal", "filed", "as_of", "head", "told"),
    [
        pytest.param({"at_least": 120, "unit": "亩"}, {"11": 110}, "2022-12-01", {"reporting": "monthly"}, "green pace 110/120 亩,序时应达 110 亩", id="11/12 is exact"),
        pytest.param({"at_least": 120, "unit": "亩"}, {"11": 98}, "2022-12-01", {"reporting": "monthly"}, "yellow pace 98/120 亩,序时应达 110 亩,落后 10 个百分点", id="10 points behind 11/12"),
        pytest.param({"at_least": 120, "unit": "亩"}, {"11": "98.001"}, "2022-12-01", {"reporting": "monthly"}, "green pace 98.001/120 亩,序时应达 110 亩,落后 9.999 个百分点", id="less behind 11/12"),
        pytest.param({"at_least": 120, "unit": "亩"}, {"11": 74}, "2022-12-01", {"reporting": "monthly"}, "yellow pace 74/120 亩,序时应达 110 亩,落后 30 个百分点", id="30 points behind 11/12"),
        pytest.param({"at_least": 120, "unit": "亩"}, {"11": "73.999"}, "2022-12-01", {"reporting": "monthly"}, "red pace 73.999/120 亩,序时应达 110 亩,落后 30.001 个百分点", id="more behind 11/12"),
        pytest.param(AREA, {"11": "91.66"}, "2022-12-01", {"reporting": "monthly"}, "green pace 91.66/100 亩,序时应达 91.67 亩,落后 0.01 个百分点", id="11/12, rounded for print"),
        pytest.param(AREA, {"01": 8}, "2022-02-01", {"reporting": "monthly"}, "green pace 8/100 亩,序时应达 8.33 亩,落后 0.3 个百分点", id="a month"),
        pytest.param(AREA, {"H1": 40}, "2022-07-01", {"reporting": "half-yearly"}, "yellow pace 40/100 亩,序时应达 50 亩,落后 10 个百分点", id="half-yearly"),
        pytest.param(AREA, {"Q3": 50}, "2022-10-01", {"begin": "2022-07-01", "end": "2022-12-31"}, "green pace 50/100 亩,序时应达 50 亩", id="half a year"),
        pytest.param(AREA, {"Q3": 50}, "2022-10-01", {"begin": "2022-08-15", "end": "2022-11-30"}, "green pace 50/100 亩,序时应达 50 亩", id="months are counted whole"),
        pytest.param(AREA, {"Q4": 99}, "2022-12-31", {"begin": "2022-08-15", "end": "2022-11-30"}, "red overdue 逾期 31 天,差 1 亩", id="the last period is longer than the plan"),
        pytest.param({"at_least": 360, "unit": "亩"}, {"2021H1": 60}, "2021-07-01", {"begin": "2021-01-01", "end": "2023-12-31", "reporting": "half-yearly"}, "green pace 60/360 亩,序时应达 60 亩", id="three years"),
        pytest.param({"at_least": 360, "unit": "亩", "due": "2022-12-31"}, {"2021H1": 60}, "2021-07-01", {"begin": "2021-01-01", "end": "2023-12-31", "reporting": "half-yearly"}, "green pace 60/360 亩,序时应达 90 亩,落后 8.3 个百分点", id="three years, due in two"),
        pytest.param({"at_least": 240, "unit": "亩", "due": "2023-12-31"}, {"Q4": 96}, "2023-01-01", {}, "yellow pace 96/240 亩,序时应达 120 亩,落后 10 个百分点", id="due beyond the plan"),
        pytest.param({"at_least": 90, "unit": "亩", "due": "2022-09-01"}, {"Q2": 51}, "2022-07-01", {}, "yellow pace 51/90 亩,序时应达 60 亩,落后 10 个百分点", id="the month of the due day is whole"),
    ],
)  # fmt: skip
def test_plans_and_targets_of_other_lengths(
    goal: Goal, filed: Filed, as_of: str, head: dict[str, Any], told: str
) -> None:
    assert in_short(target_light(goal, filed, as_of, **head)) == told


# a pace that is given, percent at each period's end

UNEVEN = rules(pace=[45, 70, 80, 100])


@pytest.mark.parametrize(
    ("goal", "filed", "as_of", "of_plan", "told"),
    [
        pytest.param({**AREA, "pace": [45, 70, 80, 100]}, {"Q1": 35}, "2022-04-01", None, "yellow pace 35/100 亩,序时应达 45 亩,落后 10 个百分点", id="its own"),
        pytest.param({**AREA, "pace": [0, 0, 0, 100]}, {"Q3": 0}, "2022-10-01", None, "green pace 0/100 亩,序时应达 0 亩", id="all at the end"),
        pytest.param({**AREA, "pace": [45, 70, 80, 100]}, {"Q1": 0}, "2022-03-30", None, "green pace 0/100 亩,序时应达 0 亩", id="before the first end"),
        pytest.param(AREA, {"Q2": 70}, "2022-07-01", UNEVEN, "green pace 70/100 亩,序时应达 70 亩", id="the plan's"),
        pytest.param({**AREA, "pace": [10, 20, 30, 100]}, {"Q2": 20}, "2022-07-01", UNEVEN, "green pace 20/100 亩,序时应达 20 亩", id="its own before the plan's"),
        pytest.param({**AREA, "due": "2022-09-30"}, {"Q1": 33}, "2022-04-01", UNEVEN, "green pace 33/100 亩,序时应达 33.33 亩,落后 0.3 个百分点", id="the plan's is not for one with a day"),
        pytest.param({**AREA, "due": "2022-06-30", "pace": [40, 100, 100, 100]}, {"Q1": 40}, "2022-04-01", None, "green pace 40/100 亩,序时应达 40 亩", id="its own, with a day"),
        pytest.param({"rise_by": 20, "unit": "%", "pace": [10, 50, 80, 100]}, {"Q2": 3}, "2022-07-01", None, "red pace 提升 3%(目标提升 20%),序时应达 10%,完成率落后 35 个百分点", id="a rise"),
        pytest.param({"fall_by": 20, "unit": "%"}, {"Q2": 12}, "2022-07-01", UNEVEN, "yellow pace 下降 12%(目标下降 20%),序时应达 14%,完成率落后 10 个百分点", id="a fall"),
        pytest.param({"exactly": 60, "baseline": 100, "unit": "%"}, {"Q2": 76}, "2022-07-01", UNEVEN, "yellow pace 76%(目标 60%),序时应达 72%,完成率落后 10 个百分点", id="a level, downward"),
        pytest.param({"exactly": 5, "baseline": 3, "unit": "个"}, {"Q3": 3}, "2022-10-01", UNEVEN, "yellow pace 3 个(目标 5 个),序时应达 4 个,落后 50 个百分点(不足 2 个,到期前不亮红灯)", id="a level, upward"),
        pytest.param({"at_most": 3, "unit": "起"}, {"Q2": 2}, "2022-07-01", UNEVEN, "green no-pace 未突破:2 起(上限 3 起)", id="never a ceiling"),
        pytest.param({"at_most": 6, "baseline": 4, "unit": "%"}, {"Q2": 5}, "2022-07-01", UNEVEN, "green no-pace 未突破:5%(上限 6%)", id="nor a level with a ceiling"),
        pytest.param({"every": "quarter"}, {"Q2": 2}, "2022-07-01", UNEVEN, "green pace 2/4 次,序时应达 2 次", id="nor a rhythm"),
        pytest.param(AREA, {"Q2": 70}, "2022-10-11", UNEVEN, "yellow unreported 2022Q3 未报(应于 10 月 10 日及以前);按 2022Q2 所报:70/100 亩,序时应达 80 亩,落后 10 个百分点", id="of the missing period"),
    ],
)  # fmt: skip
def test_a_pace_that_is_given(goal: Goal, filed: Filed, as_of: str, of_plan: Any, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of, rules=of_plan)) == told


# a level without a pace only shows what was said


@pytest.mark.parametrize(
    ("goal", "filed", "as_of", "measured"),
    [
        ({}, {}, "2022-07-01", False),
        ({}, {"Q2": 4}, "2022-07-01", False),
        ({}, {"Q2": 3}, "2022-07-01", True),  # met
        ({}, {"Q4": 4}, "2022-12-31", False),
        ({}, {"Q4": 4}, "2023-01-01", True),  # due
        ({"pace": [25, 50, 75, 100]}, {"Q2": 4}, "2022-07-01", True),
    ],
)
def test_a_level_is_hollow_until_it_is_met_or_due(
    goal: Goal, filed: Filed, as_of: str, *, measured: bool
) -> None:
    level: Goal = {"exactly": 3, "baseline": 4, "unit": "级", **goal}
    assert target_light(level, filed, as_of).measured is measured


# rules of other cities, and of one's own

SANYA = {"preset": "sanya-2022"}


@pytest.mark.parametrize(
    ("own", "value", "told"),
    [
        (SANYA, 50, "green pace 50/100 亩,序时应达 50 亩"),
        (SANYA, "49.99", "yellow pace 49.99/100 亩,序时应达 50 亩,落后序时进度的 0.02%"),
        (SANYA, 25, "yellow pace 25/100 亩,序时应达 50 亩,落后序时进度的 50%"),
        (SANYA, "24.999", "red pace 24.999/100 亩,序时应达 50 亩,落后序时进度的 50.002%"),
        (SANYA, 0, "red pace 0/100 亩,序时应达 50 亩,落后序时进度的 100%"),
        ({**SANYA, "gap": "points"}, "24.999", "yellow pace 24.999/100 亩,序时应达 50 亩,落后 25 个百分点"),
        ({**SANYA, "red_above": 20}, "39.99", "red pace 39.99/100 亩,序时应达 50 亩,落后序时进度的 20.02%"),
        ({"gap": "share"}, 45, "yellow pace 45/100 亩,序时应达 50 亩,落后序时进度的 10%"),
        ({"yellow_from": 5, "red_above": 20}, "45.01", "green pace 45.01/100 亩,序时应达 50 亩,落后 4.99 个百分点"),
        ({"yellow_from": 5, "red_above": 20}, 45, "yellow pace 45/100 亩,序时应达 50 亩,落后 5 个百分点"),
        ({"yellow_from": 5, "red_above": 20}, 30, "yellow pace 30/100 亩,序时应达 50 亩,落后 20 个百分点"),
        ({"yellow_from": 5, "red_above": 20}, "29.99", "red pace 29.99/100 亩,序时应达 50 亩,落后 20.01 个百分点"),
        ({"yellow_from": 0}, 50, "green pace 50/100 亩,序时应达 50 亩"),
        ({"yellow_from": 0}, "49.9", "yellow pace 49.9/100 亩,序时应达 50 亩,落后 0.1 个百分点"),
        ({"yellow_from": 10, "red_above": 10}, 40, "yellow pace 40/100 亩,序时应达 50 亩,落后 10 个百分点"),
        ({"yellow_from": 10, "red_above": 10}, "39.9", "red pace 39.9/100 亩,序时应达 50 亩,落后 10.1 个百分点"),
    ],
)  # fmt: skip
def test_other_rules(own: dict[str, Any], value: Any, told: str) -> None:
    assert in_short(target_light(AREA, {"Q2": value}, "2022-07-01", rules=rules(**own))) == told


@pytest.mark.parametrize(
    ("goal", "value", "told"),
    [
        ({"at_least": 40, "baseline": 30, "unit": "家"}, 29, "yellow pace 29/40 家,序时应达 30 家,落后 10 个百分点"),
        ({"rise_by": 20, "unit": "%", "pace": [0, 50, 75, 100]}, "-0.1", "yellow pace 下降 0.1%(目标提升 20%),序时应达 0%,完成率落后 0.5 个百分点"),
    ],
)  # fmt: skip
def test_where_nothing_is_expected_yet_there_is_no_share_of_it(goal: Goal, value: Any, told: str) -> None:
    when = ("2022-02-01", {"Q1": value}) if "baseline" in goal else ("2022-04-01", {"Q1": value})
    assert in_short(target_light(goal, when[1], when[0], rules=rules(**SANYA))) == told


@pytest.mark.parametrize(
    ("behind", "of", "limits", "shown"),
    [
        ("1", "3", (), "33.3"),
        ("10", "100", (10,), "10"),
        ("0.0999999", "1", (10,), "9.99999"),
        ("0.1000001", "1", (10,), "10.00001"),
        ("0.2996", "1", (10, 30), "29.96"),
        ("0.29996", "1", (10, 30), "29.996"),
        ("0.00001", "1", (), "0"),
        ("0.00001", "1", (0,), "0.001"),
        ("50", "1", (), "5000"),
    ],
)
def test_a_percentage_is_rounded_to_the_right_side(
    behind: str, of: str, limits: tuple[int, ...], shown: str
) -> None:
    gap = Gap(Pace(1, 1, in_percent=False), Decimal(0), Decimal(0), dec(behind), dec(of), is_share=False)
    assert percent_behind(gap, *(Decimal(limit) for limit in limits)) == shown
