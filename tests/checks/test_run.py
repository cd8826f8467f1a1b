"""All rules over one workspace: the document they need, and one sorted list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin_plan.checks.registry import KINDS
from gaoxin_plan.checks.run import RULES
from gaoxin_plan.problems import Problem

Told = Callable[..., list[tuple[str, str, str]]]
Check = Callable[..., list[Problem]]
Change = tuple[str, str]
Expected = tuple[str, str, str]


def test_the_small_plan_is_right(told: Told) -> None:
    assert told() == []
    assert told(document=None) == []


SOURCES = [
    ("missing.txt", "P301", "原件“missing.txt”:没有这个文件或文件夹"),
    ("../../out.txt", "P301", "原件“../../out.txt”在工作区之外,不能使用"),
    ("/etc/passwd", "P301", "原件“/etc/passwd”在工作区之外,不能使用"),
    ("link.txt", "P301", "原件“link.txt”在工作区之外,不能使用"),
    (".", "P301", "原件“.”:这是一个文件夹"),
    ("a" * 300, "P301", "原件“aaa"),
    ("../2022.txt", "P301", "原件“../2022.txt”:没有这个文件或文件夹"),
]


@pytest.mark.parametrize(("file", "code", "message"), SOURCES, ids=[row[0][:20] for row in SOURCES])
def test_a_document_that_cannot_be_used(
    file: str, code: str, message: str, told: Told, tmp_path: Path
) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path.parent / "out.txt").write_text("x", encoding="utf-8")
    (tmp_path / "plan" / "link.txt").symlink_to(tmp_path.parent / "out.txt")
    [(found, line, words)] = told(("{file: 2022.txt,", "{file: " + file + ","))
    assert (found, line[:8]) == (code, "source: ")
    assert words.startswith(message)
    assert words.isprintable()


@pytest.mark.parametrize(("file", "code"), [('"a\\0b"', "U+0000"), ('"a\\e[31mb"', "U+001B")])
def test_a_name_of_a_document_holds_no_control_character(file: str, code: str, told: Told) -> None:
    [(found, _, words)] = told(("{file: 2022.txt,", "{file: " + file + ","))
    assert (found, words) == ("P153", f"“file(原件文件)”的值里有看不见的控制字符({code})")


def test_a_document_in_a_folder_of_the_workspace_may_be_used(told: Told, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "link.txt").symlink_to("2022.txt")
    assert told(("{file: 2022.txt,", "{file: link.txt,")) == []


@pytest.mark.parametrize(
    ("document", "code", "message"),
    [
        pytest.param(b"", "P301", "原件“2022.txt”:文件是空的", id="empty"),
        pytest.param("要点".encode("gbk"), "P301", "原件“2022.txt”:文件不是 UTF-8 编码(从第 3 个字节起读不通),像是 GBK 编码", id="GBK"),
        pytest.param(b"PK\x03\x04", "P301", "原件“2022.txt”:这不是文本文件(是压缩包,或 Word、Excel 文件)", id="zip"),
    ],
)  # fmt: skip
def test_a_document_that_is_no_text(
    document: bytes, code: str, message: str, check_plan: Check, plan_text: str
) -> None:
    assert [(p.code, p.line, p.message) for p in check_plan(plan_text, document)] == [(code, 5, message)]


def test_a_document_that_was_changed(check_plan: Check, plan_text: str) -> None:
    check_plan()
    [problem] = check_plan(plan_text.replace("SHA256", "0" * 64))
    assert (problem.code, problem.line, problem.message) == (
        "P302",
        5,
        "原件“2022.txt”的指纹与计划记录的不同",
    )
    assert problem.hint.startswith("找回原来的文件;确认换用新原件时,把 sha256 改为 ")


def test_a_rule_requires_only_kinds_that_there_are() -> None:
    codes = {kind.code for kind in KINDS}
    assert all(set(kind.requires) <= codes for kind in KINDS)
    assert all(kind.code not in kind.requires for kind in KINDS)


def test_every_rule_finds_a_kind_of_its_own() -> None:
    codes = [rule.kind.code for rule in RULES]
    assert sorted(set(codes)) == sorted(codes)


def test_problems_are_sorted_by_line(told: Told) -> None:
    changes = [
        ("id: XM\n", "id: FZ\n"),
        ("quote: 完成", "quote: 完"),
        ("id: qyfz", "id: zhb"),
        ("at_least: 10", "at_least: 12"),
    ]
    assert [found[:2] for found in told(*changes)] == [
        ("P201", "- id: zhb"), ("P210", "at_least: 12"), ("P209", "quote: 完厂房建设"), ("P201", "- id: FZ"),
    ]  # fmt: skip
