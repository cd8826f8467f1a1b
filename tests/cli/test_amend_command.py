"""``amend``: an adopted plan is changed by approval, and what held before stays written, and counts."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from zone import Zone

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

WHY = ("--reason", "市级项目停建", "--approved", "会议纪要2023年第9期")
GROUNDS = (*WHY, "--on", "2023-07-01")
COMMAND = Path(sys.prefix) / "bin" / "gaoxin"


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    """It is the day after the second quarter's grace days."""
    on_day("2023-07-11")


@pytest.fixture
def before(zone: Zone) -> str:
    """The plan's text, of which half a year was filed."""
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 4, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-20"}}})  # fmt: skip
    return text(zone)


def text(zone: Zone) -> str:
    return zone.plan_file.read_text(encoding="utf-8")


def added(of: str, key: str, *, on: str = "2023-07-01", **values: str) -> str:
    """An amendment as it is written."""
    said = {"key": key, **values, "reason": "市级项目停建", "approved": "会议纪要2023年第9期", "date": on}
    return f"  - of: {of}\n" + "".join(f"    {name}: {value}\n" for name, value in said.items())


# -- what is written and told ------------------------------------------------------------------------------


def test_a_goal_is_lowered(run: Run, zone: Zone, before: str) -> None:
    assert run("amend", "KJ-01.1", "--at-least", "8", *GROUNDS) == (
        0,
        (
            "示例数据\n"
            "已写入 plan/2023.yaml\n"
            "KJ-01 攻关关键技术\n"
            "  KJ-01.1 突破关键技术:10项以上 → 8项(降低要求)\n"
            "  2023-07-01 起按新的算,以前的日子仍按旧的算\n"
            "  理由  市级项目停建\n"
            "  批准  会议纪要2023年第9期\n"
            "  原来 ●黄灯  突破关键技术 4/10 项,序时应达 5 项,落后 10 个百分点\n"
            "  现在 ●绿灯  突破关键技术 4/8 项,序时应达 4 项;安全事故 未突破:0 起(上限 0 起);\n"
            "              研究院挂牌 已完成(2023-06-20);编制规划 部门自报进行中\n"
            "  截至 2023-07-11\n"
        ),
        "",
    )
    lowered = before.replace("at_least: 10,", "at_least: 8,")
    assert text(zone) == lowered + "amendments:\n" + added("KJ-01.1", "at_least", old="10", new="8")
    assert run("validate")[0] == 0


@pytest.mark.usefixtures("before")
def test_the_old_value_counts_before_its_day_and_the_new_one_from_it_on(run: Run) -> None:
    assert run("amend", "1.1", "--at-least", "8", *GROUNDS)[0] == 0
    assert "4/10 项" in run("explain", "1", "--as-of", "2023-06-30")[1]
    assert "4/8 项" in run("explain", "1", "--as-of", "2023-07-01")[1]


@pytest.mark.usefixtures("before")
def test_a_dry_run_writes_nothing_and_shows_the_lines(run: Run, zone: Zone) -> None:
    files = zone.files()
    code, out, err = run("amend", "1.1", "--at-least", "8", *GROUNDS, "--dry-run")
    assert (code, err) == (0, "")
    assert "-          - {id: KJ-01.1, metric: 突破关键技术, at_least: 10, unit: 项," in out
    assert "+amendments:\n+  - of: KJ-01.1\n+    key: at_least\n+    old: 10\n+    new: 8\n" in out
    assert "以上是会改的内容,没有写文件。\nKJ-01 攻关关键技术\n  KJ-01.1 突破关键技术:10项以上 → 8项(降低要求)\n" in out  # fmt: skip
    assert zone.files() == files


@pytest.mark.usefixtures("before")
def test_an_amendment_to_come_is_lit_as_of_its_own_day(run: Run) -> None:
    _, out, _ = run("amend", "1.1", "--at-least", "8", *WHY, "--on", "2023-09-01")
    assert "  2023-09-01 起按新的算,以前的日子仍按旧的算\n" in out
    assert out.endswith("  截至 2023-09-01\n")
    assert "4/10 项" in run("explain", "1")[1]


def test_without_a_day_it_counts_from_today_on(run: Run, zone: Zone) -> None:
    assert run("amend", "1.1", "--at-least", "8", *WHY)[0] == 0
    assert text(zone).endswith("    date: 2023-07-11\n")


@pytest.mark.usefixtures("zone")
def test_a_day_after_the_plan_s_end_is_told(run: Run) -> None:
    code, out, _ = run("amend", "1.1", "--at-least", "8", *WHY, "--on", "2024-01-05")
    assert code == 0
    assert "  注意  生效日期在计划结束以后,请核对\n" in out


