"""Sheets as files: what they are called, which came back, and which must not be written over."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from gaoxin_plan.exchange.opening import opened
from gaoxin_plan.exchange.reading import PLAN_CHANGED, read
from gaoxin_plan.problems import PlanError, visible
from gaoxin_plan.source import files
from gaoxin_plan.views.form import Form, State
from gaoxin_plan.views.returned import Envelope, Remark
from gaoxin_plan.workspace import shown

_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".ett", ".xltx")
"""The names of what may be a sheet: those that we cannot read are told."""


def file_name(form: Form) -> str:
    """Return the name of a department's sheet; with its id where another one's would be the same file."""
    names = [files.named(known.name).casefold() for known in form.plan.departments]
    own = form.department
    is_shared = names.count(files.named(own.name).casefold()) > 1
    return files.named(f"{form.period}-{own.name}{f'-{own.id}' if is_shared else ''}.xlsx")


def sheets(named: Sequence[Path]) -> list[Path]:
    """Return the files that are meant, each once; raises PlanError where a folder has none."""
    found: list[Path] = []
    for path in named:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = sorted(one for one in path.iterdir() if _is_sheet(one))
        except OSError as error:
            raise PlanError(f"读不了文件夹 {path}:{files.reason(error)}", "请检查权限") from error
        if not inside:
            raise PlanError(
                f"文件夹 {path} 里没有 Excel 文件", "把收到的表放进这个文件夹(不看它下面的文件夹)"
            )
        found += inside
    return list({_real(path): path for path in found}.values())


def _real(path: Path) -> Path:
    """Return where a file really is, by whatever way it was named; links that lead nowhere stay."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _is_sheet(path: Path) -> bool:
    is_lock = path.name.startswith((".", "~$"))
    return path.name.lower().endswith(_SUFFIXES) and not is_lock and path.is_file()


def received(paths: Sequence[Path], done: Callable[[], None]) -> Iterator[Envelope | Remark]:
    """Yield the sheets that came back, opened; a remark for one that cannot be."""
    names = Counter(path.name for path in paths)
    for path in paths:
        done()
        name = visible(path.name) if names[path.name] == 1 else shown(path)
        try:
            book = opened(path, name)
        except PlanError as error:
            yield Remark(name, error.message, error.hint)
            continue
        origin = book.origin
        yield Envelope(name, origin.title, origin.period, origin.department, partial(read, book))


def refuse_filled(path: Path, form: Form, recalled: Callable[[str], State]) -> None:
    """Raise PlanError where something was filled into a sheet at a path that was not taken yet.

    ``recalled`` returns what was taken from a workbook, by what tells it from others.
    """
    if not path.exists():
        return
    files.refuse_open(path)
    hint = "先用 gaoxin sheet import 收下,或把它移走,或换一个文件夹"
    try:
        said = read(opened(path, path.name), form)
    except PlanError as error:
        raise PlanError(f"{path} 已经有了,没有覆盖:{error.message}", hint) from error
    taken = recalled(said.identity)
    is_filled = any(
        reading.value not in (said.base.get(slot, ""), form.state.get(slot, ""), taken.get(slot, ""))
        for slot, reading in said.readings.items()
    )
    loose = [note for note in said.notes if note.message != PLAN_CHANGED]
    is_other = (said.period, said.department) != (str(form.period), form.department.id)
    if is_filled or said.problems or is_other:
        raise PlanError(f"{path} 里填过内容,还没有收,没有覆盖", hint)
    if loose:
        told = f"{path} 里另写了内容,收表时不会收,没有覆盖:{loose[0].words}"
        raise PlanError(told, "要的话抄到该填的格里;不要的话把这个文件移走,或换一个文件夹")
