"""Edits of a text that replace only the characters they mean to."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Splice(NamedTuple):
    """Characters ``start`` to ``end`` of a text become ``text``."""

    start: int
    end: int
    text: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Return ``text`` with every splice made; raises ValueError where two overlap.

    Several that insert at one place do so in the order given.
    """
    ordered = sorted(splices, key=lambda splice: splice[:2])
    if any(before.end > after.start for before, after in pairwise(ordered)):
        raise ValueError("splices overlap")
    pieces: list[str] = []
    done = 0
    for splice in ordered:
        pieces += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*pieces, text[done:]])
