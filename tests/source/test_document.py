"""A file as text, tree and values: which line a place is on, and what stands in the way of a value."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Finding, Kind, Mark, Place, Related
from gaoxin_plan.source import document
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence

REAL = Path(__file__).parents[2] / "plan" / "2022.yaml"
TEXT = REAL.read_text(encoding="utf-8")


def parse(text: str) -> Document:
    return document.parse(text, "plan.yaml")


def told(text: str) -> list[tuple[str, int, int, str, str]]:
    """Code, line, column, address and message of all that stands in the way."""
    read = parse(text)
    problems = [read.problem(finding) for finding in (*read.findings, *read.values()[1])]
    return [(p.code, p.line, p.column, p.address, p.message) for p in problems]


# -- values ------------------------------------------------------------------------------------------------


def test_the_real_plan_is_read_without_a_finding() -> None:
    values, findings = parse(TEXT).values()
    assert findings == []
    assert isinstance(values, dict)
    assert list(values)[:4] == ["title", "year", "issuer", "published"]
    assert parse(TEXT).findings == ()


FOLDED = "这段文字分了几行,但没有用“|-”,换行会变成空格"

WAYS = [
    # text, values, what is told
    ("a:\n", {}, [("P131", 1, 1, "a", "“a”后面没有内容")]),
    ("a: ''\nb: \"  \"\n", {}, [("P131", 1, 1, "a", "“a”后面没有内容"), ("P131", 2, 1, "b", "“b”后面没有内容")]),
    ("a: # 说明\nb: c\n", {"b": "c"}, [("P131", 1, 1, "a", "“a”后面没有内容")]),
    ("a: |-\nb: c\n", {"b": "c"}, [("P131", 1, 1, "a", "“a”后面没有内容")]),
    ("a:\n  b:\n    c:\n", {"a": {"b": {}}}, [("P131", 3, 5, "a/b/c", "“c”后面没有内容")]),
    ("a: [b, '']\n", {"a": ["b", ""]}, [("P131", 1, 8, "a/2", "“- ”后面没有内容")]),
    ("a: b\nc: d\na: e\n", {"a": "b", "c": "d"}, [("P130", 3, 1, "", "键“a”在这里写了两遍(上一处在第 1 行)")]),
    (
        "a: 1\na: 2\na: 3\nb: 4\nb: 5\n", {"a": "1", "b": "4"},
        [
            ("P130", 2, 1, "", "键“a”在这里写了两遍(上一处在第 1 行)"),
            ("P130", 3, 1, "", "键“a”在这里写了两遍(上一处在第 1 行)"),
            ("P130", 5, 1, "", "键“b”在这里写了两遍(上一处在第 4 行)"),
        ],
    ),
    ("a:\n  - {b: 1, b: 2}\n", {"a": [{"b": "1"}]}, [("P130", 2, 12, "", "键“b”在这里写了两遍(上一处在第 2 行)")]),
    ("a: >-\n  甲\n  乙\n", {"a": "甲 乙"}, [("P119", 1, 4, "a", FOLDED)]),
    ("a: 甲\n  乙\n", {"a": "甲 乙"}, [("P119", 1, 4, "a", FOLDED)]),
    ('a: "甲\n  乙"\n', {"a": "甲 乙"}, [("P119", 1, 4, "a", FOLDED)]),
    ("a: '甲\n  乙'\n", {"a": "甲 乙"}, [("P119", 1, 4, "a", FOLDED)]),
    ("a:\n  - 甲\n    乙\n", {"a": ["甲 乙"]}, [("P119", 2, 5, "a/1", FOLDED)]),
    ("a: |-\n  甲\n  乙\n", {"a": "甲\n乙"}, []),
    ("a: [甲,\n    乙]\n", {"a": ["甲", "乙"]}, []),
    ("? [a]\n: b\nc: d\n", {"c": "d"}, [("P118", 1, 3, "", "这里的键不是普通文字")]),
    ("{a: b}: c\n", {}, [("P118", 1, 1, "", "这里的键不是普通文字")]),
    ("<<: {a: b}\nc: d\n", {"c": "d"}, [("P115", 1, 1, "", "不支持“<<”合并")]),
    ("*x : b\nc: d\n", {"c": "d"}, [("P114", 1, 1, "", "值不能以“*”开头(YAML 另有用途)")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values", "expected"), WAYS, ids=[repr(row[0]) for row in WAYS])
def test_what_stands_in_the_way_of_a_value(text: str, values: Any, expected: list[Any]) -> None:
    assert parse(text).values()[0] == values
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ["# 说明\n", "---\n", "# 说明\n---\n# 说明\n", "...\n", "%YAML 1.1\n---\n"], ids=repr
)
def test_a_file_without_content_is_told(text: str) -> None:
    read = parse(text)
    assert [*read.findings, *read.values()[1]] or read.values()[0] == ""


def test_a_finding_in_a_list_with_an_empty_entry_is_told_on_its_own_line() -> None:
    read = parse("a:\n  -\n  - b: c\n  - d: e\n")
    values, _ = read.values()
    assert isinstance(values, dict)
    assert isinstance(values["a"], list)
    index = values["a"].index({"d": "e"})
    assert read.mark(("a", index)).line == 4


def test_a_place_left_out_is_that_of_the_values_even_beside_an_empty_entry() -> None:
    read = parse("a:\n  -\n  - b: c\n  - d: e\n")
    values, _ = read.values()
    assert isinstance(values, dict)
    assert isinstance(values["a"], list)
    index = values["a"].index({"b": "c"})
    assert read.without([("a", index)]).values()[0] == {"a": ["", {"d": "e"}]}


# -- places ------------------------------------------------------------------------------------------------


def nodes(node: Node, place: Place = ()) -> list[tuple[Place, Node]]:
    found = [(place, node)]
    if isinstance(node, Mapping):
        for key, value in node.entries:
            found += nodes(value, (*place, key.value))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += nodes(item, (*place, index))
    return found


def at(lines: list[str], mark: Mark) -> str:
    return lines[mark.line - 1][mark.column - 1 :]


SPELLINGS = {
    "as it is": TEXT,
    "CRLF": TEXT.replace("\n", "\r\n"),
    "no last line end": TEXT.rstrip("\n"),
    "a comment before": "# 说明 ：\t\n" + TEXT,
    "a control character on every line": TEXT.replace("\n", "\x07\n"),
}


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_every_place_of_the_real_plan_is_where_its_text_is(text: str) -> None:
    read = parse(text)
    assert read.root is not None
    lines = text.replace("\r\n", "\n").split("\n")
    found = nodes(read.root)
    assert len(found) > 800
    for place, node in found[1:]:
        here = at(lines, read.mark(place))
        key = str(place[-1])
        if isinstance(node, Scalar) and node.style == "|":
            assert here.startswith(f"{key}: |-"), place
        elif isinstance(node, Scalar):
            quote = node.style
            assert here.startswith(quote + node.value), place
        elif isinstance(node, Mapping):
            assert here.startswith(("file: " if key == "source" else f"{node.entries[0][0].value}: ", "{")), (
                place
            )
        elif isinstance(key, str):
            assert here.startswith(("[", "- ")), place
        if isinstance(place[-1], str):
            assert at(lines, read.mark(place, on_key=True)).startswith(f"{key}:"), place


def test_a_byte_order_mark_moves_no_place(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    marked = document.load(path, "plan.yaml")
    plain = parse(TEXT)
    assert plain.root is not None
    places = [place for place, _ in nodes(plain.root)]
    assert [marked.mark(place) for place in places] == [plain.mark(place) for place in places]
    assert marked.mark(("title",)) == Mark(2, 8)


ADDRESSES = [
    (("title",), "title"),
    (("source", "file"), "source/file"),
    (("departments", 1), "departments/qyfz"),
    (("departments", 1, "aliases", 0), "departments/qyfz/aliases/1"),
    (("sections", 0), "sections/FZ"),
    (("sections", 0, "title"), "sections/FZ/title"),
    (("sections", 0, "items", 4), "FZ-05"),
    (("sections", 0, "items", 4, "text"), "FZ-05/text"),
    (("sections", 0, "items", 4, "responsible", 1), "FZ-05/responsible/2"),
    (("sections", 0, "items", 4, "targets", 1, "at_least"), "FZ-05/targets/FZ-05.2/at_least"),
    (("sections", 0, "items", 4, "milestones", 0), "FZ-05/milestones/FZ-05.m1"),
    (("sections", 1, "items", 2, "targets", 2, "between", 0), "XM-15/targets/XM-15.3/between/1"),
    (("sections", 9, "items", 0), "1"),
    (("nowhere", "at", 3), "nowhere/at/4"),
    ((), ""),
]


@pytest.mark.parametrize(("place", "address"), ADDRESSES, ids=[row[1] or "root" for row in ADDRESSES])
def test_a_place_is_addressed_by_ids(place: Place, address: str) -> None:
    assert parse(TEXT).address(place) == address


def test_every_node_of_the_real_plan_has_an_address_of_its_own() -> None:
    read = parse(TEXT)
    assert read.root is not None
    addresses = [read.address(place) for place, _ in nodes(read.root)]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("place", "line", "column"),
    [
        ((), 1, 1),
        (("x",), 1, 1),
        (("a", "x"), 2, 3),
        (("a", "b", "x", 3), 2, 6),
        (("a", "c", 9), 3, 6),
        (("a", "c", 1), 3, 10),
    ],
    ids=str,
)
def test_what_is_not_there_is_told_at_the_nearest_above(place: Place, line: int, column: int) -> None:
    assert parse("a:\n  b: 1\n  c: [d, e]\n").mark(place) == Mark(line, column)


SAMPLE = Kind("P999", "样例", "“{name}”", "{name}")


def test_a_finding_becomes_a_problem_on_its_line() -> None:
    read = parse("a: 1\nitems:\n  - id: FZ-01\n    b: 2\n")
    finding = SAMPLE.at(("items", 0, "b"), name="甲", related=Related("第一处", ("a",)))
    problem = read.problem(finding)
    assert problem[:2] == ("P999", "error")
    assert problem[2:] == (
        "plan.yaml",
        4,
        8,
        "items/FZ-01/b",
        "“甲”",
        "甲",
        ("第一处", "plan.yaml", Mark(1, 4)),
    )
    marked: Finding = SAMPLE.at(Mark(7, 3), name="乙")
    assert read.problem(marked)[3:6] == (7, 3, "")


# -- a character of a text ---------------------------------------------------------------------------------


def characters(text: str, key: str = "t") -> list[str]:
    """Every character of a joined text that is not found in the file at its own mark."""
    read = parse(text)
    values, _ = read.values()
    assert isinstance(values, dict)
    words = joined(str(values[key]))
    lines = text.replace("\r\n", "\n").split("\n")
    wrong = []
    for offset, char in enumerate(words):
        if char == "\n" or not offset:
            continue  # a paragraph break stands at no character; the first is told at the key
        mark = read.mark((key,), offset=offset)
        line = lines[mark.line - 1]
        found = line[mark.column - 1] if mark.column <= len(line) else "(behind the line)"
        if found != char:
            wrong.append(f"{offset} {char}: {found} at {mark.line}:{mark.column}")
    return wrong


BLOCKS = {
    "at the end": "t: |-\n  甲乙。\n  丙丁。\n",
    "before a key": "t: |-\n  甲乙。\n  丙丁。\nk: v\n",
    "before blank lines and a key": "t: |-\n  甲乙。\n  丙丁。\n\n\nk: v\n",
    "paragraphs": "t: |-\n  甲乙。\n  丙丁。\n\n  戊己。\nk: v\n",
    "two blank lines": "t: |-\n  甲乙。\n\n\n  丙丁。\nk: v\n",
    "a line of spaces": "t: |-\n  甲乙。\n     \n  丙丁。\nk: v\n",
    "a blank line first": "t: |-\n\n  甲乙。\n  丙丁。\nk: v\n",
    "CRLF": "t: |-\r\n  甲乙。\r\n\r\n  丙丁。\r\nk: v\r\n",
    "a first line that begins with spaces": "t: |2-\n    甲乙。\n  丙丁。\nk: v\n",
    "all lines begin with spaces": "t: |2-\n    甲乙。\n    丙丁。\nk: v\n",
    "wider lines": "t: |-\n  甲乙。\n    丙丁。\n  戊己。\nk: v\n",
    "wide spaces": "t: |-\n  甲乙。\n  　　丙丁。\nk: v\n",
    "wide spaces after a blank line": "t: |-\n  甲乙。\n\n  　　丙丁。\nk: v\n",
    "spaces at the end of a line": "t: |-\n  甲乙。 \n  丙丁。\nk: v\n",
    "a comment behind the header": "t: |- # 说明\n  甲乙。\n  丙丁。\nk: v\n",
    "a comment below": "t: |-\n  甲乙。\n  丙丁。\n# 说明\nk: v\n",
    "wide indentation": "t: |-\n        甲乙。\n        丙丁。\nk: v\n",
    "clipped": "t: |\n  甲乙。\n  丙丁。\nk: v\n",
    "kept": "t: |+\n  甲乙。\n  丙丁。\n\nk: v\n",
    "no last line end": "t: |-\n  甲乙。\n  丙丁。",
    "an invisible character": "t: |-\n  甲\u2028乙。\n  丙丁\x07。戊\nk: v\n",
    "a rare character": "t: |-\n  𠮷乙。\n  丙😀丁。\nk: v\n",
}


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS)
def test_every_character_of_a_text_is_where_its_mark_says(text: str) -> None:
    assert characters(text) == []


def test_every_character_of_every_text_of_the_real_plan_is_where_its_mark_says() -> None:
    read = parse(TEXT)
    lines = TEXT.split("\n")
    assert read.root is not None
    blocks = [(p, n) for p, n in nodes(read.root) if isinstance(n, Scalar) and n.style == "|"]
    assert len(blocks) == 31
    for place, node in blocks:
        words = joined(node.value)
        for offset in {1, 2, len(words) // 3, len(words) // 2, len(words) - 2, len(words) - 1}:
            assert at(lines, read.mark(place, offset=offset))[:1] == words[offset], (place, offset)


lines_of_text = st.lists(
    st.one_of(st.just(""), st.text("甲乙。 a1", min_size=1).filter(lambda line: bool(line.strip(" ")))),
    min_size=1,
)


@given(
    lines_of_text,
    st.integers(1, 6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "k: v", "\n# 注\nk: v"]),
)
@settings(deadline=None, max_examples=300)
def test_every_character_of_any_text_is_where_its_mark_says(
    lines: list[str], indent: int, end: str, below: str
) -> None:
    block = "".join(f"{' ' * indent if line else ''}{line}\n" for line in lines)
    text = f"t: |{indent}-\n{block}{below}\n".replace("\n", end)
    if "".join(lines):
        assert characters(text) == []


def test_an_offset_in_a_plain_value_is_told_at_the_value() -> None:
    assert parse("a: 1\ntitle: 甲乙丙\n").mark(("title",), offset=2) in (Mark(2, 8), Mark(2, 10))


# -- marks after a mend ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title：甲\nb: 1\n", Mark(1, 7)),
        ("title:甲\n", Mark(1, 7)),
        ("title：　甲\n", Mark(1, 8)),
        ("ti\u2028tle: 甲\n", Mark(1, 9)),
    ],
    ids=repr,
)
def test_a_mark_is_that_of_the_file_not_of_the_mended_text(text: str, expected: Mark) -> None:
    assert parse(text).mark(("title",)) == expected


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title:甲: 乙\n", "P112", 1, 8),
        ('title："甲\n', "P111", 1, 7),
        ("title:&x 甲\n", "P114", 1, 7),
        ("a: {b:1, b: 2}\n", "P130", 1, 10),
    ],
    ids=repr,
)
def test_a_finding_of_the_parser_is_told_in_columns_of_the_file(
    text: str, code: str, line: int, column: int
) -> None:
    assert (code, line, column) in [found[:3] for found in told(text)]


# -- less --------------------------------------------------------------------------------------------------


def test_what_is_left_out_moves_nothing_else() -> None:
    text = "a: 1\nb:\n  - c: 2\n    d: 3\n  - e: 4\n"
    read = parse(text)
    rest = read.without([("b", 0, "c")])
    assert rest.values()[0] == {"a": "1", "b": [{"d": "3"}, {"e": "4"}]}
    assert rest.mark(("b", 0, "d")) == read.mark(("b", 0, "d")) == Mark(4, 8)
    fewer = read.without([("b", 0), ("a",)])
    assert fewer.values()[0] == {"b": [{"e": "4"}]}
    assert fewer.mark(("b", 0, "e")) == Mark(5, 8)
    assert read.values()[0] == {"a": "1", "b": [{"c": "2", "d": "3"}, {"e": "4"}]}


@pytest.mark.parametrize("places", [[], [()], [("x",)], [("a", "x")], [("b", 9)]], ids=repr)
def test_leaving_out_nothing_changes_nothing(places: list[Place]) -> None:
    read = parse("a: 1\nb: [c]\n")
    assert read.without(places).values() == read.values()


def test_a_key_that_stands_twice_is_left_out_twice() -> None:
    assert parse("a: 1\na: 2\nb: 3\n").without([("a",)]).values() == ({"b": "3"}, [])


# -- files -------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_text_is_a_document_with_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"PK\x03\x04")
    read = document.load(path, "plan.yaml")
    assert (read.path, read.text, read.root) == ("plan.yaml", "", None)
    assert [finding.kind.code for finding in read.findings] == ["P103"]


def test_a_slip_does_not_hide_the_mistakes_after_it() -> None:
    text = "title：甲\nb:c\n　　d: e\nf: [1\n"
    assert [found[0] for found in told(text)] == ["P123", "P124", "P122"] or "P111" in [
        f[0] for f in told(text)
    ]


@given(st.text(alphabet="ab: ：\n-[]{}\"'|>&*!#?,<\t\r\u3000\u2028\x07甲"))
@settings(deadline=None, max_examples=500)
def test_any_text_is_a_document(text: str) -> None:
    read = parse(text)
    values, findings = read.values()
    assert values is not None or read.findings or not text.strip()
    for finding in (*read.findings, *findings):
        problem = read.problem(finding)
        assert problem.line >= 1
        assert problem.column >= 1


ATTACKS = [
    pytest.param("a：1\nb:\n" + "  - *x\n" * 30_000, "P114", id="aliases on many lines"),
    pytest.param("".join(f"k{n}: 1\n" for n in range(15_000)) * 2, "P130", id="many keys twice"),
    pytest.param("a: 1\n" * 30_000, "P130", id="one key many times"),
    pytest.param("".join(f"k{n}:\n" for n in range(30_000)), "P131", id="many empty keys"),
    pytest.param("a:\n" + "  -\n" * 30_000, "P131", id="many empty entries"),
    pytest.param("".join(f"k{n}：1\n" for n in range(30_000)), "P123", id="many slips"),
    pytest.param("a:\n" + "  - 甲\n    乙\n" * 15_000, "P119", id="many folded texts"),
]


@pytest.mark.parametrize(("text", "code"), ATTACKS)
def test_many_mistakes_are_all_told_in_a_few_seconds(text: str, code: str) -> None:
    begin = time.process_time()
    read = parse(text)
    problems = [read.problem(finding) for finding in (*read.findings, *read.values()[1])]
    assert (
        time.process_time() - begin < 60
    )  # a guard against hanging: what is quadratic takes many minutes of the processor
    assert code in {problem.code for problem in problems}
    assert len(problems) >= 15_000
