"""Filings: whose they are, what they are about, whether they can be; each told once, at its own line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from filed_zone import Filings, Told

from gaoxin_plan import workspace
from gaoxin_plan.checks.run import check
from gaoxin_plan.problems import Mark, Severity

Q2 = "2023Q2/kjb.yaml"
VALUE: Mapping[str, Any] = {"KJ-01": {"values": {"KJ-01.1": 5}}}
GOAL = "at_least: 10, unit: 项"
DONE = {
    "state": "已完成",
    "values": {"KJ-01.1": 10, "KJ-01.2": 0},
    "done": {"KJ-01.m1": "2023-05-01", "KJ-01.m2": "2023-05-01"},
    "evidence": "[验收.txt]",
}


def good(filings: Filings) -> Path:
    return filings.filed("Q2/kjb", VALUE, on="2023-07-04")


# -- all is well -------------------------------------------------------------------------------------------


def test_what_is_right_is_not_told_of(filings: Filings) -> None:
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 2}}, "KJ-02": {"values": {"KJ-02.1": 30.5}}})
    filings.filed("Q2/kjb", {"KJ-01": DONE, "KJ-02": {"values": {"KJ-02.2": -3}}, "XM-03": {}})
    filings.filed(
        "Q2/xmb", {"KJ-01": {"progress": "配合"}, "KJ-02": {"values": {"KJ-02.2": -3}}, "XM-03": {}}
    )
    filings.filed("Q2/bgs", {"KJ-01": {"evidence": "[验收.txt]"}, "KJ-02": {"problems": "缺编"}})
    (filings.zone.root / "plan/2023/2023Q2/验收.txt").write_text("验收", encoding="utf-8")
    filings.decided("Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-07-11"})
    assert filings.told() == []


def test_a_plan_may_have_no_folder_of_filings_or_an_empty_one(filings: Filings) -> None:
    assert filings.told() == []
    filings.zone.plan_file.with_suffix("").mkdir()
    assert filings.told() == []


# -- the head ----------------------------------------------------------------------------------------------

HEADS = [
    pytest.param("period: 2023Q2", "period: 2022Q2", "P402", "period: 2022Q2", "计划没有报告期“2022Q2”", id="another year"),
    pytest.param("period: 2023Q2", "period: 2023-06", "P402", "period: 2023-06", "计划没有报告期“2023-06”", id="a month"),
    pytest.param("period: 2023Q2", "period: 2023q2", "P402", "period: 2023q2", "计划没有报告期“2023q2”", id="small letters"),
    pytest.param("period: 2023Q2", "period: 二季度", "P402", "period: 二季度", "计划没有报告期“二季度”", id="in words"),
    pytest.param("period: 2023Q2", "period: 2023Q3", "P403", "period: 2023Q3", "报告期写的是 2023Q3,文件却在文件夹 2023Q2 里", id="the next one"),
    pytest.param("department: kjb", "department: kbj", "P404", "department: kbj", "部门名单里没有编号“kbj”;是不是“kjb”?", id="misspelt"),
    pytest.param("department: kjb", "department: KJB", "P404", "department: KJB", "部门名单里没有编号“KJB”;是不是“kjb”?", id="in capitals"),
    pytest.param("department: kjb", "department: 科技部", "P404", "department: 科技部", "部门名单里没有编号“科技部”;是不是“kjb”?", id="by name"),
    pytest.param("department: kjb", "department: 科创部", "P404", "department: 科创部", "部门名单里没有编号“科创部”;是不是“kjb”?", id="by alias"),
    pytest.param("department: kjb", "department: 财政局", "P404", "department: 财政局", "部门名单里没有编号“财政局”", id="no such department"),
    pytest.param("department: kjb", "department: bgs", "P405", "department: bgs", "部门写的是 bgs,文件名却是 kjb.yaml", id="another department"),
    pytest.param("period: 2023Q2\n", "", "P141", "department: kjb", "缺少“period”(报告期)", id="no period"),
    pytest.param("department: kjb\n", "", "P141", "period: 2023Q2", "缺少“department”(部门)", id="no department"),
    pytest.param("filed: 2023-07-04\n", "", "P141", "period: 2023Q2", "缺少“filed”(报送日期)", id="no day"),
    pytest.param("period:", "peroid:", "P140", "peroid: 2023Q2", "不认识的键“peroid”;是不是“period”?", id="period misspelt"),
    pytest.param("filed:", "fild:", "P140", "fild: 2023-07-04", "不认识的键“fild”;是不是“filed”?", id="filed misspelt"),
    pytest.param("department: kjb", "department:", "P131", "department:", "“department”后面没有内容", id="an empty department"),
    pytest.param("period: 2023Q2", "period: 2023 #Q2", "P125", "period: 2023 #Q2", "“ #”以后的文字“Q2”会被当作注释丢掉", id="a period cut short"),
    pytest.param("period: 2023Q2", "period: [2023Q2]", "P142", "period: [2023Q2]", "“period(报告期)”应是一段文字,不是列表", id="a list"),
    pytest.param("filed: 2023-07-04", "filed: 7月4日", "P145", "filed: 7月4日", "“filed(报送日期)”的值“7月4日”写法不对", id="a day in words"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line", "message"), HEADS)
def test_a_mistake_in_the_head_is_told_once(
    old: str, new: str, code: str, line: str, message: str, filings: Filings
) -> None:
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 9}}})  # less than before, were it Q2's
    filings.filed("Q3/kjb", {"KJ-01": {"values": {"KJ-01.1": 9}}}, on="2023-07-12")
    items = {
        "KJ-01": {"values": {"KJ-01.1": 10, "KJ-01.2": 0}},
        "KJ-02": {"values": {"KJ-02.1": 1}},
        "XM-03": {},
    }
    path = filings.filed("Q2/kjb", items, on="2023-07-04")
    assert [told for told in filings.told() if told[1] == Q2] == []
    filings.zone.path("2023Q3", "kjb").unlink()
    filings.decided("Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-07-11", "reason": "并入"})
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert filings.told() == [(code, Q2, line, message)]


def test_the_periods_of_a_monthly_plan_over_years_are_told_in_short(filings: Filings) -> None:
    filings.zone.change("year: 2023", "from: 2023-01-01\nto: 2025-12-31\nreporting: monthly")
    filings.zone.write("2023Q2", "kjb", "period: 2023Q2\ndepartment: kjb\nfiled: 2023-07-04\nitems: {}\n")
    [problem] = filings.problems()
    assert (problem.code, problem.hint) == ("P402", "可选:2023-01 到 2025-12")


def test_two_files_of_one_department(filings: Filings) -> None:
    path = good(filings)
    copy = path.with_name("kjb (1).yaml")
    copy.write_text(path.read_text(encoding="utf-8").replace(": 5", ": 6"), encoding="utf-8")
    assert filings.told() == [
        ("P405", "2023Q2/kjb (1).yaml", "department: kjb", "部门写的是 kjb,文件名却是 kjb (1).yaml")
    ]


def test_a_filing_of_two_periods_is_held_against_neither(filings: Filings) -> None:
    """The second quarter's file, copied from the first and not changed, is not the first quarter's word."""
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 2}}})
    filings.filed("Q3/kjb", {"KJ-01": {"values": {"KJ-01.1": 4}}}, on="2023-07-12")
    path = filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 8}}})
    path.write_text(path.read_text(encoding="utf-8").replace("2023Q2", "2023Q1"), encoding="utf-8")
    assert filings.codes() == ["P403"]


# -- in time -----------------------------------------------------------------------------------------------

DAYS = [
    ("2023-07-10", None),  # the last of ten days of grace
    ("2023-07-11", ("P431", "报送于 2023-07-11,2023Q2 应于 2023-07-10 及以前报送")),
    ("2023-07-12", ("P431", "报送于 2023-07-12,2023Q2 应于 2023-07-10 及以前报送")),
    ("2023-07-13", ("P432", "报送日期 2023-07-13 还没有到")),
    ("2023-04-01", None),
    ("2023-03-31", ("P432", "报送日期 2023-03-31 早于 2023Q2 开始的 2023-04-01")),
]


@pytest.mark.parametrize(("day", "told"), DAYS, ids=[day for day, _ in DAYS])
def test_the_day_of_a_filing(day: str, told: tuple[str, str] | None, filings: Filings) -> None:
    filings.filed("Q2/kjb", VALUE, on=day)
    assert filings.told() == ([(told[0], Q2, f"filed: {day}", told[1])] if told else [])
    assert all(problem.severity is Severity.WARNING for problem in filings.problems())


def test_the_days_of_grace_are_the_plans(filings: Filings) -> None:
    filings.zone.change("sample: true\n", "rules:\n  grace_days: 0\n")
    filings.filed("Q2/kjb", VALUE, on="2023-06-30")
    assert filings.told() == []
    filings.filed("Q2/kjb", VALUE, on="2023-07-01")
    assert filings.codes() == ["P431"]


def test_a_period_that_ended_before_the_plan_was_published_is_not_filed_late(filings: Filings) -> None:
    filings.zone.change("published: 2023-01-01", "published: 2023-04-01")
    filings.filed("Q1/kjb", VALUE, on="2023-06-01")
    assert filings.told() == []
    filings.zone.change("published: 2023-04-01", "published: 2023-03-31")
    assert filings.codes() == ["P431"]


# -- whose it is -------------------------------------------------------------------------------------------


def test_an_item_of_others(filings: Filings) -> None:
    filings.filed("Q2/bgs", {"XM-03": {"progress": "已办"}})
    assert filings.told() == [
        ("P412", "2023Q2/bgs.yaml", "XM-03:", "XM-03 在 2023Q2 由项目部牵头,办公室不牵头也不配合")
    ]


def test_an_item_of_two_others(filings: Filings) -> None:
    filings.zone.change("responsible: [办公室]", "responsible: []")
    filings.filed("Q2/bgs", {"KJ-02": {}})
    assert filings.told() == [
        ("P412", "2023Q2/bgs.yaml", "KJ-02:", "KJ-02 在 2023Q2 由科技部、项目部牵头,办公室不牵头也不配合")
    ]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"values": {"KJ-01.1": 5}}, "values:"),
        ({"done": {"KJ-01.m1": "2023-06-01"}}, "done:"),
        ({"values": {"KJ-01.1": 5}, "done": {"KJ-01.m1": "2023-06-01"}}, "values:"),
        ({"values": {"KJ-01.1": -5}}, "values:"),
        ({"values": {"KJ-01.1": 500}}, "values:"),
        ({"done": {"KJ-01.m1": "2199-06-01"}}, "done:"),
    ],
)
def test_a_co_operator_reports_no_values(said: Mapping[str, Any], line: str, filings: Filings) -> None:
    filings.filed("Q2/bgs", {"KJ-01": said})
    assert filings.told() == [
        ("P413", "2023Q2/bgs.yaml", line, "KJ-01 由科技部牵头,办公室是配合部门,不报完成值和完成日期")
    ]


def test_a_co_operator_may_say_that_it_is_done(filings: Filings) -> None:
    """Only the lead's word asks for closing: no value, no evidence is asked of others."""
    filings.filed("Q2/bgs", {"KJ-01": {"state": "已完成", "progress": "配合完毕"}})
    assert filings.told() == []


