"""From nodes to plain values, and what stands in the way: empty or double keys, text that would change."""

from collections.abc import Callable

from gaoxin_plan.model.fields import Value
from gaoxin_plan.problems import Finding, Kind, Mark, Place, Related
from gaoxin_plan.source import reader
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence, Spot

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

_JOINED_FROM = 3  # different keys of a list entry that stand twice: then a line between two is missing
NULLS = ("~", "null", "Null", "NULL")
"""What YAML reads as no value."""

JOINED = Kind(
    "P132",
    "两条连成了一条",
    "从这里的“{key}”起像是另一条,前面少了“- id: …”一行",
    "在上面补上以“- ”开头的一行;如果是多写了,就删去重复的各行",
)

KINDS = (JOINED, DUPLICATE_KEY, NO_VALUE, BAD_KEY, FOLDED)


class Walk:
    """A walk over nodes that says what they are as plain values; ``at`` makes ours of the parser's marks."""

    def __init__(self, at: Callable[[Spot], Mark]) -> None:
        self.at = at
        self.findings: list[Finding] = []

    def of(self, node: Node, place: Place) -> Value:
        """Return the value of ``node``; an empty one in a list stays, so that the others keep their place."""
        if isinstance(node, Scalar):
            if kind := _fault(node):
                self._tell(kind, place)
            return node.value
        if isinstance(node, Sequence):
            return [self.of(item, (*place, index)) for index, item in enumerate(node.items)]
        return self._mapping(node, place)

    def _mapping(self, node: Mapping, place: Place) -> Value:
        values: dict[str, Value] = {}
        double: list[Scalar] = []
        for key, item in node.entries:
            name = key.value
            if key.style == reader.NO_KEY:
                self.findings.append(BAD_KEY.at((*place, ""), on_key=True))
            elif name in values:
                double.append(key)
            elif name == "<<" or key.style == reader.ALIAS:
                continue
            elif not isinstance(item, Scalar):
                values[name] = self.of(item, (*place, name))
            else:  # nearly all items: without a call, and without a place where nothing is wrong
                if kind := _fault(item):
                    self._tell(kind, (*place, name))
                if kind is not NO_VALUE:
                    values[name] = item.value
        is_record = bool(place) and isinstance(place[-1], int)
        if is_record and len({key.value for key in double}) >= _JOINED_FROM:
            mark = self.at(double[0].start)
            self.findings.append(JOINED.at(mark, key=double[0].value)._replace(about=place))
        else:
            for key in double:
                self._tell_double(key, node, (*place, key.value))
        return values

    def _tell(self, kind: Kind, place: Place) -> None:
        if kind is NO_VALUE:
            name = place[-1] if place and isinstance(place[-1], str) else "- "
            self.findings.append(NO_VALUE.at(place, key=name, on_key=True))
        else:
            self.findings.append(kind.at(place))

    def _tell_double(self, key: Scalar, node: Mapping, place: Place) -> None:
        first = node.entry(key.value)
        line = first[0].start.line + 1 if first else 0
        mark = self.at(key.start)
        finding = DUPLICATE_KEY.at(mark, key=key.value, line=line, related=Related("第一处", place))
        self.findings.append(finding._replace(about=place))


def _fault(node: Scalar) -> Kind | None:
    """Return what is wrong with a scalar, if anything: it has no value, or its lines are joined by spaces."""
    style = node.style
    if style == reader.ALIAS:
        return None
    if not node.value.strip() or (not style and node.value in NULLS):
        return NO_VALUE
    is_folded = style == ">" or (style != "|" and node.end.line > node.start.line)
    return FOLDED if is_folded else None
