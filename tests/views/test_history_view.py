"""What happened to an item, the earliest first, and how it stood by each filing."""

from datetime import date

from zone import Zone

from gaoxin_plan.lights.light import Light
from gaoxin_plan.views import selection
from gaoxin_plan.views.history import Happening, History, history, history_json


def ask(zone: Zone, item: str, today: str = "2024-05-01") -> History:
    workspace = zone.load()
    task = selection.item(workspace.charter.plan, item)
    return history(task, workspace.charter, workspace.progress, date.fromisoformat(today))


def test_nothing_happened(zone: Zone) -> None:
    assert ask(zone, "1").happenings == ()


def test_filings_amendments_and_decisions_by_date(zone: Zone) -> None:
    zone.amended()
    (zone.root / "a.pdf").touch()
    zone.filed(
        "2023Q1",
        "kjb",
        {
            "KJ-01": {
                "progress": "攻关。",
                "problems": "缺人。",
                "next": "招人。",
                "values": {"KJ-01.1": 3, "KJ-01.2": 0},
            }
        },
        on="2023-04-02",
    )
    zone.filed("2023Q3", "kjb", {"KJ-01": {"state": "已完成", "values": {"KJ-01.1": 10, "KJ-01.2": 0},
               "done": {"KJ-01.m1": "2023-06-20"}, "evidence": "[../../../a.pdf]"}})  # fmt: skip
    zone.filed("2023Q3", "bgs", {"KJ-01": {"state": "受阻"}}, on="2023-09-29")
    zone.decided(
        "2023Q4",
        {"item": "KJ-01", "decision": "closed", "date": "2023-10-09", "evidence": "[../../../a.pdf]"},
        {"item": "KJ-01", "decision": "reopened", "date": "2023-11-01", "reason": "复核"},
        {"item": "XM-03", "decision": "closed", "date": "2023-10-09"},
    )
    assert ask(zone, "1").happenings == (
        Happening(
            date(2023, 4, 2),
            "filing",
            "科技部",
            (
                "进行中",
                "KJ-01.1 突破关键技术 3 项",
                "KJ-01.2 安全事故 0 起",
                "进展:攻关。",
                "问题:缺人。",
                "下步:招人。",
            ),
            "2023Q1",
            Light.GREEN,
        ),
        Happening(
            date(2023, 8, 1),
            "amendment",
            "会议纪要2023年第9期",
            ("KJ-01.1 突破关键技术 目标 10项以上 改为 8项", "理由:市级项目停建"),
        ),
        Happening(date(2023, 9, 29), "filing", "办公室", ("受阻",), "2023Q3"),
        Happening(
            date(2023, 9, 30),
            "filing",
            "科技部",
            (
                "已完成",
                "KJ-01.1 突破关键技术 10 项",
                "KJ-01.2 安全事故 0 起",
                "KJ-01.m1 研究院挂牌 2023-06-20 完成",
                "佐证:../../../a.pdf",
            ),
            "2023Q3",
            Light.GREEN,
        ),
        Happening(date(2023, 10, 9), "closed", "督查办", ("理由:经核查", "依据:../../../a.pdf")),
        Happening(date(2023, 11, 1), "reopened", "督查办", ("理由:复核",)),
    )
    assert [one.event for one in ask(zone, "3").happenings] == ["closed"]


def test_the_light_of_a_filing_is_that_of_its_period_by_the_plan_as_it_stood(zone: Zone) -> None:
    for quarter, value in (("2023Q1", 3), ("2023Q2", 4), ("2023Q3", 8)):
        zone.filed(
            quarter,
            "kjb",
            {"KJ-01": {"values": {"KJ-01.1": value, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-03-01"}}},
        )
    assert [one.light for one in ask(zone, "1").happenings] == [Light.GREEN, Light.YELLOW, Light.GREEN]
    zone.amended(100)
    of_filings = [one.light for one in ask(zone, "1").happenings if one.event == "filing"]
    assert of_filings == [Light.YELLOW, Light.RED, Light.GREEN]


def test_a_filing_of_a_period_that_is_not_over_is_lit_as_of_today(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 0}}}, on="2023-05-01")
    assert [one.light for one in ask(zone, "1", "2023-05-02").happenings] == [Light.GREEN]
    assert [one.light for one in ask(zone, "1", "2023-07-11").happenings] == [Light.YELLOW]


def test_of_one_day_they_stand_filing_amendment_decision(zone: Zone) -> None:
    zone.amended()
    zone.filed("2023Q2", "kjb", {"KJ-01": {}}, on="2023-08-01")
    zone.decided("2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-08-01"})
    assert [one.event for one in ask(zone, "1").happenings] == ["filing", "amendment", "closed"]


def test_what_was_approved_at_once_happened_at_once(zone: Zone) -> None:
    """A goal of another kind takes two amendments and is told as one; a part that was dropped is told too."""
    zone.change("at_least: 10,", "about: 8,")
    facts = "    reason: 停建\n    approved: 纪要\n    date: 2023-08-01\n"
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            "amendments:\n"
            f"  - of: KJ-01.1\n    key: at_least\n    old: 10\n{facts}"
            f"  - of: KJ-01.m1\n    key: dropped\n{facts}"
            f"  - of: KJ-01.1\n    key: about\n    new: 8\n{facts}"
        )
    assert ask(zone, "1").happenings == (
        Happening(
            date(2023, 8, 1),
            "amendment",
            "纪要",
            ("KJ-01.1 突破关键技术 目标 10项以上 改为 8项左右", "KJ-01.m1 研究院挂牌 取消", "理由:停建"),
        ),
    )


def test_json(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    zone.decided("2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-07-09"})
    assert history_json(ask(zone, "1")) == {
        "id": "KJ-01",
        "title": "攻关关键技术",
        "events": [
            {
                "date": "2023-06-30",
                "event": "filing",
                "who": "科技部",
                "period": "2023Q2",
                "light": "green",
                "words": ["进行中", "KJ-01.1 突破关键技术 5 项"],
            },
            {
                "date": "2023-07-09",
                "event": "closed",
                "who": "督查办",
                "period": None,
                "light": None,
                "words": ["理由:经核查"],
            },
        ],
    }
