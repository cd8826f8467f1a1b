"""The records of a plan, frozen: what was adopted, and nothing that follows from it.

Pydantic validates them at the door (:mod:`gaoxin_plan.model.door`) by the fields in their annotations;
they can be built without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from gaoxin_plan.model.fields import Choice, Identifier, Line, Names, Ordinal, Parts, Text
from gaoxin_plan.model.periods import Period, Reporting, periods
from gaoxin_plan.model.quantities import Day, Number, Pair, Year
from gaoxin_plan.problems import BadValueError, Kind

GOAL = Kind("P149", "目标不是恰好一个", "这个目标{found}", "每个目标只写一种:{choices}", requires=("P131",))
TIME = Kind(
    "P150",
    "年份与起止日期",
    "计划的时间{found}",
    "写 year: 2022,或者写 from: 和 to: 两个日期",
    requires=("P131",),
)

KINDS = (GOAL, TIME)

ITEM_ID = r"[A-Z][A-Z0-9]*-[0-9]+"
EVERY = ("week", "month", "quarter")
GOALS = ("at_least", "at_most", "exactly", "about", "between", "rise_by", "fall_by", "every")
"""The kinds of goal; a target says exactly one of them."""


class Record:
    """What all records share: a key that is not theirs is refused."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  pydantic's name for it, and its type


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """A countable commitment. The number is in ``quote``, the words of the plan it was taken from."""

    id: Annotated[str, Identifier("目标编号", ITEM_ID + r"\.[1-9][0-9]*", "FZ-05.1", "条目编号、点、序号")]
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
    baseline: Annotated[Decimal | None, Number("基数", "开始时的数;印发件没有就不写")] = None
    due: Annotated[date | None, Day("完成时限", "印发件写明日期的才写;不写就是计划结束那天")] = None
    part_of: Annotated[str, Line("所属目标", "是哪个目标的一部分,写它的编号")] = ""
    quote: Annotated[str, Line("原文", "从条目原文里逐字摘出的一段,数字要在里面")]

    def __post_init__(self) -> None:
        """Raise BadValueError unless there is exactly one goal."""
        goals = [kind for kind in GOALS if getattr(self, kind) is not None]
        if len(goals) != 1:
            found = f"同时写了 {'、'.join(goals)}" if goals else "没有写要达到多少"
            raise BadValueError(GOAL, found=found, choices="、".join(GOALS))

    @property
    def goal(self) -> tuple[str, Decimal | tuple[Decimal, Decimal] | str]:
        """The kind of goal and its value."""
        return next((kind, value) for kind in GOALS if (value := getattr(self, kind)) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A commitment that is done or not done.

    ``limit`` holds the plan's own words where it limits each case (3个月内) and not the whole.
    """

    id: Annotated[
        str, Identifier("节点编号", ITEM_ID + r"\.m[1-9][0-9]*", "FZ-05.m1", "条目编号、点、m、序号")
    ]
    title: Annotated[str, Line("节点")]
    due: Annotated[date | None, Day("完成时限", "印发件写明日期的才写;不写就是计划结束那天")] = None
    limit: Annotated[str, Line("逐项时限", "印发件对每一件的时限,如 3个月内")] = ""
    quote: Annotated[str, Line("原文", "从条目原文里逐字摘出的一段,数字要在里面")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One task of the plan. ``text`` is the document's, character for character, title included."""

    id: Annotated[str, Identifier("条目编号", ITEM_ID, "FZ-05", "大写字母、连字符、数字")]
    number: Annotated[str, Ordinal("序号", "照印发件:一、二、三")]
    title: Annotated[str, Line("条目标题", "原文第一个句号以前的字")]
    leader: Annotated[str, Line("责任领导", "印发件写明才写")] = ""
    lead: Annotated[tuple[str, ...], Names("牵头部门", "部门名单里的名称;几个部门写成列表")] = ()
    responsible: Annotated[tuple[str, ...], Names("责任部门", "不再包括牵头部门")] = ()
    text: Annotated[str, Text("原文", "条目全文,一字不差,以标题和句号开头;每句一行")]
    targets: Annotated[tuple[Target, ...], Parts("目标")] = ()
    milestones: Annotated[tuple[Milestone, ...], Parts("节点")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Record):
    """A numbered part of the plan; its lead and leader are those of items that name none."""

    id: Annotated[str, Identifier("部分编号", r"[A-Z][A-Z0-9]*", "FZ", "大写字母开头")]
    number: Annotated[str, Ordinal("序号", "照印发件:一、二、三")]
    title: Annotated[str, Line("部分标题")]
    leader: Annotated[str, Line("责任领导", "印发件写明才写")] = ""
    lead: Annotated[tuple[str, ...], Names("牵头部门", "部门名单里的名称;几个部门写成列表")] = ()
    items: Annotated[tuple[Item, ...], Parts("条目")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Record):
    """Who leads or is responsible. ``aliases`` are the names that the document prints instead."""

    id: Annotated[str, Identifier("部门编号", r"[a-z][a-z0-9]*", "qyfz", "小写字母开头,可带数字")]
    name: Annotated[str, Line("部门名称")]
    aliases: Annotated[tuple[str, ...], Names("别名", "印发件里的简称或别的写法")] = ()
    contact: Annotated[str, Line("联络员", "报送材料时找谁")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """The document the plan was taken from: a file beside the plan, and the SHA-256 of its bytes."""

    file: Annotated[str, Line("原件文件", "放在计划旁边的印发件文本")]
    sha256: Annotated[str, Identifier("原件指纹", r"[0-9a-f]{64}", "64 位小写十六进制", "sha256sum 原件")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """A work plan: the charter that progress is filed against.

    ``year`` or ``begin`` and ``end`` (in the file: ``from`` and ``to``) give its time.
    """

    title: Annotated[str, Line("标题")]
    year: Annotated[int | None, Year("年份", "一年的计划写年份;半年或几年的写 from 和 to")] = None
    begin: Annotated[date | None, Day("开始日期")] = None
    end: Annotated[date | None, Day("结束日期")] = None
    issuer: Annotated[str, Line("发文单位")]
    published: Annotated[date, Day("发布日期")]
    reporting: Annotated[Reporting, Choice("报送周期", tuple(Reporting), Reporting)] = Reporting.QUARTERLY
    source: Annotated[Source | None, Parts("原件")] = None
    preamble: Annotated[str, Text("前言", "第一部分以前的文字,每句一行")] = ""
    departments: Annotated[tuple[Department, ...], Parts("部门")]
    sections: Annotated[tuple[Section, ...], Parts("部分")]

    def __post_init__(self) -> None:
        """Raise BadValueError unless the plan says its time once."""
        found = ""
        if self.year is None and (self.begin is None or self.end is None):
            found = "没有写全"
        elif self.year is not None and (self.begin or self.end):
            found = "写了两遍"
        elif self.begin and self.end and self.end < self.begin:
            found = f"颠倒了,{self.end} 早于 {self.begin}"
        if found:
            raise BadValueError(TIME, keys=("year", "from", "to"), found=found)

    @property
    def first_day(self) -> date:
        """The day the plan's time begins."""
        return self.begin or date(self.year or 1, 1, 1)

    @property
    def last_day(self) -> date:
        """The day the plan's time ends: when everything without a date of its own is due."""
        return self.end or date(self.year or 1, 12, 31)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The reporting periods, in order."""
        return tuple(periods(self.reporting, self.first_day, self.last_day))

    def tasks(self) -> "Iterator[Task]":
        """Yield every item with its section, in printed order."""
        for section in self.sections:
            for item in section.items:
                yield Task(section, item)


class Task(NamedTuple):
    """An item where it stands: what it does not say itself, its section says."""

    section: Section
    item: Item

    @property
    def lead(self) -> tuple[str, ...]:
        """The departments that lead it, as written."""
        return self.item.lead or self.section.lead

    @property
    def leader(self) -> str:
        """The leader responsible (责任领导), if the plan names one."""
        return self.item.leader or self.section.leader
