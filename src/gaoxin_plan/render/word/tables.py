"""Markdown tables as Word tables: repeated heads, rows that stay whole, bars as shaded cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml.etree import _Element
from markdown_it.token import Token

from gaoxin_plan.lights.light import Light
from gaoxin_plan.render.template.bars import DONE, EXPECTED, TO_COME, letter
from gaoxin_plan.render.word.inline import add_inline, plain
from gaoxin_plan.render.word.styles import CELL, HEAD
from gaoxin_plan.render.word.xml import add, new, paragraph, q, run, twips

_LIGHTS = {light.word: letter(light) for light in Light}
SHADES = {
    DONE: ("clear", "404040"),
    EXPECTED: ("diagStripe", "FFFFFF"),
    TO_COME: ("clear", "EDEDED"),
    letter(Light.GREEN): ("clear", "A9D08E"),
    letter(Light.YELLOW): ("clear", "FFE699"),
    letter(Light.RED): ("clear", "F4A6A0"),
    letter(Light.GREY): ("clear", "D0D0D0"),
}
"""What a character of a bar or strip is shaded with: the pattern and the fill."""

_TALL = 4400
"""How tall a row may be, in twips, to stay whole: half a turned page."""

_WIDTH, _LEAST = 8844, 1000
"""How wide a text is on A4 between the margins of GB/T 9704, and how wide it must be, in twips."""
_NARROWEST = 50
"""How many times as wide as the narrowest column the widest may be."""

Cell = Sequence[Token]


class Columns(NamedTuple):
    """A table's columns: how many of the grid each spans, the grid's widths in twips, which are centred."""

    units: list[int]
    grid: list[int]
    centred: list[bool]


def table(tokens: Sequence[Token], width: int, ids: Mapping[str, str], source: Sequence[str],
          done: Callable[[], None]) -> _Element:  # fmt: skip
    """Return a table of ``width`` twips. The line below its head tells widths and which are centred.

    ``done`` is called for each row.
    """
    rows = list(_rows(tokens))
    below = _below_head(source[tokens[0].map[0] + 1] if tokens[0].map else "", len(rows[0]))
    widest = max(map(len, below))
    dashes = [max(len(cell), widest // _NARROWEST, 1) for cell in below]
    centred = [cell.startswith(":") and cell.endswith(":") for cell in below]
    units = [max(len(_bar(row[column])) or 1 for row in rows) for column in range(len(dashes))]
    grid = list(_grid(dashes, units, width))
    made = frame(grid)
    margins = add(made[0], "tblCellMar")
    for side in ("left", "right"):
        add(margins, side, w=60, type="dxa")
    for number, row in enumerate(rows):
        _row(made, row, Columns(units, grid, centred), ids, is_head=number == 0)
        done()
    return made


def frame(grid: Sequence[int]) -> _Element:
    """Return an empty table with its borders and its columns, of widths in twips."""
    made = new("tbl")
    properties = add(made, "tblPr")
    add(properties, "tblW", w=sum(grid), type="dxa")
    add(properties, "jc", val="center")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=4, space=0, color="000000")
    add(properties, "tblLayout", type="fixed")
    columns = add(made, "tblGrid")
    for size in grid:
        add(columns, "gridCol", w=size)
    return made


def _rows(tokens: Sequence[Token]) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token.children or [])
        elif token.type == "tr_close":
            yield row


def _below_head(line: str, count: int) -> list[str]:
    """Return the dashes and colons of each column, as they stand below the head."""
    found = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return found if len(found) == count and all("-" in cell for cell in found) else ["-"] * count


def _grid(dashes: list[int], units: list[int], width: int) -> Iterator[int]:
    """Yield the widths of the grid; a column that holds bars has as many as a bar has characters."""
    for share, count in zip(dashes, units, strict=True):
        column = width * share // sum(dashes)
        yield from (column * (n + 1) // count - column * n // count for n in range(count))


def _row(made: _Element, row: list[Cell], columns: Columns, ids: Mapping[str, str], *,
         is_head: bool) -> None:  # fmt: skip
    units, grid, centred = columns
    line = add(made, "tr")
    properties = add(line, "trPr")
    if is_head or not _is_tall(row, columns):
        add(properties, "cantSplit")
    if is_head:
        add(properties, "tblHeader")
    if not is_head and _is_across(row):
        cell = _cell(line, sum(grid), len(grid), "F2F2F2")
        words = paragraph(ids[HEAD])
        add(words[0], "keepNext")
        run(words, "、".join(text for text in map(plain, row) if text))
        cell.append(words)
        return
    first = 0
    for content, count, is_centred in zip(row, units, centred, strict=True):
        bar = "" if is_head else _bar(content)
        if bar:
            _shaded(line, bar, grid[first : first + count], ids)
        else:
            light = _light(content)
            shade = "D9D9D9" if is_head else SHADES[light][1] if light else ""
            cell = _cell(line, sum(grid[first : first + count]), count, shade)
            words = paragraph(ids[HEAD if is_head else CELL])
            if is_centred and not is_head:
                add(words[0], "jc", val="center")
            add_inline(words, content, {} if light else ids)  # its shade shows a light, no other face
            cell.append(words)
        first += count


def _is_tall(row: list[Cell], columns: Columns) -> bool:
    """Whether a row would take more than half a page: a character is 210 twips wide, a line 300 high."""
    first = 0
    for content, count in zip(row, columns.units, strict=True):
        width = max(sum(columns.grid[first : first + count]), 1)
        lines = sum(len(line) * 210 // width + 1 for line in plain(content).split("\n"))
        if lines * 300 > _TALL:
            return True
        first += count
    return False


def _is_across(row: list[Cell]) -> bool:
    """Whether a row is a heading within the table: bold words, and nothing else."""
    filled = [cell for cell in row if plain(cell)]
    return bool(filled) and len(filled) < len(row) and all(_is_bold(cell) for cell in filled)


def _is_bold(cell: Cell) -> bool:
    kinds = [token.type for token in cell if token.type != "text" or token.content]
    return kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close" and kinds.count("strong_open") == 1


def _light(cell: Cell) -> str:
    """Return the light that is all a cell says in bold, as one character."""
    return _LIGHTS.get(plain(cell).lstrip("●○"), "") if _is_bold(cell) else ""


def _bar(cell: Cell) -> str:
    """Return the bar or strip that is all a cell holds: data cannot, its backticks are escaped."""
    codes = [token for token in cell if token.type != "text" or token.content]
    if len(codes) == 1 and codes[0].type == "code_inline" and set(codes[0].content) <= set(SHADES):
        return codes[0].content
    return ""


def _cell(line: _Element, width: int, span: int, fill_: str) -> _Element:
    cell = add(line, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if span > 1:
        add(properties, "gridSpan", val=span)
    if fill_:
        add(properties, "shd", val="clear", color="auto", fill=fill_)
    add(properties, "vAlign", val="center")
    return cell


def _shaded(line: _Element, bar: str, grid: list[int], ids: Mapping[str, str]) -> None:
    """Add a bar: one shaded cell for each run of the same character, of a light with its word."""
    runs = [(char, len(list(same))) for char, same in groupby(bar.ljust(len(grid)))]
    first = 0
    for char, count in runs:
        cell = _cell(line, sum(grid[first : first + count]), count, "")
        properties = cell[0]
        borders = new("tcBorders")
        for side in ("left",) * (first > 0) + ("right",) * (first + count < len(grid)):
            add(borders, side, val="nil")
        properties.insert(len(properties) - 1, borders)
        if char in SHADES:
            pattern, color = SHADES[char]
            shade = new("shd", val=pattern, color="808080" if pattern != "clear" else "auto", fill=color)
            properties.insert(len(properties) - 1, shade)
        words = paragraph(ids[HEAD])
        if char in _LIGHTS.values():
            run(words, char)
        cell.append(words)
        first += count


def width_of(section: _Element | None) -> int:
    """Return the width of the text of a section, in twips; that of GB/T 9704 where it makes no sense."""
    size, margins = (None if section is None else section.find(q(name)) for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return _WIDTH
    width = twips(size.get(q("w"))) - twips(margins.get(q("left"))) - twips(margins.get(q("right")))
    return width if width >= _LEAST else _WIDTH
