"""Lights (红黄绿灯): how an item stands, with the reason in words.

Nothing is filed yet in this version, so the first rule that holds is always the same: grey, 从未填报.
"""

from enum import StrEnum
from typing import NamedTuple

from gaoxin_plan.model.plan import Item


class Light(StrEnum):
    """The four lights, best first as counts are told."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def word(self) -> str:
        """The light in Chinese: it must be readable without its colour."""
        return {"green": "绿灯", "yellow": "黄灯", "red": "红灯", "grey": "灰灯"}[self.value]


NEVER_FILED = "从未填报"


class ItemLight(NamedTuple):
    """An item's light. ``measured`` tells figures and dates (●) from what is only said (○)."""

    light: Light
    measured: bool
    reasons: tuple[str, ...]


def item_light(item: Item) -> ItemLight:
    """Return the light of an item that nothing was ever filed for."""
    measured = bool(item.targets) or any(milestone.due is not None for milestone in item.milestones)
    return ItemLight(Light.GREY, measured, (NEVER_FILED,))
