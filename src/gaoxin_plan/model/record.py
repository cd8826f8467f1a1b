"""What the records of a file have in common, and how the ids in them are made."""

from typing import TYPE_CHECKING, Any, NotRequired, get_type_hints

import msgspec
import msgspec.structs

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

ITEM_ID = r"[A-Z][A-Z0-9]*-[0-9]+"
"""An item's id; that of one of its parts goes on with a dot."""
TARGET_ID = ITEM_ID + r"\.[1-9][0-9]*"
MILESTONE_ID = ITEM_ID + r"\.m[1-9][0-9]*"


class Record(msgspec.Struct, frozen=True):
    """What all records share: they are frozen, and told by what they hold.

    They are structs because each command makes the classes anew: a frozen dataclass takes 25 times as long to
    make. And what a snapshot keeps is read back by their types.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Return what pydantic makes of the annotations: a dictionary of the keys, which becomes a record.

        It makes the JSON Schema; files are read by the same schema spelt out in
        :mod:`gaoxin_plan.model.validator`.
        """
        from pydantic_core import core_schema
        from typing_extensions import TypedDict

        make: Any = TypedDict  # of keys that are only known now
        hints = get_type_hints(cls, include_extras=True)
        keys = {
            field.name: hints[field.name] if field.required else NotRequired[hints[field.name]]
            for field in msgspec.structs.fields(cls)
        }
        said = make(cls.__name__, keys)
        said.__pydantic_config__ = {"extra": "forbid"}
        return core_schema.no_info_after_validator_function(lambda said: cls(**said), handler(said))
