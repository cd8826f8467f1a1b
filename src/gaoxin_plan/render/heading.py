"""What stands at the head of a page: the plan, and whether it is made up."""

from gaoxin_plan.model.plan import SAMPLE, Plan
from gaoxin_plan.render.page import Page


def heading(page: Page, plan: Plan) -> None:
    """Add the plan's title; of a made-up plan, that it is one."""
    page.wrapped(plan.title, style="bold")
    say_sample(page, plan)


def say_sample(page: Page, plan: Plan) -> None:
    """Add that a plan is made up, if it is."""
    if plan.sample:
        page.wrapped(SAMPLE, style="bold")
