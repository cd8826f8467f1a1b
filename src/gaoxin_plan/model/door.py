"""The door: plain values out of a file become a record, or findings in a clerk's words.

Pydantic does the validating. What it rejects is told by our own kinds of problem, each at its place; the
places to leave out so that the rest can still be checked come back with them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import SHAPE, SHAPES, Value
from gaoxin_plan.model.record import Record
from gaoxin_plan.model.shape import Holds
from gaoxin_plan.model.validator import validator
from gaoxin_plan.problems import BadValueError, Finding, Kind, Place, printable

UNKNOWN_KEY = Kind("P140", "不认识的键", "不认识的键“{key}”{guess}", "这里可以写:{known}")
MISSING_KEY = Kind(
    "P141", "缺少必填的键", "缺少“{key}”({title})", "在这里补一行“{key}: …”", requires=("P118", "P131")
)

KINDS = (UNKNOWN_KEY, MISSING_KEY)

R = TypeVar("R", bound=Record)


class Admission(NamedTuple, Generic[R]):
    """A record, if all of it could be read; else what was wrong, and the places to leave out."""

    record: R | None
    findings: tuple[Finding, ...] = ()
    cuts: tuple[Place, ...] = ()


def admit(
    values: Value | None, record: type[R], stand_ins: Mapping[str, Value] | None = None
) -> Admission[R]:
    """Validate what a file says, and tell all that is wrong with it.

    ``stand_ins`` are made up for the keys that the file's head lacks, so that the rest can be checked.
    """
    from pydantic_core import ValidationError

    door = _Door(record)
    if not isinstance(values, dict):
        return Admission(None, (door.misshapen((), values),))
    head = {slot.key: slot.name for slot in shape.slots(door.root)}
    known = {key: value for key, value in {**(stand_ins or {}), **values}.items() if key in head}
    strangers = [(key,) for key in values if key not in head]
    try:
        admitted: R = validator(door.root).validate_python({head[key]: value for key, value in known.items()})
    except ValidationError as error:
        faults = [(door.place(fault["loc"]), fault) for fault in error.errors(include_url=False)]
        cuts = [cut for place, fault in faults for cut in _cuts(place, fault)]
        findings = [*(door.unknown(place) for place in strangers), *door.told(faults, known, strangers)]
        return Admission(None, tuple(findings), (*strangers, *cuts))
    if strangers:
        return Admission(None, tuple(door.unknown(place) for place in strangers), tuple(strangers))
    return Admission(admitted)


def _cuts(place: Place, fault: Any) -> Iterator[Place]:  # noqa: ANN401  pydantic's details
    """Yield what to leave out: the key that is wrong, the record that lacks one."""
    error = fault.get("ctx", {}).get("error")
    if fault["type"] == "missing":
        yield place[:-1] or place
    elif isinstance(error, BadValueError) and error.keys:
        yield from ((*place, key) for key in error.keys)
    else:
        yield place


def _where(place: Place, keys: tuple[str, ...], given: object) -> Place:
    """Return the place of the first of the keys that contradict one another, or that of their record."""
    found = next((key for key in keys if isinstance(given, Mapping) and key in given), None)
    return (*place, found) if found else place or keys[:1]


class _Door:
    """How the errors of one kind of file are told."""

    def __init__(self, root: type) -> None:
        self.root = root

    def place(self, loc: Place) -> Place:
        """Return pydantic's place with the key that the file has."""
        names = {slot.name: slot.key for slot in shape.slots(self.root)}
        return tuple(names.get(str(step), step) for step in loc[:1]) + loc[1:]

    def told(
        self, faults: Iterable[tuple[Place, Any]], known: Mapping[str, Value], strangers: Iterable[Place]
    ) -> Iterator[Finding]:
        """Yield a finding for each of pydantic's errors; a key that is only misspelt is not missing too."""
        meant: set[Place] = {(key,) for stranger in strangers for key in self._guesses(stranger)}
        missing: list[Finding] = []
        for place, fault in faults:
            error = fault.get("ctx", {}).get("error")
            if isinstance(error, BadValueError) and meant.intersection((*place, key) for key in error.keys):
                continue
            if isinstance(error, BadValueError):
                where = _where(place, error.keys, fault["input"] if place else known)
                yield error.kind.at(where, {**error.words, **self._name(where)})._replace(mend=error.mend)
            elif fault["type"] == "extra_forbidden":
                yield self.unknown(place)
                meant |= {(*place[:-1], key) for key in self._guesses(place)}
            elif fault["type"] == "missing":
                missing.append(MISSING_KEY.at(place, key=place[-1], title=self._title(place)))
            else:
                yield self.misshapen(place, fault["input"])
        yield from (finding for finding in missing if finding.where not in meant)

    def unknown(self, place: Place) -> Finding:
        """Return the finding of a key that the record at ``place`` does not know."""
        guess = "".join(f";是不是“{key}”?" for key in self._guesses(place))
        known = "、".join(shape.keys(shape.record_at(self.root, place[:-1])))
        return UNKNOWN_KEY.at(place, on_key=True, key=printable(str(place[-1])), guess=guess, known=known)

    def misshapen(self, place: Place, value: object) -> Finding:
        """Return the finding of a text where a record is meant, and the like."""
        found = SHAPES.get(type(value), "空的")
        slot = shape.slot_at(self.root, place)
        is_list = slot is not None and slot.holds is Holds.LIST
        if place and not isinstance(place[-1], int) and not is_list:
            first = shape.keys(shape.record_at(self.root, place))[0]
            example = slot.field.example if slot is not None and slot.record is None else f"{first}: …"
            return SHAPE.at(place, name=place[-1], expected="一组键值", found=found, example=example)
        if not place or isinstance(place[-1], int):
            first = shape.keys(shape.record_at(self.root, place))[0]
            return SHAPE.at(place, name="这一处", expected="一组键值", found=found, example=f"{first}: …")
        example = "每项以“- ”开头另起一行"
        return SHAPE.at(place, name=place[-1], expected="一列内容", found=found, example=example)

    def _guesses(self, place: Place) -> list[str]:
        """Return the key that an unknown key at ``place`` is most likely meant to be, if any."""
        import difflib

        known = shape.keys(shape.record_at(self.root, place[:-1]))
        return difflib.get_close_matches(str(place[-1]).lower(), known, 1, 0.7)

    def _name(self, place: Place) -> dict[str, str]:
        """Return how a field is called in a message: by the key in the file, and in Chinese."""
        key = next((step for step in reversed(place) if isinstance(step, str)), "")
        title = self._title(place)
        return {"name": f"{key}({title})" if title else key} if key else {}

    def _title(self, place: Place) -> str:
        slot = shape.slot_at(self.root, place)
        return slot.field.title if slot else ""
