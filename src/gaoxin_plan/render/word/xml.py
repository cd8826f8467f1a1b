"""WordprocessingML elements, made straight: python-docx's own calls take minutes for long tables."""

import re

from docx.oxml import OxmlElement
from lxml import etree
from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


_UNITS = {None: 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def q(name: str) -> str:
    """Return a name of the main namespace as lxml writes it."""
    return f"{{{_W}}}{name}"


def add(parent: _Element, name: str, **attributes: object) -> _Element:
    """Add an element; attributes are of the main namespace."""
    return etree.SubElement(parent, q(name), {q(key): str(value) for key, value in attributes.items()})


def new(name: str, **attributes: object) -> _Element:
    """Return an element of its own."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(q(key), str(value))
    return made


def paragraph(style: str = "") -> _Element:
    """Return an empty paragraph in the style of an id."""
    made = new("p")
    if style:
        add(add(made, "pPr"), "pStyle", val=style)
    return made


def run(parent: _Element, text: str, style: str = "") -> None:
    """Add text to a paragraph: Chinese in every doubtful place, so that “ and … are full width."""
    made = add(parent, "r")
    properties = add(made, "rPr")
    if style:
        add(properties, "rStyle", val=style)
    add(properties, "rFonts", hint="eastAsia")
    for place, words_ in enumerate(text.split("\t")):
        if place:
            add(made, "tab")
        if words_:
            add_words(made, "t", words_)


def add_words(parent: _Element, name: str, text: str) -> None:
    """Add an element that says something, its spaces kept."""
    made = add(parent, name)
    made.text = text
    made.set(_SPACE, "preserve")


def line_break(parent: _Element) -> None:
    """Add a line break to a paragraph."""
    add(add(parent, "r"), "br")


def remove(element: _Element) -> None:
    """Take an element, which has a parent, out of it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def text_of(element: _Element) -> str:
    """Return the words of an element."""
    return "".join(found.text or "" for found in element.iter(q("t")))


def twips(words: str | None) -> int:
    """Return a length in twips: Word writes ``1587``, ``1587.5`` or ``210mm``; what is none is 0."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?", words or "")
    return round(float(found[1]) * _UNITS[found[2]]) if found else 0
