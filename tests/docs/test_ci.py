"""The ready files of docs/ci: they can be read, ask for little, obey no stranger; pre-commit runs for real."""

import re
from pathlib import Path
from typing import Any

import pytest
from repository import GAOXIN, Repository
from ruamel.yaml import YAML
from zone import PLAN

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs" / "ci"
PRE_COMMIT = GAOXIN.with_name("pre-commit")
FILING = "period: 2023Q1\ndepartment: kjb\nfiled: 2023-03-31\nitems:\n  KJ-01:\n    state: 进行中\n"


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


GITHUB = {path.name: read(path) for path in sorted(CI.glob("github*.yml"))}
GITLAB = read(CI / "gitlab.yml")
STEPS = [
    pytest.param(step, id=f"{name}: {step.get('name', step.get('uses'))}")
    for name, workflow in GITHUB.items()
    for job in workflow["jobs"].values()
    for step in job["steps"]
]


def test_every_file_is_told_of_in_the_page() -> None:
    page = (CI / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in CI.iterdir()} - {"README.md"}
    assert (
        set(re.findall(r"\]\(([\w.-]+\.ya?ml)\)", page))
        == names
        == {
            "github.yml",
            "github-comment.yml",
            "gitlab.yml",
            "pre-commit.yaml",
        }
    )


