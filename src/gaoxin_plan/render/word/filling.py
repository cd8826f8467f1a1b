"""Word files with places to fill in, filled by docxtpl: letterheads, and templates of an office's own."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from traceback import walk_tb

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError
from lxml.etree import _Element
from markdown_it.token import Token

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.template import ANNEX, BODY, ERRORS, LIMIT, shown, told
from gaoxin_plan.render.word import body as text
from gaoxin_plan.render.word.styles import ensure
from gaoxin_plan.render.word.tables import width_of
from gaoxin_plan.render.word.xml import paragraph, q, remove, run, text_of
from gaoxin_plan.source.packages import settled

_SECTION = f"{q('pPr')}/{q('sectPr')}"  # in the paragraph that a section ends with


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """Says which paragraph of which template goes wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.BytesIO(path.read_bytes()))
        self.shown = shown(path)

    def render_xml_part(self, src_xml: str, part: object, context: object, jinja_env: object = None) -> str:
        """Fill one part of the file; raises PlanError that names the paragraph's words."""
        try:
            filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except ERRORS as error:
            known = told(error)
            lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).split("\n")
            number = error.lineno if isinstance(error, TemplateSyntaxError) else _line(error)
            words = re.sub(r"<[^>]+>", "", lines[number - 1]) if 0 < number <= len(lines) else ""
            where = f" 的这一段“{words[:60]}”" if words else ""
            raise PlanError(f"模板 {self.shown}{where}:{known}", "在 Word 或 WPS 里改好再试") from error
        return filled


def _line(error: Exception) -> int:
    found = [n for frame, n in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return found[-1] if found else 0


def open_template(path: Path) -> _Template:
    """Open a Word template; raises PlanError when it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > LIMIT:
                raise PlanError(f"模板 {shown(path)} 太大", "模板解开后不能超过 64 MB")
        template = _Template(path)
        template.init_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise PlanError(
            f"模板 {shown(path)} 不是 Word 文件(.docx)", "在 Word 或 WPS 里另存为 .docx"
        ) from error
    return template


def words(template: _Template) -> str:
    """Return all that a template says, as Jinja reads it."""
    edges = (template.HEADER_URI, template.FOOTER_URI)
    parts = [rel.target_part for rel in template.docx.part.rels.values() if rel.reltype in edges]
    texts = [template.get_xml(), *(template.xml_to_string(part.element) for part in parts)]
    return "\n".join(map(template.patch_xml, texts))


def fill(template: _Template, context: Mapping[str, object], environment: Environment) -> Document:
    """Fill a template; raises PlanError."""
    template.render(dict(context), environment, autoescape=True)
    document: Document = template.docx
    return document


def place(document: Document, template: _Template, said: text.Text, done: Callable[[], None]) -> None:
    """Put a text where a letterhead's markers stand; a letterhead without an annex's section keeps none.

    Raises PlanError when there is no 〔正文〕.
    """
    ids = ensure(document)
    paragraphs = {text_of(p).strip(): p for p in reversed(list(document.element.body.iter(q("p"))))}
    body, annex = paragraphs.get(BODY), paragraphs.get(ANNEX)
    if body is None:
        raise PlanError(f"模板 {template.shown} 里没有单独一段“{BODY}”", "在要放正文的地方加上这一段")
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
    remove(marker)


def _section(document: Document, element: _Element) -> _Element:
    """Return the properties of the section that an element of the body stands in."""
    for after in element.itersiblings():
        if (found := after.find(_SECTION)) is not None:
            return found
    last: _Element = document.element.body.find(q("sectPr"))
    return last


def _drop_section(document: Document, marker: _Element) -> None:
    """Remove the section of the annex: the one before it becomes the last."""
    before = [p for p in marker.itersiblings(preceding=True) if p.find(_SECTION) is not None]
    last = document.element.body.find(q("sectPr"))
    if not before or _section(document, marker) is not last:
        remove(marker)
        return
    end = before[0]
    for element in list(end.itersiblings()):
        remove(element)
    document.element.body.append(end.find(_SECTION))
    if not text_of(end).strip():
        document.element.body.remove(end)


def mark(document: Document, words: str) -> None:
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
    properties.language, properties.revision = "zh-CN", 1
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())
