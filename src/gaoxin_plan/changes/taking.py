"""Take a sheet that came back into its department's filing: all of it, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gaoxin_plan.changes import memory
from gaoxin_plan.changes.filling import Filled
from gaoxin_plan.changes.merging import Earlier, Merged, merged, remembered, told_readings
from gaoxin_plan.changes.writing import Fact, RefusedError, write
from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.plan import Department, Task
from gaoxin_plan.problems import PlanError, Problem, printable
from gaoxin_plan.source.edits import Edit, Put
from gaoxin_plan.views import selection
from gaoxin_plan.views.form import STATE, Form, Slot, filing, form, state
from gaoxin_plan.views.recorded import Written, told
from gaoxin_plan.views.returned import Envelope, Remark, Returned
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.views.taken import Taken, TakenItem
from gaoxin_plan.workspace import Workspace


class Terms(NamedTuple):
    """How sheets are taken: today, on which day they were filed where that is said, or only looked at."""

    today: date
    filed: date | None = None
    dry_run: bool = False


class _NotTakenError(PlanError):
    """What a sheet says cannot go into the filing as that stands now."""

    def __init__(self, problems: tuple[Remark, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


def take_all(
    workspace: Workspace, sheets: Sequence[Envelope | Remark], terms: Terms, done: Callable[[], None]
) -> Iterator[Taken]:
    """Take sheets one after the other; a remark stands for one that could not be opened.

    Of two for one department and period, neither is taken.
    """
    known: dict[tuple[str, str, str], list[int]] = {}
    for number, sheet in enumerate(sheets):
        if isinstance(sheet, Envelope):
            known.setdefault(sheet.whose, []).append(number)
    for number, sheet in enumerate(sheets):
        done()
        if isinstance(sheet, Remark):
            yield Taken(sheet.where, "", "", problems=(sheet,))
            continue
        try:
            others = [sheets[other] for other in known[sheet.whose] if other != number]
            files = [other.file for other in others if isinstance(other, Envelope)]
            taken = _opened(workspace, sheet, files, terms)
        except PlanError as error:
            remark = Remark(sheet.file, error.message, error.hint)
            taken = Taken(sheet.file, sheet.period, "", problems=(remark,))
        if taken.written is not None:
            workspace = taken.written.new
        yield taken


def _opened(workspace: Workspace, sheet: Envelope, others: list[str], terms: Terms) -> Taken:
    """Take a sheet if it is the plan's, and there are no others of its department; raises PlanError."""
    moment, department = _addressed(workspace, sheet, terms.today)
    if others:
        told = f"{department.name} {sheet.period} 有几份表:另有 {'、'.join(others)}"
        problem = Remark(sheet.file, told, "留下最新的一份,移走别的,再收")
        return Taken(sheet.file, sheet.period, department.name, problems=(problem,))
    asked = form(workspace, moment, department)
    return take(workspace, sheet.read(asked), asked, terms)


def _addressed(workspace: Workspace, sheet: Envelope, today: date) -> tuple[Moment, Department]:
    """Return the period and department that a sheet is of; raises PlanError where the plan has them not."""
    plan = workspace.charter.plan
    if sheet.title != plan.title:
        hint = f"这里的计划是《{plan.title}》;别的计划用 --plan 写明"
        raise PlanError(f"是另一份计划的表:《{printable(sheet.title)}》", hint)
    moment = selection.moment(plan, today, asked=sheet.period)
    found = next((known for known in plan.departments if known.id == sheet.department), None)
    if found is None:
        told = f"部门名单里没有这张表的部门“{printable(sheet.department)}”"
        raise PlanError(told, "部门编号改过的,请重新导出这张表")
    return moment, found


def take(workspace: Workspace, returned: Returned, asked: Form, terms: Terms) -> Taken:
    """Take a sheet, or say why not; with ``dry_run`` nothing is written."""
    name = asked.department.name
    refused = Taken(returned.file, returned.period, name, notes=returned.notes)
    if returned.problems:
        return refused._replace(problems=returned.problems)
    earlier = memory.recalled(returned.identity)
    found = merged(returned, asked.state, earlier)
    if found.problems:
        return refused._replace(problems=found.problems)
    if not found.changes:
        _remember(returned, earlier, terms)
        notes = (*returned.notes, *found.notes, *_undated(workspace, returned, asked, terms))
        return refused._replace(unchanged=len(_items(returned)), notes=notes)
    try:
        written = write(workspace, _fact(workspace, returned, asked, earlier, terms), terms.today,
                        dry_run=terms.dry_run)  # fmt: skip
    except _NotTakenError as error:
        return refused._replace(problems=error.problems)
    except RefusedError as error:
        return refused._replace(problems=tuple(_at_cells(error.problems, returned)))
    _remember(returned, earlier, terms)
    found = merged(returned, state(filing(written.old, asked.period, asked.department)), earlier)
    items = tuple(_taken(written, asked, found))
    notes = (*returned.notes, *found.notes, *told_readings(returned, found.changes))
    unchanged = len(_items(returned)) - len(items)
    return Taken(returned.file, returned.period, name, items, unchanged, written, notes)


