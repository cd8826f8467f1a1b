"""Word reports: what is said comes out unchanged, and the pages are as GB/T 9704-2012 asks."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from papers import no_counter, paper_at, paper_of

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.report import Request, to_markdown, to_word
from gaoxin_plan.render.word.xml import q, text_of

ROOT = Path(__file__).parents[2]
ZONE = ROOT / "examples" / "plan" / "2024.yaml"


def word(name: str, item: str = "") -> DocumentType:
    request = Request(name, paper_at(ZONE, "2024Q3", item), {"编号": "督<1>&_{_{"}, [ROOT / "templates"])
    return Document(io.BytesIO(to_word(request, no_counter)))


def test_the_quarterly_has_a_portrait_body_and_a_landscape_annex() -> None:
    document = word("quarterly")
    sizes = [(s.page_width.twips, s.page_height.twips, s.orientation) for s in document.sections]
    assert sizes == [(11906, 16838, 0), (16838, 11906, 1)]
    first = document.sections[0]
    margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [margin.twips for margin in margins] == [2098, 1474, 1984, 1588]
    assert document.settings.odd_and_even_pages_header_footer
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads[:3] == ["一、总体情况", "二、进展较好", "三、滞后事项"]
    assert heads[-2:] == ["附表 1 可量化目标进度", "附表 2 全部任务进展情况"]
    for section in document.sections:
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            assert " PAGE " in "".join(t.text for t in footer._element.iter(q("instrText")))
            assert footer._element.find(f".//{q('jc')}").get(q("val")) == side
        assert "示例数据" in section.header.paragraphs[0].text


def test_table_heads_are_repeated_and_rows_stay_whole() -> None:
    for table in word("quarterly").tables:
        rows = list(table._element.iter(q("tr")))
        assert rows[0].find(f"{q('trPr')}/{q('tblHeader')}") is not None
        assert all(row.find(f"{q('trPr')}/{q('cantSplit')}") is not None for row in rows)
        grid = [int(column.get(q("w"))) for column in table._element.iter(q("gridCol"))]
        spans = [
            sum(
                int(s.get(q("val"))) if (s := c.find(f".//{q('gridSpan')}")) is not None else 1
                for c in row.iter(q("tc"))
            )
            for row in rows
        ]
        assert set(spans) == {len(grid)}


def test_every_style_names_its_chinese_face() -> None:
    styles = {style.name: style for style in word("quarterly").styles}
    faces = {
        name: styles[name].element.rPr.find(q("rFonts")).get(q("eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert faces == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }


def test_lights_are_words_beside_their_colour() -> None:
    text = text_of(word("quarterly").element.body)
    assert "●红灯" in text
    assert "○绿灯" in text


def test_a_notice_is_filled_by_itself_and_what_is_given_comes_out_unchanged() -> None:
    text = text_of(word("notice", "CY-03").element.body)
    assert "编号：督<1>&_{_{级别：一般　办理时限：2024年10月21日" in text
    assert "{%" not in text


def test_hostile_data_comes_out_unchanged(hostile: Plan) -> None:
    data = to_word(Request("assignment", paper_of(hostile), {}, [ROOT / "templates"]), no_counter)
    text = text_of(Document(io.BytesIO(data)).element.body)
    item = hostile.sections[0].items[0]
    for words in (hostile.title, hostile.sections[0].title, item.title, item.milestones[0].title):
        assert words in text


def test_a_mistake_in_a_word_template_is_told_by_its_paragraph(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("前面的话")
    document.add_paragraph("谁:{{ plna }}")
    document.save(str(tmp_path / "自己.docx"))
    with pytest.raises(PlanError) as error:
        to_word(Request("自己", paper_at(ZONE, "2024Q3"), {}, [tmp_path]), no_counter)
    assert error.value.message.endswith("自己.docx 的这一段“谁:{{ plna }}”:没有“plna”这个名称;是不是“plan”?")


def test_a_file_that_is_no_word_template(tmp_path: Path) -> None:
    (tmp_path / "自己.docx").write_text("x", encoding="utf-8")
    with pytest.raises(PlanError, match="不是 Word 文件"):
        to_word(Request("自己", paper_at(ZONE, "2024Q3"), {}, [tmp_path]), no_counter)


@pytest.mark.parametrize("name", ["quarterly", "brief", "ledger", "assignment"])
def test_a_report_of_a_made_up_plan_says_so(name: str) -> None:
    request = Request(name, paper_at(ZONE, "2024Q3"), {}, [ROOT / "templates"])
    assert "示例数据" in to_markdown(request)


def test_the_day_it_is_printed_on_changes_nothing() -> None:
    made = [
        to_word(
            Request("quarterly", paper_at(ZONE, "2024Q3", today=day), {}, [ROOT / "templates"]), no_counter
        )
        for day in ("2025-01-01", "2026-01-01")
    ]
    assert made[0] == made[1]
