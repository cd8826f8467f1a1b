"""``list``, ``targets``, ``due``, ``departments``: options in, answers out, every format."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]
Change = Callable[[str, str], None]

COMMANDS = ["list", "targets", "due", "departments"]


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "--grep", "企业"),
        ("list", "--dept", "党群"),
        ("targets",),
        ("targets", "--lead", "党群"),
        ("due", "--as-of", "2022-10-01", "--within", "3m"),
        ("departments",),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_80_columns(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if columns(line) > 80] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_opens_in_excel(run: Run, change: Change, command: str) -> None:
    change("title: 抓实项目建设", 'title: "=1+1"')
    change("metric: 项目开工", 'metric: "@SUM(A1)"')
    change("name: 党群工作部", 'name: "-2+3"')
    arguments = ("--as-of", "2022-06-01", "--within", "9m") if command == "due" else ()
    code, out, _ = run(command, *arguments, "--format", "csv")
    assert code == 0
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {"'=1+1", "'@SUM(A1)", "'-2+3"} & set(cells)


@pytest.mark.parametrize("command", COMMANDS)
def test_markdown_is_a_table(run: Run, command: str) -> None:
    code, out, err = run(command, "--format", "md")
    assert (code, err) == (0, "")
    head, rule, *_ = out.splitlines()
    assert head.startswith("| ")
    assert set(rule) == {"|", " ", "-"}


def test_list_searches(run: Run) -> None:
    code, out, err = run("list", "--grep", "周监测")
    assert (code, err) == (0, "")
    assert out == (
        "四川江油高新区2022年工作要点\n"
        "查找“周监测”\n"
        "\n"
        "一、坚持稳中求进、主动作为,一心一意谋发展\n"
        "  FZ-10  十  企业发展服务中心  加快完善经济运行监测体系\n"
        "    原文          …,提升统计数据质量,实行“【周监测】、月调度、季盘点”的经济运行…\n"
        "    目标 FZ-10.1  【周监测】\n"
        "\n"
        "共 1 项,2 处\n"
    )


def test_nothing_found_is_fine(run: Run) -> None:
    assert run("list", "--grep", "没有的词") == (0, "没有条目写到“没有的词”。\n", "")
    assert run("list", "--grep", "没有的词", "--format", "json") == (
        0,
        '{\n  "grep": "没有的词",\n  "items": []\n}\n',
        "",
    )


def test_targets_json_has_no_value_yet(run: Run) -> None:
    code, out, _ = run("targets", "--section", "DX", "--format", "json")
    assert code == 0
    [item] = json.loads(out)["items"]
    assert item["targets"] == [
        {
            "id": "DX-19.1",
            "metric": "安全生产事故",
            "at_most": 0,
            "unit": "起",
            "quote": "力争园区安全生产“零事故”",
            "due": "2022-12-31",
            "value": None,
            "pace": None,
            "light": "grey",
        }
    ]


def test_due_counts_from_today(run: Run, on_day: Callable[[str], None]) -> None:
    on_day("2022-06-01")
    code, out, _ = run("due")
    assert code == 0
    assert out.splitlines()[1:5] == [
        "从 2022-06-01 起 90 天内到期(到 2022-08-30)",
        "",
        "2022-06-30 还有 29 天",
        "  XM-16.m2  项目建设服务中心  融通高科锂电正极材料、惠科双铜等项目开工",
    ]
    assert "已于" not in out


def test_due_of_a_year_that_is_over(run: Run) -> None:
    code, out, _ = run("due", "--within", "90d")
    assert code == 0
    [told] = [line for line in out.splitlines() if "--as-of" in line]
    assert told == "计划已于 2022-12-31 结束;要看当时的情况,请加 --as-of,如 --as-of 2022-04-01"


def test_departments_json(run: Run) -> None:
    code, out, _ = run("departments", "--format", "json")
    assert code == 0
    last = json.loads(out)["departments"][-1]
    assert last == {
        "id": "dqgz",
        "name": "党群工作部",
        "aliases": ["党群工作部<纪工委>"],
        "contact": None,
        "lead": ["DJ-24", "DJ-25", "DJ-26", "DJ-27", "DJ-28", "DJ-29"],
        "responsible": ["FZ-04", "FZ-11", "FZ-12", "DX-19", "DX-20", "DJ-30"],
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("list", "--grep", ""), "错误:没有写要找的文字\n  → 写上要找的文字,如 --grep 项目\n"),
        (("due", "--within", "3y"), "错误:时间“3y”写法不对\n  → 写成 90d(90 天)或 3m(3 个月)这样\n"),
        (
            ("due", "--as-of", "2022.4.1"),
            "错误:日期“2022.4.1”写法不对\n  → 日期写成 2022-06-30 这样;这里应是 2022-04-01\n",
        ),
        (("due", "--as-of", ""), "错误:日期“”写法不对\n  → 日期写成 2022-06-30 这样;年四位,月和日两位\n"),
        (
            ("targets", "--lead", "服务"),
            (
                "错误:“服务”可以是几个部门:企业发展服务中心、项目建设服务中心、经济合作服务中心\n"
                "  → 请写全部门名称\n"
            ),
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_question_that_means_nothing(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert run(*arguments) == (2, "", told)


@pytest.mark.parametrize("command", ["status", "list", "targets", "due"])
@pytest.mark.parametrize("option", ["--dept", "--lead", "--section"])
def test_the_options_of_scope_are_those_of_every_query(run: Run, command: str, option: str) -> None:
    code, out, err = run(command, option, "")
    assert (code, out) == (2, "")
    assert "“”" in err
    value = "二" if option == "--section" else "项目建设"
    code, out, err = run(command, option, value, "--format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith("\ufeff")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_plan_is_not_answered_from(run: Run, change: Change, command: str) -> None:
    change("year: 2022", "year: 二零二二年")
    code, out, err = run(command)
    assert (code, out) == (1, "")
    assert "错误:计划或填报的文件有错误,读不全\n" in err


@pytest.mark.parametrize("command", [*COMMANDS, "init"])
def test_help_is_chinese_and_ends_with_examples(run: Run, command: str) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"用法:gaoxin {command} ")
    assert "\n\n例:\n  gaoxin " in out
    assert "…" not in out
