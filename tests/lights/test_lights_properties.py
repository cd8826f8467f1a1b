"""What holds for every plan and every filing: a light is total, fair to better values, unmoved by order."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from small_plan import (
    FIRST,
    ITEM,
    MILESTONE,
    SECOND,
    TARGET,
    THIRD,
    amended,
    decided,
    item,
    judged,
    plan,
    rules,
    target_light,
)

from gaoxin_plan.lights.light import ItemLight, Light, Rule
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.filing import STATES, Filing, ItemFiling
from gaoxin_plan.model.office import Decision
from gaoxin_plan.model.periods import Reporting
from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.model.rules import PRESETS, SHARE, Preset, Rules
from gaoxin_plan.model.target import EVERY, GOALS, Milestone, Target

thorough = settings(deadline=None, derandomize=True, max_examples=120)

UNITS = ("项", "亩", "%", "")
DAYS = st.dates(date(2021, 10, 1), date(2024, 6, 30))
NUMBERS = st.decimals(0, 200, places=2) | st.integers(0, 200).map(Decimal)
VALUES = st.decimals(-20, 250, places=2) | st.integers(-20, 250).map(Decimal)
PLAN_TIMES = [
    {"year": 2022},
    {"begin": date(2022, 7, 1), "end": date(2022, 12, 31)},
    {"begin": date(2022, 2, 15), "end": date(2022, 8, 20)},
    {"begin": date(2021, 1, 1), "end": date(2023, 12, 31)},
]


class Case(NamedTuple):
    """A plan and all that was filed and decided."""

    plan: Plan
    filings: tuple[Filing, ...]
    decisions: tuple[Decision, ...] = ()

    def on(self, day: date) -> ItemLight:
        return judged(self.plan, self.filings, day, decisions=self.decisions)


@st.composite
def goals(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """A goal that the checks let pass: its baseline is not beyond it."""
    if kind == "every":
        return {"every": draw(st.sampled_from(EVERY))}
    goal = draw(NUMBERS)
    if kind == "between":
        return {"between": (goal, goal + 1 + draw(NUMBERS))}
    if kind == "exactly":
        return {"exactly": goal, "baseline": draw(NUMBERS.filter(lambda base: base != goal))}
    said: dict[str, Any] = {kind: goal}
    if kind in ("at_least", "about", "at_most") and goal > 0 and draw(st.booleans()):
        said["baseline"] = goal * draw(st.integers(0, 9)) / 10
    return said


@st.composite
def targets(draw: st.DrawFn, periods: int, id_: str = TARGET) -> Target:
    kind = draw(st.sampled_from(GOALS))
    goal = draw(goals(kind))
    pace = draw(st.none() | paces(periods)) if kind not in ("at_most", "every") else None
    return Target(
        id=id_,
        metric="攻关",
        unit=draw(st.sampled_from(UNITS)),
        quote="原文",
        countable=draw(st.none() | st.booleans()),
        due=draw(st.none() | st.dates(date(2022, 1, 1), date(2023, 12, 31))),
        pace=pace,
        **goal,
    )


@st.composite
def paces(draw: st.DrawFn, periods: int) -> tuple[Decimal, ...]:
    found = draw(st.lists(st.integers(0, 100), min_size=periods - 1, max_size=periods - 1))
    return (*(Decimal(percent) for percent in sorted(found)), Decimal(100))


@st.composite
def own_rules(draw: st.DrawFn, periods: int) -> Rules | None:
    if draw(st.booleans()):
        return None
    limits = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2)))
    return Rules(
        preset=draw(st.sampled_from([preset.name for preset in PRESETS])),
        gap=draw(st.sampled_from([None, "points", "share"])),
        grace_days=draw(st.none() | st.integers(0, 120)),
        yellow_from=Decimal(limits[0]),
        red_above=Decimal(limits[1]),
        pace=draw(st.none() | paces(periods)),
    )


@st.composite
def items(draw: st.DrawFn, periods: int, *, one_target: bool) -> Item:
    parts: list[Target | Milestone] = []
    if one_target or draw(st.booleans()):
        parts.append(draw(targets(periods)))
    if not one_target:
        if draw(st.booleans()):
            parts.append(draw(targets(periods, "FZ-01.2")))
        if draw(st.booleans()):
            due = draw(st.none() | st.dates(date(2022, 1, 1), date(2023, 12, 31)))
            parts.append(Milestone(id=MILESTONE, title="挂牌", due=due, quote="原文"))
    lead = draw(st.sampled_from([(FIRST,), (FIRST, SECOND), ()]))
    return item(*parts, lead=lead, responsible=(SECOND, THIRD) if SECOND not in lead else (THIRD,))


@st.composite
def plans(draw: st.DrawFn, *, one_target: bool = False) -> Plan:
    head: dict[str, Any] = dict(draw(st.sampled_from(PLAN_TIMES)))
    head["reporting"] = draw(st.sampled_from(Reporting))
    bare = replace(plan(item()), **({"year": None} | head))
    periods = len(bare.periods)
    made = plan(draw(items(periods, one_target=one_target)))
    return replace(
        made,
        **({"year": None} | head),
        published=draw(st.dates(date(2021, 6, 1), date(2023, 3, 1))),
        rules=draw(own_rules(periods)),
    )


@st.composite
def said(draw: st.DrawFn, by: date) -> ItemFiling:
    done = draw(st.none() | st.dates(date(2021, 10, 1), by))
    return ItemFiling(
        state=draw(st.sampled_from(STATES)),
        values=draw(st.fixed_dictionaries({}, optional={TARGET: VALUES, "FZ-01.2": VALUES})),
        done={MILESTONE: done} if done else None,
    )


@st.composite
def filed(draw: st.DrawFn, of: Plan, by: date) -> tuple[Filing, ...]:
    """What departments filed of the item for periods that have begun by a day, and days until then."""
    begun = [period for period in of.periods if period.begin <= by]
    if not begun:
        return ()
    keys = st.tuples(st.sampled_from(begun), st.sampled_from(["jia", "jia", "yi", "bing"]))
    found = draw(st.dictionaries(keys, said(max(by, date(2021, 10, 1))), max_size=6))
    return tuple(
        Filing(period=str(period), department=department, filed=period.end, items={ITEM: words})
        for (period, department), words in found.items()
    )


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    days = draw(st.lists(st.dates(date(2022, 1, 1), date(2023, 3, 1)), max_size=3, unique=True))
    words = ("closed", "reopened", "closed")
    return tuple(decided(word, str(day)) for word, day in zip(words, sorted(days), strict=False))


@st.composite
def amendments(draw: st.DrawFn) -> tuple[Amendment, ...]:
    found = [
        amended(ITEM, "lead", str(draw(DAYS)), old=SECOND, new=FIRST),
        amended(TARGET, draw(st.sampled_from(["added", "dropped"])), str(draw(DAYS))),
        amended(
            "FZ-01.2", "due", str(draw(DAYS)), old=f"2022-{draw(st.integers(1, 9)):02}-28", new="2022-12-31"
        ),
        amended("FZ-01.2", "at_least", str(draw(DAYS)), old="7", new="9"),  # misfits what is no at_least
        amended(MILESTONE, "due", str(draw(DAYS)), old="2022-05-31"),
    ]
    return tuple(draw(st.lists(st.sampled_from(found), max_size=4, unique_by=id)))


@thorough
@given(st.data())
def test_a_light_is_total(data: st.DataObject) -> None:
    of = replace(data.draw(plans()), amendments=data.draw(amendments()))
    case = Case(of, data.draw(filed(of, date(2024, 1, 1))), data.draw(decisions()))
    light = case.on(data.draw(DAYS))
    assert light.light in Light
    assert light.reasons
    assert all(light.reasons)
    assert light.parts
    for part in light.parts:
        assert part.light in Light
        assert part.rule in Rule
        assert part.reason
        assert "{" not in part.reason
    assert light.light.badness >= max(part.light.badness for part in light.parts)
    assert light.measured is any(part.measured for part in light.parts)


@pytest.mark.parametrize("day", [date.min, date(1, 12, 31), date(9999, 12, 31), date.max])
@given(data=st.data())
@settings(deadline=None, derandomize=True, max_examples=30)
def test_the_ends_of_the_calendar(day: date, data: st.DataObject) -> None:
    of = data.draw(plans())
    assert Case(of, data.draw(filed(of, date(2024, 1, 1)))).on(day).reasons
    last = replace(of, year=None, begin=date(9998, 5, 5), end=date.max, published=date.max)
    assert Case(last, data.draw(filed(last, date.max))).on(day).reasons


def better(target: Target, value: Decimal, by: Decimal) -> Decimal:
    """A value that is nearer to the goal, seen from the baseline; for a ceiling, lower."""
    downward = target.at_most is not None or (
        target.exactly is not None and target.baseline is not None and target.exactly < target.baseline
    )
    return value - by if downward else value + by


@thorough
@given(st.data(), st.decimals(0, 100, places=2))
def test_a_better_value_never_gives_a_worse_light(data: st.DataObject, by: Decimal) -> None:
    of = data.draw(plans(one_target=True))
    case = Case(of, data.draw(filed(of, date(2023, 6, 1))))
    day = data.draw(DAYS)
    part = case.on(day).parts[0]
    target = next(of.tasks()).item.targets[0]
    raised = []
    for filing in case.filings:
        said = filing.items[ITEM]
        values: Mapping[str, Decimal] = said.values or {}
        if filing.period == str(part.period) and TARGET in values:
            said = replace(said, values={**values, TARGET: better(target, values[TARGET], by)})
        raised.append(replace(filing, items={ITEM: said}))
    then = case._replace(filings=tuple(raised)).on(day).parts[0]
    assert then.light.badness <= part.light.badness, (part.reason, then.reason)


@thorough
@given(st.data(), st.integers(0, 400))
def test_silence_never_gives_a_better_light(data: st.DataObject, days: int) -> None:
    of, day = data.draw(plans()), data.draw(DAYS)
    taken = tuple(decision for decision in data.draw(decisions()) if decision.date <= day)
    case = Case(of, data.draw(filed(of, day)), taken)
    now, then = case.on(day), case.on(day + timedelta(days))
    for before, after in zip(now.parts, then.parts, strict=True):
        assert after.light.badness >= before.light.badness, (before.reason, after.reason)
    assert then.light.badness >= now.light.badness


@thorough
@given(st.data())
def test_the_order_of_filings_does_not_matter(data: st.DataObject) -> None:
    of, day = data.draw(plans()), data.draw(DAYS)
    case = Case(of, data.draw(filed(of, day)), data.draw(decisions()))
    mixed = case._replace(
        filings=tuple(data.draw(st.permutations(case.filings))),
        decisions=tuple(data.draw(st.permutations(case.decisions))),
    )
    assert mixed.on(day) == case.on(day)


QUARTERS = {"Q1": date(2022, 1, 1), "Q2": date(2022, 4, 1), "Q3": date(2022, 7, 1), "Q4": date(2022, 10, 1)}


@given(
    st.dictionaries(st.sampled_from(tuple(QUARTERS)), st.integers(8, 11), min_size=1),
    st.dates(date(2021, 12, 30), date(2022, 12, 31)) | st.sampled_from(tuple(QUARTERS.values())),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_what_was_first_met_in_a_period_that_began_too_late_is_met_late(
    values: dict[str, int], due: date
) -> None:
    part = target_light({"at_least": 10, "due": str(due)}, values, "2023-06-01")
    met = [QUARTERS[quarter] for quarter in QUARTERS if values.get(quarter, 0) >= 10]
    is_met = values[max(values)] >= 10
    assert (part.rule is Rule.MET) is is_met
    assert ("逾期完成" in part.reason) is (is_met and met[0] > due)


# the intervals of the rules are complete: each gap has exactly one light, and the limits are yellow

HALF = Decimal(500)  # of 1000 亩, at the end of June


def expected_light(preset: Preset, value: Decimal) -> Light:
    of = HALF if preset.gap == SHARE else HALF * 2
    behind = Fraction(HALF - value) * 100 / Fraction(of)
    is_green = behind <= 0 or behind < preset.yellow_from
    is_red = behind > preset.red_above
    is_yellow = behind > 0 and preset.yellow_from <= behind <= preset.red_above
    assert [is_green, is_yellow, is_red].count(True) == 1
    return Light.GREEN if is_green else Light.YELLOW if is_yellow else Light.RED


@pytest.mark.parametrize("preset", PRESETS, ids=[preset.name for preset in PRESETS])
@given(value=st.decimals(0, 999, places=9) | st.sampled_from([Decimal(n) for n in (200, 250, 400, 500)]))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_the_intervals_of_a_preset_are_complete(preset: Preset, value: Decimal) -> None:
    goal = {"at_least": 1000, "unit": "亩"}
    part = target_light(goal, {"Q2": value}, "2022-07-01", rules=rules(preset=preset.name))
    assert (part.light, part.rule) == (expected_light(preset, value), Rule.PACE)


@pytest.mark.parametrize("gap", ["points", "share"])
@given(
    st.lists(st.integers(0, 100).map(Decimal), min_size=2, max_size=2),
    st.decimals(0, 999, places=3),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_own_limits_are_complete_too(gap: str, limits: list[Decimal], value: Decimal) -> None:
    low, high = sorted(limits)
    own = rules(gap=gap, yellow_from=low, red_above=high)
    part = target_light({"at_least": 1000, "unit": "亩"}, {"Q2": value}, "2022-07-01", rules=own)
    preset = PRESETS[0]._replace(gap=gap, yellow_from=low, red_above=high)
    assert part.light is expected_light(preset, value)


@given(st.decimals(0, 999, places=4))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_the_percentage_that_is_shown_agrees_with_the_light(value: Decimal) -> None:
    part = target_light({"at_least": 1000, "unit": "亩"}, {"Q2": value}, "2022-07-01")
    if "落后" in part.reason:
        shown = Decimal(part.reason.split("落后 ")[1].removesuffix(" 个百分点"))
        assert shown > 0
        by_words = Light.RED if shown > 30 else Light.YELLOW if shown >= 10 else Light.GREEN
        assert part.light is by_words
    else:
        assert value >= HALF
