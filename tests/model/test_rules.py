"""The rules lights follow: what cities published, and what a plan may set for itself."""

from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.rules import PRESETS, Preset, Rules, Yardstick, yardstick
from gaoxin_plan.problems import BadValueError

YINCHUAN, SANYA = PRESETS


def numbers(found: Yardstick) -> tuple[Any, ...]:
    return (found.grace_days, found.yellow_from, found.red_above, found.gap, found.pace)


def test_the_published_rules() -> None:
    assert [(p.name, p.publisher, p.published, p.gap) for p in PRESETS] == [
        ("yinchuan-2025", "银川市发展改革委", "2025年3月", "points"),
        ("sanya-2022", "三亚市", "2022年5月", "share"),
    ]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_leaves_no_gap_and_says_its_numbers(preset: Preset) -> None:
    assert 0 <= preset.yellow_from <= preset.red_above
    for limit in {preset.yellow_from, preset.red_above} - {Decimal(0)}:
        assert str(limit) in preset.words


def test_a_plan_that_adopted_none() -> None:
    found = yardstick(None)
    assert (found.preset, found.adopted) == (YINCHUAN, False)
    assert numbers(found) == (10, 10, 30, "points", ())


@pytest.mark.parametrize(
    ("said", "preset", "expected"),
    [
        ({}, YINCHUAN, (10, 10, 30, "points", ())),
        ({"preset": "sanya-2022"}, SANYA, (10, 0, 50, "share", ())),
        ({"grace_days": 0}, YINCHUAN, (0, 10, 30, "points", ())),
        ({"yellow_from": Decimal(0)}, YINCHUAN, (10, 0, 30, "points", ())),
        ({"yellow_from": Decimal(30)}, YINCHUAN, (10, 30, 30, "points", ())),
        ({"red_above": Decimal(10)}, YINCHUAN, (10, 10, 10, "points", ())),
        ({"preset": "sanya-2022", "red_above": Decimal(0)}, SANYA, (10, 0, 0, "share", ())),
        ({"gap": "share"}, YINCHUAN, (10, 10, 30, "share", ())),
        ({"pace": (Decimal(40), Decimal(100))}, YINCHUAN, (10, 10, 30, "points", (40, 100))),
    ],
)
def test_what_a_plan_does_not_say_is_the_presets(
    said: dict[str, Any], preset: Preset, expected: tuple[Any, ...]
) -> None:
    found = yardstick(Rules(**said))
    assert (found.preset, found.adopted, numbers(found)) == (preset, True, expected)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"yellow_from": Decimal(31)}, "黄灯从 31 起,红灯却从 30 以上起"),
        ({"red_above": Decimal("9.5")}, "黄灯从 10 起,红灯却从 9.5 以上起"),
        ({"preset": "sanya-2022", "yellow_from": Decimal(51)}, "黄灯从 51 起,红灯却从 50 以上起"),
        ({"yellow_from": Decimal(20), "red_above": Decimal(15)}, "黄灯从 20 起,红灯却从 15 以上起"),
    ],
)
def test_yellow_beyond_red_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(BadValueError) as caught:
        Rules(**said)
    assert (caught.value.kind.code, str(caught.value)) == ("P155", message)
    assert caught.value.keys == ("yellow_from", "red_above")
