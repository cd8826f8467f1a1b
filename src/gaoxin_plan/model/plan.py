"""The records of a plan, frozen: what was adopted, and nothing that follows from it.

Pydantic validates them at the door (:mod:`gaoxin_plan.model.door`) by the fields in their annotations;
they can be built without it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.fields import Choice, Flag, Identifier, Line, Names, Ordinal, Parts, Text
from gaoxin_plan.model.periods import Period, Reporting, periods
from gaoxin_plan.model.quantities import Day, Year
from gaoxin_plan.model.record import ITEM_ID, Record
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.target import Milestone, Part, Target
from gaoxin_plan.problems import BadValueError, Kind

TIME = Kind(
    "P150",
    "年份与起止日期",
    "计划的时间{found}",
    "写 year: 2022,或者写 from: 和 to: 两个日期",
    requires=("P131",),
)

KINDS = (TIME,)

SAMPLE = "示例数据"
"""What every page made from a made-up plan says."""


class Item(Record, frozen=True, kw_only=True):
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


class Section(Record, frozen=True, kw_only=True):
    """A numbered part of the plan; its lead and leader are those of items that name none."""

    id: Annotated[str, Identifier("部分编号", r"[A-Z][A-Z0-9]*", "FZ", "大写字母开头")]
    number: Annotated[str, Ordinal("序号", "照印发件:一、二、三")]
    title: Annotated[str, Line("部分标题")]
    leader: Annotated[str, Line("责任领导", "印发件写明才写")] = ""
    lead: Annotated[tuple[str, ...], Names("牵头部门", "部门名单里的名称;几个部门写成列表")] = ()
    items: Annotated[tuple[Item, ...], Parts("条目")]


class Department(Record, frozen=True, kw_only=True):
    """Who leads or is responsible. ``aliases`` are the names that the document prints instead."""

    id: Annotated[str, Identifier("部门编号", r"[a-z][a-z0-9]*", "qyfz", "小写字母开头,可带数字")]
    name: Annotated[str, Line("部门名称")]
    aliases: Annotated[tuple[str, ...], Names("别名", "印发件里的简称或别的写法")] = ()
    contact: Annotated[str, Line("联络员", "报送材料时找谁")] = ""


class Source(Record, frozen=True, kw_only=True):
    """The document the plan was taken from: a file beside the plan, and the SHA-256 of its bytes."""

    file: Annotated[str, Line("原件文件", "放在计划旁边的印发件文本")]
    sha256: Annotated[str, Identifier("原件指纹", r"[0-9a-f]{64}", "64 位小写十六进制", "sha256sum 原件")]


class Plan(Record, frozen=True, kw_only=True):
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
    rules: Annotated[Rules | None, Parts("亮灯规则")] = None
    sample: Annotated[bool | None, Flag("示例数据", "虚构的计划写 true,打印出来的每一页都注明")] = None
    source: Annotated[Source | None, Parts("原件")] = None
    preamble: Annotated[str, Text("前言", "第一部分以前的文字,每句一行")] = ""
    departments: Annotated[tuple[Department, ...], Parts("部门")]
    sections: Annotated[tuple[Section, ...], Parts("部分")]
    amendments: Annotated[tuple[Amendment, ...], Parts("调整")] = ()

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

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its targets and milestones."""
        return (*self.item.targets, *self.item.milestones)
