"""A plan through time: what held on a day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.plan import Item, Plan, Section
from gaoxin_plan.model.target import Milestone, Target

T1, T2, M1 = "FZ-01.1", "FZ-01.2", "FZ-01.m1"


def amended(of: str, key: str, on: str, old: Any = None, new: Any = None) -> Amendment:
    raw = [None if each is None else (each,) if isinstance(each, str) else tuple(each) for each in (old, new)]
    return Amendment(
        of=of, key=key, old=raw[0], new=raw[1], reason="理由", approved="批准", date=date.fromisoformat(on)
    )


def charter(*amendments: Amendment, goal: dict[str, Any] | None = None) -> Charter:
    """Two items, as they are now; the first has two targets and a milestone."""
    parts: dict[str, Any] = {
        "targets": (
            Target(id=T1, metric="一", quote="原文", **(goal or {"at_least": Decimal(6)})),
            Target(id=T2, metric="二", quote="原文", about=Decimal(100)),
        ),
        "milestones": (Milestone(id=M1, title="节点", due=date(2022, 9, 30), quote="原文"),),
    }
    first = Item(id="FZ-01", number="一", title="甲", text="甲。", lead=("乙局",), **parts)
    second = Item(id="FZ-02", number="二", title="乙", text="乙。")
    section = Section(id="FZ", number="一", title="发展", lead=("丙局",), items=(first, second))
    plan = Plan(
        title="要点",
        year=2022,
        issuer="办公室",
        published=date(2022, 1, 1),
        departments=(),
        sections=(section,),
        amendments=amendments,
    )
    return Charter(plan)


def parts(of: Plan) -> dict[str, Any]:
    """Every part's goal or day, by its id."""
    return {
        part.id: part.goal[1] if isinstance(part, Target) else part.due
        for task in of.tasks()
        for part in task.parts
    }


NOW = {T1: Decimal(6), T2: Decimal(100), M1: date(2022, 9, 30)}


def test_a_plan_that_was_never_amended_is_the_same_on_every_day() -> None:
    never = charter()
    for day in (date.min, date(2022, 6, 1), date.max):
        assert never.on(day) is never.plan
    assert never.adopted() is never.plan


def test_after_the_last_amendment_it_is_the_plan() -> None:
    once = charter(amended(T1, "at_least", "2022-06-01", "10", "6"))
    assert once.on(date(2022, 6, 1)) is once.plan


TWICE = (
    amended(T1, "at_least", "2022-06-01", "10", "8"),
    amended(M1, "due", "2022-07-01", "2022-06-15", "2022-09-30"),
    amended(T1, "at_least", "2022-08-01", "8", "6"),
)


@pytest.mark.parametrize("amendments", [TWICE, TWICE[::-1]], ids=["by date", "last first"])
@pytest.mark.parametrize(
    ("day", "goal", "due"),
    [
        ("2022-01-01", 10, date(2022, 6, 15)),
        ("2022-05-31", 10, date(2022, 6, 15)),
        ("2022-06-01", 8, date(2022, 6, 15)),
        ("2022-06-30", 8, date(2022, 6, 15)),
        ("2022-07-01", 8, date(2022, 9, 30)),
        ("2022-07-31", 8, date(2022, 9, 30)),
        ("2022-08-01", 6, date(2022, 9, 30)),
    ],
)
def test_an_amendment_holds_from_its_day(
    amendments: tuple[Amendment, ...], day: str, goal: int, due: date
) -> None:
    stood = charter(*amendments).on(date.fromisoformat(day))
    assert parts(stood) == {T1: Decimal(goal), T2: Decimal(100), M1: due}


def test_two_changes_of_a_day_are_in_the_order_of_the_file() -> None:
    day = "2022-06-01"
    both = charter(amended(T1, "at_least", day, "10", "8"), amended(T1, "at_least", day, "8", "6"))
    assert parts(both.on(date(2022, 5, 31)))[T1] == 10
    assert parts(both.on(date(2022, 6, 1)))[T1] == 6


def test_one_kind_of_goal_becomes_another() -> None:
    changed = charter(
        amended(T1, "at_least", "2022-06-01", "10"), amended(T1, "at_most", "2022-06-01", new="3"),
        goal={"at_most": Decimal(3)},
    )  # fmt: skip
    goals = [next(changed.on(date(2022, 5, 31 - n)).tasks()).item.targets[0].goal for n in (0, 1)]
    assert goals == [("at_least", 10), ("at_least", 10)]
    assert next(changed.on(date(2022, 6, 1)).tasks()).item.targets[0].goal == ("at_most", 3)


@pytest.mark.parametrize(
    "days", [("2022-06-01", "2022-06-15"), ("2022-06-15", "2022-06-01")], ids=["a gap", "an overlap"]
)
def test_between_two_kinds_of_goal_there_is_always_one(days: tuple[str, str]) -> None:
    changed = charter(
        amended(T1, "at_least", days[0], "10"), amended(T1, "at_most", days[1], new="3"),
        goal={"at_most": Decimal(3)},
    )  # fmt: skip
    assert next(changed.on(date(2022, 6, 10)).tasks()).item.targets[0].goal == ("at_most", 3)


