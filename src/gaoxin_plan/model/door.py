"""The door: plain values out of a file become a plan, or findings in a clerk's words.

Pydantic does the validating: its engine, pydantic-core, is given the schema that the records' annotations
spell out. To import all of pydantic, and to have it find out the same schema, takes six times the start-up
of Python; the tests hold both against each other. What is rejected is told by our own kinds of problem,
each at its place; the places to leave out so that the rest can still be checked come back with them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from gaoxin_plan.model.fields import SHAPE, SHAPES, Field, Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import BadValueError, Finding, Kind, Place, printable

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator

UNKNOWN_KEY = Kind("P140", "不认识的键", "不认识的键“{key}”{guess}", "这里可以写:{known}")
MISSING_KEY = Kind(
    "P141", "缺少必填的键", "缺少“{key}”({title})", "在这里补一行“{key}: …”", requires=("P118", "P131")
)

KINDS = (UNKNOWN_KEY, MISSING_KEY)

_IN_FILE: dict[str, str] = {"begin": "from", "end": "to"}  # Python keeps the word `from` for itself
_IN_MODEL: dict[str, str] = {name: field for field, name in _IN_FILE.items()}
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
    renamed: dict[str, object] = {_IN_MODEL.get(k, k): v for k, v in values.items() if k not in _IN_FILE}
    if with_stand_ins:
        dated = "begin" in renamed and "end" in renamed
        renamed = {k: v for k, v in _STAND_INS.items() if k != "year" or not dated} | renamed
    strangers = [(key,) for key in values if key in _IN_FILE]
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

    hints = get_type_hints(record, include_extras=True)
    parts = [
        core_schema.dataclass_field(
            name=field.name,
            schema=schema
            if field.default is MISSING
            else core_schema.with_default_schema(schema, default=field.default),
            kw_only=True,
        )
        for field in fields(record)
        for schema in (_field_schema(hints[field.name]),)
    ]
    return core_schema.dataclass_schema(
        record,
        core_schema.dataclass_args_schema(record.__name__, parts, extra_behavior="forbid"),
        [field.name for field in fields(record)],
        post_init=hasattr(record, "__post_init__"),
        slots=True,
    )


def _field_schema(hint: object) -> "CoreSchema":
    """Return the schema of a field: its own reader's, or that of the records it holds."""
    from pydantic_core import core_schema

    part = _record_in(hint)
    if part is None:
        return _mark(hint).core_schema()
    inner = _record_schema(part)
    is_list = get_origin(get_args(hint)[0]) is tuple
    return core_schema.tuple_variable_schema(inner) if is_list else inner


def _place(loc: Place) -> Place:
    head = loc[:1]
    return tuple(_IN_FILE.get(str(step), step) for step in head) + loc[1:]


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
            meant |= {(*place[:-1], key) for key in _guesses(_record_at(place[:-1]), str(place[-1]))}
            yield finding
        elif fault["type"] == "missing":
            key = str(place[-1])
            missing.append(MISSING_KEY.at(place, key=key, title=_title(_record_at(place[:-1]), key)))
        else:
            yield _misshapen(place, _record_at(place), fault["input"])
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
    record, key = _record_at(place[:-1]), str(place[-1])
    guesses = _guesses(record, key)
    guess = f";是不是“{guesses[0]}”?" if guesses else ""
    return UNKNOWN_KEY.at(place, on_key=True, key=printable(key), guess=guess, known="、".join(_keys(record)))


def _guesses(record: type, key: str) -> list[str]:
    import difflib

    return difflib.get_close_matches(key.lower(), _keys(record), 1, 0.7)


def _keys(record: type) -> list[str]:
    return [_IN_FILE.get(field.name, field.name) for field in fields(record)]


def _name(place: Place) -> dict[str, str]:
    """Return how a field is called in a message: by the key that stands in the file, and in Chinese."""
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    parent = place[: len(place) - 1 - place[::-1].index(key)] if key else ()
    return {"name": f"{key}({_title(_record_at(parent), key)})"} if key else {}


def _title(record: type, key: str) -> str:
    return _mark(get_type_hints(record, include_extras=True)[_IN_MODEL.get(key, key)]).title


def _mark(hint: object) -> Field:
    return next(mark for mark in get_args(hint) if isinstance(mark, Field))


def _misshapen(place: Place, record: type, value: object) -> Finding:
    found = SHAPES.get(type(value), "空的")
    if not place or isinstance(place[-1], int):
        name, expected, example = "这一处", "一组键值", _keys(record)[0] + ": …"
    else:
        name, expected, example = str(place[-1]), "一列内容", "每项以“- ”开头另起一行"
    return SHAPE.at(place, name=name, expected=expected, found=found, example=example)


def _record_at(place: Place) -> type:
    """Return the record whose keys stand at ``place``."""
    record: type = Plan
    for step in place:
        if isinstance(step, str):
            hints = get_type_hints(record)
            record = _record_in(hints[_IN_MODEL.get(step, step)]) or record
    return record


def _record_in(hint: object) -> type | None:
    """Return the record inside ``tuple[Item, ...]`` or ``Source | None``."""
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return hint
    return next((found for part in get_args(hint) if (found := _record_in(part))), None)
