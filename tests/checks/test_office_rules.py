"""What the office decided: of items of the plan, in an order that can be, for a reason where one is needed."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from filed_zone import Filings, Told

from gaoxin_plan import workspace
from gaoxin_plan.checks.run import check_filed

OFFICE = "2023Q2/_office.yaml"
CLOSED = {"item": "KJ-01", "decision": "closed", "date": "2023-07-11"}
REOPENED = {"item": "KJ-01", "decision": "reopened", "date": "2023-07-12"}
REASON = {"reason": "并入市级项目"}
MET = {
    "state": "已完成",
    "values": {"KJ-01.1": 10, "KJ-01.2": 0},
    "done": {"KJ-01.m1": "2023-05-01", "KJ-01.m2": "2023-05-01"},
    "evidence": "[../../2023.yaml]",
}
UNDER_WAY = {"values": {"KJ-01.1": 10, "KJ-01.2": 0}}

Decision = Mapping[str, str]


@pytest.fixture
def met(filings: Filings) -> Filings:
    """The first item is met and filed so in the first half."""
    filings.filed("Q2/kjb", {"KJ-01": MET}, on="2023-07-04")
    return filings


# -- all is well -------------------------------------------------------------------------------------------


def test_what_is_met_is_closed_and_opened_again_and_closed(met: Filings) -> None:
    met.decided(
        "Q2",
        CLOSED | {"evidence": "[../../2023.yaml]"},
        REOPENED | {"date": "2023-07-11", "reason": "复核"},
        CLOSED | {"date": "2023-07-12"},
    )
    assert met.told() == []


def test_what_is_not_met_is_closed_despite(filings: Filings) -> None:
    filings.decided("Q2", CLOSED | REASON)
    assert filings.told() == []


def test_what_has_nothing_to_measure_is_closed(filings: Filings) -> None:
    filings.decided("Q2", CLOSED | {"item": "XM-03"})
    assert filings.told() == []


def test_decisions_may_stand_in_any_order_and_any_file(met: Filings) -> None:
    met.decided("Q2", REOPENED | {"reason": "复核"}, CLOSED)
    assert met.told() == []
    met.decided("Q2", REOPENED | {"reason": "复核"})
    met.decided("Q3", CLOSED | REASON)
    assert met.told() == []


# -- one decision ------------------------------------------------------------------------------------------

DECISIONS = [
    pytest.param(CLOSED | {"item": "KJ-1"} | REASON, ("P420", OFFICE, "- item: KJ-1", "计划里没有条目“KJ-1”;是不是“KJ-01”?"), id="no such item"),
    pytest.param(REOPENED | {"item": "ZW-88"} | REASON, ("P420", OFFICE, "- item: ZW-88", "计划里没有条目“ZW-88”"), id="no item like it"),
    pytest.param(CLOSED | {"item": "KJ-01.1"} | REASON, ("P146", OFFICE, "- item: KJ-01.1", "“item(条目编号)”的值“KJ-01.1”写法不对"), id="a target"),
    pytest.param(CLOSED | {"date": "2023-07-13"} | REASON, ("P421", OFFICE, "date: 2023-07-13", "决定日期 2023-07-13 还没有到"), id="tomorrow"),
    pytest.param(REOPENED | REASON, ("P422", OFFICE, "decision: reopened", "KJ-01 没有办结,却重新打开"), id="reopened without a closing"),
    pytest.param(REOPENED, ("P422", OFFICE, "decision: reopened", "KJ-01 没有办结,却重新打开"), id="nor for a reason"),
    pytest.param(CLOSED, ("P423", OFFICE, "decision: closed", "KJ-01 办结时突破关键技术没有报完成值;安全事故没有报完成值;研究院挂牌没有报完成日期;编制规划没有报完成日期"), id="closed without a word"),
    pytest.param(CLOSED | {"reason": ""}, ("P131", OFFICE, "reason:", "“reason”后面没有内容"), id="an empty reason"),
    pytest.param(CLOSED | {"raeson": "并入"}, ("P140", OFFICE, "raeson: 并入", "不认识的键“raeson”;是不是“reason”?"), id="a reason misspelt"),
    pytest.param(CLOSED | {"evidence": "无.txt"} | REASON, ("P415", OFFICE, "evidence: 无.txt", "佐证材料“无.txt”不存在"), id="evidence missing"),
    pytest.param(CLOSED | {"evidence": "/etc/hostname"} | REASON, ("P415", OFFICE, "evidence: /etc/hostname", "佐证材料“/etc/hostname”写的是绝对路径"), id="evidence absolute"),
    pytest.param(CLOSED | {"decision": "办结"} | REASON, ("P147", OFFICE, "decision: 办结", "“decision(决定)”的值“办结”不在可选值之中"), id="a decision in words"),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "told"), DECISIONS)
def test_a_decision_that_cannot_be(decision: Decision, told: Told, filings: Filings) -> None:
    filings.decided("Q2", decision)
    found = filings.told()
    if not decision.get("reason", "x"):
        found = [(code, path, line.strip(), message) for code, path, line, message in found]
    assert found == [told]


def test_what_is_closed_today_is_closed(met: Filings) -> None:
    met.decided("Q2", CLOSED | {"date": "2023-07-12"})
    assert met.told() == []


def test_closed_twice(met: Filings) -> None:
    met.decided("Q2", CLOSED)
    met.decided("Q3", CLOSED | {"date": "2023-07-12"})
    assert met.told() == [("P422", "2023Q3/_office.yaml", "decision: closed", "KJ-01 已经办结,又办结一次")]


def test_reopened_for_no_reason(met: Filings) -> None:
    met.decided("Q2", CLOSED, REOPENED)
    assert met.told() == [("P424", OFFICE, "decision: reopened", "KJ-01 重新打开没有写理由")]


@pytest.mark.parametrize(
    "mistake",
    [CLOSED | {"item": "KJ-11"}, CLOSED | {"date": "2199-07-11"}, CLOSED | {"date": "7月11日"}, CLOSED | {"decision": "close"}],
)  # fmt: skip
def test_a_mistake_in_a_closing_makes_the_reopening_none(mistake: Decision, met: Filings) -> None:
    met.decided("Q2", mistake, REOPENED | {"reason": "复核"})
    assert len(met.told()) == 1


# -- met or not --------------------------------------------------------------------------------------------


def test_what_lacks_is_as_of_the_closing(filings: Filings) -> None:
    """What a later period reports neither helps nor harms."""
    filings.filed("Q1/kjb", {"KJ-01": MET | {"values": {"KJ-01.1": 9}}}, on="2023-05-04")
    filings.decided("Q1", CLOSED | {"date": "2023-04-12"})
    expected = [("P423", "2023Q1/_office.yaml", "decision: closed", "KJ-01 办结时突破关键技术只有 9/10 项;安全事故没有报完成值;研究院挂牌没有报完成日期;编制规划没有报完成日期")]  # fmt: skip
    assert [told for told in filings.told() if told[0] == "P423"] == expected
    filings.filed("Q2/kjb", {"KJ-01": MET}, on="2023-07-04")
    assert [told for told in filings.told() if told[0] == "P423"] == expected


def test_a_ceiling_broken_after_the_closing(met: Filings) -> None:
    met.decided("Q2", CLOSED)
    met.filed("Q3/kjb", {"KJ-01": MET | {"values": {"KJ-01.1": 10, "KJ-01.2": 1}}}, on="2023-07-12")
    assert met.told() == [
        ("P418", "2023Q3/kjb.yaml", "state: 已完成", "KJ-01 已于 2023-07-11 办结,按这里所报,安全事故已突破:1 起(上限 0 起)")
    ]  # fmt: skip


def test_a_goal_that_is_lower_by_the_closing(filings: Filings) -> None:
    values = {"KJ-01.1": 8, "KJ-01.2": 0}
    filings.filed("Q2/kjb", {"KJ-01": MET | {"values": values}}, on="2023-07-04")
    filings.decided("Q2", CLOSED)
    assert filings.codes() == ["P423"]
    filings.zone.change("at_least: 10, unit: 项", "at_least: 8, unit: 项")
    amended = {"of": "KJ-01.1", "key": "at_least", "old": 10, "new": 8}
    filings.amended(amended | {"date": "2023-07-11"})
    assert filings.told() == []
    filings.zone.change("date: 2023-07-11", "date: 2023-07-12")
    assert filings.codes() == ["P423"]


def test_what_a_filing_with_a_mistake_says_is_not_known(met: Filings) -> None:
    met.decided("Q2", CLOSED)
    path = met.zone.path("2023Q2", "kjb")
    text = path.read_text(encoding="utf-8")
    for old, new, code in [("KJ-01.1: 10", "KJ-01.1: 10项", "P144"), ("KJ-01.1: 10", "KJ-01.9: 10", "P411"),
                           ("KJ-01:", "KJ-11:", "P410"), ("period: 2023Q2", "period: 2023Q3", "P403")]:  # fmt: skip
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert met.codes() == [code]


def test_a_writer_is_told_what_is_lacking_even_so(met: Filings) -> None:
    """``gaoxin close`` asks for a reason, whatever mistakes the filings have."""
    path = met.zone.path("2023Q2", "kjb")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("KJ-01.1: 10", "KJ-01.9: 10"), encoding="utf-8")
    met.decided("Q2", CLOSED)
    found = check_filed(workspace.load(met.zone.plan_file), path, ("KJ-01",), met.today)
    assert {problem.code for problem in found} >= {"P411", "P423"}


# -- filed after the closing -------------------------------------------------------------------------------


def test_filed_as_under_way_after_the_closing(met: Filings) -> None:
    met.decided("Q2", CLOSED)
    met.filed("Q3/kjb", {"KJ-01": UNDER_WAY}, on="2023-07-12")
    assert met.told() == [
        ("P418", "2023Q3/kjb.yaml", "state: 进行中", "KJ-01 已于 2023-07-11 办结,这里又报“进行中”")
    ]


@pytest.mark.parametrize(
    ("decisions", "said", "codes"),
    [
        pytest.param([CLOSED], MET, [], id="completed, and closed already"),
        pytest.param([CLOSED], {"state": "已完成"}, [], id="completed, without a value or evidence"),
        pytest.param([CLOSED | REASON], {"state": "已完成", "values": {"KJ-01.1": 10}}, [], id="closed despite"),
        pytest.param([CLOSED | REASON], UNDER_WAY, ["P418"], id="closed despite, and under way"),
        pytest.param([CLOSED, REOPENED | REASON], UNDER_WAY, [], id="opened again"),
        pytest.param([CLOSED], {"state": "已完成", "values": {"KJ-01.1": 1}}, ["P418"], id="a value that fell"),
        pytest.param([CLOSED], {"state": "进行中", "values": {"KJ-01.7": 1}}, ["P411"], id="a mistake besides"),
        pytest.param([CLOSED | {"date": "2023-07-12"}], UNDER_WAY, [], id="filed on the day of the closing"),
    ],
)  # fmt: skip
def test_the_next_filing(
    decisions: list[Decision], said: Mapping[str, object], codes: list[str], met: Filings
) -> None:
    met.decided("Q2", *decisions)
    met.filed("Q3/kjb", {"KJ-01": said}, on="2023-07-12")
    assert met.codes() == codes


def test_the_filings_that_a_closing_rests_on_are_not_against_it(met: Filings) -> None:
    met.decided("Q2", CLOSED | {"date": "2023-06-15"})
    met.filed("Q2/kjb", {"KJ-01": MET | {"state": "进行中"}}, on="2023-06-14")
    assert met.told() == []
    met.filed("Q2/kjb", {"KJ-01": MET | {"state": "进行中"}}, on="2023-06-20")
    assert met.codes() == ["P418"]


def test_a_co_operator_may_go_on(met: Filings) -> None:
    met.decided("Q2", CLOSED)
    met.filed("Q3/bgs", {"KJ-01": {"state": "进行中"}}, on="2023-07-12")
    assert met.told() == []


def test_closed_for_no_reason_is_told_where_it_was_decided_only(filings: Filings) -> None:
    filings.filed("Q1/kjb", {"KJ-01": UNDER_WAY}, on="2023-04-03")
    filings.decided("Q1", CLOSED | {"date": "2023-04-12"})
    filings.filed("Q2/kjb", {"KJ-01": UNDER_WAY}, on="2023-07-04")
    assert [told[:2] for told in filings.told()] == [("P423", "2023Q1/_office.yaml")]


# -- the file ----------------------------------------------------------------------------------------------

FILES = [
    ("period: 2023Q2\n", "period: 2023Q3\n", ["P403"]),
    ("period: 2023Q2\n", "period: 2023\n", ["P402"]),
    ("period: 2023Q2\n", "", ["P141"]),
    ("decisions:\n", "decision:\n", ["P140"]),
    ("date: 2023-07-11", "date: 2023.7.11", ["P145"]),
    ("    by: 督查办\n", "", ["P141"]),
    (
        "  - item: KJ-01\n    decision: closed",
        "  - item: KJ-01\n    item: KJ-02\n    decision: closed",
        ["P130"],
    ),
]


@pytest.mark.parametrize(("old", "new", "codes"), FILES)
def test_a_mistake_in_the_file_is_told_once(old: str, new: str, codes: list[str], met: Filings) -> None:
    path = met.decided("Q2", CLOSED)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert [(told[0], told[1]) for told in met.told()] == [(code, OFFICE) for code in codes]


@pytest.mark.parametrize("data", [b"", "决定".encode("gbk"), b"decisions: [", b"- item\n"])
def test_a_file_that_cannot_be_read_is_told_once(data: bytes, met: Filings) -> None:
    met.decided("Q2", CLOSED).write_bytes(data)
    met.decided("Q3", REOPENED | REASON)
    assert len(met.told()) == 1


def test_who_reports_is_no_business_of_the_offices_file(met: Filings) -> None:
    """Its name is no department's, and what it lacks is asked of no one."""
    path: Path = met.decided("Q2", CLOSED)
    path.write_text("period: 2023Q2\ndecisions: []\n", encoding="utf-8")
    assert met.told() == []
