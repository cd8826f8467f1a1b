"""Amendments: what they say of before and after, and what they refuse."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gaoxin_plan.model.amendment import KEYS, Amendment
from gaoxin_plan.problems import BadValueError


def amendment(key: str, old: Any = None, new: Any = None) -> Amendment:
    raw = [None if each is None else (each,) if isinstance(each, str) else tuple(each) for each in (old, new)]
    return Amendment(
        of="FZ-01.1",
        key=key,
        old=raw[0],
        new=raw[1],
        reason="上级调整",
        approved="会议纪要2022年第9期",
        date=date(2022, 9, 1),
    )


READ = [
    # key, old, new, before, after
    ("at_least", "10", "8", Decimal(10), Decimal(8)),
    ("at_least", "10", None, Decimal(10), None),
    ("at_most", None, "0", None, Decimal(0)),
    ("exactly", "3", "2.5", Decimal(3), Decimal("2.5")),
    ("about", "1500", "1200", Decimal(1500), Decimal(1200)),
    ("between", ["2", "3"], ["1", "3"], (Decimal(2), Decimal(3)), (Decimal(1), Decimal(3))),
    ("rise_by", "20", "15", Decimal(20), Decimal(15)),
    ("fall_by", "20", "15", Decimal(20), Decimal(15)),
    ("every", "week", "month", "week", "month"),
    ("due", "2022-06-30", "2022-12-31", date(2022, 6, 30), date(2022, 12, 31)),
    ("due", None, "2022-12-31", None, date(2022, 12, 31)),
    ("lead", "甲局", "乙局", ("甲局",), ("乙局",)),
    ("lead", None, ["甲局", "乙局"], (), ("甲局", "乙局")),
    ("responsible", ["甲局", "乙局"], None, ("甲局", "乙局"), ()),
    ("added", None, None, None, None),
    ("dropped", None, None, None, None),
]


@pytest.mark.parametrize(("key", "old", "new", "before", "after"), READ)
def test_what_held_before_and_what_holds_after(
    key: str, old: Any, new: Any, before: object, after: object
) -> None:
    made = amendment(key, old, new)
    assert (made.before, made.after) == (before, after)


def test_every_key_is_read() -> None:
    assert {row[0] for row in READ} == set(KEYS)


OLD_NEW = "old 写调整前的值,new 写调整后的值;新增(added)和取消(dropped)两个都不写"


@pytest.mark.parametrize(
    ("key", "old", "new", "keys", "code", "message"),
    [
        ("at_least", None, None, ("old", "new"), "P156", "调整 at_least 没有写 old、new"),
        ("lead", None, None, ("old", "new"), "P156", "调整 lead 没有写 old、new"),
        ("at_least", "10", "10", ("old", "new"), "P156", "调整 at_least 前后一样"),
        ("at_least", "10", "10.0", ("old", "new"), "P156", "调整 at_least 前后一样"),
        ("lead", "甲局", ["甲局"], ("old", "new"), "P156", "调整 lead 前后一样"),
        ("added", "10", None, ("old", "new"), "P156", "调整 added 不写 old、new"),
        ("dropped", "10", "8", ("old", "new"), "P156", "调整 dropped 不写 old、new"),
        ("at_least", "十", "8", ("old",), "P144", "“不少于”的值“十”不是数字"),
        ("at_least", "10", "8项", ("new",), "P144", "“不少于”的值“8项”不是数字,多了“项”"),
        ("due", "2022-06-30", "年底", ("new",), "P145", "“完成时限”的值“年底”写法不对"),
        ("between", ["3", "2"], ["1", "2"], ("old",), "P152", "“区间”的值 [3, 2] 前一个应小于后一个"),
    ],
)
def test_an_amendment_that_is_refused(
    key: str, old: Any, new: Any, keys: tuple[str, ...], code: str, message: str
) -> None:
    with pytest.raises(BadValueError) as caught:
        amendment(key, old, new)
    assert (caught.value.keys, caught.value.kind.code, str(caught.value)) == (keys, code, message)


def test_how_to_write_one_is_said() -> None:
    with pytest.raises(BadValueError) as caught:
        amendment("added", "10")
    assert caught.value.kind.at((), caught.value.words).hint == OLD_NEW
