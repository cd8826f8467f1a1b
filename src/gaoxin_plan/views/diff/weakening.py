"""What makes a plan easier: one table of rules, each with its words and its reason."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.model.amendment import DROPPED, Amendment
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.periods import Reporting
from gaoxin_plan.model.plan import Item, Plan, Section, Source
from gaoxin_plan.model.raw import Entry, number, text
from gaoxin_plan.model.rules import PRESETS, SHARE, Preset, Rules
from gaoxin_plan.model.target import GOALS, Milestone, Target
from gaoxin_plan.views.diff.around import Around
from gaoxin_plan.views.diff.goals import begins_further, is_countable, is_easier, need
from gaoxin_plan.views.diff.walk import GOAL, Difference, What

Judge = Callable[[Difference, Around], bool]


class Weakening(NamedTuple):
    """One way to make a plan easier. ``word`` says so, ``opposite`` that it became stricter.

    ``reason`` is printed in the documents.
    """

    records: tuple[type, ...]
    keys: tuple[str, ...]
    holds: Judge
    word: str
    opposite: str
    reason: str


def _is(*whats: What) -> Judge:
    return lambda difference, _: difference.what in whats


def _easier(difference: Difference, _: Around) -> bool:
    return difference.what == "changed" and is_easier(difference.old, difference.new)


def _other_kind(difference: Difference, _: Around) -> bool:
    before, after = need(difference.old), need(difference.new)
    is_other = before is not None and after is not None and before.measure != after.measure
    return is_other and difference.key == GOAL


def _about(difference: Difference, _: Around) -> bool:
    is_about = "about" in difference.new and "about" not in difference.old
    return is_about and is_easier(difference.old, difference.new)


def _easier_of(measure: str) -> Judge:
    """Return whether a target of one measure asks for less."""

    def judge(difference: Difference, around: Around) -> bool:
        before, after = need(difference.old), need(difference.new)
        is_of = before is not None and after is not None and before.measure == after.measure == measure
        return is_of and _easier(difference, around)

    return judge


def _turned(difference: Difference, _: Around) -> bool:
    """Whether a goal is reached from the other side than it was, by its baseline alone."""
    old, new = difference.old, difference.new
    before, after = need(old), need(new)
    is_turned = before is not None and after is not None and before.measure != after.measure
    return is_turned and all(old.get(key) == new.get(key) for key in GOALS)


def _unit(difference: Difference, _: Around) -> bool:
    """Whether the goal asks for less by its unit alone; where it changed too, that change says so."""
    old, new = difference.old, difference.new
    is_same = all(old.get(key) == new.get(key) for key in GOALS)
    return difference.what == "changed" and is_same and is_easier(old, new)


def _later(difference: Difference, around: Around) -> bool:
    before, after = _day(difference.before, around.old.plan), _day(difference.after, around.new.plan)
    return before is not None and after is not None and before < after


def _day(value: Value | None, plan: Entry) -> date | None:
    """Return a day; that of the plan's end where none is written."""
    said = value if isinstance(value, str) else text(plan, "to") or f"{text(plan, 'year')}-12-31"
    with suppress(ValueError):
        return date.fromisoformat(said)
    return None


def _undated(difference: Difference, _: Around) -> bool:
    return difference.what == "changed" and difference.before is not None and difference.after is None


def _ends_later(_: Difference, around: Around) -> bool:
    before, after = (_day(None, outline.plan) for outline in around)
    return before is not None and after is not None and before < after


def _begins_later(_: Difference, around: Around) -> bool:
    plans = [outline.plan for outline in around]
    before, after = (_day(text(p, "from") or f"{text(p, 'year')}-01-01", p) for p in plans)
    return before is not None and after is not None and before < after


def _further(difference: Difference, _: Around) -> bool:
    """Whether a target begins further from its goal than it did, so that its pace asks for less."""
    old, new = difference.old, difference.new
    is_level_now = "at_most" in new and "baseline" in new and "baseline" not in old
    is_paced = not {"rise_by", "fall_by", "every", "at_most"} & {*new}
    return is_level_now or (is_paced and begins_further(old, new))


def _counted(difference: Difference, _: Around) -> bool:
    return not is_countable(difference.old) and is_countable(difference.new)


