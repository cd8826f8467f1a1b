"""Reports: what is known of a plan poured into templates that the office may change."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.render import template as templates
from gaoxin_plan.render.template import GIVEN, MARKDOWN, WORD, Given
from gaoxin_plan.source.files import shipped_templates
from gaoxin_plan.views.papers.paper import Paper

DEFAULT = "公文"
"""The letterhead of a template that names none."""

Counter = Callable[[int], Callable[[], None]]
"""Is told how many rows there will be, and returns what is called for each."""


class Request(NamedTuple):
    """A report that is asked for: its name, what it may say, what the office gave, where templates lie."""

    name: str
    paper: Paper
    given: Mapping[str, str]
    folders: list[Path]


class Filled(NamedTuple):
    """A Markdown template, filled: its text, and the letterhead and addressee that it names."""

    text: str
    letterhead: str
    addressee: str


def to_markdown(request: Request) -> str:
    """Return a report in Markdown, marked if its plan is made up; raises PlanError naming the line."""
    text = _filled(request, "md").text
    sample = request.paper.plan.sample
    return f"{sample}\n\n{text}" if sample and sample not in text else text


def to_word(request: Request, counter: Counter) -> bytes:
    """Return a report as a Word file, dated as of its day; raises PlanError naming template and place.

    A ``NAME.docx`` is filled by itself; else the text of ``NAME.md.j2`` is set in a letterhead.
    """
    from gaoxin_plan.render.word import body, filling

    file = templates.find(request.name + WORD, request.folders)
    text, title, extra = None, request.paper.plan.title, dict[str, object]()
    if file is None:
        filled = _filled(request, "docx")
        text = body.read(filled.text)
        title = text.title or title
        extra = {"title": title, "addressee": filled.addressee}
        file = templates.find(filled.letterhead + WORD, request.folders)
    if file is None:
        hint = "放到计划旁边的 templates/ 里"
        raise PlanError(f"没有 Word 模板“{printable(filled.letterhead)}.docx”", hint)
    opened, environment = filling.open_template(file), templates.word_environment(request.paper)
    document = filling.fill(opened, _context(request, "docx") | extra, environment)
    if text is not None:
        filling.place(document, opened, text, counter(text.rows))
    if sample := request.paper.plan.sample:
        filling.mark(document, sample)
    return filling.packed(document, title.replace("\n", ""), request.paper.plan.issuer, request.paper.day)


def _filled(request: Request, to: str) -> Filled:
    environment = templates.markdown_environment(request.folders, request.paper)
    file = request.name + MARKDOWN
    try:
        module = _module(environment.get_template(file), _context(request, to))
        letterhead = str(getattr(module, "letterhead", DEFAULT))
        return Filled(str(module), letterhead, str(getattr(module, "addressee", "")))
    except (*templates.ERRORS, PlanError) as error:
        raise templates.at(error, file, request.folders) from error


def _module(template: Template, context: dict[str, object]) -> object:
    """Run a template; what goes wrong is raised with the template's own lines, as its render does."""
    try:
        return template.make_module(context)
    except templates.ERRORS:
        return template.environment.handle_exception()


def _context(request: Request, to: str) -> dict[str, object]:
    """Return what a template is told besides what it asks of the paper."""
    return {GIVEN: Given(request.given), "to": to}


class Listed(NamedTuple):
    """A report that can be printed: its title, where its template lies, what ``--set`` may give."""

    name: str
    title: str
    place: str
    needs_item: bool
    given: tuple[str, ...]


def listed(name: str, folders: list[Path]) -> Listed:
    """Return what a report is and takes, its letterhead included; raises PlanError."""
    from gaoxin_plan.render.word import filling

    environment = templates.markdown_environment(folders)
    files = sources(name, folders)
    is_text = files[0].name.endswith(MARKDOWN)
    try:
        source = templates.source_of(environment, name + MARKDOWN) if is_text else ""
        letters = "".join(
            filling.words(filling.open_template(path)) for path in (files[1:] if is_text else files)
        )
        used = templates.names_used(environment, source) | templates.names_used(environment, letters)
        given = templates.given_used(environment, source) + templates.given_used(environment, letters)
    except (*templates.ERRORS, PlanError) as error:
        raise templates.at(error, name + MARKDOWN, folders) from error
    title = source.removeprefix("{#").partition("#}")[0].strip() if source.startswith("{#") else ""
    folder = files[0].parent
    place = "自带" if folder == shipped_templates() else templates.shown(folder)
    return Listed(name, title, place, "notice" in used, tuple(dict.fromkeys(given)))


def sources(name: str, folders: list[Path]) -> list[Path]:
    """Return the files that a report is made from: its text, and its letterhead or Word file."""
    text, word = (templates.find(name + suffix, folders) for suffix in (MARKDOWN, WORD))
    if text is not None and word is None:
        said = re.search(r"set letterhead = \"([^\"]+)\"", text.read_text(encoding="utf-8", errors="replace"))
        word = templates.find((said[1] if said else DEFAULT) + WORD, folders)
    return [path for path in (text, word) if path is not None]


def meant(words: str, folders: list[Path]) -> str:
    """Return the name of the report that is meant by its name or its title."""
    known = templates.names(folders)
    if words in known:
        return words
    for name in known:
        path = templates.find(name + MARKDOWN, folders)
        if path is not None and path.read_bytes().startswith(f"{{# {words} #}}".encode()):
            return name
    raise PlanError(
        f"没有报告“{printable(words)}”", f"现有的报告:{'、'.join(known) or '无'};见 gaoxin report list"
    )
