"""Which items an answer holds, in which order, in which role."""

from datetime import date

import pytest
from zone import Zone, unfiled

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views import selection
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.status import Status, status

# counted in the brackets of the printed document: items led, items shared in
ROLES = {"zhgl": (5, 14), "qyfz": (8, 22), "xmjs": (8, 20), "jjhz": (3, 22), "dqgz": (6, 6)}


def ask(plan: Plan, scope: Scope) -> Status:
    day = date(2022, 7, 1)
    return status(unfiled(plan, day), selection.moment(plan, day), scope)


def ids(answer: Status) -> list[str]:
    return [stand.item.id for stand in answer.rows]


def test_the_whole_plan_in_printed_order(plan: Plan) -> None:
    answer = ask(plan, Scope())
    assert ids(answer) == [task.item.id for task in plan.tasks()]
    assert len(answer.rows) == 30
    assert {stand.row.role for stand in answer.rows} == {None}


@pytest.mark.parametrize("id_", ROLES)
def test_what_a_department_leads_comes_first(plan: Plan, id_: str) -> None:
    answer = ask(plan, Scope(department=selection.department(plan, id_)))
    led, shared = ROLES[id_]
    assert [stand.row.role for stand in answer.rows] == ["lead"] * led + ["responsible"] * shared
    assert answer.rows == answer.of_role("lead") + answer.of_role("responsible")
    printed = [task.item.id for task in plan.tasks()]
    for role in ("lead", "responsible"):
        of_role = [stand.item.id for stand in answer.of_role(role)]
        assert of_role == sorted(of_role, key=printed.index)


def test_every_item_of_the_real_plan_is_led_by_one_department() -> None:
    assert sum(led for led, _ in ROLES.values()) == 30


def test_lead_only(plan: Plan) -> None:
    answer = ask(plan, Scope(department=selection.department(plan, "党群"), lead_only=True))
    assert ids(answer) == ["DJ-24", "DJ-25", "DJ-26", "DJ-27", "DJ-28", "DJ-29"]


def test_section_and_department_together(plan: Plan) -> None:
    scope = Scope(department=selection.department(plan, "qyfz"), section=selection.section(plan, "三"))
    answer = ask(plan, scope)
    assert [(stand.item.id, stand.row.role) for stand in answer.rows] == [
        ("DX-19", "lead"),
        ("DX-20", "responsible"),
        ("DX-21", "responsible"),
        ("DX-22", "responsible"),
        ("DX-23", "responsible"),
    ]


def test_lights_keep_what_has_them(plan: Plan) -> None:
    assert len(ask(plan, Scope(lights=frozenset({Light.GREY, Light.RED}))).rows) == 30
    none = ask(plan, Scope(lights=frozenset({Light.RED, Light.YELLOW, Light.GREEN})))
    assert none.rows == ()
    assert set(none.counts.values()) == {0}


@pytest.mark.parametrize("id_", [None, *ROLES])
def test_counts_add_up(plan: Plan, id_: str | None) -> None:
    answer = ask(plan, Scope(department=selection.department(plan, id_) if id_ else None))
    assert list(answer.counts) == [Light.GREEN, Light.YELLOW, Light.RED, Light.GREY]
    assert sum(answer.counts.values()) == len(answer.rows)
    assert answer.counts[Light.GREY] == len(answer.rows)


def test_joint_leads_both_lead(sample: Plan) -> None:
    for name in ("管理办公室", "建设规划部"):
        answer = ask(sample, Scope(department=selection.department(sample, name)))
        assert next(stand.item.id for stand in answer.rows if stand.row.role == "lead") == "WZ-02"
    assert answer.rows[0].row.lead == ("管理办公室", "建设规划部")


def test_a_section_leads_the_items_that_name_no_lead(sample: Plan) -> None:
    answer = ask(sample, Scope(department=selection.department(sample, "jjb")))
    assert [(stand.item.id, stand.row.role) for stand in answer.rows] == [
        ("WZ-01", "lead"),
        ("WZ-02", "responsible"),
        ("JS-03", "responsible"),
    ]


def test_an_item_that_no_one_leads_is_in_the_whole_plan_only(sample: Plan) -> None:
    assert ids(ask(sample, Scope())) == ["WZ-01", "WZ-02", "JS-03", "JS-04"]
    for department in sample.departments:
        assert "JS-04" not in ids(ask(sample, Scope(department=department)))


