"""What a sheet brings back unseen: whose it is, for when, and what was filed when it was made."""

import hashlib
import json
from typing import NamedTuple

from gaoxin_plan.views.form import Form, Slot, State

MARK, VERSION = "gaoxin-sheet", 1
_CHUNK = 16_000  # characters of a hidden cell: half of what one can hold, for those that count twice


class VersionError(Exception):
    """A sheet was made by another version of this program, in another form."""


class Origin(NamedTuple):
    """Where a sheet comes from. ``items`` are the ids it asks about, each with those of its parts."""

    title: str
    period: str
    department: str
    fingerprint: str
    items: dict[str, list[str]]
    base: State

    @property
    def identity(self) -> str:
        """What tells the workbook from others: what it was made from, and nothing else."""
        return hashlib.sha256(dumped(self).encode()).hexdigest()[:32]


def origin(form: Form) -> Origin:
    """Return where the sheet of a form comes from."""
    items = {item.item.id: [part.part.id for part in item.parts] for item in form.items}
    base = {slot: form.state[slot] for item in form.items for slot in item.slots if slot in form.state}
    return Origin(form.plan.title, str(form.period), form.department.id, form.fingerprint, items, base)


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
        base = {Slot(str(item), str(field)): str(words) for item, field, words in said["base"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Origin(heads[0], heads[1], heads[2], heads[3], items, base)