def _slower(difference: Difference, _: Around) -> bool:
    """Whether some period's end asks for a smaller part than it did."""
    before, after = (_percents(value) for value in (difference.before, difference.after))
    if difference.record is Target and {"rise_by", "fall_by", "exactly"} & {*difference.old, *difference.new}:
        return difference.after is None or (bool(before) and _is_less(after, before))
    return _is_less(after or _even(len(before)), before or _even(len(after)))


def _is_less(after: list[Decimal], before: list[Decimal]) -> bool:
    return len(after) < len(before) or any(a < b for a, b in zip(after, before, strict=False))


def _percents(value: Value | None) -> list[Decimal]:
    found = [number(each) for each in value] if isinstance(value, list) else []
    return [each for each in found if each is not None]


def _even(periods: int) -> list[Decimal]:
    return [Decimal(100 * n) / periods for n in range(1, periods + 1)]


def _limit(difference: Difference, _: Around) -> bool:
    """Whether a limit of each case is gone, or is the same with a greater number."""
    if difference.after is None:
        return True
    first, then = (re.split("([0-9]+)", str(value)) for value in (difference.before, difference.after))
    is_same = first[::2] == then[::2]
    return is_same and any(int(a) < int(b) for a, b in zip(first[1::2], then[1::2], strict=True))


def _fewer_leads(difference: Difference, around: Around) -> bool:
    """Whether there are fewer leads, where a name is gone or stands in the place of the section's."""
    is_other = difference.before is not None and difference.after is not None
    return difference.what == "changed" and not is_other and _are_fewer(difference, around)


def _are_fewer(difference: Difference, around: Around) -> bool:
    return len(around.new.leads(difference.new)) < len(around.old.leads(difference.old))


def _fewer_leads_there(difference: Difference, around: Around) -> bool:
    """Whether an item is led by fewer because the section that it moved to has fewer leads."""
    is_led_by_section = not difference.old.get("lead") and not difference.new.get("lead")
    return difference.what == "moved" and is_led_by_section and _are_fewer(difference, around)


def _rarer(difference: Difference, _: Around) -> bool:
    months = [
        Reporting(value).months if value in tuple(Reporting) else Reporting.QUARTERLY.months
        for value in (difference.before, difference.after)
    ]
    return months[0] < months[1]


def _greater(difference: Difference, _: Around) -> bool:
    before, after = (
        number(in_force(difference.key, entry) if value is None else value)
        for value, entry in _sides(difference)
    )
    return before is not None and after is not None and before < after


def _sides(difference: Difference) -> tuple[tuple[Value | None, Entry], ...]:
    return (difference.before, difference.old), (difference.after, difference.new)


def in_force(key: str, rules: Entry) -> str:
    """Return what the rules that a plan follows say where it says nothing itself."""
    said = "按月份平均" if key == "pace" else getattr(_preset(rules), "name" if key == "preset" else key, "")
    return str(said)


def _preset(rules: Entry) -> Preset:
    return next((preset for preset in PRESETS if preset.name == rules.get("preset")), PRESETS[0])


def _gap(difference: Difference, _: Around) -> bool:
    """Whether a share of the pace, which is never less than the points, became points."""
    before, after = (value or _preset(entry).gap for value, entry in _sides(difference))
    return before == SHARE != after


def _other_preset(difference: Difference, _: Around) -> bool:
    return _preset(difference.old) != _preset(difference.new)


def _was_record(difference: Difference, _: Around) -> bool:
    return difference.what in ("removed", "changed")


def _undone(difference: Difference, _: Around) -> bool:
    return difference.what == "removed" and difference.old.get("key") != DROPPED


def _drops(difference: Difference, _: Around) -> bool:
    return difference.what == "added" and difference.new.get("key") == DROPPED


_PARTS = (Target, Milestone)
_GOALS = (*GOALS, GOAL)
_EASED, _RAISED = "降低要求", "提高要求"
_LOOSER, _TIGHTER = "放宽", "收紧"

