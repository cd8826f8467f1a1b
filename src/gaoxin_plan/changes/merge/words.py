"""A conflict in words: where it is, and what each side wanted."""

from gaoxin_plan.changes.merge.fates import Fate
from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import printable
from gaoxin_plan.source.edits import same

_LONG = 40  # characters of a text that are shown


def conflict(fate: Fate, record: type) -> str:
    """Return a conflict as a sentence."""
    base, ours, theirs = fate.three
    where = address(fate, record)
    if base is None:
        return f"{where} 两边都加了,写得不一样:ours 写 {_value(ours)},theirs 写 {_value(theirs)}"
    if ours is None or theirs is None:
        goer, keeper, kept = ("ours", "theirs", theirs) if ours is None else ("theirs", "ours", ours)
        return f"{where} {goer} 删去了,{keeper} {_changed(base, kept, fate, record)}"
    return f"{where} 两边都改了:原来是 {_value(base)},ours 改成 {_value(ours)},theirs 改成 {_value(theirs)}"


def address(fate: Fate, record: type) -> str:
    """Return where a value stands: the id of what it belongs to, and the Chinese name of its field."""
    place, names = fate.spot
    slots = (
        shape.slot_at(record, place[:n]) for n in range(len(place), 0, -1)
    )  # of a table's values: its own
    title = next((slot.field.title for slot in slots if slot is not None), "文件")
    ids = [name for n, name in enumerate(names) if not _is_key(fate, record, n)]
    is_key = bool(place) and _is_key(fate, record, len(place) - 1)
    key = f"({place[-1]})" if is_key and title != place[-1] else ""
    return " ".join([*map(printable, ids[-1:]), f"{title}{key}"])


def _is_key(fate: Fate, record: type, n: int) -> bool:
    """Whether a step of an address is a key of a record, not the name of an entry."""
    place = fate.spot.place
    slot = shape.slot_at(record, place[: n + 1])
    return isinstance(place[n], str) and slot is not None and slot.key == place[n]


def _changed(base: Value, kept: Value | None, fate: Fate, record: type) -> str:
    if not isinstance(base, dict) or not isinstance(kept, dict):
        return f"改成 {_value(kept)}(原来是 {_value(base)})"
    keys = [key for key in {**base, **kept} if not same(base.get(key), kept.get(key))]
    inner = shape.record_at(record, fate.spot.place)
    titles = [slot.field.title if (slot := shape.slot(inner, key)) else key for key in keys]
    return f"改了其中的 {'、'.join(map(printable, titles))}"


def _value(value: Value | None) -> str:
    if value is None:
        return "(没有)"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return printable("、".join(map(str, value)), _LONG) or "(空)"
    if isinstance(value, list):
        return f"{len(value)} 条"
    if isinstance(value, dict):
        named = next(
            (value[key] for key in ("title", "metric", "name", "reason", "state") if key in value), ""
        )
        return f"“{printable(str(named), _LONG)}”" if named else f"{len(value)} 个键"
    return f"“{printable(joined(value), _LONG)}”" if value else "(空)"
