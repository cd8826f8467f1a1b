"""``status``, ``show``, ``validate`` and ``export`` for other programs: json, csv, md."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

Run = Callable[..., tuple[int, str, str]]

SHOW_KEYS = [
    "id", "number", "title", "text", "lead", "responsible", "targets", "milestones",
    "light", "measured", "reasons", "amendments"]  # fmt: skip
PROBLEM_KEYS = ["code", "severity", "path", "line", "column", "address", "message", "hint"]
STATUS_HEAD = "编号,序号,工作任务,目标和节点,牵头部门,责任部门,角色,亮灯,依据,理由"


def answer(told: tuple[int, str, str]) -> str:
    code, out, err = told
    assert (code, err) == (0, "")
    return out


def test_status_as_json(run: Run) -> None:
    data = json.loads(answer(run("status", "--format", "json", "--as-of", "2022-07-01")))
    assert list(data) == ["as_of", "period", "items", "counts", "departments", "late"]
    assert (data["as_of"], data["period"], len(data["items"])) == ("2022-07-01", "2022Q2", 30)
    assert data["counts"] == {"green": 0, "yellow": 0, "red": 0, "grey": 30}


def test_status_as_json_is_narrowed_like_the_page(run: Run) -> None:
    told = run("status", "--lead", "党群", "--section", "四", "--light", "灰", "--format", "json")
    items = json.loads(answer(told))["items"]
    assert [item["id"] for item in items] == ["DJ-24", "DJ-25", "DJ-26", "DJ-27", "DJ-28", "DJ-29"]
    assert {item["role"] for item in items} == {"lead"}


def test_status_with_nothing_in_it_is_still_json(run: Run) -> None:
    data = json.loads(answer(run("status", "--light", "red", "--format", "json")))
    assert data["items"] == []
    assert sum(data["counts"].values()) == 0


def test_status_as_csv(run: Run) -> None:
    text = answer(run("status", "--dept", "qyfz", "--format", "csv"))
    assert text.startswith("\ufeff编号,")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert ",".join(head) == STATUS_HEAD
    assert [row[6] for row in rows] == ["牵头"] * 8 + ["配合"] * 22
    assert {len(row) for row in rows} == {10}


def test_status_as_markdown(run: Run) -> None:
    text = answer(run("status", "--format", "md"))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert sum(token.type == "tr_open" for token in tokens) == 31
    assert text.splitlines()[0] == f"| {STATUS_HEAD.replace(',', ' | ')} |"


def test_show_as_json(run: Run) -> None:
    data = json.loads(answer(run("show", "五", "--format", "json")))
    assert list(data) == SHOW_KEYS
    assert (data["id"], data["light"], data["measured"], data["reasons"]) == (
        "FZ-05",
        "grey",
        True,
        ["从未填报"],
    )
    assert "\n" not in data["text"]


def test_show_as_csv(run: Run) -> None:
    text = answer(run("show", "FZ-10", "--format", "csv"))
    assert text.startswith(
        "\ufeff编号,目标或节点,要求,完成时限,原文,亮灯,理由\nFZ-10.1,周监测,每周,2022年12月31日,周监测,灰灯,从未填报\n"
    )
    assert len(text.splitlines()) == 1 + 3 + 1


def test_show_as_markdown(run: Run) -> None:
    assert answer(run("show", "FZ-11", "--format", "md")) == (
        "| 编号 | 目标或节点 | 要求 | 完成时限 | 原文 | 亮灯 | 理由 |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| FZ-11.m1 | 搭建供给侧服务平台 |  | 未明确时限 | 搭建供给侧服务平台 | 灰灯 | 从未填报 |\n"
    )


def test_validate_as_json(run: Run, change: Callable[[str, str], None]) -> None:
    assert json.loads(answer(run("validate", "--format", "json"))) == {"problems": []}
    change("responsible: [党群工作部]", "responsible: [党群部]")
    code, out, err = run("validate", "--format", "json")
    assert (code, err) == (1, "")
    (problem,) = json.loads(out)["problems"]
    assert list(problem) == PROBLEM_KEYS
    assert (problem["code"], problem["severity"], problem["path"], problem["address"]) == (
        "P203",
        "error",
        "plan/2022.yaml",
        "FZ-11/responsible/1",
    )
    assert (type(problem["line"]), type(problem["column"])) == (int, int)


def test_export(run: Run) -> None:
    text = answer(run("export", "json"))
    assert "四川江油高新区2022年工作要点" in text
    assert [len(section["items"]) for section in json.loads(text)["sections"]] == [12, 6, 5, 7]


@pytest.mark.parametrize(
    ("today", "options", "line"),
    [
        ("2022-05-10", (), "截至 2022-05-10 · 报告期 2022Q1"),
        ("2021-12-01", (), "截至 2021-12-01 · 报告期 2022Q1"),
        ("2026-01-01", (), "截至 2023-01-11 · 报告期 2022Q4"),
        ("2026-01-01", ("--as-of", "2022-06-30"), "截至 2022-06-30 · 报告期 2022Q2"),
        ("2026-01-01", ("--period", "2022q3"), "截至 2022-10-11 · 报告期 2022Q3"),
    ],
)
def test_the_page_says_as_of_when(
    run: Run, on_day: Callable[[str], None], today: str, options: tuple[str, ...], line: str
) -> None:
    on_day(today)
    assert answer(run("status", *options)).splitlines()[1] == line
