"""What a person wants of an amended plan: a goal, a day, departments, grounds, as a file has them."""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.amendment import NONE, ROLES
from gaoxin_plan.model.fields import Field, Line, Names, Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.quantities import Number
from gaoxin_plan.model.target import GOALS, Target
from gaoxin_plan.problems import BadValueError, PlanError, printable
from gaoxin_plan.views import selection

_HOW_OFTEN = {
    "周": "week", "每周": "week", "月": "month", "每月": "month",
    "季": "quarter", "季度": "quarter", "每季": "quarter", "每季度": "quarter",
}  # fmt: skip
_GROUNDS = {
    "reason": ("理由", "调整要说得出为什么,以后查历史、印通报都用它:--reason 市级项目停建"),
    "approved": ("批准依据", "没有批准的不能调整;写文号或会议纪要:--approved 会议纪要2022年第9期"),
}
_STOPS = "。;;,,、::!!??"
_BETWEEN = r"\s*[,，、~\uff5e至到-]\s*|\s+"


class Wanted(NamedTuple):
    """The new value of a key, as a file has it; None where it is taken away."""

    key: str
    value: Value | None


def wanted(
    plan: Plan, typed: Mapping[str, str | list[str] | None], *, drop: bool = False
) -> tuple[Wanted, ...]:
    """Return the new values of what was typed by key, none where all is dropped; raises PlanError."""
    given = {key: words for key, words in typed.items() if words is not None}
    if drop and given:
        raise PlanError(f"--drop 取消全部,不能同时写 {'、'.join(map(option, given))}", "分两次做")
    if not drop and not given:
        raise PlanError("没有写要改什么", "写新的值,如 --at-least 8、--due 2022-11-30、--lead 部门,或 --drop")
    goals = [option(key) for key in given if key in GOALS]
    if len(goals) > 1:
        raise PlanError(f"一个目标只有一种要求,却写了 {'、'.join(goals)}", "只写一种")
    return tuple(Wanted(key, _value(plan, key, words)) for key, words in given.items())


def _value(plan: Plan, key: str, words: str | list[str]) -> Value | None:
    if key in ROLES:
        return _names(plan, key, [words] if isinstance(words, str) else words)
    text = words if isinstance(words, str) else "".join(words)
    if key == "due" and text.strip() == NONE:
        return None
    return _goal_or_day(key, text.strip())


def option(key: str) -> str:
    """Return the option that a key is typed behind."""
    return f"--{key.replace('_', '-')}"


def _goal_or_day(key: str, words: str) -> Value:
    slot = shape.slot(Target, key)
    field = copy(slot.field) if slot else Line(key)
    field.title = option(key)  # in a message it is called as it was typed
    if key == "between":
        ends = re.split(_BETWEEN, words.strip("[]［］【】 "))
        if len(ends) != 2:
            raise PlanError(f"{field.title} 要写两个数,写的是“{printable(words)}”", f"如 {field.title} 2,3")
        return _checked(field, [*ends], f"写下限和上限,如 {option(key)} 2,3")
    example = f"只写数字,如 {option(key)} 8" if isinstance(field, Number) else ""
    return _checked(field, _HOW_OFTEN.get(words, words) if key == "every" else words, example)


def _checked(field: Field, value: str | list[str], example: str) -> Value:
    """Return a value that a field can read, put right where it is clear what is meant; raises PlanError."""
    try:
        field.check([*value] if isinstance(value, list) else value)
    except BadValueError as error:
        if isinstance(error.mend, str):
            return error.mend
        if isinstance(error.mend, list):
            return [*error.mend]
        hint = error.kind.hint.format(**error.words)
        raise PlanError(str(error), hint if not example or hint.startswith("写成") else example) from None
    return [*value] if isinstance(value, list) else value


def _names(plan: Plan, key: str, words: Iterable[str]) -> Value | None:
    """Return the departments' own names, each once."""
    typed = [one for group in words for one in re.split(f"[{Names.marks}]", group) if one.strip()]
    if [one.strip() for one in typed] == [NONE]:
        return None
    if not typed:
        raise PlanError(f"{option(key)} 没有写部门", f"写部门的名称;不要了就写 {option(key)} {NONE}")
    found = dict.fromkeys(selection.department(plan, one, option(key)).name for one in typed)
    return [*found]


def ground(words: str | None, key: str) -> str:
    """Return a reason or an approval on one line; raises PlanError where there is none."""
    title, why = _GROUNDS[key]
    if words is None or not words.strip():
        named = f"{option(key)}({title})"
        raise PlanError(f"没有写 {named}" if words is None else f"{named}是空的", why)
    try:
        return Line(title).seen(_on_one_line(words))
    except BadValueError as error:
        raise PlanError(str(error), error.kind.hint.format(**error.words)) from None


def _on_one_line(words: str) -> str:
    """Join lines that were typed: a semicolon between them, unless a stop is there already."""
    line = ""
    for part in filter(None, (part.strip() for part in re.split(r"\r\n?|\n", words))):
        line += f";{part}" if line and line[-1] not in _STOPS else part
    return line


def day(plan: Plan, words: str | None, today: date) -> date:
    """Return the day from which on an amendment counts, today where none is typed; raises PlanError."""
    if words is not None:
        return selection.day(words)
    if today > plan.last_day:
        raise PlanError(
            f"计划在 {plan.last_day} 已经结束,没有写 --on",
            "用 --on 写明从哪一天起算,如 --on 2022-09-01",
        )
    return today
