"""What changed as a page for the terminal, and in Markdown for a pull request."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from gaoxin_plan.lights.light import Light
from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.status import STYLES
from gaoxin_plan.render.table import escaped
from gaoxin_plan.views.diff.change import Change, Diff
from gaoxin_plan.views.diff.lights import LightChange

_MEANT = "|".join(
    (
        *("@", r"(?<!&)#", r"!(?=[0-9])", r"[~%](?=\S)", r"(?i:gh)(?=-[0-9])"),
        *(r"(?i:https?|ftp|mailto|xmpp)(?=:)", r"(?i:www)(?=\.)", r":(?=[\w+-]+:)"),
    )
)
"""What a code host takes for a user, an address, an issue, a label or a face, up to where it is cut."""

NO_CHANGE = "没有改动"
NO_LIGHT = "亮灯没有变化"
_NOWHERE = "无"

Lights = Sequence[LightChange] | None
"""The lights that changed; None where they were not asked for."""


def page(diff: Diff, lights: Lights, columns: int) -> Page:
    """Lay out the changes, those of one item together; what makes the plan easier begins with ``!``."""
    page = Page(columns)
    page.wrapped(f"{diff.old} → {diff.new}:{_summary(diff)}", style="bold")
    for about, changes in groupby(diff.changes, key=lambda change: change.about):
        page.gap()
        page.wrapped(about, style="bold")
        for change in changes:
            front = Span("! ", "bold red") if change.weakens else Span("  ")
            page.wrapped(_below(change), front=(Span("  "), front))
    if lights is not None:
        page.gap()
        page.wrapped(_lights_summary(lights), style="bold")
        for light in lights:
            front = Span(_turn(light), STYLES[light.after] if light.after else "")
            page.wrapped(f"{light.id} {light.title}", front=(Span("  "), front, Span("  ")))
            if light.reasons:
                page.wrapped(";".join(light.reasons), front=(Span("    "),))
    return page


def markdown(diff: Diff, lights: Lights) -> str:
    """Return the same in Markdown; whatever the plan says stays text, and calls nobody."""
    lines = [f"### {_safe(diff.old)} → {_safe(diff.new)}:{_summary(diff)}"]
    for about, changes in groupby(diff.changes, key=lambda change: change.about):
        lines += ["", f"**{_safe(about)}**", ""]
        for change in changes:
            told = _safe(_below(change))
            lines.append(f"- ⚠️ **{told}**" if change.weakens else f"- {told}")
    if lights is not None:
        lines += ["", f"**{_lights_summary(lights)}**", *([""] if lights else [])]
        for light in lights:
            told = ":".join(filter(None, (f"{light.id} {light.title}", ";".join(light.reasons))))
            lines.append(f"- {_turn(light)}  {_safe(told)}")
    return "\n".join(lines) + "\n"


def _below(change: Change) -> str:
    """Return a change in words, without what stands above it."""
    return change.text.removeprefix(change.about).lstrip(" :")


def _safe(text: str) -> str:
    """Return text that stays as it is: a code host would call users, link issues, draw faces."""
    return re.sub(_MEANT, lambda found: f"{found[0]}<!-- -->", escaped(text.replace("\n", " ")))


def _summary(diff: Diff) -> str:
    if not diff.changes:
        return NO_CHANGE
    eased = len(diff.weakening)
    return f"{len(diff.changes)} 处改动" + (f",其中 {eased} 处放松了要求" if eased else "")


def _lights_summary(lights: Iterable[LightChange]) -> str:
    counts = Counter((light.before, light.after) for light in lights)
    told = "、".join(f"{_short(old)}→{_short(new)} {count} 项" for (old, new), count in counts.items())
    return f"亮灯:{told}" if told else NO_LIGHT


def _turn(light: LightChange) -> str:
    return " → ".join(each.word if each else _NOWHERE for each in (light.before, light.after))


def _short(light: Light | None) -> str:
    return light.word[0] if light else _NOWHERE
