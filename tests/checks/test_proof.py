"""The proof that a plan is its document, as it is told."""

from collections.abc import Callable

import pytest

from gaoxin_plan.problems import Problem

Told = Callable[..., list[tuple[str, str, str]]]
Change = tuple[str, str]
Check = Callable[..., list[Problem]]
Expected = tuple[str, str, str]


LEAD = "        lead: 项目建设服务中心\n"
ALONE = "        responsible: 企业发展服务中心\n"


def test_a_plan_without_a_source_is_held_against_none(told: Told) -> None:
    assert told(("实现零事故", "实现零次事故"), document=None) == []


PROOF = [
    pytest.param(("实现零事故", "实现零次事故"), ("P303", "新增规上企业10户以上,再引进二至三家机构,实现零次事故。", "从这里起与原件不同:计划是“次事故。坚持每季度听取汇”,原件是“事故。坚持每季度听取汇报”"), id="a character more"),
    pytest.param(("title: 狠抓项目", "title: 狠抓大项目"), ("P303", "title: 狠抓大项目", "从这里起与原件不同:计划是“大项目”,原件是“项目”"), id="a section's title"),
    pytest.param(("完成厂房建设。", "完成厂房建设。到此。"), ("P303", "坚持每季度听取汇报,完成厂房建设。到此。", "从这里起与原件不同:计划是“到此。”,原件是“(到此为止)”"), id="words behind the end"),
    pytest.param(("完成厂房建设。\n", "完成厂房建设\n"), ("P305", "坚持每季度听取汇报,完成厂房建设", "原件中“。”没有写进计划"), id="without the full stop"),
    pytest.param(("lead: 企业发展服务中心", "lead: 企业服务中心"), None, id="by alias"),
    pytest.param(("[综合办公室, 项目建设服务中心]", "[项目建设服务中心, 综合办公室]"), ("P306", "responsible: [项目建设服务中心, 综合办公室]", "原件印的责任部门是“综合办公室、项目建设服务中心”,计划写的是“项目建设服务中心、综合办公室”"), id="in another order"),
    pytest.param(("[综合办公室, 项目建设服务中心]", "[综合办公室]"), ("P306", "responsible: [综合办公室]", "原件印的责任部门是“综合办公室、项目建设服务中心”,计划写的是“综合办公室”"), id="one less"),
    pytest.param((LEAD, ""), ("P306", "- id: XM-02", "原件印的牵头部门是“项目建设服务中心”,计划写的是“无”"), id="no lead"),
    pytest.param((ALONE, ""), ("P306", "- id: XM-02", "原件印的责任部门是“企业服务中心”,计划写的是“无”"), id="no responsible"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), PROOF)
def test_the_proof(change: Change, expected: Expected | None, told: Told) -> None:
    assert told(change) == ([expected] if expected else [])


def test_a_title_that_is_not_printed_leaves_the_printed_one_over(told: Told) -> None:
    assert told(("    title: 加快发展\n", "    title: 全新部分\n")) == [
        ("P304", "title: 全新部分", "原件里找不到这一段:“全新部分”"),
        ("P305", "text: |-", "原件中“加快发展”没有写进计划"),
    ]


def test_a_difference_is_told_at_its_column(check_plan: Check, plan_text: str) -> None:
    text = plan_text.replace("实现零事故", "实现零次事故")
    [problem] = check_plan(text)
    line = text.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith("次事故。")


def test_words_left_over_are_told_at_their_column(check_plan: Check, plan_text: str) -> None:
    text = plan_text.replace("完成厂房建设。\n", "完成厂房建设\n")
    [problem] = check_plan(text)
    line = text.split("\n")[problem.line - 1]
    assert line[: problem.column - 1].endswith(("完成厂房建", "完成厂房建设"))
