"""Text as a file breaks it into lines, and as it is read: the lines joined, blank ones a paragraph break."""

import re

_PARAGRAPH = r"\n[ \t]*\n\s*"


def joined(text: str) -> str:
    """Join the lines of a block with nothing between them; blank lines become one line break."""
    if "\n" not in text:
        return text
    paragraphs = re.split(_PARAGRAPH, text.strip("\n"))
    return "\n".join(paragraph.replace("\n", "") for paragraph in paragraphs)


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
