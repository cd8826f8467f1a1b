"""The ordered list of rules, line by line: every row says what was filed, the day, the light and why."""

from typing import Any

import pytest
from small_plan import (
    MILESTONE,
    Filed,
    Goal,
    decided,
    filing,
    in_short,
    item,
    judged,
    milestone,
    milestone_light,
    plan,
    rules,
    target,
    target_light,
)

from gaoxin_plan.lights.light import Light, Rule, worst

TEN: Goal = {"at_least": 10}
BY_JUNE: Goal = {"at_least": 10, "due": "2022-06-30"}
NO_ACCIDENT: Goal = {"at_most": 0, "unit": "起"}
UNEMPLOYED: Goal = {"at_most": "5.5", "unit": "%", "baseline": 4}

Row = tuple[str, Goal, Filed, str, str]


def rows(*table: Row) -> pytest.MarkDecorator:
    found = [pytest.param(*row, id=name) for name, *row in table]
    return pytest.mark.parametrize(("goal", "filed", "as_of", "told"), found)


# 2: a ceiling is broken


@rows(
    ("broken", NO_ACCIDENT, {"Q1": 0, "Q2": 1}, "2022-07-01", "red broken 已突破:1 起(上限 0 起)"),
    ("in an earlier period", NO_ACCIDENT, {"Q1": 1, "Q2": 0}, "2022-07-01", "red broken 已突破:1 起(上限 0 起)"),
    ("the most of all", NO_ACCIDENT, {"Q1": 1, "Q2": 3}, "2022-07-01", "red broken 已突破:3 起(上限 0 起)"),
    ("silent since", NO_ACCIDENT, {"Q1": 1}, "2022-07-11", "red broken 已突破:1 起(上限 0 起)"),
    ("after its time", NO_ACCIDENT, {"Q4": 1}, "2023-01-01", "red broken 已突破:1 起(上限 0 起)"),
    ("at the limit", {"at_most": 3, "unit": "起"}, {"Q2": 3}, "2022-07-01", "green no-pace 未突破:3 起(上限 3 起)"),
    ("by a hair", {"at_most": "0.5", "unit": "亿元"}, {"Q2": "0.501"}, "2022-07-01", "red broken 已突破:0.501 亿元(上限 0.5 亿元)"),
    ("filed in the running period", NO_ACCIDENT, {"Q3": 1}, "2022-07-01", "red broken 已突破:1 起(上限 0 起)"),
    ("filed for one to come", NO_ACCIDENT, {"Q3": 1}, "2022-06-30", "grey never-filed 从未填报"),
    ("a level, now", UNEMPLOYED, {"Q1": 5, "Q2": 6}, "2022-07-01", "red broken 已突破:6%(上限 5.5%)"),
    ("a level that came back", UNEMPLOYED, {"Q1": 6, "Q2": "5.4"}, "2022-07-01", "green no-pace 未突破:5.4%(上限 5.5%)"),
)  # fmt: skip
def test_a_ceiling(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


def test_a_corrected_filing_lifts_a_broken_ceiling() -> None:
    wrong, right = filing("Q1", 1), filing("Q1", 0)
    ceiling = item(target(**NO_ACCIDENT))
    assert judged(ceiling, [wrong, filing("Q2", 0)], "2022-07-01").light is Light.RED
    assert judged(ceiling, [right, filing("Q2", 0)], "2022-07-01").light is Light.GREEN


# 3: met


@rows(
    ("met", TEN, {"Q2": 10}, "2022-07-01", "green met 已达标:10/10 项"),
    ("and more", TEN, {"Q2": 12}, "2022-07-01", "green met 已达标:12/10 项"),
    ("silent since", TEN, {"Q2": 12}, "2023-03-01", "green met 已达标:12/10 项"),
    ("on its last day", BY_JUNE, {"Q2": 10}, "2022-06-30", "green met 已达标:10/10 项"),
    ("in time, told later", BY_JUNE, {"Q2": 10, "Q3": 11}, "2022-10-01", "green met 已达标:11/10 项"),
    ("late", BY_JUNE, {"Q2": 9, "Q3": 11}, "2022-10-01", "green met 已达标:11/10 项,逾期完成"),
    ("due within the period", {"at_least": 10, "due": "2022-08-15"}, {"Q2": 9, "Q3": 10}, "2022-10-01", "green met 已达标:10/10 项"),
    ("lost again", TEN, {"Q1": 10, "Q2": 4}, "2022-07-01", "yellow pace 4/10 项,序时应达 5 项,落后 10 个百分点"),
    ("a ceiling, on its last day", NO_ACCIDENT, {"Q4": 0}, "2022-12-31", "green no-pace 未突破:0 起(上限 0 起)"),
    ("a ceiling, kept", NO_ACCIDENT, {"Q4": 0}, "2023-01-01", "green met 未突破:0 起(上限 0 起),已到期"),
    ("a ceiling, its end not filed", NO_ACCIDENT, {"Q3": 0}, "2023-01-10", "green no-pace 未突破:0 起(上限 0 起)"),
    ("a ceiling, silent at its end", NO_ACCIDENT, {"Q3": 0}, "2023-01-11", "grey unreported 2022Q4 未报(应于 2023 年 1 月 10 日及以前)"),
)  # fmt: skip
def test_met(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


# 4: not reported, although it was before


@rows(
    ("the last day of grace", TEN, {"Q2": 5}, "2022-10-10", "green pace 5/10 项,序时应达 5 项"),
    ("the day after", TEN, {"Q2": 5}, "2022-10-11", "yellow unreported 2022Q3 未报(应于 10 月 10 日及以前);按 2022Q2 所报:5/10 项,序时应达 7 项,落后 20 个百分点"),
    ("at pace until then", TEN, {"Q2": 7}, "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
    ("behind a little", {"at_least": 1000, "unit": "亩"}, {"Q2": 700}, "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
    ("red was red", TEN, {"Q2": 1}, "2022-10-11", "red unreported 2022Q3 未报(应于 10 月 10 日及以前);按 2022Q2 所报:1/10 项,序时应达 7 项,落后 60 个百分点"),
    ("two periods silent", TEN, {"Q1": 7}, "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
    ("filed, without a value", TEN, {"Q1": 9, "Q2": None}, "2022-07-11", "grey unreported 2022Q2 未报(应于 7 月 10 日及以前)"),
    ("skipped, then filed", TEN, {"Q1": 3, "Q3": 8}, "2022-10-11", "green pace 8/10 项,序时应达 7 项"),
    ("skipped, the next filed early", TEN, {"Q2": 5, "Q4": 9}, "2022-10-11", "green pace 9/10 项,序时应达 7 项"),
    ("its time over", BY_JUNE, {"Q1": 6}, "2022-07-11", "red unreported 2022Q2 未报,且已逾期 11 天,差 4 项"),
    ("its time over since the period", {"at_least": 10, "due": "2022-10-05"}, {"Q2": 9}, "2022-10-11", "red unreported 2022Q3 未报,且已逾期 6 天,差 1 项"),
    ("a rise or fall", {"rise_by": 20, "unit": "%"}, {"Q1": 5}, "2022-07-11", "grey unreported 2022Q2 未报(应于 7 月 10 日及以前)"),
    ("after the plan", TEN, {"Q3": 9}, "2023-01-11", "red unreported 2022Q4 未报,且已逾期 11 天,差 1 项"),
)  # fmt: skip
def test_not_reported(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


@pytest.mark.parametrize(
    ("published", "as_of", "told"),
    [
        ("2022-05-31", "2022-06-10", "green pace"),
        ("2022-05-31", "2022-06-11", "grey unreported 2022-05 未报(应于 6 月 10 日及以前)"),  # ended that day
        ("2022-06-01", "2022-06-11", "green pace"),  # May had ended before
        ("2022-06-01", "2022-07-10", "green pace"),
        ("2022-06-01", "2022-07-11", "grey unreported 2022-06 未报(应于 7 月 10 日及以前)"),
    ],
)
def test_a_period_that_ended_before_the_plan_was_published_is_not_missing(
    published: str, as_of: str, told: str
) -> None:
    head: Any = {"reporting": "monthly", "published": published}
    part = target_light({"at_least": 100, "unit": "亩"}, {"01": 80}, as_of, **head)
    assert in_short(part).startswith(told)


@pytest.mark.parametrize(
    ("days", "as_of", "rule"),
    [
        (0, "2022-09-30", Rule.PACE),
        (0, "2022-10-01", Rule.UNREPORTED),
        (20, "2022-10-20", Rule.PACE),
        (20, "2022-10-21", Rule.UNREPORTED),
        (3660, "2023-12-31", Rule.PACE),
    ],
)
def test_grace_days_of_the_plan(days: int, as_of: str, rule: Rule) -> None:
    goal = {"at_least": 10, "due": "2024-12-31"}
    assert target_light(goal, {"Q2": 9}, as_of, rules=rules(grace_days=days)).rule is rule


# 5: overdue


@rows(
    ("the due day", BY_JUNE, {"Q2": 6}, "2022-06-30", "red pace 6/10 项,序时应达 10 项,落后 40 个百分点"),
    ("the day after", BY_JUNE, {"Q2": 6}, "2022-07-01", "red overdue 逾期 1 天,差 4 项"),
    ("its last period not yet filed", BY_JUNE, {"Q1": 6}, "2022-07-10", "green pace 6/10 项,序时应达 5 项"),
    ("filed for later", BY_JUNE, {"Q1": 6, "Q3": 9}, "2022-10-01", "red overdue 逾期 93 天,差 1 项"),
    ("at the plan's end", TEN, {"Q4": 9}, "2022-12-31", "yellow pace 9/10 项,序时应达 10 项,落后 10 个百分点"),
    ("after the plan's end", TEN, {"Q4": 9}, "2023-01-12", "red overdue 逾期 12 天,差 1 项"),
    ("a fraction short", {"at_least": 10, "unit": "亿元"}, {"Q4": "9.999"}, "2023-01-01", "red overdue 逾期 1 天,差 0.001 亿元"),
    ("a hollow level too", {"exactly": 3, "baseline": 4, "unit": "级"}, {"Q4": 4}, "2023-01-01", "red overdue 逾期 1 天,差 1 级"),
)  # fmt: skip
def test_overdue(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


# 6: never filed


@rows(
    ("nothing", TEN, {}, "2022-07-11", "grey never-filed 从未填报"),
    ("nothing, and it is over", TEN, {}, "2023-06-01", "grey never-filed 从未填报"),
    ("no value", TEN, {"Q1": None, "Q2": None}, "2022-07-11", "grey never-filed 从未填报"),
    ("before the plan begins", TEN, {"Q1": 1}, "2021-12-31", "grey never-filed 从未填报"),
    ("the first day", TEN, {"Q1": 1}, "2022-01-01", "green pace 1/10 项,序时应达 0 项"),
)  # fmt: skip
def test_never_filed(goal: Goal, filed: Filed, as_of: str, told: str) -> None:
    assert in_short(target_light(goal, filed, as_of)) == told


def test_a_filing_for_no_period_of_the_plan_is_none() -> None:
    filings = [filing("2021Q4", 9), filing("06", 9), filing("H1", 9)]
    assert judged(item(target(**TEN)), filings, "2022-07-01").reasons == ("从未填报",)


# 1: closed by the office, and opened again

CLOSED = decided("closed", "2022-09-30")


@pytest.mark.parametrize(
    ("decisions", "filed", "as_of", "told"),
    [
        ([CLOSED], {"Q1": 7}, "2022-09-29", "grey unreported 2022Q2 未报(应于 7 月 10 日及以前)"),
        ([CLOSED], {"Q1": 1}, "2022-09-30", "green closed 已办结(2022-09-30)"),
        ([CLOSED], {"Q1": 1}, "2023-06-01", "green closed 已办结(2022-09-30)"),
        ([CLOSED], {}, "2022-10-11", "green closed 已办结(2022-09-30)"),
        ([CLOSED, decided("reopened", "2022-10-15")], {"Q3": 8}, "2022-10-14", "green closed 已办结(2022-09-30)"),
        ([CLOSED, decided("reopened", "2022-10-15")], {"Q3": 8}, "2022-10-15", "green pace 8/10 项,序时应达 7 项"),
        (
            [CLOSED, decided("reopened", "2022-10-15"), decided("closed", "2022-11-01")],
            {"Q3": 8},
            "2022-11-02",
            "green closed 已办结(2022-11-01)",
        ),
    ],
)  # fmt: skip
def test_closed(decisions: list[Any], filed: Filed, as_of: str, told: str) -> None:
    filings = [filing(when, value) for when, value in filed.items()]
    light = judged(item(target(**TEN)), filings, as_of, decisions=tuple(decisions))
    assert in_short(light.parts[0]) == told


@pytest.mark.parametrize(
    ("goal", "filed", "told"),
    [
        (TEN, {"Q3": 8}, "已办结(2022-09-30),只有 8/10 项;理由:情况有变"),
        (TEN, {}, "已办结(2022-09-30),没有报完成值;理由:情况有变"),
        (TEN, {"Q3": 10}, "已办结(2022-09-30)"),
        (NO_ACCIDENT, {"Q2": 1}, "已办结(2022-09-30),已突破:1 起(上限 0 起);理由:情况有变"),
    ],
)
def test_why_it_was_closed_all_the_same(goal: Goal, filed: Filed, told: str) -> None:
    filings = [filing(when, value) for when, value in filed.items()]
    closing = decided("closed", "2022-09-30", reason="情况有变")
    light = judged(item(target(**goal)), filings, "2022-10-01", decisions=(closing,))
    assert (light.light, light.reasons) == (Light.GREEN, (told,))


@pytest.mark.parametrize(
    ("goal", "filed", "told"),
    [
        pytest.param(NO_ACCIDENT, {"Q2": 1, "Q3": 1}, "green closed 已办结(2022-09-30)", id="broken before"),
        pytest.param(NO_ACCIDENT, {"Q3": 0, "Q4": 1}, "red broken 已突破:1 起(上限 0 起)", id="broken since"),
        pytest.param(
            NO_ACCIDENT, {"Q2": 3, "Q4": 1}, "red broken 已突破:3 起(上限 0 起)", id="before and since"
        ),
        pytest.param(UNEMPLOYED, {"Q2": 6, "Q4": 5}, "green closed 已办结(2022-09-30)", id="a level kept"),
        pytest.param(UNEMPLOYED, {"Q2": 5, "Q4": 6}, "red broken 已突破:6%(上限 5.5%)", id="a level broken"),
    ],
)
def test_a_ceiling_of_a_closed_item(goal: Goal, filed: Filed, told: str) -> None:
    filings = [filing(when, value) for when, value in filed.items()]
    part = judged(item(target(**goal)), filings, "2022-12-01", decisions=(CLOSED,)).parts[0]
    assert in_short(part) == told


# milestones


def dated(*table: tuple[str, str, Filed, str, str]) -> pytest.MarkDecorator:
    found = [pytest.param(*row, id=name) for name, *row in table]
    return pytest.mark.parametrize(("due", "filed", "as_of", "told"), found)


@dated(
    ("never filed", "2022-06-15", {}, "2022-07-20", "grey never-filed 从未填报"),
    ("before", "2022-06-15", {"Q1": None}, "2022-06-14", "green no-pace 未到期(2022-06-15)"),
    ("the day", "2022-06-15", {"Q1": None}, "2022-06-15", "green no-pace 未到期(2022-06-15)"),
    ("the day after, not yet filed", "2022-06-15", {"Q1": None}, "2022-06-16", "green no-pace 已到期(2022-06-15),待报"),
    ("the day after", "2022-06-15", {"Q2": None}, "2022-06-16", "yellow overdue 逾期 1 天,未完成"),
    ("30 days late", "2022-06-15", {"Q2": None}, "2022-07-15", "yellow overdue 逾期 30 天,未完成"),
    ("31 days late", "2022-06-15", {"Q2": None}, "2022-07-16", "red overdue 逾期 31 天,未完成"),
    ("at the plan's end", "2022-12-31", {"Q4": None}, "2023-01-01", "red overdue 逾期 1 天,未完成"),
    ("the day before it", "2022-12-30", {"Q4": None}, "2022-12-31", "yellow overdue 逾期 1 天,未完成"),
    ("done", "2022-06-15", {"Q2": "2022-06-15"}, "2022-07-01", "green met 已完成(2022-06-15)"),
    ("done late", "2022-06-15", {"Q2": "2022-06-20"}, "2022-07-01", "green met 已完成(2022-06-20),逾期 5 天完成"),
    ("done after the day of the question", "2022-06-15", {"Q2": "2022-06-28"}, "2022-06-27", "yellow overdue 逾期 12 天,未完成"),
    ("done on the day of the question", "2022-06-15", {"Q2": "2022-06-28"}, "2022-06-28", "green met 已完成(2022-06-28),逾期 13 天完成"),
    ("once done, done", "2022-06-15", {"Q1": "2022-03-01", "Q2": None}, "2023-01-01", "green met 已完成(2022-03-01)"),
    ("the first day filed stays", "2022-06-15", {"Q1": "2022-03-01", "Q2": "2022-06-20"}, "2022-07-01", "green met 已完成(2022-03-01)"),
    ("silent before it is due", "2022-12-15", {"Q1": None}, "2022-07-11", "grey unreported 2022Q2 未报(应于 7 月 10 日及以前)"),
    ("silent, a little late", "2022-06-15", {"Q1": None}, "2022-07-11", "yellow unreported 2022Q2 未报,且已逾期 26 天,未完成"),
    ("silent and late", "2022-06-15", {"Q1": None}, "2022-07-16", "red unreported 2022Q2 未报,且已逾期 31 天,未完成"),
)  # fmt: skip
def test_a_dated_milestone(due: str, filed: Filed, as_of: str, told: str) -> None:
    part = milestone_light(due, filed, as_of)
    assert (in_short(part), part.measured) == (told, True)


SAID = [
    # state, as of, light
    ("未启动", "2022-12-31", "grey state 部门自报未启动"),
    ("进行中", "2022-12-31", "green state 部门自报进行中"),
    ("已完成", "2022-12-31", "green state 部门自报已完成"),
    ("受阻", "2022-12-31", "yellow state 部门自报受阻"),
    ("未启动", "2023-01-01", "yellow state 计划已结束,部门自报未启动"),
    ("进行中", "2023-01-01", "yellow state 计划已结束,部门自报进行中"),
    ("已完成", "2023-01-01", "green state 计划已结束,部门自报已完成"),
    ("受阻", "2023-01-01", "yellow state 计划已结束,部门自报受阻"),
]


@pytest.mark.parametrize(("state", "as_of", "told"), SAID)
@pytest.mark.parametrize("parts", [(), (milestone(),)], ids=["an item without parts", "an undated milestone"])
def test_what_is_only_said(parts: tuple[Any, ...], state: str, as_of: str, told: str) -> None:
    light = judged(item(*parts), [filing("Q4", state=state)], as_of)
    assert (in_short(light.parts[0]), light.measured) == (told, False)
    assert light.light is light.parts[0].light


@pytest.mark.parametrize(
    ("state", "as_of", "told"),
    [
        ("未启动", "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
        ("进行中", "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
        ("已完成", "2022-10-11", "grey unreported 2022Q3 未报(应于 10 月 10 日及以前)"),
        ("受阻", "2022-10-11", "yellow unreported 2022Q3 未报(应于 10 月 10 日及以前);按 2022Q2 所报:部门自报受阻"),
        ("进行中", "2023-01-11", "yellow unreported 2022Q4 未报(应于 2023 年 1 月 10 日及以前);按 2022Q2 所报:计划已结束,部门自报进行中"),
    ],
)  # fmt: skip
def test_silence_after_a_state(state: str, as_of: str, told: str) -> None:
    for parts in [(), (milestone(),)]:
        assert in_short(judged(item(*parts), [filing("Q2", state=state)], as_of).parts[0]) == told


@pytest.mark.parametrize(
    ("done", "as_of", "told", "measured"),
    [
        ("2022-06-20", "2022-06-19", "green state 部门自报进行中", False),
        ("2022-06-20", "2022-06-20", "green met 已完成(2022-06-20)", True),
        ("2022-06-20", "2023-06-20", "green met 已完成(2022-06-20)", True),
    ],
)
def test_an_undated_milestone_that_is_done(done: str, as_of: str, told: str, *, measured: bool) -> None:
    part = judged(item(milestone()), [filing("Q2", done=done)], as_of).parts[0]
    assert (in_short(part), part.measured, part.id) == (told, measured, MILESTONE)


def test_an_undated_milestone_is_due_at_the_plans_end() -> None:
    short = plan(item(milestone()), begin="2022-01-01", end="2022-05-31")
    part = judged(short, [filing("Q2", done="2022-06-20")], "2022-07-01").parts[0]
    assert in_short(part) == "green met 已完成(2022-06-20),逾期 20 天完成"


# only filings up to a period


def test_how_a_period_stood() -> None:
    filings = [filing("Q1", 3), filing("Q2", 10)]
    by_then = judged(item(target(**TEN)), filings, "2022-04-11", until="Q1")
    assert by_then.reasons == ("3/10 项,序时应达 2 项",)
    assert judged(item(target(**TEN)), filings, "2022-04-11").reasons == ("已达标:10/10 项",)


def test_a_period_after_the_one_asked_about_is_not_missing() -> None:
    light = judged(item(target(**TEN)), [filing("Q1", 9), filing("Q2", 9)], "2022-12-01", until="Q2")
    assert in_short(light.parts[0]) == "green pace 9/10 项,序时应达 5 项"


# the lights themselves


def test_a_light_is_a_word_too() -> None:
    assert [(light.value, light.word) for light in Light] == [
        ("green", "绿灯"),
        ("yellow", "黄灯"),
        ("red", "红灯"),
        ("grey", "灰灯"),
    ]


def test_red_is_worst_then_yellow_grey_green() -> None:
    order = [Light.RED, Light.YELLOW, Light.GREY, Light.GREEN]
    assert [worst(*order[n:][::-1]) for n in range(4)] == order


def test_a_light_knows_its_figures() -> None:
    part = target_light(TEN, {"Q1": 2, "Q2": 4}, "2022-07-01")
    assert (part.id, part.name, part.value, str(part.period)) == ("FZ-01.1", "攻关", 4, "2022Q2")
    assert part.gap is not None
    assert (part.gap.expected, part.gap.behind) == (5, 1)


def test_a_light_without_figures() -> None:
    part = target_light(TEN, {"Q1": None}, "2022-07-01")
    assert (part.value, part.period, part.gap) == (None, None, None)
