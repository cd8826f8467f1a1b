"""A sheet that came back, read row by row: it is the ids that count, not where a row stands."""

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from gaoxin_plan.exchange import cells
from gaoxin_plan.exchange.columns import COLUMNS, DAY, ID, VALUE
from gaoxin_plan.exchange.opening import Opened, Square, head_words
from gaoxin_plan.exchange.rows import Words, digest
from gaoxin_plan.exchange.sheet import too_long
from gaoxin_plan.exchange.text import from_cell
from gaoxin_plan.model.target import Target
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.views.form import EVIDENCE, SAID, STATE, TEXTS, Form, FormItem, Slot
from gaoxin_plan.views.recorded import FIELDS
from gaoxin_plan.views.returned import Reading, Remark, Returned

_FILLED = tuple(column.key for column in COLUMNS if column.is_filled)
_HEADS = {column.head: column.key for column in COLUMNS}
PLAN_CHANGED = "计划文件在导出这张表以后改动过,照编号收"
"""What is said of a sheet that was made from another state of the plan."""
_MERGED = "在“开始”里取消合并;合并时丢了的内容请补上"


class Asked(NamedTuple):
    """What a cell is asked about, and how it is read."""

    slot: Slot
    read: cells.Reader


def read(book: Opened, form: Form) -> Returned:
    """Return what a sheet says; ``form`` is what its department would be asked now."""
    whole = _Reading(book, form)
    whole.run()
    origin = book.origin
    return Returned(
        file=book.file,
        period=origin.period,
        department=origin.department,
        identity=origin.identity,
        saved=book.saved,
        base=origin.base,
        readings=whole.readings,
        problems=tuple(whole.problems),
        notes=tuple(whole.notes),
    )


