"""Plans of any size out of the real one: its items over and over, each time with new ids and numbers.

The printed document grows with the plan, so that ``validate`` has all of it to prove.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model.numerals import numeral

PLAN = "2022.yaml"
PRINTED = "2022.source.txt"

_SECTION = re.compile(r"^(?=  - id: )", re.MULTILINE)
_ITEM = re.compile(r"^(?=      - id: )", re.MULTILINE)
_PRINTED_SECTION = re.compile(r"^(?=[一二三四五六七八九十]+、)", re.MULTILINE)
_PRINTED_ITEM = re.compile(r"^(?=\([一二三四五六七八九十]+\))", re.MULTILINE)


class Item(NamedTuple):
    """An item as it stands in the plan and in the document, each without the blank lines behind it."""

    planned: str
    printed: str

    def numbered(self, section: str, digits: str, number: int) -> "Item":
        """Return the item as the ``number``-th of its plan, with the id ``<section>-<digits>``."""
        words = numeral(number)
        planned = re.sub(
            rf"\b{section}-[0-9]+(?=\.|$)", f"{section}-{digits}", self.planned, flags=re.MULTILINE
        )
        planned = re.sub(r"(?<=^        number: ).*", words, planned, count=1, flags=re.MULTILINE)
        return Item(planned, re.sub(r"^\(.+?\)", f"({words})", self.printed))


class Section(NamedTuple):
    """A section: what stands above its items in the plan and in the document, and the items."""

    id: str
    planned: str
    printed: str
    items: tuple[Item, ...]


class Original(NamedTuple):
    """The real plan, taken apart at its items."""

    planned: str
    printed: str
    sections: tuple[Section, ...]

    @property
    def size(self) -> int:
        """The number of items."""
        return sum(len(section.items) for section in self.sections)

    def write(self, folder: Path, size: int) -> None:
        """Write a workspace whose plan has ``size`` items: one, or a multiple of the real plan's.

        The plan of one item is the real ``FZ-05``; that of as many as the real plan is the real plan.
        """
        copies, rest = divmod(size, self.size)
        if size == 1:
            fifth = self.sections[0].items[4].numbered("FZ", "05", 1)
            sections = [self.sections[0]._replace(items=(fifth,))]
        elif copies and not rest:
            sections = list(self._copied(copies))
        else:
            raise ValueError(f"{size} is no multiple of {self.size}")
        document = self._joined(self.printed, [(s.printed, [i.printed for i in s.items]) for s in sections])
        plan = self._joined(self.planned, [(s.planned, [i.planned for i in s.items]) for s in sections])
        sha256 = hashlib.sha256(document.encode()).hexdigest()
        plan = re.sub(r"(?<=sha256: )[0-9a-f]{64}", sha256, plan, count=1)
        (folder / "plan").mkdir(parents=True)
        (folder / "plan" / PRINTED).write_text(document, encoding="utf-8", newline="")
        (folder / "plan" / PLAN).write_text(plan, encoding="utf-8", newline="")

    def _copied(self, copies: int) -> Iterator[Section]:
        number = 0
        for section in self.sections:
            items = []
            for item in section.items * copies:
                number += 1
                items.append(item.numbered(section.id, f"{number:02}", number))
            yield section._replace(items=tuple(items))

    @staticmethod
    def _joined(head: str, sections: list[tuple[str, list[str]]]) -> str:
        """Put a plan or a document together again, with a blank line between any two items."""
        parts = [above + "\n\n".join(items) for above, items in sections]
        return head + "\n\n".join(parts) + "\n"


def original(folder: Path) -> Original:
    """Read the real plan and its document from ``folder``."""
    above, key, below = (folder / PLAN).read_text(encoding="utf-8").partition("\nsections:\n")
    head, *planned = _SECTION.split(below)
    top, *printed = _PRINTED_SECTION.split((folder / PRINTED).read_text(encoding="utf-8"))
    sections = tuple(_section(*texts) for texts in zip(planned, printed, strict=True))
    return Original(above + key + head, top, sections)


def _section(planned: str, printed: str) -> Section:
    above, *items = _ITEM.split(planned)
    heading, *paragraphs = _PRINTED_ITEM.split(printed)
    name = above.partition("id: ")[2].partition("\n")[0]
    pairs = zip(items, paragraphs, strict=True)
    return Section(name, above, heading, tuple(Item(i.rstrip("\n"), p.rstrip("\n")) for i, p in pairs))