GOALS = [
    ("KJ-01.1", "--at-least", "12", "突破关键技术:10项以上 → 12项"),
    ("KJ-01.1", "--at-least", "１２", "突破关键技术:10项以上 → 12项"),
    ("KJ-01.2", "--at-most", "1", "安全事故:0起 → 不超过1起(放宽上限)"),
    ("KJ-02.2", "--rise-by", "15.5", "使用率:提升20% → 提升15.5%(降低要求)"),
]
KINDS = [
    ("--about", "9", "9", "突破关键技术:10项以上 → 9项左右(改为约数)"),
    ("--between", "9,12", "[9, 12]", "突破关键技术:10项以上 → 9至12项(降低要求)"),
    ("--between", "10至12", "[10, 12]", "突破关键技术:10项以上 → 10至12项"),
    ("--between", "[10, 12]", "[10, 12]", "突破关键技术:10项以上 → 10至12项"),
    ("--at-most", "9", "9", "突破关键技术:10项以上 → 不超过9项(换了一种目标,不能比较高低)"),
    ("--rise-by", "9", "9", "突破关键技术:10项以上 → 提升9项(换了一种目标,不能比较高低)"),
    ("--fall-by", "9", "9", "突破关键技术:10项以上 → 下降9项(换了一种目标,不能比较高低)"),
    ("--every", "每月", "month", "突破关键技术:10项以上 → 每月(换了一种目标,不能比较高低)"),
    ("--every", "week", "week", "突破关键技术:10项以上 → 每周(换了一种目标,不能比较高低)"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "option", "value", "words"), GOALS)
def test_goals(run: Run, zone: Zone, of: str, option: str, value: str, words: str) -> None:
    code, out, err = run("amend", of, option, value, *GROUNDS)
    assert (code, err) == (0, "")
    assert f"  {of} {words}\n" in out
    assert len(zone.load().charter.plan.amendments) == 1
    assert run("validate")[0] == 0


@pytest.mark.parametrize(("option", "value", "written", "words"), KINDS)
def test_a_goal_of_another_kind_takes_two_amendments(
    run: Run, zone: Zone, before: str, option: str, value: str, written: str, words: str
) -> None:
    code, out, err = run("amend", "KJ-01.1", option, value, *GROUNDS)
    assert (code, err) == (0, "")
    assert f"  KJ-01.1 {words}\n" in out.replace("不能比\n  较", "不能比较")
    key = option[2:].replace("-", "_")
    assert text(zone) == (
        before.replace("at_least: 10,", f"{key}: {written},")
        + "amendments:\n"
        + added("KJ-01.1", "at_least", old="10")
        + added("KJ-01.1", key, new=written)
    )
    assert run("validate")[0] == 0
    assert "4/10 项" in run("explain", "1", "--as-of", "2023-06-30")[1]


def test_a_comment_beside_a_goal_stays_when_its_kind_changes(run: Run, zone: Zone) -> None:
    flow = "          - {id: KJ-01.1, metric: 突破关键技术, at_least: 10, unit: 项, quote: 突破关键技术10项以上}\n"
    block = (
        "          # 科技局口径\n          - id: KJ-01.1\n            metric: 突破关键技术\n"
        "            at_least:  10   # 含续建2项\n\n            unit: 项\n"
        "            quote: 突破关键技术10项以上\n"
    )
    zone.change(flow, block)
    before = text(zone)
    assert run("amend", "1.1", "--about", "8", *GROUNDS)[0] == 0
    now = text(zone).partition("amendments:\n")[0]
    assert now == before.replace("at_least:  10   #", "about:  8   #")


def test_dates(run: Run, zone: Zone, before: str) -> None:
    _, out, _ = run("amend", "1.m1", "--due", "2023年9月30日", *GROUNDS)
    assert "  KJ-01.m1 研究院挂牌 完成时限:2023年6月30日 → 2023年9月30日(推迟)\n" in out
    assert text(zone) == (
        before.replace("due: 2023-06-30", "due: 2023-09-30")
        + "amendments:\n"
        + added("KJ-01.m1", "due", old="2023-06-30", new="2023-09-30")
    )
    _, out, _ = run("amend", "1.m2", "--due", "2023-09-30", *GROUNDS)
    assert "  KJ-01.m2 编制规划 完成时限:未明确时限 → 2023年9月30日\n" in out
    assert text(zone).endswith(added("KJ-01.m2", "due", new="2023-09-30"))
    _, out, _ = run("amend", "1.m1", "--due", "无", *WHY, "--on", "2023-07-02")
    assert "  KJ-01.m1 研究院挂牌 完成时限:2023年9月30日 → 未明确时限(取消时限)\n" in out
    assert text(zone).endswith(added("KJ-01.m1", "due", old="2023-09-30", on="2023-07-02"))
    _, out, _ = run("amend", "1.1", "--due", "2023-10-31", *GROUNDS)
    assert "  KJ-01.1 突破关键技术 完成时限:2023年12月31日 → 2023年10月31日\n" in out
    assert run("validate")[0] == 0