class _Reading:
    """One pass over a sheet, which collects what it says and what is wrong with it."""

    def __init__(self, book: Opened, form: Form) -> None:
        self.book = book
        self.form = form
        self.items = {item.item.id: item for item in form.items}
        self.columns: dict[str, int] = {}
        self.readings: dict[Slot, Reading] = {}
        self.problems: list[Remark] = []
        self.notes: list[Remark] = []
        self.rows: dict[str, int] = {}
        self.strayed: list[Remark] = []

    def run(self) -> None:
        """Read heads, then rows."""
        self._heads()
        for place in self.book.merged:
            self._problem(self.book.place(place), "这里的单元格合并了,不知道内容是哪一行、哪一列的", _MERGED)
        if self.problems:
            return
        for row in self.book.grid:
            if row > self.book.head:
                self._row(row)
        if self.strayed:
            first, *more = self.strayed
            also = f"(另有 {len(more)} 行也是)" if more else ""
            self.problems.insert(0, first._replace(message=first.message + also))
        if self.form.fingerprint != self.book.origin.fingerprint:
            self._note(self.book.place("A1"), PLAN_CHANGED)

    def _problem(self, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Remark(where, message, hint))

    def _note(self, where: str, message: str) -> None:
        self.notes.append(Remark(where, message))

    def _heads(self) -> None:
        """Find the columns by their heads; each must be there once, and no other."""
        for column, square in sorted(self.book.grid[self.book.head].items()):
            words = head_words(square.content) if isinstance(square.content, str) else square.text
            key = _HEADS.get(words)
            if key is None and words:
                self._problem(square.where, f"不认识的列“{printable(words)}”", "删去这一列,内容移到别的列")
            elif key in self.columns:
                self._problem(square.where, f"列“{words}”有两个", "删去多余的一个")
            elif key is not None:
                self.columns[key] = column
        place = self.book.place(str(self.book.head))
        for words, key in _HEADS.items():
            if key not in self.columns:
                told = f"隐藏的列“{words}”" if key == ID else f"列“{words}”"
                self._problem(
                    place, f"缺少{told}:表头被改动,或这一列被删去了", "改回原来的表头;请用导出的表填"
                )

    def _row(self, row: int) -> None:
        """Read one row, by its id."""
        id_ = self.book.at(row, self.columns[ID]).text.strip().upper().replace(".M", ".m")
        if not id_:
            self._stranger(row)
            return
        where = self.book.place(f"{get_column_letter(self.columns[ID])}{row}")
        item = id_.partition(".")[0]
        asked = self.book.origin.items.get(item)
        if asked is None or (id_ != item and id_ not in asked):
            self._problem(where, f"编号“{printable(id_)}”不是这张表的", "别的表里复制来的行,请删去")
            return
        if self._is_astray(row, id_):
            return
        if (first := self.rows.setdefault(id_, row)) != row:
            if not self._says_the_same(first, row):
                self._problem(where, f"{id_} 有两行(另一行是第 {first} 行),内容不一样", "留下一行,删去另一行")
            return
        self._nowhere(row)
        known = self.items.get(item)
        if known is None or (id_ != item and id_ not in {part.part.id for part in known.parts}):
            self._gone(row, id_, item)
        else:
            self._read(row, id_, known)

    def _is_astray(self, row: int, id_: str) -> bool:
        """Whether a row has the words of another one: then no one knows which of the two is filled in."""
        name, text = (self.book.at(row, self.columns[key]) for key in ("name", "text"))
        words = Words(name.text, text.text)
        if not any(words) or digest(words) == self.book.origin.rows.get(id_):
            return False
        told = f"这一行的工作任务或原文和隐藏的编号 {id_} 对不上,像是只移动、只排序了一部分列"
        hint = "撤销排序或移动;排序要连隐藏的“编号”列一起排;这几格不要改;理不清的,用导出的表重新填"
        self.strayed.append(Remark(name.where, told, hint))
        return True

    def _says_the_same(self, first: int, second: int) -> bool:
        return all(
            self.book.at(first, self.columns[key]).text == self.book.at(second, self.columns[key]).text
            for key in _FILLED
        )

    def _stranger(self, row: int) -> None:
        """Tell of a row without an id: what is filled in there has no place to go."""
        known = {column: key for key, column in self.columns.items()}
        for column, square in self.book.grid[row].items():
            if known.get(column) in _FILLED and square.text:
                hint = "移到有编号的行里;这一行是自己加的,请删去"
                self._problem(square.where, f"这一行没有编号,“{printable(square.text, 20)}”没有地方收", hint)
                return
        told = [square for square in self.book.grid[row].values() if square.text]
        if told:
            self._note(told[0].where, f"这一行没有编号,没有收:“{printable(told[0].text, 30)}”")

    def _nowhere(self, row: int) -> None:
        """Tell of what stands in a column without a head."""
        known = set(self.columns.values())
        for column, square in self.book.grid[row].items():
            if column not in known and square.text:
                self._note(square.where, f"这一列没有表头,没有收:“{printable(square.text, 30)}”")

    def _gone(self, row: int, id_: str, item: str) -> None:
        """Tell of what is filled in for an item or part that the department is not asked about any more."""
        for key in _FILLED:
            square = self.book.at(row, self.columns[key])
            if not self._is_as_sent(square, Slot(item, key if id_ == item else id_)):
                told = f"现在不由{self.form.department.name}填报 {id_},“{printable(square.text, 20)}”没有收"
                hint = "计划或牵头部门在导出以后调整过;请重新导出这张表"
                self._problem(square.where, told, hint)

    def _is_as_sent(self, square: Square, slot: Slot) -> bool:
        """Whether a cell that is not asked about is as it was when the sheet was made, or empty."""
        before = self.book.origin.base.get(slot, "")
        return square.text in ("", before, from_cell(before), too_long(before))

    def _read(self, row: int, id_: str, item: FormItem) -> None:
        asked = dict(self._asked(id_, item))
        for key in _FILLED:
            square = self.book.at(row, self.columns[key])
            if key in asked:
                self._cell(square, asked[key])
            elif not self._is_as_sent(square, Slot(item.item.id, key if id_ == item.item.id else id_)):
                self._problem(square.where, *_not_asked(key, id_, item))

    def _asked(self, id_: str, item: FormItem) -> Iterator[tuple[str, Asked]]:
        """Yield the columns that are to be filled in a row, each with what it is asked."""
        if id_ == item.item.id:
            yield STATE, Asked(Slot(id_, STATE), cells.state)
            yield from ((field, Asked(Slot(id_, field), cells.words(FIELDS[field]))) for field in TEXTS)
            yield EVIDENCE, Asked(Slot(id_, EVIDENCE), cells.evidence)
        elif item.is_led:
            part = next(part for part in item.parts if part.part.id == id_)
            slot = Slot(item.item.id, id_)
            if isinstance(part.part, Target):
                yield VALUE, Asked(slot, cells.value(part.unit))
            else:
                yield DAY, Asked(slot, cells.day(self.form.period.year, self.book.epoch))

    def _cell(self, square: Square, asked: Asked) -> None:
        before = self.book.origin.base.get(asked.slot, "")
        if square.text and square.text == too_long(before):
            return
        is_text = isinstance(square.content, str) and not square.is_formula
        if before and is_text and square.text == from_cell(before):  # not all undo what to_cell escapes
            self.readings[asked.slot] = Reading(square.where, before)
            return
        try:
            self.readings[asked.slot] = cells.reading(square, asked.read)
        except PlanError as error:
            self._problem(square.where, error.message, error.hint)


def _not_asked(key: str, id_: str, item: FormItem) -> tuple[str, str]:
    """Return what is wrong with what stands in a cell that is not to be filled, and where it belongs."""
    title = next(column.head for column in COLUMNS if column.key == key)
    message = f"{id_} 这一行的“{title}”不用填"
    if not item.is_led and key in (VALUE, DAY):
        return message, f"{item.item.id} 是配合的条目,完成值和完成日期由牵头部门填;清空这一格"
    if key in SAID:
        return message, f"移到条目 {item.item.id} 那一行"
    if id_ == item.item.id:
        return message, f"移到{'目标' if key == VALUE else '节点'}那一行"
    return message, "目标填完成值,节点填完成日期;清空这一格"
