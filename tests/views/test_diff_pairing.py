"""Which entry was which, and which changed their place: the fewest that explain the new order."""

from itertools import permutations

import pytest

from gaoxin_plan.model.raw import Entry
from gaoxin_plan.views.diff.pairing import BY_ID, moved, paired


def entries(*said: str) -> list[Entry]:
    """Entries written as ``id`` or ``id:title``."""
    return [dict(zip(("id", "title"), (w for w in one.split(":")), strict=False)) for one in said]


CASES = [
    (entries("A", "B"), entries("B", "A"), {0: 1, 1: 0}),
    (entries("A:甲", "B:乙"), entries("C:甲", "B:乙"), {0: 0, 1: 1}),
    (entries("A:甲"), entries("B:丙"), {}),
    (entries("A:甲", "A:乙"), entries("A:乙"), {0: 1}),
    (entries("A:甲", "A:乙"), entries("A:丙", "A:乙"), {0: 0, 1: 1}),
    ([{"title": "甲"}, {"title": "乙"}], [{"title": "乙", "x": "1"}], {0: 1}),
]


@pytest.mark.parametrize(("old", "new", "pairs"), CASES)
def test_pairs(old: list[Entry], new: list[Entry], pairs: dict[int, int]) -> None:
    assert paired(old, new, BY_ID) == pairs


@pytest.mark.parametrize("order", [*permutations(range(5))])
def test_what_did_not_move_kept_its_order_and_no_fewer_could_have_moved(order: tuple[int, ...]) -> None:
    stayed = [place for n, place in enumerate(order) if n not in moved(order)]
    assert stayed == sorted(stayed)
    longest = max(
        sum(mask >> n & 1 for n in range(5))
        for mask in range(32)
        if (kept := [p for n, p in enumerate(order) if mask >> n & 1]) == sorted(kept)
    )
    assert len(stayed) == longest