def test_each_joint_lead_reports(filings: Filings) -> None:
    for department in ("kjb", "xmb"):
        filings.filed(f"Q2/{department}", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == []


@pytest.mark.parametrize("lead", ["科创部", "[科创部, 项目部]", "科技部"])
def test_a_lead_by_its_alias(lead: str, filings: Filings) -> None:
    filings.zone.change("lead: [科技部, 项目部]", f"lead: {lead}")
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == []


def test_the_lead_of_a_section(filings: Filings) -> None:
    filings.zone.change("        lead: [科技部, 项目部]\n", "")
    filings.zone.change("    title: 抓创新\n", "    title: 抓创新\n    lead: 办公室\n")
    filings.zone.change("responsible: [办公室]", "responsible: [科技部]")
    filings.filed("Q2/bgs", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == []
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.codes() == ["P413"]


def test_without_a_lead_all_responsible_report(filings: Filings) -> None:
    filings.zone.change("        lead: [科技部, 项目部]\n", "")
    filings.filed("Q2/bgs", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == []
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == [
        ("P412", Q2, "KJ-02:", "KJ-02 在 2023Q2 没有牵头部门,由办公室填报,科技部不牵头也不配合")
    ]


def test_without_any_department_none_reports(filings: Filings) -> None:
    filings.zone.change("        lead: [科技部, 项目部]\n        responsible: [办公室]\n", "")
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    assert filings.told() == [
        ("P412", Q2, "KJ-02:", "KJ-02 在 2023Q2 没有牵头部门和责任部门,科技部不牵头也不配合")
    ]


def test_the_lead_is_that_of_the_periods_last_day(filings: Filings) -> None:
    filings.zone.change(
        "lead: 科技部\n        responsible: [项目部, 办公室]",
        "lead: 项目部\n        responsible: [科技部, 办公室]",
    )
    filings.amended(
        {"of": "KJ-01", "key": "lead", "old": "科技部", "new": "项目部", "date": "2023-06-30"},
        {"of": "KJ-01", "key": "responsible", "old": "[项目部, 办公室]", "new": "[科技部, 办公室]", "date": "2023-06-30"},
    )  # fmt: skip
    filings.filed("Q1/kjb", VALUE)
    filings.filed("Q2/xmb", VALUE)
    assert filings.told() == []
    filings.filed("Q1/xmb", VALUE)
    filings.filed("Q2/kjb", VALUE)
    assert filings.told() == [
        ("P413", "2023Q1/xmb.yaml", "values:", "KJ-01 由科技部牵头,项目部是配合部门,不报完成值和完成日期"),
        ("P413", "2023Q2/kjb.yaml", "values:", "KJ-01 由项目部牵头,科技部是配合部门,不报完成值和完成日期"),
    ]


def test_a_department_that_was_let_go(filings: Filings) -> None:
    filings.zone.change("responsible: [项目部, 办公室]", "responsible: [项目部]")
    filings.amended({"of": "KJ-01", "key": "responsible", "old": "[项目部, 办公室]", "new": "项目部"})
    filings.filed("Q1/bgs", {"KJ-01": {}})
    assert filings.told() == []
    filings.filed("Q2/bgs", {"KJ-01": {}})
    assert filings.codes() == ["P412"]


# -- what it is about --------------------------------------------------------------------------------------

PARTS = [
    pytest.param({"KJ-1": {"values": {"KJ-1.1": 5}}}, ("P410", Q2, "KJ-1:", "计划里没有条目“KJ-1”;是不是“KJ-01”?"), id="item, nearly"),
    pytest.param({"kj-01": {"values": {"KJ-01.1": 5}}}, ("P410", Q2, "kj-01:", "计划里没有条目“kj-01”;是不是“KJ-01”?"), id="item, small"),
    pytest.param({"ZW-88": {}}, ("P410", Q2, "ZW-88:", "计划里没有条目“ZW-88”"), id="item, none"),
    pytest.param({"KJ-01": {"values": {"KJ-01.3": 5}}}, ("P411", Q2, "KJ-01.3: 5", "KJ-01 没有目标“KJ-01.3”"), id="target"),
    pytest.param({"KJ-01": {"done": {"KJ-01.m3": "2023-05-01"}}}, ("P411", Q2, "KJ-01.m3: 2023-05-01", "KJ-01 没有节点“KJ-01.m3”"), id="milestone"),
    pytest.param({"KJ-01": {"values": {"KJ-01.m1": 1}}}, ("P411", Q2, "KJ-01.m1: 1", "KJ-01 没有目标“KJ-01.m1”,它是节点"), id="a milestone with a value"),
    pytest.param({"KJ-01": {"done": {"KJ-01.1": "2023-05-01"}}}, ("P411", Q2, "KJ-01.1: 2023-05-01", "KJ-01 没有节点“KJ-01.1”,它是目标"), id="a target with a day"),
    pytest.param({"KJ-02": {"values": {"KJ-01.1": 5}}}, ("P411", Q2, "KJ-01.1: 5", "KJ-02 没有目标“KJ-01.1”,它属于 KJ-01"), id="another item's"),
    pytest.param({"XM-03": {"values": {"KJ-01.1": 5}}}, ("P411", Q2, "KJ-01.1: 5", "XM-03 没有目标“KJ-01.1”,它属于 KJ-01"), id="another's, co-operating"),
    pytest.param({"KJ-01": {"state": "已完成", "values": {"KJ-01.9": 10}}}, ("P411", Q2, "KJ-01.9: 10", "KJ-01 没有目标“KJ-01.9”"), id="completed"),
    pytest.param({"KJ-01": {"values": {'"KJ-01.1 "': 5}}}, ("P411", Q2, '"KJ-01.1 ": 5', "KJ-01 没有目标“KJ-01.1 ”"), id="a space"),
]  # fmt: skip


@pytest.mark.parametrize(("items", "told"), PARTS)
def test_what_the_plan_does_not_have(items: Mapping[str, Any], told: Told, filings: Filings) -> None:
    filings.filed("Q2/kjb", items)
    assert filings.told() == [told]


def test_what_could_be_meant_is_in_the_hint(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.3": 5}, "done": {"KJ-01.m3": "2023-05-01"}}})
    filings.filed("Q2/xmb", {"XM-03": {"values": {"XM-03.1": 5}}})
    assert [problem.hint for problem in filings.problems()] == [
        "可选:KJ-01.1、KJ-01.2",
        "可选:KJ-01.m1、KJ-01.m2",
        "这个条目没有目标",
    ]


def test_what_was_dropped_or_came_later_may_be_filed(filings: Filings) -> None:
    filings.amended(
        {"of": "KJ-01.1", "key": "dropped"}, {"of": "KJ-01.m1", "key": "added", "date": "2023-06-01"}
    )
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 1}, "done": {"KJ-01.m1": "2023-03-01"}}})
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 1}, "done": {"KJ-01.m1": "2023-03-01"}}})
    assert filings.told() == []


