"""Why an item has its light, in about ten lines: what decides in full, the rest in a line."""

from gaoxin_plan.lights.light import PartLight, Rule
from gaoxin_plan.lights.words import bounds_in_words, figure, rounded, rules_in_words
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import Target
from gaoxin_plan.render.heading import heading
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import light_span
from gaoxin_plan.render.table import Table
from gaoxin_plan.views.explain import Explanation, Story

_RULES = {
    Rule.CLOSED: "办公室办结的亮绿灯,办结后再突破上限的除外",
    Rule.BROKEN: "累计的上限一经突破就是红灯,更正填报才能撤销;水平的上限看最近一次报的",
    Rule.MET: "达到目标的亮绿灯",
    Rule.UNREPORTED: "报过又不报的,灰灯和上次所报应亮的灯,取差的一个",
    Rule.OVERDUE: "过了时限没有达到的亮红灯;节点逾期 30 天以内亮黄灯,计划结束时到期的除外",
    Rule.NEVER: "从未填报的亮灰灯",
    Rule.PACE: "",  # the plan's own rule is told
    Rule.CALM: "没有序时进度可比、没有到期的亮绿灯",
    Rule.STATE: "没有数字和日期的照自报状态:进行中、已完成绿灯,受阻黄灯,未启动灰灯;计划结束后没有完成的黄灯",
}

_IN_FULL = 1  # parts whose story is told in full: a leader reads ten lines


def page(explanation: Explanation, plan: Plan, columns: int) -> Page:
    """Lay out an explanation."""
    page = Page(columns)
    heading(page, plan)
    item, light = explanation.task.item, explanation.light
    page.wrapped(item.title, front=(light_span(light), Span(f" {item.id}  ", "bold")), style="bold")
    lead = "、".join(explanation.lead) or "未写明"
    moment = explanation.moment
    page.wrapped(f"截至 {moment.as_of} · 报告期 {moment.period} · 牵头 {lead}")
    if explanation.before is not None:
        supposed = ";".join(f"{id_} 为 {value}" for id_, value in explanation.supposed.items())
        page.wrapped(f"假设 {supposed},{explanation.before.light.word} → {light.light.word}", style="bold")
    page.wrapped(";".join(light.reasons), front=(Span("理由  "),))
    for change in explanation.amended:
        page.wrapped(change.line, front=(Span("调整  "),))
    told = [story for story in explanation.stories if story.part.light is light.light]
    for story in told[:_IN_FULL]:
        _story(page, story, explanation)
    if not told:
        page.wrapped("受阻解决以后,牵头部门报“进行中”", front=(Span("转绿  "),))
    _rest(page, [story for story in explanation.stories if story not in told[:_IN_FULL]])
    page.gap()
    page.wrapped(rules_in_words(explanation.rules), style="dim")
    return page


def _story(page: Page, story: Story, explanation: Explanation) -> None:
    part = story.part
    page.gap()
    page.wrapped(story.goal, front=(light_span(part), Span(f" {part.id}  ")), style="bold")
    if story.quote:
        page.wrapped(f"“{story.quote}”,时限 {story.due}", front=(Span("  原文  "),))
    for change in story.amended:
        page.wrapped(f"{change.date} {change.words}({change.approved})", front=(Span("  调整  "),))
    said = " → ".join(f"{said.period} {said.what}({said.filed:%m-%d} 报)" for said in story.said)
    page.wrapped(said or "从未填报", front=(Span("  填报  "),))
    page.wrapped(_RULES[part.rule] or bounds_in_words(explanation.rules), front=(Span("  规则  "),))
    page.wrapped(arithmetic(explanation, part), front=(Span("  算法  "),))
    if story.way_out:
        page.wrapped(story.way_out, front=(Span("  转绿  "),))


def arithmetic(explanation: Explanation, part: PartLight) -> str:
    """Return how a light comes about, in numbers where there are any."""
    if part.gap is None or part.rule not in (Rule.PACE, Rule.UNREPORTED):
        return part.reason
    pace = part.gap.pace
    if pace.in_percent:
        time = f"这一期末应完成 {pace.done}%"
    elif any(isinstance(p, Target) and p.every for p in explanation.task.parts if p.id == part.id):
        time = f"到期末应有 {pace.done} 次,到时限共 {pace.whole} 次"
    else:
        time = f"时间过了 {pace.done}/{pace.whole} 个月"
    return f"{time};{part.reason}"


def _rest(page: Page, stories: list[Story]) -> None:
    """Add the other parts, the worst first."""
    if stories:
        page.gap()
    for story in sorted(stories, key=lambda story: -story.part.light.badness):
        page.wrapped(
            f"{story.goal}:{story.part.reason}", front=(light_span(story.part), Span(f" {story.part.id}  "))
        )
        for change in story.amended:
            page.wrapped(f"{change.date} {change.words}({change.approved})", front=(Span("  调整  "),))


def table(explanation: Explanation) -> Table:
    """Return an explanation as a table, a row a part."""
    head = ("编号", "目标或节点", "亮灯", "依据", "理由", "完成", "序时应达", "时限", "怎样转绿", "引文")
    rows = tuple(
        (
            story.part.id,
            story.goal,
            story.part.light.word,
            "实测" if story.part.measured else "自报",
            story.part.reason,
            "" if story.part.value is None else figure(story.part.value),
            "" if story.part.gap is None else figure(rounded(story.part.gap.expected)),
            story.due,
            story.way_out,
            story.quote,
        )
        for story in explanation.stories
    )
    return Table(head, rows)
