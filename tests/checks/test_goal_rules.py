"""Goals that can be reckoned with: baselines, parts and dates."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str, str]]]
Change = tuple[str, str]
Expected = tuple[str, str, str]


TARGET = "            at_least: 10\n            unit: 户\n            quote: 新增规上企业10户以上\n"
SECOND = """\
          - id: FZ-01.2
            metric: 第二个
            {}
            quote: {}
"""


def second(goal: str, quote: str = "新增规上企业10户以上") -> Change:
    """A second target behind the first."""
    return (TARGET, TARGET + SECOND.format(goal, quote))


def goal(words: str, quote: str) -> Change:
    """Another goal, and another quote, for the first target."""
    return (TARGET, f"            {words}\n            quote: {quote}\n")


GOALS = [
    pytest.param(goal("exactly: 10", "新增规上企业10户以上"), ("P212", "- id: FZ-01.1", "exactly 的目标要有基数 baseline,才看得出是升还是降"), id="exactly without a baseline"),
    pytest.param(goal("exactly: 10\n            baseline: 10", "新增规上企业10户以上"), ("P213", "baseline: 10", "基数 10 就是目标 10"), id="exactly what it is"),
    pytest.param(("unit: 户", "baseline: 10"), ("P213", "baseline: 10", "基数 10 已达到目标 10"), id="at the goal"),
    pytest.param(("unit: 户", "baseline: 12.5"), ("P213", "baseline: 12.5", "基数 12.5 已达到目标 10"), id="beyond the goal"),
    pytest.param(goal("about: 10\n            baseline: 11", "新增规上企业10户以上"), ("P213", "baseline: 11", "基数 11 已达到目标 10"), id="beyond about"),
    pytest.param(goal("between: [2, 3]\n            baseline: 2", "引进二至三家机构"), ("P213", "baseline: 2", "基数 2 已达到目标 2"), id="at the lower bound"),
    pytest.param(goal("every: quarter\n            baseline: 1", "坚持每季度听取汇报"), ("P213", "baseline: 1", "基数 1 没有意义:频次从零数起"), id="a rhythm with a baseline"),
    pytest.param(("unit: 户", "part_of: FZ-01.9"), ("P214", "part_of: FZ-01.9", "所属目标“FZ-01.9”不存在"), id="part of nothing"),
    pytest.param(("unit: 户", "part_of: FZ-01.1"), ("P214", "part_of: FZ-01.1", "所属目标“FZ-01.1”是它自己"), id="part of itself"),
    pytest.param(second("between: [2, 3]\n            part_of: FZ-01.9", "引进二至三家机构"), ("P214", "part_of: FZ-01.9", "所属目标“FZ-01.9”不存在"), id="between, part of nothing"),
    pytest.param(("unit: 户", "due: 2021-12-31"), ("P215", "due: 2021-12-31", "时限 2021-12-31 早于计划开始的 2022-01-01"), id="a due before the plan"),
    pytest.param(("title: 签约", "title: 签约\n            due: 2012-06-30"), ("P215", "due: 2012-06-30", "时限 2012-06-30 早于计划开始的 2022-01-01"), id="a milestone before the plan"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), GOALS)
def test_goals(change: Change, expected: Expected, told: Told) -> None:
    assert told(change) == [expected]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            goal("exactly: 10\n            baseline: 12", "新增规上企业10户以上"), id="exactly, down"
        ),
        pytest.param(goal("exactly: 10\n            baseline: 8", "新增规上企业10户以上"), id="exactly, up"),
        pytest.param(
            goal("rise_by: 10\n            baseline: 70", "新增规上企业10户以上"), id="a rise from 70"
        ),
        pytest.param(
            goal("at_most: 10\n            baseline: 12", "新增规上企业10户以上"),
            id="a level above its ceiling",
        ),
        pytest.param(("unit: 户", "due: 2022-01-01"), id="due on the first day"),
        pytest.param(("unit: 户", "due: 2022-12-31"), id="due on the last day"),
        pytest.param(second("at_least: 10\n            part_of: FZ-01.1"), id="all of it"),
    ],
)
def test_goals_that_are_right(change: Change, told: Told) -> None:
    assert told(change) == []


def test_a_part_is_no_larger_than_the_whole(told: Told) -> None:
    text = ("再引进二至三家机构", "再引进20家机构")
    changes = [text, second("at_least: 20\n            part_of: FZ-01.1", "再引进20家机构")]
    assert told(*changes, document=None) == [
        ("P214", "part_of: FZ-01.1", "所属目标“FZ-01.1”只有 10,小于这一部分的 20")
    ]


def test_a_part_of_an_item_that_could_not_be_read_is_not_told_too(told: Told) -> None:
    whole = ("        title: 培育企业\n", "")
    part = (
        "        milestones:\n          - id: XM-02.m1",
        "        targets:\n          - {id: XM-02.1, metric: 月, at_least: 3, part_of: FZ-01.1, quote: 力争3个月内签约}\n        milestones:\n          - id: XM-02.m1",
    )
    assert [found[0] for found in told(whole, part)] == ["P141"]


NOTHING = """\
        milestones:
          - id: XM-02.m1
            title: 签约
            limit: 3个月内
            quote: 力争3个月内签约
"""


def test_an_item_with_nothing_to_report_is_a_warning(told: Told) -> None:
    assert told((NOTHING, "")) == [("P223", "- id: XM-02", "XM-02 既没有目标也没有节点")]


def test_a_problem_of_one_item_hides_none_of_the_next(told: Told) -> None:
    """The first item is left out for want of a title; the second then stands in its place."""
    one_section = ("  - id: XM\n    number: 二\n    title: 狠抓项目\n    items:\n", "")
    found = told(one_section, ("        title: 培育企业\n", ""), (NOTHING, ""), document=None)
    assert [(code, line) for code, line, _ in found] == [("P141", "- id: FZ-01"), ("P223", "- id: XM-02")]
