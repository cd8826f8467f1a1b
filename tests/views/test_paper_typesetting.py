"""What the tool says is set for paper; what people wrote keeps every character."""

import pytest
from msgspec.structs import replace

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views.papers.typesetting import clipped, typesetter


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("4/10 项,序时应达 5 项,落后 10 个百分点", "4/10项，序时应达5项，落后10个百分点"),
        (
            "安全巡查 2022Q3 未报(应于 10 月 10 日及以前);按 2022-06 所报:2 次",
            "安全巡查2022年第三季度未报（应于10月10日及以前）；按2022年6月所报：2次",
        ),
        ("已办结(2022-09-30),还差 1 项;理由:原话,a (b): 2022-09-30", "已办结（2022年9月30日），还差1项；理由：原话,a (b): 2022-09-30"),
        ("8.5%(目标 8%),未到期(2022-13-99)", "8.5%（目标8%），未到期（2022-13-99）"),
        ("采用示范规则 yinchuan-2025,本单位未另行规定", "采用示范规则 yinchuan-2025，本单位未另行规定"),
    ],
)  # fmt: skip
def test_words_of_the_tool_read_as_prose(plan: Plan, shown: str, printed: str) -> None:
    assert typesetter(plan)(shown) == printed


def test_names_of_the_plan_are_left_alone(plan: Plan) -> None:
    odd = replace(plan.departments[0], name="甲局(筹),乙 1 科")
    typeset = typesetter(replace(plan, departments=(odd,)))
    assert typeset("甲局(筹),乙 1 科 2022Q3 未报,差 1 项") == "甲局(筹),乙 1 科2022年第三季度未报，差1项"


@pytest.mark.parametrize(
    ("words", "most", "printed"),
    [
        ("甲3项；乙4项", 7, "甲3项；乙4项"),
        ("甲3项；乙4项", 6, "甲3项等"),
        ("甲3项，差2项；乙4项", 7, "甲3项等"),
        ("甲乙丙丁戊己庚辛", 4, "甲乙丙…"),
        ("；甲乙丙", 3, "；甲…"),
    ],
)
def test_words_are_cut_where_a_clause_ends(words: str, most: int, printed: str) -> None:
    assert clipped(words, most) == printed