# -- values ------------------------------------------------------------------------------------------------

NEGATIVE = [
    ("at_least: 10, unit: 项", True),
    ("at_most: 10, unit: 项", True),
    ("exactly: 10, baseline: 12, unit: 级", True),
    ("rise_by: 10, unit: 分", False),
    ("fall_by: 10, unit: 分", False),
]


@pytest.mark.parametrize(("goal", "is_told"), NEGATIVE, ids=[goal for goal, _ in NEGATIVE])
def test_only_a_rise_or_a_fall_can_be_negative(goal: str, is_told: bool, filings: Filings) -> None:  # noqa: FBT001
    filings.zone.change(GOAL, goal)
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": -2}}})
    told = [("P414", Q2, "KJ-01.1: -2", "KJ-01.1 的完成值 -2 是负数")]
    assert filings.told() == (told if is_told else [])


FALLS = [
    ("at_least: 10, unit: 项", "项"),
    ("at_least: 1000, unit: 万元", "万元"),
    ("about: 10, unit: 项", "项"),
    ("between: [8, 10], unit: 项", "项"),
    ("every: week", "次"),
    ("at_most: 10, unit: 起", "起"),
    ("at_most: 10, baseline: 12, unit: 分", ""),
    ("exactly: 10, baseline: 12, unit: 级", ""),
    ("rise_by: 10, unit: 分", ""),
    ("fall_by: 10, unit: 分", ""),
]


