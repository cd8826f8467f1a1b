"""How YAML is written here: a sentence a line, keys in order, no quotes that are not needed.

Each function returns the splices that bring a document into that form; comments, blank lines and
everything else stay. A document in canonical form gives none.
"""

import json
import re
from collections.abc import Iterator

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Text
from gaoxin_plan.model.shape import Holds, Slot
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place
from gaoxin_plan.source import lexical, reader
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.plain import NULLS
from gaoxin_plan.source.splices import Splice
from gaoxin_plan.source.tree import Mapping, Node, Scalar, Sequence

_SENTENCE = r"[^。！？]*[。！？]+[”’」』》）)]*|[^。！？]+$"


_STRUCTURE = r"(?m)^\s*(?:#|- |(?:- +)?[a-z_]+:(?:\s|$))|^ "


def sentences(text: str) -> list[str]:
    """Return a text's sentences, each with its closing marks; joined again they are the text."""
    return re.findall(_SENTENCE, text) or [text]


def block(text: str, indent: int, newline: str = "\n") -> str:
    """Return a text as a literal block whose lines are indented by ``indent`` columns.

    A blank line stands for each line break of the text.
    """
    indicator = "2" if text.startswith((" ", "\n")) else ""
    paragraphs = ["\n".join(" " * indent + s for s in sentences(part)) for part in text.split("\n")]
    return (f"|{indicator}-\n" + "\n\n".join(paragraphs)).replace("\n", newline)


def scalar(value: str, *, in_flow: bool) -> str:
    """Return a value as a plain scalar, or in double quotes where YAML would read something else."""
    plain = f"[{value}, x]" if in_flow else f"x: {value}\nx: x"
    line = f"- {value}\n" if not in_flow else f"x: [{value}]\n"
    root = reader.read(plain).root
    items = [value for _, value in root.entries] if isinstance(root, Mapping) else getattr(root, "items", [])
    first = items[0] if len(items) == 2 else None
    is_same = isinstance(first, Scalar) and not first.style and first.value == value and "\n" not in value
    if is_same and value not in NULLS and not lexical.scan(line):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return re.sub("[\u007f-\u009f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found.group()):04x}", quoted)


def value(meant: str | list[str], *, in_flow: bool) -> str:
    """Return a value as a scalar, or a list of them in brackets."""
    if isinstance(meant, str):
        return scalar(meant, in_flow=in_flow)
    return "[" + ", ".join(scalar(item, in_flow=True) for item in meant) + "]"


def is_in_flow(document: Document, place: Place) -> bool:
    """Whether what stands at ``place`` stands in brackets."""
    above = (document.node(place[:length]) for length in range(len(place)))
    return any(not isinstance(node, Scalar | None) and is_flow(document.text, node) for node in above)


def words(document: Document, record: type) -> list[Splice]:
    """Return the splices for texts and quotes: long texts a sentence a line, no needless quotes."""
    if document.root is None:
        return []
    found: list[Splice] = []
    _Words(document.text, found).visit(document.root, record, None)
    return found


class _Words:
    """A walk over the scalars of a document, which knows what each of them is."""

    def __init__(self, text: str, found: list[Splice]) -> None:
        self.text = text
        self.found = found
        self.newline = line_break(text)

    def visit(self, node: Node, record: type | None, slot: Slot | None, *, in_flow: bool = False) -> None:
        """Note the splices of ``node``, which stands under the key of ``slot``."""
        if isinstance(node, Scalar):
            start, end = node.start.index, content_end(self.text, node)
            old = self.text[start:end]
            new = self._written(node, old, slot, in_flow=in_flow)
            if new != old:
                self.found.append(Splice(start, end, new))
            return
        in_flow = is_flow(self.text, node)
        if isinstance(node, Sequence):
            for item in node.items:
                self.visit(item, record, slot, in_flow=in_flow)
            return
        if slot is not None and slot.holds is Holds.MAP:
            for _, value in node.entries:
                self.visit(value, slot.record, None, in_flow=in_flow)
            return
        for key, value in node.entries:
            held = shape.slot(record, key.value) if record else None
            self.visit(value, held.record if held else None, held, in_flow=in_flow)

    def _written(self, node: Scalar, old: str, slot: Slot | None, *, in_flow: bool) -> str:
        is_text = slot is not None and isinstance(slot.field, Text) and not in_flow
        is_block = node.style == "|"
        if is_block and re.search(_STRUCTURE, node.value):
            return old  # keys that slipped into a text, or a comment in it: only a person can tell
        if is_text and (is_block or len(sentences(node.value)) > 1):
            header = old.split("\n", 1)[0].rstrip("\r") if is_block else ""
            comment = header[header.index(" #") :] if " #" in header else ""
            indent = _key_column(self.text, node) + 2
            first, rest = block(joined(node.value), indent, self.newline).split(self.newline, 1)
            return first + comment + self.newline + rest
        if node.style in ("'", '"'):
            return scalar(node.value, in_flow=in_flow)
        return old


