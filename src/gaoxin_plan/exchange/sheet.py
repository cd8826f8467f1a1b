"""A department's sheet: what it is asked, row by row, with what is filed already in the cells to fill."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_plan.exchange import book, guide
from gaoxin_plan.exchange.columns import COLUMNS, DAY, GUIDE, HIDDEN, ID, PLACES, SHEET, VALUE
from gaoxin_plan.exchange.origin import chunks, origin
from gaoxin_plan.exchange.rows import Words, cut, item_words, part_words
from gaoxin_plan.exchange.text import LONGEST, length, to_cell
from gaoxin_plan.lights.light import mark
from gaoxin_plan.model.filing import STATES
from gaoxin_plan.model.periods import full_date
from gaoxin_plan.model.plan import SAMPLE
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.form import EVIDENCE, SAID, STATE, Form, FormItem, FormPart, Slot

HEAD = 3
"""The row of the heads: the plan and whose form it is stand above."""
_WIDEST = 66  # characters; a text that is longer still is whole in its cell, but not on paper
_EXACT = 15  # digits that a number in a cell keeps
_FIRST_DAY = date(2000, 1, 1)


def workbook(form: Form, done: Callable[[], None]) -> bytes:
    """Return a department's form as a workbook; ``done`` is called for each item."""
    made = book.workbook(form.plan, f"{form.plan.title} {form.period} {form.department.name}", form.as_of)
    guide.add(made, form)
    sheet: Worksheet = made.create_sheet(SHEET)
    _head(sheet, form)
    row = HEAD
    for item in form.items:
        row = _item(sheet, row + 1, item, form)
        done()
    widths = _widths(form)
    for number in range(HEAD + 1, row + 1):
        _fit(sheet, number, widths)
    _dress(sheet, row, form, widths)
    _hide_origin(made, form)
    made.active = 0
    return book.packed(made)


def _head(sheet: Worksheet, form: Form) -> None:
    title = f"{form.plan.title}{form.period.words}进展填报表"
    book.write(sheet, 1, 1, title, book.TITLE)
    by = full_date(form.deadline)
    told = f"{form.department.name}    请于{by}及以前报送    只填浅蓝色的格;怎么填见“{GUIDE}”"
    book.write(sheet, 2, 1, f"{SAMPLE}    {told}" if form.plan.sample else told, book.NOTE)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 27, 18
    for n, column in enumerate(COLUMNS, 1):
        book.write(sheet, HEAD, n, column.head, book.HEAD)
    sheet.row_dimensions[HEAD].height = 30


def _item(sheet: Worksheet, row: int, item: FormItem, form: Form) -> int:
    """Write an item and its parts, a row each; return the last row."""
    id_ = item.item.id
    what = ("牵头" if item.is_led else "配合") + ("\n已办结" if item.is_closed else "")
    _shown(sheet, row, item.item.number, item_words(item), what, is_item=True)
    light = item.light
    book.write(sheet, row, PLACES["light"], mark(measured=light.measured) + light.light.word,
               book.light_style(light.light))  # fmt: skip
    book.write(sheet, row, PLACES["last"], cut(item.last), book.TEXT)
    for key in (VALUE, "unit", DAY):
        book.write(sheet, row, PLACES[key], "", book.NONE)
    for field in SAID:
        _fill(sheet, row, PLACES[field], form.state.get(Slot(id_, field), ""))
    book.write(sheet, row, PLACES[ID], id_, book.TEXT)
    for part in item.parts:
        row += 1
        _part(sheet, row, item, part, form)
    return row


def _part(sheet: Worksheet, row: int, item: FormItem, part: FormPart, form: Form) -> None:
    is_target = isinstance(part.part, Target)
    _shown(sheet, row, "目标" if is_target else "节点", part_words(part), "", is_item=False)
    book.write(sheet, row, PLACES["light"], mark(measured=part.light.measured) + part.light.light.word,
               book.light_style(part.light.light))  # fmt: skip
    book.write(sheet, row, PLACES["last"], part.last, book.TEXT)
    for field in SAID:
        book.write(sheet, row, PLACES[field], "", book.NONE)
    filled, other = (VALUE, DAY) if is_target else (DAY, VALUE)
    book.write(sheet, row, PLACES[other], "", book.NONE)
    book.write(sheet, row, PLACES["unit"], part.unit, book.MIDDLE if is_target else book.NONE)
    words = form.state.get(Slot(item.item.id, part.part.id), "")
    if not item.is_led:
        book.write(sheet, row, PLACES[filled], "", book.NONE)
    elif is_target:
        book.write(sheet, row, PLACES[VALUE], _number(words), book.FILL)
    else:
        book.write(sheet, row, PLACES[DAY], date.fromisoformat(words) if words else "", book.FILL_DAY)
    book.write(sheet, row, PLACES[ID], part.part.id, book.TEXT)


