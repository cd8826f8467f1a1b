"""The JSON contract, key for key: who breaks a line here breaks another program."""

import json
from datetime import date
from typing import Any

from zone import unfiled

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views import selection
from gaoxin_plan.views.export import item_json, plan_json, status_json
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.status import status

PLAN_KEYS = ["title", "year", "issuer", "published", "preamble", "departments", "sections"]
DATED_PLAN_KEYS = [
    "title", "year", "issuer", "published", "preamble", "departments", "from", "to", "sections",
]  # fmt: skip
DEPARTMENT_KEYS = ["id", "name", "aliases"]
SECTION_KEYS = ["id", "number", "title", "items"]
ITEM_KEYS = ["id", "number", "title", "text", "lead", "responsible", "targets", "milestones"]
LED_ITEM_KEYS = ["id", "number", "title", "text", "lead", "responsible", "leader", "targets", "milestones"]
STATUS_KEYS = ["as_of", "period", "items", "counts", "departments", "late"]
STATUS_ITEM_KEYS = [
    "id", "number", "title", "section", "lead", "responsible", "role", "light", "measured", "reasons",
]  # fmt: skip
GOALS = {"at_least", "at_most", "exactly", "about", "between", "rise_by", "fall_by", "every"}


def items(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for section in data["sections"] for item in section["items"]]


def test_the_real_plan_key_for_key(plan: Plan) -> None:
    data: dict[str, Any] = plan_json(plan)
    assert list(data) == PLAN_KEYS
    assert all(list(department) == DEPARTMENT_KEYS for department in data["departments"])
    assert all(list(section) == SECTION_KEYS for section in data["sections"])
    assert all(list(item) == ITEM_KEYS for item in items(data))
    for item in items(data):
        for target in item["targets"]:
            (goal,) = GOALS & set(target)
            assert set(target) <= {"id", "metric", goal, "unit", "baseline", "due", "part_of", "quote"}
        for milestone in item["milestones"]:
            assert set(milestone) <= {"id", "title", "due", "limit", "quote"}


def test_the_real_plan_is_all_there(plan: Plan) -> None:
    data: dict[str, Any] = plan_json(plan)
    assert len(data["sections"]) == 4
    assert len(items(data)) == 30
    assert sum(len(item["targets"]) for item in items(data)) == 35
    assert sum(len(item["milestones"]) for item in items(data)) == 54
    assert (data["title"], data["year"], data["published"]) == (
        "四川江油高新区2022年工作要点",
        2022,
        "2022-06-01",
    )


def test_the_real_plan_survives_json(plan: Plan) -> None:
    data = plan_json(plan)
    assert json.loads(json.dumps(data)) == data


def test_texts_have_no_line_breaks_of_the_file(plan: Plan) -> None:
    data: dict[str, Any] = plan_json(plan)
    assert "\n" not in data["preamble"]
    texts = [item["text"] for item in items(data)]
    assert not any("\n" in text or " " in text for text in texts)
    assert all(item["text"].startswith(item["title"] + "。") for item in items(data))


def test_a_blank_line_is_a_paragraph_break(sample: Plan) -> None:
    data: dict[str, Any] = plan_json(sample)
    assert data["preamble"] == "全区要稳中求进。要守正创新。\n现将要点印发如下。"
    assert items(data)[0]["text"] == "培育企业。新增规上企业10户以上,失业率不超过4.5%。\n四级压减为三级。"


def test_lists_are_lists_and_names_the_departments_own(plan: Plan) -> None:
    data: dict[str, Any] = plan_json(plan)
    own = {department["name"] for department in data["departments"]}
    for item in items(data):
        for key in ("lead", "responsible", "targets", "milestones"):
            assert type(item[key]) is list
        assert item["lead"]
        assert own.issuperset(item["lead"] + item["responsible"])
    assert [type(department["aliases"]) for department in data["departments"]] == [list] * 5


def test_goals_stand_flat_under_their_own_key(sample: Plan) -> None:
    data: dict[str, Any] = plan_json(sample)
    assert items(data)[0]["targets"] == [
        {
            "id": "WZ-01.1",
            "metric": "新增规上企业",
            "at_least": 10,
            "unit": "户",
            "due": "2023-12-31",
            "quote": "新增规上企业10户以上",
        },
        {
            "id": "WZ-01.2",
            "metric": "失业率",
            "at_most": 4.5,
            "unit": "%",
            "baseline": 5,
            "quote": "失业率不超过4.5%",
        },
        {
            "id": "WZ-01.3",
            "metric": "管理层级",
            "exactly": 3,
            "unit": "级",
            "baseline": 4,
            "quote": "四级压减为三级",
        },
        {"id": "WZ-01.4", "metric": "释放土地", "about": 1500, "unit": "亩", "quote": "1500亩左右"},
        {
            "id": "WZ-01.5",
            "metric": "签约机构",
            "between": [2, 3],
            "unit": "家",
            "part_of": "WZ-01.1",
            "quote": "二至三家",
        },
        {"id": "WZ-01.6", "metric": "厂房使用率", "rise_by": 20, "unit": "%", "quote": "提升20%以上"},
        {"id": "WZ-01.7", "metric": "能耗", "fall_by": 2.5, "unit": "%", "quote": "下降2.5%"},
        {"id": "WZ-01.8", "metric": "运行调度", "every": "month", "quote": "月调度"},
        {"id": "WZ-01.9", "metric": "安全事故", "at_most": 0, "unit": "起", "quote": "零事故"},
    ]


