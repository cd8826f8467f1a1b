"""All rules over one workspace, as one sorted list of problems."""

import hashlib
from pathlib import Path

from gaoxin_plan.checks import departments, goals, identity, proof, quotes
from gaoxin_plan.checks.printed import Printed, compare
from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Plan, Source
from gaoxin_plan.problems import Finding, Kind, PlanError, Problem
from gaoxin_plan.source import files
from gaoxin_plan.workspace import Workspace, settled

NO_SOURCE = Kind("P301", "读不了原件", "原件“{file}”{why}", "原件放在计划文件旁边,source.file 写它的文件名")
OTHER_SOURCE = Kind(
    "P302",
    "原件被改动过",
    "原件“{file}”的指纹与计划记录的不同",
    "找回原来的文件;确认换用新原件时,把 sha256 改为 {sha256}",
)

RULES: tuple[Rule, ...] = (*identity.RULES, *departments.RULES, *quotes.RULES, *goals.RULES, *proof.RULES)

KINDS = (NO_SOURCE, OTHER_SOURCE, *(rule.kind for rule in RULES))


def check(workspace: Workspace) -> list[Problem]:
    """Return every problem of a workspace: those met when it was loaded, and those of the rules."""
    problems = list(workspace.problems)
    if workspace.plan is not None:
        found = list(_findings(workspace, workspace.plan))
        settled_ones = settled(found, known=workspace.findings)
        problems += [workspace.document.problem(finding) for finding in settled_ones]
    return sorted(problems, key=lambda problem: problem.order)


def _findings(workspace: Workspace, plan: Plan) -> list[Finding]:
    printed, found = _source(workspace, plan)
    subject = Subject(plan, Directory(plan.departments), printed)
    partial = {next(step for step in reversed(cut) if isinstance(step, str)) for cut in workspace.cuts}
    for rule in RULES:
        if partial.isdisjoint(rule.whole):
            found += rule.find(subject)
    return found


def _source(workspace: Workspace, plan: Plan) -> tuple[Printed | None, list[Finding]]:
    """Return the document held against the plan, or why there is none to hold."""
    if plan.source is None:
        return None, []
    where = ("source", "file")
    try:
        path = _inside(workspace, plan.source)
        data = path.read_bytes()
    except PlanError as error:
        return None, [NO_SOURCE.at(where, file=plan.source.file, why=error.message)]
    except OSError as error:
        return None, [NO_SOURCE.at(where, file=plan.source.file, why=":" + files.reason(error))]
    digest = hashlib.sha256(data).hexdigest()
    if digest != plan.source.sha256:
        return None, [OTHER_SOURCE.at(("source", "sha256"), file=plan.source.file, sha256=digest)]
    contents = files.decode(data)
    if contents.finding is not None:
        return None, [NO_SOURCE.at(where, file=plan.source.file, why=":" + contents.finding.message)]
    return compare(plan, contents.text), []


def _inside(workspace: Workspace, source: Source) -> Path:
    """Return the document's path; raises PlanError when it leads out of the workspace."""
    folder = workspace.path.parent
    path = folder / source.file
    root = workspace.root.resolve()
    if Path(source.file).is_absolute() or not path.resolve().is_relative_to(root):
        raise PlanError("在工作区之外,不能使用")
    return path
