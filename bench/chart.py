"""A picture of how time and memory grow with the items: a chart of each, a line for each command."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from commands import Command
from tables import Found, ratio
from timing import Figures

WIDTH, HEIGHT = 900, 1180
_LEFT, _RIGHT = 70, 570  # between which a chart is drawn; its labels stand to the right
_LABELS = 620
_LINE = 16  # from one label to the next
_TICKS = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))
_COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#e07b00", "#8c564b", "#c2378f", "#008b8b", "#6b6b00")
_DASHES = ("", "7 3", "2 2")
_STYLE = """\
text { font-family: sans-serif; font-size: 12px; fill: #333 }
.title { font-size: 15px; font-weight: bold }
.tick { stroke: #e3e3e3 }
.axis { stroke: #333; fill: none }
.slope { stroke: #bbb; stroke-dasharray: 1 4; stroke-width: 2 }
.line { fill: none; stroke-width: 1.6 }
.leader { fill: none; stroke-width: 0.7; opacity: 0.6 }"""


class Curve(NamedTuple):
    """A command's figures by the number of items, and how its line looks."""

    name: str
    points: Mapping[int, float]
    colour: str
    dash: str


class Panel(NamedTuple):
    """Where one chart stands, and the figures at its edges."""

    title: str
    top: float
    bottom: float
    sizes: Sequence[int]
    low: float
    high: float

    def x(self, size: float) -> float:
        """Return where a number of items stands."""
        first, last = self.sizes[0], self.sizes[-1]
        return _LEFT + (_RIGHT - _LEFT) * math.log(size / first) / math.log(last / first)

    def y(self, figure: float) -> float:
        """Return where a figure stands."""
        return self.bottom - (self.bottom - self.top) * math.log(figure / self.low) / math.log(
            self.high / self.low
        )


def draw(found: Found, commands: Sequence[Command], sizes: Sequence[int]) -> str:
    """Return an SVG picture of the medians at two sizes or more, the smallest first."""
    base = found["pass", 0]
    half = HEIGHT / 2
    time = _curves(found, commands, sizes, lambda figures: figures.ratio)
    memory = _curves(found, commands, sizes, lambda figures: figures.megabytes)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f"<style>\n{_STYLE}\n</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_panel(f"Wall time as a ratio to python -c pass ({base.milliseconds:.1f} ms)", time, sizes, 0),
        *_panel(f"Peak memory in MB (python -c pass: {base.megabytes:.1f})", memory, sizes, half),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _curves(
    found: Found, commands: Sequence[Command], sizes: Sequence[int], figure: Callable[[Figures], float]
) -> list[Curve]:
    """Return a curve for each command, of which no two look alike."""
    return [
        Curve(
            command.name,
            {size: figure(found[command.name, size]) for size in sizes if size <= command.most},
            _COLOURS[place % len(_COLOURS)],
            _DASHES[place // len(_COLOURS) % len(_DASHES)],
        )
        for place, command in enumerate(commands)
    ]


def _panel(title: str, curves: Sequence[Curve], sizes: Sequence[int], top: float) -> Iterator[str]:
    figures = [figure for curve in curves for figure in curve.points.values()]
    low = max(tick for tick in _TICKS if tick <= min(figures) or tick == 1)
    high = min(tick for tick in _TICKS if tick >= max(figures) and tick > low)
    panel = Panel(title, top + 50, top + HEIGHT / 2 - 55, sizes, low, high)
    yield from _axes(panel)
    for curve in curves:
        points = " ".join(
            f"{panel.x(size):.1f},{panel.y(figure):.1f}" for size, figure in curve.points.items()
        )
        dash = f' stroke-dasharray="{curve.dash}"' if curve.dash else ""
        yield f'<polyline class="line" stroke="{curve.colour}"{dash} points="{points}"/>'
    yield from _labels(panel, curves)


def _axes(panel: Panel) -> Iterator[str]:
    yield f'<text class="title" x="{_LEFT}" y="{panel.top - 22:.1f}">{escape(panel.title)}</text>'
    for tick in (tick for tick in _TICKS if panel.low <= tick <= panel.high):
        y = panel.y(tick)
        yield f'<path class="tick" d="M{_LEFT} {y:.1f}H{_RIGHT}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:,}</text>'
    for size in panel.sizes:
        x = panel.x(size)
        yield f'<path class="tick" d="M{x:.1f} {panel.top:.1f}V{panel.bottom:.1f}"/>'
        yield f'<text x="{x:.1f}" y="{panel.bottom + 18:.1f}" text-anchor="middle">{size:,}</text>'
    middle = (_LEFT + _RIGHT) / 2
    yield f'<text x="{middle}" y="{panel.bottom + 36:.1f}" text-anchor="middle">items</text>'
    yield from _proportion(panel)
    yield f'<path class="axis" d="M{_LEFT} {panel.top:.1f}V{panel.bottom:.1f}H{_RIGHT}"/>'


def _proportion(panel: Panel) -> Iterator[str]:
    """Yield a line that is as steep as time in proportion to the items, from the lower edge."""
    first, last = panel.sizes[0], panel.sizes[-1]
    grown = panel.high / panel.low
    begins = max(first, last / grown)
    ends = panel.low * last / begins
    yield (
        f'<path class="slope" d="M{panel.x(begins):.1f} {panel.y(panel.low):.1f}'
        f'L{_RIGHT} {panel.y(ends):.1f}"/>'
    )
    x, y = panel.x(begins * 1.25), panel.y(panel.low * 1.08)
    yield f'<text x="{x + 8:.1f}" y="{y:.1f}" style="fill: #888">in proportion: slope 1</text>'


def _labels(panel: Panel, curves: Sequence[Curve]) -> Iterator[str]:
    """Yield the name of each curve beside its end, moved up or down where there would be two in one place."""
    ordered = sorted(curves, key=lambda curve: panel.y(_end(curve)))
    places = _spread([panel.y(_end(curve)) for curve in ordered], panel.top, panel.bottom)
    for curve, place in zip(ordered, places, strict=True):
        x, y = panel.x(list(curve.points)[-1]), panel.y(_end(curve))
        yield (
            f'<path class="leader" stroke="{curve.colour}" '
            f'd="M{x + 2:.1f} {y:.1f}L{_LABELS - 20} {place:.1f}H{_LABELS - 4}"/>'
        )
        yield (
            f'<text x="{_LABELS}" y="{place + 4:.1f}" style="fill: {curve.colour}">'
            f"{escape(curve.name)}: {ratio(_end(curve))}</text>"
        )


def _end(curve: Curve) -> float:
    return list(curve.points.values())[-1]


def _spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return places in the same order that are a line apart, as near to the wanted ones as is easy."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + _LINE) if places else max(place, top))
    lowest = max(bottom, top + _LINE * (len(places) - 1))
    for index in reversed(range(len(places))):
        places[index] = min(places[index], lowest - _LINE * (len(places) - 1 - index))
    return places
