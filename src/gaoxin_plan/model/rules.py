"""The rules that lights follow: what cities published, as data, and what a plan may set for itself."""

from decimal import Decimal
from typing import Annotated, NamedTuple

from gaoxin_plan.model.fields import Choice
from gaoxin_plan.model.quantities import Number, Percents, Whole
from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import BadValueError, Kind

REVERSED = Kind(
    "P155",
    "黄灯和红灯的界限颠倒",
    "黄灯从 {yellow} 起,红灯却从 {red} 以上起",
    "yellow_from 不能大于 red_above;没有写的一个照所用的规则",
)

KINDS = (REVERSED,)

POINTS = "points"
"""The gap is told in percentage points of the way from the baseline to the goal."""
SHARE = "share"
"""The gap is told in percent of what should have been reached by now."""


class Preset(NamedTuple):
    """A city's published rule. At pace or ahead is green; ``words`` say the rest as the city does.

    Behind by less than ``yellow_from`` is green, by more than ``red_above`` red, between yellow, both
    bounds included; ``gap`` is how that is measured. ``grace_days`` are the days after a period's end in
    which its filings are still in time: ours, for the cities print none.
    """

    name: str
    publisher: str
    published: str
    words: str
    gap: str
    yellow_from: Decimal
    red_above: Decimal
    grace_days: int = 10


PRESETS = (
    Preset(
        "yinchuan-2025",
        "银川市发展改革委",
        "2025年3月",
        "达到序时进度的亮绿灯,落后10至30个百分点的亮黄灯,落后30个百分点以上的亮红灯;"
        "落后不到10个百分点的,原规定没有说,这里亮绿灯",
        POINTS,
        Decimal(10),
        Decimal(30),
    ),
    Preset(
        "sanya-2022",
        "三亚市",
        "2022年5月",
        "达到序时进度的亮绿灯,落后的部分不超过序时进度50%的亮黄灯,超过的亮红灯",
        SHARE,
        Decimal(0),
        Decimal(50),
    ),
)
"""The rules that a plan may adopt; the first is the one that is used where a plan adopted none."""


class Rules(Record, frozen=True, kw_only=True):
    """The rules a plan adopted: a preset, and what differs from it."""

    preset: Annotated[str, Choice("规则", tuple(preset.name for preset in PRESETS))] = PRESETS[0].name
    grace_days: Annotated[int | None, Whole("宽限天数", "报告期结束后几天内报送算按时")] = None
    yellow_from: Annotated[Decimal | None, Number("黄灯起点", "落后到多少起亮黄灯")] = None
    red_above: Annotated[Decimal | None, Number("红灯起点", "落后超过多少亮红灯")] = None
    gap: Annotated[
        str | None,
        Choice("落后的算法", (POINTS, SHARE), description="points 百分点,share 占序时进度的比例"),
    ] = None
    pace: Annotated[
        tuple[Decimal, ...] | None, Percents("序时进度", "每期末应完成百分之几;不写就按月份平均")
    ] = None

    def __post_init__(self) -> None:
        """Raise BadValueError where yellow would begin beyond red."""
        found = yardstick(self)
        if found.yellow_from > found.red_above:
            words = {"yellow": f"{found.yellow_from:f}", "red": f"{found.red_above:f}"}
            raise BadValueError(REVERSED, words, keys=("yellow_from", "red_above"))


class Yardstick(NamedTuple):
    """The rules in force. ``pace`` is empty where work is expected to run evenly, month by month."""

    preset: Preset
    adopted: bool
    grace_days: int
    yellow_from: Decimal
    red_above: Decimal
    gap: str
    pace: tuple[Decimal, ...]

    @property
    def is_own(self) -> bool:
        """Whether the plan departs from the preset."""
        preset = self.preset
        own = (self.grace_days, self.yellow_from, self.red_above, self.gap, self.pace)
        return own != (preset.grace_days, preset.yellow_from, preset.red_above, preset.gap, ())


def yardstick(rules: Rules | None) -> Yardstick:
    """Return the rules in force: the plan's own, and for the rest those of the preset."""
    said = rules or Rules()
    preset = next(preset for preset in PRESETS if preset.name == said.preset)
    return Yardstick(
        preset=preset,
        adopted=rules is not None,
        grace_days=preset.grace_days if said.grace_days is None else said.grace_days,
        yellow_from=preset.yellow_from if said.yellow_from is None else said.yellow_from,
        red_above=preset.red_above if said.red_above is None else said.red_above,
        gap=said.gap or preset.gap,
        pace=said.pace or (),
    )
