"""A pass over the raw lines, which runs even when they cannot be parsed.

It finds what editors, input methods and version control leave in a file, tells each at its own place, and
knows how to mend it, so that one slip hides nothing else: the parser is given the mended text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from gaoxin_plan.problems import Finding, Kind, Mark

CONFLICT = Kind(
    "P120",
    "残留的合并冲突标记",
    "这里有合并冲突没有处理完(“{sign}”)",
    "两边的内容选定一边,删去 <<<<<<<、=======、>>>>>>> 三行",
)
TAB = Kind("P121", "行首有制表符", "行首有制表符(Tab)", "改为空格,每级两个")
WIDE_SPACE = Kind("P122", "行首有全角空格", "行首有全角空格", "改为英文空格,每级两个")
WIDE_COLON = Kind("P123", "全角冒号", "键“{key}”后面是全角冒号“：”", "改为英文冒号加一个空格“: ”")
NO_SPACE = Kind("P124", "冒号后没有空格", "“{key}:”后面少一个空格", "英文冒号后要空一格再写值")
CUT = Kind(
    "P125",
    "井号截断了值",
    "“ #”以后的文字“{rest}”会被当作注释丢掉",
    "是正文就给整个值加上英文双引号;是注释就在 # 后空一格",
)
LINE_SEPARATOR = Kind(
    "P126",
    "看不见的换行符",
    "这里有看不见的换行符({name})",
    "删去它;多半是从网页或 PDF 复制来的",
)
CONTROL = Kind("P127", "控制字符", "这里有看不见的控制字符({name})", "删去它;多半是从网页或 PDF 复制来的")

MENDED = (TAB, WIDE_SPACE, WIDE_COLON, NO_SPACE)
"""The kinds whose mend may be written into the file; the others' only lets the parser read on."""

KINDS = (CONFLICT, TAB, WIDE_SPACE, WIDE_COLON, NO_SPACE, CUT, LINE_SEPARATOR, CONTROL)

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f￾￿"
_SEPARATOR = "\u0085\u2028\u2029"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_SUSPECTS = ("\t", "\u3000", "：", " #", "<<<<<<<", *_SEPARATOR)
# patterns are compiled when they are first used: a clean file needs only the last of them
_FRONT = r"^[ \t\u3000]*(?:- +)*"
_BLOCK_HEADER = r"(?:^|[:\-] +)[|>][-+0-9]*[ \t]*(?:#.*)?$"
_COLON_AFTER_KEY = rf"(?:{_FRONT}|[{{,] *)({_KEY})([ \t]*：[ \u3000]*|:(?=[^\s/])\u3000*)"
_CUT = rf"{_FRONT}(?:{_KEY}: +)?(?=[^\s\"'\[{{#|>&*!%@`])[^#]*?(?: +#(?=[^\s#])(.*))$"
_INVISIBLE = f"[{_SEPARATOR}{_CONTROL}]"


class Slip(NamedTuple):
    """A finding, with the characters it is about and what they should have been.

    ``mend`` is None where only a person can tell. ``certain`` is false where the mend is a guess (how
    wide is a tab?), so that a syntax error after it is put down to the same slip. ``told`` is false for
    the further lines of something told already.
    """

    finding: Finding
    start: int
    end: int
    mend: str | None
    certain: bool = True
    told: bool = True


def scan(text: str, tab: int = 2) -> list[Slip]:
    """Return the slips of ``text`` in order, tabs taken to be ``tab`` columns wide."""
    if not _is_suspect(text):
        return []
    slips: list[Slip] = []
    theirs = False
    for line in _lines(text):
        if theirs or line.text.startswith(_CONFLICT_SIGNS):
            slips.append(_conflict(line))
            theirs = _is_theirs(line.text, theirs=theirs)
            continue
        slips += _invisible(line)
        if not line.in_block:
            slips += _front(line, tab)
            slips += _colon(line)
            slips += _cut(line)
    return sorted(slips, key=lambda slip: (slip.start, slip.end))