def test_departments_by_any_of_their_names(run: Run, zone: Zone, before: str) -> None:
    code, out, err = run(
        "amend", "1", "--lead", "xmb", "--responsible", "科创部", "--responsible", "办公", *GROUNDS
    )
    assert (code, err) == (0, "")
    assert "  牵头部门:科技部 → 项目部\n  责任部门:项目部、办公室 → 科技部、办公室\n" in out
    assert text(zone) == (
        before.replace(
            "        lead: 科技部\n        responsible: [项目部, 办公室]\n",
            "        lead: 项目部\n        responsible: [科技部, 办公室]\n",
        )
        + "amendments:\n"
        + added("KJ-01", "lead", old="科技部", new="项目部")
        + added("KJ-01", "responsible", old="[项目部, 办公室]", new="[科技部, 办公室]")
    )
    assert run("validate")[0] == 0


@pytest.mark.parametrize("words", [("科技部,办公室",), ("科技部、办公室",), ("科技部", "办公室", "科创部")])
def test_several_departments_in_any_usual_way(run: Run, zone: Zone, words: tuple[str, ...]) -> None:
    options = [word for name in words for word in ("--responsible", name)]
    assert run("amend", "1", "--lead", "项目部", *options, *GROUNDS)[0] == 0
    assert "responsible: [科技部, 办公室]\n" in text(zone)


def test_a_joint_lead_goes(run: Run, zone: Zone) -> None:
    _, out, _ = run("amend", "2", "--lead", "科技部", *GROUNDS)
    assert "  牵头部门:科技部、项目部 → 科技部(少一个牵头)\n" in out
    assert text(zone).endswith(added("KJ-02", "lead", old="[科技部, 项目部]", new="[科技部]"))


def test_the_lead_of_the_section_is_the_old_one(run: Run, zone: Zone) -> None:
    zone.change("    title: 促建设\n", "    title: 促建设\n    lead: [项目部] # 全部分\n")
    zone.change("        title: 服务企业\n        lead: 项目部\n", "        title: 服务企业\n")
    before = text(zone)
    _, out, _ = run("amend", "3", "--lead", "办公室", *GROUNDS)
    assert "  牵头部门:项目部 → 办公室\n" in out
    assert text(zone) == (
        before.replace(
            "        title: 服务企业\n", "        title: 服务企业\n        lead: [办公室]\n"
        ).rstrip()
        + "\namendments:\n"
        + added("XM-03", "lead", old="[项目部]", new="[办公室]")
    )
    assert run("validate")[0] == 0
    assert "牵头 项目部" in run("explain", "3", "--as-of", "2023-06-30")[1]
    assert run("amend", "3", "--lead", "无", *WHY) == (
        2,
        "",
        "错误:XM-03 不写牵头部门,就由所在部分的项目部牵头\n  → 写明由谁牵头\n",
    )


def test_an_item_without_a_lead_gets_one_and_loses_it_again(run: Run, zone: Zone) -> None:
    zone.change("        title: 服务企业\n        lead: 项目部\n", "        title: 服务企业\n")
    _, out, _ = run("amend", "3", "--lead", "项目部", *GROUNDS)
    assert "  牵头部门:无 → 项目部\n" in out
    assert text(zone).endswith(added("XM-03", "lead", new="项目部"))
    code, out, _ = run("amend", "3", "--lead", "无", *WHY, "--on", "2023-07-02")
    assert code == 0
    assert "  牵头部门:项目部 → 无(少一个牵头)\n" in out
    assert "P221 (警告)XM-03 没有牵头部门" in out


def test_what_is_dropped_stays_in_the_plan(run: Run, zone: Zone, before: str) -> None:
    _, out, _ = run("amend", "KJ-01.1", "--drop", *GROUNDS)
    assert "  KJ-01.1 突破关键技术:10项以上 → 取消(不再要求)\n" in out
    assert text(zone) == before + "amendments:\n" + added("KJ-01.1", "dropped")
    assert "KJ-01.1" not in run("explain", "1", "--as-of", "2023-07-01")[1].partition("理由")[0]
    assert "4/10 项" in run("explain", "1", "--as-of", "2023-06-30")[1]
    _, out, _ = run("amend", "三", "--drop", *GROUNDS)
    assert "  XM-03 服务企业:取消(不再要求)\n" in out
    assert out.endswith("  原来 ○灰灯  从未填报\n  现在  已取消,不再亮灯\n  截至 2023-07-11\n")
    assert run("validate")[0] == 0
    assert "XM-03" not in run("status")[1]
    assert "XM-03" in run("status", "--as-of", "2023-06-30")[1]


@pytest.mark.usefixtures("before")
def test_several_keys_at_once_give_an_amendment_each(run: Run, zone: Zone) -> None:
    _, out, _ = run("amend", "1.1", "--at-least", "8", "--due", "2023-10-31", *GROUNDS)
    assert out.count(" → ") == 2
    assert text(zone).endswith(
        added("KJ-01.1", "at_least", old="10", new="8") + added("KJ-01.1", "due", new="2023-10-31")
    )


