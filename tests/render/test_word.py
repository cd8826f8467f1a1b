"""Word reports: what is said comes out unchanged, and the pages are as GB/T 9704-2012 asks."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Twips
from papers import no_counter, paper_at, paper_of

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.report import Request, to_markdown, to_word
from gaoxin_plan.render.template.places import meant
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
    assert heads[-1] == "六、下步要求"
    attached = [p.text for p in document.paragraphs if p.style.name == "附件"]
    assert [said for said in attached if said] == ["附件1", "附件2"]
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
    properties = Document(io.BytesIO(made[0])).core_properties
    day = datetime(2024, 10, 11, tzinfo=UTC)
    assert (properties.created, properties.modified, properties.comments) == (day, day, "")
    with zipfile.ZipFile(io.BytesIO(made[0])) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# -- templates of an office's own --------------------------------------------------------------------------


def filled(folder: Path, text: str, *paragraphs: str, own: DocumentType | None = None) -> DocumentType:
    """Fill a template of Markdown, or of Word alone where there is no text, in a letterhead of these words."""
    document = own or Document()
    for said in paragraphs:
        document.add_paragraph(said)
    document.save(str(folder / ("公文.docx" if text else "自己.docx")))
    if text:
        (folder / "自己.md.j2").write_text(text, encoding="utf-8")
    request = Request("自己", paper_at(ZONE, "2024Q3"), {}, [folder])
    return Document(io.BytesIO(to_word(request, no_counter)))


def said(document: DocumentType) -> list[str]:
    return [text_of(p) for p in document.element.body.iter(q("p"))]


def saying(document: DocumentType) -> list[str]:
    return [words for words in said(document) if words and words != "示例数据"]


def test_what_stands_above_the_title_is_said_too(tmp_path: Path) -> None:
    document = filled(tmp_path, "前言\n\n# 题\n\n正文\n", "{{ title }}", "〔正文〕")
    assert saying(document) == ["题", "前言", "正文"]


def test_a_heading_within_a_list_is_no_annex(tmp_path: Path) -> None:
    document = filled(tmp_path, "# 题\n\n- ## 附表 1\n\n- # 二\n", "{{ title }}", "〔正文〕")
    assert saying(document) == ["题", "· 附表 1", "· 二"]


def turned(document: DocumentType) -> None:
    """End a section with the last paragraph and go on on turned paper."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def own_letterhead(*after: str) -> DocumentType:
    """A letterhead whose marker itself ends the upright section; the turned one has the annex."""
    document = Document()
    marker = document.add_paragraph("〔正文〕")
    turned(document)
    marker._element.append(marker._element.getnext())
    section = marker._element[-1].find(f".//{q('sectPr')}")
    properties = marker._element.get_or_add_pPr()
    properties.append(section)
    marker._element.remove(marker._element[-1])
    for words in ("〔附表〕", *after):
        document.add_paragraph(words)
    return document


def test_a_section_that_ends_with_the_marker_keeps_its_paper(tmp_path: Path) -> None:
    document = filled(tmp_path, "# 题\n\n正文\n\n## 附表 1\n\n表\n", own=own_letterhead("版记"))
    assert [section.orientation for section in document.sections] == [0, 1]
    assert saying(document) == ["正文", "附表 1", "表", "版记"]


def test_without_an_annex_what_stands_after_it_is_kept(tmp_path: Path) -> None:
    document = filled(tmp_path, "# 题\n\n正文\n", own=own_letterhead("版记"))
    assert [section.orientation for section in document.sections] == [0]
    assert saying(document) == ["正文", "版记"]


def test_an_attachment_has_its_number_flush_left_and_its_title_centred_in_the_third_line(
    tmp_path: Path,
) -> None:
    text = "# 题\n\n正文\n\n## 附件1<br>进度表\n\n表\n\n## 附件2 名单\n\n单\n\n## 附件\n\n完\n"
    document = filled(tmp_path, text, "〔正文〕", "〔附表〕")
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.text != "示例数据"]
    assert shown == [
        ("Normal", "正文"),
        ("附件", "附件1"),
        ("附件", ""),
        ("Title", "进度表"),
        ("Normal", ""),
        ("Normal", "表"),
        ("附件", "附件2"),
        ("附件", ""),
        ("Title", "名单"),
        ("Normal", ""),
        ("Normal", "单"),
        ("附件", "附件"),
        ("Normal", "完"),
    ]
    breaks = [
        p.text for p in document.paragraphs if p._element.find(f".//{q('pageBreakBefore')}") is not None
    ]
    assert breaks == ["附件2", "附件"]
    style = document.styles["附件"].element
    assert style.rPr.find(q("rFonts")).get(q("eastAsia")) == "黑体"
    assert (style.rPr.find(q("sz")).get(q("val")), style.pPr.find(q("ind")).get(q("firstLine"))) == (
        "32",
        "0",
    )


def test_a_text_in_a_cell_is_as_wide_as_the_cell_and_ends_with_a_paragraph(tmp_path: Path) -> None:
    own = Document()
    cell = own.add_table(1, 2).rows[0].cells[1]
    cell.width = Twips(4000)
    cell.paragraphs[0].text = "〔正文〕"
    document = filled(tmp_path, "# 题\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n", own=own)
    cell = document.tables[0].rows[0].cells[1]
    grid = [int(column.get(q("w"))) for column in cell.tables[0]._element.iter(q("gridCol"))]
    assert sum(grid) == 4000 - 216
    assert cell._element[-1].tag == q("p")


