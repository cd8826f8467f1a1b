"""A paper's Markdown as Word paragraphs: its title, its body, its annex."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gaoxin_plan.render.word.inline import add_inline, plain
from gaoxin_plan.render.word.styles import ATTACHED, HEADINGS, NORMAL, TITLE
from gaoxin_plan.render.word.tables import table
from gaoxin_plan.render.word.xml import add, line_break, paragraph, run

ANNEX_HEADING = re.compile(
    r"附表|附件(?P<number>[\d一二三四五六七八九十]*)(?:[\s:：]+(?P<title>.+))?$", re.DOTALL
)
"""The headings with which the annex begins: 附表 1 …, 附件1 … (GB/T 9704-2012, 7.3.7)."""

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
    """Read a text: its first heading of the first level is the title, the annex begins at 附表… or 附件…."""
    tokens = _MARKDOWN.parse(markdown)
    title, annex, skipped = "", len(tokens), range(0)
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or token.level > 0:
            continue
        words = plain(tokens[index + 1].children or [])
        if token.tag == "h1" and not title:
            title, skipped = words, range(index, index + 3)
        elif ANNEX_HEADING.match(words):
            annex = index
            break
    body = [token for index, token in enumerate(tokens[:annex]) if index not in skipped]
    return Text(title, body, tokens[annex:], markdown.split("\n"))


def elements(tokens: Sequence[Token], source: Sequence[str], width: int, ids: Mapping[str, str],
             done: Callable[[], None]) -> Iterator[_Element]:  # fmt: skip
    """Yield paragraphs and tables of ``width`` twips; ``done`` is called for each row of a table."""
    numbers: list[int] = []
    for first, last in _blocks(tokens):
        block = tokens[first : last + 1]
        kind = block[0].type
        if kind == "table_open":
            yield table(block, width, ids, source, done)
            if last + 1 < len(tokens) and tokens[last + 1].type == "table_open":
                yield paragraph(ids[NORMAL])  # else Word makes one of the two
        elif kind == "inline":
            opening = tokens[first - 1]
            if opening.type == "heading_open" and (attached := _attached(block[0])):
                yield from _attachment(attached, ids, is_first=first == 1)
                continue
            made = _paragraph(block[0], opening, _mark(tokens, first, numbers), ids)
            if [token.type for token in tokens[last + 2 : last + 3]] == ["table_open"]:
                add(made[0], "keepNext")  # a table's words stand on the page that it begins on
            yield made
        elif kind in ("fence", "code_block", "html_block") and not block[0].content.startswith("<!--"):
            for line in block[0].content.rstrip("\n").split("\n"):
                made = paragraph(ids[NORMAL])
                run(made, line)
                yield made
        else:
            _count(block[0], numbers)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each table, and of every other token by itself."""
    opened: int | None = None
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            opened = index
        elif token.type == "table_close" and opened is not None:
            yield opened, index
            opened = None
        elif opened is None:
            yield index, index


def _paragraph(words: Token, opening: Token, mark: str, ids: Mapping[str, str]) -> _Element:
    style = ids[NORMAL]
    if opening.type == "heading_open":
        style = ids[HEADINGS[min(max(int(opening.tag[1:]) - 2, 0), len(HEADINGS) - 1)]]
    made = paragraph(style)
    if mark:
        run(made, mark)
    add_inline(made, words.children or [], ids)
    return made


def _attached(words: Token) -> re.Match[str] | None:
    """Return what a heading says of an attachment: its number and its title."""
    found = ANNEX_HEADING.match(plain(words.children or []))
    return found if found and found["number"] is not None else None


def _attachment(found: re.Match[str], ids: Mapping[str, str], *, is_first: bool) -> Iterator[_Element]:
    """Yield the head of an attachment, each on a new page: 附件1 flush left, its title centred below."""
    number = paragraph(ids[ATTACHED])
    if not is_first:
        add(number[0], "pageBreakBefore")
    run(number, f"附件{found['number']}")
    yield number
    if found["title"]:
        yield paragraph(ids[ATTACHED])  # the title stands in the third line
        title = paragraph(ids[TITLE])
        add(title[0], "keepNext")
        for line_number, line in enumerate(found["title"].strip().split("\n")):
            if line_number:
                line_break(title)
            run(title, line)
        yield title
        yield paragraph(ids[NORMAL])


def _count(token: Token, numbers: list[int]) -> None:
    """Keep count of the lists that are open; one that is not numbered stays at -1."""
    if token.type == "ordered_list_open":
        numbers.append(int(token.attrGet("start") or 1) - 1)
    elif token.type == "bullet_list_open":
        numbers.append(-1)
    elif token.type in ("ordered_list_close", "bullet_list_close"):
        numbers.pop()
    elif token.type == "list_item_open" and numbers[-1] >= 0:
        numbers[-1] += 1


def _mark(tokens: Sequence[Token], index: int, numbers: list[int]) -> str:
    """Return what stands before a list's paragraph."""
    if not numbers or index < 2 or tokens[index - 2].type != "list_item_open":
        return ""
    return f"{numbers[-1]}. " if numbers[-1] >= 0 else "· "
