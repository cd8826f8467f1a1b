"""Measure what a command costs on plans of several sizes: ``make bench``.

Everything is told as a ratio to ``python -c pass`` of the same venv, which runs before and after each
command, so that a slow or busy machine slows both. The limits stand beside the figures, ``!`` marks what is
beyond one, and the exit code is 0 unless a command fails.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import chart
import filings
import filled_sheet
import plans
from commands import COMMANDS, TABLE, Command
from tables import START, Found, tables
from timing import GAOXIN, PASS, Failure, Sample, environment, launch, medians, sample, tell

ROOT = Path(__file__).resolve().parent.parent
LARGE = 15_000
LARGE_RUNS = 3  # a command that takes seconds needs no median of many

Samples = dict[tuple[str, int], list[Sample]]
"""What was measured, by the command's name and the size of the plan."""


def make(size: int, folder: Path) -> None:
    """Write a plan, all its filings and a department's sheet; raises Failure if they are not right."""
    tell(f"making a plan of {size} items")
    plans.original(ROOT / "plan").write(folder, size)
    filings.write(folder / "plan" / plans.PLAN)
    filled_sheet.write(folder / "plan" / plans.PLAN)
    prove(folder, size)
    launch((GAOXIN, "report", "assignment", "-o", TABLE), folder)
    launch((GAOXIN, "status"), folder)  # a query has been asked, whatever is measured first


def prove(folder: Path, size: int) -> None:
    """Raise Failure unless ``validate`` finds ``size`` items in a plan, and all of them as printed."""
    done = subprocess.run(
        [GAOXIN, "validate"],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or f"{size} 个条目" not in done.stdout or "逐字核对" not in done.stdout:
        raise Failure(f"the plan of {size} items does not validate:\n{done.stdout}{done.stderr}")


def measure(commands: Sequence[Command], folders: Mapping[int, Path], runs: int) -> Samples:
    """Run every command on every plan, all sizes in turn, between two runs of ``python -c pass``.

    The first time, which is not measured, everything is compiled, and what is kept of a plan is kept. A large
    plan has no such time, nor many others.
    """
    samples: Samples = {}
    numbers = count(1000)
    for turn in range(runs + 1):
        for size, folder in folders.items():
            if size >= LARGE and not 0 < turn <= LARGE_RUNS:
                continue
            tell(f"run {turn} of {runs}, {size} items")
            before = launch(PASS, folder)
            for command in (each for each in commands if size <= each.most):
                number = next(numbers)
                with command.ready(folder, number):
                    run = launch(command.line(number), folder, command.environment)
                    after = launch(PASS, folder)
                if turn:
                    found = sample(run, before, after)
                    samples.setdefault((command.name, size), []).append(found)
                    samples.setdefault(("pass", 0), []).append(Sample(after, 1))
                before = after
    tell("")
    return samples


def as_json(samples: Samples, found: Found) -> list[dict[str, object]]:
    """Return all that was measured, for other programs."""
    limits = {(command.name, size): limit for command in COMMANDS for size, limit in command.limits.items()}
    return [
        {
            "command": name,
            "items": size,
            **figure._asdict(),
            "limit": limits.get((name, size)),
            "ratios": [round(one.ratio, 3) for one in samples[name, size]],
        }
        for (name, size), figure in found.items()
    ]


def main() -> None:
    """Make the plans, measure, and print the tables."""
    options = _options()
    sizes: list[int] = options.sizes
    commands = [command for command in COMMANDS if re.search(options.only, command.name)]
    with tempfile.TemporaryDirectory(prefix="gaoxin-bench-") as temporary:
        folders = {size: Path(temporary, f"{size}-items") for size in (START, *sizes)}
        for size, folder in folders.items():
            make(size, folder)
        samples = measure(commands, folders, options.runs)
    found = {key: medians(some) for key, some in samples.items()}
    if options.json:
        told = json.dumps(as_json(samples, found), ensure_ascii=False, indent=1)
        options.json.write_text(f"{told}\n", "utf-8")
    if options.chart:
        options.chart.write_text(chart.draw(found, commands, (START, *sizes)), "utf-8")
    print("\n".join(tables(found, commands, sizes)))
    fewer = f" ({LARGE_RUNS} at {LARGE})" if max(sizes) >= LARGE and options.runs > LARGE_RUNS else ""
    print(
        f"\nMedians of {options.runs} runs{fewer}. !: beyond its limit; ?: within noise of a plan of {START}."
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (default 7)")
    parser.add_argument(
        "--sizes", default="30,300,1500", help="items, up to four sizes (default 30,300,1500)"
    )
    parser.add_argument("--large", action="store_true", help=f"also {LARGE} items; takes long")
    parser.add_argument(
        "--only",
        default="",
        metavar="WORDS",
        help="only commands whose row the pattern finds, as 'status|^due'",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE as well")
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help="draw the growth into FILE, an SVG picture"
    )
    options = parser.parse_args()
    try:
        asked = {int(size) for size in options.sizes.split(",")} | ({LARGE} if options.large else set())
    except ValueError:
        parser.error("--sizes: numbers with commas between them, such as 30,300")
    if any(size < 30 or size % 30 for size in asked) or len(asked) > 4:
        parser.error("--sizes: up to four multiples of 30, the items of the real plan")
    if options.runs < 1:
        parser.error("--runs: at least 1")
    if not any(re.search(options.only, command.name) for command in COMMANDS):
        parser.error("--only: no row is called so")
    options.sizes = sorted(asked)
    return options


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
