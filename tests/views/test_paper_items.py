"""任务分解表: who does what until when, and how time limits are told together."""

import pytest
from papers import paper_of

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views.papers.facts import ItemFacts, PlanFacts


def assignment(plan: Plan) -> PlanFacts:
    return paper_of(plan).plan


def rows(plan: Plan) -> dict[str, ItemFacts]:
    return {row.id: row for section in assignment(plan).sections for row in section.items}


def test_head(plan: Plan) -> None:
    sheet = assignment(plan)
    assert (sheet.title, sheet.issuer, sheet.published) == (
        "四川江油高新区2022年工作要点",
        "四川江油高新技术产业园区综合管理办公室",
        "2022年6月1日",
    )
    assert [(section.number, len(section.items)) for section in sheet.sections] == [
        ("一", 12),
        ("二", 6),
        ("三", 5),
        ("四", 7),
    ]
    assert not sheet.has_leaders


@pytest.mark.parametrize(
    ("id_", "due"),
    [
        ("FZ-02", ("未明确时限",)),
        ("FZ-05", ("第1至7项：2022年12月31日", "第8项：未明确时限")),
        (
            "FZ-01",
            (
                "第1至2项：未明确时限",
                "第3项：2022年12月31日",
                "第4项：2023年12月31日",
                "第5项：2024年12月31日",
            ),
        ),
        (
            "XM-15",
            ("第1至4项：2022年12月31日", "第5项：未明确时限", "第6项：3个月内（逐项）", "第7项：未明确时限"),
        ),
        ("XM-16", ("第1至3项：2022年12月31日", "第4项：未明确时限", "第5项：2022年6月30日")),
        ("XM-17", ("第1至2项：2022年12月31日", "第3至5项：未明确时限")),
    ],
)
def test_time_limits_are_grouped_by_the_numbers_of_the_parts(
    plan: Plan, id_: str, due: tuple[str, ...]
) -> None:
    row = rows(plan)[id_]
    assert row.due == due
    if len(due) > 1:  # the last group ends with the last part
        assert due[-1].partition("：")[0].lstrip("第").rstrip("项").rpartition("至")[2] == str(len(row.parts))


def test_a_row(plan: Plan) -> None:
    row = rows(plan)["XM-15"]
    assert (row.number, row.title, row.leader) == ("十五", "抓优项目招引", "")
    assert row.parts[:4] == (
        "签约引进亿元以上项目 18个",
        "推荐优质投资标的项目 10个以上",
        "再签约专业招商机构和行业协会 2至3家",
        "空闲标准厂房使用率 提升20%以上",
    )
    assert row.parts[5] == "有合作意向的项目3个月内签约"
    assert (row.lead, row.responsible) == (
        ("经济合作服务中心",),
        ("企业发展服务中心",),
    )


def test_leaders_joint_leads_and_an_item_of_nobody(sample: Plan) -> None:
    sheet, found = assignment(sample), rows(sample)
    assert sheet.has_leaders
    assert [row.leader for row in found.values()] == ["甲主任", "乙主任", "", ""]
    assert found["WZ-01"].lead == ("经济发展部",)
    assert found["WZ-01"].due == ("第1项：2023年12月31日", "第2至9项：2024年6月30日")
    assert found["WZ-02"].lead == ("管理办公室", "建设规划部")
    assert found["WZ-02"].due == ("第1项：2024年3月31日", "第2项：3个月内（逐项）", "第3项：未明确时限")
    nobody = found["JS-04"]
    assert (nobody.lead, nobody.responsible, nobody.parts, nobody.due) == ((), (), (), ())
