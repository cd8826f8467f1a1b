"""How each field reads its text, and the words in which it refuses one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.model.fields import Choice, Field, Identifier, Line, Names, Ordinal, Text
from gaoxin_plan.model.periods import Reporting
from gaoxin_plan.model.quantities import Day, Number, Pair, Year
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import BadValueError

NUMBER = Number("不少于")
DAY = Day("完成时限")
ITEM = Identifier("条目编号", r"[A-Z][A-Z0-9]*-[0-9]+", "FZ-05", "大写字母、连字符、数字")
TARGET = Identifier("目标编号", r"[A-Z][A-Z0-9]*-[0-9]+\.[1-9][0-9]*", "FZ-05.1", "条目编号、点、序号")
NAMES = Names("责任部门")


def told(field: Field, value: Any) -> list[str]:
    """The code, message and hint in which ``field`` refuses ``value``."""
    with pytest.raises(BadValueError) as caught:
        field.check(value)
    finding = caught.value.kind.at((), caught.value.words)
    return [finding.kind.code, finding.message, finding.hint]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"), ("10", "10"), ("1500", "1500"), ("0.5", "0.5"), ("1.10", "1.10"), ("99999999999", "99999999999"),
    ],
)  # fmt: skip
def test_a_number_is_exact(text: str, number: str) -> None:
    value = NUMBER.check(text)
    assert isinstance(value, Decimal)
    assert str(value) == number


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("１０", ",用了全角数字", "写成半角数字 10"),
        ("１０．５", ",用了全角数字", "写成半角数字 10.5"),
        ("10项", ",多了“项”", "这里只写 10,单位写在 unit"),
        ("20%", ",多了“%”", "这里只写 20,单位写在 unit"),
        ("１０项", ",多了“项”", "这里只写 10,单位写在 unit"),
        ("10项以上", ",多了“项以上”", "这里只写 10,单位写在 unit"),
        ("1,500", ",数字中间不能有逗号、下划线或空格", "写成 1500"),
        ("1，500", ",数字中间不能有逗号、下划线或空格", "写成 1500"),
        ("1_000", ",数字中间不能有逗号、下划线或空格", "写成 1000"),
        ("1 000", ",数字中间不能有逗号、下划线或空格", "写成 1000"),
        ("-5", ",不带正负号", "写不带符号的数字;下降用 fall_by,上限用 at_most"),
        ("+5", ",不带正负号", "写不带符号的数字;下降用 fall_by,上限用 at_most"),
        ("－5", ",不带正负号", "写不带符号的数字;下降用 fall_by,上限用 at_most"),
        ("1e3", ",不用科学计数法", "写成 1000"),
        ("二十", "", "写成阿拉伯数字 20"),
        ("两百", "", "写成阿拉伯数字 200"),
        ("十来个", "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"),
        ("nan", "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"),
        ("inf", "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"),
        ("", "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"),
        (".5", "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"),
        ("010", "", "写成阿拉伯数字 10"),
    ],
    ids=repr,
)
def test_what_is_no_number_is_told_with_what_to_write(text: str, why: str, hint: str) -> None:
    assert told(NUMBER, text) == ["P144", f"“不少于”的值“{text}”不是数字{why}", hint]


@pytest.mark.parametrize(
    "text", ["1.", "1.2.3", "10-20", "0x10", "١٠", "10\n", "1 e3", "½", "1e400"], ids=repr
)
def test_no_other_number_is_let_in(text: str) -> None:
    assert told(NUMBER, text)[0] == "P144"


@given(st.text(max_size=8))
@settings(deadline=None)
def test_only_plain_digits_are_a_number(text: str) -> None:
    try:
        value = NUMBER.read(text)
    except BadValueError:
        return
    assert str(value) == text
    assert text.isascii()


INVISIBLE = "删去它;多半是从网页或 PDF 复制来的"


@pytest.mark.parametrize(
    ("field", "value", "title", "code"),
    [
        (NUMBER, "1\x1b[31m", "不少于", "U+001B"),
        (Line("标题"), "甲\x00乙", "标题", "U+0000"),
        (Text("原文"), "甲。\n乙\u2028丙。", "原文", "U+2028"),
        (NAMES, ["甲局", "乙\x7f局"], "责任部门", "U+007F"),
        (NAMES, "\ufeff甲局", "责任部门", "U+FEFF"),
        (ITEM, "FZ-05\x85", "条目编号", "U+0085"),
    ],
    ids=lambda value: ascii(value) if not isinstance(value, Field) else type(value).__name__,
)
def test_what_no_one_can_see_is_in_no_value(field: Field, value: Any, title: str, code: str) -> None:
    assert told(field, value) == ["P153", f"“{title}”的值里有看不见的控制字符({code})", INVISIBLE]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["10"], ["P142", "“不少于”应是一个数字,不是列表", "照样例改:at_least: 10"]),
        ({"a": "1"}, ["P142", "“不少于”应是一个数字,不是一组键值", "照样例改:at_least: 10"]),
        (None, ["P142", "“不少于”应是一个数字,不是空的", "照样例改:at_least: 10"]),
    ],
    ids=["list", "mapping", "nothing"],
)
def test_a_list_is_no_number(value: Any, expected: list[str]) -> None:
    assert told(NUMBER, value) == expected


def test_a_pair_of_numbers() -> None:
    assert Pair("区间").check(["2", "3"]) == (Decimal(2), Decimal(3))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["3", "2"], ["P152", "“区间”的值 [3, 2] 前一个应小于后一个", "先写下限,再写上限"]),
        (["2", "2"], ["P152", "“区间”的值 [2, 2] 前一个应小于后一个", "先写下限,再写上限"]),
        (["2", "３"], ["P144", "“区间”的值“３”不是数字,用了全角数字", "写成半角数字 3"]),
        (["2"], ["P142", "“区间”应是两个数字,不是列表", "照样例改:between: [2, 3]"]),
        (["2", "3", "4"], ["P142", "“区间”应是两个数字,不是列表", "照样例改:between: [2, 3]"]),
        ("2-3", ["P142", "“区间”应是两个数字,不是文字", "照样例改:between: [2, 3]"]),
        (["2", ["3"]], ["P142", "“区间”应是两个数字,不是列表", "照样例改:between: [2, 3]"]),
    ],
    ids=["backward", "equal", "full-width", "one", "three", "text", "nested"],
)
def test_what_is_no_pair(value: Any, expected: list[str]) -> None:
    assert told(Pair("区间"), value) == expected


def test_a_year() -> None:
    assert Year("年份").check("2022") == 2022


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2022年", "写成 2022"),
        ("２０２２", "写成 2022"),
        ("22", "写四位数字,如 2022"),
        ("二〇二二", "写四位数字,如 2022"),
        ("2022-2024", "写四位数字,如 2022"),
        ("3022", "写四位数字,如 2022"),
        ("", "写四位数字,如 2022"),
    ],
    ids=repr,
)
def test_what_is_no_year(text: str, hint: str) -> None:
    assert told(Year("年份"), text) == ["P144", f"“年份”的值“{text}”不是数字", hint]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-06-01", date(2022, 6, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2022-12-31", date(2022, 12, 31)),
    ],
)
def test_a_date(text: str, day: date) -> None:
    assert DAY.check(text) == day


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("2022年6月1日", "写法不对", "这里应是 2022-06-01"),
        ("2022/6/1", "写法不对", "这里应是 2022-06-01"),
        ("2022.6.1", "写法不对", "这里应是 2022-06-01"),
        ("2022-6-1", "写法不对", "这里应是 2022-06-01"),
        ("２０２２年６月１日", "写法不对", "这里应是 2022-06-01"),
        ("2022 年 6 月 1 日", "写法不对", "这里应是 2022-06-01"),
        ("2022-02-30", "不存在", "请核对月份和日子"),
        ("2023-02-29", "不存在", "请核对月份和日子"),
        ("2022-13-01", "不存在", "请核对月份和日子"),
        ("0000-01-01", "不存在", "请核对月份和日子"),
        ("1656547200", "写法不对", "年四位,月和日两位"),
        ("2022-06", "写法不对", "年四位,月和日两位"),
        ("6月底", "写法不对", "年四位,月和日两位"),
        ("20220601", "写法不对", "年四位,月和日两位"),
        ("2022-06-01T00:00:00", "写法不对", "年四位,月和日两位"),
        ("", "写法不对", "年四位,月和日两位"),
    ],
    ids=repr,
)
def test_what_is_no_date(text: str, why: str, hint: str) -> None:
    assert told(DAY, text) == [
        "P145", f"“完成时限”的值“{text}”{why}", f"日期写成 2022-06-01 这样;{hint}",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2022/2/30", "2022年13月1日"])
def test_a_day_that_does_not_exist_is_never_suggested(text: str) -> None:
    assert "这里应是" not in told(DAY, text)[2]


@pytest.mark.parametrize(
    ("field", "value", "mend"),
    [
        (NUMBER, "１０", "10"),
        (NUMBER, "10项", None),
        (NUMBER, "十", None),
        (Year("年份"), "２０２２年", "2022"),
        (Year("年份"), "22", None),
        (DAY, "2022年6月1日", "2022-06-01"),
        (DAY, "2022/2/30", None),
        (DAY, "2022-02-30", None),
        (Pair("区间"), ["2", "３"], ["2", "3"]),
        (Pair("区间"), ["3", "2"], None),
        (NAMES, ["甲、乙", "丙"], ["甲", "乙", "丙"]),
        (NAMES, "甲；乙", ["甲", "乙"]),
    ],
    ids=lambda value: repr(value) if not isinstance(value, Field) else type(value).__name__,
)
def test_a_mend_is_a_value_that_the_field_reads(field: Field, value: Any, mend: Any) -> None:
    with pytest.raises(BadValueError) as caught:
        field.check(value)
    if caught.value.mend is not None:
        field.check(caught.value.mend)
        assert caught.value.mend == mend


@pytest.mark.parametrize("text", ["FZ-05", "A1-1", "XM-100"])
def test_an_id(text: str) -> None:
    assert ITEM.check(text) == text


@pytest.mark.parametrize(
    "text",
    ["1-05", "fz-05", "FZ05", "FZ-", "FZ-5a", "-05", "FZ-０５", "发展-05", "FZ 05", "FZ-05.1", "FZ-05\n"],
)
def test_what_is_no_id(text: str) -> None:
    shown = text.replace("\n", "\\n")
    assert told(ITEM, text) == [
        "P146", f"“条目编号”的值“{shown}”写法不对", "写成 FZ-05 这样:大写字母、连字符、数字",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["FZ-05.0", "FZ-05.01", "FZ-05.m1", "FZ-05", "FZ-05.1.2"])
def test_what_is_no_id_of_a_target(text: str) -> None:
    assert told(TARGET, text)[0] == "P146"


def test_a_choice_becomes_a_member() -> None:
    field = Choice("报送周期", tuple(Reporting), Reporting)
    assert field.check("half-yearly") is Reporting.HALF_YEARLY


@pytest.mark.parametrize("text", ["季度", "Quarterly", "quarter", ""], ids=repr)
def test_what_is_no_choice(text: str) -> None:
    assert told(Choice("报送周期", tuple(Reporting), Reporting), text) == [
        "P147", f"“报送周期”的值“{text}”不在可选值之中", "可选:monthly、quarterly、half-yearly",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["一", "三十", "5", "５", "一百零一"])
def test_an_ordinal_is_kept_as_printed(text: str) -> None:
    assert Ordinal("序号").check(text) == text


@pytest.mark.parametrize("text", ["", "零", "0", "(一)", "一、", "甲", "第一", "1.1"], ids=repr)
def test_what_is_no_ordinal(text: str) -> None:
    assert told(Ordinal("序号"), text) == ["P148", f"序号“{text}”不是数字", "照印发件写:一、二、……三十"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("甲局", ("甲局",)),
        (["甲局"], ("甲局",)),
        (["甲局", "乙办"], ("甲局", "乙办")),
        (["党群工作部<纪工委>"], ("党群工作部<纪工委>",)),
        ([], ()),
    ],
    ids=repr,
)
def test_names(value: Any, names: tuple[str, ...]) -> None:
    assert NAMES.check(value) == names


@pytest.mark.parametrize(
    ("value", "name", "mark", "example"),
    [
        (["甲、乙"], "甲、乙", "、", "甲, 乙"),
        (["甲，乙"], "甲，乙", "，", "甲, 乙"),
        (["甲；乙"], "甲；乙", "；", "甲, 乙"),
        (["甲;乙"], "甲;乙", ";", "甲, 乙"),
        ("甲、乙、丙", "甲、乙、丙", "、", "甲, 乙, 丙"),
        (["甲", "乙、丙"], "乙、丙", "、", "甲, 乙, 丙"),
        (["甲、"], "甲、", "、", "甲"),
    ],
    ids=repr,
)
def test_a_chinese_comma_does_not_part_names(value: Any, name: str, mark: str, example: str) -> None:
    assert told(NAMES, value) == [
        "P143",
        f"列表里的“{name}”用了“{mark}”分隔,会被当作一个名称",
        f"用英文逗号加空格分开:[{example}]",
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"甲": "乙"}, "一组键值"),
        ([["甲"]], "列表"),
        (["甲", {}], "一组键值"),
        ([[]], "列表"),
        (None, "空的"),
    ],
    ids=repr,
)
def test_names_are_texts(value: Any, found: str) -> None:
    assert told(NAMES, value) == [
        "P142",
        f"“责任部门”应是一个名称或一列名称,不是{found}",
        "照样例改:responsible: [甲单位, 乙单位]",
    ]


def test_a_record_in_a_list_of_names_is_refused_wherever_it_stands() -> None:
    assert told(NAMES, ["甲", None])[0] == "P142"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("甲。", "甲。"),
        ("甲。\n乙。", "甲。乙。"),
        ("甲。\n乙。\n", "甲。乙。"),
        ("甲。\n\n乙。", "甲。\n乙。"),
        ("甲。\n\n\n乙。", "甲。\n乙。"),
        ("甲。\n  \n乙。", "甲。\n乙。"),
        ("甲。\n\n乙。\n丙。\n\n丁。", "甲。\n乙。丙。\n丁。"),
        ("\n甲。\n", "甲。"),
        ("甲 乙。\nAB\nCD", "甲 乙。ABCD"),
        ("", ""),
    ],
    ids=repr,
)
def test_lines_are_joined_and_paragraphs_kept(block: str, text: str) -> None:
    assert joined(block) == text
    assert Text("原文").check(block) == text
    assert Line("标题").check(block) == text


@given(
    st.lists(st.lists(st.text("甲乙。 A1", min_size=1).map(str.strip).filter(bool), min_size=1), min_size=1)
)
@settings(deadline=None)
def test_joining_keeps_every_character_and_every_paragraph(paragraphs: list[list[str]]) -> None:
    block = "\n\n".join("\n".join(lines) for lines in paragraphs)
    assert joined(block) == "\n".join("".join(lines) for lines in paragraphs)


@pytest.mark.parametrize("value", [["甲"], {"a": "b"}])
def test_a_text_is_no_list(value: Any) -> None:
    found = "列表" if isinstance(value, list) else "一组键值"
    assert told(Line("标题"), value) == ["P142", f"“标题”应是一段文字,不是{found}", "照样例改:title: 标题"]
    assert told(Text("原文"), value)[2] == "照样例改:text: |-(下一行起每句一行)"
