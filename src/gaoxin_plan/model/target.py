"""The parts of an item: targets, which are counted, and milestones, which are done or not."""

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Annotated

from gaoxin_plan.model.fields import Choice, Flag, Identifier, Line
from gaoxin_plan.model.quantities import Day, Number, Pair, Percents
from gaoxin_plan.model.record import MILESTONE_ID, TARGET_ID, Record
from gaoxin_plan.problems import BadValueError, Kind

GOAL = Kind("P149", "目标不是恰好一个", "这个目标{found}", "每个目标只写一种:{choices}", requires=("P131",))

KINDS = (GOAL,)

EVERY = ("week", "month", "quarter")
COUNTABLE = frozenset("项家户个次起件人名场期条台套座处种批只辆篇本份所栋间位款类支组例宗片块艘株眼孔")
"""Units of things that are counted one by one; ``countable`` of a target overrides."""
ABOUT = Decimal("0.9")
"""The share of a goal that is merely ``about`` at which it is met."""
GOALS = ("at_least", "at_most", "exactly", "about", "between", "rise_by", "fall_by", "every")
"""The kinds of goal; a target says exactly one of them."""

_goals = attrgetter(*GOALS)


class Target(Record, frozen=True, kw_only=True):
    """A countable commitment. The number is in ``quote``, the words of the plan it was taken from."""

    id: Annotated[str, Identifier("目标编号", TARGET_ID, "FZ-05.1", "条目编号、点、序号")]
    metric: Annotated[str, Line("指标", "数什么:突破关键技术")]
    at_least: Annotated[
        Decimal | None, Number("不少于", "达到这个数就算完成:10项以上、不少于、达到、18个")
    ] = None
    at_most: Annotated[Decimal | None, Number("不超过", "超过就算突破:以内、不超过;零事故写 0")] = None
    exactly: Annotated[Decimal | None, Number("恰好", "要变成的数,如四级压减为三级写 3,并写 baseline: 4")] = (
        None
    )
    about: Annotated[Decimal | None, Number("左右", "大致的数:1500亩左右;到九成算完成")] = None
    between: Annotated[tuple[Decimal, Decimal] | None, Pair("区间", "二至三家写 [2, 3]")] = None
    rise_by: Annotated[Decimal | None, Number("提升", "比原来多多少:提升20%以上")] = None
    fall_by: Annotated[Decimal | None, Number("下降", "比原来少多少:下降10%")] = None
    every: Annotated[str | None, Choice("频次", EVERY, description="每周、每月、每季度各一次")] = None
    unit: Annotated[str, Line("单位", '项、户、家、次;百分数写 "%"')] = ""
    countable: Annotated[
        bool | None, Flag("可数", "单位是否一个一个地数;项、户、家、次等不必写,亩、亿元等也不必写")
    ] = None
    baseline: Annotated[Decimal | None, Number("基数", "开始时的数;印发件没有就不写")] = None
    pace: Annotated[
        tuple[Decimal, ...] | None,
        Percents("序时进度", "不均匀推进的,写每期末应完成百分之几"),
    ] = None
    due: Annotated[date | None, Day("完成时限", "印发件写明日期的才写;不写就是计划结束那天")] = None
    part_of: Annotated[str, Line("所属目标", "是哪个目标的一部分,写它的编号")] = ""
    quote: Annotated[str, Line("原文", "从条目原文里逐字摘出的一段,数字要在里面")]

    def __post_init__(self) -> None:
        """Raise BadValueError unless there is exactly one goal."""
        if _goals(self).count(None) != len(GOALS) - 1:
            goals = [kind for kind in GOALS if getattr(self, kind) is not None]
            found = f"同时写了 {'、'.join(goals)}" if goals else "没有写要达到多少"
            raise BadValueError(GOAL, found=found, choices="、".join(GOALS))

    @property
    def goal(self) -> tuple[str, Decimal | tuple[Decimal, Decimal] | str]:
        """The kind of goal and its value."""
        return next((kind, value) for kind in GOALS if (value := getattr(self, kind)) is not None)

    @property
    def is_level(self) -> bool:
        """Whether a value says how it is, not how much was done so far: it may go up and down."""
        return self.exactly is not None or (self.at_most is not None and self.baseline is not None)

    @property
    def is_countable(self) -> bool:
        """Whether it is counted in whole units."""
        said = self.unit in COUNTABLE if self.countable is None else self.countable
        return said or self.every is not None

    @property
    def is_downward(self) -> bool:
        """Whether it is reached from above: 四级压减为三级."""
        return self.exactly is not None and self.exactly < (self.baseline or 0)


class Milestone(Record, frozen=True, kw_only=True):
    """A commitment that is done or not done.

    ``limit`` holds the plan's own words where it limits each case (3个月内) and not the whole.
    """

    id: Annotated[str, Identifier("节点编号", MILESTONE_ID, "FZ-05.m1", "条目编号、点、m、序号")]
    title: Annotated[str, Line("节点")]
    due: Annotated[date | None, Day("完成时限", "印发件写明日期的才写;不写就是计划结束那天")] = None
    limit: Annotated[str, Line("逐项时限", "印发件对每一件的时限,如 3个月内")] = ""
    quote: Annotated[str, Line("原文", "从条目原文里逐字摘出的一段,数字要在里面")]


Part = Target | Milestone
"""What an item is measured by."""
