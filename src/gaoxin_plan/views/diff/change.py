"""What changed between two states of a plan and its filings: each change once, in one sentence."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gaoxin_plan.model import raw, shape
from gaoxin_plan.model.fields import Table, Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.model.quantities import Number, Pair, Percents, Year
from gaoxin_plan.model.raw import Entry, number, text
from gaoxin_plan.model.target import GOALS
from gaoxin_plan.model.text import joined
from gaoxin_plan.views.diff import filed, sentences
from gaoxin_plan.views.diff.approved import Approved, approved, in_words
from gaoxin_plan.views.diff.around import Around, around
from gaoxin_plan.views.diff.kinds import Kind, kind_of
from gaoxin_plan.views.diff.walk import Difference, walked
from gaoxin_plan.views.diff.weakening import strengthening, weakening
from gaoxin_plan.views.export import Json
from gaoxin_plan.views.export import number as json_number
from gaoxin_plan.workspace import OFFICE


class State(NamedTuple):
    """A plan and its filings as plain values, by a name that people are shown.

    ``filed`` holds each file by its name within the plan's folder: ``2022Q2/qyfz.yaml``.
    """

    name: str
    plan: Value | None
    filed: Mapping[str, Value]


class Change(NamedTuple):
    """One change. ``about`` is what it is about, for grouping; ``before`` and ``after`` are plain data.

    ``weakens`` says that it makes the plan easier; ``text`` is the sentence that tells it.
    """

    kind: Kind
    address: str
    before: Json
    after: Json
    weakens: bool
    text: str
    about: str


class Diff(NamedTuple):
    """What changed from one state to another, in the order of the files.

    A change that was amended and the record of that are one.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def weakening(self) -> tuple[Change, ...]:
        """The changes that make the plan easier."""
        return tuple(change for change in self.changes if change.weakens)


def diff(old: State, new: State) -> Diff:
    """Return what changed, each value once; the values need to be no valid plan."""
    both = around(old.plan, new.plan)
    found = [_of_plan(each, both) for each in approved(walked(Plan, old.plan, new.plan), both)]
    found += _of_filings(old, new, both)
    return Diff(old.name, new.name, tuple(found))


def file_diff(old: State, new: State) -> Diff:
    """Return what changed of one file, a plan or a filing, that both states have as their plan."""
    record = raw.record_of(raw.entry(new.plan) or raw.entry(old.plan))
    if record is Plan:
        return diff(old, new)
    found = walked(record, old.plan, new.plan, _name(raw.entry(new.plan) or raw.entry(old.plan)))
    return Diff(old.name, new.name, tuple(_of_filing(each, {}, {}) for each in found))


def _name(entry: Entry) -> str:
    return f"{text(entry, 'period')}/{text(entry, 'department') or OFFICE.removesuffix('.yaml')}"


def _of_plan(found: Approved, both: Around) -> Change:
    difference = found.difference
    eased = weakening(difference, both)
    word = eased or strengthening(difference, both)
    told = sentences.sentence(difference, both) + (f"({word})" if word else "")
    return _change(
        difference, told + in_words(found.amendments), _about(difference, both), weakens=bool(eased)
    )


def _about(difference: Difference, both: Around) -> str:
    """Return the item that a change is in, or the part of the plan's head."""
    name = difference.names[0] if difference.names else ""
    if name in shape.keys(Plan):
        slot = shape.slot(Plan, name)
        return slot.field.title if slot is not None and slot.record is not None else "计划"
    entry = difference.new or difference.old
    if difference.record is not Item:
        item = re.sub("#[0-9]+$", "", name)
        entry = both.new.items.get(item) or both.old.items.get(item, {})
    return f"{name} {joined(text(entry, 'title'))}".strip()


def _of_filings(old: State, new: State, both: Around) -> Iterator[Change]:
    parts = {**both.old.known, **both.new.known}
    listed = [one for outline in both for one in raw.entries(outline.plan.get("departments"))]
    departments = {text(one, "id"): text(one, "name") for one in listed}
    for name in sorted({*old.filed, *new.filed}):
        record = Office if name.rpartition("/")[2] == OFFICE else Filing
        states = old.filed.get(name), new.filed.get(name)
        for difference in walked(record, *states, name.removesuffix(".yaml")):
            yield _of_filing(difference, parts, departments)


def _of_filing(difference: Difference, parts: dict[str, Entry], departments: dict[str, str]) -> Change:
    period, _, name = difference.file.partition("/")
    is_office = f"{name}.yaml" == OFFICE
    who = f"{period} {'督办' if is_office else departments.get(name) or name}"
    return _change(difference, filed.sentence(difference, who, parts), who, weakens=False)


def _change(difference: Difference, told: str, about: str, *, weakens: bool) -> Change:
    file = (difference.file,) if difference.file else ()
    before, after = (_json(difference, value) for value in (difference.before, difference.after))
    address = "/".join((*file, *difference.names))
    return Change(kind_of(difference), address, before, after, weakens, told, about)


def _json(difference: Difference, value: Value | None) -> Json:
    """Return a value as JSON has it: numbers as numbers, text without the line breaks of the file."""
    slot = shape.slot(difference.record, difference.key) if difference.record else None
    field = slot.field.inner if slot is not None and isinstance(slot.field, Table) else slot and slot.field
    return _plain(value, is_number=isinstance(field, Number | Pair | Percents | Year))


def _plain(value: Value | None, *, is_number: bool) -> Json:
    if isinstance(value, dict):
        return {key: _plain(each, is_number=key in GOALS and key != "every") for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, is_number=is_number) for each in value]
    if value is None or not is_number:
        return None if value is None else joined(value)
    said = number(value)
    return value if said is None else json_number(said)


def diff_json(diff: Diff) -> dict[str, Json]:
    """Return the changes.

    ``{"changes": [{"kind", "address", "before", "after", "weakens": bool, "text"}]}``
    """
    return {
        "changes": [
            {
                "kind": change.kind,
                "address": change.address,
                "before": change.before,
                "after": change.after,
                "weakens": change.weakens,
                "text": change.text,
            }
            for change in diff.changes
        ]
    }
