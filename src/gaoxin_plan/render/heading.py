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
    unit = "%" if rules.gap == SHARE else " 个百分点"
    of = "落后序时进度的部分" if rules.gap == SHARE else "落后序时进度"
    low, high = figure(rules.yellow_from), figure(rules.red_above)
    yellow = f"{low} 至 {high}{unit}黄灯" if rules.yellow_from else f"不超过 {high}{unit}黄灯"
    source = (
        f"规则 {rules.preset.name}" if rules.adopted else f"采用示范规则 {rules.preset.name},本单位未另行规定"
    )
    return f"达到序时进度绿灯,{of} {yellow},超过 {high}{unit}红灯({source})"
