"""How far a long run is, on a terminal: shown only once it takes its time."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

Counter = Callable[[int], Callable[[], None]]
"""Is told how many steps there will be, and returns what is called for each."""

_PATIENCE = 1.0  # seconds before anything is shown


@contextmanager
def counted(title: str) -> Iterator[Counter]:
    """Show how many steps are done, on a terminal, where they take more than a second."""
    if not sys.stderr.isatty():
        yield lambda _: lambda: None
        return
    bar = _Bar(title)
    try:
        yield bar.counter
    finally:
        bar.stop()


@contextmanager
def waiting(title: str) -> Iterator[None]:
    """Say what is going on, on a terminal, where it takes more than a second; it goes when that is done."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    from gaoxin_plan.render.width import width

    words, told = f"{title}…", []

    def tell() -> None:
        told.append(words)
        sys.stderr.write(words)
        sys.stderr.flush()

    timer = Timer(_PATIENCE, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if told:
            sys.stderr.write(f"\r{' ' * width(words)}\r")
            sys.stderr.flush()


class _Bar:
    """A bar that appears late, and goes when all is done."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.began = time.monotonic()
        self.shown: Progress | None = None

    def counter(self, steps: int) -> Callable[[], None]:
        """Return what is called for each of some steps."""
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if self.shown is None and time.monotonic() - self.began > _PATIENCE:
                self._start()
            if self.shown is not None:
                self.shown.update(self.shown.task_ids[0], completed=done, total=steps)

        return advance

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        self.shown = Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        self.shown.add_task(self.title)
        self.shown.start()

    def stop(self) -> None:
        """Take the bar away."""
        if self.shown is not None:
            self.shown.stop()
