"""What the rows of a sheet say they are about, in words: by these a row is known to be where its id is."""

import hashlib
from typing import NamedTuple

from gaoxin_plan.exchange.text import LONGEST, length, to_cell, unescaped
from gaoxin_plan.model.target import Target
from gaoxin_plan.views.form import FormItem, FormPart


class Words(NamedTuple):
    """The name of an item or part, and its text or limits, as they stand in its row."""

    name: str
    text: str


def item_words(item: FormItem) -> Words:
    """Return the words of an item's row."""
    return Words(item.item.title, cut(item.item.text))


def part_words(part: FormPart) -> Words:
    """Return the words of the row of a target or milestone, which is indented."""
    name = part.part.metric if isinstance(part.part, Target) else part.part.title
    return Words(f"　{name}", cut(",".join(words for words in (part.goal, part.due) if words)))


def cut(words: str) -> str:
    """Return a text that is only shown, cut to what a cell can hold."""
    return words if length(to_cell(words)) <= LONGEST else words[: LONGEST // 3] + "…"


def digest(words: Words) -> str:
    """Return what tells a row's words from others, however spaces and escaped characters come back."""
    bare = ("".join(unescaped(unescaped(text)).split()) for text in words)
    return hashlib.sha256("\n".join(bare).encode(errors="replace")).hexdigest()[:12]
