"""The real command in a process of its own: pipes, terminals, locales, what it imports, its help."""

import errno
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from repository import Repository

from gaoxin_plan.cli import app

Process = Callable[..., tuple[int, str, str]]

COMMAND = Path(sys.prefix) / "bin" / "gaoxin"
SHEETS = ("export", "import", "ledger")
COMMANDS = ("", *app.COMMANDS, *(f"sheet {name}" for name in SHEETS))
DEPARTMENTS = ("zhgl", "qyfz", "xmjs", "jjhz", "dqgz")


def columns_of(line: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in {"W", "F"})
        for char in line
    )


def examples(shown: str) -> list[str]:
    """Return the commands that a help gives as examples."""
    return re.findall(r"(gaoxin [a-z]\S*(?: \S+)*)", shown.partition("例:")[2])


def words(arguments: str) -> str:
    return arguments or "gaoxin"


@pytest.mark.parametrize(
    "arguments",
    [
        "status",
        *(f"status --dept {id_}" for id_ in DEPARTMENTS),
        "status --lead qyfz",
        "show FZ-05",
        "show 15",
        "validate",
        "status --help",
    ],
)
def test_a_pipe_gets_plain_lines_of_80_columns(process: Process, arguments: str) -> None:
    code, out, err = process(*arguments.split())
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert [line for line in out.splitlines() if columns_of(line) > 80] == []


