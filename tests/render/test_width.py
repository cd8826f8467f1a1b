"""How wide text is, and how it is broken into lines."""

import os
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaoxin_plan.render.width import columns, pad, width, wrap

ROW = "园" * 9  # 18 columns of the 20 that the breaks below are made at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("FZ-05", 5),
        ("园区", 4),
        ("“园区”,。", 9),  # curly quotation marks count as one, like the ASCII comma
        ("●○→·", 4),
        ("１２％（", 8),
        ("、。《》", 8),
        ("🚀", 2),
        ("👨\u200d👩\u200d👧", 6),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("a\u200bb\ufe0f", 2),
        ("𠮷", 2),
    ],
)
def test_width(text: str, expected: int) -> None:
    assert width(text) == expected


def test_pad() -> None:
    assert pad("园区", 6) == "园区  "
    assert pad("园区", 4) == "园区"
    assert pad("园区", 2) == "园区"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("100", 100), ("20", 20), ("5", 20), ("0", 80), ("-3", 80), ("abc", 80), ("", 80), ("１００", 80)],
)
def test_columns_of_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, expected: int) -> None:
    def no_terminal() -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", no_terminal)
    monkeypatch.setenv("COLUMNS", value)
    assert columns() == expected


def test_columns_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda: os.terminal_size((132, 40)))
    assert columns() == 132


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("短句。", ["短句。"]),
        (ROW + "园园", [ROW + "园", "园"]),
        # a mark that closes stays with what it closes
        (ROW + "园。园", [ROW, "园。园"]),
        (ROW + "园”园", [ROW, "园”园"]),
        (ROW + ".。园", [ROW[:-1], "园.。园"]),
        # a mark that opens goes with what it opens
        (ROW + "a“园", [ROW + "a", "“园"]),
        (ROW + "《园》", [ROW, "《园》"]),
        # Latin words and numbers stay whole
        (ROW + "a GDP增长12.5%", [ROW + "a", "GDP增长12.5%"]),
        (ROW + "12.5%", [ROW, "12.5%"]),
        ("a" * 45, ["a" * 20, "a" * 20, "a" * 5]),
        # the space at a break is lost, others are kept
        ("five six  seven eight nine", ["five six  seven", "eight nine"]),
        # line breaks are paragraphs
        ("甲\n\n乙", ["甲", "", "乙"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 20) == lines


@pytest.mark.parametrize("mark", list("，。、；：？！）】》〉」』’”％…,.;:?!)]}%"))
def test_a_closing_mark_does_not_begin_a_line(mark: str) -> None:
    assert wrap(ROW + "区" + mark + "园", 20) == [ROW, "区" + mark + "园"]


@pytest.mark.parametrize("mark", list("（【《〈「『〔“‘([{"))
def test_an_opening_mark_does_not_end_a_line(mark: str) -> None:
    lines = wrap(("园" * 9 + " " * (2 - width(mark))) + mark + "区", 20)
    assert lines == [ROW, mark + "区"]


def columns_of(text: str) -> int:
    """Return the columns of a text, by the Unicode tables alone."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


PIECES = st.one_of(
    st.sampled_from("园区发展创新。,、;:“”‘’()《》%…·-/+1aZé🚀\u0301，；：？！（）"),
    st.sampled_from(["GB/T 9704-2012", "12.5%", "“两主两特”", "  ", "\n", "AAAAAAAAAAAAAAAAAAAAAAAA"]),
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(text=TEXTS, room=st.integers(20, 120))
@example(text="园" * 11 + "“" + "a" * 25, room=20)
@example(text=" " * 19 + "园", room=20)
def test_no_line_is_wider_than_asked_for(text: str, room: int) -> None:
    assert [line for line in wrap(text, room) if columns_of(line) > room] == []


@given(text=TEXTS, room=st.integers(20, 120))
def test_only_spaces_at_breaks_are_lost(text: str, room: int) -> None:
    position = 0
    for line in wrap(text, room):
        while not text.startswith(line, position):
            assert text[position : position + 1] in (" ", "\n")
            position += 1
        position += len(line)
    assert text[position:].strip(" \n") == ""


CLOSING, OPENING = "，；：？！）」』,。、;:?!)]}>”’》〉】〕,.;:?!)％%…", "（「『(“‘《〈【〔([{<"


def pieces_of(paragraph: str, room: int) -> list[str]:
    """The words of a paragraph, character by character."""
    pieces: list[str] = []
    for char in paragraph:
        before = pieces[-1] if pieces else " "
        is_latin = char.isascii() and before.isascii() and " " not in (char, before)
        if pieces and (is_latin or width(char) == 0) and width(before + char) <= room:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def wrapped_slowly(text: str, room: int) -> list[str]:
    """The definition: word by word, each time measuring the whole line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for piece in pieces_of(paragraph, room):
            if line and width("".join((*line, piece))) > room:
                carried: list[str] = []
                while (
                    len(line) > 1
                    and len(carried) < 2
                    and ((carried or [piece])[0][0] in CLOSING or line[-1][-1] in OPENING)
                    and width("".join((line[-1], *carried, piece))) <= room
                ):
                    carried.insert(0, line.pop())
                lines.append("".join(line).rstrip(" "))
                line = carried
            if line or piece != " " or not lines:
                line.append(piece)
        lines.append("".join(line).rstrip(" "))
    return lines


MARKS = st.text(st.sampled_from("园((。。” a"), max_size=40)


@given(text=TEXTS | MARKS | st.text(max_size=80), room=st.integers(2, 12) | st.integers(2, 120))
@example(text="园" * 10 + " ", room=20)
@example(text="甲\n  乙", room=20)
@example(text="\u0301a\u0301b \u0301园\u0301", room=2)
@example(text="a" * 21 + "\u0301a。", room=20)
@example(text="园" * 8 + "((((园", room=20)
def test_lines_are_broken_as_word_by_word(text: str, room: int) -> None:
    assert wrap(text, room) == wrapped_slowly(text, room)


@given(st.text(), st.text())
def test_texts_side_by_side_are_as_wide_as_both(left: str, right: str) -> None:
    assert width(left + right) == width(left) + width(right)


@given(st.characters())
def test_no_character_takes_more_than_two_columns(char: str) -> None:
    assert width(char) in (0, 1, 2)
