"""From what is to be different of a filing, slot by slot, to the edits of its file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.source.edits import Drop, Edit, Put
from gaoxin_plan.views.form import EVIDENCE, SAID, STATE, TEXTS, Slot, State

_Said = dict[str, str]
"""What is said of one item, by the field or part."""


class Filled(NamedTuple):
    """What a filing says ``now``, and the ``changes`` it gets; ``known`` is the filing, if there is one."""

    now: State
    changes: Mapping[Slot, str]
    known: Filing | None

    def without_state(self) -> Iterator[str]:
        """Yield the items of which something would be said, but no state."""
        for id_, said in self._then().items():
            if any(said.values()) and not said.get(STATE):
                yield id_

    def edits(self, order: Sequence[str], milestones: Collection[str]) -> Iterator[Edit]:
        """Yield what to change, the items as in ``order``; ``milestones`` are the parts that have a day."""
        before, then = _by_item(self.now), self._then()
        rank = {id_: n for n, id_ in enumerate(order)}
        new: dict[str, Value] = {}
        for id_ in sorted(then, key=lambda id_: rank.get(id_, len(rank))):
            said = then[id_]
            is_known = self.known is not None and id_ in self.known.items
            if not any(said.values()):
                if is_known:
                    yield Drop(("items", id_))
            elif is_known:
                yield from _changed(id_, before[id_], said, milestones)
            else:
                new[id_] = _record(said, milestones)
        if self.known is None and new:
            yield Put(("items",), new)
        else:
            yield from (Put(("items", id_), record) for id_, record in new.items())

    def _then(self) -> dict[str, _Said]:
        """Return what would be said of each item that is changed."""
        before = _by_item(self.now)
        return {id_: before.get(id_, {}) | said for id_, said in _by_item(self.changes).items()}


def _by_item(state: State) -> dict[str, _Said]:
    found: dict[str, _Said] = {}
    for slot, words in state.items():
        found.setdefault(slot.item, {})[slot.field] = words
    return found


def _key(field: str, milestones: Collection[str]) -> str:
    """Return the key of a filing that a field stands under."""
    return field if field in SAID else "done" if field in milestones else "values"


def _record(said: _Said, milestones: Collection[str]) -> Value:
    """Return all that is said of an item, as a file has it."""
    record: dict[str, Value] = {}
    parts: dict[str, dict[str, Value]] = {}
    for field, words in said.items():
        key = _key(field, milestones)
        if not words:
            continue
        if key not in SAID:
            parts.setdefault(key, {})[field] = words
        else:
            record[key] = [*words.split("\n")] if key == EVIDENCE else words
    return {**record, **parts}


def _changed(id_: str, before: _Said, said: _Said, milestones: Collection[str]) -> Iterator[Edit]:
    """Yield what is different of an item that is filed; tables by id as a whole if new or gone."""
    old, new = _record(before, milestones), _record(said, milestones)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    for key in (STATE, *TEXTS, "values", "done", EVIDENCE):
        place, first, then = ("items", id_, key), old.get(key), new.get(key)
        if first == then:
            continue
        if then is None:
            yield Drop(place)
        elif isinstance(first, dict) and isinstance(then, dict):
            yield from (
                Put((*place, part), words) for part, words in then.items() if first.get(part) != words
            )
            yield from (Drop((*place, part)) for part in first if part not in then)
        else:
            yield Put(place, then)
