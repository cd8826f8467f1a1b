"""Papers and their templates as files: where a report may be written, how a template is copied."""

import os
from collections.abc import Sequence
from pathlib import Path

from gaoxin_plan.problems import PlanError
from gaoxin_plan.source import files
from gaoxin_plan.workspace import Workspace


def refuse_inputs(output: Path, workspace: Workspace, templates: Sequence[Path]) -> None:
    """Raise PlanError when a report would overwrite what it is made from, by whatever path.

    That is a folder ``plan/`` as a whole; else the plan, its source and its filings; and all templates,
    those that do not exist yet too.
    """
    plan, source = workspace.path, workspace.plan.source if workspace.plan else None
    inputs = [*templates, workspace.root / "templates", workspace.folder, plan]
    inputs += [plan.absolute().parent] if plan.absolute().parent.name == "plan" else []
    inputs += [path.parent / source.file for path in (plan, plan.resolve()) if source is not None]
    inputs += [file.path for file in workspace.filings] + [file.path for file in workspace.offices]
    inputs += [path for folder in templates for path in folder.iterdir()]
    inputs += [path.parent for path in (plan.resolve(),) if path.parent.name == "plan"]
    places = {form for path in inputs for form in _forms(path)}
    wheres = _forms(output)
    if any(where.is_relative_to(place) for where in wheres for place in places) or _is_same(output, inputs):
        folder = output if output.is_dir() else output.absolute().parent
        raise PlanError(
            f"不能把报告写进 {folder.resolve().name}/:那里是计划、填报或模板",
            "换一个位置,如 -o reports/任务分解表.md",
        )


def _forms(path: Path) -> set[Path]:
    """Return a path as it is written, and as the file system has it."""
    return {Path(os.path.abspath(path)), Path(os.path.realpath(path))}  # noqa: PTH100 - leaves links alone


def _is_same(output: Path, inputs: Sequence[Path]) -> bool:
    """Whether a file is one of the inputs under another name, as a hard link is."""
    return output.is_file() and any(path.is_file() and output.samefile(path) for path in inputs)


def copy_templates(sources: Sequence[Path], root: Path) -> list[Path]:
    """Copy a template and its letterhead to beside the plan, and return those that were written.

    Raises PlanError when the template is there already; a letterhead that is there is kept.
    """
    targets = {root / "templates" / source.name: source for source in sources}
    first = next(iter(targets))
    if os.path.lexists(first):
        raise PlanError(f"templates/ 里已有 {first.name},什么都没有写", "直接改那个文件,或先把它移走")
    new = [target for target in targets if not os.path.lexists(target)]
    for target in new:
        files.write(target, targets[target].read_bytes())
    return new
