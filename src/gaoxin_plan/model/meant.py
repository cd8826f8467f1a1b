"""What people mean who type a number or a day into a form: read generously, and said where it was."""

import re
from datetime import date
from typing import NamedTuple

from gaoxin_plan.model import numerals
from gaoxin_plan.model.quantities import DATE, NUMBER, Day, Signed
from gaoxin_plan.problems import BadValueError, printable

_SIGNS = str.maketrans("，％－−", ",%--")
_NUMBER = r"(-?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?"
_DAY = r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]?"
_DIGITS = r"([0-9]{4})([0-9]{2})([0-9]{2})"


class Meant(NamedTuple):
    """A value as a filing has it; it is not plain where people may want to look whether it was meant."""

    value: str
    is_plain: bool = True


def number(words: str, unit: str, title: str = "完成值") -> Meant:
    """Return the number meant by ``１２``, ``12项``, ``1,200`` or ``十二`` where ``unit`` is 项.

    Raises BadValueError, also for a number of another unit.
    """
    plain = numerals.narrow(words).translate(_SIGNS).strip()
    bare = plain.removesuffix(unit).strip() if unit else plain
    if matched := re.fullmatch(_NUMBER, bare):
        sign, whole, part = matched.groups()
        value = sign + (whole.replace(",", "").lstrip("0") or "0") + (part or "")
    elif (counted := numerals.parse(bare)) is not None:
        if "万" in bare and unit.startswith(("万", "亿")):
            why, hint = f",这个目标的单位已经是{unit}", f"写成以{unit}计的数字,如 12"
            raise BadValueError(NUMBER, name=title, value=printable(words), why=why, hint=hint)
        value = str(counted)
    else:
        raise _no_number(words, plain, unit, title)
    Signed(title).read(value)
    return Meant(value, is_plain=value == words)


def _no_number(words: str, plain: str, unit: str, title: str) -> BadValueError:
    """Return the fault of words that no number is made of."""
    why, hint = "", "只写数字,如 6"
    found = re.match(_NUMBER, plain)
    rest = plain[found.end() :].strip() if found else ""
    if plain.startswith("+"):
        hint = "完成值是累计数,不写正号;请写到现在一共多少"
    elif found and rest and not rest[0].isdigit() and rest[0] not in ",.":
        why = f",多了“{printable(rest, 10)}”"
        hint = f"只写数字 {found.group()};" + (f"这个目标的单位是{unit}" if unit else "这个目标没有单位")
    elif found:
        hint = "数字中间不要空格;逗号只用来分千位,如 1,200;小数点写成 .,如 8.6"
    return BadValueError(NUMBER, name=title, value=printable(words), why=why, hint=hint)


def day(words: str, year: int, title: str = "完成日期") -> Meant:
    """Return the day meant: ``2022.6.20``, ``20220620``, in a ``year`` ``6月20日``; raises BadValueError."""
    plain = numerals.narrow(words).strip()
    if matched := re.fullmatch(_DAY, plain):
        return _made(words, year, int(matched[1]), int(matched[2]), title)
    if matched := re.fullmatch(_DIGITS, plain):
        return _made(words, int(matched[1]), int(matched[2]), int(matched[3]), title)
    try:
        return Meant(Day(title).read(plain).isoformat(), is_plain=plain == words)
    except BadValueError as error:
        if isinstance(error.mend, str):
            return Meant(error.mend, is_plain=False)
        raise


def _made(words: str, year: int, month: int, number: int, title: str) -> Meant:
    try:
        return Meant(date(year, month, number).isoformat(), is_plain=False)
    except ValueError:
        why, hint = "不存在", "请核对月份和日子"
        raise BadValueError(DATE, name=title, value=printable(words), why=why, hint=hint) from None
