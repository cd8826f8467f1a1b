"""Every change that makes a plan easier was amended since a revision, from the value it had then."""

from collections.abc import Callable

import pytest
from zone import Zone

from gaoxin_plan.problems import Problem
from gaoxin_plan.source import document
from gaoxin_plan.source.document import Document
from gaoxin_plan.views.diff.since import problems_since

Told = Callable[[], list[tuple[str, str, str]]]
HEAD = "  - of: {of}\n    key: {key}\n"
TAIL = "    reason: 市级项目停建\n    approved: 会议纪要2023年第9期\n    date: 2023-08-01\n"


def since(zone: Zone, old: Document) -> list[Problem]:
    """The problems since the plan was as it is in ``old``."""
    plan = zone.load().plan
    assert plan is not None
    new = document.parse(zone.plan_file.read_text(encoding="utf-8"), "new")
    return problems_since("v1", old, new, plan)


def ask(zone: Zone, old: Document) -> list[tuple[str, str, str]]:
    """Their codes, addresses and messages."""
    return [(p.code, p.address, p.message) for p in since(zone, old)]


@pytest.fixture
def old(zone: Zone) -> Document:
    """The plan as it is at the start."""
    return document.parse(zone.plan_file.read_text(encoding="utf-8"), "old")


@pytest.fixture
def told(zone: Zone, old: Document) -> Told:
    """What is told of the plan since it was as it is at the start."""
    return lambda: ask(zone, old)


def amend(zone: Zone, of: str, key: str, old: str = "", new: str = "") -> None:
    text = zone.plan_file.read_text(encoding="utf-8")
    head = "" if "\namendments:" in text else "amendments:\n"
    values = (f"    old: {old}\n" if old else "") + (f"    new: {new}\n" if new else "")
    zone.plan_file.write_text(text + head + HEAD.format(of=of, key=key) + values + TAIL, encoding="utf-8")


def test_no_change_and_what_is_stricter_need_nothing(zone: Zone, told: Told) -> None:
    assert told() == []
    zone.change("at_least: 10,", "at_least: 12,")
    zone.change("title: 促建设", "title: 快建设")
    assert told() == []


def test_a_lower_goal_needs_an_amendment(zone: Zone, told: Told) -> None:
    zone.change("at_least: 10,", "at_least: 8,")
    assert told() == [
        (
            "P250",
            "KJ-01/targets/KJ-01.1/at_least",
            "KJ-01.1 突破关键技术:10项 → 8项(降低要求);v1 以来没有记录这项调整",
        )
    ]
    amend(zone, "KJ-01.1", "due", "2023-06-30", "2023-09-30")
    assert [code for code, *_ in told()] == ["P250", "P252"]


def test_an_amendment_that_begins_with_the_value_of_then_is_enough(zone: Zone, told: Told) -> None:
    zone.amended()
    assert told() == []


def test_an_amendment_that_begins_with_another_value_is_found_out(zone: Zone, told: Told) -> None:
    zone.amended(old=9)
    assert told() == [("P252", "amendments/1/old", "KJ-01.1 的 at_least 调整前写的是 9,v1 时却是 10")]


def test_what_was_there_then_was_not_added_since(zone: Zone, told: Told) -> None:
    amend(zone, "KJ-01.1", "added")
    assert told() == [("P252", "amendments/1/key", "KJ-01.1 的 added 调整前写的是 无,v1 时却是 已在计划里")]


def test_of_several_amendments_the_first_begins_with_the_value_of_then(zone: Zone, told: Told) -> None:
    zone.change("at_least: 10,", "at_least: 6,")
    amend(zone, "KJ-01.1", "at_least", "10", "8")
    amend(zone, "KJ-01.1", "at_least", "8", "6")
    assert told() == []


def test_another_kind_of_goal_needs_both_amendments(zone: Zone, told: Told) -> None:
    zone.change("at_least: 10,", "about: 10,")
    amend(zone, "KJ-01.1", "at_least", old="10")
    assert [message for _, _, message in told()] == [
        "KJ-01.1 突破关键技术:不少于10项 → 10项左右(改为约数);v1 以来没有记录这项调整"
    ]
    amend(zone, "KJ-01.1", "about", new="10")
    assert told() == []


def test_a_later_date_and_a_lead_less(zone: Zone, told: Told) -> None:
    zone.change("due: 2023-06-30", "due: 2023-09-30")
    zone.change("lead: [科技部, 项目部]", "lead: [科创部]")
    assert [(code, address) for code, address, _ in told()] == [
        ("P250", "KJ-01/milestones/KJ-01.m1/due"),
        ("P250", "KJ-02/lead"),
    ]
    amend(zone, "KJ-01.m1", "due", "2023-06-30", "2023-09-30")
    amend(zone, "KJ-02", "lead", "[科创部, 项目部]", "科技部")
    assert told() == []


