"""Numbers and days as people type them into a form: what is meant, and what cannot be."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.model import meant
from gaoxin_plan.model.meant import Meant
from gaoxin_plan.problems import BadValueError


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("12", "项", "12"),
        ("8.60", "亿元", "8.60"),
        ("-3", "%", "-3"),
    ],
)
def test_a_plain_number(typed: str, unit: str, value: str) -> None:
    assert meant.number(typed, unit) == Meant(value)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("１２", "项", "12"),
        ("12项", "项", "12"),
        (" 12 ", "项", "12"),
        ("12 项", "项", "12"),
        ("1,200", "", "1200"),
        ("1，234，567.5 万元", "万元", "1234567.5"),
        ("60%", "%", "60"),
        ("６０％", "%", "60"),
        ("－3%", "%", "-3"),
        ("十二项", "项", "12"),
        ("两百", "户", "200"),
        ("十二万元", "万元", "12"),
        ("三千", "万元", "3000"),
        ("十二万", "元", "120000"),
        ("007", "", "7"),
        ("00.5", "", "0.5"),
    ],
)
def test_what_is_understood_all_the_same(typed: str, unit: str, value: str) -> None:
    assert meant.number(typed, unit) == Meant(value, is_plain=False)


@pytest.mark.parametrize(
    ("typed", "unit", "told", "hint"),
    [
        ("约5", "项", "“完成值”的值“约5”不是数字", "只写数字,如 6"),
        ("12户", "项", "“完成值”的值“12户”不是数字,多了“户”", "只写数字 12;这个目标的单位是项"),
        ("60%", "", "“完成值”的值“60%”不是数字,多了“%”", "只写数字 60;这个目标没有单位"),
        ("+2", "项", "“完成值”的值“+2”不是数字", "完成值是累计数,不写正号;请写到现在一共多少"),
        (
            "1,2",
            "",
            "“完成值”的值“1,2”不是数字",
            "数字中间不要空格;逗号只用来分千位,如 1,200;小数点写成 .,如 8.6",
        ),
        (
            "1 2",
            "",
            "“完成值”的值“1 2”不是数字",
            "数字中间不要空格;逗号只用来分千位,如 1,200;小数点写成 .,如 8.6",
        ),
        (
            "1.2.3",
            "",
            "“完成值”的值“1.2.3”不是数字",
            "数字中间不要空格;逗号只用来分千位,如 1,200;小数点写成 .,如 8.6",
        ),
        (
            "十二万",
            "万元",
            "“完成值”的值“十二万”不是数字,这个目标的单位已经是万元",
            "写成以万元计的数字,如 12",
        ),
        (
            "三万",
            "亿元",
            "“完成值”的值“三万”不是数字,这个目标的单位已经是亿元",
            "写成以亿元计的数字,如 12",
        ),
        ("1" * 30, "", f"“完成值”的值“{'1' * 30}”不是数字,位数太多", "请核对这个数"),
    ],
)
def test_what_cannot_be_understood(typed: str, unit: str, told: str, hint: str) -> None:
    with pytest.raises(BadValueError) as caught:
        meant.number(typed, unit)
    assert (str(caught.value), caught.value.words["hint"]) == (told, hint)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=3), st.sampled_from(["", "项", "%", "万元"]))
def test_a_number_with_thousands_and_its_unit_is_that_number(number: Decimal, unit: str) -> None:
    assert Decimal(meant.number(f" {number:,f}{unit}", unit).value) == number


@given(st.text(max_size=12), st.sampled_from(["", "项", "%"]))
def test_whatever_is_typed_is_a_number_or_a_fault_in_words(typed: str, unit: str) -> None:
    with suppress(BadValueError):
        Decimal(meant.number(typed, unit).value)


@pytest.mark.parametrize(
    ("typed", "is_plain"),
    [
        ("2022-06-20", True),
        ("2022.6.20", False),
        ("2022/6/20", False),
        ("２０２２年６月２０日", False),
        ("6月20日", False),
        ("6月20号", False),
        (" 6 月 20 ", False),
        ("20220620", False),
    ],
)
def test_a_day(typed: str, is_plain: bool) -> None:  # noqa: FBT001
    assert meant.day(typed, 2022) == Meant("2022-06-20", is_plain=is_plain)


@pytest.mark.parametrize(
    ("typed", "told", "hint"),
    [
        ("2月30日", "“完成日期”的值“2月30日”不存在", "请核对月份和日子"),
        ("20221301", "“完成日期”的值“20221301”不存在", "请核对月份和日子"),
        ("2022-13-01", "“完成日期”的值“2022-13-01”不存在", "请核对月份和日子"),
        ("6.20", "“完成日期”的值“6.20”写法不对", "年四位,月和日两位"),
        ("月底", "“完成日期”的值“月底”写法不对", "年四位,月和日两位"),
    ],
)
def test_what_is_no_day(typed: str, told: str, hint: str) -> None:
    with pytest.raises(BadValueError) as caught:
        meant.day(typed, 2022)
    assert (str(caught.value), caught.value.words["hint"]) == (told, hint)
