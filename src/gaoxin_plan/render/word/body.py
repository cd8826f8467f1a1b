"""A paper's Markdown as Word paragraphs: its title, its body, its annex."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gaoxin_plan.render.word.inline import fill, plain
from gaoxin_plan.render.word.styles import BODY, HEADINGS
from gaoxin_plan.render.word.tables import table
from gaoxin_plan.render.word.xml import paragraph, run

ANNEX = "附表"
"""The heading with which the annex begins."""

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Text(NamedTuple):
    """A Markdown text, read. ``body`` and ``annex`` are tokens; ``source`` are the lines they came from."""

    title: str
    body: Sequence[Token]
    annex: Sequence[Token]
    source: Sequence[str]

    @property
    def rows(self) -> int:
        """How many rows its tables have."""
        return sum(token.type == "tr_open" for token in (*self.body, *self.annex))


def read(markdown: str) -> Text:
    """Read a text: its first heading of the first level is the title, the annex begins at a heading 附表…."""
    tokens = _MARKDOWN.parse(markdown)
    title, begin, annex = "", 0, len(tokens)
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        words = plain(tokens[index + 1].children or [])
        if token.tag == "h1" and not title:
            title, begin = words, index + 3
        elif words.startswith(ANNEX):
            annex = index
            break
    return Text(title, tokens[begin:annex], tokens[annex:], markdown.split("\n"))


def elements(tokens: Sequence[Token], source: Sequence[str], width: int, ids: Mapping[str, str],
             done: Callable[[], None]) -> Iterator[_Element]:  # fmt: skip
    """Yield paragraphs and tables of ``width`` twips; ``done`` is called for each row of a table."""
    style, numbers, index = ids[BODY], list[int](), 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "table_open":
            end = next(n for n in range(index, len(tokens)) if tokens[n].type == "table_close")
            yield table(tokens[index:end], width, ids, source, done)
            yield paragraph(ids[BODY])
            index = end
        elif token.type == "heading_open":
            style = ids[HEADINGS[min(max(int(token.tag[1:]) - 2, 0), len(HEADINGS) - 1)]]
        elif token.type == "heading_close":
            style = ids[BODY]
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrGet("start") or 1) - 1 if token.type[0] == "o" else -1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and numbers[-1] >= 0:
            numbers[-1] += 1
        elif token.type == "inline":
            made = paragraph(style)
            if numbers and tokens[index - 2].type == "list_item_open":
                run(made, f"{numbers[-1]}. " if numbers[-1] > 0 else "· ")
            fill(made, token.children or [], ids)
            yield made
        elif token.type in ("fence", "code_block", "html_block") and not token.content.startswith("<!--"):
            for line in token.content.rstrip("\n").split("\n"):
                made = paragraph(style)
                run(made, line)
                yield made
        index += 1
