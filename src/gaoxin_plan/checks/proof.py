"""The proof that a plan is its document: the file is the one named, and the plan says what it prints."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gaoxin_plan.checks.printed import Bracket, Printed
from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.plan import Task
from gaoxin_plan.problems import Finding, Kind, Place, printable

ALTERED = Kind(
    "P303",
    "与原件不一致",
    "从这里起与原件不同:计划是“{planned}”,原件是“{printed}”",
    "照原件改回;若是经批准的调整,原文不动,另作调整记录",
    requires=("P119", "P208"),
)
NOT_PRINTED = Kind(
    "P304",
    "原件里没有这一段",
    "原件里找不到这一段:“{planned}”",
    "照原件核对次序和文字;原件里没有的不要写进计划",
    requires=("P119", "P208"),
)
MOVED = Kind("P307", "次序与原件不同", "这一段在原件里排在别处", "照印发件的次序放回去", requires=("P119",))
LEFT_OVER = Kind(
    "P305",
    "原件有一段没有写进计划",
    "原件中“{passed}”没有写进计划",
    "把这一段补进计划里对应的位置",
    requires=("P119", "P208"),
)
BRACKET = Kind(
    "P306",
    "部门与原件不一致",
    "原件印的{role}是“{printed}”,计划写的是“{planned}”",
    "照原件的部门和次序改正;名称写法不同的,加进 aliases;经批准调整的,改回去,再用 gaoxin amend",
    requires=("P131", "P140", "P142", "P143", "P153", "P203", "P205", "P206"),
)

_BEHIND = 12  # characters shown from the first difference on


def _printed(subject: Subject) -> Printed:
    return subject.printed or Printed((), (), ())


def _altered(subject: Subject) -> Iterator[Finding]:
    for place, offset, planned, printed in _printed(subject).differences:
        if printed or offset:
            planned_here, printed_here = (
                printable(words[:_BEHIND]) or "(到此为止)" for words in (planned, printed)
            )
            yield ALTERED.at(place, offset=offset, planned=planned_here, printed=printed_here)


def _not_printed(subject: Subject) -> Iterator[Finding]:
    for place, offset, planned, printed in _printed(subject).differences:
        if not printed and not offset:
            yield NOT_PRINTED.at(place, planned=printable(planned, 20))


def _moved(subject: Subject) -> Iterator[Finding]:
    for place in _printed(subject).moved:
        yield MOVED.at(place)


def _left_over(subject: Subject) -> Iterator[Finding]:
    for place, offset, words in _printed(subject).leftovers:
        yield LEFT_OVER.at(place, offset=offset, passed=printable(words, 40))


class _Role(NamedTuple):
    key: str
    title: str
    printed: Callable[[Bracket], tuple[str, ...]]


_ROLES = (
    _Role("lead", "牵头部门", lambda bracket: bracket.lead),
    _Role("responsible", "责任部门", lambda bracket: bracket.responsible),
)


def _brackets(subject: Subject) -> Iterator[Finding]:
    canonical = subject.directory.canonical
    tasks = dict(subject.tasks)
    for bracket in _printed(subject).brackets:
        task = tasks[bracket.place]
        for role, planned in zip(_ROLES, (task.lead, task.item.responsible), strict=True):
            printed = role.printed(bracket)
            if printed != planned and [*map(canonical, printed)] != [*map(canonical, planned)]:
                where = _where(task, bracket.place, role.key)
                yield BRACKET.at(where, role=role.title, printed=_listed(printed), planned=_listed(planned))


def _where(task: Task, item: Place, key: str) -> Place:
    """Return the place of an item's departments: its section's, where the item names none itself."""
    if key == "lead" and not task.item.lead and task.section.lead:
        return (*item[:2], "lead")
    return (*item, key) if getattr(task.item, key) else item


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(names) or "无"


RULES = (
    Rule(ALTERED, _altered, whole=("title", "preamble", "sections", "items")),
    Rule(NOT_PRINTED, _not_printed, whole=("title", "preamble", "sections", "items")),
    Rule(MOVED, _moved, whole=("title", "preamble", "sections", "items")),
    Rule(LEFT_OVER, _left_over, whole=("title", "preamble", "sections", "items")),
    Rule(BRACKET, _brackets, whole=("departments", "aliases", "name", "sections", "items")),
)
