"""``record``: one department's word on one item, spliced into its filing, or not written at all."""

import errno
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from zone import Zone

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

FILED = ("--filed", "2023-06-30")
HAND_WRITTEN = """\
# 科技部二季度填报,6月30日科务会后定稿
period: 2023Q2
department: kjb
filed: 2023-06-30  # 当天报送

items:
  # 第一条
  KJ-01:
    state: 进行中   # 未到受阻
    progress: |-
      攻关4项。
      其中2项已验收。

    values:
      KJ-01.1: 4    # 验收2项,立项2项
      KJ-01.2: 0
"""


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    """It is the day after the second quarter's grace days."""
    on_day("2023-07-11")


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, of two texts of as many lines."""
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


# -- what is written ---------------------------------------------------------------------------------------


def test_a_first_filing(run: Run, zone: Zone) -> None:
    told = run("record", "KJ-01", "--period", "2023Q2", "--state", "进行中", "--value", "KJ-01.1=4", *FILED)
    assert told == (
        0,
        (
            "示例数据\n"
            "已写入 plan/2023/2023Q2/kjb.yaml\n"
            "KJ-01 攻关关键技术(2023Q2,科技部)\n"
            "  状态 进行中\n"
            "  KJ-01.1 突破关键技术 4 项\n"
            "  原来 ●灰灯  从未填报\n"
            "  现在 ●黄灯  突破关键技术 4/10 项,序时应达 5 项,落后 10 个百分点;研究院挂牌 逾\n"
            "              期 11 天,未完成\n"
            "  截至 2023-07-11\n"
        ),
        "",
    )
    assert zone.path("2023Q2", "kjb").read_text(encoding="utf-8") == (
        "period: 2023Q2\n"
        "department: kjb\n"
        "filed: 2023-06-30\n"
        "items:\n"
        "  KJ-01:\n"
        "    state: 进行中\n"
        "    values:\n"
        "      KJ-01.1: 4\n"
    )
    assert run("validate")[0] == 0


def test_a_new_filing_is_dated_today(run: Run, zone: Zone) -> None:
    assert run("record", "3", "--period", "2023Q2", "--state", "未启动")[0] == 0
    assert "filed: 2023-07-11\n" in zone.path("2023Q2", "xmb").read_text(encoding="utf-8")


def test_a_late_filing_is_written_and_told(run: Run, zone: Zone) -> None:
    code, out, err = run("record", "3", "--period", "2023Q2", "--state", "进行中")
    assert (code, err) == (0, "")
    assert out.splitlines()[2:4] == [
        "plan/2023/2023Q2/xmb.yaml:3:8: P431 (警告)报送于 2023-07-11,2023Q2 应于 2023-07-10 及以前报送",
        "    → 迟报只作提醒,不影响亮灯;日期写错了就改正",
    ]
    assert zone.path("2023Q2", "xmb").exists()


def test_a_changed_value_is_a_changed_line(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    code, out, err = run("record", "KJ-01", "--period", "2023Q2", "--value", "KJ-01.1=5")
    assert (code, err) == (0, "")
    assert "  KJ-01.1 突破关键技术 5 项(原 4 项)\n" in out
    assert changed(HAND_WRITTEN, path.read_text(encoding="utf-8")) == [
        ("      KJ-01.1: 4    # 验收2项,立项2项", "      KJ-01.1: 5    # 验收2项,立项2项")
    ]


def test_a_changed_state_is_a_changed_line(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    _, out, _ = run("record", "KJ-01", "--period", "2023Q2", "--state", "受阻")
    assert "  状态 受阻(原 进行中)\n" in out
    assert changed(HAND_WRITTEN, path.read_text(encoding="utf-8")) == [
        ("    state: 进行中   # 未到受阻", "    state: 受阻   # 未到受阻")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "KJ-01.1=7",
        "kj-01.1=7",
        "kj-1.1=7",
        "1=7",
        "突破关键技术=7",
        "关键=7",
        " 1 = 7 ",
        "1=７",
        "1＝7",
        "１=7",
    ],
)
def test_a_target_is_named_in_any_usual_way(run: Run, zone: Zone, words: str) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    assert run("record", "一", "--period", "2023Q2", "--value", words)[0] == 0
    assert changed(HAND_WRITTEN, path.read_text(encoding="utf-8")) == [
        ("      KJ-01.1: 4    # 验收2项,立项2项", "      KJ-01.1: 7    # 验收2项,立项2项")
    ]


@pytest.mark.parametrize(
    "words", ["KJ-01.m1=2023-06-20", "m1=2023-06-20", "M1=2023-06-20", "挂牌=2023-06-20"]
)
def test_a_milestone_is_named_in_any_usual_way(run: Run, zone: Zone, words: str) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    code, out, _ = run("record", "一", "--period", "2023Q2", "--done", words)
    assert code == 0
    assert "  KJ-01.m1 研究院挂牌 2023-06-20 完成\n" in out
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN + "    done:\n      KJ-01.m1: 2023-06-20\n"


@pytest.mark.parametrize(("typed", "written"), [("６", "6"), ("６.５", "6.5"), ("2023/6/5", "")])
def test_a_slip_of_the_keyboard_is_mended(run: Run, zone: Zone, typed: str, written: str) -> None:
    option, part = ("--value", "KJ-02.1") if written else ("--done", "KJ-01.m1")
    item, department = part.partition(".")[0], "kjb"
    told = run(
        "record", item, "--period", "2023Q2", "--dept", department, "--state", "进行中", option, f"{part}={typed}",
        *FILED,
    )  # fmt: skip
    assert told[0] == 0
    text = zone.path("2023Q2", department).read_text(encoding="utf-8")
    assert text.endswith(f"      {part}: {written or '2023-06-05'}\n")


def test_parts_are_written_in_the_plan_s_order(run: Run, zone: Zone) -> None:
    run("record", "1", "--period", "2023Q2", "--state", "进行中", "--value", "2=0", *FILED)
    run(
        "record",
        "1",
        "--period",
        "2023Q2",
        "--value",
        "1=5",
        "--done",
        "m2=2023-05-01",
        "--done",
        "m1=2023-06-01",
    )
    assert (
        zone.path("2023Q2", "kjb")
        .read_text(encoding="utf-8")
        .endswith(
            "    values:\n      KJ-01.1: 5\n      KJ-01.2: 0\n"
            "    done:\n      KJ-01.m1: 2023-06-01\n      KJ-01.m2: 2023-05-01\n"
        )
    )


def test_items_are_written_in_the_plan_s_order(run: Run, zone: Zone) -> None:
    for item in ("3", "2"):
        assert (
            run("record", item, "--period", "2023Q2", "--dept", "项目部", "--state", "进行中", *FILED)[0] == 0
        )
    text = zone.path("2023Q2", "xmb").read_text(encoding="utf-8")
    assert text.index("KJ-02:") < text.index("XM-03:")


def test_a_co_operator_files_a_state_and_words(run: Run, zone: Zone) -> None:
    code, _, err = run(
        "record",
        "1",
        "--period",
        "2023Q2",
        "--dept",
        "办公室",
        "--state",
        "受阻",
        "--problem",
        "缺经费。",
        *FILED,
    )
    assert (code, err) == (0, "")
    assert (
        zone.path("2023Q2", "bgs")
        .read_text(encoding="utf-8")
        .endswith("  KJ-01:\n    state: 受阻\n    problems: 缺经费。\n")
    )


def test_nothing_to_change_is_told(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    code, out, err = run("record", "1", "--period", "2023Q2", "--value", "1=4")
    assert (code, err) == (0, "")
    assert out.startswith(
        "示例数据\nplan/2023/2023Q2/kjb.yaml 不用改\nKJ-01 攻关关键技术(2023Q2,科技部)\n  没有变化\n"
    )
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


# -- texts -------------------------------------------------------------------------------------------------

TEXTS = [
    "一句话",
    "两句。一行。",
    "第一段。\n第二段。",
    "键: 值",
    "有 # 号",
    "#号开头",
    "- 短横开头",
    "“中文引号”和\"英文引号\"和'单引号'",
    "'",
    '"',
    "{{ x }}",
    "[1, 2]",
    "{a: b}",
    "true",
    "null",
    "1.10",
    "2023-06-30",
    "*星号",
    "&锚",
    "!标签",
    "|竖线",
    "> 大于",
    "%百分",
    "@提到",
    "`反引号`",
    "结尾冒号:",
    "甲:\n  乙",
    "反斜杠\\n",
    "😀",
    "?",
    "---",
    "::set-output name=x::y",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_filed_as_typed(run: Run, zone: Zone, text: str) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    code, _, err = run(
        "record", "1", "--period", "2023Q2", "--progress", text, "--problem", text, "--next", text
    )
    assert (code, err) == (0, "")
    [filing] = zone.load().filings
    assert filing.record is not None
    said = filing.record.items["KJ-01"]
    # indentation inside of a text says nothing: the file has its own
    assert {said.progress, said.problems, said.next} == {"\n".join(line.strip() for line in text.split("\n"))}
    assert run("validate")[0] == 0
    assert "# 验收2项,立项2项" in zone.path("2023Q2", "kjb").read_text(encoding="utf-8")


def test_what_is_filed_is_in_order_already(run: Run, zone: Zone) -> None:
    for n, text in enumerate(TEXTS):
        assert (
            run("record", "3", "--period", "2023Q2", "--state", "受阻", "--progress", text, "--next", text)[0]
            == 0
        )
        assert run("fmt", "--check", str(zone.path("2023Q2", "xmb")))[0] == 0, text
        if n % 2:
            assert run("record", "3", "--period", "2023Q2", "--unset", "item")[0] == 0


def test_line_ends_of_windows_are_those_of_a_text(run: Run, zone: Zone) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    assert run("record", "1", "--period", "2023Q2", "--next", " 甲。\r\n乙。\r\n")[0] == 0
    assert zone.load().progress.of("KJ-01")[0].said.next == "甲。\n乙。"


# -- taken back --------------------------------------------------------------------------------------------

WHOLE = {
    "state": "进行中",
    "progress": "攻关4项。",
    "problems": "缺人。",
    "next": "招人。",
    "values": {"KJ-01.1": "4", "KJ-01.2": "0"},
    "done": {"KJ-01.m1": "2023-06-20"},
    "evidence": "[x.pdf]",
}


@pytest.mark.parametrize(
    ("words", "gone", "told"),
    [
        ("progress", "    progress: 攻关4项。\n", "取消了进展情况"),
        ("进展情况", "    progress: 攻关4项。\n", "取消了进展情况"),
        ("problems", "    problems: 缺人。\n", "取消了存在问题"),
        ("problem", "    problems: 缺人。\n", "取消了存在问题"),
        ("next", "    next: 招人。\n", "取消了下步打算"),
        ("evidence", "    evidence: [x.pdf]\n", "取消了佐证材料"),
        ("KJ-01.1", "      KJ-01.1: 4\n", "KJ-01.1 突破关键技术 取消了(原 4 项)"),
        ("1", "      KJ-01.1: 4\n", "KJ-01.1 突破关键技术 取消了(原 4 项)"),
        ("安全事故", "      KJ-01.2: 0\n", "KJ-01.2 安全事故 取消了(原 0 起)"),
        ("m1", "    done:\n      KJ-01.m1: 2023-06-20\n", "KJ-01.m1 研究院挂牌 取消了(原 2023-06-20 完成)"),
        ("done", "    done:\n      KJ-01.m1: 2023-06-20\n", "KJ-01.m1 研究院挂牌 取消了(原 2023-06-20 完成)"),
        (
            "values",
            "    values:\n      KJ-01.1: 4\n      KJ-01.2: 0\n",
            "KJ-01.1 突破关键技术 取消了(原 4 项)",
        ),
    ],
)
def test_unset(run: Run, zone: Zone, words: str, gone: str, told: str) -> None:
    path = zone.filed("2023Q2", "kjb", {"KJ-01": WHOLE})
    (path.parent / "x.pdf").touch()
    before = path.read_text(encoding="utf-8")
    assert before.count(gone) == 1
    code, out, err = run("record", "1", "--period", "2023Q2", "--unset", words)
    assert (code, err) == (0, "")
    assert f"  {told}\n" in out
    assert path.read_text(encoding="utf-8") == before.replace(gone, "")


def test_unset_of_one_item_leaves_the_others(run: Run, zone: Zone) -> None:
    path = zone.filed("2023Q2", "kjb", {"KJ-01": WHOLE, "KJ-02": {}})
    code, out, err = run("record", "1", "--period", "2023Q2", "--unset", "item")
    assert (code, err) == (0, "")
    assert "  取消了这一条的填报\n" in out
    assert path.read_text(encoding="utf-8").partition("items:\n")[2] == "  KJ-02:\n    state: 进行中\n"


@pytest.mark.parametrize("words", ["item", "条目"])
def test_unset_of_the_last_item_deletes_the_file(run: Run, zone: Zone, words: str) -> None:
    path = zone.filed("2023Q2", "kjb", {"KJ-01": WHOLE})
    code, out, err = run("record", "1", "--period", "2023Q2", "--unset", words)
    assert (code, err) == (0, "")
    assert out.startswith("示例数据\n已删去 plan/2023/2023Q2/kjb.yaml\n")
    assert not path.exists()
    assert run("status")[0] == 0


def test_unset_and_set_again(run: Run, zone: Zone) -> None:
    path = zone.filed("2023Q2", "kjb", {"KJ-01": WHOLE})
    (zone.root / "y.pdf").touch()
    assert run("record", "1", "--period", "2023Q2", "--unset", "evidence", "--evidence", "y.pdf")[0] == 0
    assert path.read_text(encoding="utf-8").endswith("    evidence: [../../../y.pdf]\n")


# -- only looked at ----------------------------------------------------------------------------------------


def test_a_dry_run_shows_the_lines_and_writes_nothing(run: Run, zone: Zone) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    before = zone.files()
    code, out, err = run("record", "1", "--period", "2023Q2", "--value", "1=5", "--dry-run")
    assert (code, err) == (0, "")
    assert out == (
        "示例数据\n"
        "--- plan/2023/2023Q2/kjb.yaml\n"
        "+++ plan/2023/2023Q2/kjb.yaml\n"
        "@@ -14,3 +14,3 @@\n"
        "     values:\n"
        "-      KJ-01.1: 4    # 验收2项,立项2项\n"
        "+      KJ-01.1: 5    # 验收2项,立项2项\n"
        "       KJ-01.2: 0\n"
        "以上是会改的内容,没有写文件。\n"
        "KJ-01 攻关关键技术(2023Q2,科技部)\n"
        "  KJ-01.1 突破关键技术 5 项(原 4 项)\n"
        "  原来 ●黄灯  突破关键技术 4/10 项,序时应达 5 项,落后 10 个百分点;研究院挂牌 逾\n"
        "              期 11 天,未完成\n"
        "  现在 ●黄灯  研究院挂牌 逾期 11 天,未完成\n"
        "  截至 2023-07-11\n"
    )
    assert zone.files() == before


def test_a_dry_run_of_a_first_filing_makes_no_folder(run: Run, zone: Zone) -> None:
    code, out, _ = run("record", "1", "--period", "2023Q2", "--state", "进行中", "--dry-run", *FILED)
    assert code == 0
    assert "+period: 2023Q2\n" in out
    assert not zone.path("2023Q2", "kjb").parent.exists()


# -- refused -----------------------------------------------------------------------------------------------

PARTS = "KJ-01.1 突破关键技术、KJ-01.2 安全事故、KJ-01.m1 研究院挂牌、KJ-01.m2 编制规划"
NOT_SAID = "错误:没有报过“{}”,取消不了\n  → 报过什么见 gaoxin history KJ-01\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("1 --value 9=3", f"错误:KJ-01 没有目标或节点“9”\n  → 可选:{PARTS}\n"),
        ("1 --value KJ-02.1=3", f"错误:KJ-01 没有目标或节点“KJ-02.1”\n  → 可选:{PARTS}\n"),
        ("1 --value m1=3", "错误:KJ-01.m1 是节点,没有完成值\n  → 写 --done KJ-01.m1=日期\n"),
        ("1 --done 1=2023-06-01", "错误:KJ-01.1 是目标,没有完成日期\n  → 写 --value KJ-01.1=完成值\n"),
        ("1 --value 6", "错误:--value 的“6”写法不对\n  → 写成 --value FZ-05.1=6\n"),
        ("1 --value =6", "错误:--value 的“=6”写法不对\n  → 写成 --value FZ-05.1=6\n"),
        ("1 --value 1=", "错误:--value 的“1=”写法不对\n  → 写成 --value FZ-05.1=6\n"),
        ("1 --value 1=六项", "错误:“完成值”的值“六项”不是数字\n"),
        (
            "1 --value 1=1,000",
            "错误:“完成值”的值“1,000”不是数字,数字中间不能有逗号、下划线或空格\n  → 写成 1000\n",
        ),
        ("1 --value 1=1e3", "错误:“完成值”的值“1e3”不是数字,不用科学计数法\n  → 写成 1000\n"),
        (
            "1 --value 1=-1",
            "错误:没有写入:P414 KJ-01.1 的完成值 -1 是负数\n  → 只有提升、下降的目标可以是负数\n",
        ),
        ("1 --done m1=6月", "错误:“完成日期”的值“6月”写法不对\n"),
        ("1 --done m1=2023-02-30", "错误:“完成日期”的值“2023-02-30”不存在\n"),
        (
            "1 --done m1=2023-07-12",
            "错误:没有写入:P416 KJ-01.m1 的完成日期 2023-07-12 还没有到\n  → 没有完成的不写完成日期\n",
        ),
        ("1 --state 办结", "错误:“状态”的值“办结”"),
        ("1 --progress=", "错误:文字是空的\n  → 不报了用 --unset,如 --unset progress\n"),
        ("1 --filed 今天", "错误:日期“今天”写法不对"),
        ("1 --evidence 无.pdf", "错误:没有写入:P415 佐证材料“无.pdf”不存在\n"),
        ("1 --unset state", "错误:状态不能取消\n  → 用 --state 改;整条不报了用 --unset item\n"),
        ("1 --unset next", NOT_SAID.format("next")),
        ("1 --unset m1", NOT_SAID.format("KJ-01.m1")),
        ("1 --unset weather", "错误:KJ-01 没有目标或节点“weather”\n"),
        ("3 --unset item", "错误:项目部 2023Q2 没有报过 XM-03\n  → 没有可以取消的内容\n"),
        (
            "3 --progress 好",
            "错误:第一次填报 XM-03,还没有状态\n  → 加上 --state 未启动、进行中、受阻 或 已完成\n",
        ),
        (
            "2 --state 进行中 --value 1=3",
            "错误:KJ-02 由几个部门牵头:科技部、项目部\n  → 用 --dept 写明是哪个部门报的\n",
        ),
        (
            "1 --dept 项目部 --state 进行中 --value 1=3",
            (
                "错误:没有写入:P413 KJ-01 由科技部牵头,项目部是配合部门,不报完成值和完成日期\n"
                "  → 删去 values 和 done;配合情况写在 progress\n"
            ),
        ),
        (
            "3 --dept 办公室 --state 进行中",
            "错误:没有写入:P412 XM-03 在 2023Q2 由项目部牵头,办公室不牵头也不配合\n",
        ),
        ("9 --state 进行中", "错误:没有条目“9”\n"),
        ("1 --dept 财政局 --state 进行中", "错误:没有部门“财政局”\n"),
    ],
)
def test_a_refusal_writes_nothing(run: Run, zone: Zone, arguments: str, told: str) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    before = zone.files()
    code, out, err = run("record", *arguments.split(" "), "--period", "2023Q2")
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert zone.files() == before


def test_words_that_could_be_two_parts_list_them(run: Run, zone: Zone) -> None:
    zone.change("metric: 安全事故", "metric: 技术事故")
    assert run("record", "1", "--period", "2023Q2", "--state", "进行中", "--value", "技术=1") == (
        2,
        "",
        "错误:“技术”可以是几个:KJ-01.1 突破关键技术、KJ-01.2 技术事故\n  → 请写编号\n",
    )


@pytest.mark.parametrize("period", ["2024Q1", "二季度", "2023H1"])
def test_a_period_that_the_plan_does_not_have(run: Run, zone: Zone, period: str) -> None:
    assert run("record", "1", "--period", period, "--state", "进行中") == (
        2,
        "",
        f"错误:计划没有报告期“{period}”\n  → 可选:2023Q1、2023Q2、2023Q3、2023Q4;别的年份用 --plan 写明计划\n",
    )
    assert list(zone.files()) == ["plan/2023.yaml"]


def test_an_item_that_no_one_leads_needs_a_name(run: Run, zone: Zone) -> None:
    zone.change("        lead: 项目部\n        responsible: [科技部]\n", "")
    assert run("record", "3", "--period", "2023Q2", "--state", "进行中") == (
        2,
        "",
        "错误:XM-03 没有牵头部门,也没有责任部门\n  → 用 --dept 写明是哪个部门报的\n",
    )


def test_a_filing_that_cannot_be_read_is_told_and_left(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.2: 0", "KJ-01.2: 零"))
    before = zone.files()
    code, out, err = run("record", "1", "--period", "2023Q2", "--value", "1=5")
    assert (code, out) == (1, "")
    assert err.startswith("plan/2023/2023Q2/kjb.yaml:16:16: P144 ")
    assert zone.files() == before
    path.write_text("- 甲\n", encoding="utf-8")
    assert run("record", "1", "--period", "2023Q2", "--value", "1=5")[0] == 1
    assert path.read_text(encoding="utf-8") == "- 甲\n"


def test_what_was_wrong_before_does_not_stop_what_is_right(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.2: 0", "KJ-01.2: -1"))
    code, _, err = run("record", "1", "--period", "2023Q2", "--value", "1=5")
    assert (code, err) == (0, "")
    assert "KJ-01.1: 5 " in path.read_text(encoding="utf-8")


# -- evidence ----------------------------------------------------------------------------------------------


def evidence(zone: Zone) -> tuple[str, ...]:
    return zone.load().progress.of("KJ-01")[0].said.evidence


def test_evidence_is_looked_for_here_and_beside_the_filing(
    run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    for name in ("佐证/批复.pdf", "plan/2023/2023Q2/附件.docx"):
        (zone.root / name).parent.mkdir(exist_ok=True)
        (zone.root / name).touch()
    assert run("record", "1", "--period", "2023Q2", "--evidence", "佐证/批复.pdf")[0] == 0
    assert evidence(zone) == ("../../../佐证/批复.pdf",)
    monkeypatch.chdir(zone.root / "佐证")
    code, out, _ = run(
        "record", "1", "--period", "2023Q2", "--evidence", "批复.pdf", "--evidence", "附件.docx"
    )
    assert code == 0
    assert "  佐证材料 附件.docx\n" in out
    assert evidence(zone) == ("../../../佐证/批复.pdf", "附件.docx")
    monkeypatch.chdir(zone.root)
    assert (
        run("record", "1", "--period", "2023Q2", "--evidence", str(zone.root / "佐证" / "批复.pdf"))[0] == 0
    )
    assert evidence(zone) == ("../../../佐证/批复.pdf", "附件.docx")
    assert path.read_text(encoding="utf-8").endswith("    evidence: [../../../佐证/批复.pdf, 附件.docx]\n")


@pytest.mark.parametrize("where", ["absolute", "upwards", "a link"])
def test_evidence_outside_of_the_workspace_is_refused(
    run: Run, zone: Zone, tmp_path: Path, where: str
) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    (tmp_path / "secret.pdf").touch()
    if where == "a link":
        (zone.root / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    named = {"absolute": str(tmp_path / "secret.pdf"), "upwards": "../secret.pdf", "a link": "link.pdf"}[
        where
    ]
    before = zone.files()
    code, _, err = run("record", "1", "--period", "2023Q2", "--evidence", named)
    assert code == 2
    assert err.startswith("错误:没有写入:P415 佐证材料“")
    assert "在工作区之外\n" in err
    assert zone.files() == before


# -- as the file is ----------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_the_line_ends_of_windows_stay(run: Run, zone: Zone) -> None:
    windows = HAND_WRITTEN.replace("\n", "\r\n")
    path = zone.path("2023Q2", "kjb")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + windows.encode())
    assert run("record", "1", "--period", "2023Q2", "--value", "1=5", "--done", "m1=2023-06-20")[0] == 0
    expected = windows.replace("KJ-01.1: 4", "KJ-01.1: 5") + "    done:\r\n      KJ-01.m1: 2023-06-20\r\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_a_file_without_a_last_line_end_is_added_to(run: Run, zone: Zone) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN.rstrip("\n"))
    assert run("record", "1", "--period", "2023Q2", "--done", "m1=2023-06-20")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(HAND_WRITTEN.rstrip("\n") + "\n    done:\n      KJ-01.m1: 2023-06-20")


# -- many at once, killed, full ----------------------------------------------------------------------------

COMMAND = Path(sys.prefix) / "bin" / "gaoxin"
MANY = 20


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def crowded(zone: Zone) -> None:
    """A plan whose first item has twenty targets, and eight items of one department without any."""
    targets = "".join(
        f"          - {{id: KJ-01.{n}, metric: 指标{n}, at_least: 10, quote: 突破关键技术10项以上}}\n"
        for n in range(3, MANY + 1)
    )
    zone.change(
        "        milestones:\n          - {id: KJ-01.m1",
        f"{targets}        milestones:\n          - {{id: KJ-01.m1",
    )
    items = (
        f"      - {{id: KJ-{n}, number: {n - 6}, title: 示例{n}, lead: 科技部, text: 示例{n}。}}\n"
        for n in range(10, 18)
    )
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.writelines(items)


def test_twenty_at_once_all_get_through(zone: Zone) -> None:
    crowded(zone)
    asked = [("KJ-01", "--value", f"KJ-01.{n}={n}") for n in range(1, MANY - 7) if n != 2]
    asked += [
        ("KJ-01", "--value", "KJ-01.2=0"),
        *((f"KJ-{n}", "--next", f"第{n}项。") for n in range(10, 18)),
    ]
    assert len(asked) == MANY
    running = [
        subprocess.Popen(
            [COMMAND, "record", item, "--period", "2023Q2", "--state", "进行中", option, words, *FILED],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for item, option, words in asked
    ]
    ended = [(process.communicate()[1].decode(), process.returncode) for process in running]
    assert ended == [("", 0)] * MANY
    [filing] = zone.load().filings
    assert filing.record is not None
    items = filing.record.items
    assert list(items) == ["KJ-01", *(f"KJ-{n}" for n in range(10, 18))]
    values = items["KJ-01"].values or {}
    assert {id_: int(value) for id_, value in values.items()} == {
        f"KJ-01.{n}": 0 if n == 2 else n for n in range(1, MANY - 7)
    }
    assert [items[f"KJ-{n}"].next for n in range(10, 18)] == [f"第{n}项。" for n in range(10, 18)]
    assert names(filing.path.parent) == ["kjb.yaml"]


KILLED = """
import os, pathlib, signal, sys
from gaoxin_plan.cli import main
from gaoxin_plan.source import files

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

