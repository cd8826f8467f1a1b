"""Which items are listed, and where they say the words that are searched for."""

import unicodedata
from itertools import groupby

import msgspec.structs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views import selection
from gaoxin_plan.views.listing import Hit, listing, listing_json
from gaoxin_plan.views.rows import Scope


def hits(plan: Plan, words: str) -> list[tuple[str, str, str]]:
    """Return where, whose and what: the sentence with the words in brackets."""
    return [
        (hit.where, hit.id, marked(hit)) for item in listing(plan, Scope(), words).items for hit in item.hits
    ]


def marked(hit: Hit) -> str:
    text = hit.sentence
    for begin, end in reversed(hit.spans):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text


def test_every_item_in_printed_order(plan: Plan) -> None:
    answer = listing(plan, Scope())
    assert [item.row.item.id for item in answer.items] == [task.item.id for task in plan.tasks()]
    assert (answer.words, answer.times) == ("", 0)


def test_a_department_leads_first(plan: Plan) -> None:
    answer = listing(plan, Scope(department=selection.department(plan, "党群")), None)
    assert [item.row.item.id for item in answer.items] == [
        "DJ-24", "DJ-25", "DJ-26", "DJ-27", "DJ-28", "DJ-29",
        "FZ-04", "FZ-11", "FZ-12", "DX-19", "DX-20", "DJ-30",
    ]  # fmt: skip


def test_the_sentence_around_every_hit(plan: Plan) -> None:
    found = hits(plan, "周监测")
    assert found == [
        (
            "text",
            "FZ-10",
            (
                "进一步规范完善园区统计体系,提升统计数据质量,实行“[周监测]、月调度、季盘点”的经济运行监测"
                "分析工作机制,动态掌握企业运行情况,定期开展分析研判,及时精准调度、稳妥应对存在的问题。"
            ),
        ),
        ("metric", "FZ-10.1", "[周监测]"),
    ]


def test_a_sentence_is_told_once_however_often_it_says_them(sample: Plan) -> None:
    section = sample.sections[1]
    item = msgspec.structs.replace(section.items[1], text="研究改革。研究,再研究,又研究;不说。研究完。")
    changed = msgspec.structs.replace(sample, sections=(msgspec.structs.replace(section, items=(item,)),))
    assert hits(changed, "研究") == [
        ("title", "JS-04", "[研究]改革"),
        ("text", "JS-04", "[研究],再[研究],又[研究];"),
        ("text", "JS-04", "[研究]完。"),
    ]
    assert listing(changed, Scope(), "研究").times == 5


def test_a_milestone_says_them_too(plan: Plan) -> None:
    assert hits(plan, "人才招") == [
        (
            "text",
            "DJ-30",
            (
                "按照“去行政化、趋市场化”原则,在现有“3+2”改革的基础上,探索园区员额制等改革,开展园区"
                "[人才招]引专项活动,激发吸引各方面优秀干部人才投身园区干事创业。"
            ),
        ),
        ("milestone", "DJ-30.m3", "开展园区[人才招]引专项活动"),
    ]


def test_a_title_is_found_once_though_the_text_begins_with_it(plan: Plan) -> None:
    assert hits(plan, "抓实项目建设") == [("title", "XM-16", "[抓实项目建设]")]


def test_a_quote_tells_the_part_that_its_name_does_not(sample: Plan) -> None:
    assert hits(sample, "3个月内签约") == [("quote", "WZ-02.m2", "[3个月内签约]")]
    assert hits(sample, "意向项目") == [("milestone", "WZ-02.m2", "[意向项目]签约")]
    assert hits(sample, "规上企业10户") == [
        ("text", "WZ-01", "新增[规上企业10户]以上,失业率不超过4.5%。"),
        ("quote", "WZ-01.1", "新增[规上企业10户]以上"),
    ]


@pytest.mark.parametrize("words", ["5G+", "5g+", "５Ｇ＋", "“5g＋", '"5G+"', " 5G+ "])
def test_width_and_case_and_quotation_marks_do_not_matter(plan: Plan, words: str) -> None:
    assert [id_ for _, id_, _ in hits(plan, words)] == ["XM-17"]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("高新区(园区)", "高新区（园区）"),
        ("甲,乙;丙:丁!", "甲，乙；丙：丁！"),
        ("A—B", "a-b"),
        ("全文。尾", "全文.尾"),
        ("㎡", "㎡"),
        ("Straße", "STRAße"),
    ],
)
def test_marks_as_typed_and_as_printed(sample: Plan, words: str, typed: str) -> None:
    assert found_in(sample, words, typed) == [words]
    assert found_in(sample, typed, words) == [typed]