@pytest.mark.parametrize(("goal", "unit"), FALLS, ids=[goal for goal, _ in FALLS])
def test_only_what_is_counted_from_the_beginning_cannot_fall(goal: str, unit: str, filings: Filings) -> None:
    filings.zone.change(GOAL, goal)
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    assert filings.told() == []
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 4}}})
    message = f"KJ-01.1 是累计值,2023Q1 报 5 {unit},2023Q2 却报 4 {unit}"
    assert filings.told() == ([("P433", Q2, "KJ-01.1: 4", message)] if unit else [])


def test_a_value_falls_below_the_last_one_filed(filings: Filings) -> None:
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}})
    filings.filed("Q2/kjb", {"KJ-01": {}})
    filings.filed("Q3/kjb", {"KJ-01": {"values": {"KJ-01.1": 4}}}, on="2023-07-12")
    [(code, path, _, message)] = filings.told()
    assert (code, path) == ("P433", "2023Q3/kjb.yaml")
    assert message == "KJ-01.1 是累计值,2023Q1 报 5 项,2023Q3 却报 4 项"


def test_a_value_may_be_as_many_times_its_goal_as_ten(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 100}}})
    assert filings.told() == []
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 101}}})
    assert filings.told() == [("P434", Q2, "KJ-01.1: 101", "KJ-01.1 报 101 项,是目标 10 项的 10 倍以上")]


def test_a_value_that_was_too_large_makes_the_next_no_fall(filings: Filings) -> None:
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 500}}})
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 6}}})
    assert [told[:2] for told in filings.told()] == [("P434", "2023Q1/kjb.yaml")]


