"""What a cell says: read as it is meant, said where it is not plain, refused where it cannot be understood."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from gaoxin_plan.exchange import cells
from gaoxin_plan.exchange.opening import Square
from gaoxin_plan.problems import PlanError

VALUE = cells.value("项")
PERCENT = cells.value("%")
DAY = cells.day(2022, CALENDAR_WINDOWS_1900)
WORDS = cells.words("进展情况")


def square(content: Any, number_format: str = "General", **more: Any) -> Square:
    return Square("表!填报!F7", content, number_format, **more)


@pytest.mark.parametrize(
    ("content", "number_format", "value", "how"),
    [
        (12, "General", "12", ""),
        (12.0, "General", "12", ""),
        (8.6, "0.00", "8.6", ""),
        (-3, "General", "-3", ""),
        (0, "General", "0", ""),
        ("12", "@", "12", "“12”是文字,读作 12"),
        ("１２", "General", "12", "“１２”是文字,读作 12"),
        ("12项", "General", "12", "“12项”是文字,读作 12"),
        (" 12 ", "General", "12", "“ 12 ”是文字,读作 12"),
        ("1,200", "General", "1200", "“1,200”是文字,读作 1200"),
        ("8.60", "General", "8.6", "“8.60”是文字,读作 8.6"),
        (0.1 + 0.2, "General", "0.3", "0.30000000000000004,读作 0.3"),
        (1e20, "General", "100000000000000000000", "1e+20,读作 100000000000000000000"),
        (12, '0"%"', "12", ""),
    ],
)
def test_a_value(content: Any, number_format: str, value: str, how: str) -> None:
    assert cells.reading(square(content, number_format), VALUE)[1:] == (value, how)


@pytest.mark.parametrize(
    ("content", "number_format", "value", "how"),
    [
        (0.6, "0%", "60", "60%,读作 60"),
        (0.574, "0.00%", "57.4", "57.4%,读作 57.4"),
        (60, "General", "60", ""),
        ("60%", "General", "60", "“60%”是文字,读作 60"),
    ],
)
def test_a_value_in_percent(content: Any, number_format: str, value: str, how: str) -> None:
    assert cells.reading(square(content, number_format), PERCENT)[1:] == (value, how)


@pytest.mark.parametrize(
    ("content", "number_format", "told", "hint"),
    [
        ("约12", "General", "“完成值”的值“约12”不是数字", "只写数字,如 6"),
        ("60%", "General", "“完成值”的值“60%”不是数字,多了“%”", "只写数字 60;这个目标的单位是项"),
        (0.6, "0%", "“完成值”是百分数(60%),这个目标单位是项", "单元格格式改成“常规”,再填数字"),
        (True, "General", "“完成值”是真假值(TRUE),不是数字", "单元格格式改成“常规”,再填数字"),
        (
            datetime(2022, 6, 12),
            "m/d",
            "“完成值”是日期(2022-06-12),不是数字",
            "单元格格式改成“常规”,再填数字",
        ),
        (1e300, "General", f"“完成值”的值“1{'0' * 58}…”不是数字,位数太多", "请核对这个数"),
    ],
)
def test_what_is_no_value(content: Any, number_format: str, told: str, hint: str) -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(square(content, number_format), VALUE)
    assert (caught.value.message, caught.value.hint) == (told, hint)


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (datetime(2022, 6, 20), ""),
        (date(2022, 6, 20), ""),
        (datetime(2022, 6, 20, 9, 30), "带着时间,只取日期 2022-06-20"),
        ("2022-06-20", ""),
        ("2022.6.20", "“2022.6.20”读作 2022-06-20"),
        ("6月20日", "“6月20日”读作 2022-06-20"),
        (44732, "数字 44732 读作 2022-06-20"),
        (44732.0, "数字 44732 读作 2022-06-20"),
        (20220620, "数字 20220620 读作 2022-06-20"),
    ],
)
def test_a_day(content: Any, how: str) -> None:
    assert cells.reading(square(content), DAY)[1:] == ("2022-06-20", how)


def test_a_workbook_may_count_its_days_from_1904() -> None:
    found = cells.reading(square(43270), cells.day(2022, CALENDAR_MAC_1904))
    assert found[1:] == ("2022-06-20", "数字 43270 读作 2022-06-20")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (6, "“完成日期”的值“6”写法不对"),
        (6.2, "“完成日期”的值“6.2”写法不对"),
        ("月底", "“完成日期”的值“月底”写法不对"),
        (True, "“完成日期”是真假值,不是日期"),
        (99999999, "“完成日期”的值“99999999”不存在"),
    ],
)
def test_what_is_no_day(content: Any, told: str) -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(square(content), DAY)
    assert caught.value.message == told


@pytest.mark.parametrize(
    ("content", "value", "how"),
    [
        ("攻关4项。", "攻关4项。", ""),
        (" 甲。\r\n\r\n 乙。\n", "甲。\n乙。", ""),
        ("甲_x000D_\n乙", "甲\n乙", ""),
        ("=1+1", "=1+1", ""),
        ("-无\n@甲\n+乙", "-无\n@甲\n+乙", ""),
        ("𠮷😀", "𠮷😀", ""),
        (12, "12", "是数字,读作“12”"),
        (8.5, "8.5", "是数字,读作“8.5”"),
        (datetime(2022, 6, 20), "2022-06-20", "是日期,读作“2022-06-20”"),
        (time(12, 30), "12:30", "是时间,读作“12:30”"),
        (time(12, 30, 5), "12:30:05", "是时间,读作“12:30:05”"),
        (timedelta(hours=30), "30 小时", "是时间,读作“30 小时”"),
        ("  ", "", ""),
        (None, "", ""),
        ("长" * 32_767, "长" * 32_767, "满 32767 字,Excel 可能截去了后面的,请核对"),
    ],
)
def test_words(content: Any, value: str, how: str) -> None:
    assert cells.reading(square(content), WORDS)[1:] == (value, how)


@pytest.mark.parametrize(
    ("content", "number_format", "value"),
    [(0.5, "0%", "50%"), (0.075, "0.00%", "7.5%"), (1, "0%", "100%"), (50, '0"%"', "50")],
)
def test_words_that_a_program_made_a_percentage_are_as_they_are_shown(
    content: float, number_format: str, value: str
) -> None:
    found = cells.reading(square(content, number_format), WORDS)
    what = "百分数" if value.endswith("%") else "数字"
    assert found[1:] == (value, f"是{what},读作“{value}”")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("甲_x0001_", "“进展情况”的值里有看不见的控制字符(U+0001)"),
        ("甲\u200b乙\ufeff", "“进展情况”的值里有看不见的控制字符(U+FEFF)"),
        ("_xD842_", "“进展情况”的值里有看不见的控制字符(U+D842)"),
        (True, "“进展情况”是 TRUE,不是文字"),
    ],
)
def test_what_are_no_words(content: Any, told: str) -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(square(content), WORDS)
    assert caught.value.message == told


def test_a_state() -> None:
    assert cells.reading(square(" 进行中 "), cells.state).value == "进行中"
    with pytest.raises(PlanError) as caught:
        cells.reading(square("完成"), cells.state)
    assert (caught.value.message, caught.value.hint) == (
        "“状态”的值“完成”不在可选值之中",
        "可选:未启动、进行中、受阻、已完成",
    )


@pytest.mark.parametrize(
    ("content", "value", "how"),
    [
        ("批复.pdf", "批复.pdf", ""),
        ("批复.pdf\n 台账, 一.xlsx ", "批复.pdf\n台账, 一.xlsx", ""),
        ("批复.pdf;台账.xlsx;批复.pdf", "批复.pdf\n台账.xlsx", "读作 2 个文件:批复.pdf、台账.xlsx"),
        ("佐证\\批复.pdf", "佐证/批复.pdf", "读作 1 个文件:佐证/批复.pdf"),
    ],
)
def test_files(content: str, value: str, how: str) -> None:
    assert cells.reading(square(content), cells.evidence)[1:] == (value, how)


def test_a_formula_is_what_it_came_to() -> None:
    assert cells.reading(square(7, is_formula=True), VALUE)[1:] == ("7", "是公式,取它的结果")
    assert cells.reading(square("7项", is_formula=True), VALUE)[1:] == ("7", "“7项”是文字,读作 7")
    assert cells.reading(square("", is_formula=True), WORDS)[1:] == ("", "")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (square(None, is_formula=True), "是公式,但文件里没有它的结果"),
        (square("#REF!", is_error=True), "这一格是错误值(#REF!)"),
        (square("#N/A", is_error=True, is_formula=True), "公式出错(#N/A)"),
    ],
)
def test_a_formula_without_a_result(found: Square, told: str) -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(found, VALUE)
    assert caught.value.message == told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (time(9, 30), "“完成值”是时间(09:30),不是数字"),
        (timedelta(days=3), "“完成值”是时间(72 小时),不是数字"),
        (float("inf"), "“完成值”不是数字,或者太大"),
        (float("nan"), "“完成值”不是数字,或者太大"),
        (10**400, f"“完成值”的值“1{'0' * 58}…”不是数字,位数太多"),
    ],
)
def test_a_time_is_no_value_nor_is_what_is_too_large(content: Any, told: str) -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(square(content), VALUE)
    assert caught.value.message == told


def test_a_time_is_no_day() -> None:
    with pytest.raises(PlanError) as caught:
        cells.reading(square(time(0, 0)), DAY)
    assert caught.value.message == "“完成日期”是时间(00:00),不是日期"


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.integers(10**300, 10**400), st.floats(), st.text(max_size=20),
        st.datetimes(), st.dates(), st.times(), st.timedeltas(),
    ),
    st.sampled_from(["General", "0%", "@", "yyyy-mm-dd"]),
    st.sampled_from([VALUE, PERCENT, DAY, WORDS, cells.state, cells.evidence]),
)  # fmt: skip
def test_whatever_a_cell_holds_is_a_reading_or_told(
    content: Any, number_format: str, read: cells.Reader
) -> None:
    found = square(content, number_format)
    with suppress(PlanError):
        value = cells.reading(found, read)
        assert value.where == found.where
        assert value.how or not found.text or isinstance(content, str | int | float | date)
