"""What a filing says of each item: about the plan's own parts, by those whose part it is, with evidence."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gaoxin_plan.checks.filed import Decided, Entry, Filed
from gaoxin_plan.checks.rule import Rule
from gaoxin_plan.model.target import Part
from gaoxin_plan.problems import Finding, Kind, Place, printable

NO_ITEM = Kind("P410", "填报的条目不在计划中", "计划里没有条目“{id}”{guess}", "照计划里的条目编号改正")
NO_PART = Kind("P411", "填报的目标或节点不对", "{item} 没有{what}“{id}”{why}", "{known}")
NOT_YOURS = Kind(
    "P412",
    "不归这个部门填报",
    "{id} 在 {period} {leads},{department}不牵头也不配合",
    "换成牵头部门来报(命令里用 --dept);牵头部门确有调整的,先在计划里记调整",
    requires=("P411",),
)
NO_VALUES = Kind(
    "P413",
    "配合部门报了完成值",
    "{id} {leads},{department}是配合部门,不报完成值和完成日期",
    "删去 values 和 done;配合情况写在 progress",
    requires=("P411",),
)
NO_EVIDENCE = Kind(
    "P415", "佐证材料找不到", "佐证材料“{file}”{why}", "文件放在工作区里,路径相对于这个文件所在的文件夹"
)
_PARTS = {"values": "目标", "done": "节点"}


def _no_items(filed: Filed) -> Iterator[Finding]:
    for id_ in filed.strangers() if filed.is_of_the_plan else ():
        guess = likely(id_, filed.around.tasks)
        yield NO_ITEM.at(("items", id_), on_key=True, id=printable(id_), guess=guess)


def likely(id_: str, known: Iterable[str]) -> str:
    """Return in words which id is most likely meant, or an empty string."""
    import difflib

    close = difflib.get_close_matches(id_.upper(), known, 1)
    return f";是不是“{close[0]}”?" if close else ""


def _no_parts(filed: Filed) -> Iterator[Finding]:
    for entry in filed.entries if filed.is_of_the_plan else ():
        item, said = entry.task.item, entry.said
        for id_ in _strange(said.values, item.targets):
            yield _no_part(filed, entry, ("values", id_), item.targets, item.milestones)
        for id_ in _strange(said.done, item.milestones):
            yield _no_part(filed, entry, ("done", id_), item.milestones, item.targets)


def _strange(said: Mapping[str, object] | None, parts: Sequence[Part]) -> list[str]:
    """Return the ids that are said and are no part's."""
    known = {part.id for part in parts} if said else set()
    return [id_ for id_ in said or () if id_ not in known]


def _no_part(
    filed: Filed, entry: Entry, where: Place, parts: Sequence[Part], other_parts: Sequence[Part]
) -> Finding:
    key, id_ = str(where[0]), str(where[1])
    known, others = [part.id for part in parts], [part.id for part in other_parts]
    what, why = _PARTS[key], ""
    hint = f"可选:{'、'.join(known)}" if known else f"这个条目没有{what}"
    if id_ in others:
        other = "done" if key == "values" else "values"
        why, hint = f",它是{_PARTS[other]}", f"{_PARTS[other]}写在 {other}"
    elif owner := _owner(filed, id_):
        why, hint = f",它属于 {owner}", "请核对条目编号,或移到那个条目下"
    words = {"item": entry.id, "what": what, "id": printable(id_), "why": why, "known": hint}
    return NO_PART.at((*entry.place, *where), words, on_key=True)


def _owner(filed: Filed, part: str) -> str:
    """Return the item that a target or milestone belongs to, or an empty string."""
    task = filed.around.tasks.get(part.rpartition(".")[0])
    return task.item.id if task and any(one.id == part for one in task.parts) else ""


def _whose(entry: Entry) -> str:
    """Return in words whose filing counts for an item."""
    leads = "、".join(entry.leads)
    if entry.then.lead:
        return f"由{leads}牵头"
    return f"没有牵头部门,由{leads}填报" if leads else "没有牵头部门和责任部门"


def _foreign(filed: Filed) -> Iterator[tuple[Entry, str]]:
    """Yield the entries of others' items, and the name of the department."""
    if filed.period is not None and filed.department is not None:
        name = filed.department.name
        yield from ((entry, name) for entry in filed.entries if name not in entry.leads)


def _not_yours(filed: Filed) -> Iterator[Finding]:
    for entry, name in _foreign(filed):
        if name not in entry.others:
            words = {"id": entry.id, "period": filed.period, "leads": _whose(entry), "department": name}
            yield NOT_YOURS.at(entry.place, words, on_key=True)


def _no_values(filed: Filed) -> Iterator[Finding]:
    for entry, name in _foreign(filed):
        key = "values" if entry.said.values else "done" if entry.said.done else ""
        if name in entry.others and key:
            words = {"id": entry.id, "leads": _whose(entry), "department": name}
            yield NO_VALUES.at((*entry.place, key), words, on_key=True)


def _no_evidence(filed: Filed) -> Iterator[Finding]:
    for entry in filed.entries if filed.around.on_disk else ():
        if entry.said.evidence:
            yield from missing(filed, (*entry.place, "evidence"), entry.said.evidence)


def missing(filed: Filed | Decided, place: Place, evidence: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the evidence that is not there, or not inside the workspace."""
    root = Path(os.path.realpath(filed.around.workspace.root))
    for n, name in enumerate(evidence):
        if why := absent(filed.folder, name, root):
            yield NO_EVIDENCE.at((*place, n), file=printable(name), why=why)


def absent(folder: Path, name: str, root: Path) -> str:
    """Return why a file cannot be evidence, or an empty string."""
    try:
        path = Path(os.path.realpath(folder / name))
        if Path(name).is_absolute():
            return "写的是绝对路径"
        if not path.is_relative_to(root):
            return "在工作区之外"
        return "" if path.is_file() else "是文件夹,不是文件" if path.is_dir() else "不存在"
    except (OSError, ValueError):
        return "不存在"


RULES: tuple[Rule[Filed], ...] = (
    Rule(NO_ITEM, _no_items),
    Rule(NO_PART, _no_parts),
    Rule(NOT_YOURS, _not_yours),
    Rule(NO_VALUES, _no_values),
    Rule(NO_EVIDENCE, _no_evidence),
)
