"""Word templates opened, and read for what they use; what is wrong with one is told by its paragraph."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from traceback import walk_tb

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError, meta
from lxml.etree import XMLSyntaxError

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.template import slips
from gaoxin_plan.render.template.environment import word_environment
from gaoxin_plan.render.template.mistakes import ERRORS, TOLD, told
from gaoxin_plan.render.template.parsed import Parsed
from gaoxin_plan.render.template.syntax import in_chinese
from gaoxin_plan.render.word.package import ANNEX_MARKER, BODY_MARKER, LIMIT
from gaoxin_plan.render.word.xml import q, text_of
from gaoxin_plan.views.papers.paper import names as known_names
from gaoxin_plan.workspace import shown

LETTERHEAD_NAMES = ("title", "addressee")
"""What a letterhead is told of the text that is set in it."""

_FOREIGN = re.compile(r"\{\{[rp] .*?\}\}|\{%\s*(?:colspan|cellbg|vm|hm)\b.*?%\}")
"""What docxtpl alone knows: it prints nothing, or spoils the file."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


class Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """Says which paragraph of which template goes wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.BytesIO(path.read_bytes()))
        self.shown = shown(path)

    def render_xml_part(self, src_xml: str, part: object, context: object, jinja_env: object = None) -> str:
        """Fill one part of the file; raises PlanError that names the paragraph's words."""
        try:
            filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except ERRORS as error:
            known = tuple(context) if isinstance(context, dict) else ()
            raise self.mistake(error, by_paragraph(src_xml), known) from error
        return filled

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the document's properties alone: they are set when it is packed."""

    def mistake(self, error: Exception, source: str, more: tuple[str, ...] = ()) -> PlanError:
        """Return what went wrong in a part of the file, of which each paragraph begins a line."""
        number = in_chinese(error).line if isinstance(error, TemplateSyntaxError) else _line(error)
        lines = source.split("\n")
        said = words_of(lines[number - 1]) if 0 < number <= len(lines) else ""
        return PlanError(f"模板 {self.shown}{_at(said)}:{told(error, more)}", "在 Word 或 WPS 里改好再试")


def by_paragraph(xml: str) -> str:
    """Return a part with each paragraph at the beginning of a line, as it is filled."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


def words_of(xml: str) -> str:
    """Return what a paragraph says."""
    return re.sub(r"<[^>]+>", "", xml)


def _at(said: str) -> str:
    return f" 的这一段“{said[:60]}”" if said else ""


def _line(error: Exception) -> int:
    found = [n for frame, n in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return found[-1] if found else 0


def open_template(path: Path) -> Template:
    """Open a Word template; raises PlanError when it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > LIMIT:
                raise PlanError(f"模板 {shown(path)} 太大", "模板解开后不能超过 64 MB")
        template = Template(path)
        template.init_docx()
    except _UNREADABLE as error:
        raise PlanError(
            f"模板 {shown(path)} 不是 Word 文件(.docx),或已损坏", "在 Word 或 WPS 里打开,另存为 .docx"
        ) from error
    return template


def read(template: Template) -> list[Parsed]:
    """Return all that a template says, as Jinja reads it: its text, its headers and its footers.

    Raises PlanError that names the paragraph which is wrong: what Jinja cannot read, or what would be
    printed as it stands.
    """
    _refuse_misplaced(template)
    edges = (template.HEADER_URI, template.FOOTER_URI)
    parts = [rel.target_part for rel in template.docx.part.rels.values() if rel.reltype in edges]
    texts = [template.get_xml(), *(template.xml_to_string(part.element) for part in parts)]
    environment = word_environment()
    return [_read(template, by_paragraph(template.patch_xml(xml)), environment) for xml in texts]


def _refuse_misplaced(template: Template) -> None:
    """Raise PlanError where a marker stands twice or within other words, and for what docxtpl alone knows."""
    paragraphs = [p for p in template.docx.element.body.iter(q("p")) if p.find(f".//{q('p')}") is None]
    for said in map(text_of, paragraphs):
        if found := re.search(r"\{\{[rp] .*?\}\}|\{%\s*(?:colspan|cellbg|vm|hm)\b.*?%\}", said):
            raise PlanError(
                f"模板 {template.shown}{_at(said)}里不能用“{found[0]}”",
                "只用 {{ … }}、{% … %}、{%p … %}、{%tr … %}",
            )
    for marker in (BODY_MARKER, ANNEX_MARKER):
        marked = [said.strip() for said in map(text_of, paragraphs) if marker in said]
        if len(marked) > 1:
            raise PlanError(f"模板 {template.shown} 里有 {len(marked)} 段“{marker}”", "只留要放它的那一段")
        if marked and marked[0] != marker:
            raise PlanError(f"模板 {template.shown}{_at(marked[0])}里有“{marker}”", f"“{marker}”要单独一段")


def _names() -> set[str]:
    return {*known_names(), *TOLD, *LETTERHEAD_NAMES}


def _read(template: Template, source: str, environment: Environment) -> Parsed:
    for said in map(words_of, source.split("\n")):
        for slip in (*slips.wide_braces(said), *slips.single_braces(said, _names)):
            raise PlanError(f"模板 {template.shown}{_at(said)}{slip.words}", slip.hint)
    try:
        tree = environment.parse(source)
        meta.find_undeclared_variables(tree)  # so that a filter that there is not is told here
        return Parsed(template.shown, source, tree)
    except (TemplateError, RecursionError) as error:
        raise template.mistake(error, source) from error
