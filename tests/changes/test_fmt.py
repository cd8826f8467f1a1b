"""fmt puts a file in order and changes nothing that it says; fmt --fix mends what is surely a slip."""

import os
import re
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin_plan.changes.fmt import files_of, formatted, record_of, run
from gaoxin_plan.cli.main import run as gaoxin
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.source import document, files

ROOT = Path(__file__).parents[2]
REAL = (ROOT / "plan" / "2022.yaml").read_text(encoding="utf-8")
GALLERY = sorted((ROOT / "tests" / "gallery").glob("P*.yaml"))


def test_the_real_plan_is_in_order() -> None:
    assert formatted(REAL, "plan.yaml", Plan).text == REAL


def test_line_ends_of_windows_stay() -> None:
    windows = REAL.replace("\n", "\r\n")
    assert formatted(windows, "plan.yaml", Plan).text == windows


CASES = {
    "a sentence a line": (
        "preamble: 今年是关键之年。要稳中求进!努力(实干。)吧。\n",
        "preamble: |-\n  今年是关键之年。\n  要稳中求进!努力(实干。)\n  吧。\n",
    ),
    "a sentence ends behind its closing marks": (
        "preamble: |-\n  要做到“一件事。”“跑一次。”还有一句\n",
        "preamble: |-\n  要做到“一件事。”\n  “跑一次。”\n  还有一句\n",
    ),
    "a blank line stays a paragraph break": (
        "preamble: |-\n  第一段。又一句。\n\n  第二段。\n",
        "preamble: |-\n  第一段。\n  又一句。\n\n  第二段。\n",
    ),
    "one sentence may stay on the line of its key": ("preamble: 只有一句。\n", "preamble: 只有一句。\n"),
    "a comment behind the block sign stays": (
        "preamble: |- # 前言\n  甲。乙。\n",
        "preamble: |- # 前言\n  甲。\n  乙。\n",
    ),
    "other block signs": (
        "preamble: |+\n  甲。乙。\n\n\nsections: []\n",
        "preamble: |-\n  甲。\n  乙。\n\n\nsections: []\n",
    ),
    "needless quotes go": ("title: '示例计划'\nyear: \"2022\"\n", "title: 示例计划\nyear: 2022\n"),
    "needed quotes stay": (
        "title: '甲: 乙'\nissuer: \"%\"\n",
        'title: "甲: 乙"\nissuer: "%"\n',
    ),
    "quotes in a list": (
        "departments:\n  - id: a\n    name: 甲\n    aliases: [\"乙: 丙\", '丁']\n",
        'departments:\n  - id: a\n    name: 甲\n    aliases: ["乙: 丙", 丁]\n',
    ),
    "keys in order, with the comments above them": (
        "# 开头\nyear: 2022 # 年\n# 标题\ntitle: 示例计划\n",
        "# 开头\n# 标题\ntitle: 示例计划\nyear: 2022 # 年\n",
    ),
    "keys of a list's first line": (
        "departments:\n  # 甲\n  - name: 甲\n    # 编号\n    id: a\n  - id: b\n    name: 乙\n",
        "departments:\n  # 甲\n    # 编号\n  - id: a\n    name: 甲\n  - id: b\n    name: 乙\n",
    ),
    "a record with an unknown key is left alone": (
        "year: 2022\nweather: 晴\ntitle: 示例计划\n",
        "year: 2022\nweather: 晴\ntitle: 示例计划\n",
    ),
    "white space at the ends of lines": (
        "title: 示例计划  \nyear: 2022\t\n\n\n",
        "title: 示例计划\nyear: 2022\n",
    ),
    "white space inside a text is its own": (
        "preamble: |-\n  甲 \n  乙。\n",
        "preamble: |-\n  甲 乙。\n",
    ),
    "a text that begins with a space": (
        'preamble: " 甲。乙。"\n',
        "preamble: |2-\n   甲。\n  乙。\n",
    ),
    "keys that slipped into a text are left for a person": (
        "preamble: |-\n  甲。乙。\n    - id: FZ-03.m1\n      title: 丙\n",
        "preamble: |-\n  甲。乙。\n    - id: FZ-03.m1\n      title: 丙\n",
    ),
    "a comment inside a text too": (
        "preamble: |-\n  甲。乙。\n  # 说明\n",
        "preamble: |-\n  甲。乙。\n  # 说明\n",
    ),
    "no break at the end": ("title: 示例计划", "title: 示例计划\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_canonical_form(before: str, after: str) -> None:
    assert formatted(before, "plan.yaml", Plan).text == after
    assert formatted(after, "plan.yaml", Plan).text == after


def test_a_filing_is_put_in_order() -> None:
    before = (
        "department: qyfz\nperiod: 2022Q2\nitems:\n  FZ-05:\n    progress: 甲。乙。\n    state: 进行中\n"
        "filed: 2022-07-04\n"
    )
    after = (
        "period: 2022Q2\ndepartment: qyfz\nfiled: 2022-07-04\nitems:\n  FZ-05:\n    state: 进行中\n"
        "    progress: |-\n      甲。\n      乙。\n"
    )
    assert formatted(before, "filing.yaml", Filing).text == after


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_disorder_of_any_kind_is_undone(data: st.DataObject) -> None:
    """Keys swapped, quotes put on, sentences joined: the real plan comes out as it was."""
    lines = REAL.split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 2))
        one, two = lines[at], lines[at + 1]
        keyed = [re.fullmatch(r"( {8}| {12})(\w+): ([^|\[\"{].*)", line) for line in (one, two)]
        if all(keyed) and keyed[0][1] == keyed[1][1]:
            lines[at : at + 2] = [two, one]
        elif keyed[0]:
            lines[at] = f'{keyed[0][1]}{keyed[0][2]}: "{keyed[0][3]}"'
        elif re.fullmatch(r" {10}\S.*。”?", one) and re.fullmatch(r" {10}\S.*", two):
            lines[at : at + 2] = [one + two.strip()]
    assert formatted("\n".join(lines), "plan.yaml", Plan).text == REAL


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_a_wrong_plan_says_the_same_afterwards(path: Path) -> None:
    contents = files.read(path)
    if contents.finding is None:
        before = document.parse(contents.text, "x").values()[0]
        after = document.parse(formatted(contents.text, "x", Plan).text, "x").values()[0]
        assert in_one_line(after) == in_one_line(before)


