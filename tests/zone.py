"""A made-up zone: its plan in a folder, and what its departments file, written a line an item."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.workspace import Workspace, load

PLAN = Path(__file__).with_suffix(".yaml")
LAST_DAYS = {"Q1": "2023-03-31", "Q2": "2023-06-30", "Q3": "2023-09-30", "Q4": "2023-12-31"}

Said = Mapping[str, Any]


def unfiled(plan: Plan, day: date) -> Situation:
    """A plan as of a day, of which nothing was filed."""
    return Situation(Charter(plan), Progress(Directory(plan.departments), (), ()), day)


class Zone:
    """A folder with the made-up plan of tests/zone.yaml, in which filings are written as a person would."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plan_file = root / "plan" / "2023.yaml"
        self.plan_file.parent.mkdir(parents=True)
        self.plan_file.write_bytes(PLAN.read_bytes())

    def path(self, period: str, name: str) -> Path:
        """Where a department's filing lies, or the office's file (``_office``)."""
        return self.plan_file.with_suffix("") / period / f"{name}.yaml"

    def write(self, period: str, name: str, text: str) -> Path:
        """Write a file of a period as it is."""
        path = self.path(period, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def filed(self, period: str, department: str, items: Mapping[str, Said], *, on: str = "") -> Path:
        """File items of a period; by itself on the period's last day."""
        day = on or LAST_DAYS[period[4:]]
        lines = [f"period: {period}", f"department: {department}", f"filed: {day}", "items:"]
        for item, said in items.items():
            lines.append(f"  {item}:")
            for key, value in ({"state": "进行中"} | dict(said)).items():
                if isinstance(value, Mapping):
                    lines += [f"    {key}:", *(f"      {part}: {one}" for part, one in value.items())]
                else:
                    lines.append(f"    {key}: {value}")
        return self.write(period, department, "\n".join(lines) + "\n")

    def decided(self, period: str, *decisions: Mapping[str, str]) -> Path:
        """Write what the office decided in a period."""
        lines = [f"period: {period}", "decisions:"]
        for decision in decisions:
            said = {"by": "督查办", "reason": "经核查"} | dict(decision)
            lines += [f"  {'- ' if n == 0 else '  '}{key}: {said[key]}" for n, key in enumerate(said)]
        return self.write(period, "_office", "\n".join(lines) + "\n")

    def amended(
        self, old: int = 10, *, on: str = "2023-08-01", approved: str = "会议纪要2023年第9期"
    ) -> None:
        """Lower the plan's first target to 8."""
        self.change("metric: 突破关键技术, at_least: 10,", "metric: 突破关键技术, at_least: 8,")
        with self.plan_file.open("a", encoding="utf-8") as file:
            file.write(
                "amendments:\n"
                f"  - of: KJ-01.1\n    key: at_least\n    old: {old}\n    new: 8\n    reason: 市级项目停建\n"
                f"    approved: {approved}\n    date: {on}\n"
            )

    def change(self, old: str, new: str) -> None:
        """Put other words in the place of some that stand in the plan once."""
        text = self.plan_file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (text.count(old), old)
        self.plan_file.write_text(text.replace(old, new), encoding="utf-8")

    def load(self) -> Workspace:
        """The workspace as it stands now, which must be readable."""
        workspace = load(self.plan_file)
        assert workspace.problems == []
        return workspace

    def as_of(self, day: str) -> Situation:
        """How things stand on a day, by all that is filed."""
        workspace = self.load()
        return Situation(workspace.charter, workspace.progress, date.fromisoformat(day))

    def files(self) -> dict[str, bytes]:
        """Everything in the folder: what must not change where nothing is written."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }
