"""What happened to an item: its filings, its amendments and what the office decided, by date."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import Light
from gaoxin_plan.lights.words import filed
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.filing import ItemFiling
from gaoxin_plan.model.office import CLOSED
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.views.amended import amendments
from gaoxin_plan.views.export import Json
from gaoxin_plan.views.selection import name, stood

Event = Literal["filing", "amendment", "closed", "reopened"]


class Happening(NamedTuple):
    """One thing that happened. ``who`` filed, approved or decided; ``words`` are lines of text.

    ``period`` and ``light``, how the item stood for that period by what is filed for it, are a filing's.
    """

    on: date
    event: Event
    who: str
    words: tuple[str, ...]
    period: str = ""
    light: Light | None = None


class History(NamedTuple):
    """The answer, the earliest first."""

    task: Task
    happenings: tuple[Happening, ...]


def history(task: Task, charter: Charter, progress: Progress, today: date) -> History:
    """Return what happened to an item; the light of a period is that of the day after its grace days."""
    filings = _filings(task, charter, progress, today)
    found = [*filings, *_amendments(task, charter), *_decisions(task, progress)]
    return History(task, tuple(sorted(found, key=lambda happening: happening.on)))


def _filings(task: Task, charter: Charter, progress: Progress, today: date) -> Iterator[Happening]:
    for report in progress.of(task.item.id):
        then = stood(charter, progress, report.period, today)
        task_then = charter.task(task.item.id, then.as_of) or task
        words = tuple(_said(task, report.said))
        counts = report.department in then.leads(task_then, report.period)
        light = item_light(task_then, then).light if counts else None
        yield Happening(report.filed, "filing", report.department, words, str(report.period), light)


def _said(task: Task, said: ItemFiling) -> Iterator[str]:
    """Yield what a filing says, in the order of the form."""
    yield said.state
    for target in task.item.targets:
        if (value := said.value(target.id)) is not None:
            yield f"{target.id} {target.metric} {filed(target, value)}"
    for milestone in task.item.milestones:
        if (day := said.day(milestone.id)) is not None:
            yield f"{milestone.id} {milestone.title} {day} 完成"
    for title, text in (("进展", said.progress), ("问题", said.problems), ("下步", said.next)):
        if text:
            yield f"{title}:{text}"
    if said.evidence:
        yield f"佐证:{'、'.join(said.evidence)}"


def _amendments(task: Task, charter: Charter) -> Iterator[Happening]:
    """Yield what was amended: what was approved at once, for one reason, happened at once."""
    names = {part.id: f"{part.id} {name(part)}" for part in task.parts}
    happened: dict[tuple[date, str, str], list[str]] = {}
    for found in amendments(charter, task.item.id):
        words = f"{names.get(found.of, found.of)} {found.words}"
        happened.setdefault((found.date, found.approved, found.reason), []).append(words)
    for (day, approved, reason), lines in happened.items():
        yield Happening(day, "amendment", approved, (*lines, f"理由:{reason}"))


def _decisions(task: Task, progress: Progress) -> Iterator[Happening]:
    for decision in progress.decisions.get(task.item.id, ()):
        words = [f"理由:{decision.reason}"] if decision.reason else []
        words += [f"依据:{'、'.join(decision.evidence)}"] if decision.evidence else []
        event: Event = "closed" if decision.decision == CLOSED else "reopened"
        yield Happening(decision.date, event, decision.by, tuple(words))


def history_json(history: History) -> dict[str, Json]:
    """Return what happened.

    ``{"id", "title", "events": [{"date", "event": "filing|amendment|closed|reopened", "who",
    "period": text|null, "light": light|null, "words": [text]}]}``
    """
    return {
        "id": history.task.item.id,
        "title": history.task.item.title,
        "events": [
            {
                "date": happening.on.isoformat(),
                "event": happening.event,
                "who": happening.who,
                "period": happening.period or None,
                "light": happening.light.value if happening.light else None,
                "words": list(happening.words),
            }
            for happening in history.happenings
        ],
    }
