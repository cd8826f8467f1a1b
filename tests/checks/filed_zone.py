"""The made-up zone with filings, decisions and amendments, and what is told of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zone import Zone

from gaoxin_plan import workspace
from gaoxin_plan.checks.run import check
from gaoxin_plan.problems import Problem

Told = tuple[str, str, str, str]


class Filings:
    """The zone with filings, and what is told of them on a day: each problem's code, file, line and message.

    The line is as it stands in the file, stripped. Only what lies under the plan's folder is told of.
    """

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.today = date(2023, 7, 12)

    def problems(self) -> list[Problem]:
        found = check(workspace.load(self.zone.plan_file), self.today)
        return [problem for problem in found if problem.path != "plan/2023.yaml"]

    def told(self) -> list[tuple[str, str, str, str]]:
        return [
            (p.code, p.path.removeprefix("plan/2023/"), self._line(p), p.message) for p in self.problems()
        ]

    def _line(self, problem: Problem) -> str:
        lines = (self.zone.root / problem.path).read_bytes().decode(errors="replace").split("\n")
        return lines[problem.line - 1].strip()

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]

    def filed(self, where: str, items: Mapping[str, Any], *, on: str = "") -> Path:
        """File items; ``where`` is ``Q2/kjb``."""
        period, department = where.split("/")
        return self.zone.filed(f"2023{period}", department, items, on=on)

    def decided(self, period: str, *decisions: Mapping[str, str]) -> Path:
        """Write the office's decisions of a quarter, as they are given: only ``by`` is added."""
        lines = [f"period: 2023{period}", "decisions:"]
        for decision in decisions:
            said = dict(decision) | {"by": "督查办"}
            lines += [f"  {'- ' if n == 0 else '  '}{key}: {said[key]}" for n, key in enumerate(said)]
        return self.zone.write(f"2023{period}", "_office", "\n".join(lines) + "\n")

    def amended(self, *amendments: Mapping[str, object]) -> None:
        """Add amendments to the plan."""
        lines = ["amendments:"]
        for amendment in amendments:
            said = dict(amendment) | {"reason": "工作需要", "approved": "会议纪要1号"}
            said.setdefault("date", "2023-04-01")
            lines += [f"  {'- ' if n == 0 else '  '}{key}: {said[key]}" for n, key in enumerate(said)]
        text = self.zone.plan_file.read_text(encoding="utf-8")
        self.zone.plan_file.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
