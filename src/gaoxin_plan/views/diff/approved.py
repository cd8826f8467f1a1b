"""Which recorded amendments tell of a change that the plan's body shows too: the two are one change."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from gaoxin_plan.model import raw, shape
from gaoxin_plan.model.amendment import ROLES, Amendment
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Item
from gaoxin_plan.model.raw import Entry, text
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.views.diff.around import Around
from gaoxin_plan.views.diff.normal import normal
from gaoxin_plan.views.diff.walk import GOAL, Difference

_Pair = tuple[str, str]


class Approved(NamedTuple):
    """A difference of a plan, with the amendments that were recorded of it."""

    difference: Difference
    amendments: tuple[Entry, ...]


def approved(differences: Sequence[Difference], around: Around) -> list[Approved]:
    """Return the differences, those of amendments that tell of another one only with that.

    An amendment, or several of one key, tells of a change if it leads from what was to what is.
    """
    records: dict[_Pair, list[Entry]] = defaultdict(list)
    for each in differences:
        if each.record is Amendment and each.what == "added":
            records[text(each.new, "of"), text(each.new, "key")].append(each.new)
    found = [Approved(each, _of(each, records, around)) for each in differences]
    told = {id(amendment) for each in found for amendment in each.amendments}
    return [each for each in found if id(each.difference.new) not in told]


def _of(difference: Difference, records: dict[_Pair, list[Entry]], around: Around) -> tuple[Entry, ...]:
    if difference.what != "changed" or difference.record not in (Target, Milestone, Item):
        return ()
    of = text(difference.new, "id")
    keys = [key for key in _keys(difference) if (of, key) in records]
    chains = {key: sorted(records[of, key], key=lambda each: text(each, "date")) for key in keys}
    if not keys or len(keys) < len(_keys(difference)):
        return ()
    if not all(_leads(key, chain, difference, around) for key, chain in chains.items()):
        return ()
    return tuple(amendment for chain in chains.values() for amendment in chain)


def _keys(difference: Difference) -> list[str]:
    """Return the keys that must have been amended for a difference."""
    if difference.key == GOAL:
        return [key for key in GOALS if key in difference.old or key in difference.new]
    return [difference.key] if difference.key in (*GOALS, "due", *ROLES) else []


def _leads(key: str, chain: list[Entry], difference: Difference, around: Around) -> bool:
    """Whether amendments lead, one after the other, from what a key was to what it is."""
    old, new = difference.old.get(key), difference.new.get(key)
    if key == "lead":
        old, new = [*around.old.leads(difference.old)], [*around.new.leads(difference.new)]
    olds = [*(amendment.get("old") for amendment in chain), new]
    news = [old, *(amendment.get("new") for amendment in chain)]
    return all(_same(key, first, then) for first, then in zip(olds, news, strict=True))


def _same(key: str, first: Value | None, then: Value | None) -> bool:
    return _value(key, first) == _value(key, then)


def _value(key: str, value: Value | None) -> Hashable:
    if key in ROLES:
        return tuple(raw.names(value))
    return normal(shape.slot(Target, key), value[0] if isinstance(value, list) and len(value) == 1 else value)


def in_words(amendments: Iterable[Entry]) -> str:
    """Return since when, and by whose approval: ``,2022-09-01 起,会议纪要2022年第9期``."""
    said = dict.fromkeys(f",{text(each, 'date')} 起,{text(each, 'approved')}" for each in amendments)
    return "".join(said)
