"""Exit codes and what is said with them: 0 fine, 1 problems, 2 cannot run, 3 our bug, 130 interrupted."""

import errno
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import typer

from gaoxin_plan.cli import main
from gaoxin_plan.cli.app import COMMANDS
from gaoxin_plan.views import status

Run = Callable[..., tuple[int, str, str]]
Change = Callable[[str, str], None]

SERVICES = "企业发展服务中心、项目建设服务中心、经济合作服务中心"


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--dept", "企业发展服务中心"),
        ("status", "--light", "red"),
        ("show", "五"),
        ("validate",),
        ("validate", "--strict"),
        ("report", "assignment"),
        ("export", "json"),
        ("--version",),
        ("--help",),
        (),
    ],
    ids=" ".join,
)
def test_fine(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert out


def test_version(run: Run) -> None:
    assert run("--version") == (0, "gaoxin 0.1.0\n", "")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("stat",), f"没有这个命令:stat;可用的命令:{'、'.join(COMMANDS)}", "gaoxin"),
        (("status", "--dpt", "x"), "没有选项 --dpt;是不是 --dept?", "gaoxin status"),
        (("status", "--xyz"), "没有选项 --xyz", "gaoxin status"),
        (("--foo",), "没有选项 --foo", "gaoxin"),
        (("show",), "缺少参数“条目”", "gaoxin show"),
        (("report",), "缺少参数“报告”", "gaoxin report"),
        (("export",), "缺少参数“格式”", "gaoxin export"),
        (("status", "--format", "xml"), "选项 --format 的值不对;可选:table、md、json、csv", "gaoxin status"),
        (
            ("validate", "--format", "xml"),
            "选项 --format 的值不对;可选:text、json、github、gitlab",
            "gaoxin validate",
        ),
        (("export", "xml"), "参数“格式”的值不对;可选:json", "gaoxin export"),
        (("report", "assignment", "--to", "pdf"), "选项 --to 的值不对;可选:md、docx", "gaoxin report"),
        (("show", "5", "6"), "多余的参数:6", "gaoxin show"),
        (("status", "5"), "多余的参数:5", "gaoxin status"),
        (("status", "--dept"), "选项 --dept 的写法不对:后面要跟一个值,开关则不跟", "gaoxin status"),
        (
            ("validate", "--strict=1"),
            "选项 --strict 的写法不对:后面要跟一个值,开关则不跟",
            "gaoxin validate",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_usage(run: Run, arguments: tuple[str, ...], message: str, hint: str) -> None:
    assert run(*arguments) == (2, "", f"错误:{message}\n  → 用法见:{hint} --help\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("status", "--dept", "企业发展中心"),
            "错误:没有部门“企业发展中心”;是不是“企业发展服务中心”?\n  → 试试 --dept 企业发展服务中心\n",
        ),
        (
            ("status", "--lead", "服务"),
            f"错误:“服务”可以是几个部门:{SERVICES}\n  → 请写全部门名称\n",
        ),
        (
            ("show", "99"),
            "错误:没有条目“99”\n  → 条目编号:FZ-01 到 DJ-30;也可以写印发件的序号,如 5 或 五\n",
        ),
        (
            ("status", "--period", "2023Q1"),
            "错误:计划没有报告期“2023Q1”\n  → 可选:2022Q1、2022Q2、2022Q3、2022Q4;别的年份用 --plan 写明计划\n",
        ),
        (
            ("status", "--as-of", "2022-13-01"),
            "错误:日期“2022-13-01”不存在\n  → 日期写成 2022-06-30 这样;请核对月份和日子\n",
        ),
        (
            ("status", "--light", "蓝"),
            "错误:没有灯“蓝”\n  → 可选:green,yellow,red,grey,或 绿,黄,红,灰\n",
        ),
        (
            ("report", "nope"),
            "错误:没有报告“nope”\n  → 现有的报告:assignment(任务分解表)、brief(一页简报)、ledger(台账)、notice(督办单)、quarterly(季度进展通报);见 gaoxin report list\n",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_question_that_means_nothing(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert run(*arguments) == (2, "", told)


@pytest.mark.parametrize("option", ["--dept", "--lead", "--section", "--light", "--as-of", "--period"])
def test_an_empty_value_is_not_the_same_as_none(run: Run, option: str) -> None:
    code, out, err = run("status", option, "")
    assert (code, out) == (2, "")
    assert "“”" in err


def test_a_broken_plan_is_not_answered_from(run: Run, change: Change) -> None:
    change("year: 2022", "year: 二零二二年")
    change("published: 2022-06-01", "published: 2022.6.1")
    for arguments in (("status",), ("show", "5"), ("report", "assignment"), ("export", "json")):
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        lines = err.splitlines()
        assert lines[0].startswith("plan/2022.yaml:3:7: P144 ")
        assert lines[2].startswith("plan/2022.yaml:5:12: P145 ")
        assert lines[4:] == [
            "错误:计划或填报的文件有错误,读不全",
            "  → 改好后再试;全部问题见:gaoxin validate",
        ]


def test_validate_tells_the_problems_of_a_broken_plan_as_its_answer(run: Run, change: Change) -> None:
    change("year: 2022", "year: 二零二二年")
    code, out, err = run("validate")
    assert (code, err) == (1, "")
    assert out.startswith("plan/2022.yaml:3:7: P144 ")
    assert out.endswith("plan/2022.yaml:1 个错误\n")


def test_a_plan_with_a_mistake_in_what_it_says_is_answered_with_a_note(run: Run, change: Change) -> None:
    change("responsible: [党群工作部]", "responsible: [党群部]")
    code, out, err = run("status")
    assert (code, err) == (0, "注意:计划有 1 个错误,以下结果可能不全;详见 gaoxin validate\n")
    assert "共 30 项" in out
    code, out, err = run("validate")
    assert (code, err) == (1, "")
    assert "P203 责任部门“党群部”不在部门名单中" in out


def test_strict_turns_warnings_into_errors(run: Run, change: Change) -> None:
    change("source: {file", "# source: {file")
    change("        responsible: [党群工作部]\n", "")
    code, out, err = run("validate")
    assert (code, err) == (0, "")
    assert "P222 (警告)FZ-11 只有牵头部门,没有责任部门" in out
    assert out.endswith("plan/2022.yaml:1 个警告\n")
    code, out, _ = run("validate", "--strict")
    assert code == 1
    assert "P222 FZ-11 只有牵头部门,没有责任部门" in out
    assert out.endswith("plan/2022.yaml:1 个错误\n")


def test_a_bug_of_ours_shows_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(status, "status", broken)
    code, out, err = run("status")
    assert (code, out) == (3, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith(
        "RuntimeError: boom\n"
        "错误:程序出错了,这是 gaoxin 的缺陷\n"
        "  → 请把以上内容和所用的命令告诉维护者;您的文件没有改动\n"
    )


def test_an_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "status", interrupted)
    code, out, err = run("status")
    assert (code, out) == (130, "")
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [("status",), ("export", "json"), ("--help",)], ids=" ".join)
def test_a_full_disk_is_told_in_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def full(_: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", full)
    code, _, err = run(*command)
    assert code == 2
    assert err.startswith("错误:写不出结果:")
    assert err.endswith("  → 请检查磁盘空间和输出位置\n")
    assert not any(char.isascii() and char.isalpha() for char in err)


@pytest.mark.parametrize("words", ["9" * 5000, "FZ-" + "9" * 5000], ids=["number", "id"])
def test_a_number_too_long_for_python_is_no_bug_of_ours(run: Run, words: str) -> None:
    code, out, err = run("show", words)
    assert (code, out) == (2, "")
    assert err.startswith("错误:没有条目“")


def test_a_path_too_long_is_not_told_as_output_that_failed(run: Run) -> None:
    code, out, err = run("status", "--plan", "a" * 300)
    assert (code, out) == (2, "")
    assert "写不出结果" not in err


def test_a_plan_may_not_send_commands_to_a_terminal(run: Run, change: Change) -> None:
    change("title: 四川江油高新区2022年工作要点", 'title: "四川\\e[31m江油"')
    for command in (("status",), ("report", "assignment"), ("validate",)):
        _, out, err = run(*command)
        assert "\x1b" not in out + err


def test_no_plan_anywhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert run("status") == (
        2,
        "",
        "错误:这里和上级文件夹里都没有 plan/*.yaml\n  → 换到计划所在的文件夹,或用 --plan 指定文件\n",
    )


def test_every_module_of_a_command_is_known_by_its_names() -> None:
    found = {}
    for path in (Path(main.__file__).parent).glob("*.py"):
        module = import_module(f"gaoxin_plan.cli.{path.stem}")
        if hasattr(module, "register"):
            part = typer.Typer()
            module.register(part)
            found |= {
                str(one.name): path.stem for one in (*part.registered_commands, *part.registered_groups)
            }
    assert found == COMMANDS
