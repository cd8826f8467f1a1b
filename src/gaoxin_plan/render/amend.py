"""What was amended, in words, with the light before and after; or the lines that would change."""

from gaoxin_plan.problems import printable
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.record import add_light, add_written
from gaoxin_plan.views.amending import Amending

_MOST = 200  # characters of a reason; all of it is in the file


def page(amending: Amending, columns: int, *, dry_run: bool) -> Page:
    """Lay out what was amended."""
    page = Page(columns)
    add_written(page, amending.written, dry_run=dry_run)
    item = amending.task.item
    page.wrapped(f"{item.id} {item.title}", style="bold")
    for change in amending.changes:
        page.wrapped(change.line, front=(Span("  "),), style="yellow" if change.weaker else "")
    page.wrapped(f"{amending.on} 起按新的算,以前的日子仍按旧的算", front=(Span("  "),))
    page.wrapped(printable(amending.reason, _MOST), front=(Span("  理由  "),))
    page.wrapped(printable(amending.approved, _MOST), front=(Span("  批准  "),))
    if amending.is_late:
        page.wrapped("生效日期在计划结束以后,请核对", front=(Span("  注意  "),))
    for when, light in (("原来", amending.before), ("现在", amending.after)):
        if light is None:
            page.wrapped("已取消,不再亮灯", front=(Span(f"  {when}  "),))
        else:
            add_light(page, when, light)
    page.wrapped(f"截至 {amending.as_of}", front=(Span("  "),), style="dim")
    return page
