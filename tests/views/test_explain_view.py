"""Why a light: the whole story of each part, and what would turn it green."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec.structs
from hypothesis import given, settings
from hypothesis import strategies as st
from zone import PLAN, Zone

from gaoxin_plan.lights.light import Light, Rule
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import ItemFiling
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.progress import Progress, Report
from gaoxin_plan.model.rules import PRESETS, Rules
from gaoxin_plan.model.target import Target
from gaoxin_plan.views import selection
from gaoxin_plan.views.explain import Explanation, Said, explain, explanation_json
from gaoxin_plan.workspace import load


def ask(zone: Zone, item: str, day: str, supposed: dict[str, Any] | None = None) -> Explanation:
    now = zone.as_of(day)
    moment = selection.moment(now.plan, now.as_of, as_of=day)
    return explain(selection.item(now.plan, item), now, moment, supposed)


# -- what would turn it green ------------------------------------------------------------------------------

MADE_UP = load(PLAN).plan
assert MADE_UP is not None
QUARTERS = MADE_UP.periods

numbers = st.integers(0, 40).map(Decimal) | st.integers(0, 4000).map(lambda n: Decimal(n) / 100)
goals = st.one_of(
    st.integers(1, 30).map(lambda n: {"at_least": Decimal(n)}),
    st.integers(1, 3000).map(lambda n: {"at_least": Decimal(n) / 100, "unit": "万元"}),
    st.integers(1, 3000).map(lambda n: {"about": Decimal(n), "unit": "亩"}),
    st.integers(1, 20).map(lambda n: {"between": (Decimal(n), Decimal(n + 2)), "unit": "家"}),
    st.tuples(st.integers(0, 9), st.integers(1, 30)).map(
        lambda pair: {"at_least": Decimal(sum(pair)), "baseline": Decimal(pair[0])}
    ),
    st.sampled_from(
        [{"exactly": Decimal(3), "baseline": Decimal(9), "unit": "级"}, {"rise_by": Decimal(20), "unit": "%"}]
    ),
    st.sampled_from(["week", "month", "quarter"]).map(lambda every: {"every": every, "unit": ""}),
)
paces = st.none() | st.lists(st.integers(0, 100).map(Decimal), min_size=4, max_size=4).map(
    lambda p: tuple(sorted(p))
)
days = st.dates(date(2023, 1, 1), date(2024, 3, 31))
WAY_OUT = re.compile(r"(?:报 (?P<period>\S+),其中)?完成值到 (?P<value>[0-9.]+) ?(?P<unit>[^0-9]*)即转绿灯")


@given(
    goals,
    paces,
    st.none() | days,
    st.dictionaries(st.sampled_from(QUARTERS), numbers),
    days,
    st.sampled_from(PRESETS),
)
@settings(deadline=None, max_examples=400)
def test_the_value_that_is_told_turns_it_green(
    goal: dict[str, Any],
    pace: tuple[Decimal, ...] | None,
    due: date | None,
    filed: dict[Period, Decimal],
    day: date,
    preset: Any,
) -> None:
    assert MADE_UP is not None
    section = MADE_UP.sections[0]
    target = Target(
        **({"id": "KJ-01.1", "metric": "指标", "unit": "项", "quote": "甲", "due": due, "pace": pace} | goal)
    )
    item = msgspec.structs.replace(section.items[0], targets=(target,), milestones=())
    plan = msgspec.structs.replace(
        MADE_UP, sections=(msgspec.structs.replace(section, items=(item,)),), rules=Rules(preset=preset.name)
    )
    told = Progress(Directory(plan.departments), (), ())
    for period, value in filed.items():
        said = ItemFiling(state="进行中", values={"KJ-01.1": value})
        told = told.with_report("KJ-01", Report(period, "科技部", period.end, said))
    now = Situation(Charter(plan), told, day)
    moment = selection.moment(plan, day, as_of=day.isoformat())
    task = next(plan.tasks())
    [story] = explain(task, now, moment).stories
    if story.part.light is Light.GREEN:
        assert story.way_out == ""
        return
    if story.way_out == "填报完成值":
        assert story.part.rule is Rule.NEVER
        return
    found = WAY_OUT.fullmatch(story.way_out)
    assert found is not None, story.way_out
    period = Period.parse(found["period"]) if found["period"] else story.part.period
    assert period is not None
    after = explain(task, now, moment._replace(period=period), {"KJ-01.1": Decimal(found["value"])})
    assert after.stories[0].part.light is Light.GREEN, (story.way_out, after.stories[0].part)


# -- the story of a part -----------------------------------------------------------------------------------


def test_what_was_filed_is_told_period_by_period(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1}}}, on="2023-04-02")
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3}, "done": {"KJ-01.m1": "2023-06-20"}}})
    zone.filed("2023Q2", "bgs", {"KJ-01": {"state": "受阻"}})
    told = ask(zone, "1", "2023-07-11")
    first, second, hung, planned = told.stories
    assert first.said == (
        Said("2023Q1", "科技部", date(2023, 4, 2), "1 项"),
        Said("2023Q2", "科技部", date(2023, 6, 30), "3 项"),
    )
    assert (first.goal, first.quote, first.due) == (
        "突破关键技术 10项以上",
        "突破关键技术10项以上",
        "2023年12月31日",
    )
    assert (first.part.light, first.way_out) == (Light.YELLOW, "完成值到 5 项即转绿灯")
    assert (second.said, second.way_out) == ((), "填报完成值")
    assert [said.what for said in hung.said] == ["进行中", "2023-06-20 完成"]
    assert (hung.part.reason, hung.way_out) == ("已完成(2023-06-20)", "")
    assert [said.what for said in planned.said] == ["进行中", "进行中"]
    assert planned.due == "未明确时限"
    assert told.lead == ("科技部",)
    assert "配合部门办公室报受阻" in told.light.reasons


def test_an_item_without_parts_is_its_own_story(zone: Zone) -> None:
    zone.filed("2023Q2", "xmb", {"XM-03": {"state": "受阻"}})
    [story] = ask(zone, "3", "2023-07-11").stories
    assert (story.part.id, story.goal, story.quote, story.due) == ("XM-03", "服务企业", "", "")
    assert [said.what for said in story.said] == ["受阻"]
    assert story.way_out == "状态报“进行中”,完成的报完成日期"


# -- what if -----------------------------------------------------------------------------------------------


def test_what_is_supposed_is_a_filing_of_the_period_asked_about(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1, "KJ-01.2": 0}}})
    told = ask(
        zone, "1", "2023-07-11", {"KJ-01.1": Decimal(5), "KJ-01.2": Decimal(0), "KJ-01.m1": date(2023, 6, 1)}
    )
    assert told.before is not None
    assert (told.before.light, told.light.light) == (Light.RED, Light.GREEN)
    assert [said.what for said in told.stories[0].said] == ["1 项", "5 项"]
    assert zone.load().progress.of("KJ-01")[-1].said.values == {"KJ-01.1": 1, "KJ-01.2": 0}


def test_what_is_supposed_stands_beside_what_is_filed(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"state": "受阻", "values": {"KJ-01.1": 3, "KJ-01.2": 0}}})
    told = ask(zone, "1", "2023-07-11", {"KJ-01.1": Decimal(5)})
    assert [story.part.value for story in told.stories[:2]] == [5, 0]
    assert told.light.reasons == ("研究院挂牌 逾期 11 天,未完成", "编制规划 部门自报受阻")


def test_a_filing_for_a_later_period_is_the_one_that_is_supposed_to_differ(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 0}}})
    told = ask(zone, "1", "2023-05-10", {"KJ-01.1": Decimal(3)})  # the second quarter is not over, and filed
    assert str(told.moment.period) == "2023Q1"
    assert [said.what for said in told.stories[0].said] == ["3 项"]
    assert told.stories[0].part.light is Light.GREEN


def test_of_joint_leads_both_are_supposed_to_say_so(zone: Zone) -> None:
    for department in ("kjb", "xmb"):
        zone.filed("2023Q2", department, {"KJ-02": {"values": {"KJ-02.1": 10, "KJ-02.2": 5}}})
    told = ask(zone, "2", "2023-07-11", {"KJ-02.1": Decimal(50)})
    assert told.before is not None
    assert (told.before.light, told.light.light) == (Light.RED, Light.GREEN)


def test_of_joint_leads_one_may_be_silent_all_the_same(zone: Zone) -> None:
    zone.filed("2023Q2", "xmb", {"KJ-02": {"values": {"KJ-02.1": 10}}})
    told = ask(zone, "2", "2023-07-11", {"KJ-02.1": Decimal(50)})
    assert told.stories[0].part.light is Light.GREEN
    assert "科技部 2023Q2 未报" in told.light.reasons


def test_nothing_filed_at_all_can_be_supposed(zone: Zone) -> None:
    told = ask(zone, "1", "2023-07-11", {"KJ-01.1": Decimal(5)})
    assert told.stories[0].said == (Said("2023Q2", "科技部", date(2023, 7, 11), "5 项"),)
    assert (told.stories[0].part.light, told.stories[3].part.light) == (Light.GREEN, Light.GREEN)


# -- the contract ------------------------------------------------------------------------------------------


def test_json(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3}, "done": {"KJ-01.m1": "2023-06-20"}}})
    assert explanation_json(ask(zone, "1", "2023-07-11")) == {
        "id": "KJ-01",
        "as_of": "2023-07-11",
        "period": "2023Q2",
        "light": "yellow",
        "measured": True,
        "reasons": ["突破关键技术 3/10 项,序时应达 5 项,落后 20 个百分点"],
        "parts": [
            {
                "id": "KJ-01.1",
                "light": "yellow",
                "measured": True,
                "rule": "pace",
                "reason": "3/10 项,序时应达 5 项,落后 20 个百分点",
                "value": 3,
                "pace": 5,
                "way_out": "完成值到 5 项即转绿灯",
            },
            {
                "id": "KJ-01.2",
                "light": "grey",
                "measured": True,
                "rule": "never-filed",
                "reason": "从未填报",
                "value": None,
                "pace": None,
                "way_out": "填报完成值",
            },
            {
                "id": "KJ-01.m1",
                "light": "green",
                "measured": True,
                "rule": "met",
                "reason": "已完成(2023-06-20)",
                "value": None,
                "pace": None,
                "way_out": "",
            },
            {
                "id": "KJ-01.m2",
                "light": "green",
                "measured": False,
                "rule": "state",
                "reason": "部门自报进行中",
                "value": None,
                "pace": None,
                "way_out": "",
            },
        ],
        "amendments": [],
    }
