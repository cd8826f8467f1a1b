"""A YAML file as text, tree and plain values: the only one who turns a place into a line."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.problems import Finding, Kind, Mark, Place, Problem
from gaoxin_plan.source import files, lexical, reader
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, child

DUPLICATE_KEY = Kind(
    "P130",
    "键写了两遍",
    "键“{key}”在这里写了两遍(上一处在第 {line} 行)",
    "只留一处,删去另一处",
)
NO_VALUE = Kind("P131", "键没有值", "“{key}”后面没有内容", "补上内容;没有内容可写就删去这一行")

BAD_KEY = Kind("P118", "键不是普通文字", "这里的键不是普通文字", "键写成 title、items 这样的英文单词")
FOLDED = Kind(
    "P119",
    "换行会变成空格的写法",
    "这段文字分了几行,但没有用“|-”,换行会变成空格",
    "在键后写“|-”,每句另起一行",
)

TABS = (2, 4, 8)

KINDS = (DUPLICATE_KEY, NO_VALUE, BAD_KEY, FOLDED)


class Document(NamedTuple):
    """The text of one file and what was read from it.

    ``slips`` are what the lexical pass found, whether told or not.

    ``path`` is the name shown to people. ``root`` is None when the text cannot be parsed.
    ``mended`` is what the parser was given: the text with its lexical slips put right.
    """

    path: str
    text: str
    mended: lexical.Mended
    root: Node | None
    findings: tuple[Finding, ...]
    slips: tuple[lexical.Slip, ...] = ()

    def values(self) -> tuple[Value | None, list[Finding]]:
        """Return the content as plain values, and what stands in the way: empty and double keys."""
        findings: list[Finding] = []
        return (None if self.root is None else _values(self.root, (), findings)), findings

    def without(self, places: Iterable[Place]) -> "Document":
        """Return the document less the nodes at ``places``; all marks stay where they are."""
        cuts = {place for place in places if place}
        if not cuts or self.root is None:
            return self
        return self._replace(root=_pruned(self.root, (), cuts))

    def node(self, place: Place) -> Node | None:
        """Return the node at ``place``, if there is one."""
        node = self.root
        for step in place:
            node = None if node is None else child(node, step)
        return node

    def mark(self, place: Place, *, on_key: bool = False, offset: int = 0) -> Mark:
        """Return where ``place`` begins, or the nearest node above it that exists.

        With ``offset``, return the place of that character of a text, whose lines are joined.
        """
        node, spot = self.root, None
        for step in place:
            found = None if node is None else child(node, step)
            if found is None or node is None:
                break
            entry = node.entry(step) if isinstance(node, Mapping) and isinstance(step, str) else None
            at_key = entry is not None and (on_key or _is_block(found))
            spot = entry[0].start if entry and at_key else found.start
            node = found
        if spot is None:
            return Mark(1, 1)
        if offset and isinstance(node, Scalar) and _is_block(node):
            return self._within(node, offset)
        return self._original(spot.line, spot.index, spot.column)

    def _within(self, block: Scalar, offset: int) -> Mark:
        """Return the line and column of a character of a block scalar."""
        first = block.start.line + 1
        lines = self.mended.text.split("\n")[first : block.end.line + 1]
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        for number, line in enumerate(lines, first):
            length = len(line.rstrip("\r")) - indent
            if offset < length:
                return Mark(number + 1, indent + offset + 1)
            offset -= max(length, 0) or (1 if number > first else 0)
        return Mark(first + 1, indent + 1)

    def _original(self, line: int, index: int, column: int) -> Mark:
        begin = self.mended.original(index - column)
        return Mark(line + 1, self.mended.original(index) - begin + 1)

    def address(self, place: Place) -> str:
        """Return ``place`` in ids, as people say it: ``FZ-05/targets/FZ-05.2/at_least``."""
        parts: list[str] = []
        node = self.root
        for step in place:
            node = None if node is None else child(node, step)
            if isinstance(step, str):
                parts.append(step)
                continue
            if len(parts) > 1 and parts[-1] == "items":
                parts.clear()
            parts.append(_id(node) or str(step + 1))
        return "/".join(parts)

    def problem(self, finding: Finding) -> Problem:
        """Return ``finding`` at its line."""
        where, related = finding.where, finding.related
        located = isinstance(where, Mark)
        mark = (
            where
            if isinstance(where, Mark)
            else self.mark(where, on_key=finding.on_key, offset=finding.offset)
        )
        second = None
        if related is not None:
            there = self.mark(related[1])
            second = (related[0], there.line, there.column)
        return Problem(
            code=finding.kind.code,
            severity=finding.kind.severity,
            path=self.path,
            line=mark.line,
            column=mark.column,
            address="" if located else self.address(where),
            message=finding.message,
            hint=finding.hint,
            related=second,
        )


def load(path: Path, shown: str) -> Document:
    """Read a file into a document.

    Whatever is wrong with it is among its findings; only a file that cannot be opened raises PlanError.
    """
    contents = files.read(path)
    if contents.finding is not None:
        return Document(shown, "", lexical.Mended(""), None, (contents.finding,))
    return parse(contents.text, shown)


def parse(text: str, shown: str) -> Document:
    """Read a text (without a byte-order mark) into a document.

    How wide a tab was meant to be, no one knows: the first width is taken that can be read.
    """
    for tab in TABS:
        slips = lexical.scan(text, tab)
        mended = lexical.mend(text, slips)
        reading = reader.read(mended.text)
        if not reading.broken or all(slip.finding.kind is not lexical.TAB for slip in slips):
            break
    findings = [slip.finding for slip in slips if slip.told]
    for finding in reading.findings:
        blamed = reading.broken and _explained(finding, slips)
        if not blamed:
            findings.append(finding)
    return Document(shown, text, mended, reading.root, tuple(findings), tuple(slips))


def _explained(finding: Finding, slips: list[lexical.Slip]) -> bool:
    """Whether a syntax error comes after a slip whose mend was a guess."""
    mark = finding.where
    return isinstance(mark, Mark) and any(
        not slip.certain and isinstance(slip.finding.where, Mark) and slip.finding.where.line <= mark.line
        for slip in slips
    )


def _values(node: Node, place: Place, findings: list[Finding]) -> Value:
    if isinstance(node, Scalar):
        if node.style == ">" or (not node.style and node.end.line > node.start.line):
            findings.append(FOLDED.at(place))
        return node.value
    if isinstance(node, Sequence):
        return [
            _values(item, (*place, index), findings)
            for index, item in enumerate(node.items)
            if not _is_empty(item) or _tell_empty((*place, index), "- ", findings)
        ]
    values: dict[str, Value] = {}
    for key, item in node.entries:
        name = key.value
        if name == "<<":
            continue
        if key.style == reader.NO_KEY:
            findings.append(BAD_KEY.at((*place, name), on_key=True))
        elif name in values:
            first = node.entry(name)
            line = first[0].start.line + 1 if first else 0
            mark = reader.mark_of(key.start)
            findings.append(DUPLICATE_KEY.at(mark, key=name, line=line, related=("第一处", (*place, name))))
        elif not _is_empty(item) or _tell_empty((*place, name), name, findings):
            values[name] = _values(item, (*place, name), findings)
    return values


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value.strip() and node.style != "*"


def _tell_empty(place: Place, key: str, findings: list[Finding]) -> bool:
    findings.append(NO_VALUE.at(place, key=key, on_key=True))
    return False


def _pruned(node: Node, place: Place, cuts: set[Place]) -> Node:
    if isinstance(node, Mapping):
        kept = [
            (key, _pruned(value, (*place, key.value), cuts))
            for key, value in node.entries
            if (*place, key.value) not in cuts
        ]
        return Mapping(node.start, node.end, kept)
    if isinstance(node, Sequence):
        items = [
            _pruned(item, (*place, index), cuts)
            for index, item in enumerate(node.items)
            if (*place, index) not in cuts
        ]
        return Sequence(node.start, node.end, items)
    return node


def _is_block(node: Node) -> bool:
    """Whether a node is a block scalar, whose place is shown at its key or inside its lines."""
    return isinstance(node, Scalar) and node.style == "|"


def _id(node: Node | None) -> str:
    if isinstance(node, Mapping) and (entry := node.entry("id")) and isinstance(entry[1], Scalar):
        return entry[1].value
    return ""
