"""``due`` as a page and as a table."""

from datetime import date

from zone import unfiled

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.due import page, table
from gaoxin_plan.render.width import width
from gaoxin_plan.views import selection
from gaoxin_plan.views.due import Due, due
from gaoxin_plan.views.rows import Scope


def ask(plan: Plan, as_of: date, last: date, **scope: object) -> Due:
    return due(unfiled(plan, as_of), last, Scope(**scope))  # type: ignore[arg-type]


def test_a_quarter(plan: Plan) -> None:
    assert page(ask(plan, date(2022, 4, 1), date(2022, 6, 30)), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "从 2022-04-01 起 90 天内到期(到 2022-06-30)\n"
        "\n"
        "2022-06-30 还有 90 天\n"
        "  XM-16.m2  项目建设服务中心  融通高科锂电正极材料、惠科双铜等项目开工\n"
        "\n"
        "到期 0 个目标、1 个节点\n"
        "49 个节点未明确时限\n"
        "1 个节点只有逐项时限:3个月内(逐项)\n"
    )


def test_a_year_that_is_over(plan: Plan) -> None:
    assert page(ask(plan, date(2026, 5, 1), date(2026, 7, 30)), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "从 2026-05-01 起 90 天内到期(到 2026-07-30)\n"
        "计划已于 2022-12-31 结束;要看当时的情况,请加 --as-of,如 --as-of 2022-04-01\n"
        "\n"
        "到期 0 个目标、0 个节点\n"
        "49 个节点未明确时限\n"
        "1 个节点只有逐项时限:3个月内(逐项)\n"
    )


def test_two_days_and_today(sample: Plan) -> None:
    answer = ask(
        sample, date(2023, 12, 31), date(2024, 3, 31), department=selection.department(sample, "jsb")
    )
    assert page(answer, 80).text() == (
        "云山示范区2023年下半年至2024年上半年工作要点\n"
        "建设规划部 · 从 2023-12-31 起 91 天内到期(到 2024-03-31)\n"
        "\n"
        "2023-12-31 今天到期\n"
        "  WZ-01.1   经济发展部              新增规上企业 10户以上\n"
        "\n"
        "2024-03-31 还有 91 天\n"
        "  WZ-02.m1  管理办公室、建设规划部  成立公司\n"
        "\n"
        "到期 1 个目标、1 个节点\n"
        "2 个节点未明确时限\n"
        "1 个节点只有逐项时限:3个月内(逐项)\n"
    )


def test_what_has_a_day_has_no_closing_line(plan: Plan) -> None:
    scope = selection.section(plan, "DJ")
    answer = ask(plan, date(2022, 12, 1), date(2022, 12, 31), section=scope, lead_only=True)
    assert page(answer._replace(undated=0), 80).text().endswith("\n\n到期 8 个目标、0 个节点\n")


def test_every_line_fits(plan: Plan) -> None:
    shown = page(ask(plan, date(2022, 1, 1), date(2024, 12, 31)), 80).text()
    assert [line for line in shown.splitlines() if width(line) > 80] == []


def test_table(sample: Plan) -> None:
    answer = ask(sample, date(2023, 12, 1), date(2024, 3, 31), department=selection.department(sample, "bgs"))
    assert table(answer) == (
        ("完成时限", "剩余天数", "编号", "类别", "目标或节点", "条目", "牵头部门", "责任部门", "角色"),
        (
            ("2023-12-31", "30", "WZ-01.1", "目标", "新增规上企业 10户以上", "培育企业", "经济发展部",
             "管理办公室、建设规划部", "配合"),
            ("2024-03-31", "121", "WZ-02.m1", "节点", "成立公司", "招引项目", "管理办公室、建设规划部",
             "经济发展部", "牵头"),
        ),
    )  # fmt: skip