@pytest.mark.parametrize(
    ("goal", "value", "why"),
    [
        ("at_least: 10, unit: 项", "5.5", "“项”没有小数"),
        ("every: month", "5.5", "“次”没有小数"),
        ("at_least: 10, unit: 批次, countable: true", "5.5", "“批次”没有小数"),
        ("at_least: 10, unit: 个, countable: false", "5.5", ""),
        ("at_least: 10, unit: 亿元", "5.5", ""),
        ("at_least: 10, unit: 项", "5.0", ""),
        ("between: [2, 3], unit: 家", "31", "是目标 3 家的 10 倍以上"),
        ("between: [2, 3], unit: 家", "30", ""),
        ("at_most: 0, unit: 起", "3", ""),
        ("exactly: 3, baseline: 4, unit: 级", "40", ""),
        ("every: month", "900", ""),
    ],
)
def test_a_value_that_can_hardly_be(goal: str, value: str, why: str, filings: Filings) -> None:
    filings.zone.change(GOAL, goal)
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": value}}})
    assert [told[0] for told in filings.told()] == (["P434"] if why else [])
    assert all(told[3].endswith(f",{why}") for told in filings.told())


def test_a_value_is_held_against_the_goal_of_its_day(filings: Filings) -> None:
    filings.zone.change(GOAL, "at_least: 1, unit: 项")
    filings.amended({"of": "KJ-01.1", "key": "at_least", "old": 10, "new": 1})
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 11}}})
    assert filings.told() == []
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 11}}})
    assert filings.codes() == ["P434"]


def test_two_leads_that_differ(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40, "KJ-02.2": 5}}})
    filings.filed("Q2/xmb", {"KJ-02": {"values": {"KJ-02.1": 41.5, "KJ-02.2": 5}}})
    [problem] = filings.problems()
    assert (problem.code, problem.path) == ("P417", "plan/2023/2023Q2/xmb.yaml")
    assert problem.message == "KJ-02.1 在 2023Q2,科技部报的是 40 万元,项目部报的是 41.5 万元"
    assert problem.related == ("另一份", "plan/2023/2023Q2/kjb.yaml", Mark(8, 16))


@pytest.mark.parametrize(
    "items",
    [
        {"KJ-02": {"values": {"KJ-02.1": 40.0}}},
        {"KJ-02": {"values": {"KJ-02.2": 7}}},
        {"KJ-02": {}},
        {},
    ],
)
def test_two_leads_that_do_not_differ(items: Mapping[str, Any], filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-02": {"values": {"KJ-02.1": 40}}})
    filings.filed("Q1/xmb", {"KJ-02": {"values": {"KJ-02.1": 39}}})
    filings.filed("Q2/xmb", items or {"XM-03": {}})
    assert filings.told() == []


def test_leads_that_differ_are_not_told_to_be_behind_too(filings: Filings) -> None:
    said = {"state": "已完成", "evidence": "[验收.txt]"}
    filings.filed("Q2/kjb", {"KJ-02": said | {"values": {"KJ-02.1": 100, "KJ-02.2": 20}}})
    filings.filed("Q2/xmb", {"KJ-02": said | {"values": {"KJ-02.1": 90, "KJ-02.2": 20}}})
    (filings.zone.root / "plan/2023/2023Q2/验收.txt").write_text("验收", encoding="utf-8")
    assert filings.codes() == ["P417"]


# -- days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "codes"), [("2023-07-12", []), ("2023-07-13", ["P416"])])
def test_what_is_done_is_done_by_today(day: str, codes: list[str], filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"done": {"KJ-01.m1": day}}}, on="2023-07-12")
    codes = sorted([*codes, "P431"], reverse=True)
    assert filings.codes() == codes
    future = [told[2:] for told in filings.told() if told[0] == "P416"]
    assert all(told == (f"KJ-01.m1: {day}", f"KJ-01.m1 的完成日期 {day} 还没有到") for told in future)


# -- completed ---------------------------------------------------------------------------------------------


def completed(filings: Filings, **said: Any) -> list[Told]:
    (filings.zone.root / "plan/2023/2023Q2").mkdir(parents=True, exist_ok=True)
    (filings.zone.root / "plan/2023/2023Q2/验收.txt").write_text("验收", encoding="utf-8")
    filings.filed("Q2/kjb", {"KJ-01": DONE | said}, on="2023-07-11")
    return [told for told in filings.told() if told[0] != "P431"]


LACKING = [
    pytest.param({}, "", id="nothing"),
    pytest.param({"values": {"KJ-01.1": 9, "KJ-01.2": 0}}, "突破关键技术只有 9/10 项", id="a value"),
    pytest.param({"values": {"KJ-01.1": 10, "KJ-01.2": 1}}, "安全事故已突破:1 起(上限 0 起)", id="a ceiling"),
    pytest.param({"values": {"KJ-01.2": 0}}, "突破关键技术没有报完成值", id="no value"),
    pytest.param({"values": {"KJ-01.1": 10}}, "安全事故没有报完成值", id="nothing of a ceiling"),
    pytest.param({"done": {"KJ-01.m1": "2023-05-01"}}, "编制规划没有报完成日期", id="no day"),
    pytest.param({"done": {"KJ-01.m1": "2023-07-11", "KJ-01.m2": "2023-07-11"}}, "", id="done after the period"),
    pytest.param({"values": {"KJ-01.1": 1}, "done": {"KJ-01.m1": "2023-05-01"}}, "突破关键技术只有 1/10 项;安全事故没有报完成值;编制规划没有报完成日期", id="two things"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "lacking"), LACKING)
