"""How wide text stands in a terminal, where a Chinese character takes two columns."""

import os

from gaoxin_plan.model.text import width

__all__ = ["columns", "pad", "width", "wrap"]

DEFAULT = 80
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
    """Break ``text`` into lines of at most ``columns``; closing marks do not begin a line.

    Chinese breaks between any two characters, Latin words only at spaces, or where one is too long.
    """
    if "\n" not in text and width(text) <= columns:
        return [text.rstrip(" ")]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for word in _words(paragraph, columns):
            if line and width("".join(line)) + width(word) > columns:
                carried = _carried(line, word, columns)
                lines.append("".join(line).rstrip(" "))
                line = carried
            if line or word != " " or not lines:
                line.append(word)
        lines.append("".join(line).rstrip(" "))
    return lines


def _carried(line: list[str], word: str, columns: int) -> list[str]:
    """Take from the end of ``line`` what must stand on one line with ``word``, two words at most."""
    carried: list[str] = []
    size = width(word)
    while (
        len(line) > 1
        and len(carried) < 2
        and (word[0] in _NO_LINE_START or line[-1][-1] in _NO_LINE_END)
        and width("".join((line[-1], *carried))) + size <= columns
    ):
        word = line.pop()
        carried.insert(0, word)
    return carried


def _words(text: str, columns: int) -> list[str]:
    """Return the pieces that a line may be broken between; none is wider than a line."""
    words: list[str] = []
    for char in text:
        before = words[-1] if words else " "
        is_latin = char.isascii() and char != " " and before.isascii() and before != " "
        is_combining = width(char) == 0
        if (is_latin or is_combining) and words and width(before + char) <= columns:
            words[-1] += char
        else:
            words.append(char)
    return words
