"""The words of a Markdown paragraph or cell as runs of a Word paragraph."""

from collections.abc import Mapping, Sequence

from lxml.etree import _Element
from markdown_it.token import Token

from gaoxin_plan.render.word.styles import EMPHASIS, STRONG
from gaoxin_plan.render.word.xml import line_break, run

_STYLES = {"strong_open": STRONG, "em_open": EMPHASIS}
_BREAKS = ("softbreak", "hardbreak")


def add_inline(paragraph: _Element, tokens: Sequence[Token], ids: Mapping[str, str]) -> None:
    """Add what inline tokens say; ``ids`` are those of the character styles, by name."""
    styles: list[str] = []
    for token in tokens:
        if token.type in _STYLES:
            styles.append(ids.get(_STYLES[token.type], ""))
        elif token.type in ("strong_close", "em_close"):
            styles.pop()
        elif token.type == "hardbreak" or _is_br(token):
            line_break(paragraph)
        elif said := _said(token):
            run(paragraph, said, styles[-1] if styles else "")


def plain(tokens: Sequence[Token]) -> str:
    """Return what inline tokens say, without its looks."""
    return "".join("\n" if token.type in _BREAKS or _is_br(token) else _said(token) for token in tokens)


def _said(token: Token) -> str:
    return (
        token.content if token.type in ("text", "text_special", "code_inline", "html_inline", "image") else ""
    )


def _is_br(token: Token) -> bool:
    return token.type == "html_inline" and token.content.replace("/", "").replace(" ", "") == "<br>"
