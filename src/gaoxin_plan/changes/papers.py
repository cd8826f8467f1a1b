"""Papers and their templates as files: where a report may be written, how a template is copied."""

import os
from collections.abc import Sequence
from pathlib import Path

from gaoxin_plan.problems import PlanError
from gaoxin_plan.source import files
from gaoxin_plan.workspace import Workspace


def refuse_inputs(output: Path, workspace: Workspace, templates: Sequence[Path]) -> None:
    """Raise PlanError when a report would overwrite what it is made from.

    That is a folder ``plan/`` as a whole; else the plan, its source and its filings; and all templates.
    """
    where, plan = Path(os.path.realpath(output)), workspace.path.resolve()
    inputs = [folder.resolve() for folder in templates]
    inputs += [plan.parent] if plan.parent.name == "plan" else [plan, workspace.folder.resolve()]
    if workspace.plan is not None and workspace.plan.source is not None:
        inputs.append((plan.parent / workspace.plan.source.file).resolve())
    if any(where.is_relative_to(place) for place in inputs):
        folder = where if where.is_dir() else where.parent
        raise PlanError(
            f"不能把报告写进 {folder.name}/:那里是计划、填报或模板", "换一个位置,如 -o reports/任务分解表.md"
        )


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
