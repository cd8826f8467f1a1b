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

_CONTROL = r"\u200b\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f￾￿"
_SEPARATOR = "\u0085\u2028\u2029"
_KEY = r"[A-Za-z_][A-Za-z0-9_.-]*"
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_SUSPECTS = ("\t", "\u3000", "：", " #")
# patterns are compiled when they are first used: a clean file needs only the last of them
_FRONT = r"[ \t\u3000]*+(?:- ++)*+"
_COLON = r"[ \t]*+：[ \u3000]*+|:(?=[^ \t\r\n/,}\]])\u3000*+"
_COLON_AFTER_KEY = rf"{_FRONT}({_KEY}+)({_COLON})"
_COLON_IN_FLOW = rf"\"[^\"]*+\"|'[^']*+'|[{{,] *+({_KEY}+)({_COLON})"
_VALUE = rf"{_FRONT}(?:{_KEY}+: ++)?+"
_BLOCK_HEADER = rf"({_FRONT})({_KEY}+:[ \t]++)?+[|>][-+0-9]*+[ \t]*+(?:#.*)?$"
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
    side = ""  # the mark of a conflict that was read last
    for line in _lines(text):
        sign = line.text[:7] if line.text.startswith(_CONFLICT_SIGNS) else ""
        if sign or side in ("=======", "|||||||"):
            slips.append(_conflict(line, is_first=not side))
            side = _next_side(side, sign)
            continue
        if line.kept:
            slips += _invisible(line)
        if not line.in_block and _is_suspect_line(line.text):
            slips += _front(line, tab)
            slips += _colon(line)
            slips += _cut(line)
    return sorted(slips, key=lambda slip: (slip.start, slip.end))


def _next_side(side: str, sign: str) -> str:
    """Return the mark that the next line stands behind; a mark that opens nothing is told and forgotten."""
    if sign == ">>>>>>>" or not (side or sign == "<<<<<<<"):
        return ""
    return sign or side


def _is_suspect(text: str) -> bool:
    """Whether any line needs a look; most files are clean, and this is ten times faster than looking."""
    return _is_suspect_line(text) or any(sign in text for sign in _CONFLICT_SIGNS) or _has_invisible(text)


def _is_suspect_line(text: str) -> bool:
    """Whether a text has anything that a slip begins with."""
    spaced = text.count(": ") + text.count(":\n") + text.count(":\r") + text.endswith(":")
    return text.count(":") > spaced or any(sign in text for sign in _SUSPECTS)


def _has_invisible(text: str) -> bool:
    return re.search(_INVISIBLE, text) is not None


class _Line(NamedTuple):
    """A line without its end and without what no one can see in it.

    ``start`` is where it begins in the text, ``kept`` where its characters stood, if any was left out.
    """

    number: int
    start: int
    raw: str
    text: str
    kept: tuple[int, ...]
    in_block: bool

    def slip(
        self, kind: Kind, span: tuple[int, int], mend: str | None, *, certain: bool = True, **words: str
    ) -> Slip:
        """Return a slip of the characters ``span`` of this line."""
        start, end = (self.kept[at] if self.kept else at for at in span)
        return self.raw_slip(kind, (start, end), mend, certain=certain, **words)

    def raw_slip(
        self, kind: Kind, span: tuple[int, int], mend: str | None, *, certain: bool = True, **words: str
    ) -> Slip:
        """Return the same of characters of the line as it stands in the file."""
        finding = kind.at(Mark(self.number, span[0] + 1), words)
        return Slip(finding, self.start + span[0], self.start + span[1], mend, certain)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines worth a look, and whether each is text of a block scalar; all of a file in conflict."""
    block: int | None = None  # the indentation of what opened it
    has_invisible = _has_invisible(text)
    has_conflict = any(sign in text for sign in _CONFLICT_SIGNS)
    start = 0
    for number, whole in enumerate(text.split("\n"), 1):
        raw = whole.removesuffix("\r")
        line, kept = _seen(raw) if has_invisible else (raw, ())
        if block is not None and len(line) - len(line.lstrip(" ")) <= block and line.strip(" "):
            block = None
        if kept or has_conflict or (block is None and _is_suspect_line(line)):
            yield _Line(number, start, raw, line, kept, block is not None)
        is_header = block is None and ("|" in line or ">" in line)
        if is_header and (header := re.match(_BLOCK_HEADER, line)):
            block = header.end(1) if header[2] else max(header[1].rfind("-"), 0)
        start += len(whole) + 1


def _seen(raw: str) -> tuple[str, tuple[int, ...]]:
    """Return a line without its invisible characters, and where the others stood (and the end)."""
    if re.search(_INVISIBLE, raw) is None:
        return raw, ()
    kept = [at for at, char in enumerate(raw) if re.match(_INVISIBLE, char) is None]
    return "".join(raw[at] for at in kept), (*kept, len(raw))


def _conflict(line: _Line, *, is_first: bool) -> Slip:
    """Blank a conflict mark, or a line of the side that is not read; only the first mark is told."""
    slip = line.raw_slip(CONFLICT, (0, len(line.raw)), "", certain=False, sign=line.text[:7])
    return slip._replace(told=is_first)


def _front(line: _Line, tab: int) -> Iterator[Slip]:
    front = line.text[: len(line.text) - len(line.text.lstrip(" \t\u3000"))]
    plain = len(front) - len(front.lstrip(" "))
    if plain == len(front) or len(front) == len(line.text):
        return
    kind = TAB if "\t" in front else WIDE_SPACE
    mend = front[plain:].replace("\t", " " * tab).replace("\u3000", "  ")
    yield line.slip(kind, (plain, len(front)), mend, certain=False)


def _colon(line: _Line) -> Iterator[Slip]:
    matched = re.match(_COLON_AFTER_KEY, line.text)
    found = [matched] if matched else []
    value = matched or re.match(_VALUE, line.text)
    if value and line.text[value.end() : value.end() + 1] == "{":
        flow = line.text.split(" #")[0]
        found += [m for m in re.compile(_COLON_IN_FLOW).finditer(flow, value.end()) if m[1]]
    for matched in found:
        span = matched.span(2)
        is_wide = "：" in matched[2]
        mend = ":" if is_wide and span[1] == len(line.text) else ": "
        yield line.slip(WIDE_COLON if is_wide else NO_SPACE, span, mend, key=matched[1])


def _cut(line: _Line) -> Iterator[Slip]:
    value = re.match(_VALUE, line.text)
    begin = value.end() if value else 0
    if line.text[begin : begin + 1] in ("", *"\"'[{#|>&*!%@`"):
        return
    found = re.compile(r" #(?=[^ \t#])").search(line.text, begin)
    if found:
        yield line.slip(CUT, (found.end() - 1, len(line.text)), None, rest=line.text[found.end() :])


def _invisible(line: _Line) -> Iterator[Slip]:
    for matched in re.finditer(_INVISIBLE, line.raw):
        char = matched.group()
        kind = LINE_SEPARATOR if char in _SEPARATOR else CONTROL
        yield line.raw_slip(kind, matched.span(), "", name=f"U+{ord(char):04X}")


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
