"""What was measured, as plain tables: ``!`` marks what is beyond its limit."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from commands import SHARES, Command
from timing import Figures

from gaoxin_plan.render.width import pad, width

START = 1
"""The items of the smallest plan: what a command takes on it counts as its start-up."""
STEEPEST = 1.05
"""The steepest growth in log-log that is allowed: 1 is in proportion to the items, 2 is quadratic."""

Found = Mapping[tuple[str, int], Figures]
"""Medians by the command's name and the size of the plan."""


def tables(found: Found, commands: Sequence[Command], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of all tables, of at most 80 columns."""
    base = found["pass", 0]
    heads = [f"{size}" for size in sizes]
    yield f"Wall time as a ratio to python -c pass ({base.milliseconds:.1f} ms); items:"
    yield from table(heads, {it.name: [_cell(found, it, size) for size in sizes] for it in commands})
    yield f"\nPeak memory in MB (python -c pass: {base.megabytes:.1f}); items:"
    yield from table(heads, {it.name: [_memory(found, it, size) for size in sizes] for it in commands})
    steps = list(pairwise(sizes))
    if steps:
        for what, slope in (("time", time_slope), ("memory", memory_slope)):
            yield f"\nGrowth of {what}: log-log slope less start-up (≤{STEEPEST:g}); items:"
            yield from table(
                [f"{low}-{high}" for low, high in steps],
                {
                    it.name: [slope(found, it.name, step) if step[1] <= it.most else "" for step in steps]
                    for it in commands
                    if it.grows
                },
            )
    names = {it.name for it in commands}
    shares = [share for share in SHARES if names.issuperset(share[:2])]
    if shares:
        yield "\nOne command against another; items:"
        yield from table(
            heads,
            {
                f"{name} / {other}": [
                    _limited(found[name, size].ratio / found[other, size].ratio, limit) for size in sizes
                ]
                for name, other, limit in shares
            },
        )


def table(head: Sequence[str], rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the lines of one table, each column as wide as it must be."""
    lines = [("", *head), *((name, *cells) for name, cells in rows.items())]
    widths = [max(map(width, column)) + 2 for column in zip(*lines, strict=True)]
    for line in lines:
        yield "".join(pad(cell, wide) for cell, wide in zip(line, widths, strict=True)).rstrip()


def time_slope(found: Found, name: str, sizes: tuple[int, int]) -> str:
    """Return how a command's time grows from one size to the next, less its start-up.

    A question mark stands behind it where the growth begins below a quarter of start-up, which is noise.
    """
    return _slope(lambda size: found[name, size].ratio, sizes, noise=1 / 4)


def memory_slope(found: Found, name: str, sizes: tuple[int, int]) -> str:
    """Return how a command's peak memory grows from one size to the next, less that of its start.

    A question mark stands behind it where the growth begins below a twentieth: Python asks for memory in
    pieces of a megabyte.
    """
    return _slope(lambda size: found[name, size].megabytes, sizes, noise=1 / 20)


def _slope(measured: Callable[[int], float], sizes: tuple[int, int], noise: float) -> str:
    """Return a slope, marked where it is too steep; a dash where noise hides the growth altogether."""
    start = measured(START)
    low, high = (measured(size) - start for size in sizes)
    if low <= 0 or high <= 0:
        return "-"
    small, large = (size - START for size in sizes)
    slope = round(math.log(high / low) / math.log(large / small), 2)
    mark = "?" if low < start * noise else "!" if slope > STEEPEST else ""
    return f"{slope:.2f}{mark}"


def _cell(found: Found, command: Command, size: int) -> str:
    if size > command.most:
        return ""
    return _limited(found[command.name, size].ratio, command.limits.get(size))


def _memory(found: Found, command: Command, size: int) -> str:
    return "" if size > command.most else f"{found[command.name, size].megabytes:.1f}"


def _limited(figure: float, limit: float | None) -> str:
    """Return a ratio with its limit, marked where it is beyond it."""
    if limit is None:
        return ratio(figure)
    return f"{ratio(figure)} ≤{limit:g}{'!' if round(figure, 1) > limit else ''}"


def ratio(figure: float) -> str:
    """Return a ratio as it is printed: three digits."""
    return f"{figure:.1f}" if figure < 100 else f"{figure:,.0f}"