replace = pathlib.Path.replace
places = {
    "at the lock": lambda: setattr(files, "rewrite", die),
    "before it is on disk": lambda: setattr(os, "fsync", die),
    "before the exchange": lambda: setattr(pathlib.Path, "replace", die),
    "after the exchange": lambda: setattr(pathlib.Path, "replace", lambda *paths: (replace(*paths), die())),
}
places[sys.argv[1]]()
main.run(sys.argv[2:])
"""
NEXT = ("record", "1", "--period", "2023Q2", "--value", "2=0")


def survived(zone: Zone, run: Run) -> None:
    """The file is whole, and the next writer works and leaves nothing lying about."""
    path = zone.path("2023Q2", "kjb")
    assert path.read_text(encoding="utf-8") in (
        HAND_WRITTEN,
        HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 5"),
    )
    assert run("record", "1", "--period", "2023Q2", "--value", "1=9")[0] == 0
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 9")
    assert names(path.parent) == ["kjb.yaml"]


@pytest.mark.parametrize(
    ("place", "is_written"),
    [
        ("at the lock", False),
        ("before it is on disk", False),
        ("before the exchange", False),
        ("after the exchange", True),
    ],
)
def test_killed_while_it_writes(run: Run, zone: Zone, place: str, *, is_written: bool) -> None:
    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, place, "record", "1", "--period", "2023Q2", "--value", "1=5"],
        check=False,
    )
    assert ended.returncode == -9
    assert (path.read_text(encoding="utf-8") != HAND_WRITTEN) is is_written
    survived(zone, run)


def test_killed_at_any_moment(run: Run, zone: Zone) -> None:
    chance = random.Random(2023)  # noqa: S311  the moments are the machine's own all the same
    for _ in range(8):
        path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
        with subprocess.Popen(
            [COMMAND, "record", "1", "--period", "2023Q2", "--value", "1=5"], stdout=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(timeout=chance.uniform(0.0, 0.8))
            except subprocess.TimeoutExpired:
                process.kill()
        assert path.exists()
        survived(zone, run)


def test_a_full_disk_leaves_the_old_file(run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    before = zone.files()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        told = run("record", "1", "--period", "2023Q2", "--value", "1=5")
    assert told == (
        2,
        "",
        f"错误:写不了文件 {zone.path('2023Q2', 'kjb')}:磁盘满了\n  → 请检查文件夹、权限和磁盘空间\n",
    )
    assert zone.files() == before
    assert run("record", "1", "--period", "2023Q2", "--value", "1=5")[0] == 0


def test_a_file_that_changes_underneath_is_not_written_over(
    run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gaoxin_plan.changes import writing

    path = zone.write("2023Q2", "kjb", HAND_WRITTEN)
    checked = writing.check_filed
    theirs = HAND_WRITTEN.replace("KJ-01.2: 0", "KJ-01.2: 1")

    def meanwhile(*arguments: object) -> object:
        path.write_text(theirs, encoding="utf-8")  # by an editor, which knows no lock
        return checked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "check_filed", meanwhile)
    code, out, err = run("record", "1", "--period", "2023Q2", "--value", "1=5")
    assert (code, out) == (2, "")
    assert err.startswith(f"错误:{path} 刚才被别的程序改动了,没有写入\n")
    assert path.read_text(encoding="utf-8") == theirs


# -- what is not a plain file, or no text ------------------------------------------------------------------


def test_a_link_is_not_written_through(run: Run, zone: Zone, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(HAND_WRITTEN, encoding="utf-8")
    path = zone.path("2023Q2", "kjb")
    path.parent.mkdir(parents=True)
    path.symlink_to(outside)
    code, out, err = run("record", "1", "--period", "2023Q2", "--value", "1=5")
    assert (code, out) == (2, "")
    assert "kjb.yaml 是链接,或在链接的文件夹里,没有写入\n" in err
    assert outside.read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_linked_folder_is_not_written_into(run: Run, zone: Zone, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = zone.path("2023Q2", "kjb").parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(outside)
    assert run("record", "1", "--period", "2023Q2", "--state", "进行中")[0] == 2
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("option", ["--progress", "--evidence"])
def test_what_is_no_utf_8_is_refused(run: Run, zone: Zone, option: str) -> None:
    code, out, err = run("record", "1", "--period", "2023Q2", "--state", "进行中", option, "\udcc4\udce3")
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert not zone.path("2023Q2", "kjb").exists()


@pytest.mark.usefixtures("zone")
def test_nothing_is_reported_twice_for_one_target(run: Run) -> None:
    told = run(
        "record", "1", "--period", "2023Q2", "--state", "进行中", "--value", "1=5", "--value", "突破关键=6"
    )
    assert (told[0], told[2]) == (2, "错误:KJ-01.1 写了两次:5 和 6\n  → 只写一次\n")


def test_the_day_of_filing_changes_where_it_is_named(run: Run, zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}}, on="2023-07-04")
    code, out, _ = run("record", "1", "--period", "2023Q2", "--value", "1=6", "--filed", "2023-07-08")
    assert code == 0
    assert "  报送日期 2023-07-08(原 2023-07-04)\n" in out
    assert zone.load().progress.of("KJ-01")[0].filed.isoformat() == "2023-07-08"


def test_taken_back_twice_is_once(run: Run, zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}, "progress": "已开工。"}})
    arguments = ["--unset", "progress", "--unset", "progress", "--unset", "values", "--unset", "1"]
    assert run("record", "1", "--period", "2023Q2", *arguments)[0] == 0
    assert zone.load().progress.of("KJ-01")[0].said.values is None
    assert run("record", "1", "--period", "2023Q2", "--unset", "item", "--state", "受阻")[0] == 2
