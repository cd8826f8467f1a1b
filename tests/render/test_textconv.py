"""A file as lines for git diff: one fact a line, readable on its own; what cannot be read is left as it is."""

from pathlib import Path

import pytest

from gaoxin_plan.changes.fmt import formatted
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.textconv import lines

ROOT = Path(__file__).parents[2]
REAL = (ROOT / "plan" / "2022.yaml").read_text(encoding="utf-8")
GALLERY = sorted((ROOT / "tests" / "gallery").glob("P1*.yaml"))

FILING = """\
# 示例数据
period: 2023Q1
department: kjb # 科技部
filed: 2023-03-31
items:
  KJ-01:
    # 先写数
    values: {KJ-01.1: 6} # 累计
    done:
      KJ-01.m1: 2023-03-20
    state: 进行中
    progress: |-
      新增1项。
      研究院挂牌!

      另起一段。
    evidence: [批复.pdf, "a: b.pdf"]
# 完
"""
OFFICE = """\
period: 2023Q1
decisions:
  - item: KJ-01
    decision: closed
    date: 2023-03-01
    by: 督查办
"""


def test_a_filing() -> None:
    assert lines(FILING) == (
        "# 示例数据\n"
        "报告期:2023Q1\n"
        "部门:kjb\n"
        "# 科技部\n"
        "报送日期:2023-03-31\n"
        "KJ-01 状态:进行中\n"
        "KJ-01 进展情况:新增1项。\n"
        "KJ-01 进展情况:研究院挂牌!\n"
        "KJ-01 进展情况:另起一段。\n"
        "# 先写数\n"
        "KJ-01.1 完成值:6\n"
        "# 累计\n"
        "KJ-01.m1 完成日期:2023-03-20\n"
        "KJ-01 佐证材料:批复.pdf\n"
        "KJ-01 佐证材料:a: b.pdf\n"
        "# 完\n"
    )


def test_the_office_s_file() -> None:
    assert lines(OFFICE) == (
        "报告期:2023Q1\n"
        "决定 KJ-01 条目编号:KJ-01\n"
        "决定 KJ-01 决定:closed\n"
        "决定 KJ-01 决定日期:2023-03-01\n"
        "决定 KJ-01 经办人:督查办\n"
    )


def test_the_real_plan() -> None:
    found = lines(REAL)
    assert found is not None
    assert "\nFZ-05 条目标题:加快打造科技创新重点平台\nFZ-05 牵头部门:企业发展服务中心\n" in found
    assert "\nFZ-05.1 指标:突破关键技术\nFZ-05.1 不少于:10\nFZ-05.1 单位:项\n" in found
    assert "\n部门 qyfz 部门名称:企业发展服务中心\n部门 qyfz 别名:企业服务中心\n" in found
    assert "\n部分 FZ 部分标题:坚持稳中求进、主动作为,一心一意谋发展\n" in found


def test_ways_of_writing_make_no_difference() -> None:
    other = FILING.replace("{KJ-01.1: 6} # 累计", "\n      KJ-01.1: '6' # 累计").replace(
        "    state: 进行中\n", ""
    )
    other = other.replace("  KJ-01:\n", "  KJ-01:\n    state: 进行中\n")
    assert lines(other) == lines(FILING)
    assert lines(FILING.replace("\n", "\r\n")) == lines(FILING)
    plan = (ROOT / "tests" / "zone.yaml").read_text(encoding="utf-8")
    assert lines(formatted(plan, "", Plan).text) == lines(plan)


def test_signs_that_a_terminal_would_obey_are_shown() -> None:
    assert lines('title: "甲\\u202e乙\\e[2J"\nyear: 2023\n') == "标题:甲\\u202e乙\\x1b[2J\n年份:2023\n"


def test_keys_that_no_one_knows_are_shown_all_the_same() -> None:
    assert (
        lines("title: 甲\nfoo: {bar: [1, 2], baz: []}\nyear:\n") == "标题:甲\n年份:\nbar:1\nbar:2\nbaz:(空)\n"
    )


@pytest.mark.parametrize(
    "text",
    ["", "- 1\n", "title: [\n", "title: 甲\n\tyear: 2\n", "a: 1\na: 2\n", "title：甲\n", "x", "a: &x 1\n"],
)
def test_what_cannot_be_read_is_none(text: str) -> None:
    assert lines(text) is None


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_no_broken_file_breaks_it(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    found = lines(text)
    assert found is None or found.endswith("\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_of_a_conflict_both_sides_are_shown(newline: str) -> None:
    text = OFFICE.replace(
        "    date: 2023-03-01\n",
        "<<<<<<< ours\n    date: 2023-03-02\n||||||| base\n    date: 2023-03-01\n=======\n    date: 2023-03-03\n>>>>>>> theirs\n",
    )
    assert lines(text.replace("\n", newline)) == (
        "报告期:2023Q1\n"
        "决定 KJ-01 条目编号:KJ-01\n"
        "决定 KJ-01 决定:closed\n"
        "<<<<<<< ours\n"
        "决定 KJ-01 决定日期:2023-03-02\n"
        "=======\n"
        "决定 KJ-01 决定日期:2023-03-03\n"
        ">>>>>>> theirs\n"
        "决定 KJ-01 经办人:督查办\n"
    )
    assert lines(text.replace("closed", "[")) is None
