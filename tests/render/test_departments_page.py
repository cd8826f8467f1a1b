"""``departments`` as a page and as a table."""

import msgspec.structs

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.departments import page, table
from gaoxin_plan.render.width import width
from gaoxin_plan.views.departments import departments


def test_departments_of_the_real_plan(plan: Plan) -> None:
    shown = page(departments(plan), 80).text()
    assert shown.startswith(
        "四川江油高新区2022年工作要点\n"
        "\n"
        "zhgl  综合管理办公室\n"
        "  牵头 5 项   FZ-12、XM-18、DX-20、DX-23、DJ-30\n"
        "  配合 14 项  FZ-01、FZ-03、FZ-04、FZ-09、XM-13、XM-17、DX-19、DX-22、DJ-24、\n"
        "              DJ-25、DJ-26、DJ-27、DJ-28、DJ-29\n"
        "  联络员      未写明\n"
        "\n"
        "qyfz  企业发展服务中心\n"
    )
    assert shown.endswith(
        "dqgz  党群工作部\n"
        "  牵头 6 项   DJ-24、DJ-25、DJ-26、DJ-27、DJ-28、DJ-29\n"
        "  配合 6 项   FZ-04、FZ-11、FZ-12、DX-19、DX-20、DJ-30\n"
        "  联络员      未写明\n"
        "  又称        党群工作部<纪工委>\n"
        "\n"
        "共 5 个部门\n"
    )
    assert [line for line in shown.splitlines() if width(line) > 80] == []


def test_a_contact_and_an_item_that_no_one_leads(sample: Plan) -> None:
    first = msgspec.structs.replace(sample.departments[0], contact="示例联络员")
    shown = page(departments(msgspec.structs.replace(sample, departments=(first,))), 80).text()
    assert shown == (
        "云山示范区2023年下半年至2024年上半年工作要点\n"
        "\n"
        "bgs  管理办公室\n"
        "  牵头 1 项   WZ-02\n"
        "  配合 1 项   WZ-01\n"
        "  联络员      示例联络员\n"
        "  又称        党政办、综合办\n"
        "\n"
        "共 1 个部门\n"
        "没有牵头部门的条目:JS-04\n"
    )


def test_table(sample: Plan) -> None:
    assert table(departments(sample)) == (
        ("编号", "部门", "又称", "联络员", "牵头", "牵头条目", "配合", "配合条目"),
        (
            ("bgs", "管理办公室", "党政办、综合办", "", "1", "WZ-02", "1", "WZ-01"),
            ("jjb", "经济发展部", "", "", "1", "WZ-01", "2", "WZ-02、JS-03"),
            ("jsb", "建设规划部", "", "", "2", "WZ-02、JS-03", "1", "WZ-01"),
        ),
    )
