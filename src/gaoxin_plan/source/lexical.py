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
_BARE_COLON = r":(?![ \r\n]|\Z)"
# patterns are compiled when they are first used: a clean file needs only the last of them
_FRONT = r"[ \t\u3000]*+(?:- ++)*+"
_COLON = r"[ \t]*+：[ \u3000]*+|:(?=[^ \t\r\n/,}\]])\u3000*+"
_COLON_AFTER_KEY = rf"{_FRONT}({_KEY}+)({_COLON})"
_COLON_IN_FLOW = rf"\"[^\"]*+\"|'[^']*+'|[{{,] *+({_KEY}+)({_COLON})"
_VALUE = rf"{_FRONT}(?:{_KEY}+: ++)?+"
_BLOCK_HEADER = rf"({_FRONT})({_KEY}+:[ \t]++)?+[|>][-+0-9]*+[ \t]*+(?:#.*)?$"
_NOT_DEEPER = r"\n {{0,{0}}}+(?! |\r?(?:\n|\Z))"
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
    unseen = _invisible(text)
    slips: list[Slip] = []
    side = ""  # the mark of a conflict that was read last
    for line in _lines(mend(text, [slip for found in unseen.values() for slip in found])):
        sign = line.text[:7] if line.text.startswith(_CONFLICT_SIGNS) else ""
        if sign or side in ("=======", "|||||||"):
            slips.append(line.conflict(is_first=not side))
            side = _next_side(side, sign)
            unseen.pop(line.number, None)
        elif not line.in_block and _is_suspect_line(line.text):
            slips += _front(line, tab)
            slips += _colon(line)
            slips += _cut(line)
    slips += (slip for found in unseen.values() for slip in found)
    return sorted(slips, key=lambda slip: (slip.start, slip.end))


def _next_side(side: str, sign: str) -> str:
    """Return the mark that the next line stands behind; a mark that opens nothing is told and forgotten."""
    if sign == ">>>>>>>" or not (side or sign == "<<<<<<<"):
        return ""
    return sign or side


def _is_suspect(text: str) -> bool:
    """Whether any line needs a look; most files are clean, and this is ten times faster than looking."""
    return _is_suspect_line(text) or _has_conflict(text) or re.search(_INVISIBLE, text) is not None


def _is_suspect_line(text: str) -> bool:
    """Whether a text has anything that a slip begins with."""
    return any(sign in text for sign in _SUSPECTS) or re.search(_BARE_COLON, text) is not None


def _has_conflict(text: str) -> bool:
    return any(sign in text for sign in _CONFLICT_SIGNS)


class _Line(NamedTuple):
    """A line without its end and without what no one can see in it.

    ``start`` is where it begins in the text that is ``seen``.
    """

    number: int
    start: int
    text: str
    in_block: bool
    seen: "Mended"

    @property
    def begin(self) -> int:
        """Where the line begins in the file."""
        return self.seen.original(self.start - 1) + 1 if self.start else 0

    def slip(
        self, kind: Kind, span: tuple[int, int], mend: str | None, *, certain: bool = True, **words: str
    ) -> Slip:
        """Return a slip of the characters ``span`` of this line."""
        start, end = (self.seen.original(self.start + at) for at in span)
        return Slip(kind.at(Mark(self.number, start - self.begin + 1), words), start, end, mend, certain)

    def conflict(self, *, is_first: bool) -> Slip:
        """Blank a conflict mark, or a line of the side that is not read; only the first mark is told."""
        end = self.seen.original(self.start + len(self.text))
        finding = CONFLICT.at(Mark(self.number, 1), sign=self.text[:7])
        return Slip(finding, self.begin, end, "", certain=False, told=is_first)


def _lines(seen: "Mended") -> Iterator[_Line]:
    """Yield the lines worth a look, and whether each is text of a block scalar; all of a file in conflict."""
    number = 1
    has_conflict = _has_conflict(seen.text)
    for begin, end, in_block in _stretches(seen.text):
        stretch = seen.text[begin:end]
        if has_conflict or (not in_block and _is_suspect_line(stretch)):
            start = begin
            for n, line in enumerate(stretch.split("\n"), number):
                yield _Line(n, start, line.removesuffix("\r"), in_block, seen)
                start += len(line) + 1
        number += stretch.count("\n") + 1


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where the lines inside and outside of block scalars begin and end, in turn."""
    begin = here = 0
    signs = (found.start() for sign in (r"\|", ">") for found in re.finditer(sign, text))
    for sign in sorted(signs):
        if sign < here:
            continue  # inside a block, or on a line that was looked at
        line = text.rfind("\n", here, sign) + 1 or here
        end = text.find("\n", sign)
        end = len(text) if end < 0 else end
        here = end + 1
        if header := re.match(_BLOCK_HEADER, text[line:end].removesuffix("\r")):
            yield begin, end, False
            column = header.end(1) if header[2] else max(header[1].rfind("-"), 0)
            behind = re.compile(_NOT_DEEPER.format(column)).search(text, end)
            begin = behind.start() + 1 if behind else len(text) + 1
            if here < begin:
                yield here, begin - 1, True
            here = begin
    if begin <= len(text):
        yield begin, len(text), False


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


def _invisible(text: str) -> dict[int, list[Slip]]:
    """Return what no one can see, by the number of its line."""
    found: dict[int, list[Slip]] = {}
    number, begin, done = 1, 0, 0
    for matched in re.finditer(_INVISIBLE, text):
        start, end = matched.span()
        if lines := text.count("\n", done, start):
            number += lines
            begin = text.rfind("\n", done, start) + 1
        done = end
        kind = LINE_SEPARATOR if matched[0] in _SEPARATOR else CONTROL
        finding = kind.at(Mark(number, start - begin + 1), name=f"U+{ord(matched[0]):04X}")
        found.setdefault(number, []).append(Slip(finding, start, end, ""))
    return found


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