def test_completed_and_yet_not_met(said: Mapping[str, Any], lacking: str, filings: Filings) -> None:
    told = [("P435", Q2, "state: 已完成", f"KJ-01 报“已完成”,但{lacking}")]
    assert completed(filings, **said) == (told if lacking else [])


def test_what_an_earlier_period_reported_is_not_lacking(filings: Filings) -> None:
    filings.filed("Q1/kjb", {"KJ-01": {"values": {"KJ-01.1": 12}, "done": {"KJ-01.m2": "2023-02-01"}}})
    assert completed(filings, values={"KJ-01.2": 0}, done={"KJ-01.m1": "2023-05-01"}) == []


def test_what_a_later_period_reports_is_no_help(filings: Filings) -> None:
    filings.filed("Q3/kjb", {"KJ-01": {"values": {"KJ-01.1": 12}}}, on="2023-07-12")
    assert [told[0] for told in completed(filings, values={"KJ-01.1": 9})] == ["P435"]


def test_completed_by_the_goal_of_its_day(filings: Filings) -> None:
    filings.zone.change(GOAL, "at_least: 12, unit: 项")
    filings.amended({"of": "KJ-01.1", "key": "at_least", "old": 10, "new": 12, "date": "2023-07-12"})
    assert completed(filings) == []
    text = filings.zone.plan_file.read_text(encoding="utf-8")
    filings.zone.plan_file.write_text(text.replace("2023-07-12", "2023-07-11"), encoding="utf-8")
    assert [told[0] for told in completed(filings)] == ["P435"]


def test_completed_without_evidence(filings: Filings) -> None:
    said = {key: value for key, value in DONE.items() if key != "evidence"}
    filings.filed("Q2/kjb", {"KJ-01": said})
    assert filings.told() == [("P436", Q2, "state: 已完成", "KJ-01 报“已完成”,没有佐证材料")]


def test_once_it_is_closed_nothing_more_is_asked(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"state": "已完成", "values": {"KJ-01.1": 9}}})
    assert filings.codes() == ["P435"]
    filings.decided("Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-07-11", "reason": "并入"})
    assert filings.told() == []
    filings.decided(
        "Q2",
        {"item": "KJ-01", "decision": "closed", "date": "2023-07-10", "reason": "并入"},
        {"item": "KJ-01", "decision": "reopened", "date": "2023-07-11", "reason": "复核"},
    )
    assert filings.codes() == ["P435"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"values": {"KJ-01.1": -10}}, "P414"),
        ({"done": {"KJ-01.m1": "2199-05-01", "KJ-01.m2": "2023-05-01"}}, "P416"),
        ({"evidence": "[无.txt]"}, "P415"),
        ({"values": {"KJ-01.1": "10项", "KJ-01.2": 0}}, "P144"),
        ({"valeus": {"KJ-01.1": 10}, "values": {"KJ-01.2": 0}}, "P140"),
        ({"values": {"KJ-01.1": ""}}, "P131"),
    ],
)
def test_a_mistake_in_what_is_completed_is_told_alone(
    said: Mapping[str, Any], code: str, filings: Filings
) -> None:
    assert [told[0] for told in completed(filings, **said)] == [code]


# -- evidence ----------------------------------------------------------------------------------------------

EVIDENCE = [
    pytest.param("佐证/批复.txt", "", id="beside"),
    pytest.param("./佐证/../佐证/批复.txt", "", id="roundabout"),
    pytest.param("../../../档案/批复.txt", "", id="elsewhere in the workspace"),
    pytest.param("inner.txt", "", id="a link within"),
    pytest.param("无.txt", "不存在", id="missing"),
    pytest.param("佐证", "是文件夹,不是文件", id="a folder"),
    pytest.param(".", "是文件夹,不是文件", id="this folder"),
    pytest.param("../../../../out.txt", "在工作区之外", id="outside"),
    pytest.param("../../../../nowhere.txt", "在工作区之外", id="outside, and missing"),
    pytest.param("outer.txt", "在工作区之外", id="a link that leads out"),
    pytest.param("佐证/loop", "不存在", id="a link to itself"),
    pytest.param("/etc/hostname", "写的是绝对路径", id="absolute"),
    pytest.param("佐证/批复.txt/附件", "不存在", id="below a file"),
    pytest.param("长" * 300, "不存在", id="a name too long"),
]


@pytest.fixture
def with_evidence(filings: Filings, tmp_path: Path) -> Filings:
    folder = filings.zone.root / "plan" / "2023" / "2023Q2"
    (folder / "佐证").mkdir(parents=True)
    (filings.zone.root / "档案").mkdir()
    for path in (folder / "佐证" / "批复.txt", filings.zone.root / "档案" / "批复.txt", tmp_path / "out.txt"):
        path.write_text("批复", encoding="utf-8")
    (folder / "inner.txt").symlink_to("佐证/批复.txt")
    (folder / "outer.txt").symlink_to(tmp_path / "out.txt")
    (folder / "佐证" / "loop").symlink_to("loop")
    return filings


