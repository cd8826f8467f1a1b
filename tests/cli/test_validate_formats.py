"""``validate --format github`` and ``gitlab``: paths from the repository's root, wherever one stands."""

import json
from pathlib import Path

import pytest
from repository import GAOXIN, Repository
from zone import PLAN

WHOLE = PLAN.read_text(encoding="utf-8") + (
    "        milestones:\n          - {id: XM-03.m1, title: 服务企业, quote: 服务企业}\n"
)
WRONG = WHOLE.replace("responsible: [项目部, 办公室]", "responsible: [项目处, 办公室]")
COMMAND = (
    "::error file={},line=27,col=23,title=gaoxin P203::"
    "责任部门“项目处”不在部门名单中;是不是“项目部”?%0A→ 照部门名单改正;印发件确是这样写的,就加进该部门的 aliases\n"
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a workspace in a subfolder, whose plan has one mistake."""
    made = Repository(tmp_path / "仓库")
    made.write("示范区,一/plan/2023.yaml", WRONG)
    made.commit("计划")
    return made


@pytest.mark.parametrize("below", ["", "plan"])
def test_for_github_a_path_begins_at_the_root_of_the_repository(repository: Repository, below: str) -> None:
    folder = repository.root / "示范区,一" / below
    code, out, err = repository.run(GAOXIN, "validate", "--format", "github", folder=folder)
    shown = "2023.yaml" if below else "plan/2023.yaml"
    assert (code, err) == (1, "")
    assert out == COMMAND.format("示范区%2C一/plan/2023.yaml") + f"{shown}:1 个错误\n"


def test_in_a_hook_of_git_the_same(repository: Repository) -> None:
    folder = repository.root / "示范区,一"
    inside = {
        "GIT_DIR": str(repository.root / ".git"),
        "GIT_INDEX_FILE": str(repository.root / ".git" / "index"),
    }
    _, out, _ = repository.run(GAOXIN, "validate", "--format", "github", folder=folder, **inside)
    assert out.startswith("::error file=示范区%2C一/plan/2023.yaml,line=27,")


@pytest.mark.parametrize("environment", [{"PATH": "/nonexistent"}, {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}])
def test_where_git_does_not_help_a_path_is_as_shown(
    repository: Repository, environment: dict[str, str]
) -> None:
    folder = repository.root / "示范区,一"
    code, out, err = repository.run(GAOXIN, "validate", "--format", "github", folder=folder, **environment)
    assert (code, err) == (1, "")
    assert out.startswith(COMMAND.format("plan/2023.yaml"))


def test_for_gitlab(repository: Repository) -> None:
    folder = repository.root / "示范区,一"
    code, out, err = repository.run(GAOXIN, "validate", "--format", "gitlab", folder=folder)
    assert (code, err) == (1, "")
    (entry,) = json.loads(out)
    assert entry["location"] == {
        "path": "示范区,一/plan/2023.yaml",
        "lines": {"begin": 27},
        "positions": {"begin": {"line": 27, "column": 23}},
    }
    repository.write("示范区,一/plan/2023.yaml", WRONG.replace("项目处", "项目部"))
    assert repository.run(GAOXIN, "validate", "--format", "gitlab", folder=folder) == (0, "[]\n", "")
    code, out, _ = repository.run(GAOXIN, "validate", "--format", "github", folder=folder)
    assert code == 0
    assert out.startswith("plan/2023.yaml:没有问题(")


def test_a_warning_is_an_error_where_it_is_asked_for(repository: Repository) -> None:
    text = WRONG.replace("项目处", "项目部").replace(
        "        lead: 项目部\n        responsible: [科技部]\n", ""
    )
    repository.write("示范区,一/plan/2023.yaml", text)
    folder = repository.root / "示范区,一"
    code, out, _ = repository.run(GAOXIN, "validate", "--format", "github", folder=folder)
    assert (code, out.partition(" ")[0]) == (0, "::warning")
    code, out, _ = repository.run(GAOXIN, "validate", "--format", "github", "--strict", folder=folder)
    assert (code, out.partition(" ")[0]) == (1, "::error")
