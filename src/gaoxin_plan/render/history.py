"""What happened to an item as a page for the terminal, by date, and as a table."""

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import STYLES
from gaoxin_plan.render.table import Table
from gaoxin_plan.views.history import Happening, History

_EVENTS = {"filing": "填报", "amendment": "调整", "closed": "办结", "reopened": "重新打开"}


def page(history: History, plan: Plan, columns: int) -> Page:
    """Lay out what happened, the earliest first."""
    page = Page(columns)
    heading(page, plan)
    item = history.task.item
    page.wrapped(item.title, front=(Span(f"{item.id}  ", "bold"),), style="bold")
    if not history.happenings:
        page.gap()
        page.add("还没有填报,没有调整,也没有办结。")
    for happening in history.happenings:
        page.gap()
        page.wrapped(happening.who, front=_head(happening), style="bold")
        for line in happening.words:
            page.wrapped(line, front=(Span("    "),))
    return page


def _head(happening: Happening) -> tuple[Span, ...]:
    what = f"{happening.period} {_EVENTS[happening.event]}" if happening.period else _EVENTS[happening.event]
    head = Span(f"{happening.on}  {what}  ", "bold")
    if happening.light is None:
        return (head,)
    return (head, Span(happening.light.word, STYLES[happening.light]), Span("  "))


def table(history: History) -> Table:
    """Return what happened as a table."""
    head = ("日期", "事项", "报告期", "部门或经办", "内容", "亮灯")
    rows = tuple(
        (
            happening.on.isoformat(),
            _EVENTS[happening.event],
            happening.period,
            happening.who,
            "\n".join(happening.words),
            happening.light.word if happening.light else "",
        )
        for happening in history.happenings
    )
    return Table(head, rows)
