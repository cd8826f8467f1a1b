"""The printed document held against the plan: every single difference is found, at its own place."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gaoxin_plan import workspace
from gaoxin_plan.checks.printed import Bracket, Difference, Leftover, Printed, compare
from gaoxin_plan.model.numerals import numeral
from gaoxin_plan.model.plan import Item, Plan, Section
from gaoxin_plan.problems import Place

FOLDER = Path(__file__).parents[2] / "plan"
REAL = (FOLDER / "2022.source.txt").read_text(encoding="utf-8")


def real() -> Plan:
    plan = workspace.load(FOLDER / "2022.yaml").plan
    assert plan is not None
    return plan


REAL_PLAN = real()

ITEMS = [
    ["培育企业。新增规上企业10户以上。", "优化服务。推行“一件事一次办”,提速(提质)增效。"],
    ["招引项目。力争3个月内签约。"],
]


def make(
    items: list[list[str]] = ITEMS, preamble: str = "坚持稳中求进。", title: str = "示例高新区2022年工作要点"
) -> Plan:
    sections = [
        Section(
            id=f"S{s}",
            number=numeral(s + 1),
            title=["加快发展", "狠抓项目", "强化党建"][s],
            items=tuple(
                Item(id=f"S{s}-{i}", number="一", title=text.split("。")[0], text=text)
                for i, text in enumerate(texts)
            ),
        )
        for s, texts in enumerate(items)
    ]
    return Plan(
        title=title, year=2022, issuer="办公室", published=date(2022, 3, 1), preamble=preamble,
        departments=(), sections=tuple(sections),
    )  # fmt: skip


DOCUMENT = """\
示例高新区2022年工作要点

坚持稳中求进。

一、加快发展

(一)培育企业。新增规上企业10户以上。(牵头部门:甲局;责任部门:乙局、丙办)

(二)优化服务。推行“一件事一次办”,提速(提质)增效。(牵头部门:乙局,责任部门:甲局)

二、狠抓项目

