"""What a light is, and what comes with it."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gaoxin_plan.model.periods import Period
from gaoxin_plan.problems import printable

_MOST_NAMES = 2
_MOST_WORDS = 40
_HUNDRED = Decimal(100)


class Light(StrEnum):
    """The four lights, in the order that counts are told in."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def word(self) -> str:
        """The light in Chinese: it must be readable without its colour."""
        return _WORDS[self]

    @property
    def badness(self) -> int:
        """How bad it is: red is worst, then yellow, grey, green."""
        return _BADNESS[self]


_WORDS = {Light.GREEN: "绿灯", Light.YELLOW: "黄灯", Light.RED: "红灯", Light.GREY: "灰灯"}
_BADNESS = {Light.GREEN: 0, Light.GREY: 1, Light.YELLOW: 2, Light.RED: 3}


def worst(*lights: Light) -> Light:
    """Return the worst of some lights."""
    return max(lights, key=_BADNESS.__getitem__)


class Rule(StrEnum):
    """Which line of the list decided; the values are part of the JSON contract."""

    CLOSED = "closed"
    BROKEN = "broken"
    MET = "met"
    UNREPORTED = "unreported"
    OVERDUE = "overdue"
    NEVER = "never-filed"
    PACE = "pace"
    CALM = "no-pace"
    STATE = "state"


def mark(*, measured: bool) -> str:
    """Return ● for what figures or dates show, ○ for what is only said."""
    return "●" if measured else "○"


class Pace(NamedTuple):
    """``done`` of ``whole`` parts of the way: 6 of 12 months, or 70 of 100 percent."""

    done: int | Decimal
    whole: int
    in_percent: bool


class Gap(NamedTuple):
    """How a value stands to its pace.

    ``expected`` is the value that should have been reached, rounded down to whole units where it is
    counted; ``behind`` is how far the value is behind, in its unit (below zero: ahead). ``behind_by`` and
    ``of`` are the two sides of the fraction that is held against the rules, in percent: a share of the pace,
    or of the whole span.
    """

    pace: Pace
    expected: Decimal
    behind: Decimal
    behind_by: Decimal
    of: Decimal
    is_share: bool

    def exceeds(self, percent: Decimal) -> bool:
        """Whether it is behind by more than so many percent."""
        return self.behind_by * _HUNDRED > percent * self.of

    def reaches(self, percent: Decimal) -> bool:
        """Whether it is behind by so many percent at least."""
        return self.behind_by * _HUNDRED >= percent * self.of


class PartLight(NamedTuple):
    """The light of a target, of a milestone, or of an item that has neither.

    ``measured`` tells figures and dates (●) from what is only said (○). ``value`` is the last one filed, for
    ``period``; both are None where there is none. ``gap`` is how far it is behind, where it has a pace.
    ``days_late`` counts from its time limit on, where that is over and the part is not done.
    """

    id: str
    name: str
    light: Light
    measured: bool
    rule: Rule
    reason: str
    value: Decimal | None = None
    period: Period | None = None
    gap: Gap | None = None
    days_late: int = 0


class Cause(NamedTuple):
    """Why an item has its light: of which parts, in the tool's words; ``said`` is what a department wrote."""

    words: str
    names: tuple[str, ...] = ()
    said: str = ""

    @property
    def line(self) -> str:
        """It in one line, as screens show it: long words of a department are cut."""
        more = len(self.names) > _MOST_NAMES
        names = f"{self.names[0]}等 {len(self.names)} 个" if more else "、".join(self.names)
        said = printable(self.said.replace("\n", ""), _MOST_WORDS)
        return f"{names}{names and ' '}{self.words}{said and ':'}{said}"


class ItemLight(NamedTuple):
    """An item's light: the worst of its parts, and why.

    ``filed`` is the latest period that anyone whose word counts has filed the item for.
    """

    light: Light
    measured: bool
    causes: tuple[Cause, ...]
    parts: tuple[PartLight, ...]
    filed: Period | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, a line each."""
        return tuple(cause.line for cause in self.causes)


NEVER_FILED = "从未填报"
