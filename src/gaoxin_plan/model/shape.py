"""What a record looks like in a file: its keys in order, what each holds, which must be there."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import NamedTuple, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT
from msgspec.structs import fields

from gaoxin_plan.model.fields import Field
from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import Place

_IN_FILE = {"begin": "from", "end": "to"}  # Python keeps the word `from` for itself


class Holds(Enum):
    """How many records stand under a key."""

    ONE = "one"
    LIST = "list"
    MAP = "map"


class Slot(NamedTuple):
    """One key of a record.

    ``name`` is the field in Python, ``key`` the word in the file. ``record`` is what it holds where that
    is a record, a list of records, or records by id. ``default`` is NODEFAULT where the key must be there.
    """

    key: str
    name: str
    field: Field
    record: type | None
    holds: Holds
    default: object

    @property
    def is_required(self) -> bool:
        """Whether the key must be there."""
        return self.default is NODEFAULT


@cache
def slots(record: type) -> tuple[Slot, ...]:
    """Return the keys of a record, in the order they are written."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_slot(field.name, hints[field.name], field.default) for field in fields(record))


def _slot(name: str, hint: object, default: object) -> Slot:
    kind, *marks = get_args(hint)
    mark = next(mark for mark in marks if isinstance(mark, Field))
    record = _record_in(kind)
    holds = {tuple: Holds.LIST, Mapping: Holds.MAP}.get(get_origin(kind), Holds.ONE)
    return Slot(_IN_FILE.get(name, name), name, mark, record, holds, default)


def _record_in(hint: object) -> type | None:
    """Return the record inside ``tuple[Item, ...]`` or ``Source | None``."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint
    return next((found for part in get_args(hint) if (found := _record_in(part))), None)


def keys(record: type) -> list[str]:
    """Return the keys of a record as a file writes them."""
    return [slot.key for slot in slots(record)]


def slot(record: type, key: str) -> Slot | None:
    """Return what a record holds under a key, or None if it knows no such key."""
    return next((slot for slot in slots(record) if slot.key == key), None)


def slot_at(root: type, place: Place) -> Slot | None:
    """Return what stands at a place that ends with a key, or below one in a list or by an id."""
    found = None
    for found, _ in _steps(root, place):  # noqa: B007  the last one is meant
        pass
    return found


def record_at(root: type, place: Place) -> type:
    """Return the record whose keys stand at ``place``, or the nearest above it."""
    record = root
    for _, record in _steps(root, place):  # noqa: B007
        pass
    return record


def _steps(root: type, place: Place) -> "Iterator[tuple[Slot | None, type]]":
    """Yield, step by step, the slot that a place has come to and the record whose keys come next."""
    record, found, by_id = root, None, False
    for step in place:
        if isinstance(step, str) and not by_id:
            found = slot(record, step)
            record = (found.record if found else None) or record
            by_id = found is not None and found.record is not None and found.holds is Holds.MAP
        else:
            by_id = False
        yield found, record
