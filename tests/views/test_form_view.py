"""A department's form: what it is asked about, what it said last, what it has filed."""

from sheets import form_of
from zone import Zone

from gaoxin_plan.lights.light import Light
from gaoxin_plan.views.form import Slot


def test_what_a_department_leads_comes_first(zone: Zone) -> None:
    form = form_of(zone, "2023Q2", "项目部")
    assert [(item.item.id, item.is_led) for item in form.items] == [
        ("KJ-02", True),
        ("XM-03", True),
        ("KJ-01", False),
    ]
    assert (str(form.period), form.department.id) == ("2023Q2", "xmb")
    assert (form.as_of.isoformat(), form.deadline.isoformat()) == ("2023-07-11", "2023-07-10")


def test_only_what_it_leads_is_asked_for_figures(zone: Zone) -> None:
    led, _, other = form_of(zone, "2023Q2", "项目部").items
    assert [slot.field for slot in led.slots] == [
        "state", "progress", "problems", "next", "evidence", "KJ-02.1", "KJ-02.2",
    ]  # fmt: skip
    assert [slot.field for slot in other.slots] == ["state", "progress", "problems", "next", "evidence"]


def test_goals_and_what_was_said_for_an_earlier_period(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {
        "KJ-01": {"progress": "攻关3项。", "values": {"KJ-01.1": 3}, "done": {"KJ-01.m1": "2023-03-01"}},
        "KJ-02": {"values": {"KJ-02.2": 2.5}},
    })  # fmt: skip
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    first, second, _ = form_of(zone, "2023Q2", "科技部").items
    assert first.last == "2023Q1 进行中\n进展情况:攻关3项。"
    assert [(part.goal, part.unit, part.due, part.last) for part in first.parts] == [
        ("10项以上", "项", "2023年12月31日", "3 项(2023Q1)"),
        ("0起", "起", "2023年12月31日", ""),
        ("", "", "2023年6月30日", "2023-03-01 完成(2023Q1)"),
        ("", "", "未明确时限", ""),
    ]
    assert second.parts[1].last == "提升 2.5%(2023Q1)"
    assert first.light.light is Light.GREY  # 安全事故 was never filed


def test_who_co_operates_sees_what_the_lead_said_of_the_parts(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"progress": "甲。", "values": {"KJ-01.1": 3}}})
    zone.filed("2023Q1", "xmb", {"KJ-01": {"progress": "乙。"}})
    item = form_of(zone, "2023Q2", "项目部").items[-1]
    assert item.last == "2023Q1 进行中\n进展情况:乙。"
    assert item.parts[0].last == "3 项(2023Q1)"


def test_what_is_filed_is_told_slot_by_slot(zone: Zone) -> None:
    zone.write("2023Q2", "kjb", (
        "period: 2023Q2\ndepartment: kjb\nfiled: 2023-07-01\nitems:\n  KJ-01:\n    state: 受阻\n"
        "    problems: |-\n      甲。\n      乙。\n\n      丙。\n    values: {KJ-01.1: 4.50}\n"
        "    evidence: [a.txt, 'b c.txt']\n"
    ))  # fmt: skip
    assert form_of(zone, "2023Q2", "科技部").state == {
        Slot("KJ-01", "state"): "受阻",
        Slot("KJ-01", "problems"): "甲。乙。\n丙。",
        Slot("KJ-01", "KJ-01.1"): "4.5",
        Slot("KJ-01", "evidence"): "a.txt\nb c.txt",
    }


def test_a_closed_item_is_marked(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"state": "已完成"}})
    zone.decided("2023Q1", {"item": "KJ-01", "decision": "closed", "date": "2023-04-01"})
    assert [item.is_closed for item in form_of(zone, "2023Q2", "科技部").items] == [True, False, False]


def test_the_lead_of_the_periods_last_day_is_asked(zone: Zone) -> None:
    zone.change(
        "lead: 科技部\n        responsible: [项目部, 办公室]",
        "lead: 项目部\n        responsible: [科技部, 办公室]",
    )
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            "amendments:\n"
            "  - {of: KJ-01, key: lead, old: 科技部, new: 项目部, reason: 甲, approved: 乙, date: 2023-07-01}\n"
            "  - {of: KJ-01, key: responsible, old: [项目部, 办公室], new: [科技部, 办公室], reason: 甲, approved: 乙, date: 2023-07-01}\n"
        )
    assert form_of(zone, "2023Q2", "科技部").items[0].is_led
    assert not form_of(zone, "2023Q3", "科技部", "2023-10-11").items[1].is_led


def test_whom_to_ask_is_the_department_that_issued_the_plan(zone: Zone) -> None:
    office = form_of(zone, "2023Q2", "科技部").office
    assert office is not None
    assert office.id == "bgs"
    zone.change("    name: 项目部\n", "    name: 管理办公室\n    aliases: [项目部]\n")
    office = form_of(zone, "2023Q2", "科技部").office
    assert office is not None
    assert office.id == "xmb"
    zone.change("issuer: 云山示范区管理办公室", "issuer: 云山示范区管委会")
    assert form_of(zone, "2023Q2", "科技部").office is None


def test_a_department_without_items_has_an_empty_form(zone: Zone) -> None:
    zone.change("  - id: bgs\n", "  - id: cwb\n    name: 财务部\n  - id: bgs\n")
    form = form_of(zone, "2023Q2", "财务部")
    assert form.items == ()
