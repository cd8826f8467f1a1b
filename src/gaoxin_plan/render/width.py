"""How wide text stands in a terminal, where a Chinese character takes two columns."""

import os
import unicodedata

DEFAULT = 80
_NO_LINE_START = ",。、;:?!)]}>”’》〉】〕,.;:?!)％%…"
_NO_LINE_END = "(“‘《〈【〔([{<"


def columns() -> int:
    """Return the width to print for: ``$COLUMNS``, else the terminal's, else 80."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return max(int(asked), 20)
    try:
        return os.get_terminal_size().columns or DEFAULT
    except (OSError, ValueError):
        return DEFAULT


def width(text: str) -> int:
    """Return the columns that ``text`` takes; ambiguous characters (●, “) count as one."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200b\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """Return ``text`` filled with spaces up to a width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``; closing marks do not begin a line.

    Chinese breaks between any two characters, Latin words only at spaces.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, length = "", 0
        for word in _words(paragraph):
            size = width(word)
            if length + size > columns and line.strip():
                line, carried = _break(line, word)
                lines.append(line.rstrip(" "))
                line, length = carried, width(carried)
                word = word if line else word.lstrip(" ")  # noqa: PLW2901
                size = width(word)
            while size > columns - length > 0 and size > columns:
                head = _fitting(word, columns - length)
                lines.append(line + head)
                line, length, word = "", 0, word[len(head) :]  # noqa: PLW2901
                size = width(word)
            line, length = line + word, length + size
        lines.append(line.rstrip(" "))
    return lines


def _break(line: str, word: str) -> tuple[str, str]:
    """Return the line to print, and what must go with ``word`` to the next one."""
    cut = len(line)
    while cut > 1 and (word[:1] in _NO_LINE_START or line[cut - 1] in _NO_LINE_END) and len(line) - cut < 2:
        cut -= 1
        word = line[cut:]
    return line[:cut], line[cut:]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if words and char.isascii() and char != " " and words[-1][-1].isascii() and words[-1][-1] != " ":
            words[-1] += char
        else:
            words.append(char)
    return words


def _fitting(word: str, columns: int) -> str:
    fitting = ""
    for char in word:
        if fitting and width(fitting + char) > columns:
            break
        fitting += char
    return fitting
