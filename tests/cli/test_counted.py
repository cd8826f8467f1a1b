"""A bar that is shown on a terminal, once a run takes its time."""

import io
import sys

import pytest

from gaoxin_plan.cli import counted as module
from gaoxin_plan.cli.counted import counted


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


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert shown(monkeypatch, clock, seconds=9, stream=io.StringIO()) == ""