def test_what_is_dropped_stays_in_the_plan(zone: Zone, told: Told) -> None:
    text = '          - {id: KJ-02.2, metric: 使用率, rise_by: 20, unit: "%", quote: 使用率提升20%}\n'
    zone.change(text, "")
    assert told() == [("P250", "KJ-02", "删去目标 KJ-02.2 使用率 提升20%(降低要求);v1 以来没有记录这项调整")]
    zone.change("quote: 到位资金100万元}\n", "quote: 到位资金100万元}\n" + text)
    amend(zone, "KJ-02.2", "dropped")
    assert told() == []


def test_what_no_amendment_can_say_is_an_error_of_a_target_and_a_warning_of_the_plan(
    zone: Zone, old: Document, told: Told
) -> None:
    zone.change("published: 2023-01-01\n", "published: 2023-01-01\nrules: {grace_days: 30}\n")
    zone.change("unit: 万元", "unit: 元")
    assert told() == [
        ("P255", "rules/grace_days", "亮灯规则:宽限天数 10 → 30(放宽);调整里记不下这一项"),
        (
            "P251",
            "KJ-02/targets/KJ-02.1/unit",
            "KJ-02.1 到位资金:单位 “万元” → “元”(降低要求);调整里记不下这一项",
        ),
    ]

    assert [problem.severity for problem in since(zone, old)] == ["warning", "error"]


def test_an_id_never_changes_and_hides_no_old_value(zone: Zone, told: Told) -> None:
    zone.change(
        "id: KJ-01.1, metric: 突破关键技术, at_least: 10,", "id: KJ-01.9, metric: 突破关键技术, at_least: 3,"
    )
    amend(zone, "KJ-01.9", "at_least", "4", "3")
    assert told() == [
        (
            "P254",
            "KJ-01/targets/KJ-01.9/id",
            "KJ-01.9 突破关键技术:编号 KJ-01.1 → KJ-01.9;印发以后编号不再改",
        ),
        ("P252", "amendments/1/old", "KJ-01.9 的 at_least 调整前写的是 4,v1 时却是 10"),
    ]


def test_an_item_of_another_id_is_found_out_too(zone: Zone, told: Told) -> None:
    zone.change("id: XM-03", "id: XM-04")
    assert [(code, message) for code, _, message in told()] == [
        ("P254", "XM-04 编号 XM-03 → XM-04;印发以后编号不再改")
    ]


def test_a_move_that_leaves_fewer_leads_needs_an_amendment_of_the_lead(zone: Zone) -> None:
    zone.change("title: 抓创新\n", "title: 抓创新\n    lead: [科技部, 项目部]\n")
    zone.change(
        "        lead: [科技部, 项目部]\n        responsible: [办公室]\n", "        responsible: [办公室]\n"
    )
    text = zone.plan_file.read_text(encoding="utf-8")
    old = document.parse(text, "old")
    start, end = text.index("      - id: KJ-02"), text.index("  - id: XM\n")
    zone.plan_file.write_text(text[:start] + text[end:] + text[start:end], encoding="utf-8")
    moved = "KJ-02 引进投资:由 KJ 部分移到 XM 部分(少一个牵头);v1 以来没有记录这项调整"
    assert ask(zone, old) == [("P250", "KJ-02", moved)]
    amend(zone, "KJ-02", "lead", "[科技部, 项目部]")
    assert ask(zone, old) == []


def test_the_record_of_what_was_dropped_stays_too(zone: Zone) -> None:
    amend(zone, "KJ-02.2", "dropped")
    old = document.parse(zone.plan_file.read_text(encoding="utf-8"), "old")
    text = zone.plan_file.read_text(encoding="utf-8")
    zone.plan_file.write_text(text[: text.index("amendments:")], encoding="utf-8")
    assert ask(zone, old) == [
        ("P253", "amendments", "删去调整的记录:KJ-02.2 取消,2023-08-01 起,会议纪要2023年第9期")
    ]


def test_an_amendment_once_made_stays(zone: Zone) -> None:
    zone.amended()
    old = document.parse(zone.plan_file.read_text(encoding="utf-8"), "old")
    zone.change("old: 10", "old: 9")
    assert ask(zone, old) == [
        ("P253", "amendments/1/old", "KJ-01.1 的调整记录:调整前 10 → 9(改了调整的记录)")
    ]
