"""Start a workspace: a made-up plan to change into one's own, and what stands around it."""

import json
import os
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from gaoxin_plan.model.jsonschema import json_schema
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.quantities import Year
from gaoxin_plan.problems import BadValueError, PlanError
from gaoxin_plan.source import files

_FILES = {
    "README.md": "README.md",
    "plan/{year}.yaml": "plan.yaml",
    "templates/README.md": "templates.md",
    ".github/workflows/gaoxin.yml": "ci.yml",
    ".gitattributes": "gitattributes",
}
_TEMPLATE = "assignment.md.j2"
_SCHEMA = "schema/plan.schema.json"


def year(words: str) -> int:
    """Return a year as typed; raises PlanError."""
    try:
        return Year("年份").read(words)
    except BadValueError as error:
        raise PlanError(str(error), error.kind.hint.format(**error.words)) from None


def texts(year: int) -> dict[str, str]:
    """Return the files of a new workspace by their names in it."""
    starter = resources.files("gaoxin_plan.changes") / "starter"
    shipped = {name: (starter / file).read_text(encoding="utf-8") for name, file in _FILES.items()}
    filled = {name.format(year=year): text.replace("{year}", str(year)) for name, text in shipped.items()}
    schema = json.dumps(json_schema(Plan), ensure_ascii=False, indent=2) + "\n"
    template = files.shipped_templates() / _TEMPLATE
    return filled | {f"templates/{_TEMPLATE}": template.read_text(encoding="utf-8"), _SCHEMA: schema}


def start(folder: Path, year: int) -> list[str]:
    """Write a new workspace into ``folder``, all of it or nothing, and return the names of its files.

    Raises PlanError when that is not possible, or when a file of one of these names is there already.
    """
    new = texts(year)
    if taken := [name for name in new if os.path.lexists(folder / name)]:
        raise PlanError(f"{folder} 里已有 {'、'.join(taken)},什么都没有写", "换一个文件夹,或先把这些文件移走")
    try:
        _write(folder, new)
    except OSError as error:
        raise PlanError(f"建不了 {folder}:{files.reason(error)}", "请检查文件夹、权限和磁盘空间") from error
    return list(new)


def _write(folder: Path, new: dict[str, str]) -> None:
    """Write the files into a temporary folder, then move them to where they belong."""
    beside = folder if folder.is_dir() else folder.parent
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside, prefix=".gaoxin-") as temporary:
        whole = Path(temporary) / "new"
        for name, text in new.items():
            files.write(whole / name, text)
        if folder.is_dir():
            _move(whole, folder, list(new))
        else:
            whole.rename(folder)


def _move(whole: Path, folder: Path, names: list[str]) -> None:
    """Move files into a folder; if one cannot be moved, take all of them away again."""
    with ExitStack() as undo:
        for name in names:
            target = folder / name
            for missing in [parent for parent in reversed(target.parents) if not parent.exists()]:
                missing.mkdir()
                undo.callback(missing.rmdir)
            target.touch(exist_ok=False)  # its name is ours from here on: a move would overwrite
            undo.callback(target.unlink)
            (whole / name).replace(target)
        undo.pop_all()
