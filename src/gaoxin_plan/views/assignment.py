"""任务分解表: what is to be done, by whom, until when; the context of the report template."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.goals import target_in_words
from gaoxin_plan.model.plan import Plan, Section, Task
from gaoxin_plan.views.rows import own_names
from gaoxin_plan.views.show import due_in_words


class Assignment(NamedTuple):
    """One item's row. ``parts`` are its targets and milestones in words; ``due`` refers to them by number."""

    id: str
    number: str
    title: str
    parts: tuple[str, ...]
    leader: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    due: tuple[str, ...]


class AssignedSection(NamedTuple):
    """A section and its rows."""

    number: str
    title: str
    items: tuple[Assignment, ...]


class AssignmentSheet(NamedTuple):
    """The whole table; ``has_leaders`` says whether any row names a leader (责任领导)."""

    title: str
    issuer: str
    published: str
    sections: tuple[AssignedSection, ...]
    has_leaders: bool


def assignment(plan: Plan) -> AssignmentSheet:
    """Return the table of a plan."""
    directory = Directory(plan.departments)
    sections = tuple(
        AssignedSection(s.number, s.title, tuple(_rows(plan, s, directory))) for s in plan.sections
    )
    has_leaders = any(row.leader for section in sections for row in section.items)
    day = plan.published
    published = f"{day.year}年{day.month}月{day.day}日"
    return AssignmentSheet(plan.title, plan.issuer, published, sections, has_leaders)


def _rows(plan: Plan, section: Section, directory: Directory) -> Iterable[Assignment]:
    for item in section.items:
        task = Task(section, item)
        parts = [(target_in_words(t), due_in_words(plan, t)) for t in item.targets]
        parts += [(m.title, due_in_words(plan, m)) for m in item.milestones]
        yield Assignment(
            id=item.id,
            number=item.number,
            title=item.title,
            parts=tuple(words for words, _ in parts),
            leader=task.leader,
            lead=own_names(directory, task.lead),
            responsible=own_names(directory, item.responsible),
            due=tuple(_dues([due for _, due in parts])),
        )


def _dues(dues: list[str]) -> Iterable[str]:
    """Yield the time limits; where they differ, with the numbers of the parts that share each."""
    runs = [(due, len(list(run))) for due, run in groupby(dues)]
    if len(runs) == 1:
        yield runs[0][0]
        return
    first = 1
    for due, length in runs:
        last = first + length - 1
        numbers = f"{first}" if length == 1 else f"{first}至{last}"
        yield f"{numbers}:{due}"
        first = last + 1
