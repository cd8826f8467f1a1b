"""Text in a cell comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.exchange.text import from_cell, length, to_cell, unescaped
from gaoxin_plan.model.text import tidy


@given(st.text())
def test_what_is_put_into_a_cell_comes_back(text: str) -> None:
    assert unescaped(to_cell(text)) == text
    assert from_cell(to_cell(text)) == tidy(text)


@pytest.mark.parametrize(
    ("held", "text"),
    [
        ("甲_x000D_\n乙", "甲\n乙"),
        ("甲\r\n乙", "甲\n乙"),
        ("甲  \n\n\n  乙 ", "甲\n乙"),
        ("甲\u2028乙", "甲\n乙"),
        ("_x005F_x0041_", "_x0041_"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_what_programs_write(held: str, text: str) -> None:
    assert from_cell(held) == text


def test_a_rare_character_counts_as_two() -> None:
    assert [length(text) for text in ("中", "𠮷", "😀a")] == [1, 2, 3]
