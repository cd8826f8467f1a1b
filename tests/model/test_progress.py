"""What was filed and decided, item by item."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Decision, Office
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Department
from gaoxin_plan.model.progress import Progress, Report

DIRECTORY = Directory(
    [
        Department(id="qyfz", name="企业发展服务中心", aliases=("企业服务中心",)),
        Department(id="zhb", name="综合办公室"),
    ]
)


def filing(period: str, department: str, *items: str, state: str = "进行中") -> Filing:
    said = {item: ItemFiling(state=state) for item in items}
    return Filing(period=period, department=department, filed=date(2022, 7, 4), items=said)


def office(*decisions: tuple[str, str, int], period: str = "2022Q2") -> Office:
    made = [Decision(item=i, decision=d, date=date(2022, 7, n), by="督查") for i, d, n in decisions]
    return Office(period=period, decisions=tuple(made))


def told(of: Progress, item: str) -> list[tuple[str, str]]:
    return [(str(report.period), report.department) for report in of.of(item)]


def test_reports_stand_by_period_and_then_by_department() -> None:
    found = Progress(
        DIRECTORY,
        [
            filing("2022Q2", "zhb", "FZ-01", "FZ-02"),
            filing("2022Q2", "qyfz", "FZ-01"),
            filing("2022Q1", "zhb", "FZ-01"),
        ],
        [],
    )
    assert told(found, "FZ-01") == [
        ("2022Q1", "综合办公室"),
        ("2022Q2", "企业发展服务中心"),
        ("2022Q2", "综合办公室"),
    ]
    assert told(found, "FZ-02") == [("2022Q2", "综合办公室")]
    assert found.of("FZ-03") == ()


@pytest.mark.parametrize("name", ["qyfz", "企业发展服务中心", "企业服务中心"])
def test_a_department_is_known_by_any_of_its_names(name: str) -> None:
    found = Progress(DIRECTORY, [filing("2022q2", name, "FZ-01")], [])
    assert told(found, "FZ-01") == [("2022Q2", "企业发展服务中心")]


@pytest.mark.parametrize(("period", "department"), [("2022Q5", "qyfz"), ("", "qyfz"), ("2022Q2", "没有")])
def test_a_filing_of_no_one_or_for_no_time_says_nothing(period: str, department: str) -> None:
    assert Progress(DIRECTORY, [filing(period, department, "FZ-01")], []).of("FZ-01") == ()


def test_two_filings_of_a_department_for_a_period_stand_by_day_and_then_as_they_come() -> None:
    def filed(day: int, state: str) -> Filing:
        return replace(filing("2022Q2", "zhb", "FZ-01", state=state), filed=date(2022, 7, day))

    found = Progress(DIRECTORY, [filed(5, "受阻"), filed(4, "进行中"), filed(5, "已完成")], [])
    assert [(r.filed.day, r.said.state) for r in found.of("FZ-01")] == [
        (4, "进行中"), (5, "受阻"), (5, "已完成"),
    ]  # fmt: skip


def report(period: str, department: str, state: str) -> Report:
    found = Period.parse(period)
    assert found is not None
    return Report(found, department, date(2022, 7, 5), ItemFiling(state=state))


def test_one_report_more() -> None:
    was = Progress(DIRECTORY, [filing("2022Q2", "zhb", "FZ-01")], [])
    now = was.with_report("FZ-01", report("2022Q1", "综合办公室", "受阻"))
    assert told(now, "FZ-01") == [("2022Q1", "综合办公室"), ("2022Q2", "综合办公室")]
    assert told(was, "FZ-01") == [("2022Q2", "综合办公室")]


def test_a_report_in_place_of_the_departments_own() -> None:
    filings = [filing("2022Q2", "zhb", "FZ-01", "FZ-02"), filing("2022Q2", "qyfz", "FZ-01")]
    was = Progress(DIRECTORY, filings, [office(("FZ-01", "closed", 1))])
    now = was.with_report("FZ-01", report("2022Q2", "综合办公室", "受阻"))
    assert [(r.department, r.said.state) for r in now.of("FZ-01")] == [
        ("企业发展服务中心", "进行中"),
        ("综合办公室", "受阻"),
    ]
    assert (now.of("FZ-02"), now.decisions) == (was.of("FZ-02"), was.decisions)


def test_what_is_closed_is_closed_with_one_report_more_too() -> None:
    was = Progress(DIRECTORY, iter([]), iter([office(("FZ-01", "closed", 1))]))
    now = was.with_report("FZ-01", report("2022Q2", "综合办公室", "受阻"))
    assert now.closed("FZ-01", date(2022, 7, 9)) == was.closed("FZ-01", date(2022, 7, 9)) != None  # noqa: E711


def test_the_first_report_of_an_item() -> None:
    nothing = Progress(DIRECTORY, [], [])
    now = nothing.with_report("FZ-01", report("2022Q2", "综合办公室", "受阻"))
    assert told(now, "FZ-01") == [("2022Q2", "综合办公室")]


CLOSED, REOPENED = "closed", "reopened"


@pytest.mark.parametrize(
    ("decisions", "day", "closed"),
    [
        ([], 9, None),
        ([(CLOSED, 5)], 4, None),
        ([(CLOSED, 5)], 5, 5),
        ([(CLOSED, 5)], 9, 5),
        ([(CLOSED, 5), (REOPENED, 7)], 6, 5),
        ([(CLOSED, 5), (REOPENED, 7)], 7, None),
        ([(CLOSED, 5), (REOPENED, 7), (CLOSED, 8)], 9, 8),
        ([(REOPENED, 5)], 9, None),
        ([(REOPENED, 7), (CLOSED, 5)], 9, None),  # by day, not by place
        ([(CLOSED, 5), (REOPENED, 5)], 9, None),  # of one day, the later in the file
        ([(REOPENED, 5), (CLOSED, 5)], 9, 5),
    ],
)
def test_whether_an_item_is_closed_on_a_day(
    decisions: list[tuple[str, int]], day: int, closed: int | None
) -> None:
    found = Progress(DIRECTORY, [], [office(*(("FZ-01", words, on) for words, on in decisions))])
    closing = found.closed("FZ-01", date(2022, 7, day))
    assert (closing and (closing.decision, closing.date.day)) == (closed and (CLOSED, closed))
    assert found.closed("FZ-02", date(2022, 7, day)) is None


def test_decisions_of_several_periods() -> None:
    later, earlier = office(("FZ-01", REOPENED, 20)), office(("FZ-01", CLOSED, 5), period="2022Q1")
    found: Any = Progress(DIRECTORY, [], [later, earlier])
    assert [decision.decision for decision in found.decisions["FZ-01"]] == [CLOSED, REOPENED]
