"""What people wrote comes out of every paper as it was written, in Markdown and in Word."""

import io
import json
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from papers import no_counter, paper_at
from zone import Zone

from gaoxin_plan.render.report import Request, to_markdown, to_word
from gaoxin_plan.render.word.inline import plain
from gaoxin_plan.render.word.xml import q

TEMPLATES = [Path(__file__).parents[2] / "templates"]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = (
    "A<B&C &amp; <br> <!-- x --> {{不是模板}} {%p if x %} {#注#} {_{ | ** __ ~~ _[a](b)_ `█` `红` ![x](y) \\| \\ "
    "\"引\" '单' “双” # 1. - + > 😀𠮷👩\u200d🔬\U00031350\ue000\xa0制\t表 末"
)
LINES = "# 第一行|\n- 第二行\n四个    空格\n1. 完"
LONG = "长" * 3000
PAPERS = ("quarterly", "ledger", "notice", "brief", "assignment")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture
def filed(zone: Zone) -> Zone:
    """The zone with every field that people fill in full of odd words."""
    words = {"progress": HOSTILE + "进", "problems": HOSTILE + "难", "next": HOSTILE + "下", "state": "受阻"}
    said = {key: quoted(text) if key != "state" else text for key, text in words.items()}
    evidence = {"evidence": f"[{quoted(HOSTILE.replace('/', '') + '证')}]"}
    zone.filed("2023Q2", "kjb", {"KJ-01": said | evidence | {"values": {"KJ-01.1": 2}}, "KJ-02": {}})
    zone.filed(
        "2023Q2",
        "xmb",
        {
            "KJ-02": {
                "progress": quoted(LINES.replace("\n", "\n\n")),
                "problems": quoted(LONG),
                "state": "受阻",
            },
            "XM-03": {"next": quoted(LINES.replace("\n", "\n\n"))},
        },
    )
    zone.decided(
        "2023Q2",
        {
            "item": "XM-03",
            "decision": "closed",
            "date": "2023-06-30",
            "by": quoted(HOSTILE + "人"),
            "reason": quoted(HOSTILE + "由"),
        },
    )
    zone.amended(on="2023-06-01", approved=quoted(HOSTILE + "文"))
    return zone


def in_markdown(text: str) -> str:
    """Everything that a reader of the Markdown sees, line by line."""
    tokens = [token for token in MARKDOWN.parse(text) if token.type == "inline"]
    return "\n".join(plain(token.children or []) for token in tokens)


def in_word(data: bytes) -> str:
    """Everything that a reader of the Word file sees."""
    lines = []
    for paragraph in Document(io.BytesIO(data)).element.body.iter(q("p")):
        breaks = {q("br"): "\n", q("tab"): "\t"}
        found = paragraph.iter(q("t"), *breaks)
        pieces = (breaks.get(node.tag) or node.text or "" for node in found if node.getparent().tag == q("r"))
        lines.append("".join(pieces))
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["md", "docx"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("quarterly", [HOSTILE + end for end in "进难人由文"]),
        ("quarterly", [LONG]),
        ("ledger", [HOSTILE + end for end in "进难下"] + [HOSTILE.replace("/", "") + "证", LONG, LINES]),
        ("notice", [HOSTILE + "难", HOSTILE + "号", HOSTILE + "求"]),
    ],
)
def test_every_field_comes_out_unchanged(filed: Zone, form: str, name: str, words: list[str]) -> None:
    given = {"编号": HOSTILE + "号", "要求": HOSTILE + "求"}
    paper = paper_at(filed.plan_file, "2023Q2", "KJ-01" if name == "notice" else "")
    request = Request(name, paper, given, TEMPLATES)
    seen = in_markdown(to_markdown(request)) if form == "md" else in_word(to_word(request, no_counter))
    for one in words:
        assert one in seen


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_never_printed_as_none(filed: Zone, name: str) -> None:
    request = Request(name, paper_at(filed.plan_file, "2023Q2", "KJ-01"), {}, TEMPLATES)
    assert "None" not in to_markdown(request)
    assert "None" not in in_word(to_word(request, no_counter))


def test_a_control_character_is_shown(zone: Zone) -> None:
    paper = paper_at(zone.plan_file, "2023Q2", "KJ-01")
    request = Request("notice", paper, {"要求": "响\a铃 改\u202e向 分\x0b页"}, TEMPLATES)
    for seen in (in_markdown(to_markdown(request)), in_word(to_word(request, no_counter))):
        assert "响\\x07铃 改\\u202e向 分\\x0b页" in seen
