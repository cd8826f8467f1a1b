"""Reports: what is known of a plan poured into templates that the office may change."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.render.table import unescaped
from gaoxin_plan.render.template import mistakes, parsed
from gaoxin_plan.render.template.environment import MARK, markdown_environment, word_environment
from gaoxin_plan.render.template.given import GIVEN, Given
from gaoxin_plan.render.template.grids import Crooked, crooked
from gaoxin_plan.render.template.places import MARKDOWN, WORD, located
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.workspace import shown

Counter = Callable[[int], Callable[[], None]]
"""Is told how many rows there will be, and returns what is called for each."""


class Request(NamedTuple):
    """A report that is asked for: its name, what it may say, what the office gave, where templates lie."""

    name: str
    paper: Paper
    given: Mapping[str, str]
    folders: list[Path]


class Filled(NamedTuple):
    """A Markdown template, filled: its text, and the letterhead and addressee that it names.

    ``tells_sample`` is whether it says by itself that a plan is made up.
    """

    text: str
    letterhead: str
    addressee: str
    tells_sample: bool


def to_markdown(request: Request) -> str:
    """Return a report in Markdown, marked below its title if its plan is made up.

    Raises PlanError naming the line.
    """
    text, _, _, tells_sample = _filled(request, "md")
    sample = request.paper.plan.sample
    if not sample or tells_sample:
        return text
    title, line_break, rest = text.partition("\n")
    is_titled = title.startswith("# ") and line_break
    return f"{title}\n\n{sample}\n{rest}" if is_titled else f"{sample}\n\n{text}"


def to_word(request: Request, counter: Counter) -> bytes:
    """Return a report as a Word file, dated as of its day; raises PlanError naming template and place.

    A ``NAME.docx`` is filled by itself; else the text of ``NAME.md.j2`` is set in a letterhead.
    """
    from gaoxin_plan.render.word import body, filling, opening

    file = located(request.name + WORD, request.folders)
    text, title, extra = None, request.paper.plan.title, dict[str, object]()
    if file is None:
        filled = _filled(request, "docx")
        text = body.read(filled.text)
        title = text.title or title
        extra = {"title": title, "addressee": filled.addressee}
        file = located(filled.letterhead + WORD, request.folders)
        if file is None:
            hint = "放到计划旁边的 templates/ 里"
            raise PlanError(f"没有 Word 模板“{printable(filled.letterhead)}.docx”", hint)
    opened, environment = opening.open_template(file), word_environment(request.paper)
    read = opening.read(opened)  # what would be printed as it stands is told before anything is
    document = filling.filled(opened, _context(request, "docx") | extra, environment)
    if text is not None:
        filling.place(document, opened, text, counter(text.rows))
    if (sample := request.paper.plan.sample) and not parsed.tells_sample(read):
        filling.mark_sample(document, sample)
    return filling.packed(document, title.replace("\n", ""), request.paper.plan.issuer, request.paper.day)


def _filled(request: Request, to: str) -> Filled:
    """Fill a Markdown template; nothing is returned of one whose tables are not straight."""
    file, folders = request.name + MARKDOWN, request.folders
    environment = markdown_environment(folders, request.paper)
    read = parsed.read(environment, file, folders)
    letterhead = parsed.letterhead_of(read[0])
    try:
        module = _module(parsed.compiled(environment, file, read[0]), _context(request, to))
        text, said = str(module), getattr(module, "addressee", "")
        addressee = unescaped(said) if isinstance(said, Markup) else str(said)
    except (*mistakes.ERRORS, PlanError) as error:
        raise mistakes.at(error, file, folders) from error
    lines = text.split("\n")
    if (row := crooked(lines)) is not None:
        raise PlanError(f"模板 {_origin(request, to, row)}{row.words}", row.hint)
    return Filled(text, letterhead, addressee, parsed.tells_sample(read))


def _origin(request: Request, to: str, row: Crooked) -> str:
    """Return which line of which template a row comes from, or else the row's first words."""
    file = request.name + MARKDOWN
    environment = markdown_environment(request.folders, request.paper, is_marked=True)
    try:
        text = str(_module(environment.get_template(file), _context(request, to)))
    except (*mistakes.ERRORS, PlanError):  # a line that begins with a filter, | join("、"), is no row
        text = ""
    mark = MARK.search((text.split("\n")[row.place :] or [""])[0])
    if mark is None:
        return f"{file} 印出的“{printable(row.said.strip(), 30)}”这一行"
    return f"{shown(Path(mark[1]))} 第 {mark[2]} 行"


def _module(template: Template, context: dict[str, object]) -> object:
    """Run a template; what goes wrong is raised with the template's own lines, as its render does."""
    try:
        return template.make_module(context)
    except mistakes.ERRORS:
        return template.environment.handle_exception()


def _context(request: Request, to: str) -> dict[str, object]:
    """Return what a template is told besides what it asks of the paper."""
    return {GIVEN: Given(request.given), "to": to}
