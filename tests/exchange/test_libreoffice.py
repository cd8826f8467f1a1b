"""Sheets opened and saved again by LibreOffice, as a contact would; and their pages as it prints them."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from office import convert
from openpyxl import Workbook
from sheets import Cells, book, exported, filled, form_of
from zone import Zone

from gaoxin_plan.exchange import ledger
from gaoxin_plan.exchange.opening import opened
from gaoxin_plan.exchange.reading import read
from gaoxin_plan.views import selection
from gaoxin_plan.views.form import Slot
from gaoxin_plan.views.papers.register import register
from gaoxin_plan.views.returned import Returned

WORDS = "=甲\n+乙\n-丙\n@丁\n𠮷😀 “引号”<&>"
FILED = {
    "KJ-01": {
        "state": "受阻",
        "problems": '"' + WORDS.replace("\n", "\\n\\n") + '_x0041__x000A_"',
        "values": {"KJ-01.1": "4.50"},
        "done": {"KJ-01.m1": "2023-06-01"},
        "evidence": "[a.txt, b.txt]",
    }
}
TYPED: Cells = {
    ("KJ-01", "进展情况"): WORDS,
    ("KJ-01", "下步打算"): "长" * 32_767,
    ("KJ-01.1", "完成值"): "１２",
    ("KJ-01.2", "完成值"): "1,200",
    ("KJ-01.m1", "完成日期"): (datetime(2023, 6, 20), 'm"月"d"日"'),
    ("KJ-01.m2", "完成日期"): "2023.6.20",
    ("KJ-02.1", "完成值"): "12万元",
    ("KJ-02.2", "完成值"): (0.6, "0%"),
}


class Saved(NamedTuple):
    """Where the sheets lie that LibreOffice saved, the pages it printed, and the zone they are of."""

    folder: Path
    zone: Zone


def with_formulas(made: Workbook) -> None:
    sheet = made["填报"]
    sheet["H4"] = None
    sheet["H10"] = "=10+2.5"
    sheet["K12"] = '="合计"&H10'


def upside_down(made: Workbook) -> None:
    sheet: Any = made["填报"]
    rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number, row in enumerate(reversed(rows), 4):
        for column, (value, kind) in enumerate(row, 1):
            sheet.cell(number, column).value, sheet.cell(number, column).data_type = value, kind
    sheet.row_dimensions[6].hidden = True


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """All sheets, saved again in one run of LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("sheets")
    zone = Zone(folder / "zone")
    zone.filed("2023Q2", "kjb", FILED)
    original = exported(zone, "2023Q2", "科技部")
    changes: dict[str, tuple[Cells, Any]] = {
        "untouched": ({}, None),
        "typed": (TYPED, None),
        "formulas": ({}, with_formulas),
        "sorted": ({("KJ-02.1", "完成值"): 7}, upside_down),
    }
    for name, (cells, change) in changes.items():
        (folder / f"{name}.xlsx").write_bytes(original)
        filled(folder / f"{name}.xlsx", cells, change)
    now = zone.as_of("2023-07-11")
    found = register(now, selection.moment(now.plan, now.as_of))
    (folder / "ledger.xlsx").write_bytes(ledger.workbook(found, lambda: None))
    files = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    for to in ("xlsx", "pdf"):
        convert(files, folder, to)
    return Saved(folder, zone)


def returned(saved: Saved, name: str) -> Returned:
    path = saved.folder / "xlsx" / f"{name}.xlsx"
    return read(opened(path, path.name), form_of(saved.zone, "2023Q2", "科技部"))


def changed(found: Returned) -> dict[str, tuple[str, str]]:
    return {
        slot.field if "." in slot.field else f"{slot.item} {slot.field}": (reading.value, reading.how)
        for slot, reading in found.readings.items()
        if reading.value != found.base.get(slot, "")
    }


def test_a_sheet_that_was_only_opened_and_saved_says_the_same(saved: Saved) -> None:
    found = returned(saved, "untouched")
    assert (found.problems, found.notes, changed(found)) == ((), (), {})
    assert found.base[Slot("KJ-01", "problems")] == WORDS + "_x0041__x000A_"
    assert len(found.readings) == 3 * 5 + 6


def test_what_was_typed_is_understood(saved: Saved) -> None:
    found = returned(saved, "typed")
    assert [problem.words for problem in found.problems] == []
    assert changed(found) == {
        "KJ-01 progress": (WORDS, ""),
        "KJ-01 next": ("长" * 32_767, "满 32767 字,Excel 可能截去了后面的,请核对"),
        "KJ-01.1": ("12", "“１２”是文字,读作 12"),
        "KJ-01.2": ("1200", "“1,200”是文字,读作 1200"),
        "KJ-01.m1": ("2023-06-20", ""),
        "KJ-01.m2": ("2023-06-20", "“2023.6.20”读作 2023-06-20"),
        "KJ-02.1": ("12", "“12万元”是文字,读作 12"),
        "KJ-02.2": ("60", "60%,读作 60"),
    }


def test_formulas_have_their_results(saved: Saved) -> None:
    assert changed(returned(saved, "formulas")) == {
        "KJ-02.1": ("12.5", "是公式,取它的结果"),
        "XM-03 progress": ("合计12.5", "是公式,取它的结果"),
    }


def test_rows_may_be_sorted(saved: Saved) -> None:
    found = returned(saved, "sorted")
    assert (found.problems, found.notes, changed(found)) == ((), (), {"KJ-02.1": ("7", "")})


def test_checks_locks_and_hidden_things_stay(saved: Saved) -> None:
    made = book(saved.folder / "xlsx" / "untouched.xlsx")
    sheet = made["填报"]
    assert sheet.protection.sheet
    assert {check.type for check in sheet.data_validations.dataValidation} == {"list", "decimal", "date"}
    assert not sheet["G4"].protection.locked
    assert sheet["G5"].protection.locked
    assert sheet.column_dimensions["O"].hidden
    assert made["gaoxin"].sheet_state != "visible"
    assert sheet["L4"].value.startswith("=甲")
    assert sheet["L4"].data_type == "s"


def test_the_ledger_opens_with_its_colours_and_filters(saved: Saved) -> None:
    made = book(saved.folder / "xlsx" / "ledger.xlsx")
    assert made.sheetnames == ["汇总", "台账", "填报明细"]
    sheet = made["台账"]
    assert sheet.auto_filter.ref == "A3:S6"
    assert (sheet["I4"].value, sheet["I4"].fill.fgColor.rgb) == ("●黄灯", "FFFFE699")


@pytest.mark.parametrize(
    ("name", "sizes"),
    [("untouched", [(595, 842), (842, 595)]), ("ledger", [(842, 595), (1191, 842), (1191, 842)])],
)
def test_it_prints_on_pages_of_a4_and_a3(saved: Saved, name: str, sizes: list[tuple[int, int]]) -> None:
    """The guide stands upright, sheets lie; each fits its page in width, so there is one page each."""
    pdf = (saved.folder / "pdf" / f"{name}.pdf").read_bytes()
    found = re.findall(rb"/Type/Page/[^>]*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [(round(float(width)), round(float(height))) for width, height in found] == sizes
