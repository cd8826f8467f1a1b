"""Word files with places to fill in, filled by docxtpl: letterheads, and templates of an office's own."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from docx.document import Document
from jinja2 import Environment
from lxml.etree import XMLSyntaxError, _Element
from markdown_it.token import Token

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.word import body as text
from gaoxin_plan.render.word.opening import Template
from gaoxin_plan.render.word.package import ANNEX_MARKER, BODY_MARKER
from gaoxin_plan.render.word.styles import ensure
from gaoxin_plan.render.word.tables import width_of
from gaoxin_plan.render.word.xml import paragraph, q, remove, run, text_of, twips
from gaoxin_plan.source.packages import settled

_MARGINS = 216  # of a cell, left and right, in twips
_MISPLACED = (AttributeError, LookupError, TypeError, ValueError, XMLSyntaxError)
_SECTION = f"{q('pPr')}/{q('sectPr')}"  # in the paragraph that a section ends with


def filled(template: Template, context: Mapping[str, object], environment: Environment) -> Document:
    """Fill a template; raises PlanError."""
    try:
        template.render(dict(context), environment, autoescape=True)
    except _MISPLACED as error:
        hint = "{%tr … %}、{%p … %} 要各占一行或一段,开头和结尾在同一个表格里"
        raise PlanError(f"模板 {template.shown} 里的标记放得不对,填不成", hint) from error
    document: Document = template.docx
    return document


def place(document: Document, template: Template, said: text.Text, done: Callable[[], None]) -> None:
    """Put a text where a letterhead's markers stand; a letterhead without an annex's section keeps none.

    Raises PlanError when there is no 〔正文〕.
    """
    ids = ensure(document)
    paragraphs = {text_of(p).strip(): p for p in reversed(list(document.element.body.iter(q("p"))))}
    body, annex = paragraphs.get(BODY_MARKER), paragraphs.get(ANNEX_MARKER)
    if body is None:
        raise PlanError(f"模板 {template.shown} 里没有单独一段“{BODY_MARKER}”", "在要放正文的地方加上这一段")
    if not said.annex and annex is not None:
        _drop_section(document, annex)
    elif annex is not None:
        _replace(document, annex, said.annex, said, ids, done)
    rest = said.body if annex is not None or not said.annex else (*said.body, *said.annex)
    _replace(document, body, rest, said, ids, done)


def _replace(document: Document, marker: _Element, tokens: Sequence[Token], said: text.Text,
             ids: Mapping[str, str], done: Callable[[], None]) -> None:  # fmt: skip
    width = _width(document, marker)
    found = list(text.elements(tokens, said.source, width, ids, done))
    while (
        len(found) > 1
        and not text_of(found[-1]).strip()
        and found[-1].tag == q("p")
        and found[-2].tag == q("p")
    ):
        found.pop()
    for element in found:
        marker.addprevious(element)
    _take_out(marker, is_needed=_cell(marker) is not None and (not found or found[-1].tag != q("p")))


def _take_out(marker: _Element, *, is_needed: bool = False) -> None:
    """Remove a marker; one that a section ends with stays, empty, and so does one that a cell needs."""
    if marker.find(_SECTION) is None and not is_needed:
        remove(marker)
        return
    for said in marker.findall(q("r")):
        marker.remove(said)


def _cell(element: _Element) -> _Element | None:
    """Return the cell that an element stands in."""
    parent = element.getparent()
    return parent if parent is not None and parent.tag == q("tc") else None


def _width(document: Document, marker: _Element) -> int:
    """Return how wide a text is that takes a marker's place, in twips."""
    if (cell := _cell(marker)) is not None:
        width = cell.find(f"{q('tcPr')}/{q('tcW')}")
        if width is not None and width.get(q("type")) == "dxa" and twips(width.get(q("w"))) > _MARGINS:
            return twips(width.get(q("w"))) - _MARGINS
    top = next((one for one in marker.iterancestors() if one.getparent() is document.element.body), marker)
    return width_of(_section(document, top))


def _section(document: Document, element: _Element) -> _Element | None:
    """Return the properties of the section that an element of the body stands in, or ends."""
    for after in (element, *element.itersiblings()):
        if (found := after.find(_SECTION)) is not None:
            return found
    last: _Element | None = document.element.body.find(q("sectPr"))
    return last


def _drop_section(document: Document, marker: _Element) -> None:
    """Remove the section of the annex: the one before it becomes the last, with what stands after it."""
    before = [p for p in marker.itersiblings(preceding=True) if p.find(_SECTION) is not None]
    last = _section(document, marker)
    if not before or last is None or last.getparent() is not document.element.body:
        is_alone = bool(before) and before[0] is marker.getprevious()
        remove(marker) if is_alone else _take_out(marker)
        return
    end = before[0]
    while (between := marker.getprevious()) is not None and between is not end:
        remove(between)
    remove(marker)
    if (section := end.find(_SECTION)) is not None:
        last.addprevious(section)
        remove(last)
    if not text_of(end).strip():
        remove(end)


def mark_sample(document: Document, words: str) -> None:
    """Say at the head of a paper that it is made up."""
    first = paragraph()
    run(first, words)
    document.element.body.insert(0, first)


def packed(document: Document, title: str, author: str, on: date) -> bytes:
    """Return the file: the same input gives the same bytes, so no clock goes into it."""
    properties, when = document.core_properties, datetime.combine(on, time())
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.created = properties.modified = when
    properties.language, properties.revision, properties.comments = "zh-CN", 1, ""
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())
