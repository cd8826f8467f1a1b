"""The whole story of a light: the plan's words, what was filed, the rule, the arithmetic, the way out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from gaoxin_plan.lights.item import cases, item_light
from gaoxin_plan.lights.light import ItemLight, PartLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.way_out import way_out
from gaoxin_plan.lights.words import filed
from gaoxin_plan.model.filing import UNDER_WAY, ItemFiling
from gaoxin_plan.model.goals import target_in_words
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.progress import Report
from gaoxin_plan.model.rules import Yardstick
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.amended import Amended, amendments, amendments_json
from gaoxin_plan.views.export import Json, number
from gaoxin_plan.views.limits import due_in_words
from gaoxin_plan.views.selection import Moment


class Said(NamedTuple):
    """What was filed of one part for one period; ``what`` is a value, a day or a state in words."""

    period: str
    department: str
    filed: date
    what: str


class Story(NamedTuple):
    """Why a part has its light; ``way_out`` says what would turn it green, if anything can.

    ``amended`` are the changes of the part that hold by now.
    """

    part: PartLight
    quote: str
    goal: str
    due: str
    amended: tuple[Amended, ...]
    said: tuple[Said, ...]
    way_out: str


class Explanation(NamedTuple):
    """The answer; ``lead`` led the item in the period, ``before`` is the light without what was supposed.

    ``amended`` are the changes that hold by now of the item itself and of parts that it has no more.
    """

    task: Task
    lead: tuple[str, ...]
    moment: Moment
    rules: Yardstick
    light: ItemLight
    stories: tuple[Story, ...]
    supposed: Mapping[str, Decimal | date]
    before: ItemLight | None
    amended: tuple[Amended, ...]


def explain(
    task: Task, now: Situation, moment: Moment, supposed: Mapping[str, Decimal | date] | None = None
) -> Explanation:
    """Return why an item has its light; ``supposed`` are values and days that are not filed."""
    before = item_light(task, now) if supposed else None
    if supposed:
        now = _supposing(task, now, moment, supposed)
    light = item_light(task, now)
    told = now.told(task)
    changes = amendments(now.charter, task.item.id, now.as_of)
    stories = []
    for case, part in zip(cases(task.item, told, now), light.parts, strict=True):
        found = {p.id: p for p in task.parts}.get(part.id)
        said = tuple(
            Said(str(r.period), r.department, r.filed, what)
            for r in told.counted
            if (what := _what(r.said, part, found))
        )
        goal = target_in_words(found) if isinstance(found, Target) else part.name
        due = due_in_words(now.plan, found) if found else ""
        quote = found.quote if found else ""
        own = tuple(change for change in changes if found and change.of == part.id)
        stories.append(Story(part, quote, goal, due, own, said, way_out(case, part)))
    lead = now.leads(task, moment.period)
    parts = {part.id for part in task.parts}
    others = tuple(change for change in changes if change.of not in parts)
    return Explanation(task, lead, moment, now.rules, light, tuple(stories), supposed or {}, before, others)


def _what(said: ItemFiling, part: PartLight, found: object) -> str:
    """Return what a filing says of a part."""
    if isinstance(found, Target):
        value = said.value(part.id)
        return "" if value is None else filed(found, value)
    day = said.day(part.id)
    return f"{day} 完成" if day else said.state


def _supposing(
    task: Task, now: Situation, moment: Moment, supposed: Mapping[str, Decimal | date]
) -> Situation:
    """Return the situation with a filing for the period asked about, or the latest if a later one is filed.

    It is that of the leads who filed for it, or else of the first: of joint leads the worse value counts.
    """
    counted = now.told(task).counted
    period = max([moment.period, *(report.period for report in counted)])
    known = [report for report in counted if report.period == period]
    if not known:
        lead = (*now.leads(task, period), "")[0]
        known = [Report(period, lead, now.as_of, ItemFiling(state=UNDER_WAY))]
    values = {id_: value for id_, value in supposed.items() if isinstance(value, Decimal)}
    days = {id_: day for id_, day in supposed.items() if not isinstance(day, Decimal)}
    progress = now.progress
    for report in known:
        said = report.said
        said = replace(said, values={**(said.values or {}), **values}, done={**(said.done or {}), **days})
        progress = progress.with_report(task.item.id, report._replace(said=said))
    return Situation(now.charter, progress, now.as_of, now.until)


def explanation_json(explanation: Explanation) -> dict[str, Json]:
    """Return why an item has its light.

    ``{"id", "as_of", "period", "light", "measured", "reasons": [words], "parts": [{"id", "light", "measured",
    "rule", "reason", "value": number|null, "pace": number|null, "way_out"}], "amendments": [{"of", "date",
    "words", "reason", "approved"}]}``
    """
    light = explanation.light
    return {
        "id": explanation.task.item.id,
        "as_of": explanation.moment.as_of.isoformat(),
        "period": str(explanation.moment.period),
        "light": light.light.value,
        "measured": light.measured,
        "reasons": list(light.reasons),
        "parts": [_story_json(story) for story in explanation.stories],
        "amendments": amendments_json(_all_amended(explanation)),
    }


def _all_amended(explanation: Explanation) -> list[Amended]:
    return [*explanation.amended, *(change for story in explanation.stories for change in story.amended)]


def _story_json(story: Story) -> Json:
    part = story.part
    return {
        "id": part.id,
        "light": part.light.value,
        "measured": part.measured,
        "rule": part.rule.value,
        "reason": part.reason,
        "value": None if part.value is None else number(part.value),
        "pace": None if part.gap is None else number(part.gap.expected),
        "way_out": story.way_out,
    }
