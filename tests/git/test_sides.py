"""What the words of ``diff`` mean, whatever files have their names."""

from pathlib import Path

import pytest
from repository import Repository
from zone import Zone

from gaoxin_plan.git.sides import sides
from gaoxin_plan.problems import PlanError


@pytest.fixture
def repository(zone: Zone) -> Repository:
    """The made-up zone under git, with a tag."""
    made = Repository(zone.root)
    made.commit()
    made.git("tag", "v1")
    return made


def told(*words: str) -> tuple[str, str]:
    with pytest.raises(PlanError) as caught:
        sides(None, words[0], words[1] if words[1:] else None)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize("words", ["v1..HEAD", "v1...HEAD", "..HEAD", "v1.."])
def test_no_file_shadows_a_range(repository: Repository, words: str) -> None:
    for name in (words, "v1", "HEAD"):
        repository.write(name, "x")
    first, second = sides(None, words, None)
    assert first.at is not None
    assert second.at is not None
    assert not first.alone


def test_a_file_with_the_name_of_a_revision_is_refused(repository: Repository) -> None:
    repository.write("v1", "x")
    assert told("v1") == (
        "“v1”既是版本,也是这里的一个文件",
        "要文件,写 ./v1;要版本,换到别的文件夹或写提交的编号",
    )
    assert sides(None, "./v1", "plan/2023.yaml")[0].alone


def test_a_path_with_a_step_up_is_no_range(
    repository: Repository, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("旧.yaml", "title: 旧\n")
    repository.write("说明", "title: 旧\n")
    repository.commit()
    monkeypatch.chdir(zone.root / "plan")
    for old in ("../旧.yaml", "../plan/../旧.yaml", "../说明"):
        first, second = sides(None, old, "2023.yaml")
        assert (first.path, second.path) == (Path(old), Path("2023.yaml"))
    for old in ("HEAD:../旧.yaml", "HEAD:旧.yaml", "HEAD:./../旧.yaml"):
        first, _ = sides(None, old, "2023.yaml")
        assert first.path == zone.root / "旧.yaml"
        assert first.documents()[""].text == "title: 旧\n"
    assert told("../没有.yaml") == ("没有文件 ../没有.yaml", "请检查文件名;某个版本里的文件写成 版本:路径")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("word", ["HEAD:", "HEAD:/", "HEAD:.", "HEAD:..", "HEAD:./"])
def test_a_revision_without_its_file(word: str) -> None:
    assert told(word) == (f"“{word}”没有写是哪个文件", "写成 版本:路径,如 HEAD:plan/2022.yaml")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("word", ["HEAD:/etc/passwd", "HEAD:../../x.yaml"])
def test_a_file_that_is_not_in_the_repository(word: str) -> None:
    first, _ = sides(None, word, "plan/2023.yaml")
    with pytest.raises(PlanError, match="不在仓库"):
        first.documents()


@pytest.mark.parametrize("words", ["HEAD", "v1..HEAD", "HEAD:plan/2023.yaml"])
def test_outside_a_repository_two_files_can_be_compared(zone: Zone, words: str) -> None:
    message, hint = told(words)
    assert message.endswith("不在 git 仓库里")
    assert str(zone.root) in message
    assert hint == "要比较两个文件,写:gaoxin diff 旧文件 新文件"