def test_without_columns_a_pipe_is_80_columns_wide(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = process("show", "5")
    monkeypatch.delenv("COLUMNS")
    assert process("show", "5") == wide
    assert process("show", "5", COLUMNS="60") != wide


def on_a_terminal(*arguments: str, **environment: str) -> tuple[int, bytes]:
    """Run the command with all its streams on a terminal; return its exit code and what was shown."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **environment}
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError as error:  # how Linux says that the other side has closed
            assert error.errno == errno.EIO  # noqa: PT017
        finally:
            os.close(ours)
    return running.returncode, shown


def test_a_terminal_gets_styles_and_the_word_of_the_light_too() -> None:
    code, shown = on_a_terminal("status", "--dept", "党群")
    assert code == 0
    assert "\x1b[2m●灰灯\x1b[0m DJ-24".encode() in shown
    assert "\x1b[1m牵头 6 项\x1b[0m".encode() in shown


@pytest.mark.parametrize(
    ("environment", "code"),
    [({}, "\x1b[1;31mP119\x1b[0m"), ({"NO_COLOR": "1"}, "\x1b[1mP119\x1b[0m"), ({"TERM": "dumb"}, "P119")],
    ids=["colour", "NO_COLOR", "dumb"],
)
def test_colour_is_on_a_terminal_that_wants_it(environment: dict[str, str], code: str) -> None:
    ended, shown = on_a_terminal("validate", "--plan", "plan/2022.source.txt", **environment)
    assert ended == 1
    assert f"plan/2022.source.txt:1:1: {code} ".encode() in shown
    assert bool(re.search(rb"\x1b\[[0-9;]*3[0-7]m", shown)) is (not environment)


def test_a_chinese_windows_console() -> None:
    code, shown = on_a_terminal("status", "--dept", "dqgz", PYTHONIOENCODING="gbk", TERM="dumb")
    assert code == 0
    assert "●灰灯 DJ-24  强化党建责任落实\r\n" in shown.decode("gbk")


def test_a_console_without_chinese_does_not_end_in_a_traceback() -> None:
    code, shown = on_a_terminal("status", "--dept", "dqgz", PYTHONIOENCODING="ascii", TERM="dumb")
    assert b"Traceback" not in shown
    assert code == 0
    assert b"DJ-24" in shown


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LANG": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gbk"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_a_pipe_gets_utf_8_under_any_locale(process: Process, environment: dict[str, str]) -> None:
    assert process("status", "--dept", "qyfz", **environment) == process("status", "--dept", "qyfz")
    code, out, err = process("show", "99", **environment)
    assert (code, out) == (2, "")
    assert err.startswith("错误:没有条目“99”\n")


def test_help_is_utf_8_under_any_locale(process: Process) -> None:
    told = process("status", "--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert told == process("status", "--help")


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_help_is_chinese_and_gives_examples(process: Process, command: str) -> None:
    code, out, err = process(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert "例:" in out
    assert examples(out)
    assert all(example.startswith(f"gaoxin {command}") for example in examples(out))
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "Show this message",
        "[OPTIONS]",
        "required",
    ):
        assert english not in out


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_a_short_option_asks_for_help_too(run: Process, command: str) -> None:
    assert run(*command.split(), "-h") == run(*command.split(), "--help")


FILED = "record FZ-05 --period 2022Q2 --state 进行中 --value FZ-05.1=5"
MET = (
    FILED.removesuffix("--value FZ-05.1=5")
    + "--value 1=10 --value 2=5 --value 3=1 --value 4=5 --value 5=12 --value 6=40 --value 7=1 --done m1=2022-06-20"
)
CLOSED = "close FZ-05 --by 督查办 --despite 已并入市级项目"
SENT = ("sheet export --period 2022Q2 -o 收表", "sheet export --period 2022Q2 -o . --dept qyfz")
BEFORE = {
    "record": (FILED,),
    "close": (MET,),
    "reopen": (CLOSED,),
    "sheet": SENT,
    "sheet import": SENT,
}
"""What must have been done before the examples of a command make sense."""


UNDER_GIT = ("status", "validate", "diff")
"""The commands that have examples about revisions."""


def put_under_git(folder: Path) -> None:
    """Make the revisions and the drafts that examples name."""
    repository = Repository(folder)
    repository.commit()
    repository.git("tag", "v1.0")
    for draft in ("旧稿.yaml", "新稿.yaml"):
        shutil.copy(folder / "plan" / "2022.yaml", folder / draft)
    repository.commit()


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_every_example_of_a_help_runs(run: Process, workspace: Path, tmp_path: Path, command: str) -> None:
    _, out, _ = run(*command.split(), "--help")
    for name in re.findall(r"--evidence (\S+)", out):
        (workspace / name).touch()
    if command in UNDER_GIT:
        put_under_git(workspace)
    for before in BEFORE.get(command, ()):
        assert run(*before.split()).code == 0
    for n, example in enumerate(examples(out)):
        place = shutil.copytree(workspace, tmp_path / f"{n}")
        subprocess.run(["git", "init", "-q", place], check=True)
        ended = subprocess.run(
            ["/bin/sh", "-c", example],  # as one would type it, redirections too
            cwd=place,
            env={**os.environ, "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr.decode()) == (0, ""), example
        if matched := re.search(r"(?:>|-o) (\S+)$", example):
            made = place / matched[1]
            assert made.stat().st_size > 50 or made.read_text(encoding="utf-8") == "[]\n", example
        else:
            assert ended.stdout, example


@pytest.mark.parametrize("arguments", ["status", "export json", "status --help", "--version"])
def test_a_reader_that_has_gone_is_no_problem(arguments: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = subprocess.run(
            [COMMAND, *arguments.split()], stdout=writer, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writer)
    assert ended.stderr == b""
    assert ended.returncode == 0  # 1 would say that the plan has problems


def test_a_closed_output_does_not_end_in_a_traceback() -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.quote(str(COMMAND))} status >&-"], capture_output=True, check=False
    )
    assert b"Traceback" not in ended.stderr
    assert ended.returncode in {0, 2}


def modules_after(code: str) -> set[str]:
    """Return the modules that are loaded when ``code`` has run, without those of a fresh interpreter."""
    end = "sys.stderr.write(' '.join(set(sys.modules) - before))"
    script = f"import sys\nbefore = set(sys.modules)\n{code}\n{end}"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(ended.stderr.decode().split())


@pytest.mark.parametrize("arguments", [["status"], ["show", "5"], ["validate"], ["export", "json"]])
def test_a_query_that_is_piped_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(f"from gaoxin_plan.cli import main\nassert main.run({arguments!r}) == 0")
    assert {"gaoxin_plan.cli.app", "_ruamel_yaml"} <= loaded
    heavy = {"rich", "jinja2", "pydantic", "openpyxl", "docx", "markdown_it", "asyncio", "importlib.metadata"}
    assert heavy & {module for name in loaded for module in (name, name.partition(".")[0])} == set()


def test_a_plan_in_order_needs_no_difflib() -> None:
    # typer itself imports it, so that only what lies below the command line can do without
    loaded = modules_after(
        "from datetime import date\n"
        "from gaoxin_plan.checks.run import check\n"
        "from gaoxin_plan.lights.situation import Situation\n"
        "from gaoxin_plan.render.status import page\n"
        "from gaoxin_plan.views import selection\n"
        "from gaoxin_plan.views.rows import Scope\n"
        "from gaoxin_plan.views.status import status\n"
        "from gaoxin_plan.workspace import load\n"
        "workspace = load()\n"
        "assert check(workspace, date(2022, 7, 1)) == []\n"
        "moment = selection.moment(workspace.plan, date(2022, 7, 1))\n"
        "now = Situation(workspace.charter, workspace.progress, moment.as_of)\n"
        "page(status(now, moment, Scope()), 80).text()"
    )
    assert "gaoxin_plan.checks.printed" in loaded
    assert "difflib" not in loaded
    assert "typer" not in loaded


def test_a_report_loads_jinja() -> None:
    assert "jinja2" in modules_after(
        "from gaoxin_plan.cli import main\nassert main.run(['report', 'assignment']) == 0"
    )