def test_github_checks_with_no_more_than_the_right_to_read() -> None:
    check, comment = GITHUB["github.yml"], GITHUB["github-comment.yml"]
    assert set(check["on"]) == {"push", "pull_request"}
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert set(comment["on"]) == {"workflow_run"}
    assert comment["on"]["workflow_run"]["workflows"] == [check["name"]]
    assert comment["permissions"] == {}
    assert comment["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}


def test_who_may_write_takes_no_code_of_a_stranger() -> None:
    used = [
        step["uses"].partition("@")[0] for step in GITHUB["github-comment.yml"]["jobs"]["comment"]["steps"]
    ]
    assert used == ["actions/download-artifact", "actions/github-script"]
    assert GITLAB["gaoxin-comment"]["variables"] == {"GIT_STRATEGY": "none"}


@pytest.mark.parametrize("step", STEPS)
def test_no_word_from_outside_is_part_of_a_command(step: dict[str, Any]) -> None:
    assert "${{" not in step.get("run", "")
    assert "${{" not in step.get("with", {}).get("script", "")
    if "checkout" in step.get("uses", ""):
        assert step["with"]["persist-credentials"] is False
        assert "ref" not in step["with"]
    unquoted = re.sub(r'"[^"]*"', "", step.get("run", ""))
    assert re.findall(r"\$(?!\?)\w+", unquoted) == []


def test_gitlab_runs_what_there_is_and_quotes_what_it_is_given() -> None:
    jobs = {name: job for name, job in GITLAB.items() if isinstance(job, dict) and "script" in job}
    assert set(jobs) == {"gaoxin-validate", "gaoxin-diff", "gaoxin-comment"}
    for job in (GITLAB[".gaoxin"], *jobs.values()):
        for line in (*job.get("before_script", ()), *job.get("script", ())):
            assert isinstance(line, str)
            unquoted = re.sub(r'"[^"]*"', "", line)
            assert re.findall(r"\$(?!\?|\()\w+", unquoted) == [], line
    assert jobs["gaoxin-validate"]["artifacts"]["reports"]["codequality"] == "gl-code-quality-*.json"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The made-up zone in a subfolder of a repository, checked and tidied before every commit."""
    made = Repository(tmp_path / "仓库")
    made.write("plan/2023.yaml", PLAN.read_text(encoding="utf-8"))
    made.commit("计划")
    return made


AMENDED = """
amendments:
  - of: KJ-01.1
    key: at_least
    old: 10
    new: 8
    reason: 示例原因
    approved: 示例纪要
    date: 2023-03-01
"""
LOWER = ("at_least: 10,", "at_least: 8,")


def github(repository: Repository, step: str) -> tuple[int, str]:
    """Run a step of the workflow as a pull request into main does."""
    found = next(one for one in GITHUB["github.yml"]["jobs"]["validate"]["steps"] if one.get("name") == step)
    program = ["bash", "-e", "-c", found["run"]]
    summary = str(repository.root / "summary.md")
    path = f"{GAOXIN.parent}:/usr/local/bin:/usr/bin:/bin"
    code, out, err = repository.run(*program, BASE="main", GITHUB_STEP_SUMMARY=summary, PATH=path)
    return code, out + err


def gitlab(repository: Repository, job: str, base: str) -> tuple[int, str]:
    """Run a job as a merge request does: all its lines in one shell."""
    program = ["bash", "-e", "-c", "\n".join(GITLAB[job]["script"])]
    path = f"{GAOXIN.parent}:/usr/local/bin:/usr/bin:/bin"
    code, out, err = repository.run(*program, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, PATH=path)
    return code, out + err


def both(repository: Repository) -> tuple[tuple[int, str], tuple[int, str]]:
    """What the checks of GitHub and GitLab say."""
    base = repository.git("merge-base", "main", "HEAD").strip()
    return github(repository, "检查"), gitlab(repository, "gaoxin-validate", base)


def test_a_lowered_goal_passes_only_with_its_amendment(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.change("plan/2023.yaml", LOWER)
    repository.commit()
    for code, told in both(repository):
        assert code == 1
        assert "P250" in told
    text = (repository.root / "plan/2023.yaml").read_text(encoding="utf-8")
    repository.write("plan/2023.yaml", text + AMENDED)
    repository.commit()
    for code, told in both(repository):
        assert (code, "P250" in told) == (0, False), told
    code, _ = github(repository, "改动")
    assert code == 0
    words = (repository.root / "comment/diff.md").read_text(encoding="utf-8")
    assert "KJ-01.1" in words
    assert (repository.root / "summary.md").read_text(encoding="utf-8") == words
    assert gitlab(repository, "gaoxin-diff", repository.git("rev-parse", "main").strip()) == (0, words)


def test_every_plan_is_checked_and_a_new_one_has_nothing_to_be_compared_with(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.change("plan/2023.yaml", ("lead: 项目部\n", "lead: 项目处\n"))
    new = PLAN.read_text(encoding="utf-8").replace("2023", "2024")
    repository.write("plan/2024.yaml", new)
    repository.commit()
    for code, told in both(repository):
        assert code == 1
        assert "P203" in told
    repository.change("plan/2023.yaml", ("lead: 项目处\n", "lead: 项目部\n"))
    repository.commit()
    assert [code for code, _ in both(repository)] == [0, 0]


def test_a_plan_under_another_name_does_not_pass(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.change("plan/2023.yaml", LOWER)
    repository.git("mv", "plan/2023.yaml", "plan/2023年.yaml")
    repository.commit()
    for code, told in both(repository):
        assert code == 1
        assert "计划文件删去了或改了名,查不了放松了什么" in told


def test_a_file_named_like_what_is_compared_hides_nothing(repository: Repository) -> None:
    base = repository.git("rev-parse", "main").strip()
    repository.git("checkout", "-q", "-b", "side")
    repository.change("plan/2023.yaml", LOWER)
    for name in (base, f"{base}..HEAD", "main", "HEAD"):
        repository.write(name, PLAN.read_text(encoding="utf-8"))
    repository.commit()
    assert [code for code, _ in both(repository)] == [1, 1]
    assert "KJ-01.1" in gitlab(repository, "gaoxin-diff", base)[1]


def test_nothing_changed_says_so(repository: Repository) -> None:
    assert gitlab(repository, "gaoxin-diff", "HEAD") == (0, "计划没有改动。\n")


def commit(repository: Repository, home: Path) -> tuple[int, str]:
    """What a person who commits is told; the programs are on PATH, and nothing comes from anywhere else."""
    repository.git("add", "-A")
    path = f"{GAOXIN.parent}:/usr/local/bin:/usr/bin:/bin"
    nowhere = {"PIP_NO_INDEX": "1", "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    code, out, err = repository.run(
        "git", "commit", "-m", "改", PATH=path, PRE_COMMIT_HOME=str(home), PRE_COMMIT_COLOR="never", **nowhere
    )
    return code, out + err


def test_pre_commit_refuses_a_mistake_and_tidies(repository: Repository, tmp_path: Path) -> None:
    repository.write(".pre-commit-config.yaml", (CI / "pre-commit.yaml").read_text(encoding="utf-8"))
    code, out, err = repository.run(PRE_COMMIT, "install", PRE_COMMIT_HOME=str(tmp_path / "home"))
    assert code == 0, out + err
    repository.change("plan/2023.yaml", ("responsible: [项目部, 办公室]", "responsible: [项目处, 办公室]"))
    code, told = commit(repository, tmp_path / "home")
    assert code == 1
    assert re.search(r"检查工作要点\.+Failed\n", told)
    assert "plan/2023.yaml:27:23: P203 责任部门“项目处”不在部门名单中;是不是“项目部”?\n" in told
    repository.change("plan/2023.yaml", ("项目处", "项目部"))
    repository.write("plan/2023/2023Q1/kjb.yaml", FILING.replace("进行中", "'进行中'"))
    code, told = commit(repository, tmp_path / "home")
    assert code == 1
    assert re.search(r"检查工作要点\.+Passed\n", told)
    assert re.search(r"整理工作要点\.+Failed\n", told)
    assert "plan/2023/2023Q1/kjb.yaml:已整理\n" in told
    assert (repository.root / "plan/2023/2023Q1/kjb.yaml").read_text(encoding="utf-8") == FILING
    repository.git("checkout", "-q", "--", "plan/2023.yaml")
    assert commit(repository, tmp_path / "home")[0] == 0


def test_the_hooks_that_this_repository_offers(repository: Repository, tmp_path: Path) -> None:
    offered = Repository(tmp_path / "gaoxin")
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert hooks.count("language: python\n") == 2
    # what is asked here is what the hooks run, and on what: an installed one would be downloaded
    offered.write(".pre-commit-hooks.yaml", hooks.replace("language: python", "language: system"))
    offered.commit("钩子")
    revision = offered.git("rev-parse", "HEAD").strip()
    repository.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {offered.root}\n    rev: {revision}\n"
        "    hooks:\n      - id: gaoxin-validate\n      - id: gaoxin-fmt\n        args: [--check]\n",
    )
    home = tmp_path / "home"
    assert repository.run(PRE_COMMIT, "install", PRE_COMMIT_HOME=str(home))[0] == 0
    repository.write("说明.txt", "与计划无关")
    code, told = commit(repository, home)
    assert code == 0
    assert re.search(r"检查工作要点\.+\(no files to check\)Skipped\n", told)
    repository.change(
        "plan/2023.yaml", ("name: 科技部", "name: '科技部'"), ("lead: 项目部\n", "lead: 项目处\n")
    )
    code, told = commit(repository, home)
    assert code == 1
    assert "P203 牵头部门“项目处”不在部门名单中" in told
    assert "plan/2023.yaml:需要整理\n" in told
    assert "name: '科技部'" in (repository.root / "plan/2023.yaml").read_text(encoding="utf-8")
