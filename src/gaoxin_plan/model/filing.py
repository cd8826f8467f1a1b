"""The records of a filing (填报): what one department says for one period, item by item."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from gaoxin_plan.model.fields import Choice, Line, Parts, Paths, Table, Text
from gaoxin_plan.model.quantities import Day, Signed
from gaoxin_plan.model.record import Record

NOT_STARTED, UNDER_WAY, BLOCKED, COMPLETED = STATES = ("未启动", "进行中", "受阻", "已完成")
"""What a department may say of an item; 已完成 asks the office to close it."""


class ItemFiling(Record, frozen=True, kw_only=True):
    """What a department says of one item.

    ``values`` holds the value of each target by its id, ``done`` the day of each milestone that is done.
    ``evidence`` names files, relative to the filing.
    """

    state: Annotated[str, Choice("状态", STATES)]
    progress: Annotated[str, Text("进展情况")] = ""
    problems: Annotated[str, Text("存在问题")] = ""
    next: Annotated[str, Text("下步打算")] = ""
    values: Annotated[
        Mapping[str, Decimal] | None, Table("完成值", Signed("完成值"), "以目标编号为键,如 FZ-05.1: 6")
    ] = None
    done: Annotated[
        Mapping[str, date] | None,
        Table("完成日期", Day("完成日期"), "以节点编号为键,如 FZ-05.m1: 2022-06-20"),
    ] = None
    evidence: Annotated[tuple[str, ...], Paths("佐证材料", "文件名,相对于本文件所在的文件夹")] = ()

    def value(self, target: str) -> Decimal | None:
        """Return the value of a target, if it says one."""
        return None if self.values is None else self.values.get(target)

    def day(self, milestone: str) -> date | None:
        """Return the day that a milestone was done on, if it says one."""
        return None if self.done is None else self.done.get(milestone)


class Filing(Record, frozen=True, kw_only=True):
    """One department's filing for one period; ``items`` is keyed by item id."""

    period: Annotated[str, Line("报告期", "如 2022Q2、2022-06、2022H1")]
    department: Annotated[str, Line("部门", "部门编号,如 qyfz")]
    filed: Annotated[date, Day("报送日期")]
    items: Annotated[Mapping[str, ItemFiling], Parts("条目", "以条目编号为键")]
