"""Nothing is missed and nothing told twice, whatever the values are."""

from copy import deepcopy
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import at, leaves, with_value

from gaoxin_plan.changes.fmt import formatted
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.text import joined
from gaoxin_plan.source import document
from gaoxin_plan.views.diff.change import State, diff, file_diff
from gaoxin_plan.views.diff.states import state
from gaoxin_plan.workspace import documents

ROOT = Path(__file__).parents[2]
PLANS = [ROOT / "plan" / "2022.yaml", ROOT / "tests" / "zone.yaml", ROOT / "tests" / "model" / "whole.yaml"]
FILED = [ROOT / "tests" / "model" / "whole_filing.yaml", ROOT / "tests" / "model" / "whole_office.yaml"]


def values(path: Path) -> Any:
    return document.parse(path.read_text(encoding="utf-8"), path.name).values()[0]


WHOLE = values(PLANS[2])


def told(old: Any, new: Any) -> list[str]:
    changes = file_diff(State("旧", old, {}), State("新", new, {})).changes
    assert len({(c.address, str(c.before), str(c.after)) for c in changes}) == len(changes)
    return [change.text for change in changes]


def another(text: str) -> str:
    return f"{Decimal(text) + 1}" if text.isascii() and text.isdigit() else text + "改"


@pytest.mark.parametrize("path", [*PLANS, *FILED], ids=lambda path: path.name)
def test_every_single_value_that_changes_is_told_once(path: Path) -> None:
    old = values(path)
    for place in leaves(old):
        changed = told(old, with_value(old, place, another(at(old, place))))
        assert len(changed) == 1, (place, changed)


@pytest.mark.parametrize("path", [*PLANS, *FILED], ids=lambda path: path.name)
def test_nothing_changed_is_nothing_told(path: Path) -> None:
    assert told(values(path), values(path)) == []


@pytest.mark.parametrize("path", PLANS[:2], ids=lambda path: path.name)
def test_putting_a_plan_in_order_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    jumbled = text.replace(
        "            at_least: 10\n            unit: 项\n",
        "            unit: '项'\n            at_least: \"10\"\n",
    )
    after = formatted(jumbled, path.name, Plan).text
    assert told(values(path), document.parse(after, "x").values()[0]) == []


PLACES = [
    place for place in leaves(WHOLE)
    if place[-1] != "id" and place[0] != "amendments"
]  # fmt: skip


@given(st.lists(st.sampled_from(PLACES), unique=True, max_size=12))
def test_several_values_that_change_are_told_once_each(places: list[tuple[Any, ...]]) -> None:
    new = WHOLE
    for place in places:
        new = with_value(new, place, another(at(WHOLE, place)))
    values_of = {place[:-1] if place[-2:-1] in (("pace",), ("between",)) else place for place in places}
    assert len(told(WHOLE, new)) == len(values_of)


KEYS = st.sampled_from(
    ["title", "sections", "items", "targets", "id", "lead", "text", "at_least", "about", "rules", "pace", "x"]
)
TEXTS = st.sampled_from(
    ["A", "B", "10", "10.0", "FZ", "FZ-01", "FZ-01.1", "甲。\n乙。", "甲。乙。", "2022-01-01", "<b>", ""]
)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
ITEMS = st.lists(st.dictionaries(KEYS, TREES, max_size=4), max_size=3)
SECTIONS = st.lists(
    st.fixed_dictionaries({"items": ITEMS}, optional={"id": TEXTS, "title": TEXTS, "lead": TREES}), max_size=3
)
ROOTS = st.fixed_dictionaries(
    {},
    optional={
        "title": TREES,
        "sections": SECTIONS | TREES,
        "departments": ITEMS | TREES,
        "amendments": ITEMS | TREES,
        "rules": TREES,
        "x": TREES,
    },
)


def plain(value: Any) -> Any:
    """A value as it counts, by another way than the program's."""
    if isinstance(value, dict):
        kept = {key: plain(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in ({}, [])}
    if isinstance(value, list):
        inside = [plain(each) for each in value]
        return inside[0] if len(inside) == 1 and isinstance(inside[0], str | Decimal) else inside
    try:
        return Decimal(value)
    except InvalidOperation:
        return joined(value)


@given(ROOTS, ROOTS)
def test_whatever_differs_is_told(old: Any, new: Any) -> None:
    if plain(old) != plain(new):
        assert told(old, new) != []


@given(ROOTS)
def test_whatever_is_the_same_is_not(value: Any) -> None:
    assert told(value, deepcopy(value)) == []


def test_filings_of_the_zone_are_told_by_their_files() -> None:
    zone = state("现在", documents(ROOT / "examples" / "plan" / "2024.yaml"))
    gone = State("旧", zone.plan, {})
    changes = diff(gone, zone).changes
    assert [change.address for change in changes] == sorted(name.removesuffix(".yaml") for name in zone.filed)
    assert {change.kind for change in changes} == {"filing"}
    assert [change.text for change in changes][:2] == [
        "2024Q1 示例安全环保办公室:新报填报 2 个条目(ZL-08、ZL-09)",
        "2024Q1 示例产业培育办公室:新报填报 3 个条目(CY-01、CY-02、CY-03)",
    ]
    assert len(diff(zone, gone).changes) == len(changes)


def test_a_filing_is_compared_as_a_file_too() -> None:
    filing, office = map(values, FILED)
    assert told(filing, None) == ["2022-06 zhb:删去了填报 2 个条目(FZ-01、FZ-02)"]
    assert told(None, filing) == ["2022-06 zhb:新报填报 2 个条目(FZ-01、FZ-02)"]
    assert told(office, None) == ["2022-06 督办:删去了督办决定 2 条"]
    assert told(None, office) == ["2022-06 督办:新报督办决定 2 条"]
