"""The styles that a paper is set in (GB/T 9704-2012), each made where a letterhead lacks it."""

from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.styles.style import BaseStyle
from lxml.etree import _Element

from gaoxin_plan.render.word.xml import add, q

FANGSONG, HEITI, KAITI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"

NORMAL, TITLE, CELL, HEAD, STRONG, EMPHASIS = "Normal", "Title", "表格文字", "表格标题", "Strong", "Emphasis"
ATTACHED = "附件"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


class Face(NamedTuple):
    """How a style looks: sizes in half-points (3号 is 32), lines in twips, outline levels from 0."""

    name: str
    font: str
    size: int
    line: int = 578
    indent: bool = True
    centred: bool = False
    outline: int | None = None
    is_character: bool = False


FACES = (
    Face(NORMAL, FANGSONG, 32),
    Face(TITLE, XIAOBIAOSONG, 44, line=640, indent=False, centred=True),
    Face(HEADINGS[0], HEITI, 32, outline=0),
    Face(HEADINGS[1], KAITI, 32, outline=1),
    Face(HEADINGS[2], FANGSONG, 32, outline=2),
    Face(ATTACHED, HEITI, 32, indent=False, outline=0),
    Face(CELL, FANGSONG, 21, line=300, indent=False),
    Face(HEAD, HEITI, 21, line=300, indent=False, centred=True),
    Face(STRONG, HEITI, 0, is_character=True),
    Face(EMPHASIS, KAITI, 0, is_character=True),
)


def find(document: Document, name: str) -> BaseStyle | None:
    """Return a style by its name, whatever its case: Word writes ``heading 1``, LibreOffice ``Heading 1``."""
    found: dict[str, BaseStyle] = {(style.name or "").lower(): style for style in document.styles}
    return found.get(name.lower())


def ensure(document: Document) -> dict[str, str]:
    """Make the styles that a letterhead lacks, and return the id of each by its name."""
    ids = {}
    for face in FACES:
        style = find(document, face.name)
        if style is None:
            style = added(document, face)
            dress(style.element, face)
        ids[face.name] = style.style_id
    return ids


def added(document: Document, face: Face) -> BaseStyle:
    """Add the style of a face, not yet dressed."""
    kind = WD_STYLE_TYPE.CHARACTER if face.is_character else WD_STYLE_TYPE.PARAGRAPH
    style: BaseStyle = document.styles.add_style(face.name, kind)
    return style


def fonts(east_asian: str) -> dict[str, str]:
    """Return the faces of Chinese and of all other text."""
    return {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": east_asian, "cs": LATIN}


def dress(style: _Element, face: Face) -> None:
    """Give a style its face, and nothing of what it looked like before."""
    for name in ("pPr", "rPr"):
        for old in style.findall(q(name)):
            style.remove(old)
    if not face.is_character:
        properties = add(style, "pPr")
        if face.outline is not None:
            add(properties, "keepNext")
        add(properties, "snapToGrid", val=int(face.line == 578))
        rule = "exact" if face.line >= 578 else "atLeast"
        add(properties, "spacing", before=0, after=0, line=face.line, lineRule=rule)
        chars, twips = (200, 640) if face.indent else (0, 0)
        add(properties, "ind", firstLineChars=chars, firstLine=twips)
        add(properties, "jc", val="center" if face.centred else "both" if face.indent else "left")
        if face.outline is not None:
            add(properties, "outlineLvl", val=face.outline)
    words = add(style, "rPr")
    add(words, "rFonts", hint="eastAsia", **fonts(face.font))
    if not face.is_character:
        add(words, "color", val="000000")
    if face.name == NORMAL:  # 28 characters a line: 156 mm / 28 is a little less than 16 pt
        add(words, "spacing", val=-5)
    elif not face.is_character:
        add(words, "spacing", val=0)
    if face.size:
        add(words, "sz", val=face.size)
        add(words, "szCs", val=face.size)
