"""Numbers and dates: one way to write each, and what is surely meant by the others."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from gaoxin_plan.model import numerals
from gaoxin_plan.model.fields import Field, Json
from gaoxin_plan.problems import BadValueError, Kind, printable

NUMBER = Kind("P144", "不是数字", "“{name}”的值“{value}”不是数字{why}", "{hint}")
DATE = Kind("P145", "日期不对", "“{name}”的值“{value}”{why}", "日期写成 2022-06-01 这样;{hint}")
BACKWARD = Kind("P152", "区间颠倒", "“{name}”的值 {value} 前一个应小于后一个", "先写下限,再写上限")
PERCENTS = Kind(
    "P154",
    "序时进度不对",
    "“{name}”的值 {value} 要一期比一期高(或持平),最后一期是 100",
    "每个报告期写一个百分数,如 [25, 50, 75, 100]",
)

_LONGEST = 24  # digits; no plan counts further

KINDS = (NUMBER, DATE, BACKWARD, PERCENTS)

# patterns are compiled when they are first used: start-up is most of the time that a query takes
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LOOSE_DATE = r"([0-9]{4})\s*[年/.\-]\s*([0-9]{1,2})\s*[月/.\-]\s*([0-9]{1,2})\s*日?"


@cache
def _decimal(text: str) -> Decimal | None:
    """Return the number that is written as it should be, or None; a plan has the same few again and again."""
    return Decimal(text) if re.fullmatch(_NUMBER, text) and len(text) <= _LONGEST else None


@cache
def _date(text: str) -> date | None:
    """Return the day that is written as it should be, or None."""
    if re.fullmatch(_DATE, text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


class Number(Field):
    """A number without a sign, a unit, or anything else between its digits."""

    expected = "一个数字"
    example = "at_least: 10"

    def read(self, text: str) -> Decimal:
        """Return the number, exact."""
        if (number := _decimal(text)) is not None:
            return number
        plain = numerals.narrow(text)
        mend = plain if plain != text and re.fullmatch(_NUMBER, plain) else None
        words = {"name": self.title, "value": printable(text), **_number_hint(text)}
        raise BadValueError(NUMBER, words, mend=mend)

    def json(self) -> Json:
        """Return the JSON Schema: a number, or its digits in quotes."""
        return {"type": ["number", "string"], "minimum": 0, "pattern": f"^{_NUMBER}$"}


def _number_hint(text: str) -> dict[str, str]:
    """Return why ``text`` is no number, and what to write instead."""
    plain = numerals.narrow(text)
    bare = re.sub(r"[,_，\s]", "", plain)
    why, hint = "", "写阿拉伯数字,如 10;“十来个”这样的约数用 about: 10"
    if len(text) > _LONGEST:
        why, hint = ",位数太多", "请核对这个数"
    elif text.startswith(("-", "+", "−", "－")):
        why, hint = ",不带正负号", "写不带符号的数字;下降用 fall_by,上限用 at_most"
    elif plain != text and re.fullmatch(_NUMBER, plain):
        why, hint = ",用了全角数字", f"写成半角数字 {plain}"
    elif bare != plain and re.fullmatch(_NUMBER, bare):
        why, hint = ",数字中间不能有逗号、下划线或空格", f"写成 {bare}"
    elif re.fullmatch(r"[0-9]{1,9}[eE][0-9]", plain):
        why, hint = ",不用科学计数法", f"写成 {Decimal(plain):f}"
    elif (
        (digits := re.match(_NUMBER, plain))
        and (unit := plain[digits.end() :])
        and unit[0] not in ".0123456789"
    ):
        why, hint = f",多了“{printable(unit, 10)}”", f"这里只写 {digits.group()},单位写在 unit"
    elif (value := numerals.parse(text)) is not None:
        hint = f"写成阿拉伯数字 {value}"
    return {"why": why, "hint": hint}


class Signed(Number):
    """A number that may be below zero: how far something rose or fell."""

    example = "FZ-05.1: 6"

    def read(self, text: str) -> Decimal:
        """Return the number, exact."""
        return -super().read(text[1:]) if text.startswith("-") else super().read(text)

    def json(self) -> Json:
        """Return the JSON Schema: any number, or its digits in quotes."""
        return {"type": ["number", "string"], "pattern": f"^-?{_NUMBER}$"}


class Pair(Field):
    """Two numbers, the lower first."""

    expected = "两个数字"
    example = "between: [2, 3]"

    def check(self, value: object) -> tuple[Decimal, Decimal]:
        """Return the two bounds."""
        if not isinstance(value, list) or len(value) != 2 or not all(isinstance(v, str) for v in value):
            raise self.misshapen(value)
        try:
            low, high = (Number(self.title).read(bound) for bound in value)
        except BadValueError as error:
            plain = [numerals.narrow(bound) for bound in value]
            mend = plain if all(re.fullmatch(_NUMBER, bound) for bound in plain) else None
            raise BadValueError(error.kind, error.words, mend=mend) from None
        if low >= high:
            shown = f"[{low}, {high}]"
            raise BadValueError(BACKWARD, name=self.title, value=shown)
        return low, high

    def json(self) -> Json:
        """Return the JSON Schema: two numbers."""
        return {"type": "array", "items": Number(self.title).json(), "minItems": 2, "maxItems": 2}


class Whole(Number):
    """A whole number, such as a count of days."""

    expected = "一个整数"
    example = "grace_days: 10"

    def read(self, text: str) -> int:  # type: ignore[override]
        """Return the number."""
        number = super().read(text)
        if number != number.to_integral_value() or number > self.most:
            raise BadValueError(
                NUMBER, name=self.title, value=printable(text), why=",或太大", hint="写整数,如 10"
            )
        return int(number)

    most = 3660


class Percents(Field):
    """What should be reached at each period's end, in percent: never falling, 100 at most."""

    expected = "一列百分数"
    example = "pace: [25, 50, 75, 100]"

    def check(self, value: object) -> tuple[Decimal, ...]:
        """Return the percentages."""
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            raise self.misshapen(value)
        percents = tuple(Number(self.title).read(each) for each in value)
        shown = f"[{', '.join(value)}]"
        if percents[-1] != 100 or any(before > after for before, after in pairwise(percents)):
            raise BadValueError(PERCENTS, name=self.title, value=printable(shown))
        return percents

    def json(self) -> Json:
        """Return the JSON Schema: a list of numbers."""
        return {"type": "array", "items": Number(self.title).json(), "minItems": 1}


