"""Who does what as a page for the terminal, and as a table."""

from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad
from gaoxin_plan.views.departments import Departments, Duties

_INDENT = 14  # where what a label names begins


def page(departments: Departments, columns: int) -> Page:
    """Lay out an answer, a paragraph a department."""
    page = Page(columns)
    heading(page, departments.plan)
    for duties in departments.duties:
        page.gap()
        _department(page, duties)
    page.gap()
    page.wrapped(f"共 {len(departments.duties)} 个部门", style="bold")
    if departments.leaderless:
        page.wrapped("、".join(departments.leaderless), front=(Span("没有牵头部门的条目:"),), indent=2)
    return page


def _department(page: Page, duties: Duties) -> None:
    department = duties.department
    page.wrapped(department.name, front=(Span(f"{department.id}  ", "bold"),), style="bold")
    _line(page, f"牵头 {len(duties.lead)} 项", duties.lead)
    _line(page, f"配合 {len(duties.responsible)} 项", duties.responsible)
    _line(page, "联络员", (department.contact or "未写明",))
    if department.aliases:
        _line(page, "又称", department.aliases)


def _line(page: Page, label: str, words: tuple[str, ...]) -> None:
    page.wrapped("、".join(words), front=(Span(pad(f"  {label}", _INDENT)),))


def table(departments: Departments) -> Table:
    """Return an answer as a table, a row a department."""
    head = ("编号", "部门", "又称", "联络员", "牵头", "牵头条目", "配合", "配合条目")
    rows = tuple(
        (
            duties.department.id,
            duties.department.name,
            "、".join(duties.department.aliases),
            duties.department.contact,
            str(len(duties.lead)),
            "、".join(duties.lead),
            str(len(duties.responsible)),
            "、".join(duties.responsible),
        )
        for duties in departments.duties
    )
    return Table(head, rows)
