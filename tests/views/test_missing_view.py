"""Who has not reported what for a period, by the leads on its last day."""

from datetime import date

from zone import Zone

from gaoxin_plan.views import selection
from gaoxin_plan.views.missing import Missing, missing, missing_json

ALL = {"KJ-01.1": 5, "KJ-01.2": 0}


def ask(zone: Zone, period: str, day: str) -> Missing:
    now = zone.as_of(day)
    return missing(now, selection.period(now.charter.plan, period))


def lacking(answer: Missing) -> dict[str, dict[str, list[str]]]:
    """Of each department that has to report, its items, with the targets that have no value."""
    return {
        silent.department.name: {one.task.item.id: [t.id for t in one.targets] for one in silent.items}
        for silent in answer.silent
    }


def test_nothing_was_filed(zone: Zone) -> None:
    answer = ask(zone, "2023Q2", "2023-07-11")
    assert lacking(answer) == {
        "科技部": {"KJ-01": ["KJ-01.1", "KJ-01.2"], "KJ-02": ["KJ-02.1", "KJ-02.2"]},
        "项目部": {"KJ-02": ["KJ-02.1", "KJ-02.2"], "XM-03": []},
    }
    assert [silent.asked for silent in answer.silent] == [2, 2]
    assert (answer.deadline, answer.days_late, answer.complete) == (date(2023, 7, 10), 1, 0)
    assert {one.last for silent in answer.silent for one in silent.items} == {None}


def test_while_there_is_time_no_one_is_late(zone: Zone) -> None:
    for day in ("2023-06-01", "2023-07-10"):
        assert ask(zone, "2023Q2", day).days_late == 0


def test_a_report_without_a_value_is_not_whole(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": ALL}})
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    answer = ask(zone, "2023Q2", "2023-07-11")
    assert lacking(answer)["科技部"] == {"KJ-01": ["KJ-01.2"], "KJ-02": ["KJ-02.1", "KJ-02.2"]}
    [first, second] = answer.silent[0].items
    assert (first.is_filed, str(first.last)) == (True, "2023Q1")
    assert (second.is_filed, second.last) == (False, None)


def test_the_latest_earlier_period_is_told(zone: Zone) -> None:
    for period in ("2023Q1", "2023Q2", "2023Q4"):
        zone.filed(period, "kjb", {"KJ-01": {"values": ALL}})
    [first, *_] = ask(zone, "2023Q3", "2023-12-31").silent[0].items
    assert (first.task.item.id, str(first.last)) == ("KJ-01", "2023Q2")


def test_a_value_of_one_joint_lead_is_enough_but_each_has_to_report(zone: Zone) -> None:
    zone.filed("2023Q2", "xmb", {"KJ-02": {"values": {"KJ-02.1": 50}}, "XM-03": {}})
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": ALL}, "KJ-02": {}})
    assert lacking(ask(zone, "2023Q2", "2023-07-11")) == {
        "科技部": {"KJ-02": ["KJ-02.2"]},
        "项目部": {"KJ-02": ["KJ-02.2"]},
    }
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": ALL}})
    zone.filed("2023Q2", "xmb", {"KJ-02": {"values": {"KJ-02.1": 50, "KJ-02.2": 1}}, "XM-03": {}})
    answer = ask(zone, "2023Q2", "2023-07-11")
    assert lacking(answer) == {"科技部": {"KJ-02": []}}
    assert answer.complete == 1


def test_all_have_reported(zone: Zone) -> None:
    both = {"KJ-02": {"values": {"KJ-02.1": 50, "KJ-02.2": 10}}}
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": ALL}} | both)
    zone.filed("2023Q2", "xmb", {"XM-03": {}} | both)
    answer = ask(zone, "2023Q2", "2023-07-11")
    assert (answer.silent, answer.complete) == ((), 2)


def test_a_co_operator_is_not_asked_and_does_not_answer(zone: Zone) -> None:
    zone.filed("2023Q2", "bgs", {"KJ-01": {}, "KJ-02": {}})
    answer = ask(zone, "2023Q2", "2023-07-11")
    assert [silent.department.id for silent in answer.silent] == ["kjb", "xmb"]
    assert "KJ-01" in lacking(answer)["科技部"]


def test_what_is_closed_is_not_asked_any_more(zone: Zone) -> None:
    zone.decided("2023Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-06-20"})
    for period in ("2023Q1", "2023Q2", "2023Q3"):
        assert list(lacking(ask(zone, period, "2023-07-11"))["科技部"]) == ["KJ-02"]
    assert list(lacking(ask(zone, "2023Q1", "2023-06-19"))["科技部"]) == ["KJ-01", "KJ-02"]


