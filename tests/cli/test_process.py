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


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_does_not_end_in_a_traceback(streams: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.quote(str(COMMAND))} status {streams}"], capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert bool(ended.stdout) is (streams == "2>&-")


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", ["status", "export json", "status --help", "--version"])
def test_a_disk_that_is_full_is_told_and_is_no_success(arguments: str) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [COMMAND, *arguments.split()], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert ended.stderr.decode() == "错误:写不出结果:磁盘满了\n  → 请检查磁盘空间和输出位置\n"


def test_all_that_was_printed_is_written_before_the_process_is_gone(run: Process, process: Process) -> None:
    code, out, _ = run("export", "json")
    assert code == 0
    assert len(out.encode()) > 65536  # more than a pipe holds
    assert process("export", "json") == (0, out, "")


ENDING = """
import atexit, sys
from gaoxin_plan.cli import main
atexit.register(sys.stdout.write, "下班\\n")
class Kept:
    def __del__(self): print("拆了")
kept = Kept()
sys.argv = ["gaoxin", *sys.argv[1:]]
main.main()
"""


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [(["--version"], 0, "gaoxin 0.1.0\n下班\n"), (["show", "99"], 2, "下班\n"), (["show"], 2, "下班\n")],
    ids=["fine", "no such item", "usage"],
)
def test_a_process_does_its_last_things_and_leaves_the_rest_to_the_system(
    arguments: list[str], code: int, out: str
) -> None:
    ended = subprocess.run([sys.executable, "-c", ENDING, *arguments], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout.decode()) == (code, out)


def modules_after(code: str) -> set[str]:
    """Return the modules that are loaded when ``code`` has run, without those of a fresh interpreter."""
    end = "sys.stderr.write(' '.join(set(sys.modules) - before))"
    script = f"import sys\nbefore = set(sys.modules)\n{code}\n{end}"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(ended.stderr.decode().split())


HEAVY = {"rich", "jinja2", "pydantic", "openpyxl", "docx", "markdown_it", "asyncio", "importlib.metadata"}


def tops(loaded: set[str]) -> set[str]:
    """Return modules, and the packages that they lie in."""
    return {module for name in loaded for module in (name, name.partition(".")[0])}


@pytest.mark.parametrize("arguments", [["status"], ["show", "5"], ["validate"], ["export", "json"]])
def test_a_query_that_is_piped_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(f"from gaoxin_plan.cli import main\nassert main.run({arguments!r}) == 0")
    assert {"gaoxin_plan.cli.app", "_ruamel_yaml"} <= loaded
    assert HEAVY & tops(loaded) == set()


START = {
    *("gaoxin_plan", "gaoxin_plan.problems", "gaoxin_plan.render", "gaoxin_plan.render.output"),
    *(f"gaoxin_plan.{name}" for name in ("cli", "cli.main", "cli.app", "cli.ending", "cli.usage")),
}
"""What every command line loads of ours."""
HELP = {
    *("gaoxin_plan.render.help", "gaoxin_plan.render.page", "gaoxin_plan.render.width"),
    *("gaoxin_plan.model", "gaoxin_plan.model.text"),
}
"""What help is drawn with."""
OPTIONS = {f"gaoxin_plan.cli.{name}" for name in ("options", "completion", "counted")}
"""What a command's module may load at once."""
NOTHING_OF = HEAVY | {"pydantic_core", "ruamel", "_ruamel_yaml", "csv", "json", "unicodedata"}


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_help_loads_its_command_and_what_it_is_drawn_with(command: str) -> None:
    arguments = [*command.split(), "--help"]
    loaded = modules_after(f"from gaoxin_plan.cli import main\nassert main.run({arguments!r}) == 0")
    own = {f"gaoxin_plan.cli.{app.COMMANDS[arguments[0]]}"} | OPTIONS if command else set()
    ours = {name for name in loaded if name.partition(".")[0] == "gaoxin_plan"}
    assert START | HELP <= ours <= START | HELP | own
    assert tops(loaded) & NOTHING_OF == {"unicodedata"}  # how wide a character is


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("gaoxin ", {"completion"}),
        ("gaoxin st", {"completion"}),
        ("gaoxin sheet ", {"completion", "counted", "options", "sheet"}),
        ("gaoxin status --", {"completion", "counted", "options", "status"}),
        ("gaoxin status --format ", {"completion", "counted", "options", "status"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_to_complete_what_no_plan_has_loads_what_help_does(
    monkeypatch: pytest.MonkeyPatch, shell: str, line: str, own: set[str]
) -> None:
    monkeypatch.setenv("_GAOXIN_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", line.replace(" ", "\n"))
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    loaded = modules_after("from gaoxin_plan.cli import main\nassert main.run([]) == 0")
    ours = {name for name in loaded if name.partition(".")[0] == "gaoxin_plan"}
    assert ours == START - {"gaoxin_plan.render", "gaoxin_plan.render.output"} | {
        f"gaoxin_plan.cli.{name}" for name in own
    }
    assert tops(loaded) & NOTHING_OF == set()


STATUS = {
    *(f"gaoxin_plan.cli.{name}" for name in ("answer", "completion", "counted", "options", "status")),
    *("gaoxin_plan.checks", "gaoxin_plan.checks.errors"),
    *(f"gaoxin_plan.{name}" for name in ("lights", "model", "source", "views", "workspace")),
    *(f"gaoxin_plan.lights.{name}" for name in ("item", "light", "situation", "words")),
    *(f"gaoxin_plan.model.{name}" for name in ("amendment", "charter", "departments", "fields", "filing")),
    *(f"gaoxin_plan.model.{name}" for name in ("goals", "numerals", "office", "periods", "plan", "progress")),
    *(f"gaoxin_plan.model.{name}" for name in ("quantities", "record", "rules", "shape", "target", "text")),
    *(f"gaoxin_plan.render.{name}" for name in ("heading", "leads", "page", "status", "table", "width")),
    *(f"gaoxin_plan.source.{name}" for name in ("files", "loaded", "snapshot")),
    *(f"gaoxin_plan.views.{name}" for name in ("export", "rows", "selection", "status")),
}
"""What status loads of ours beside that, where nothing has changed since it was asked last."""
LIBRARIES = {"typer", "annotated_doc", "shellingham", "msgspec", "typing_extensions", "platformdirs"}
"""The libraries that it may load, with what they need themselves."""


def test_what_status_loads_where_nothing_has_changed() -> None:
    asked = "from gaoxin_plan.cli import main\nassert main.run(['status', '--dept', '企业发展服务中心']) == 0"
    modules_after(asked)
    loaded = modules_after(asked)
    assert {name for name in loaded if name.startswith("gaoxin_plan")} == START | STATUS
    packages = {name.partition(".")[0] for name in loaded}
    assert packages - set(sys.stdlib_module_names) - {"gaoxin_plan"} <= LIBRARIES
    assert not loaded & {"asyncio", "csv", "dataclasses", "email", "http", "json", "logging", "ssl", "xml"}


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
