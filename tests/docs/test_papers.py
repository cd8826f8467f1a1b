"""The papers that come with the program say the same in Markdown and in Word."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from papers import no_counter
from zone import Zone

from gaoxin_plan.model.periods import Period
from gaoxin_plan.render.report import Request, to_markdown, to_word
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.views.selection import Moment, closing

TEMPLATES = Path(__file__).parents[2] / "templates"
MARKDOWN = MarkdownIt("commonmark").enable("table")
ONLY_IN_WORD = {"附件", "督办事项回执"}


def request(zone: Zone, item: str, **given: str) -> Request:
    workspace = zone.load()
    period = Period.parse("2023Q2")
    assert period is not None
    moment = Moment(closing(workspace.charter.plan, period), period)
    return Request("notice", Paper.of(workspace, moment, item), given, [TEMPLATES])


def of_markdown(asked: Request) -> list[str]:
    """Every paragraph, heading and cell."""
    tokens = MARKDOWN.parse(to_markdown(asked))
    texts = [
        "".join("\n" if child.type == "html_inline" else child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    return [line for text in texts for line in text.split("\n") if line and line != "示例数据"]


def of_word(asked: Request) -> list[str]:
    document = Document(io.BytesIO(to_word(asked, no_counter)))
    found = ["".join(t.text or "" for t in p.iter("{*}t")) for p in document.element.body.iter("{*}p")]
    return [text for text in found if text]


def _behind(zone: Zone) -> None:
    said = {"values": {"KJ-01.1": 2, "KJ-01.2": 0}, "problems": "缺人,<3个> & 缺*地*"}
    zone.filed("2023Q2", "kjb", {"KJ-01": said})


def _nobody(zone: Zone) -> None:
    zone.change("        lead: 科技部\n", "")


def _nobody_at_all(zone: Zone) -> None:
    zone.change("        lead: 科技部\n        responsible: [项目部, 办公室]\n", "")


def _alone(zone: Zone) -> None:
    zone.change("        responsible: [项目部, 办公室]\n", "")


def _closed(zone: Zone) -> None:
    zone.decided("2023Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-06-30"})


MATTERS = {
    _behind: ("由科技部牵头，项目部、办公室配合。", "请科技部会同项目部、办公室查明原因"),
    _nobody: ("牵头部门未明确，项目部、办公室配合。", "请项目部、办公室查明原因"),
    _nobody_at_all: ("牵头部门未明确。", "请各有关部门查明原因"),
    _alone: ("由科技部牵头。", "请科技部查明原因"),
    _closed: ("本条已于2023年6月30日办结销号。", "请科技部会同项目部、办公室继续按时限推进"),
}


@pytest.mark.parametrize("change", MATTERS, ids=lambda change: change.__name__)
@pytest.mark.parametrize(
    "given", [{}, {"要求": "三日内报。", "时限": "2023年7月20日前", "日期": "2023年7月12日"}]
)
def test_a_notice_says_the_same_in_both(
    zone: Zone, change: Callable[[Zone], None], given: dict[str, str]
) -> None:
    change(zone)
    asked = request(zone, "KJ-01", **given)
    text, word = of_markdown(asked), of_word(asked)
    text = [line.removeprefix("附件 ") for line in text]
    assert [line for line in word if line != "附件"] == text
    matter, ask = MATTERS[change]
    assert matter in "".join(text)
    assert ("三日内报。" if given else ask) in "".join(text)
    assert not re.search(r"由、|由牵头|“”|以前以前|前以前", "".join(text))


def test_an_item_without_parts_quotes_nothing(zone: Zone) -> None:
    assert "原话" not in to_markdown(request(zone, "XM-03"))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("四川江油高新区办公室", 1),
        ("四川江油高新技术产业园区综合管理办公室", 1),
        ("很长" * 12, 2),
        ("某市" + "很长" * 17, 2),
    ],
)
def test_a_red_head_is_as_high_as_ever_and_loses_nothing(zone: Zone, name: str, lines: int) -> None:
    asked = request(zone, "")._replace(name="quarterly", given={"机关标志": name})
    document = Document(io.BytesIO(to_word(asked, no_counter)))
    head = [p for p in document.paragraphs if p.runs and p.runs[0].font.size and p.runs[0].font.size.pt == 36]
    assert ("".join(p.text for p in head), len(head)) == (name, lines)
