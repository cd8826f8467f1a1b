"""台账: what each department said for each period."""

from zone import Zone
from zone_paper import paper


def test_what_was_said_in_the_words_of_a_paper(zone: Zone) -> None:
    lead = {
        "values": {"KJ-01.1": 3, "KJ-01.2": 0},
        "done": {"KJ-01.m1": "2023-03-20"},
        "progress": "做了 3 项,好",
    }
    zone.filed("2023Q1", "kjb", {"KJ-01": lead}, on="2023-04-03")
    zone.filed("2023Q1", "xmb", {"KJ-01": {"state": "受阻", "problems": "缺人"}})
    first, second = paper(zone, "2023-07-11", "2023Q2").ledger["KJ-01"]
    assert (first.period, first.department, first.role, first.filed, first.state) == (
        "2023年第一季度",
        "科技部",
        "牵头",
        "2023年4月3日",
        "进行中",
    )
    assert first.values == ("突破关键技术：3项", "安全事故：0起", "研究院挂牌：2023年3月20日完成")
    assert (first.progress, first.light) == ("做了 3 项,好", "●绿灯")
    assert (second.role, second.problems, second.values, second.light) == ("配合", "缺人", (), "")


def test_later_periods_and_silence(zone: Zone) -> None:
    zone.filed("2023Q1", "xmb", {"XM-03": {}})
    zone.filed("2023Q2", "xmb", {"XM-03": {"state": "受阻"}})
    assert [said.period for said in paper(zone, "2023-04-11", "2023Q1").ledger["XM-03"]] == ["2023年第一季度"]
    found = paper(zone, "2023-07-11", "2023Q2").ledger
    assert [said.light for said in found["XM-03"]] == ["○绿灯", "○黄灯"]
    assert found["KJ-01"] == ()


def test_a_rise_that_fell(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-02": {"values": {"KJ-02.1": 20, "KJ-02.2": -1.5}}})
    assert paper(zone, "2023-04-11", "2023Q1").ledger["KJ-02"][0].values == (
        "到位资金：20万元",
        "使用率：下降1.5%",
    )
