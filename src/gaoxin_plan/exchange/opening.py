"""A workbook that came back: opened, its sheet to read found, and where it comes from."""

import io
import warnings
from contextlib import redirect_stdout
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE

from gaoxin_plan.exchange.admission import admitted
from gaoxin_plan.exchange.columns import COLUMNS, HIDDEN, ID, SHEET
from gaoxin_plan.exchange.origin import Origin, VersionError, loaded
from gaoxin_plan.exchange.text import from_cell
from gaoxin_plan.problems import PlanError, printable

Content = str | float | bool | datetime | date | time | timedelta | None
"""What a cell holds, or what its formula came to when it was saved last."""

_AGAIN = "请用导出的表重新填"
_ID_HEAD = next(column.head for column in COLUMNS if column.key == ID)


class Square(NamedTuple):
    """A cell: its place, what it holds, the format of a number, and what it is: an error, a formula."""

    where: str
    content: Content
    number_format: str = ""
    is_error: bool = False
    is_formula: bool = False

    @property
    def text(self) -> str:
        """Its content as text; a whole number has no point, a day no time."""
        if self.content is None:
            return ""
        if isinstance(self.content, datetime) and self.content.time() == time():
            return self.content.date().isoformat()
        if isinstance(self.content, time):
            return f"{self.content:%H:%M:%S}".removesuffix(":00")
        if isinstance(self.content, timedelta):
            return f"{self.content.total_seconds() / 3600:.4g} 小时"
        if isinstance(self.content, float) and self.content.is_integer():
            return str(int(self.content))
        return from_cell(str(self.content))


Grid = dict[int, dict[int, Square]]
"""The cells of a sheet that hold something, by row and column, from 1."""


class Opened(NamedTuple):
    """A workbook that came back.

    ``file`` and ``sheet`` are its names as people are shown them, ``head`` is the row of its heads,
    ``merged`` are the places of cells that were made one. Days count from ``epoch``.
    """

    file: str
    sheet: str
    origin: Origin
    saved: str
    grid: Grid
    head: int
    merged: tuple[str, ...]
    epoch: datetime

    def place(self, cell: str) -> str:
        """Return a place of the sheet as people are shown it."""
        return f"{self.file}!{self.sheet}!{cell}"

    def at(self, row: int, column: int) -> Square:
        """Return one cell, be it empty."""
        known = self.grid.get(row, {}).get(column)
        return known or Square(self.place(f"{get_column_letter(column)}{row}"), None)


def opened(path: Path, shown: str) -> Opened:
    """Open a workbook; raises PlanError that says why it is not taken."""
    data = admitted(path)
    book = _loaded(data, only_results=False)
    origin = _origin(book)
    sheet, head = _sheet(book)
    cells = _cells(sheet)
    has_formulas = any(cell.data_type == "f" for cell in cells)
    results = _loaded(data, only_results=True)[sheet.title] if has_formulas else sheet
    name = printable(sheet.title)
    grid: Grid = {}
    for cell in cells:
        square = _square(cell, results, f"{shown}!{name}!{cell.coordinate}")
        if square.content is not None or square.is_formula:
            grid.setdefault(cell.row, {})[cell.column] = square
    merged = tuple(str(merged) for merged in sheet.merged_cells.ranges if merged.max_row >= head)
    return Opened(shown, name, origin, _saved(data, book), grid, head, merged, book.epoch)


def _saved(data: bytes, book: Workbook) -> str:
    """Return when a workbook was saved last; nothing where it does not say, and openpyxl says now."""
    with ZipFile(io.BytesIO(data)) as package:
        said = package.read(ARC_CORE) if ARC_CORE in package.namelist() else b""
    modified = book.properties.modified
    return modified.isoformat() if modified and b":modified" in said else ""


def _cells(sheet: Worksheet) -> list[Cell]:
    """Return the cells that are there: to go through the rows would make all others."""
    known = sheet._cells  # noqa: SLF001
    return [cell for _, cell in sorted(known.items()) if isinstance(cell, Cell)]


def _square(cell: Cell, results: Worksheet, where: str) -> Square:
    """Return what a cell holds; of a formula, what it came to."""
    is_formula = cell.data_type == "f"
    held = results[cell.coordinate] if is_formula else cell
    value = held.value
    known = (
        value if isinstance(value, str | int | float | bool | datetime | date | time | timedelta) else None
    )
    return Square(where, known, _number_format(cell), held.data_type == "e", is_formula)


def _number_format(cell: Cell) -> str:
    """Return the format of a number; none where the workbook names one that it has not."""
    try:
        return cell.number_format
    except IndexError:
        return ""


def _loaded(data: bytes, *, only_results: bool) -> Workbook:
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it prints, too
            warnings.simplefilter("ignore")  # of what it leaves out, which we do not read
            return load_workbook(io.BytesIO(data), data_only=only_results, keep_links=False)
    except Exception as error:
        raise PlanError("工作簿读不通", "在 Excel 或 WPS 里打开,另存为 .xlsx 再收") from error


def _origin(book: Workbook) -> Origin:
    """Return where a workbook comes from; raises PlanError for one that was not made here."""
    if HIDDEN not in book.sheetnames:
        raise PlanError("不是用 gaoxin sheet export 导出的表", "请把内容填进导出的表里再发")
    texts = [cell.value for cell in _cells(book[HIDDEN]) if isinstance(cell.value, str)]
    try:
        origin = loaded("".join(texts))
    except VersionError as error:
        raise PlanError("这张表是另一个版本的 gaoxin 导出的", f"用现在的版本重新导出;{_AGAIN}") from error
    if origin is None:
        raise PlanError("表里隐藏的导出信息被改动或删去了,认不出是谁的表", _AGAIN)
    return origin


def _sheet(book: Workbook) -> tuple[Worksheet, int]:
    """Return the sheet to read and the row of its heads; raises PlanError."""
    found = [(sheet, row) for sheet in book.worksheets if (row := _head(sheet)) is not None]
    if not found:
        raise PlanError(f"没有找到“{SHEET}”这张表的表头(隐藏的“{_ID_HEAD}”列也算)", f"表头不要改动;{_AGAIN}")
    if len(found) > 1:
        names = "、".join(printable(sheet.title) for sheet, _ in found)
        raise PlanError(f"有几张填报表:{names},不知道收哪一张", "只留一张,删去别的")
    return found[0]


def _head(sheet: Worksheet) -> int | None:
    """Return the row that most of our heads stand in."""
    known = {column.head for column in COLUMNS}
    found: dict[int, set[str]] = {}
    for cell in _cells(sheet):
        if (words := head_words(cell.value)) in known:
            found.setdefault(cell.row, set()).add(words)
    return next((row for row, words in found.items() if len(words) > len(known) // 2), None)


def head_words(content: object) -> str:
    """Return the words of a head without white space."""
    return "".join(content.split()) if isinstance(content, str) else ""
