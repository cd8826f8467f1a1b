"""Who has not reported, as a page and a table; and the words to remind them with, ready to paste."""

from gaoxin_plan.lights.words import day_in_words
from gaoxin_plan.model.plan import SAMPLE
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.table import Table
from gaoxin_plan.render.width import pad, width
from gaoxin_plan.views.missing import Lacking, Missing, Silent

_REQUEST = (
    "请报:状态(未启动、进行中、受阻、已完成)、目标的累计完成值、进展情况、存在问题、下步打算;"
    "报“已完成”的请附佐证材料。谢谢!"
)


def page(missing: Missing, columns: int) -> Page:
    """Lay out who has not reported what, and since when."""
    page = Page(columns)
    heading(page, missing.plan)
    page.wrapped(f"{missing.period} 未报情况 · 截至 {missing.as_of} · {_since(missing)}")
    if missing.period.end < missing.plan.published:
        page.wrapped(f"{missing.period} 在计划发布({missing.plan.published})以前结束,不用报。")
        return page
    for silent in missing.silent:
        page.gap()
        page.wrapped(
            f"还差 {len(silent.items)} 项,应报 {silent.asked} 项",
            front=(Span(f"{silent.department.name}  ", "bold"),),
        )
        ids = max(width(lacking.task.item.id) for lacking in silent.items)
        for lacking in silent.items:
            page.wrapped(lacking.task.item.title, front=(Span(f"  {pad(lacking.task.item.id, ids)}  "),))
            page.wrapped(_state(lacking), front=(Span(" " * (ids + 4)),), style="dim")
    page.gap()
    told = f"{len(missing.silent)} 个部门没有报全,{missing.complete} 个部门已报全"
    page.wrapped(told if missing.silent else f"{missing.complete} 个部门已报全", style="bold")
    return page


def _since(missing: Missing) -> str:
    last = f"应于 {missing.deadline} 及以前报送"
    return f"{last},已过 {missing.days_late} 天" if missing.days_late else last


def _state(lacking: Lacking) -> str:
    """Return what is missing, and when the item was last reported."""
    if lacking.is_filed:
        return "已报,缺完成值:" + "、".join(f"{target.id} {target.metric}" for target in lacking.targets)
    return "未报,上次报的是 " + str(lacking.last) if lacking.last else "未报,从未报过"


def table(missing: Missing) -> Table:
    """Return the answer as a table, a row an item."""
    head = ("部门", "联络员", "编号", "工作任务", "情况", "缺完成值", "上次报送", "应报日期", "已过天数")
    rows = tuple(
        (
            silent.department.name,
            silent.department.contact,
            lacking.task.item.id,
            lacking.task.item.title,
            "已报不全" if lacking.is_filed else "未报",
            "、".join(target.id for target in lacking.targets),
            "" if lacking.last is None else str(lacking.last),
            missing.deadline.isoformat(),
            str(missing.days_late),
        )
        for silent in missing.silent
        for lacking in silent.items
    )
    return Table(head, rows)


def reminders(missing: Missing) -> dict[str, str]:
    """Return for each department that has not reported all, by id and name, a text to send it."""
    return {f"{s.department.id}-{s.department.name}": _reminder(missing, s) for s in missing.silent}


def _reminder(missing: Missing, silent: Silent) -> str:
    """Return a polite text: which items, until when, and what is asked."""
    greeting = f"{silent.department.name}" + (
        f" {silent.department.contact}" if silent.department.contact else ""
    )
    deadline = day_in_words(missing.deadline, 0)
    late = (
        f"应于 {deadline}及以前报送,已过 {missing.days_late} 天"
        if missing.days_late
        else f"请于 {deadline}及以前报送"
    )
    plan = f"《{missing.plan.title}》{missing.period.words}"
    is_all = len(silent.items) == silent.asked
    words = "都没有报" if not any(lacking.is_filed for lacking in silent.items) else "都没有报全"
    some = f" {silent.asked} 项中,还有 {len(silent.items)} 项没有报全"
    count = "请贵部门报送的" + (f" {silent.asked} 项{words}" if is_all else some)
    lines = [
        f"{greeting},您好!",
        f"{plan}进展{late}。{count}:",
        *(f"{n}. {_asked(lacking)}" for n, lacking in enumerate(silent.items, 1)),
        _REQUEST,
        f"{missing.plan.issuer}",
    ]
    return "\n".join([*([SAMPLE] if missing.plan.sample else []), *lines]) + "\n"


def _asked(lacking: Lacking) -> str:
    item = lacking.task.item
    values = "、".join(target.metric for target in lacking.targets)
    what = f"(缺完成值:{values})" if lacking.is_filed else ""
    return f"({item.number}){item.title}{what}"
