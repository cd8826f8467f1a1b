"""The door: plain values out of a file become a plan, or findings in a clerk's words.

Pydantic does the validating: its engine, pydantic-core, is given the schema that the records' annotations
spell out. To import all of pydantic, and to have it find out the same schema, takes six times the start-up
of Python; the tests hold both against each other. What is rejected is told by our own kinds of problem,
each at its place; the places to leave out so that the rest can still be checked come back with them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import SHAPE, SHAPES, Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.shape import Slot
from gaoxin_plan.problems import BadValueError, Finding, Kind, Place, printable

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator

UNKNOWN_KEY = Kind("P140", "不认识的键", "不认识的键“{key}”{guess}", "这里可以写:{known}")
MISSING_KEY = Kind(
    "P141", "缺少必填的键", "缺少“{key}”({title})", "在这里补一行“{key}: …”", requires=("P118", "P131")
)

KINDS = (UNKNOWN_KEY, MISSING_KEY)

_STAND_INS = {
    "title": "未命名", "year": "2000", "issuer": "未写明", "published": "2000-01-01",
    "departments": [], "sections": [],
}  # fmt: skip


class Admission(NamedTuple):
    """A plan, if all of it could be read; else what was wrong, and the places to leave out."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    cuts: tuple[Place, ...] = ()


def admit(values: Value | None, *, with_stand_ins: bool = False) -> Admission:
    """Validate what a file says, and tell all that is wrong with it.

    With ``with_stand_ins``, what the plan's head lacks is made up, so that its items can be checked.
    """
    from pydantic_core import ValidationError

    if not isinstance(values, dict):
        return Admission(None, (_misshapen((), Plan, values),))
    head = {slot.key: slot.name for slot in shape.slots(Plan)}
    strangers = [(key,) for key in values if key not in head]
    renamed: dict[str, object] = {head[key]: value for key, value in values.items() if key in head}
    if with_stand_ins:
        dated = "begin" in renamed and "end" in renamed
        renamed = {k: v for k, v in _STAND_INS.items() if k != "year" or not dated} | renamed
    findings = [_unknown(place) for place in strangers]
    cuts: list[Place] = [*strangers]
    time = next(((key,) for key in ("year", "from", "to") if key in values), ())
    try:
        plan = validator(Plan).validate_python(renamed)
    except ValidationError as error:
        faults = [(_place(fault["loc"]), fault) for fault in error.errors(include_url=False)]
        findings += _told((place or time, fault) for place, fault in faults)
        cuts += [cut for place, fault in faults for cut in _cuts(place, fault["type"])]
        return Admission(None, tuple(findings), tuple(cuts))
    return Admission(None if strangers else plan, tuple(findings), tuple(cuts))


@cache
def validator(record: type) -> "SchemaValidator":
    """Return pydantic's validator of a record."""
    from pydantic_core import SchemaValidator

    return SchemaValidator(_record_schema(record))


def _record_schema(record: type) -> "CoreSchema":
    from pydantic_core import core_schema

    slots = shape.slots(record)
    parts = [
        core_schema.dataclass_field(
            name=slot.name,
            schema=schema
            if slot.is_required
            else core_schema.with_default_schema(schema, default=slot.default),
            kw_only=True,
        )
        for slot in slots
        for schema in (_slot_schema(slot),)
    ]
    return core_schema.dataclass_schema(
        record,
        core_schema.dataclass_args_schema(record.__name__, parts, extra_behavior="forbid"),
        [slot.name for slot in slots],
        post_init=hasattr(record, "__post_init__"),
        slots=True,
    )


def _slot_schema(slot: Slot) -> "CoreSchema":
    """Return the schema of a key: its own reader's, or that of the records it holds."""
    from pydantic_core import core_schema

    if slot.record is None:
        return slot.field.core_schema()
    inner = _record_schema(slot.record)
    return core_schema.tuple_variable_schema(inner) if slot.is_list else inner


def _place(loc: Place) -> Place:
    """Return pydantic's place with the key that the file has."""
    names = {slot.name: slot.key for slot in shape.slots(Plan)}
    return tuple(names.get(str(step), step) for step in loc[:1]) + loc[1:]


def _told(faults: Iterable[tuple[Place, Any]]) -> Iterator[Finding]:
    """Yield a finding for each of pydantic's errors; a key that is only misspelt is not missing too."""
    meant: set[Place] = set()
    missing: list[Finding] = []
    for place, fault in faults:
        error = fault.get("ctx", {}).get("error")
        if isinstance(error, BadValueError):
            yield error.kind.at(place, {**error.words, **_name(place)})
        elif fault["type"] == "unexpected_keyword_argument":
            finding = _unknown(place)
            meant |= {(*place[:-1], key) for key in _guesses(place)}
            yield finding
        elif fault["type"] == "missing":
            key = str(place[-1])
            missing.append(MISSING_KEY.at(place, key=key, title=_title(place)))
        else:
            yield _misshapen(place, shape.record_at(Plan, place), fault["input"])
    yield from (finding for finding in missing if finding.where not in meant)


def _cuts(place: Place, kind: str) -> Iterator[Place]:
    """Yield what to leave out: the key that is wrong, the record that lacks one."""
    if kind == "missing":
        yield place[:-1] or place
    elif place:
        yield place
    else:
        yield from (("year",), ("from",), ("to",))


def _unknown(place: Place) -> Finding:
    known, guesses = shape.keys(shape.record_at(Plan, place[:-1])), _guesses(place)
    guess = f";是不是“{guesses[0]}”?" if guesses else ""
    return UNKNOWN_KEY.at(
        place, on_key=True, key=printable(str(place[-1])), guess=guess, known="、".join(known)
    )


def _guesses(place: Place) -> list[str]:
    """Return the key that an unknown key at ``place`` is most likely meant to be, if any."""
    import difflib

    known = shape.keys(shape.record_at(Plan, place[:-1]))
    return difflib.get_close_matches(str(place[-1]).lower(), known, 1, 0.7)


def _name(place: Place) -> dict[str, str]:
    """Return how a field is called in a message: by the key that stands in the file, and in Chinese."""
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    return {"name": f"{key}({_title(place)})"} if key else {}


def _title(place: Place) -> str:
    slot = shape.slot_at(Plan, place)
    return slot.field.title if slot else ""


def _misshapen(place: Place, record: type, value: object) -> Finding:
    found = SHAPES.get(type(value), "空的")
    if not place or isinstance(place[-1], int):
        name, expected, example = "这一处", "一组键值", shape.keys(record)[0] + ": …"
    else:
        name, expected, example = str(place[-1]), "一列内容", "每项以“- ”开头另起一行"
    return SHAPE.at(place, name=name, expected=expected, found=found, example=example)
