"""Put a plan in order (fmt), and mend what is surely a slip of the pen (fmt --fix)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.model import door
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Finding, Mark, Place, Problem
from gaoxin_plan.source import canonical, document, files, lexical
from gaoxin_plan.source.document import Document
from gaoxin_plan.source.edits import same
from gaoxin_plan.source.splices import Splice, apply
from gaoxin_plan.workspace import OFFICE, filed_in, shown

_ROUNDS = 8  # the keys of a record inside a record that moved are put in order the next time round


class Mend(NamedTuple):
    """One slip that was mended: its problem as it was told, and what stands there now."""

    problem: Problem
    now: str


class Formatted(NamedTuple):
    """A text in order.

    ``problems`` are those that keep it from being put in order, ``left`` counts those of its values that
    only a person can mend.
    """

    text: str
    mends: tuple[Mend, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_changed: bool = False
    left: int = 0


def run(path: Path, record: type, *, fix: bool, check: bool) -> Formatted:
    """Put a file in order, or with ``check`` only say what would be done.

    Raises PlanError when the file cannot be read or written.
    """
    if check:
        return _read(path, record, fix=fix)[1]
    with files.locked(path.parent):
        before, done = _read(path, record, fix=fix)
        if done.text != before:
            files.rewrite(path, before, done.text)
    return done


def _read(path: Path, record: type, *, fix: bool) -> tuple[str, Formatted]:
    """Return the text of a file, and what it should be."""
    contents, name = files.read(path), shown(path)
    if contents.finding is not None:
        unread = document.unreadable(contents.finding, name)
        return "", Formatted("", problems=(unread.problem(contents.finding),))
    return contents.text, formatted(contents.text, name, record, fix=fix)


def formatted(text: str, name: str, record: type, *, fix: bool = False) -> Formatted:
    """Return the text of a plan or filing in canonical form, its slips mended where ``fix`` is set.

    A text that cannot be read through and through is mended at most, with the problems that say why.
    """
    before, mends = text, tuple[Mend, ...]()
    if fix:
        text, mends = _mended(text, name, record)
    whole = document.parse(text, name)
    values, findings = whole.values()
    obstacles = tuple(whole.problem(finding) for finding in (*whole.findings, *findings))
    if not obstacles and values is not None:
        text = _ordered(text, name, record, values)
    left = len(door.admit(values, record).findings)
    return Formatted(text, mends, obstacles, is_changed=text != before, left=left)


def _ordered(text: str, name: str, record: type, values: Value) -> str:
    for _ in range(_ROUNDS):
        splices = canonical.order(document.parse(text, name), record)
        if not splices:
            break
        text = apply(text, splices)
    text = apply(text, canonical.words(document.parse(text, name), record))
    text = apply(text, canonical.blanks(document.parse(text, name)))
    _prove(text, name, values)
    return text


def _mended(text: str, name: str, record: type) -> tuple[str, tuple[Mend, ...]]:
    """Return the text with its slips mended, those of its characters first, then those of its values."""
    first = document.parse(text, name)
    slips = [slip for slip in first.slips if slip.finding.kind in lexical.MENDED and slip.mend is not None]
    mends: list[Mend] = []
    if slips and first.root is not None:
        text = apply(text, [Splice(slip.start, slip.end, slip.mend or "") for slip in slips])
        mends = [Mend(first.problem(slip.finding), _seen(slip.mend or "")) for slip in slips]
        _prove(text, name, first.values()[0])
    second = document.parse(text, name)
    found = [
        finding for finding in door.admit(second.values()[0], record).findings if finding.mend is not None
    ]
    if found and second.root is not None:
        text = apply(text, [splice for finding in found for splice in _splices(second, finding)])
        mends += [Mend(second.problem(f), canonical.value(f.mend or "", in_flow=False)) for f in found]
        _prove(text, name, _replaced(second.values()[0], found))
    return text, tuple(mends)


def _seen(mend: str) -> str:
    return f"“{mend}”" if mend.strip() else f"{len(mend)} 个空格"


def _splices(whole: Document, finding: Finding) -> Iterator[Splice]:
    node = None if isinstance(finding.where, Mark) else whole.node(finding.where)
    if node is not None and finding.mend is not None:
        start, end = node.start.index, canonical.content_end(whole.text, node)
        yield Splice(
            start, end, canonical.value(finding.mend, in_flow=canonical.is_in_flow(whole, finding.where))
        )


def _replaced(values: Value | None, findings: list[Finding]) -> Value | None:
    """Return ``values`` with what was meant at the places of ``findings``."""
    meant = {f.where: f.mend for f in findings if not isinstance(f.where, Mark)}

    def at(value: Value, place: Place) -> Value:
        if (mend := meant.get(place)) is not None:
            return mend if isinstance(mend, str) else [*mend]
        if isinstance(value, list):
            return [at(item, (*place, n)) for n, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: at(item, (*place, key)) for key, item in value.items()}
        return value

    return None if values is None else at(values, ())


def _prove(text: str, name: str, meant: Value | None) -> None:
    """Raise AssertionError, a bug of ours, unless ``text`` says what was meant, and nothing else."""
    if not same(document.parse(text, name).values()[0], meant):
        raise AssertionError(f"{name} 整理后内容会变,没有写入")


def files_of(plan: Path) -> list[tuple[Path, type]]:
    """Return a plan's file and those filed beside it, each with the record that it holds."""
    return [(plan, Plan), *((path, filed_as(path)) for path in filed_in(plan.with_suffix("")))]


def record_of(path: Path) -> type:
    """Return the record that a file holds, by its first keys: a filing names its period, a plan does not."""
    values, _ = document.load(path, shown(path)).values()
    return filed_as(path) if isinstance(values, dict) and "period" in values else Plan


def filed_as(path: Path) -> type:
    """Return the record of a file among the filings: the office's own has a name of its own."""
    return Office if path.name == OFFICE else Filing
