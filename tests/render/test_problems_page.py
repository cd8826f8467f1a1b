"""Problems as a person reads them, and as a program does."""

from pathlib import Path

from zone import Zone

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Mark, Problem, Severity
from gaoxin_plan.render.problems import conclusion, page, to_json
from gaoxin_plan.source import document
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.workspace import Workspace, load

PLANS = Path(__file__).parents[2]

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
RELATED = ERROR._replace(related=("牵头", "plan/2022.yaml", Mark(80, 9)))


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


def test_conclusion() -> None:
    workspace = Workspace(Loaded.of(Path("a.yaml"), Plan, document.parse("title: 甲\n", "a.yaml")))
    assert conclusion([ERROR, WARNING, ERROR], workspace) == "a.yaml:2 个错误、1 个警告"
    assert conclusion([WARNING], workspace) == "a.yaml:1 个警告"
    unread = Workspace(Loaded.of(Path("a.yaml"), Plan, document.parse("- 甲\n", "a.yaml")))
    assert unread.plan is None
    assert conclusion([ERROR], unread) == "a.yaml:1 个错误"


def test_conclusion_of_a_plan_without_problems() -> None:
    real, hostile = (
        load(path) for path in (PLANS / "plan" / "2022.yaml", Path(__file__).with_name("hostile.yaml"))
    )
    assert conclusion([], real) == (
        f"{real.file.document.path}:没有问题(4 个部分、30 个条目、35 个目标、54 个节点)\n"
        "已与原件 2022.source.txt 逐字核对"
    )
    assert conclusion([], hostile) == (
        f"{hostile.file.document.path}:没有问题(1 个部分、2 个条目、1 个目标、2 个节点)\n没有写明原件,未作核对"
    )


def test_conclusion_says_what_was_filed_and_amended(zone: Zone) -> None:
    zone.filed("2023Q1", "kjb", {"KJ-01": {}})
    zone.filed("2023Q1", "xmb", {"XM-03": {}})
    zone.filed("2023Q2", "kjb", {"KJ-01": {}})
    assert conclusion([], zone.load()).splitlines()[1:] == ["没有写明原件,未作核对", "填报 3 份,2 个报告期"]
    zone.amended()
    assert conclusion([], zone.load()).splitlines()[1:] == [
        "没有写明原件,未作核对",
        "1 处调整",
        "填报 3 份,2 个报告期",
    ]


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
