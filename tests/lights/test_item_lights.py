"""An item: the worst of its parts, whose word counts, and what changes when the plan is amended."""

from typing import Any

import pytest
from msgspec.structs import replace
from small_plan import (
    FIRST,
    ITEM,
    MILESTONE,
    SECOND,
    TARGET,
    THIRD,
    Goal,
    amended,
    decided,
    filing,
    item,
    judged,
    milestone,
    plan,
    target,
)

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.plan import Item, Plan

AREA: Goal = {"at_least": 100, "unit": "亩"}
OTHER = "FZ-01.2"


def told(of: Item | Plan, filings: list[Filing], as_of: str, **more: Any) -> tuple[str, ...]:
    """The light and the reasons, in one row."""
    light = judged(of, filings, as_of, **more)
    return (light.light.value, *light.reasons)


# the worst of its parts


def two(first: Any, second: Any) -> list[Filing]:
    return [filing("Q2", values={TARGET: first, OTHER: second})]


PAIR = item(target(metric="攻关", **AREA), target(OTHER, metric="签约", **AREA))


@pytest.mark.parametrize(
    ("filings", "row"),
    [
        (two(50, 60), ("green", "攻关 50/100 亩,序时应达 50 亩", "签约 60/100 亩,序时应达 50 亩")),
        (two(50, 50), ("green", "50/100 亩,序时应达 50 亩")),  # all parts say the same
        (two(50, None), ("grey", "签约 从未填报")),
        (two(40, None), ("yellow", "攻关 40/100 亩,序时应达 50 亩,落后 10 个百分点")),
        (two(40, 10), ("red", "签约 10/100 亩,序时应达 50 亩,落后 40 个百分点")),
        ([], ("grey", "从未填报")),
    ],
)
def test_an_item_takes_the_worst_of_its_parts(filings: list[Filing], row: tuple[str, ...]) -> None:
    assert told(PAIR, filings, "2022-07-01") == row


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ((50, None, None, None), ("二等 3 个 从未填报",)),
        ((50, 60, None, None), ("三、四 从未填报",)),
        ((10, 10, 20, 50), ("一、二 10/100 亩,序时应达 50 亩,落后 40 个百分点",)),
        (
            (10, 15, 10, 50),
            (
                "一、三 10/100 亩,序时应达 50 亩,落后 40 个百分点",
                "二 15/100 亩,序时应达 50 亩,落后 35 个百分点",
            ),
        ),
    ],
)
def test_parts_of_the_same_reason_are_told_together(
    values: tuple[Any, ...], reasons: tuple[str, ...]
) -> None:
    ids = [f"FZ-01.{n}" for n in (1, 2, 3, 4)]
    of = item(*(target(id_, metric=name, **AREA) for id_, name in zip(ids, "一二三四", strict=True)))
    row = told(of, [filing("Q2", values=dict(zip(ids, values, strict=True)))], "2022-07-01")
    assert row[1:] == reasons


def test_milestones_are_parts_too() -> None:
    mixed = item(target(**AREA), milestone("2022-06-15"), milestone(None, "FZ-01.m2", "选址"))
    light = judged(mixed, [filing("Q2", 50)], "2022-07-01")
    assert [(part.id, part.light.value, part.measured) for part in light.parts] == [
        (TARGET, "green", True),
        (MILESTONE, "yellow", True),
        ("FZ-01.m2", "green", False),
    ]
    assert (light.light, light.measured) == (Light.YELLOW, True)
    assert light.reasons == ("挂牌 逾期 16 天,未完成",)


@pytest.mark.parametrize(
    ("parts", "measured"),
    [
        ((), False),
        ((milestone(),), False),
        ((milestone("2022-06-15"),), True),
        ((target(**AREA),), True),
        ((target(exactly=3, baseline=4, unit="级"),), False),
        ((target(exactly=3, baseline=4, unit="级"), milestone("2022-06-15")), True),
    ],
)
def test_an_item_is_measured_if_any_part_is(parts: tuple[Any, ...], *, measured: bool) -> None:
    assert judged(item(*parts), [filing("Q2")], "2022-06-01").measured is measured
    assert judged(item(*parts), [], "2022-06-01").measured is measured


