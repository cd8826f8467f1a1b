"""What a person means who types a value, a day, a state: checked, and written as a file has it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from gaoxin_plan.changes.record import WHOLE
from gaoxin_plan.model.fields import Choice, Field, Text
from gaoxin_plan.model.filing import STATES
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.quantities import Day, Signed
from gaoxin_plan.model.target import Milestone, Part, Target
from gaoxin_plan.problems import BadValueError, PlanError, printable
from gaoxin_plan.views import selection
from gaoxin_plan.views.recorded import FIELDS


def state(words: str) -> str:
    """Return a state; raises PlanError for any other word."""
    return _read(Choice("状态", STATES), words)


def text(words: str, hint: str = "不报了用 --unset,如 --unset progress") -> str:
    """Return a text; raises PlanError where it is empty or holds what no one can see."""
    if not words.strip():
        raise PlanError("文字是空的", hint)
    return _read(Text("文字"), words.replace("\r\n", "\n").strip())


def values(task: Task, words: Iterable[str]) -> dict[str, str]:
    """Return the values of targets by id, as typed; raises PlanError."""
    found: dict[str, str] = {}
    for part, value in (_assigned(task, one, "--value", "FZ-05.1=6", Target) for one in words):
        if isinstance(part, Milestone):
            raise PlanError(f"{part.id} 是节点,没有完成值", f"写 --done {part.id}=日期")
        found[part.id] = _once(part, found, _value(part, value))
    return found


def days(task: Task, words: Iterable[str]) -> dict[str, str]:
    """Return the days of milestones by id, as typed; raises PlanError."""
    found: dict[str, str] = {}
    for part, day in (_assigned(task, one, "--done", "FZ-05.m1=2022-06-20", Milestone) for one in words):
        if isinstance(part, Target):
            raise PlanError(f"{part.id} 是目标,没有完成日期", f"写 --value {part.id}=完成值")
        found[part.id] = _once(part, found, _read(Day("完成日期"), day))
    return found


def _once(part: Part, found: Mapping[str, str], words: str) -> str:
    """Return words that are given for a part once; raises PlanError where others were given before."""
    if found.get(part.id, words) != words:
        raise PlanError(f"{part.id} 写了两次:{found[part.id]} 和 {words}", "只写一次")
    return words


def _value(part: Target, words: str) -> str:
    try:
        return _read(Signed("完成值"), words)
    except PlanError as error:
        is_clear = error.hint.startswith("写成")
        hint = error.hint if is_clear else f"只写数字,如 --value {part.id}=6"
        raise PlanError(error.message, hint) from None


def _assigned(task: Task, words: str, option: str, example: str, kind: type = object) -> tuple[Part, str]:
    name, sign, value = words.replace("＝", "=").rpartition("=")
    if not sign or not name.strip() or not value.strip():
        raise PlanError(f"{option} 的“{printable(words)}”写法不对", f"写成 {option} {example}")
    return selection.part(task, name, kind), value.strip()


def supposed(task: Task, words: Iterable[str]) -> dict[str, Decimal | date]:
    """Return values of targets and days of milestones by id, to reckon with; raises PlanError."""
    given = [_assigned(task, one, "--if", "FZ-05.1=8") for one in words]
    numbers = {p.id: Decimal(_value(p, v)) for p, v in given if isinstance(p, Target)}
    days_ = {p.id: Day("日期").read(_read(Day("日期"), v)) for p, v in given if isinstance(p, Milestone)}
    return {**numbers, **days_}


def field(task: Task, words: str) -> str:
    """Return what is to be taken back: a field's name, or the id of a part; raises PlanError."""
    plain = words.strip()
    by_title = {title: name for name, title in FIELDS.items()} | {"条目": WHOLE, "problem": "problems"}
    plain = by_title.get(plain, plain)
    return plain if plain in (*FIELDS, "state", WHOLE) else selection.part(task, plain).id


def _read(field: Field, words: str) -> str:
    """Return words that a field can read, put right where it is clear what is meant; raises PlanError."""
    try:
        field.check(words)
    except BadValueError as error:
        if isinstance(error.mend, str):
            return error.mend
        raise PlanError(str(error), error.kind.hint.format(**error.words)) from None
    return words
