"""A department's form for a period: what it is asked, what it said last, and what it has filed already."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.words import figure, filed, unit_of
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department, Item, Plan, Task
from gaoxin_plan.model.progress import Report
from gaoxin_plan.model.target import Part, Target
from gaoxin_plan.model.text import tidy
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.recorded import FIELDS
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.workspace import Workspace

STATE, EVIDENCE = "state", "evidence"
TEXTS = ("progress", "problems", "next")
SAID = (STATE, *TEXTS, EVIDENCE)
"""What is said of an item itself; values and days are said of its parts."""


class Slot(NamedTuple):
    """One thing that a filing can say: of an item one of :data:`SAID`, or a part's value or day by its id."""

    item: str
    field: str


State = Mapping[Slot, str]
"""What a filing says, as it is written; what it does not say is missing. Evidence is a name a line."""


class FormPart(NamedTuple):
    """A target or a milestone, in words; ``last`` is what was said of it for an earlier period."""

    part: Part
    goal: str
    unit: str
    due: str
    last: str
    light: PartLight


class FormItem(NamedTuple):
    """An item that a department leads, or only co-operates in: then its parts are not asked about."""

    task: Task
    is_led: bool
    is_closed: bool
    light: ItemLight
    last: str
    parts: tuple[FormPart, ...]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.task.item

    @property
    def slots(self) -> Iterator[Slot]:
        """What the department may say of it."""
        yield from (Slot(self.item.id, field) for field in SAID)
        if self.is_led:
            yield from (Slot(self.item.id, part.part.id) for part in self.parts)


class Form(NamedTuple):
    """The form. ``state`` is what is filed by now, ``office`` is whom to ask: the plan's issuer, if known."""

    plan: Plan
    period: Period
    department: Department
    as_of: date
    deadline: date
    office: Department | None
    items: tuple[FormItem, ...]
    state: State
    fingerprint: str


def form(workspace: Workspace, moment: Moment, department: Department) -> Form:
    """Return the form of a department for a period, its items in printed order, those it leads first."""
    period = moment.period
    now = Situation.of(workspace, moment.as_of, period)
    plan = workspace.charter.on(period.end)
    items = [item for task in plan.tasks() if (item := _item(task, now, period, department.name))]
    items.sort(key=lambda item: not item.is_led)
    known = filing(workspace, period, department)
    return Form(
        plan=plan,
        period=period,
        department=department,
        as_of=moment.as_of,
        deadline=now.deadline(period),
        office=office(plan),
        items=tuple(items),
        state=state(known),
        fingerprint=fingerprint(workspace),
    )


def fingerprint(workspace: Workspace) -> str:
    """Return what tells a plan's file from itself after a change."""
    return hashlib.sha256(workspace.file.document.text.encode()).hexdigest()[:16]


def filing(workspace: Workspace, period: Period, department: Department) -> Filing | None:
    """Return what a department has filed for a period."""
    path = workspace.folder / str(period) / f"{department.id}.yaml"
    return next((file.record for file in workspace.filings if file.path == path), None)


def state(known: Filing | None) -> dict[Slot, str]:
    """Return what a filing says, slot by slot."""
    items = {} if known is None else known.items
    return {slot: words for id_, said in items.items() for slot, words in _said(id_, said) if words}


def _said(id_: str, said: ItemFiling) -> Iterator[tuple[Slot, str]]:
    yield Slot(id_, STATE), said.state
    yield from ((Slot(id_, field), tidy(getattr(said, field))) for field in TEXTS)
    yield from ((Slot(id_, part), figure(value)) for part, value in (said.values or {}).items())
    yield from ((Slot(id_, part), day.isoformat()) for part, day in (said.done or {}).items())
    yield Slot(id_, EVIDENCE), "\n".join(said.evidence)


def office(plan: Plan) -> Department | None:
    """Return the department that issued the plan: that with the longest name which the issuer's ends with."""
    named = [(name, d) for d in plan.departments for name in (d.name, *d.aliases)]
    found = [(len(name), d) for name, d in named if plan.issuer.endswith(name)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _item(task: Task, now: Situation, period: Period, name: str) -> FormItem | None:
    """Return an item as its department is asked about it, or None where it is none of its business."""
    leads = now.leads(task, period)
    is_led = name in leads
    if not is_led and name not in map(now.directory.canonical, task.item.responsible):
        return None
    light = item_light(task, now)
    lights = {part.id: part for part in light.parts}
    earlier = [report for report in now.progress.of(task.item.id) if report.period < period]
    own = [report for report in earlier if report.department == name]
    counted = own if is_led else [r for r in earlier if r.department in now.leads(task, r.period)]
    parts = [_part(part, now.plan, counted, lights[part.id]) for part in task.parts if part.id in lights]
    is_closed = now.closed(task.item.id) is not None
    return FormItem(task, is_led, is_closed, light, "\n".join(_words(own[-1:])), tuple(parts))


def _part(part: Part, plan: Plan, earlier: Iterable[Report], light: PartLight) -> FormPart:
    due = due_in_words(plan, part)
    if isinstance(part, Target):
        values = [(r.period, value) for r in earlier if (value := r.said.value(part.id)) is not None]
        last = f"{filed(part, values[-1][1])}({values[-1][0]})" if values else ""
        return FormPart(part, goal_in_words(part), unit_of(part), due, last, light)
    days = [(r.period, day) for r in earlier if (day := r.said.day(part.id)) is not None]
    return FormPart(part, "", "", due, f"{days[-1][1]} 完成({days[-1][0]})" if days else "", light)


def _words(reports: Iterable[Report]) -> Iterator[str]:
    """Yield what a department said of an item, a line each."""
    for report in reports:
        yield f"{report.period} {report.said.state}"
        for field in TEXTS:
            if words := getattr(report.said, field):
                yield f"{FIELDS[field]}:{words}"
