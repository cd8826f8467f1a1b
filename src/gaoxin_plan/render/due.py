"""What is due as a page for the terminal, a heading a day, and as a table."""

from itertools import groupby

from gaoxin_plan.model.target import Target
from gaoxin_plan.render import leads
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import ROLES
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.due import Due


def page(due: Due, columns: int) -> Page:
    """Lay out an answer, soonest first; last, what has no day."""
    page = Page(columns)
    heading(page, due.plan)
    subject = f"{due.scope.department.name} · " if due.scope.department else ""
    page.wrapped(f"{subject}从 {due.as_of} 起 {(due.until - due.as_of).days} 天内到期(到 {due.until})")
    if due.example:
        page.wrapped(
            f"计划已于 {due.plan.last_day} 结束;要看当时的情况,请加 --as-of,如 --as-of {due.example}"
        )
    ids = max((width(dated.part.id) for dated in due.parts), default=0)
    room = leads.room(page, (Span(" " * (ids + 4)),), (dated.row for dated in due.parts))
    for day, parts in groupby(due.parts, key=lambda dated: dated.due):
        page.gap()
        page.add(Span(f"{day} {_left((day - due.as_of).days)}", "bold"))
        for dated in parts:
            leads.add(page, (Span(f"  {pad(dated.part.id, ids)}  "),), dated.row, room, dated.name)
    page.gap()
    page.wrapped(_counts(due), style="bold")
    if due.undated:
        page.wrapped(f"{due.undated} 个节点未明确时限", style="dim")
    if due.limits:
        words = "、".join(f"{limit}(逐项)" for limit in dict.fromkeys(due.limits))
        page.wrapped(f"{len(due.limits)} 个节点只有逐项时限:{words}", style="dim")
    return page


def _left(days: int) -> str:
    return f"还有 {days} 天" if days else "今天到期"


def _counts(due: Due) -> str:
    count = sum(isinstance(dated.part, Target) for dated in due.parts)
    return f"到期 {count} 个目标、{len(due.parts) - count} 个节点"


def table(due: Due) -> Table:
    """Return an answer as a table, a row a target or milestone."""
    head = ("完成时限", "剩余天数", "编号", "类别", "目标或节点", "条目", "牵头部门", "责任部门", "角色")
    rows = tuple(
        (
            dated.due.isoformat(),
            str(dated.days_left),
            dated.part.id,
            "目标" if isinstance(dated.part, Target) else "节点",
            dated.name,
            dated.row.item.title,
            leads.names(dated.row),
            "、".join(dated.row.responsible),
            ROLES.get(dated.row.role or "", ""),
        )
        for dated in due.parts
    )
    return Table(head, rows)