def line_break(text: str) -> str:
    """Return how the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def is_flow(text: str, node: Mapping | Sequence) -> bool:
    """Whether a collection is written in brackets."""
    return text[node.start.index : node.start.index + 1] in ("[", "{")


def _key_column(text: str, node: Scalar) -> int:
    """Return the column of the key that a scalar stands behind."""
    line = text[text.rfind("\n", 0, node.start.index) + 1 : node.start.index]
    dashes = re.match(r" *(?:- +)*", line)
    return dashes.end() if dashes else 0


def order(document: Document, record: type) -> list[Splice]:
    """Return the splices that put the keys of every record in order, each with the comments above it.

    What stands above the first key belongs to the whole record, and stays.
    """
    return [] if document.root is None else list(_order(document, document.root, record))


def _order(document: Document, node: Node, record: type | None, holds: Holds = Holds.ONE) -> Iterator[Splice]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _order(document, item, record)
    if not isinstance(node, Mapping) or record is None:
        return
    if holds is Holds.MAP:
        for _, value in node.entries:
            yield from _order(document, value, record)
        return
    known = shape.keys(record)
    rank = {key: n for n, key in enumerate(known)}
    places = [rank.get(key.value, len(known)) for key, _ in node.entries]
    if places != sorted(places) and len(known) not in places:
        yield from _sorted(document.text, node, places)
        return  # what lies inside moves with it, and is put in order the next time round
    for key, value in node.entries:
        held = shape.slot(record, key.value)
        if held is not None:
            yield from _order(document, value, held.record, held.holds)


def _sorted(text: str, node: Mapping, places: list[int]) -> Iterator[Splice]:
    if is_flow(text, node):
        return
    newline = line_break(text)
    column = node.entries[0][0].start.column
    pairs = sorted(zip(places, _chunks(text, node), strict=True), key=lambda pair: pair[0])
    (above, first), *rest = (chunk for _, chunk in pairs)
    begin = node.entries[0][0].start.index
    bodies = [first, *(lead + " " * column + body for lead, body in rest)]
    yield Splice(begin, entry_end(text, node), newline.join(bodies))
    if above:
        line = text.rfind("\n", 0, begin) + 1
        yield Splice(line, line, above)


def _chunks(text: str, node: Mapping) -> list[tuple[str, str]]:
    """Return for each entry the lines of comment and space above it, and its own text from its key on."""
    chunks: list[tuple[str, str]] = []
    done = node.entries[0][0].start.index
    for key, value in node.entries:
        line = max(text.rfind("\n", 0, key.start.index) + 1, done)
        end = entry_end(text, value)
        chunks.append((text[done:line], text[key.start.index : end]))
        done = end + len(line_break(text))
    return chunks


def entry_end(text: str, node: Node) -> int:
    """Return the end of the last line that a node has a part of."""
    return line_end(text, content_end(text, node))


def content_end(text: str, node: Node) -> int:
    """Return where the content of a node ends: of a block, without the blank lines behind it."""
    if isinstance(node, Scalar):
        return _block_end(text, node) if node.style == "|" else node.end.index
    parts = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
    return node.end.index if is_flow(text, node) or not parts else content_end(text, parts[-1])


def _block_end(text: str, node: Scalar) -> int:
    end = node.end.index
    while end > node.start.index:
        begin = text.rfind("\n", 0, end) + 1
        if text[begin:end].strip(" \t\r\n"):
            break
        end = begin - 1
    return end - 1 if text[end - 1] == "\r" else end


def line_end(text: str, index: int) -> int:
    """Return the end of the line that a character is on, before its line break."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def blanks(document: Document) -> list[Splice]:
    """Return the splices that take white space from the ends of lines, and end the file with one break.

    The lines of a literal block are words and stay.
    """
    text = document.text
    inside = [(scalar.start.index, scalar.end.index) for scalar in scalars(document.root)]
    found = [
        Splice(matched.start(), matched.end(), "")
        for matched in re.finditer(r"[ \t]+(?=\r?\n)", text)
        if not any(start <= matched.start() < end for start, end in inside)
    ]
    ending = text[len(text.rstrip("\r\n ")) :]
    newline = line_break(text)
    if ending != newline:
        body = len(text) - len(ending)
        found = [splice for splice in found if splice.start < body]
        found.append(Splice(body, len(text), newline))
    return found


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield the values that are not plain: in quotes or in blocks."""
    if isinstance(node, Scalar):
        if node.style:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from scalars(value)
