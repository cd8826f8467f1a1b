"""Reporting periods: how they are written, where they begin and end, which of them a plan has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.model.periods import Period, Reporting, deadline, periods

WRITTEN = [
    # written, first day, last day, the next
    ("2022Q1", date(2022, 1, 1), date(2022, 3, 31), "2022Q2"),
    ("2022Q2", date(2022, 4, 1), date(2022, 6, 30), "2022Q3"),
    ("2022Q4", date(2022, 10, 1), date(2022, 12, 31), "2023Q1"),
    ("2022H1", date(2022, 1, 1), date(2022, 6, 30), "2022H2"),
    ("2022H2", date(2022, 7, 1), date(2022, 12, 31), "2023H1"),
    ("2022-06", date(2022, 6, 1), date(2022, 6, 30), "2022-07"),
    ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "2023-01"),
    ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "2022-03"),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-03"),
    ("2100-02", date(2100, 2, 1), date(2100, 2, 28), "2100-03"),
    ("2000-02", date(2000, 2, 1), date(2000, 2, 29), "2000-03"),
    ("2024Q1", date(2024, 1, 1), date(2024, 3, 31), "2024Q2"),
]


@pytest.mark.parametrize(("written", "begin", "end", "following"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_period(written: str, begin: date, end: date, following: str) -> None:
    period = Period.parse(written)
    assert period is not None
    assert str(period) == written
    assert (period.begin, period.end) == (begin, end)
    assert str(period.next()) == following
    assert period.next().begin == end + timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "meant"), [("2022q2", "2022Q2"), ("2022h1", "2022H1"), (" 2022-06 ", "2022-06")]
)
def test_small_letters_and_spaces_are_read_too(written: str, meant: str) -> None:
    assert str(Period.parse(written)) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "2022", "2022Q0", "2022Q5", "2022H0", "2022H3", "2022-00", "2022-13", "2022-6", "2022-06-01",
        "22Q2", "2022 Q2", "Q2", "2022年二季度", "２０２２Q2", "2022Q2\n2022Q3", "2022Q22",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_period(written: str) -> None:
    assert Period.parse(written) is None


@given(
    st.integers(1000, 9998),
    st.sampled_from([(month, months) for months in (1, 3, 6) for month in range(1, 13, months)]),
)
def test_writing_and_reading_are_inverse(year: int, when: tuple[int, int]) -> None:
    period = Period(year, *when)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("written", ["0000Q1", "9999Q4", "9999-12", "9999H2"])
def test_the_ends_of_the_calendar_are_no_periods_rather_than_a_crash(written: str) -> None:
    period = Period.parse(written)
    assert period is None or period.begin <= period.end


def written(reporting: Reporting, begin: date, end: date) -> list[str]:
    return [str(period) for period in periods(reporting, begin, end)]


YEAR = date(2022, 1, 1), date(2022, 12, 31)


@pytest.mark.parametrize(
    ("reporting", "begin", "end", "expected"),
    [
        pytest.param("quarterly", *YEAR, ["2022Q1", "2022Q2", "2022Q3", "2022Q4"], id="a year"),
        pytest.param("half-yearly", *YEAR, ["2022H1", "2022H2"], id="a year by halves"),
        pytest.param("monthly", *YEAR, [f"2022-{m:02}" for m in range(1, 13)], id="a year by months"),
        pytest.param(
            "quarterly", date(2022, 7, 1), date(2022, 12, 31), ["2022Q3", "2022Q4"], id="the second half"
        ),
        pytest.param("half-yearly", date(2022, 7, 1), date(2022, 12, 31), ["2022H2"], id="one half"),
        pytest.param(
            "quarterly", date(2022, 2, 15), date(2022, 4, 1), ["2022Q1", "2022Q2"], id="from inside a quarter"
        ),
        pytest.param(
            "half-yearly", date(2021, 9, 1), date(2022, 3, 31), ["2021H2", "2022H1"], id="across new year"
        ),
        pytest.param("monthly", date(2022, 6, 30), date(2022, 6, 30), ["2022-06"], id="a day"),
        pytest.param(
            "quarterly",
            date(2021, 1, 1),
            date(2023, 12, 31),
            [f"{year}Q{quarter}" for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)],
            id="three years",
        ),
    ],
)
def test_the_periods_of_a_plan(reporting: str, begin: date, end: date, expected: list[str]) -> None:
    assert written(Reporting(reporting), begin, end) == expected


def test_a_plan_to_the_end_of_the_calendar_has_periods() -> None:
    assert written(Reporting.HALF_YEARLY, date(9998, 7, 1), date(9999, 12, 31)) == [
        "9998H2", "9999H1", "9999H2",
    ]  # fmt: skip


@pytest.mark.parametrize(("reporting", "months"), [("monthly", 1), ("quarterly", 3), ("half-yearly", 6)])
def test_the_months_of_a_period(reporting: str, months: int) -> None:
    assert Reporting(reporting).months == months


@pytest.mark.parametrize(
    ("written", "days", "expected"),
    [
        ("2022Q2", 0, date(2022, 6, 30)),
        ("2022Q2", 10, date(2022, 7, 10)),
        ("9999Q4", 0, date.max),
        ("9999Q4", 10, date.max),
    ],
)
def test_the_last_day_to_file_for_a_period(written: str, days: int, expected: date) -> None:
    period = Period.parse(written)
    assert period is not None
    assert deadline(period, days) == expected
