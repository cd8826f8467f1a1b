"""Who does it: what is told of names that are unknown, twice, or missing."""

from collections.abc import Callable

import pytest

from gaoxin_plan.checks import departments
from gaoxin_plan.problems import Severity

Told = Callable[..., list[tuple[str, str, str]]]
Change = tuple[str, str]
Expected = tuple[str, str, str]


DEPARTMENTS = [
    pytest.param(("lead: 项目建设服务中心", "lead: 项目建设中心"), ("P203", "lead: 项目建设中心", "牵头部门“项目建设中心”不在部门名单中;是不是“项目建设服务中心”?"), id="nearly a department"),
    pytest.param(("lead: 项目建设服务中心", "lead: 财政局"), ("P203", "lead: 财政局", "牵头部门“财政局”不在部门名单中"), id="no department"),
    pytest.param(("[综合办公室, 项目建设服务中心]", "[综合办公室, 项目建设办]"), ("P203", "responsible: [综合办公室, 项目建设办]", "责任部门“项目建设办”不在部门名单中;是不是“项目建设服务中心”?"), id="responsible"),
    pytest.param(("responsible: 企业发展服务中心", "responsible: [企业发展服务中心, 项目建设服务中心]"), ("P205", "responsible: [企业发展服务中心, 项目建设服务中心]", "“项目建设服务中心”已是牵头部门,又列在责任部门"), id="both"),
    pytest.param(("[综合办公室, 项目建设服务中心]", "[综合办公室, 项目建设服务中心, 企业服务中心]"), ("P205", "responsible: [综合办公室, 项目建设服务中心, 企业服务中心]", "“企业服务中心”已是牵头部门,又列在责任部门"), id="both, by alias"),
    pytest.param(("[综合办公室, 项目建设服务中心]", "[综合办公室, 项目建设服务中心, 综合办公室]"), ("P206", "responsible: [综合办公室, 项目建设服务中心, 综合办公室]", "“综合办公室”在这里列了两遍"), id="twice"),
    pytest.param(("responsible: 企业发展服务中心", "responsible: [企业发展服务中心, 企业服务中心]"), ("P206", "responsible: [企业发展服务中心, 企业服务中心]", "“企业服务中心”在这里列了两遍"), id="twice, by alias"),
    pytest.param(("name: 综合办公室", "name: 综合办公室\n    aliases: 项目建设服务中心"), ("P207", "name: 项目建设服务中心", "名称“项目建设服务中心”已属于部门 zhb"), id="an alias that is a name"),
    pytest.param(("aliases: [企业服务中心]", "aliases: [企业服务中心, 综合办公室]"), ("P207", "aliases: [企业服务中心, 综合办公室]", "名称“综合办公室”已属于部门 zhb"), id="a name that is an alias"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), DEPARTMENTS)
def test_departments(change: Change, expected: Expected, told: Told) -> None:
    assert told(change) == [expected]


LEAD = "        lead: 项目建设服务中心\n"
ALONE = "        responsible: 企业发展服务中心\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param((LEAD, ""), ("P221", "- id: XM-02", "XM-02 没有牵头部门"), id="no lead"),
        pytest.param(
            (ALONE, ""), ("P222", "- id: XM-02", "XM-02 只有牵头部门,没有责任部门"), id="lead alone"
        ),
    ],
)
def test_a_department_that_is_not_named(change: Change, expected: Expected, told: Told) -> None:
    assert told(change, document=None) == [expected]


def test_a_department_that_is_not_named_is_a_warning_only() -> None:
    warnings = [rule.kind.code for rule in departments.RULES if rule.kind.severity is Severity.WARNING]
    assert warnings == ["P221", "P222"]


def test_the_lead_of_a_section_leads_its_items(told: Told) -> None:
    section = ("    title: 狠抓项目\n", "    title: 狠抓项目\n    lead: 项目建设服务中心\n")
    assert told((LEAD, ""), section) == []
    both = (ALONE, "        responsible: [企业发展服务中心, 项目建设服务中心]\n")
    assert told((LEAD, ""), section, both) == [
        (
            "P205",
            "responsible: [企业发展服务中心, 项目建设服务中心]",
            "“项目建设服务中心”已是牵头部门,又列在责任部门",
        )
    ]


def test_an_unknown_lead_of_a_section_is_told_once(told: Told) -> None:
    section = ("    title: 狠抓项目\n", "    title: 狠抓项目\n    lead: 项目建设中心\n")
    assert [found[:2] for found in told((LEAD, ""), section)] == [("P203", "lead: 项目建设中心")]


def test_departments_that_could_not_be_read_make_nobody_unknown(told: Told) -> None:
    assert [found[0] for found in told(("    name: 综合办公室\n", ""))] == ["P141"]
    assert [found[0] for found in told(("id: zhb", "id: 综合"))] == ["P146"]


def test_aliases_that_could_not_be_read_make_nobody_unknown(told: Told) -> None:
    comma = ("[企业服务中心]", "[企业服务中心、企服中心]")
    by_alias = ("responsible: 企业发展服务中心", "responsible: 企业服务中心")
    assert [found[0] for found in told(comma, by_alias)] == ["P143"]


def test_a_control_character_in_a_name_is_told_and_never_printed(told: Told) -> None:
    [(code, _, message)] = told(("lead: 项目建设服务中心", 'lead: "项目建设\\e[31m服务中心"'))
    assert (code, message) == ("P153", "“lead(牵头部门)”的值里有看不见的控制字符(U+001B)")
