"""Amend an adopted plan (调整): the new value into its body, and beside it what was, why, since when."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import NamedTuple

from gaoxin_plan.changes.amendable import Thing, refuse, refuse_day, thing
from gaoxin_plan.changes.wanted import Wanted
from gaoxin_plan.changes.writing import brought, refuse_errors
from gaoxin_plan.checks.run import check
from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.amendment import DROPPED, ROLES
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import GOALS
from gaoxin_plan.problems import BrokenPlanError, PlanError, Problem, Severity
from gaoxin_plan.source import document, files
from gaoxin_plan.source.edits import Add, Drop, Edit, Put, Rename, edited
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.views.amending import Amending, changes, dropped
from gaoxin_plan.views.recorded import Written
from gaoxin_plan.workspace import Workspace, shown


class Request(NamedTuple):
    """What is to be amended of the item or part ``of``, from a day on; without ``wanted`` it is dropped."""

    of: str
    wanted: tuple[Wanted, ...]
    on: date
    reason: str
    approved: str


def amend(workspace: Workspace, request: Request, as_of: date, today: date, *, dry_run: bool) -> Amending:
    """Amend a plan, or with ``dry_run`` only say what would be amended.

    The light is that ``as_of`` a day, or of the amendment's own where that is later. Waits its turn. Raises
    BrokenPlanError where the plan cannot be read, PlanError where the amendment is refused or cannot be
    written.
    """
    path = workspace.path
    with nullcontext() if dry_run else files.locked(path.parent):
        old = workspace.amended(_load(workspace))
        found = thing(old.file, old.charter.plan, request.of)
        refuse_day(found, request.wanted, request.on)
        refuse(found, request.wanted)
        text = edited(old.file.document, Plan, _edits(found, request))
        new = old.amended(Loaded.of(path, Plan, document.parse(text, shown(path))))
        warnings = refuse_errors(_fitting(old, new, today))
        if not dry_run:
            files.rewrite(path, old.file.document.text, text)
    written = Written(path, old.file.document.text, text, old, new, warnings)
    return _told(written, request, found, max(as_of, request.on))


def _fitting(old: Workspace, new: Workspace, today: date) -> tuple[Problem, ...]:
    """Return the problems that were none before; raises PlanError for errors of what was filed already."""
    found = brought(check(old, today), check(new, today))
    for problem in found:
        if problem.severity is Severity.ERROR and problem.path != new.file.document.path:
            told = f"{problem.path}:{problem.line}:{problem.column}: {problem.code} {problem.message}"
            raise PlanError(
                f"没有写入:这样调整,已经报来的填报就不对了:{told}",
                "请核对生效日期(--on):写在已经报过的报告期结束以后",
            )
    return found


def _load(workspace: Workspace) -> Loaded[Plan]:
    """Return the plan as it stands now; raises BrokenPlanError where it cannot be read whole."""
    found = document.load(workspace.path, shown(workspace.path))
    file = Loaded.of(workspace.path, Plan, found)
    if file.record is None or file.problems:
        raise BrokenPlanError(file.problems)
    return file


def _edits(found: Thing, request: Request) -> Iterator[Edit]:
    """Yield what to change: the plan's body first, then what is recorded of it."""
    facts = {"reason": request.reason, "approved": request.approved, "date": request.on.isoformat()}
    records: list[dict[str, Value]] = []
    if not request.wanted:
        records.append({"of": found.id, "key": DROPPED})
    for wanted in request.wanted:
        yield from _body(found, wanted)
        records += _records(found, wanted)
    yield from (Add(("amendments",), {**record, **facts}) for record in records)


def _body(found: Thing, wanted: Wanted) -> Iterator[Edit]:
    """Yield what to change in the plan's body: a goal of another kind takes the place of the old one."""
    place = (*found.place, wanted.key)
    if wanted.value is None:
        yield Drop(place)
        return
    if wanted.key in GOALS and wanted.key != found.kind:
        yield Rename((*found.place, found.kind), wanted.key)
    yield Put(place, _written(found, wanted))


def _written(found: Thing, wanted: Wanted) -> Value:
    """Return the new value as it is written: one department by itself, unless a list stood there."""
    value = wanted.value or ""
    is_one = wanted.key in ROLES and len(value) == 1 and not isinstance(found.raw(wanted.key), list)
    return value[0] if is_one and isinstance(value, list) else value


def _records(found: Thing, wanted: Wanted) -> list[dict[str, Value]]:
    """Return what is recorded of a change; of a goal of another kind the old and the new by themselves."""
    head: dict[str, Value] = {"of": found.id, "key": wanted.key}
    key = found.kind if wanted.key in GOALS else wanted.key
    raw = found.raw(key)
    old: dict[str, Value] = {} if raw is None else {"old": raw}
    new: dict[str, Value] = {} if wanted.value is None else {"new": _written(found, wanted)}
    return [head | old | new] if key == wanted.key else [head | {"key": key} | old, head | new]


def _told(written: Written, request: Request, found: Thing, as_of: date) -> Amending:
    then = thing(written.new.file, written.new.charter.plan, request.of)
    keys = [wanted.key for wanted in request.wanted]
    said = tuple(changes(keys, found.stood, then.stood, written)) if keys else (dropped(found.stood),)
    before, after = (_light(workspace, found.task.item.id, as_of) for workspace in (written.old, written.new))
    return Amending(
        task=found.task,
        changes=said,
        on=request.on,
        reason=request.reason,
        approved=request.approved,
        written=written,
        before=before,
        after=after,
        as_of=as_of,
        is_late=request.on > found.plan.last_day,
    )


def _light(workspace: Workspace, item: str, as_of: date) -> ItemLight | None:
    task = workspace.charter.task(item, as_of)
    return item_light(task, Situation.of(workspace, as_of)) if task else None
