"""Finds the files of a plan and loads them: what a command is given to work on."""

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.progress import Progress
from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import BrokenPlanError, PlanError, Problem, visible
from gaoxin_plan.source import files
from gaoxin_plan.source.files import reason
from gaoxin_plan.source.loaded import Loaded

if TYPE_CHECKING:
    from gaoxin_plan.source.document import Document
    from gaoxin_plan.source.snapshot import Shelf, Snapshot

VARIABLE = "GAOXIN_PLAN"
"""The environment variable that names the plan where ``--plan`` does not."""
OFFICE = "_office.yaml"
"""The name of the office's own file in a period's folder."""

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_DEEPEST = 3  # folders below a plan's that are looked into: filings lie in the first
_NAME_ONE = "换到计划所在的文件夹,或用 --plan 指定文件"


class Workspace:
    """A plan's file, and what was filed beside it: ``strays`` are files there that have no place.

    A plan that was loaded without its filings has none. With a ``snapshot``, what was worked out from the
    same files before is known, and what is worked out now can be kept for the next command.
    """

    def __init__(
        self,
        file: Loaded[Plan],
        filings: tuple[Loaded[Filing], ...] = (),
        offices: tuple[Loaded[Office], ...] = (),
        strays: tuple[Path, ...] = (),
        snapshot: "Snapshot | None" = None,
    ) -> None:
        self.file = file
        self.filings = filings
        self.offices = offices
        self.strays = strays
        self._snapshot = snapshot

    @property
    def path(self) -> Path:
        """The plan's file."""
        return self.file.path

    @property
    def plan(self) -> Plan | None:
        """The plan, as far as it could be read."""
        return self.file.record

    @property
    def problems(self) -> list[Problem]:
        """What kept any of the files from being read whole."""
        filed = [problem for file in self.filings for problem in file.problems]
        decided = [problem for file in self.offices for problem in file.problems]
        return [*self.file.problems, *filed, *decided]

    @property
    def root(self) -> Path:
        """The folder that holds ``plan/``, or else the plan itself."""
        folder = self.path.absolute().parent
        return folder.parent if folder.name == "plan" else folder

    @property
    def folder(self) -> Path:
        """The folder of the plan's filings: ``plan/2022`` for ``plan/2022.yaml``."""
        return self.path.with_suffix("")

    @cached_property
    def charter(self) -> Charter:
        """The plan through time; raises BrokenPlanError where it could not be read."""
        if self.plan is None:
            raise BrokenPlanError(self.problems)
        return Charter(self.plan)

    def whole(self) -> Plan:
        """Return the plan; raises BrokenPlanError unless all files were read whole."""
        if self.plan is None or self.problems:
            raise BrokenPlanError(self.problems)
        return self.plan

    @cached_property
    def progress(self) -> Progress:
        """What was filed and decided, as far as it could be read."""
        return Progress(
            Directory(self.plan.departments if self.plan else ()),
            (file.record for file in self.filings if file.record is not None),
            (file.record for file in self.offices if file.record is not None),
        )

    def shelf(self, what: str, kind: type[T]) -> "Shelf[T] | None":
        """Return the shelf of what is worked out from these very files; None without a snapshot."""
        if self._snapshot is None:
            return None
        # what tells them from any others: what they say, and what they are called in the plan's folder
        filed: list[Loaded[Filing] | Loaded[Office]] = [*self.filings, *self.offices]
        said = [self.file.digest, *(file.digest for file in filed)]
        paths = [*(file.path for file in filed), *self.strays]
        named = [path.relative_to(self.path.parent).as_posix() for path in paths]
        state = self._snapshot.digest("\0".join([*said, *named]).encode(errors="surrogateescape"))
        return self._snapshot.worked_out(f"{what}-{state[:32]}", kind)

    def keep(self) -> None:
        """Keep what was read and worked out, where there is a snapshot."""
        if self._snapshot is not None:
            self._snapshot.write()

    def amended(self, file: Loaded[Plan]) -> "Workspace":
        """Return the workspace as it would be with another plan."""
        return Workspace(file, self.filings, self.offices, self.strays)

    def replaced(self, path: Path, file: "Loaded[Filing] | Loaded[Office] | None") -> "Workspace":
        """Return the workspace as it would be with another file at a path, or with none."""
        new = () if file is None else (file,)
        filings = [kept for kept in self.filings if kept.path != path]
        offices = [kept for kept in self.offices if kept.path != path]
        filings += [one for one in new if isinstance(one.record, Filing)]
        offices += [one for one in new if isinstance(one.record, Office)]
        return Workspace(self.file, tuple(filings), tuple(offices), self.strays)


