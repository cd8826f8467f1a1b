"""The columns of a department's sheet: what their heads say, and what stands below."""

from typing import NamedTuple

from gaoxin_plan.views.form import EVIDENCE, STATE
from gaoxin_plan.views.recorded import FIELDS

SHEET, GUIDE, HIDDEN = "填报", "填报说明", "gaoxin"
"""The names of a workbook's sheets: to fill in, to read, and hidden for the way back."""
ID, VALUE, DAY = "id", "value", "day"


class Column(NamedTuple):
    """A column: what it is for, its head, its width in characters, whether it is filled in."""

    key: str
    head: str
    width: float
    is_filled: bool = False


COLUMNS = (
    Column("number", "序号", 5),
    Column("name", "工作任务、目标和节点", 17),
    Column("text", "原文、目标值和时限", 31),
    Column("role", "职责", 5),
    Column("light", "亮灯", 7.5),
    Column("last", "上期情况", 17),
    Column(STATE, "状态", 8, is_filled=True),
    Column(VALUE, "完成值", 8, is_filled=True),
    Column("unit", "单位", 5.5),
    Column(DAY, "完成日期", 11, is_filled=True),
    Column("progress", FIELDS["progress"], 28, is_filled=True),
    Column("problems", FIELDS["problems"], 16, is_filled=True),
    Column("next", FIELDS["next"], 16, is_filled=True),
    Column(EVIDENCE, FIELDS[EVIDENCE], 12, is_filled=True),
    Column(ID, "编号", 12),
)
"""The columns from left to right; the last is hidden, and says what each row is about."""

PLACES = {column.key: n for n, column in enumerate(COLUMNS, 1)}
"""The number of each column in a sheet that was just made, from 1."""
