"""Bars and strips: a target's way, and lights, in 20 characters of a table's cell."""

from markupsafe import Markup

from gaoxin_plan.lights.light import Light
from gaoxin_plan.views.papers.counts import Counts, largest_remainder
from gaoxin_plan.views.papers.facts import TargetFacts

DONE, EXPECTED, TO_COME = "█▒░"
"""What a bar is made of: what is done, what should be by now, the rest."""

_LENGTH = 20


def bar(target: TargetFacts) -> Markup:
    """Return a target's way: █ done, ▒ expected by now, ░ still to come."""
    done, pace = (-(-percent * _LENGTH // 100) for percent in (target.done, target.pace))
    done = min(done, _LENGTH - 1) if target.done < 100 else _LENGTH  # full only when it is there
    ahead = max(pace - done, 0)
    return Markup(f"`{DONE * done}{EXPECTED * ahead}{TO_COME * (_LENGTH - done - ahead)}`")


def letter(light: Light) -> str:
    """Return the one character that stands for a light: 绿, 黄, 红, 灰."""
    return light.word[0]


def strip(counts: Counts) -> Markup:
    """Return lights as a strip: a character an item, or their shares where there are more than 20."""
    parts = {
        light: int(getattr(counts, light)) for light in (Light.GREEN, Light.YELLOW, Light.RED, Light.GREY)
    }
    if counts.total > _LENGTH:
        shown = [1 if part else 0 for part in parts.values()]
        rest = largest_remainder(list(parts.values()), _LENGTH - sum(shown))
        parts = {light: a + b for light, a, b in zip(parts, shown, rest, strict=True)}
    return Markup("`" + "".join(letter(light) * part for light, part in parts.items()) + "`")
