"""Which items an answer holds, in which order, in which role."""

from datetime import date

import pytest

from gaoxin_plan.lights import Light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views import selection
from gaoxin_plan.views.status import Scope, Status, status

# counted in the brackets of the printed document: items led, items shared in
ROLES = {"zhgl": (5, 14), "qyfz": (8, 22), "xmjs": (8, 20), "jjhz": (3, 22), "dqgz": (6, 6)}


def ask(plan: Plan, scope: Scope) -> Status:
    return status(plan, selection.moment(plan, date(2022, 7, 1)), scope)


def ids(answer: Status) -> list[str]:
    return [row.item.id for row in answer.rows]


def test_the_whole_plan_in_printed_order(plan: Plan) -> None:
    answer = ask(plan, Scope())
    assert ids(answer) == [task.item.id for task in plan.tasks()]
    assert len(answer.rows) == 30
    assert {row.role for row in answer.rows} == {None}


@pytest.mark.parametrize("id_", ROLES)
def test_what_a_department_leads_comes_first(plan: Plan, id_: str) -> None:
    answer = ask(plan, Scope(department=selection.department(plan, id_)))
    led, shared = ROLES[id_]
    assert [row.role for row in answer.rows] == ["lead"] * led + ["responsible"] * shared
    assert answer.rows == answer.of_role("lead") + answer.of_role("responsible")
    printed = [task.item.id for task in plan.tasks()]
    for role in ("lead", "responsible"):
        of_role = [row.item.id for row in answer.of_role(role)]
        assert of_role == sorted(of_role, key=printed.index)


def test_every_item_of_the_real_plan_is_led_by_one_department() -> None:
    assert sum(led for led, _ in ROLES.values()) == 30


def test_lead_only(plan: Plan) -> None:
    answer = ask(plan, Scope(department=selection.department(plan, "党群"), lead_only=True))
    assert ids(answer) == ["DJ-24", "DJ-25", "DJ-26", "DJ-27", "DJ-28", "DJ-29"]


def test_section_and_department_together(plan: Plan) -> None:
    scope = Scope(department=selection.department(plan, "qyfz"), section=selection.section(plan, "三"))
    answer = ask(plan, scope)
    assert [(row.item.id, row.role) for row in answer.rows] == [
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
        assert next(row.item.id for row in answer.rows if row.role == "lead") == "WZ-02"
    assert answer.rows[0].lead == ("管理办公室", "建设规划部")


def test_a_section_leads_the_items_that_name_no_lead(sample: Plan) -> None:
    answer = ask(sample, Scope(department=selection.department(sample, "jjb")))
    assert [(row.item.id, row.role) for row in answer.rows] == [
        ("WZ-01", "lead"),
        ("WZ-02", "responsible"),
        ("JS-03", "responsible"),
    ]


def test_an_item_that_no_one_leads_is_in_the_whole_plan_only(sample: Plan) -> None:
    assert ids(ask(sample, Scope())) == ["WZ-01", "WZ-02", "JS-03", "JS-04"]
    for department in sample.departments:
        assert "JS-04" not in ids(ask(sample, Scope(department=department)))


def test_goals_in_words(sample: Plan) -> None:
    rows = ask(sample, Scope()).rows
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
