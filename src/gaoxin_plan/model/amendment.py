"""Amendments (调整): what was changed of an adopted plan, by whose approval, from which day on.

A plan's body says what holds now; an amendment keeps what held before.
"""

import datetime as dt
from collections.abc import Callable
from typing import Annotated

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Choice, Identifier, Line, Names, Raw, Value
from gaoxin_plan.model.quantities import Day
from gaoxin_plan.model.record import ITEM_ID, Record
from gaoxin_plan.model.target import GOALS, Target
from gaoxin_plan.problems import BadValueError, Kind

ADDED, DROPPED = "added", "dropped"
WHOLE = (ADDED, DROPPED)
"""What can happen to a part or an item as a whole."""
ROLES = ("lead", "responsible")
KEYS = (*GOALS, "due", *ROLES, *WHOLE)
"""What can be amended."""
TOPICS = {"due": "完成时限", "lead": "牵头部门", "responsible": "责任部门", ADDED: "新增", DROPPED: "取消"}
"""What a key is about, in words; all the kinds of goal are about the goal."""
NONE = "无"
"""What is said of a value that is not there."""


def topic(key: str) -> str:
    """Return what a key is about."""
    return TOPICS.get(key, "目标")


OLD_NEW = Kind(
    "P156",
    "调整前后写得不对",
    "调整 {key} {found}",
    "old 写调整前的值,new 写调整后的值;新增(added)和取消(dropped)两个都不写",
    requires=("P131",),
)

KINDS = (OLD_NEW,)


class Amendment(Record, frozen=True, kw_only=True):
    """One change of an adopted plan: ``key`` of the item or part ``of`` became ``new``, from ``date`` on.

    ``old`` or ``new`` is missing where the key was not there before, or is not there any more.
    """

    of: Annotated[
        str,
        Identifier("调整对象", rf"{ITEM_ID}(?:\.m?[1-9][0-9]*)?", "FZ-05.1", "条目、目标或节点的编号"),
    ]
    key: Annotated[str, Choice("调整的内容", KEYS)]
    old: Annotated[tuple[str, ...] | None, Raw("调整前")] = None
    new: Annotated[tuple[str, ...] | None, Raw("调整后")] = None
    reason: Annotated[str, Line("理由")]
    approved: Annotated[str, Line("批准依据", "如 会议纪要2022年第9期")]
    date: Annotated[dt.date, Day("生效日期", "从这一天起按新的算")]

    def __post_init__(self) -> None:
        """Raise BadValueError unless ``old`` and ``new`` fit the key."""
        said = [value for value in (self.old, self.new) if value is not None]
        if bool(said) == (self.key in WHOLE):
            found = "不写 old、new" if said else "没有写 old、new"
            raise BadValueError(OLD_NEW, keys=("old", "new"), key=self.key, found=found)
        for key, raw in (("old", self.old), ("new", self.new)):
            try:
                self._value(raw)
            except BadValueError as error:
                raise BadValueError(error.kind, error.words, keys=(key,)) from None
        if said and self.before == self.after:
            raise BadValueError(OLD_NEW, keys=("old", "new"), key=self.key, found="前后一样")

    @property
    def before(self) -> object:
        """What held before: a number, a day, names …, as the plan's records have it."""
        return self._value(self.old)

    @property
    def after(self) -> object:
        """What holds from the day on."""
        return self._value(self.new)

    def _value(self, raw: tuple[str, ...] | None) -> object:
        if raw is None:
            return () if self.key in ROLES else None
        return _reader(self.key)(raw[0] if len(raw) == 1 else list(raw))


def _reader(key: str) -> Callable[[Value], object]:
    """Return how the value of a key is read."""
    found = shape.slot(Target, key)
    return found.field.check if found else Names("部门").check
