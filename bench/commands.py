"""What is measured: the commands, the ratios they may take, and what they are held against."""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import filled_sheet
from timing import GAOXIN, PYTHON, launch

EVENTS = str(Path(__file__).with_name("events.py"))
WORD_TABLE = str(Path(__file__).with_name("word_table.py"))
TABLE = "任务分解表.md"
"""The task table in Markdown, which is written once for each plan."""

_DEPARTMENT = "企业发展服务中心"
_PLAN = "plan/2022.yaml"
_FILING = "plan/2022/2022Q4/qyfz.yaml"
_NUMBER = "{n}"
"""Stands in a command or an edit for a number that no other run has."""


class Edit(NamedTuple):
    """What is changed in a file just before a command runs: the first place that a pattern finds."""

    pattern: str
    written: str

    def apply(self, text: str, number: int) -> str:
        """Return the text with the change; raises ValueError where there is nothing to change."""
        changed, count = re.subn(
            self.pattern, self.written.replace(_NUMBER, str(number)), text, count=1, flags=re.MULTILINE
        )
        if not count:
            raise ValueError(f"{self.pattern} finds nothing")
        return changed


class Command(NamedTuple):
    """A command line of ``gaoxin``, and the ratios it may take at some sizes."""

    arguments: tuple[str, ...]
    limits: Mapping[int, float] = {}
    title: str = ""
    grows: bool = True
    program: tuple[str, ...] = (GAOXIN,)
    environment: Mapping[str, str] = {}
    file: str = ""
    """The file that the command or the edit changes, which is put back after each run."""
    edit: Edit | None = None
    most: float = math.inf
    """The items of the largest plan for which it can be run."""

    @property
    def name(self) -> str:
        """The command as one types it, without ``gaoxin``."""
        return self.title or " ".join(self.arguments)

    def line(self, number: int) -> list[str]:
        """Return what is run the ``number``-th time."""
        return [word.replace(_NUMBER, str(number)) for word in (*self.program, *self.arguments)]

    @contextmanager
    def ready(self, folder: Path, number: int) -> Iterator[None]:
        """Change the file as the command wants it, and put it back afterwards.

        A ``status`` that is not measured follows, so that whatever is kept of files between two commands is
        that of the files put back, and no command meets what another one left behind.
        """
        if not self.file:
            yield
            return
        path = folder / self.file
        kept = path.read_bytes()
        try:
            if self.edit:
                path.write_text(self.edit.apply(kept.decode(), number), encoding="utf-8", newline="")
            yield
        finally:
            path.write_bytes(kept)
        launch((GAOXIN, "status"), folder)


def _completion(title: str, *words: str) -> Command:
    """Return what bash asks when one presses Tab after some words."""
    asked = {
        "_GAOXIN_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(("gaoxin", *words)),
        "COMP_CWORD": str(len(words)),
    }
    return Command((), _ALWAYS, title=f"completion: {title}", grows=False, environment=asked)


_ANSWER = {30: 8, 1500: 12}
_ONE_ITEM = {30: 8.5, 1500: 12.5}
_CHANGED = {30: 17, 1500: 45}
_ALWAYS = {30: 7, 1500: 7}

COMMANDS = (
    Command(("status", "--dept", _DEPARTMENT), _ANSWER),
    Command(("status",)),
    Command(("status", "--no-cache")),
    Command(
        ("status",),
        _CHANGED,
        title="status, a filing changed",
        file=_FILING,
        edit=Edit(r"^      FZ-05\.1: .*", "      FZ-05.1: {n}"),
    ),
    Command(
        ("status",),
        _CHANGED,
        title="status, the plan changed",
        file=_PLAN,
        edit=Edit(r"^            metric: 突破关键技术$", "            metric: 突破关键技术{n}"),
    ),
    Command(("list",)),
    Command(("list", "--grep", "融通高科")),
    Command(("show", "FZ-05"), _ONE_ITEM),
    Command(("due", "--as-of", "2022-12-01"), _ONE_ITEM, title="due"),
    Command(("missing", "--period", "2022Q4"), _ONE_ITEM, title="missing"),
    Command(("explain", "FZ-05"), _ONE_ITEM),
    Command(("history", "FZ-05"), _ONE_ITEM),
    Command(
        ("record", "FZ-05", "--period", "2022Q4", "--value", "FZ-05.1={n}"),
        {30: 18, 1500: 45},
        title="record",
        file=_FILING,
    ),
    Command(("validate",), {30: 18, 1500: 60}),
    Command(("report", "assignment")),
    Command(("report", "quarterly", "--period", "2022Q4"), title="report quarterly"),
    Command(("report", "assignment", "-o", "out.docx"), title="report assignment (Word)"),
    Command(("report", "quarterly", "--period", "2022Q4", "-o", "out.docx"), title="report quarterly (Word)"),
    Command((WORD_TABLE, TABLE, "table.docx"), program=(PYTHON,), title="(python-docx's table)"),
    Command(("export", "json")),
    Command(("sheet", "export", "--period", "2022Q4", "-o", "out", "--dept", "qyfz"), title="sheet export"),
    Command(("sheet", "import", filled_sheet.FOLDER), title="sheet import", file=_FILING, most=10_000),
    Command(("sheet", "ledger", "-o", "台账.xlsx"), title="sheet ledger"),
    Command(("--help",), _ALWAYS, grows=False),
    _completion("a command", "sta"),
    _completion("a department", "status", "--dept", "企"),
    Command((EVENTS, "plan"), program=(PYTHON,), title="(parser's events)"),
)

SHARES = (
    ("status", "(parser's events)", 3),
    ("report quarterly", "status", 1.5),
    ("report assignment (Word)", "(python-docx's table)", 3),
    ("report quarterly (Word)", "(python-docx's table)", 3),
)
"""Commands that are held against another one, and how many times as long they may take."""
