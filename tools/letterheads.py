"""Make the letterheads of templates/: run by ``make docs``; a test fails when a committed one is another."""

from datetime import date
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element

from gaoxin_plan.render.word.filling import packed
from gaoxin_plan.render.word.package import ANNEX_MARKER, BODY_MARKER
from gaoxin_plan.render.word.styles import FACES, FANGSONG, HEITI, Face, added, dress, find, fonts
from gaoxin_plan.render.word.tables import frame
from gaoxin_plan.render.word.xml import add, add_words, paragraph, q, run

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
A4 = (11906, 16838)
PORTRAIT = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}  # 37, 26, 35, 28 mm
LANDSCAPE = {"top": 1588, "right": 1984, "bottom": 1474, "left": 2098}
TIGHT = {"top": 850, "right": 1134, "bottom": 850, "left": 1134}
SONGTI, RED = "宋体", "FF0000"
HEAD = 36 * 2  # half-points of a red head: 1号 is less than a title of several lines beside it
WIDE = 12  # characters of that size that fit a line
SCALES = (100, 85, 70, 60)
"""How narrow a red head may be set, in percent, before it takes two lines."""


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
    document.core_properties.comments = ""
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
         color: str = "", plain: bool = True, before: int = 0, rule: bool = False, keep: bool = False,
         new_page: bool = False, scale: int = 100) -> _Element:  # fmt: skip
    """Return a paragraph of one run, which an office may restyle; ``keep`` it on the page of the next."""
    made = paragraph(style)
    properties = made[0] if style else add(made, "pPr")
    if keep:
        add(properties, "keepNext")
    if new_page:
        add(properties, "pageBreakBefore")
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
    if scale != 100:
        add(looks, "w", val=scale)
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
            add_words(piece, "instrText" if kind else "t", said)
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
TOLD = "{% if plan.sample %}{{ plan.sample }} {% endif %}截至{{ as_of }}"


