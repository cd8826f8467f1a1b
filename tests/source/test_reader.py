"""The one reader: what it makes of YAML, what it refuses, and that no file can wear it out."""

import sys
import time
from typing import Any

import _ruamel_yaml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.problems import Mark
from gaoxin_plan.source import reader
from gaoxin_plan.source.tree import Mapping, Node, Sequence


def plain(node: Node | None) -> Any:
    """A tree as lists, pairs and strings, with nothing left out."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


def told(text: str) -> list[tuple[str, int, int, str]]:
    found = []
    for finding in reader.read(text).findings:
        assert isinstance(finding.where, Mark)
        found.append((finding.kind.code, *finding.where, finding.message))
    return found


def test_the_parser_in_use_is_the_c_parser() -> None:
    assert reader.yaml is _ruamel_yaml
    assert _ruamel_yaml.__file__.endswith((".so", ".pyd"))


def test_without_the_c_parser_nothing_is_read_slowly_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    monkeypatch.delitem(sys.modules, "gaoxin_plan.source.reader")
    with pytest.raises(ImportError, match="_ruamel_yaml"):
        __import__("gaoxin_plan.source.reader")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: b", {"a": "b"}),
        ("a: 否\nb: on\nc: 1.10\nd: 2022-06-30\ne: null\nf: ~\n",
         {"a": "否", "b": "on", "c": "1.10", "d": "2022-06-30", "e": "null", "f": "~"}),
        ("a: 0o17\nb: 1_000\nc: .nan\nd: 0x1F\n", {"a": "0o17", "b": "1_000", "c": ".nan", "d": "0x1F"}),
        ("a: [b, c]\n", {"a": ["b", "c"]}),
        ("a:\n  - b\n  - c: d\n    e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a: {b: c, d: [e]}\n", {"a": {"b": "c", "d": ["e"]}}),
        ("a: \"b: c # d\"\nb: 'it''s'\n", {"a": "b: c # d", "b": "it's"}),
        ("a: |-\n  b\n  c\n", {"a": "b\nc"}),
        ("a: |-\n  b\n\n  c # d\n", {"a": "b\n\nc # d"}),
        ("a: |2-\n    b\n", {"a": "  b"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("# 说明\na: b # 说明\n", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("1: a\n2022-06-30: b\n", {"1": "a", "2022-06-30": "b"}),
        ("𠮷: 😀\n", {"𠮷": "😀"}),
        ("a: b\r\nc: |-\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne"}),
    ],
    ids=lambda value: repr(value) if isinstance(value, str) else "",
)  # fmt: skip
def test_every_scalar_is_a_string(text: str, values: Any) -> None:
    reading = reader.read(text)
    assert plain(reading.root) == values
    assert (reading.findings, reading.broken) == ([], False)


SPECIAL = "值不能以“{}”开头(YAML 另有用途)"

REFUSED = [
    # text, what is read all the same, the findings
    ("a: &x b\n", {"a": "b"}, [("P114", 1, 4, SPECIAL.format("&"))]),
    ("a: &x b\nc: *x\n", {"a": "b", "c": ""}, [("P114", 1, 4, SPECIAL.format("&")), ("P114", 2, 4, SPECIAL.format("*"))]),
    ("a: &x\n  b: c\n", {"a": {"b": "c"}}, [("P114", 1, 4, SPECIAL.format("&"))]),
    ("a: &x [b]\n", {"a": ["b"]}, [("P114", 1, 4, SPECIAL.format("&"))]),
    ("a: !!int 3\n", {"a": "3"}, [("P114", 1, 4, SPECIAL.format("!"))]),
    ("a: ! 3\n", {"a": "3"}, [("P114", 1, 4, SPECIAL.format("!"))]),
    ("a: !!python/object/apply:os.system [ls]\n", {"a": ["ls"]}, [("P114", 1, 4, SPECIAL.format("!"))]),
    ("&x a: b\n", {"a": "b"}, [("P114", 1, 1, SPECIAL.format("&"))]),
    ("<<: {a: b}\nc: d\n", {"<<": {"a": "b"}, "c": "d"}, [("P115", 1, 1, "不支持“<<”合并")]),
    ("a: &x\n  b: c\nd:\n  <<: *x\n", {"a": {"b": "c"}, "d": {"<<": ""}},
     [("P114", 1, 4, SPECIAL.format("&")), ("P115", 4, 3, "不支持“<<”合并")]),
    ("a: b\n---\nc: d\n", {"a": "b"}, [("P116", 2, 1, "“---”之后又开始了一份文档")]),
    ("a: b\n--- c\n", {"a": "b"}, [("P116", 2, 1, "“---”之后又开始了一份文档")]),
    ("a: b\n---\n---\n---\n", {"a": "b"}, [("P116", 2, 1, "“---”之后又开始了一份文档")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values", "findings"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_what_yaml_has_and_a_plan_does_not_need(text: str, values: Any, findings: list[Any]) -> None:
    reading = reader.read(text)
    assert not reading.broken
    assert plain(reading.root) == values
    assert told(text) == findings


BROKEN = [
    # text, code, line, column, message
    ("a: [1, 2\n", "P111", 1, 4, "这个方括号没有闭合"),
    ("a: [1, 2\nb: c\n", "P111", 1, 4, "这个方括号没有闭合"),
    ("a: [\n", "P111", 1, 4, "这个方括号没有闭合"),
    ("a: {\nb: c\n", "P111", 1, 4, "这个花括号没有闭合"),
    ("a: {b: c\nd: e\n", "P111", 1, 4, "这个花括号没有闭合"),
    ("a: 'b\n", "P111", 1, 4, "这个单引号没有闭合"),
    ('a: b\nc: "d\ne: f\n', "P111", 2, 4, "这个双引号没有闭合"),
    ("a: b: c\n", "P112", 1, 5, "这里多出一个“: ”"),
    ("a: 甲: 乙\n", "P112", 1, 5, "这里多出一个“: ”"),
    (" a: b\nc: d\n", "P113", 2, 1, "这一行的缩进与上面没有对齐"),
    ("a:\n  b: 1\n c: 2\n", "P113", 3, 2, "这一行的缩进与上面没有对齐"),
    ("a:\n- b\n c: d\n", "P113", 3, 2, "这一行的缩进与上面没有对齐"),
    ("- a\nb: c\n", "P113", 2, 1, "这一行的缩进与上面没有对齐"),
    ("a: @b\n", "P114", 1, 4, SPECIAL.format("@")),
    ("a: `b\n", "P114", 1, 4, SPECIAL.format("`")),
    ("a: %b\n", "P114", 1, 4, SPECIAL.format("%")),
    ("a: b\nxyz\nc: d\n", "P110", 3, 1, "从这里起读不通"),
    ("a: ]\n", "P110", 1, 4, "从这里起读不通"),
    ("a: |x\n  b\n", "P110", 1, 5, "从这里起读不通"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"), BROKEN, ids=[repr(row[0]) for row in BROKEN]
)
def test_what_cannot_be_parsed(text: str, code: str, line: int, column: int, message: str) -> None:
    reading = reader.read(text)
    assert reading.broken
    assert reading.root is None
    assert told(text) == [(code, line, column, message)]


def test_a_quote_that_is_closed_is_not_told_to_be_open() -> None:
    [(code, line, column, _)] = told('a: "C:\\方案"\n')
    assert code != "P111"
    assert (line, column) == (1, 7)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("? [a, b]\n: c\nd: e\n", [("", "?", "c"), ("d", "", "e")]),
        ("{a: b}: c\n", [("", "?", "c")]),
        ("? a\n: b\n", [("a", "", "b")]),
        ('"a b": c\n', [("a b", '"', "c")]),
        ("a: b\na: c\n", [("a", "", "b"), ("a", "", "c")]),
    ],
    ids=["list", "mapping", "question mark", "quoted", "twice"],
)
def test_keys_are_kept_as_they_stand(text: str, values: list[tuple[str, str, str]]) -> None:
    root = reader.read(text).root
    assert isinstance(root, Mapping)
    assert [(key.value, key.style, plain(value)) for key, value in root.entries] == values


@pytest.mark.parametrize("opener", ["[", "{a: ", "- "])
def test_the_depth_has_a_limit(opener: str) -> None:
    assert "P117" not in [code for code, *_ in told(opener * reader.DEPTH)]
    assert [(code, message) for code, _, _, message in told(opener * (reader.DEPTH + 1))] == [
        ("P117", "括号或缩进套了 32 层以上")
    ]


def test_the_depth_is_told_where_it_is_too_deep() -> None:
    text = "".join(f"{'  ' * level}a:\n" for level in range(50))
    assert told(text) == [("P117", 33, 65, "括号或缩进套了 32 层以上")]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join(['*' + before] * 9)}]\n"
    for before, this in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
)

ATTACKS = [
    pytest.param("[" * 1_000_000, "P117", id="a million open brackets"),
    pytest.param("{a: " * 300_000, "P117", id="open braces"),
    pytest.param("- " * 1_000_000, "P117", id="a million dashes"),
    pytest.param("? " * 1_000_000, "P117", id="a million question marks"),
    pytest.param("".join(" " * n + "a:\n" for n in range(2000)), "P117", id="a staircase"),
    pytest.param('"' + "a" * 1_000_000, "P111", id="an open quote"),
    pytest.param(BOMB, "P114", id="an alias bomb"),
    pytest.param("a" * 1_000_000 + ": b", "P112", id="a key of a million letters"),
    pytest.param("a: b\n" + "  c\n" * 200_000, None, id="a folded text"),
    pytest.param("a: |-\n" + "  甲乙丙丁。\n" * 200_000, None, id="a long text"),
    pytest.param("a: b\n" * 100_000, None, id="one key a hundred thousand times"),
    pytest.param("".join(f"k{n}: v\n" for n in range(100_000)), None, id="a hundred thousand keys"),
    pytest.param("a: [" + "b, " * 300_000 + "]", None, id="a long list"),
    pytest.param("a: &a b\nc: [" + "*a, " * 50_000 + "]", "P114", id="many aliases"),
    pytest.param("\n" * 1_000_000, None, id="a million lines"),
    pytest.param("#" * 1_000_000, None, id="a long comment"),
    pytest.param("---\n" * 100_000, "P116", id="many documents"),
]


@pytest.mark.parametrize(("text", "code"), ATTACKS)
def test_no_text_wears_the_reader_out(text: str, code: str | None) -> None:
    begin = time.process_time()
    reading = reader.read(text)
    assert (
        time.process_time() - begin < 60
    )  # a guard against hanging: what is quadratic takes many minutes of the processor
    assert {finding.kind.code for finding in reading.findings} == ({code} if code else set())


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_any_text_is_read_or_told(text: str) -> None:
    reading = reader.read(text)
    assert not reading.broken or (reading.root is None and reading.findings)


@given(st.text(alphabet="ab: \n-[]{}\"'|>&*!%@`#?,<\t\r"))
@settings(deadline=None, max_examples=500)
def test_any_yaml_like_text_is_read_or_told(text: str) -> None:
    reading = reader.read(text)
    assert not reading.broken or (reading.root is None and reading.findings)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in reading.findings:
        assert isinstance(finding.where, Mark)
        line, column = finding.where
        assert 1 <= line <= len(lines) + 1  # the parser counts the end of the text as a line of its own
        assert 1 <= column <= len([*lines, ""][line - 1]) + 1