@pytest.mark.parametrize(("name", "why"), EVIDENCE)
def test_evidence_is_a_file_of_the_workspace(name: str, why: str, with_evidence: Filings) -> None:
    with_evidence.filed("Q2/kjb", {"KJ-01": {"evidence": f"[佐证/批复.txt, {name}]"}})
    shown = name if len(name) <= 60 else name[:59] + "…"
    line = f"evidence: [佐证/批复.txt, {name}]"
    told = [("P415", Q2, line, f"佐证材料“{shown}”{why}")]
    assert with_evidence.told() == (told if why else [])


def test_evidence_is_looked_for_only_when_the_files_are_looked_at(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"evidence": "无.txt"}})
    assert filings.codes() == ["P415"]
    assert check(workspace.load(filings.zone.plan_file), filings.today, prove=False) == []


def test_a_query_is_told_errors_only(filings: Filings) -> None:
    filings.filed("Q2/kjb", {"KJ-01": {"values": {"KJ-01.1": 500}}, "ZW-88": {}}, on="2023-07-11")
    assert filings.codes() == ["P431", "P434", "P410"]
    found = check(workspace.load(filings.zone.plan_file), filings.today, prove=False)
    assert [problem.code for problem in found] == ["P410"]


# -- files -------------------------------------------------------------------------------------------------

LOST = "这不是“报告期/部门编号.yaml”这样的文件,没有读"


@pytest.mark.parametrize(
    "name",
    ["2023Q2/kjb.yml", "2023Q2/KJB.YAML", "2023Q2/kjb.yaml.txt", "2023Q2/_office.yml", "2023Q2/_Office.yaml",
     "2023Q2/科技/kjb.yaml", "kjb.yaml", "_office.yaml"],
)  # fmt: skip
def test_a_file_in_another_place_is_told_and_not_read(name: str, filings: Filings) -> None:
    path = filings.zone.plan_file.with_suffix("") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("period: [\n", encoding="utf-8")
    assert filings.told() == [("P401", name, "period: [", LOST)]
    [problem] = filings.problems()
    assert problem.hint == "填报放在 plan/2023/2023Q1/kjb.yaml 这样的位置;不用链接,名称以 .yaml 结尾"


def test_a_link_is_told_and_not_read(filings: Filings, tmp_path: Path) -> None:
    path = good(filings)
    path.rename(tmp_path / "kjb.yaml")
    path.symlink_to(tmp_path / "kjb.yaml")
    assert [problem.code for problem in filings.problems()] == ["P401"]
    assert workspace.load(filings.zone.plan_file).filings == ()


def test_a_link_that_leads_nowhere_is_told(filings: Filings) -> None:
    path = good(filings)
    path.unlink()
    path.symlink_to("nowhere.yaml")
    assert [(problem.code, problem.path) for problem in filings.problems()] == [("P401", f"plan/2023/{Q2}")]


def test_a_folder_that_is_a_link_is_told_and_not_read(filings: Filings, tmp_path: Path) -> None:
    folder = good(filings).parent
    folder.rename(tmp_path / "2023Q2")
    folder.symlink_to(tmp_path / "2023Q2")
    assert [(problem.code, problem.path) for problem in filings.problems()] == [("P401", "plan/2023/2023Q2")]


@pytest.mark.parametrize(
    "name", ["2023Q2/.kjb.yaml.swp", "2023Q2/.kjb.yaml", "2023Q2/._kjb.yaml", ".git/kjb.yaml", "2023Q2/说明.txt",
             "2023Q2/佐证/名单.xlsx", "2023Q2/kjb.yaml~", "2023Q2/kjb.yaml.orig"],
)  # fmt: skip
def test_other_files_are_nobodys_business(name: str, filings: Filings) -> None:
    path = filings.zone.plan_file.with_suffix("") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("period: [\n", encoding="utf-8")
    assert filings.told() == []


# -- files that cannot be read -----------------------------------------------------------------------------

TEXT = """\
period: 2023Q2
department: kjb
filed: 2023-07-04
items:
  KJ-01:
    state: 已完成
    progress: 都好
    values:
      KJ-01.1: 10
    evidence: [验收.txt]
"""
BROKEN = [
    pytest.param(TEXT.encode("gbk"), "P102", 6, id="GBK"),
    pytest.param(b"", "P101", 1, id="empty"),
    pytest.param(b"\n \n", "P101", 1, id="blank"),
    pytest.param(b"# \xe6\x97\xa0\n", "P101", 1, id="a comment"),
    pytest.param(b"PK\x03\x04", "P103", 1, id="a workbook"),
    pytest.param(b"kjb\n", "P142", 1, id="a word"),
    pytest.param(TEXT[: TEXT.index("    evidence")].encode() + b"    evidence: [a", "P111", 10, id="half-written"),
    pytest.param(TEXT.replace("values:", "values: [").encode(), "P111", 8, id="a bracket"),
    pytest.param(TEXT.replace("    state: 已完成\n", "").encode(), "P141", 6, id="no state"),
    pytest.param(TEXT.replace("已完成", "完成").encode(), "P147", 6, id="no such state"),
    pytest.param(TEXT.replace("progress:", "progess:").encode(), "P140", 7, id="a key misspelt"),
    pytest.param(TEXT.replace("values:", "valeus:").encode(), "P140", 8, id="values misspelt"),
    pytest.param(TEXT.replace(": 10", ": 10项").encode(), "P144", 9, id="a number with its unit"),
    pytest.param(TEXT.replace(": 10", ": 10\n      KJ-01.1: 1").encode(), "P130", 10, id="a value twice"),
    pytest.param((TEXT[: TEXT.index("  KJ-01:")] + "  KJ-01: 好\n").encode(), "P142", 5, id="an item that is a word"),
    pytest.param(TEXT.replace("    values:\n", "\tvalues:\n").encode(), "P121", 8, id="a tab"),
    pytest.param(TEXT.replace(": 10", "： 10").encode(), "P123", 9, id="a wide colon"),
    pytest.param(TEXT.replace("      KJ-01.1: 10\n", "<<<<<<< HEAD\n      KJ-01.1: 10\n=======\n      KJ-01.1: 11\n>>>>>>> b\n").encode(), "P120", 9, id="a conflict"),
    pytest.param(TEXT.replace("progress: 都好", "progress: 都好 #很好").encode(), "P125", 7, id="a text cut short"),
    pytest.param(TEXT.replace("progress: 都好", 'progress: "都\\a好"').encode(), "P153", 7, id="what cannot be seen"),
    pytest.param((TEXT + "decisions: []\n").encode(), "P140", 11, id="a key of the office"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "line"), BROKEN)
