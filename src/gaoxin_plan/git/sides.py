"""What the words of ``diff`` mean: two revisions, a revision and the work tree, or two files."""

import os
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.git.revision import Revision, documents_at, merge_base, revision, workspace_at
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source.document import Document
from gaoxin_plan.workspace import Workspace, documents, find_plan, load

HEAD = "HEAD"
NOW = "工作区"
_NO_REPOSITORY = "要比较两个文件,写:gaoxin diff 旧文件 新文件"
_ENDS = (".yaml", ".yml")


class Side(NamedTuple):
    """One of two states: a plan with its filings, now or at a revision; or one file ``alone``."""

    name: str
    path: Path
    at: Revision | None = None
    alone: bool = False

    def documents(self) -> dict[str, Document]:
        """Return its files as they are; the plan's has no name."""
        return documents(self.path) if self.at is None else documents_at(self.path, self.at)

    def workspace(self) -> Workspace:
        """Return it as a workspace; raises PlanError where a revision's cannot be read whole."""
        return load(self.path) if self.at is None else workspace_at(self.path, self.at)


def sides(named: Path | None, old: str | None, new: str | None) -> tuple[Side, Side]:
    """Return the two states that are to be compared; raises PlanError for words that mean none.

    Without words it is HEAD and the work tree; ``a..b`` are two revisions, ``a...b`` where they parted and
    the second. What can be a range is one, whatever files there are.
    """
    if old is not None and _is_range(old):
        if new is not None:
            raise PlanError(f"“{printable(old)}”已经是两个版本,不能再写 {printable(new)}", "只写一种")
        return _range(named, old)
    first = _side(named, HEAD if old is None else old)
    return first, _now(named) if new is None else _side(named, new)


def _range(named: Path | None, words: str) -> tuple[Side, Side]:
    dots = "..." if "..." in words else ".."
    before, _, after = words.partition(dots)
    first, second = _at(named, before or HEAD), _at(named, after or HEAD)
    if dots == ".." or first.at is None or second.at is None:
        return first, second
    base = merge_base(first.at, second.at)
    return first._replace(name=f"{first.name} 与 {second.name} 分开处", at=base), second


def _now(named: Path | None) -> Side:
    return Side(NOW, find_plan(named))


def _is_range(word: str) -> bool:
    """Whether a word is two revisions: one with a step up to the folder above is a path."""
    steps = word.replace("\\", "/").split("/")
    return ".." in word and ".." not in steps and ":" not in word and not word.endswith(_ENDS)


def _is_path(word: str) -> bool:
    """Whether a word is written as files are, and not as revisions."""
    return word.endswith(_ENDS) or word.startswith(("./", "../")) or Path(word).is_absolute()


def _side(named: Path | None, word: str) -> Side:
    is_file = bool(word.strip()) and Path(word).is_file()
    if is_file and (_is_path(word) or not _is_revision(word)):
        return Side(word, Path(word), alone=True)
    if is_file:
        raise PlanError(
            f"“{printable(word)}”既是版本,也是这里的一个文件",
            f"要文件,写 ./{printable(word)};要版本,换到别的文件夹或写提交的编号",
        )
    name, colon, path = word.partition(":")
    if colon and not name.startswith("-"):
        return _file_at(word, name, path)
    if word.endswith(_ENDS):
        raise PlanError(f"没有文件 {printable(word)}", "请检查文件名;某个版本里的文件写成 版本:路径")
    return _at(named, word)


def _at(named: Path | None, word: str) -> Side:
    plan = plan_for(named)
    return Side(printable(word), plan, revision(plan, word, _NO_REPOSITORY))


def _is_revision(word: str) -> bool:
    try:
        revision(_here(), word)
    except PlanError:
        return False
    return True


def _file_at(word: str, name: str, path: str) -> Side:
    """Return a file at a revision: by its path from the top folder, or with ./ or ../ from this one."""
    if not path.strip("./"):
        raise PlanError(f"“{printable(word)}”没有写是哪个文件", "写成 版本:路径,如 HEAD:plan/2022.yaml")
    at = revision(_here(), name, _NO_REPOSITORY)
    above = Path.cwd() if path.startswith(("./", "../")) else at.top
    return Side(word, Path(os.path.normpath(above / path)), at, alone=True)


def _here() -> Path:
    return Path.cwd() / "plan.yaml"


def plan_for(named: Path | None) -> Path:
    """Return the plan that a revision is asked for: one that is named need not be there any more."""
    try:
        return find_plan(named)
    except PlanError:
        if named is None:
            raise
        return named