# 受阻


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (50, ("yellow", "甲局报受阻")),
        (40, ("yellow", "40/100 亩,序时应达 50 亩,落后 10 个百分点", "甲局报受阻")),
        (10, ("red", "10/100 亩,序时应达 50 亩,落后 40 个百分点", "甲局报受阻")),
        (None, ("yellow", "甲局报受阻")),
    ],
)
def test_a_blocked_lead_makes_it_yellow_at_least(value: Any, row: tuple[str, ...]) -> None:
    assert told(item(target(**AREA)), [filing("Q2", value, state="受阻")], "2022-07-01") == row


def test_what_blocks_the_lead_is_told_in_its_own_words() -> None:
    filings = [filing("Q2", 50, state="受阻", problems="用地指标\n没有落实")]
    assert told(item(target(**AREA)), filings, "2022-07-01") == (
        "yellow", "甲局报受阻:用地指标没有落实",
    )  # fmt: skip


def test_only_the_latest_word_of_the_lead_counts() -> None:
    of = item(target(**AREA))
    was = [filing("Q1", 25, state="受阻"), filing("Q2", 50)]
    assert told(of, was, "2022-07-01") == ("green", "50/100 亩,序时应达 50 亩")
    silent = [filing("Q1", 100, state="受阻")]
    assert told(of, silent, "2022-07-11") == ("yellow", "甲局报受阻")


def test_a_closed_item_is_not_blocked() -> None:
    filings = [filing("Q2", 10, state="受阻"), filing("Q2", state="受阻", by="yi")]
    row = told(item(target(**AREA)), filings, "2022-07-01", decisions=(decided("closed", "2022-07-01"),))
    assert row == ("green", "已办结(2022-07-01)")


@pytest.mark.parametrize("parts", [(), (milestone(),)])
def test_a_blocked_item_that_is_only_said_says_so_once(parts: tuple[Any, ...]) -> None:
    assert told(item(*parts), [filing("Q2", state="受阻")], "2022-07-01") == ("yellow", "部门自报受阻")


def test_a_blocked_item_that_is_red_for_another_reason_says_both() -> None:
    mixed = item(target(**AREA), milestone())
    assert told(mixed, [filing("Q2", 10, state="受阻")], "2022-07-01") == (
        "red", "攻关 10/100 亩,序时应达 50 亩,落后 40 个百分点", "甲局报受阻",
    )  # fmt: skip


# co-operators: their silence never counts, their 受阻 is told


def test_a_co_operators_figures_and_days_do_not_count() -> None:
    of = item(target(**AREA), milestone("2022-06-15"))
    filings = [filing("Q2", 100, done="2022-06-01", by="yi")]
    assert told(of, filings, "2022-07-01") == ("grey", "从未填报")


@pytest.mark.parametrize(
    ("theirs", "reasons"),
    [
        ([], ()),
        ([filing("Q2", state="受阻", by="yi")], ("配合部门乙局报受阻",)),
        ([filing("Q1", state="受阻", by="yi")], ("配合部门乙局报受阻",)),  # silent since
        ([filing("Q1", state="受阻", by="yi"), filing("Q2", by="yi")], ()),
        (
            [filing("Q2", state="受阻", by="yi"), filing("Q2", state="受阻", by="bing")],
            ("配合部门丙局报受阻", "配合部门乙局报受阻"),
        ),
    ],
)
def test_a_blocked_co_operator_is_a_reason_and_no_light(
    theirs: list[Filing], reasons: tuple[str, ...]
) -> None:
    row = told(item(target(**AREA)), [filing("Q2", 50), *theirs], "2022-07-11")
    assert row == ("green", "50/100 亩,序时应达 50 亩", *reasons)


def test_a_blocked_co_operator_of_an_item_that_the_lead_never_filed() -> None:
    row = told(item(), [filing("Q2", state="受阻", by="yi")], "2022-07-01")
    assert row == ("grey", "从未填报", "配合部门乙局报受阻")


# joint leads


def joint(*parts: Any) -> Item:
    return item(*parts, lead=(FIRST, SECOND), responsible=(THIRD,))