def _undated(workspace: Workspace, returned: Returned, asked: Form, terms: Terms) -> Iterator[Remark]:
    """Tell that the day of a filing stays, where one is given and nothing else is new."""
    known = filing(workspace, asked.period, asked.department)
    if known is not None and terms.filed not in (None, known.filed):
        told = f"没有变化,报送日期还是 {known.filed},没有改成 {terms.filed}"
        yield Remark(returned.file, told)


def _remember(returned: Returned, earlier: Earlier, terms: Terms) -> None:
    if not terms.dry_run:
        new = remembered(returned, earlier)
        if new != earlier:
            memory.remember(returned.identity, new)


def _items(returned: Returned) -> set[str]:
    return {slot.item for slot in returned.readings}


def _fact(
    workspace: Workspace, returned: Returned, form: Form, earlier: Earlier, terms: Terms
) -> Fact[Filing]:
    period, department = form.period, form.department
    order = [
        id_
        for task in workspace.charter.plan.tasks()
        for id_ in (task.item.id, *(part.id for part in task.parts))
    ]

    milestones = {part.id for item in form.items for part in item.item.milestones}

    def edits(known: Filing | None) -> Iterator[Edit]:
        now = state(known)
        found = merged(returned, now, earlier)
        if found.problems:
            raise _NotTakenError(found.problems)
        filled = Filled(now, found.changes, known)
        if problems := tuple(_without_state(filled, returned)):
            raise _NotTakenError(problems)
        yield from filled.edits(order, milestones)
        if known is not None and terms.filed is not None:
            yield Put(("filed",), terms.filed.isoformat())

    start = (
        f"period: {period}\ndepartment: {department.id}\nfiled: {terms.filed or terms.today}\nitems: {{}}\n"
    )
    path = workspace.folder / str(period) / f"{department.id}.yaml"
    return Fact(path, sorted(_items(returned)), Filing, start, edits, order)


def _without_state(filled: Filled, returned: Returned) -> Iterator[Remark]:
    """Yield the items that would be filed without a state, each at the cell of that."""
    for id_ in filled.without_state():
        slots = (Slot(id_, STATE), *filled.changes)
        reading = next(r for slot in slots if slot.item == id_ and (r := returned.readings.get(slot)))
        hint = "选 未启动、进行中、受阻 或 已完成;整条不报了就把这一条的各格都清空"
        yield Remark(reading.where, f"{id_} 报了内容,没有选状态", hint)


def _taken(written: Written, form: Form, found: Merged) -> Iterator[TakenItem]:
    """Yield the items that a sheet changed, in the order of its form."""
    old, new = (filing(workspace, form.period, form.department) for workspace in (written.old, written.new))
    before, after = (
        Situation.of(workspace, form.as_of, form.period) for workspace in (written.old, written.new)
    )
    changed = {slot.item for slot in found.changes}
    for item in form.items:
        if item.item.id in changed:
            is_new = old is None or item.item.id not in old.items
            lights = _light(item.task, before), _light(item.task, after)
            yield TakenItem(item.task, is_new, told(item.task, old, new), *lights)


def _light(task: Task, now: Situation) -> ItemLight:
    return item_light(now.charter.task(task.item.id, now.as_of) or task, now)


def _at_cells(problems: tuple[Problem, ...], returned: Returned) -> Iterator[Remark]:
    """Yield the problems of a filing that would be written, each at the cell that brings it about."""
    for problem in problems:
        steps = problem.address.split("/")
        slot = Slot(steps[1], steps[-1] if "." in steps[-1] else steps[2]) if len(steps) > 2 else None
        reading = returned.readings.get(slot) if slot else None
        if reading is None and len(steps) > 1:
            reading = returned.readings.get(Slot(steps[1], STATE))
        where = reading.where if reading else returned.file
        yield Remark(where, f"{problem.code} {problem.message}", problem.hint)
