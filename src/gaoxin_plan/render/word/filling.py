"""Word files with places to fill in, filled by docxtpl: letterheads, and templates of an office's own."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from docx.document import Document
from jinja2 import Environment
from lxml.etree import _Element
from markdown_it.token import Token

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.word import body as text
from gaoxin_plan.render.word.opening import Template, read
from gaoxin_plan.render.word.package import ANNEX_MARKER, BODY_MARKER
from gaoxin_plan.render.word.styles import ensure
from gaoxin_plan.render.word.tables import width_of
from gaoxin_plan.render.word.xml import paragraph, q, remove, run, text_of
from gaoxin_plan.source.packages import settled

_SECTION = f"{q('pPr')}/{q('sectPr')}"  # in the paragraph that a section ends with


def filled(template: Template, context: Mapping[str, object], environment: Environment) -> Document:
    """Fill a template; raises PlanError."""
    read(template)  # what would be printed as it stands is told before anything is
    template.render(dict(context), environment, autoescape=True)
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
    width = width_of(_section(document, marker))
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
    _take_out(marker)


def _take_out(marker: _Element) -> None:
    """Remove a marker; one that a section ends with stays, empty."""
    if marker.find(_SECTION) is None:
        remove(marker)
        return
    for said in marker.findall(q("r")):
        marker.remove(said)


def _section(document: Document, element: _Element) -> _Element:
    """Return the properties of the section that an element of the body stands in, or ends."""
    for after in (element, *element.itersiblings()):
        if (found := after.find(_SECTION)) is not None:
            return found
    last: _Element = document.element.body.find(q("sectPr"))
    return last


def _drop_section(document: Document, marker: _Element) -> None:
    """Remove the section of the annex: the one before it becomes the last."""
    before = [p for p in marker.itersiblings(preceding=True) if p.find(_SECTION) is not None]
    last = document.element.body.find(q("sectPr"))
    if not before or _section(document, marker) is not last:
        is_alone = bool(before) and before[0] is marker.getprevious()
        remove(marker) if is_alone else _take_out(marker)
        return
    end = before[0]
    for element in list(end.itersiblings()):
        remove(element)
    document.element.body.append(end.find(_SECTION))
    if not text_of(end).strip():
        document.element.body.remove(end)


def mark_sample(document: Document, words: str) -> None:
    """Say at the head of a paper that it is made up, where its template does not."""
    said = words.encode()
    if not any(said in part.blob for part in document.part.package.iter_parts()):
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
