"""What of a plan can be amended, where it stands in the file, and what is refused, with the reason."""

from datetime import date
from typing import NamedTuple

from gaoxin_plan.changes.wanted import Wanted, option
from gaoxin_plan.checks.rule import Subject
from gaoxin_plan.model import shape
from gaoxin_plan.model.amendment import ADDED, DROPPED, NONE, ROLES, WHOLE, Amendment, topic
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.model.target import GOALS, Part, Target
from gaoxin_plan.problems import Place, PlanError
from gaoxin_plan.source.edits import value_at
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.views.amending import Stood
from gaoxin_plan.workspace import shown


class Thing(NamedTuple):
    """An item, target or milestone where it stands in a plan; ``part`` is None for an item."""

    file: Loaded[Plan]
    plan: Plan
    place: Place
    task: Task
    part: Part | None

    @property
    def id(self) -> str:
        """Its id."""
        return self.stood.id

    @property
    def stood(self) -> Stood:
        """It as the plan has it."""
        return Stood(self.plan, self.task, self.part)

    @property
    def kind(self) -> str:
        """The kind of goal that a target has."""
        return self.part.goal[0] if isinstance(self.part, Target) else ""

    def raw(self, key: str) -> Value | None:
        """Return what the file has under a key; a lead that the item does not name is its section's."""
        values = self.file.document.values()[0] or ""
        found = value_at(values, (*self.place, key))
        return value_at(values, (*self.place[:2], key)) if found is None and key == "lead" else found

    def canonical(self, names: tuple[str, ...]) -> list[str]:
        """Return names of departments as these call themselves."""
        return [*map(Directory(self.plan.departments).canonical, names)]


def thing(file: Loaded[Plan], plan: Plan, of: str) -> Thing:
    """Return what has an id; raises PlanError where nothing has."""
    subject = Subject(plan)
    for place, task in subject.tasks:
        if task.item.id == of:
            return Thing(file, plan, place, task, None)
    for place, task, part in subject.parts:
        if part.id == of:
            return Thing(file, plan, place, task, part)
    raise PlanError(f"{shown(file.path)} 里已经没有 {of},没有写入", "计划刚才被改动了,请再看一眼")


def refuse_day(found: Thing, wanted: tuple[Wanted, ...], on: date) -> None:
    """Raise PlanError for a day on which this cannot be amended; without ``wanted`` it is to be dropped."""
    if on < found.plan.published:
        raise PlanError(
            f"生效日期 {on} 早于计划发布的 {found.plan.published},没有写入",
            "请核对年份;印发以前的改动不算调整",
        )
    amendments = sorted(found.plan.amendments, key=lambda amendment: amendment.date)
    for id_ in (found.task.item.id, found.id):
        _refuse_absence([a for a in amendments if a.of == id_ and a.key in WHOLE], on)
    later = [a for a in amendments if a.date >= on and _is_touched(a, found, wanted)]
    if later:
        last = later[-1]
        raise PlanError(
            f"{last.of} {_done(last)},没有写入",
            f"新的调整要在 {last.date} 以后(--on);那一次写错了的,改 amendments 里的那一条",
        )


def _refuse_absence(whole: list[Amendment], on: date) -> None:
    """Raise PlanError where something is not there yet, or not there any more, on a day."""
    past = [amendment for amendment in whole if amendment.date <= on]
    if past and past[-1].key == DROPPED:
        raise PlanError(f"{past[-1].of} {_done(past[-1])},没有写入", "取消以后不能再调整")
    if not past and whole and whole[0].key == ADDED:
        first = whole[0]
        raise PlanError(f"{first.of} 到 {first.date} 才新增,没有写入", f"--on 不能早于 {first.date}")


def _done(amendment: Amendment) -> str:
    """Return in words what an amendment did, and when."""
    if amendment.key in WHOLE:
        return f"在 {amendment.date} 已经{topic(amendment.key)}"
    return f"的{topic(amendment.key)}在 {amendment.date} 已经调整过"


def _is_touched(amendment: Amendment, found: Thing, wanted: tuple[Wanted, ...]) -> bool:
    """Whether an earlier amendment is about what is to be changed."""
    if not wanted:
        return amendment.of == found.id or amendment.of.startswith(f"{found.id}.")
    topics = {topic(each.key) for each in wanted}
    return amendment.of == found.id and amendment.key not in WHOLE and topic(amendment.key) in topics


def refuse(found: Thing, wanted: tuple[Wanted, ...]) -> None:
    """Raise PlanError for a key that the thing does not have, and for a value that it has already."""
    for each in wanted:
        _refuse_key(found, each.key)
        if _is_same(found, each):
            now = f"是 {_shown(each)}" if each.value is not None else "没有写"
            raise PlanError(
                f"{found.id} 的{topic(each.key)}本来就{now},没有写入",
                "请核对新的值;正文已经自己改了的,先改回去,再来调整",
            )
        if each.key == "lead":
            _refuse_lead(found, each, wanted)


def _refuse_key(found: Thing, key: str) -> None:
    item = found.task.item
    if key in ROLES and found.part is not None:
        hint = f"写条目的编号:gaoxin amend {item.id} {option(key)} …"
        raise PlanError(f"{found.id} 没有{topic(key)},部门是条目的", hint)
    if key not in ROLES and found.part is None:
        known = [part.id for part in found.task.parts if key == "due" or isinstance(part, Target)]
        what = "目标或节点" if key == "due" else "目标"
        hint = f"写编号:{'、'.join(known)}" if known else f"这个条目没有{what}"
        raise PlanError(f"{item.id} 是条目,{option(key)} 要写它的{what}", hint)
    if key in GOALS and not isinstance(found.part, Target):
        raise PlanError(f"{found.id} 是节点,没有 {option(key)}", "节点可以调整时限(--due),或取消(--drop)")


def _refuse_lead(found: Thing, lead: Wanted, wanted: tuple[Wanted, ...]) -> None:
    """Raise PlanError for a lead that the section goes on naming, and for one that stays responsible."""
    if lead.value is None and found.task.section.lead:
        names = "、".join(found.task.section.lead)
        raise PlanError(f"{found.id} 不写牵头部门,就由所在部分的{names}牵头", "写明由谁牵头")
    responsible = found.canonical(found.task.item.responsible)
    both = [name for name in responsible if name in (lead.value or ())]
    if both and all(other.key != "responsible" for other in wanted):
        rest = [name for name in responsible if name not in both] or [NONE]
        raise PlanError(
            f"{'、'.join(both)}现在是 {found.id} 的责任部门,改为牵头就不再是责任部门",
            f"同时写明剩下的责任部门:{' '.join(f'--responsible {name}' for name in rest)}",
        )


def _is_same(found: Thing, wanted: Wanted) -> bool:
    if wanted.key in ROLES:
        names = found.task.lead if wanted.key == "lead" else found.task.item.responsible
        return found.canonical(names) == (wanted.value or [])
    slot = shape.slot(Target, wanted.key)
    read = slot.field.check(wanted.value) if slot and wanted.value is not None else None
    return bool(getattr(found.part, wanted.key) == read)


def _shown(wanted: Wanted) -> str:
    value = wanted.value
    return "、".join(str(each) for each in value) if isinstance(value, list) else str(value)
