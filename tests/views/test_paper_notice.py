"""督办单: what is behind, and what would put it right."""

import pytest
from zone import Zone
from zone_paper import paper

from gaoxin_plan.problems import PlanError
from gaoxin_plan.views.papers.facts import NoticeFacts


def notice(zone: Zone, item: str, day: str = "2023-07-11", period: str = "2023Q2") -> NoticeFacts:
    return paper(zone, day, period, item).notice


def test_the_matter(zone: Zone) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 2, "KJ-01.2": 0}, "problems": "缺人"}})
    found = notice(zone, "KJ-01")
    assert (found.number, found.limit, found.closed) == ("2023Q2-KJ-01", "2023年7月21日", "")
    assert found.source == "《云山示范区2023年工作要点》第一部分第一条"
    assert [part.name for part in found.parts] == ["突破关键技术", "安全事故", "研究院挂牌", "编制规划"]
    assert [(part.name, part.light.word) for part in found.behind] == [
        ("突破关键技术", "黄灯"),
        ("研究院挂牌", "黄灯"),
    ]
    assert found.quotes == ("突破关键技术10项以上", "研究院挂牌")
    assert found.item.light.why == (
        "“突破关键技术”2/10项，序时应达5项，落后30个百分点；“研究院挂牌”逾期11天，未完成"
    )
    assert found.asks == ("“突破关键技术”完成值到5项即转绿灯", "“研究院挂牌”完成的报完成日期即转绿灯")
    assert found.item.cause == "缺人。"


def test_the_same_way_out_is_told_once(zone: Zone) -> None:
    found = notice(zone, "KJ-01")
    assert found.asks == ("“突破关键技术”“安全事故”填报完成值", "“研究院挂牌”“编制规划”填报进展")
    assert found.item.cause == "部门未填报。"


def test_an_item_without_parts_has_no_quotes(zone: Zone) -> None:
    found = notice(zone, "XM-03")
    assert (found.quotes, found.asks) == ((), ("“服务企业”填报进展",))


def test_yellow_for_nothing_but_a_word(zone: Zone) -> None:
    values = {"KJ-01.1": 5, "KJ-01.2": 0}
    done = {"KJ-01.m1": "2023-06-20", "KJ-01.m2": "2023-06-20"}
    said = {"state": "受阻", "problems": "设备未到", "values": values, "done": done}
    zone.filed("2023Q2", "kjb", {"KJ-01": said})
    found = notice(zone, "KJ-01")
    light = found.item.light
    assert (light.word, light.why, light.gap) == ("黄灯", "科技部报受阻：设备未到", "科技部报受阻")
    assert (found.behind, found.quotes) == ((), ())
    assert found.asks == ("受阻解除后，科技部填报的状态改为“进行中”或“已完成”，即转绿灯",)


def test_of_what_is_green_or_closed_nothing_is_asked(zone: Zone) -> None:
    zone.filed("2023Q2", "xmb", {"XM-03": {}})
    assert notice(zone, "XM-03").asks == ()
    zone.decided("2023Q2", {"item": "XM-03", "decision": "closed", "date": "2023-06-30"})
    found = notice(zone, "XM-03")
    assert (found.asks, found.behind, found.closed) == ((), (), "2023年6月30日")


def test_no_item_is_named(zone: Zone) -> None:
    with pytest.raises(PlanError, match="要写明是哪一个"):
        notice(zone, "")
