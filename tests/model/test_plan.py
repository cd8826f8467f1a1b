"""The records of a plan: what they refuse, and what follows from what they say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.periods import Reporting
from gaoxin_plan.model.plan import Item, Plan, Section, Task
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.problems import BadValueError

VALUES: dict[str, Any] = {
    "at_least": Decimal(10),
    "at_most": Decimal(0),
    "exactly": Decimal(3),
    "about": Decimal(1500),
    "between": (Decimal(2), Decimal(3)),
    "rise_by": Decimal(20),
    "fall_by": Decimal(5),
    "every": "week",
}


def target(**goals: Any) -> Target:
    return Target(id="FZ-01.1", metric="指标", quote="引文", **goals)


def plan(**fields: Any) -> Plan:
    head: dict[str, Any] = {"title": "要点", "issuer": "办公室", "published": date(2022, 3, 1)}
    return Plan(**(head | {"departments": (), "sections": ()} | fields))


def message(error: BadValueError) -> list[str]:
    finding = error.kind.at((), error.words)
    return [finding.kind.code, finding.message, finding.hint]


def test_every_kind_of_goal_is_tried() -> None:
    assert tuple(VALUES) == GOALS


@pytest.mark.parametrize("kind", GOALS)
def test_a_target_knows_its_one_goal(kind: str) -> None:
    assert target(**{kind: VALUES[kind]}).goal == (kind, VALUES[kind])


CHOICES = "每个目标只写一种:at_least、at_most、exactly、about、between、rise_by、fall_by、every"


def test_a_target_without_a_goal_is_refused() -> None:
    with pytest.raises(BadValueError) as caught:
        target()
    assert message(caught.value) == ["P149", "这个目标没有写要达到多少", CHOICES]


@pytest.mark.parametrize(("first", "second"), list(zip(GOALS, GOALS[1:], strict=False)))
def test_a_target_with_two_goals_is_refused(first: str, second: str) -> None:
    with pytest.raises(BadValueError) as caught:
        target(**{first: VALUES[first], second: VALUES[second]})
    assert message(caught.value) == ["P149", f"这个目标同时写了 {first}、{second}", CHOICES]


BEGIN, END = date(2022, 7, 1), date(2022, 12, 31)


@pytest.mark.parametrize(
    ("time", "first", "last", "periods"),
    [
        ({"year": 2022}, date(2022, 1, 1), date(2022, 12, 31), "2022Q1 2022Q2 2022Q3 2022Q4"),
        ({"begin": BEGIN, "end": END}, BEGIN, END, "2022Q3 2022Q4"),
        (
            {"begin": date(2021, 1, 1), "end": date(2023, 12, 31), "reporting": Reporting.HALF_YEARLY},
            date(2021, 1, 1),
            date(2023, 12, 31),
            "2021H1 2021H2 2022H1 2022H2 2023H1 2023H2",
        ),
        ({"begin": BEGIN, "end": BEGIN}, BEGIN, BEGIN, "2022Q3"),
    ],
    ids=["year", "half-year", "three years", "one day"],
)
def test_the_time_of_a_plan(time: dict[str, Any], first: date, last: date, periods: str) -> None:
    made = plan(**time)
    assert (made.first_day, made.last_day) == (first, last)
    assert " ".join(str(period) for period in made.periods) == periods


@pytest.mark.parametrize(
    ("time", "found"),
    [
        ({}, "没有写全"),
        ({"begin": BEGIN}, "没有写全"),
        ({"end": END}, "没有写全"),
        ({"year": 2022, "begin": BEGIN, "end": END}, "写了两遍"),
        ({"year": 2022, "begin": BEGIN}, "写了两遍"),
        ({"year": 2022, "end": END}, "写了两遍"),
        ({"begin": END, "end": BEGIN}, "颠倒了,2022-07-01 早于 2022-12-31"),
    ],
    ids=["none", "from", "to", "all three", "year and from", "year and to", "backwards"],
)
def test_a_plan_that_does_not_say_its_time_once_is_refused(time: dict[str, Any], found: str) -> None:
    with pytest.raises(BadValueError) as caught:
        plan(**time)
    assert message(caught.value) == [
        "P150", f"计划的时间{found}", "写 year: 2022,或者写 from: 和 to: 两个日期",
    ]  # fmt: skip


def item(number: int, **fields: Any) -> Item:
    return Item(id=f"FZ-{number:02}", number=str(number), title="标题", text="标题。", **fields)


def test_an_item_without_lead_and_leader_has_its_sections() -> None:
    own = item(1, lead=("甲",), leader="张三")
    bare = item(2)
    section = Section(id="FZ", number="一", title="部分", lead=("乙", "丙"), leader="李四", items=(own, bare))
    tasks = list(plan(year=2022, sections=(section,)).tasks())
    assert tasks == [Task(section, own), Task(section, bare)]
    assert [(task.lead, task.leader) for task in tasks] == [(("甲",), "张三"), (("乙", "丙"), "李四")]


def test_items_come_in_printed_order() -> None:
    sections = tuple(
        Section(id=name, number=name, title=name, items=items)
        for name, items in [("A", (item(1), item(2))), ("B", ()), ("C", (item(3),))]
    )
    ids = [task.item.id for task in plan(year=2022, sections=sections).tasks()]
    assert ids == ["FZ-01", "FZ-02", "FZ-03"]


@pytest.mark.parametrize(
    "record", [target(at_least=Decimal(1)), Milestone(id="FZ-01.m1", title="节点", quote="引文"), item(1)]
)
def test_a_record_cannot_be_changed(record: object) -> None:
    with pytest.raises((AttributeError, TypeError)):
        record.id = "FZ-99"  # type: ignore[attr-defined]
