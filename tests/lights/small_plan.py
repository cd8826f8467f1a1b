"""A plan of one item, built and filed in a line: what the tables of this folder are written with.

Days are written ``2022-06-30``, numbers as they come, and a period of the plan ``Q2``, ``06`` or ``2021H1``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Decision, Office
from gaoxin_plan.model.periods import Period, Reporting
from gaoxin_plan.model.plan import Department, Item, Plan, Section
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.target import Milestone, Part, Target

ITEM, TARGET, MILESTONE = "FZ-01", "FZ-01.1", "FZ-01.m1"
FIRST, SECOND, THIRD = "甲局", "乙局", "丙局"
DEPARTMENTS = (
    Department(id="jia", name=FIRST, aliases=("甲",)),
    Department(id="yi", name=SECOND),
    Department(id="bing", name=THIRD),
)

Goal = Mapping[str, Any]
Filed = Mapping[str, Any]


def day(text: str) -> date:
    return date.fromisoformat(text)


def dec(value: float | str) -> Decimal:
    return Decimal(str(value))


def period(text: str) -> Period:
    """``Q2`` and ``06`` are of 2022."""
    short = {1: f"2022{text}", 2: f"2022{text}" if text[0] in "QH" else f"2022-{text}"}
    found = Period.parse(short.get(len(text), text))
    assert found is not None, text
    return found


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(dec(each) for each in value)
    return value if isinstance(value, bool) or value is None else dec(value)


def target(id_: str = TARGET, **fields: Any) -> Target:
    """A target; its unit is 项 unless one is given."""
    words = {key: fields.pop(key) for key in ("every", "unit", "metric") if key in fields}
    if "due" in fields:
        words["due"] = day(fields.pop("due"))
    said = {"unit": "" if "every" in words else "项", "metric": "攻关", "quote": "原文"} | words
    return Target(id=id_, **said, **{key: _value(value) for key, value in fields.items()})


def milestone(due: str | None = None, id_: str = MILESTONE, title: str = "挂牌") -> Milestone:
    return Milestone(id=id_, title=title, due=day(due) if due else None, quote="原文")


def item(
    *parts: Part,
    lead: tuple[str, ...] = (FIRST,),
    responsible: tuple[str, ...] = (SECOND, THIRD),
    id_: str = ITEM,
) -> Item:
    return Item(
        id=id_,
        number="一",
        title="科技创新",
        text="科技创新。",
        lead=lead,
        responsible=responsible,
        targets=tuple(part for part in parts if isinstance(part, Target)),
        milestones=tuple(part for part in parts if isinstance(part, Milestone)),
    )


def rules(**fields: Any) -> Rules:
    numbers = ("yellow_from", "red_above", "pace")
    return Rules(**{key: _value(value) if key in numbers else value for key, value in fields.items()})


def plan(of: Item, **head: Any) -> Plan:
    """A plan of one item for 2022, published on its first day and reported on quarterly, unless told else."""
    head = {key: day(value) if key in ("begin", "end", "published") else value for key, value in head.items()}
    head["reporting"] = Reporting(head.get("reporting", "quarterly"))
    if "begin" not in head:
        head = {"year": 2022, "published": date(2022, 1, 1)} | head
    return Plan(
        title="示例要点",
        issuer="办公室",
        departments=DEPARTMENTS,
        sections=(Section(id="FZ", number="一", title="发展", items=(of,)),),
        **{"published": head.get("begin"), **head},
    )


def filing(
    when: str,
    value: Any = None,
    *,
    done: str | None = None,
    state: str = "进行中",
    by: str = "jia",
    values: Filed | None = None,
    problems: str = "",
) -> Filing:
    """What a department files of the item for a period: a value of its target, a day of its milestone."""
    numbers = {TARGET: value} if values is None else values
    said = ItemFiling(
        state=state,
        problems=problems,
        values={id_: dec(each) for id_, each in numbers.items() if each is not None},
        done={MILESTONE: day(done)} if done else None,
    )
    span = period(when)
    return Filing(period=str(span), department=by, filed=span.end, items={ITEM: said})


def decided(decision: str, on: str, reason: str = "") -> Decision:
    return Decision(item=ITEM, decision=decision, date=day(on), by="督查", reason=reason)


def amended(of: str, key: str, on: str, old: Any = None, new: Any = None) -> Amendment:
    raw = [None if each is None else (each,) if isinstance(each, str) else tuple(each) for each in (old, new)]
    return Amendment(
        of=of, key=key, old=raw[0], new=raw[1], reason="上级调整", approved="会议纪要", date=day(on)
    )


def judged(
    of: Item | Plan,
    filings: Iterable[Filing],
    as_of: str | date,
    *,
    decisions: tuple[Decision, ...] = (),
    until: str | None = None,
) -> ItemLight:
    """The light of the plan's first item."""
    adopted = plan(of) if isinstance(of, Item) else of
    charter = Charter(adopted)
    when = day(as_of) if isinstance(as_of, str) else as_of
    office = Office(period="2022Q1", decisions=decisions)
    told = Progress(Directory(adopted.departments), filings, [office])
    now = Situation(charter, told, when, period(until) if until else None)
    return item_light(next(iter(now.plan.tasks())), now)


def in_short(part: PartLight) -> str:
    """A light, the rule that decided it, and the reason, as the tables have them."""
    return f"{part.light} {part.rule} {part.reason}"


def target_light(goal: Goal, filed: Filed, as_of: str, **head: Any) -> PartLight:
    """The light of a target of which the lead filed a value for each period; None is a filing without one."""
    filings = [filing(when, value) for when, value in filed.items()]
    return judged(plan(item(target(**goal)), **head), filings, as_of).parts[0]


def milestone_light(due: str | None, filed: Filed, as_of: str, **head: Any) -> PartLight:
    """The light of a milestone: for each period the day that the lead filed, or None."""
    filings = [filing(when, done=done) for when, done in filed.items()]
    return judged(plan(item(milestone(due)), **head), filings, as_of).parts[0]
