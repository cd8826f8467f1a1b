"""What a sheet brings back unseen: whose it is, for when, and what was filed when it was made."""

import hashlib
import json
import re
from typing import NamedTuple

from gaoxin_plan.exchange.rows import digest, item_words, part_words
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.record import ITEM_ID
from gaoxin_plan.views.form import Form, Slot, State

MARK, VERSION = "gaoxin-sheet", 2
_CHUNK = 16_000  # characters of a hidden cell: half of what one can hold, for those that count twice


class VersionError(Exception):
    """A sheet was made by another version of this program, in another form."""


class Origin(NamedTuple):
    """Where a sheet comes from.

    ``items`` are the ids it asks about, each with those of its parts; ``rows`` are the digests of the words
    that stand beside each of them.
    """

    title: str
    period: str
    department: str
    fingerprint: str
    items: dict[str, list[str]]
    rows: dict[str, str]
    base: State

    @property
    def identity(self) -> str:
        """What tells the workbook from others: what it was made from, and nothing else."""
        return hashlib.sha256(dumped(self).encode()).hexdigest()[:32]


def origin(form: Form) -> Origin:
    """Return where the sheet of a form comes from."""
    items = {item.item.id: [part.part.id for part in item.parts] for item in form.items}
    base = {slot: form.state[slot] for item in form.items for slot in item.slots if slot in form.state}
    rows = {item.item.id: digest(item_words(item)) for item in form.items}
    rows |= {part.part.id: digest(part_words(part)) for item in form.items for part in item.parts}
    return Origin(form.plan.title, str(form.period), form.department.id, form.fingerprint, items, rows, base)


def dumped(origin: Origin) -> str:
    """Return it as text."""
    base = [[*slot, words] for slot, words in sorted(origin.base.items())]
    said = origin._replace(base={})._asdict() | {"base": base}
    text = json.dumps({"mark": MARK, "version": VERSION, **said}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("_x", "\\u005fx")  # a workbook escapes characters as _x0041_, and not all undo that


def chunks(origin: Origin) -> list[str]:
    """Return it as the texts of cells."""
    text = dumped(origin)
    return [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]


def loaded(text: str) -> Origin | None:
    """Return what was dumped, or None where that was changed; raises VersionError."""
    try:
        said = json.loads(text)
        if said["mark"] != MARK:
            return None
        if said["version"] != VERSION:
            raise VersionError
        heads = [str(said[key]) for key in ("title", "period", "department", "fingerprint")]
        items = {str(id_): [str(part) for part in parts] for id_, parts in said["items"].items()}
        rows = {str(id_): str(words) for id_, words in said["rows"].items()}
        base = {Slot(str(item), str(field)): str(words) for item, field, words in said["base"]}
        found = Origin(heads[0], heads[1], heads[2], heads[3], items, rows, base)
        dumped(found).encode()  # half a character cannot be, and nowhere be written down
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return found if _is_formed(found) else None


def _is_formed(found: Origin) -> bool:
    """Whether the period and the ids look as they do when a sheet is made."""
    parts = [(id_, part) for id_, parts in found.items.items() for part in parts]
    return (
        Period.parse(found.period) is not None
        and re.fullmatch(r"[a-z][a-z0-9]*", found.department) is not None
        and all(re.fullmatch(ITEM_ID, id_, re.ASCII) for id_ in found.items)
        and all(re.fullmatch(re.escape(id_) + r"\.m?[1-9][0-9]*", part, re.ASCII) for id_, part in parts)
    )
