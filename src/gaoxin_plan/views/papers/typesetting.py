"""How what the tool says reads on paper: full-width marks, no spaces, dates and periods in Chinese.

On a screen reasons are set for narrow columns (``4/10 项,序时应达 5 项``); on paper they stand within
Chinese prose (``4/10项，序时应达5项``). What people wrote, names and causes, keeps every character.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from gaoxin_plan.model.periods import Period, full_date
from gaoxin_plan.model.plan import Plan

Typeset = Callable[[str], str]

_MARKS = str.maketrans(",;:()", "，；：（）")
_HAN = r"[\u4e00-\u9fff，；：（）“”]"
_OURS = rf"""
    (?<=;理由):(?P<reason>.*)
  | (?P<day>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))
  | (?P<period>(?<!\d)\d{{4}}(?:Q[1-4]|H[12]|-\d\d)(?![\d-]))
  | (?P<space>(?<={_HAN})[ ](?=[\d]|{_HAN}) | (?<=[\d%)])[ ](?={_HAN}))
  | (?P<mark>[,;:()])
"""


def typesetter(plan: Plan) -> Typeset:
    """Return how to set the words that the tool has for a plan, whose own names are left alone."""
    plain = re.compile(_OURS, re.VERBOSE)
    kept = {name for name in _names(plan) if plain.sub(_set, name) != name}
    names = "|".join(re.escape(name) for name in sorted(kept, key=len, reverse=True))
    ours = re.compile(f"(?P<name>{names})|{_OURS}" if names else _OURS, re.VERBOSE)
    return lambda words: ours.sub(_set, words)


def _names(plan: Plan) -> Iterator[str]:
    """Yield the plan's own words that reasons may hold."""
    for department in plan.departments:
        yield from (department.name, *department.aliases)
    for task in plan.tasks():
        yield from (*task.lead, *task.item.responsible, task.item.title)
        yield from (text for t in task.item.targets for text in (t.metric, t.unit))
        yield from (text for m in task.item.milestones for text in (m.title, m.limit))


def _set(found: re.Match[str]) -> str:
    kind, words = found.lastgroup, found[0]
    if kind == "reason":
        return "：" + words[1:]
    if kind == "day":
        return _day(words)
    if kind == "period":
        period = Period.parse(words)
        return period.words if period else words
    if kind == "space":
        return ""
    return words.translate(_MARKS) if kind == "mark" else words


def clipped(words: str, most: int) -> str:
    """Return words cut to a length where a clause ends: at ``；``, else at ``，``, else anywhere."""
    if len(words) <= most:
        return words
    for end in "；，":
        cut = words.rfind(end, 0, most)
        if cut > 0:
            return words[:cut] + "等"
    return words[: most - 1] + "…"


def _day(words: str) -> str:
    try:
        return full_date(date.fromisoformat(words))
    except ValueError:
        return words