@pytest.mark.parametrize(
    ("text", "paragraphs", "told"),
    [
        ("# 题", ("〔正文〕", "〔正文〕"), "里有 2 段“〔正文〕”"),
        ("# 题", ("〔正文〕", "见〔附表〕"), " 的这一段“见〔附表〕”里有“〔附表〕”"),
        ("# 题", ("没有",), "里没有单独一段“〔正文〕”"),
        ("", ("共｛｛ counts.total ｝｝项",), " 的这一段“共｛｛ counts.total ｝｝项”有全角的“｛｛”"),
        ("# 题", ("〔正文〕", "{ title }"), " 的这一段“{ title }”的“{ title }”少了花括号"),
        ("", ("{{r plan.title }}",), " 的这一段“{{r plan.title }}”里不能用“{{r plan.title }}”"),
        ("", ("{% colspan text %}",), " 的这一段“{% colspan text %}”里不能用“{% colspan text %}”"),
        (
            "",
            ("{% for x in items %}", "{{ x.id }}", "末段"),
            " 的这一段“{% for x in items %}”:语法不对:这里的 {% for %} 没有结束,少了 {% endfor %}",
        ),
        ("# 题", ("〔正文〕", "{{ titel }}"), " 的这一段“{{ titel }}”:没有“titel”这个名称;是不是“title”?"),
        (
            "# 题",
            ("〔正文〕", "{{ adressee }}"),
            " 的这一段“{{ adressee }}”:没有“adressee”这个名称;是不是“addressee”?",
        ),
        (
            "",
            ("{{ period }}",),
            " 的这一段“{{ period }}”:这里要印的不是一句话,要写明印它的哪一项:id、name、begin、end、deadline",
        ),
    ],
)
def test_a_word_template_that_goes_wrong_is_told_by_its_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, paragraphs: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PlanError) as error:
        filled(tmp_path, text, *paragraphs)
    file = "公文.docx" if text else "自己.docx"
    assert error.value.message.removeprefix(f"模板 {file}").lstrip() == told.lstrip()


def damaged(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a Word file with one part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for entry in package.namelist():
            part = package.read(entry)
            made.writestr(entry, part.replace(old, new) if entry == name else part)
    return out.getvalue()


def letterhead() -> bytes:
    document, buffer = Document(), io.BytesIO()
    document.add_paragraph("{{ title }}")
    document.add_paragraph("〔正文〕")
    document.core_properties.title = "{{ plna }}"
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'w:w="12240"', b'w:w="210mm"'),
        (b'w:left="1800"', b'w:left="1587.5"'),
        (b'w:left="1800"', b'w:left="20000"'),
        (b"<w:pgMar", b"<w:pgOld"),
        (b"none of it", b""),
    ],
)
def test_odd_measures_are_read_or_left(tmp_path: Path, old: bytes, new: bytes) -> None:
    (tmp_path / "公文.docx").write_bytes(damaged(letterhead(), "word/document.xml", old, new))
    (tmp_path / "自己.md.j2").write_text("# 题\n\n| 甲 |\n| --- |\n| 1 |\n", encoding="utf-8")
    data = to_word(Request("自己", paper_at(ZONE, "2024Q3"), {}, [tmp_path]), no_counter)
    grid = [int(column.get(q("w"))) for column in Document(io.BytesIO(data)).element.iter(q("gridCol"))]
    assert 8000 < sum(grid) < 11000
    assert Document(io.BytesIO(data)).core_properties.title == "题"


@pytest.mark.parametrize("kind", ["cut", "deflate", "no zip", "no document"])
def test_a_damaged_word_file_is_told_and_stops_no_other_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    data = letterhead()
    if kind == "cut":
        data = damaged(data, "word/document.xml", b"</w:body>", b"")
    elif kind == "deflate":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            begin = package.getinfo("word/document.xml").header_offset + 47
        data = data[:begin] + b"\xff" * 40 + data[begin + 40 :]
    elif kind == "no document":
        data = damaged(data, "[Content_Types].xml", b"/word/document.xml", b"/word/no.xml")
    else:
        data = data[:100]
    (tmp_path / "坏.docx").write_bytes(data)
    (tmp_path / "好.md.j2").write_text("{# 好表 #}\n好\n", encoding="utf-8")
    assert meant("好", [tmp_path]) == meant("好表", [tmp_path]) == "好"
    with pytest.raises(PlanError) as error:
        to_word(Request("坏", paper_at(ZONE, "2024Q3"), {}, [tmp_path]), no_counter)
    assert error.value.message == "模板 坏.docx 不是 Word 文件(.docx),或已损坏"


def test_a_narrow_column_beside_a_wide_one_has_room(tmp_path: Path) -> None:
    text = f"# 题\n\n| 甲 | 乙 |\n| - | {'-' * 9500} |\n| 一 | 二 |\n"
    document = filled(tmp_path, text, "〔正文〕")
    grid = [int(column.get(q("w"))) for column in document.tables[0]._element.iter(q("gridCol"))]
    assert grid[0] > 100


def test_an_addressee_is_said_as_it_was_given(tmp_path: Path) -> None:
    text = "{% set addressee %}{{ 'A*甲_<乙>' }}{% endset %}\n# 题\n"
    document = filled(tmp_path, text, "{{ addressee }}：", "〔正文〕")
    assert "A*甲_<乙>：" in said(document)


def test_a_plan_is_marked_as_made_up_whatever_its_data_says(tmp_path: Path) -> None:
    text = "# 题\n\n{{ '示例数据' }}\n"
    assert said(filled(tmp_path, text, "〔正文〕"))[0] == "示例数据"
    request = Request("自己", paper_at(ZONE, "2024Q3"), {}, [tmp_path])
    assert to_markdown(request) == "# 题\n\n示例数据\n\n示例数据\n"
