"""What makes a plan easier: each change of a goal, a date or a lead with the word that tells it."""

from typing import Any

import pytest

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views.diff.around import around
from gaoxin_plan.views.diff.change import State, diff
from gaoxin_plan.views.diff.walk import walked
from gaoxin_plan.views.diff.weakening import strengthening, weakening

Entry = dict[str, Any]


def plan(*items: Entry, **section: Any) -> Entry:
    return {"year": "2022", "sections": [{"id": "FZ", "items": [*items], **section}]}


def item(**said: Any) -> Entry:
    return {"id": "FZ-01", "title": "条目", **said}


def target(**said: Any) -> Entry:
    return plan(item(targets=[{"id": "FZ-01.1", "metric": "指标", **said}]))


def milestone(**said: Any) -> Entry:
    return plan(item(milestones=[{"id": "FZ-01.m1", "title": "节点", **said}]))


def words(before: Entry, after: Entry) -> list[str]:
    """The word of each difference that makes the plan easier."""
    plans = around(before, after)
    return [word for each in walked(Plan, before, after) if (word := weakening(each, plans))]


def opposites(before: Entry, after: Entry) -> list[str]:
    """The word of each difference that makes the plan stricter."""
    plans = around(before, after)
    found = [each for each in walked(Plan, before, after) if not weakening(each, plans)]
    return [word for each in found if (word := strengthening(each, plans))]


GOALS = [
    ({"at_least": "10"}, {"at_least": "8"}, "降低要求"),
    ({"at_least": "10"}, {"at_least": "12"}, ""),
    ({"about": "10"}, {"about": "9"}, "降低要求"),
    ({"about": "10"}, {"about": "11"}, ""),
    ({"between": ["2", "3"]}, {"between": ["1", "3"]}, "降低要求"),
    ({"between": ["2", "3"]}, {"between": ["2", "4"]}, ""),
    ({"rise_by": "20"}, {"rise_by": "15"}, "降低要求"),
    ({"fall_by": "10"}, {"fall_by": "12"}, ""),
    ({"at_most": "2"}, {"at_most": "3"}, "放宽上限"),
    ({"at_most": "2"}, {"at_most": "0"}, ""),
    ({"exactly": "3", "baseline": "4"}, {"exactly": "2", "baseline": "4"}, ""),
    ({"exactly": "2", "baseline": "4"}, {"exactly": "3", "baseline": "4"}, "放宽上限"),
    ({"exactly": "3", "baseline": "4"}, {"exactly": "4", "baseline": "4"}, "降低要求"),
    ({"exactly": "6", "baseline": "4"}, {"exactly": "5", "baseline": "4"}, "降低要求"),
    ({"every": "week"}, {"every": "month"}, "减少频次"),
    ({"every": "quarter"}, {"every": "month"}, ""),
    ({"at_least": "10"}, {"about": "10"}, "改为约数"),
    ({"at_least": "10"}, {"about": "20"}, "改为约数"),
    ({"between": ["2", "3"]}, {"about": "3"}, "改为约数"),
    ({"about": "10"}, {"at_least": "9"}, ""),
    ({"about": "10"}, {"at_least": "8"}, "降低要求"),
    ({"at_least": "10"}, {"between": ["10", "12"]}, ""),
    ({"at_least": "10"}, {"between": ["8", "12"]}, "降低要求"),
    ({"at_least": "10"}, {"at_most": "10"}, "换了一种目标,不能比较高低"),
    ({"at_most": "10"}, {"about": "10"}, "换了一种目标,不能比较高低"),
    ({"at_least": "10"}, {"rise_by": "10"}, "换了一种目标,不能比较高低"),
    ({"rise_by": "10"}, {"fall_by": "10"}, "换了一种目标,不能比较高低"),
    ({"at_least": "10"}, {"every": "week"}, "换了一种目标,不能比较高低"),
    ({"every": "week"}, {"at_least": "52"}, "换了一种目标,不能比较高低"),
    ({"at_least": "10"}, {}, "降低要求"),
    ({}, {"about": "10"}, ""),
]


@pytest.mark.parametrize(("before", "after", "word"), GOALS)
def test_goals(before: Entry, after: Entry, word: str) -> None:
    assert words(target(**before), target(**after)) == [word] * bool(word)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ({"at_least": "8"}, {"at_least": "10"}, "提高要求"),
        ({"at_most": "3"}, {"at_most": "2"}, "收紧上限"),
        ({"every": "month"}, {"every": "week"}, "增加频次"),
        ({"about": "10"}, {"at_least": "10"}, "不再是约数"),
    ],
)
def test_the_other_way_round_it_is_stricter(before: Entry, after: Entry, word: str) -> None:
    assert opposites(target(**before), target(**after)) == [word]


