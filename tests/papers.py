"""Papers of a plan, of which nothing is filed, for tests of views and templates."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.render import report
from gaoxin_plan.views import selection
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.workspace import load


def paper_of(plan: Plan) -> Paper:
    moment = selection.moment(plan, date(9000, 1, 1))
    now = Situation(Charter(plan), Progress(Directory(plan.departments), (), ()), moment.as_of, moment.period)
    return Paper(now, moment)


def paper_at(path: Path, period: str, item: str = "", today: str = "2026-01-01") -> Paper:
    workspace = load(path)
    moment = selection.moment(workspace.charter.plan, date.fromisoformat(today), asked=period)
    return Paper.of(workspace, moment, item)


def markdown(plan: Plan, name: str, folders: list[Path]) -> str:
    return report.to_markdown(report.Request(name, paper_of(plan), {}, folders))


def no_counter(_: int) -> Callable[[], None]:
    return lambda: None
