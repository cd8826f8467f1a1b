"""Sheets as people change them: cells filled in by id and head, rows and columns moved about."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from zone import Zone

from gaoxin_plan.exchange import sheet
from gaoxin_plan.exchange.columns import PLACES, SHEET
from gaoxin_plan.views import selection
from gaoxin_plan.views.form import Form, form

HEADS = {
    "状态": "state", "完成值": "value", "完成日期": "day", "进展情况": "progress", "存在问题": "problems",
    "下步打算": "next", "佐证材料": "evidence", "编号": "id",
}  # fmt: skip
Cells = Mapping[tuple[str, str], Any]


def form_of(zone: Zone, period: str, department: str, today: str = "2023-07-11") -> Form:
    """The form of a department of the made-up zone."""
    workspace = zone.load()
    plan = workspace.charter.plan
    moment = selection.moment(plan, date.fromisoformat(today), asked=period)
    return form(workspace, moment, selection.department(plan, department))


def exported(zone: Zone, period: str, department: str, today: str = "2023-07-11") -> bytes:
    """The sheet of a department of the made-up zone."""
    return sheet.workbook(form_of(zone, period, department, today), lambda: None)


def book(data: bytes | Path) -> Workbook:
    return load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)


def row_of(book: Workbook, id_: str) -> int:
    """The row of an item or part."""
    cells = book[SHEET].iter_rows(min_row=4, min_col=PLACES["id"], max_col=PLACES["id"])
    return next(cell.row for (cell,) in cells if cell.value == id_)


def cell_of(book: Workbook, id_: str, head: str) -> Any:
    return book[SHEET].cell(row_of(book, id_), PLACES[HEADS[head]])


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(path: Path, cells: Cells, change: Callable[[Workbook], None] | None = None) -> Path:
    """Fill cells in, a text as text, a pair as a value and its number format; then change the workbook."""
    opened = book(path)
    for (id_, head), value in cells.items():
        cell = cell_of(opened, id_, head)
        if isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    if change:
        change(opened)
    path.write_bytes(saved(opened))
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Change the parts of a package one by one; None leaves one out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path
