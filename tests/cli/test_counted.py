"""A bar that is shown on a terminal, once a run takes its time."""

import io
import sys
import time

import pytest

from gaoxin_plan.cli import counted as module
from gaoxin_plan.cli.counted import counted, waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def shown(monkeypatch: pytest.MonkeyPatch, clock: list[float], *, seconds: float, stream: io.StringIO) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with counted("写 Excel") as counter:
        done = counter(4)
        for _ in range(4):
            clock[0] += seconds
            done()
    return stream.getvalue()


def test_a_long_run_on_a_terminal_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    told = shown(monkeypatch, clock, seconds=0.6, stream=Terminal())
    assert "写 Excel" in told
    assert "100%" in told


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert shown(monkeypatch, clock, seconds=0.2, stream=Terminal()) == ""


@pytest.mark.parametrize(("patience", "told"), [(0.0, "正在读…\r       \r"), (60.0, "")])
def test_what_takes_long_is_told_until_it_is_done(
    monkeypatch: pytest.MonkeyPatch, patience: float, told: str
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "_PATIENCE", patience)
    with waiting("正在读"):
        while told and not terminal.getvalue():
            time.sleep(0.01)
    assert terminal.getvalue() == told


def test_a_wait_is_not_told_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    with waiting("正在读"):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert shown(monkeypatch, clock, seconds=9, stream=io.StringIO()) == ""
