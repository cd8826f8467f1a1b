"""Whether every change that makes a plan easier was amended since a revision, from what it was then."""

from collections.abc import Iterator
from typing import NamedTuple

from gaoxin_plan.checks.since import OTHER_OLD, REWRITTEN, UNAMENDABLE, UNAMENDED
from gaoxin_plan.model.amendment import ROLES, Amendment
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Item, Plan, Section
from gaoxin_plan.model.shape import slot as slot_of
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.problems import Finding, Mark, Place, Problem
from gaoxin_plan.source.document import Document
from gaoxin_plan.views.diff import sentences
from gaoxin_plan.views.diff.goals import text
from gaoxin_plan.views.diff.pairing import Entry
from gaoxin_plan.views.diff.walk import GOAL, Difference, Walk, names_in, normal
from gaoxin_plan.views.diff.weakening import Around, weakening

_PARTS = (Target, Milestone)


class _Since(NamedTuple):
    """A plan then and now, and the amendments that were recorded in between."""

    name: str
    around: Around
    directory: Directory
    amendments: tuple[Entry, ...]

    def is_amended(self, of: str, key: str) -> bool:
        return any((text(a, "of"), text(a, "key")) == (of, key) for a in self.amendments)


def problems_since(name: str, old: Document, new: Document, plan: Plan) -> list[Problem]:
    """Return what was made easier since a revision without an amendment, and amendments of another old value.

    ``old`` and ``new`` are the plan's file then and now, which was read as ``plan``.
    """
    (before, _), (after, _) = old.values(), new.values()
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    around = Around(before, after)
    differences = Walk().file_of(Plan, before, after)
    added = tuple(d.new for d in differences if d.record is Amendment and d.what == "added")
    since = _Since(name, around, Directory(plan.departments), added)
    found = [finding for each in differences for finding in _unamended(each, since)]
    found += _other_old(since)
    return sorted((new.problem(finding) for finding in found), key=lambda problem: problem.order)


def _unamended(difference: Difference, since: _Since) -> Iterator[Finding]:
    word = weakening(difference, since.around)
    if not word or (difference.record is Amendment and difference.what == "added"):
        return
    told = f"{sentences.sentence(difference)}({word})"
    where = _place(difference, since.around)
    if difference.record is Amendment:
        yield REWRITTEN.at(where, told=told)
        return
    needed = list(_needed(difference))
    if not needed:
        yield UNAMENDABLE.at(where, told=told)
    elif difference.what == "removed":
        how = f"放回计划,在 amendments 里记一条 of: {needed[0][0]}、key: dropped"
        yield UNAMENDED.at(where, told=told, since=since.name, how=how)
    elif missing := [pair for pair in needed if not since.is_amended(*pair)]:
        how = "在 amendments 里记 " + ";".join(f"of: {of}、key: {key}" for of, key in missing)
        yield UNAMENDED.at(where, told=told, since=since.name, how=how)


def _needed(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield what must have been amended, each an id and a key; nothing where no amendment can say it."""
    record, key, of = difference.record, difference.key, text(difference.new or difference.old, "id")
    if difference.what == "removed" and record in (*_PARTS, Item):
        yield of, "dropped"
    elif record is Target and key == GOAL:
        goals = {*_keys(difference.before), *_keys(difference.after)}
        yield from ((of, goal) for goal in GOALS if goal in goals)
    elif (
        (record is Target and key in GOALS)
        or (record in _PARTS and key == "due")
        or (record is Item and key == "lead")
    ):
        yield of, key
    elif record is Section and key == "lead":
        items = _entries(difference.new.get("items"))
        yield from ((text(item, "id"), key) for item in items if not item.get("lead"))


def _keys(value: Value | None) -> list[str]:
    return [*value] if isinstance(value, dict) else []


def _place(difference: Difference, around: Around) -> Place | Mark:
    """Return where a change stands now: its value, or the nearest that is still there."""
    if difference.record is Plan:
        return (difference.key,)
    entry: Entry | None = difference.new
    if not entry:
        entry = _known(around.new).get(difference.names[0]) if difference.names else None
    found = _place_of(around.new, entry) if entry is not None else None
    if found is None:
        return difference.names[:1] or Mark(1, 1)
    return (*found, difference.key) if difference.what == "changed" else found


def _place_of(value: Value, entry: Entry) -> Place | None:
    """Return the place of a very entry of a value."""
    if value is entry:
        return ()
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inside in steps:
        if not isinstance(inside, str) and (found := _place_of(inside, entry)) is not None:
            return (step, *found)
    return None


def _other_old(since: _Since) -> Iterator[Finding]:
    """Yield the first change since then of a key, where it does not begin with what was there then."""
    known = _known(since.around.old)
    seen: set[tuple[str, str]] = set()
    for amendment in sorted(since.amendments, key=lambda each: text(each, "date")):
        of, key = text(amendment, "of"), text(amendment, "key")
        entry = known.get(of)
        if entry is None or key not in (*GOALS, "due", *ROLES) or (of, key) in seen:
            continue
        seen.add((of, key))
        said, was = (
            _value(key, each, since) for each in (amendment.get("old"), _then(of, key, entry, since))
        )
        if said != was:
            place = _place_of(since.around.new, amendment) or ()
            words = {"of": of, "key": key, "since": since.name, "old": sentences.plain(amendment.get("old"))}
            yield OTHER_OLD.at((*place, "old"), words, was=sentences.plain(_then(of, key, entry, since)))


def _then(of: str, key: str, entry: Entry, since: _Since) -> Value | None:
    """Return what a key was at the revision; an item without a lead of its own has its section's."""
    if key != "lead" or entry.get(key):
        return entry.get(key)
    sections = _entries(since.around.old.get("sections"))
    homes = (one for one in sections if any(text(i, "id") == of for i in _entries(one.get("items"))))
    return next(homes, {}).get(key)


def _value(key: str, value: Value | None, since: _Since) -> object:
    if key in ROLES:
        return [since.directory.canonical(name) for name in names_in(value)]
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return normal(slot_of(Target, key), value)


def _known(plan: Entry) -> dict[str, Entry]:
    """Return the items, targets and milestones of a plan by their ids."""
    items = [item for one in _entries(plan.get("sections")) for item in _entries(one.get("items"))]
    parts = [part for item in items for key in ("targets", "milestones") for part in _entries(item.get(key))]
    return {text(entry, "id"): entry for entry in (*parts, *items)}


def _entries(value: Value | None) -> list[Entry]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
