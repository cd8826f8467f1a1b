"""Reports: a view poured into a Jinja template that the office may change.

Templates are strangers' text: they run in a sandbox, an unknown name is an error, and whatever the data
says is escaped, so that it stays text in Markdown.
"""

import re
from collections.abc import Callable, Iterator
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
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.table import escaped
from gaoxin_plan.source.files import shipped_templates

SUFFIX = ".md.j2"


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: beside the plan first, then those that come with gaoxin."""
    return [folder for folder in (root / "templates", shipped_templates()) if folder.is_dir()]


def names(folders: list[Path]) -> list[str]:
    """Return the reports that there are templates for."""
    return sorted(
        {path.name.removesuffix(SUFFIX) for folder in folders for path in folder.glob(f"*{SUFFIX}")}
    )


def to_markdown(name: str, context: dict[str, object], folders: list[Path]) -> str:
    """Return a report in Markdown; raises PlanError that names the template and line at fault."""
    environment = SandboxedEnvironment(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    file = name + SUFFIX
    try:
        return environment.get_template(file).render(context)
    except TemplateNotFound as error:
        known = "、".join(names(folders)) or "无"
        asking = _place(error.__traceback__)
        if error.name != file and asking:
            raise PlanError(f"模板 {asking}:没有它要用的模板“{error.name}”", _MEND) from error
        raise PlanError(f"没有报告模板“{error.name}”", f"现有的报告:{known}") from error
    except TemplateSyntaxError as error:
        where = _shown(error.filename or file)
        raise PlanError(f"模板 {where} 第 {error.lineno} 行语法不对:{error.message}", _MEND) from error
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        place = _place(error.__traceback__) or file
        raise PlanError(f"模板 {place}:{_told(error, context)}", _MEND) from error


class _Loader(FileSystemLoader):
    """Finds templates in folders; says which one cannot be read."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text; raises PlanError when it is not UTF-8."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            hint = "在编辑器里选“另存为 UTF-8”后再试"
            raise PlanError(f"模板 {template} 不是 UTF-8 编码", hint) from error


_MEND = "改好模板后再试;能用的名称见 docs/templates.md"


@pass_eval_context  # so that jinja does not escape constants for HTML when it compiles
def _as_markdown(_: nodes.EvalContext, value: object) -> object:
    if value is None:
        return ""
    return value if isinstance(value, Markup | Undefined) else Markup(escaped(str(value)))


def _place(trace: TracebackType | None) -> str:
    """Return the template and line that an error came from."""
    frames: Iterator[tuple[str, int]] = (
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(trace)
        if "__jinja_template__" in frame.f_globals
    )
    found = list(frames) or [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(trace)
        if frame.f_code.co_filename.endswith(SUFFIX)
    ]
    return f"{_shown(found[-1][0])} 第 {found[-1][1]} 行" if found else ""


def _shown(path: str) -> str:
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


def _told(error: Exception, context: dict[str, object]) -> str:
    if isinstance(error, SecurityError):
        return "用了模板里不许用的东西"
    if isinstance(error, UndefinedError) and (matched := re.search(r"'([^']+)' is undefined", str(error))):
        return f"没有“{matched[1]}”这个名称;可用:{'、'.join(sorted(context))}"
    if isinstance(error, UndefinedError) and (
        matched := re.search(r"has no attribute '([^']+)'", str(error))
    ):
        return f"没有“{matched[1]}”这一项"
    return str(error)
