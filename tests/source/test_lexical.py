"""The pass over raw lines: every slip at its own place, none where text is text, and each mended."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.problems import Mark
from gaoxin_plan.source import lexical

REAL = Path(__file__).parents[2] / "plan" / "2022.yaml"


def mended(text: str) -> str:
    return lexical.mend(text, lexical.scan(text)).text


def told(text: str) -> list[tuple[str, int, int, str]]:
    found = []
    for slip in lexical.scan(text):
        assert isinstance(slip.finding.where, Mark)
        if slip.told:
            found.append((slip.finding.kind.code, *slip.finding.where, slip.finding.message))
    return found


TAB, WIDE = "行首有制表符(Tab)", "行首有全角空格"

SLIPS = [
    # text, what is told, the text that is meant
    ("a:\n\tb: c\n", [("P121", 2, 1, TAB)], "a:\n  b: c\n"),
    ("a:\n  \tb: c\n", [("P121", 2, 3, TAB)], "a:\n    b: c\n"),
    ("a:\n\t\tb: c\n", [("P121", 2, 1, TAB)], "a:\n    b: c\n"),
    ("a:\n\u3000b: c\n", [("P122", 2, 1, WIDE)], "a:\n  b: c\n"),
    ("a:\n\u3000\u3000- b\n", [("P122", 2, 1, WIDE)], "a:\n    - b\n"),
    ("a:\n \u3000b: c\n", [("P122", 2, 2, WIDE)], "a:\n   b: c\n"),
    ("title：甲\n", [("P123", 1, 6, "键“title”后面是全角冒号“：”")], "title: 甲\n"),
    ("title： 甲\n", [("P123", 1, 6, "键“title”后面是全角冒号“：”")], "title: 甲\n"),
    ("title ：甲\n", [("P123", 1, 6, "键“title”后面是全角冒号“：”")], "title: 甲\n"),
    ("title：\u3000甲\n", [("P123", 1, 6, "键“title”后面是全角冒号“：”")], "title: 甲\n"),
    ("a:\n  - id：FZ\n", [("P123", 2, 7, "键“id”后面是全角冒号“：”")], "a:\n  - id: FZ\n"),
    ("items：\n  - a\n", [("P123", 1, 6, "键“items”后面是全角冒号“：”")], "items:\n  - a\n"),
    ("text：|-\n  甲\n", [("P123", 1, 5, "键“text”后面是全角冒号“：”")], "text: |-\n  甲\n"),
    (
        "a: {file：b, sha256：c}\n",
        [("P123", 1, 9, "键“file”后面是全角冒号“：”"), ("P123", 1, 19, "键“sha256”后面是全角冒号“：”")],
        "a: {file: b, sha256: c}\n",
    ),
    ("year:2022\n", [("P124", 1, 5, "“year:”后面少一个空格")], "year: 2022\n"),
    ("title:甲\n", [("P124", 1, 6, "“title:”后面少一个空格")], "title: 甲\n"),
    ("a:\n  - id:FZ\n", [("P124", 2, 7, "“id:”后面少一个空格")], "a:\n  - id: FZ\n"),
    ("a: {file:b}\n", [("P124", 1, 9, "“file:”后面少一个空格")], "a: {file: b}\n"),
    ('a:"b"\n', [("P124", 1, 2, "“a:”后面少一个空格")], 'a: "b"\n'),
    ("title:\u3000甲\n", [("P124", 1, 6, "“title:”后面少一个空格")], "title: 甲\n"),
    ("title: 打造 #1号\n", [("P125", 1, 11, "“ #”以后的文字“1号”会被当作注释丢掉")], "title: 打造 #1号\n"),
    ("a:\n  - 甲 #乙\n", [("P125", 2, 7, "“ #”以后的文字“乙”会被当作注释丢掉")], "a:\n  - 甲 #乙\n"),
    ("title: C#语言 #重点\n", [("P125", 1, 13, "“ #”以后的文字“重点”会被当作注释丢掉")], "title: C#语言 #重点\n"),
    ("a: b\u2028c\n", [("P126", 1, 5, "这里有看不见的换行符(U+2028)")], "a: bc\n"),
    ("a: b\u0085\n", [("P126", 1, 5, "这里有看不见的换行符(U+0085)")], "a: b\n"),
    ("a: b\x07c\n", [("P127", 1, 5, "这里有看不见的控制字符(U+0007)")], "a: bc\n"),
    ("a: b\x7f\x80c\n",
     [("P127", 1, 5, "这里有看不见的控制字符(U+007F)"), ("P127", 1, 6, "这里有看不见的控制字符(U+0080)")], "a: bc\n"),
    # behind a block, and behind what only looks like one
    ("a: |\n  b：c\n\nd：e\n", [("P123", 4, 2, "键“d”后面是全角冒号“：”")], "a: |\n  b：c\n\nd: e\n"),
    ("a:\n  - b: |-\n      c：d\n    e：f\n", [("P123", 4, 6, "键“e”后面是全角冒号“：”")],
     "a:\n  - b: |-\n      c：d\n    e: f\n"),
    ("a: |\n  b：c\nd: >\n  e：f\ng：h\n", [("P123", 5, 2, "键“g”后面是全角冒号“：”")],
     "a: |\n  b：c\nd: >\n  e：f\ng: h\n"),
    ("a: |\nb：c\n", [("P123", 2, 2, "键“b”后面是全角冒号“：”")], "a: |\nb: c\n"),
    ("a: 甲 | 乙 >\nb：c\n", [("P123", 2, 2, "键“b”后面是全角冒号“：”")], "a: 甲 | 乙 >\nb: c\n"),
    ("\u200ba: |\n  b：c\nd：e\u200b\n",
     [("P127", 1, 1, "这里有看不见的控制字符(U+200B)"),
      ("P123", 3, 2, "键“d”后面是全角冒号“：”"),
      ("P127", 3, 4, "这里有看不见的控制字符(U+200B)")],
     "a: |\n  b：c\nd: e\n"),
    ("a: |-\n  甲\u2029乙\x0b\n",
     [("P126", 2, 4, "这里有看不见的换行符(U+2029)"), ("P127", 2, 6, "这里有看不见的控制字符(U+000B)")],
     "a: |-\n  甲乙\n"),
    ("# 甲\x07\na: b\n", [("P127", 1, 4, "这里有看不见的控制字符(U+0007)")], "# 甲\na: b\n"),
    (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\nc: 4\n",
        [("P120", 2, 1, "这里有合并冲突没有处理完(“<<<<<<<”)")],
        "a: 1\n\nb: 2\n\n\n\nc: 4\n",
    ),
    (
        "<<<<<<< HEAD\na: 1\n||||||| base\na: 0\n=======\na: 2\n>>>>>>> main\n",
        [("P120", 1, 1, "这里有合并冲突没有处理完(“<<<<<<<”)")],
        "\na: 1\n\n\n\n\n\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "findings", "meant"), SLIPS, ids=[repr(row[0]) for row in SLIPS])
def test_a_slip(text: str, findings: list[tuple[str, int, int, str]], meant: str) -> None:
    assert told(text) == findings
    assert mended(text) == meant
    windows = text.replace("\n", "\r\n")
    assert told(windows) == findings
    assert mended(windows) == meant.replace("\n", "\r\n")


def test_every_kind_has_its_slip() -> None:
    assert {code for row in SLIPS for code, *_ in row[1]} == {kind.code for kind in lexical.KINDS}


FINE = [
    "a: b\n",
    "a: b # 说明\n",
    "a: b  #\n",
    "# title：甲 #乙\n",
    "  # \tb:c\n",
    "a: 甲：乙\n",
    "a: 比例1：2\n",
    "a: 上午9:30\n",
    "a: https://example.com/#top\n",
    "a: C#语言\n",
    'a: "甲 #乙：丙"\n',
    "a: '甲 #乙'\n",
    "a: [甲, 乙]\n",
    "a: |-\n  title：甲\n  year:2022 #1\n  \u3000甲\n",
    "a:\n  - text: |-\n      b：c\n      d:e\n  - f: g\n",
    "a: |\n\n  b：c\n\n  d：e\nf: g\n",
    "a: |\n  b：c",
    "a: |",
    "a: |2-\n    b：c\n  d：e\n",
    "a: >-\n  b：c\n",
    "a: |- # 说明\n  b：c\n",
    # a mark that belongs to the words of a value, not to a key
    "a: 推进园区建设,PPP：模式\n",
    "a: 推进园区建设,PPP:模式\n",
    'a: "甲,abc：乙"\n',
    'a: "甲, abc:乙"\n',
    "a: '{abc:乙}'\n",
    "a: 甲{abc：乙\n",
    "a: b # 见,abc:def\n",
    "a: b # 见, abc：def\n",
    'a: ["甲,abc:乙", 丙]\n',
    "a:\n  - |-\n    b：c\n",
    "a:\n  - - |-\n      b：c\n",
]  # fmt: skip


@pytest.mark.parametrize("text", FINE, ids=repr)
def test_what_is_no_slip(text: str) -> None:
    assert told(text) == []
    assert mended(text) == text


def test_the_real_plan_has_no_slip() -> None:
    assert lexical.scan(REAL.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sign", ["=======", ">>>>>>> main", "||||||| base"])
def test_what_is_left_of_a_conflict_is_told_too(sign: str) -> None:
    text = f"a: 1\n{sign}\nb: 2\n"
    assert [(code, line) for code, line, *_ in told(text)] == [("P120", 2)]
    with_another = f"\u3000a: 1\n{sign}\nb: 2\n"
    assert ("P120", 2) in [(code, line) for code, line, *_ in told(with_another)]


def test_a_tab_behind_a_wide_space_hides_neither() -> None:
    assert mended("a:\n\u3000\tb: c\n") == "a:\n    b: c\n"


def test_a_tab_is_as_wide_as_asked() -> None:
    text = "a:\n\tb: c\n"
    assert lexical.mend(text, lexical.scan(text, 4)).text == "a:\n    b: c\n"


def test_only_certain_mends_may_be_written() -> None:
    assert [kind.code for kind in lexical.MENDED] == ["P121", "P122", "P123", "P124"]


# -- the way back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("title：甲\nb: c\n", "甲"),
        ("title：甲\nb: c\n", "c"),
        ("a:\n\t\tb: 甲\n", "甲"),
        ("a\u2028: 甲\n", "甲"),
        ("a: {b:1, c:2, d:甲}\n", "甲"),
        ("\u3000a: \x07\x07甲\n", "甲"),
        ("a: 甲 #乙\n", "乙"),
    ],
)
def test_a_column_of_the_mended_text_leads_back(text: str, at: str) -> None:
    result = lexical.mend(text, lexical.scan(text))
    assert result.original(result.text.index(at)) == text.index(at)


lines = st.lists(
    st.one_of(
        st.sampled_from([row[0] for row in SLIPS] + FINE),
        st.text(alphabet="ab: ：-#|\t\u3000\u2028\x07<=>{},\"'甲"),
    )
)


@given(lines)
@settings(deadline=None, max_examples=300)
def test_mending_keeps_every_line_and_every_other_character(parts: list[str]) -> None:
    text = "\n".join(parts)
    result = lexical.mend(text, lexical.scan(text))
    assert result.text.count("\n") == text.count("\n")
    assert result.original(len(result.text)) == len(text)
    for index, char in enumerate(result.text):
        assert char in " :" or text[result.original(index)] == char
    for line, whole in zip(result.text.split("\n"), text.split("\n"), strict=True):
        assert line == "" or set(line) <= set(whole) | {" ", ":"}


@given(lines)
@settings(deadline=None, max_examples=300)
def test_what_is_mended_needs_no_second_mend(parts: list[str]) -> None:
    once = mended("\n".join(parts).translate(dict.fromkeys([0x07, 0x2028])))
    assert mended(once) == once


@pytest.mark.parametrize("text", ["\u2028\u3000a: b\n", "ti\u2028tle：甲\n", "title\x07：甲\n"], ids=repr)
def test_an_invisible_character_hides_no_other_slip(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_any_text_is_scanned(text: str) -> None:
    for slip in lexical.scan(text):
        assert 0 <= slip.start <= slip.end <= len(text)
        assert isinstance(slip.finding.where, Mark)
        start = text.rfind("\n", 0, slip.start) + 1
        assert slip.finding.where == Mark(text.count("\n", 0, slip.start) + 1, slip.start - start + 1)


LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: b" + " " * LONG + "\nc：d\n", id="trailing spaces"),
        pytest.param("a: b" + " " * LONG + "x #y\n", id="spaces before a sign"),
        pytest.param(" " * LONG + "：\n", id="leading spaces"),
        pytest.param("\u3000" * LONG + "：\n", id="wide spaces"),
        pytest.param("- " * LONG + "：\n", id="dashes"),
        pytest.param("a: {" + ", " * LONG + "：\n", id="commas"),
        pytest.param("a: " + "a" * LONG + "：\n", id="letters"),
        pytest.param("a: b" + " #" * LONG + "\n", id="signs"),
        pytest.param("a: |" + " " * LONG + "x：\n", id="a header"),
        pytest.param("\x07" * LONG, id="control characters"),
        pytest.param("<<<<<<<\n" * LONG, id="conflicts"),
    ],
)
def test_a_long_line_takes_no_longer(text: str) -> None:
    begin = time.process_time()
    lexical.scan(text)
    assert (
        time.process_time() - begin < 60
    )  # a guard against hanging: what is quadratic takes many minutes of the processor
