"""Status as a page for the terminal, and as a table."""

from itertools import groupby

from gaoxin_plan.lights.light import NEVER_FILED, ItemLight, Light, PartLight, mark
from gaoxin_plan.lights.words import rules_in_words
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.problems import printable
from gaoxin_plan.render import leads
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.status import Counts, Stand, Status

STYLES = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "bold red", Light.GREY: "dim"}

ROLES = {"lead": "牵头", "responsible": "配合"}


_INDENT = Span("  ")
_SPANS = {
    (light, measured): Span(mark(measured=measured) + light.word, STYLES[light])
    for light in Light
    for measured in (True, False)
}


def light_span(light: ItemLight | PartLight) -> Span:
    """Return a light in words and colour, with ● for measured and ○ for self-reported."""
    return _SPANS[light.light, light.measured]


def page(status: Status, columns: int) -> Page:
    """Lay out an answer: per role for a department, per section for the plan."""
    page = Page(columns)
    scope, moment = status.scope, status.moment
    heading(page, status.plan)
    subject = f"{scope.department.name} · " if scope.department else ""
    ahead = f",含已报的 {status.latest}" if status.latest and status.latest > moment.period else ""
    at = f" · 版本 {printable(status.revision)}" if status.revision else ""
    page.wrapped(f"{subject}截至 {moment.as_of} · 报告期 {moment.period}{ahead}{at}")
    ids = max((width(stand.item.id) for stand in status.rows), default=0)
    if scope.department is None:
        _by_section(page, status, ids)
    else:
        _by_role(page, status, ids)
    if not status.rows:
        page.gap()
        page.add("没有符合条件的条目。")
    _late(page, status)
    if scope.department is None and not scope.lights:
        _by_department(page, status)
    page.gap()
    if scope.lights:
        page.wrapped(f"列出 {len(status.rows)} 项", style="bold")
    page.wrapped(f"共 {sum(status.every.values())} 项:{_counts(status.every)}", style="bold")
    page.wrapped("● 有数字或日期可查  ○ 部门自报", style="dim")
    if any(light is not Light.GREY for light, count in status.counts.items() if count):
        page.wrapped(rules_in_words(yardstick(status.plan.rules)), style="dim")
    return page


def _by_role(page: Page, status: Status, ids: int) -> None:
    for role, title in ROLES.items():
        stands = status.of_role(role)
        if not stands:
            continue
        page.gap()
        page.add(Span(f"{title} {len(stands)} 项", "bold"))
        if role == "responsible":
            _with_leads(page, stands, ids)
            continue
        for stand in stands:
            page.wrapped(stand.item.title, front=_front(stand, ids))
            told = reasons(stand.light)
            page.listed(told or stand.row.goals, indent=10 + ids, style="" if told else "dim")


def _by_section(page: Page, status: Status, ids: int) -> None:
    for _, group in groupby(status.rows, key=lambda stand: id(stand.task.section)):
        stands = tuple(group)
        section = stands[0].task.section
        page.gap()
        page.wrapped(f"{section.number}、{section.title}", style="bold")
        _with_leads(page, stands, ids)


def _with_leads(page: Page, stands: tuple[Stand, ...], ids: int) -> None:
    room = leads.room(page, _front(stands[0], ids), (stand.row for stand in stands))
    for stand in stands:
        leads.add(page, _front(stand, ids), stand.row, room, stand.item.title)
        page.listed(reasons(stand.light), indent=12 + ids)


def reasons(light: ItemLight) -> tuple[str, ...]:
    """Return why a light is not green, as a page says it; that nothing was ever filed, the light says."""
    told = () if light.light is Light.GREEN else light.reasons
    return () if told == (NEVER_FILED,) else told


def _front(stand: Stand, ids: int) -> tuple[Span, ...]:
    return (_INDENT, light_span(stand.light), Span(f" {pad(stand.item.id, ids)}  "))


def _late(page: Page, status: Status) -> None:
    """Add what is overdue, the latest first."""
    late = status.late
    if not late:
        return
    page.gap()
    page.add(Span(f"逾期 {len(late)} 个", "bold"))
    ids = max(width(part.id) for _, part in late)
    days = max(width(str(part.days_late)) for _, part in late)
    for stand, part in late:
        front = (Span(f"  {pad(part.id, ids)}  {part.days_late:>{days}} 天  "),)
        page.wrapped(f"{part.name}({leads.names(stand.row)})", front=front)


def _by_department(page: Page, status: Status) -> None:
    """Add how the items that each department leads stand."""
    by_department = status.by_department
    if len(by_department) < 2:
        return
    page.gap()
    is_shared = any(len(stand.row.lead) > 1 for stand in status.rows)
    page.add(Span("按牵头部门" + ("(共同牵头的各计一次)" if is_shared else ""), "bold"))
    names = max(map(width, by_department))
    for name, counts in by_department.items():
        page.wrapped(_counts(counts), front=(Span(f"  {pad(name, names)}  "),))


def _counts(counts: Counts) -> str:
    return "  ".join(f"{light.word} {count}" for light, count in counts.items())


def table(status: Status) -> Table:
    """Return an answer as a table, one row an item."""
    head = ("编号", "序号", "工作任务", "目标和节点", "牵头部门", "责任部门", "角色", "亮灯", "依据", "理由")
    rows = tuple(
        (
            stand.item.id,
            stand.item.number,
            stand.item.title,
            ";".join(stand.row.goals),
            leads.names(stand.row),
            "、".join(stand.row.responsible),
            ROLES.get(stand.row.role or "", ""),
            stand.light.light.word,
            "实测" if stand.light.measured else "自报",
            ";".join(stand.light.reasons),
        )
        for stand in status.rows
    )
    return Table(head, rows)