BASELINES = [
    ({"at_least": "100", "baseline": "90"}, {"at_least": "100", "baseline": "0"}, ["放宽"]),
    ({"at_least": "100", "baseline": "90"}, {"at_least": "101", "baseline": "0"}, ["放宽"]),
    ({"at_least": "100", "baseline": "90"}, {"at_least": "101"}, ["放宽"]),
    ({"at_least": "100", "baseline": "90"}, {"at_least": "101", "baseline": "95"}, []),
    (
        {"at_least": "1", "baseline": "0.5", "unit": "亿元"},
        {"at_least": "11000", "baseline": "6000", "unit": "万元"},
        [],
    ),
    ({"exactly": "3", "baseline": "5"}, {"exactly": "2", "baseline": "6"}, ["放宽"]),
    ({"exactly": "3", "baseline": "4"}, {"exactly": "3", "baseline": "2"}, ["改了方向"]),
    ({"exactly": "3", "baseline": "4"}, {"exactly": "3"}, ["改了方向"]),
    ({"exactly": "3", "baseline": "2"}, {"exactly": "3", "baseline": "4"}, ["改了方向"]),
    ({"exactly": "3", "baseline": "4"}, {"exactly": "3", "baseline": "3.5"}, []),
    ({"at_most": "3"}, {"at_most": "3", "baseline": "2"}, ["放宽"]),
]


@pytest.mark.parametrize(("before", "after", "told"), BASELINES)
def test_baselines(before: Entry, after: Entry, told: list[str]) -> None:
    assert words(target(**before), target(**after)) == told


JUNE, LAST, LATE = "2022-06-30", "2022-12-31", "2023-06-30"
DUES = [
    (target(at_least="1", due=JUNE), target(at_least="1", due=LAST), "推迟"),
    (target(at_least="1", due=LAST), target(at_least="1", due=JUNE), ""),
    (target(at_least="1"), target(at_least="1", due=JUNE), ""),
    (target(at_least="1"), target(at_least="1", due=LATE), "推迟"),
    (target(at_least="1", due=JUNE), target(at_least="1"), "推迟"),
    (target(at_least="1", due=LAST), target(at_least="1"), ""),
    (milestone(due=JUNE), milestone(due=LAST), "推迟"),
    (milestone(due=JUNE), milestone(), "取消时限"),
    (milestone(due=LAST), milestone(), "取消时限"),
    (milestone(due=LATE), milestone(), "取消时限"),
    (milestone(), milestone(due=JUNE), ""),
    (milestone(), milestone(due=LATE), "推迟"),
]


@pytest.mark.parametrize(("before", "after", "word"), DUES)
def test_dates(before: Entry, after: Entry, word: str) -> None:
    assert words(before, after) == [word] * bool(word)


LEADS = [
    (plan(item(lead="甲局")), plan(item(lead="乙局")), []),
    (plan(item(lead="甲局")), plan(item(lead=["甲局", "乙局"])), []),
    (plan(item(lead=["甲局", "乙局"])), plan(item(lead=["乙局", "甲局"])), []),
    (plan(item(lead=["甲局", "乙局"])), plan(item(lead="乙局")), ["少一个牵头"]),
    (plan(item(lead=["甲局", "乙局"])), plan(item(lead="丙局")), ["少一个牵头"]),
    (plan(item(lead="甲局")), plan(item()), ["少一个牵头"]),
    (plan(item()), plan(item(lead="甲局")), []),
    (plan(item(), lead=["甲局", "乙局"]), plan(item(lead="甲局"), lead=["甲局", "乙局"]), ["少一个牵头"]),
    (plan(item(), lead=["甲局", "乙局"]), plan(item(), lead="甲局"), ["少一个牵头"]),
]


@pytest.mark.parametrize(("before", "after", "told"), LEADS)
def test_leads(before: Entry, after: Entry, told: list[str]) -> None:
    assert words(before, after) == told


@pytest.mark.parametrize(
    ("own", "there", "told"),
    [
        (None, None, ["少一个牵头"]),
        (None, "丙局", ["少一个牵头"]),
        (None, ["丙局", "丁局"], []),
        ("戊局", None, []),
    ],
)
def test_an_item_that_moves_is_led_by_the_section_it_comes_to(
    own: str | None, there: str | list[str] | None, told: list[str]
) -> None:
    moved = item() if own is None else item(lead=own)
    other = {"id": "XM"} if there is None else {"id": "XM", "lead": there}
    first: Entry = {"id": "FZ", "lead": ["甲局", "乙局"]}
    before = {"sections": [{**first, "items": [moved]}, {**other, "items": []}]}
    after = {"sections": [{**first, "items": []}, {**other, "items": [moved]}]}
    assert words(before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (item(), item(lead="甲局"), ["FZ-01 牵头部门:甲局、乙局 → 甲局(少一个牵头)"]),
        (item(), item(lead=["丙局", "丁局"]), ["FZ-01 牵头部门:甲局、乙局 → 丙局、丁局"]),
        (item(lead="甲局"), item(), ["FZ-01 牵头部门:甲局 → 甲局、乙局"]),
        (item(lead=["甲局", "乙局"]), item(), ["FZ-01 牵头部门:不再写明 甲局、乙局,与所在部分相同"]),
        (item(), item(lead=["甲局", "乙局"]), ["FZ-01 牵头部门:写明 甲局、乙局,与所在部分相同"]),
    ],
)
def test_where_a_section_leads_the_leads_in_force_are_told(
    before: Entry, after: Entry, told: list[str]
) -> None:
    old, new = (
        State(name, plan(one, lead=["甲局", "乙局"]), {})
        for name, one in zip("旧新", (before, after), strict=True)
    )
    assert [change.text for change in diff(old, new).changes] == told
