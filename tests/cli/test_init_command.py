"""``init``: a workspace in which every command works."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan.cli import init as init_command

Run = Callable[..., tuple[int, str, str]]


def test_what_it_writes_validates(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init_command, "today", lambda: date(2026, 5, 1))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    assert run("init", "新区") == (
        0,
        (
            "已建好 新区:\n"
            "  README.md\n"
            "  plan/2026.yaml\n"
            "  templates/README.md\n"
            "  .github/workflows/gaoxin.yml\n"
            "  .gitattributes\n"
            "  templates/assignment.md.j2\n"
            "  schema/plan.schema.json\n"
            "下一步见其中的 README.md\n"
        ),
        "",
    )
    monkeypatch.chdir(tmp_path / "新区")
    assert run("validate", "--strict") == (
        0,
        "plan/2026.yaml:没有问题(2 个部分、2 个条目、5 个目标、2 个节点)\n没有写明原件,未作核对\n",
        "",
    )
    assert run("fmt", "--check") == (0, "plan/2026.yaml:已是整齐的\n", "")
    _, schema, _ = run("schema", "plan")
    assert (tmp_path / "新区" / "schema" / "plan.schema.json").read_text(encoding="utf-8") == schema
    for command in ("status", "list", "targets", "due", "departments", "show 一", "report assignment"):
        code, out, err = run(*command.split())
        assert (code, err) == (0, "")
        assert out


def test_the_year_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = run("init", str(tmp_path / "a"), "--year", "2031")
    assert (code, err) == (0, "")
    monkeypatch.chdir(tmp_path / "a")
    _, out, _ = run("export", "json")
    assert json.loads(out)["year"] == 2031


def test_nothing_is_overwritten(run: Run, workspace: Path) -> None:
    before = sorted(workspace.rglob("*"))
    assert run("init", ".", "--year", "2022") == (
        2,
        "",
        "错误:. 里已有 plan/2022.yaml、templates/assignment.md.j2,什么都没有写\n  → 换一个文件夹,或先把这些文件移走\n",
    )
    assert sorted(workspace.rglob("*")) == before


def test_a_folder_must_be_named(run: Run) -> None:
    assert run("init") == (2, "", "错误:缺少参数“文件夹”\n  → 用法见:gaoxin init --help\n")
    assert run("init", "x", "--year", "") == (
        2,
        "",
        "错误:“年份”的值“”不是数字\n  → 写四位数字,如 2022\n",
    )
