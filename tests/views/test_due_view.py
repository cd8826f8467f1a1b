"""What is due within some time, and how the time is typed."""

from datetime import date

import msgspec.structs
import pytest
from zone import Zone, unfiled

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views import selection
from gaoxin_plan.views.due import Due, due, due_json, until
from gaoxin_plan.views.rows import Scope


def ask(plan: Plan, as_of: date, last: date, **scope: object) -> Due:
    return due(unfiled(plan, as_of), last, Scope(**scope))  # type: ignore[arg-type]


def ids(answer: Due) -> list[tuple[str, int]]:
    return [(dated.part.id, dated.days_left) for dated in answer.parts]


def test_soonest_first_with_the_days_left(sample: Plan) -> None:
    answer = ask(sample, date(2023, 12, 1), date(2024, 3, 31))
    assert ids(answer) == [("WZ-01.1", 30), ("WZ-02.m1", 121)]
    assert [dated.name for dated in answer.parts] == ["新增规上企业 10户以上", "成立公司"]


def test_both_ends_are_included(sample: Plan) -> None:
    assert ids(ask(sample, date(2023, 12, 31), date(2023, 12, 31))) == [("WZ-01.1", 0)]
    assert ids(ask(sample, date(2024, 1, 1), date(2024, 3, 30))) == []
    assert ids(ask(sample, date(2024, 1, 1), date(2024, 3, 31))) == [("WZ-02.m1", 90)]


def test_targets_without_a_date_are_due_at_the_plan_s_end(sample: Plan) -> None:
    answer = ask(sample, date(2024, 6, 1), date(2024, 6, 30))
    assert ids(answer) == [(f"WZ-01.{number}", 29) for number in range(2, 10)]


def test_milestones_without_a_day_are_counted(sample: Plan) -> None:
    answer = ask(sample, date(2024, 6, 1), date(2024, 6, 30))
    assert (answer.undated, answer.limits) == (2, ("3个月内",))
    narrow = ask(sample, date(2024, 6, 1), date(2024, 6, 30), section=selection.section(sample, "JS"))
    assert (ids(narrow), narrow.undated, narrow.limits) == ([], 1, ())


def test_a_department_s_own_come_first_on_a_day(plan: Plan) -> None:
    answer = ask(plan, date(2022, 12, 31), date(2022, 12, 31), department=selection.department(plan, "jjhz"))
    roles = [dated.row.role for dated in answer.parts]
    assert roles == ["lead"] * 4 + ["responsible"] * 32


def test_a_year_that_is_over(plan: Plan, sample: Plan) -> None:
    assert ask(plan, date(2022, 12, 31), date(2023, 1, 30)).example is None
    assert ask(plan, date(2023, 1, 1), date(2023, 1, 30)).example == date(2022, 4, 1)
    assert ask(sample, date(2025, 1, 1), date(2025, 1, 30)).example == date(2023, 10, 1)
    short = msgspec.structs.replace(sample, end=date(2023, 8, 15))
    assert ask(short, date(2025, 1, 1), date(2025, 1, 30)).example == date(2023, 8, 15)


def test_what_is_due_after_the_year_is_shown_all_the_same(plan: Plan) -> None:
    answer = ask(plan, date(2023, 12, 1), date(2024, 2, 29))
    assert ids(answer) == [("FZ-01.m4", 30)]
    assert answer.example == date(2022, 4, 1)


def test_what_is_done_met_or_closed_is_due_no_more(zone: Zone) -> None:
    def left(day: str) -> list[str]:
        return [dated.part.id for dated in due(zone.as_of(day), date(2023, 12, 31), Scope()).parts]

    assert left("2023-06-01") == ["KJ-01.m1", "KJ-01.1", "KJ-01.2", "KJ-02.1", "KJ-02.2"]
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"values": {"KJ-01.1": 10, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-05-30"}}},
    )
    assert left("2023-06-01") == ["KJ-01.2", "KJ-02.1", "KJ-02.2"]
    assert left("2023-05-29") == ["KJ-01.m1", "KJ-01.2", "KJ-02.1", "KJ-02.2"]
    zone.decided("2023Q2", {"item": "KJ-02", "decision": "closed", "date": "2023-05-31"})
    assert left("2023-06-01") == ["KJ-01.2"]
    assert left("2023-05-30") == ["KJ-01.2", "KJ-02.1", "KJ-02.2"]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("90d", date(2022, 5, 1)),
        ("90", date(2022, 5, 1)),
        ("90天", date(2022, 5, 1)),
        ("90 D", date(2022, 5, 1)),
        ("９０天", date(2022, 5, 1)),
        (" 7日 ", date(2022, 2, 7)),
        ("0d", date(2022, 1, 31)),
        ("1m", date(2022, 2, 28)),
        ("3M", date(2022, 4, 30)),
        ("3个月", date(2022, 4, 30)),
        ("12月", date(2023, 1, 31)),
        ("25m", date(2024, 2, 29)),
    ],
)
def test_a_span_as_typed(words: str, last: date) -> None:
    assert until(date(2022, 1, 31), words) == last


@pytest.mark.parametrize("words", ["", "d", "3y", "-3d", "1.5m", "三个月", "3m3d", "12345d", "٣d"])
def test_a_span_that_is_none(words: str) -> None:
    with pytest.raises(PlanError) as raised:
        until(date(2022, 1, 31), words)
    assert raised.value.message == f"时间“{words}”写法不对"
    assert raised.value.hint == "写成 90d(90 天)或 3m(3 个月)这样"


@pytest.mark.parametrize("words", ["9999d", "9999m"])
def test_a_span_beyond_the_calendar(words: str) -> None:
    with pytest.raises(PlanError) as raised:
        until(date(9999, 1, 31), words)
    assert raised.value.message == f"时间“{words}”太长"


def test_json(sample: Plan) -> None:
    answer = ask(sample, date(2024, 1, 1), date(2024, 3, 31), department=selection.department(sample, "jjb"))
    assert due_json(answer) == {
        "as_of": "2024-01-01",
        "until": "2024-03-31",
        "over": False,
        "parts": [
            {
                "id": "WZ-02.m1",
                "name": "成立公司",
                "kind": "milestone",
                "item": "WZ-02",
                "lead": ["管理办公室", "建设规划部"],
                "responsible": ["经济发展部"],
                "role": "responsible",
                "due": "2024-03-31",
                "days_left": 90,
                "light": "grey",
            }
        ],
        "undated": 2,
        "limits": ["3个月内"],
    }
    last = due_json(ask(sample, date(2024, 7, 1), date(2024, 7, 1)))
    assert (last["over"], last["parts"]) == (True, [])
    first = due_json(ask(sample, date(2023, 12, 31), date(2023, 12, 31)))["parts"]
    assert isinstance(first, list)
    assert [one["kind"] for one in first if isinstance(one, dict)] == ["target"]
