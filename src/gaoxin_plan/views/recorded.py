"""What was written of an item: the file, what is different in words, the light before and after."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.lights.words import filed
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department, Task
from gaoxin_plan.problems import Problem
from gaoxin_plan.workspace import Workspace

FIELDS = {
    "progress": "进展情况", "problems": "存在问题", "next": "下步打算", "values": "完成值",
    "done": "完成日期", "evidence": "佐证材料",
}  # fmt: skip
"""What can be taken back by itself, with its title."""


class Written(NamedTuple):
    """What became of a file: its text before and after, None where there is none, and the workspaces."""

    path: Path
    before: str | None
    after: str | None
    old: Workspace
    new: Workspace
    warnings: tuple[Problem, ...]


class Recorded(NamedTuple):
    """What was filed, a line each, and the item's light before and after, as of a day."""

    task: Task
    period: Period
    department: Department
    written: Written
    told: tuple[str, ...]
    before: ItemLight
    after: ItemLight
    as_of: date


def told(task: Task, old: Filing | None, new: Filing | None) -> tuple[str, ...]:
    """Return in words what is different of an item between two filings, a line each."""
    first, then = (filing.items.get(task.item.id) if filing else None for filing in (old, new))
    words = tuple(_told(task, first, then))
    if old is not None and new is not None and old.filed != new.filed:
        words += (f"报送日期 {new.filed}(原 {old.filed})",)
    return words


def _told(task: Task, old: ItemFiling | None, new: ItemFiling | None) -> Iterator[str]:
    """Yield what is different, a line each."""
    if new is None:
        yield "取消了这一条的填报"
        return
    if old is None or old.state != new.state:
        yield f"状态 {new.state}" + (f"(原 {old.state})" if old else "")
    for target in task.item.targets:
        before, after = (said.value(target.id) if said else None for said in (old, new))
        if before != after:
            words = [None if value is None else filed(target, value) for value in (before, after)]
            yield f"{target.id} {target.metric} {_changed(*words)}"
    for milestone in task.item.milestones:
        first, then = (said.day(milestone.id) if said else None for said in (old, new))
        if first != then:
            days = [None if day is None else f"{day} 完成" for day in (first, then)]
            yield f"{milestone.id} {milestone.title} {_changed(*days)}"
    for field in ("progress", "problems", "next"):
        texts = [getattr(said, field) if said else "" for said in (old, new)]
        if texts[0] != texts[1]:
            yield f"{FIELDS[field]}:{texts[1]}" if texts[1] else f"取消了{FIELDS[field]}"
    kept = old.evidence if old else ()
    yield from (f"佐证材料 {name}" for name in new.evidence if name not in kept)
    if set(kept) - set(new.evidence):
        yield "取消了佐证材料"


def _changed(before: str | None, after: str | None) -> str:
    if after is None:
        return f"取消了(原 {before})"
    return after if before is None else f"{after}(原 {before})"