def found_in(plan: Plan, text: str, words: str) -> list[str]:
    section = plan.sections[1]
    item = msgspec.structs.replace(section.items[1], text=f"研究改革。前{text}后。")
    changed = msgspec.structs.replace(plan, sections=(msgspec.structs.replace(section, items=(item,)),))
    answer = listing(changed, Scope(), words)
    return [hit.sentence[begin:end] for one in answer.items for hit in one.hits for begin, end in hit.spans]


def test_words_across_two_sentences_show_both(sample: Plan) -> None:
    assert hits(sample, "4.5%。") == [("text", "WZ-01", "新增规上企业10户以上,失业率不超过[4.5%。]")]
    section = sample.sections[1]
    item = msgspec.structs.replace(section.items[1], text="研究改革。一句完。二句始;三句。")
    changed = msgspec.structs.replace(sample, sections=(msgspec.structs.replace(section, items=(item,)),))
    assert hits(changed, "完。二") == [("text", "JS-04", "一句[完。二]句始;")]


def test_nothing_found(plan: Plan) -> None:
    assert listing(plan, Scope(), "没有的词").items == ()


@pytest.mark.parametrize("words", ["", " ", "\u3000"])
def test_blank_words_are_refused(plan: Plan, words: str) -> None:
    with pytest.raises(PlanError) as raised:
        listing(plan, Scope(), words)
    assert (raised.value.message, raised.value.hint) == ("没有写要找的文字", "写上要找的文字,如 --grep 项目")


def test_json(sample: Plan) -> None:
    assert listing_json(listing(sample, Scope(), "成立")) == {
        "grep": "成立",
        "items": [
            {
                "id": "WZ-02",
                "number": "二",
                "title": "招引项目",
                "section": "WZ",
                "lead": ["管理办公室", "建设规划部"],
                "responsible": ["经济发展部"],
                "role": None,
                "hits": [{"where": "milestone", "id": "WZ-02.m1", "sentence": "成立公司", "spans": [[0, 2]]}],
            }
        ],
    }


def test_json_of_a_list_has_no_hits(sample: Plan) -> None:
    data = listing_json(listing(sample, Scope()))
    assert data["grep"] is None
    assert isinstance(data["items"], list)
    assert [item["hits"] for item in data["items"] if isinstance(item, dict)] == [[], [], [], []]


ALIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "。": "."}
ENDS = "。｡!！?？;；\n"


def folded(char: str) -> str:
    """A character as it is compared: by itself, and never as several."""
    narrow = unicodedata.normalize("NFKC", char).casefold()
    return ALIKE.get(narrow, narrow) if len(narrow) == 1 else char


def found_slowly(text: str, words: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """The definition: every sentence that says the words, and where; all is compared character by character."""
    wanted, searched = [folded(char) for char in words], [folded(char) for char in text]
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    at = 0
    while at + len(wanted) <= len(text):
        if searched[at : at + len(wanted)] != wanted:
            at += 1
            continue
        end = at + len(wanted)
        first = max((n + 1 for n in range(at) if text[n] in ENDS), default=0)
        last = min((n + 1 for n in range(end - 1, len(text)) if text[n] in ENDS), default=len(text))
        found.append(((first, last), (at - first, end - first)))
        at = end
    sentences = groupby(found, key=lambda pair: pair[0])
    return [(text[a:b].rstrip(), tuple(span for _, span in spans)) for (a, b), spans in sentences]


SIGNS = st.sampled_from("园区园区甲。，,;；！!?\nAaＡａé\u0301“”\"'—-.ßẞﬁ㎡½カﾞ가ᄀ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(SIGNS, max_size=30) | st.text(max_size=20), words=st.text(SIGNS, min_size=1, max_size=3))
@example(text="甲A。é园A", words="Ａ")
@example(text="e\u0301甲É", words="é")
@example(text="ﬁ甲FI", words="fi")
def test_every_sentence_that_says_the_words_is_found(sample: Plan, text: str, words: str) -> None:
    words = words.strip() or "园"
    section = sample.sections[1]
    item = msgspec.structs.replace(section.items[1], title="无", text=text)
    changed = msgspec.structs.replace(sample, sections=(msgspec.structs.replace(section, items=(item,)),))
    told = [
        (hit.sentence, hit.spans)
        for one in listing(changed, Scope(), words).items
        for hit in one.hits
        if hit.where == "text"
    ]
    assert told == found_slowly(text, words)
