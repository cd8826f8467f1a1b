"""A change and the amendment that was recorded of it are told as one, if the record tells of that change."""

from pathlib import Path

import pytest
from zone import Zone

from gaoxin_plan.views.diff.change import diff
from gaoxin_plan.views.diff.states import state
from gaoxin_plan.workspace import documents

APPROVED = ",2023-08-01 起,会议纪要2023年第9期"
HEAD = "  - of: {of}\n    key: {key}\n"
TAIL = "    reason: 停建\n    approved: 会议纪要2023年第{n}期\n    date: 2023-0{n}-01\n"


def record(of: str, key: str, old: str = "", new: str = "", *, n: int = 9) -> str:
    values = (f"    old: {old}\n" if old else "") + (f"    new: {new}\n" if new else "")
    return HEAD.format(of=of, key=key) + values + TAIL.format(n=n)


def told(zone: Zone, edits: list[tuple[str, str]], *records: str) -> list[str]:
    """What is told of some edits of the plan, and of amendments that are recorded with them."""
    old = state("旧", documents(zone.plan_file))
    for before, after in edits:
        zone.change(before, after)
    path: Path = zone.plan_file
    path.write_text(path.read_text(encoding="utf-8") + "amendments:\n" + "".join(records), encoding="utf-8")
    return [change.text for change in diff(old, state("新", documents(path))).changes]


LOWER = [("at_least: 10,", "at_least: 8,")]


def test_a_lowered_goal(zone: Zone) -> None:
    old = state("旧", documents(zone.plan_file))
    zone.amended()
    [change] = diff(old, state("新", documents(zone.plan_file))).changes
    assert change.text == f"KJ-01.1 突破关键技术:10项 → 8项(降低要求){APPROVED}"
    assert (change.kind, change.before, change.after, change.weakens) == ("goal", 10, 8, True)


def test_a_record_of_another_value_is_told_by_itself(zone: Zone) -> None:
    assert told(zone, LOWER, record("KJ-01.1", "at_least", "9", "8")) == [
        "记录调整:KJ-01.1 目标 9项 → 8项,2023-09-01 起,会议纪要2023年第9期",
        "KJ-01.1 突破关键技术:10项 → 8项(降低要求)",
    ]


def test_several_that_lead_from_one_to_the_other(zone: Zone) -> None:
    first, then = record("KJ-01.1", "at_least", "10", "9", n=8), record("KJ-01.1", "at_least", "9", "8")
    assert told(zone, LOWER, then, first) == [
        "KJ-01.1 突破关键技术:10项 → 8项(降低要求),2023-08-01 起,会议纪要2023年第8期,2023-09-01 起,会议纪要2023年第9期"
    ]


@pytest.mark.parametrize(
    ("edits", "records", "says"),
    [
        (
            [("at_least: 10,", "about: 10,")],
            [record("KJ-01.1", "at_least", "10"), record("KJ-01.1", "about", new="10")],
            ["KJ-01.1 突破关键技术:不少于10项 → 10项左右(改为约数),2023-09-01 起,会议纪要2023年第9期"],
        ),
        (
            [("due: 2023-06-30", "due: 2023-09-30")],
            [record("KJ-01.m1", "due", "2023-06-30", "2023-09-30")],
            ["KJ-01.m1 研究院挂牌:完成时限 2023-06-30 → 2023-09-30(推迟),2023-09-01 起,会议纪要2023年第9期"],
        ),
        (
            [("lead: [科技部, 项目部]", "lead: 科技部")],
            [record("KJ-02", "lead", "[科技部, 项目部]", "科技部")],
            ["KJ-02 牵头部门:减去 项目部(少一个牵头),2023-09-01 起,会议纪要2023年第9期"],
        ),
        (
            [],
            [record("KJ-02.2", "dropped")],
            ["记录调整:KJ-02.2 取消,2023-09-01 起,会议纪要2023年第9期(降低要求)"],
        ),
    ],
)
def test_each_thing_that_can_be_amended(
    zone: Zone, edits: list[tuple[str, str]], records: list[str], says: list[str]
) -> None:
    assert told(zone, edits, *records) == says
