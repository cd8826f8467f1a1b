"""Amendments and rules that fit the plan: what was changed is there, and is now what the last change says."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from gaoxin_plan.checks.rule import CUTS, Rule, Subject
from gaoxin_plan.model.amendment import ADDED, DROPPED, KEYS, ROLES, WHOLE, Amendment
from gaoxin_plan.model.plan import Item
from gaoxin_plan.model.target import GOALS, Milestone, Part, Target
from gaoxin_plan.problems import Finding, Kind, Place, Related, Severity

UNKNOWN = Kind(
    "P230",
    "调整的对象不存在",
    "没有“{of}”",
    "写条目、目标或节点的编号;取消的也留在计划里",
    requires=CUTS,
)
MISFIT = Kind(
    "P231",
    "这一项不能这样调整",
    "{what} {of} 没有“{key}”可以调整",
    "{what}可以调整:{known}",
    requires=CUTS,
)
NOT_NOW = Kind(
    "P232",
    "计划与最后一次调整不符",
    "{of} 的 {key} 现在是 {now},最后一次调整却改成了 {new}",
    "把计划正文改成调整后的值,或改正 new",
    requires=("P203",),
)
BROKEN_CHAIN = Kind(
    "P233",
    "前后两次调整接不上",
    "这次调整前写的是 {old},上一次调整后却是 {new}",
    "请核对两次调整的 old 和 new",
    requires=("P203",),
)
EARLY = Kind(
    "P234",
    "调整早于印发",
    "调整日期 {date} 早于计划发布的 {published}",
    "请核对年份;印发以前的改动不算调整",
    Severity.WARNING,
    requires=CUTS,
)
IMPOSSIBLE = Kind(
    "P235",
    "调整以前的目标不成立",
    "照这些调整,{of} 在 {day} 以前{why}",
    "换一种目标要写两条调整,同一天:旧的一条只写 old,新的一条只写 new",
    requires=(*CUTS, "P156", "P232", "P233"),
)
OUT_OF_TURN = Kind(
    "P236",
    "新增和取消接不上",
    "{of} 在 {day} 已经新增或取消过",
    "新增以后才能取消,取消以后才能再新增,不在同一天",
    requires=CUTS,
)
PACE = Kind(
    "P240",
    "序时进度的期数不对",
    "pace 写了 {found} 期,计划有 {expected} 个报告期",
    "每个报告期写一个百分数",
    requires=("P241",),
)
NO_PACE = Kind("P241", "这种目标没有序时进度", "{key} 的目标没有序时进度", "删去 pace")

_GONE = "无"


def _amended(subject: Subject) -> Iterator[tuple[Place, Amendment, Item | Part | None]]:
    """Yield the amendments, each with its place and what it is about."""
    for n, amendment in enumerate(subject.plan.amendments):
        named = subject.named.get(amendment.of)
        yield ("amendments", n), amendment, named.thing if named else None


def _unknown(subject: Subject) -> Iterator[Finding]:
    for place, amendment, found in _amended(subject):
        if found is None:
            yield UNKNOWN.at((*place, "of"), of=amendment.of)


def _keys(found: Item | Part) -> tuple[str, tuple[str, ...]]:
    """Return what an amended thing is called, and which of its keys can be amended."""
    if isinstance(found, Item):
        return "条目", (*ROLES, ADDED, DROPPED)
    if isinstance(found, Milestone):
        return "节点", ("due", ADDED, DROPPED)
    return "目标", tuple(key for key in KEYS if key not in ROLES)


def _misfits(subject: Subject) -> Iterator[Finding]:
    for place, amendment, found in _amended(subject):
        if found is not None:
            what, known = _keys(found)
            if amendment.key not in known:
                yield MISFIT.at(
                    (*place, "key"), what=what, of=amendment.of, key=amendment.key, known="、".join(known)
                )


class _Link(NamedTuple):
    """One change of a key of a thing: what was there before and then, names being the departments' own."""

    place: Place
    amendment: Amendment
    old: object
    new: object


def _chains(subject: Subject) -> Iterator[list[_Link]]:
    """Yield the changes of each key of each thing, by date."""
    chains: dict[tuple[str, str], list[_Link]] = {}
    for place, amendment, found in _amended(subject):
        if found is not None and amendment.key in _keys(found)[1] and amendment.key not in WHOLE:
            old, new = (_canonical(subject, value) for value in (amendment.before, amendment.after))
            chains.setdefault((amendment.of, amendment.key), []).append(_Link(place, amendment, old, new))
    for chain in chains.values():
        yield sorted(chain, key=lambda link: link.amendment.date)


