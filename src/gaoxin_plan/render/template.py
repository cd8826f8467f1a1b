"""Templates that strangers may write: where they lie, the sandbox they run in, what went wrong."""

import difflib
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    meta,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from gaoxin_plan.problems import PlanError, printable, visible
from gaoxin_plan.render.table import escaped
from gaoxin_plan.source.files import shipped_templates
from gaoxin_plan.views.papers import facts
from gaoxin_plan.views.papers.counts import Counts, largest_remainder
from gaoxin_plan.views.papers.facts import TargetFacts
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.views.papers.paper import names as known_names

MARKDOWN, WORD = ".md.j2", ".docx"
GIVEN = "given"
"""What ``--set`` gives; a name that is not given is empty."""

BODY, ANNEX = "〔正文〕", "〔附表〕"
"""The paragraphs of a letterhead that make room for a text and its annex."""
LIMIT = 64 * 1024 * 1024
"""How large a Word template may be, unpacked, in bytes."""

_SAID = "word/document.xml"  # where a Word file holds what it says
_BAR = 20  # characters of a bar or strip
ERRORS = (
    TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    MemoryError,
)
_MEND = "改好模板后再试;能用的名称见 docs/templates.md"


class Given(dict[str, str]):
    """Words that the office gives; what it does not is an empty text."""

    def __missing__(self, key: str) -> str:
        """Return that nothing was given."""
        return ""


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: beside the plan first, then those that come with gaoxin."""
    return [folder for folder in (root / "templates", shipped_templates()) if folder.is_dir()]


def find(file: str, folders: Iterable[Path]) -> Path | None:
    """Return the first template of this file name."""
    return next((folder / file for folder in folders if (folder / file).is_file()), None)


class _Environment(SandboxedEnvironment):
    """Asks a paper for the names that templates use, when they use them."""

    paper: Paper | None = None


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
            raise RuntimeError(f"the paper has no {key}") from error


def markdown_environment(folders: list[Path], paper: Paper | None = None) -> Environment:
    """Return the environment of Markdown templates: what data says is escaped, so that it stays text."""
    return _environment(_as_markdown, folders, paper)


def word_environment(paper: Paper) -> Environment:
    """Return the environment of Word templates."""
    return _environment(_as_xml, [], paper)


def _environment(finalize: Callable[..., object], folders: list[Path], paper: Paper | None) -> Environment:
    environment = _Environment(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(bar=bar, strip=strip)
    environment.context_class = _Context
    environment.paper = paper
    return environment


def bar(target: TargetFacts) -> Markup:
    """Return a target's way as a bar of 20 characters: █ done, ▒ expected by now, ░ still to come."""
    done, pace = (-(-percent * _BAR // 100) for percent in (target.done, target.pace))
    done = min(done, _BAR - 1) if target.done < 100 else _BAR  # full only when it is there
    ahead = max(pace - done, 0)
    return Markup(f"`{'█' * done}{'▒' * ahead}{'░' * (_BAR - done - ahead)}`")


def strip(counts: Counts) -> Markup:
    """Return lights as a strip: a character an item, or their shares where there are more than 20."""
    parts = [counts.green, counts.yellow, counts.red, counts.grey]
    if counts.total > _BAR:
        shown = [1 if part else 0 for part in parts]
        rest = largest_remainder(parts, _BAR - sum(shown))
        parts = [a + b for a, b in zip(shown, rest, strict=True)]
    return Markup("`" + "".join(word * part for word, part in zip("绿黄红灰", parts, strict=True)) + "`")


def names_used(environment: Environment, source: str) -> set[str]:
    """Return the names that a template and those it includes use; raises what jinja raises."""
    tree = environment.parse(source)
    found = meta.find_undeclared_variables(tree)
    for name in meta.find_referenced_templates(tree):
        if name is None:
            return set(known_names())
        if name in environment.list_templates():
            included = source_of(environment, name)
            found |= names_used(environment, included) if included != source else set()
    return found


def source_of(environment: Environment, file: str) -> str:
    """Return a Markdown template's text; raises what its loader raises."""
    loader = environment.loader
    return "" if loader is None else loader.get_source(environment, file)[0]


def given_used(environment: Environment, source: str) -> list[str]:
    """Return what a template reads of ``given``, in order."""
    tree = environment.parse(source)
    of_given = [n for n in tree.find_all(nodes.Getattr) if getattr(n.node, "name", "") == GIVEN]
    return list(dict.fromkeys(node.attr for node in of_given))


class _Loader(FileSystemLoader):
    """Finds templates in folders; says which one cannot be read."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text; raises PlanError when it is not UTF-8."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            hint = "在编辑器里选“另存为 UTF-8”后再试"
            raise PlanError(f"模板 {template} 不是 UTF-8 编码", hint) from error


@pass_eval_context  # so that jinja does not escape constants for HTML when it compiles
def _as_markdown(_: nodes.EvalContext, value: object) -> object:
    value = _printable(value)
    return value if isinstance(value, Markup | Undefined) else Markup(escaped(str(value)))


@pass_eval_context
def _as_xml(_: nodes.EvalContext, value: object) -> object:
    value = _printable(value)
    if isinstance(value, Undefined):
        return value
    lines = (visible(line) for line in str(value).split("\n"))
    # docxtpl takes {_{ and the like for escaped marks of its own
    return Markup(str(escape("\n".join(lines))).replace("_", "&#95;"))


def _printable(value: object) -> object:
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError(f"“{getattr(value, '__name__', '')}”不是能打印的东西")
    return "" if value is None else value


def place_of(trace: TracebackType | None) -> str:
    """Return the template and line that an error came from."""
    frames: Iterator[tuple[str, int]] = (
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(trace)
        if "__jinja_template__" in frame.f_globals
    )
    found = list(frames) or [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(trace)
        if frame.f_code.co_filename.endswith(MARKDOWN)
    ]
    return f"{shown(found[-1][0])} 第 {found[-1][1]} 行" if found else ""


def shown(path: str | Path) -> str:
    """Return a path as seen from here."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def told(error: Exception) -> str:
    """Return in words what went wrong in a template."""
    if isinstance(error, PlanError):
        return str(error)
    if isinstance(error, SecurityError):
        return "用了模板里不许用的东西"
    if isinstance(error, TemplateSyntaxError):
        return f"语法不对:{error.message}"
    if isinstance(error, UndefinedError) and (matched := re.search(r"'([^']+)' is undefined", str(error))):
        names = (*known_names(), GIVEN, "bar", "strip")
        return f"没有“{matched[1]}”这个名称;{_nearest(matched[1], names)}"
    if isinstance(error, UndefinedError) and (
        matched := re.search(r"(\w+) object' has no attribute '([^']+)'", str(error))
    ):
        fields = getattr(getattr(facts, matched[1], None), "_fields", ())
        return f"没有“{matched[2]}”这一项" + (f";{_nearest(matched[2], fields)}" if fields else "")
    return str(error)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.6)
    return f"是不是“{close[0]}”?" if close else f"可用:{'、'.join(sorted(known))}"


def at(error: Exception, file: str, folders: list[Path]) -> PlanError:
    """Return what went wrong in a Markdown template, with the line."""
    if isinstance(error, PlanError):
        return error
    if isinstance(error, TemplateNotFound):
        asking = place_of(error.__traceback__)
        if error.name != file and asking:
            return PlanError(f"模板 {asking}:没有它要用的模板“{error.name}”", _MEND)
        known = "、".join(names(folders)) or "无"
        return PlanError(f"没有报告模板“{printable(str(error.name))}”", f"现有的报告:{known}")
    if isinstance(error, TemplateSyntaxError):
        path = find(error.name or file, folders) or file
        return PlanError(f"模板 {shown(error.filename or path)} 第 {error.lineno} 行{told(error)}", _MEND)
    return PlanError(f"模板 {place_of(error.__traceback__) or file}:{told(error)}", _MEND)


def names(folders: Iterable[Path]) -> list[str]:
    """Return the reports that there are templates for: Markdown, or Word of their own."""
    files = [path for folder in folders for path in folder.iterdir()]
    texts = {path.name.removesuffix(MARKDOWN) for path in files if path.name.endswith(MARKDOWN)}
    return sorted(texts | {path.name.removesuffix(WORD) for path in files if _is_paper(path)})


def _is_paper(path: Path) -> bool:
    """Whether a Word file is a report of its own: one with room for a text is a letterhead."""
    if not path.name.endswith(WORD) or path.name.startswith("~$"):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            said = package.read(_SAID).decode(errors="replace") if _is_small(package) else ""
    except (zipfile.BadZipFile, KeyError, OSError):
        return True  # what is wrong with it is told when it is asked for
    return BODY not in re.sub("<[^>]+>", "", said)


def _is_small(package: zipfile.ZipFile) -> bool:
    return package.getinfo(_SAID).file_size < LIMIT
