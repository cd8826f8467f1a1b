"""Who leads, as a column of a page; what is led stands behind it.

That stands last because only there does it not matter how wide a terminal draws quotation marks.
"""

from collections.abc import Iterable

from gaoxin_plan.render.page import Page, Span, width_of
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.rows import Row


def names(row: Row) -> str:
    """Return who leads an item."""
    return "、".join(row.lead)


def room(page: Page, front: tuple[Span, ...], rows: Iterable[Row]) -> int:
    """Return how wide the column is behind ``front``: as the longest name, within reason."""
    widest = max((width(names(row)) for row in rows), default=0)
    return min(widest, 24, (page.columns - width_of(front) - 2) // 2)


def add(page: Page, front: tuple[Span, ...], row: Row, room: int, words: str) -> None:
    """Add who leads an item, and ``words`` about it; names too long for their column stand below."""
    lead = names(row)
    fits = width(lead) <= room
    page.wrapped(words, front=(*front, Span(pad(lead if fits else "", room) + "  ", "dim")))
    if not fits:
        page.wrapped(lead, front=(Span(" " * (width_of(front) + room + 2)),), style="dim")
