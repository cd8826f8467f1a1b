"""What Jinja says of a template's syntax, in Chinese, at the line where it is mended."""

import re
from collections.abc import Callable
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

_TAG = re.compile(
    r"\{#.*?#\}|\{%[-+]?\s*(?P<end>end)?(?P<name>for|if|macro|call|filter|set|block|with|autoescape)\b(?P<rest>.*?)%\}",
    re.DOTALL,
)
_OPEN = {"end of print statement": "{{ … }}", "end of statement block": "{% … %}"}
_NAMES = {
    **_OPEN,
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of template": "模板的末尾",
    "name": "一个名称",
    "string": "引号里的字",
    "integer": "数字",
}


class Slip(NamedTuple):
    """A mistake in a template: its line, and what is wrong there."""

    line: int
    words: str


class _Tag(NamedTuple):
    name: str
    line: int


def in_chinese(error: TemplateSyntaxError) -> Slip:
    """Return what is wrong and where; what is rare stays as Jinja says it."""
    said = error.message or ""
    for pattern, tell in _SAID:
        if found := re.search(pattern, said):
            return tell(found, error)
    return Slip(error.lineno, said)


def _unended(found: re.Match[str], error: TemplateSyntaxError) -> Slip:
    tag = _unclosed(error, found[1])
    return Slip(tag.line, f"这里的 {{% {tag.name} %}} 没有结束,少了 {{% end{tag.name} %}}")


def _nested(found: re.Match[str], error: TemplateSyntaxError) -> Slip:
    tag = _unclosed(error, found[2])
    words = f"第 {tag.line} 行的 {{% {tag.name} %}} 还没有结束,少了 {{% end{tag.name} %}}"
    return Slip(error.lineno, f"到“{found[1]}”时,{words}")


def _stray(found: re.Match[str], error: TemplateSyntaxError) -> Slip:
    name = found[1]
    is_end = name.startswith("end") or name in ("else", "elif")
    return Slip(error.lineno, f"多了一个“{name}”,前面没有和它配对的" if is_end else f"不认得“{name}”")


def _no_filter(found: re.Match[str], error: TemplateSyntaxError) -> Slip:
    import difflib

    from jinja2.filters import FILTERS

    close = difflib.get_close_matches(found[1], FILTERS, 1, 0.6)
    more = f";是不是“{close[0]}”?" if close else ""
    return Slip(error.lineno, f"没有“{found[1]}”这个过滤器{more}")


def _odd_sign(found: re.Match[str], error: TemplateSyntaxError) -> Slip:
    return Slip(error.lineno, f"花括号里不能有 {found[1]} ;逗号、引号、括号都用半角")


def _unclosed(error: TemplateSyntaxError, name: str) -> _Tag:
    """Return the innermost block that is open where the error is."""
    source, stack = error.source or "", list[_Tag]()
    for found in _TAG.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        if found["name"] is None or line > error.lineno:
            continue
        if found["end"]:
            if stack and stack[-1].name == found["name"]:
                stack.pop()
        elif found["name"] != "set" or "=" not in found["rest"]:
            stack.append(_Tag(found["name"], line))
    return next((tag for tag in reversed(stack) if tag.name == name), _Tag(name, error.lineno))


def _said(words: str) -> Callable[[re.Match[str], TemplateSyntaxError], Slip]:
    """Return how to tell a mistake where Jinja finds it; the words' places are those of the match."""
    return lambda found, error: Slip(error.lineno, words.format(*(_named(g) for g in found.groups())))


def _named(token: str) -> str:
    return _NAMES.get(token, f"“{token}”")


_SAID = (
    (r"^Unexpected end of template\..*needs to be closed is '(\w+)'", _unended),
    (r"^Encountered unknown tag '(\w+)'\..*needs to be closed is '(\w+)'", _nested),
    (r"^Encountered unknown tag '(\w+)'", _stray),
    (r"^No filter named '(.+)'\.", _no_filter),
    (r"^No test named '(.+)'", _said("没有{}这种判断")),
    (r"^unexpected char '(.+)' at ", _odd_sign),
    (r"^unexpected end of template, expected '(end of .+)'", _said("{}没有写完,少了后一半")),
    (r"^expected token '(end of .+)', got '(.+)'", _said("{0}里到{1}这里写错了")),
    (r"^expected token '(.+)', got '(.+)'", _said("应是{},却是{}")),
    (r"^Expected an expression, got '(end of .+)'", _said("{}里缺了要判断或输出的东西")),
    (r"^Missing end of comment tag", _said("注释 {{# 没有用 #}} 结束")),
    (r"^Missing end of raw directive", _said("{{% raw %}} 没有结束,少了 {{% endraw %}}")),
    (r"^unexpected '(.+)', expected '(.+)'", _said("括号不配对:应是{1},却是{0}")),
    (r"^unexpected '(.+)'", _said("多了一个{}")),
    (r"^[Tt]ag name expected", _said("{{% 后面缺了 for、if 这样的词")),
)
