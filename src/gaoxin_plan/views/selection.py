"""What a person means by the words they type: a department, an item, a section, a day."""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model import numerals, periods
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.periods import Period, deadline
from gaoxin_plan.model.plan import Department, Plan, Section, Task
from gaoxin_plan.model.quantities import Day
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.model.target import Part, Target
from gaoxin_plan.problems import BadValueError, PlanError, printable

if TYPE_CHECKING:
    from gaoxin_plan.lights.situation import Situation
    from gaoxin_plan.model.charter import Charter
    from gaoxin_plan.model.progress import Progress

_BRACKETS = "()（）"
_MOST, _ALIKE = 2_000, 0.7  # ids that a misspelt one is held against, and how alike it must be


def department(plan: Plan, words: str, option: str = "--dept") -> Department:
    """Return the department of this id, name, alias or unique part of one.

    Raises PlanError with the nearest name, or with the candidates.
    """
    directory = Directory(plan.departments)
    if found := directory.find(words.strip()):
        return found
    candidates = directory.part(words.strip()) if words.strip() else ()
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        names = "、".join(candidate.name for candidate in candidates)
        raise PlanError(f"“{printable(words)}”可以是几个部门:{names}", "请写全部门名称")
    if nearest := directory.nearest(words):
        raise PlanError(
            f"没有部门“{printable(words)}”;是不是“{nearest.name}”?", f"试试 {option} {nearest.name}"
        )
    names = "、".join(department.name for department in plan.departments)
    raise PlanError(f"没有部门“{printable(words)}”", f"部门名单:{names}")


def item(plan: Plan, words: str) -> Task:
    """Return the item of this id (of it or of one of its parts) or printed number, in any usual form.

    ``FZ-05``, ``fz-5``, ``FZ-05.2``, ``5``, ``五``, ``(五)`` and ``（五）`` are one. Raises PlanError.
    """
    plain = numerals.narrow(words).strip().strip(_BRACKETS).removesuffix("、").upper()
    tasks = list(plan.tasks())
    number = numerals.parse(plain)
    if number is not None:
        found = [task for task in tasks if numerals.parse(task.item.number) == number]
    else:
        found = [task for task in tasks if _key(plain) == _key(task.item.id) or _is_part(plain, task)]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = "、".join(f"{task.item.id} {task.item.title}" for task in found)
        raise PlanError(f"“{printable(words)}”可以是几个条目:{candidates}", "请写条目编号")
    span = f"{tasks[0].item.id} 到 {tasks[-1].item.id}" if tasks else "无"
    raise PlanError(f"没有条目“{printable(words)}”", f"条目编号:{span};也可以写印发件的序号,如 5 或 五")


def thing(plan: Plan, words: str) -> tuple[Task, Part | None]:
    """Return the item, or the target or milestone, of an id or of a number and an end: ``5.1``, ``五.m1``.

    Raises PlanError, with the id that is most likely meant.
    """
    head, dot, end = numerals.narrow(words).strip().partition(".")
    try:
        task = item(plan, head)
    except PlanError as error:
        guesses = "、".join(likely(words, plan))
        raise PlanError(error.message + (f";是不是 {guesses}?" if guesses else ""), error.hint) from None
    return task, part(task, f"{task.item.id}.{end}") if dot else None


def likely(words: str, plan: Plan) -> list[str]:
    """Return the ids of items and parts that a misspelt one is most likely meant to be."""
    import difflib

    ids = [id_ for task in plan.tasks() for id_ in (task.item.id, *(part.id for part in task.parts))]
    return difflib.get_close_matches(words.strip().upper(), ids[:_MOST], 3, _ALIKE)


def part(task: Task, words: str, kind: type = object) -> Part:
    """Return the target or milestone of an item by its id, its end (``1``, ``m1``), or words of its name.

    Words that one part of a ``kind`` has mean that one. Raises PlanError with the candidates.
    """
    plain = numerals.narrow(words).strip()
    for known in task.parts:
        if plain.upper() in (known.id.upper(), known.id.rpartition(".")[2].upper()) or plain == name(known):
            return known
    item_, dot, end = plain.upper().partition(".")
    found = [p for p in task.parts if plain and plain in name(p)]
    meant = [p for p in found if isinstance(p, kind)]
    found = meant if len(meant) == 1 else found
    if dot and _key(item_) == _key(task.item.id):
        found = [p for p in task.parts if p.id.rpartition(".")[2].upper() == end]
    if len(found) == 1:
        return found[0]
    candidates = "、".join(f"{p.id} {name(p)}" for p in found or task.parts) or "无"
    if found:
        raise PlanError(f"“{printable(words)}”可以是几个:{candidates}", "请写编号")
    raise PlanError(f"{task.item.id} 没有目标或节点“{printable(words)}”", f"可选:{candidates}")


