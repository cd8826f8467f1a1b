"""What makes a plan easier: each change of a goal, a date or a lead with the words that tell it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.target import Milestone, Part, Target
from gaoxin_plan.model.weaker import weaker_due, weaker_goal, weaker_lead


def target(**goal: Any) -> Target:
    said = {key: Decimal(value) if isinstance(value, int) else value for key, value in goal.items()}
    return Target(id="FZ-01.1", metric="指标", quote="原文", **said)


def pair(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


GOALS = [
    ({"at_least": 10}, {"at_least": 8}, "降低要求"),
    ({"at_least": 10}, {"at_least": 12}, ""),
    ({"about": 10}, {"about": 9}, "降低要求"),
    ({"about": 10}, {"about": 11}, ""),
    ({"between": pair(2, 3)}, {"between": pair(1, 3)}, "降低要求"),
    ({"between": pair(2, 3)}, {"between": pair(2, 4)}, ""),
    ({"rise_by": 20}, {"rise_by": 15}, "降低要求"),
    ({"fall_by": 10}, {"fall_by": 12}, ""),
    ({"at_most": 2}, {"at_most": 3}, "放宽上限"),
    ({"at_most": 2}, {"at_most": 0}, ""),
    ({"exactly": 3, "baseline": 4}, {"exactly": 2, "baseline": 4}, ""),
    ({"exactly": 2, "baseline": 4}, {"exactly": 3, "baseline": 4}, "放宽上限"),
    ({"exactly": 6, "baseline": 4}, {"exactly": 5, "baseline": 4}, "降低要求"),
    ({"every": "week"}, {"every": "month"}, "减少频次"),
    ({"every": "quarter"}, {"every": "month"}, ""),
    ({"at_least": 10}, {"about": 10}, "改为约数"),
    ({"at_least": 10}, {"about": 20}, "改为约数"),
    ({"about": 10}, {"at_least": 9}, ""),
    ({"about": 10}, {"at_least": 8}, "降低要求"),
    ({"at_least": 10}, {"between": pair(10, 12)}, ""),
    ({"at_least": 10}, {"between": pair(8, 12)}, "降低要求"),
    ({"at_least": 10}, {"at_most": 10}, "换了一种目标,不能比较高低"),
    ({"at_least": 10}, {"rise_by": 10}, "换了一种目标,不能比较高低"),
    ({"rise_by": 10}, {"fall_by": 10}, "换了一种目标,不能比较高低"),
    ({"at_least": 10}, {"every": "week"}, "换了一种目标,不能比较高低"),
    ({"every": "week"}, {"at_least": 52}, "换了一种目标,不能比较高低"),
]


@pytest.mark.parametrize(("before", "after", "words"), GOALS)
def test_goals(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    assert weaker_goal(target(**before), target(**after)) == words


JUNE, LAST, LATE = date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30)


def milestone(due: date | None) -> Milestone:
    return Milestone(id="FZ-01.m1", title="节点", quote="原文", due=due)


DUES = [
    (target(at_least=1, due=JUNE), target(at_least=1, due=LAST), "推迟时限"),
    (target(at_least=1, due=LAST), target(at_least=1, due=JUNE), ""),
    (target(at_least=1), target(at_least=1, due=JUNE), ""),
    (target(at_least=1), target(at_least=1, due=LATE), "推迟时限"),
    (target(at_least=1, due=JUNE), target(at_least=1), "推迟时限"),
    (target(at_least=1, due=LAST), target(at_least=1), ""),
    (milestone(JUNE), milestone(LAST), "推迟时限"),
    (milestone(JUNE), milestone(None), "取消时限"),
    (milestone(LAST), milestone(None), "取消时限"),
    (milestone(None), milestone(JUNE), ""),
    (milestone(None), milestone(LATE), "推迟时限"),
]


@pytest.mark.parametrize(("before", "after", "words"), DUES)
def test_dates(before: Part, after: Part, words: str) -> None:
    assert weaker_due(before, after, LAST) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (("甲局",), ("乙局",), ""),
        (("甲局",), ("甲局", "乙局"), ""),
        (("甲局", "乙局"), ("乙局", "甲局"), ""),
        (("甲局", "乙局"), ("乙局",), "减少牵头部门"),
        (("甲局",), (), "减少牵头部门"),
        ((), ("甲局",), ""),
    ],
)
def test_leads(before: tuple[str, ...], after: tuple[str, ...], words: str) -> None:
    assert weaker_lead(before, after) == words
