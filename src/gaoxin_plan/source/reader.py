"""The one reader: a tree out of the events of ruamel.yaml's C parser, without recursion.

Every scalar stays a string; what it means is the schema's business. Anchors, aliases, tags, merges and
second documents are findings, never features. Reading stops at the first syntax error, and at
``DEPTH`` levels, so that a file of a million open brackets costs nothing.
"""

import re
from typing import Protocol

import _ruamel_yaml as yaml  # not ruamel.yaml's own parser: it is pure Python, ten times slower

from gaoxin_plan.problems import Finding, Kind, Mark
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, Spot

DEPTH = 32
NO_KEY = "?"
"""The style of the scalar that stands for a key which is a list or a mapping."""
ALIAS = "*"
"""The style of the scalar that stands for an alias."""

SYNTAX = Kind("P110", "读不通的一行", "从这里起读不通", "对照上下几行,检查缩进、冒号、括号和引号")
UNCLOSED = Kind("P111", "括号或引号没有闭合", "这个{what}没有闭合", "补上对应的“{close}”,或给整个值加引号")
COLON_IN_VALUE = Kind(
    "P112",
    "值里有冒号加空格",
    "这里多出一个“: ”",
    "值里有“: ”时,给整个值加上英文双引号;否则检查上一行是否少了冒号",
)
MISALIGNED = Kind("P113", "缩进没有对齐", "这一行的缩进与上面没有对齐", "同一级的各行,行首空格数要一样多")
SPECIAL = Kind(
    "P114",
    "值以特殊符号开头",
    "值不能以“{char}”开头(YAML 另有用途)",
    "给整个值加上英文双引号",
)
MERGE = Kind("P115", "用了合并键", "不支持“<<”合并", "把要用的内容直接写在这里")
DOCUMENTS = Kind(
    "P116", "一个文件里有两份文档", "“---”之后又开始了一份文档", "一个文件只放一份计划,删去多余的部分"
)
TOO_DEEP = Kind("P117", "嵌套过深", "括号或缩进套了 {depth} 层以上", "计划用不到这么多层,请检查括号")
KINDS = (
    SYNTAX, UNCLOSED, COLON_IN_VALUE, MISALIGNED, SPECIAL, MERGE, DOCUMENTS, TOO_DEEP,
)  # fmt: skip


class Reading:
    """What was read: the root, unless the text cannot be parsed, and what was wrong on the way."""

    __slots__ = ("broken", "findings", "root")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self.broken = False


def read(text: str) -> Reading:
    """Read ``text`` (without a byte-order mark) into a tree."""
    builder = _Builder(text)
    try:
        builder.run()
    except yaml.YAMLError as error:
        builder.reading.findings.append(_syntax(error, text, builder.open))
        builder.reading.root, builder.reading.broken = None, True
    return builder.reading


def mark_of(spot: Spot) -> Mark:
    """Return the parser's position as a user counts: from 1."""
    return Mark(spot.line + 1, spot.column + 1)


class _Event(Protocol):
    """What the C parser's events of scalars and collections have; they carry no types of their own."""

    start_mark: Spot
    end_mark: Spot
    ctag: object
    anchor: str | None
    value: str
    style: str | None


