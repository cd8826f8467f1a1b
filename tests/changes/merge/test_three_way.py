"""Three texts into one: what merges, what is a conflict and how it is told, what stays as it was written."""

import pytest
from marks import resolved
from ruamel.yaml import YAML

from gaoxin_plan.changes.merge.three_way import Merged, Unmergeable, merge

BASE = """\
title: 示例计划 # 标题的说明
year: 2023
issuer: 示例办
published: 2023-01-01
departments:
  - id: kjb
    name: 科技部
    aliases: [科创部]
  - id: xmb
    name: 项目部
sections:
  # 第一部分的说明
  - id: KJ
    number: 一
    title: 抓创新
    items:
      - id: KJ-01
        number: 一
        title: 攻关
        lead: 科技部
        responsible: [项目部, 办公室]
        text: |-
          攻关。
          突破10项。
        targets:
          # 第一个目标的说明
          - id: KJ-01.1
            metric: 突破技术
            at_least: 10 # 印发件的数
            unit: 项
            quote: 突破10项
          - {id: KJ-01.2, metric: 事故, at_most: 0, unit: 起, quote: 零事故}

      - id: KJ-02
        number: 二
        title: 引资
        lead: 项目部
        text: 引资。

  - id: XM
    number: 二
    title: 促建设
    items:
      - id: XM-03
        number: 三
        title: 服务
        lead: 项目部
        text: 服务。
# 文末的说明
"""

Change = tuple[str, str]


def changed(*changes: Change, text: str = BASE) -> str:
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


ITEM = (
    "      - id: {0}\n        number: 四\n        title: 新{0}\n        lead: 项目部\n        text: 新{0}。\n"
)
TARGET = "          - id: KJ-01.{0}\n            metric: 新{0}\n            at_least: 1\n            quote: 突破10项\n"
BRACES = "          - {id: KJ-01.2, metric: 事故, at_most: 0, unit: 起, quote: 零事故}\n"
SECOND = BASE[BASE.index("      - id: KJ-02") : BASE.index("  - id: XM\n")]

