"""Workbooks as they are made here: their styles, cells of text, and the bytes of the file."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from math import ceil
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

from gaoxin_plan.exchange.text import to_cell
from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.text import width
from gaoxin_plan.source.packages import settled

FONT = "宋体"
TITLE, NOTE, HEAD, TEXT, BOLD, MIDDLE, FILL, FILL_TEXT, FILL_DAY, NONE, WARN = (
    "填报标题", "填报说明", "填报表头", "填报文字", "填报条目", "填报居中", "填报填写", "填报写话",
    "填报日期", "填报不填", "填报提醒",
)  # fmt: skip
"""The named styles of a workbook."""
FILLED_COLOUR = "EAF3FB"
_COLOURS = {Light.GREEN: "C6E7C8", Light.YELLOW: "FFE699", Light.RED: "F8B4AE", Light.GREY: "E3E3E3"}
_QUOTED = ("=", "+", "-", "@", "'")
_PROGRAM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>gaoxin</Application></Properties>"
)
"""LibreOffice believes Excel that rows are as high as they should be, and measures those of others itself."""
_BROADEST = 255.0  # characters of a column
A3, A4 = 8, 9
"""Sizes of paper, as workbooks number them."""
_LINE, _HIGHEST = 13.5, 405.0  # points of a line, and of the highest row there can be
_SIDE = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def light_style(light: Light) -> str:
    """Return the style of a light's cell: its colour, behind its words."""
    return f"填报{light.word}"


def workbook(plan: Plan, title: str, day: date) -> Workbook:
    """Return an empty workbook with our styles, dated as of a day."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    properties = book.properties
    properties.title, properties.creator, properties.lastModifiedBy = title[:255], plan.issuer, plan.issuer
    properties.created = properties.modified = datetime.combine(day, time())
    properties.language = "zh-CN"
    return book


def _styles() -> Iterable[NamedStyle]:
    font, bold = Font(name=FONT, size=10), Font(name=FONT, size=10, bold=True)
    left = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    open_, fill = Protection(locked=False), PatternFill("solid", fgColor=FILLED_COLOUR)
    grey, head = PatternFill("solid", fgColor="F2F2F2"), PatternFill("solid", fgColor="D9E2EF")
    yield NamedStyle(TITLE, Font(name=FONT, size=16, bold=True), alignment=Alignment(vertical="center"))
    yield NamedStyle(NOTE, font, alignment=Alignment(vertical="center"))
    yield NamedStyle(HEAD, bold, head, _BOX, centre)
    yield NamedStyle(TEXT, font, border=_BOX, alignment=left)
    yield NamedStyle(BOLD, bold, border=_BOX, alignment=left)
    yield NamedStyle(MIDDLE, font, border=_BOX, alignment=middle)
    yield NamedStyle(FILL, font, fill, _BOX, left, protection=open_)
    yield NamedStyle(FILL_TEXT, font, fill, _BOX, left, "@", protection=open_)
    yield NamedStyle(FILL_DAY, font, fill, _BOX, left, "yyyy\\-mm\\-dd", protection=open_)
    yield NamedStyle(NONE, font, grey, _BOX, left)
    yield NamedStyle(WARN, Font(name=FONT, size=11, bold=True, color="C00000"), alignment=left)
    for light, colour in _COLOURS.items():
        yield NamedStyle(light_style(light), font, PatternFill("solid", fgColor=colour), _BOX, middle)


def write(sheet: Worksheet, row: int, column: int, value: str | float | date, style: str) -> None:
    """Write a cell; a text stays one, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        if value:
            cell.value = to_cell(value)
            cell.data_type = "s"
        cell.style = style
        if value.startswith(_QUOTED):
            cell.quotePrefix = True
    else:
        cell.value = value
        cell.style = style


class _Row(RowDimension):
    """A row that is high enough, and grows when more is written into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  the name it has in the file
        """Whether its height stays as it is."""
        return False


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row high enough for some texts, each in a column of a width."""
    lines = max((_lines(text, columns) for text, columns in texts), default=1)
    sheet.row_dimensions[row] = _Row(sheet, row, ht=min(lines * _LINE + 3, _HIGHEST))


def width_for(text: str) -> float:
    """Return how wide a column must be so that the highest row there can be holds a text."""
    columns = width(text) / (_HIGHEST / _LINE - 2) + 1
    while columns < _BROADEST and _lines(text, columns) * _LINE + 3 > _HIGHEST:
        columns += 1
    return columns


def _lines(text: str, columns: float) -> int:
    """Return how many lines a text takes in a column; a little room is left, for no font is quite as wide."""
    room = max(columns - 0.5, 2)
    return sum(max(1, ceil(width(line) / room)) for line in text.split("\n"))


def lay_out(sheet: Worksheet, widths: Iterable[float], head: int, *, sample: str, paper: int = A4) -> None:
    """Make a sheet fit landscape pages, as many as it takes, with the rows down to its head on each."""
    for n, columns in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = columns
    page(sheet, "landscape", sample, paper)
    sheet.print_title_rows = f"{head}:{head}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.25, 0.3
    sheet.print_options.horizontalCentered = True


def page(
    sheet: Worksheet, orientation: Literal["portrait", "landscape"], sample: str, paper: int = A4
) -> None:
    """Make a sheet as wide as its pages, which are numbered; of a made-up plan, each says so."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = sheet.oddHeader, sheet.oddFooter
    if header is not None and footer is not None:
        header.right.text = sample or None
        footer.center.text = "第 &P 页,共 &N 页"


def packed(book: Workbook) -> bytes:
    """Return the file: the same input gives the same bytes, so no clock goes into it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        ExcelWriter(book, package).save()
    return settled(buffer.getvalue(), {ARC_APP: _PROGRAM})
