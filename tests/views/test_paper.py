"""What a paper says of a whole plan."""

import pytest
from zone import Zone
from zone_paper import paper

from gaoxin_plan.views.papers.facts import ItemFacts

JOINT = {"KJ-02": {"values": {"KJ-02.1": 50, "KJ-02.2": 10}}}
GOOD = {"KJ-01": {"values": {"KJ-01.1": 5, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-20"}}}


def ids(items: tuple[ItemFacts, ...]) -> list[str]:
    return [item.id for item in items]


def test_departments_in_the_plan_s_order_joint_leads_each_counted(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", GOOD | JOINT)
    zone.change("        lead: 项目部\n", "")
    found = paper(zone, "2023-07-11", "2023Q2")
    assert [(d.name, d.contact, d.counts.total, d.counts.green) for d in found.departments] == [
        ("科技部", "示例甲", 2, 2),
        ("项目部", "", 1, 1),
        ("未明确牵头部门", "", 1, 0),
    ]
    assert found.counts.total == 3


def test_what_goes_well(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", GOOD | JOINT)
    zone.filed("2023Q2", "xmb", {"XM-03": {}} | JOINT)
    found = paper(zone, "2023-07-11", "2023Q2")
    assert ids(found.well) == ["KJ-01", "KJ-02"]  # XM-03 is green by nothing but its word
    assert found.behind == ()


def test_what_was_opened_again_does_not_go_well(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", GOOD)
    zone.decided(
        "2023Q2",
        {"item": "KJ-01", "decision": "closed", "date": "2023-05-20"},
        {"item": "KJ-01", "decision": "reopened", "date": "2023-06-20"},
    )
    found = paper(zone, "2023-07-11", "2023Q2")
    assert "KJ-01" in ids(found.lights.green)
    assert found.well == ()


def test_changes_since_the_period_before(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 0}}})
    zone.filed("2023Q1", "xmb", {"XM-03": {"state": "受阻"}})
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 1}}})
    zone.filed("2023Q2", "xmb", {"XM-03": {}})
    found = paper(zone, "2023-07-11", "2023Q2").changes
    assert found.since == "2023年第一季度"
    assert [(change.item.id, change.before.word) for change in found.red] == [("KJ-01", "绿灯")]
    assert [(change.item.id, change.before.word) for change in found.green] == [("XM-03", "黄灯")]
    assert found.other == ()
    assert paper(zone, "2023-04-11", "2023Q1").changes == ("", (), (), ())


def test_what_is_due_and_overdue(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 0}}})
    due = paper(zone, "2023-04-11", "2023Q1").due
    assert [(part.name, part.item, part.lead, part.due, part.days) for part in due] == [
        ("研究院挂牌", "攻关关键技术", ("科技部",), "2023年6月30日", 80)
    ]
    overdue = paper(zone, "2023-07-11", "2023Q2").overdue
    assert [(part.id, part.due, part.days, part.light.word) for part in overdue] == [
        ("KJ-01.m1", "2023年6月30日", 11, "黄灯")
    ]


def test_targets_and_ceilings(zone: Zone) -> None:
    zone.change("metric: 到位资金, at_least: 100,", "metric: 到位资金, at_least: 100, baseline: 40,")
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 2}}})
    zone.filed("2023Q2", "xmb", {"KJ-02": {"values": {"KJ-02.1": 80, "KJ-02.2": 3}}})
    found = paper(zone, "2023-07-11", "2023Q2")
    assert [(t.name, t.goal, t.base, t.value, t.expected, t.done) for t in found.targets] == [
        ("突破关键技术", "10项以上", "", "3项", "5项", 30),
        ("到位资金", "100万元", "40万元", "80万元", "70万元", 67),
        ("使用率", "提升20%", "", "提升3%", "", 15),
    ]
    assert [(t.name, t.goal, t.value, t.done, t.light.word) for t in found.ceilings] == [
        ("安全事故", "0起", "2起", 0, "红灯")
    ]


@pytest.mark.parametrize(("value", "done"), [(0, 0), (99.4, 99), (99.7, 99), (100, 100), (130, 100)])
def test_only_what_is_there_is_whole(zone: Zone, value: float, done: int) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-02": {"values": {"KJ-02.1": value, "KJ-02.2": 3}}})
    assert paper(zone, "2023-07-11", "2023Q2").targets[1].done == done


def test_a_frequency_says_how_often_that_is_in_all(zone: Zone) -> None:
    zone.change("metric: 突破关键技术, at_least: 10,", "metric: 突破关键技术, every: quarter,")
    assert paper(zone, "2023-07-11", "2023Q2").targets[0].goal == "每季度（共4项）"


BOUNDS = "落后序时进度不到{}个百分点的亮绿灯，{}至30个百分点的亮黄灯，超过30个百分点的亮红灯"


@pytest.mark.parametrize(
    ("rules", "bounds", "source"),
    [
        ("", BOUNDS.format(10, 10), "参照银川市发展改革委2025年3月公布的规则，本单位未另行规定"),
        (
            "rules: {preset: sanya-2022}\n",
            "达到序时进度的亮绿灯，落后的部分占序时进度不超过50%的亮黄灯，超过50%的亮红灯",
            "采用三亚市2022年5月公布的规则",
        ),
        (
            "rules: {preset: yinchuan-2025, yellow_from: 5}\n",
            BOUNDS.format(5, 5),
            "以银川市发展改革委2025年3月公布的规则为基础，本单位另有规定",
        ),
    ],
)
def test_the_rule_is_told_by_whose_it_is(zone: Zone, rules: str, bounds: str, source: str) -> None:
    zone.change("sample: true\n", f"sample: true\n{rules}")
    assert paper(zone, "2023-07-11", "2023Q2").rule == f"{bounds}（{source}）"


def test_a_cause_says_of_which_period_it_is(zone: Zone) -> None:
    zone.filed("2023Q1", "xmb", {"XM-03": {"state": "受阻", "problems": "缺地。"}})
    assert paper(zone, "2023-04-11", "2023Q1").items[2].cause == "缺地。"
    assert paper(zone, "2023-07-11", "2023Q2").items[2].cause == "缺地。（2023年第一季度所报）"
    zone.filed("2023Q1", "xmb", {"XM-03": {}})
    assert paper(zone, "2023-04-11", "2023Q1").items[2].cause == "部门未写明原因。"
    assert paper(zone, "2023-07-11", "2023Q2").items[2].cause == "部门本期未填报，此前所报未写明原因。"
    assert paper(zone, "2023-07-11", "2023Q2").items[2].reported == "2023年第一季度"


def test_reasons_name_parts_in_quotation_marks_and_keep_what_was_written(zone: Zone) -> None:
    problems = "卡在 3 处,2023Q2;" + "很长" * 40
    said = {"state": "受阻", "problems": problems, "values": {"KJ-01.1": 5, "KJ-01.2": 0}}
    zone.filed("2023Q1", "kjb", {"KJ-01": said})
    light = paper(zone, "2023-04-11", "2023Q1").items[0].light
    assert light.reasons == ("“编制规划”部门自报受阻", f"科技部报受阻：{problems}")
    assert light.gap == light.brief == "“编制规划”部门自报受阻；科技部报受阻"
    nothing = paper(zone, "2023-04-11", "2023Q1").items[1].light
    assert nothing.reasons == ("从未填报",)
