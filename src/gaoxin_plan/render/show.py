"""One item as a page for the terminal, and its parts as a table."""

from gaoxin_plan.lights.light import Rule
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.render.heading import say_sample
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import light_span
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.selection import Moment
from gaoxin_plan.views.show import Part, Shown


def page(shown: Shown, plan: Plan, moment: Moment, columns: int) -> Page:
    """Lay out an item."""
    page = Page(columns)
    say_sample(page, plan)
    section, item = shown.task.section, shown.task.item
    page.wrapped(f"({item.number}){item.title}", front=(Span(item.id + " ", "bold"),), style="bold")
    page.gap()
    page.wrapped(f"{section.number}、{section.title}", front=(Span("部分  "),))
    if shown.task.leader:
        page.wrapped(shown.task.leader, front=(Span("领导  "),))
    page.wrapped("、".join(shown.lead) or "未写明", front=(Span("牵头  "),))
    page.wrapped("、".join(shown.responsible) or "未写明", front=(Span("责任  "),))
    page.wrapped(";".join(shown.light.reasons), front=(Span("亮灯  "), light_span(shown.light), Span("  ")))
    page.wrapped(f"{moment.as_of} · 报告期 {moment.period}", front=(Span("截至  "),))
    for change in shown.amended:
        page.wrapped(change.line, front=(Span("调整  "),))
    _parts(page, "目标", shown.targets)
    _parts(page, "节点", shown.milestones)
    page.gap()
    page.add(Span("原文", "bold"))
    for paragraph in item.text.split("\n"):
        page.wrapped(paragraph, front=(Span("  "),))
    return page


def _parts(page: Page, title: str, parts: tuple[Part, ...]) -> None:
    if not parts:
        return
    page.gap()
    page.add(Span(f"{title} {len(parts)} 个", "bold"))
    ids, dues = (
        max(width(word) for word in column) for column in ((p.id for p in parts), (p.due for p in parts))
    )
    for part in parts:
        front = (Span("  " + pad(part.id, ids) + "  "), Span(pad(part.due, dues) + "  ", "dim"))
        page.wrapped(f"{part.name} {part.goal}".rstrip(), front=front)
        if part.light.rule is not Rule.NEVER:
            page.wrapped(part.light.reason, front=(Span(" " * (4 + ids)), light_span(part.light), Span("  ")))


def table(shown: Shown) -> Table:
    """Return an item's parts as a table."""
    head = ("编号", "目标或节点", "要求", "完成时限", "原文", "亮灯", "理由")
    rows = tuple(
        (part.id, part.name, part.goal, part.due, part.quote, part.light.light.word, part.light.reason)
        for part in (*shown.targets, *shown.milestones)
    )
    return Table(head, rows)
