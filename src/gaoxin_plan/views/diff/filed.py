"""A difference of what was filed or decided, as one sentence."""

from gaoxin_plan.model import shape
from gaoxin_plan.model.fields import Names, Text, Value
from gaoxin_plan.model.filing import Filing, ItemFiling
from gaoxin_plan.model.office import CLOSED, Decision, Office
from gaoxin_plan.model.raw import Entry, text
from gaoxin_plan.views.diff.sentences import name_change, plain, text_change
from gaoxin_plan.views.diff.walk import Difference

_MOST_NAMES = 3


def sentence(difference: Difference, who: str, parts: dict[str, Entry]) -> str:
    """Return what a difference of a filing or of the office's file is, in words; ``who`` heads it."""
    if difference.record is Decision:
        return _decision(difference, who)
    if difference.record in (Filing, Office) and difference.what != "changed":
        return f"{who}:{_whole(difference)}"
    if difference.record is ItemFiling:
        return _of_item(difference, who, parts)
    return f"{who}:{_field(difference)}"


def _whole(difference: Difference) -> str:
    entry = difference.new or difference.old
    told = "删去了" if difference.what == "removed" else "新报"
    if difference.record is Office:
        decisions = entry.get("decisions")
        return f"{told}督办决定 {len(decisions) if isinstance(decisions, list) else 0} 条"
    items = entry.get("items")
    names = [*items] if isinstance(items, dict) else []
    more = "等" if len(names) > _MOST_NAMES else ""
    listed = f"({'、'.join(names[:_MOST_NAMES])}{more})" if names else ""
    return f"{told}填报 {len(names)} 个条目{listed}"


def _of_item(difference: Difference, who: str, parts: dict[str, Entry]) -> str:
    item = difference.names[1]
    if difference.what in ("added", "removed"):
        if difference.what == "removed":
            return f"{who} {item}:取消了填报"
        return f"{who} {item}:新填报,{text(difference.new, 'state') or '没有写状态'}"
    if difference.key in ("values", "done") and len(difference.names) > 3:
        return f"{who} {_of_part(difference, parts)}"
    return f"{who} {item}:{_field(difference)}"


def _of_part(difference: Difference, parts: dict[str, Entry]) -> str:
    id_ = difference.names[-1]
    part = parts.get(id_, {})
    name = f"{id_} {text(part, 'metric') or text(part, 'title')}".strip()
    if difference.key == "done":
        before, after = (_or(value, "没有完成") for value in (difference.before, difference.after))
        return f"{name}:完成日期 {before} → {after}"
    unit = text(part, "unit")
    before, after = (
        "未报" if value is None else plain(value) + unit for value in (difference.before, difference.after)
    )
    return f"{name}:完成值 {before} → {after}"


def _field(difference: Difference) -> str:
    key, record = difference.key, difference.record
    slot = shape.slot(record, key) if record else None
    title = slot.field.title if slot else "/".join(difference.names)
    if slot is not None and isinstance(slot.field, Names):
        if isinstance(difference.before, list):
            return f"{title}:顺序 {plain(difference.before)} → {plain(difference.after)}"
        return f"{title}:{name_change(difference.before, difference.after)}"
    if slot is not None and isinstance(slot.field, Text):
        return f"{title}:{text_change(difference.before, difference.after)}"
    return f"{title} {_or(difference.before, '无')} → {_or(difference.after, '无')}"


def _or(value: Value | None, nothing: str) -> str:
    return nothing if value is None else plain(value)


def _decision(difference: Difference, who: str) -> str:
    entry = difference.new or difference.old
    item = text(entry, "item")
    act = "办结" if text(entry, "decision") == CLOSED else "重新打开"
    if difference.what == "moved":
        return f"{who}:{item} 的决定换了位置"
    if difference.what == "changed":
        return f"{who}:{item} 的决定,{_field(difference)}"
    told = f"{item} {act}({text(entry, 'date')},{text(entry, 'by')})"
    return f"{who}:{told}" if difference.what == "added" else f"{who}:删去了 {told}"
