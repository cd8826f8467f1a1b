"""What differs between two states, value by value, each exactly once; in what words is said elsewhere."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from gaoxin_plan.model import raw, shape
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.fields import Names, Table, Value
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.plan import Item, Plan, Section
from gaoxin_plan.model.raw import Entry
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.shape import Holds
from gaoxin_plan.model.target import GOALS, Target
from gaoxin_plan.views.diff.normal import normal
from gaoxin_plan.views.diff.pairing import BY_CHANGE, BY_DECISION, BY_ID, moved, paired

What = Literal["changed", "added", "removed", "moved"]
Steps = tuple[str, ...]
Values = tuple[Value | None, Value | None]

GOAL = "goal"
"""The key under which a goal of another kind is told: the kinds are keys of their own."""


class Difference(NamedTuple):
    """One thing that differs.

    ``file`` is that of a filing (``2022Q2/qyfz``), empty for the plan; ``names`` lead there in ids.
    ``key`` stands in a ``record``, which was ``old`` and is ``new``. Where a whole entry of a list was added,
    removed or moved, these are the entry, and ``key`` is that of the list; one that moved is now behind
    ``after``, or else first. ``where`` is the section of an item. ``record`` is None for what none knows.
    """

    what: What
    file: str
    names: Steps
    record: type | None
    key: str
    before: Value | None
    after: Value | None
    old: Entry
    new: Entry
    where: str = ""


def walked(record: type, old: Value | None, new: Value | None, file: str = "") -> list[Difference]:
    """Return what differs between two states of a file; None where it was not there."""
    walk = _Walk(file)
    if isinstance(old, dict) and isinstance(new, dict):
        walk.record(record, old, new, ())
    elif old is None:
        walk.added(record, "", raw.entry(new), ())
    elif new is None:
        walk.removed(record, "", raw.entry(old), ())
    else:
        walk.other(old, new, ())
    return walk.found


class _Walk:
    """One walk over two values of one file, which gathers what it finds."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Difference] = []

    def _changed(self, names: Steps, record: type | None, key: str, old: Entry, new: Entry) -> None:
        self._replaced(names, record, key, (old.get(key), new.get(key)), old, new)

    def _replaced(
        self, names: Steps, record: type | None, key: str, values: Values, old: Entry, new: Entry
    ) -> None:
        self.found.append(Difference("changed", self.file, names, record, key, *values, old, new))

    def added(self, record: type, key: str, entry: Entry, names: Steps, where: str = "") -> None:
        told = _told(record, entry)
        self.found.append(Difference("added", self.file, names, record, key, None, told, {}, entry, where))

    def removed(self, record: type, key: str, entry: Entry, names: Steps, where: str = "") -> None:
        told = _told(record, entry)
        self.found.append(Difference("removed", self.file, names, record, key, told, None, entry, {}, where))

    def _moved(self, names: Steps, record: type, key: str, values: Values, old: Entry, new: Entry) -> None:
        self.found.append(Difference("moved", self.file, names, record, key, *values, old, new))

    def record(self, record: type, old: Entry, new: Entry, names: Steps) -> None:
        known = shape.keys(record)
        keys = [*known, *(key for key in {**old, **new} if key not in known)]
        if record is Target and _goals(old) != _goals(new):
            keys = [key for key in keys if key not in GOALS]
            before, after = ({key: entry[key] for key in _goals(entry)} for entry in (old, new))
            self._replaced((*names, GOAL), record, GOAL, (before or None, after or None), old, new)
        for key in keys:
            is_flat = record is Section and key == "items" and _are_entries(old.get(key), new.get(key))
            if not is_flat:
                self._key(record, key, old, new, (*names, key))
        if record is Plan:
            self._items(_sections(old), _sections(new))

    def _key(self, record: type, key: str, old: Entry, new: Entry, names: Steps) -> None:
        slot, before, after = shape.slot(record, key), old.get(key), new.get(key)
        if before is None and after is None:
            return
        if slot is None:
            self.other(before, after, names)
        elif slot.holds is Holds.LIST and slot.record is not None and _are_entries(before, after):
            self._list(slot.record, key, raw.entries(before), raw.entries(after), names)
        elif slot.holds is Holds.MAP and slot.record is not None and _are_maps(before, after):
            self._map(slot.record, key, raw.entry(before), raw.entry(after), names)
        elif isinstance(slot.field, Table) and _is_entry(before) and _is_entry(after):
            self._table(record, key, old, new, names)
        elif slot.record is not None and _is_entry(before) and _is_entry(after):
            self._one(slot.record, key, before, after, names)
        elif isinstance(slot.field, Names) and _are_names(before) and _are_names(after):
            self._names(record, key, old, new, names)
        elif normal(slot, before) != normal(slot, after):
            self._changed(names, record, key, old, new)

    def _one(self, record: type, key: str, before: Value | None, after: Value | None, names: Steps) -> None:
        if before is None and record is not Rules:  # without rules those of the preset hold, key by key
            self.added(record, key, raw.entry(after), names)
        elif after is None and record is not Rules:
            self.removed(record, key, raw.entry(before), names)
        else:
            self.record(record, raw.entry(before), raw.entry(after), names)

    def _list(self, record: type, key: str, old: list[Entry], new: list[Entry], names: Steps) -> None:
        rounds = BY_CHANGE if record is Amendment else BY_DECISION if record is Decision else BY_ID
        pairs = paired(old, new, rounds)
        was, now = _called(old), _called(new)
        order = sorted(pairs)
        movers = {order[n] for n in moved([pairs[index] for index in order])}
        for n, entry in enumerate(new):
            place = (*names, now[n])
            if n not in pairs:
                self.added(record, key, entry, place)
                continue
            if n in movers:
                self._moved(place, record, key, (None, now[n - 1] if n else None), old[pairs[n]], entry)
            self.record(record, old[pairs[n]], entry, place)
        for n in sorted({*range(len(old))} - {*pairs.values()}):
            self.removed(record, key, old[n], (*names, was[n]))

    def _items(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        """Compare the items of all sections: one may have gone from one section to another."""
        pairs = paired(old, new, BY_ID)
        home = {pairs[n]: n for n in pairs}
        was = [(home.get(s), s, item) for s, one in enumerate(old) for item in raw.entries(one.get("items"))]
        now = [(s, s, item) for s, one in enumerate(new) for item in raw.entries(one.get("items"))]
        items = paired([item for _, _, item in was], [item for _, _, item in now], BY_ID)
        names, sections, homes = _called([item for _, _, item in now]), _called(new), _called(old)
        stayed = [n for n in sorted(items) if was[items[n]][0] == now[n][0]]
        movers = {stayed[n] for n in moved([items[n] for n in stayed])}
        at_home = {*stayed}
        for n, (_, s, item) in enumerate(now):
            place = (names[n],)
            if n not in items:
                self.added(Item, "items", item, place, sections[s])
                continue
            _, of, before = was[items[n]]
            if n not in at_home:
                self._moved(place, Item, "section", (homes[of], sections[s]), before, item)
            elif n in movers:
                behind = names[n - 1] if n and now[n - 1][1] == s else None
                self._moved(place, Item, "items", (None, behind), before, item)
            self.record(Item, before, item, place)
        gone = _called([item for _, _, item in was])
        for n in sorted({*range(len(was))} - {*items.values()}):
            self.removed(Item, "items", was[n][2], (gone[n],), homes[was[n][1]])

    def _map(self, record: type, key: str, old: Entry, new: Entry, names: Steps) -> None:
        for name in {**old, **new}:
            before, after, place = raw.entry(old.get(name)), raw.entry(new.get(name)), (*names, name)
            if name in old and name in new:
                self.record(record, before, after, place)
            elif name in new:
                self.added(record, key, after, place)
            else:
                self.removed(record, key, before, place)

    def _table(self, record: type, key: str, old: Entry, new: Entry, names: Steps) -> None:
        slot = shape.slot(record, key)
        first, then = raw.entry(old.get(key)), raw.entry(new.get(key))
        for name in {**first, **then}:
            before, after = first.get(name), then.get(name)
            if normal(slot, before) != normal(slot, after):
                self._replaced((*names, name), record, key, (before, after), old, new)

    def _names(self, record: type, key: str, old: Entry, new: Entry, names: Steps) -> None:
        """Compare two lists of names: one that took another's place is one change."""
        before, after = raw.names(old.get(key)), raw.names(new.get(key))
        if record is Item and key == "lead" and bool(before) != bool(after):  # else the section's lead
            self._replaced(names, record, key, (_own(before), _own(after)), old, new)
            return
        gone, come = _less(before, after), _less(after, before)
        for first, then in zip_longest(gone, come):
            self._replaced(names, record, key, (first, then), old, new)
        kept = [_less(before, gone), _less(after, come)]
        if kept[0] != kept[1]:
            self._moved(names, record, key, ([*before], [*after]), old, new)

    def other(self, before: Value | None, after: Value | None, names: Steps) -> None:
        """Compare what no record knows, down to its texts."""
        if isinstance(before, dict) and isinstance(after, dict):
            for key in {**before, **after}:
                self.other(before.get(key), after.get(key), (*names, key))
        elif isinstance(before, list) and isinstance(after, list):
            for n, (first, then) in enumerate(zip_longest(before, after), 1):
                self.other(first, then, (*names, str(n)))
        elif normal(None, before) != normal(None, after):
            self._replaced(names, None, names[-1] if names else "", (before, after), {}, {})


def _own(names: list[str]) -> Value | None:
    return names[0] if len(names) == 1 else [*names] or None


def _told(record: type, entry: Entry) -> Entry:
    """Return what is told of an entry: the items of a section are told one by one."""
    return {key: value for key, value in entry.items() if record is not Section or key != "items"}


def _goals(entry: Entry) -> list[str]:
    return [key for key in GOALS if key in entry]


def _less(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the names without the others, each of which takes one away."""
    left, kept = Counter(others), []
    for name in names:
        if left[name]:
            left[name] -= 1
        else:
            kept.append(name)
    return kept


def _called(entries: Sequence[Entry]) -> list[str]:
    """Return what each entry of a list is called in an address: its id, else its number; each once."""
    seen: Counter[str] = Counter()
    called = []
    for n, entry in enumerate(entries, 1):
        name = raw.text(entry, "id") or str(n)
        seen[name] += 1
        called.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return called


def _sections(plan: Entry) -> list[Entry]:
    found = plan.get("sections")
    return [one for one in raw.entries(found) if _are_entries(one.get("items"), [])]


def _is_entry(value: Value | None) -> bool:
    return value is None or isinstance(value, dict)


def _are_entries(*values: Value | None) -> bool:
    return all(
        value is None or (isinstance(value, list) and all(isinstance(each, dict) for each in value))
        for value in values
    )


def _are_maps(*values: Value | None) -> bool:
    return all(
        value is None or (isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()))
        for value in values
    )


def _are_names(value: Value | None) -> bool:
    return not isinstance(value, dict) and all(isinstance(name, str) for name in value or [])