def _is_suspect(text: str) -> bool:
    """Whether any line needs a look; most files are clean, and this is ten times faster than looking."""
    spaced = sum(text.count(colon) for colon in (": ", ":\n", ":\r"))
    return (
        text.count(":") > spaced
        or any(sign in text for sign in _SUSPECTS)
        or re.search(_INVISIBLE, text) is not None
    )


class _Line(NamedTuple):
    number: int
    start: int
    text: str
    in_block: bool

    def slip(
        self, kind: Kind, span: tuple[int, int], mend: str | None, *, certain: bool = True, **words: str
    ) -> Slip:
        start, end = span
        finding = kind.at(Mark(self.number, start + 1), words)
        return Slip(finding, self.start + start, self.start + end, mend, certain)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines without their ends, and whether each is text of a block scalar."""
    block: int | None = None  # the indentation of the key that opened it
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.removesuffix("\r")
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and line.strip(" ") and indent <= block:
            block = None
        yield _Line(number, start, line, block is not None)
        if block is None and re.search(_BLOCK_HEADER, line) and not line.lstrip().startswith("#"):
            block = indent + _dashes(line[indent:])
        start += len(raw) + 1


def _dashes(line: str) -> int:
    """Return how far the last ``- `` before a key moves that key to the right."""
    matched = re.match(r"(?:- +)*", line)
    return matched.end() if matched else 0


def _conflict(line: _Line) -> Slip:
    """Blank a conflict mark, or a line of the other side; only the first mark is told."""
    slip = line.slip(CONFLICT, (0, len(line.text)), "", certain=False, sign=line.text[:7])
    return slip._replace(told=line.text.startswith("<<<<<<<"))


def _is_theirs(line: str, *, theirs: bool) -> bool:
    """Whether what follows a line is the side that is not read: theirs, or their common base."""
    if line.startswith(("=======", "|||||||")):
        return True
    return theirs and not line.startswith(">>>>>>>")


def _front(line: _Line, tab: int) -> Iterator[Slip]:
    front = line.text[: len(line.text) - len(line.text.lstrip(" \t\u3000"))]
    if len(front) == len(line.text) or not front.strip(" "):
        return
    kind = TAB if "\t" in front else WIDE_SPACE
    wide = front.find("\t" if kind is TAB else "\u3000")
    mend = front[wide:].replace("\t", " " * tab).replace("\u3000", "  ")
    yield line.slip(kind, (wide, len(front)), mend, certain=False)


def _colon(line: _Line) -> Iterator[Slip]:
    if line.text.lstrip().startswith("#"):
        return
    for matched in re.finditer(_COLON_AFTER_KEY, line.text):
        key, colon = matched.group(1), matched.group(2)
        span = matched.span(2)
        if "：" in colon:
            at_end = span[1] == len(line.text)
            yield line.slip(WIDE_COLON, span, ":" if at_end else ": ", key=key)
        else:
            yield line.slip(NO_SPACE, span, ": ", key=key)


def _cut(line: _Line) -> Iterator[Slip]:
    matched = re.match(_CUT, line.text)
    if matched:
        yield line.slip(CUT, (matched.start(1) - 1, len(line.text)), None, rest=matched.group(1))


def _invisible(line: _Line) -> Iterator[Slip]:
    for matched in re.finditer(_INVISIBLE, line.text):
        char = matched.group()
        kind = LINE_SEPARATOR if char in _SEPARATOR else CONTROL
        yield line.slip(kind, matched.span(), "", name=f"U+{ord(char):04X}")


class Mended(NamedTuple):
    """A text with its slips mended, and the way back from its columns to the original's."""

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def original(self, index: int) -> int:
        """Return the index in the original text of an index in the mended one."""
        place = bisect_right(self.starts, index) - 1
        return index + self.shifts[place] if place >= 0 else index


def mend(text: str, slips: list[Slip]) -> Mended:
    """Return ``text`` as it was meant; no line is added or taken away."""
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for slip in slips:
        if slip.mend is None or slip.start < done:
            continue
        pieces += [text[done : slip.start], slip.mend]
        length += slip.start - done + len(slip.mend)
        done = slip.end
        starts.append(length)
        shifts.append(done - length)
    return Mended("".join([*pieces, text[done:]]), tuple(starts), tuple(shifts))
