"""What the door lets in, and how it tells what it refuses.

Values stand here as the reader gives them: strings, lists and mappings of strings.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gaoxin_plan.model import door
from gaoxin_plan.model.door import Admission
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.source import document

Where = tuple[str | int, ...]

WHOLE, _ = document.load(Path(__file__).parent / "whole.yaml", "whole.yaml").values()


def small() -> Any:
    return copy.deepcopy(WHOLE)


def put(values: Any, place: Where, value: Any) -> Any:
    """Set one place, which may be new, and return all of it."""
    node = values
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    return values


def drop(values: Any, place: Where) -> Any:
    """Take one place away, and return the rest."""
    node = values
    for step in place[:-1]:
        node = node[step]
    del node[place[-1]]
    return values


def places(node: Any, here: Where = ()) -> Iterator[Where]:
    """Every place of a value but its root."""
    steps = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for step in steps:
        yield (*here, step)
        yield from places(node[step], (*here, step))


def admit(values: Any) -> Admission[Plan]:
    return door.admit(values, Plan)


def told(values: Any) -> list[tuple[str, Where, str, str]]:
    return [
        (finding.kind.code, finding.where, finding.message, finding.hint)
        for finding in admit(values).findings
    ]


ITEM: Where = ("sections", 0, "items", 0)
TARGET: Where = (*ITEM, "targets", 0)


def test_a_whole_plan_comes_in_as_records() -> None:
    admission = admit(small())
    assert admission.findings == ()
    plan = admission.record
    assert plan is not None
    assert (plan.title, plan.year, plan.published) == ("示例高新区2022年工作要点", 2022, date(2022, 3, 1))
    item = plan.sections[0].items[0]
    assert item.text == "培育企业。新增10户。"
    assert item.targets[0].goal == ("at_least", Decimal(10))
    assert item.targets[1].goal == ("between", (Decimal(2), Decimal(3)))
    assert item.milestones[0].due == date(2022, 12, 31)
    assert plan.sections[0].lead == ("综合办公室",)


def test_from_and_to_stand_for_the_year() -> None:
    values = drop(small(), ("year",)) | {"from": "2022-07-01", "to": "2022-12-31"}
    plan = admit(values).record
    assert plan is not None
    assert (plan.first_day, plan.last_day) == (date(2022, 7, 1), date(2022, 12, 31))


PLAN_KEYS = "title、year、from、to、issuer、published、reporting、rules、sample、source、preamble、departments、sections、amendments"
ITEM_KEYS = "id、number、title、leader、lead、responsible、text、targets、milestones"

UNKNOWN = [
    # where, message, hint
    (("titel",), "不认识的键“titel”;是不是“title”?", PLAN_KEYS),
    (("Title2",), "不认识的键“Title2”;是不是“title”?", PLAN_KEYS),
    (("标题",), "不认识的键“标题”", PLAN_KEYS),
    (("begin",), "不认识的键“begin”", PLAN_KEYS),
    (("end",), "不认识的键“end”", PLAN_KEYS),
    (("",), "不认识的键“”", PLAN_KEYS),
    (("a\x1bb",), "不认识的键“a\\x1bb”", PLAN_KEYS),
    ((*ITEM, "respnsible"), "不认识的键“respnsible”;是不是“responsible”?", ITEM_KEYS),
    ((*ITEM, "from"), "不认识的键“from”", ITEM_KEYS),
    ((*ITEM, "amount"), "不认识的键“amount”", ITEM_KEYS),
    ((*ITEM, "milestones", 0, "qoute"), "不认识的键“qoute”;是不是“quote”?", "id、title、due、limit、quote"),
    (("source", "sha"), "不认识的键“sha”", "file、sha256"),
    (("departments", 0, "alias"), "不认识的键“alias”;是不是“aliases”?", "id、name、aliases、contact"),
    (("sections", 0, "item"), "不认识的键“item”;是不是“items”?", "id、number、title、leader、lead、items"),
]


@pytest.mark.parametrize(
    ("where", "message", "known"), UNKNOWN, ids=["/".join(map(str, u[0])) for u in UNKNOWN]
)
def test_an_unknown_key(where: Where, message: str, known: str) -> None:
    assert told(put(small(), where, "x")) == [("P140", where, message, f"这里可以写:{known}")]


REQUIRED = [
    (("title",), "缺少“title”(标题)"),
    (("issuer",), "缺少“issuer”(发文单位)"),
    (("published",), "缺少“published”(发布日期)"),
    (("departments",), "缺少“departments”(部门)"),
    (("sections",), "缺少“sections”(部分)"),
    (("source", "file"), "缺少“file”(原件文件)"),
    (("source", "sha256"), "缺少“sha256”(原件指纹)"),
    (("departments", 0, "id"), "缺少“id”(部门编号)"),
    (("departments", 0, "name"), "缺少“name”(部门名称)"),
    (("sections", 0, "id"), "缺少“id”(部分编号)"),
    (("sections", 0, "number"), "缺少“number”(序号)"),
    (("sections", 0, "title"), "缺少“title”(部分标题)"),
    (("sections", 0, "items"), "缺少“items”(条目)"),
    ((*ITEM, "id"), "缺少“id”(条目编号)"),
    ((*ITEM, "number"), "缺少“number”(序号)"),
    ((*ITEM, "title"), "缺少“title”(条目标题)"),
    ((*ITEM, "text"), "缺少“text”(原文)"),
    ((*TARGET, "id"), "缺少“id”(目标编号)"),
    ((*TARGET, "metric"), "缺少“metric”(指标)"),
    ((*TARGET, "quote"), "缺少“quote”(原文)"),
    ((*ITEM, "milestones", 0, "id"), "缺少“id”(节点编号)"),
    ((*ITEM, "milestones", 0, "title"), "缺少“title”(节点)"),
    ((*ITEM, "milestones", 0, "quote"), "缺少“quote”(原文)"),
    (("amendments", 0, "of"), "缺少“of”(调整对象)"),
    (("amendments", 0, "key"), "缺少“key”(调整的内容)"),
    (("amendments", 0, "reason"), "缺少“reason”(理由)"),
    (("amendments", 0, "approved"), "缺少“approved”(批准依据)"),
    (("amendments", 0, "date"), "缺少“date”(生效日期)"),
]


@pytest.mark.parametrize(("where", "message"), REQUIRED, ids=["/".join(map(str, r[0])) for r in REQUIRED])
def test_a_missing_key(where: Where, message: str) -> None:
    assert told(drop(small(), where)) == [("P141", where, message, f"在这里补一行“{where[-1]}: …”")]


OPTIONAL: list[Where] = [
    ("reporting",), ("source",), ("preamble",), ("departments", 0, "aliases"), ("departments", 0, "contact"),
    ("sections", 0, "lead"), ("sections", 0, "leader"), (*ITEM, "leader"), (*ITEM, "lead"), (*ITEM, "responsible"),
    (*ITEM, "targets"), (*ITEM, "milestones"), (*TARGET, "unit"), (*TARGET, "baseline"), (*TARGET, "due"),
    (*TARGET, "part_of"), (*ITEM, "milestones", 0, "due"), (*ITEM, "milestones", 0, "limit"),
    (*TARGET, "countable"), (*TARGET, "pace"), ("sample",), ("rules",), ("rules", "preset"), ("rules", "grace_days"),
    ("rules", "yellow_from"), ("rules", "red_above"), ("rules", "gap"), ("rules", "pace"),
    ("amendments",), ("amendments", 0, "old"), ("amendments", 0, "new"),
]  # fmt: skip


@pytest.mark.parametrize("where", OPTIONAL, ids=["/".join(map(str, o)) for o in OPTIONAL])
def test_a_key_that_may_be_left_out(where: Where) -> None:
    assert admit(drop(small(), where)).record is not None


def test_the_keys_above_are_all_there_are() -> None:
    time_and_goals = {("year",), *((*TARGET, key) for key in ("at_least", "between"))}
    named = {tuple(0 if isinstance(step, int) else step for step in place) for place in places(small())}
    keys = {place for place in named if isinstance(place[-1], str)} - time_and_goals
    assert keys == {where for where, _ in REQUIRED} | set(OPTIONAL)


@pytest.mark.parametrize(
    ("place", "misspelt"),
    [
        ((*ITEM, "title"), "titel"),
        (("title",), "titel"),
        (("sections",), "sektions"),
        (("departments", 0, "name"), "nmae"),
        (("year",), "yaer"),
        ((*TARGET, "quote"), "Quote"),
    ],
    ids=str,
)
def test_a_misspelt_key_is_not_missing_too(place: Where, misspelt: str) -> None:
    wrong: Where = (*place[:-1], misspelt)
    found = told(put(drop(small(), place), wrong, "2022"))
    assert [(code, where) for code, where, *_ in found] == [("P140", wrong)]
    assert found[0][2] == f"不认识的键“{misspelt}”;是不是“{place[-1]}”?"


def test_two_misspelt_keys_are_both_told() -> None:
    values = put(put(small(), (*ITEM, "titel"), "x"), ("departments", 0, "nmae"), "y")
    assert [code for code, *_ in told(values)] == ["P140", "P140"]


SHAPES = [
    # where, value, message, hint
    ((), "文字", "“这一处”应是一组键值,不是文字", "照样例改:title: …"),
    ((), ["列表"], "“这一处”应是一组键值,不是列表", "照样例改:title: …"),
    ((), None, "“这一处”应是一组键值,不是空的", "照样例改:title: …"),
    (("title",), ["甲"], "“title(标题)”应是一段文字,不是列表", "照样例改:title: 标题"),
    (("year",), {"a": "b"}, "“year(年份)”应是四位年份,不是一组键值", "照样例改:year: 2022"),
    (("published",), [], "“published(发布日期)”应是一个日期,不是列表", "照样例改:published: 2022-06-01"),
    (("preamble",), ["甲"], "“preamble(前言)”应是一段文字,不是列表", "照样例改:text: |-(下一行起每句一行)"),
    (("departments",), "甲", "“departments”应是一列内容,不是文字", "照样例改:每项以“- ”开头另起一行"),
    (("departments",), {"id": "a"}, "“departments”应是一列内容,不是一组键值", "照样例改:每项以“- ”开头另起一行"),
    (("departments", 0), "甲", "“这一处”应是一组键值,不是文字", "照样例改:id: …"),
    (("sections",), "甲", "“sections”应是一列内容,不是文字", "照样例改:每项以“- ”开头另起一行"),
    (("sections", 0), ["甲"], "“这一处”应是一组键值,不是列表", "照样例改:id: …"),
    (("sections", 0, "items"), "甲", "“items”应是一列内容,不是文字", "照样例改:每项以“- ”开头另起一行"),
    (ITEM, "甲", "“这一处”应是一组键值,不是文字", "照样例改:id: …"),
    (
        (*ITEM, "lead"),
        {"name": "甲"},
        "“lead(牵头部门)”应是一个名称或一列名称,不是一组键值",
        "照样例改:responsible: [甲单位, 乙单位]",
    ),
    ((*ITEM, "targets"), "甲", "“targets”应是一列内容,不是文字", "照样例改:每项以“- ”开头另起一行"),
    ((*ITEM, "targets"), {"id": "a"}, "“targets”应是一列内容,不是一组键值", "照样例改:每项以“- ”开头另起一行"),
    (TARGET, "甲", "“这一处”应是一组键值,不是文字", "照样例改:id: …"),
    ((*TARGET, "at_least"), ["1"], "“at_least(不少于)”应是一个数字,不是列表", "照样例改:at_least: 10"),
    (
        (*ITEM, "targets", 1, "between"), "2",
        "“between(区间)”应是两个数字,不是文字", "照样例改:between: [2, 3]",
    ),
    ((*ITEM, "milestones", 0), [], "“这一处”应是一组键值,不是列表", "照样例改:id: …"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "value", "message", "hint"), SHAPES, ids=[f"{'/'.join(map(str, s[0]))} {s[1]}" for s in SHAPES]
)
def test_a_wrong_shape(where: Where, value: Any, message: str, hint: str) -> None:
    values = put(small(), where, value) if where else value
    assert told(values) == [("P142", where, message, hint)]


@pytest.mark.parametrize(("value", "found"), [("2022.txt", "文字"), (["2022.txt"], "列表")])
def test_a_record_is_asked_for_where_a_record_is_meant(value: Any, found: str) -> None:
    [(code, where, message, hint)] = told(put(small(), ("source",), value))
    assert (code, where, message) == ("P142", ("source",), f"“source”应是一组键值,不是{found}")
    assert "file: …" in hint


@pytest.mark.parametrize(
    ("where", "value", "code", "message"),
    [
        ((*TARGET, "at_least"), "10项", "P144", "“at_least(不少于)”的值“10项”不是数字,多了“项”"),
        ((*TARGET, "baseline"), "-1", "P144", "“baseline(基数)”的值“-1”不是数字,不带正负号"),
        ((*TARGET, "due"), "2022/6/1", "P145", "“due(完成时限)”的值“2022/6/1”写法不对"),
        ((*ITEM, "milestones", 0, "due"), "2022-02-30", "P145", "“due(完成时限)”的值“2022-02-30”不存在"),
        (("published",), "6月1日", "P145", "“published(发布日期)”的值“6月1日”写法不对"),
        ((*ITEM, "id"), "1-05", "P146", "“id(条目编号)”的值“1-05”写法不对"),
        (("departments", 0, "id"), "企发", "P146", "“id(部门编号)”的值“企发”写法不对"),
        (("sections", 0, "id"), "fz", "P146", "“id(部分编号)”的值“fz”写法不对"),
        (("source", "sha256"), "abc", "P146", "“sha256(原件指纹)”的值“abc”写法不对"),
        (("reporting",), "weekly", "P147", "“reporting(报送周期)”的值“weekly”不在可选值之中"),
        ((*ITEM, "number"), "第五", "P148", "序号“第五”不是数字"),
        ((*ITEM, "responsible"), ["甲、乙"], "P143", "列表里的“甲、乙”用了“、”分隔,会被当作一个名称"),
        (("departments", 0, "aliases"), "甲；乙", "P143", "列表里的“甲；乙”用了“；”分隔,会被当作一个名称"),
    ],
    ids=lambda value: "/".join(map(str, value)) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_a_bad_value_is_named_by_its_key(where: Where, value: Any, code: str, message: str) -> None:
    found = told(put(small(), where, value))
    assert [(c, w, m) for c, w, m, _ in found] == [(code, where, message)]


def test_every_mistake_is_told_at_once() -> None:
    values = put(small(), (*TARGET, "at_least"), "十来")
    values = put(values, ("published",), "昨天")
    values = drop(values, ("departments", 0, "name"))
    assert sorted(code for code, *_ in told(values)) == ["P141", "P144", "P145"]


def test_two_goals_are_told_at_the_target() -> None:
    [(code, where, message, _)] = told(put(small(), (*TARGET, "about"), "9"))
    assert (code, where, message) == ("P149", TARGET, "这个目标同时写了 at_least、about")


@pytest.mark.parametrize(
    ("more", "without", "where", "message"),
    [
        ({}, ["year"], ("year",), "计划的时间没有写全"),
        ({"from": "2022-01-01"}, ["year"], ("from",), "计划的时间没有写全"),
        ({"to": "2022-12-31"}, ["year"], ("to",), "计划的时间没有写全"),
        ({"from": "2022-01-01"}, [], ("year",), "计划的时间写了两遍"),
        (
            {"from": "2022-12-31", "to": "2022-01-01"}, ["year"], ("from",),
            "计划的时间颠倒了,2022-01-01 早于 2022-12-31",
        ),
    ],
    ids=["none", "from only", "to only", "year and from", "backwards"],
)  # fmt: skip
def test_the_time_is_told_where_it_stands(
    more: dict[str, str], without: list[str], where: Where, message: str
) -> None:
    values = {key: value for key, value in small().items() if key not in without} | more
    [(code, found, words, _)] = told(values)
    assert (code, found, words) == ("P150", where, message)


CUTS: list[tuple[str, Callable[[dict[str, Any]], Any], set[Where]]] = [
    ("a bad value", lambda v: put(v, (*TARGET, "due"), "x"), {(*TARGET, "due")}),
    ("an unknown key", lambda v: put(v, (*ITEM, "x"), "x"), {(*ITEM, "x")}),
    ("begin", lambda v: put(v, ("begin",), "2022-01-01"), {("begin",)}),
    ("a missing key", lambda v: drop(v, (*TARGET, "quote")), {TARGET}),
    ("a missing key of the head", lambda v: drop(v, ("title",)), {("title",)}),
    ("two goals", lambda v: put(v, (*TARGET, "about"), "9"), {TARGET}),
    ("no time", lambda v: drop(v, ("year",)), {("year",), ("from",), ("to",)}),
    ("a wrong shape", lambda v: put(v, ITEM, "x"), {ITEM}),
    (
        "two mistakes",
        lambda v: drop(put(v, (*TARGET, "due"), "x"), ("departments", 0, "id")),
        {(*TARGET, "due"), ("departments", 0)},
    ),
]


@pytest.mark.parametrize(("change", "cuts"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS])
def test_what_to_leave_out(change: Callable[[dict[str, Any]], Any], cuts: set[Where]) -> None:
    admission = admit(change(small()))
    assert admission.record is None
    assert set(admission.cuts) == cuts


def test_a_key_of_the_head_that_is_lacking_is_made_up_when_asked() -> None:
    values = drop(small(), ("title",))
    assert admit(values).record is None
    plan = door.admit(values, Plan, {"title": "未命名", "issuer": "未写明"}).record
    assert plan is not None
    assert (plan.title, plan.issuer) == ("未命名", "管理办公室")


def test_nothing_is_made_up_inside_an_item() -> None:
    assert door.admit(drop(small(), (*ITEM, "title")), Plan, {"title": "未命名"}).record is None
