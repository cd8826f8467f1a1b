"""Goals as people say them."""

from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.goals import goal_in_words, number, target_in_words
from gaoxin_plan.model.target import Target


def target(quote: str, unit: str = "", **goal: Any) -> Target:
    return Target(id="FZ-01.1", metric="指标", unit=unit, quote=quote, **goal)


WORDS = [
    # words, quote, unit, goal
    ("10项以上", "突破关键技术10项以上", "项", {"at_least": Decimal(10)}),
    ("18个", "签约引进亿元以上项目18个", "个", {"at_least": Decimal(18)}),
    ("达到40家", "入孵企业总数达到40家", "家", {"at_least": Decimal(40)}),
    ("0.5万元", "补助0.5万元", "万元", {"at_least": Decimal("0.5")}),
    ("不少于12", "不少于12", "", {"at_least": Decimal(12)}),
    ("1500亩左右", "释放工业用地1500亩左右", "亩", {"about": Decimal(1500)}),
    ("0起", "零事故", "起", {"at_most": Decimal(0)}),
    ("不超过3起", "不超过3起", "起", {"at_most": Decimal(3)}),
    ("3级", "从四级压减为三级", "级", {"exactly": Decimal(3)}),
    ("2至3家", "再签约二至三家专业招商机构", "家", {"between": (Decimal(2), Decimal(3))}),
    ("提升20%以上", "使用率提升20%以上", "%", {"rise_by": Decimal(20)}),
    ("提升20%", "使用率提升20%", "%", {"rise_by": Decimal(20)}),
    ("下降5%", "能耗下降5%", "%", {"fall_by": Decimal(5)}),
    ("下降5%以上", "能耗下降5%以上", "%", {"fall_by": Decimal(5)}),
    ("每周", "周监测", "", {"every": "week"}),
    ("每月", "月调度", "", {"every": "month"}),
    ("每季度", "季盘点", "", {"every": "quarter"}),
]


@pytest.mark.parametrize(("words", "quote", "unit", "goal"), WORDS, ids=[row[0] for row in WORDS])
def test_a_goal_in_words(words: str, quote: str, unit: str, goal: dict[str, Any]) -> None:
    assert goal_in_words(target(quote, unit, **goal)) == words
    assert target_in_words(target(quote, unit, **goal)) == f"指标 {words}"


def test_or_more_is_said_of_the_number_it_stands_behind() -> None:
    quote = "新增省级企业技术中心1户、绵阳市级以上各类创新平台5户以上"
    assert goal_in_words(target(quote, "户", at_least=Decimal(5))) == "5户以上"
    assert goal_in_words(target(quote, "户", at_least=Decimal(1))) == "1户"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1500", "1500"), ("1E+3", "1000"), ("0.50", "0.50"), ("0", "0"), ("1E-7", "0.0000001")],
)
def test_a_number_has_no_exponent(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown
