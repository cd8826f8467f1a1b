"""What the help of each command says: everything that there is to write, and the same as the commands' own words."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.main import get_command

from gaoxin_plan.cli.app import COMMANDS, GROUPS, app
from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]


def known() -> Iterator[tuple[str, Any]]:
    """Yield each command's name, without ``gaoxin``, and the command."""
    top: Any = get_command(app)
    context = top.make_context("gaoxin", [], resilient_parsing=True)
    yield "", top
    for name in COMMANDS:
        _, command, _ = top.resolve_command(context, [name])
        yield name, command
        yield from ((f"{name} {below}", one) for below, one in getattr(command, "commands", {}).items())


KNOWN = dict(known())


def helped(run: Run, command: str) -> str:
    code, out, err = run(*command.split(), "--help")
    assert (code, err) == (0, "")
    return out


def test_the_help_of_a_command(run: Run) -> None:
    assert helped(run, "sheet export") == (
        "用法:gaoxin sheet export [选项]\n"
        "\n"
        "发表:给每个部门写一个填报用的 Excel 文件,已报的内容已经填好。\n"
        "\n"
        "选项:\n"
        "  --period 报告期      报哪一期,如 2022Q2(必填)\n"
        "  -o, --output 文件夹  写到哪个文件夹(必填)\n"
        "  --plan 文件          计划文件;不写则用 GAOXIN_PLAN 或最近的 plan/*.yaml\n"
        "  --dept 部门          只给这个部门;可写几个,不写就是全部\n"
        "  -h, --help           显示这份帮助\n"
        "\n"
        "例:\n"
        "  gaoxin sheet export --period 2022Q2 -o 发表\n"
        "  gaoxin sheet export --period 2022Q2 -o 发表 --dept 企业发展 --dept 项目建设\n"
    )


def test_the_help_of_a_group(run: Run) -> None:
    assert helped(run, "sheet") == (
        "用法:gaoxin sheet [选项] 命令 …\n"
        "\n"
        "发表、收表、出台账:联络员只用 Excel。\n"
        "\n"
        "命令:\n"
        "  export  发表:给每个部门写一个填报用的 Excel 文件,已报的内容已经填好\n"
        "  import  收表:把填好的表收进填报\n"
        "  ledger  出台账:全部条目、各期的灯和填报、各部门汇总,写成一个 Excel 文件\n"
        "\n"
        "选项:\n"
        "  -h, --help  显示这份帮助\n"
        "\n"
        "例:\n"
        "  gaoxin sheet export --period 2022Q2 -o 发表\n"
        "  gaoxin sheet import 收表 --dry-run\n"
        "  gaoxin sheet ledger -o 台账.xlsx\n"
    )


def test_without_a_command_there_is_help(run: Run) -> None:
    assert run() == run("--help")


def test_the_first_help_has_each_command_on_a_line_under_what_it_is_for(run: Run) -> None:
    lines = helped(run, "").splitlines()
    told = [line for title in GROUPS for line in lines[lines.index(f"{title}:") + 1 :][: len(GROUPS[title])]]
    assert [line.split()[0] for line in told] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_is_in_short_is_how_its_help_begins(name: str) -> None:
    words = {name: words for commands in GROUPS.values() for name, (_, words) in commands.items()}[name]
    text = KNOWN[name].help
    assert text.startswith(words)
    assert text[len(words)] in "。:;(、,"


@pytest.mark.parametrize("command", KNOWN, ids=lambda command: command or "gaoxin")
def test_all_that_can_be_written_is_told(run: Run, command: str) -> None:
    told = "".join(helped(run, command).split())
    context = KNOWN[command].make_context("x", [], resilient_parsing=True)
    for parameter in KNOWN[command].get_params(context):
        is_option = parameter.param_type_name == "option"
        label = f"{','.join(sorted(parameter.opts, key=len))}" if is_option else ""
        need = "(必填)" if parameter.required else ""
        assert f"{label}{parameter.metavar or ''}{parameter.help}{need}".replace(" ", "") in told


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("command", KNOWN, ids=lambda command: command or "gaoxin")
def test_help_fits_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text, _, examples = helped(run, command).partition("\n例:\n")
    assert [line for line in text.splitlines() if width(line) > columns] == []
    assert [line for line in examples.splitlines() if width(line) > 80] == []
