"""A difference as one sentence: ``FZ-05.1 突破关键技术:10项 → 8项(降低要求)``, without its bracket."""

from collections.abc import Callable

from gaoxin_plan.model import raw, shape
from gaoxin_plan.model.amendment import NONE, WHOLE, Amendment, topic
from gaoxin_plan.model.fields import Line, Names, Text, Value
from gaoxin_plan.model.plan import Department, Item, Plan, Section, Source
from gaoxin_plan.model.raw import Entry, text
from gaoxin_plan.model.rules import Rules
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.model.text import joined
from gaoxin_plan.problems import printable
from gaoxin_plan.views.diff.around import Around
from gaoxin_plan.views.diff.goals import amount, goal_in_words
from gaoxin_plan.views.diff.pairing import NAMES
from gaoxin_plan.views.diff.walk import GOAL, Difference
from gaoxin_plan.views.diff.weakening import in_force
from gaoxin_plan.views.diff.wording import rewording
from gaoxin_plan.views.limits import UNDATED

_WORDS = {
    "monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "points": "百分点",
    "share": "占序时进度的比例",
    "true": "是", "false": "否", "closed": "办结", "reopened": "重新打开",
}  # fmt: skip
_CHOSEN = {"reporting", "gap", "countable", "sample", "decision"}
_TITLES = {"from": "开始日期", "to": "结束日期", "id": "编号"}
_WITH_UNIT = {"baseline", *GOALS} - {"every"}
_NUMBERS = 40  # characters of a value that no record knows


def sentence(difference: Difference, around: Around) -> str:
    """Return what a difference of a plan is, in words."""
    tell: Callable[[Difference, Around], str] = {
        "added": _added, "removed": _removed, "moved": _moved, "changed": _changed,
    }[difference.what]  # fmt: skip
    return tell(difference, around)


def called(record: type | None, entry: Entry) -> str:
    """Return what an entry is called: its id with its name, or whichever it has."""
    id_, names = text(entry, "id"), (text(entry, key) for key in NAMES)
    name = joined(next(filter(None, names), ""))
    if record is Department:
        return f"部门“{name or id_}”"
    if record is Section:
        return f"部分 {id_}“{name}”"
    return f"{id_} {name}".strip() or "没有编号的一条"


def _added(difference: Difference, around: Around) -> str:
    record, entry = difference.record, difference.new
    name = called(record, entry)
    if record is Item:
        lead = "、".join(raw.names(entry.get("lead")))
        return f"增加条目 {name}" + (f"(牵头 {lead})" if lead else "")
    if record is Target:
        return f"增加目标 {name} {goal_in_words(entry, exact=False)}"
    if record is Milestone:
        due = text(entry, "due")
        return f"增加节点 {name}" + (f",完成时限 {due}" if due else "")
    if record is Amendment:
        return f"记录调整:{_amendment(entry, around)}"
    if record is Source:
        return f"写明原件 {text(entry, 'file')}"
    return f"增加{name}"


def _removed(difference: Difference, around: Around) -> str:
    record, entry = difference.record, difference.old
    name = called(record, entry)
    if record is Target:
        return f"删去目标 {name} {goal_in_words(entry, exact=False)}"
    if record is Amendment:
        return f"删去调整的记录:{_amendment(entry, around)}"
    if record is Source:
        return f"删去原件 {text(entry, 'file')}"
    kind = "条目 " if record is Item else "节点 " if record is Milestone else ""
    return f"删去{kind}{name}"


def _moved(difference: Difference, _: Around) -> str:
    record, new = difference.record, difference.new
    if isinstance(difference.before, list):
        orders = ["、".join(map(str, names)) for names in (difference.before, difference.after or [])]
        return f"{_head(difference)}{_title(difference)}:顺序 {orders[0]} → {orders[1]}"
    name = f"调整 {text(new, 'of')}" if record is Amendment else called(record, new)
    if difference.key == "section":
        return f"{name}:由 {difference.before} 部分移到 {difference.after} 部分"
    return f"{name}:" + (f"移到 {difference.after} 之后" if difference.after else "移到最前")


def _changed(difference: Difference, around: Around) -> str:
    key, record = difference.key, difference.record
    head = _head(difference)
    if record is Target and key in (*GOALS, GOAL):
        exact = key == GOAL
        goals = [goal_in_words(entry, exact=exact) for entry in (difference.old, difference.new)]
        return f"{head}:{goals[0]} → {goals[1]}"
    slot = shape.slot(record, key) if record else None
    title = _title(difference)
    colon = " " if head.endswith(":") else ":"
    if slot is not None and isinstance(slot.field, Names):
        return f"{head}{title}{colon}{_names(difference, around)}"
    if slot is not None and isinstance(slot.field, Line | Text):
        return f"{head}{title}{colon}{text_change(difference.before, difference.after)}"
    before, after = (_value(difference, value) for value in (difference.before, difference.after))
    return f"{head}{title} {before} → {after}" if record else f"{head} {before} → {after}".strip()


