"""What became of a sheet that came back: what is new, changed or refused, and the lights before and after."""

from collections import Counter
from typing import NamedTuple

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.model.plan import Task
from gaoxin_plan.views.recorded import Written
from gaoxin_plan.views.returned import Remark


class TakenItem(NamedTuple):
    """An item that a sheet says something else of: what is different, a line each, and its lights."""

    task: Task
    is_new: bool
    told: tuple[str, ...]
    before: ItemLight
    after: ItemLight


class Taken(NamedTuple):
    """A sheet, taken or refused: then there are problems, and nothing was written.

    ``department`` is as far as it is known; ``unchanged`` counts the items of which it says nothing new;
    ``notes`` tell how its cells were read, and what was left alone.
    """

    file: str
    period: str
    department: str
    items: tuple[TakenItem, ...] = ()
    unchanged: int = 0
    written: Written | None = None
    notes: tuple[Remark, ...] = ()
    problems: tuple[Remark, ...] = ()

    @property
    def new(self) -> int:
        """How many items were not filed before."""
        return sum(item.is_new for item in self.items)

    @property
    def changed(self) -> int:
        """How many items were filed before, and otherwise."""
        return len(self.items) - self.new

    @property
    def lights(self) -> dict[tuple[str, str], int]:
        """How many items went from one light to another, by their words; only where they differ."""
        pairs = ((item.before.light.word, item.after.light.word) for item in self.items)
        return dict(Counter((before, after) for before, after in pairs if before != after))
