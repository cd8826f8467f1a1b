"""How values are spelled as YAML: as :mod:`canonical` has it, the keys of records in order."""

import re
from collections import abc
from enum import IntEnum
from typing import NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Table, Text, Value
from gaoxin_plan.model.shape import Holds
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place
from gaoxin_plan.source import canonical, lexical
from gaoxin_plan.source.document import parse

Lines = list[str]
"""Lines of YAML: the first goes on behind a key or a dash, the others count from that one's column."""


class Care(IntEnum):
    """How carefully a value is written: a way is tried when the one before it reads as something else."""

    PLAIN = 0
    ONE_LINE = 1
    QUOTED = 2
    ESCAPED = 3


class Spelling(NamedTuple):
    """Spells values as YAML: ``record`` is what the file holds, ``order`` ids as printed."""

    record: type
    order: abc.Sequence[str]
    care: Care

    def under(self, value: Value, place: Place) -> Lines:
        """Return a value as it stands behind the colon of its key; the first line may be empty."""
        if isinstance(value, str):
            slot = shape.slot_at(self.record, place)
            return self._text(value) if slot and isinstance(slot.field, Text) else [self.scalar(value)]
        if isinstance(value, dict) and value:
            return ["", *indented(self.mapping(value, place), 2)]
        if any(isinstance(item, dict) for item in value):
            items = [line for item in value for line in self.entry(item, place)]
            return ["", *indented(items, 2)]
        return [self.flow(value)]

    def entry(self, value: Value, place: Place) -> Lines:
        """Return an entry of the list at ``place``, with its dash."""
        first, *rest = self.item(value, (*place, 0))
        return ["- " + first, *indented(rest, 2)]

    def item(self, value: Value, place: Place) -> Lines:
        """Return a value as it stands behind a dash, or as a whole document."""
        if isinstance(value, dict) and value:
            return self.mapping(value, place)
        return [self.flow(value, is_inside=False)]

    def mapping(self, value: dict[str, Value], place: Place) -> Lines:
        """Return the lines of a mapping, its keys in order."""
        names = [*self.names(place)]
        keys = sorted(value, key=lambda key: names.index(key) if key in names else len(names))
        return [line for key in keys for line in self.pair(key, value[key], place)]

    def pair(self, key: str, value: Value, place: Place) -> Lines:
        """Return a key of the mapping at ``place`` with its value."""
        first, *rest = self.under(value, (*place, key))
        return [self.scalar(key) + (f": {first}" if first else ":"), *rest]

    def names(self, place: Place) -> abc.Sequence[str]:
        """Return the keys of the mapping at ``place`` in order, as far as it is known."""
        slot = shape.slot_at(self.record, place)
        is_by_id = slot is not None and slot.key == place[-1] and slot.holds is Holds.MAP
        if is_by_id or self.is_table(place):
            return self.order
        return shape.keys(shape.record_at(self.record, place))

    def is_table(self, place: Place) -> bool:
        """Whether values by id stand at ``place``."""
        slot = shape.slot_at(self.record, place)
        return slot is not None and slot.key == place[-1] and isinstance(slot.field, Table)

    def flow(self, value: Value, *, is_inside: bool = True) -> str:
        """Return a value on one line: a scalar, or a collection in brackets."""
        if isinstance(value, str):
            return self.scalar(value, in_flow=is_inside)
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item) for item in value) + "]"
        return "{" + ", ".join(self.flow_pair(key, item) for key, item in value.items()) + "}"

    def flow_pair(self, key: str, value: Value) -> str:
        """Return a key and its value as they stand in braces."""
        return f"{self.scalar(key, in_flow=True)}: {self.flow(value)}"

    def scalar(self, value: str, *, in_flow: bool = False) -> str:
        """Return a text on one line, in double quotes where it would be read as something else."""
        written = canonical.scalar(value, in_flow=in_flow)
        is_simple = re.fullmatch(r"[\w./-]+", value) is not None
        if (is_simple or self.care < Care.QUOTED) and parse(f"x: {written}", "").values()[0] == {"x": value}:
            return written  # `~` and `null` would be read as no value
        seen = "#:：\"\\'[]{}," if self.care is Care.ESCAPED else ""
        return '"' + "".join(_quoted(char, is_escaped=char in seen) for char in value) + '"'

    def _text(self, value: str) -> Lines:
        """Return long text as a block, a sentence a line, where a block can hold it."""
        block = canonical.block(joined(value), 2)
        lines = block.split("\n")
        is_fit = "\t" not in block and all(line.strip() or not line for line in lines)
        is_block = len(lines) > 2 and is_fit and self.care in (Care.PLAIN, Care.QUOTED)
        return lines if is_block and not lexical.scan(f"x: {block}") else [self.scalar(value)]


def _quoted(char: str, *, is_escaped: bool) -> str:
    if not is_escaped and (char == "\u3000" or char.isprintable()):
        return {'"': '\\"', "\\": "\\\\"}.get(char, char)
    by_number = f"\\U{ord(char):08x}" if char > "\uffff" else f"\\u{ord(char):04x}"
    return {"\n": "\\n", "\t": "\\t"}.get(char, by_number)


def indented(lines: Lines, columns: int) -> Lines:
    """Return lines moved to the right, empty ones left empty."""
    return [" " * columns + line if line else line for line in lines]
