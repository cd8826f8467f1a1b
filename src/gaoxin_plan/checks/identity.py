"""Ids and numbers: each once, in order, and under the item it belongs to."""

from collections.abc import Iterable, Iterator

from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model import numerals
from gaoxin_plan.problems import Finding, Kind, Place

DUPLICATE_ID = Kind(
    "P201", "编号重复", "编号“{id}”已经用过", "编号一经使用就不再改;给后加的这一处换一个没有用过的编号"
)
STRAY_ID = Kind(
    "P202", "编号与条目不符", "编号“{id}”不属于条目 {item}", "改成 {item}.{rest} 这样,以条目编号开头"
)
NUMBERING = Kind("P204", "序号不连续", "序号“{found}”应是“{expected}”", "照印发件核对,是否漏了或重复了一条")


def _duplicates(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for place, name in _ids(subject):
        where = (*place, "id")
        if name in seen:
            yield DUPLICATE_ID.at(where, id=name, related=("第一处", seen[name]))
        else:
            seen[name] = where


def _ids(subject: Subject) -> Iterator[tuple[Place, str]]:
    plan = subject.plan
    yield from ((("departments", n), department.id) for n, department in enumerate(plan.departments))
    yield from ((("sections", n), section.id) for n, section in enumerate(plan.sections))
    yield from ((place, task.item.id) for place, task in subject.tasks)
    yield from ((place, part.id) for place, _, part in subject.parts)


def _strays(subject: Subject) -> Iterator[Finding]:
    for place, task, part in subject.parts:
        item, _, rest = part.id.rpartition(".")
        if item != task.item.id:
            yield STRAY_ID.at((*place, "id"), id=part.id, item=task.item.id, rest=rest)


def _skips(subject: Subject) -> Iterator[Finding]:
    sections = subject.plan.sections
    yield from _run((("sections", n), section.number) for n, section in enumerate(sections))
    restarts = len(sections) > 1 and any(
        _starts_anew(section.items[0].number) for section in sections[1:] if section.items
    )
    items = [(place, task.item.number) for place, task in subject.tasks]
    groups = [[e for e in items if e[0][1] == n] for n in range(len(sections))] if restarts else [items]
    for group in groups:
        yield from _run(group)


def _starts_anew(number: str) -> bool:
    return numerals.parse(number) == 1


def _run(numbered: Iterable[tuple[Place, str]]) -> Iterator[Finding]:
    """Yield a finding for every number that is not one more than the number before it."""
    expected = 1
    for place, number in numbered:
        found = numerals.parse(number) or 0
        if found != expected:
            told = str(expected) if number.isascii() else numerals.numeral(expected)
            yield NUMBERING.at((*place, "number"), found=number, expected=told)
        expected = found + 1


RULES = (
    Rule(DUPLICATE_ID, _duplicates),
    Rule(STRAY_ID, _strays),
    Rule(NUMBERING, _skips, whole=("sections", "items")),
)
