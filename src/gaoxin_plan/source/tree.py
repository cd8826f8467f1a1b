"""The nodes of a YAML document, each with the marks where it begins and ends."""

from typing import Protocol


class Spot(Protocol):
    """A position as the parser counts it: characters from 0, lines from 0, columns from 0."""

    index: int
    line: int
    column: int


class Scalar:
    """A scalar; ``style`` is empty for a plain one, else its first sign (``|``, ``>``, ``"``, ``'``)."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, style: str, start: Spot, end: Spot) -> None:
        self.value = value
        self.style = style
        self.start = start
        self.end = end


class Sequence:
    """A list of nodes."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: Spot, end: Spot, items: "list[Node] | None" = None) -> None:
        self.start = start
        self.end = end
        self.items: list[Node] = [] if items is None else items


class Mapping:
    """Pairs of key and value in the order of the file; a key that stands twice is there twice."""

    __slots__ = ("_first", "end", "entries", "start")

    def __init__(self, start: Spot, end: Spot, entries: "list[tuple[Scalar, Node]] | None" = None) -> None:
        self.start = start
        self.end = end
        self.entries: list[tuple[Scalar, Node]] = [] if entries is None else entries
        self._first: dict[str, tuple[Scalar, Node]] = {}

    def entry(self, key: str) -> "tuple[Scalar, Node] | None":
        """Return the first pair with this key; to be asked when all pairs are there."""
        if not self._first:
            self._first = {entry[0].value: entry for entry in reversed(self.entries)}
        return self._first.get(key)


Node = Scalar | Sequence | Mapping


def child(node: Node, step: str | int) -> Node | None:
    """Return the part of ``node`` under a key or index, or None."""
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entry(step)
        return entry[1] if entry else None
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
