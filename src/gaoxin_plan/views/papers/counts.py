"""How many items have each light, and their shares; the sums are proved before they are printed."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from gaoxin_plan.lights.light import ItemLight, Light

_WHOLE = 1000  # tenths of a percent


class Shares(NamedTuple):
    """The shares of the lights."""

    green: Annotated[str, "绿灯的占比,如 58.3%"]
    yellow: Annotated[str, "黄灯的占比"]
    red: Annotated[str, "红灯的占比"]
    grey: Annotated[str, "灰灯的占比"]


class Counts(NamedTuple):
    """How many items there are of each light."""

    total: Annotated[int, "一共几项"]
    green: Annotated[int, "绿灯几项"]
    yellow: Annotated[int, "黄灯几项"]
    red: Annotated[int, "红灯几项"]
    grey: Annotated[int, "灰灯几项"]
    measured: Annotated[int, "有数字或日期可查的几项"]
    said: Annotated[int, "只有部门自报的几项"]
    shares: Annotated[Shares, "占比;合计 100%,一项也没有时都是 0.0%"]

    def proved(self) -> "Counts":
        """Return itself; raises ArithmeticError when it does not add up."""
        lights = self.green + self.yellow + self.red + self.grey
        shares = sum(round(float(share.rstrip("%")) * 10) for share in self.shares)
        if (
            lights != self.total
            or self.measured + self.said != self.total
            or shares != (_WHOLE if self.total else 0)
        ):
            raise ArithmeticError(f"a report's counts do not add up: {self}")
        return self


def counts(lights: Sequence[ItemLight]) -> Counts:
    """Return how many of some items have each light."""
    of_light = [sum(light.light is kind for light in lights) for kind in Light]
    measured = sum(light.measured for light in lights)
    percents = (f"{share // 10}.{share % 10}%" for share in largest_remainder(of_light, _WHOLE))
    green, yellow, red, grey = of_light
    said = len(lights) - measured
    return Counts(len(lights), green, yellow, red, grey, measured, said, Shares(*percents)).proved()


def rounding(counted: Counts) -> str:
    """Return how the shares were rounded: the last digits are told of where they were adjusted."""
    total, told = counted.total, "百分比保留一位小数"
    plain = [(number * 2 * _WHOLE + total) // (2 * total) if total else 0 for number in counted[1:5]]
    is_adjusted = [f"{share // 10}.{share % 10}%" for share in plain] != list(counted.shares)
    return told + ("，为使合计为100%，末位有调整（最大余数法）" if is_adjusted else "")


def largest_remainder(parts: Sequence[int], whole: int) -> list[int]:
    """Divide ``whole`` in proportion to ``parts``; the sum is ``whole``, the largest remainders round up.

    Of equal remainders the first does. Nothing divides into nothing.
    """
    total = sum(parts)
    if not total:
        return [0 for _ in parts]
    shares = [part * whole // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda index: -(parts[index] * whole % total))
    for index in by_remainder[: whole - sum(shares)]:
        shares[index] += 1
    return shares
