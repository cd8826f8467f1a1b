"""Text as a file breaks it into lines, and as it is read: the lines joined, blank ones a paragraph break.

And how wide it is.
"""

import re
import unicodedata
from functools import cache, lru_cache

_BREAK = r"[ \t\u3000]*[\r\n\u2028\u2029\x0b]\s*"
_PARAGRAPH = r"\n[ \t]*\n\s*"


def joined(text: str) -> str:
    """Join the lines of a block with nothing between them; blank lines become one line break."""
    if "\n" not in text:
        return text
    paragraphs = re.split(_PARAGRAPH, text.strip("\n"))
    return "\n".join(paragraph.replace("\n", "") for paragraph in paragraphs)


def tidy(text: str) -> str:
    """Return a text as people see it, however its lines end: no white space around its paragraphs."""
    return re.sub(_BREAK, "\n", text).strip()


def positions(text: str) -> list[int]:
    """Return for each character of ``joined(text)`` where it stands in ``text``."""
    kept: list[int] = []
    here, end = len(text) - len(text.lstrip("\n")), len(text.rstrip("\n"))
    while here < end:
        gap = re.compile(_PARAGRAPH).match(text, here)
        if text[here] != "\n" or gap:
            kept.append(here)
        here = gap.end() if gap else here + 1
    return kept


@lru_cache(4096)  # names and characters are measured again and again
def width(text: str) -> int:
    """Return the columns that ``text`` takes; ambiguous characters (●, “) count as one."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@cache
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200b\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