class Year(Field):
    """A year of four digits."""

    expected = "四位年份"
    example = "year: 2022"

    def read(self, text: str) -> int:
        """Return the year."""
        if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
            return int(text)
        plain = numerals.narrow(text).removesuffix("年")
        mend = plain if re.fullmatch(r"[12]\d{3}", plain, re.ASCII) else None
        hint = f"写成 {mend}" if mend else "写四位数字,如 2022"
        raise BadValueError(NUMBER, mend=mend, name=self.title, value=printable(text), why="", hint=hint)

    def json(self) -> Json:
        """Return the JSON Schema: a number of four digits."""
        return {"type": ["integer", "string"], "minimum": 1000, "maximum": 2999, "pattern": "^[12][0-9]{3}$"}


class Day(Field):
    """A date as ``2022-06-01``."""

    expected = "一个日期"
    example = "published: 2022-06-01"

    def read(self, text: str) -> date:
        """Return the day."""
        if (written := _date(text)) is not None:
            return written
        mend, why, hint = None, "写法不对", "年四位,月和日两位"
        if matched := re.fullmatch(_LOOSE_DATE, numerals.narrow(text).strip()):
            year, month, day = (int(part) for part in matched.groups())
            if _exists(year, month, day):
                mend = f"{year}-{month:02}-{day:02}"
                hint = f"这里应是 {mend}"
            else:
                why, hint = "不存在", "请核对月份和日子"
        raise BadValueError(DATE, mend=mend, name=self.title, value=printable(text), why=why, hint=hint)

    def json(self) -> Json:
        """Return the JSON Schema: a date, which editors see as text."""
        return {"type": "string", "format": "date", "pattern": f"^{_DATE}$"}


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
