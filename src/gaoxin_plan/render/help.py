"""The help of a command as a page for the terminal."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gaoxin_plan.render.page import Page, Span
from gaoxin_plan.render.width import pad, width

Row = tuple[str, str]
"""What is written, and what it means."""
Lists = Mapping[str, list[Row]]
"""Rows under their headings, aligned as one."""


class Help(NamedTuple):
    """What there is to say of a command."""

    usage: str
    text: str
    commands: Lists
    parameters: Lists
    examples: list[str]


def page(help_: Help, columns: int) -> Page:
    """Return the help; an example stays on one line however long, so that it can be copied."""
    page = Page(columns)
    page.wrapped(help_.usage, front=(Span("用法:", "bold"),))
    page.gap()
    page.wrapped(help_.text)
    _add_lists(page, help_.commands)
    _add_lists(page, help_.parameters)
    _add_heading(page, "例")
    for example in help_.examples:
        page.add(f"  {example}")
    return page


def _add_lists(page: Page, lists: Lists) -> None:
    labels = max((width(label) for label, _ in _rows(lists)), default=0)
    has_room = labels <= page.columns // 3  # else the meanings stand below
    for title, rows in lists.items():
        if rows:
            _add_heading(page, title)
        for label, meaning in rows:
            if has_room:
                page.wrapped(meaning, front=(Span("  "), Span(pad(label, labels), "cyan"), Span("  ")))
            else:
                page.add("  ", Span(label, "cyan"))
                page.wrapped(meaning, front=(Span("      "),))


def _rows(lists: Lists) -> Iterable[Row]:
    return (row for rows in lists.values() for row in rows)


def _add_heading(page: Page, title: str) -> None:
    page.gap()
    page.add(Span(f"{title}:", "bold"))
