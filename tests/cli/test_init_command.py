"""``init``: a workspace in which every command works."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from zone import Zone

Run = Callable[..., tuple[int, str, str]]


def test_what_it_writes_validates(
    run: Run, on_day: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day("2026-05-01")
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
    assert run("init") == (
        2,
        "",
        "错误:没有写建在哪个文件夹\n  → 写文件夹名,如 gaoxin init 示范区计划;“.”是当前文件夹\n",
    )
    assert run("init", "x", "--year", "") == (
        2,
        "",
        "错误:“年份”的值“”不是数字\n  → 写四位数字,如 2022\n",
    )


def test_next_year_s_plan_is_written_beside_this_year_s(
    run: Run, on_day: Callable[[str], None], zone: Zone
) -> None:
    on_day("2024-01-15")
    zone.decided("2023Q4", {"item": "KJ-01", "decision": "closed", "date": "2023-12-30"})
    assert run("init", "--from", "plan/2023.yaml", "--year", "2024") == (
        0,
        (
            "已写入 plan/2024.yaml:部门和部分照旧;以后不写 --plan 时用的是名称排在最后的计划\n"
            "3 条没有完成,作为注释带上,请逐条决定:KJ-01、KJ-02、XM-03\n"
        ),
        "",
    )
    assert run("status")[1].startswith("云山示范区2024年工作要点\n示例数据\n")
    assert run("fmt", "--check")[0] == 0
    before = zone.files()
    assert run("init", "--from", "plan/2023.yaml", "--year", "2024")[0] == 2
    assert run("init", "新区", "--from", "plan/2023.yaml") == (
        2,
        "",
        "错误:文件夹和 --from 只能写一个\n  → 由上年的计划起头时,新计划就写在它旁边\n",
    )
    assert zone.files() == before