@pytest.mark.parametrize(
    ("goal", "first", "second", "light", "reason"),
    [
        (AREA, 50, 10, "red", "10/100 亩,序时应达 50 亩,落后 40 个百分点"),
        (AREA, 10, 50, "red", "10/100 亩,序时应达 50 亩,落后 40 个百分点"),
        (AREA, 50, None, "green", "50/100 亩,序时应达 50 亩"),
        ({"at_most": 0, "unit": "起"}, 0, 1, "red", "已突破:1 起(上限 0 起)"),
        ({"at_most": 0, "unit": "起"}, 1, 0, "red", "已突破:1 起(上限 0 起)"),
        ({"exactly": 3, "baseline": 4, "unit": "级"}, 3, 4, "green", "4 级(目标 3 级),未到期"),
        ({"exactly": 5, "baseline": 3, "unit": "星"}, 5, 4, "green", "4 星(目标 5 星),未到期"),
        ({"rise_by": 20, "unit": "%"}, 20, -1, "green", "下降 1%(目标提升 20%),未到期"),
    ],
)
def test_of_joint_leads_the_worse_value_counts(
    goal: Goal, first: Any, second: Any, light: str, reason: str
) -> None:
    filings = [filing("Q2", first), filing("Q2", second, by="yi")]
    assert told(joint(target(**goal)), filings, "2022-07-01") == (light, reason)


@pytest.mark.parametrize(
    ("first", "second", "as_of", "row"),
    [
        ("已完成", "进行中", "2022-10-01", ("green", "部门自报进行中")),
        ("进行中", "未启动", "2022-10-01", ("grey", "部门自报未启动")),
        ("未启动", "受阻", "2022-10-01", ("yellow", "部门自报受阻")),
        ("受阻", "受阻", "2022-10-01", ("yellow", "部门自报受阻")),
        ("已完成", "进行中", "2023-01-01", ("yellow", "计划已结束,部门自报进行中")),
        ("进行中", "已完成", "2023-01-01", ("yellow", "计划已结束,部门自报进行中")),
        ("已完成", "已完成", "2023-01-01", ("green", "计划已结束,部门自报已完成")),
    ],
)
def test_of_joint_leads_the_worse_state_counts(
    first: str, second: str, as_of: str, row: tuple[str, ...]
) -> None:
    filings = [filing("Q4", state=first), filing("Q4", state=second, by="yi")]
    assert told(joint(), filings, as_of) == row


@pytest.mark.parametrize(
    ("as_of", "reasons"),
    [
        ("2022-07-10", ()),
        ("2022-07-11", ("乙局 2022Q2 未报",)),
    ],
)
def test_one_leads_value_is_enough_and_the_silent_one_is_named(as_of: str, reasons: tuple[str, ...]) -> None:
    row = told(joint(target(**AREA)), [filing("Q1", 25, by="yi"), filing("Q2", 50)], as_of)
    assert row == ("green", "50/100 亩,序时应达 50 亩", *reasons)


def test_both_silent_leads() -> None:
    row = told(joint(target(**AREA)), [filing("Q1", 75)], "2022-07-11")
    assert row == ("grey", "2022Q2 未报(应于 7 月 10 日及以前)", "乙局 2022Q1 未报")


def test_a_lead_is_not_called_silent_for_a_period_before_the_plan_was_published() -> None:
    of = plan(joint(target(**AREA)), published="2022-06-01")
    assert told(of, [filing("Q1", 25)], "2022-05-01") == ("green", "25/100 亩,序时应达 25 亩")


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("2022-06-01", "2022-06-20", "已完成(2022-06-20),逾期 5 天完成"),
        ("2022-06-20", "2022-06-01", "已完成(2022-06-20),逾期 5 天完成"),
        ("2022-06-01", None, "已完成(2022-06-01)"),
        ("2022-06-01", "2022-08-01", "已完成(2022-06-01)"),  # still to come
    ],
)
def test_of_joint_leads_the_later_day_counts(first: str, second: str | None, reason: str) -> None:
    filings = [filing("Q2", done=first), filing("Q2", done=second, by="yi")]
    assert told(joint(milestone("2022-06-15")), filings, "2022-07-01") == ("green", reason)


def test_a_lead_may_be_written_as_its_alias() -> None:
    of = item(target(**AREA), lead=("甲", "甲局"), responsible=())
    assert told(of, [filing("Q2", 50)], "2022-07-11") == ("green", "50/100 亩,序时应达 50 亩")


def test_the_lead_of_the_section() -> None:
    made = plan(item(target(**AREA), lead=()))
    section = replace(made.sections[0], lead=(SECOND,))
    of = replace(made, sections=(section,))
    filings = [filing("Q2", 10), filing("Q2", 50, by="yi")]
    assert told(of, filings, "2022-07-01") == ("green", "50/100 亩,序时应达 50 亩")


