"""Tables as Markdown and CSV: whatever a cell says stays text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gaoxin_plan.render.table import Table, escaped, to_csv, to_markdown

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def cells(markdown: str) -> list[list[str]]:
    """Return the cells of a table as a reader sees them; a tag or a style in one is told by its name."""
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            shown = [
                "\n"
                if child.content == "<br>"
                else child.content
                if child.type == "text"
                else f"<{child.type}>"
                for child in token.children or ()
            ]
            rows[-1].append("".join(shown))
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("园区", "园区"),
        ("a|b", r"a\|b"),
        ("A<B&C>", r"A\<B\&C\>"),
        ("`x`", r"\`x\`"),
        ("**粗** _斜_", r"\*\*粗\*\* \_斜\_"),
        ("# {x} [y] ~z~ $w$", r"\# \{x\} \[y\] \~z\~ \$w\$"),
        ("a\\", r"a\\"),
        ("甲\n乙", "甲<br>乙"),
        ("- 甲\n1. 乙", r"\- 甲<br>1\. 乙"),
        ("  甲", "&#32;&#32;甲"),
        ("10%,-5+3.2!", "10%,-5+3.2!"),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_markdown() -> None:
    table = Table(("编号", "目标"), (("FZ-05", "10项|5项"), ("FZ-06", "")))
    assert to_markdown(table) == "| 编号 | 目标 |\n| --- | --- |\n| FZ-05 | 10项\\|5项 |\n| FZ-06 |  |\n"


@pytest.mark.parametrize(
    "text",
    [
        "A<B&C", "{{x}}", "a|b", "**粗**", "`码`", "<b>x</b>", "<!-- x -->", "&nbsp;&lt;", "a\\|b", "\\",
        "[x](y)", "![x](y)", "<http://x.y>", "~~x~~", "_x_", "# x", "- x", "1. x", "$x$", "'=1'", "---",
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    table = Table(("列", "目标"), ((text, "尾"),))
    assert cells(to_markdown(table)) == [["列", "目标"], [text, "尾"]]


def _without_last_spaces(text: str) -> str:
    """What Markdown keeps of a cell: not the spaces at its end, unless it is nothing else on its last line."""
    *lines, last = text.split("\n")
    return "\n".join((*lines, last.rstrip(" ") or last))


@given(text=st.text(st.sampled_from("园a1 \\`*_{}[]<>|~#&$!-+.()=:;'\"/@\n"), max_size=20))
def test_any_cell_is_read_as_it_was_written(text: str) -> None:
    table = Table(("列", "目标"), ((text, "尾"),))
    assert cells(to_markdown(table))[1] == [_without_last_spaces(text), "尾"]


@pytest.mark.parametrize("char", ["\r", "\u2028", "\x0b", "\x1b", "\x00"], ids=repr)
def test_a_control_character_does_not_break_a_row(char: str) -> None:
    markdown = to_markdown(Table(("列", "目标"), ((f"甲{char}乙", "尾"),)))
    assert len(markdown.splitlines()) == 3
    assert char not in markdown


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_begins_with_a_mark_for_excel_and_holds_chinese() -> None:
    text = to_csv(Table(("编号", "目标"), (("FZ-05", "突破“关键”技术,10项"),)))
    assert text == '\ufeff编号,目标\nFZ-05,"突破“关键”技术,10项"\n'
    assert text.encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x","y")'])
def test_a_cell_that_would_be_a_formula_is_text(cell: str) -> None:
    assert read(to_csv(Table(("列",), ((cell,),))))[1] == ["'" + cell]


@pytest.mark.parametrize("cell", ["\r=1", "甲\r=1", "甲\x0b=1"], ids=repr)
def test_a_control_character_does_not_break_a_cell(cell: str) -> None:
    _, *rows = to_csv(Table(("列", "尾"), ((cell, "尾"),))).splitlines()
    assert len(rows) == 1
    assert rows[0].endswith(",尾")
    assert not rows[0].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("cell", ["10项", "a=b", "第-1", "", "“=1”", 'a"b', "甲,乙", "甲\n乙"])
def test_other_cells_are_as_they_are(cell: str) -> None:
    assert read(to_csv(Table(("列", "尾"), ((cell, "尾"),))))[1] == [cell, "尾"]


def test_the_head_is_guarded_too() -> None:
    assert read(to_csv(Table(("=列",), ())))[0] == ["\ufeff'=列"]
