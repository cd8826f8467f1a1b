"""A conflict in words: where it is, and what each side wanted."""

from gaoxin_plan.changes.merge.fates import Fate, Spot
from gaoxin_plan.changes.merge.homes import ITEMS, SECTION, Apart
from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.target import Target
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import Place, printable
from gaoxin_plan.source.edits import same
from gaoxin_plan.views.diff.wording import rewording

_LONG = 40  # characters of a text that are shown


def conflict(fate: Fate, record: type) -> list[str]:
    """Return a conflict as sentences: one for each item whose section is in question, else one."""
    told = [_homes(apart) for apart in fate.apart]
    is_all = bool(told) and (fate.spot.place not in (SECTION, ITEMS) or fate.three[0] is None)
    return told if is_all else [*told, _sentence(fate, record)]


def _homes(apart: Apart) -> str:
    """Return what each side did with an item."""
    base, ours, theirs = apart.sections
    front = "" if base is None else f"原来在 {printable(base)},"
    sides = ",".join(f"{side} {_home(base, now)}" for side, now in (("ours", ours), ("theirs", theirs)))
    return f"{printable(apart.name)} 条目 两边放的部分不一样:{front}{sides}"


def _home(base: str | None, now: str | None) -> str:
    if now is None:
        return "删去了"
    if now == base:
        return "没有移"
    return f"{'放在' if base is None else '移到'} {printable(now)}"


def _goals(goals: Value | None, record: type) -> str:
    """Return a target's goals: 不少于 “10”."""
    known = goals if isinstance(goals, dict) else {}
    words = [f"{_title(record, key)} {_value(value)}" for key, value in known.items()]
    return "、".join(words) or "(没有)"


def _title(record: type, key: str) -> str:
    """Return the Chinese name of a key; one that a record does not know is its own."""
    return slot.field.title if (slot := shape.slot(record, key)) else printable(key)


def _sentence(fate: Fate, record: type) -> str:
    if fate.goals is not None:
        before, mine, others = (_goals(goals, Target) for goals in fate.goals)
        where = address(Spot(fate.spot.place[:-1], fate.spot.names[:-1]), record)
        return f"{where} 两边都改了:原来是 {before},ours 改成 {mine},theirs 改成 {others}"
    base, ours, theirs = fate.three
    where = address(fate.spot, record)
    if base is None:
        return f"{where} 两边都加了,写得不一样:ours 写 {_value(ours)},theirs 写 {_value(theirs)}"
    if ours is None or theirs is None:
        goer, keeper, kept = ("ours", "theirs", theirs) if ours is None else ("theirs", "ours", ours)
        return f"{where} {goer} 删去了,{keeper} {_changed(base, kept, fate, record)}"
    if all(isinstance(value, str) and len(joined(value)) > _LONG for value in fate.three):
        mine, others = (rewording(joined(str(base)), joined(str(value))) for value in (ours, theirs))
        return f"{where} 两边都改了:ours {mine};theirs {others}"
    return f"{where} 两边都改了:原来是 {_value(base)},ours 改成 {_value(ours)},theirs 改成 {_value(theirs)}"


def address(spot: Spot, record: type) -> str:
    """Return where a value stands: the id of what it belongs to, and the Chinese name of its field."""
    place, names = spot
    slots = (
        shape.slot_at(record, place[:n]) for n in range(len(place), 0, -1)
    )  # of a table's values: its own
    title = next((slot.field.title for slot in slots if slot is not None), "文件")
    ids = [name for n, name in enumerate(names) if not _is_key(place, record, n)]
    is_key = bool(place) and _is_key(place, record, len(place) - 1)
    key = f"({place[-1]})" if is_key and title != place[-1] else ""
    return " ".join([*map(printable, ids[-1:]), f"{title}{key}"])


def _is_key(place: Place, record: type, n: int) -> bool:
    """Whether a step of an address is a key of a record, not the name of an entry."""
    slot = shape.slot_at(record, place[: n + 1])
    return isinstance(place[n], str) and slot is not None and slot.key == place[n]


def _changed(base: Value, kept: Value | None, fate: Fate, record: type) -> str:
    if not isinstance(base, dict) or not isinstance(kept, dict):
        return f"改成 {_value(kept)}(原来是 {_value(base)})"
    keys = [key for key in {**base, **kept} if not same(base.get(key), kept.get(key))]
    inner = shape.record_at(record, fate.spot.place)
    return f"改了其中的 {'、'.join(_title(inner, key) for key in keys)}"


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
