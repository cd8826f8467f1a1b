"""What the records of a file have in common, and how the ids in them are made."""

ITEM_ID = r"[A-Z][A-Z0-9]*-[0-9]+"
"""An item's id; that of one of its parts goes on with a dot."""
TARGET_ID = ITEM_ID + r"\.[1-9][0-9]*"
MILESTONE_ID = ITEM_ID + r"\.m[1-9][0-9]*"


class Record:
    """What all records share: a key that is not theirs is refused."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  pydantic's name for it, and its type