def _shown(sheet: Worksheet, row: int, number: str, words: Words, role: str, *, is_item: bool) -> None:
    """Write what is not to be filled, to the left of the light."""
    book.write(sheet, row, PLACES["number"], number, book.MIDDLE)
    book.write(sheet, row, PLACES["name"], words.name, book.BOLD if is_item else book.TEXT)
    book.write(sheet, row, PLACES["text"], words.text, book.TEXT)
    book.write(sheet, row, PLACES["role"], role, book.MIDDLE)


def _fill(sheet: Worksheet, row: int, column: int, words: str) -> None:
    """Write a cell to fill in; a text that is too long for one is only told, and cannot be changed here."""
    if length(to_cell(words)) > LONGEST:
        book.write(sheet, row, column, too_long(words), book.NONE)
    else:
        book.write(sheet, row, column, words, book.FILL_TEXT)


def too_long(words: str) -> str:
    """Return what a cell says instead of a text that it cannot hold."""
    return f"(已报 {len(words)} 字,超过一格能放的 {LONGEST} 字,在这张表里改不了)"


def _number(words: str) -> str | float:
    """Return a value as a number, or as text where a cell would not keep all its digits."""
    if not words or len(words.strip("-0").replace(".", "")) > _EXACT:
        return words
    value = Decimal(words)
    return int(value) if value == value.to_integral_value() else float(value)


def _widths(form: Form) -> list[float]:
    """Return the widths of the columns; that of the plan's words grows with the longest of them."""
    needed = max((book.width_for(item.item.text) for item in form.items), default=0)
    widest = {"text": min(needed, _WIDEST)}
    return [max(column.width, widest.get(column.key, 0)) for column in COLUMNS]


def _fit(sheet: Worksheet, row: int, widths: list[float]) -> None:
    """Make a row as high as the highest of its texts."""
    held = ((sheet.cell(row, n).value, width) for n, width in enumerate(widths, 1))
    book.fit(sheet, row, [(text, width) for text, width in held if isinstance(text, str)])


def _dress(sheet: Worksheet, last: int, form: Form, widths: list[float]) -> None:
    """Lock what is not to be filled, check what is, and make the sheet fit its pages."""
    book.lay_out(sheet, widths, HEAD, sample=SAMPLE if form.plan.sample else "")
    sheet.column_dimensions[get_column_letter(PLACES[ID])].hidden = True
    sheet.print_area = f"A1:{get_column_letter(PLACES[EVIDENCE])}{last}"
    sheet.freeze_panes = f"{get_column_letter(PLACES['text'])}{HEAD + 1}"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.sort = protection.autoFilter = False
    for check, key in (_states(), STATE), (_numbers(), VALUE), (_days(), DAY):
        if last > HEAD:
            letter = get_column_letter(PLACES[key])
            check.add(f"{letter}{HEAD + 1}:{letter}{last}")
            sheet.add_data_validation(check)


def _states() -> DataValidation:
    listed = DataValidation("list", formula1=f'"{",".join(STATES)}"', allow_blank=True, showErrorMessage=True)
    listed.errorTitle, listed.error = "状态", f"请从列表里选:{'、'.join(STATES)}"
    return listed


def _numbers() -> DataValidation:
    number = DataValidation("decimal", operator="between", formula1="-1E+15", formula2="1E+15",
                            allow_blank=True, showErrorMessage=True, showInputMessage=True)  # fmt: skip
    number.errorTitle, number.error = "完成值", "这里只写数字,不写单位,如 6"
    number.promptTitle, number.prompt = (
        "完成值",
        "从计划开始到现在的累计数,只写数字;水平(如失业率)写现在是多少",
    )
    return number


def _days() -> DataValidation:
    serial = (_FIRST_DAY - date(1899, 12, 30)).days
    day = DataValidation("date", operator="greaterThanOrEqual", formula1=str(serial), allow_blank=True,
                         showErrorMessage=True, showInputMessage=True)  # fmt: skip
    day.errorTitle, day.error = "完成日期", "请写日期,如 2022-6-20"
    day.promptTitle, day.prompt = "完成日期", "做完了才写,如 2022-6-20;没有做完空着"
    return day


def _hide_origin(made: Workbook, form: Form) -> None:
    """Put where the sheet comes from where no one sees it."""
    sheet: Worksheet = made.create_sheet(HIDDEN)
    for row, chunk in enumerate(chunks(origin(form)), 1):
        book.write(sheet, row, 1, chunk, book.NOTE)
    sheet.sheet_state = "veryHidden"
