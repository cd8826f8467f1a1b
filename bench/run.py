"""Measure what a command costs on plans of several sizes: ``make bench``.

Everything is told as a ratio to ``python -c pass`` of the same venv, which runs before and after each
command, so that a slow or busy machine slows both. Nothing is judged here: the limits stand beside the
figures, and the exit code is 0 unless a command fails.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

import filings
import plans
import sheets

from gaoxin_plan.render.width import pad

ROOT = Path(__file__).resolve().parent.parent
LAUNCH = Path(__file__).with_name("launch.py")
PYTHON = sys.executable
GAOXIN = str(Path(PYTHON).with_name("gaoxin"))
EVENTS = str(Path(__file__).with_name("events.py"))
WORD_TABLE = str(Path(__file__).with_name("word_table.py"))
TABLE = "任务分解表.md"
"""The task table in Markdown, which is written once for each plan."""
PASS = (PYTHON, "-c", "pass")

START = 1
"""The items of the smallest plan: what a command takes on it counts as its start-up."""
LARGE = 15_000
LARGE_RUNS = 3  # a command that takes seconds needs no median of many


class Command(NamedTuple):
    """A command line of ``gaoxin``, and the ratios it may take at some sizes."""

    arguments: tuple[str, ...]
    limits: Mapping[int, float] = {}
    grows: bool = True
    program: tuple[str, ...] = (GAOXIN,)
    title: str = ""
    writes: str = ""
    """The file that the command changes, which is put back after each run."""

    @property
    def name(self) -> str:
        """The command as one types it, without ``gaoxin``."""
        return self.title or " ".join(self.arguments)


COMMANDS = (
    Command(("status",), {30: 17, 1500: 50}),
    Command(("status", "--dept", "企业发展服务中心"), {30: 17, 1500: 50}),
    Command(("list",)),
    Command(("list", "--grep", "融通高科")),
    Command(("show", "FZ-05")),
    Command(("explain", "FZ-05")),
    Command(("missing", "--period", "2022Q4"), title="missing"),
    Command(
        ("record", "FZ-05", "--period", "2022Q4", "--value", "FZ-05.1=7"),
        title="record",
        writes="plan/2022/2022Q4/qyfz.yaml",
    ),
    Command(("validate",), {30: 18}),
    Command(("report", "assignment")),
    Command(("report", "quarterly", "--period", "2022Q4"), title="report quarterly"),
    Command(("report", "assignment", "-o", "out.docx"), title="report assignment (Word)"),
    Command(("report", "quarterly", "--period", "2022Q4", "-o", "out.docx"), title="report quarterly (Word)"),
    Command((WORD_TABLE, TABLE, "table.docx"), program=(PYTHON,), title="(python-docx's table)"),
    Command(("export", "json")),
    Command(("sheet", "export", "--period", "2022Q4", "-o", "out", "--dept", "qyfz"), title="sheet export"),
    Command(("sheet", "import", sheets.FOLDER), title="sheet import", writes="plan/2022/2022Q4/qyfz.yaml"),
    Command(("sheet", "ledger", "-o", "台账.xlsx"), title="sheet ledger"),
    Command(("--help",), grows=False),
    Command((EVENTS, "plan"), program=(PYTHON,), title="(parser's events)"),
)

SHARES = (
    ("status", "(parser's events)", 3),
    ("record", "status", 1.5),
    ("report quarterly", "status", 1.5),
    ("report assignment (Word)", "(python-docx's table)", 3),
    ("report quarterly (Word)", "(python-docx's table)", 3),
)
"""Commands that are held against another one, and how many times as long they may take."""


class Run(NamedTuple):
    """One process: its wall time in seconds and its peak memory in MB."""

    seconds: float
    megabytes: float


class Sample(NamedTuple):
    """A command's run, and how many times as long it took as ``python -c pass`` around it."""

    run: Run
    ratio: float


Samples = dict[tuple[str, int], list[Sample]]
"""What was measured, by the command's name and the size of the plan."""


