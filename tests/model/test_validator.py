"""The door's validator is pydantic's own: it takes and refuses the same values, with the same errors.

The schema is spelt out by hand so that a command need not import all of pydantic; here it is held against what
pydantic makes of the same annotations.
"""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.validator import validator
from gaoxin_plan.source import document

Where = tuple[str | int, ...]

HERE = Path(__file__).parent
WHOLE, _ = document.load(HERE / "whole.yaml", "whole.yaml").values()
REAL, _ = document.load(HERE.parents[1] / "plan" / "2022.yaml", "2022.yaml").values()

ADAPTER = TypeAdapter(Plan)


def verdict(validate: Callable[[Any], Any], values: Any) -> Any:
    """The plan, or the kinds and places of all errors."""
    try:
        return validate(values)
    except ValidationError as error:
        return sorted((fault["type"], fault["loc"]) for fault in error.errors(include_url=False))


def same_verdict(values: Any) -> Any:
    ours = verdict(validator(Plan).validate_python, values)
    assert ours == verdict(ADAPTER.validate_python, values)
    return ours


def places(node: Any, here: Where = ()) -> Iterator[Where]:
    """Every place of a value but its root."""
    steps = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for step in steps:
        yield (*here, step)
        yield from places(node[step], (*here, step))


def at(node: Any, place: Where) -> Any:
    for step in place:
        node = node[step]
    return node


def changed(node: Any, place: Where, change: Callable[[Any, str | int], None]) -> Any:
    """A copy of ``node`` with ``change`` made to the collection that holds ``place``."""
    node, (step, *rest) = copy.copy(node), place
    if rest:
        node[step] = changed(node[step], tuple(rest), change)
    else:
        change(node, step)
    return node


def put(values: Any, place: Where, value: Any) -> Any:
    return changed(values, place, lambda node, step: node.__setitem__(step, value))


def drop(values: Any, place: Where) -> Any:
    return changed(values, place, lambda node, step: node.__delitem__(step))


REPLACEMENTS: list[Any] = ["x", "", "10", "2022-06-01", [], ["x"], [[]], ["x", {}], {}, {"id": "x"}, [{}]]


def mutations(values: Any, place: Where) -> Iterator[Any]:
    yield drop(values, place)
    yield put(values, (*place[:-1], "stranger"), "x") if isinstance(place[-1], str) else values
    yield from (put(values, place, value) for value in REPLACEMENTS)


WHOLE_PLACES = list(places(WHOLE))
SCALARS = [place for place in WHOLE_PLACES if isinstance(at(WHOLE, place), str)]


@pytest.mark.parametrize("values", [WHOLE, REAL], ids=["whole", "real"])
def test_a_good_plan_is_read_alike(values: Any) -> None:
    assert isinstance(same_verdict(values), Plan)


@pytest.mark.parametrize("values", [None, "x", [], {}, {"title": "x"}], ids=repr)
def test_what_is_no_plan_is_refused_alike(values: Any) -> None:
    assert isinstance(same_verdict(values), list)


@pytest.mark.parametrize("place", WHOLE_PLACES, ids=lambda place: "/".join(map(str, place)))
def test_any_one_change_has_the_same_verdict(place: Where) -> None:
    verdicts = [same_verdict(values) for values in mutations(WHOLE, place)]
    assert any(isinstance(one, list) for one in verdicts)


@pytest.mark.parametrize("place", SCALARS, ids=lambda place: "/".join(map(str, place)))
def test_nothing_at_all_has_the_same_verdict(place: Where) -> None:
    assert isinstance(same_verdict(put(WHOLE, place, None)), list)


REAL_PLACES = list(places(REAL))


@given(st.lists(st.tuples(st.sampled_from(REAL_PLACES), st.integers(0, len(REPLACEMENTS) + 1)), min_size=1))
@settings(deadline=None, max_examples=200)
def test_any_few_changes_of_the_real_plan_have_the_same_verdict(changes: list[tuple[Where, int]]) -> None:
    values = REAL
    for place, which in changes:
        try:
            values = list(mutations(values, place))[which]
        except (AttributeError, KeyError, IndexError, TypeError):  # an earlier change took that place away
            continue
    same_verdict(values)
