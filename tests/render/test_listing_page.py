"""``list`` as a page and as a table: the hits are marked, and every line fits."""

import msgspec.structs
import pytest

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.listing import page, table
from gaoxin_plan.render.page import Span
from gaoxin_plan.render.width import width
from gaoxin_plan.views import selection
from gaoxin_plan.views.listing import Listing, listing
from gaoxin_plan.views.rows import Scope


def ask(plan: Plan, words: str | None = None, **scope: object) -> Listing:
    return listing(plan, Scope(**scope), words)  # type: ignore[arg-type]


def with_text(plan: Plan, text: str) -> Plan:
    section = plan.sections[0]
    item = msgspec.structs.replace(section.items[0], text=text, targets=(), milestones=())
    return msgspec.structs.replace(plan, sections=(msgspec.structs.replace(section, items=(item,)),))


def test_a_section(plan: Plan) -> None:
    assert page(ask(plan, section=selection.section(plan, "三")), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "\n"
        "三、坚持人民至上、安全第一,全力以赴守底线\n"
        "  DX-19  十九    企业发展服务中心  守住安全生产底线\n"
        "  DX-20  二十    综合管理办公室    守好疫情防控防线\n"
        "  DX-21  二十一  项目建设服务中心  守牢生态环境红线\n"
        "  DX-22  二十二  项目建设服务中心  守紧信访稳定界线\n"
        "  DX-23  二十三  综合管理办公室    守稳问题化解基线\n"
        "\n"
        "共 5 项\n"
    )


def test_a_department(plan: Plan) -> None:
    scope = {"department": selection.department(plan, "jjhz"), "section": selection.section(plan, "二")}
    assert page(ask(plan, **scope), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "经济合作服务中心\n"
        "\n"
        "牵头 2 项\n"
        "  XM-13  十三  经济合作服务中心  抓好项目策划\n"
        "  XM-15  十五  经济合作服务中心  抓优项目招引\n"
        "\n"
        "配合 2 项\n"
        "  XM-16  十六  项目建设服务中心  抓实项目建设\n"
        "  XM-17  十七  项目建设服务中心  抓牢要素保障\n"
        "\n"
        "共 4 项\n"
    )


def test_where_the_words_are(plan: Plan) -> None:
    assert page(ask(plan, "融通高科"), 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "查找“融通高科”\n"
        "\n"
        "一、坚持稳中求进、主动作为,一心一意谋发展\n"
        "  FZ-09  九    企业发展服务中心  加快培优壮大市场主体\n"
        "    原文           加快推进【融通高科】、惠科电子、星联电子等重大项目落地建设…\n"
        "    原文           …培育一批“镇园之宝”,打造【融通高科】百亿级企业1户,惠科新材料…\n"
        "    目标 FZ-09.1   【融通高科】百亿级企业\n"
        "\n"
        "二、坚持项目为王、一线工作,守正创新促项目\n"
        "  XM-16  十六  项目建设服务中心  抓实项目建设\n"
        "    原文           …开工,力争二季度开工建设【融通高科】锂电正极材料、惠科双铜等…\n"
        "    节点 XM-16.m2  【融通高科】锂电正极材料、惠科双铜等项目开工\n"
        "  XM-17  十七  项目建设服务中心  抓牢要素保障\n"
        "    原文           …桥梁等项目建设,适时推进【融通高科】项目北地块水系改造项目,…\n"
        "    原文           …园区220kv公用变电站、【融通高科】、惠科两铜、天宜上佳等高压…\n"
        "    原文           …项目组织实施,加快完成涉【融通高科】、惠科两铜项目燃气管线迁…\n"
        "    节点 XM-17.m2  完成【融通高科】、惠科两铜项目燃气管线迁改\n"
        "\n"
        "共 3 项,9 处\n"
    )


def test_within_a_department(plan: Plan) -> None:
    answer = ask(plan, "５ｇ＋", department=selection.department(plan, "项目建设"))
    assert page(answer, 80).text() == (
        "四川江油高新区2022年工作要点\n"
        "项目建设服务中心 · 查找“５ｇ＋”\n"
        "\n"
        "牵头 1 项\n"
        "  XM-17  十七  项目建设服务中心  抓牢要素保障\n"
        "    原文  …基站基位,在工业制造等领域开展“【5G+】”融合应用示范,积极推进先进数据…\n"
        "\n"
        "共 1 项,1 处\n"
    )


def test_nothing_found_is_one_line(plan: Plan) -> None:
    assert page(ask(plan, "没有的词"), 80).text() == "没有条目写到“没有的词”。\n"
    empty = msgspec.structs.replace(plan, sections=())
    assert page(ask(empty), 80).text() == "没有符合条件的条目。\n"


def test_a_hit_is_bold_on_a_terminal(plan: Plan) -> None:
    spans = [span for line in page(ask(plan, "周监测"), 80).lines for span in line]
    assert Span("周监测", "bold", "【周监测】") in spans


@pytest.mark.parametrize("words", ["的", "园区", "企业", ",", "0", "“", "加快推动绵阳技师学院挂牌落户园区"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_every_line_fits(plan: Plan, words: str, columns: int) -> None:
    shown = page(ask(plan, words), columns).text()
    assert [line for line in shown.splitlines() if width(line) > columns] == []
    assert shown.count("【") >= listing(plan, Scope(), words).times / 2


def test_every_hit_is_shown_once(sample: Plan) -> None:
    changed = with_text(sample, "培育企业。" + "甲乙" * 60 + "。")
    shown = page(ask(changed, "甲"), 80).text()
    assert shown.count("【甲】") == 60
    assert "共 1 项,60 处" in shown


def test_words_wider_than_a_line_are_cut(sample: Plan) -> None:
    changed = with_text(sample, "培育企业。" + "前" * 60 + "长" * 60 + "后。")
    lines = page(ask(changed, "长" * 60), 80).text().splitlines()
    assert "    原文  …【" + "长" * 31 + "…】…" in lines
    assert max(map(width, lines)) <= 80


def test_table(sample: Plan) -> None:
    assert table(ask(sample, section=selection.section(sample, "JS"))) == (
        ("编号", "序号", "工作任务", "牵头部门", "责任部门", "角色"),
        (
            ("JS-03", "一", "建设道路", "建设规划部", "经济发展部", ""),
            ("JS-04", "三", "研究改革", "", "", ""),
        ),
    )


def test_table_of_hits(sample: Plan) -> None:
    answer = ask(sample, "企业", department=selection.department(sample, "bgs"))
    front = ("WZ-01", "一", "培育企业", "经济发展部", "管理办公室、建设规划部", "配合")
    assert table(answer) == (
        ("编号", "序号", "工作任务", "牵头部门", "责任部门", "角色", "位置", "出处", "原句"),
        (
            (*front, "标题", "WZ-01", "培育【企业】"),
            (*front, "原文", "WZ-01", "新增规上【企业】10户以上,失业率不超过4.5%。"),
            (*front, "目标", "WZ-01.1", "新增规上【企业】"),
        ),
    )
