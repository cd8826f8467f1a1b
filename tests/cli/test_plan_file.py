"""Which plan a command speaks of: ``--plan``, the environment, the newest here or above."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

TITLE = "四川江油高新区2022年工作要点"
LOOK = "  → 请检查 --plan 或环境变量 GAOXIN_PLAN 的路径\n"


def other(folder: Path, name: str, title: str) -> Path:
    """Write a small plan with a title of its own."""
    file = folder / name
    file.write_text(
        f"title: {title}\nyear: 2023\nissuer: 示例\npublished: 2023-01-01\n"
        "departments:\n  - {id: bgs, name: 办公室}\n"
        "sections:\n  - id: A\n    number: 一\n    title: 一\n    items:\n"
        "      - id: A-01\n        number: 一\n        title: 甲\n        lead: 办公室\n        text: 甲。\n",
        encoding="utf-8",
    )
    return file


def first(answer: tuple[int, str, str]) -> str:
    code, out, err = answer
    assert (code, err) == (0, "")
    return out.splitlines()[0]


def test_the_newest_by_name(run: Run, workspace: Path) -> None:
    assert first(run("status")) == TITLE
    other(workspace / "plan", "2021.yaml", "去年")
    assert first(run("status")) == TITLE
    other(workspace / "plan", "2023.yaml", "今年")
    assert first(run("status")) == "今年"


def test_from_a_folder_below(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = workspace / "plan" / "2022" / "2022Q2"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert first(run("status")) == TITLE
    code, out, _ = run("report", "assignment")
    assert code == 0
    assert out.startswith(f"# {TITLE}任务分解表\n")


def test_the_environment(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAOXIN_PLAN", str(other(workspace, "a.yaml", "环境")))
    assert first(run("status")) == "环境"
    named = other(workspace, "b.yaml", "指定")
    assert first(run("status", "--plan", str(named))) == "指定"
    monkeypatch.setenv("GAOXIN_PLAN", "")
    assert first(run("status")) == TITLE


@pytest.mark.parametrize("name", ["nope.yaml", "plan", "plan/2022.yaml/x"])
def test_a_plan_that_is_no_file(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    told = (2, "", f"错误:没有计划文件 {name}\n{LOOK}")
    assert run("status", "--plan", name) == told
    assert run("validate", "--plan", name) == told
    monkeypatch.setenv("GAOXIN_PLAN", name)
    assert run("status") == told


def test_a_plan_that_may_not_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run("status", "--plan", "plan/2022.yaml") == (
        2,
        "",
        "错误:读不了文件 plan/2022.yaml:没有权限,或文件正被别的程序打开\n  → 请检查文件名和权限\n",
    )


def test_a_folder_in_the_place_of_a_plan_is_passed_over(run: Run, workspace: Path) -> None:
    (workspace / "plan" / "2030.yaml").mkdir()
    assert first(run("status")) == TITLE


def test_a_document_is_no_plan(run: Run) -> None:
    code, out, err = run("status", "--plan", "plan/2022.source.txt")
    assert (code, out) == (1, "")
    assert err.startswith("plan/2022.source.txt:1:1: ")
    assert err.endswith("错误:计划或填报的文件有错误,读不全\n  → 改好后再试;全部问题见:gaoxin validate\n")
