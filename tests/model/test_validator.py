"""The door's validator is pydantic's own: it takes and refuses the same values, with the same errors.

The schema is spelt out by hand so that a command need not import all of pydantic; here it is held against what
pydantic makes of the same annotations.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from gaoxin_plan.model import shape
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import GOALS, Target
from gaoxin_plan.model.validator import validator
from gaoxin_plan.source import document

Where = tuple[str | int, ...]

HERE = Path(__file__).parent


def values_of(path: Path) -> Any:
    values, findings = document.load(path, path.name).values()
    assert findings == []
    return values


REAL = values_of(HERE.parents[1] / "plan" / "2022.yaml")
WHOLE = {
    Plan: values_of(HERE / "whole.yaml"),
    Filing: values_of(HERE / "whole_filing.yaml"),
    Office: values_of(HERE / "whole_office.yaml"),
}
"""Of each record a file that uses every key there is."""

ADAPTERS: dict[type, TypeAdapter[Any]] = {record: TypeAdapter(record) for record in WHOLE}


def verdict(validate: Callable[[Any], Any], values: Any) -> Any:
    """The record, or the kinds and places of all errors."""
    try:
        return validate(values)
    except ValidationError as error:
        return sorted((fault["type"], fault["loc"]) for fault in error.errors(include_url=False))


def same_verdict(values: Any, record: type = Plan) -> Any:
    ours = verdict(validator(record).validate_python, values)
    assert ours == verdict(ADAPTERS[record].validate_python, values)
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


PLACES = [(record, place) for record, values in WHOLE.items() for place in places(values)]
SCALARS = [(record, place) for record, place in PLACES if isinstance(at(WHOLE[record], place), str)]


def named(value: Any) -> str:
    return value.__name__ if isinstance(value, type) else "/".join(map(str, value))


def keys(record: type) -> set[tuple[type, str]]:
    """Every key of a record and of those in it."""
    found = {(record, slot.name) for slot in shape.slots(record)}
    return found.union(*(keys(slot.record) for slot in shape.slots(record) if slot.record is not None))


def said(record: type, value: Any) -> set[tuple[type, str]]:
    """Every key that a record's value says, those of the records in it too."""
    found = set()
    for slot in shape.slots(record):
        inner = getattr(value, slot.name)
        if inner not in (None, "", ()):
            found.add((record, slot.name))
        if slot.record is not None and inner is not None:
            several = (
                inner.values()
                if isinstance(inner, Mapping)
                else inner
                if isinstance(inner, tuple)
                else [inner]
            )
            found = found.union(*(said(slot.record, one) for one in several))
    return found


@pytest.mark.parametrize("record", WHOLE)
def test_the_whole_files_use_every_key_there_is(record: type) -> None:
    left = keys(record) - said(record, validator(record).validate_python(WHOLE[record]))
    goals = {(Target, goal) for goal in GOALS} | {(Plan, "begin"), (Plan, "end")}
    assert left - goals == set()


@pytest.mark.parametrize(
    ("values", "record"),
    [(REAL, Plan), *((values, record) for record, values in WHOLE.items())],
    ids=["real", *(record.__name__ for record in WHOLE)],
)
def test_a_good_file_is_read_alike(values: Any, record: type) -> None:
    assert isinstance(same_verdict(values, record), record)


@pytest.mark.parametrize("record", WHOLE)
@pytest.mark.parametrize("values", [None, "x", [], {}, {"title": "x"}], ids=repr)
def test_what_is_no_record_is_refused_alike(values: Any, record: type) -> None:
    assert isinstance(same_verdict(values, record), list)


@pytest.mark.parametrize(("record", "place"), PLACES, ids=named)
def test_any_one_change_has_the_same_verdict(record: type, place: Where) -> None:
    verdicts = [same_verdict(values, record) for values in mutations(WHOLE[record], place)]
    assert any(isinstance(one, list) for one in verdicts)


@pytest.mark.parametrize(("record", "place"), SCALARS, ids=named)
def test_nothing_at_all_has_the_same_verdict(record: type, place: Where) -> None:
    assert isinstance(same_verdict(put(WHOLE[record], place, None), record), list)


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
