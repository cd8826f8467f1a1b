"""``close`` and ``reopen``: what the office that supervises decides, on what ground."""

import json
from collections.abc import Callable

import pytest
from zone import Zone

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

MET = {"values": {"KJ-01.1": 10, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-20", "KJ-01.m2": "2023-06-25"}}


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    on_day("2023-07-11")


def office(zone: Zone, period: str = "2023Q3") -> str:
    return zone.path(period, "_office").read_text(encoding="utf-8")


def light(run: Run, item: str, *options: str) -> tuple[str, str]:
    told = json.loads(run("show", item, *options, "--format", "json")[1])
    return told["light"], told["reasons"][0]


def test_an_item_that_is_met_is_closed(run: Run, zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": MET})
    (zone.root / "验收意见.pdf").touch()
    assert run("close", "KJ-01", "--by", "督查办", "--evidence", "验收意见.pdf") == (
        0,
        "示例数据\n已写入 plan/2023/2023Q3/_office.yaml\nKJ-01 攻关关键技术:2023-07-11 办结(经办人 督查办)\n",
        "",
    )
    assert office(zone) == (
        "period: 2023Q3\n"
        "decisions:\n"
        "  - item: KJ-01\n"
        "    decision: closed\n"
        "    date: 2023-07-11\n"
        "    by: 督查办\n"
        "    evidence: [../../../验收意见.pdf]\n"
    )
    assert light(run, "1") == ("green", "已办结(2023-07-11)")
    assert "●黄灯" not in run("status")[1]
    code, out, _ = run("validate")
    assert (code, "P4" in out) == (0, False)


def test_one_that_is_not_met_needs_a_reason(run: Run, zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 4, "KJ-01.2": 0}}})
    before = zone.files()
    code, out, err = run("close", "1", "--by", "督查办")
    assert (code, out) == (2, "")
    assert err.startswith("错误:没有写入:P423 KJ-01 办结时突破关键技术只有 4/10 项;研究院挂牌没有报完成日期;")
    assert zone.files() == before
    assert run("close", "1", "--by", "督查办", "--despite", "已并入市级项目")[0] == 0
    assert "    reason: 已并入市级项目\n" in office(zone)
    colour, reason = light(run, "1")
    assert colour == "green"
    assert "已办结(2023-07-11)" in reason


@pytest.mark.usefixtures("zone")
def test_an_item_without_targets_is_closed_as_the_office_sees_it(run: Run) -> None:
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert light(run, "3") == ("green", "已办结(2023-07-11)")


def test_an_item_is_opened_again(run: Run, zone: Zone) -> None:
    assert run("close", "3", "--by", "督查办", "--on", "2023-06-30")[0] == 0
    assert run("reopen", "3", "--by", "督查办", "--reason", "复核发现重复计算") == (
        0,
        "示例数据\n已写入 plan/2023/2023Q3/_office.yaml\nXM-03 服务企业:2023-07-11 重新打开(经办人 督查办)\n",
        "",
    )
    assert "    reason: 复核发现重复计算\n" in office(zone)
    assert light(run, "3") == ("grey", "从未填报")
    assert light(run, "3", "--as-of", "2023-07-10") == ("green", "已办结(2023-06-30)")
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert office(zone).count("decision: closed") == 1
    assert [event.split()[1] for event in events(run, "3")] == ["办结", "重新打开", "办结"]


def events(run: Run, item: str) -> list[str]:
    return [line for line in run("history", item)[1].splitlines() if line.startswith("2023-")]


def test_decisions_are_added_below_those_that_stand_there(run: Run, zone: Zone) -> None:
    written = (
        "# 三季度督查\nperiod: 2023Q3\ndecisions:\n"
        "  - {item: KJ-02, decision: closed, date: 2023-07-01, by: 甲, reason: 停建}  # 会议定\n"
    )
    zone.write("2023Q3", "_office", written)
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert office(zone) == written + (
        "  - item: XM-03\n    decision: closed\n    date: 2023-07-11\n    by: 督查办\n"
    )


@pytest.mark.parametrize(
    ("day", "period"), [("2022-12-01", "2023Q1"), ("2023-03-31", "2023Q1"), ("2023-04-01", "2023Q2")]
)
def test_a_decision_lies_with_the_period_of_its_day(run: Run, zone: Zone, day: str, period: str) -> None:
    assert run("close", "3", "--by", "督查办", "--on", day)[0] == 0
    assert f"    date: {day}\n" in office(zone, period)


