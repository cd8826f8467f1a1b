"""The 台账 as a workbook: every item, every period, lights in colour and in words, a summary."""

from typing import Any

import pytest
from openpyxl import Workbook
from sheets import book
from zone import Zone

from gaoxin_plan.exchange import ledger
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.views import selection
from gaoxin_plan.views.papers.register import register


def made(zone: Zone, period: str, done: list[None] | None = None) -> Workbook:
    workspace = zone.load()
    moment = selection.moment(workspace.charter.plan, zone.as_of("2023-10-11").as_of, asked=period)
    now = Situation(workspace.charter, workspace.progress, moment.as_of, moment.period)
    return book(
        ledger.workbook(register(now, moment), lambda: (done if done is not None else []).append(None))
    )


@pytest.fixture
def filled(zone: Zone) -> Zone:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"progress": "=甲", "values": {"KJ-01.1": 3, "KJ-01.2": 0}}})
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 1}, "done": {"KJ-01.m1": "2023-06-20"}}},
    )
    zone.filed("2023Q2", "bgs", {"KJ-01": {"state": "受阻", "problems": "缺场地。"}})
    return zone


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=3, values_only=True))


def test_every_item_and_its_light_in_each_period(filled: Zone) -> None:
    sheet: Any = made(filled, "2023Q2")["台账"]
    head, first, *others = rows(sheet)
    assert head == (
        "编号", "序号", "部分", "工作任务", "目标和节点", "完成时限", "牵头部门", "责任部门", "亮灯", "理由",
        "2023年第一季度", "2023年第二季度", "最近报的一期", "状态", "进展情况", "存在问题", "下步打算", "佐证材料",
    )  # fmt: skip
    assert first == (
        "KJ-01", "一", "一、抓创新", "攻关关键技术", "突破关键技术 10项以上\n安全事故 0起\n研究院挂牌\n编制规划",
        "第1至2项：2023年12月31日\n第3项：2023年6月30日\n第4项：未明确时限", "科技部", "项目部、办公室", "●红灯",
        "“安全事故”已突破：1起（上限0起）\n配合部门办公室报受阻", "●绿灯", "●红灯", "2023年第二季度", "进行中", None, None, None, None,
    )  # fmt: skip
    assert [row[0] for row in others] == ["KJ-02", "XM-03"]
    colours = [sheet.cell(4, column).fill.fgColor.rgb for column in (9, 11, 12)]
    assert colours == ["00F8B4AE", "00C6E7C8", "00F8B4AE"]


def test_all_that_was_filed(filled: Zone) -> None:
    sheet: Any = made(filled, "2023Q3")["填报明细"]
    assert [row[:9] for row in rows(sheet)[1:]] == [
        ("KJ-01", "攻关关键技术", "2023年第一季度", "科技部", "牵头", "2023年3月31日", "●绿灯", "进行中",
         "突破关键技术：3项\n安全事故：0起"),
        ("KJ-01", "攻关关键技术", "2023年第二季度", "办公室", "配合", "2023年6月30日", None, "受阻", None),
        ("KJ-01", "攻关关键技术", "2023年第二季度", "科技部", "牵头", "2023年6月30日", "●红灯", "进行中",
         "突破关键技术：3项\n安全事故：1起\n研究院挂牌：2023年6月20日完成"),
    ]  # fmt: skip
    assert sheet["J4"].value == "=甲"
    assert sheet["J4"].data_type == "s"


def test_only_filings_up_to_the_period(filled: Zone) -> None:
    found = made(filled, "2023Q1")
    assert len(rows(found["填报明细"])) == 2
    assert rows(found["台账"])[0][10:12] == ("2023年第一季度", "最近报的一期")


def test_a_summary_by_department(filled: Zone) -> None:
    filled.change("contact: 示例甲", "contact: 示例甲 0816-1")
    sheet: Any = made(filled, "2023Q2")["汇总"]
    assert rows(sheet) == [
        (
            "部门",
            "联络员",
            "牵头项数",
            "绿灯",
            "黄灯",
            "红灯",
            "灰灯",
            "有数字或日期可查",
            "部门自报",
            "本期没有报全",
        ),
        ("科技部", "示例甲 0816-1", 2, 0, 0, 1, 1, 2, 0, 1),
        ("项目部", None, 2, 0, 0, 0, 2, 1, 1, 2),
        ("全部条目(共同牵头的只计一次)", None, 3, 0, 0, 1, 2, 2, 1, 3),
    ]


def test_it_is_filtered_frozen_and_says_that_it_is_made_up(filled: Zone) -> None:
    found = made(filled, "2023Q2")
    for name, filters, frozen in (("汇总", None, "B4"), ("台账", "A3:R6", "E4"), ("填报明细", "A3:M6", "C4")):
        sheet: Any = found[name]
        assert (sheet.auto_filter.ref, sheet.freeze_panes) == (filters, frozen)
        assert sheet["A2"].value.startswith("示例数据    截至2023年7月11日    报告期 2023Q2")
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$3")
        assert sheet.oddHeader.right.text == "示例数据"


def test_leaders_have_a_column_where_there_are_any(filled: Zone) -> None:
    filled.change("title: 攻关关键技术\n", "title: 攻关关键技术\n        leader: 示例领导\n")
    head, first, *_ = rows(made(filled, "2023Q2")["台账"])
    assert (head[8], first[8]) == ("责任领导", "示例领导")


def test_each_item_is_counted(filled: Zone) -> None:
    done: list[None] = []
    made(filled, "2023Q2", done)
    assert len(done) == 3


def test_words_that_no_cell_can_hold_are_cut(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"progress": "长" * 40_000}})
    cell = made(zone, "2023Q2")["填报明细"]["J4"].value
    assert cell == "长" * 10_921 + "…"
