"""One item whole, and when its parts are due."""

from datetime import date

from zone import unfiled

from gaoxin_plan.lights.light import Light, PartLight, Rule
from gaoxin_plan.model.plan import Plan, Task
from gaoxin_plan.views import selection
from gaoxin_plan.views.show import Part, Shown
from gaoxin_plan.views.show import show as ask


def show(plan: Plan, task: Task) -> Shown:
    return ask(task, unfiled(plan, date(2022, 7, 1)))


def grey(id_: str, name: str, *, measured: bool) -> PartLight:
    return PartLight(id_, name, Light.GREY, measured, Rule.NEVER, "从未填报")


def test_an_item_of_the_real_plan(plan: Plan) -> None:
    shown = show(plan, selection.item(plan, "FZ-05"))
    assert shown.task.item.title == "加快打造科技创新重点平台"
    assert (shown.lead, shown.responsible) == (
        ("企业发展服务中心",),
        ("项目建设服务中心", "经济合作服务中心"),
    )
    assert len(shown.targets) == 7
    assert shown.targets[0] == Part(
        "FZ-05.1",
        "突破关键技术",
        "10项以上",
        "2022年12月31日",
        "突破关键技术10项以上",
        grey("FZ-05.1", "突破关键技术", measured=True),
    )
    assert shown.milestones == (
        Part(
            "FZ-05.m1",
            "绵阳技师学院挂牌落户园区",
            "",
            "未明确时限",
            "加快推动绵阳技师学院挂牌落户园区",
            grey("FZ-05.m1", "绵阳技师学院挂牌落户园区", measured=False),
        ),
    )
    assert (shown.light.light.word, shown.light.measured, shown.light.reasons) == (
        "灰灯",
        True,
        ("从未填报",),
    )


def test_dues_of_the_real_plan(plan: Plan) -> None:
    dues = {
        part.id: part.due
        for task in plan.tasks()
        for shown in (show(plan, task),)
        for part in (*shown.targets, *shown.milestones)
    }
    assert len(dues) == 35 + 54
    assert dues["FZ-01.m3"] == "2022年12月31日"
    assert dues["FZ-01.m5"] == "2024年12月31日"
    assert dues["XM-15.m2"] == "3个月内(逐项)"
    assert dues["XM-16.m2"] == "2022年6月30日"
    assert set(dues.values()) == {
        "2022年6月30日",
        "2022年12月31日",
        "2023年12月31日",
        "2024年12月31日",
        "3个月内(逐项)",
        "未明确时限",
    }


def test_a_target_without_a_date_is_due_at_the_plans_end(sample: Plan) -> None:
    dues = [part.due for part in show(sample, selection.item(sample, "WZ-01")).targets]
    assert dues == ["2023年12月31日", *["2024年6月30日"] * 8]


def test_a_milestone_says_what_the_plan_says(sample: Plan) -> None:
    dues = [part.due for part in show(sample, selection.item(sample, "WZ-02")).milestones]
    assert dues == ["2024年3月31日", "3个月内(逐项)", "未明确时限"]


def test_names_are_the_departments_own(sample: Plan) -> None:
    shown = show(sample, selection.item(sample, "WZ-02"))
    assert (shown.lead, shown.task.leader) == (("管理办公室", "建设规划部"), "乙主任")
    inherited = show(sample, selection.item(sample, "WZ-01"))
    assert (inherited.lead, inherited.task.leader) == (("经济发展部",), "甲主任")
    assert inherited.responsible == ("管理办公室", "建设规划部")