@pytest.mark.parametrize(
    "misfit",
    [
        amended("FZ-01", "at_least", "2022-06-01", "10", "6"),
        amended(M1, "at_least", "2022-06-01", "10", "6"),
        amended(T1, "lead", "2022-06-01", "甲局", "乙局"),
        amended(T2, "at_least", "2022-06-01", "10", "6"),
        amended("FZ-09", "lead", "2022-06-01", "甲局", "乙局"),
    ],
)
def test_an_amendment_that_does_not_fit_changes_nothing(misfit: Amendment) -> None:
    stood = charter(misfit).on(date(2022, 1, 1))
    assert parts(stood) == NOW


# leads


def leads(of: Charter, day: str) -> tuple[str, ...]:
    task = of.task("FZ-01", date.fromisoformat(day))
    assert task is not None
    return task.lead


def test_the_lead_on_a_day() -> None:
    handed_over = charter(amended("FZ-01", "lead", "2022-06-30", "甲局", "乙局"))
    assert leads(handed_over, "2022-06-29") == ("甲局",)
    assert leads(handed_over, "2022-06-30") == ("乙局",)


def test_before_it_had_a_lead_of_its_own_the_sections_led() -> None:
    named = charter(amended("FZ-01", "lead", "2022-06-30", new="乙局"))
    assert leads(named, "2022-06-29") == ("丙局",)
    assert leads(named, "2022-06-30") == ("乙局",)


# what was added and dropped


@pytest.mark.parametrize(
    ("amendments", "there", "added"),
    [
        pytest.param([], "yyyy", None, id="always there"),
        pytest.param([("added", "2022-06-01")], "nyyy", date(2022, 6, 1), id="added"),
        pytest.param([("dropped", "2022-06-01")], "ynnn", None, id="dropped"),
        pytest.param([("added", "2022-06-01"), ("dropped", "2022-08-01")], "nyyn", date(2022, 6, 1), id="added and dropped"),
        pytest.param([("added", "2022-05-01"), ("dropped", "2022-06-01"), ("added", "2022-08-01")], "ynny", date(2022, 8, 1), id="added twice"),
        pytest.param([("dropped", "2022-06-01"), ("added", "2022-08-01")], "ynny", date(2022, 8, 1), id="dropped and added again"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("of", [T1, T2, M1, "FZ-02"])
def test_what_is_there(of: str, amendments: list[tuple[str, str]], there: str, added: date | None) -> None:
    changed = charter(*(amended(of, key, on) for key, on in amendments))
    found = ""
    for day in (date(2022, 5, 31), date(2022, 6, 1), date(2022, 7, 31), date(2022, 8, 1)):
        tasks = list(changed.on(day).tasks())
        ids = {task.item.id for task in tasks} | {part.id for task in tasks for part in task.parts}
        found += "y" if of in ids else "n"
        assert {"FZ-01", T1, T2, M1, "FZ-02"} - ids <= {of}
    assert found == there
    assert changed.added(of) == added


def test_an_item_that_is_not_there_is_no_task() -> None:
    changed = charter(amended("FZ-01", "added", "2022-06-01"), amended("FZ-02", "dropped", "2022-06-01"))
    before, after = date(2022, 5, 31), date(2022, 6, 1)
    there = [(changed.task(id_, day) is not None) for id_ in ("FZ-01", "FZ-02") for day in (before, after)]
    assert there == [False, True, True, False]
    assert changed.task("FZ-09", after) is None


def test_a_part_was_added_and_then_changed() -> None:
    changed = charter(amended(T1, "added", "2022-06-01"), amended(T1, "at_least", "2022-08-01", "10", "6"))
    assert T1 not in parts(changed.on(date(2022, 5, 31)))
    assert parts(changed.on(date(2022, 6, 1)))[T1] == 10
    assert parts(changed.on(date(2022, 8, 1)))[T1] == 6


def test_as_it_was_adopted_what_was_added_keeps_its_place() -> None:
    changed = charter(
        amended(T1, "at_least", "2022-08-01", "10", "6"),
        amended(T2, "added", "2022-06-01"),
        amended(M1, "dropped", "2022-06-01"),
    )
    assert parts(changed.adopted()) == NOW | {T1: Decimal(10)}


def test_the_items_on_a_day_by_their_ids() -> None:
    changed = charter(
        amended("FZ-01", "lead", "2022-06-30", "甲局", "乙局"), amended("FZ-02", "added", "2022-07-01")
    )
    assert {id_: task.lead for id_, task in changed.tasks(date(2022, 6, 29)).items()} == {"FZ-01": ("甲局",)}
    assert {id_: task.lead for id_, task in changed.tasks(date(2022, 7, 1)).items()} == {
        "FZ-01": ("乙局",), "FZ-02": ("丙局",),
    }  # fmt: skip
