"""A department's sheet as it is made: what stands where, what is locked and checked, how it prints."""

import zipfile
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from sheets import book, cell_of, exported, form_of, row_of
from zone import Zone

from gaoxin_plan.exchange import sheet
from gaoxin_plan.exchange.columns import COLUMNS, PLACES
from gaoxin_plan.exchange.text import LONGEST
from gaoxin_plan.model.text import width

FILLED = {
    "KJ-01": {
        "state": "受阻",
        "problems": "=缺资金",
        "values": {"KJ-01.1": "4.50"},
        "done": {"KJ-01.m1": "2023-06-01"},
    },
    "KJ-02": {"values": {"KJ-02.1": "12345678901234567890"}},
}


def values(row: tuple[Any, ...]) -> list[Any]:
    return [cell.value for cell in row]


def shown(zone: Zone, department: str = "科技部") -> Worksheet:
    made: Worksheet = book(exported(zone, "2023Q2", department))["填报"]
    return made


def test_the_first_row_under_the_head_is_an_items_and_its_parts_follow(zone: Zone) -> None:
    rows = list(shown(zone).iter_rows(min_row=3))
    assert values(rows[0]) == [column.head for column in COLUMNS]
    assert [(row[0].value, row[1].value, row[-1].value) for row in rows[1:]] == [
        ("一", "攻关关键技术", "KJ-01"),
        ("目标", "　突破关键技术", "KJ-01.1"),
        ("目标", "　安全事故", "KJ-01.2"),
        ("节点", "　研究院挂牌", "KJ-01.m1"),
        ("节点", "　编制规划", "KJ-01.m2"),
        ("二", "引进投资", "KJ-02"),
        ("目标", "　到位资金", "KJ-02.1"),
        ("目标", "　使用率", "KJ-02.2"),
        ("三", "服务企业", "XM-03"),
    ]


def test_an_item_and_its_target_in_words(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"progress": "攻关3项。", "values": {"KJ-01.1": 3}}})
    zone.filed("2023Q2", "kjb", FILLED)
    rows = list(shown(zone).iter_rows(min_row=4, max_row=7))
    assert values(rows[0])[2:14] == [
        "攻关关键技术。突破关键技术10项以上,实现零事故,研究院挂牌,编制规划。", "牵头", "●黄灯",
        "2023Q1 进行中\n进展情况:攻关3项。", "受阻", None, None, None, None, "=缺资金", None, None,
    ]  # fmt: skip
    assert values(rows[1])[2:14] == [
        "10项以上,2023年12月31日", None, "●绿灯", "3 项(2023Q1)", None, 4.5, "项", None, None, None, None, None,
    ]  # fmt: skip
    assert rows[3][PLACES["day"] - 1].value == datetime(2023, 6, 1)