class _Builder:
    """Puts events together.

    ``open`` holds the collections that are not closed yet, outermost first, ``keys`` for each of them the
    key that waits for its value.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.reading = Reading()
        self.open: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0

    def run(self) -> None:
        """Pull events until the stream ends or goes too deep.

        Nearly all events are scalars of a mapping: they are seen to here, without a call.
        """
        parser = yaml.CParser(self.text)
        pull, scalar, keys = parser.get_event, yaml.ScalarEvent, self.keys
        entries: list[tuple[Scalar, Node]] | None = None
        while (event := pull()) is not None:
            if type(event) is not scalar:
                if not self._take(event):
                    return
                innermost = self.open[-1] if self.open else None
                entries = innermost.entries if isinstance(innermost, Mapping) else None
                continue
            if event.ctag is not None or event.anchor is not None:
                self._refuse(event)
            node = Scalar(event.value, event.style or "", event.start_mark, event.end_mark)
            if entries is None:
                self._add(node)
            elif (key := keys[-1]) is not None:
                entries.append((key, node))
                keys[-1] = None
            else:
                keys[-1] = node
                if node.value == "<<":
                    self.reading.findings.append(MERGE.at(mark_of(node.start)))

    def _take(self, event: _Event) -> bool:
        """See to an event that is no scalar; return whether to go on."""
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            return self._enter(event, Mapping)
        if kind is yaml.SequenceStartEvent:
            return self._enter(event, Sequence)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop().end = event.end_mark
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            self._refuse(event)
            self._add(Scalar("", ALIAS, event.start_mark, event.end_mark))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.reading.findings.append(DOCUMENTS.at(mark_of(event.start_mark)))
                return False
        return True

    def _refuse(self, event: _Event) -> None:
        if self.keys and (key := self.keys[-1]) is not None and key.value == "<<":
            return
        spot = event.start_mark
        self.reading.findings.append(SPECIAL.at(mark_of(spot), char=self.text[spot.index]))

    def _enter(self, event: _Event, shape: type[Mapping | Sequence]) -> bool:
        if len(self.open) >= DEPTH:
            self.reading.findings.append(TOO_DEEP.at(mark_of(event.start_mark), depth=DEPTH))
            self.reading.root, self.reading.broken = None, True
            return False
        if event.ctag is not None or event.anchor is not None:
            self._refuse(event)
        node = shape(event.start_mark, event.end_mark)
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        return True

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: into a list, behind a key, or at the root."""
        parent = self.open[-1] if self.open else None
        if parent is None:
            self.reading.root = node
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self.keys[-1]) is not None:
            parent.entries.append((key, node))
            self.keys[-1] = None
        elif isinstance(node, Scalar):  # an alias
            self.keys[-1] = node
        else:
            self.keys[-1] = Scalar("", NO_KEY, node.start, node.end)


_OPENERS = {"[": ("方括号", "]"), "{": ("花括号", "}"), '"': ("双引号", '"'), "'": ("单引号", "'")}

_MISALIGNED = ("expected key", "'-' indicator", "<document start>", "sequence entries")


def _syntax(error: yaml.YAMLError, text: str, unclosed: list[Mapping | Sequence]) -> Finding:
    """Return the C parser's complaint in a clerk's words, at the place to mend."""
    spot = getattr(error, "problem_mark", None)
    if spot is None:
        return SYNTAX.at(Mark(1, 1))
    problem, context, opened = error.problem or "", error.context or "", error.context_mark
    here = mark_of(spot)
    finding = SYNTAX.at(here)
    if "flow" in context and unclosed:
        opened = unclosed[-1].start
    opener = text[opened.index : opened.index + 1] if opened is not None else ""
    is_open_quote = "quoted" in context and ("end of stream" in problem or "document indicator" in problem)
    if opener in _OPENERS and ("flow" in context or is_open_quote):
        what, close = _OPENERS[opener]
        finding = UNCLOSED.at(mark_of(opened), what=what, close=close)
    elif opener and any(what in context for what in ("an anchor", "an alias", "a tag", "a directive")):
        finding = SPECIAL.at(mark_of(opened), char=opener)
    elif "cannot start any token" in problem:
        finding = SPECIAL.at(here, char=text[spot.index])
    elif "mapping values are not allowed" in problem:
        line = text[text.rfind("\n", 0, spot.index) + 1 : spot.index]
        is_key = re.fullmatch(r" *(?:- +)*([A-Za-z_]\w{0,40})", line)
        finding = MISALIGNED.at(Mark(here.line, is_key.start(1) + 1)) if is_key else COLON_IN_VALUE.at(here)
    elif any(words in problem for words in _MISALIGNED):
        finding = MISALIGNED.at(here)
    return finding
