"""What stands at the head of a page: the plan, and whether it is made up."""

from gaoxin_plan.model.plan import Plan
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
