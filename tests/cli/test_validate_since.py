"""``validate --since``: what a person sees of a change that nobody approved."""

from collections.abc import Callable

import pytest
from repository import Repository
from zone import Zone

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]


@pytest.fixture(autouse=True)
def repository(zone: Zone, on_day: OnDay) -> Repository:
    on_day("2023-09-01")
    made = Repository(zone.root)
    made.commit()
    return made


def test_an_approved_change_has_no_problem(run: Run, zone: Zone) -> None:
    zone.amended()
    code, out, err = run("validate", "--since", "HEAD")
    assert (code, err) == (0, "")
    assert "P25" not in out


def test_one_that_nobody_approved_is_an_error_at_its_line(run: Run, zone: Zone) -> None:
    zone.change("due: 2023-06-30", "due: 2023-09-30")
    assert run("validate")[0] == 0
    code, out, err = run("validate", "--since", "HEAD")
    assert (code, err) == (1, "")
    assert out.startswith(
        "plan/2023.yaml:35:47: P250 KJ-01.m1 研究院挂牌:完成时限 2023-06-30 → 2023-09-30(推迟);HEAD 以来没有记录这项调整\n"
        "    → 改回去;经批准的,在 amendments 里记 of: KJ-01.m1、key: due\n"
    )
    assert out.endswith("plan/2023.yaml:1 个错误、1 个警告\n")


def test_a_revision_that_is_not_there(run: Run) -> None:
    assert run("validate", "--since", "nope") == (
        2,
        "",
        "错误:没有版本“nope”\n  → 写提交、分支或标签的名称;有哪些见 git log、git branch、git tag\n",
    )


def test_a_plan_that_was_broken_then(run: Run, zone: Zone, repository: Repository) -> None:
    text = zone.plan_file.read_bytes()
    zone.plan_file.write_bytes(text + b"\n  - [")
    repository.commit()
    zone.plan_file.write_bytes(text)
    code, out, err = run("validate", "--since", "HEAD")
    assert (code, out) == (2, "")
    assert err.startswith("错误:HEAD:plan/2023.yaml:")


def test_a_plan_that_is_broken_now_is_told_first(run: Run, zone: Zone) -> None:
    zone.change("at_least: 10,", "at_least: 十,")
    code, out, _ = run("validate", "--since", "HEAD")
    assert code == 1
    assert "P144" in out
    assert "P25" not in out
