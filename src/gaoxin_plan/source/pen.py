"""Where one edit goes in the text of a document: the splices that write it as its neighbours are written."""

import re
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.problems import Place
from gaoxin_plan.source import canonical
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.spelling import Lines, Spelling, indented
from gaoxin_plan.source.splices import Splice
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence

_COMMENTS = r"(?:(?:\r?\n[ \t]*)*\r?\n {%d,}#[^\r\n]*)*"  # further to the right than the column of a key


class Branch(NamedTuple):
    """An entry of a mapping or a list: the node that it begins with, a key or itself, and its value."""

    head: Node
    value: Node


def branches(node: Node | None) -> list[Branch]:
    """Return the entries of a node."""
    if isinstance(node, Mapping):
        return [Branch(key, value) for key, value in node.entries]
    return [Branch(item, item) for item in node.items] if isinstance(node, Sequence) else []


class Pen(NamedTuple):
    """Writes into one document; each method returns splices and changes nothing."""

    document: Document
    spelling: Spelling

    @property
    def text(self) -> str:
        """The text written into."""
        return self.document.text

    def put(self, place: Place, value: Value) -> list[Splice]:
        """Write a value at a place, with the keys that are missing on the way."""
        missing: list[str] = []
        while (node := self.document.node(place)) is None:
            missing.append(str(place[-1]))
            place = place[:-1]
        for step in missing[:-1]:
            value = {step: value}
        if not missing:
            return [self._replaced(place, node, value)]
        if isinstance(node, Mapping) and (node.entries or self._stays_flow(place)):
            return [self._inserted(place, node, missing[-1], value)]
        return [self._replaced(place, node, {missing[-1]: value})]

    def add(self, place: Place, value: Value) -> list[Splice]:
        """Write one more entry at the end of the list at a place; an empty one stands in brackets."""
        node = self.document.node(place)
        known = branches(node)
        if node is None or canonical.is_in_flow(self.document, (*place, 0)):
            at = known[-1].value.end.index if known else node.start.index + 1 if node else 0
            return [Splice(at, at, (", " if known else "") + self.spelling.flow(value))]
        column = node.start.column
        at = self.entry_end(known[-1].value, column)
        return [Splice(at, at, self._break(column) + self._joined(self.spelling.entry(value, place), column))]

    def drop(self, place: Place) -> list[Splice]:
        """Take the entry at a place away; only the root may have no other."""
        above = self.document.node(place[:-1])
        known = branches(above)
        if not isinstance(above, Mapping | Sequence):
            return []
        if len(known) == 1:
            is_flow = canonical.is_flow(self.text, above)
            end = above.end.index if is_flow else canonical.entry_end(self.text, above)
            return [Splice(above.start.index, end, "{}" if isinstance(above, Mapping) else "[]")]
        entry = self.document.node(place)
        n = next(n for n, branch in enumerate(known) if branch.value is entry)
        return self._cut_in_flow(known, n) if canonical.is_flow(self.text, above) else [self._cut(above, n)]

    def rename(self, place: Place, key: str) -> list[Splice]:
        """Write another key in place of the one that a place ends with; its value and comments stay."""
        above = self.document.node(place[:-1])
        entry = above.entry(str(place[-1])) if isinstance(above, Mapping) else None
        return [Splice(entry[0].start.index, entry[0].end.index, key)] if entry else []

    def enlist(self, place: Place) -> list[Splice]:
        """Make a list of the record at a place."""
        node = self.document.node(place)
        if not isinstance(node, Mapping):
            return []
        start, end = node.start.index, canonical.content_end(self.text, node)
        if canonical.is_flow(self.text, node):
            return [Splice(start, start, "["), Splice(end, end, "]")]
        return [Splice(start, end, "- " + re.sub(r"\n(?=[^\r\n])", "\n  ", self.text[start:end]))]

    def _replaced(self, place: Place, node: Node, value: Value) -> Splice:
        """Write a value in place of the old one; a comment behind it stays."""
        above = self.document.node(place[:-1])
        entry = above.entry(str(place[-1])) if place and isinstance(above, Mapping) else None
        key = entry[0] if entry else None
        if canonical.is_in_flow(self.document, place):
            return self._replaced_in_flow(node, key, value)
        is_blank = node.start.index == node.end.index
        begin = self._behind(key) if key else node.start.index
        start, head, end = self._spans(node, begin)
        lines = self.spelling.under(value, place) if key else self.spelling.item(value, place)
        column = key.start.column if key else node.start.column + is_blank
        gap = self.text[begin:start] or (" " if key or is_blank else "")
        comment = self.text[head : canonical.line_end(self.text, head)]
        first = (gap + lines[0] if lines[0] else "") + (comment if comment.strip() else "")
        return Splice(begin, end, self._joined([first, *lines[1:]], column))

    def _replaced_in_flow(self, node: Node, key: Scalar | None, value: Value) -> Splice:
        new = self.spelling.flow(value)
        if key is None or node.start.index < node.end.index:
            return Splice(node.start.index, node.end.index, new)
        return Splice(key.end.index, self._behind(key, r"(?:\s*:)?[ \t]*"), f": {new}")

    def _behind(self, key: Scalar, colon: str = r"\s*:") -> int:
        """Return where the colon of a key ends."""
        found = re.compile(colon).match(self.text, key.end.index)
        return found.end() if found else key.end.index

    def _spans(self, node: Node, begin: int) -> tuple[int, int, int]:
        """Return where a value begins, where its part of the first line ends, and where all of it ends."""
        start, end = node.start.index, canonical.content_end(self.text, node)
        if isinstance(node, Scalar) and node.style == "|":
            return start, start + len(self.text[start:end].split(maxsplit=1)[0]), end
        last = canonical.line_end(self.text, end)
        if isinstance(node, Scalar) or canonical.is_flow(self.text, node):
            return start, end, last
        is_below = "\n" in self.text[begin:start]
        return (begin, begin, last) if is_below else (start, canonical.line_end(self.text, start), last)

    def _inserted(self, above: Place, node: Mapping, key: str, value: Value) -> Splice:
        """Write a new key behind the last of those that come before it."""
        known = branches(node)
        names = [*self.spelling.names(above)]
        before = {*names[: names.index(key)]} if key in names else {name.value for name, _ in node.entries}
        n = max((n for n, (name, _) in enumerate(node.entries, 1) if name.value in before), default=0)
        if canonical.is_flow(self.text, node):
            pair, gap = self.spelling.flow_pair(key, value), ", " if known else ""
            first = known[0].head.start.index if known else node.start.index + 1
            at = known[n - 1].value.end.index if n else first
        else:
            column = node.start.column
            pair, gap = self._joined(self.spelling.pair(key, value, above), column), self._break(column)
            at = self.entry_end(known[n - 1].value, column) if n else node.start.index
        return Splice(at, at, gap + pair if n else pair + gap)

    def _cut(self, above: Mapping | Sequence, n: int) -> Splice:
        """Take away the lines of an entry, but not those that a dash shares with it."""
        known = branches(above)
        start = self.entry_start(above, n)
        end = self.entry_end(known[n].value, above.start.column)
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip():
            following = self.entry_start(above, n + 1)
            if not self.text[end:following].strip():
                return Splice(start, following, "")
            return Splice(start - 1, end, "")
        after = self.text.find("\n", end) + 1
        return Splice(line, after, "") if after else Splice(canonical.line_end(self.text, line - 1), end, "")

    def entry_start(self, above: Mapping | Sequence, n: int) -> int:
        """Return where an entry of a block begins, with its dash."""
        if isinstance(above, Mapping) or n == 0:
            return (above.entries[n][0] if isinstance(above, Mapping) else above).start.index
        before = canonical.entry_end(self.text, above.items[n - 1])
        dash = re.compile(rf"^ {{{above.start.column}}}-", re.MULTILINE).search(self.text, before)
        return dash.end() - 1 if dash else before

    def _cut_in_flow(self, known: list[Branch], n: int) -> list[Splice]:
        """Take an entry in brackets away with one comma, and no comment."""
        start, end = known[n].head.start.index, known[n].value.end.index
        if n + 1 < len(known):
            comma = re.compile(r"\s*,[ \t]*").match(self.text, end)
            return [Splice(start, comma.end() if comma else end, "")]
        before = known[n - 1].value.end.index
        if "#" not in self.text[before:start]:
            return [Splice(before, end, "")]
        return [Splice(before, self.text.index(",", before) + 1, ""), Splice(start, end, "")]

    def _stays_flow(self, place: Place) -> bool:
        """Whether empty braces are filled: inside of others, and where only values by id stand in them."""
        return canonical.is_in_flow(self.document, place) or self.spelling.is_table(place)

    def entry_end(self, value: Node, column: int) -> int:
        """Return the end of an entry's lines, with comments below that stand to the right of its column."""
        end = canonical.entry_end(self.text, value)
        comments = re.compile(_COMMENTS % (column + 1)).match(self.text, end)
        return comments.end() if comments else end

    def _break(self, column: int) -> str:
        return canonical.line_break(self.text) + " " * column

    def _joined(self, lines: Lines, column: int) -> str:
        return canonical.line_break(self.text).join([lines[0], *indented(lines[1:], column)])
