"""Make the letterheads of templates/: run by ``make docs``; a test fails when a committed one is another."""

from datetime import date
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element

from gaoxin_plan.render.template import ANNEX, BODY
from gaoxin_plan.render.word.filling import packed
from gaoxin_plan.render.word.styles import FACES, FANGSONG, Face, added, dress, find, fonts
from gaoxin_plan.render.word.tables import frame
from gaoxin_plan.render.word.xml import add, paragraph, q, run, words

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
A4 = (11906, 16838)
PORTRAIT = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}  # 37, 26, 35, 28 mm
LANDSCAPE = {"top": 1588, "right": 1984, "bottom": 1474, "left": 2098}
TIGHT = {"top": 850, "right": 1134, "bottom": 850, "left": 1134}
SONGTI, RED = "宋体", "FF0000"
NAMES = "{% for name in LIST %}{{ name }}{% if not loop.last %}、{% endif %}{% endfor %}"


def blank(body_size: int = 32) -> DocumentType:
    """Return an empty document whose styles are those of papers, and no others."""
    document = Document()
    kept = {face.name.lower() for face in FACES} | {
        "header",
        "footer",
        "default paragraph font",
        "normal table",
    }
    for style in list(document.styles):
        if (style.name or "").lower() not in kept:
            style.element.getparent().remove(style.element)
    for face in FACES:
        style = find(document, face.name) or added(document, face)
        smaller = face._replace(size=body_size, line=360) if face.size == 32 and body_size < 32 else face
        dress(style.element, smaller)
    for name in ("Header", "Footer"):
        dress(find(document, name).element, Face(name, SONGTI, 18, line=300, indent=False))
    defaults = document.styles.element.find(q("docDefaults"))
    for found in defaults.iter(q("rFonts")):
        found.attrib.clear()
        for key, value in fonts(FANGSONG).items():
            found.set(q(key), value)
    for language in document.styles.element.iter(q("lang")):
        language.set(q("val"), "en-US")
        language.set(q("eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True
    for rel in list(document.part.package.rels.values()):
        if rel.reltype.endswith("/thumbnail"):
            del document.part.package.rels[rel.rId]
    for rel in list(document.part.rels.values()):
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML:
            del document.part.rels[rel.rId]
    return document


def page(section: _Element, margins: dict[str, int], *, is_turned: bool) -> None:
    """Set a section's paper."""
    for name in ("pgSz", "pgMar", "docGrid", "cols"):
        for old in section.findall(q(name)):
            section.remove(old)
    width, height = A4[::-1] if is_turned else A4
    size = add(section, "pgSz", w=width, h=height)
    if is_turned:
        size.set(q("orient"), "landscape")
    edges = {"header": 482, "footer": 397} if margins is TIGHT else {"header": 851, "footer": 1417}
    add(section, "pgMar", **margins, **edges, gutter=0)
    add(section, "docGrid", type="lines", linePitch=578)


def para(said: str, style: str = "", *, align: str = "", right: int = 0, size: int = 0, font: str = "",
         color: str = "", plain: bool = True, before: int = 0, rule: bool = False) -> _Element:  # fmt: skip
    """Return a paragraph of one run, which an office may restyle."""
    made = paragraph(style)
    properties = made[0] if style else add(made, "pPr")
    if rule:
        border = add(properties, "pBdr")
        add(border, "bottom", val="single", sz=18, space=11, color=RED)  # 4 mm below, as wide as the text
    if before or size > 40:
        tall = {"line": 240, "lineRule": "auto"} if size > 40 else {}
        add(properties, "spacing", before=before, after=0, **tall)
    if plain:
        add(properties, "ind", firstLineChars=0, firstLine=0, right=right)
    if align:
        add(properties, "jc", val=align)
    run(made, said)
    looks = made[-1][0]
    if font:
        looks[0].set(q("eastAsia"), font)
    if color:
        add(looks, "color", val=color)
    if size:
        add(looks, "sz", val=size)
        add(looks, "szCs", val=size)
    return made


def number(align: str) -> _Element:
    """Return a page number as 7.5 asks: 4号, between dashes, one character from the edge."""
    made = paragraph()
    properties = add(made, "pPr")
    add(properties, "ind", firstLineChars=0, firstLine=0, **{align: 280})
    add(properties, "jc", val=align)
    for kind, said in (
        ("", "— "),
        ("begin", ""),
        ("instr", " PAGE "),
        ("separate", ""),
        ("", "1"),
        ("end", ""),
        ("", " —"),
    ):
        piece = add(made, "r")
        looks = add(piece, "rPr")
        add(looks, "rFonts", ascii=SONGTI, hAnsi=SONGTI, eastAsia=SONGTI, hint="eastAsia")
        add(looks, "sz", val=28)
        add(looks, "szCs", val=28)
        if kind in ("begin", "separate", "end"):
            add(piece, "fldChar", fldCharType=kind)
        else:
            words(piece, "instrText" if kind else "t", said)
    return made


def dress_pages(document: DocumentType, heads: list[str]) -> None:
    """Give every section its page numbers and what stands at the head of its pages."""
    for section, head in zip(document.sections, heads, strict=True):
        for part, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            part.is_linked_to_previous = False
            replace(part._element, number(align))  # noqa: SLF001
        for part in (section.header, section.even_page_header):
            part.is_linked_to_previous = False
            replace(part._element, para(head, "Header", align="right", size=16, font=SONGTI))  # noqa: SLF001


def replace(element: _Element, made: _Element) -> None:
    """Put one paragraph in the place of all."""
    for old in list(element):
        element.remove(old)
    element.append(made)


def saved(document: DocumentType, title: str) -> bytes:
    """Return the file's bytes."""
    return packed(document, title, "", date(2024, 1, 1))


SAMPLE = "{{ plan.sample }}"
TOLD = "{% if plan.sample %}{{ plan.sample }} {% endif %}截至{{ as_of }} {{ rule }}"


def official() -> bytes:
    """Return 公文.docx: red head, title, addressee, body, signature; a landscape section for the annex."""
    document = blank()
    last = document.element.body.find(q("sectPr"))
    head = "{{ given.机关标志 or plan.issuer }}"
    parts = [
        para("{%p if (given.机关标志 or plan.issuer) | length <= 11 %}"),
        para(head, align="center", size=72, font="方正小标宋简体", color=RED, before=1984 - 851),
        para("{%p else %}"),
        para(head, align="center", size=42, font="方正小标宋简体", color=RED, before=1984 - 851),
        para("{%p endif %}"),
        para("{{ given.文号 }}", align="center", rule=True, before=578),
        para(""),
        para(""),
        para("{{ title }}", "Title", plain=False),
        para(""),
        para("{{ addressee }}："),
        para(BODY),
        para(""),
        para("{{ plan.issuer }}", align="right", right=640),
        para("{{ given.日期 or as_of }}", align="right", right=1280),
    ]
    for part in parts:
        last.addprevious(part)
    page(add(parts[-1][0], "sectPr"), PORTRAIT, is_turned=False)
    last.addprevious(para(ANNEX))
    page(last, LANDSCAPE, is_turned=True)
    dress_pages(document, [SAMPLE, TOLD])
    return saved(document, "公文")


def sheet() -> bytes:
    """Return 表格.docx: a title over a table, all on turned pages."""
    document = blank()
    last = document.element.body.find(q("sectPr"))
    for part in (para("{{ title }}", "Title", plain=False), para(BODY)):
        last.addprevious(part)
    page(last, LANDSCAPE, is_turned=True)
    dress_pages(document, ["{% if plan.sample %}{{ plan.sample }} {% endif %}截至{{ as_of }}"])
    return saved(document, "表格")


def brief() -> bytes:
    """Return 简报.docx: one page, smaller type."""
    document = blank(body_size=24)
    last = document.element.body.find(q("sectPr"))
    for part in (para("{{ title }}", "Title", plain=False, size=36), para(BODY)):
        last.addprevious(part)
    page(last, TIGHT, is_turned=False)
    dress_pages(document, [SAMPLE])
    return saved(document, "简报")


def notice() -> bytes:
    """Return notice.docx, filled by itself: prose, a table of the parts, a receipt to send back."""
    document = blank()
    item = "notice.item"
    lead, others = (NAMES.replace("LIST", f"{item}.{role}") for role in ("lead", "responsible"))
    limit = "{{ given.时限 or notice.limit }}"
    reasons = "{% for reason in notice.item.light.reasons %}{{ reason.rstrip('。') }}{% if not loop.last %}；{% endif %}{% endfor %}"
    last = document.element.body.find(q("sectPr"))
    parts = [
        para("督办单", "Title", plain=False),
        para("编号：{{ given.编号 or notice.number }}", align="center"),
        para("级别：{{ given.级别 or '一般' }}　办理时限：" + limit, align="center"),
        para(f"{{% if {item}.lead %}}{lead}{{% else %}}{others}{{% endif %}}："),
        para("一、督办事项", "Heading1", plain=False),
        para("{{ notice.source }}“{{ notice.item.title }}”，由" + f"{{% if {item}.lead %}}{lead}{{% else %}}{others}{{% endif %}}牵头"
             f"{{% if {item}.responsible %}}，{others}配合{{% endif %}}"
             "。{% for part in notice.behind if part.quote %}印发件的原话是“{{ part.quote }}”。{% endfor %}", plain=False),
        para("二、目标和现状", "Heading1", plain=False),
        para("截至{{ as_of }}，{{ period.name }}报告期，本条亮{{ notice.item.light.mark }}{{ notice.item.light.word }}：" + reasons
             + "。规则：{{ rule }}。填报的原因：{{ notice.item.problems or '未填报。' }}", plain=False),
        table(["目标和节点", "目标值", "时限", "亮灯", "差距和依据"],
              ["{{ part.name }}", "{{ part.goal or '—' }}", "{{ part.due }}", "{{ part.light.mark }}{{ part.light.word }}",
               "{% for reason in part.light.reasons %}{{ reason }}{% endfor %}"],
              [1900, 1400, 1900, 944, 2700], "part in notice.parts"),
        para("三、督办要求", "Heading1", plain=False),
        para("{%p if given.要求 %}"), para("{{ given.要求 }}", plain=False), para("{%p else %}"),
        para("请查明原因，制定整改措施，明确责任人，于" + limit + "以前书面反馈{{ plan.issuer }}。"
             "{% for part in notice.behind if part.way_out %}{{ part.name }}：{{ part.way_out }}。{% endfor %}", plain=False),
        para("{%p endif %}"),
        para(""),
        para("{{ plan.issuer }}", align="right", right=640),
        para("{{ given.日期 or as_of }}", align="right", right=1280),
        para("四、回执", "Heading1", plain=False),
        receipt(["办理情况", "原因分析", "整改措施", "责任人和完成时间", "负责人签字、日期"], [2400, 6444]),
        para(""),
    ]  # fmt: skip
    for part in parts:
        last.addprevious(part)
    page(last, PORTRAIT, is_turned=False)
    dress_pages(document, [SAMPLE])
    return saved(document, "督办单")


def table(head: list[str], cells: list[str], widths: list[int], loop: str) -> _Element:
    """Return a table of one row for each round of a loop."""
    made = frame(widths)
    rows = [
        head,
        ["{%tr for " + loop + " %}"] + [""] * (len(head) - 1),
        cells,
        ["{%tr endfor %}"] + [""] * (len(head) - 1),
    ]
    for number_, row in enumerate(rows):
        line = add(made, "tr")
        properties = add(line, "trPr")
        add(properties, "cantSplit")
        if number_ == 0:
            add(properties, "tblHeader")
        for said, width in zip(row, widths, strict=True):
            cell(line, said, width, "表格标题" if number_ == 0 else "表格文字")
    return made


def receipt(names: list[str], widths: list[int]) -> _Element:
    """Return a table to write into."""
    made = frame(widths)
    for name in names:
        line = add(made, "tr")
        properties = add(line, "trPr")
        add(properties, "cantSplit")
        add(properties, "trHeight", val=794, hRule="atLeast")
        cell(line, name, widths[0], "表格标题")
        cell(line, "", widths[1], "表格文字")
    return made


def cell(line: _Element, said: str, width: int, style: str) -> None:
    """Add a cell."""
    made = add(line, "tc")
    properties = add(made, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    add(properties, "vAlign", val="center")
    made.append(para(said, style, plain=False))


LETTERHEADS = {"公文.docx": official, "表格.docx": sheet, "简报.docx": brief, "notice.docx": notice}

if __name__ == "__main__":
    for name, make in LETTERHEADS.items():
        (TEMPLATES / name).write_bytes(make())
        print(name)
