"""The records of the office that supervises: what it closed (办结销号) and what it opened again."""

import datetime as dt
from typing import Annotated

from gaoxin_plan.model.fields import Choice, Identifier, Line, Parts, Paths
from gaoxin_plan.model.quantities import Day
from gaoxin_plan.model.record import ITEM_ID, Record

CLOSED, REOPENED = "closed", "reopened"


class Decision(Record, frozen=True, kw_only=True):
    """One act of the office.

    ``reason`` says why a closing stands in spite of an unmet target, or why an item was opened again.
    ``evidence`` names files, relative to the file.
    """

    item: Annotated[str, Identifier("条目编号", ITEM_ID, "FZ-05", "大写字母、连字符、数字")]
    decision: Annotated[str, Choice("决定", (CLOSED, REOPENED), description="closed 办结,reopened 重新打开")]
    date: Annotated[dt.date, Day("决定日期")]
    by: Annotated[str, Line("经办人", "谁作的决定")]
    reason: Annotated[str, Line("理由", "没有达标仍予办结、或重新打开的理由")] = ""
    evidence: Annotated[tuple[str, ...], Paths("依据", "文件名,相对于本文件所在的文件夹")] = ()


class Office(Record, frozen=True, kw_only=True):
    """What the office decided in one period: the file ``_office.yaml`` beside the filings."""

    period: Annotated[str, Line("报告期", "如 2022Q2、2022-06、2022H1")]
    decisions: Annotated[tuple[Decision, ...], Parts("决定")]