def red_head() -> list[_Element]:
    """Return the name of who issues a paper: the longer it is, the narrower; a very long one in two lines.

    Two lines break after 省市州县区, where that leaves room for both, else in the middle.
    """
    name = "(given.机关标志 or plan.issuer)"
    looks = {"align": "center", "size": HEAD, "font": "方正小标宋简体", "color": RED}
    most = [WIDE * 100 // scale for scale in SCALES]
    parts = []
    for number_, (scale, room) in enumerate(zip(SCALES, most, strict=True)):
        parts += [
            para(f"{{%p {'elif' if number_ else 'if'} {name} | length <= {room} %}}"),
            para("{{ " + name[1:-1] + " }}", before=1984 - 851, scale=scale, **looks),
        ]
    cut = (
        f"set cut = namespace(at=({name} | length + 1) // 2)",
        f"for one in {name}",
        f"if one in '省市州县区' and loop.index <= {most[-1]} and loop.revindex0 <= {most[-1]}",
        "set cut.at = loop.index",
        "endif",
        "endfor",
    )
    lines = (f"{name}[:cut.at]", f"{name}[cut.at:]")
    return [
        *parts,
        para("{%p else %}"),
        *(para(f"{{%p {told} %}}") for told in cut),
        para(f"{{%p if [cut.at, {name} | length - cut.at] | max <= {most[1]} %}}"),
        *(para(f"{{{{ {line} }}}}", scale=SCALES[1], **looks) for line in lines),
        para("{%p else %}"),
        *(para(f"{{{{ {line} }}}}", scale=SCALES[-1], **looks) for line in lines),
        para("{%p endif %}"),
        para("{%p endif %}"),
    ]


def signature() -> list[_Element]:
    """Return who signs and when, on one page."""
    return [
        para("", keep=True),
        para("{{ plan.issuer }}", align="right", right=640, keep=True),
        para("{{ given.日期 or as_of }}", align="right", right=1280),
    ]


def official() -> bytes:
    """Return 公文.docx: red head, title, addressee, body, signature; a landscape section for the annex."""
    document = blank()
    last = document.element.body.find(q("sectPr"))
    parts = [
        *red_head(),
        para("{{ given.文号 }}", align="center", rule=True, before=578),
        para(""),
        para(""),
        para("{{ title }}", "Title", plain=False),
        para(""),
        para("{{ addressee }}："),
        para(BODY_MARKER),
        *signature(),
    ]
    for part in parts:
        last.addprevious(part)
    page(add(parts[-1][0], "sectPr"), PORTRAIT, is_turned=False)
    last.addprevious(para(ANNEX_MARKER))
    page(last, LANDSCAPE, is_turned=True)
    dress_pages(document, [SAMPLE, TOLD])
    return saved(document, "公文")


def sheet() -> bytes:
    """Return 表格.docx: a title over a table, all on turned pages."""
    document = blank()
    last = document.element.body.find(q("sectPr"))
    for part in (para("{{ title }}", "Title", plain=False), para(BODY_MARKER)):
        last.addprevious(part)
    page(last, LANDSCAPE, is_turned=True)
    dress_pages(document, [TOLD])
    return saved(document, "表格")


def brief() -> bytes:
    """Return 简报.docx: one page, smaller type."""
    document = blank(body_size=24)
    last = document.element.body.find(q("sectPr"))
    parts = (
        para("{{ title }}", "Title", plain=False, size=36),
        para("{{ plan.issuer }}　{{ as_of }}", align="center", size=24),
        para(BODY_MARKER),
    )
    for part in parts:
        last.addprevious(part)
    page(last, TIGHT, is_turned=False)
    dress_pages(document, [SAMPLE])
    return saved(document, "简报")


def notice() -> bytes:
    """Return notice.docx, filled by itself with the sentences of notice.md.j2, and a receipt to send back."""
    document = blank()
    last = document.element.body.find(q("sectPr"))
    parts = [
        para("督办单", "Title", plain=False),
        para(prose("编号："), align="center"),
        para(prose("级别："), align="center"),
        para(prose("{% if notice.item.lead %}")),
        para("一、督办事项", "Heading1", plain=False),
        para(prose("{{ notice.source }}"), plain=False),
        para("二、目标和现状", "Heading1", plain=False),
        para(prose("截至"), plain=False),
        para(prose("规则："), plain=False, keep=True),
        table(["目标和节点", "目标值", "时限", "亮灯", "差距和依据"],
              ["{{ part.name }}", "{{ part.goal or '—' }}", "{{ part.due }}",
               "{{ part.light.mark }}{{ part.light.word }}", "{{ part.light.why }}"],
              [1800, 1300, 2200, 944, 2600], "part in notice.parts"),
        para("三、督办要求", "Heading1", plain=False),
        para("{%p if given.要求 %}"),
        para("{{ given.要求 }}", plain=False, keep=True),
        para("{%p else %}"),
        para(prose("请{% if notice.item.lead %}"), plain=False, keep=True),
        para("{%p endif %}"),
        para("", keep=True),
        para("附件：督办事项回执", plain=False, keep=True),
        *signature(),
        para("附件", font=HEITI, new_page=True),
        para("督办事项回执", "Title", plain=False),
        para(""),
        para(prose("督办单编号：")),
        receipt(["办理情况", "原因分析", "整改措施", "责任人和完成时间", "负责人签字、日期"], [2400, 6444]),
        para(""),
    ]  # fmt: skip
    for part in parts:
        last.addprevious(part)
    page(last, PORTRAIT, is_turned=False)
    dress_pages(document, [SAMPLE])
    return saved(document, "督办单")


def prose(begin: str) -> str:
    """Return the one line of notice.md.j2 that begins so: both papers say the same."""
    lines = (TEMPLATES / "notice.md.j2").read_text(encoding="utf-8").splitlines()
    (found,) = (line for line in lines if line.startswith(begin))
    return found


def table(head: list[str], cells: list[str], widths: list[int], loop: str) -> _Element:
    """Return a table of one row for each round of a loop."""
    made = framed(widths)
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


def framed(widths: list[int]) -> _Element:
    """Return an empty table whose cells have the margins of a paper's other tables."""
    made = frame(widths)
    margins = add(made[0], "tblCellMar")
    for side in ("left", "right"):
        add(margins, side, w=60, type="dxa")
    return made


def receipt(names: list[str], widths: list[int]) -> _Element:
    """Return a table to write into."""
    made = framed(widths)
    for name in names:
        line = add(made, "tr")
        properties = add(line, "trPr")
        add(properties, "cantSplit")
        add(properties, "trHeight", val=1700, hRule="atLeast")
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
