"""A file as chunks: each entry of a mapping or list with the lines that belong to it, comments included."""

import re
from functools import cached_property
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.source import canonical
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.pen import Pen, branches
from gaoxin_plan.source.plain import NULLS
from gaoxin_plan.source.spelling import Care, Spelling
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, child


class Chunk(NamedTuple):
    """An entry: characters ``start`` (its key or dash) to ``end`` (its last line) of a text.

    ``lead`` are the whole lines of comment and space above it.
    """

    text: str
    lead: str
    start: int
    end: int
    column: int
    value: Node

    @property
    def body(self) -> str:
        """The entry as its file has it."""
        return self.text[self.start : self.end]

    def moved(self, column: int, newline: str) -> str:
        """Return the entry as it stands at another column, in a file of other line ends."""
        return shifted(self.body, self.column, column, newline)

    @property
    def plain(self) -> str:
        """The entry to be compared with others."""
        return self.moved(0, "\n")

    @property
    def front(self) -> str:
        """What stands before its value: the key, or the dash."""
        return self.text[self.start : self.value.start.index]

    @property
    def behind(self) -> str:
        """What stands behind its value: a comment."""
        return self.text[canonical.content_end(self.text, self.value) : self.end]

    @property
    def words(self) -> str:
        """The value as it is written."""
        return self.text[self.value.start.index : canonical.content_end(self.text, self.value)]


class Side:
    """One of the three states of a file."""

    def __init__(self, document: Document, record: type) -> None:
        self.document = document
        self.text = document.text
        self.newline = canonical.line_break(document.text)
        self.pen = Pen(document, Spelling(record, (), Care.PLAIN))

    @cached_property
    def whole(self) -> Chunk | None:
        """The file as one chunk."""
        root = self.document.root
        return None if root is None else Chunk(self.text, "", 0, len(self.text), 0, root)

    def chunks(self, node: Node | None) -> list[Chunk]:
        """Return the entries of a mapping or list that is not in brackets."""
        known = branches(node)
        if not known or not isinstance(node, Mapping | Sequence):
            return []
        column = node.entries[0][0].start.column if isinstance(node, Mapping) else node.start.column
        found: list[Chunk] = []
        done = -1
        for n, (_, value) in enumerate(known):
            start = self.pen.entry_start(node, n)
            line = self.text.rfind("\n", 0, start) + 1
            lead = "" if done < 0 else self.text[min(done, line) : line]
            end = self.pen.entry_end(value, column)
            found.append(Chunk(self.text, lead, start, end, column, value))
            done = end + len(self.newline)
        return found

    @cached_property
    def items(self) -> dict[str, Chunk]:
        """The items of all sections by id."""
        root = self.document.root
        sections = child(root, "sections") if root is not None else None
        found: dict[str, Chunk] = {}
        for _, section in branches(sections):
            for chunk in self.chunks(child(section, "items")):
                name = child(chunk.value, "id")
                if isinstance(name, Scalar):
                    found[name.value] = chunk
        return found


def is_block(node: Node) -> bool:
    """Whether a node is a mapping or list with entries on lines of their own."""
    return not isinstance(node, Scalar) and bool(branches(node))


def said(node: Node) -> Value:
    """Return what a node says; a key without a value says an empty text."""
    if isinstance(node, Scalar):
        return "" if not node.style and node.value in NULLS else node.value
    if isinstance(node, Sequence):
        return [said(item) for item in node.items]
    return {key.value: said(value) for key, value in node.entries}


def shifted(text: str, old: int, new: int, newline: str) -> str:
    """Return lines, the first from its first sign on, moved from one column to another."""
    text = text.replace("\r\n", "\n")
    if old != new:
        text = re.sub(rf"\n {{0,{old}}}(?=[^\n])", "\n" + " " * new, text)
    return text.replace("\n", newline)
