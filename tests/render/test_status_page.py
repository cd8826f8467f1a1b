"""``status`` as a page and as a table."""

from datetime import date
from pathlib import Path

import pytest
from zone import unfiled

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.status import STYLES, page, table
from gaoxin_plan.render.width import width
from gaoxin_plan.views import selection
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.status import Status, status
from gaoxin_plan.workspace import load


def ask(plan: Plan, scope: Scope | None = None) -> Status:
    day = date(2022, 7, 1)
    return status(unfiled(plan, day), selection.moment(plan, day), scope or Scope())


def test_the_section_of_a_plan(plan: Plan) -> None:
    scope = Scope(section=selection.section(plan, "三"))
    assert page(ask(plan, scope), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "截至 2022-07-01 · 报告期 2022Q2\n"
        "\n"
        "三、坚持人民至上、安全第一,全力以赴守底线\n"
        "  ●灰灯 DX-19  企业发展服务中心  守住安全生产底线\n"
        "  ○灰灯 DX-20  综合管理办公室    守好疫情防控防线\n"
        "  ○灰灯 DX-21  项目建设服务中心  守牢生态环境红线\n"
        "  ○灰灯 DX-22  项目建设服务中心  守紧信访稳定界线\n"
        "  ○灰灯 DX-23  综合管理办公室    守稳问题化解基线\n"
        "\n"
        "按牵头部门\n"
        "  综合管理办公室    绿灯 0  黄灯 0  红灯 0  灰灯 2\n"
        "  企业发展服务中心  绿灯 0  黄灯 0  红灯 0  灰灯 1\n"
        "  项目建设服务中心  绿灯 0  黄灯 0  红灯 0  灰灯 2\n"
        "\n"
        "共 5 项:绿灯 0  黄灯 0  红灯 0  灰灯 5\n"
        "● 有数字或日期可查  ○ 部门自报\n"
    )


def test_a_department(plan: Plan) -> None:
    scope = Scope(department=selection.department(plan, "jjhz"), section=selection.section(plan, "二"))
    assert page(ask(plan, scope), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "经济合作服务中心 · 截至 2022-07-01 · 报告期 2022Q2\n"
        "\n"
        "牵头 2 项\n"
        "  ○灰灯 XM-13  抓好项目策划\n"
        "               策划包装覆铜板制造等产业项目;策划包装“七通一平”基础设施项目\n"
        "  ●灰灯 XM-15  抓优项目招引\n"
        "               签约引进亿元以上项目 18个;推荐优质投资标的项目 10个以上;\n"
        "               再签约专业招商机构和行业协会 2至3家;\n"
        "               空闲标准厂房使用率 提升20%以上;探索成立园区招商公司;\n"
        "               有合作意向的项目3个月内签约;产业规划馆提升等重点项目\n"
        "\n"
        "配合 2 项\n"
        "  ●灰灯 XM-16  项目建设服务中心  抓实项目建设\n"
        "  ●灰灯 XM-17  项目建设服务中心  抓牢要素保障\n"
        "\n"
        "共 4 项:绿灯 0  黄灯 0  红灯 0  灰灯 4\n"
        "● 有数字或日期可查  ○ 部门自报\n"
    )


def test_nothing_found_says_so(plan: Plan) -> None:
    text = page(ask(plan, Scope(lights=frozenset({Light.RED}))), 80).text()
    assert text.splitlines()[2:] == [
        "",
        "没有符合条件的条目。",
        "",
        "列出 0 项",
        "共 30 项:绿灯 0  黄灯 0  红灯 0  灰灯 30",
        "● 有数字或日期可查  ○ 部门自报",
    ]


@pytest.mark.parametrize("columns", [44, 60, 80, 120])
@pytest.mark.parametrize("id_", ["", "zhgl", "qyfz", "xmjs", "jjhz", "dqgz"])
def test_a_page_is_as_wide_as_asked_for(plan: Plan, columns: int, id_: str) -> None:
    scope = Scope(department=selection.department(plan, id_) if id_ else None)
    lines = page(ask(plan, scope), columns).text().splitlines()
    assert [line for line in lines if width(line) > columns] == []


def test_a_narrow_page_is_as_wide_as_asked_for(plan: Plan) -> None:
    lines = page(ask(plan), 40).text().splitlines()
    assert [line for line in lines if width(line) > 40] == []


def test_many_joint_leads_do_not_make_a_page_wider(tmp_path: Path) -> None:
    names = [f"第{number}项目建设服务中心" for number in "一二三四五"]
    departments = "".join(f"  - {{id: d{n}, name: {name}}}\n" for n, name in enumerate(names))
    file = tmp_path / "joint.yaml"
    file.write_text(
        "title: 示例\nyear: 2022\nissuer: 示例\npublished: 2022-01-01\ndepartments:\n"
        f"{departments}sections:\n  - id: A\n    number: 一\n    title: 一\n    items:\n"
        f"      - {{id: A-01, number: 一, title: 加快推进, lead: [{', '.join(names)}], text: 加快推进。}}\n",
        encoding="utf-8",
    )
    plan = load(file).plan
    assert plan is not None
    text = page(ask(plan), 80).text()
    assert "加快推进" in text
    assert [line for line in text.splitlines() if width(line) > 80] == []


def test_every_light_has_a_style_of_its_own() -> None:
    assert set(STYLES) == set(Light)
    assert len(set(STYLES.values())) == len(Light)


def test_table(plan: Plan) -> None:
    scope = Scope(department=selection.department(plan, "qyfz"))
    head, rows = table(ask(plan, scope))
    assert head == (
        "编号",
        "序号",
        "工作任务",
        "目标和节点",
        "牵头部门",
        "责任部门",
        "角色",
        "亮灯",
        "依据",
        "理由",
    )
    assert rows[0] == (
        "FZ-03",
        "三",
        "加快放大省级重点特色园区建设成果",
        "贯彻落实《行动计划》和《服务促进办法》",
        "企业发展服务中心",
        "综合管理办公室、项目建设服务中心、经济合作服务中心",
        "牵头",
        "灰灯",
        "自报",
        "从未填报",
    )
    assert [row[6] for row in rows] == ["牵头"] * 8 + ["配合"] * 22
    assert {row[6] for row in table(ask(plan)).rows} == {""}
