"""``targets`` as a page, its numbers aligned, and as a table."""

from decimal import Decimal

import msgspec.structs
import pytest
from zone import unfiled

from gaoxin_plan.lights.light import Gap, Pace
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.targets import page, table
from gaoxin_plan.render.width import width
from gaoxin_plan.views import selection
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.targets import Targets, targets


def ask(plan: Plan, **scope: object) -> Targets:
    moment = selection.moment(plan, plan.last_day)
    return targets(unfiled(plan, moment.as_of), moment, Scope(**scope))  # type: ignore[arg-type]


def test_a_section(plan: Plan) -> None:
    assert page(ask(plan, section=selection.section(plan, "二")), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "截至 2022-12-31 · 报告期 2022Q4\n"
        "\n"
        "  编号     要求  目标  完成  序时  单位  完成时限    指标\n"
        "\n"
        "XM-15  经济合作服务中心  抓优项目招引\n"
        "  XM-15.1  至少    18     —     —  个    2022-12-31  签约引进亿元以上项目\n"
        "  XM-15.2  至少    10     —     —  个    2022-12-31  推荐优质投资标的项目\n"
        "  XM-15.3  区间  2至3     —     —  家    2022-12-31  再签约专业招商机构和行业协\n"
        "                                                     会\n"
        "  XM-15.4  提升    20     —     —  %     2022-12-31  空闲标准厂房使用率\n"
        "\n"
        "XM-16  项目建设服务中心  抓实项目建设\n"
        "  XM-16.1  至少    27     —     —  个    2022-12-31  加快推进在建项目\n"
        "  XM-16.2  至少     9     —     —  个    2022-12-31  项目开工\n"
        "  XM-16.3  至少    18     —     —  个    2022-12-31  项目建成\n"
        "\n"
        "XM-17  项目建设服务中心  抓牢要素保障\n"
        "  XM-17.1  大约  1500     —     —  亩    2022-12-31  释放工业用地\n"
        "  XM-17.2  至少     5     —     —  户    2022-12-31  工业企业污水管网接入公共管\n"
        "                                                     网\n"
        "\n"
        "共 3 项,9 个目标\n"
    )


def test_points_stand_below_each_other(sample: Plan) -> None:
    assert page(ask(sample), 80).text() == (
        "云山示范区2023年下半年至2024年上半年工作要点\n"
        "截至 2024-06-30 · 报告期 2024H1\n"
        "\n"
        "  编号     要求    目标  完成  序时  单位  完成时限    指标\n"
        "\n"
        "WZ-01  经济发展部  培育企业\n"
        "  WZ-01.1  至少    10       —     —  户    2023-12-31  新增规上企业\n"
        "  WZ-01.2  至多     4.5     —     —  %     2024-06-30  失业率\n"
        "  WZ-01.3  恰好     3       —     —  级    2024-06-30  管理层级\n"
        "  WZ-01.4  大约  1500       —     —  亩    2024-06-30  释放土地\n"
        "  WZ-01.5  区间  2至3       —     —  家    2024-06-30  签约机构\n"
        "  WZ-01.6  提升    20       —     —  %     2024-06-30  厂房使用率\n"
        "  WZ-01.7  下降     2.5     —     —  %     2024-06-30  能耗\n"
        "  WZ-01.8  频次  每月       —     —  —     2024-06-30  运行调度\n"
        "  WZ-01.9  至多     0       —     —  起    2024-06-30  安全事故\n"
        "\n"
        "共 1 项,9 个目标\n"
    )


def test_a_department_s_role(plan: Plan) -> None:
    shown = page(ask(plan, department=selection.department(plan, "党群")), 80).text()
    headings = [line for line in shown.splitlines() if line.endswith(")")]
    assert headings == [
        "DJ-24  党群工作部  强化党建责任落实(牵头)",
        "DJ-25  党群工作部  强化基层组织建设(牵头)",
        "DJ-28  党群工作部  强化典型示范引领(牵头)",
        "DJ-29  党群工作部  强化正风肃纪工作(牵头)",
        "DX-19  企业发展服务中心  守住安全生产底线(配合)",
    ]
    assert shown.splitlines()[1] == "党群工作部 · 截至 2022-12-31 · 报告期 2022Q4"


def test_values_and_pace_once_there_are_any(sample: Plan) -> None:
    answer = ask(sample)
    [item] = answer.items
    gap = Gap(
        Pace(6, 12, in_percent=False),
        Decimal("5.5"),
        Decimal("-0.5"),
        Decimal(-1),
        Decimal(2),
        is_share=False,
    )
    light = item.targets[0].light._replace(value=Decimal(6), gap=gap)
    first = item.targets[0]._replace(light=light)
    changed = answer._replace(items=(item._replace(targets=(first, *item.targets[1:])),))
    lines = page(changed, 80).text().splitlines()
    assert lines[6:8] == [
        "  WZ-01.1  至少    10       6   5.5  户    2023-12-31  新增规上企业",
        "  WZ-01.2  至多     4.5     —   —    %     2024-06-30  失业率",
    ]
    assert table(changed).rows[0][6:9] == ("10", "6", "5.5")


def test_an_item_without_a_lead(sample: Plan) -> None:
    section = msgspec.structs.replace(sample.sections[0], lead=())
    changed = msgspec.structs.replace(sample, sections=(section,))
    assert "\nWZ-01  培育企业\n" in page(ask(changed), 80).text()


def test_no_target(sample: Plan) -> None:
    scope = {"section": selection.section(sample, "JS"), "department": selection.department(sample, "jjb")}
    assert page(ask(sample, **scope), 80).text() == (
        "云山示范区2023年下半年至2024年上半年工作要点\n经济发展部 · 截至 2024-06-30 · 报告期 2024H1\n\n没有符合条件的目标。\n"
    )


def test_a_metric_without_room_stands_below(sample: Plan) -> None:
    lines = page(ask(sample), 60).text().splitlines()
    assert lines[6:8] == ["  WZ-01.1  至少    10       —     —  户    2023-12-31", "      新增规上企业"]


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_every_line_fits(plan: Plan, columns: int) -> None:
    assert [line for line in page(ask(plan), columns).text().splitlines() if width(line) > columns] == []


def test_table(plan: Plan) -> None:
    answer = ask(plan, department=selection.department(plan, "党群"), section=selection.section(plan, "DX"))
    assert table(answer) == (
        (
            "条目", "工作任务", "牵头部门", "角色",
            "编号", "要求", "目标", "完成", "序时", "单位", "完成时限", "指标", "亮灯", "理由",
        ),
        (
            (
                "DX-19", "守住安全生产底线", "企业发展服务中心", "配合",
                "DX-19.1", "至多", "0", "", "", "起", "2022-12-31", "安全生产事故", "灰灯", "从未填报",
            ),
        ),
    )  # fmt: skip