def find_plan(named: Path | None) -> Path:
    """Return the plan file: the one named, else that of the environment, else the newest found.

    The newest is the last by name of ``plan/*.yaml`` in this folder, or in the nearest one above that has
    any. Raises PlanError when there is none.
    """
    if named is None and (variable := os.environ.get(VARIABLE)):
        named = Path(variable)
    try:
        if named is not None:
            if named.is_file():
                return named
            raise PlanError(f"没有计划文件 {named}", "请检查 --plan 或环境变量 GAOXIN_PLAN 的路径")
        here = Path.cwd()
        for folder in (here, *here.parents):
            plans = sorted(path for path in (folder / "plan").glob("[!.]*.yaml") if path.is_file())
            if plans:
                return plans[-1]
    except OSError as error:
        raise PlanError(f"找不到计划文件:{reason(error)}", _NAME_ONE) from error
    raise PlanError("这里和上级文件夹里都没有 plan/*.yaml", _NAME_ONE)


def shown(path: Path) -> str:
    """Return a path as people are shown it: relative to this folder where it lies below, with ``/``."""
    try:
        return visible(Path(os.path.realpath(path)).relative_to(os.path.realpath(Path.cwd())).as_posix())
    except (OSError, ValueError):
        return visible(path.as_posix())


Show = Callable[[Path], str]
"""How a file is called where people are shown it."""


def load(
    named: Path | None = None, *, filings: bool = True, show: Show = shown, snapshot: bool = False
) -> Workspace:
    """Find and load a plan, and what was filed for it. Only files that cannot be opened raise PlanError.

    With a ``snapshot``, files that were read whole before are taken from the user's snapshot of the plan.
    """
    path = find_plan(named)
    kept = _snapshot(path) if snapshot else None
    file = _load(path, Plan, show, kept)
    if not filings or file.record is None:
        return Workspace(file, snapshot=kept)
    folder = path.with_suffix("")
    found = _found_in(folder)
    placed = [one for one in found if _is_placed(one, folder)]
    filed = tuple(_load(one, Filing, show, kept) for one in placed if one.name != OFFICE)
    offices = tuple(_load(one, Office, show, kept) for one in placed if one.name == OFFICE)
    strays = [one for one in found if _is_like_filing(one) and not _is_placed(one, folder)]
    if folder.exists() and not folder.is_dir():
        strays.append(folder)
    return Workspace(file, filed, offices, tuple(strays), kept)


def _snapshot(plan: Path) -> "Snapshot | None":
    from gaoxin_plan.source.snapshot import snapshot

    return snapshot(plan)


def _load(path: Path, record: type[R], show: Show, kept: "Snapshot | None") -> Loaded[R]:
    data = files.data(path)

    def read() -> "Document":
        from gaoxin_plan.source import document

        return document.of(files.decode(data), show(path))

    if kept is None or not isinstance(data, bytes):
        return Loaded(path, record, read)
    return Loaded(path, record, read, kept.digest(data), kept.records(record))


def documents(plan: Path, *, show: Show = shown) -> "dict[str, Document]":
    """Return a plan's file and those filed for it as they are, whether they can be read as records or not.

    The plan's has no name; the others are named within its folder: ``2022Q2/qyfz.yaml``.
    """
    from gaoxin_plan.source import document

    folder = plan.with_suffix("")
    placed = [one for one in _found_in(folder) if _is_placed(one, folder)]
    named = {"": plan, **{one.relative_to(folder).as_posix(): one for one in placed}}
    return {name: document.load(path, show(path)) for name, path in named.items()}


def filed_in(folder: Path) -> list[Path]:
    """Return the YAML files in a plan's folder, in order; hidden ones are none of them."""
    return [path for path in _found_in(folder) if _is_yaml(path) and not path.is_dir()]


def _is_yaml(path: Path) -> bool:
    return path.name.lower().endswith((".yaml", ".yml"))


def _is_like_filing(path: Path) -> bool:
    """Whether something looks like filings: YAML, a name that an editor made longer, a link to a folder."""
    longer = path.name.lower().endswith((".yaml.txt", ".yml.txt"))
    return _is_yaml(path) or longer or (path.is_symlink() and path.is_dir())


def _found_in(folder: Path) -> list[Path]:
    """Return what lies in a plan's folder, hidden things aside; what lies deep down is not looked at."""
    found: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in (*folders, *names) if not name.startswith(".")]
        if len(Path(where).relative_to(folder).parts) >= _DEEPEST:
            folders.clear()
    return sorted(found)


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise PlanError(f"读不了文件夹 {error.filename}:{reason(error)}", "请检查权限") from error


def _is_placed(path: Path, folder: Path) -> bool:
    """Whether a file is where filings lie, a folder a period, and no link that leads elsewhere."""
    is_filing = path.suffix == ".yaml" and (path.name == OFFICE or not path.name.startswith("_"))
    return is_filing and path.parent.parent == folder and path.is_file() and not path.is_symlink()