def _names(difference: Difference, around: Around) -> str:
    """Return which names changed; of an item's lead those in force, where its section's are."""
    if difference.record is Item and difference.key == "lead":
        leads = around.old.leads(difference.old), around.new.leads(difference.new)
        is_own = [bool(entry.get("lead")) for entry in (difference.old, difference.new)]
        if is_own[0] != is_own[1] and all(leads):
            told = tuple(map("、".join, leads))
            stayed = f"{'写明' if is_own[1] else '不再写明'} {told[0]},与所在部分相同"
            return stayed if told[0] == told[1] else " → ".join(told)
    return name_change(difference.before, difference.after)


def text_change(before: Value | None, after: Value | None) -> str:
    """Return what changed of a text that may be missing before or then."""
    if isinstance(before, str) and isinstance(after, str):
        return rewording(joined(before), joined(after))
    said = before if before is not None else after
    words = printable(joined(said).replace("\n", ""), 60) if isinstance(said, str) else plain(said)
    return f"{'增加' if before is None else '删去'}“{words}”"


def name_change(before: Value | None, after: Value | None) -> str:
    """Return which name took another's place, was added or dropped."""
    if before is None:
        return f"增加 {plain(after)}"
    return f"减去 {plain(before)}" if after is None else f"{plain(before)} → {plain(after)}"


def plain(value: Value | None) -> str:
    """Return any value on one line."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return printable(joined(value).replace("\n", ""), _NUMBERS)
    if isinstance(value, list):
        return printable("、".join(plain(each) for each in value), _NUMBERS)
    return printable(",".join(f"{key} {plain(each)}" for key, each in value.items()), _NUMBERS)


def _value(difference: Difference, value: Value | None) -> str:
    key = difference.key
    if value is None and difference.record is Rules:
        value = in_force(key, difference.old if value is difference.before else difference.new)
    if value is None:
        return _undated(difference.record) if key == "due" else NONE
    if key in _WITH_UNIT:
        return amount(value, text(difference.new if value is difference.after else difference.old, "unit"))
    if key in _CHOSEN:
        return _WORDS.get(str(value), plain(value))
    return plain(value)


def _head(difference: Difference) -> str:
    """Return whose value it is, with a space where its title follows."""
    record, entry = difference.record, difference.new or difference.old
    if record in (Target, Milestone):
        return called(record, entry) + (":" if difference.key not in (*GOALS, GOAL) else "")
    if record is Item:
        return f"{text(entry, 'id') or '没有编号的条目'} "
    if record is Section:
        return f"{text(entry, 'id') or '没有编号的'} 部分"
    if record is Department:
        return called(record, entry)
    if record is Amendment:
        return f"{text(entry, 'of')} 的调整记录:"
    heads: dict[type, str] = {Plan: "计划", Rules: "亮灯规则:", Source: ""}
    return heads.get(record or object, "/".join(difference.names))


def _title(difference: Difference) -> str:
    """Return what a key is called in Chinese."""
    key, record = difference.key, difference.record
    if key in _TITLES:
        return _TITLES[key]
    slot = shape.slot(record, key) if record else None
    if slot is None:
        return key
    if record in (Target, Milestone):
        return {"quote": "引文", "title": "名称"}.get(key, slot.field.title)
    return {"title": "标题", "name": "名称"}.get(key, slot.field.title)


def _undated(record: type | None) -> str:
    """Return what is said of a part without a date."""
    return UNDATED if record is Milestone else "计划结束时"


def _amendment(entry: Entry, around: Around) -> str:
    """Return a recorded amendment in words: ``FZ-05.1 目标 10项 → 8项,2022-09-01 起,会议纪要2022年第9期``."""
    of, key = text(entry, "of"), text(entry, "key")
    part = around.new.known.get(of) or around.old.known.get(of, {})
    values = [] if key in WHOLE else [_amended(entry.get(which), key, part) for which in ("old", "new")]
    what = f"{topic(key)} {' → '.join(values)}".strip()
    return f"{of} {what},{text(entry, 'date')} 起,{text(entry, 'approved')}"


def _amended(value: Value | None, key: str, part: Entry) -> str:
    """Return a value that an amendment records, as the target or milestone would have it."""
    if key in GOALS and value is not None:
        return goal_in_words({key: value, "unit": text(part, "unit")}, exact=False)
    if value is None and key == "due":
        return _undated(Target if "metric" in part else Milestone)
    return plain(value)
