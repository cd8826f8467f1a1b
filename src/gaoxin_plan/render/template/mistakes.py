"""What goes wrong in a template, told in words with the place."""

import re
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateNotFound

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.render.template.places import MARKDOWN, WORD, is_there, located, names
from gaoxin_plan.views.papers import counts, facts
from gaoxin_plan.views.papers.paper import names as known_names
from gaoxin_plan.workspace import shown

ERRORS = (
    TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
    AssertionError,
    SyntaxError,
    MemoryError,
)
"""What a template's own mistakes raise."""

MEND = "改好模板后再试;能用的名称见 docs/templates.md"
TOLD = ("given", "to", "bar", "strip")
"""The names that a template may use besides those of a paper."""


def place_of(trace: TracebackType | None) -> str:
    """Return the template and line that an error came from."""
    frames = ((frame.f_code.co_filename, line) for frame, line in walk_tb(trace))
    found = [(file, line) for file, line in frames if file.endswith(MARKDOWN)]
    return f"{shown(Path(found[-1][0]))} 第 {found[-1][1]} 行" if found else ""


def told(error: Exception, more: tuple[str, ...] = ()) -> str:
    """Return in words what went wrong in a template, which may use ``more`` names than those of a paper."""
    if isinstance(error, PlanError):
        return str(error)
    if isinstance(error, SecurityError):
        return "用了模板里不许用的东西"
    if isinstance(error, TemplateSyntaxError):
        from gaoxin_plan.render.template.syntax import in_chinese

        return f"语法不对:{in_chinese(error).words}"
    if isinstance(error, UndefinedError) and (matched := re.search(r"'([^']+)' is undefined", str(error))):
        known = (*known_names(), *TOLD, *more)
        return f"没有“{matched[1]}”这个名称;{_nearest(matched[1], known)}"
    if isinstance(error, UndefinedError) and (
        matched := re.search(r"(\w+) object' has no attribute '([^']+)'", str(error))
    ):
        record = getattr(facts, matched[1], None) or getattr(counts, matched[1], None)
        fields = getattr(record, "_fields", ())
        return f"没有“{matched[2]}”这一项" + (f";{_nearest(matched[2], fields)}" if fields else "")
    return next(
        (words for kind, said, words in _SAID if isinstance(error, kind) and said in str(error)), str(error)
    )


_SAID = (
    (RecursionError, "", "自己引用自己,没有尽头"),
    (SyntaxError, "", "for 或 if 套得太深"),
    (ZeroDivisionError, "", "除数是 0"),
    (OverflowError, "Range too big", "range 太大,最多数到十万"),
    (TypeError, "is not callable", "不能用括号调用"),
    (TypeError, "cannot unpack", "for 后面的名称多于能取的项"),
    (ValueError, "to unpack", "for 后面的名称和能取的项不一样多"),
    (TypeError, "can only concatenate", "字和数不能用 + 相加,连起来用 ~"),
    (TypeError, "unsupported operand", "字和数不能一起算"),
    (TypeError, "not iterable", "for 后面的不是一列"),
    (UndefinedError, "'None' has no attribute", "这里没有值(如最后一期没有下一期),先用 {% if … %} 判断"),
    (TemplateError, "No test named", "is 后面没有这种判断"),
    (TemplateError, "No filter named", "没有这个过滤器"),
    (AssertionError, "expected length", "truncate 的长度太小"),
    (RuntimeError, "at least one item", "cycler 的括号里要有内容"),
)
"""What Python and Jinja say, and how we say it; all else stays in their words."""


def _nearest(name: str, known: tuple[str, ...]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1, 0.6)
    return f"是不是“{close[0]}”?" if close else f"可用:{'、'.join(sorted(known))}"


def at(error: Exception, file: str, folders: list[Path]) -> PlanError:
    """Return what went wrong in a Markdown template, with the line."""
    if isinstance(error, PlanError):
        return error
    if isinstance(error, TemplateNotFound):
        asking = place_of(error.__traceback__)
        if error.name != file and asking:
            return PlanError(f"模板 {asking}:没有它要用的模板“{printable(str(error.name))}”", MEND)
        name, known = file.removesuffix(MARKDOWN), "、".join(names(folders)) or "无"
        if is_there(name + WORD, folders):
            return PlanError(f"报告 {name} 只有 Word 模板,写不成 Markdown", f"加上 -o {name}-已填.docx")
        return PlanError(f"没有报告模板“{printable(str(error.name))}”", f"现有的报告:{known}")
    if isinstance(error, TemplateSyntaxError):
        from gaoxin_plan.render.template.syntax import in_chinese

        name = error.filename or ""  # what is no file of ours is jinja's own word for one
        path = Path(name) if name.endswith(MARKDOWN) else located(file, folders) or Path(file)
        slip = in_chinese(error)
        return PlanError(f"模板 {shown(path)} 第 {slip.line} 行语法不对:{slip.words}", MEND)
    return PlanError(f"模板 {place_of(error.__traceback__) or file}:{told(error)}", MEND)