def in_one_line(value: Any) -> Any:
    """Return what a file says, however its lines are broken."""
    if isinstance(value, dict):
        return {key: in_one_line(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_one_line(item) for item in value]
    return value and value.replace("\n", "")


MENDS = {
    "full-width colon": ("title：示例\n", "title: 示例\n", "P123"),
    "no space behind a colon": ("title:示例\n", "title: 示例\n", "P124"),
    "full-width space": ("departments:\n　- id: a\n", "departments:\n  - id: a\n", "P122"),
    "tab": ("departments:\n\t- id: a\n", "departments:\n  - id: a\n", "P121"),
    "full-width digits": ("year: ２０２２\n", "year: 2022\n", "P144"),
    "a date with words": ("published: 2022年6月1日\n", "published: 2022-06-01\n", "P145"),
    "a date with full-width digits": ("published: ２０２２.６.１\n", "published: 2022-06-01\n", "P145"),
    "a list with Chinese separators": (
        "departments:\n  - id: a\n    aliases: [甲、乙, 丙，丁]\n",
        "departments:\n  - id: a\n    aliases: [甲, 乙, 丙, 丁]\n",
        "P143",
    ),
}


@pytest.mark.parametrize(("before", "after", "code"), MENDS.values(), ids=MENDS)
def test_a_slip_is_mended_and_told(before: str, after: str, code: str) -> None:
    done = formatted(before, "plan.yaml", Plan, fix=True)
    assert done.text == after
    assert [mend.problem.code for mend in done.mends] == [code] * bool(code)
    assert formatted(before, "plan.yaml", Plan).mends == ()


def test_one_value_of_a_filing_is_mended_and_the_others_stay() -> None:
    before = (
        "period: 2022Q2\ndepartment: qyfz\nfiled: 2022/7/4\nitems:\n  FZ-05:\n    state: 进行中\n"
        "    values: {FZ-05.1: ６, FZ-05.2: 7}\n"
        "    done:\n      FZ-05.m1: 2022/6/20 # 揭牌\n      FZ-05.m2: 2022-06-21\n"
    )
    done = formatted(before, "filing.yaml", Filing, fix=True)
    assert done.text == (
        before.replace("６", "6").replace("2022/7/4", "2022-07-04").replace("2022/6/20", "2022-06-20")
    )
    assert [mend.now for mend in done.mends] == ["2022-07-04", "6", "2022-06-20"]
    assert done.left == 0


def test_what_only_a_person_can_decide_is_left() -> None:
    before = "title: 甲\n<<<<<<< HEAD\nyear: 2022\n=======\nyear: 2023\n>>>>>>> b\n"
    done = formatted(before, "plan.yaml", Plan, fix=True)
    assert (done.text, [problem.code for problem in done.problems]) == (before, ["P120"])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    path = tmp_path / "plan" / "2022.yaml"
    path.write_bytes(b"\xef\xbb\xbfyear: 2022\r\n# \xe6\xa0\x87\xe9\xa2\x98\r\ntitle: '\xe7\x94\xb2'\r\n")
    return path


def test_a_byte_order_mark_and_line_ends_stay(plan: Path) -> None:
    assert run(plan, Plan, fix=False, check=False).is_changed
    assert plan.read_bytes() == "\ufeff# 标题\r\ntitle: 甲\r\nyear: 2022\r\n".encode()
    assert [path.name for path in plan.parent.iterdir()] == ["2022.yaml"]


def test_check_writes_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parents[1])
    before = plan.read_bytes()
    assert gaoxin(["fmt", "--check"]) == 1
    assert plan.read_bytes() == before
    assert capsys.readouterr().out == "plan/2022.yaml:需要整理\n"
    assert gaoxin(["fmt"]) == 0
    assert gaoxin(["fmt", "--check"]) == 0
    assert capsys.readouterr().out == "plan/2022.yaml:已整理\nplan/2022.yaml:已是整齐的\n"


