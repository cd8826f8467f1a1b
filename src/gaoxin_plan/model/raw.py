"""A file's values before they are read as records: what they say where it is of the right kind."""

import re
from collections.abc import Iterable
from decimal import Decimal

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.text import joined

Entry = dict[str, Value]
"""A record as a file has it."""

_NUMBER = r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?"


def record_of(keys: Iterable[str]) -> type:
    """Return the record that a file holds whose first keys these are."""
    known = {*keys}
    if "decisions" in known:
        return Office
    return Filing if "period" in known and "sections" not in known else Plan


def entry(value: Value | None) -> Entry:
    """Return a record, empty where there is none."""
    return value if isinstance(value, dict) else {}


def entries(value: Value | None) -> list[Entry]:
    """Return the records of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def items(plan: Entry) -> list[Entry]:
    """Return the items of all sections of a plan."""
    return [item for section in entries(plan.get("sections")) for item in entries(section.get("items"))]


def parts(item: Entry) -> list[Entry]:
    """Return the targets and milestones of an item."""
    return [*entries(item.get("targets")), *entries(item.get("milestones"))]


def text(entry: Entry, key: str) -> str:
    """Return what a record says under a key, empty where that is no text."""
    said = entry.get(key)
    return said if isinstance(said, str) else ""


def number(value: Value | None) -> Decimal | None:
    """Return the number that a text is."""
    return Decimal(value) if isinstance(value, str) and re.fullmatch(_NUMBER, value) else None


def names(value: Value | None) -> list[str]:
    """Return a name, or a list of them, as a list."""
    found = [value] if isinstance(value, str) else value or []
    return [joined(name) for name in found if isinstance(name, str)]
