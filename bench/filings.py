"""What every department files for every period of a plan: figures on the way to their goals, and words."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gaoxin_plan.lights.aim import aim
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.workspace import load

_WORDS = (
    "已召开专题调度会两次,对照年度任务逐项分解到科室和责任人。",
    "重点项目按计划推进,第{n}批要素保障问题已协调解决。",
)


def write(plan_file: Path) -> None:
    """Write the filings of a plan."""
    workspace = load(plan_file)
    charter = workspace.charter.plan
    periods = charter.periods
    for number, period in enumerate(periods, 1):
        folder = workspace.folder / str(period)
        folder.mkdir(parents=True)
        for department in charter.departments:
            names = {department.name, *department.aliases}
            if any(names.intersection(task.lead) for task in charter.tasks()):
                text = "".join(_filing(charter, period, number, department.id, names))
                (folder / f"{department.id}.yaml").write_text(text, encoding="utf-8", newline="")


def _filing(plan: Plan, period: Period, number: int, id_: str, names: set[str]) -> Iterator[str]:
    yield f"period: {period}\ndepartment: {id_}\nfiled: {period.end}\nitems:\n"
    for task in plan.tasks():
        if names.intersection(task.lead):
            yield from _entry(task.item, period, number, len(plan.periods))


def _entry(item: Item, period: Period, number: int, count: int) -> Iterator[str]:
    yield f"  {item.id}:\n    state: 进行中\n    progress: |-\n"
    yield from (f"      {words.format(n=number)}\n" for words in _WORDS)
    yield f"    next: 继续抓好{item.title}。\n"
    if item.targets:
        yield "    values:\n"
    for target in item.targets:
        end = aim(target, lambda _: 4).end if target.at_most is None else Decimal(0)
        yield f"      {target.id}: {int(end * number / count)}\n"
    if item.milestones and number == count:
        yield f"    done:\n      {item.milestones[0].id}: {period.begin}\n"
