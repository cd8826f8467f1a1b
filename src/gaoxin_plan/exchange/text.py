"""Text in a cell: what a workbook cannot hold as it is, both ways."""

import re

from gaoxin_plan.model.text import tidy

LONGEST = 32_767
"""Characters that a cell can hold, as Excel counts them: one outside the first plane is two."""

_LOOKS_ESCAPED = r"_(?=x[0-9A-Fa-f]{4}_)"
_ESCAPED = r"_x([0-9A-Fa-f]{4})_"


def length(text: str) -> int:
    """Return how long a text is as Excel counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def to_cell(text: str) -> str:
    """Return a text as a cell has it: what would be read as an escaped character is escaped itself."""
    return re.sub(_LOOKS_ESCAPED, "_x005F_", text)


def unescaped(text: str) -> str:
    """Return a text as it was before it was put into a cell."""
    return re.sub(_ESCAPED, lambda found: chr(int(found[1], 16)), text)


def from_cell(text: str) -> str:
    """Return the text that a cell holds, a paragraph a line."""
    return tidy(unescaped(text))
