"""What was filed or decided, in words, with the light before and after; or the lines that would change."""

import difflib

from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.render import problems
from gaoxin_plan.render.heading import say_sample
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import light_span
from gaoxin_plan.views.recorded import Recorded, Written
from gaoxin_plan.workspace import shown


def page(recorded: Recorded, columns: int, *, dry_run: bool) -> Page:
    """Lay out what was filed."""
    page = Page(columns)
    add_written(page, recorded.written, dry_run=dry_run)
    item = recorded.task.item
    page.wrapped(f"{item.id} {item.title}({recorded.period},{recorded.department.name})", style="bold")
    for line in recorded.told or ("没有变化",):
        page.wrapped(line, front=(Span("  "),))
    add_light(page, "原来", recorded.before)
    add_light(page, "现在", recorded.after)
    page.wrapped(f"截至 {recorded.as_of}", front=(Span("  "),), style="dim")
    return page


def add_written(page: Page, written: Written, *, dry_run: bool) -> None:
    """Add which file was written, or with ``dry_run`` the lines that would change; then the warnings."""
    say_sample(page, written.new.charter.plan)
    name = shown(written.path)
    if dry_run:
        diff = difflib.unified_diff(
            (written.before or "").splitlines(),
            (written.after or "").splitlines(),
            name,
            name,
            n=1,
            lineterm="",
        )
        for line in diff:
            page.add(Span(line, {"+": "green", "-": "red"}.get(line[:1], "dim")))
        page.wrapped("以上是会改的内容,没有写文件。")
    elif written.before == written.after:
        page.wrapped(f"{name} 不用改")
    else:
        page.wrapped(f"已{'写入' if written.after is not None else '删去'} {name}")
    page.follow(problems.page(written.warnings, page.columns))


def add_light(page: Page, when: str, light: ItemLight) -> None:
    """Add an item's light before or after something was written, with its reasons."""
    page.wrapped(";".join(light.reasons), front=(Span(f"  {when} "), light_span(light), Span("  ")))
