"""A plan at a revision: read through git, whatever the folder is like; what cannot be is said clearly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from repository import Repository
from zone import Zone

from gaoxin_plan.git import program
from gaoxin_plan.git.revision import documents_at, merge_base, revision, workspace_at
from gaoxin_plan.problems import PlanError
from gaoxin_plan.workspace import load

Told = Callable[..., tuple[str, str]]


@pytest.fixture
def repository(zone: Zone) -> Repository:
    """The made-up zone under git: filed in the second commit, lowered in the work tree."""
    made = Repository(zone.root)
    made.commit()
    made.git("tag", "v1")
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1}}})
    made.commit()
    zone.change("at_least: 10,", "at_least: 8,")
    return made


def told(plan: Path, name: str) -> tuple[str, str]:
    with pytest.raises(PlanError) as caught:
        workspace_at(plan, revision(plan, name))
    return caught.value.message, caught.value.hint


def test_the_plan_and_its_filings_are_those_of_then(repository: Repository, zone: Zone) -> None:
    before = repository.status(), zone.files()
    first, second = (workspace_at(zone.plan_file, revision(zone.plan_file, name)) for name in ("v1", "HEAD"))
    assert first.filings == ()
    assert [file.path for file in second.filings] == [zone.path("2023Q1", "kjb")]
    assert (second.path, second.root) == (zone.plan_file, zone.root)
    assert second.file.document.path == "HEAD:plan/2023.yaml"
    assert second.plan is not None
    now = load(zone.plan_file).plan
    assert now is not None
    goals = [plan.sections[0].items[0].targets[0].at_least for plan in (second.plan, now)]
    assert goals == [10, 8]
    assert (repository.status(), zone.files()) == before


def test_a_name_is_any_that_git_knows(repository: Repository, zone: Zone) -> None:
    commit = repository.git("rev-parse", "HEAD").strip()
    assert {revision(zone.plan_file, name).commit for name in ("HEAD", "main", commit, commit[:7])} == {
        commit
    }
    assert revision(zone.plan_file, "v1").words == f"v1({repository.git('rev-parse', 'v1')[:8]})"
    assert revision(zone.plan_file, commit[:7]).words == commit[:7]


@pytest.mark.parametrize("name", ["-h", "--upload-pack=x", "--", "", " "])
def test_what_begins_with_a_dash_never_reaches_git(zone: Zone, name: str) -> None:
    assert told(zone.plan_file, name) == (f"“{name}”不是版本", "写提交、分支或标签的名称,如 HEAD、main、v1.0")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", ["nope", "deadbeef", "HEAD~9", "HEAD:plan", "^HEAD", "v1 v1", "a..b", "🙂"])
def test_a_revision_that_is_not_there(zone: Zone, name: str) -> None:
    assert told(zone.plan_file, name) == (
        f"没有版本“{name}”",
        "写提交、分支或标签的名称;有哪些见 git log、git branch、git tag",
    )


def test_a_day_that_this_machine_knows_nothing_of(repository: Repository, zone: Zone) -> None:
    assert repository.status()
    assert told(zone.plan_file, "HEAD@{2001-01-01}")[0] == "本机没有记下“HEAD@{2001-01-01}”那时的版本"


def test_no_repository_at_all(zone: Zone) -> None:
    assert told(zone.plan_file, "HEAD") == (
        f"文件夹 {zone.plan_file.parent} 不在 git 仓库里",
        "以前的版本要有 git 才看得到:换到仓库里的文件夹再试",
    )


def test_nothing_committed_yet(zone: Zone) -> None:
    Repository(zone.root)
    assert told(zone.plan_file, "HEAD") == ("仓库里还没有提交", "先 git add、git commit")


def test_a_bare_repository(zone: Zone) -> None:
    made = Repository(zone.root)
    made.commit()
    bare = zone.root / "bare.git"
    made.git("clone", "--quiet", "--bare", ".", str(bare))
    assert told(bare / "plan.yaml", "HEAD")[0] == f"文件夹 {bare} 在 git 的内部文件夹里"


def test_git_is_not_installed(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(zone.root))
    assert told(zone.plan_file, "HEAD")[0] == "没有找到 git 程序"


def test_a_repository_of_somebody_else(
    repository: Repository, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repository.status()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    message, hint = told(zone.plan_file, "HEAD")
    assert message == f"仓库 {zone.plan_file.parent} 属于别的用户,git 不肯读"
    assert "safe.directory" in hint


def test_a_shallow_clone_says_so(repository: Repository, zone: Zone, tmp_path: Path) -> None:
    shallow = tmp_path / "浅 克隆"
    repository.git("clone", "--quiet", "--depth", "1", zone.root.as_uri(), str(shallow))
    plan = shallow / "plan" / "2023.yaml"
    assert workspace_at(plan, revision(plan, "HEAD")).plan is not None
    assert told(plan, "HEAD~1") == (
        "没有版本“HEAD~1”:这是浅克隆,只取了最近的提交",
        "取回全部:git fetch --unshallow",
    )


def test_a_work_tree_of_its_own(repository: Repository, zone: Zone, tmp_path: Path) -> None:
    other = tmp_path / "另一处"
    repository.git("worktree", "add", "--quiet", "--detach", str(other), "v1")
    plan = other / "plan" / "2023.yaml"
    assert len(workspace_at(plan, revision(plan, "main")).filings) == 1
    assert workspace_at(plan, revision(plan, "HEAD")).filings == ()
    assert not zone.files().keys() & {"另一处"}


def test_a_subfolder_with_a_chinese_name(tmp_path: Path) -> None:
    inner = Zone(tmp_path / "大仓库" / "工作 要点[1]")
    inner.filed("2023Q1", "kjb", {"KJ-01": {}})
    made = Repository(tmp_path / "大仓库")
    made.commit()
    found = workspace_at(inner.plan_file, revision(inner.plan_file, "HEAD"))
    assert [file.path for file in found.filings] == [inner.path("2023Q1", "kjb")]
    assert found.file.document.path == "HEAD:工作 要点[1]/plan/2023.yaml"


def test_a_plan_with_a_chinese_name_reached_by_a_link(tmp_path: Path) -> None:
    made = Zone(tmp_path / "zone")
    named = made.plan_file.rename(made.plan_file.with_name("二〇二三年.yaml"))
    Repository(made.root).commit()
    (tmp_path / "link").symlink_to(made.root)
    plan = tmp_path / "link" / "plan" / named.name
    assert workspace_at(plan, revision(plan, "HEAD")).path == plan


def test_a_hook_does_not_lead_elsewhere(
    repository: Repository, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repository.status()
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert len(workspace_at(zone.plan_file, revision(zone.plan_file, "HEAD")).filings) == 1


def test_a_plan_that_was_called_otherwise(repository: Repository, zone: Zone) -> None:
    repository.commit()
    new = zone.plan_file.rename(zone.plan_file.with_name("plan.yaml"))
    repository.commit()
    short = repository.git("rev-parse", "v1")[:8]
    assert told(new, "v1") == (
        f"v1({short}) 时没有 plan/plan.yaml,那时叫 plan/2023.yaml",
        "比较两个文件:gaoxin diff v1:plan/2023.yaml plan/plan.yaml",
    )
    assert workspace_at(zone.plan_file, revision(zone.plan_file, "v1")).plan is not None


def test_a_plan_of_another_year(repository: Repository, zone: Zone) -> None:
    other = zone.plan_file.with_name("2024.yaml")
    other.write_text("title: 另一份\n", encoding="utf-8")
    short = repository.git("rev-parse", "HEAD")[:8]
    assert told(other, "HEAD") == (
        f"HEAD({short}) 时没有 plan/2024.yaml,那时有 plan/2023.yaml",
        "加 --plan plan/2023.yaml 试试",
    )


def test_there_was_no_plan_yet(zone: Zone) -> None:
    made = Repository(zone.root)
    made.git("commit", "--quiet", "--allow-empty", "--message", "空")
    short = made.git("rev-parse", "HEAD")[:8]
    assert told(zone.plan_file, "HEAD") == (
        f"HEAD({short}) 时没有 plan/2023.yaml",
        "换一个版本,或用 --plan 写明那时的文件",
    )


def test_a_plan_that_was_broken_then(repository: Repository, zone: Zone) -> None:
    zone.change("year: 2023", "year: 二")
    repository.commit()
    message, hint = told(zone.plan_file, "HEAD")
    assert message.startswith(revision(zone.plan_file, "HEAD").words)
    assert message.endswith(" 时的文件有错误,读不全:HEAD:plan/2023.yaml:3:7 “year(年份)”的值“二”不是数字")
    assert hint == "换一个版本"
    assert documents_at(zone.plan_file, revision(zone.plan_file, "HEAD"))[""].root is not None


def test_a_link_in_the_place_of_the_plan(zone: Zone) -> None:
    made = Repository(zone.root)
    link = zone.plan_file.with_name("now.yaml")
    link.symlink_to("2023.yaml")
    made.commit()
    assert told(link, "HEAD")[0].endswith("时的 plan/now.yaml 是链接")


def test_links_and_other_files_of_the_folder_are_left_alone(repository: Repository, zone: Zone) -> None:
    folder = zone.path("2023Q1", "kjb").parent
    (folder / "xmb.yaml").symlink_to("kjb.yaml")
    (folder / "大.pdf").write_bytes(b"\0" * 1000)
    repository.commit()
    found = documents_at(zone.plan_file, revision(zone.plan_file, "HEAD"))
    assert list(found) == ["", "2023Q1/kjb.yaml"]


def test_where_two_branches_parted(repository: Repository, zone: Zone) -> None:
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "side", "v1")
    repository.commit("别的")
    first, second = revision(zone.plan_file, "main"), revision(zone.plan_file, "side")
    assert merge_base(first, second).commit == revision(zone.plan_file, "v1").commit
    repository.git("checkout", "--quiet", "--orphan", "alone")
    repository.commit("另起炉灶")
    with pytest.raises(PlanError, match=r"main.* 和 alone.* 没有共同的起点"):
        merge_base(first, revision(zone.plan_file, "alone"))


def test_what_git_itself_complains_about(zone: Zone) -> None:
    made = Repository(zone.root)
    made.commit()
    (zone.root / ".git" / "config").write_text("[core\n", encoding="utf-8")
    assert told(zone.plan_file, "HEAD")[0].startswith("git 没有做成:fatal: bad config line 1")


def test_an_object_that_is_missing(repository: Repository, zone: Zone) -> None:
    blob = repository.git("rev-parse", "HEAD:plan/2023.yaml").strip()
    (zone.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert told(zone.plan_file, "HEAD")[0].endswith("的内容没有全部取到本机")


def test_git_that_cannot_be_run(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = zone.root / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("no program", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent))
    with pytest.raises(PlanError, match="运行不了 git"):
        program.run(zone.root, "version")
