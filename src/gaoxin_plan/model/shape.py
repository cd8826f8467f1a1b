"""What a record looks like in a file: its keys in order, what each holds, which must be there."""

from dataclasses import MISSING, fields
from functools import cache
from typing import NamedTuple, get_args, get_origin, get_type_hints

from gaoxin_plan.model.fields import Field
from gaoxin_plan.problems import Place

_IN_FILE = {"begin": "from", "end": "to"}  # Python keeps the word `from` for itself


class Slot(NamedTuple):
    """One key of a record.

    ``name`` is the field in Python, ``key`` the word in the file. ``record`` is what it holds where that
    is a record, or a list of records when ``is_list``. ``default`` is MISSING where the key must be there.
    """

    key: str
    name: str
    field: Field
    record: type | None
    is_list: bool
    default: object

    @property
    def is_required(self) -> bool:
        """Whether the key must be there."""
        return self.default is MISSING


@cache
def slots(record: type) -> tuple[Slot, ...]:
    """Return the keys of a record, in the order they are written."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_slot(field.name, hints[field.name], field.default) for field in fields(record))


def _slot(name: str, hint: object, default: object) -> Slot:
    kind, *marks = get_args(hint)
    mark = next(mark for mark in marks if isinstance(mark, Field))
    record = _record_in(kind)
    is_list = record is not None and get_origin(kind) is tuple
    return Slot(_IN_FILE.get(name, name), name, mark, record, is_list, default)


def _record_in(hint: object) -> type | None:
    """Return the record inside ``tuple[Item, ...]`` or ``Source | None``."""
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return hint
    return next((found for part in get_args(hint) if (found := _record_in(part))), None)


def keys(record: type) -> list[str]:
    """Return the keys of a record as a file writes them."""
    return [slot.key for slot in slots(record)]


def slot(record: type, key: str) -> Slot | None:
    """Return what a record holds under a key, or None if it knows no such key."""
    return next((slot for slot in slots(record) if slot.key == key), None)


def slot_at(root: type, place: Place) -> Slot | None:
    """Return what stands at a place that ends with a key, or in a list under that key."""
    record: type | None = root
    found: Slot | None = None
    for step in place:
        if isinstance(step, str):
            found = None if record is None else slot(record, step)
            record = found.record if found else None
    return found


def record_at(root: type, place: Place) -> type:
    """Return the record whose keys stand at ``place``, or the nearest above it."""
    record = root
    for step in place:
        found = slot(record, step) if isinstance(step, str) else None
        record = (found.record if found else None) or record
    return record
