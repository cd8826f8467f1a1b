"""Targets as a page for the terminal, their numbers aligned, and as a table."""

from decimal import Decimal

from gaoxin_plan.lights.words import figure, rounded
from gaoxin_plan.model import goals
from gaoxin_plan.model.target import Target
from gaoxin_plan.render import leads
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import ROLES
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.rows import Row
from gaoxin_plan.views.targets import Measured, Standing, Targets

_KINDS = {
    "at_least": "至少", "at_most": "至多", "exactly": "恰好", "about": "大约",
    "between": "区间", "rise_by": "提升", "fall_by": "下降", "every": "频次",
}  # fmt: skip
_NONE = "—"
_HEAD = ("编号", "要求", "目标", "完成", "序时", "单位", "完成时限", "指标")
_NUMBERS = (2, 3, 4)  # the columns of numbers
_LAST_ROOM = 16  # a metric with less room stands on a line of its own


def page(targets: Targets, columns: int) -> Page:
    """Lay out an answer: item by item, a line a target, in columns that run through all of them."""
    page = Page(columns)
    heading(page, targets.plan)
    subject = f"{targets.scope.department.name} · " if targets.scope.department else ""
    page.wrapped(f"{subject}截至 {targets.moment.as_of} · 报告期 {targets.moment.period}")
    if not targets.items:
        page.gap()
        page.add("没有符合条件的目标。")
        return page
    head, *lines = _laid_out([_HEAD, *(_cells(each) for item in targets.items for each in item.targets)])
    page.gap()
    page.add(Span(head + _HEAD[-1], "dim"))
    rest = iter(lines)
    for item in targets.items:
        page.gap()
        _item(page, item)
        for standing in item.targets:
            _line(page, next(rest), standing.target.metric)
    page.gap()
    page.wrapped(f"共 {len(targets.items)} 项,{targets.size} 个目标", style="bold")
    return page


def _item(page: Page, item: Measured) -> None:
    row = item.row
    role = f"({ROLES[row.role]})" if row.role else ""
    front = "".join(f"{words}  " for words in (row.item.id, leads.names(row)) if words)
    page.wrapped(f"{row.item.title}{role}", front=(Span(front, "bold"),), style="bold")


def _line(page: Page, front: str, metric: str) -> None:
    if page.columns - width(front) >= _LAST_ROOM:
        page.wrapped(metric, front=(Span(front),))
    else:
        page.add(front)
        page.wrapped(metric, front=(Span("      "),))


def _cells(standing: Standing) -> tuple[str, ...]:
    target = standing.target
    return (
        target.id,
        _KINDS[target.goal[0]],
        _goal(target),
        _known(standing.value),
        _known(standing.pace),
        target.unit or _NONE,
        standing.due.isoformat(),
        target.metric,
    )


def _known(value: Decimal | None) -> str:
    return _NONE if value is None else figure(rounded(value))


def _goal(target: Target) -> str:
    """Return the goal without its unit: ``10``, ``2至3``, ``每周``."""
    value = target.goal[1]
    if isinstance(value, Decimal):
        return goals.number(value)
    return goals.EVERY_WORDS[value] if isinstance(value, str) else "至".join(map(goals.number, value))


def _laid_out(rows: list[tuple[str, ...]]) -> list[str]:
    """Return the lines of a table up to its last column, which may be wide."""
    columns = list(zip(*rows, strict=True))[:-1]
    filled = [
        _aligned(cells) if number in _NUMBERS else _filled(cells) for number, cells in enumerate(columns)
    ]
    return [f"  {'  '.join(line)}  " for line in zip(*filled, strict=True)]


def _filled(cells: tuple[str, ...]) -> list[str]:
    room = max(map(width, cells))
    return [pad(cell, room) for cell in cells]


def _aligned(cells: tuple[str, ...]) -> list[str]:
    """Return a heading and its numbers as wide as each other, the points of the numbers in one column."""
    heading, *numbers = cells
    lasts = [number.rpartition("至")[2] for number in numbers]
    tails = [len(last) - len(last.partition(".")[0]) for last in lasts]
    longest = max(tails)
    whole = [number + " " * (longest - tail) for number, tail in zip(numbers, tails, strict=True)]
    room = max(map(width, (heading, *whole)))
    return [" " * (room - width(cell)) + cell for cell in (heading, *whole)]


def table(targets: Targets) -> Table:
    """Return an answer as a table, a row a target."""
    head = ("条目", "工作任务", "牵头部门", "角色", *_HEAD, "亮灯", "理由")
    rows = (_row(item.row, standing) for item in targets.items for standing in item.targets)
    return Table(head, tuple(rows))


def _row(row: Row, standing: Standing) -> tuple[str, ...]:
    front = (row.item.id, row.item.title, leads.names(row), ROLES.get(row.role or "", ""))
    cells = ("" if cell == _NONE else cell for cell in _cells(standing))
    return (*front, *cells, standing.light.light.word, standing.light.reason)