def test_goals_in_words(sample: Plan) -> None:
    rows = [stand.row for stand in ask(sample, Scope()).rows]
    assert rows[0].goals == (
        "新增规上企业 10户以上",
        "失业率 不超过4.5%",
        "管理层级 由4级到3级",
        "释放土地 1500亩左右",
        "签约机构 2至3家",
        "厂房使用率 提升20%以上",
        "能耗 下降2.5%",
        "运行调度 每月",
        "安全事故 0起",
    )
    assert rows[1].goals == ("成立公司", "意向项目签约", "完成选址")
    assert rows[3].goals == ()


# -- once something is filed -------------------------------------------------------------------------------


def asked(zone: Zone, day: str, **scope: object) -> Status:
    now = zone.as_of(day)
    return status(now, selection.moment(now.plan, now.as_of, as_of=day), Scope(**scope))  # type: ignore[arg-type]


def filed(zone: Zone) -> None:
    """The first item is late with a milestone, the second behind, the third blocked."""
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5}}, "KJ-02": {}})
    zone.filed(
        "2023Q2", "xmb", {"KJ-02": {"values": {"KJ-02.1": 10, "KJ-02.2": 1}}, "XM-03": {"state": "受阻"}}
    )


def test_each_department_counts_the_items_it_leads(zone: Zone) -> None:
    filed(zone)
    answer = asked(zone, "2023-07-11")
    assert [stand.light.light for stand in answer.rows] == [Light.YELLOW, Light.RED, Light.YELLOW]
    assert answer.by_department == {
        "科技部": {Light.GREEN: 0, Light.YELLOW: 1, Light.RED: 1, Light.GREY: 0},
        "项目部": {Light.GREEN: 0, Light.YELLOW: 1, Light.RED: 1, Light.GREY: 0},
    }
    narrow = asked(zone, "2023-07-11", lights=frozenset({Light.RED}))
    assert [sum(counts.values()) for counts in narrow.by_department.values()] == [1, 1]


def test_departments_stand_in_the_plan_s_order(plan: Plan) -> None:
    assert list(ask(plan, Scope()).by_department) == [department.name for department in plan.departments]


def test_what_is_overdue_the_latest_first(zone: Zone) -> None:
    assert asked(zone, "2024-02-01").late == ()
    filed(zone)
    assert [(part.id, part.days_late) for _, part in asked(zone, "2023-06-30").late] == []
    assert [(part.id, part.days_late) for _, part in asked(zone, "2023-07-01").late] == [("KJ-01.m1", 1)]
    told = [(stand.item.id, part.id, part.days_late) for stand, part in asked(zone, "2024-02-01").late]
    assert told == [
        ("KJ-01", "KJ-01.m1", 216),
        ("KJ-01", "KJ-01.1", 32),
        ("KJ-02", "KJ-02.1", 32),
        ("KJ-02", "KJ-02.2", 32),
    ]


def test_what_is_done_or_closed_is_not_overdue(zone: Zone) -> None:
    filed(zone)
    zone.decided("2023Q3", {"item": "KJ-01", "decision": "closed", "date": "2023-07-01"})
    assert asked(zone, "2023-07-11").late == ()


def test_a_filing_for_a_period_that_has_begun_is_told(zone: Zone) -> None:
    filed(zone)
    assert str(asked(zone, "2023-05-10").latest) == "2023Q2"
    assert asked(zone, "2023-03-31").latest is None


def test_the_latest_filing_is_that_of_the_items_that_are_shown(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-02": {"values": {"KJ-02.1": 10, "KJ-02.2": 1}}})
    zone.filed("2023Q2", "kjb", {"KJ-01": {"state": "受阻"}})
    answer = asked(zone, "2023-07-01")
    assert [(stand.light.light, str(stand.light.filed)) for stand in answer.rows] == [
        (Light.YELLOW, "2023Q2"),
        (Light.YELLOW, "2023Q1"),
        (Light.GREY, "None"),
    ]
    assert str(answer.latest) == "2023Q2"
    assert asked(zone, "2023-07-01", lights=frozenset({Light.GREY})).latest is None