def test_what_was_opened_again_is_asked_again(zone: Zone) -> None:
    zone.decided(
        "2023Q1",
        {"item": "KJ-01", "decision": "closed", "date": "2023-03-20"},
        {"item": "KJ-01", "decision": "reopened", "date": "2023-03-25"},
    )
    assert list(lacking(ask(zone, "2023Q2", "2023-07-11"))["科技部"]) == ["KJ-01", "KJ-02"]


def test_the_lead_of_the_period_s_last_day_is_asked(zone: Zone) -> None:
    zone.change(
        "        lead: 科技部\n        responsible: [项目部, 办公室]",
        "        lead: 办公室\n        responsible: [项目部]",
    )
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            "amendments:\n  - {of: KJ-01, key: lead, old: 科技部, new: 办公室, reason: 职责调整, "
            "approved: 会议纪要2023年第9期, date: 2023-06-30}\n"
        )
    assert list(lacking(ask(zone, "2023Q1", "2023-07-11"))) == ["科技部", "项目部"]
    assert lacking(ask(zone, "2023Q2", "2023-07-11")) == {
        "科技部": {"KJ-02": ["KJ-02.1", "KJ-02.2"]},
        "项目部": {"KJ-02": ["KJ-02.1", "KJ-02.2"], "XM-03": []},
        "办公室": {"KJ-01": ["KJ-01.1", "KJ-01.2"]},
    }


def test_a_target_that_was_added_later_is_not_asked_before(zone: Zone) -> None:
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            "amendments:\n  - {of: KJ-01.2, key: added, reason: 上级要求, approved: 会议纪要2023年第9期, date: 2023-07-01}\n"
        )
    assert lacking(ask(zone, "2023Q2", "2023-07-11"))["科技部"]["KJ-01"] == ["KJ-01.1"]
    assert lacking(ask(zone, "2023Q3", "2023-07-11"))["科技部"]["KJ-01"] == ["KJ-01.1", "KJ-01.2"]


def test_where_no_one_leads_one_report_is_enough(zone: Zone) -> None:
    zone.change(
        "        lead: 项目部\n        responsible: [科技部]", "        responsible: [科技部, 项目部]"
    )
    answer = lacking(ask(zone, "2023Q2", "2023-07-11"))
    assert "XM-03" in answer["科技部"]
    assert "XM-03" in answer["项目部"]
    zone.filed("2023Q2", "xmb", {"XM-03": {}})
    answer = lacking(ask(zone, "2023Q2", "2023-07-11"))
    assert all("XM-03" not in items for items in answer.values())


def test_json(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": ALL}})
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"values": {"KJ-01.1": 5}}, "KJ-02": {"values": {"KJ-02.1": 1, "KJ-02.2": 1}}},
    )
    zone.filed("2023Q2", "xmb", {"KJ-02": {}})
    assert missing_json(ask(zone, "2023Q2", "2023-07-15")) == {
        "period": "2023Q2",
        "as_of": "2023-07-15",
        "deadline": "2023-07-10",
        "days_late": 5,
        "departments": [
            {
                "id": "kjb",
                "name": "科技部",
                "contact": "示例甲",
                "items": [
                    {
                        "id": "KJ-01",
                        "title": "攻关关键技术",
                        "filed": True,
                        "targets": ["KJ-01.2"],
                        "last": "2023Q1",
                    }
                ],
            },
            {
                "id": "xmb",
                "name": "项目部",
                "contact": None,
                "items": [{"id": "XM-03", "title": "服务企业", "filed": False, "targets": [], "last": None}],
            },
        ],
        "complete": 0,
    }
