"""``history``: what happened to an item, by date."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from zone import Zone

from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    on_day("2024-05-01")


@pytest.fixture
def lived(zone: Zone) -> Zone:
    """The first item was filed, lowered, closed and opened again."""
    zone.amended()
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1}, "problems": "缺人。"}}, on="2023-04-02")
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"values": {"KJ-01.1": 6, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-20"}}},
    )
    zone.filed("2023Q2", "bgs", {"KJ-01": {"state": "受阻"}}, on="2023-07-01")
    zone.decided(
        "2023Q4",
        {"item": "KJ-01", "decision": "closed", "date": "2023-10-09"},
        {"item": "KJ-01", "decision": "reopened", "date": "2023-11-01", "reason": "复核"},
    )
    return zone


@pytest.mark.usefixtures("lived")
def test_a_page(run: Run) -> None:
    assert run("history", "1") == (
        0,
        (
            "云山示范区2023年工作要点\n"
            "示例数据\n"
            "KJ-01  攻关关键技术\n"
            "\n"
            "2023-04-02  2023Q1 填报  黄灯  科技部\n"
            "    进行中\n"
            "    KJ-01.1 突破关键技术 1 项\n"
            "    问题:缺人。\n"
            "\n"
            "2023-06-30  2023Q2 填报  绿灯  科技部\n"
            "    进行中\n"
            "    KJ-01.1 突破关键技术 6 项\n"
            "    KJ-01.2 安全事故 0 起\n"
            "    KJ-01.m1 研究院挂牌 2023-06-20 完成\n"
            "\n"
            "2023-07-01  2023Q2 填报  办公室\n"
            "    受阻\n"
            "\n"
            "2023-08-01  调整  会议纪要2023年第9期\n"
            "    KJ-01.1 突破关键技术 目标 10项以上 改为 8项\n"
            "    理由:市级项目停建\n"
            "\n"
            "2023-10-09  办结  督查办\n"
            "    理由:经核查\n"
            "\n"
            "2023-11-01  重新打开  督查办\n"
            "    理由:复核\n"
        ),
        "",
    )


def test_nothing_happened(run: Run, zone: Zone) -> None:
    assert zone.files()
    assert run("history", "KJ-01") == (
        0,
        "云山示范区2023年工作要点\n示例数据\nKJ-01  攻关关键技术\n\n还没有填报,没有调整,也没有办结。\n",
        "",
    )


@pytest.mark.usefixtures("lived")
def test_for_other_programs(run: Run) -> None:
    data = json.loads(run("history", "1", "--format", "json")[1])
    assert list(data) == ["id", "title", "events"]
    assert all(list(e) == ["date", "event", "who", "period", "light", "words"] for e in data["events"])
    assert [event["event"] for event in data["events"]] == [
        "filing", "filing", "filing", "amendment", "closed", "reopened",
    ]  # fmt: skip
    text = run("history", "1", "--format", "csv")[1]
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head == ["日期", "事项", "报告期", "部门或经办", "内容", "亮灯"]
    assert rows[0] == [
        "2023-04-02", "填报", "2023Q1", "科技部", "进行中\nKJ-01.1 突破关键技术 1 项\n问题:缺人。", "黄灯",
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["填报", "填报", "填报", "调整", "办结", "重新打开"]
    assert run("history", "1", "--format", "md")[1].startswith("| 日期 | 事项 | 报告期 |")


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_line_is_wider_than_asked_for(
    run: Run, zone: Zone, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    long = "云山示范区党工委管委会联席会议纪要2023年第9期暨重点工作推进专班第3次调度会议" * 3
    zone.amended(approved=long)
    zone.filed("2023Q1", "kjb", {"KJ-01": {"progress": long, "values": {"KJ-01.1": 1}}})
    zone.decided("2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-09-01", "by": long})
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = run("history", "1")
    assert [line for line in out.splitlines() if width(line) > int(columns)] == []
    assert "".join(out.split()).count(long) == 3


def test_an_item_that_is_not_there(run: Run) -> None:
    code, out, err = run("history", "99")
    assert (code, out) == (2, "")
    assert err.startswith("错误:没有条目“99”\n")