def test_a_file_that_cannot_be_read_through_is_told_and_kept(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parents[1])
    plan.write_text("title: [甲\nyear: 2022\n", encoding="utf-8")
    assert gaoxin(["fmt"]) == 1
    assert plan.read_text(encoding="utf-8") == "title: [甲\nyear: 2022\n"
    assert capsys.readouterr().out == (
        "plan/2022.yaml:1:8: P111 这个方括号没有闭合\n"
        "    → 补上对应的“]”,或给整个值加引号\n"
        "plan/2022.yaml:有以上问题,改好后才能整理\n"
    )


def test_a_mend_is_told_in_words(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parents[1])
    plan.write_text("title：甲\nyear: ２０２２\n", encoding="utf-8")
    assert gaoxin(["fmt", "--fix", "plan/2022.yaml"]) == 0
    assert capsys.readouterr().out == (
        "plan/2022.yaml:1:6: P123 键“title”后面是全角冒号“：”\n"
        "    ✓ 已改为 “: ”\n"
        "plan/2022.yaml:2:7: P144 “year(年份)”的值“２０２２”不是数字\n"
        "    ✓ 已改为 2022\n"
        "plan/2022.yaml:已整理;还有 4 处要自己改,见 gaoxin validate\n"
    )


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    """Each of twenty adds its line to what the others have written."""
    path = tmp_path / "计数.yaml"
    path.write_text("", encoding="utf-8")

    def add(number: int) -> None:
        with files.locked(tmp_path):
            text = path.read_text(encoding="utf-8")
            files.rewrite(path, text, f"{text}{number}\n")

    threads = [threading.Thread(target=add, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.read_text(encoding="utf-8").split()) == sorted(map(str, range(20)))


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("别人写的\n", encoding="utf-8")
    with pytest.raises(PlanError, match="刚才被别的程序改动了"):
        files.rewrite(path, "我读到的\n", "我要写的\n")
    assert path.read_text(encoding="utf-8") == "别人写的\n"


def test_what_a_killed_writer_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".2022.yaml.abc.gaoxin-part").write_text("一半", encoding="utf-8")
    with files.locked(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_the_files_of_a_plan(tmp_path: Path) -> None:
    shutil.copy(ROOT / "plan" / "2022.yaml", tmp_path)
    filed = tmp_path / "2022" / "2022Q2"
    filed.mkdir(parents=True)
    (filed / "qyfz.yaml").write_text("period: 2022Q2\n", encoding="utf-8")
    (filed / "_office.yaml").write_text("period: 2022Q2\ndecisions: []\n", encoding="utf-8")
    assert files_of(tmp_path / "2022.yaml") == [
        (tmp_path / "2022.yaml", Plan),
        (filed / "_office.yaml", Office),
        (filed / "qyfz.yaml", Filing),
    ]
    assert record_of(filed / "qyfz.yaml") is Filing
    assert record_of(filed / "_office.yaml") is Office
    assert record_of(tmp_path / "2022.yaml") is Plan


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("title: '甲'\n", encoding="utf-8")
    (tmp_path / "plan.yaml").symlink_to("real.yaml")
    run(tmp_path / "plan.yaml", Plan, fix=False, check=False)
    assert (tmp_path / "plan.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == "title: 甲\n"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    with pytest.raises(PlanError, match="这不是普通文件"):
        run(tmp_path / "plan.yaml", Plan, fix=False, check=True)
