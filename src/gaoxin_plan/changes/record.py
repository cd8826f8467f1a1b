"""File progress: one department's word on one item for one period, spliced into its filing."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.changes.writing import Fact, write
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

    ``unset`` are fields, ids of parts, or :data:`WHOLE`.
    """

    task: Task
    department: Department
    period: Period
    filed: date
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

    fact = Fact(path, Filing, _start(entry), lambda filing: _edits(entry, filing, path.parent), order)
    written = write(workspace, fact, today, dry_run=dry_run)
    old, new = (_said(workspace, path, entry.task.item.id) for workspace in (written.old, written.new))
    before, after = (_light(workspace, entry, as_of) for workspace in (written.old, written.new))
    return Recorded(
        entry.task, entry.period, entry.department, written, told(entry.task, old, new), before, after, as_of
    )


def _start(entry: Entry) -> str:
    return (
        f"period: {entry.period}\ndepartment: {entry.department.id}\nfiled: {entry.filed}\n"
        f"items:\n  {entry.task.item.id}:\n    state: {entry.state}\n"
    )


def _edits(entry: Entry, filing: Filing | None, folder: Path) -> Iterator[Edit]:
    """Yield what to change in a filing; raises PlanError for what cannot be."""
    id_ = entry.task.item.id
    place = ("items", id_)
    said = filing.items.get(id_) if filing else None
    if said is None and entry.unset:
        raise PlanError(f"{entry.department.name} {entry.period} 没有报过 {id_}", "没有可以取消的内容")
    if WHOLE in entry.unset:
        yield Drop(place)
        return
    if said is None and entry.state is None:
        raise PlanError(f"第一次填报 {id_},还没有状态", "加上 --state 未启动、进行中、受阻 或 已完成")
    for field in entry.unset:
        yield Drop((*place, *_unset(entry, said, field)))
    if entry.state is not None:
        yield Put((*place, "state"), entry.state)
    yield from (Put((*place, field), text) for field, text in entry.texts.items())
    yield from (Put((*place, "values", part), value) for part, value in entry.values.items())
    yield from (Put((*place, "done", part), day) for part, day in entry.done.items())
    known = said.evidence if said and "evidence" not in entry.unset else ()
    for name in dict.fromkeys(_relative(path, folder) for path in entry.evidence):
        if name not in known:
            yield Add((*place, "evidence"), name)


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


def _relative(path: Path, folder: Path) -> str:
    """Return evidence as a filing names it; it is looked for here, and beside the filing."""
    here = path if path.exists() else folder / path
    return Path(os.path.relpath(os.path.realpath(here), os.path.realpath(folder))).as_posix()


def _said(workspace: Workspace, path: Path, item: str) -> ItemFiling | None:
    filings = (file.record for file in workspace.filings if file.path == path and file.record is not None)
    return next((filing.items.get(item) for filing in filings), None)


def _light(workspace: Workspace, entry: Entry, as_of: date) -> ItemLight:
    now = Situation(workspace.charter, workspace.progress, as_of, entry.period)
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
