"""Running ``gaoxin``: in this process where a process adds nothing, else the real command."""

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

import pytest

from gaoxin_plan import cli
from gaoxin_plan.cli import main

REPOSITORY = Path(__file__).parents[2]
COMMAND = Path(sys.prefix) / "bin" / "gaoxin"
SET_HERE = ("COLUMNS", "GAOXIN_PLAN", "NO_COLOR", "FORCE_COLOR", "TERM")


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the repository's plan, with nothing of the caller's environment."""
    folder = tmp_path / "workspace"
    for part in ("plan", "templates"):
        shutil.copytree(REPOSITORY / part, folder / part)
    for name in (*SET_HERE, *(name for name in os.environ if name.startswith(("PYTHON", "LC_", "LANG")))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make it another day for the commands that run in this process."""
    modules = [
        importlib.import_module(f"gaoxin_plan.cli.{found.name}") for found in iter_modules(cli.__path__)
    ]

    def on_day(day: str) -> None:
        for module in modules:
            if hasattr(module, "today"):
                monkeypatch.setattr(module, "today", lambda: date.fromisoformat(day))

    return on_day


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process, past ``main`` itself."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def process() -> Callable[..., Ran]:
    """Run the installed command here, its output piped."""

    def process(*arguments: str, **environment: str) -> Ran:
        ended = subprocess.run(
            [COMMAND, *arguments],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return process


@pytest.fixture
def change(workspace: Path) -> Callable[[str, str], None]:
    """Put other words in the place of some that stand in the plan once or more."""

    def change(old: str, new: str) -> None:
        plan = workspace / "plan" / "2022.yaml"
        text = plan.read_text(encoding="utf-8")
        assert old in text
        plan.write_text(text.replace(old, new), encoding="utf-8")

    return change
