"""Whether every change that makes a plan easier was amended since a revision, from what it was then."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gaoxin_plan.checks.since import LOOSENED, OTHER_OLD, RENUMBERED, REWRITTEN, UNAMENDABLE, UNAMENDED
from gaoxin_plan.model import raw
from gaoxin_plan.model.amendment import ADDED, NONE, ROLES, Amendment
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Item, Plan, Section
from gaoxin_plan.model.raw import Entry, text
from gaoxin_plan.model.shape import slot as slot_of
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.problems import Finding, Mark, Place, Problem
from gaoxin_plan.source.document import Document
from gaoxin_plan.views.diff import sentences
from gaoxin_plan.views.diff.around import Around, around
from gaoxin_plan.views.diff.normal import normal
from gaoxin_plan.views.diff.walk import GOAL, Difference, walked
from gaoxin_plan.views.diff.weakening import weakening

_PARTS = (Target, Milestone)


class _Since(NamedTuple):
    """A plan then and now, and what was recorded in between.

    ``amended`` are the ids and keys of ``amendments``; ``renumbered`` is what had another id then, by its
    id of now.
    """

    name: str
    around: Around
    directory: Directory
    amendments: tuple[Entry, ...]
    amended: frozenset[tuple[str, str]]
    renumbered: Mapping[str, Entry]

    def then(self, of: str) -> Entry | None:
        """Return what an id stood for then."""
        return self.renumbered.get(of) or self.around.old.known.get(of)


def problems_since(name: str, old: Document, new: Document, plan: Plan) -> list[Problem]:
    """Return what was made easier since a revision without an amendment, and amendments of another old value.

    ``old`` and ``new`` are the plan's file then and now, which was read as ``plan``.
    """
    (before, _), (after, _) = old.values(), new.values()
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    differences = walked(Plan, before, after)
    added = tuple(d.new for d in differences if d.record is Amendment and d.what == "added")
    since = _Since(
        name=name,
        around=around(before, after),
        directory=Directory(plan.departments),
        amendments=added,
        amended=frozenset((text(each, "of"), text(each, "key")) for each in added),
        renumbered={text(d.new, "id"): d.old for d in differences if _is_renumbered(d)},
    )
    found = [finding for each in differences for finding in _found(each, since)]
    found += _other_old(since)
    return sorted((new.problem(finding) for finding in found), key=lambda problem: problem.order)


def _is_renumbered(difference: Difference) -> bool:
    is_id = difference.what == "changed" and difference.key == "id"
    return is_id and difference.record in (*_PARTS, Item)


def _found(difference: Difference, since: _Since) -> Iterator[Finding]:
    if _is_renumbered(difference):
        told = sentences.sentence(difference, since.around)
        was = sentences.plain(difference.before)
        yield RENUMBERED.at(_place(difference, since.around), told=told, old=was)
        return
    word = weakening(difference, since.around)
    is_undone = difference.record is Amendment and difference.what == "removed"
    if not (word or is_undone) or (difference.record is Amendment and difference.what == "added"):
        return
    told = sentences.sentence(difference, since.around) + (f"({word})" if word else "")
    where = _place(difference, since.around)
    if difference.record is Amendment:
        yield REWRITTEN.at(where, told=told)
    elif needed := list(_needed(difference)):
        yield from _unamended(difference, needed, since, where, told)
    else:
        yield (UNAMENDABLE if difference.record in _PARTS else LOOSENED).at(where, told=told)


def _unamended(
    difference: Difference, needed: list[tuple[str, str]], since: _Since, where: Place | Mark, told: str
) -> Iterator[Finding]:
    """Yield that what is needed was not recorded; what was removed would have to be there still."""
    if difference.what == "removed":
        how = f"放回计划,在 amendments 里记一条 of: {needed[0][0]}、key: dropped"
        yield UNAMENDED.at(where, told=told, since=since.name, how=how)
    elif missing := [pair for pair in needed if pair not in since.amended]:
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
    elif record is Item and key == "section":
        yield of, "lead"
    elif record is Section and key == "lead":
        items = raw.entries(difference.new.get("items"))
        yield from ((text(item, "id"), key) for item in items if not item.get("lead"))


def _keys(value: Value | None) -> list[str]:
    return [*value] if isinstance(value, dict) else []


def _place(difference: Difference, around: Around) -> Place | Mark:
    """Return where a change stands now: its value, or the nearest that is still there."""
    if difference.record is Plan:
        return (difference.key,)
    entry: Entry | None = difference.new
    if not entry:
        entry = around.new.known.get(difference.names[0]) if difference.names else None
    found = around.new.place(entry) if entry is not None else None
    if found is None:
        return difference.names[:1] or Mark(1, 1)
    return (*found, difference.key) if difference.what == "changed" else found


def _other_old(since: _Since) -> Iterator[Finding]:
    """Yield the first change since then of a key, where it does not begin with what was there then."""
    seen: set[tuple[str, str]] = set()
    for amendment in sorted(since.amendments, key=lambda each: text(each, "date")):
        of, key = text(amendment, "of"), text(amendment, "key")
        entry = since.then(of)
        if entry is not None and key == ADDED:
            place = since.around.new.place(amendment) or ()
            yield OTHER_OLD.at((*place, "key"), of=of, key=key, since=since.name, old=NONE, was="已在计划里")
        if entry is None or key not in (*GOALS, "due", *ROLES) or (of, key) in seen:
            continue
        seen.add((of, key))
        was = _then(key, entry, since)
        if _value(key, amendment.get("old"), since) != _value(key, was, since):
            place = since.around.new.place(amendment) or ()
            words = {"of": of, "key": key, "since": since.name, "old": sentences.plain(amendment.get("old"))}
            yield OTHER_OLD.at((*place, "old"), words, was=sentences.plain(was))


def _then(key: str, entry: Entry, since: _Since) -> Value | None:
    """Return what a key was at the revision; an item without a lead of its own has its section's."""
    return [*since.around.old.leads(entry)] if key == "lead" else entry.get(key)


def _value(key: str, value: Value | None, since: _Since) -> object:
    if key in ROLES:
        return [since.directory.canonical(name) for name in raw.names(value)]
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return normal(slot_of(Target, key), value)
