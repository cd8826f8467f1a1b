"""Lights as values: they can be written down and read back without what they were worked out with."""

import subprocess
import sys
from typing import get_type_hints

import pytest

from gaoxin_plan.lights.light import Cause, Gap, ItemLight, Light, Pace, PartLight, worst

JUDGING = {
    f"gaoxin_plan.lights.{name}" for name in ("item", "case", "counted", "dated", "aim", "pace", "situation")
}


@pytest.mark.parametrize("value", [ItemLight, PartLight, Cause, Gap, Pace])
def test_what_a_light_is_made_of_has_types_that_are_there_at_run_time(value: type) -> None:
    assert list(get_type_hints(value)) == list(value._fields)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "module", ["lights.light", "render.status", "render.due", "render.targets", "views.export"]
)
def test_known_lights_are_shown_without_what_works_them_out(module: str) -> None:
    code = f"import gaoxin_plan.{module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert JUDGING & set(done.stdout.split()) == set()


def test_the_worst_of_some_lights() -> None:
    assert worst(Light.GREEN) is Light.GREEN
    assert worst(Light.GREEN, Light.GREY) is Light.GREY
    assert worst(Light.GREY, Light.YELLOW, Light.GREEN) is Light.YELLOW
    assert worst(Light.RED, Light.YELLOW) is Light.RED