# no lead


@pytest.mark.parametrize(
    ("filings", "row"),
    [
        ([filing("Q2", 50, by="yi")], ("green", "50/100 亩,序时应达 50 亩")),
        ([filing("Q2", 50, by="bing")], ("green", "50/100 亩,序时应达 50 亩")),
        (
            [filing("Q2", 50, by="yi"), filing("Q2", 40, by="bing")],
            ("yellow", "40/100 亩,序时应达 50 亩,落后 10 个百分点"),
        ),
        ([filing("Q2", 50, by="yi", state="受阻")], ("yellow", "乙局报受阻")),
        ([filing("Q2", 50)], ("grey", "从未填报")),  # neither leads nor is responsible
    ],
)
def test_without_a_lead_any_responsible_department_counts(
    filings: list[Filing], row: tuple[str, ...]
) -> None:
    assert told(item(target(**AREA), lead=()), filings, "2022-07-11") == row


def test_without_anyone_it_stays_grey() -> None:
    nobodys = item(target(**AREA), lead=(), responsible=())
    assert told(nobodys, [filing("Q2", 50)], "2022-07-11") == ("grey", "从未填报")


# amendments


def changed(of: Item, *amendments: Any) -> Plan:
    return replace(plan(of), amendments=amendments)


LOWERED = changed(
    item(target(at_least=80, unit="亩")), amended(TARGET, "at_least", "2022-09-01", "100", "80")
)


@pytest.mark.parametrize(
    ("as_of", "row"),
    [
        ("2022-08-31", ("yellow", "40/100 亩,序时应达 50 亩,落后 10 个百分点")),
        ("2022-09-01", ("green", "40/80 亩,序时应达 40 亩")),
    ],
)
def test_the_new_goal_counts_from_its_day(as_of: str, row: tuple[str, ...]) -> None:
    assert told(LOWERED, [filing("Q2", 40)], as_of) == row


LATER = changed(
    item(milestone("2022-09-30")), amended(MILESTONE, "due", "2022-06-20", "2022-06-15", "2022-09-30")
)


@pytest.mark.parametrize(
    ("as_of", "row"),
    [
        ("2022-06-19", ("yellow", "逾期 4 天,未完成")),
        ("2022-06-20", ("green", "未到期(2022-09-30)")),
        ("2022-10-11", ("yellow", "2022Q3 未报,且已逾期 11 天,未完成")),
    ],
)
def test_the_new_day_counts_from_its_day(as_of: str, row: tuple[str, ...]) -> None:
    assert told(LATER, [filing("Q2")], as_of) == row


def test_a_due_that_was_added() -> None:
    of = changed(
        item(target(at_least=100, unit="亩", due="2022-09-30")),
        amended(TARGET, "due", "2022-06-20", new="2022-09-30"),
    )
    assert told(of, [filing("Q1", 25)], "2022-06-19") == ("green", "25/100 亩,序时应达 25 亩")
    assert told(of, [filing("Q1", 25)], "2022-06-20") == (
        "green", "25/100 亩,序时应达 33.33 亩,落后 8.3 个百分点",
    )  # fmt: skip


HANDED_OVER = changed(
    item(target(**AREA), lead=(SECOND,), responsible=(FIRST,)),
    amended(ITEM, "lead", "2022-06-30", FIRST, SECOND),
)


@pytest.mark.parametrize(
    ("filings", "row"),
    [
        ([filing("Q1", 25), filing("Q1", 1, by="yi")], ("green", "25/100 亩,序时应达 25 亩")),
        ([filing("Q2", 1), filing("Q2", 50, by="yi")], ("green", "50/100 亩,序时应达 50 亩")),
        ([filing("Q1", 25), filing("Q2", 50, by="yi")], ("green", "50/100 亩,序时应达 50 亩")),
        ([filing("Q2", 50)], ("grey", "从未填报")),  # its word no longer counts
    ],
)
def test_the_lead_of_a_period_is_that_of_its_last_day(filings: list[Filing], row: tuple[str, ...]) -> None:
    assert told(HANDED_OVER, filings, "2022-07-01") == row


def test_a_lead_from_the_day_after_a_periods_end() -> None:
    of = changed(
        item(target(**AREA), lead=(SECOND,), responsible=(FIRST,)),
        amended(ITEM, "lead", "2022-07-01", FIRST, SECOND),
    )
    assert told(of, [filing("Q2", 50), filing("Q2", 1, by="yi")], "2022-08-01") == (
        "green", "50/100 亩,序时应达 50 亩",
    )  # fmt: skip