def test_a_filing_that_cannot_be_read_is_told_once_and_the_others_still_are(
    data: bytes, code: str, line: int, filings: Filings
) -> None:
    """Its own mistake at its own line; nothing that follows from it, in it or elsewhere; all that does not."""
    (filings.zone.root / "plan/2023/2023Q2").mkdir(parents=True)
    (filings.zone.root / "plan/2023/2023Q2/kjb.yaml").write_bytes(data)
    (filings.zone.root / "plan/2023/2023Q2/验收.txt").write_text("验收", encoding="utf-8")
    filings.decided("Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-07-11"})
    filings.filed("Q2/bgs", {"KJ-01": {"values": {"KJ-01.1": 1}}})
    found = [(problem.code, problem.path, problem.line) for problem in filings.problems()]
    office = [entry for entry in found if entry[1].endswith("_office.yaml")]
    assert [entry for entry in found if entry not in office] == [
        ("P413", "plan/2023/2023Q2/bgs.yaml", 7),
        (code, f"plan/2023/{Q2}", line),
    ]
    assert office == []


def test_the_other_items_of_a_filing_with_a_mistake_are_looked_at(filings: Filings) -> None:
    filings.filed(
        "Q2/kjb",
        {
            "KJ-01": {"values": {"KJ-01.1": "5项", "KJ-01.7": 1}},
            "KJ-02": {"values": {"KJ-02.9": 1}},
            "ZW-88": {},
        },
    )
    assert [(told[0], told[2]) for told in filings.told()] == [
        ("P144", "KJ-01.1: 5项"), ("P411", "KJ-02.9: 1"), ("P410", "ZW-88:"),
    ]  # fmt: skip


# -- the plan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("year: 2023\n", "", "P150"),
        ("lead: 科技部\n", "leed: 科技部\n", "P140"),
        ("at_least: 10, ", "at_least: 十, ", "P144"),
        ("  - id: kjb\n    name: 科技部\n", "  - id: kjb\n", "P141"),
        ("- id: KJ-01\n", "- id: KJ01\n", "P146"),
        ("lead: 科技部\n", "lead: 科学部\n", "P203"),
        ("- id: KJ-01\n", "- id: KJ-02\n", "P201"),
        ("- id: KJ-01\n", "- id: KJ-11\n", "P216"),
        ("id: KJ-01.1,", "id: KJ-02.5,", "P202"),
        ("name: 办公室\n", "name: 办公室\n    aliases: [科创部]\n", "P207"),
    ],
)
def test_a_mistake_in_the_plan_is_none_of_the_filings(
    old: str, new: str, code: str, filings: Filings
) -> None:
    filings.filed("Q2/kjb", {"KJ-01": DONE | {"evidence": "[../../2023.yaml]"}, "KJ-02": {}})
    filings.decided("Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-07-11"})
    assert filings.told() == []
    filings.zone.change(old, new)
    problems = check(workspace.load(filings.zone.plan_file), filings.today)
    assert {problem.code for problem in problems if problem.path == "plan/2023.yaml"} >= {code}
    assert filings.told() == []


def test_filings_of_a_plan_that_cannot_be_read_whole_are_read_all_the_same(filings: Filings) -> None:
    filings.zone.write("2023Q2", "kjb", "period: [\n")
    filings.zone.write("2023Q2", "bgs", "period: 2023Q2\ndepartment: bgs\nfiled: 2023-07-04\nitems: {}\n")
    filings.zone.change("year: 2023\n", "")
    (filings.zone.root / "plan/2023/bgs.yaml").write_text("x\n", encoding="utf-8")
    assert [told[0] for told in filings.told()] == ["P111", "P401"]


def test_a_plan_of_which_nothing_can_be_read_has_no_filings(filings: Filings) -> None:
    filings.zone.write("2023Q2", "kjb", "period: [\n")
    filings.zone.plan_file.write_text("title: [\n", encoding="utf-8")
    assert [p.path for p in check(workspace.load(filings.zone.plan_file), filings.today)] == [
        "plan/2023.yaml"
    ]
