"""What a sheet brings back unseen."""

import json

import pytest
from sheets import form_of
from zone import Zone

from gaoxin_plan.exchange.origin import Origin, VersionError, chunks, dumped, loaded, origin
from gaoxin_plan.views.form import Slot

KNOWN = Origin(
    "计划", "2023Q2", "kjb", "abc", {"KJ-01": ["KJ-01.1"]}, {"KJ-01": "0a"}, {Slot("KJ-01", "state"): "进行中"},
)  # fmt: skip


def test_it_comes_back() -> None:
    assert loaded(dumped(KNOWN)) == KNOWN


def test_a_long_one_is_cut_into_cells_and_comes_back() -> None:
    long = KNOWN._replace(base={Slot("KJ-01", "progress"): "𠮷\n" * 40_000})
    assert len(chunks(long)) > 5
    assert max(map(len, chunks(long))) <= 16_000
    assert loaded("".join(chunks(long))) == long


def test_it_tells_one_state_of_the_plan_from_another() -> None:
    assert KNOWN.identity == loaded(dumped(KNOWN)).identity  # type: ignore[union-attr]
    others = (
        KNOWN._replace(base={}),
        KNOWN._replace(period="2023Q3"),
        KNOWN._replace(department="xmb"),
        KNOWN._replace(fingerprint="abd"),
    )
    assert len({KNOWN.identity, *(other.identity for other in others)}) == 5


def test_it_holds_what_is_asked_and_what_was_filed(zone: Zone) -> None:
    zone.filed(
        "2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": "4.50"}, "done": {"KJ-01.m1": "2023-06-01"}}}
    )
    found = origin(form_of(zone, "2023Q2", "科技部"))
    assert found.items == {
        "KJ-01": ["KJ-01.1", "KJ-01.2", "KJ-01.m1", "KJ-01.m2"],
        "KJ-02": ["KJ-02.1", "KJ-02.2"],
        "XM-03": [],
    }
    assert found.base == {
        Slot("KJ-01", "state"): "进行中",
        Slot("KJ-01", "KJ-01.1"): "4.5",
        Slot("KJ-01", "KJ-01.m1"): "2023-06-01",
    }


@pytest.mark.parametrize(
    "text",
    ["", "{", dumped(KNOWN).replace("进行中", "\\ud842"), dumped(KNOWN).replace("计划", "\\ud842"),
     *(json.dumps(json.loads(dumped(KNOWN)) | {key: value}) for key, value in (
         ("period", "2023"), ("period", "../2023Q2"), ("department", "../kjb"), ("department", "科技部"),
         ("items", {"x": []}), ("items", {"KJ-01": ["KJ-02.1"]}), ("items", {"KJ-01": ["KJ-01./"]}), ("rows", []),
     )), "[]", "1", "null", '{"mark": "other"}', json.dumps(json.loads(dumped(KNOWN)) | {"base": [1]}),
     json.dumps(json.loads(dumped(KNOWN)) | {"items": []}), "[" * 100_000],
)  # fmt: skip
def test_what_was_changed_is_not_taken(text: str) -> None:
    assert loaded(text) is None


def test_another_version_is_told() -> None:
    with pytest.raises(VersionError):
        loaded(dumped(KNOWN).replace('"version":2', '"version":3'))
