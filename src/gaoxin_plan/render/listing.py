"""A list of items as a page, with the sentences that a search found, and as a table."""

from collections.abc import Iterator
from itertools import groupby

from gaoxin_plan.problems import printable
from gaoxin_plan.render import leads
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import ROLES
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.listing import Hit, Listed, Listing
from gaoxin_plan.views.rows import Row

_WHERE = {"title": "标题", "text": "原文", "metric": "目标", "milestone": "节点", "quote": "引文"}
_GAP = "…"


def page(listing: Listing, columns: int) -> Page:
    """Lay out an answer: per role for a department, else per section; below an item what it says."""
    page = Page(columns)
    if not listing.items:
        page.wrapped(_nothing(listing))
        return page
    heading(page, listing.plan)
    scope = listing.scope
    asked = [scope.department.name] if scope.department else []
    asked += [f"查找“{printable(listing.words)}”"] if listing.words else []
    if asked:
        page.wrapped(" · ".join(asked))
    rows = [listed.row for listed in listing.items]
    ids = max(width(row.item.id) for row in rows)
    numbers = max(width(row.item.number) for row in rows)
    room = leads.room(page, _front(rows[0], ids, numbers), rows)
    labels = max((width(_label(hit)) for listed in listing.items for hit in listed.hits), default=0)
    for title, items in _groups(listing):
        page.gap()
        page.wrapped(title, style="bold")
        for listed in items:
            front = _front(listed.row, ids, numbers)
            leads.add(page, front, listed.row, room, listed.row.item.title)
            _hits(page, listed.hits, labels)
    page.gap()
    told = f"共 {len(listing.items)} 项" + (f",{listing.times} 处" if listing.words else "")
    page.wrapped(told, style="bold")
    return page


def _nothing(listing: Listing) -> str:
    return f"没有条目写到“{printable(listing.words)}”。" if listing.words else "没有符合条件的条目。"


def _front(row: Row, ids: int, numbers: int) -> tuple[Span, ...]:
    return (Span(f"  {pad(row.item.id, ids)}  {pad(row.item.number, numbers)}  "),)


def _groups(listing: Listing) -> Iterator[tuple[str, list[Listed]]]:
    if listing.scope.department is None:
        for _, group in groupby(listing.items, key=lambda listed: id(listed.row.task.section)):
            items = list(group)
            section = items[0].row.task.section
            yield f"{section.number}、{section.title}", items
        return
    for role, title in ROLES.items():
        items = [listed for listed in listing.items if listed.row.role == role]
        if items:
            yield f"{title} {len(items)} 项", items


def _hits(page: Page, hits: tuple[Hit, ...], labels: int) -> None:
    for hit in hits:
        front = Span(f"    {pad(_label(hit), labels)}  ", "dim")
        for spans in _excerpts(hit, max(page.columns - width(front.text), 10)):
            page.add(front, *spans)


def _label(hit: Hit) -> str:
    word = _WHERE[hit.where]
    return word if hit.where in ("title", "text") else f"{word} {hit.id}"


def _excerpts(hit: Hit, room: int) -> Iterator[Iterator[Span]]:
    """Yield the sentence, its hits marked; where it is too wide, a line around each hit not yet shown."""
    inner = room - 2 * len(_GAP)
    pieces, hits = _pieces(hit, inner)
    costs = [*map(width, pieces)]
    if sum(costs) <= room:
        yield _joined(pieces, hits, 0, len(pieces))
        return
    shown = 0
    for index in hits:
        if index >= shown:
            first, shown = _window(costs, shown, index, inner)
            yield _joined(pieces, hits, first, shown)


def _pieces(hit: Hit, room: int) -> tuple[list[str], dict[int, Span]]:
    """Return the sentence in pieces that are not broken, every character but the hits, and which are hits."""
    pieces: list[str] = []
    hits: dict[int, Span] = {}
    done = 0
    for begin, end in hit.spans:
        pieces += hit.sentence[done:begin]
        marked = _marked(hit.sentence[begin:end], room)
        hits[len(pieces)] = marked
        pieces.append(marked.plain)
        done = end
    pieces += hit.sentence[done:]
    return pieces, hits


def _marked(words: str, room: int) -> Span:
    """Return words that were found: bold on a terminal, in 【】 elsewhere; cut if too wide for a line."""
    if width(words) + 4 > room:
        words = words[: max(room - 6, 2) // 2] + _GAP
    return Span(words, "bold", f"【{words}】")


def _joined(pieces: list[str], hits: dict[int, Span], first: int, last: int) -> Iterator[Span]:
    """Yield some of the pieces, and that others stand before or behind them."""
    run = _GAP if first else ""
    for index in range(first, last):
        if index not in hits:
            run += pieces[index]
            continue
        if run:
            yield Span(run)
        yield hits[index]
        run = ""
    if last < len(pieces):
        run += _GAP
    if run:
        yield Span(run)


def _window(costs: list[int], start: int, index: int, room: int) -> tuple[int, int]:
    """Return the first and the one after the last of the pieces around ``index`` that fit, evenly.

    None of them stands before ``start``.
    """
    first, last = index, index + 1
    room -= costs[index]
    while True:
        before = costs[first - 1] if first > start else room + 1
        after = costs[last] if last < len(costs) else room + 1
        if after <= room:
            last += 1
            room -= after
        if before <= room:
            first -= 1
            room -= before
        elif after > room:
            return first, last


def table(listing: Listing) -> Table:
    """Return an answer as a table: a row an item, or with words a row a sentence that says them."""
    head = ("编号", "序号", "工作任务", "牵头部门", "责任部门", "角色")
    if not listing.words:
        return Table(head, tuple(_row(listed.row) for listed in listing.items))
    rows = tuple(
        (*_row(listed.row), _WHERE[hit.where], hit.id, _plain(hit))
        for listed in listing.items
        for hit in listed.hits
    )
    return Table((*head, "位置", "出处", "原句"), rows)


def _plain(hit: Hit) -> str:
    pieces, _ = _pieces(hit, 4 + 2 * len(hit.sentence))  # wide enough to cut nothing
    return "".join(pieces)


def _row(row: Row) -> tuple[str, ...]:
    return (
        row.item.id,
        row.item.number,
        row.item.title,
        leads.names(row),
        "、".join(row.responsible),
        ROLES.get(row.role or "", ""),
    )
