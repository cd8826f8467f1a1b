"""What a shell may complete: the names that the plan at hand has, or nothing where it cannot be read.

A plan is a stranger's text, and a shell evaluates what it is offered, which typer does not quote safely. So
only words of letters, digits, ``-`` and ``.`` are offered, and explained without any sign that could act.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer._click.shell_completion import CompletionItem, add_completion_class, get_completion_class

from gaoxin_plan.cli.ending import at_the_end

if TYPE_CHECKING:
    from typer._completion_classes import ZshComplete

    from gaoxin_plan.model.plan import Plan

    _Base = ZshComplete
else:
    _Base = object

Offer = tuple[str, str]
"""A word, and what it means: zsh shows it, bash does not."""

_BETWEEN = {"zsh": ":", "fish": "\t"}
"""The shells that show what a word means, and what they want between the two; PowerShell is left to typer."""
_WORD = r"[\w.-]+"
_SIGN = r"[^\w ,.;()，。、；（）“”《》·—]"


def prepare() -> None:
    """Have typer offer meanings as they are: by itself it loads rich, which breaks their lines."""
    for shell, between in _BETWEEN.items():
        known = get_completion_class(shell)
        if known is not None:
            add_completion_class(type(shell, (_AsItIs, known), {"between": between}), shell)


class _AsItIs(_Base):
    """Writes a word and what it means, both as the shell wants a word."""

    between: str

    def format_completion(self, item: CompletionItem) -> str:
        """Return one offer."""
        word = super().format_completion(CompletionItem(item.value))
        if not item.help:
            return word
        return word + self.between + super().format_completion(CompletionItem(item.help))


def departments(context: typer.Context, incomplete: str) -> Iterator[Offer]:
    """Yield the departments by name, and once something is typed by id and alias too."""
    for plan in _plans(context):
        yield from _offers(((known.name, known.id) for known in plan.departments), incomplete)
        if incomplete:
            others = ((word, known.name) for known in plan.departments for word in (known.id, *known.aliases))
            yield from _offers(others, incomplete)


def sections(context: typer.Context, incomplete: str) -> Iterator[Offer]:
    """Yield the sections by id."""
    for plan in _plans(context):
        yield from _offers(((known.id, known.title) for known in plan.sections), incomplete)


def items(context: typer.Context, incomplete: str) -> Iterator[Offer]:
    """Yield the items by id."""
    for plan in _plans(context):
        yield from _offers(((task.item.id, task.item.title) for task in plan.tasks()), incomplete)


def things(context: typer.Context, incomplete: str) -> Iterator[Offer]:
    """Yield the items by id, and once something is typed their targets and milestones too."""
    from gaoxin_plan.views.selection import name

    yield from items(context, incomplete)
    for plan in _plans(context) if incomplete else ():
        parts = (part for task in plan.tasks() for part in task.parts)
        yield from _offers(((part.id, name(part)) for part in parts), incomplete)


def periods(context: typer.Context, incomplete: str) -> Iterator[Offer]:
    """Yield the reporting periods of the plan."""
    for plan in _plans(context):
        yield from _offers(((str(known), f"到 {known.end}") for known in plan.periods), incomplete)


def _plans(context: typer.Context) -> "Iterator[Plan]":
    """Yield the plan that the command line means, unless it is missing or broken: a shell wants no words."""
    from gaoxin_plan.problems import PlanError
    from gaoxin_plan.workspace import load

    named: str | None = context.params.get("plan")  # typer has not made it a path yet
    try:
        workspace = load(Path(named) if named else None, filings=False, snapshot=True)
    except (PlanError, OSError):
        return
    at_the_end(workspace.keep)
    if workspace.plan is not None and not workspace.problems:
        yield workspace.plan


def _offers(words: Iterable[Offer], incomplete: str) -> Iterator[Offer]:
    """Yield the words that begin as typed, in the case typed."""
    for word, meaning in words:
        if re.fullmatch(_WORD, word) and word.lower().startswith(incomplete.lower()):
            yield incomplete + word[len(incomplete) :], re.sub(_SIGN, " ", meaning)
