"""``gaoxin cache clear``: nothing is lost by it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran

from gaoxin_plan.source import snapshot

Run = Callable[..., Ran]


def test_clearing(run: Run) -> None:
    answer = run("status")
    assert snapshot.folder().exists()
    assert run("cache", "clear") == (0, "已删去 1 份计划的快照\n", "")
    assert not snapshot.folder().exists()
    assert run("cache", "clear") == (0, "没有快照,不用删\n", "")
    assert run("status") == answer


def test_without_it_nothing_is_kept(run: Run) -> None:
    run("status", "--no-cache")
    run("report", "quarterly", "--no-cache")
    run("validate")
    assert not snapshot.folder().exists()


def test_what_cannot_be_removed_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise PermissionError

    monkeypatch.setattr(snapshot, "clear", refuse)
    code, out, err = run("cache", "clear")
    assert (code, out) == (2, "")
    assert "删不了快照:没有权限" in err


def test_record_writes_the_same_with_and_without_it(run: Run, workspace: Path) -> None:
    said = ("record", "FZ-05", "--period", "2022Q2", "--state", "进行中", "--value", "FZ-05.1=6")
    path = workspace / "plan" / "2022" / "2022Q2" / "qyfz.yaml"
    run("status")
    with_it, text = run(*said), path.read_bytes()
    path.unlink()
    assert (run(*said, "--no-cache"), path.read_bytes()) == (with_it, text)