(三)招引项目。力争3个月内签约。 (牵头部门:丙办)
"""


def item(s: int, i: int, key: str | None = None) -> Place:
    place: Place = ("sections", s, "items", i)
    return place if key is None else (*place, key)


BRACKETS = (
    Bracket(item(0, 0), ("甲局",), ("乙局", "丙办")),
    Bracket(item(0, 1), ("乙局",), ("甲局",)),
    Bracket(item(1, 0), ("丙办",), ()),
)
SAME = Printed((), (), BRACKETS)


def found(printed: Printed) -> list[Difference | Leftover]:
    return [*printed.differences, *printed.leftovers]


# -- nothing to tell ---------------------------------------------------------------------------------------


def test_the_real_document_is_the_real_plan() -> None:
    printed = compare(REAL_PLAN, REAL)
    assert found(printed) == []
    assert [bracket.place for bracket in printed.brackets] == [
        item(s, i) for s, section in enumerate(REAL_PLAN.sections) for i in range(len(section.items))
    ]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "many blank lines": lambda text: text.replace("\n\n", "\n \n\t\n　\n"),
    "wide indents": lambda text: text.replace("\n\n", "\n\n　　"),
    "spaces at the end of lines": lambda text: text.replace("\n", " 　\n"),
    "blank lines around": lambda text: "\n\n" + text + "\n\n",
    "no last line end": str.rstrip,
    "full-width brackets": lambda text: (
        text.replace("(牵头部门:", "（牵头部门：")
        .replace(";责任部门:", "；责任部门：")
        .replace("局)", "局）")
    ),
    "units": lambda text: text.replace("牵头部门", "牵头单位").replace("责任部门", "责任单位"),
    "full-width numbers": lambda text: text.replace("(一)", "（一）").replace("(二)", "（二）"),
    "numbers in digits": lambda text: (
        text.replace("一、", "1.").replace("(一)", "1、").replace("(二)", "(2)").replace("(三)", "３．")
    ),
    "no numbers": lambda text: text.replace("一、", "").replace("(一)", "").replace("(三)", ""),
    "a bracket on a line of its own": lambda text: text.replace("(牵头部门", "\n(牵头部门"),
    "a space before a bracket": lambda text: text.replace("(牵头部门", "  (牵头部门"),
    "spaces in a bracket": lambda text: text.replace("(牵头部门:", "( 牵头部门 : "),
    "commas for the semicolon": lambda text: text.replace(";责任部门", "，责任部门"),
}


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_what_is_only_spelt_otherwise_is_the_same(spell: Callable[[str], str]) -> None:
    assert compare(make(), spell(DOCUMENT)) == SAME


def test_a_paragraph_break_is_one_however_it_is_printed() -> None:
    plan = make([["培育企业。第一段。\n第二段。"]], preamble="前一段。\n后一段。")
    for between in ("\n", "\n\n", "\r\n\r\n", "\n　　", "\n \n　　"):
        document = f"示例高新区2022年工作要点\n前一段。{between}后一段。\n一、加快发展\n培育企业。第一段。{between}第二段。"
        assert found(compare(plan, document)) == []


BRACKETED = [
    ("(牵头部门:甲局;责任部门:乙局、丙办)", ("甲局",), ("乙局", "丙办")),
    ("(牵头部门:甲局,责任部门:乙局)", ("甲局",), ("乙局",)),
    ("(牵头部门:甲局。责任部门:乙局)", ("甲局",), ("乙局",)),
    ("(牵头部门:甲局)", ("甲局",), ()),
    ("(牵头部门:甲局、乙局;责任部门:丙办)", ("甲局", "乙局"), ("丙办",)),
    ("（牵头单位：甲局；责任单位：乙局、丙办）", ("甲局",), ("乙局", "丙办")),
    ("(牵头单位：甲局;配合单位：乙局，丙办)", ("甲局",), ("乙局", "丙办")),
    ("(牵头部门:党群工作部<纪工委>;责任部门:乙局)", ("党群工作部<纪工委>",), ("乙局",)),
    ("( 牵头部门: 甲局 ; 责任部门: 乙局 、 丙办 )", ("甲局",), ("乙局", "丙办")),
]


@pytest.mark.parametrize(("bracket", "lead", "responsible"), BRACKETED, ids=[row[0] for row in BRACKETED])
def test_a_bracket_names_the_departments(
    bracket: str, lead: tuple[str, ...], responsible: tuple[str, ...]
) -> None:
    document = "示例高新区2022年工作要点\n坚持稳中求进。\n一、加快发展\n(一)培育企业。" + bracket
    assert compare(make([["培育企业。"]]), document) == Printed(
        (), (), (Bracket(item(0, 0), lead, responsible),)
    )


def test_the_oddities_of_printed_plans_are_no_differences() -> None:
    """As make_plan.py writes them: every fifth item has a comma, no full stop, a space, a note, a short name."""
    texts = [f"抓好第{numeral(n)}件事。推广“5+1”经验,新增{n}户以上,巩固2021年成果" for n in range(1, 201)]
    texts = [text + ("" if n % 5 == 1 else "。") for n, text in enumerate(texts)]
    lines, brackets = [], []
    for n, text in enumerate(texts):
        lead = "党群工作部<纪工委>" if n % 5 == 3 else "党群工作部"
        other = "企业服务中心" if n % 5 == 4 else "企业发展服务中心"
        comma, gap = ("," if n % 5 == 0 else ";"), (" " if n % 5 == 2 else "")
        lines.append(f"({numeral(n + 1)}){text}{gap}(牵头部门:{lead}{comma}责任部门:{other}、财政局)")
        brackets.append(Bracket(item(0, n), (lead,), (other, "财政局")))
    document = "示例高新区2022年工作要点\n\n坚持稳中求进。\n\n一、加快发展\n\n" + "\n\n".join(lines)
    assert compare(make([texts]), document) == Printed((), (), tuple(brackets))


def test_a_bracket_between_other_texts_belongs_to_no_item() -> None:
    document = DOCUMENT.replace("坚持稳中求进。", "坚持稳中求进。(牵头部门:丁局)")
    assert compare(make(), document) == SAME


NUMBERED = ["1.5亿元项目。建成。", "三、四级联动。做好。", "2022、2023年度。做好。", "(一)类企业。做好。"]


@pytest.mark.parametrize("text", NUMBERED)
def test_a_text_that_begins_like_a_number_is_found(text: str) -> None:
    document = f"示例高新区2022年工作要点\n坚持稳中求进。\n一、加快发展\n(一){text}(牵头部门:甲局)"
    assert found(compare(make([[text]]), document)) == []


# -- one difference ----------------------------------------------------------------------------------------


LEFT = [
    # what is changed in the document, into what, the differences and leftovers of the plan
    ("(二)优化服务。推行“一件事一次办”,提速(提质)增效。(牵头部门:乙局,责任部门:甲局)\n\n", "",
     [Difference(item(0, 1, "text"), 0, ITEMS[0][1], "")]),
    ("二、狠抓项目", "二、狠抓大项目", [Difference(("sections", 1, "title"), 2, "项目", "大项目")]),
    ("二、狠抓项目\n\n", "", [Difference(("sections", 1, "title"), 0, "狠抓项目", "")]),
    ("坚持稳中求进。\n\n", "", [Difference(("preamble",), 0, "坚持稳中求进。", "")]),
    ("10户以上。", "12户以上。", [Difference(item(0, 0, "text"), 12, "0户以上。", "2户以上。")]),
    ("10户以上。", "10户以上", [Difference(item(0, 0, "text"), 16, "。", "")]),
    ("10户以上。", "10户以上。多。", [Leftover(item(0, 0, "text"), 17, "多。")]),
    ("10户以上。", "10户以上,", [Difference(item(0, 0, "text"), 16, "。", ",")]),
    ("(提质)", "", [Difference(item(0, 1, "text"), 18, "(提质)增效。", "增效。")]),
    ("坚持稳中求进。\n", "坚持稳中求进。\n来源:办公室\n", [Leftover(("sections", 0, "title"), 0, "来源:办公室")]),
    ("示例高新区", "来源:某网\n示例高新区", [Leftover(("title",), 0, "来源:某网")]),
    ("(牵头部门:丙办)", "(牵头部门:丙办)\n\n附件:任务清单", [Leftover(item(1, 0, "text"), 0, "附件:任务清单")]),
    ("(牵头部门:丙办)", "(责任部门:丙办)", [Leftover(item(1, 0, "text"), 14, "(责任部门:丙办)")]),
    ("(牵头部门:丙办)", "(牵头部门:丙办", [Leftover(item(1, 0, "text"), 14, "(牵头部门:丙办")]),
    ("\n\n(二)优化", "\n\n(二)新增一条。做好。(牵头部门:丁局)\n\n(三)优化", [Leftover(item(0, 1, "text"), 0, "新增一条。做好。")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"), LEFT, ids=[f"{row[0][:9]!r} {row[1][:9]!r}" for row in LEFT]
)
def test_one_difference_is_one_finding(old: str, new: str, expected: list[Difference | Leftover]) -> None:
    assert DOCUMENT.count(old) == 1
    assert found(compare(make(), DOCUMENT.replace(old, new))) == expected


def test_of_two_items_that_changed_places_one_is_told_to_be_elsewhere() -> None:
    plan = make([[ITEMS[0][1], ITEMS[0][0]], ITEMS[1]])
    printed = compare(plan, DOCUMENT)
    assert found(printed) == []
    assert printed.moved == (item(0, 1, "text"),)


def test_an_extra_item_is_told_and_the_next_is_found() -> None:
    plan = make([[ITEMS[0][0], "没有印的一条。做好。", ITEMS[0][1]], ITEMS[1]])
    assert found(compare(plan, DOCUMENT)) == [Difference(item(0, 1, "text"), 0, "没有印的一条。做好。", "")]


def test_a_change_in_the_first_of_two_paragraphs_hides_nothing_of_the_second() -> None:
    document = "示例高新区2022年工作要点\n前一段话。\n后一段话。\n一、加快发展\n(一)培育企业。做好。"
    plan = make([["培育企业。做好。"]], preamble="前一段话!\n后一段话。")
    entries = found(compare(plan, document))
    assert [(type(entry), entry.place, entry.offset) for entry in entries] == [(Difference, ("preamble",), 4)]


def test_a_title_that_also_stands_in_an_earlier_text_is_found_where_it_is_a_title() -> None:
    document = DOCUMENT.replace("推行“", "狠抓项目,推行“")
    plan = make(
        [[ITEMS[0][0], ITEMS[0][1].replace("推行“", "狠抓项目,推行“").replace("增效", "增益")], ITEMS[1]]
    )
    assert [(entry.place, entry.offset) for entry in found(compare(plan, document))] == [
        (item(0, 1, "text"), 28)
    ]


def test_items_that_begin_alike_are_not_taken_for_each_other() -> None:
    texts = [f"加快推进项目建设。做好第{numeral(n)}件事,确保完成。" for n in range(1, 9)]
    document = "示例高新区2022年工作要点\n坚持稳中求进。\n一、加快发展\n" + "\n".join(
        f"({numeral(n)}){text}(牵头部门:甲局)" for n, text in enumerate(texts, 1)
    )
    assert found(compare(make([texts]), document)) == []
    for n in range(8):
        changed = [text.replace("确保", "力争") if i == n else text for i, text in enumerate(texts)]
        entries = found(compare(make([changed]), document))
        assert [entry.place for entry in entries] == [item(0, n, "text")]


# -- every single character --------------------------------------------------------------------------------


def texts(plan: Plan) -> Iterator[tuple[Place, str]]:
    yield ("title",), plan.title
    yield ("preamble",), plan.preamble
    for s, section in enumerate(plan.sections):
        yield ("sections", s, "title"), section.title
        for i, one in enumerate(section.items):
            yield item(s, i, "text"), one.text


def with_text(plan: Plan, place: Place, words: str) -> Plan:
    """The plan with another text at one place."""
    if len(place) == 1:
        return replace(plan, **{str(place[0]): words})
    sections = list(plan.sections)
    section = sections[int(place[1])]
    if len(place) == 3:
        section = replace(section, title=words)
    else:
        items = list(section.items)
        items[int(place[3])] = replace(items[int(place[3])], text=words)
        section = replace(section, items=tuple(items))
    sections[int(place[1])] = section
    return replace(plan, sections=tuple(sections))


EDITS: dict[str, Callable[[str, int], str]] = {
    "deleted": lambda words, at: words[:at] + words[at + 1 :],
    "inserted": lambda words, at: words[:at] + "囍" + words[at:],
    "replaced": lambda words, at: words[:at] + "囍" + words[at + 1 :],
}


def misplaced(plan: Plan, document: str, edit: str, at: Place, words: str, offset: int) -> str:
    """What is wrong with how one changed character of a plan is told; nothing if it is told once, there."""
    spoilt = EDITS[edit](words, offset)
    if spoilt == words:
        return ""
    entries = found(compare(with_text(plan, at, spoilt), document))
    told = [(entry.place, entry.offset) for entry in entries]
    pairs = zip(words, spoilt, strict=False)
    first = next((n for n, (before, after) in enumerate(pairs) if before != after), len(spoilt))
    if told == [(at, min(first, len(words)))]:
        return ""
    return f"{edit} at {offset} of {at} ({words[max(0, offset - 3) : offset + 3]}): {told}"


@pytest.mark.parametrize("edit", EDITS)
def test_any_one_character_of_a_small_plan_is_missed_where_it_is(edit: str) -> None:
    plan = make()
    wrong = [
        misplaced(plan, DOCUMENT, edit, place, words, offset)
        for place, words in texts(plan)
        for offset in range(len(words))
    ]
    assert list(filter(None, wrong)) == []


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("offsets", [range(12), range(-12, 0)], ids=["beginning", "end"])
def test_any_one_character_at_the_ends_of_the_real_plan_is_missed_where_it_is(
    edit: str, offsets: range
) -> None:
    wrong = [
        misplaced(REAL_PLAN, REAL, edit, place, words, offset % len(words))
        for place, words in texts(REAL_PLAN)
        for offset in offsets
    ]
    assert list(filter(None, wrong)) == []


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_any_one_character_of_the_real_plan_is_missed_where_it_is(data: st.DataObject) -> None:
    place, words = data.draw(st.sampled_from(list(texts(REAL_PLAN))))
    offset = data.draw(st.integers(12, max(12, len(words) - 13)))
    assume(offset < len(words) - 12)
    assert misplaced(REAL_PLAN, REAL, data.draw(st.sampled_from(sorted(EDITS))), place, words, offset) == ""


@pytest.mark.parametrize(("s", "i"), [(0, 0), (0, 5), (0, 11), (1, 0), (2, 4), (3, 6)])
def test_any_item_left_out_of_the_real_plan_is_left_over(s: int, i: int) -> None:
    sections = list(REAL_PLAN.sections)
    left = sections[s].items[i]
    sections[s] = replace(sections[s], items=sections[s].items[:i] + sections[s].items[i + 1 :])
    printed = compare(replace(REAL_PLAN, sections=tuple(sections)), REAL)
    assert printed.differences == ()
    assert [entry.words for entry in printed.leftovers] == [left.text.replace(" ", "")]
    assert len(printed.brackets) == 29


# -- any document ------------------------------------------------------------------------------------------

words = st.text("甲乙丙丁。,;:()（）“”、1二十 ", min_size=1, max_size=12)


@given(
    words,
    st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=3),
    st.text("甲乙。()\n1、", max_size=30),
)
@settings(deadline=None, max_examples=300)
def test_any_plan_against_any_document(title: str, items: list[list[str]], document: str) -> None:
    printed = compare(make(items, title=title, preamble=""), document)
    every = {place for place, _ in texts(make(items, title=title, preamble=""))} | {()}
    assert {entry.place for entry in found(printed)} <= every


# parted by what no text of the alphabet holds, so that every text is found where it was put
whole = st.text("甲乙丙丁。,“”", min_size=7, max_size=20)


@given(
    whole,
    st.lists(st.lists(whole, min_size=1, max_size=4), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n", "\n\n　　"]),
)
@settings(deadline=None, max_examples=200)
def test_any_plan_is_what_is_printed_of_it(preamble: str, items: list[list[str]], between: str) -> None:
    plan = make(items, preamble=preamble)
    lines = [f"({numeral(n)}){words}(牵头部门:某局)" for n, (_, words) in enumerate(texts(plan), 1)]
    assert found(compare(plan, between.join(lines))) == []


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(" " * 60_000, id="spaces"),
        pytest.param("甲" + " " * 60_000 + "乙", id="spaces between"),
        pytest.param("(牵头部门:" + " " * 800, id="an open bracket"),
        pytest.param("(牵头部门:甲;责任部门:" + " " * 800, id="an open bracket, half-way"),
        pytest.param("(牵头部门:" * 20_000, id="brackets"),
        pytest.param("一" * 50_000, id="a number without end"),
        pytest.param("(" * 50_000, id="open brackets"),
        pytest.param("\n" * 50_000, id="lines"),
        pytest.param("示例高新区" * 20_000, id="the beginning of a title"),
        pytest.param("甲" * 100_000, id="a long line"),
    ],
)
def test_no_document_wears_the_comparison_out(document: str) -> None:
    begin = time.process_time()
    compare(make(), document)
    assert (
        time.process_time() - begin < 60
    )  # a guard against hanging: what is quadratic takes many minutes of the processor


def test_a_long_plan_is_compared_in_a_moment() -> None:
    items = [
        f"加快第{numeral(n)}项工作。" + f"落实第{numeral(n)}项措施,确保完成。" * 20 for n in range(1, 2001)
    ]
    document = "示例高新区2022年工作要点\n坚持稳中求进。\n一、加快发展\n" + "\n".join(
        f"({numeral(n)}){text}(牵头部门:甲局;责任部门:乙局)" for n, text in enumerate(items, 1)
    )
    spoilt = [text.replace("措施", "举措", 1) if n % 10 == 0 else text for n, text in enumerate(items)]
    begin = time.process_time()
    printed = compare(make([spoilt]), document)
    assert (
        time.process_time() - begin < 60
    )  # a guard against hanging: what is quadratic takes many minutes of the processor
    assert [entry.place for entry in found(printed)] == [item(0, n, "text") for n in range(0, 2000, 10)]
