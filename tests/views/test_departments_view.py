"""Who leads and co-operates in what."""

import msgspec.structs

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.views.departments import departments, departments_json

# counted in the brackets of the printed document: items led, items shared in
ROLES = {"zhgl": (5, 14), "qyfz": (8, 22), "xmjs": (8, 20), "jjhz": (3, 22), "dqgz": (6, 6)}


def test_the_departments_of_the_real_plan(plan: Plan) -> None:
    answer = departments(plan)
    counts = {duties.department.id: (len(duties.lead), len(duties.responsible)) for duties in answer.duties}
    assert counts == ROLES
    assert answer.leaderless == ()


def test_items_in_printed_order_under_the_department_s_own_name(sample: Plan) -> None:
    answer = departments(sample)
    assert [(duties.department.id, duties.lead, duties.responsible) for duties in answer.duties] == [
        ("bgs", ("WZ-02",), ("WZ-01",)),
        ("jjb", ("WZ-01",), ("WZ-02", "JS-03")),
        ("jsb", ("WZ-02", "JS-03"), ("WZ-01",)),
    ]
    assert answer.leaderless == ("JS-04",)


def test_an_item_counts_once_for_a_department_named_twice(sample: Plan) -> None:
    section = sample.sections[1]
    item = msgspec.structs.replace(
        section.items[0], lead=("综合办", "党政办"), responsible=("bgs", "jjb", "jjb")
    )
    changed = msgspec.structs.replace(sample, sections=(msgspec.structs.replace(section, items=(item,)),))
    office, economy, _ = departments(changed).duties
    assert (office.lead, office.responsible) == (("JS-03",), ())
    assert (economy.lead, economy.responsible) == ((), ("JS-03",))


def test_json(sample: Plan) -> None:
    first = msgspec.structs.replace(sample.departments[0], contact="示例联络员")
    changed = msgspec.structs.replace(sample, departments=(first, *sample.departments[1:]))
    assert departments_json(departments(changed)) == {
        "departments": [
            {
                "id": "bgs",
                "name": "管理办公室",
                "aliases": ["党政办", "综合办"],
                "contact": "示例联络员",
                "lead": ["WZ-02"],
                "responsible": ["WZ-01"],
            },
            {
                "id": "jjb",
                "name": "经济发展部",
                "aliases": [],
                "contact": None,
                "lead": ["WZ-01"],
                "responsible": ["WZ-02", "JS-03"],
            },
            {
                "id": "jsb",
                "name": "建设规划部",
                "aliases": [],
                "contact": None,
                "lead": ["WZ-02", "JS-03"],
                "responsible": ["WZ-01"],
            },
        ]
    }