@pytest.mark.usefixtures("before")
def test_twice_then_the_first_knows_the_first_value(run: Run) -> None:
    assert run("amend", "1.1", "--at-least", "8", *GROUNDS)[0] == 0
    _, out, _ = run("amend", "1.1", "--about", "6", *WHY, "--on", "2023-10-01")
    assert "  KJ-01.1 突破关键技术:8项 → 6项左右(改为约数)\n" in out
    assert run("validate")[0] == 0
    for day, words in (("2023-06-30", "10项以上"), ("2023-09-30", "8项"), ("2023-10-01", "6项左右")):
        assert words in run("show", "1", "--as-of", day)[1], day


@pytest.mark.parametrize("name", ["KJ-01.1", "kj-1.1", " 1.1 ", "一.1", "１．１", "(一).1"])
def test_a_target_is_named_in_any_usual_way(run: Run, zone: Zone, name: str) -> None:
    assert run("amend", name, "--at-least", "8", *GROUNDS)[0] == 0
    assert "  - of: KJ-01.1\n" in text(zone)


@pytest.mark.parametrize("name", ["KJ-01.m1", "kj-01.M1", "1.m1", "一.m1"])
def test_a_milestone_is_named_in_any_usual_way(run: Run, zone: Zone, name: str) -> None:
    assert run("amend", name, "--drop", *GROUNDS)[0] == 0
    assert "  - of: KJ-01.m1\n" in text(zone)


# -- what is refused, and why ------------------------------------------------------------------------------

