"""Ids and numbers: each once, in order, and under the item it belongs to."""

from collections.abc import Iterable, Iterator

from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model import numerals
from gaoxin_plan.problems import Finding, Kind, Place, Related

DUPLICATE_ID = Kind(
    "P201", "编号重复", "编号“{id}”已经用过", "编号一经使用就不再改;给后加的这一处换一个没有用过的编号"
)
STRAY_ID = Kind(
    "P202",
    "编号与条目不符",
    "编号“{id}”不属于条目 {item}",
    "改成 {item}.{rest} 这样,以条目编号开头",
    requires=("P201",),
)
STRAY_ITEM = Kind(
    "P216",
    "条目编号与其目标不符",
    "条目编号“{id}”与它的目标、节点编号({part} 等)不符",
    "编号一经使用就不再改;多半是条目编号写错了",
    requires=("P201",),
)
NUMBERING = Kind("P204", "序号不连续", "序号“{found}”应是“{expected}”", "照印发件核对,是否漏了或重复了一条")


def _duplicates(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for place, name in _ids(subject):
        where = (*place, "id")
        if name in seen:
            yield DUPLICATE_ID.at(where, id=name, related=Related("第一处", seen[name]))
        else:
            seen[name] = where


def _ids(subject: Subject) -> Iterator[tuple[Place, str]]:
    plan = subject.plan
    yield from ((("departments", n), department.id) for n, department in enumerate(plan.departments))
    yield from ((("sections", n), section.id) for n, section in enumerate(plan.sections))
    yield from ((place, task.item.id) for place, task in subject.tasks)
    yield from ((place, part.id) for place, _, part in subject.parts)


def _strays(subject: Subject) -> Iterator[Finding]:
    mixed = ((item, parts) for _, item, parts in _astray(subject) if not _all_agree(parts))
    for item, parts in mixed:
        for where, part in parts:
            prefix, _, rest = part.rpartition(".")
            if prefix != item:
                yield STRAY_ID.at((*where, "id"), id=part, item=item, rest=rest)


def _stray_items(subject: Subject) -> Iterator[Finding]:
    for place, item, parts in _astray(subject):
        if _all_agree(parts):
            yield STRAY_ITEM.at((*place, "id"), id=item, part=parts[0][1])


_Parts = list[tuple[Place, str]]


def _astray(subject: Subject) -> Iterator[tuple[Place, str, _Parts]]:
    """Yield the items some of whose parts have another item's id; an id that stands twice is told already."""
    seen: set[str] = set()
    for place, task in subject.tasks:
        item = task.item
        if item.id not in seen and any(part.id.rpartition(".")[0] != item.id for part in task.parts):
            parts: _Parts = [((*place, "targets", n), part.id) for n, part in enumerate(item.targets)]
            parts += [((*place, "milestones", n), part.id) for n, part in enumerate(item.milestones)]
            yield place, item.id, parts
        seen.add(item.id)


def _all_agree(parts: _Parts) -> bool:
    """Whether several parts belong to one and the same other item, so that the item's id is the odd one."""
    return len(parts) > 1 and len({part.rpartition(".")[0] for _, part in parts}) == 1


def _skips(subject: Subject) -> Iterator[Finding]:
    if subject.printed is not None and (subject.printed.leftovers or subject.printed.moved):
        return  # an item that is missing or stands elsewhere is told by the proof
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
    """Yield a finding for every number out of order; one wrong number does not make the next one wrong."""
    entries = list(numbered)
    values = [numerals.parse(number) or 0 for _, number in entries]
    expected = 1
    for n, (place, number) in enumerate(entries):
        if values[n] != expected:
            told = str(expected) if number.isascii() else numerals.numeral(expected)
            yield NUMBERING.at((*place, "number"), found=number, expected=told)
        resumes = values[n + 1 : n + 2] == [expected + 1]
        expected = (expected if resumes else values[n]) + 1


RULES = (
    Rule(DUPLICATE_ID, _duplicates),
    Rule(STRAY_ID, _strays),
    Rule(STRAY_ITEM, _stray_items, whole=("targets", "milestones")),
    Rule(NUMBERING, _skips, whole=("sections", "items")),
)
