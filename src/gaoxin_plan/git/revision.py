"""A revision, and the files of a plan as they stood at it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gaoxin_plan.git import program
from gaoxin_plan.problems import PlanError, Problem, printable, visible
from gaoxin_plan.source.document import Document
from gaoxin_plan.workspace import Workspace, documents, load

_LINK, _MODULE = "120000", "160000"
_SHORT = 8


class Revision(NamedTuple):
    """A commit by the name that a person gave it, in the repository whose top folder is ``top``."""

    name: str
    commit: str
    top: Path

    @property
    def words(self) -> str:
        """The revision for print: its name, and the commit where the name is not that already."""
        name = printable(self.name)
        return name if self.commit.startswith(self.name) else f"{name}({self.commit[:_SHORT]})"


class _Entry(NamedTuple):
    mode: str
    blob: str
    path: str


def revision(plan: Path, name: str, hint: str = program.NO_REPOSITORY) -> Revision:
    """Return the revision of a name in the plan's repository; raises PlanError where there is none.

    ``hint`` is what to do where there is no repository.
    """
    if not name.strip() or name.startswith("-"):
        raise PlanError(f"“{printable(name)}”不是版本", "写提交、分支或标签的名称,如 HEAD、main、v1.0")
    top = program.top(_folder(plan), hint)
    ran = program.run(top, "rev-parse", "--verify", name + "^{commit}")
    commit = ran.out.decode(errors="replace").strip()
    if "only goes back to" in ran.err:
        raise PlanError(f"本机没有记下“{printable(name)}”那时的版本", "写提交的编号;有哪些见 git log")
    if ran.code != 0 or not re.fullmatch("[0-9a-f]{40,64}", commit):
        raise _not_there(top, name)
    return Revision(name, commit, top)


def _not_there(top: Path, name: str) -> PlanError:
    if program.run(top, "rev-parse", "--verify", "HEAD").code != 0:
        return PlanError("仓库里还没有提交", "先 git add、git commit")
    message = f"没有版本“{printable(name)}”"
    if program.run(top, "rev-parse", "--is-shallow-repository").out.strip() == b"true":
        return PlanError(f"{message}:这是浅克隆,只取了最近的提交", "取回全部:git fetch --unshallow")
    return PlanError(message, "写提交、分支或标签的名称;有哪些见 git log、git branch、git tag")


def merge_base(first: Revision, second: Revision) -> Revision:
    """Return where two revisions parted; raises PlanError where they have nothing in common."""
    ran = program.run(first.top, "merge-base", first.commit, second.commit)
    commit = ran.out.decode().strip()
    if not commit:
        is_shallow = program.run(first.top, "rev-parse", "--is-shallow-repository").out.strip() == b"true"
        hint = "这是浅克隆,取回全部再试:git fetch --unshallow" if is_shallow else "写成两个版本直接比较"
        raise PlanError(f"{first.words} 和 {second.words} 没有共同的起点", hint)
    return Revision(f"{first.name}...{second.name}", commit, first.top)


def workspace_at(plan: Path, at: Revision) -> Workspace:
    """Return a plan and its filings as they stood at a revision, under the paths that they have now.

    Raises PlanError where the plan was not there, or could not be read whole.
    """
    with _checked_out(plan, at) as (copy, tree):
        found = load(copy, show=lambda path: _shown(at, tree, path))
    if found.plan is None or found.problems:
        raise _broken(at, found.problems[0])

    def now(path: Path) -> Path:
        return plan if path == copy else plan.with_suffix("") / path.relative_to(copy.with_suffix(""))

    return Workspace(
        found.file.under(plan),
        tuple(file.under(now(file.path)) for file in found.filings),
        tuple(file.under(now(file.path)) for file in found.offices),
    )


def _broken(at: Revision, problem: Problem) -> PlanError:
    where = f"{problem.path}:{problem.line}:{problem.column}"
    return PlanError(f"{at.words} 时的文件有错误,读不全:{where} {problem.message}", "换一个版本")


def documents_at(plan: Path, at: Revision) -> dict[str, Document]:
    """Return the files of a plan at a revision, as :func:`workspace.documents` does those of now."""
    with _checked_out(plan, at) as (copy, tree):
        return documents(copy, show=lambda path: _shown(at, tree, path))


def _shown(at: Revision, tree: Path, path: Path) -> str:
    return visible(f"{at.name}:{path.relative_to(tree).as_posix()}")


@contextmanager
def _checked_out(plan: Path, at: Revision) -> Iterator[tuple[Path, Path]]:
    """Yield a private copy of the plan and its filings at a revision, and the folder that stands for the top.

    It is gone afterwards, so what is wanted of it must be read before.
    """
    name = relative(plan, at.top)
    entries = _entries(at, name)
    blobs = _blobs(at, [entry.blob for entry in entries])
    with TemporaryDirectory(prefix="gaoxin-") as temporary:
        tree = Path(os.path.realpath(temporary))
        for entry, data in zip(entries, blobs, strict=True):
            path = Path(os.path.normpath(tree / entry.path))
            if path.is_relative_to(tree):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        yield tree / name, tree


def _entries(at: Revision, name: str) -> list[_Entry]:
    """Return the plan's file and the YAML files of its folder; raises PlanError where there was no plan."""
    folder = str(PurePosixPath(name).with_suffix("")) + "/"
    found = [
        entry
        for entry in _listed(at, name, folder)
        if entry.path == name or entry.path.lower().endswith((".yaml", ".yml"))
    ]
    plan = next((entry for entry in found if entry.path == name), None)
    if plan is None:
        raise _no_plan(at, name)
    if plan.mode == _LINK:
        raise PlanError(f"{at.words} 时的 {name} 是链接", "用 --plan 写明它所指的文件")
    return [entry for entry in found if entry.mode not in (_LINK, _MODULE)]