REFUSED = [
    (("1.1", "--at-least", "8"), "错误:没有写 --reason(理由)\n  → 调整要说得出为什么,以后查历史、印通报都用它:--reason 市级项目停建\n"),
    (("1.1", "--at-least", "8", "--reason", "停建"), "错误:没有写 --approved(批准依据)\n  → 没有批准的不能调整;写文号或会议纪要:--approved 会议纪要2022年第9期\n"),
    (("1.1", "--at-least", "8", "--reason", " ", "--approved", "纪要"), "错误:--reason(理由)是空的\n  → 调整要说得出为什么,以后查历史、印通报都用它:--reason 市级项目停建\n"),
    (("1.1", "--at-least", "8", "--reason", "甲\x07", "--approved", "纪要"), "错误:“理由”的值里有看不见的控制字符(U+0007)\n  → 删去它;多半是从网页或 PDF 复制来的\n"),
    (("1.1", *GROUNDS), "错误:没有写要改什么\n  → 写新的值,如 --at-least 8、--due 2022-11-30、--lead 部门,或 --drop\n"),
    (("1.1", "--drop", "--at-least", "8", *GROUNDS), "错误:--drop 取消全部,不能同时写 --at-least\n  → 分两次做\n"),
    (("1.1", "--at-least", "8", "--about", "8", *GROUNDS), "错误:一个目标只有一种要求,却写了 --at-least、--about\n  → 只写一种\n"),
    (("1.1", "--at-least", "10", *GROUNDS), "错误:KJ-01.1 的目标本来就是 10,没有写入\n  → 请核对新的值;正文已经自己改了的,先改回去,再来调整\n"),
    (("1.1", "--at-least", "10.0", *GROUNDS), "错误:KJ-01.1 的目标本来就是 10.0,没有写入\n  → 请核对新的值;正文已经自己改了的,先改回去,再来调整\n"),
    (("1.m1", "--due", "2023-06-30", *GROUNDS), "错误:KJ-01.m1 的完成时限本来就是 2023-06-30,没有写入\n  → 请核对新的值;正文已经自己改了的,先改回去,再来调整\n"),
    (("1.1", "--due", "无", *GROUNDS), "错误:KJ-01.1 的完成时限本来就没有写,没有写入\n  → 请核对新的值;正文已经自己改了的,先改回去,再来调整\n"),
    (("1", "--lead", "科创部", *GROUNDS), "错误:KJ-01 的牵头部门本来就是 科技部,没有写入\n  → 请核对新的值;正文已经自己改了的,先改回去,再来调整\n"),
    (("1.1", "--at-least", "8项", *GROUNDS), "错误:“--at-least”的值“8项”不是数字,多了“项”\n  → 只写数字,如 --at-least 8\n"),
    (("1.1", "--at-least", "1,000", *GROUNDS), "错误:“--at-least”的值“1,000”不是数字,数字中间不能有逗号、下划线或空格\n  → 写成 1000\n"),
    (("1.1", "--at-least", "", *GROUNDS), "错误:“--at-least”的值“”不是数字\n  → 只写数字,如 --at-least 8\n"),
    (("1.1", "--between", "3", *GROUNDS), "错误:--between 要写两个数,写的是“3”\n  → 如 --between 2,3\n"),
    (("1.1", "--between", "3,2", *GROUNDS), "错误:“--between”的值 [3, 2] 前一个应小于后一个\n  → 写下限和上限,如 --between 2,3\n"),
    (("1.1", "--every", "旬", *GROUNDS), "错误:“--every”的值“旬”不在可选值之中\n  → 可选:week、month、quarter\n"),
    (("1.1", "--due", "9月底", *GROUNDS), "错误:“--due”的值“9月底”写法不对\n  → 日期写成 2022-06-01 这样;年四位,月和日两位\n"),
    (("1.1", "--exactly", "8", *GROUNDS), "错误:没有写入:P212 exactly 的目标要有基数 baseline,才看得出是升还是降\n  → 补上现在的数,如 baseline: 4\n"),
    (("1", "--at-least", "8", *GROUNDS), "错误:KJ-01 是条目,--at-least 要写它的目标\n  → 写编号:KJ-01.1、KJ-01.2\n"),
    (("1", "--due", "2023-09-30", *GROUNDS), "错误:KJ-01 是条目,--due 要写它的目标或节点\n  → 写编号:KJ-01.1、KJ-01.2、KJ-01.m1、KJ-01.m2\n"),
    (("3", "--about", "8", *GROUNDS), "错误:XM-03 是条目,--about 要写它的目标\n  → 这个条目没有目标\n"),
    (("1.m1", "--about", "8", *GROUNDS), "错误:KJ-01.m1 是节点,没有 --about\n  → 节点可以调整时限(--due),或取消(--drop)\n"),
    (("1.1", "--lead", "项目部", *GROUNDS), "错误:KJ-01.1 没有牵头部门,部门是条目的\n  → 写条目的编号:gaoxin amend KJ-01 --lead …\n"),
    (("1", "--lead", "项目部", *GROUNDS), "错误:项目部现在是 KJ-01 的责任部门,改为牵头就不再是责任部门\n  → 同时写明剩下的责任部门:--responsible 办公室\n"),
    (("3", "--lead", "科技部", *GROUNDS), "错误:科技部现在是 XM-03 的责任部门,改为牵头就不再是责任部门\n  → 同时写明剩下的责任部门:--responsible 无\n"),
    (("1", "--responsible", "科技部", *GROUNDS), "错误:没有写入:P205 “科技部”已是牵头部门,又列在责任部门\n  → 牵头部门不再列入 responsible;请删去这里的名称\n"),
    (("1", "--lead", "", *GROUNDS), "错误:--lead 没有写部门\n  → 写部门的名称;不要了就写 --lead 无\n"),
    (("1", "--lead", "工程部", *GROUNDS), "错误:没有部门“工程部”\n  → 部门名单:科技部、项目部、办公室\n"),
    (("1", "--responsible", "科技办", *GROUNDS), "错误:没有部门“科技办”;是不是“科技部”?\n  → 试试 --responsible 科技部\n"),
    (("1.1", "--at-least", "8", *WHY, "--on", "2022-07-01"), "错误:生效日期 2022-07-01 早于计划发布的 2023-01-01,没有写入\n  → 请核对年份;印发以前的改动不算调整\n"),
    (("1.1", "--at-least", "8", *WHY, "--on", "七月"), "错误:日期“七月”写法不对\n  → 日期写成 2022-06-30 这样;年四位,月和日两位\n"),
    (("1.9", "--at-least", "8", *GROUNDS), "错误:KJ-01 没有目标或节点“KJ-01.9”\n  → 可选:KJ-01.1 突破关键技术、KJ-01.2 安全事故、KJ-01.m1 研究院挂牌、KJ-01.m2 编制规划\n"),
    (("KJO1.1", "--at-least", "8", *GROUNDS), "错误:没有条目“KJO1”;是不是 KJ-01.1、KJ-01.m1?\n  → 条目编号:KJ-01 到 XM-03;也可以写印发件的序号,如 5 或 五\n"),
    (("9.1", "--at-least", "8", *GROUNDS), "错误:没有条目“9”\n  → 条目编号:KJ-01 到 XM-03;也可以写印发件的序号,如 5 或 五\n"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED, ids=[" ".join(words[:3]) for words, _ in REFUSED])
def test_what_is_refused_is_told_and_nothing_is_written(
    run: Run, zone: Zone, arguments: tuple[str, ...], told: str
) -> None:
    before = zone.files()
    assert run("amend", *arguments) == (2, "", told)
    assert zone.files() == before


def refused(run: Run, zone: Zone, *arguments: str) -> str:
    before = zone.files()
    code, out, err = run("amend", *arguments)
    assert (code, out) == (2, "")
    assert zone.files() == before
    return err


def test_a_day_not_after_an_earlier_amendment_of_the_same(run: Run, zone: Zone) -> None:
    assert run("amend", "1.1", "--at-least", "8", *GROUNDS)[0] == 0
    for day in ("2023-06-01", "2023-07-01"):
        assert refused(run, zone, "1.1", "--about", "6", *WHY, "--on", day) == (
            "错误:KJ-01.1 的目标在 2023-07-01 已经调整过,没有写入\n"
            "  → 新的调整要在 2023-07-01 以后(--on);那一次写错了的,改 amendments 里的那一条\n"
        )
    assert run("amend", "1.1", "--due", "2023-10-31", *WHY, "--on", "2023-06-01")[0] == 0
    assert run("validate")[0] == 0


def test_what_is_dropped_cannot_be_amended_from_then_on(run: Run, zone: Zone) -> None:
    assert run("amend", "1.1", "--drop", *WHY, "--on", "2023-09-01")[0] == 0
    told = "错误:KJ-01.1 在 2023-09-01 已经取消,没有写入\n  → 取消以后不能再调整\n"
    assert refused(run, zone, "1.1", "--at-least", "8", *WHY, "--on", "2023-09-01") == told
    assert refused(run, zone, "1.1", "--drop", *WHY, "--on", "2023-10-01") == told
    assert refused(run, zone, "1.1", "--drop", *WHY, "--on", "2023-08-01").startswith(
        "错误:KJ-01.1 在 2023-09-01 已经取消,没有写入\n  → 新的调整要在 2023-09-01 以后(--on)"
    )
    assert run("amend", "1.1", "--at-least", "8", *WHY, "--on", "2023-08-01")[0] == 0
    assert refused(run, zone, "1", "--drop", *WHY, "--on", "2023-08-15").startswith(
        "错误:KJ-01.1 在 2023-09-01 已经取消,没有写入\n"
    )
    assert run("amend", "1", "--drop", *WHY, "--on", "2023-10-01")[0] == 0
    assert refused(run, zone, "1.2", "--at-most", "1", *WHY, "--on", "2023-11-01").startswith(
        "错误:KJ-01 在 2023-10-01 已经取消,没有写入\n"
    )
    assert run("validate")[0] == 0


def test_what_was_added_later_cannot_be_amended_before(run: Run, zone: Zone) -> None:
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write("amendments:\n" + added("KJ-01.m2", "added"))
    assert refused(run, zone, "1.m2", "--due", "2023-09-30", *WHY, "--on", "2023-06-01") == (
        "错误:KJ-01.m2 到 2023-07-01 才新增,没有写入\n  → --on 不能早于 2023-07-01\n"
    )
    assert run("amend", "1.m2", "--due", "2023-09-30", *GROUNDS)[0] == 0


def test_a_plan_that_is_over_needs_a_day(run: Run, zone: Zone, on_day: OnDay) -> None:
    on_day("2024-02-01")
    assert refused(run, zone, "1.1", "--at-least", "8", *WHY) == (
        "错误:计划在 2023-12-31 已经结束,没有写 --on\n  → 用 --on 写明从哪一天起算,如 --on 2022-09-01\n"
    )


def test_a_part_would_be_more_than_its_whole(run: Run, zone: Zone) -> None:
    zone.change(
        "        milestones:\n          - {id: KJ-01.m1",
        "          - {id: KJ-01.3, metric: 其中重大技术, at_least: 10, part_of: KJ-01.1, quote: 突破关键技术10项以上}\n"
        "        milestones:\n          - {id: KJ-01.m1",
    )
    assert refused(run, zone, "1.1", "--at-least", "8", *GROUNDS).startswith(
        "错误:没有写入:P214 所属目标“KJ-01.1”只有 8,小于这一部分的 10\n"
    )


@pytest.mark.usefixtures("before")
def test_a_lead_who_has_filed_stays_the_lead_of_that_period(run: Run, zone: Zone) -> None:
    new_lead = ("1", "--lead", "项目部", "--responsible", "科技部", *WHY, "--on")
    assert refused(run, zone, *new_lead, "2023-06-15") == (
        "错误:没有写入:这样调整,已经报来的填报就不对了:plan/2023/2023Q2/kjb.yaml:7:5: P413 KJ-01 由项目部牵头,科技部是配合部门,不报完成值和完成日期\n"
        "  → 请核对生效日期(--on):写在已经报过的报告期结束以后\n"
    )
    assert run("amend", *new_lead, "2023-07-01")[0] == 0


def test_a_plan_that_cannot_be_read_is_told_and_left(run: Run, zone: Zone) -> None:
    zone.change("at_most: 0", "at_most: 零")
    before = zone.files()
    code, out, err = run("amend", "1.1", "--at-least", "8", *GROUNDS)
    assert (code, out) == (1, "")
    assert err.startswith("plan/2023.yaml:33:")
    assert " P144 " in err
    assert zone.files() == before


def test_what_was_wrong_before_does_not_stop_what_is_right(run: Run, zone: Zone) -> None:
    zone.change("quote: 研究院挂牌}", "quote: 研究院揭牌}")
    assert run("validate")[0] == 1
    code, _, err = run("amend", "1.1", "--at-least", "8", *GROUNDS)
    assert (code, err) == (0, "")


def test_an_amendment_on_top_of_one_that_does_not_fit_is_refused(run: Run, zone: Zone) -> None:
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write("amendments:\n" + added("KJ-01.1", "at_least", old="12", new="11"))
    assert refused(run, zone, "1.1", "--at-least", "8", *WHY, "--on", "2023-09-01") == (
        "错误:没有写入:P233 这次调整前写的是 10,上一次调整后却是 11\n  → 请核对两次调整的 old 和 new\n"
    )


# -- as the file is ----------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_the_line_ends_of_windows_stay(run: Run, zone: Zone) -> None:
    windows = text(zone).replace("\n", "\r\n")
    zone.plan_file.write_bytes(b"\xef\xbb\xbf" + windows.encode())
    assert run("amend", "1.1", "--about", "8", *GROUNDS)[0] == 0
    expected = windows.replace("at_least: 10,", "about: 8,") + (
        "amendments:\n" + added("KJ-01.1", "at_least", old="10") + added("KJ-01.1", "about", new="8")
    ).replace("\n", "\r\n")
    assert zone.plan_file.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_amendments_that_are_there_stay_as_they_are(run: Run, zone: Zone, before: str) -> None:
    theirs = "\n# 年中调整\namendments:   # 按日期\n\n  - {of: KJ-01.m2, key: dropped, reason: 并入, approved: 纪要, date: 2023-05-01} # 一\n  # 待补会议纪要\n\n# 完\n"
    zone.plan_file.write_text(before + theirs, encoding="utf-8")
    assert run("amend", "1.1", "--at-least", "8", *GROUNDS)[0] == 0
    lines = (before.replace("at_least: 10,", "at_least: 8,") + theirs).splitlines()
    ours = added("KJ-01.1", "at_least", old="10", new="8").splitlines()
    now = text(zone).splitlines()
    at = now.index(ours[0])
    assert now[at : at + len(ours)] == ours
    assert now[:at] + now[at + len(ours) :] == lines


def test_a_file_without_a_last_line_end_is_added_to(run: Run, zone: Zone) -> None:
    zone.plan_file.write_text(text(zone).rstrip("\n"), encoding="utf-8")
    assert run("amend", "1.1", "--drop", *GROUNDS)[0] == 0
    assert text(zone).endswith("\namendments:\n" + added("KJ-01.1", "dropped").rstrip("\n"))


HOSTILE = [
    "“停建” # 不是注释: \"是的\" '真的'",
    "- [x] {a: b} & * ! % @ `",
    "市级项目停建：见附件",
    "~",
    "null",
    "2023-07-01",
    "项目停建😀𠮷",
    "=cmd|' /C calc'!A0",
    "::error file=a::b",
    "理由" * 1500,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_any_words_are_kept_as_they_are(run: Run, zone: Zone, words: str) -> None:
    code, out, err = run("amend", "1.1", "--at-least", "8", "--reason", words, "--approved", words)
    assert (code, err) == (0, "")
    assert not any(line.startswith("::") for line in out.splitlines())
    [amendment] = zone.load().charter.plan.amendments
    assert (amendment.reason, amendment.approved) == (words, words)
    assert run("validate")[0] == 0
    assert run("history", "1")[0] == 0


def test_words_of_several_lines_become_one(run: Run, zone: Zone) -> None:
    assert (
        run("amend", "1.1", "--at-least", "8", "--reason", "停建。\r\n\n  见附件。\n", "--approved", "纪要")[
            0
        ]
        == 0
    )
    [amendment] = zone.load().charter.plan.amendments
    assert amendment.reason == "停建。见附件。"


def test_a_plan_that_may_only_be_read(run: Run, zone: Zone) -> None:
    zone.plan_file.chmod(0o400)
    assert refused(run, zone, "1.1", "--at-least", "8", *GROUNDS) == (
        f"错误:{zone.plan_file} 是只读的,没有写入\n  → 请先去掉文件的只读属性\n"
    )


# -- with others -------------------------------------------------------------------------------------------


def test_a_plan_that_changes_underneath_is_not_written_over(
    run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gaoxin_plan.changes import amend

    theirs = text(zone).replace("at_most: 0", "at_most: 1")
    checked = amend.check

    def meanwhile(*arguments: object) -> object:
        zone.plan_file.write_text(theirs, encoding="utf-8")  # by an editor, which knows no lock
        return checked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(amend, "check", meanwhile)
    code, out, err = run("amend", "1.1", "--at-least", "8", *GROUNDS)
    assert (code, out) == (2, "")
    assert "刚才被别的程序改动了,没有写入\n  → 请再试一次\n" in err
    assert text(zone) == theirs


def test_what_another_took_out_meanwhile(run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    from gaoxin_plan.changes import amend

    theirs = "\n".join(line for line in text(zone).split("\n") if "id: KJ-01.m2" not in line)
    loaded = amend._load

    def meanwhile(*arguments: object) -> object:
        zone.plan_file.write_text(theirs, encoding="utf-8")
        return loaded(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(amend, "_load", meanwhile)
    assert run("amend", "1.m2", "--drop", *GROUNDS) == (
        2,
        "",
        "错误:plan/2023.yaml 里已经没有 KJ-01.m2,没有写入\n  → 计划刚才被改动了,请再看一眼\n",
    )
    assert text(zone) == theirs


def test_several_at_once_all_get_through(zone: Zone) -> None:
    asked = [
        ("KJ-01.1", "--at-least", "8"),
        ("KJ-01.1", "--due", "2023-10-31"),
        ("KJ-01.2", "--at-most", "1"),
        ("KJ-01.m1", "--due", "2023-09-30"),
        ("KJ-01.m2", "--drop"),
        ("KJ-02.1", "--about", "90"),
        ("KJ-02.2", "--rise-by", "15"),
        ("XM-03", "--responsible", "办公室"),
    ]
    running = [
        subprocess.Popen(
            [COMMAND, "amend", *words, *GROUNDS], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for words in asked
    ]
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0)] * len(asked)
    made = zone.load().charter.plan.amendments
    assert sorted({amendment.of for amendment in made}) == sorted({of for of, *_ in asked})
    assert len(made) == len(asked) + 1


# -- what is told of it afterwards -------------------------------------------------------------------------


@pytest.mark.usefixtures("before")
def test_history_tells_it_with_filings_and_closings(run: Run, zone: Zone) -> None:
    assert run("amend", "1.1", "--about", "8", "--due", "2023-10-31", *GROUNDS)[0] == 0
    zone.decided("2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-07-10"})
    _, out, _ = run("history", "1")
    assert out == (
        "云山示范区2023年工作要点\n"
        "示例数据\n"
        "KJ-01  攻关关键技术\n"
        "\n"
        "2023-06-30  2023Q2 填报  绿灯  科技部\n"
        "    进行中\n"
        "    KJ-01.1 突破关键技术 4 项\n"
        "    KJ-01.2 安全事故 0 起\n"
        "    KJ-01.m1 研究院挂牌 2023-06-20 完成\n"
        "\n"
        "2023-07-01  调整  会议纪要2023年第9期\n"
        "    KJ-01.1 突破关键技术 目标 10项以上 改为 8项左右\n"
        "    KJ-01.1 突破关键技术 完成时限 2023年12月31日 改为 2023年10月31日\n"
        "    理由:市级项目停建\n"
        "\n"
        "2023-07-10  办结  督查办\n"
        "    理由:经核查\n"
    )


@pytest.mark.usefixtures("before")
def test_show_and_explain_say_what_was_before_and_since_when(run: Run) -> None:
    assert run("amend", "1.2", "--at-most", "1", *GROUNDS)[0] == 0
    assert run("amend", "1.m2", "--drop", *GROUNDS)[0] == 0
    _, shown, _ = run("show", "1")
    assert "调整  2023-07-01 KJ-01.2 目标 0起 改为 不超过1起(会议纪要2023年第9期)\n" in shown
    _, explained, _ = run("explain", "1")
    assert "调整  2023-07-01 KJ-01.m2 取消(会议纪要2023年第9期)\n" in explained
    assert (
        "●绿灯 KJ-01.2  安全事故 不超过1起:未突破:0 起(上限 1 起)\n"
        "  调整  2023-07-01 目标 0起 改为 不超过1起(会议纪要2023年第9期)\n"
    ) in explained
    change = {
        "of": "KJ-01.2",
        "date": "2023-07-01",
        "words": "目标 0起 改为 不超过1起",
        "reason": "市级项目停建",
        "approved": "会议纪要2023年第9期",
    }
    for command in ("show", "explain"):
        told = json.loads(run(command, "1", "--format", "json")[1])
        assert sorted(told["amendments"], key=lambda one: one["of"]) == [
            change,
            change | {"of": "KJ-01.m2", "words": "取消"},
        ]
    assert "调整" not in run("show", "1", "--as-of", "2023-06-30")[1]
    assert "调整" not in run("explain", "1", "--as-of", "2023-06-30")[1]


@pytest.mark.usefixtures("before")
def test_the_report_of_the_quarter_prints_it_as_one_change(run: Run) -> None:
    assert run("amend", "1.1", "--about", "8", *GROUNDS)[0] == 0
    assert run("amend", "1", "--lead", "项目部", "--responsible", "科技部", *GROUNDS)[0] == 0
    code, out, _ = run("report", "quarterly", "--period", "2023Q3", "--as-of", "2023-10-11")
    assert code == 0
    part = out.partition("五、调整和销号事项\n")[2].partition("\n##")[0]
    assert "1. 攻关关键技术“突破关键技术”：目标由10项以上改为8项左右，2023年7月1日起生效。" in part
    assert "2. 攻关关键技术：牵头部门由科技部改为项目部，2023年7月1日起生效。" in part
