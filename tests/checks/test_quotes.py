"""Words are verbatim: titles, quotes, and the numbers in them."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str, str]]]
Change = tuple[str, str]
Expected = tuple[str, str, str]


TARGET = "            at_least: 10\n            unit: 户\n            quote: 新增规上企业10户以上\n"


def goal(words: str, quote: str) -> Change:
    """Another goal, and another quote, for the first target."""
    return (TARGET, f"            {words}\n            quote: {quote}\n")


WORDS = [
    pytest.param(("title: 培育企业", "title: 培育市场主体"), ("P208", "text: |-", "FZ-01 的原文不是以标题“培育市场主体。”开头"), id="another title"),
    pytest.param(("quote: 完成厂房建设", "quote: 完成厂房的建设"), ("P209", "quote: 完成厂房的建设", "引文“完成厂房的建设”不在 FZ-01 的原文中"), id="a milestone's quote"),
    pytest.param(("quote: 新增规上企业10户以上", "quote: 新增规上企业10户,以上"), ("P209", "quote: 新增规上企业10户,以上", "引文“新增规上企业10户,以上”不在 FZ-01 的原文中"), id="a target's quote"),
    pytest.param(("at_least: 10\n", "at_least: 12\n"), ("P210", "at_least: 12", "at_least 的“12”在引文“新增规上企业10户以上”中找不到"), id="another number"),
    pytest.param(("at_least: 10\n", "at_least: 1\n"), ("P210", "at_least: 1", "at_least 的“1”在引文“新增规上企业10户以上”中找不到"), id="a part of the number"),
    pytest.param(("at_least: 10\n", "at_most: 0\n"), ("P210", "at_most: 0", "at_most 的“0”在引文“新增规上企业10户以上”中找不到"), id="nought in ten"),
    pytest.param(goal("between: [2, 4]", "引进二至三家机构"), ("P210", "between: [2, 4]", "between 的“4”在引文“引进二至三家机构”中找不到"), id="another bound"),
    pytest.param(goal("every: month", "坚持每季度听取汇报"), ("P210", "every: month", "every 的“month”在引文“坚持每季度听取汇报”中找不到"), id="another rhythm"),
    pytest.param(("limit: 3个月内", "limit: 3月内"), ("P211", "limit: 3月内", "逐项时限“3月内”不在引文“力争3个月内签约”中"), id="a limit"),
    pytest.param(("            limit: 3个月内\n            quote: 力争3个月内签约", "            quote: 两年内建成"), ("P224", "- id: XM-02.m1", "引文写明“两年”,但没有写 due"), id="two years without a due"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), WORDS)
def test_words(change: Change, expected: Expected, told: Told) -> None:
    assert told(change) == [expected]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(goal("between: [2, 3]", "引进二至三家机构"), id="Chinese numerals"),
        pytest.param(goal("at_most: 0", "实现零事故"), id="nought"),
        pytest.param(goal("every: quarter", "坚持每季度听取汇报"), id="a rhythm"),
        pytest.param(goal("at_least: 10.0", "新增规上企业10户以上"), id="a decimal"),
        pytest.param(("            limit: 3个月内\n            quote: 力争3个月内签约", "            due: 2023-12-31\n            quote: 两年内建成"), id="two years with a due"),
    ],
)  # fmt: skip
def test_words_that_say_it(change: Change, told: Told) -> None:
    assert told(change) == []


NUMBERS = [
    # the quote, what it prints, what it does not
    ("新增1,500亩", "1500", "1"),
    ("新增1500亩", "1500", "500"),
    ("新增１５亩", "15", "1"),
    ("增长2.5%", "2.5", "2"),
    ("完成二十七个", "27", "7"),
    ("两百户", "200", "2"),
    ("一百零五项", "105", "5"),
    ("第102、105条", "105", "102105"),
    ("打造“4+3”产业", "3", "43"),
    ("四级压减为三级", "3", "2"),
]


@pytest.mark.parametrize(("quote", "printed", "other"), NUMBERS)
def test_a_number_stands_in_its_quote_as_a_whole(quote: str, printed: str, other: str, told: Told) -> None:
    text = ("再引进二至三家机构", quote)
    assert told(text, goal(f"at_least: {printed}", quote), document=None) == []
    assert [f[0] for f in told(text, goal(f"at_least: {other}", quote), document=None)] == ["P210"]


YEARS = [
    ("两年内建成", True), ("三年完成任务", True), ("2年内达到", True), ("五年目标", True),
    ("近两年完成", False), ("前三年实现", False), ("2022年完成", False), ("第二年完成", False), ("十二年完成", True),
    ("一年完成", False), ("两年来", False), ("百年目标", False),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "is_told"), YEARS, ids=[row[0] for row in YEARS])
def test_years_beyond_the_plan_need_a_date(quote: str, told: Told, *, is_told: bool) -> None:
    changes = [
        ("两年内建成", quote),
        ("            limit: 3个月内\n            quote: 力争3个月内签约", f"            quote: {quote}"),
    ]
    assert [f[0] for f in told(*changes, document=None)] == (["P224"] if is_told else [])


def test_years_within_the_plan_need_none(told: Told) -> None:
    long = ("year: 2022", "from: 2022-01-01\nto: 2023-12-31")
    quote = (
        "            limit: 3个月内\n            quote: 力争3个月内签约",
        "            quote: 两年内建成",
    )
    assert told(long, quote) == []
