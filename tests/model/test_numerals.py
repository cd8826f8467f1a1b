"""Numerals read and written: each the other's inverse, and as real documents print them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.model.numerals import CHARACTERS, narrow, numeral, parse

PRINTED = {
    0: "零", 1: "一", 2: "二", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 30: "三十",
    99: "九十九", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一", 120: "一百二十",
    999: "九百九十九", 1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1011: "一千零一十一",
    1100: "一千一百", 1101: "一千一百零一", 1234: "一千二百三十四", 10_000: "一万", 10_001: "一万零一",
    10_010: "一万零一十", 10_100: "一万零一百", 11_000: "一万一千", 11_001: "一万一千零一", 12_000: "一万二千",
    15_015: "一万五千零一十五", 20_000: "二万", 100_000: "十万", 100_010: "十万零一十", 110_000: "十一万",
    1_010_000: "一百零一万", 10_000_000: "一千万", 99_999_999: "九千九百九十九万九千九百九十九",
}  # fmt: skip


@pytest.mark.parametrize(("number", "printed"), PRINTED.items())
def test_a_number_is_printed_and_read_as_documents_print_it(number: int, printed: str) -> None:
    assert numeral(number) == printed
    assert parse(printed) == number


def spelt_out(number: int) -> str:
    """The numeral of 1 to 99,999, digit by digit: how make_plan.py numbers its items."""
    out, zero = "", False
    for size, unit in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + unit
        zero = not digit
    return out.removeprefix("一") if out.startswith("一十") else out


def test_every_item_number_up_to_20000_is_as_a_large_plan_prints_it() -> None:
    assert [numeral(n) for n in range(1, 20_001)] == [spelt_out(n) for n in range(1, 20_001)]


@given(st.integers(0, 99_999_999))
@settings(deadline=None)
def test_reading_undoes_printing(number: int) -> None:
    assert parse(numeral(number)) == number


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_a_number_without_a_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"no numeral for {number}"):
        numeral(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("27", 27), ("0", 0), ("２７", 27), ("１００００", 10_000), ("两", 2), ("两百", 200), ("两万", 20_000),
        ("〇", 0), ("一百〇一", 101), ("百", 100), ("千", 1000), ("一百十", 110), ("一百十五", 115),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_number_are_read_too(text: str, number: int) -> None:
    assert parse(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "1.5", "-5", "+5", "1 0", "1,500", "1e3", "第一", "一、", "一一", "一二三", "十百",
        "百千", "十十", "一零", "五零", "零十", "万", "万万", "一万万", "亿", "半", "²", "五 ", "一百零",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert parse(text) is None


def test_a_number_of_thousands_of_digits_is_no_error() -> None:
    parse("1" * 5000)  # int() alone refuses more than 4,300 digits


@given(st.text(alphabet=CHARACTERS + "1０。"))
@settings(deadline=None)
def test_reading_never_fails(text: str) -> None:
    value = parse(text)
    assert value is None or value >= 0


def test_narrow_changes_digits_and_points_only() -> None:
    assert narrow("１０．５％，第２期") == "10.5％，第2期"
