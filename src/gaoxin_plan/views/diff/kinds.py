"""What kinds of change there are."""

from typing import Literal, get_args

from gaoxin_plan.model import shape
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.fields import Line, Text
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import Decision, Office
from gaoxin_plan.model.plan import Department, Item, Plan, Section
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.views.diff.walk import GOAL, Difference

Kind = Literal[
    "wording", "goal", "due", "measure", "lead", "responsible", "department", "moved", "added", "removed",
    "rules", "time", "amendment", "filing", "state", "progress", "value", "done", "evidence", "decision",
    "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What kinds of change there are; part of the JSON contract."""

_BY_KEY: dict[str, Kind] = {
    "lead": "lead", "responsible": "responsible", "due": "due", "metric": "measure", "unit": "measure",
    "countable": "measure", "baseline": "measure", "pace": "measure", "part_of": "measure",
    "limit": "measure",
    "year": "time", "from": "time", "to": "time", "published": "time", "reporting": "time",
}  # fmt: skip
_FILED: dict[str, Kind] = {
    "state": "state", "progress": "progress", "problems": "progress", "next": "progress",
    "values": "value", "done": "done", "evidence": "evidence",
}  # fmt: skip


def kind_of(difference: Difference) -> Kind:
    """Return what kind of change a difference is."""
    record, key = difference.record, difference.key
    by_record: dict[type | None, Kind] = {
        Amendment: "amendment", Decision: "decision", Rules: "rules", Department: "department",
    }  # fmt: skip
    if record in by_record:
        return by_record[record]
    if record is ItemFiling and difference.what in ("changed", "moved"):
        return _FILED.get(key, "other")
    if record in (Filing, ItemFiling, Office):
        return "filing"
    return _by_key(difference) if difference.what == "changed" else difference.what


def _by_key(difference: Difference) -> Kind:
    key, record = difference.key, difference.record
    slot = shape.slot(record, key) if record else None
    if key in _BY_KEY:
        return _BY_KEY[key]
    if record is Target and key in (*GOALS, GOAL):
        return "goal"
    is_wording = slot is not None and isinstance(slot.field, Line | Text)
    is_of_plan = record in (Plan, Section, Item, Target, Milestone)
    return "wording" if is_wording and is_of_plan else "other"
