"""``show`` as a page and as a table."""

from datetime import date

import pytest
from zone import unfiled

from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.render.show import page, table
from gaoxin_plan.render.width import width
from gaoxin_plan.views import selection
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.views.show import Shown, show

MOMENT = Moment(date(2022, 7, 1), Period(2022, 4, 3))


def ask(plan: Plan, words: str | Task) -> Shown:
    task = selection.item(plan, words) if isinstance(words, str) else words
    return show(task, unfiled(plan, MOMENT.as_of))


def test_an_item_with_everything_but_a_leader(plan: Plan) -> None:
    text = page(ask(plan, "DX-19"), plan, MOMENT, 80).text()
    head, _, words = text.partition("原文\n")
    assert head == (
        "DX-19 (十九)守住安全生产底线\n"
        "\n"
        "部分  三、坚持人民至上、安全第一,全力以赴守底线\n"
        "牵头  企业发展服务中心\n"
        "责任  项目建设服务中心、经济合作服务中心、综合管理办公室、党群工作部\n"
        "亮灯  ●灰灯  从未填报\n"
        "截至  2022-07-01 · 报告期 2022Q2\n"
        "\n"
        "目标 1 个\n"
        "  DX-19.1  2022年12月31日  安全生产事故 0起\n"
        "\n"
        "节点 2 个\n"
        "  DX-19.m1  未明确时限  修订完善突发事件应急预案和专项预案\n"
        "  DX-19.m2  未明确时限  完成整治安全专项检查发现的隐患问题\n"
        "\n"
    )
    shown = "".join(line.strip() for line in words.splitlines())
    assert shown == selection.item(plan, "DX-19").item.text


def test_leader_and_an_item_of_nobody(hostile: Plan) -> None:
    lines = page(ask(hostile, "HS-02"), hostile, MOMENT, 80).text().splitlines()
    first = lines.index("") + 1
    assert lines[first : first + 4] == [
        "部分  一、[链接](http://example.invalid) ~~删~~",
        "领导  <b>甲</b>主任",
        "牵头  `丁`部\\",
        "责任  未写明",
    ]
    assert not any(line.startswith(("目标", "节点")) for line in lines)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_page_is_as_wide_as_asked_for(plan: Plan, columns: int) -> None:
    wide = [
        line
        for task in plan.tasks()
        for line in page(ask(plan, task), plan, MOMENT, columns).text().splitlines()
        if width(line) > columns
    ]
    assert wide == []


def test_no_word_of_an_item_is_lost(plan: Plan) -> None:
    for task in plan.tasks():
        words = page(ask(plan, task), plan, MOMENT, 80).text().partition("原文\n")[2]
        assert "".join(words.split()) == "".join(task.item.text.split())


def test_table(plan: Plan) -> None:
    head, rows = table(ask(plan, "XM-15"))
    assert head == ("编号", "目标或节点", "要求", "完成时限", "原文", "亮灯", "理由")
    assert rows[2] == (
        "XM-15.3",
        "再签约专业招商机构和行业协会",
        "2至3家",
        "2022年12月31日",
        rows[2][4],
        "灰灯",
        "从未填报",
    )
    assert "二至三家" in rows[2][4]
    assert rows[5][:4] == ("XM-15.m2", "有合作意向的项目3个月内签约", "", "3个月内(逐项)")
