"""``explain``: why this light, on one page for each rule, and as the JSON contract."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from zone import Zone

from gaoxin_plan.lights.light import Rule
from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

KEYS = ["id", "as_of", "period", "light", "measured", "reasons", "parts", "amendments"]
PART_KEYS = ["id", "light", "measured", "rule", "reason", "value", "pace", "way_out"]
LIGHTS = {"red", "yellow", "green", "grey"}


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    on_day("2023-07-11")


def filed(zone: Zone, period: str = "2023Q2", **values: int) -> None:
    """The lead files some of ``one`` and ``two``, the values of its targets."""
    numbers = {"KJ-01.1": values.get("one"), "KJ-01.2": values.get("two")}
    said = {id_: value for id_, value in numbers.items() if value is not None}
    zone.filed(period, "kjb", {"KJ-01": {"values": said}})


def closed(zone: Zone) -> None:
    filed(zone, one=4)
    zone.decided(
        "2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-07-01", "reason": "已并入" * 20}
    )


def met(zone: Zone) -> None:
    done = {"KJ-01.m1": "2023-06-20", "KJ-01.m2": "2023-06-20"}
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 12, "KJ-01.2": 0}, "done": done}})


def calm(zone: Zone) -> None:
    zone.change(
        "          - {id: KJ-01.1, metric: 突破关键技术, at_least: 10, unit: 项, quote: 突破关键技术10项以上}\n",
        "",
    )
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-20"}}})


def late(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5, "KJ-01.2": 0}}})


CASES: Mapping[Rule, tuple[str, Callable[[Zone], object], str]] = {
    Rule.CLOSED: ("1", closed, "办公室办结的亮绿灯,办结后再突破上限的除外"),
    Rule.BROKEN: ("1", lambda zone: filed(zone, one=5, two=1), "累计的上限一经突破就是红灯,更正填报才能撤销"),
    Rule.MET: ("1", met, "达到目标的亮绿灯"),
    Rule.UNREPORTED: (
        "1",
        lambda zone: filed(zone, "2023Q1", one=0, two=0),
        "报过又不报的,灰灯和上次所报应亮的灯,取差的一个",
    ),
    Rule.OVERDUE: ("1", late, "过了时限没有达到的亮红灯;节点逾期30天以内亮黄灯,计划结束时到期的除外"),
    Rule.NEVER: ("1", lambda zone: None, "从未填报的亮灰灯"),
    Rule.PACE: (
        "1",
        lambda zone: filed(zone, one=4, two=0),
        "落后序时进度不到10个百分点的绿灯,10至30黄灯",
    ),
    Rule.CALM: ("1", calm, "没有序时进度可比、没有到期的亮绿灯"),
    Rule.STATE: (
        "3",
        lambda zone: zone.filed("2023Q2", "xmb", {"XM-03": {"state": "受阻"}}),
        "没有数字和日期的照自报状态:进行中、已完成绿灯,受阻黄灯,未启动灰灯;计划结束后没有完成的黄灯",
    ),
}


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(Rule)


@pytest.mark.parametrize("rule", Rule)
def test_the_page_of_each_rule(run: Run, zone: Zone, rule: Rule) -> None:
    item, prepare, words = CASES[rule]
    prepare(zone)
    code, out, err = run("explain", item)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line for line in lines if width(line) > 80] == []
    assert lines[:2] == ["云山示范区2023年工作要点", "示例数据"]
    assert lines[3].startswith("截至 2023-07-11 · 报告期 2023Q2 · 牵头 ")
    squeezed = "".join(out.split())
    assert f"规则{words}" in squeezed
    assert squeezed.endswith("(采用示范规则yinchuan-2025,本单位未另行规定)")
    data = json.loads(run("explain", item, "--format", "json")[1])
    part = next(part for part in data["parts"] if part["light"] == data["light"])
    assert part["rule"] == rule.value
    assert "".join(part["reason"].split()) in squeezed
    assert f"转绿{''.join(part['way_out'].split())}" in squeezed or (
        part["light"] == "green" and "转绿" not in squeezed
    )


@pytest.mark.parametrize("columns", ["40", "60", "120"])
@pytest.mark.parametrize("rule", Rule)
def test_a_page_is_as_wide_as_asked_for(
    run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch, rule: Rule, columns: str
) -> None:
    item, prepare, _ = CASES[rule]
    prepare(zone)
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = run("explain", item)
    assert [line for line in out.splitlines() if width(line) > int(columns)] == []


def test_a_page(run: Run, zone: Zone) -> None:
    filed(zone, "2023Q1", one=2, two=0)
    filed(zone, one=3, two=0)
    assert run("explain", "1")[1] == (
        "云山示范区2023年工作要点\n"
        "示例数据\n"
        "●黄灯 KJ-01  攻关关键技术\n"
        "截至 2023-07-11 · 报告期 2023Q2 · 牵头 科技部\n"
        "理由  突破关键技术 3/10 项,序时应达 5 项,落后 20 个百分点;研究院挂牌 逾期 11 天,\n"
        "      未完成\n"
        "\n"
        "●黄灯 KJ-01.1  突破关键技术 10项以上\n"
        "  原文  “突破关键技术10项以上”,时限 2023年12月31日\n"
        "  填报  2023Q1 2 项(03-31 报) → 2023Q2 3 项(06-30 报)\n"
        "  规则  落后序时进度不到 10 个百分点的绿灯,10 至 30 黄灯,超过 30 红灯\n"
        "  算法  时间过了 6/12 个月;3/10 项,序时应达 5 项,落后 20 个百分点\n"
        "  转绿  完成值到 5 项即转绿灯\n"
        "\n"
        "●黄灯 KJ-01.m1  研究院挂牌:逾期 11 天,未完成\n"
        "●绿灯 KJ-01.2  安全事故 0起:未突破:0 起(上限 0 起)\n"
        "○绿灯 KJ-01.m2  编制规划:部门自报进行中\n"
        "\n"
        "落后序时进度不到 10 个百分点的绿灯,10 至 30 黄灯,超过 30 红灯(采用示范规则\n"
        "yinchuan-2025,本单位未另行规定)\n"
    )


@pytest.mark.parametrize("rule", Rule)
def test_the_contract(run: Run, zone: Zone, rule: Rule) -> None:
    item, prepare, _ = CASES[rule]
    prepare(zone)
    code, out, err = run("explain", item, "--format", "json")
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    assert list(data) == KEYS
    assert (data["as_of"], data["period"]) == ("2023-07-11", "2023Q2")
    assert data["light"] in LIGHTS
    assert data["measured"] is any(part["measured"] for part in data["parts"])
    assert all(list(part) == PART_KEYS for part in data["parts"])
    assert {part["light"] for part in data["parts"]} <= LIGHTS
    assert {part["rule"] for part in data["parts"]} <= {rule.value for rule in Rule}
    assert all(type(part["value"]) in (int, float, type(None)) for part in data["parts"])
    status = json.loads(run("status", "--format", "json")[1])["items"]
    [same] = [one for one in status if one["id"] == data["id"]]
    assert (same["light"], same["measured"], same["reasons"]) == (
        data["light"],
        data["measured"],
        data["reasons"],
    )


def test_as_a_table(run: Run, zone: Zone) -> None:
    filed(zone, one=3, two=0)
    _, out, _ = run("explain", "1", "--format", "csv")
    head, first, *rest = out.removeprefix("\ufeff").splitlines()
    assert head == "编号,目标或节点,亮灯,依据,理由,完成,序时应达,时限,怎样转绿,引文"
    assert first == (
        'KJ-01.1,突破关键技术 10项以上,黄灯,实测,"3/10 项,序时应达 5 项,落后 20 个百分点",3,5,2023年12月31日,'
        "完成值到 5 项即转绿灯,突破关键技术10项以上"
    )
    assert len(rest) == 3
    assert run("explain", "1", "--format", "md")[1].startswith("| 编号 | 目标或节点 | 亮灯 |")


# -- what if -----------------------------------------------------------------------------------------------


def test_what_if_writes_nothing(run: Run, zone: Zone) -> None:
    filed(zone, one=3, two=0)
    before = zone.files()
    code, out, err = run("explain", "1", "--if", "1=5", "--if", "m1=2023-06-20")
    assert (code, err) == (0, "")
    assert "假设 KJ-01.1 为 5;KJ-01.m1 为 2023-06-20,黄灯 → 绿灯\n" in out
    assert zone.files() == before
    assert "假设" not in run("explain", "1")[1]


def test_what_if_nothing_is_filed_makes_no_folder(run: Run, zone: Zone) -> None:
    assert run("explain", "1", "--if", "1=５")[0] == 0
    assert list(zone.files()) == ["plan/2023.yaml"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("5", "错误:--if 的“5”写法不对\n  → 写成 --if FZ-05.1=8\n"),
        ("9=5", "错误:KJ-01 没有目标或节点“9”\n"),
        ("1=多", "错误:“完成值”的值“多”不是数字\n"),
        ("m1=5", "错误:“日期”的值“5”写法不对\n"),
    ],
)
def test_what_if_means_nothing(run: Run, zone: Zone, words: str, told: str) -> None:
    before = zone.files()
    code, out, err = run("explain", "1", "--if", words)
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert zone.files() == before


# -- when, and by which rules ------------------------------------------------------------------------------


def test_as_of_and_period(run: Run, zone: Zone) -> None:
    filed(zone, "2023Q1", one=2, two=0)
    filed(zone, one=3, two=0)
    asked = json.loads(run("explain", "1", "--period", "2023Q1", "--format", "json")[1])
    assert (asked["as_of"], asked["period"], asked["light"]) == ("2023-04-11", "2023Q1", "green")
    asked = json.loads(run("explain", "1", "--as-of", "2023-12-31", "--format", "json")[1])
    assert (asked["as_of"], asked["period"], asked["light"]) == ("2023-12-31", "2023Q4", "red")


def test_the_rules_a_plan_adopted_are_named(run: Run, zone: Zone) -> None:
    zone.change("sample: true\n", "sample: true\nrules: {preset: sanya-2022}\n")
    filed(zone, one=3, two=0)
    told = "".join(run("explain", "1")[1].split())
    assert told.endswith("达到序时进度绿灯,落后的部分占序时进度不超过50%黄灯,超过的红灯(规则sanya-2022)")
    assert "落后序时进度的40%" in told


def test_an_amended_target_says_what_it_was(run: Run, zone: Zone) -> None:
    zone.amended(on="2023-06-01")
    filed(zone, one=3, two=0)
    assert "  调整  2023-06-01 目标 10项以上 改为 8项(会议纪要2023年第9期)\n" in run("explain", "1")[1]
    assert "调整" not in run("explain", "1", "--as-of", "2023-05-31")[1]
