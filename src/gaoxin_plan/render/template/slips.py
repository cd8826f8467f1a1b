"""What only looks like Jinja or like a heading, and would be printed as it stands.

It is looked for in what templates say themselves, never in what a plan says.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = re.compile(r"｛[｛{%％]|\{[｛％]|[｝}%％]｝|[｝％]\}")
_SINGLE = re.compile(r"(?<![\\{｛])[{｛]\s*([A-Za-z_]\w*)[^{}｛｝\n]*[}｝](?![}｝])")
_HEADING = re.compile(r"^ {0,3}(?:＃|#{1,6}[^#\s]).*", re.MULTILINE)


class Mistyped(NamedTuple):
    """What was mistyped: its line, what is wrong, how to mend it."""

    line: int
    words: str
    hint: str


def controls(source: str) -> Iterator[Mistyped]:
    """Yield control characters, which no Word file can hold."""
    for found in _CONTROL.finditer(source):
        hint = "在编辑器里删掉它,或把这一行重打一遍"
        yield Mistyped(_line(source, found), f"有看不见的控制字符({ascii(found[0])[1:-1]})", hint)


def wide_braces(source: str) -> Iterator[Mistyped]:
    """Yield full-width braces and per cent signs where Jinja's stand; Jinja itself cannot see them."""
    text = _blanked(_COMMENT, source, "")
    for found in _WIDE.finditer(text):
        hint = "在英文输入状态下改成半角的 {{ … }}、{% … %}"
        yield Mistyped(_line(text, found), f"有全角的“{found[0]}”", hint)


def single_braces(source: str, names: Callable[[], Collection[str]]) -> Iterator[Mistyped]:
    """Yield single braces around a name that the template may use."""
    text = _own_words(source)
    for found in _SINGLE.finditer(text):
        if found[1] in names():
            words = found[0][1:-1].strip()
            yield Mistyped(
                _line(text, found),
                f"的“{found[0]}”少了花括号",
                f"写成 {{{{ {words} }}}};要照印的写成 \\{found[0]}",
            )


def headings(source: str) -> Iterator[Mistyped]:
    """Yield lines that are no headings for want of a space, or of a narrow number sign."""
    text = _own_words(source)
    for found in _HEADING.finditer(text):
        shown = found[0].strip().split("\x01")[0][:20]
        hint = "井号用半角,后面空一格,如 ## 一、总体情况;要印井号本身,写 \\#"
        yield Mistyped(_line(text, found), f"的“{shown}”不成标题", hint)


def _own_words(source: str) -> str:
    """Return what a template says itself: comments and blocks left out, a character for each value."""
    return _blanked(_VALUE, _blanked(_BLOCK, _blanked(_COMMENT, source, ""), ""), "\x01")


def _blanked(pattern: re.Pattern[str], text: str, by: str) -> str:
    """Return text with what a pattern finds taken out, but for its line breaks."""
    return pattern.sub(lambda found: by + "\n" * found[0].count("\n"), text)


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
