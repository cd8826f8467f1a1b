"""What changed between two states of a plan and its filings: each change once, in one sentence."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Table, Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.model.quantities import Number, Pair, Percents, Year
from gaoxin_plan.model.target import GOALS
from gaoxin_plan.model.text import joined
from gaoxin_plan.views.diff import filed, sentences
from gaoxin_plan.views.diff.goals import number, text
from gaoxin_plan.views.diff.kinds import Kind, kind_of
from gaoxin_plan.views.diff.pairing import Entry
from gaoxin_plan.views.diff.walk import Difference, Walk
from gaoxin_plan.views.diff.weakening import Around, strengthening, weakening
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
    """What changed from one state to another, in the order of the files."""

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def weakening(self) -> tuple[Change, ...]:
        """The changes that make the plan easier."""
        return tuple(change for change in self.changes if change.weakens)


def diff(old: State, new: State) -> Diff:
    """Return what changed, each value once; the values need to be no valid plan."""
    around = Around(_entry(old.plan), _entry(new.plan))
    found = [_of_plan(difference, around) for difference in Walk().file_of(Plan, old.plan, new.plan)]
    found += _of_filings(old, new, around)
    return Diff(old.name, new.name, tuple(found))


def file_diff(old: State, new: State) -> Diff:
    """Return what changed of one file, a plan or a filing, that both states have as their plan."""
    record = record_of(new.plan if isinstance(new.plan, dict) else old.plan)
    if record is Plan:
        return diff(old, new)
    walked = Walk(_name(new.plan)).file_of(record, old.plan, new.plan)
    return Diff(old.name, new.name, tuple(_of_filing(d, {}, {}) for d in walked))


def record_of(value: Value | None) -> type:
    """Return what a file holds, by its keys."""
    keys = {*value} if isinstance(value, dict) else set()
    if "decisions" in keys:
        return Office
    return Filing if "department" in keys and "sections" not in keys else Plan


def differences(old: Value | None, new: Value | None) -> list[tuple[Difference, str]]:
    """Return what differs of two plans, each with the word for how it makes the plan easier, if it does."""
    around = Around(_entry(old), _entry(new))
    return [(found, weakening(found, around)) for found in Walk().file_of(Plan, old, new)]


def _name(value: Value | None) -> str:
    entry = _entry(value)
    return f"{text(entry, 'period')}/{text(entry, 'department') or OFFICE.removesuffix('.yaml')}"


def _of_plan(difference: Difference, around: Around) -> Change:
    eased = weakening(difference, around)
    word = eased or strengthening(difference, around)
    told = sentences.sentence(difference) + (f"({word})" if word else "")
    return _change(difference, told, _about(difference, around), weakens=bool(eased))


def _about(difference: Difference, around: Around) -> str:
    """Return the item that a change is in, or the part of the plan's head."""
    name = difference.names[0] if difference.names else ""
    if name in shape.keys(Plan):
        slot = shape.slot(Plan, name)
        return slot.field.title if slot is not None and slot.record is not None else "计划"
    entry = difference.new or difference.old
    if difference.record is not Item:
        item = re.sub("#[0-9]+$", "", name)
        known = (each for plan in (around.new, around.old) for each in _items(plan))
        entry = next((each for each in known if text(each, "id") == item), {})
    return f"{name} {joined(text(entry, 'title'))}".strip()


def _of_filings(old: State, new: State, around: Around) -> Iterator[Change]:
    parts = {text(part, "id"): part for plan in around for item in _items(plan) for part in _parts(item)}
    departments = {
        text(one, "id"): text(one, "name") for plan in around for one in _entries(plan.get("departments"))
    }
    for name in sorted({*old.filed, *new.filed}):
        record = Office if name.rpartition("/")[2] == OFFICE else Filing
        walk = Walk(name.removesuffix(".yaml"))
        for difference in walk.file_of(record, old.filed.get(name), new.filed.get(name)):
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


def _entry(value: Value | None) -> Entry:
    return value if isinstance(value, dict) else {}


def _entries(value: Value | None) -> list[Entry]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _items(plan: Entry) -> list[Entry]:
    return [item for section in _entries(plan.get("sections")) for item in _entries(section.get("items"))]


def _parts(item: Entry) -> list[Entry]:
    return [*_entries(item.get("targets")), *_entries(item.get("milestones"))]


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
