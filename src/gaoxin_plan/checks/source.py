"""The printed document that a plan names: found, known by its fingerprint, held against the plan."""

import hashlib
import os
from pathlib import Path

from gaoxin_plan.checks.printed import Printed, compare
from gaoxin_plan.model.plan import Plan, Source
from gaoxin_plan.problems import Finding, Kind, PlanError
from gaoxin_plan.source import files
from gaoxin_plan.workspace import Workspace

NO_SOURCE = Kind("P301", "读不了原件", "原件“{file}”{why}", "原件放在计划文件旁边,source.file 写它的文件名")
OTHER_SOURCE = Kind(
    "P302",
    "原件被改动过",
    "原件“{file}”的指纹与计划记录的不同",
    "找回原来的文件;确认换用新原件时,把 sha256 改为 {sha256}",
)

KINDS = (NO_SOURCE, OTHER_SOURCE)


def printed(workspace: Workspace, plan: Plan, source: Source) -> tuple[Printed | None, list[Finding]]:
    """Return the document held against the plan, or why there is none to hold."""
    where = ("source", "file")
    try:
        path = _inside(workspace, source)
        data = files.contents(path)
    except PlanError as error:
        return None, [NO_SOURCE.at(where, file=source.file, why=error.message)]
    except OSError as error:
        return None, [NO_SOURCE.at(where, file=source.file, why=":" + files.reason(error))]
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        return None, [OTHER_SOURCE.at(("source", "sha256"), file=source.file, sha256=digest)]
    contents = files.decode(data)
    if contents.finding is not None:
        return None, [NO_SOURCE.at(where, file=source.file, why=":" + contents.finding.message)]
    return compare(plan, contents.text), []


def _inside(workspace: Workspace, source: Source) -> Path:
    """Return the document's path; raises PlanError when it leads out of the workspace."""
    folder = workspace.path.parent
    path = folder / source.file
    root = os.path.realpath(workspace.root)
    if Path(source.file).is_absolute() or not Path(os.path.realpath(path)).is_relative_to(root):
        raise PlanError("在工作区之外,不能使用")
    return path