class Failure(Exception):  # noqa: N818  it is the command's, not ours
    """A command did not exit with 0."""


def launch(command: Sequence[str], folder: Path) -> Run:
    """Run ``command`` in ``folder``, its output to a pipe; raises Failure with its standard error."""
    done = subprocess.run(
        [PYTHON, "-I", "-S", LAUNCH, *command],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    words = done.stdout.split()
    if done.returncode or words[2] != "0":
        raise Failure(f"{' '.join(command)} failed in {folder.name}:\n{done.stderr}")
    return Run(float(words[0]), int(words[1]) / 1024)


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the caller's has a say, and no cache of theirs is used."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder / "cache")}


def prove(folder: Path, size: int) -> None:
    """Raise Failure unless ``validate`` finds ``size`` items in a plan, and all of them as printed."""
    done = subprocess.run(
        [GAOXIN, "validate"],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or f"{size} 个条目" not in done.stdout or "逐字核对" not in done.stdout:
        raise Failure(f"the plan of {size} items does not validate:\n{done.stdout}{done.stderr}")


def measure(folders: Mapping[int, Path], runs: int) -> Samples:
    """Run every command on every plan, all sizes in turn, between two runs of ``python -c pass``."""
    samples: Samples = {}
    for number in range(1, runs + 1):
        for size, folder in folders.items():
            if size >= LARGE and number > LARGE_RUNS:
                continue
            _tell(f"run {number} of {runs}, {size} items")
            before = launch(PASS, folder)
            for command in COMMANDS:
                if not command.grows and size != min(set(folders) - {START}):
                    continue
                run = _run(command, folder)
                after = launch(PASS, folder)
                ratio = run.seconds * 2 / (before.seconds + after.seconds)
                samples.setdefault((command.name, size), []).append(Sample(run, ratio))
                samples.setdefault(("pass", 0), []).append(Sample(after, 1))
                before = after
    _tell("")
    return samples


def _run(command: Command, folder: Path) -> Run:
    """Run a command, and put back the file that it changes."""
    changed = folder / command.writes if command.writes else None
    kept = changed.read_bytes() if changed else b""
    run = launch((*command.program, *command.arguments), folder)
    if changed:
        changed.write_bytes(kept)
    return run


def _tell(words: str) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()


class Figures(NamedTuple):
    """Medians of one command on one plan."""

    ratio: float
    milliseconds: float
    megabytes: float


def figures(samples: Samples) -> dict[tuple[str, int], Figures]:
    """Return the medians of all runs."""
    return {
        key: Figures(
            median(sample.ratio for sample in runs),
            median(sample.run.seconds for sample in runs) * 1000,
            median(sample.run.megabytes for sample in runs),
        )
        for key, runs in samples.items()
    }


def slope(found: Mapping[tuple[str, int], Figures], name: str, sizes: tuple[int, int]) -> str:
    """Return the slope in log-log of a command's time, less its start-up, from one size to the next.

    1 is time in proportion to the items, 2 is quadratic. A question mark stands behind it where the growth
    begins below a quarter of start-up, a dash for it where noise hides the growth altogether.
    """
    start = found[name, START].ratio
    low, high = (found[name, size].ratio - start for size in sizes)
    if low <= 0 or high <= 0:
        return "-"
    small, large = (size - START for size in sizes)
    doubt = "?" if low < start / 4 else ""
    return f"{math.log(high / low) / math.log(large / small):.2f}{doubt}"


def report(found: Mapping[tuple[str, int], Figures], sizes: Sequence[int], runs: int) -> Iterator[str]:
    """Yield three plain tables of at most 80 columns."""
    base = found["pass", 0]
    yield f"Wall time as a ratio to python -c pass ({base.milliseconds:.1f} ms); items:"
    yield from _table(
        [f"{size}" for size in sizes],
        {command.name: [_ratio(found, command, size) for size in sizes] for command in COMMANDS},
    )
    yield f"\nPeak memory in MB (python -c pass: {base.megabytes:.1f}); items:"
    yield from _table(
        [f"{size}" for size in sizes],
        {
            command.name: [
                f"{found[command.name, size].megabytes:.1f}" if (command.name, size) in found else ""
                for size in sizes
            ]
            for command in COMMANDS
        },
    )
    steps = list(pairwise(sizes))
    if steps:
        yield "\nGrowth: log-log slope of the time less start-up (1: as the plan grows); items:"
        yield from _table(
            [f"{low}-{high}" for low, high in steps],
            {
                command.name: [slope(found, command.name, step) for step in steps]
                for command in COMMANDS
                if command.grows
            },
        )
    yield "\nOne command against another; items:"
    yield from _table(
        [f"{size}" for size in sizes],
        {
            f"{name} / {other}": [
                f"{found[name, size].ratio / found[other, size].ratio:.1f} (≤{limit})" for size in sizes
            ]
            for name, other, limit in SHARES
        },
    )
    fewer = f" ({LARGE_RUNS} at {LARGE} items)" if max(sizes) >= LARGE and runs > LARGE_RUNS else ""
    yield f"\nMedians of {runs} runs{fewer}; start-up: on a plan of {START} item; ?: within noise."


def _table(head: Sequence[str], rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, cells in {"": head, **rows}.items():
        yield (pad(name, 32) + "".join(f"{cell:<12}" for cell in cells)).rstrip()


def _ratio(found: Mapping[tuple[str, int], Figures], command: Command, size: int) -> str:
    if (command.name, size) not in found:
        return ""
    limit = f" (≤{command.limits[size]:g})" if size in command.limits else ""
    return f"{found[command.name, size].ratio:.1f}{limit}"


def as_json(samples: Samples, found: Mapping[tuple[str, int], Figures]) -> list[dict[str, object]]:
    """Return all that was measured, for other programs."""
    limits = {(command.name, size): limit for command in COMMANDS for size, limit in command.limits.items()}
    return [
        {
            "command": name,
            "items": size,
            **figure._asdict(),
            "limit": limits.get((name, size)),
            "ratios": [round(sample.ratio, 3) for sample in samples[name, size]],
        }
        for (name, size), figure in found.items()
    ]


def main() -> None:
    """Make the plans, measure, and print the tables."""
    options = _options()
    sizes: list[int] = options.sizes
    original = plans.original(ROOT / "plan")
    with tempfile.TemporaryDirectory(prefix="gaoxin-bench-") as temporary:
        folders = {size: Path(temporary, f"{size}-items") for size in (START, *sizes)}
        for size, folder in folders.items():
            _tell(f"making a plan of {size} items")
            original.write(folder, size)
            filings.write(folder / "plan" / plans.PLAN)
            sheets.write(folder / "plan" / plans.PLAN)
            prove(folder, size)
            launch((GAOXIN, "report", "assignment", "-o", TABLE), folder)
        for command in COMMANDS:  # once unmeasured, so that everything is compiled
            _run(command, folders[START])
        samples = measure(folders, options.runs)
    found = figures(samples)
    if options.json:
        options.json.write_text(
            json.dumps(as_json(samples, found), ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    print("\n".join(report(found, sizes, options.runs)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (default 7)")
    parser.add_argument(
        "--sizes", default="30,300,1500", help="items, up to four sizes (default 30,300,1500)"
    )
    parser.add_argument("--large", action="store_true", help=f"also {LARGE} items; takes minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE as well")
    options = parser.parse_args()
    try:
        asked = {int(size) for size in options.sizes.split(",")} | ({LARGE} if options.large else set())
    except ValueError:
        parser.error("--sizes: numbers with commas between them, such as 30,300")
    if any(size < 30 or size % 30 for size in asked) or len(asked) > 4:
        parser.error("--sizes: up to four multiples of 30, the items of the real plan")
    if options.runs < 1:
        parser.error("--runs: at least 1")
    options.sizes = sorted(asked)
    return options


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
