"""The sandbox that templates run in: what they are told, and how data comes out as text."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from gaoxin_plan.problems import PlanError, visible
from gaoxin_plan.render.table import escaped
from gaoxin_plan.render.template.bars import bar, strip
from gaoxin_plan.render.template.mistakes import ERRORS
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.views.papers.paper import names as known_names

MARK = re.compile("\ue000([^\ue001]*)\ue001(\\d+)\ue002")
"""A row's own template and line, where a text is made with ``is_marked``."""


class UnansweredError(Exception):
    """A paper that cannot answer what it is asked: our mistake, not the template's."""


class _Generator(CodeGenerator):
    """Has ``~`` join words as they are printed."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - jinja's name
        """Write the call that joins the parts of ``a ~ b``."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Environment(SandboxedEnvironment):
    """Asks a paper for the names that templates use, when they use them."""

    paper: Paper | None = None
    as_printed: Callable[[nodes.EvalContext, object], object]
    code_generator_class = _Generator

    def joined(self, parts: Sequence[object]) -> object:
        """Return parts as one: text while none is marked up, else each as it is printed."""
        printable = [_printable(part) for part in parts]
        for part in printable:
            if isinstance(part, Undefined):
                str(part)  # raises what is wrong with it
        if not any(isinstance(part, Markup) for part in printable):
            return "".join(map(str, printable))
        context = nodes.EvalContext(self)
        return Markup("".join(str(self.as_printed(context, part)) for part in printable))


class _Context(Context):
    def resolve_or_missing(self, key: str) -> object:
        """Return what a name stands for; nothing is asked of a paper that its template does not print."""
        found: object = super().resolve_or_missing(key)
        paper = self.environment.paper if isinstance(self.environment, _Environment) else None
        if found is not missing or paper is None or key not in known_names():
            return found
        try:
            return getattr(paper, key)
        except ERRORS as error:  # no template is to blame
            raise UnansweredError(key) from error


def markdown_environment(
    folders: list[Path], paper: Paper | None = None, *, is_marked: bool = False
) -> Environment:
    """Return the environment of Markdown templates: what data says is escaped, so that it stays text.

    ``is_marked`` has each row of a table begin with where it stands in its template, as ``MARK`` reads it.
    """
    return _environment(_as_markdown, _Loader(folders, is_marked=is_marked), paper)


def word_environment(paper: Paper | None = None) -> Environment:
    """Return the environment of Word templates."""
    return _environment(_as_xml, _Loader([]), paper)


def _environment(
    finalize: Callable[..., object], loader: FileSystemLoader, paper: Paper | None
) -> Environment:
    environment = _Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.as_printed = finalize
    environment.filters["join"] = _join
    environment.globals.update(bar=bar, strip=strip)
    environment.context_class = _Context
    environment.paper = paper
    return environment


def source_of(environment: Environment, file: str) -> str:
    """Return a Markdown template's text; raises what its loader raises."""
    loader = environment.loader
    return "" if loader is None else loader.get_source(environment, file)[0]


class _Loader(FileSystemLoader):
    """Finds templates in folders; says which one cannot be read."""

    def __init__(self, folders: list[Path], *, is_marked: bool = False) -> None:
        super().__init__(folders, encoding="utf-8-sig")  # Windows' own editor writes a byte-order mark
        self._is_marked = is_marked

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text; raises PlanError when it is not UTF-8."""
        try:
            text, path, is_fresh = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            hint = "在编辑器里选“另存为 UTF-8”后再试"
            raise PlanError(f"模板 {template} 不是 UTF-8 编码", hint) from error
        if self._is_marked:
            lines = enumerate(text.split("\n"), 1)
            text = "\n".join(_marked(line, f"\ue000{path}\ue001{number}\ue002") for number, line in lines)
        return text, path, is_fresh


def _marked(line: str, mark: str) -> str:
    bare = line.lstrip()
    return f"|{mark}{bare[1:]}" if bare.startswith("|") else line


@pass_eval_context  # so that jinja does not escape constants for HTML when it compiles
def _as_markdown(_: nodes.EvalContext, value: object) -> object:
    value = _printable(value)
    return value if isinstance(value, Markup | Undefined) else Markup(escaped(str(value)))


@pass_eval_context
def _as_xml(_: nodes.EvalContext, value: object) -> object:
    value = _printable(value)
    if isinstance(value, Undefined):
        return value
    lines = (visible(line, keep="\t") for line in str(value).split("\n"))
    # docxtpl takes {_{ and the like for escaped marks of its own
    return Markup(str(escape("\n".join(lines))).replace("_", "&#95;"))


def _printable(value: object) -> object:
    """Return what can be printed; raises TypeError that says how to print what a value holds."""
    if value is None:
        return ""
    if isinstance(value, str | int | float | Decimal | Undefined) and not isinstance(value, bool):
        return value
    raise TypeError(f"这里要印的{_kind(value)}")


def _kind(value: object) -> str:
    if fields := getattr(value, "_fields", ()):
        return f"不是一句话,要写明印它的哪一项:{'、'.join(fields)}"
    if isinstance(value, bool):
        return "是真或假,要用 {% if … %} 判断"
    if callable(value):
        return f"是“{getattr(value, '__name__', '')}”,后面要有括号"
    if isinstance(value, Iterable):
        return "是一列,要用 {% for … %} 逐个印,或用 join 连起来"
    return "不是字也不是数"


@pass_eval_context
def _join(
    context: nodes.EvalContext, value: Iterable[object], d: object = "", attribute: str | int | None = None
) -> object:
    """Join as jinja's own filter does, but each part as it is printed."""
    environment = context.environment
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    parts = list(value)
    between = [part for one in parts for part in (d, one)][1:]
    return environment.joined(between) if isinstance(environment, _Environment) else ""
