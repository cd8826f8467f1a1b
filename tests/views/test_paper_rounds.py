"""What came of a reporting round, as papers say it."""

from zone import Zone
from zone_paper import paper

Q2 = ("2023-07-11", "2023Q2")


def test_who_was_silent_and_who_late(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}}, on="2023-07-12")
    found = paper(zone, "2023-07-13", "2023Q2")
    assert [
        (silent.department, silent.asked, [lack.what for lack in silent.items]) for silent in found.missing
    ] == [
        ("科技部", 2, ["缺完成值：安全事故", "未报"]),
        ("项目部", 2, ["未报", "未报"]),
    ]
    assert [tuple(late) for late in found.late] == [("科技部", "2023年7月12日", 2)]


def test_nobody_silent_nobody_late(zone: Zone) -> None:
    both = {"KJ-02": {"values": {"KJ-02.1": 50, "KJ-02.2": 10}}}
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5, "KJ-01.2": 0}}} | both)
    zone.filed("2023Q2", "xmb", {"XM-03": {}} | both)
    found = paper(zone, *Q2)
    assert (found.missing, found.late, found.amendments, found.decisions) == ((), (), (), ())


def test_amendments_of_the_period_in_words(zone: Zone) -> None:
    zone.amended()
    (found,) = paper(zone, "2023-10-11", "2023Q3").amendments
    assert (found.title, found.what, found.words, found.date) == (
        "攻关关键技术",
        "突破关键技术",
        "目标由10项以上改为8项",
        "2023年8月1日",
    )
    assert (found.reason, found.approved) == ("市级项目停建", "会议纪要2023年第9期")
    assert paper(zone, *Q2).amendments == ()


def test_time_limits_and_departments_that_change(zone: Zone) -> None:
    changes = [
        ("KJ-01.m1", "due", "2023-06-30", "2023-09-30"),
        ("KJ-01", "responsible", "[项目部, 办公室]", "[办公室]"),
    ]
    zone.change("title: 研究院挂牌, due: 2023-06-30", "title: 研究院挂牌, due: 2023-09-30")
    zone.change("responsible: [项目部, 办公室]", "responsible: [办公室]")
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write("amendments:\n")
        for of, key, old, new in changes:
            file.write(
                f"  - of: {of}\n    key: {key}\n    old: {old}\n    new: {new}\n    reason: 停建\n"
                "    approved: 纪要\n    date: 2023-08-01\n"
            )
    assert [found.words for found in paper(zone, "2023-10-11", "2023Q3").amendments] == [
        "完成时限由2023年6月30日改为2023年9月30日",
        "责任部门由项目部、办公室改为办公室",
    ]


def test_decisions_by_date(zone: Zone) -> None:
    zone.decided(
        "2023Q3",
        {"item": "XM-03", "decision": "closed", "date": "2023-07-20"},
        {"item": "XM-03", "decision": "reopened", "date": "2023-08-20", "reason": "复核有误"},
    )
    found = paper(zone, "2023-10-11", "2023Q3").decisions
    assert [(one.title, one.what, one.date, one.by, one.reason) for one in found] == [
        ("服务企业", "办结销号", "2023年7月20日", "督查办", "经核查"),
        ("服务企业", "重新打开", "2023年8月20日", "督查办", "复核有误"),
    ]
