"""Lights while nothing can be filed: grey, and whether an item is measured at all."""

import pytest

from gaoxin_plan.lights import Light, item_light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views import selection


@pytest.mark.parametrize(
    ("id_", "measured"),
    [
        ("WZ-01", True),  # figures
        ("WZ-02", True),  # a dated milestone
        ("JS-03", False),  # a milestone that the plan gives no date
        ("JS-04", False),  # nothing
    ],
)
def test_an_item_that_nothing_was_filed_for(sample: Plan, id_: str, *, measured: bool) -> None:
    light = item_light(selection.item(sample, id_).item)
    assert light == (Light.GREY, measured, ("从未填报",))


def test_measured_items_of_the_real_plan(plan: Plan) -> None:
    measured = [task.item.id for task in plan.tasks() if item_light(task.item).measured]
    assert measured == [
        "FZ-01", "FZ-05", "FZ-09", "FZ-10", "XM-15", "XM-16", "XM-17",
        "DX-19", "DJ-24", "DJ-25", "DJ-28", "DJ-29",
    ]  # fmt: skip


def test_a_light_is_a_word_too() -> None:
    assert [(light.value, light.word) for light in Light] == [
        ("green", "绿灯"),
        ("yellow", "黄灯"),
        ("red", "红灯"),
        ("grey", "灰灯"),
    ]
