"""Problems as a person reads them, and as a program does."""

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Problem, Severity
from gaoxin_plan.render.problems import conclusion, page, to_json

ERROR = Problem(
    "P203",
    Severity.ERROR,
    "plan/2022.yaml",
    88,
    13,
    "FZ-05/responsible/1",
    "不在部门名单中",
    "照名单改正",
)
WARNING = Problem("P221", Severity.WARNING, "plan/2022.yaml", 90, 7, "FZ-06", "没有牵头部门", "加上 lead")
RELATED = ERROR._replace(related=("牵头", 80, 9))


def test_page() -> None:
    assert page([ERROR, WARNING, RELATED], 80).text() == (
        "plan/2022.yaml:88:13: P203 不在部门名单中\n"
        "    → 照名单改正\n"
        "plan/2022.yaml:90:7: P221 (警告)没有牵头部门\n"
        "    → 加上 lead\n"
        "plan/2022.yaml:88:13: P203 不在部门名单中\n"
        "    → 照名单改正\n"
        "    牵头见 plan/2022.yaml:80:9\n"
    )


def test_conclusion(plan: Plan) -> None:
    assert conclusion([ERROR, WARNING, ERROR], "a.yaml", plan) == "a.yaml:2 个错误、1 个警告"
    assert conclusion([WARNING], "a.yaml", plan) == "a.yaml:1 个警告"
    assert conclusion([ERROR], "a.yaml", None) == "a.yaml:1 个错误"


def test_conclusion_of_a_plan_without_problems(plan: Plan, hostile: Plan) -> None:
    told = conclusion([], "plan/2022.yaml", plan)
    assert "".join(told.split()) == (
        "plan/2022.yaml:没有问题(4个部分、30个条目、35个目标、54个节点)已与原件2022.source.txt逐字核对"
    )
    assert "".join(conclusion([], "a.yaml", hostile).split()) == (
        "a.yaml:没有问题(1个部分、2个条目、1个目标、2个节点)没有写明原件,未作核对"
    )


def test_json() -> None:
    assert to_json([]) == {"problems": []}
    assert to_json([RELATED]) == {
        "problems": [
            {
                "code": "P203",
                "severity": "error",
                "path": "plan/2022.yaml",
                "line": 88,
                "column": 13,
                "address": "FZ-05/responsible/1",
                "message": "不在部门名单中",
                "hint": "照名单改正",
            }
        ]
    }
    assert to_json([WARNING])["problems"][0]["severity"] == "warning"
