"""Which targets there are, and what a program is told of them."""

from datetime import date

from zone import unfiled

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views import selection
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.targets import Targets, targets_json
from gaoxin_plan.views.targets import targets as ask


def targets(plan: Plan, scope: Scope) -> Targets:
    moment = selection.moment(plan, date(2023, 12, 1))
    return ask(unfiled(plan, moment.as_of), moment, scope)


def test_every_target_with_its_item(plan: Plan) -> None:
    answer = targets(plan, Scope())
    assert answer.size == sum(len(task.item.targets) for task in plan.tasks()) == 35
    assert [item.row.item.id for item in answer.items] == [
        "FZ-05", "FZ-09", "FZ-10", "XM-15", "XM-16", "XM-17", "DX-19", "DJ-24", "DJ-25", "DJ-28", "DJ-29",
    ]  # fmt: skip


def test_what_a_department_leads_comes_first(plan: Plan) -> None:
    answer = targets(plan, Scope(department=selection.department(plan, "项目建设"), lead_only=False))
    roles = [item.row.role for item in answer.items]
    assert roles == sorted(roles, key=["lead", "responsible"].index)
    assert [item.row.item.id for item in answer.items if item.row.role == "lead"] == ["XM-16", "XM-17"]


def test_a_target_without_a_date_is_due_at_the_end(sample: Plan) -> None:
    [item] = targets(sample, Scope()).items
    assert [standing.due for standing in item.targets] == [date(2023, 12, 31)] + [date(2024, 6, 30)] * 8


def test_nothing_is_filed_yet(plan: Plan) -> None:
    standings = [standing for item in targets(plan, Scope()).items for standing in item.targets]
    assert {(standing.value, standing.pace) for standing in standings} == {(None, None)}


def test_json(sample: Plan) -> None:
    [item] = targets_json(targets(sample, Scope(section=selection.section(sample, "WZ"))))["items"]  # type: ignore[misc]
    told = item.pop("targets")
    assert item == {
        "id": "WZ-01",
        "number": "一",
        "title": "培育企业",
        "section": "WZ",
        "lead": ["经济发展部"],
        "responsible": ["管理办公室", "建设规划部"],
        "role": None,
    }
    rest = {"value": None, "pace": None, "light": "grey"}
    end = "2024-06-30"
    assert told[0] == {
        "id": "WZ-01.1",
        "metric": "新增规上企业",
        "at_least": 10,
        "unit": "户",
        "due": "2023-12-31",
        "quote": "新增规上企业10户以上",
        **rest,
    }
    assert [
        {key: one[key] for key in list(one) if key not in ("metric", "quote", "id")} for one in told[1:]
    ] == [
        {"at_most": 4.5, "unit": "%", "baseline": 5, "due": end, **rest},
        {"exactly": 3, "unit": "级", "baseline": 4, "due": end, **rest},
        {"about": 1500, "unit": "亩", "due": end, **rest},
        {"between": [2, 3], "unit": "家", "part_of": "WZ-01.1", "due": end, **rest},
        {"rise_by": 20, "unit": "%", "due": end, **rest},
        {"fall_by": 2.5, "unit": "%", "due": end, **rest},
        {"every": "month", "unit": None, "due": end, **rest},
        {"at_most": 0, "unit": "起", "due": end, **rest},
    ]
