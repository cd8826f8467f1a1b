"""A value as it counts: what two files say is the same if this is."""

from collections.abc import Hashable

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Field, Raw, Table, Value
from gaoxin_plan.model.quantities import Number, Pair, Percents
from gaoxin_plan.model.raw import number
from gaoxin_plan.model.text import joined


def normal(slot: shape.Slot | None, value: Value | None) -> Hashable:
    """Return a value as it counts: lines joined, numbers as numbers, a single name as a list of one."""
    field = slot.field if slot else None
    return _normal(field.inner if isinstance(field, Table) else field, value)


def _normal(field: Field | None, value: Value | None) -> Hashable:
    if isinstance(value, str):
        said = number(value) if isinstance(field, Number) else None
        if said is not None:
            return said
        return (joined(value),) if isinstance(field, Raw) else joined(value)
    if isinstance(value, list):
        inner = Number("") if isinstance(field, Pair | Percents) else None
        return tuple(_normal(inner, each) for each in value)
    if isinstance(value, dict):
        return frozenset((key, _normal(None, each)) for key, each in value.items())
    return value