def name(part: Part) -> str:
    """Return what a target counts, or what a milestone is."""
    return part.metric if isinstance(part, Target) else part.title


def _is_part(words: str, task: Task) -> bool:
    """Whether words name a target or milestone of an item."""
    item, dot, rest = words.partition(".")
    if not dot or _key(item) != _key(task.item.id):
        return False
    return rest in [part.id.rpartition(".")[2].upper() for part in task.parts]


def _key(text: str) -> tuple[str, str] | None:
    """Return an id without the zeros of its number, for comparing."""
    letters, dash, digits = text.partition("-")
    return (letters, digits.lstrip("0")) if dash and digits.isascii() and digits.isdigit() else None


def section(plan: Plan, words: str) -> Section:
    """Return the section of this id, number, title or unique part of one; raises PlanError."""
    plain = words.strip().strip(_BRACKETS).removesuffix("、")
    number = numerals.parse(plain)
    for found in plan.sections:
        is_numbered = number is not None and numerals.parse(found.number) == number
        if found.id == plain.upper() or found.title == plain or is_numbered:
            return found
    parts = [found for found in plan.sections if plain and plain in found.title]
    if len(parts) == 1:
        return parts[0]
    names = ";".join(f"{found.id} {found.title}" for found in parts or plan.sections)
    if parts:
        raise PlanError(f"“{printable(words)}”可以是几个部分:{names}", "请写部分编号,如 FZ")
    raise PlanError(f"没有这一部分:“{printable(words)}”", f"可选:{names}")


def period(plan: Plan, words: str) -> Period:
    """Return a reporting period of the plan; raises PlanError for any other."""
    found = Period.parse(words)
    if found in plan.periods:
        return found
    known = periods.in_words(plan.periods)
    raise PlanError(f"计划没有报告期“{printable(words)}”", f"可选:{known};别的年份用 --plan 写明计划")


def lights(words: str) -> frozenset[Light]:
    """Return the lights of a list such as ``red,yellow`` or ``红、黄``; raises PlanError."""
    names = {name: light for light in Light for name in (light.value, light.word, light.word[0])}
    asked = [word.strip() for word in re.split("[,，、]", words) if word.strip()] or [words]
    unknown = next((word for word in asked if word not in names), None)
    if unknown is not None:
        raise PlanError(f"没有灯“{printable(unknown)}”", "可选:green,yellow,red,grey,或 绿,黄,红,灰")
    return frozenset(names[word] for word in asked)


def day(words: str) -> date:
    """Return a date typed as ``2022-06-30``; raises PlanError."""
    try:
        return Day("日期").read(words.strip())
    except BadValueError as error:
        raise PlanError(
            f"日期“{printable(words)}”{error.words['why']}", f"日期写成 2022-06-30 这样;{error.words['hint']}"
        ) from None


class Moment(NamedTuple):
    """The day that is asked about, and the reporting period that it looks back on."""

    as_of: date
    period: Period


def moment(plan: Plan, today: date, *, as_of: str | None = None, asked: str | None = None) -> Moment:
    """Return the day asked about: a given one, that of a period, or the latest that makes sense.

    A period is asked about as of the day after its grace days. Without either it is today, but never
    later than that day of the plan's last period. Raises PlanError.
    """
    if asked is not None:
        chosen = period(plan, asked)
        return Moment(day(as_of) if as_of is not None else min(today, closing(plan, chosen)), chosen)
    last = plan.periods[-1]
    when = day(as_of) if as_of is not None else min(today, closing(plan, last))
    ended = [known for known in plan.periods if known.end <= when]
    return Moment(when, ended[-1] if ended else plan.periods[0])


def stood(charter: "Charter", progress: "Progress", period: Period, today: date) -> "Situation":
    """Return how a plan stood for a period, on the day after its grace days, by what is filed now."""
    from gaoxin_plan.lights.situation import Situation

    return Situation(charter, progress, min(today, closing(charter.plan, period)), period)


def closing(plan: Plan, period: Period) -> date:
    """Return the day after a period's grace days: the first on which its filings are late."""
    return deadline(period, yardstick(plan.rules).grace_days + 1)