def test_text_stays_text_and_a_number_keeps_its_digits(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", FILLED)
    made = book(exported(zone, "2023Q2", "科技部"))
    problems = cell_of(made, "KJ-01", "存在问题")
    assert (problems.data_type, problems.value, problems.quotePrefix) == ("s", "=缺资金", True)
    long = cell_of(made, "KJ-02.1", "完成值")
    assert (long.data_type, long.value) == ("s", "12345678901234567890")


def test_only_what_is_to_be_filled_is_open(zone: Zone) -> None:
    made = shown(zone, "项目部")
    assert made.protection.sheet
    assert made.protection.password is None
    open_ = {
        (row[-1].value, COLUMNS[cell.column - 1].key)
        for row in made.iter_rows(min_row=4)
        for cell in row
        if not cell.protection.locked
    }
    said = ("state", "progress", "problems", "next", "evidence")
    assert open_ == {
        *((item, key) for item in ("KJ-02", "XM-03", "KJ-01") for key in said),
        ("KJ-02.1", "value"),
        ("KJ-02.2", "value"),
    }


def test_nothing_is_merged_and_the_ids_are_hidden(zone: Zone) -> None:
    made = book(exported(zone, "2023Q2", "科技部"))
    assert not any(sheet.merged_cells.ranges for sheet in made.worksheets)
    assert made["填报"].column_dimensions["O"].hidden
    assert [(sheet.title, sheet.sheet_state) for sheet in made.worksheets] == [
        ("填报说明", "visible"),
        ("填报", "visible"),
        ("gaoxin", "veryHidden"),
    ]


def test_input_is_checked(zone: Zone) -> None:
    checks = {str(check.sqref): check for check in shown(zone).data_validations.dataValidation}
    assert {place: check.type for place, check in checks.items()} == {
        "G4:G12": "list",
        "H4:H12": "decimal",
        "J4:J12": "date",
    }
    assert checks["G4:G12"].formula1 == '"未启动,进行中,受阻,已完成"'
    assert checks["H4:H12"].error == "这里只写数字,不写单位,如 6"


def test_it_prints_on_landscape_pages_with_its_head(zone: Zone) -> None:
    made = shown(zone)
    setup = made.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert made.sheet_properties.pageSetUpPr is not None
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert (made.print_title_rows, made.freeze_panes) == ("$3:$3", "C4")
    assert made.print_area == "'填报'!$A$1:$N$12"
    assert made.oddHeader is not None
    assert made.oddHeader.right.text == "示例数据"


def test_rows_are_high_enough_and_free_to_grow(zone: Zone) -> None:
    with zipfile.ZipFile(BytesIO(exported(zone, "2023Q2", "科技部"))) as package:
        xml = package.read("xl/worksheets/sheet2.xml").decode()
    assert 'ht="' in xml
    assert xml.count("customHeight") == 3  # the three rows above the items


def test_the_first_page_says_until_when_and_whom_to_ask(zone: Zone) -> None:
    zone.change("name: 办公室\n", "name: 办公室\n    contact: 示例乙 0816-1\n")
    page = dict(book(exported(zone, "2023Q2", "科技部"))["填报说明"].iter_rows(min_row=2, values_only=True))
    assert page["填报部门"] == "科技部(牵头 2 项,配合 1 项)"
    assert page["报送期限"] == "2023年7月10日及以前。把填好的这个文件发回即可,文件名可以改。"
    assert page["有问题找谁"] == "办公室 示例乙 0816-1"
    assert page["示例数据"] == "这份计划是虚构的,数字、部门都不是真的。"
    assert page["灯"].startswith("截至2023年7月11日:灰灯 3 项。")


def test_where_the_office_is_no_department_the_issuer_is_asked(zone: Zone) -> None:
    zone.change("issuer: 云山示范区管理办公室", "issuer: 云山示范区管委会")
    page = dict(book(exported(zone, "2023Q2", "科技部"))["填报说明"].iter_rows(min_row=2, values_only=True))
    assert page["有问题找谁"] == "云山示范区管委会"


def test_the_same_input_gives_the_same_bytes(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", FILLED)
    assert exported(zone, "2023Q2", "科技部") == exported(zone, "2023Q2", "科技部")
    with zipfile.ZipFile(BytesIO(exported(zone, "2023Q2", "科技部"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "2023-07-11T00:00:00Z" in core
    assert str(datetime.now().year) not in core.replace("2023", "")  # noqa: DTZ005


@pytest.mark.parametrize("size", [LONGEST, LONGEST + 1])
def test_a_text_that_a_cell_cannot_hold_is_told_there(zone: Zone, size: int) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"progress": "长" * size}})
    cell = cell_of(book(exported(zone, "2023Q2", "科技部")), "KJ-01", "进展情况")
    is_held = size <= LONGEST
    assert cell.protection.locked is not is_held
    assert cell.value == (
        "长" * size if is_held else f"(已报 {size} 字,超过一格能放的 32767 字,在这张表里改不了)"
    )


def test_rare_characters_stay(zone: Zone) -> None:
    words = "𠮷野家😀_x0041_"
    zone.filed("2023Q2", "kjb", {"KJ-01": {"progress": words}})
    made = book(exported(zone, "2023Q2", "科技部"))
    assert cell_of(made, "KJ-01", "进展情况").value == "𠮷野家😀_x005F_x0041_"
    assert row_of(made, "KJ-01") == 4


def test_each_item_is_counted(zone: Zone) -> None:
    done: list[None] = []
    sheet.workbook(form_of(zone, "2023Q2", "科技部"), lambda: done.append(None))
    assert len(done) == 3


def test_the_real_plan_fits_its_pages() -> None:
    real = Zone.__new__(Zone)
    real.plan_file = Path(__file__).parents[2] / "plan" / "2022.yaml"
    made: Any = book(exported(real, "2022Q2", "企业发展服务中心", "2022-07-11"))["填报"]
    widths = [made.column_dimensions[get_column_letter(n)].width for n in range(1, len(COLUMNS) + 1)]
    for row in made.iter_rows(min_row=4):
        needed = max(lines(str(cell.value or ""), width) for cell, width in zip(row, widths, strict=True))
        height = made.row_dimensions[row[0].row].height
        assert needed * 13.5 + 3 <= height < 405, row[0].row


def lines(text: str, columns: float) -> int:
    """How many lines a text takes, a Chinese character being two columns wide."""
    return sum(max(1, ceil(width(line) / (columns - 0.5))) for line in text.split("\n"))


def test_words_are_typed_into_cells_of_text(zone: Zone) -> None:
    made = book(exported(zone, "2023Q2", "科技部"))
    heads = ("状态", "进展情况", "存在问题", "下步打算", "佐证材料")
    assert {cell_of(made, "KJ-01", head).number_format for head in heads} == {"@"}
    assert cell_of(made, "KJ-01.1", "完成值").number_format == "General"
