"""Measure other tools beside ``gaoxin status``, each by what comes nearest to it: ``make bench-peers``.

No other tool does what ``status`` does. Each is given the same items and filings in its own format
(``peer_files.py``); README.md says what its command does and does not do. A tool that is missing or fails is
named and left out. Times are ratios to ``python -c pass``, as in ``run.py``.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import peer_files
from run import make
from tables import ratio, table
from timing import GAOXIN, PASS, Failure, Sample, environment, launch, medians, sample, tell

SIZES = (30, 1500)
VENV = Path(__file__).resolve().parent.parent / "build" / "peers"
"""Where ``make bench-peers`` installs the peers written in Python."""
PATH = os.pathsep.join((str(VENV / "bin"), os.environ["PATH"]))


class Peer(NamedTuple):
    """A tool: what it is asked, how a plan is written for it, and what is run once before."""

    program: str
    arguments: tuple[str, ...]
    write: Callable[[peer_files.Kept, Path], None]
    before: tuple[tuple[str, ...], ...] = ()

    @property
    def path(self) -> str:
        """The program's file, empty where it is missing."""
        return shutil.which(self.program, path=PATH) or ""

    def named(self) -> str:
        """Return the program with its version."""
        told = subprocess.run([self.path, "--version"], capture_output=True, text=True, check=False)
        number = re.search(r"[0-9]+(\.[0-9]+)+", told.stdout + told.stderr)
        return f"{self.program} {number[0]}" if number else self.program


_DONE = "SELECT account, sum(number) WHERE account ~ '^Assets' GROUP BY account ORDER BY account"
PEERS = (
    Peer("hledger", ("balance", "--budget", "--yearly", "-f", "plan.journal"), peer_files.hledger),
    Peer("bean-query", ("plan.beancount", _DONE), peer_files.beancount),
    Peer(
        "doorstop",
        ("--no-reformat",),
        peer_files.doorstop,
        (("git", "init", "--quiet"), ("doorstop", "review", "all")),
    ),
    Peer("strictdoc", ("export", ".", "--output-dir", "out"), peer_files.strictdoc),
    Peer("tj3", ("--silent", "--output-dir", ".", "plan.tjp"), peer_files.taskjuggler),
)

Task = tuple[str, list[str], Path]
"""A row of the table, and the command with its folder that is measured for it."""


def tasks(size: int, folder: Path, peers: list[Peer], failed: list[str]) -> list[Task]:
    """Write a plan for ``gaoxin`` and the peers; those that cannot answer are told in ``failed``."""
    plan = folder / "gaoxin"
    make(size, plan)
    found: list[Task] = [
        ("gaoxin status", [GAOXIN, "status"], plan),
        ("gaoxin status --no-cache", [GAOXIN, "status", "--no-cache"], plan),
    ]
    kept = peer_files.read(plan / "plan" / "2022.yaml")
    for peer in peers:
        tell(f"{peer.program}: {size} items")
        own = folder / peer.program
        own.mkdir()
        peer.write(kept, own)
        try:
            for words in peer.before:
                _prepare(words, own)
            launch([peer.path, *peer.arguments], own)
        except Failure as failure:
            failed.append(str(failure))
        else:
            found.append((peer.named(), [peer.path, *peer.arguments], own))
    for _, line, where in found[:2]:
        launch(line, where)
    return found


def _prepare(words: tuple[str, ...], folder: Path) -> None:
    known = environment(folder) | {"PATH": PATH}
    done = subprocess.run(words, cwd=folder, env=known, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"{' '.join(words)} failed:\n{done.stderr}")


def measure(found: dict[int, list[Task]], runs: int) -> dict[tuple[str, int], list[Sample]]:
    """Run everything in turn, between two runs of ``python -c pass``."""
    samples: dict[tuple[str, int], list[Sample]] = {}
    for turn in range(1, runs + 1):
        for size, some in found.items():
            for name, line, folder in some:
                tell(f"run {turn} of {runs}, {size} items: {name}")
                before, run, after = (launch(command, folder) for command in (PASS, line, PASS))
                samples.setdefault((name, size), []).append(sample(run, before, after))
    tell("")
    return samples


def main() -> None:
    """Write the plans, measure, and print a table, and what is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (default 5)")
    runs: int = parser.parse_args().runs
    peers = [peer for peer in PEERS if peer.path]
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="gaoxin-peers-") as temporary:
        found = {size: tasks(size, Path(temporary, str(size)), peers, failed) for size in SIZES}
        samples = measure(found, runs)
    figures = {key: medians(some) for key, some in samples.items()}
    names = dict.fromkeys(name for name, _ in figures)
    rows = {
        name: [ratio(figures[name, size].ratio) if (name, size) in figures else "" for size in SIZES]
        for name in names
    }
    print("Wall time as a ratio to python -c pass; items:")
    print("\n".join(table([f"{size}" for size in SIZES], rows)))
    print(f"\nMedians of {runs} runs.")
    for peer in PEERS:
        if not peer.path:
            print(f"Not measured: {peer.program}, which is not installed.")
    for words in failed:
        print(f"Not measured: {words}")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench-peers: {failure}")
