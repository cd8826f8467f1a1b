"""Ids and numbers: what is told when one is twice, astray or out of order."""

from collections.abc import Callable

import pytest

from gaoxin_plan.problems import Mark, Problem

Told = Callable[..., list[tuple[str, str, str]]]
Change = tuple[str, str]
Check = Callable[..., list[Problem]]
Expected = tuple[str, str, str]


FIRST = "          - id: FZ-01.m1\n            title: 厂房建设\n            quote: 完成厂房建设\n"

IDENTITY = [
    pytest.param(("id: qyfz", "id: zhb"), ("P201", "- id: zhb", "编号“zhb”已经用过"), id="department"),
    pytest.param(("id: XM\n", "id: FZ\n"), ("P201", "- id: FZ", "编号“FZ”已经用过"), id="section"),
    pytest.param((FIRST, FIRST + FIRST), ("P201", "- id: FZ-01.m1", "编号“FZ-01.m1”已经用过"), id="milestone"),
    pytest.param(("id: FZ-01.1", "id: XM-02.1"), ("P202", "- id: XM-02.1", "编号“XM-02.1”不属于条目 FZ-01"), id="a target of another item"),
    pytest.param(("id: XM-02.m1", "id: FZ-01.m2"), ("P202", "- id: FZ-01.m2", "编号“FZ-01.m2”不属于条目 XM-02"), id="a milestone of another item"),
    pytest.param(("number: 二\n        title", "number: 三\n        title"), ("P204", "number: 三", "序号“三”应是“二”"), id="a number left out"),
    pytest.param(("number: 二\n        title", "number: 3\n        title"), ("P204", "number: 3", "序号“3”应是“2”"), id="in digits"),
    pytest.param(("number: 二\n    title", "number: 一\n    title"), ("P204", "number: 一", "序号“一”应是“二”"), id="a section's number twice"),
    pytest.param(("number: 一\n    title", "number: 二\n    title"), ("P204", "number: 二", "序号“二”应是“一”"), id="the first number"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), IDENTITY)
def test_ids_and_numbers(change: Change, expected: Expected, told: Told) -> None:
    assert told(change) == [expected]


def test_an_id_that_is_used_twice_is_not_astray_too(told: Told) -> None:
    assert told(("id: XM-02.m1", "id: FZ-01.m1")) == [("P201", "- id: FZ-01.m1", "编号“FZ-01.m1”已经用过")]


def test_an_item_that_has_the_id_of_another_is_told_once(told: Told) -> None:
    assert told(("id: XM-02\n", "id: FZ-01\n")) == [("P201", "- id: FZ-01", "编号“FZ-01”已经用过")]


def test_an_item_whose_id_no_part_agrees_with_is_told_once(told: Told) -> None:
    assert len(told(("id: FZ-01\n", "id: FZ-11\n"))) == 1


def test_the_first_place_of_an_id_is_named_too(check_plan: Check, plan_text: str) -> None:
    [problem] = check_plan(plan_text.replace("id: qyfz", "id: zhb"))
    assert problem.related == ("第一处", problem.path, Mark(7, 9))


@pytest.mark.parametrize("number", ["一", "1", "１"])
def test_numbers_may_begin_anew_in_each_section(number: str, told: Told) -> None:
    assert told(("number: 二\n        title", f"number: {number}\n        title")) == []
