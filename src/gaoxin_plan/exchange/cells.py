"""What a cell of a department's sheet says, as a filing has it: a state, a value, a day, words, files."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from openpyxl.utils.datetime import from_excel

from gaoxin_plan.exchange.opening import Square
from gaoxin_plan.exchange.text import LONGEST, length
from gaoxin_plan.lights.words import figure
from gaoxin_plan.model import meant
from gaoxin_plan.model.fields import Choice, Paths, Text
from gaoxin_plan.model.filing import STATES
from gaoxin_plan.problems import BadValueError, PlanError, printable
from gaoxin_plan.views.recorded import FIELDS
from gaoxin_plan.views.returned import Reading

Reader = Callable[[Square], Reading]
"""Reads a cell; raises BadValueError or PlanError."""

_DIGITS = 15  # that a workbook keeps of a number
_SERIALS = range(36_526, 73_415)  # the days of this century; a smaller number is no day but a slip
_PERCENT = "%"


def reading(square: Square, read: Reader) -> Reading:
    """Return what a cell says; raises PlanError for what cannot be understood."""
    if square.is_error and not square.is_formula:
        raise PlanError(f"这一格是错误值({printable(square.text)})", "清空这一格,重新填")
    if square.is_error:
        raise PlanError(f"公式出错({printable(square.text)})", "改正公式,或直接填结果")
    if square.is_formula and square.content is None:
        raise PlanError("是公式,但文件里没有它的结果", "在 Excel 或 WPS 里打开、保存一次再发,或直接填结果")
    if not square.text:
        return Reading(square.where, "")
    try:
        found = read(square)
    except BadValueError as error:
        raise PlanError(str(error), error.kind.hint.format(**error.words)) from error
    return found._replace(how=found.how or "是公式,取它的结果") if square.is_formula else found


def state(square: Square) -> Reading:
    """Return a state."""
    words = square.text
    Choice("状态", STATES).read(words)
    return Reading(square.where, words)


def words(title: str) -> Reader:
    """Return what reads words."""

    def read(square: Square) -> Reading:
        if isinstance(square.content, bool):
            raise _not_words(title, square)
        text, how = _as_words(square)
        Text(title).seen(text)
        if length(text) >= LONGEST:
            how = f"满 {LONGEST} 字,Excel 可能截去了后面的,请核对"
        return Reading(square.where, text, how)

    return read


def _as_words(square: Square) -> tuple[str, str]:
    """Return a content as the words that are meant, and how they came of what is no text."""
    content = square.content
    if isinstance(content, str):
        return square.text, ""
    text, what = square.text, "数字"
    if isinstance(content, datetime | date):
        text, what = _day_text(content), "日期"
    elif isinstance(content, time | timedelta):
        what = "时间"
    elif _is_percent(square) and isinstance(content, int | float) and _is_finite(content):
        text, what = figure(_exact(content) * 100) + _PERCENT, "百分数"
    return text, f"是{what},读作“{text}”"


def _not_words(title: str, square: Square) -> PlanError:
    return PlanError(f"“{title}”是 {square.text.upper()},不是文字", "改成文字")


def _day_text(day: date) -> str:
    return day.date().isoformat() if isinstance(day, datetime) else day.isoformat()


def evidence(square: Square) -> Reading:
    """Return the names of files, a line each."""
    text = words(FIELDS["evidence"])(square)
    names = [name.strip() for name in re.split("[\n;；]", text.value) if name.strip()]
    names = list(dict.fromkeys(name.replace("\\", "/") for name in names))
    Paths(FIELDS["evidence"]).check(names)
    value = "\n".join(names)
    how = f"读作 {len(names)} 个文件:{'、'.join(names)}" if value != text.value else text.how
    return text._replace(value=value, how=how)


def value(unit: str) -> Reader:
    """Return what reads the value of a target that is counted in a unit."""

    def read(square: Square) -> Reading:
        content = square.content
        if isinstance(content, bool | datetime | date):
            what = "日期" if isinstance(content, date) else "真假值"
            raise PlanError(
                f"“完成值”是{what}({square.text.upper()}),不是数字", "单元格格式改成“常规”,再填数字"
            )
        if isinstance(content, time | timedelta):
            raise PlanError(f"“完成值”是时间({square.text}),不是数字", "单元格格式改成“常规”,再填数字")
        if isinstance(content, str):
            return _typed_number(square, content, unit)
        if content is None or not _is_finite(content):
            raise PlanError("“完成值”不是数字,或者太大", "请核对这个数")
        return _number(square, _exact(content), unit)

    return read


def _exact(content: float) -> Decimal:
    """Return a number with the digits that a workbook keeps."""
    return Decimal(content) if isinstance(content, int) else Decimal(f"{content:.{_DIGITS}g}")


def _is_finite(content: float) -> bool:
    """Whether it is a number; a whole one may be too large to be asked as others are."""
    return isinstance(content, int) or isfinite(content)


def _is_percent(square: Square) -> bool:
    """Whether a number is shown in percent, and not only with the sign behind it."""
    return _PERCENT in re.sub(r'"[^"]*"|\\.', "", square.number_format)


def _typed_number(square: Square, content: str, unit: str) -> Reading:
    found = meant.number(square.text, unit)
    number = figure(Decimal(found.value))
    return Reading(square.where, number, f"“{printable(content)}”是文字,读作 {number}")


def _number(square: Square, number: Decimal, unit: str) -> Reading:
    """Return a number; one that is shown in percent is what is shown."""
    if _is_percent(square):
        shown = figure(number * 100)
        meant.number(shown, "")
        if unit != _PERCENT:
            counted = f"单位是{unit}" if unit else "没有单位"
            raise PlanError(f"“完成值”是百分数({shown}%),这个目标{counted}", "单元格格式改成“常规”,再填数字")
        return Reading(square.where, shown, f"{shown}%,读作 {shown}")
    found = figure(number)
    meant.number(found, "")
    how = "" if f"{square.content}" in (found, f"{found}.0") else f"{square.content},读作 {found}"
    return Reading(square.where, found, how)


def day(year: int, epoch: datetime) -> Reader:
    """Return what reads a day, by itself of a ``year``; the days of a workbook count from ``epoch``."""

    def read(square: Square) -> Reading:
        content = square.content
        if isinstance(content, bool):
            raise PlanError("“完成日期”是真假值,不是日期", "写成 2022-06-20 这样")
        if isinstance(content, datetime):
            found = content.date().isoformat()
            is_whole = content == datetime.combine(content.date(), datetime.min.time())
            return Reading(square.where, found, "" if is_whole else f"带着时间,只取日期 {found}")
        if isinstance(content, date):
            return Reading(square.where, content.isoformat())
        if isinstance(content, time | timedelta):
            raise PlanError(f"“完成日期”是时间({square.text}),不是日期", "写成 2022-06-20 这样")
        if isinstance(content, str):
            typed = meant.day(square.text, year)
            how = "" if typed.is_plain else f"“{printable(content)}”读作 {typed.value}"
            return Reading(square.where, typed.value, how)
        return _serial(square, content or 0, year, epoch)

    return read


def _serial(square: Square, number: float, year: int, epoch: datetime) -> Reading:
    """Return the day of a number: the days since the workbook's first, or eight digits."""
    if not _is_finite(number) or number % 1 or int(number) not in _SERIALS:
        found = meant.day(square.text, year).value
    else:
        counted = from_excel(int(number), epoch)
        if not isinstance(counted, datetime):
            raise PlanError(f"“完成日期”的值 {square.text} 不是日期", "写成 2022-06-20 这样")
        found = counted.date().isoformat()
    return Reading(square.where, found, f"数字 {square.text} 读作 {found}")
