"""Counts add up, whatever they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.lights.light import ItemLight, Light
from gaoxin_plan.views.papers.counts import Counts, Shares, counts, largest_remainder, rounding


@given(st.lists(st.tuples(st.sampled_from(list(Light)), st.booleans()), max_size=60))
def test_the_shares_are_whole(lights: list[tuple[Light, bool]]) -> None:
    found = counts([ItemLight(light, measured, (), ()) for light, measured in lights])
    assert found.total == found.green + found.yellow + found.red + found.grey == len(lights)
    assert round(sum(float(share.rstrip("%")) for share in found.shares), 1) == (100.0 if lights else 0.0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9), st.integers(0, 1000))
def test_nothing_is_lost_in_dividing(parts: list[int], whole: int) -> None:
    shares = largest_remainder(parts, whole)
    assert sum(shares) == (whole if sum(parts) else 0)
    for part, share in zip(parts, shares, strict=True):
        assert abs(share * sum(parts) - part * whole) < sum(parts) or not sum(parts)


def test_counts_that_do_not_add_up_are_our_own_bug() -> None:
    shares = Shares("50.0%", "50.0%", "0.0%", "0.0%")
    assert Counts(2, 1, 1, 0, 0, 2, 0, shares).proved()
    for wrong in (
        Counts(3, 1, 1, 0, 0, 2, 0, shares),
        Counts(2, 1, 1, 0, 0, 1, 0, shares),
        Counts(2, 1, 1, 0, 0, 2, 0, shares._replace(red="0.1%")),
    ):
        with pytest.raises(ArithmeticError):
            wrong.proved()


def lit(*lights: Light) -> list[ItemLight]:
    return [ItemLight(light, measured=True, causes=(), parts=()) for light in lights]


@pytest.mark.parametrize(("greens", "reds"), [(1, 1), (0, 0), (2, 1), (1, 5)])
def test_shares_that_add_up_by_themselves(greens: int, reds: int) -> None:
    found = counts(lit(*[Light.GREEN] * greens, *[Light.RED] * reds))
    assert rounding(found) == "百分比保留一位小数"


def test_shares_that_were_adjusted_are_told_of() -> None:
    found = counts(lit(Light.GREEN, Light.YELLOW, Light.RED))
    assert found.shares[:3] == ("33.4%", "33.3%", "33.3%")
    assert rounding(found) == "百分比保留一位小数，为使合计为100%，末位有调整（最大余数法）"
