"""A department's sheet of the last quarter, filled in: every item blocked, every target one further."""

from pathlib import Path

from openpyxl import load_workbook

from gaoxin_plan.exchange import sheet
from gaoxin_plan.exchange.columns import ID, PLACES, SHEET, VALUE
from gaoxin_plan.views import selection
from gaoxin_plan.views.form import form
from gaoxin_plan.workspace import load

FOLDER = "sheets"


def write(plan_file: Path) -> None:
    """Write the sheet of the department that leads most into a folder beside ``plan/``."""
    workspace = load(plan_file)
    plan = workspace.charter.plan
    moment = selection.moment(plan, plan.periods[-1].end, asked=str(plan.periods[-1]))
    path = plan_file.parent.parent / FOLDER / "filled.xlsx"
    path.parent.mkdir()
    asked = form(workspace, moment, selection.department(plan, "qyfz"))
    path.write_bytes(sheet.workbook(asked, lambda: None))
    book = load_workbook(path)
    for row in book[SHEET].iter_rows(min_row=sheet.HEAD + 1):
        cells = {column: row[place - 1] for column, place in PLACES.items()}
        if "." not in str(cells[ID].value):
            cells["state"].value = "受阻"
            cells["problems"].value = "要素保障还有问题。\n正在协调。"
        elif isinstance(cells[VALUE].value, int):
            cells[VALUE].value += 1
    book.save(path)