CLEAN = {
    "different fields of one target": (
        [("at_least: 10 #", "at_least: 8 #")],
        [("quote: 突破10项", "quote: 突破10项技术")],
        [("at_least: 10 #", "at_least: 8 #"), ("quote: 突破10项", "quote: 突破10项技术")],
    ),
    "the same change on both sides": (
        [("unit: 项", "unit: 个")],
        [("unit: 项", "unit: 个"), ("number: 三", "number: 四")],
        [("unit: 项", "unit: 个"), ("number: 三", "number: 四")],
    ),
    "a comment here, the value beside it there": (
        [("# 印发件的数", "# 印发件印的数")],
        [("at_least: 10 #", "at_least: 8 #")],
        [("at_least: 10 # 印发件的数", "at_least: 8 # 印发件印的数")],
    ),
    "a comment of theirs at what only ours changed elsewhere": (
        [("metric: 突破技术", "metric: 突破关键技术")],
        [("# 第一个目标的说明", "# 第一个目标,见附件"), ("# 文末的说明", "# 文末"), ("# 第一部分", "# 首个部分")],
        [
            ("metric: 突破技术", "metric: 突破关键技术"),
            ("# 第一个目标的说明", "# 第一个目标,见附件"),
            ("# 文末的说明", "# 文末"),
            ("# 第一部分", "# 首个部分"),
        ],
    ),
    "two entries added at one place stand by their numbers": (
        [(BRACES, BRACES + TARGET.format(4))],
        [(BRACES, BRACES + TARGET.format(3))],
        [(BRACES, BRACES + TARGET.format(3) + TARGET.format(4))],
    ),
    "two keys added at one place stand in the order of keys": (
        [("        title: 攻关\n", "        title: 攻关\n        leader: 示例甲\n")],
        [("            unit: 项\n", "            unit: 项\n            countable: true\n            due: 2023-06-30\n")],
        [
            ("        title: 攻关\n", "        title: 攻关\n        leader: 示例甲\n"),
            ("            unit: 项\n", "            unit: 项\n            countable: true\n            due: 2023-06-30\n"),
        ],
    ),
    "items added to two sections, one with a comment": (
        [(SECOND, SECOND.rstrip("\n") + "\n" + ITEM.format("KJ-05") + "\n")],
        [("# 文末的说明\n", "\n      # 新加的\n" + ITEM.format("XM-04") + "# 文末的说明\n")],
        [
            (SECOND, SECOND.rstrip("\n") + "\n" + ITEM.format("KJ-05") + "\n"),
            ("# 文末的说明\n", "\n      # 新加的\n" + ITEM.format("XM-04") + "# 文末的说明\n"),
        ],
    ),
    "names added and dropped": (
        [("[项目部, 办公室]", "[项目部, 办公室, 综合部]")],
        [("[项目部, 办公室]", "[办公室, 安全部]")],
        [("[项目部, 办公室]", "[办公室, 综合部, 安全部]")],
    ),
    "different names replaced": (
        [("[项目部, 办公室]", "[综合部, 办公室]")],
        [("[项目部, 办公室]", "[项目部, 安全部]")],
        [("[项目部, 办公室]", "[综合部, 安全部]")],
    ),
    "one side's lead": (
        [("lead: 科技部\n", "lead: [科技部, 项目部]\n")],
        [("title: 攻关\n", "title: 攻坚\n")],
        [("lead: 科技部\n", "lead: [科技部, 项目部]\n"), ("title: 攻关\n", "title: 攻坚\n")],
    ),
    "another kind of goal on one side": (
        [("at_least: 10 #", "about: 10 #")],
        [("unit: 项", "unit: 个")],
        [("at_least: 10 #", "about: 10 #"), ("unit: 项", "unit: 个")],
    ),
    "a target in braces": (
        [("at_most: 0,", "at_most: 1,")],
        [("unit: 起,", "unit: 次,")],
        [("at_most: 0, unit: 起,", "at_most: 1, unit: 次,")],
    ),
    "an item removed that the other side left alone": (
        [(SECOND, "")],
        [("at_least: 10 #", "at_least: 8 #")],
        [(SECOND, ""), ("at_least: 10 #", "at_least: 8 #")],
    ),
    "an item moved by one side, changed by the other": (
        [("title: 引资", "title: 招商引资"), ("number: 三", "number: 四")],
        [(SECOND, ""), ("# 文末", SECOND.rstrip("\n") + "\n# 文末")],
        [
            (SECOND, ""),
            ("number: 三", "number: 四"),
            ("# 文末", SECOND.replace("title: 引资", "title: 招商引资").rstrip("\n") + "\n# 文末"),
        ],
    ),
    "a list put in another order, an entry of it changed": (
        [("  - id: kjb\n    name: 科技部\n    aliases: [科创部]\n  - id: xmb\n    name: 项目部\n",
          "  - id: xmb\n    name: 项目部\n  - id: kjb\n    name: 科技部\n    aliases: [科创部]\n")],
        [("name: 项目部\n", "name: 建设项目部\n")],
        [("  - id: kjb\n    name: 科技部\n    aliases: [科创部]\n  - id: xmb\n    name: 项目部\n",
          "  - id: xmb\n    name: 建设项目部\n  - id: kjb\n    name: 科技部\n    aliases: [科创部]\n")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_it_merges(name: str) -> None:
    ours, theirs, meant = CLEAN[name]
    assert merge(BASE, changed(*ours), changed(*theirs)) == Merged(changed(*meant), ())


def marks(indent: int, ours: str, theirs: str) -> str:
    mine, others = (f"{' ' * indent}{words}\n" if words else "" for words in (ours, theirs))
    return f"<<<<<<< ours\n{mine}=======\n{others}>>>>>>> theirs\n"


CONFLICTS = {
    "a number": (
        [("at_least: 10 #", "at_least: 8 #"), ("number: 三", "number: 四")],
        [("at_least: 10 #", "at_least: 9 #"), ("unit: 项", "unit: 个")],
        [
            (
                "            at_least: 10 # 印发件的数\n",
                marks(12, "at_least: 8 # 印发件的数", "at_least: 9 # 印发件的数"),
            ),
            ("number: 三", "number: 四"),
            ("unit: 项", "unit: 个"),
        ],
        ["KJ-01.1 不少于(at_least) 两边都改了:原来是 “10”,ours 改成 “8”,theirs 改成 “9”"],
    ),
    "a text": (
        [("          突破10项。\n", "          突破8项。\n")],
        [("          突破10项。\n", "          突破9项。\n")],
        [
            (
                "        text: |-\n          攻关。\n          突破10项。\n",
                "<<<<<<< ours\n{0}          突破8项。\n=======\n{0}          突破9项。\n>>>>>>> theirs\n".format(
                    "        text: |-\n          攻关。\n"
                ),
            )
        ],
        [
            "KJ-01 原文(text) 两边都改了:原来是 “攻关。突破10项。”,ours 改成 “攻关。突破8项。”,theirs 改成 “攻关。突破9项。”"
        ],
    ),
    "the title of the plan": (
        [("title: 示例计划 #", "title: 甲 #")],
        [("title: 示例计划 #", "title: 乙 #")],
        [("title: 示例计划 # 标题的说明\n", marks(0, "title: 甲 # 标题的说明", "title: 乙 # 标题的说明"))],
        ["标题(title) 两边都改了:原来是 “示例计划”,ours 改成 “甲”,theirs 改成 “乙”"],
    ),
    "removed here, changed there": (
        [("            unit: 项\n", "")],
        [("unit: 项", "unit: 个")],
        [("            unit: 项\n", marks(12, "", "unit: 个"))],
        ["KJ-01.1 单位(unit) ours 删去了,theirs 改成 “个”(原来是 “项”)"],
    ),
    "an item removed there, changed here": (
        [("title: 引资", "title: 招商引资")],
        [(SECOND, "")],
        [
            (
                SECOND,
                "<<<<<<< ours\n"
                + SECOND.replace("title: 引资", "title: 招商引资").rstrip("\n")
                + "\n=======\n>>>>>>> theirs\n\n",
            )
        ],
        ["KJ-02 条目 theirs 删去了,ours 改了其中的 条目标题"],
    ),
    "a field in braces": (
        [("at_most: 0,", "at_most: 1,")],
        [("at_most: 0,", "at_most: 2,"), ("unit: 起,", "unit: 次,")],
        [
            (
                BRACES,
                "<<<<<<< ours\n"
                + BRACES.replace("0, unit: 起", "1, unit: 次")
                + "=======\n"
                + BRACES.replace("0, unit: 起", "2, unit: 次")
                + ">>>>>>> theirs\n",
            )
        ],
        ["KJ-01.2 不超过(at_most) 两边都改了:原来是 “0”,ours 改成 “1”,theirs 改成 “2”"],
    ),
    "two kinds of goal": (
        [("at_least: 10 #", "about: 10 #")],
        [("at_least: 10 #", "at_most: 10 #"), ("unit: 项", "unit: 个")],
        [
            (
                "            at_least: 10 # 印发件的数\n",
                marks(12, "about: 10 # 印发件的数", "at_most: 10 # 印发件的数"),
            ),
            ("unit: 项", "unit: 个"),
        ],
        [
            "KJ-01.1 目标 两边都改了:原来是 不少于 “10”,ours 改成 左右 “10”,theirs 改成 不超过 “10”",
        ],
    ),
    "another kind of goal here, another number there": (
        [("at_least: 10 #", "at_least: 12 #")],
        [("at_least: 10 #", "about: 10 #")],
        [
            (
                "            at_least: 10 # 印发件的数\n",
                marks(12, "at_least: 12 # 印发件的数", "about: 10 # 印发件的数"),
            )
        ],
        [
            "KJ-01.1 目标 两边都改了:原来是 不少于 “10”,ours 改成 不少于 “12”,theirs 改成 左右 “10”",
        ],
    ),
    "two kinds of goal in braces": (
        [("at_most: 0,", "at_least: 1,")],
        [("at_most: 0,", "about: 2,")],
        [
            (
                BRACES,
                "<<<<<<< ours\n"
                + BRACES.replace("at_most: 0", "at_least: 1")
                + "=======\n"
                + BRACES.replace("at_most: 0", "about: 2")
                + ">>>>>>> theirs\n",
            )
        ],
        ["KJ-01.2 目标 两边都改了:原来是 不超过 “0”,ours 改成 不少于 “1”,theirs 改成 左右 “2”"],
    ),
    "two new leads": (
        [("lead: 科技部\n", "lead: [科技部, 项目部]\n")],
        [("lead: 科技部\n", "lead: [科技部, 办公室]\n")],
        [("        lead: 科技部\n", marks(8, "lead: [科技部, 项目部]", "lead: [科技部, 办公室]"))],
        [
            "KJ-01 牵头部门(lead) 两边都改了:原来是 “科技部”,ours 改成 科技部、项目部,theirs 改成 科技部、办公室",
        ],
    ),
    "one department replaced by two": (
        [("[项目部, 办公室]", "[综合部, 办公室]")],
        [("[项目部, 办公室]", "[安全部, 办公室]")],
        [
            (
                "        responsible: [项目部, 办公室]\n",
                marks(8, "responsible: [综合部, 办公室]", "responsible: [安全部, 办公室]"),
            )
        ],
        [
            "KJ-01 责任部门(responsible) 两边都改了:原来是 项目部、办公室,ours 改成 综合部、办公室,theirs 改成 安全部、办公室",
        ],
    ),
    "two targets under one new id": (
        [(BRACES, BRACES + TARGET.format(3))],
        [(BRACES, BRACES + TARGET.format(3).replace("新3", "别的"))],
        [
            (
                BRACES,
                BRACES
                + "<<<<<<< ours\n"
                + TARGET.format(3)
                + "=======\n"
                + TARGET.format(3).replace("新3", "别的")
                + ">>>>>>> theirs\n",
            )
        ],
        ["KJ-01.3 目标 两边都加了,写得不一样:ours 写 “新3”,theirs 写 “别的”"],
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_stands_around_its_field_alone(name: str) -> None:
    ours, theirs, meant, told = CONFLICTS[name]
    assert merge(BASE, changed(*ours), changed(*theirs)) == Merged(changed(*meant), tuple(told))


def test_marks_are_as_long_as_git_asks() -> None:
    found = merge(BASE, changed(("unit: 项", "unit: 个")), changed(("unit: 项", "unit: 件")), 9)
    assert isinstance(found, Merged)
    assert (
        "\n<<<<<<<<< ours\n            unit: 个\n=========\n            unit: 件\n>>>>>>>>> theirs\n"
        in found.text
    )


def test_two_new_orders_are_told_and_ours_is_taken() -> None:
    three = changed((BRACES, BRACES + TARGET.format(3)))
    first = three[three.index("          # 第一个目标的说明\n") : three.index(BRACES)]
    third = TARGET.format(3)
    mine = changed((first + BRACES + third, BRACES + first + third), text=three)
    others = changed((first + BRACES + third, third + first + BRACES), text=three)
    assert merge(three, mine, others) == Merged(mine, (), (), ("KJ-01 目标(targets)",))
    assert merge(three, mine, mine) == Merged(mine, ())


def test_of_a_long_text_the_words_are_told_that_changed() -> None:
    long = "          突破10项。\n          服务企业,优化环境,提升能力,促进发展,保障运行,落实责任,稳妥推进各项改革任务。\n"
    base = changed(("          突破10项。\n", long))
    found = merge(
        base, changed(("促进发展", "推动发展"), text=base), changed((" 突破10项。", " 突破8项。"), text=base)
    )
    assert isinstance(found, Merged)
    assert found.conflicts == (
        "KJ-01 原文(text) 两边都改了:ours “促进发展”改为“推动发展”;theirs “突破10项”改为“突破8项”",
    )


THIRD = """
  - id: FW
    number: 三
    title: 优服务
    items:
      - id: FW-04
        number: 四
        title: 优化
        lead: 项目部
        text: 优化。
"""
THREE = changed(("# 文末的说明\n", f"{THIRD}# 文末的说明\n"))
ENDS = {"XM": "        text: 服务。\n", "FW": "        text: 优化。\n"}
HELD = SECOND.rstrip("\n") + "\n"
NEW = "\n  - id: {0}\n    number: 四\n    title: 新{0}\n    items:\n"


def put(section: str, item: str, text: str = THREE) -> str:
    """A text with one more item at the end of a section, which is a new one where there is none."""
    if section in ENDS:
        return changed((ENDS[section], ENDS[section] + item), text=text)
    return changed(("# 文末的说明\n", NEW.format(section) + item + "# 文末的说明\n"), text=text)


GONE = changed((SECOND, ""), text=THREE)
RETITLED = ("title: 引资", "title: 招商")
APART = {
    "two sections": (
        put("XM", HELD, GONE),
        put("FW", HELD, GONE),
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 XM,theirs 移到 FW",
        (["XM"], ["FW"]),
    ),
    "moved here, removed there": (
        put("XM", HELD, GONE),
        GONE,
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 XM,theirs 删去了",
        (["XM"], []),
    ),
    "removed here, moved there": (
        GONE,
        put("FW", HELD, GONE),
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 删去了,theirs 移到 FW",
        ([], ["FW"]),
    ),
    "moved into a new section, removed there": (
        put("NN", HELD, GONE),
        GONE,
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 NN,theirs 删去了",
        (["NN"], []),
    ),
    "moved into a new section, changed there": (
        put("NN", HELD, GONE),
        changed(RETITLED, text=THREE),
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 NN,theirs 没有移",
        (["NN"], ["KJ"]),
    ),
    "two new sections": (
        put("NN", HELD, GONE),
        put("MM", HELD, GONE),
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 NN,theirs 移到 MM",
        (["NN"], ["MM"]),
    ),
    "one new id in two sections": (
        put("XM", ITEM.format("KJ-02"), GONE),
        put("FW", ITEM.format("KJ-02"), GONE),
        "KJ-02 条目 两边放的部分不一样:ours 放在 XM,theirs 放在 FW",
        (["XM"], ["FW"]),
    ),
    "moved into a section that the other side removed": (
        put("FW", HELD, GONE),
        changed((THIRD, ""), text=THREE),
        "KJ-02 条目 两边放的部分不一样:原来在 KJ,ours 移到 FW,theirs 没有移",
        (["FW"], ["KJ"]),
    ),
}


def sections_of(text: str, item: str) -> list[str]:
    """The sections that an item stands in."""
    return [
        found["id"]
        for found in YAML(typ="safe", pure=True).load(text)["sections"]
        if any(one["id"] == item for one in found["items"] or ())
    ]


@pytest.mark.parametrize("name", APART)
def test_an_item_never_stands_in_two_sections_without_a_word(name: str) -> None:
    ours, theirs, told, meant = APART[name]
    base = GONE if "原来" not in told else THREE
    found = merge(base, ours, theirs)
    assert isinstance(found, Merged)
    assert told in found.conflicts
    assert len(found.conflicts) == len(set(found.conflicts)) <= 2
    for side, sections in zip(("ours", "theirs"), meant, strict=True):
        assert sections_of(resolved(found.text, side), "KJ-02") == sections


def test_the_marks_stand_where_each_side_has_the_item() -> None:
    ours, theirs, told, _ = APART["two sections"]
    assert merge(THREE, ours, theirs) == Merged(
        changed(
            (ENDS["XM"], f"{ENDS['XM']}<<<<<<< ours\n{HELD}=======\n>>>>>>> theirs\n"),
            (ENDS["FW"], f"{ENDS['FW']}<<<<<<< ours\n=======\n{HELD}>>>>>>> theirs\n"),
            text=GONE,
        ),
        (told,),
    )


@pytest.mark.parametrize("section", ["XM", "NN"])
def test_both_sides_move_an_item_to_one_section(section: str) -> None:
    moved = put(section, HELD, GONE)
    new = changed(RETITLED, text=moved)
    assert merge(THREE, moved, new) == Merged(new, ())


def test_a_section_whose_items_all_moved_away_goes_though_the_other_side_changed_one() -> None:
    gone = changed((HELD, ""), text=THREE)
    first = gone[gone.index("      - id: KJ-01") : gone.index("\n\n  - id: XM")] + "\n"
    section = gone[gone.index("  # 第一部分的说明\n") : gone.index("  - id: XM\n")]
    mine = put("XM", first + HELD, changed((section, ""), text=gone))
    found = merge(THREE, mine, changed(RETITLED, text=THREE))
    assert found == Merged(changed(RETITLED, text=mine), ())


FILING = "period: 2023Q1\ndepartment: kjb\nfiled: 2023-03-31\nitems:\n"


def test_a_file_that_both_sides_added_is_merged_by_its_fields() -> None:
    ours = FILING + "  KJ-02:\n    state: 进行中\n    values:\n      KJ-02.1: 3\n"
    theirs = (
        FILING
        + "  KJ-01:\n    state: 受阻\n  KJ-02:\n    state: 进行中\n    next: 续办。\n    values: {KJ-02.2: 4}\n"
    )
    assert merge("", ours, theirs) == Merged(
        FILING
        + "  KJ-01:\n    state: 受阻\n"
        + "  KJ-02:\n    state: 进行中\n    next: 续办。\n    values:\n      KJ-02.1: 3\n      KJ-02.2: 4\n",
        (),
    )


def test_a_value_filed_twice_is_a_conflict_of_that_value() -> None:
    base = FILING + "  KJ-02:\n    state: 进行中\n    values:\n      KJ-02.1: 3\n"
    found = merge(base, base.replace("1: 3", "1: 4"), base.replace("1: 3", "1: 5").replace("进行中", "受阻"))
    assert found == Merged(
        FILING + "  KJ-02:\n    state: 受阻\n    values:\n" + marks(6, "KJ-02.1: 4", "KJ-02.1: 5"),
        ("KJ-02.1 完成值 两边都改了:原来是 “3”,ours 改成 “4”,theirs 改成 “5”",),
    )


def test_amendments_and_decisions_of_both_sides_are_kept() -> None:
    one = "  - of: KJ-01.1\n    key: at_least\n    old: 10\n    new: {}\n    reason: 甲\n    approved: 乙\n    date: {}\n"
    base = BASE + "amendments:\n" + one.format(9, "2023-02-01")
    found = merge(base, base + one.format(8, "2023-03-01"), base + one.format(7, "2023-04-01"))
    assert found == Merged(base + one.format(8, "2023-03-01") + one.format(7, "2023-04-01"), ())
    said = "  - item: KJ-0{}\n    decision: closed\n    date: 2023-03-01\n    by: 督查办\n"
    office = "period: 2023Q1\ndecisions:\n" + said.format(1)
    found = merge(office, office + said.format(3), office + said.format(2))
    assert found == Merged(office + said.format(2) + said.format(3), ())


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ((BASE, BASE + "x: [", BASE), "ours 读不通"),
        ((BASE, BASE, BASE.replace("year:", "year：")), "theirs 读不通"),
        ((BASE.replace("year: 2023", "\tyear: 2023"), BASE, BASE), "共同的上一版 读不通"),
        ((BASE, "- a\n", BASE), "ours 读不通"),
        ((BASE, "", BASE), "有一边是空的"),
        (
            (BASE, BASE.replace("id: xmb", "id: kjb"), BASE.replace("name: 科技部", "name: 科创部")),
            "部门(departments) 的编号有重复或没有写",
        ),
        ((BASE, BASE.replace("示例办", "示例\ufdd0办"), BASE), "文件里有不是文字的字符"),
    ],
)
def test_what_cannot_be_read_cannot_be_merged(texts: tuple[str, str, str], why: str) -> None:
    assert merge(*texts) == Unmergeable(why)


def test_a_comment_that_finds_no_place_is_told() -> None:
    ours = changed(("at_least: 10 # 印发件的数", "at_least: 10 # 我方的话"))
    theirs = changed(("at_least: 10 # 印发件的数", "at_least: 10 # 对方的话"))
    assert merge(BASE, ours, theirs) == Merged(ours, (), ("# 对方的话",))