def test_numbers_are_numbers(sample: Plan) -> None:
    text = json.dumps(plan_json(sample), ensure_ascii=False)
    assert '"at_least": 10,' in text
    assert '"at_most": 4.5,' in text
    assert '"between": [2, 3],' in text


def test_goals_of_the_real_plan(plan: Plan) -> None:
    data: dict[str, Any] = plan_json(plan)
    targets = {target["id"]: target for item in items(data) for target in item["targets"]}
    assert targets["FZ-10.1"] == {"id": "FZ-10.1", "metric": "周监测", "every": "week", "quote": "周监测"}
    assert targets["XM-15.3"]["between"] == [2, 3]
    assert targets["XM-15.4"]["rise_by"] == 20
    assert targets["DX-19.1"]["at_most"] == 0
    assert targets["FZ-05.1"] == {
        "id": "FZ-05.1",
        "metric": "突破关键技术",
        "at_least": 10,
        "unit": "项",
        "quote": "突破关键技术10项以上",
    }


def test_a_plan_with_two_dates_says_both_and_no_year(sample: Plan) -> None:
    data = plan_json(sample)
    assert list(data) == DATED_PLAN_KEYS
    assert (data["year"], data["from"], data["to"]) == (None, "2023-07-01", "2024-06-30")


def test_what_the_section_says_holds_for_its_items(sample: Plan) -> None:
    data: dict[str, Any] = plan_json(sample)
    first, second, third, last = items(data)
    assert list(first) == list(second) == LED_ITEM_KEYS
    assert (first["lead"], first["responsible"], first["leader"]) == (
        ["经济发展部"],
        ["管理办公室", "建设规划部"],
        "甲主任",
    )
    assert (second["lead"], second["responsible"], second["leader"]) == (
        ["管理办公室", "建设规划部"],
        ["经济发展部"],
        "乙主任",
    )
    assert list(third) == ITEM_KEYS
    assert (last["lead"], last["responsible"], last["targets"], last["milestones"]) == ([], [], [], [])


def test_milestones(sample: Plan) -> None:
    data = item_json(selection.item(sample, "WZ-02"), Directory(sample.departments))
    assert data["milestones"] == [
        {"id": "WZ-02.m1", "title": "成立公司", "due": "2024-03-31", "quote": "成立公司"},
        {"id": "WZ-02.m2", "title": "意向项目签约", "limit": "3个月内", "quote": "3个月内签约"},
        {"id": "WZ-02.m3", "title": "完成选址", "quote": "完成选址"},
    ]


def test_status_key_for_key(plan: Plan) -> None:
    moment = selection.moment(plan, date(2022, 7, 1))
    data: dict[str, Any] = status_json(status(unfiled(plan, moment.as_of), moment, Scope()))
    assert list(data) == STATUS_KEYS
    assert (data["as_of"], data["period"]) == ("2022-07-01", "2022Q2")
    assert data["counts"] == {"green": 0, "yellow": 0, "red": 0, "grey": 30}
    assert all(list(item) == STATUS_ITEM_KEYS for item in data["items"])
    assert data["items"][4] == {
        "id": "FZ-05",
        "number": "五",
        "title": "加快打造科技创新重点平台",
        "section": "FZ",
        "lead": ["企业发展服务中心"],
        "responsible": ["项目建设服务中心", "经济合作服务中心"],
        "role": None,
        "light": "grey",
        "measured": True,
        "reasons": ["从未填报"],
    }
    assert json.loads(json.dumps(data)) == data


def test_status_says_the_role_of_the_department_asked_about(sample: Plan) -> None:
    scope = Scope(department=selection.department(sample, "综合办"))
    moment = selection.moment(sample, date(2024, 1, 1))
    data: dict[str, Any] = status_json(status(unfiled(sample, moment.as_of), moment, scope))
    assert [(item["id"], item["role"]) for item in data["items"]] == [
        ("WZ-02", "lead"),
        ("WZ-01", "responsible"),
    ]
