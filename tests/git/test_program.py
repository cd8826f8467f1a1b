"""Which git is run, and what it is told of where it is."""

import os
from pathlib import Path

import pytest
from repository import Repository

from gaoxin_plan.git import program
from gaoxin_plan.problems import PlanError


def fake(folder: Path) -> Path:
    """A program called git that says who it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "git"
    path.write_text('#!/bin/sh\necho "不该运行的"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("first", [".", "", "bin"])
def test_a_git_that_lies_in_the_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    fake(tmp_path / first)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{first}{os.pathsep}{os.environ['PATH']}")
    assert program.run(tmp_path, "version").words.startswith("git version ")
    monkeypatch.setenv("PATH", first)
    with pytest.raises(PlanError, match="没有找到 git 程序"):
        program.run(tmp_path, "version")


def test_what_a_hook_says_of_its_own_repository_is_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Repository(tmp_path / "仓库")
    commit = made.commit()
    for name in made.git("rev-parse", "--local-env-vars").split():
        if not name.startswith("GIT_CONFIG_"):
            monkeypatch.setenv(name, "nowhere")
    assert program.run(made.root, "rev-parse", "HEAD").words == commit
    assert program.run(made.root, "cat-file", "-t", commit).words == "commit"


def test_nothing_is_fetched_that_a_partial_clone_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fake(tmp_path / "bin")
    path.write_text('#!/bin/sh\necho "$GIT_NO_LAZY_FETCH $GIT_TERMINAL_PROMPT"\n', encoding="utf-8")
    monkeypatch.setenv("PATH", str(path.parent))
    assert program.run(tmp_path, "version").words == "1 0"
