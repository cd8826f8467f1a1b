"""File progress: one department's word on one item for one period, spliced into its filing."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.changes.writing import Fact, evidence_name, write
from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department, Task
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source.edits import Add, Drop, Edit, Put
from gaoxin_plan.views.recorded import FIELDS, Recorded, told
from gaoxin_plan.workspace import Workspace

WHOLE = "item"
"""What is taken back where a whole item is."""


class Entry(NamedTuple):
    """What to file; what is None or empty stays as it is. Values and days are as they are written.

    A new filing without a day of its own is filed today; ``filed`` of one that is there stays.

    ``unset`` are fields, ids of parts, or :data:`WHOLE`.
    """

    task: Task
    department: Department
    period: Period
    filed: date | None = None
    state: str | None = None
    texts: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    done: Mapping[str, str] = {}
    evidence: tuple[Path, ...] = ()
    unset: tuple[str, ...] = ()


def record(workspace: Workspace, entry: Entry, as_of: date, today: date, *, dry_run: bool) -> Recorded:
    """File an entry, or with ``dry_run`` only say what would be filed.

    Lights are those ``as_of`` a day. Raises PlanError where the entry is refused or cannot be written.
    """
    path = workspace.folder / str(entry.period) / f"{entry.department.id}.yaml"
    tasks = list(workspace.charter.plan.tasks())
    order = [id_ for task in tasks for id_ in (task.item.id, *(part.id for part in task.parts))]

    fact = Fact(
        path,
        (entry.task.item.id,),
        Filing,
        _start(entry, today),
        lambda filing: _edits(entry, filing, path.parent),
        order,
    )
    written = write(workspace, fact, today, dry_run=dry_run)
    old, new = (_filing(workspace, path) for workspace in (written.old, written.new))
    words = told(entry.task, old, new)
    before, after = (_light(workspace, entry, as_of) for workspace in (written.old, written.new))
    return Recorded(entry.task, entry.period, entry.department, written, words, before, after, as_of)


def _start(entry: Entry, today: date) -> str:
    return (
        f"period: {entry.period}\ndepartment: {entry.department.id}\nfiled: {entry.filed or today}\n"
        f"items:\n  {entry.task.item.id}:\n    state: {entry.state}\n"
    )


def _edits(entry: Entry, filing: Filing | None, folder: Path) -> Iterator[Edit]:
    """Yield what to change in a filing; raises PlanError for what cannot be."""
    place = ("items", entry.task.item.id)
    said = filing.items.get(entry.task.item.id) if filing else None
    if WHOLE not in entry.unset and said is None and entry.state is None:
        hint = "加上 --state 未启动、进行中、受阻 或 已完成"
        raise PlanError(f"第一次填报 {entry.task.item.id},还没有状态", hint)

    yield from _taken_back(entry, said)
    if entry.filed is not None:
        yield Put(("filed",), entry.filed.isoformat())
    if entry.state is not None:
        yield Put((*place, "state"), entry.state)
    yield from (Put((*place, field), text) for field, text in entry.texts.items())
    yield from (Put((*place, "values", part), value) for part, value in entry.values.items())
    yield from (Put((*place, "done", part), day) for part, day in entry.done.items())
    known = said.evidence if said and "evidence" not in entry.unset else ()
    for name in dict.fromkeys(evidence_name(path, folder) for path in entry.evidence):
        if name not in known:
            yield Add((*place, "evidence"), name)


def _taken_back(entry: Entry, said: ItemFiling | None) -> Iterator[Edit]:
    """Yield what to take out of a filing; raises PlanError where it is not there."""
    place = ("items", entry.task.item.id)
    if entry.unset and said is None:
        told = f"{entry.department.name} {entry.period} 没有报过 {entry.task.item.id}"
        raise PlanError(told, "没有可以取消的内容")
    if WHOLE in entry.unset:
        if entry.state is not None or entry.texts or entry.values or entry.done or entry.evidence:
            raise PlanError("--unset item 取消整条,不能同时报别的", "分两次做")
        yield Drop(place)
        return
    dropped = [_unset(entry, said, field) for field in dict.fromkeys(entry.unset)]
    for steps in dropped:
        if len(steps) == 1 or steps[:1] not in dropped:
            yield Drop((*place, *steps))


def _unset(entry: Entry, said: ItemFiling | None, field: str) -> tuple[str, ...]:
    """Return where what is taken back stands below its item; raises PlanError where nothing does."""
    if field == "state":
        raise PlanError("状态不能取消", "用 --state 改;整条不报了用 --unset item")
    if field in FIELDS:
        found = getattr(said, field) or None
        steps: tuple[str, ...] = (field,)
    else:
        key = "done" if field in [milestone.id for milestone in entry.task.item.milestones] else "values"
        found = (getattr(said, key) or {}).get(field)
        steps = (key, field)
    if found is None:
        raise PlanError(
            f"没有报过“{printable(field)}”,取消不了", f"报过什么见 gaoxin history {entry.task.item.id}"
        )
    return steps


def _filing(workspace: Workspace, path: Path) -> Filing | None:
    return next((file.record for file in workspace.filings if file.path == path), None)


def _light(workspace: Workspace, entry: Entry, as_of: date) -> ItemLight:
    now = Situation.of(workspace, as_of, entry.period)
    return item_light(workspace.charter.task(entry.task.item.id, as_of) or entry.task, now)


def sole_lead(now: Situation, task: Task, period: Period) -> Department:
    """Return the department whose filing counts for an item; raises PlanError where it is not one."""
    names = now.leads(task, period)
    if len(names) != 1:
        told = f"由几个部门牵头:{'、'.join(names)}" if names else "没有牵头部门,也没有责任部门"
        raise PlanError(f"{task.item.id} {told}", "用 --dept 写明是哪个部门报的")
    found = now.directory.find(names[0])
    if found is None:
        raise PlanError(f"牵头部门“{printable(names[0])}”不在部门名单中", "先改好计划:gaoxin validate")
    return found
