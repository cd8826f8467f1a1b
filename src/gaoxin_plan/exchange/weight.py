"""What the XML of a workbook would be made into, counted without making it."""

from collections.abc import Callable
from xml.parsers import expat

from openpyxl.utils import range_boundaries

from gaoxin_plan.problems import PlanError

ELEMENTS = 1_000_000
"""Elements of a workbook, whatever they are; a department's sheet of 1,500 items has a quarter."""
SPANNED = 50_000
"""Cells that merged places, links and comments may span: each is made one by one when it is opened."""
FORMULAS = 8_000_000
"""Characters of formulas that are filled down: the longest, as often as there may be one like it."""
_SPANNING = frozenset({"mergeCell", "hyperlink", "comment"})
_ROWS, _COLUMNS = 1_048_576, 16_384


class TooHeavyError(Exception):
    """A workbook has more elements than are let in."""


class Scale:
    """Counts the elements of XML parts, the cells that they span, and their formulas; keeps none of them."""

    def __init__(self) -> None:
        self.elements = 0
        self.spanned = 0
        self.shared = 0
        self.longest = 0

    def part(self) -> Callable[[bytes], object]:
        """Return what the pieces of another part are given to.

        It raises TooHeavyError, PlanError for what is not let in, and ExpatError for what is no XML.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        length = 0

        def formula(text: str) -> None:
            nonlocal length
            length += len(text)
            self.longest = max(self.longest, length)
            self._refuse_formulas()

        def element(name: str, attributes: dict[str, str]) -> None:
            nonlocal length
            length, kind = 0, name.rpartition(":")[2]
            parser.CharacterDataHandler = formula if kind == "f" else None
            self._element(kind, attributes)

        parser.StartElementHandler = element
        parser.StartDoctypeDeclHandler = _refuse
        return parser.Parse

    def _element(self, kind: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS:
            raise TooHeavyError
        if kind == "f" and attributes.get("t") == "shared":
            self.shared += 1
            self._refuse_formulas()
        if kind in _SPANNING:
            self.spanned += _area(attributes.get("ref", ""))
            if self.spanned > SPANNED:
                told = f"合并的或带链接的单元格超过 {SPANNED // 10_000} 万格,没有打开"
                raise PlanError(told, "取消整行、整列的合并和链接,保存后再收")

    def _refuse_formulas(self) -> None:
        if self.longest * self.shared > FORMULAS:
            raise PlanError("公式太长、太多,没有打开", "把公式换成结果(复制,选择性粘贴为数值),保存后再收")


def _area(places: str) -> int:
    """Return how many cells a place like ``A4:F9`` spans; one that cannot be read spans none."""
    if not places:
        return 0
    try:
        left, top, right, bottom = range_boundaries(places)
    except (ValueError, TypeError):
        return 0
    columns = abs((right or _COLUMNS) - (left or 1)) + 1
    return columns * (abs((bottom or _ROWS) - (top or 1)) + 1)


def _refuse(*_: object) -> None:
    """Refuse a document type: only there entities are declared."""
    raise PlanError("里面有 XML 实体或声明,正常的表没有,没有打开", "请用导出的表重新填")