def _impossible(subject: Subject) -> Iterator[Finding]:
    """Yield the changes before which a target would have had no goal, or several."""
    changes: dict[str, tuple[Target, list[tuple[Place, Amendment]]]] = {}
    for place, amendment, found in _amended(subject):
        if isinstance(found, Target) and amendment.key in GOALS:
            changes.setdefault(amendment.of, (found, []))[1].append((place, amendment))
    for target, chain in changes.values():
        ordered = sorted(chain, key=lambda link: link[1].date)
        last = {amendment.key: amendment.after for _, amendment in ordered}
        if any(getattr(target, key) != after for key, after in last.items()):
            continue  # the plan does not say what the amendments do: told by another rule
        for place, amendment in ordered:
            if why := _before(target, [a for _, a in chain if a.date >= amendment.date]):
                yield IMPOSSIBLE.at((*place, "key"), of=target.id, day=amendment.date, why=why)
                break


def _before(target: Target, later: list[Amendment]) -> str:
    """Return why a target cannot have been what it was before some changes, or an empty string."""
    goals: dict[str, object] = {}
    for amendment in sorted(later, key=lambda amendment: amendment.date):  # the first knows what was before
        goals.setdefault(amendment.key, amendment.before)
    said = {key: getattr(target, key) for key in GOALS} | goals
    known = [key for key, value in said.items() if value is not None]
    if len(known) == 1:
        return ""
    return f"同时有 {'、'.join(known)}" if known else "没有要达到多少"


def _out_of_turn(subject: Subject) -> Iterator[Finding]:
    """Yield what was added or dropped twice, or both on one day."""
    chains: dict[str, list[tuple[Place, Amendment]]] = {}
    for place, amendment, _ in _amended(subject):
        if amendment.key in WHOLE:
            chains.setdefault(amendment.of, []).append((place, amendment))
    for id_, chain in chains.items():
        for (_, first), (place, second) in pairwise(sorted(chain, key=lambda link: link[1].date)):
            if first.key == second.key or first.date == second.date:
                yield OUT_OF_TURN.at((*place, "key"), of=id_, day=first.date)


def _canonical(subject: Subject, value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return tuple(subject.directory.canonical(each) if isinstance(each, str) else each for each in value)


def _is_broken(chain: list[_Link]) -> bool:
    return any(first.new != second.old for first, second in pairwise(chain))


def _not_now(subject: Subject) -> Iterator[Finding]:
    for chain in _chains(subject):
        last, key = chain[-1], chain[-1].amendment.key
        of = last.amendment.of
        _, task, thing = subject.named[of]
        now = _canonical(subject, task.lead if key == "lead" else getattr(thing, key))
        if now != last.new and not _is_broken(chain):
            words = {"of": of, "key": key, "now": in_words(now), "new": in_words(last.new)}
            yield NOT_NOW.at((*last.place, "new"), words)


def _broken_chains(subject: Subject) -> Iterator[Finding]:
    for chain in _chains(subject):
        for first, second in pairwise(chain):
            if first.new != second.old:
                words = {"old": in_words(second.old), "new": in_words(first.new)}
                related = Related("上一次", first.place)
                yield BROKEN_CHAIN.at((*second.place, "old"), words, related=related)


def _early(subject: Subject) -> Iterator[Finding]:
    published = subject.plan.published
    broken = {link.place for chain in _chains(subject) if _is_broken(chain) for link in chain}
    for place, amendment, _ in _amended(subject):
        if amendment.date < published and place not in broken:
            yield EARLY.at((*place, "date"), date=amendment.date, published=published)


def in_words(value: object) -> str:
    """Return an amended value for print; nothing is 无."""
    if value is None or value == ():
        return _GONE
    if isinstance(value, tuple):
        return "、".join(f"{each}" for each in value)
    return f"{value}"


def _paces(subject: Subject) -> Iterator[Finding]:
    expected = len(subject.plan.periods)
    plan_pace = subject.plan.rules.pace if subject.plan.rules else None
    paces: list[tuple[Place, tuple[Decimal, ...] | None]] = [(("rules", "pace"), plan_pace)]
    paces += [((*place, "pace"), target.pace) for place, target in subject.targets]
    for place, pace in paces:
        if pace is not None and len(pace) != expected:
            yield PACE.at(place, found=len(pace), expected=expected)


def _no_paces(subject: Subject) -> Iterator[Finding]:
    for place, target in subject.targets:
        kind, _ = target.goal
        if target.pace is not None and kind in ("at_most", "every"):
            yield NO_PACE.at((*place, "pace"), key=kind)


_READ = ("amendments", "departments", "aliases", "name", *KEYS)

RULES: tuple[Rule[Subject], ...] = (
    Rule(UNKNOWN, _unknown, whole=("sections", "items", "targets", "milestones")),
    Rule(MISFIT, _misfits),
    Rule(NOT_NOW, _not_now, whole=_READ),
    Rule(BROKEN_CHAIN, _broken_chains, whole=_READ),
    Rule(IMPOSSIBLE, _impossible, whole=(*_READ, "targets")),
    Rule(OUT_OF_TURN, _out_of_turn, whole=_READ),
    Rule(EARLY, _early, whole=("published",)),
    Rule(PACE, _paces, whole=("year", "from", "to", "reporting")),
    Rule(NO_PACE, _no_paces),
)
