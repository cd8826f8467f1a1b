"""Words are verbatim: a text begins with its title, a quote stands in the text, a number in its quote."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model import numerals
from gaoxin_plan.model.goals import number
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.problems import Finding, Kind, Severity, printable

TITLE = Kind(
    "P208",
    "原文不以标题开头",
    "{id} 的原文不是以标题“{title}。”开头",
    "标题和原文照印发件写成一样",
    requires=("P119",),
)
QUOTE = Kind(
    "P209",
    "引文不在原文中",
    "引文“{quote}”不在 {item} 的原文中",
    "从 text 里逐字复制,标点也要一样",
    requires=("P119",),
)
QUOTE_NUMBER = Kind(
    "P210",
    "引文里没有这个数",
    "{key} 的“{value}”在引文“{quote}”中找不到",
    "{hint}",
    requires=("P209", "P144"),
)
LIMIT = Kind(
    "P211",
    "逐项时限不在引文中",
    "逐项时限“{limit}”不在引文“{quote}”中",
    "limit 只写印发件里的原话",
    requires=("P209",),
)
YEARS = Kind(
    "P224",
    "跨年期限没有写日期",
    "引文写明“{years}”,但没有写 due",
    "从计划开始算起,把到期日写进 due",
    Severity.WARNING,
    requires=("P131", "P145", "P209"),
)

_EVERY_WORDS = {"week": "周", "month": "月", "quarter": "季"}
YEARS_SPAN = (
    r"(?<![近前后第\d])(?P<n>[两二三四五六七八九十]|[2-9])年(?=启动|完成|内|实现|建成|达到|到位|目标)"
)


def _titles(subject: Subject) -> Iterator[Finding]:
    for place, task in subject.tasks:
        if not task.item.text.startswith(task.item.title + "。"):
            yield TITLE.at((*place, "text"), id=task.item.id, title=task.item.title)


def _quotes(subject: Subject) -> Iterator[Finding]:
    differing = subject.printed.differing if subject.printed else frozenset()
    for place, task, part in subject.parts:
        if part.quote not in task.item.text and place[:4] not in differing:
            yield QUOTE.at((*place, "quote"), quote=printable(part.quote), item=task.item.id)


def _numbers(subject: Subject) -> Iterator[Finding]:
    for place, target in subject.targets:
        for key, value in _values(target):
            if not _says(target.quote, key, value):
                hint = (
                    _every_hint(value)
                    if isinstance(value, str)
                    else "数字必须是引文里印着的,阿拉伯数字或汉字都行;经批准调整的,改回去,再用 gaoxin amend"
                )
                told = value if isinstance(value, str) else number(value)
                yield QUOTE_NUMBER.at(
                    (*place, key), key=key, value=told, quote=printable(target.quote), hint=hint
                )


def _values(target: Target) -> Iterator[tuple[str, Decimal | str]]:
    kind, goal = target.goal
    for value in goal if isinstance(goal, tuple) else (goal,):
        yield kind, value


def _every_hint(value: str) -> str:
    return f"引文里要有“{_EVERY_WORDS[value]}”字"


def _says(quote: str, key: str, value: Decimal | str) -> bool:
    """Whether a quote prints a value, in digits or in Chinese numerals."""
    if isinstance(value, str):
        return _EVERY_WORDS[value] in quote
    return value in _printed_numbers(quote) or (key == "at_most" and value == 0 and "无" in quote)


def _printed_numbers(quote: str) -> Iterator[Decimal]:
    """Yield every number that a quote prints: 1,500 as 1500, 二十七 as 27, 四级 as 4."""
    text = numerals.narrow(quote)
    for digits in re.findall(r"[0-9]+(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?", text):
        yield Decimal(digits.replace(",", ""))
    for run in re.findall(f"[{numerals.CHARACTERS}]+", text):
        value = numerals.parse(run)
        if value is not None:
            yield Decimal(value)


def _limits(subject: Subject) -> Iterator[Finding]:
    for place, _, part in subject.parts:
        if isinstance(part, Milestone) and part.limit not in part.quote:
            yield LIMIT.at((*place, "limit"), limit=printable(part.limit), quote=printable(part.quote))


def _years(subject: Subject) -> Iterator[Finding]:
    last = subject.plan.last_day
    for place, _, part in subject.parts:
        matched = re.search(YEARS_SPAN, part.quote) if "年" in part.quote else None
        within = (
            matched and (numerals.parse(matched["n"]) or 0) <= last.year - subject.plan.first_day.year + 1
        )
        if matched and not within and part.due is None:
            yield YEARS.at(place, years=matched["n"] + "年")


RULES = (
    Rule(TITLE, _titles, whole=("title",)),
    Rule(QUOTE, _quotes),
    Rule(QUOTE_NUMBER, _numbers, whole=("quote",)),
    Rule(LIMIT, _limits),
    Rule(YEARS, _years),
)
