"""Tables of a filled template: each row has as many cells as its head, or it would lose what it says."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BELOW = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_OTHER = re.compile(r" {0,3}(#{1,6}\s|>|```|~~~|[-*+]\s|\d+[.)]\s|<)")
_PIPE = re.compile(r"(?<!\\)\|")


class Crooked(NamedTuple):
    """A line of a text that is no row of its table: where, what it says, what is wrong, how to mend it."""

    place: int
    said: str
    words: str
    hint: str


def crooked(lines: Sequence[str]) -> Crooked | None:
    """Return the first line that looks like a table's, and is not or has more or fewer cells."""
    return next((found for block in _tables(lines) for found in _wrong(lines, block)), None)


def _tables(lines: Sequence[str]) -> Iterator[range]:
    """Yield where there are tables, by the rows: from a head to the line before a blank one."""
    index, fence = 0, ""
    while index < len(lines):
        line = lines[index]
        if opened := _FENCE.match(line):
            fence = "" if fence == opened[1] else fence or opened[1]
        if fence or not _is_head(lines, index):
            index += 1
            continue
        end = index + 1
        while end < len(lines) and lines[end].strip() and not _OTHER.match(lines[end]):
            end += 1
        yield range(index, end)
        index = end


def _is_head(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    if line.lstrip().startswith("|") and not line.startswith("    "):
        return True
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(_PIPE.search(line)) and "|" in below and _BELOW.fullmatch(below) is not None


def _wrong(lines: Sequence[str], block: range) -> Iterator[Crooked]:
    head, below = block[0], block[0] + 1
    count = _cells(lines[head])
    if below not in block or not _BELOW.fullmatch(lines[below]):
        hint = "表头下面要有一行短横线,如 | --- | --- |;表格中间不能有空行"
        yield Crooked(head, lines[head], "像是表格,下面却没有一行短横线", hint)
        return
    if (dashes := _cells(lines[below])) != count:
        yield Crooked(below, lines[below], f"的短横线有 {dashes} 格,表头有 {count} 格", _SAME)
    for index in block[2:]:
        if (cells := _cells(lines[index])) != count:
            hint = _SAME if "|" in lines[index] else "表格后面要空一行"
            yield Crooked(index, lines[index], f"有 {cells} 格,表头有 {count} 格", hint)


_SAME = "表头、短横线和每一行的格数要一样;两条竖线之间是一格"


def _cells(line: str) -> int:
    """Return how many cells a row has: those between its outer lines."""
    bare = line.strip()
    count = len(_PIPE.findall(bare)) + 1
    return count - bare.startswith("|") - (len(bare) > 1 and _PIPE.search(bare, len(bare) - 1) is not None)
