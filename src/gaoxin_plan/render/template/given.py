"""What ``--set`` gives a report."""

import re
from collections.abc import Mapping, Sequence

from gaoxin_plan.model.periods import full_date
from gaoxin_plan.problems import PlanError, printable

GIVEN = "given"
"""What templates call it; a name in it that is not given is empty."""

_DAY = re.compile(r"(?<!\d)(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?!\d)")
_YEAR = re.compile(r"[\[［【(（](\d{4})[)）】］\]](?=\s*第?\d+号)")


class Given(dict[str, str]):
    """Words that the office gives; what it does not is an empty text."""

    def __missing__(self, key: str) -> str:
        """Return that nothing was given."""
        return ""


def read(words: Sequence[str], name: str, known: Sequence[str]) -> dict[str, str]:
    """Return what is given to a report; raises PlanError for what its template does not print."""
    found = {}
    for pair in words:
        name_, sign, value = pair.partition("=")
        key = name_.strip()
        if key not in known:
            hint = f"可填:{'、'.join(known)}" if known else "这个报告没有可填的"
            raise PlanError(f"报告 {name} 不用“{printable(key)}”", f"写成 --set 名称=值;{hint}")
        if not sign:
            raise PlanError(f"--set {key} 少了“=”", f"写成 --set {key}=…")
        found[key] = value.strip(" \t\r\n")  # an indent of full-width spaces is meant
    return found


def advice(given: Mapping[str, str]) -> list[str]:
    """Return how official papers would write what is given: dates in Chinese, years in 〔〕."""
    lines = []
    for key, value in given.items():
        better = _YEAR.sub(r"〔\1〕", _DAY.sub(_in_chinese, value))
        if better != value:
            lines.append(f"注意:{key}照写的印成“{printable(value)}”;公文里写“{printable(better)}”")
    return lines


def _in_chinese(found: re.Match[str]) -> str:
    from datetime import date

    try:
        return full_date(date(*map(int, found.groups())))
    except ValueError:
        return found[0]
