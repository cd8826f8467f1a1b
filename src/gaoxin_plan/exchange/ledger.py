"""The whole 台账 as one workbook: a summary by department, every item, and all that was filed."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gaoxin_plan.exchange import book
from gaoxin_plan.exchange.text import LONGEST, length, to_cell
from gaoxin_plan.model.plan import SAMPLE
from gaoxin_plan.problems import printable
from gaoxin_plan.views.papers.counts import Counts
from gaoxin_plan.views.papers.register import Entry, Lamp, Register

HEAD = 3
"""The row of the heads in each sheet."""

_LIGHTS = ("绿灯", "黄灯", "红灯", "灰灯")
_SUMMARY = (
    ("部门", 24), ("联络员", 12), ("牵头项数", 9), *((word, 8) for word in _LIGHTS), ("有数字或日期可查", 12),
    ("部门自报", 9), ("本期没有报全", 12),
)  # fmt: skip
_ITEMS_BEFORE = (
    ("编号", 9), ("序号", 6), ("部分", 14), ("工作任务", 20), ("目标和节点", 32), ("完成时限", 16),
    ("牵头部门", 14), ("责任部门", 16), ("责任领导", 9), ("亮灯", 9), ("理由", 30),
)  # fmt: skip
_ITEMS_BEHIND = (
    ("最近报的一期", 10), ("状态", 8), ("进展情况", 34), ("存在问题", 20), ("下步打算", 20), ("佐证材料", 16),
)  # fmt: skip
_SAID = (
    ("编号", 9), ("工作任务", 20), ("报告期", 9), ("部门", 16), ("职责", 6), ("报送日期", 13), ("亮灯", 9),
    ("状态", 8), ("完成值和完成日期", 28), ("进展情况", 36), ("存在问题", 22), ("下步打算", 22),
    ("佐证材料", 16),
)  # fmt: skip

Columns = Sequence[tuple[str, float]]


Said = str | int | Lamp
"""What a cell says: text, a number, or a light in its colour."""


class _Table(NamedTuple):
    """A sheet: its name, its columns, the first of them that moves, the paper that it is printed on."""

    name: str
    columns: Columns
    moving: str
    paper: int


def workbook(register: Register, done: Callable[[], None]) -> bytes:
    """Return the workbook; ``done`` is called for each item."""
    made = book.workbook(register.plan, f"{register.plan.title}台账", register.moment.as_of)
    before = [column for column in _ITEMS_BEFORE if column[0] != "责任领导" or _has_leaders(register)]
    lights = [(period, 9.0) for period in register.periods]
    items = [*before, *lights, *_ITEMS_BEHIND]
    _sheet(made, register, _Table("汇总", _SUMMARY, "B", book.A4), _summary(register))
    _sheet(made, register, _Table("台账", items, "E", book.A3), _items(register, done))
    _sheet(made, register, _Table("填报明细", _SAID, "C", book.A3), _said(register))
    return book.packed(made)


def _has_leaders(register: Register) -> bool:
    return any(entry.item.leader for entry in register.entries)


def _sheet(made: Workbook, register: Register, table: _Table, rows: Iterator[list[Said]]) -> None:
    """Write a sheet: what it is, its heads, its rows with a filter over them."""
    sheet: Worksheet = made.create_sheet(table.name)
    sample = SAMPLE if register.plan.sample else ""
    title = f"{register.plan.title}台账 {table.name.removeprefix('台账')}"
    book.write(sheet, 1, 1, title.strip(), book.TITLE)
    as_of = f"截至{register.as_of}    报告期 {register.moment.period}"
    told = [*([sample] if sample else []), as_of, "● 有数字或日期可查  ○ 部门自报", register.rule]
    book.write(sheet, 2, 1, "    ".join(told), book.NOTE)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 27, 18
    for n, (head, _) in enumerate(table.columns, 1):
        book.write(sheet, HEAD, n, head, book.HEAD)
    sheet.row_dimensions[HEAD].height = 30
    last = HEAD
    for last, cells in enumerate(rows, HEAD + 1):
        _row(sheet, last, cells, table.columns)
    widths = [width for _, width in table.columns]
    book.lay_out(sheet, widths, HEAD, sample=sample, paper=table.paper)
    if table.paper == book.A3:  # the summary ends with a sum
        sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(widths))}{last}"
    sheet.freeze_panes = f"{table.moving}{HEAD + 1}"


def _row(sheet: Worksheet, row: int, cells: list[Said], columns: Columns) -> None:
    texts = []
    for n, (value, (_, width)) in enumerate(zip(cells, columns, strict=True), 1):
        if isinstance(value, Lamp):
            style = book.TEXT if value.light is None else book.light_style(value.light)
            book.write(sheet, row, n, value.words, style)
        elif isinstance(value, int):
            book.write(sheet, row, n, value, book.MIDDLE)
        else:
            words = value if length(to_cell(value)) <= LONGEST else printable(value, LONGEST // 3)
            book.write(sheet, row, n, words, book.TEXT)
            texts.append((words, width))
    book.fit(sheet, row, texts)


def _summary(register: Register) -> Iterator[list[Said]]:
    owed = sum(register.lacking.values())
    for department in register.departments:
        lacking = register.lacking.get(department.name, 0)
        yield [department.name, department.contact, *_counted(department.counts), lacking]
    yield ["全部条目(共同牵头的只计一次)", "", *_counted(register.counts), owed]


def _counted(counts: Counts) -> tuple[int, ...]:
    return (
        counts.total, counts.green, counts.yellow, counts.red, counts.grey, counts.measured, counts.said,
    )  # fmt: skip


def _items(register: Register, done: Callable[[], None]) -> Iterator[list[Said]]:
    has_leaders = _has_leaders(register)
    for entry in register.entries:
        item = entry.item
        done()
        yield [
            item.id, item.number, item.section, item.title, _lines(item.parts), _lines(item.due),
            "、".join(item.lead), "、".join(item.responsible), *([item.leader] if has_leaders else []),
            entry.light, _lines(item.light.reasons), *entry.lights,
            item.reported, item.state, item.progress, item.problems, item.next, _lines(item.evidence),
        ]  # fmt: skip


def _lines(words: Sequence[str]) -> str:
    return "\n".join(words)


def _said(register: Register) -> Iterator[list[Said]]:
    for entry in register.entries:
        for said in entry.said:
            yield [
                entry.item.id, entry.item.title, said.period, said.department, said.role, said.filed,
                _lamp(entry, register.periods, said.period) if said.light else Lamp(None, ""),
                said.state, _lines(said.values), said.progress, said.problems, said.next,
                _lines(said.evidence),
            ]  # fmt: skip


def _lamp(entry: Entry, periods: tuple[str, ...], period: str) -> Lamp:
    return entry.lights[periods.index(period)]
