"""Word files as packages: which are reports of their own, and which are letterheads with room for a text."""

import re
from pathlib import Path

BODY_MARKER, ANNEX_MARKER = "〔正文〕", "〔附表〕"
"""The paragraphs of a letterhead that make room for a text and its annex."""
LIMIT = 64 * 1024 * 1024
"""How large a Word template may be, unpacked, in bytes."""

_SAID = "word/document.xml"  # where a Word file holds what it says


def is_paper(path: Path) -> bool:
    """Whether a Word file is a report of its own: one with room for a text is a letterhead."""
    import zipfile  # here, so that Markdown does not wait for it
    from zlib import error

    try:
        with zipfile.ZipFile(path) as package:
            is_small = package.getinfo(_SAID).file_size < LIMIT
            said = package.read(_SAID).decode(errors="replace") if is_small else ""
    except (zipfile.BadZipFile, error, KeyError, OSError, EOFError, RuntimeError):
        return True  # what is wrong with it is told when it is asked for
    return BODY_MARKER not in re.sub("<[^>]+>", "", said)
