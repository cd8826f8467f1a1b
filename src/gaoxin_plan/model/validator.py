"""Pydantic's engine, given the schema that a record's annotations spell out.

To import all of pydantic, and to have it find out the same schema, takes six times the start-up of Python;
the tests hold both against each other.
"""

from functools import cache
from typing import TYPE_CHECKING

from gaoxin_plan.model import shape
from gaoxin_plan.model.shape import Holds, Slot

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator


@cache
def validator(record: type) -> "SchemaValidator":
    """Return pydantic's validator of a record."""
    from pydantic_core import SchemaValidator

    return SchemaValidator(_record_schema(record))


def _record_schema(record: type) -> "CoreSchema":
    from pydantic_core import core_schema

    keys = {
        slot.name: core_schema.typed_dict_field(_slot_schema(slot), required=slot.is_required)
        for slot in shape.slots(record)
    }
    return core_schema.no_info_after_validator_function(
        lambda said: record(**said), core_schema.typed_dict_schema(keys, extra_behavior="forbid")
    )


def _slot_schema(slot: Slot) -> "CoreSchema":
    """Return the schema of a key: its own reader's, or that of the records it holds."""
    from pydantic_core import core_schema

    if slot.record is None:
        return slot.field.core_schema()
    inner = _record_schema(slot.record)
    if slot.holds is Holds.MAP:
        return core_schema.dict_schema(core_schema.str_schema(), inner)
    return core_schema.tuple_variable_schema(inner) if slot.holds is Holds.LIST else inner
