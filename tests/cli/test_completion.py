"""What a shell completes, asked as bash and zsh ask, and in a real bash."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin_plan.cli import completion
from gaoxin_plan.cli.completion import Offer

Process = Callable[..., tuple[int, str, str]]
Change = Callable[[str, str], None]

DEPARTMENTS = ["综合管理办公室", "企业发展服务中心", "项目建设服务中心", "经济合作服务中心", "党群工作部"]


@pytest.fixture
def bash(process: Process) -> Callable[..., list[str]]:
    """Complete the last of some words as bash does."""

    def bash(*words: str) -> list[str]:
        line = "\n".join(("gaoxin", *words))
        code, out, err = process(
            _GAOXIN_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words))
        )
        assert (code, err) == (0, "")
        return out.split()

    return bash


@pytest.fixture
def zsh(process: Process) -> Callable[[str], str]:
    """Complete a line as zsh does."""

    def zsh(line: str) -> str:
        code, out, err = process(_GAOXIN_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line)
        assert (code, err) == (0, "")
        return out

    return zsh


@pytest.mark.parametrize("command", ["status", "list", "targets", "due"])
@pytest.mark.parametrize("option", ["--dept", "--lead"])
def test_departments(bash: Callable[..., list[str]], command: str, option: str) -> None:
    assert bash(command, option, "") == DEPARTMENTS


@pytest.mark.parametrize("command", ["status", "list", "targets", "due"])
def test_sections(bash: Callable[..., list[str]], command: str) -> None:
    assert bash(command, "--section", "") == ["FZ", "XM", "DX", "DJ"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("status", "--dept", "企业"), ["企业发展服务中心", "企业服务中心"]),
        (("status", "--dept", "q"), ["qyfz"]),
        (("status", "--dept=经"), ["经济合作服务中心"]),
        (("status", "--dept", "没有"), []),
        (("status", "--period", ""), ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]),
        (("status", "--period", "2022q3"), ["2022q3"]),
        (("show", "DX"), ["DX-19", "DX-20", "DX-21", "DX-22", "DX-23"]),
        (("show", "fz-1"), ["fz-10", "fz-11", "fz-12"]),
        (("amend", "FZ-05."), [*(f"FZ-05.{n}" for n in range(1, 8)), "FZ-05.m1"]),
        (("amend", "fz-06"), ["fz-06", "fz-06.m1", "fz-06.m2"]),
        (("amend", "5", "--lead", "q"), ["qyfz"]),
        (("amend", "5", "--responsible", "企"), ["企业发展服务中心", "企业服务中心"]),
        (("de",), ["departments"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_begins_as_typed(
    bash: Callable[..., list[str]], words: tuple[str, ...], found: list[str]
) -> None:
    assert bash(*words) == found


def test_the_plan_that_the_line_names(bash: Callable[..., list[str]], workspace: Path) -> None:
    sample = Path(__file__).parents[1] / "views" / "sample.yaml"
    shutil.copy(sample, workspace / "other.yaml")
    assert bash("show", "--plan", "other.yaml", "") == ["WZ-01", "WZ-02", "JS-03", "JS-04"]
    assert bash("status", "--plan", "other.yaml", "--period", "") == ["2023H2", "2024H1"]


def test_a_broken_plan_completes_to_nothing(
    bash: Callable[..., list[str]], zsh: Callable[[str], str], change: Change
) -> None:
    change("year: 2022", "year: [")
    assert bash("show", "") == []
    assert zsh("gaoxin status --dept ") == "_files\n"


def test_a_missing_plan_completes_to_nothing(bash: Callable[..., list[str]], workspace: Path) -> None:
    (workspace / "plan" / "2022.yaml").unlink()
    assert bash("status", "--dept", "") == []
    assert bash("show", "--plan", "nowhere.yaml", "") == []


def test_zsh_shows_what_a_word_means(zsh: Callable[[str], str]) -> None:
    assert zsh("gaoxin status --section ") == (
        '_arguments \'*: :(("FZ":"坚持稳中求进、主动作为,一心一意谋发展"\n'
        '"XM":"坚持项目为王、一线工作,守正创新促项目"\n'
        '"DX":"坚持人民至上、安全第一,全力以赴守底线"\n'
        '"DJ":"坚持实干为要、团结奋斗,聚精会神抓党建"))\'\n'
    )
    assert zsh("gaoxin show DX-19") == '_arguments \'*: :(("DX-19":"守住安全生产底线"))\'\n'
    assert zsh("gaoxin due --lead 经") == '_arguments \'*: :(("经济合作服务中心":"jjhz"))\'\n'


def test_zsh_shows_what_a_command_and_an_option_are_for_on_one_line(zsh: Callable[[str], str]) -> None:
    assert zsh("gaoxin re") == (
        '_arguments \'*: :(("record":"填报一个条目的进展,写进这个部门这一期的填报"\n'
        '"remind":"写催办的话\\\\:每个没有报全的部门一段,可以直接贴进群里"\n'
        '"reopen":"重新打开已经办结的条目"\n'
        '"report":"按模板出报告\\\\:任务分解表、季度通报、简报、督办单、台账"))\'\n'
    )
    assert zsh("gaoxin status --re") == (
        '_arguments \'*: :(("--rev":"看某个版本(提交、分支、标签)时的计划和填报;截至哪天另用 --as-of"))\'\n'
    )
    assert zsh("gaoxin git te") == "_arguments '*: :((\"textconv\"))'\n"


def fish(process: Process, action: str, line: str) -> tuple[int, str, str]:
    asked = {"_TYPER_COMPLETE_FISH_ACTION": action, "_TYPER_COMPLETE_ARGS": line}
    return process(_GAOXIN_COMPLETE="complete_fish", **asked)


def test_fish_is_told_the_words_and_what_they_mean(process: Process) -> None:
    code, out, err = fish(process, "get-args", "gaoxin sheet ")
    assert (code, err) == (0, "")
    assert [line.partition("\t")[0] for line in out.splitlines()] == ["export", "import", "ledger"]
    assert "\n".join(line.partition("\t")[2][:3] for line in out.splitlines()) == "发表:\n收表:\n出台账"


def test_fish_offers_files_where_there_is_no_word(process: Process) -> None:
    assert fish(process, "is-args", "gaoxin sheet ") == (0, "", "")
    assert fish(process, "is-args", "gaoxin sheet import ") == (1, "", "")


def test_a_plan_gives_a_shell_nothing_to_run(
    bash: Callable[..., list[str]], zsh: Callable[[str], str], change: Change
) -> None:
    change("title: 守住安全生产底线", r"title: '\$(touch owned)`id`[/b]\"''; x'")
    change("name: 党群工作部", "name: 党群;$(touch owned)")
    change("aliases: [党群工作部<纪工委>]", "aliases: [党群工作部>owned]")
    assert zsh("gaoxin show DX-19") == ('_arguments \'*: :(("DX-19":"  (touch owned) id   b    ; x"))\'\n')
    assert bash("status", "--dept", "党") == []
    assert bash("status", "--dept", "d") == ["dqgz"]
    assert bash("status", "--dept", "") == DEPARTMENTS[:-1]


def test_a_word_keeps_the_case_typed() -> None:
    offers: list[Offer] = [("FZ-01", "甲"), ("XM-02", "乙"), ("a b", "丙")]
    assert list(completion._offers(offers, "fz")) == [("fz-01", "甲")]
    assert list(completion._offers(offers, "")) == offers[:2]


def test_a_real_bash(workspace: Path, tmp_path: Path) -> None:
    script = """
    gaoxin --show-completion bash > completion.sh
    . ./completion.sh
    ask() { COMP_WORDS=(gaoxin "$@"); COMP_CWORD=$#; _gaoxin_completion gaoxin; echo "${COMPREPLY[*]}"; }
    complete -p gaoxin
    ask show XM-1
    ask list --dept 项
    ask status --period ''
    ask targets --section X
    cd /
    ask status --dept ''
    """
    ended = subprocess.run(
        ["/bin/bash", "--norc", "-c", script],
        cwd=workspace,
        env={"PATH": f"{Path(sys.prefix) / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )
    assert ended.stderr.decode() == ""
    assert ended.stdout.decode() == (
        "complete -o default -F _gaoxin_completion gaoxin\n"
        "XM-13 XM-14 XM-15 XM-16 XM-17 XM-18\n"
        "项目建设服务中心\n"
        "2022Q1 2022Q2 2022Q3 2022Q4\n"
        "XM\n"
        "\n"
    )
