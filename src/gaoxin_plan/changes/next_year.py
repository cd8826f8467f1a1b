"""Next year's plan out of this year's: departments, sections, and what was left undone to decide on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.lights.item import item_light, unmet
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.plan import Plan, Section, Task
from gaoxin_plan.problems import Place, PlanError
from gaoxin_plan.source import canonical, files
from gaoxin_plan.source.document import Document
from gaoxin_plan.views import selection
from gaoxin_plan.workspace import Workspace

_NOTE = "    # "


class Started(NamedTuple):
    """The plan that was written, and the ids of the items it carries as comments."""

    path: Path
    carried: tuple[str, ...]


def start(workspace: Workspace, year: int, today: date) -> Started:
    """Write the plan of a year beside an earlier one; raises PlanError where it is there already."""
    path = workspace.path.with_name(f"{year}.yaml")
    now = Situation.of(workspace, selection.moment(workspace.charter.plan, today).as_of)
    undone = {task.item.id for task in now.plan.tasks() if _is_undone(task, now)}
    text = "".join(f"{line}\n" for line in _lines(workspace, year, now, undone))
    with files.locked(path.parent):
        if path.exists():
            raise PlanError(f"{path} 已经有了,什么都没有写", "换一个年份,或先把它移走")
        files.rewrite(path, None, text)
    return Started(path, tuple(task.item.id for task in now.plan.tasks() if task.item.id in undone))


def _is_undone(task: Task, now: Situation) -> bool:
    """Whether an item was not met, be it closed in spite of that; one without parts, whether it is open."""
    closing = now.closed(task.item.id)
    if closing is not None and not closing.reason:
        return False
    return bool(unmet(task, now)) or (closing is None and not task.parts)


def _lines(workspace: Workspace, year: int, now: Situation, undone: set[str]) -> Iterator[str]:
    plan, document = workspace.charter.plan, workspace.file.document
    first = document.text.partition("\n")[0].rstrip("\r")
    if first.startswith("# yaml-language-server"):
        yield first
    yield f"# 由 {workspace.path.name} 起头:部门和部分照旧,条目请照新的印发件写。"
    yield f"title: {canonical.value(_title(plan, year), in_flow=False)}"
    yield f"year: {year}"
    yield f"issuer: {canonical.value(plan.issuer, in_flow=False)}"
    yield f"published: {year}-01-01  # 请改成印发日期"
    yield f"reporting: {plan.reporting}"
    for key in ("rules", "sample", "departments"):
        yield from _copied(document, key)
    yield ""
    yield "sections:"
    for n, section in enumerate(plan.sections):
        yield from _section(document, n, section, now, undone)


def _title(plan: Plan, year: int) -> str:
    old = f"{plan.year}年"
    return plan.title.replace(old, f"{year}年") if old in plan.title else f"{plan.title}({year}年)"


def _copied(document: Document, key: str) -> Iterator[str]:
    """Yield the lines of an entry at the root, as they stand in the file."""
    node = document.node((key,))
    if node is not None:
        begin = document.mark((key,), on_key=True).line - 1
        yield from _raw_lines(document, begin, canonical.content_end(document.text, node))


def _raw_lines(document: Document, first: int, end: int) -> list[str]:
    """Return the lines from one (counted from 0) to that of an index."""
    last = document.text.count("\n", 0, end)
    return [line.rstrip("\r") for line in document.text.split("\n")[first : last + 1]]


def _section(document: Document, n: int, section: Section, now: Situation, undone: set[str]) -> Iterator[str]:
    yield f"  - id: {section.id}"
    yield f"    number: {canonical.value(section.number, in_flow=False)}"
    yield f"    title: {canonical.value(section.title, in_flow=False)}"
    if section.leader:
        yield f"    leader: {canonical.value(section.leader, in_flow=False)}"
    if section.lead:
        yield f"    lead: {canonical.value([*section.lead], in_flow=False)}"
    yield "    items: []"
    carried = [(i, item) for i, item in enumerate(section.items) if item.id in undone]
    if not carried:
        return
    yield f"{_NOTE}上年没有完成的 {len(carried)} 条,请逐条决定:要结转的,删去上面的 [],去掉条目各行的“# ”;"
    yield f"{_NOTE}不结转的,删去。序号、文字、时限照新的印发件改。"
    for i, item in carried:
        task = Task(section, item)
        light = item_light(task, now)
        yield f"{_NOTE}{item.id}:{light.light.word},{';'.join(light.reasons)}"
        yield from _commented(document, ("sections", n, "items", i))


def _commented(document: Document, place: Place) -> Iterator[str]:
    """Yield an item as comments which, taken away, leave it where it belongs."""
    node = document.node(place)
    if node is None:
        return
    lines = _raw_lines(document, node.start.line, canonical.content_end(document.text, node))
    indent = node.start.column
    first, *rest = lines
    yield f"{_NOTE}  - {first[indent:]}"
    for line in rest:
        yield f"{_NOTE}    {line[indent:]}".rstrip()
