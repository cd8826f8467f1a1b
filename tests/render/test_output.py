"""Streams: a console that lacks a character gets a word."""

import io
import sys

import pytest

from gaoxin_plan.render import output


class Console(io.TextIOWrapper):
    """A terminal with an encoding of its own."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("utf-8", "●灰灯→", "●灰灯→"),
        ("gbk", "●灰灯→", "●灰灯→"),
        ("gbk", "✓🚀", "[对]?"),
        ("gb2312", "●○ 园区", "●○ 园区"),
        ("ascii", "→ FZ-05 园", "-> FZ-05 ?"),
        ("ascii", "● FZ-05", "[??] FZ-05"),
        ("cp1252", "○✓", "[??][?]"),
    ],
)
def test_a_console_that_lacks_a_character(
    monkeypatch: pytest.MonkeyPatch, encoding: str, text: str, shown: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Console(raw, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", Console(io.BytesIO(), encoding=encoding))
    output.prepare()
    sys.stdout.write(text)
    sys.stdout.flush()
    assert raw.getvalue().decode(encoding) == shown


def test_a_pipe_gets_utf_8_whatever_the_locale_says(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    output.prepare()
    output.write("●园区🚀")
    sys.stdout.flush()
    assert raw.getvalue() == "●园区🚀".encode()


def test_json_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_json({"title": "园区", "lead": []})
    assert capsys.readouterr().out == '{\n  "title": "园区",\n  "lead": []\n}\n'
