"""Status as a page for the terminal, and as a table."""

from gaoxin_plan.lights import ItemLight, Light
from gaoxin_plan.render import leads
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.status import Row, Status

STYLES = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "bold red", Light.GREY: "dim"}

ROLES = {"lead": "牵头", "responsible": "配合"}


def light_span(light: ItemLight) -> Span:
    """Return a light in words and colour, with ● for measured and ○ for self-reported."""
    return Span(f"{'●' if light.measured else '○'}{light.light.word}", STYLES[light.light])


def page(status: Status, columns: int) -> Page:
    """Lay out an answer: per role for a department, per section for the plan."""
    page = Page(columns)
    scope, moment = status.scope, status.moment
    page.wrapped(status.plan.title, style="bold")
    subject = f"{scope.department.name} · " if scope.department else ""
    page.wrapped(f"{subject}截至 {moment.as_of} · 报告期 {moment.period}")
    ids = max((width(row.item.id) for row in status.rows), default=0)
    if scope.department is None:
        _by_section(page, status, ids)
    else:
        _by_role(page, status, ids)
    if not status.rows:
        page.gap()
        page.add("没有符合条件的条目。")
    page.gap()
    counts = "  ".join(f"{light.word} {count}" for light, count in status.counts.items())
    page.wrapped(f"共 {len(status.rows)} 项:{counts}", style="bold")
    page.wrapped("● 有数字或日期可查  ○ 部门自报", style="dim")
    return page


def _by_role(page: Page, status: Status, ids: int) -> None:
    for role, title in ROLES.items():
        rows = status.of_role(role)
        if not rows:
            continue
        page.gap()
        page.add(Span(f"{title} {len(rows)} 项", "bold"))
        if role == "responsible":
            _with_leads(page, rows, ids)
            continue
        for row in rows:
            page.wrapped(row.item.title, front=_front(row, ids))
            page.listed(row.goals, indent=10 + ids, style="dim")


def _by_section(page: Page, status: Status, ids: int) -> None:
    for section in status.plan.sections:
        rows = tuple(row for row in status.rows if row.task.section is section)
        if rows:
            page.gap()
            page.wrapped(f"{section.number}、{section.title}", style="bold")
            _with_leads(page, rows, ids)


def _with_leads(page: Page, rows: tuple[Row, ...], ids: int) -> None:
    room = leads.room(page, _front(rows[0], ids), rows)
    for row in rows:
        leads.add(page, _front(row, ids), row, room, row.item.title)


def _front(row: Row, ids: int) -> tuple[Span, ...]:
    return (Span("  "), light_span(row.light), Span(" " + pad(row.item.id, ids) + "  "))


def table(status: Status) -> Table:
    """Return an answer as a table, one row an item."""
    head = ("编号", "序号", "工作任务", "目标和节点", "牵头部门", "责任部门", "角色", "亮灯", "依据", "理由")
    rows = tuple(
        (
            row.item.id,
            row.item.number,
            row.item.title,
            ";".join(row.goals),
            leads.names(row),
            "、".join(row.responsible),
            ROLES.get(row.role or "", ""),
            row.light.light.word,
            "实测" if row.light.measured else "自报",
            ";".join(row.light.reasons),
        )
        for row in status.rows
    )
    return Table(head, rows)
