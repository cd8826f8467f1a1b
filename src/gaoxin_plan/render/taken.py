"""What became of sheets that came back, sheet by sheet, and all of them in a few lines."""

from collections.abc import Sequence

from gaoxin_plan.model.plan import SAMPLE
from gaoxin_plan.render import problems
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import light_span
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.returned import Remark
from gaoxin_plan.views.taken import Taken, TakenItem
from gaoxin_plan.workspace import shown

_MOST = 12  # items that are told one by one after they were written
_MOST_REMARKS = 20  # places of a sheet that are told one by one


def page(sheets: Sequence[Taken], columns: int, *, dry_run: bool, is_sample: bool) -> Page:
    """Lay out what became of each sheet, the refused ones with what is wrong, and a summary."""
    page = Page(columns)
    if is_sample:
        page.wrapped(SAMPLE, style="bold")
    for taken in sheets:
        if taken.items or taken.problems or taken.notes:
            _sheet(page, taken, dry_run=dry_run)
            page.gap()
    _summary(page, sheets, dry_run=dry_run)
    return page


def _sheet(page: Page, taken: Taken, *, dry_run: bool) -> None:
    name = f"{taken.department} {taken.period}  " if taken.department else ""
    page.wrapped(_result(taken, dry_run=dry_run), front=(Span(name, "bold"),) if name else ())
    page.wrapped(_files(taken), front=(Span("  "),), style="dim")
    _remarks(page, taken.problems, "red")
    for item in taken.items[: None if dry_run else _MOST]:
        _item(page, item, with_words=dry_run)
    if len(taken.items) > _MOST and not dry_run:
        page.wrapped(f"……等 {len(taken.items)} 项", front=(Span("  "),))
    _remarks(page, taken.notes, "yellow")
    if taken.written is not None:
        page.follow(problems.page(taken.written.warnings, page.columns))


def _result(taken: Taken, *, dry_run: bool) -> str:
    if taken.problems:
        return f"没有收:{len(taken.problems)} 处要改"
    if not taken.items:
        return "没有变化"
    counts = {"新报": taken.new, "改动": taken.changed, "未动": taken.unchanged}
    told = "、".join(f"{word} {count} 项" for word, count in counts.items() if count)
    return f"{'会收' if dry_run else '已收'}:{told}"


def _files(taken: Taken) -> str:
    return taken.file if taken.written is None else f"{taken.file} → {shown(taken.written.path)}"


def _remarks(page: Page, remarks: Sequence[Remark], style: str) -> None:
    """Add what is to be said of a sheet's places; of very many the first, for all have one cause."""
    for remark in remarks[:_MOST_REMARKS]:
        _remark(page, remark, style)
    if (more := len(remarks) - _MOST_REMARKS) > 0:
        page.wrapped(f"……还有 {more} 处", front=(Span("  "),), style=style)


def _remark(page: Page, remark: Remark, style: str) -> None:
    page.wrapped(remark.words, front=(Span("  "),), style=style)
    if remark.hint:
        page.wrapped(remark.hint, front=(Span("    → "),))


def _item(page: Page, item: TakenItem, *, with_words: bool) -> None:
    """Add an item with its lights; with its words where nothing is written yet."""
    is_same = (item.before.light, item.before.measured) == (item.after.light, item.after.measured)
    lights = (light_span(item.before), Span(" → "), light_span(item.after))
    page.wrapped(
        f"{item.task.item.id} {item.task.item.title}",
        front=(
            Span("  "),
            *((light_span(item.after), Span(" 不变  ")) if is_same else (*lights, Span("  "))),
        ),
    )
    for line in item.told if with_words else ():
        page.wrapped(line, front=(Span("      "),))


def _summary(page: Page, sheets: Sequence[Taken], *, dry_run: bool) -> None:
    """Add a line a department, and how many sheets were taken."""
    names = max((width(taken.department or taken.file) for taken in sheets), default=0)
    for taken in sheets if len(sheets) > 1 else ():
        told = ";".join((_result(taken, dry_run=dry_run), *_lights(taken), *_noted(taken)))
        page.wrapped(told, front=(Span(pad(taken.department or taken.file, names) + "  "),))
    refused = sum(bool(taken.problems) for taken in sheets)
    same = sum(not taken.problems and not taken.items for taken in sheets)
    done = len(sheets) - refused - same
    told = f"共 {len(sheets)} 份:{'会收' if dry_run else '收了'} {done},没有变化 {same},没有收 {refused}"
    page.wrapped(told, style="bold")
    if dry_run:
        page.wrapped("没有写文件。")


def _noted(taken: Taken) -> tuple[str, ...]:
    """Say that there is something to read of a sheet that changed nothing."""
    is_quiet = not taken.problems and not taken.items
    return (f"有 {len(taken.notes)} 处请看上面",) if is_quiet and taken.notes else ()


def _lights(taken: Taken) -> tuple[str, ...]:
    if not taken.items:
        return ()
    told = "、".join(f"{before} → {after} {count} 项" for (before, after), count in taken.lights.items())
    return (told or "灯没有变",)
