"""The rule that lights follow, as a paper says it: whose it is, never its name in the program."""

from gaoxin_plan.lights.words import figure
from gaoxin_plan.model.rules import SHARE, Yardstick


def rules_on_paper(rules: Yardstick) -> str:
    """Return the rule in one sentence, and whether the plan adopted it."""
    return f"{_bounds(rules)}（{_source(rules)}）"


def _bounds(rules: Yardstick) -> str:
    unit = "%" if rules.gap == SHARE else "个百分点"
    of = "落后的部分占序时进度" if rules.gap == SHARE else "落后序时进度"
    low, high = figure(rules.yellow_from), figure(rules.red_above)
    if rules.yellow_from:
        return f"{of}不到{low}{unit}的亮绿灯，{low}至{high}{unit}的亮黄灯，超过{high}{unit}的亮红灯"
    return f"达到序时进度的亮绿灯，{of}不超过{high}{unit}的亮黄灯，超过{high}{unit}的亮红灯"


def _source(rules: Yardstick) -> str:
    published = f"{rules.preset.publisher}{rules.preset.published}公布的规则"
    if not rules.adopted:
        return f"参照{published}，本单位未另行规定"
    return f"以{published}为基础，本单位另有规定" if rules.is_own else f"采用{published}"