def _listed(at: Revision, *paths: str) -> list[_Entry]:
    ran = program.run(at.top, "ls-tree", "-r", "-z", "--full-tree", at.commit, "--", *paths)
    if ran.code != 0:
        raise program.refused(ran)
    lines = ran.out.decode(errors="surrogateescape").split("\0")[:-1]
    heads = (line.partition("\t") for line in lines)
    return [_Entry(head[:6], head.split(" ")[2], path) for head, _, path in heads]


def _blobs(at: Revision, hashes: list[str]) -> list[bytes]:
    """Return the contents of blobs; raises PlanError where one is not on this machine."""
    asked = "".join(f"{each}\n" for each in hashes).encode()
    out = program.run(at.top, "cat-file", "--batch", given=asked).out
    found, here = [], 0
    for _ in hashes:
        end = out.find(b"\n", here)
        _, kind, size = [*out[here:end].split(b" "), b"", b""][:3]
        if end < 0 or kind != b"blob":
            raise PlanError(f"{at.words} 的内容没有全部取到本机", "先 git fetch,再试")
        found.append(out[end + 1 : end + 1 + int(size)])
        here = end + 1 + int(size) + 1
    return found


def _no_plan(at: Revision, name: str) -> PlanError:
    """Return what to say of a plan that was not there: what it was called, or which there were."""
    message = f"{at.words} 时没有 {name}"
    if old := _old_name(at, name):
        then = at.commit[:_SHORT] if ".." in at.name else at.name
        now = Path(os.path.relpath(at.top / name)).as_posix()
        return PlanError(f"{message},那时叫 {old}", f"比较两个文件:gaoxin diff {then}:{old} {now}")
    folder = str(PurePosixPath(name).parent) + "/"
    beside = [entry.path for entry in _listed(at, *([folder] if folder != "./" else []))]
    plans = [path for path in beside if PurePosixPath(path).parent == PurePosixPath(name).parent]
    plans = [path for path in plans if path.endswith(".yaml")]
    if plans:
        return PlanError(f"{message},那时有 {'、'.join(plans)}", f"加 --plan {plans[-1]} 试试")
    return PlanError(message, "换一个版本,或用 --plan 写明那时的文件")


def _old_name(at: Revision, name: str) -> str:
    """Return what a file was called at a revision, if git can tell from what is committed or staged."""
    options = ("--cached", "-M", "-z", "--name-status", "--diff-filter=R")
    ran = program.run(at.top, "diff-index", *options, at.commit)
    words = ran.out.decode(errors="surrogateescape").split("\0")[:-1]
    names = dict(zip(words[2::3], words[1::3], strict=False))
    return names.get(name, "")


def relative(path: Path, top: Path) -> str:
    """Return the path of a file in its repository, links in its folders followed; raises PlanError."""
    real = Path(os.path.realpath(path.absolute().parent)) / path.name
    if not real.is_relative_to(top):
        raise PlanError(f"{path} 不在仓库 {top} 里", "请检查 --plan 的路径")
    return real.relative_to(top).as_posix()


def _folder(plan: Path) -> Path:
    return Path(os.path.realpath(plan.absolute().parent))
