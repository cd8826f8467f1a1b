"""A YAML file as text, tree and plain values: the only one who turns a place into a line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.text import positions
from gaoxin_plan.problems import Finding, Mark, Place, Problem
from gaoxin_plan.source import files, lexical, reader
from gaoxin_plan.source.plain import Walk
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, Spot, child

TABS = (2, 4, 8)


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
        if self.root is None:
            return None, []
        walk = Walk(self.at)
        return walk.of(self.root, ()), walk.findings

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
        return self.at(spot)

    def at(self, spot: Spot) -> Mark:
        """Return the parser's position as a line and column of the file."""
        return self._original(spot.line, spot.index, spot.column)

    def _within(self, block: Scalar, offset: int) -> Mark:
        """Return the line and column of a character of a block scalar."""
        value = block.value
        kept = positions(value)
        index = kept[min(offset, len(kept) - 1)] if kept else 0
        line = block.start.line + 1 + value.count("\n", 0, index)
        column = _indent(self.mended.text, block) + index - (value.rfind("\n", 0, index) + 1)
        begin = _line_start(self.mended.text, line)
        return self._original(line, begin + column, column)

    def _original(self, line: int, index: int, column: int) -> Mark:
        begin = self.mended.original(index - column)
        return Mark(line + 1, self.mended.original(index) - begin + 1)

    def named(self, place: Place) -> tuple[str, ...]:
        """Return ``place`` with ids for indices: it names the same part when others are left out."""
        names: list[str] = []
        node = self.root
        for step in place:
            node = None if node is None else child(node, step)
            names.append(step if isinstance(step, str) else _id(node) or str(step + 1))
        return tuple(names)

    def address(self, place: Place) -> str:
        """Return ``place`` in ids, as people say it: ``FZ-05/targets/FZ-05.2/at_least``."""
        names = self.named(place)
        inner = range(1, len(place) - 1)
        items = [n for n in inner if place[n] == "items" and isinstance(place[n + 1], int)]
        return "/".join(names[items[-1] + 1 :] if items else names)

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
            there = related.where if isinstance(related.where, Mark) else self.mark(related.where)
            second = (related.what, related.path or self.path, there)
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
    return of(files.read(path), shown)


def of(contents: files.Contents, shown: str) -> Document:
    """Read what a file contains into a document."""
    return parse(contents.text, shown) if contents.finding is None else unreadable(contents.finding, shown)


def unreadable(finding: Finding, shown: str) -> Document:
    """Return the document of a file that is no text, with what it is instead."""
    return Document(shown, "", lexical.Mended(""), None, (finding,))


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
    told = [f for f in reading.findings if not (reading.broken and _explained(f, slips))]
    findings += _moved(told, mended)
    if reading.root is not None and any(finding.kind is lexical.CUT for finding in findings):
        values = dict(_plain_lines(reading.root, ()))
        findings = [
            f._replace(about=values.get(f.where.line)) if isinstance(f.where, Mark) else f for f in findings
        ]
    if reading.root is None and not findings:
        findings.append(files.EMPTY.at(Mark(1, 1)))
    return Document(shown, text, mended, reading.root, tuple(findings), tuple(slips))


def _plain_lines(node: Node, place: Place) -> Iterator[tuple[int, Place]]:
    """Yield the line of every plain scalar, counted from 1, with its place."""
    if isinstance(node, Scalar):
        if not node.style:
            yield node.start.line + 1, place
    elif isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            yield from _plain_lines(item, (*place, n))
    else:
        for key, value in node.entries:
            yield from _plain_lines(value, (*place, key.value))


def _moved(findings: list[Finding], mended: lexical.Mended) -> list[Finding]:
    """Return the findings of the parser at the columns that the file has."""
    if not mended.starts:
        return findings
    begins = [0, *(matched.end() for matched in re.finditer("\r\n?|\n", mended.text))]

    def moved(mark: Place | Mark) -> Place | Mark:
        if not isinstance(mark, Mark):
            return mark
        begin = begins[min(mark.line, len(begins)) - 1]
        return Mark(mark.line, mended.original(begin + mark.column - 1) - mended.original(begin) + 1)

    return [finding._replace(where=moved(finding.where)) for finding in findings]


def _explained(finding: Finding, slips: list[lexical.Slip]) -> bool:
    """Whether a syntax error comes after a slip whose mend was a guess."""
    mark = finding.where
    return isinstance(mark, Mark) and any(
        not slip.certain and isinstance(slip.finding.where, Mark) and slip.finding.where.line <= mark.line
        for slip in slips
    )


def _indent(text: str, block: Scalar) -> int:
    """Return the column that the lines of a block scalar begin at."""
    header = text[block.start.index : text.find("\n", block.start.index)]
    digits = re.match(r"[|>]-?\+?([1-9])", header)
    if digits:
        line = text[_line_start(text, block.start.line) : block.start.index]
        front = re.match(r" *(?:- +)*(?=\S)| *", line)
        return (front.end() if front else 0) + int(digits[1])
    lines = text[block.start.index : block.end.index].split("\n")[1:]
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" \r")), 0)


def _line_start(text: str, line: int) -> int:
    """Return the index that a line begins at; the first is line 0."""
    begin = 0
    for _ in range(line):
        begin = text.find("\n", begin) + 1
    return begin


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
