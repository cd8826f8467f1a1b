"""A new workspace: what is written is right, whole, and never over anything."""

import os
from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan.changes import start
from gaoxin_plan.checks.run import check
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.workspace import load

NAMES = [
    "README.md",
    "plan/2026.yaml",
    "templates/README.md",
    ".github/workflows/gaoxin.yml",
    ".gitattributes",
    "templates/assignment.md.j2",
    "schema/plan.schema.json",
]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def plan_of(folder: Path, year: int) -> Plan:
    workspace = load(folder / "plan" / f"{year}.yaml")
    assert check(workspace, date(year, 6, 1)) == []
    assert workspace.plan is not None
    return workspace.plan


def test_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "区"
    assert start.start(folder, 2026) == NAMES
    assert files(folder) == sorted(NAMES)
    assert [path.name for path in folder.parent.iterdir()] == ["区"]


@pytest.mark.parametrize("year", [1999, 2026, 2027, 2999])
def test_the_plan_has_no_problem_and_no_warning(tmp_path: Path, year: int) -> None:
    start.start(tmp_path / "a", year)
    plan = plan_of(tmp_path / "a", year)
    assert (plan.title, plan.year) == (f"示例高新区{year}年工作要点", year)


def test_nobody_in_it_is_real(tmp_path: Path) -> None:
    start.start(tmp_path / "a", 2026)
    plan = plan_of(tmp_path / "a", 2026)
    assert all("示例" in department.name for department in plan.departments)
    assert {name for department in plan.departments for name in department.aliases} == {"示例综合办"}
    assert "示例" in plan.issuer
    text = (tmp_path / "a" / "plan" / "2026.yaml").read_text(encoding="utf-8")
    assert "江油" not in text
    assert text.splitlines()[1].startswith("# 这是一份示例计划:部门、条目、数字都是虚构的")


def test_every_kind_of_part_is_shown(tmp_path: Path) -> None:
    start.start(tmp_path / "a", 2026)
    items = [task.item for task in plan_of(tmp_path / "a", 2026).tasks()]
    kinds = {target.goal[0] for item in items for target in item.targets}
    assert kinds == {"at_least", "between", "every", "at_most", "about"}
    assert [milestone.due is None for item in items for milestone in item.milestones] == [False, True]


def test_no_blank_is_left_to_fill(tmp_path: Path) -> None:
    start.start(tmp_path / "a", 2026)
    assert [name for name in NAMES if "{year}" in (tmp_path / "a" / name).read_text(encoding="utf-8")] == []
    assert "`plan/2026.yaml`" in (tmp_path / "a" / "README.md").read_text(encoding="utf-8")


def test_the_ci_file_names_the_other(tmp_path: Path) -> None:
    start.start(tmp_path / "a", 2026)
    text = (tmp_path / "a" / ".github" / "workflows" / "gaoxin.yml").read_text(encoding="utf-8")
    assert "      - run: gaoxin validate\n" in text
    assert "# 用 GitLab 的话删掉本文件,在根目录建 .gitlab-ci.yml:\n" in text


def test_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "2025.yaml").write_text("去年的\n", encoding="utf-8")
    assert start.start(tmp_path, 2026) == NAMES
    assert files(tmp_path) == sorted([*NAMES, "plan/2025.yaml"])
    assert (tmp_path / "plan" / "2025.yaml").read_text(encoding="utf-8") == "去年的\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".git", ".gitattributes", ".github", "README.md", "plan", "schema", "templates",
    ]  # fmt: skip


def test_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    start.start(Path(), 2026)
    assert files(tmp_path) == sorted(NAMES)


def test_nothing_is_overwritten_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("我的\n", encoding="utf-8")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "plan.schema.json").symlink_to("nowhere")
    with pytest.raises(PlanError) as raised:
        start.start(tmp_path, 2026)
    assert raised.value.message == f"{tmp_path} 里已有 README.md、schema/plan.schema.json,什么都没有写"
    assert raised.value.hint == "换一个文件夹,或先把这些文件移走"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "我的\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "schema"]


def test_a_second_time(tmp_path: Path) -> None:
    start.start(tmp_path, 2026)
    with pytest.raises(PlanError, match="里已有 README"):
        start.start(tmp_path, 2026)


def test_what_was_moved_is_taken_away_when_the_rest_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text("一个文件\n", encoding="utf-8")  # where the last folder should be
    with pytest.raises(PlanError) as raised:
        start.start(tmp_path, 2026)
    assert raised.value.message == f"建不了 {tmp_path}:路径中有一段不是文件夹"
    assert [path.name for path in tmp_path.iterdir()] == ["schema"]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = tmp_path / "templates" / "README.md"
    late.parent.mkdir()
    late.write_text("别人的\n", encoding="utf-8")
    monkeypatch.setattr(os.path, "lexists", lambda _path: False)
    with pytest.raises(PlanError):
        start.start(tmp_path, 2026)
    assert files(tmp_path) == ["templates/README.md"]
    assert late.read_text(encoding="utf-8") == "别人的\n"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("文件\n", encoding="utf-8")
    with pytest.raises(PlanError) as raised:
        start.start(tmp_path / "a", 2026)
    assert raised.value.message == f"建不了 {tmp_path / 'a'}:路径中有一段不是文件夹"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_year_as_typed() -> None:
    assert start.year("2027") == 2027


@pytest.mark.parametrize(
    ("words", "hint"), [("２０２７年", "写成 2027"), ("27", "写四位数字,如 2022"), ("", "写四位数字,如 2022")]
)
def test_a_year_that_is_none(words: str, hint: str) -> None:
    with pytest.raises(PlanError) as raised:
        start.year(words)
    assert (raised.value.message, raised.value.hint) == (f"“年份”的值“{words}”不是数字", hint)
