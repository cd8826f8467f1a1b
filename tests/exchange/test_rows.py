"""The words of a row tell whose it is, however a program brings them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import form_of
from zone import Zone

from gaoxin_plan.exchange.rows import Words, cut, digest, item_words, part_words
from gaoxin_plan.exchange.text import LONGEST, to_cell


def test_the_words_of_rows(zone: Zone) -> None:
    item = form_of(zone, "2023Q2", "科技部").items[0]
    assert item_words(item) == (
        "攻关关键技术",
        "攻关关键技术。突破关键技术10项以上,实现零事故,研究院挂牌,编制规划。",
    )
    assert part_words(item.parts[0]) == ("　突破关键技术", "10项以上,2023年12月31日")


@pytest.mark.parametrize("size", [LONGEST, LONGEST + 1])
def test_only_what_a_cell_cannot_hold_is_cut(size: int) -> None:
    assert (cut("长" * size) == "长" * size) is (size <= LONGEST)


@given(st.text("甲乙_x0041\n ", max_size=12), st.text("甲乙 \n", max_size=6))
def test_spaces_and_escapes_do_not_matter(name: str, text: str) -> None:
    known = digest(Words(name, text))
    assert digest(Words(f" {name}\r\n", text.replace(" ", "\u3000"))) == known
    assert digest(Words(to_cell(name), text)) == known


@given(st.text("甲乙", max_size=6), st.text("甲乙", max_size=6), st.text("甲乙", max_size=6))
def test_other_words_are_told_from_them(name: str, text: str, other: str) -> None:
    assert (digest(Words(name, text)) == digest(Words(name, other))) is (text == other)
