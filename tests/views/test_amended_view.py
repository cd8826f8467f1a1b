"""Amendments in words: goals and dates as papers print them, by date, each change once."""

from datetime import date
from typing import Any

from zone import Zone

from gaoxin_plan.views.amended import amendments


def told(zone: Zone, *changes: dict[str, Any], item: str = "KJ-01") -> list[str]:
    """The words of amendments that stand in the plan, whatever its body says."""
    lines = ["amendments:"]
    for change in changes:
        said = {"reason": "停建", "approved": "纪要", "date": "2023-08-01"} | change
        lines += [f"  {'- ' if n == 0 else '  '}{key}: {said[key]}" for n, key in enumerate(said)]
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return [found.words for found in amendments(zone.load().charter, item)]


def test_goals(zone: Zone) -> None:
    changes = [
        {"of": "KJ-01.1", "key": key, "old": old, "new": new, "date": f"2023-08-0{day}"}
        for day, (key, old, new) in enumerate(
            [
                ("at_least", 10, 12),
                ("about", 12, 10),
                ("between", "[2, 3]", "[1, 2]"),
                ("rise_by", 5, 4),
                ("at_most", 5, 6),
                ("every", "month", "quarter"),
            ],
            1,
        )
    ]
    assert told(zone, *changes) == [
        "目标 10项以上 改为 12项",
        "目标 12项左右 改为 10项左右",
        "目标 2至3项 改为 1至2项",
        "目标 提升5项 改为 提升4项",
        "目标 不超过5项 改为 不超过6项",
        "目标 每月 改为 每季度",
    ]


def test_a_goal_of_another_kind_is_one_change_though_it_takes_two_amendments(zone: Zone) -> None:
    old = {"of": "KJ-01.1", "key": "at_least", "old": 10}
    new = {"of": "KJ-01.1", "key": "about", "new": 8}
    assert told(zone, new, old) == ["目标 10项以上 改为 8项左右"]


def test_of_another_day_or_reason_they_are_two(zone: Zone) -> None:
    old = {"of": "KJ-01.1", "key": "at_least", "old": 10, "reason": "重排"}
    new = {"of": "KJ-01.1", "key": "about", "new": 8}
    assert told(zone, old, new) == ["目标 10项以上 改为 无", "目标 无 改为 8项左右"]


def test_dates(zone: Zone) -> None:
    """Without a date a target is due when the plan ends, and a milestone has no date."""
    assert told(
        zone,
        {"of": "KJ-01.1", "key": "due", "new": "2023-10-31"},
        {"of": "KJ-01.m1", "key": "due", "old": "2023-06-30", "date": "2023-09-01"},
    ) == ["完成时限 2023年12月31日 改为 2023年10月31日", "完成时限 2023年6月30日 改为 未明确时限"]


def test_departments_and_what_is_added_or_dropped(zone: Zone) -> None:
    assert told(
        zone,
        {"of": "KJ-01", "key": "lead", "old": "科技部", "new": "[科技部, 项目部]"},
        {"of": "KJ-01", "key": "responsible", "old": "项目部"},
        {"of": "KJ-01.2", "key": "added"},
        {"of": "KJ-01", "key": "dropped"},
    ) == ["牵头部门 科技部 改为 科技部、项目部", "责任部门 项目部 改为 无", "新增", "取消"]


def test_they_stand_by_date_each_with_its_grounds(zone: Zone) -> None:
    told(
        zone,
        {"of": "KJ-01.1", "key": "at_least", "old": 9, "new": 8, "date": "2023-09-01"},
        {"of": "KJ-01.1", "key": "at_least", "old": 10, "new": 9, "date": "2023-08-01"},
        {"of": "XM-03", "key": "dropped"},
    )
    charter = zone.load().charter
    assert [found.line for found in amendments(charter, "KJ-01")] == [
        "2023-08-01 KJ-01.1 目标 10项以上 改为 9项(纪要)",
        "2023-09-01 KJ-01.1 目标 9项 改为 8项(纪要)",
    ]
    assert [found.words for found in amendments(charter, "KJ-01", date(2023, 8, 31))] == [
        "目标 10项以上 改为 9项"
    ]


def test_what_does_not_fit_is_told_as_it_is_written(zone: Zone) -> None:
    assert told(
        zone,
        {"of": "KJ-01.m1", "key": "at_least", "old": 2, "new": 3},
        {"of": "KJ-01.9", "key": "due", "old": "2023-06-30", "date": "2023-09-01"},
    ) == ["目标 2 改为 3", "完成时限 2023-06-30 改为 无"]
