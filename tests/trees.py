"""Plain values as trees: the places of their texts, and a tree with another value at one."""

from collections.abc import Iterator
from typing import Any


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts."""
    if isinstance(value, str):
        yield place
    for key, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from leaves(inside, (*place, key))


def with_value(root: Any, place: tuple[Any, ...], value: Any) -> Any:
    """The tree with another value at a place; what lies elsewhere is the same."""
    if not place:
        return value
    changed = root.copy()
    changed[place[0]] = with_value(root[place[0]], place[1:], value)
    return changed


def at(root: Any, place: tuple[Any, ...]) -> Any:
    """The value at a place."""
    for step in place:
        root = root[step]
    return root
