"""How wide text stands in a terminal, where a Chinese character takes two columns."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from gaoxin_plan.model.text import width

__all__ = ["columns", "pad", "width", "wrap"]

DEFAULT = 80
_LATIN = r"([\x00-\x1f!-\x7f]+)"
_NO_LINE_START = "，；：？！）」』,。、;:?!)]}>”’》〉】〕,.;:?!)％%…"
_NO_LINE_END = "（「『(“‘《〈【〔([{<"


def columns() -> int:
    """Return the width to print for: ``$COLUMNS``, else the terminal's, else 80."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0:
        return min(max(int(asked), 20), 400)
    try:
        return os.get_terminal_size().columns or DEFAULT
    except (OSError, ValueError):
        return DEFAULT


def pad(text: str, columns: int) -> str:
    """Return ``text`` filled with spaces up to a width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``, two at least; closing marks do not begin a line.

    Chinese breaks between any two characters, Latin words only at spaces, or where one is too long.
    """
    is_short = 2 * len(text) <= columns  # no character takes more than two
    if "\n" not in text and (is_short or len(text) <= columns >= width(text)):
        return [text.rstrip(" ")]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(_words(paragraph, columns), columns, is_first=not lines)
    return lines


def _lines(words: list[str], columns: int, *, is_first: bool) -> Iterator[str]:
    """Yield the lines of a paragraph; spaces at a break are lost, and before all but the first paragraph."""
    sizes = [*map(width, words)]
    if 0 in sizes:
        words = _stacked(words)
        sizes = [*map(width, words)]
    ends = [0, *accumulate(sizes)]  # of the words, if they stood on one line
    begin = 0 if is_first else _past_spaces(words, 0)
    while ends[-1] - ends[begin] > columns:
        over = bisect_right(ends, ends[begin] + columns) - 1
        following = _following(words, ends, over, columns)
        yield "".join(words[begin:following]).rstrip(" ")
        begin = _past_spaces(words, over) if following == over else following
    yield "".join(words[begin:]).rstrip(" ")


def _following(words: list[str], ends: list[int], over: int, columns: int) -> int:
    """Return which word the next line begins with: the one at ``over``, for which there is no room.

    Or one of the two before it, where they must stand on one line with it.
    """
    first = over
    while (
        over - first < 2
        and (words[first][0] in _NO_LINE_START or words[first - 1][-1] in _NO_LINE_END)
        and ends[over + 1] - ends[first - 1] <= columns
    ):
        first -= 1
    return first


def _past_spaces(words: list[str], begin: int) -> int:
    while begin < len(words) and words[begin] == " ":
        begin += 1
    return begin


def _words(text: str, columns: int) -> list[str]:
    """Return the pieces that a line may be broken between; none is wider than a line.

    Those that take no columns belong to what is before them.
    """
    words: list[str] = []
    for n, part in enumerate(re.split(_LATIN, text)):
        is_latin = n % 2  # what lies between is broken at every character
        words += [part[at : at + columns] for at in range(0, len(part), columns)] if is_latin else part
    return words


def _stacked(words: list[str]) -> list[str]:
    """Return words, those that take no columns together with what is before them."""
    found: list[str] = []
    for word in words:
        if found and not width(word):
            found[-1] += word
        else:
            found.append(word)
    return found