def test_a_decision_after_the_plan_s_end_lies_with_the_last_period(
    run: Run, zone: Zone, on_day: OnDay
) -> None:
    on_day("2024-03-01")
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert "    date: 2024-03-01\n" in office(zone, "2023Q4")


def test_a_dry_run_writes_nothing(run: Run, zone: Zone) -> None:
    before = zone.files()
    code, out, err = run("close", "3", "--by", "督查办", "--dry-run")
    assert (code, err) == (0, "")
    assert out == (
        "示例数据\n"
        "--- plan/2023/2023Q3/_office.yaml\n"
        "+++ plan/2023/2023Q3/_office.yaml\n"
        "@@ -0,0 +1,6 @@\n"
        "+period: 2023Q3\n"
        "+decisions:\n"
        "+  - item: XM-03\n"
        "+    decision: closed\n"
        "+    date: 2023-07-11\n"
        "+    by: 督查办\n"
        "以上是会改的内容,没有写文件。\n"
        "XM-03 服务企业:2023-07-11 办结(经办人 督查办)\n"
    )
    assert zone.files() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("close 3 --by 督查办 --on 2023-07-12", "错误:没有写入:P421 决定日期 2023-07-12 还没有到\n"),
        ("close 3 --by 督查办 --on 昨天", "错误:日期“昨天”写法不对\n"),
        ("close 3 --by 督查办 --evidence 无.pdf", "错误:没有写入:P415 "),
        ("close 9 --by 督查办", "错误:没有条目“9”\n"),
        ("close 2 --by 督查办", "错误:没有写入:P422 KJ-02 已经办结,又办结一次\n"),
        ("close 2 --by 督查办 --despite 再办一次", "错误:没有写入:P422 KJ-02 已经办结,又办结一次\n"),
        ("reopen 3 --by 督查办 --reason 复核", "错误:没有写入:P422 XM-03 没有办结,却重新打开\n"),
        ("close 3 --by=", "错误:文字是空的\n  → 写明是谁作的决定,如 督查办\n"),
        ("close 3 --by 督查办 --despite=", "错误:文字是空的\n  → 写明理由,如 已并入市级项目\n"),
        ("reopen 2 --by 督查办 --reason=", "错误:文字是空的\n  → 写明理由,如 已并入市级项目\n"),
        ("close 3", "错误:缺少选项 --by\n  → 用法见:gaoxin close --help\n"),
        ("reopen 2 --by 督查办", "错误:缺少选项 --reason\n  → 用法见:gaoxin reopen --help\n"),
    ],
)
def test_a_refusal_writes_nothing(run: Run, zone: Zone, arguments: str, told: str) -> None:
    zone.decided("2023Q3", {"item": "KJ-02", "decision": "closed", "date": "2023-07-01"})
    before = zone.files()
    code, out, err = run(*arguments.split(" "))
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert zone.files() == before


def test_an_office_file_that_cannot_be_read_is_left(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q3", "_office", "period: 2023Q3\ndecisions:\n  - {item: KJ-02, decision: 办结}\n")
    before = path.read_text(encoding="utf-8")
    code, out, err = run("close", "3", "--by", "督查办")
    assert (code, out) == (1, "")
    assert err.startswith("plan/2023/2023Q3/_office.yaml:3:")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("zone")
def test_a_closed_item_is_not_asked_for_any_more(run: Run) -> None:
    assert "XM-03" in run("missing", "--period", "2023Q3")[1]
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert "XM-03" not in run("missing", "--period", "2023Q3")[1]


def test_the_office_s_file_is_no_filing(run: Run, zone: Zone) -> None:
    assert run("close", "3", "--by", "督查办")[0] == 0
    assert run("fmt", "--check")[0] == 0
    assert [path.name for path in zone.path("2023Q3", "_office").parent.iterdir()] == ["_office.yaml"]
    assert "填报" not in run("validate")[1]


def test_what_is_filed_with_a_mistake_closes_nothing(run: Run, zone: Zone) -> None:
    """It does not say how the item stands: neither with a reason nor without."""
    path = zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3}}})
    path.write_text(path.read_text(encoding="utf-8").replace("2023Q1", "2023Q2"), encoding="utf-8")
    before = zone.files()
    code, out, err = run("close", "1", "--by", "督查办", "--on", "2023-07-11", "--despite", "并入市级项目")
    assert (code, out) == (2, "")
    assert err.startswith("错误:没有写入:KJ-01 的填报或决定有错误:plan/2023/2023Q1/kjb.yaml:1:9: P403 ")
    assert err.endswith("  → 先改好,再办\n")
    assert zone.files() == before