def test_what_a_lead_said_when_it_only_co_operated_is_over() -> None:
    filings = [filing("Q1", 25), filing("Q1", state="受阻", by="yi"), filing("Q2", 50, by="yi")]
    assert told(HANDED_OVER, filings, "2022-07-01") == ("green", "50/100 亩,序时应达 50 亩")


SECOND_TARGET = target(OTHER, metric="签约", **AREA)
GROWN = changed(
    item(target(**AREA), SECOND_TARGET, milestone("2022-12-01")), amended(OTHER, "added", "2022-07-01")
)


def test_a_part_that_was_added() -> None:
    filings = [filing("Q1", values={TARGET: 25, OTHER: 90}), filing("Q2", 50), filing("Q3", 75)]
    before, after = (judged(GROWN, filings, day) for day in ("2022-06-30", "2022-07-01"))
    assert [part.id for part in before.parts] == [TARGET, MILESTONE]
    assert [part.id for part in after.parts] == [TARGET, OTHER, MILESTONE]
    by_day = {}
    for day in ("2022-07-11", "2022-10-10", "2022-10-11"):
        part = judged(GROWN, filings, day).parts[1]
        by_day[day] = (part.light.value, part.reason)
    assert by_day == {
        "2022-07-11": ("green", "90/100 亩,序时应达 25 亩"),  # Q2 ended before it was added
        "2022-10-10": ("green", "90/100 亩,序时应达 25 亩"),
        "2022-10-11": ("grey", "2022Q3 未报(应于 10 月 10 日及以前)"),
    }


@pytest.mark.parametrize(("on", "light"), [("2022-06-30", "grey"), ("2022-07-01", "green")])
def test_a_part_added_on_a_periods_last_day_is_asked_for_it(on: str, light: str) -> None:
    of = changed(item(target(**AREA)), amended(TARGET, "added", on))
    assert told(of, [filing("Q1", 90)], "2022-07-11")[0] == light


def test_an_item_that_was_added_is_not_asked_for_earlier_periods() -> None:
    of = changed(item(), amended(ITEM, "added", "2022-07-01"))
    assert told(of, [filing("Q1")], "2022-07-11") == ("green", "部门自报进行中")


def test_a_part_that_was_dropped() -> None:
    of = changed(item(target(**AREA), SECOND_TARGET), amended(OTHER, "dropped", "2022-07-01"))
    filings = [filing("Q2", values={TARGET: 50, OTHER: 0})]
    assert told(of, filings, "2022-06-30")[0] == "red"
    assert told(of, filings, "2022-07-01") == ("green", "50/100 亩,序时应达 50 亩")


def test_an_item_whose_last_part_was_dropped_shows_its_state() -> None:
    of = changed(item(target(**AREA)), amended(TARGET, "dropped", "2022-07-01"))
    assert told(of, [filing("Q2", 0)], "2022-07-01") == ("green", "部门自报进行中")


# the latest period that it was filed for


@pytest.mark.parametrize(
    ("filings", "as_of", "until", "expected"),
    [
        ([], "2022-07-11", None, "None"),
        ([filing("Q1", 1), filing("Q2", 2)], "2022-07-11", None, "2022Q2"),
        ([filing("Q2", 2), filing("Q1", 1)], "2022-07-11", None, "2022Q2"),
        ([filing("Q1", 1), filing("Q2", 2)], "2022-07-11", "Q1", "2022Q1"),
        ([filing("Q1", 1), filing("Q3")], "2022-07-11", None, "2022Q3"),  # begun, and said without a value
        ([filing("Q1", 1), filing("Q3", 3)], "2022-06-30", None, "2022Q1"),  # to begin tomorrow
        (
            [filing("Q1", 1), filing("Q2", 2, by="yi")],
            "2022-07-11",
            None,
            "2022Q1",
        ),  # by one that does not lead
        ([filing("06", 1)], "2022-07-11", None, "None"),  # no period of the plan
    ],
)
def test_the_latest_period_it_was_filed_for(
    filings: list[Filing], as_of: str, until: str | None, expected: str
) -> None:
    assert str(judged(item(target(**AREA)), filings, as_of, until=until).filed) == expected
