"""Which items there are, or which of them say some words, and where."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from gaoxin_plan.model.plan import Item, Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views.export import Json, row_json
from gaoxin_plan.views.rows import Row, Scope, rows

Where = Literal["title", "text", "metric", "milestone", "quote"]
"""What of an item says the words; a metric, a milestone and a quote are those of one of its parts."""

_ENDS = "。｡!！?？;；"
_ALIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "。": "."}
_MARKS = _ALIKE | {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")"}


class Hit(NamedTuple):
    """A sentence that says the words. ``id`` is the item's or the part's.

    ``spans`` are where in the sentence: the first character, and the one after the last.
    """

    where: Where
    id: str
    sentence: str
    spans: tuple[tuple[int, int], ...]


class Listed(NamedTuple):
    """An item, and where it says the words, if any were asked for."""

    row: Row
    hits: tuple[Hit, ...]


class Listing(NamedTuple):
    """The answer; ``words`` is empty where nothing was searched for."""

    plan: Plan
    scope: Scope
    words: str
    items: tuple[Listed, ...]

    @property
    def times(self) -> int:
        """How often the words are said."""
        return sum(len(hit.spans) for listed in self.items for hit in listed.hits)


def listing(plan: Plan, scope: Scope, words: str | None = None) -> Listing:
    """Return the items of ``scope``; with words, those that say them. Raises PlanError if they are blank.

    Letter case does not matter, nor whether letters, digits and punctuation are full-width or half-width.
    """
    found = rows(plan, scope)
    if words is None:
        return Listing(plan, scope, "", tuple(Listed(row, ()) for row in found))
    wanted = _folded(words.strip())
    if not wanted:
        raise PlanError("没有写要找的文字", "写上要找的文字,如 --grep 项目")
    searched = (Listed(row, tuple(_hits(row.item, wanted))) for row in found)
    return Listing(plan, scope, words.strip(), tuple(listed for listed in searched if listed.hits))


def _hits(item: Item, wanted: str) -> Iterator[Hit]:
    """Yield the sentences that say the words.

    The text is searched without the title that it begins with. A quote, which stands in the text too, is
    searched where the name of its part does not say the words: it tells which part they belong to.
    """
    yield from _said("title", item.id, item.title, wanted)
    yield from _said("text", item.id, item.text.removeprefix(f"{item.title}。"), wanted)
    for target in item.targets:
        named = tuple(_said("metric", target.id, target.metric, wanted))
        yield from named or _said("quote", target.id, target.quote, wanted)
    for milestone in item.milestones:
        named = tuple(_said("milestone", milestone.id, milestone.title, wanted))
        yield from named or _said("quote", milestone.id, milestone.quote, wanted)


def _said(where: Where, id_: str, text: str, wanted: str) -> Iterator[Hit]:
    """Yield the sentences of ``text`` that say the words."""
    spans = _spans(_folded(text), wanted)
    if not spans:
        return
    ended = text
    for mark in _ENDS:
        ended = ended.replace(mark, "\n")
    sentences: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for begin, end in spans:
        first = ended.rfind("\n", 0, begin) + 1
        last = ended.find("\n", end - 1) + 1 or len(text)
        sentences.setdefault((first, last), []).append((begin - first, end - first))
    for (first, last), inside in sentences.items():
        yield Hit(where, id_, text[first:last].rstrip(), tuple(inside))


def _spans(text: str, wanted: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = text.find(wanted)
    while begin >= 0:
        spans.append((begin, begin + len(wanted)))
        begin = text.find(wanted, begin + len(wanted))
    return spans


def _folded(text: str) -> str:
    """Return ``text`` as it is compared, with as many characters as it has."""
    for mark, alike in _MARKS.items():
        text = text.replace(mark, alike)
    plain = text.casefold()
    if len(plain) == len(text) and unicodedata.is_normalized("NFKC", text):
        return plain  # as nearly every text, once its marks are replaced
    return "".join(map(_folded_char, text))


@cache
def _folded_char(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", char).casefold()
    return _ALIKE.get(narrow, narrow) if len(narrow) == 1 else char


def listing_json(listing: Listing) -> dict[str, Json]:
    """Return the items and the hits.

    ``{"grep": words|null, "items": [{"id", "number", "title", "section", "lead", "responsible",
    "role": "lead|responsible|null", "hits": [{"where": "title|text|metric|milestone|quote", "id",
    "sentence", "spans": [[first, after the last]]}]}]}``
    """
    return {
        "grep": listing.words or None,
        "items": [row_json(listed.row) | {"hits": _hits_json(listed.hits)} for listed in listing.items],
    }


def _hits_json(hits: tuple[Hit, ...]) -> list[Json]:
    return [
        {"where": hit.where, "id": hit.id, "sentence": hit.sentence, "spans": [list(s) for s in hit.spans]}
        for hit in hits
    ]