TABLE: tuple[Weakening, ...] = (
    Weakening((Target,), _GOALS, _other_kind, "换了一种目标,不能比较高低", "",
              "换成不能比较的另一种目标,如不少于改为不超过"),
    Weakening((Target,), _GOALS, _about, "改为约数", "不再是约数", "改成“左右”,到九成就算完成"),
    Weakening((Target,), _GOALS, _easier_of("ceiling"), "放宽上限", "收紧上限", "上限调高,压减的终点调高"),
    Weakening((Target,), _GOALS, _easier_of("every"), "减少频次", "增加频次", "如每周改为每月"),
    Weakening((Target,), _GOALS, _easier, _EASED, _RAISED, "目标值调低;目标值没有了"),
    Weakening((Target,), ("unit",), _unit, _EASED, _RAISED, "数不变而单位变小,如亿元改为万元"),
    Weakening((Milestone,), ("due",), _undated, "取消时限", "", "节点不再写明时限"),
    Weakening(_PARTS, ("due",), _later, "推迟", "提前", "时限推后,没有写的是计划结束那天"),
    Weakening((Milestone,), ("limit",), _limit, _LOOSER, _TIGHTER, "逐项时限取消或加长"),
    Weakening((Target,), ("baseline",), _turned, "改了方向", "",
              "添上、去掉、改了基数,压减变成了增加,或反过来"),
    Weakening((Target,), ("baseline",), _further, _LOOSER, _TIGHTER,
              "基数离目标更远,序时应达就少;累计的上限添上基数,就只看最近一次"),
    Weakening((Target,), ("countable",), _counted, _LOOSER, _TIGHTER, "可数的,序时应达按整数舍去"),
    Weakening((Target, Rules), ("pace",), _slower, _LOOSER, _TIGHTER,
              "某一期末应完成的比例调低,没有写的按月份平均"),
    Weakening((*_PARTS, Item), ("targets", "milestones", "items"), _is("removed"),
              _EASED, "", "删去目标、节点、条目"),
    Weakening(_PARTS, ("quote",), lambda d, _: d.after is None, _EASED, "", "删去引文,数字就没有了出处"),
    Weakening((Item, Section), ("lead",), _fewer_leads, "少一个牵头", "", "减去牵头部门;换一个不算"),
    Weakening((Item,), ("section",), _fewer_leads_there, "少一个牵头", "",
              "移到的部分牵头部门更少,条目自己没有写"),
    Weakening((Rules,), ("grace_days", "yellow_from", "red_above"), _greater, _LOOSER, _TIGHTER,
              "宽限天数、黄灯起点、红灯起点调高,没有写的照所用的规则"),
    Weakening((Rules,), ("gap",), _gap, _LOOSER, _TIGHTER, "占序时进度的比例改为百分点"),
    Weakening((Rules,), ("preset",), _other_preset, "换了规则", "", "换用另一套规则,总有些情形更松"),
    Weakening((Plan,), ("year", "to"), _ends_later, "推迟", "提前",
              "计划结束得更晚,没有写时限的都随着推后"),
    Weakening((Plan,), ("from",), _begins_later, _LOOSER, _TIGHTER, "开始得更晚,序时应达就少"),
    Weakening((Plan,), ("published",), _later, _LOOSER, _TIGHTER, "印发得更晚,以前各期就不催报"),
    Weakening((Plan,), ("reporting",), _rarer, _LOOSER, _TIGHTER, "报送得更稀"),
    Weakening((Source,), ("source",), _is("removed"), "不再与印发件核对", "", "删去原件,原文就没有了凭据"),
    Weakening((Amendment,), ("of", "key", "old", "new", "date"), _was_record, "改了调整的记录", "",
              "改动已有的调整记录,以前的值就变了"),
    Weakening((Amendment,), ("amendments",), _undone, "改了调整的记录", "",
              "删去了调整的记录,以前的值就没有了;取消的记录不在此列"),
    Weakening((Amendment,), ("amendments",), _drops, _EASED, "", "记录了取消"),
)  # fmt: skip


def weakening(difference: Difference, around: Around) -> str:
    """Return the word for how a difference makes the plan easier, empty where it does not."""
    return next((rule.word for rule in _rules(difference) if rule.holds(difference, around)), "")


def strengthening(difference: Difference, around: Around) -> str:
    """Return the word for how a difference makes the plan stricter: taken back, it would make it easier."""
    what: What = {"added": "removed", "removed": "added"}.get(difference.what, difference.what)  # type: ignore[assignment]
    back = difference._replace(
        what=what,
        before=difference.after,
        after=difference.before,
        old=difference.new,
        new=difference.old,
    )
    held = (rule.opposite for rule in _rules(back) if rule.holds(back, Around(around.new, around.old)))
    return next(filter(None, held), "")


def _rules(difference: Difference) -> list[Weakening]:
    return [rule for rule in TABLE if difference.record in rule.records and difference.key in rule.keys]
