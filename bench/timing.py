"""Run a command as a person would, and tell what it took: for all that is measured here."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

LAUNCH = Path(__file__).with_name("launch.py")
PYTHON = sys.executable
GAOXIN = str(Path(PYTHON).with_name("gaoxin"))
PASS = (PYTHON, "-c", "pass")
"""What every time is told as a ratio to."""


class Failure(Exception):  # noqa: N818  it is the command's, not ours
    """A command did not exit as it should."""


class Run(NamedTuple):
    """One process: its wall time in seconds and its peak memory in MB."""

    seconds: float
    megabytes: float


class Sample(NamedTuple):
    """A command's run, and how many times as long it took as ``python -c pass`` around it."""

    run: Run
    ratio: float


class Figures(NamedTuple):
    """Medians of one command on one plan."""

    ratio: float
    milliseconds: float
    megabytes: float


def launch(command: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None) -> Run:
    """Run ``command`` in ``folder``, its output to a pipe; raises Failure with its standard error."""
    done = subprocess.run(
        [PYTHON, "-I", "-S", LAUNCH, *command],
        cwd=folder,
        env=environment(folder) | dict(extra or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    words = done.stdout.split()
    if done.returncode or words[2] != "0":
        raise Failure(f"{' '.join(command)} failed in {folder.name}:\n{done.stderr}")
    return Run(float(words[0]), int(words[1]) / 1024)


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the caller's has a say, and no cache of theirs is used."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder / "cache")}


def sample(run: Run, before: Run, after: Run) -> Sample:
    """Hold a run against the runs of ``python -c pass`` on both sides of it."""
    return Sample(run, run.seconds * 2 / (before.seconds + after.seconds))


def medians(samples: Sequence[Sample]) -> Figures:
    """Return the medians of some runs."""
    return Figures(
        median(sample.ratio for sample in samples),
        median(sample.run.seconds for sample in samples) * 1000,
        median(sample.run.megabytes for sample in samples),
    )


def tell(words: str) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()
