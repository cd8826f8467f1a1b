"""What stands at the head and foot of a page: the plan, whether it is made up, the rule its lights follow."""

from gaoxin_plan.lights.words import figure
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.rules import SHARE, Yardstick
from gaoxin_plan.render.page import Page

SAMPLE = "示例数据"


def heading(page: Page, plan: Plan) -> None:
    """Add the plan's title; of a made-up plan, that it is one."""
    page.wrapped(plan.title, style="bold")
    say_sample(page, plan)


def say_sample(page: Page, plan: Plan) -> None:
    """Add that a plan is made up, if it is."""
    if plan.sample:
        page.wrapped(SAMPLE, style="bold")


def marked(text: str, plan: Plan) -> str:
    """Return a paper that says so where its plan is made up, whatever its template says."""
    return f"{SAMPLE}\n\n{text}" if plan.sample and SAMPLE not in text else text


def rules_in_words(rules: Yardstick) -> str:
    """Return the rule that lights follow in one sentence, and whether the plan adopted it."""
    return f"{bounds_in_words(rules)}({_source(rules)})"


def bounds_in_words(rules: Yardstick) -> str:
    """Return how far behind its pace a target may be for each light."""
    unit = "%" if rules.gap == SHARE else " 个百分点"
    of = "落后的部分占序时进度" if rules.gap == SHARE else "落后序时进度"
    low, high = figure(rules.yellow_from), figure(rules.red_above)
    if rules.yellow_from:
        return f"{of}不到 {low}{unit}的绿灯,{low} 至 {high} 黄灯,超过 {high} 红灯"
    return f"达到序时进度绿灯,{of}不超过 {high}{unit}黄灯,超过的红灯"


def _source(rules: Yardstick) -> str:
    if not rules.adopted:
        return f"采用示范规则 {rules.preset.name},本单位未另行规定"
    return (
        f"在规则 {rules.preset.name} 的基础上本单位另有规定" if rules.is_own else f"规则 {rules.preset.name}"
    )
