"""What the words of ``diff`` mean: two revisions, a revision and the work tree, or two files."""

from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.git.revision import Revision, documents_at, merge_base, revision, workspace_at
from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source.document import Document
from gaoxin_plan.workspace import Workspace, documents, find_plan, load

HEAD = "HEAD"
NOW = "工作区"


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
    the second.
    """
    if old is not None and ".." in old and not Path(old).is_file():
        if new is not None:
            raise PlanError(f"“{printable(old)}”已经是两个版本,不能再写 {printable(new)}", "只写一种")
        return _range(named, old)
    first = _side(named, HEAD if old is None else old)
    return first, _now(named) if new is None else _side(named, new)


def _range(named: Path | None, words: str) -> tuple[Side, Side]:
    dots = "..." if "..." in words else ".."
    before, _, after = words.partition(dots)
    first, second = _side(named, before or HEAD), _side(named, after or HEAD)
    if dots == ".." or first.at is None or second.at is None:
        return first, second
    base = merge_base(first.at, second.at)
    return first._replace(name=f"{first.name} 与 {second.name} 分开处", at=base), second


def _now(named: Path | None) -> Side:
    return Side(NOW, find_plan(named))


def _side(named: Path | None, word: str) -> Side:
    if word.strip() and Path(word).is_file():
        return Side(word, Path(word), alone=True)
    name, colon, path = word.partition(":")
    if colon and not name.startswith("-"):
        at = revision(Path.cwd() / "plan.yaml", name)
        inside = Path.cwd() / path if path.startswith("./") else at.top / path
        return Side(word, inside, at, alone=True)
    if word.endswith((".yaml", ".yml")):
        raise PlanError(f"没有文件 {printable(word)}", "请检查文件名;某个版本里的文件写成 版本:路径")
    plan = plan_for(named)
    return Side(printable(word), plan, revision(plan, word))


def plan_for(named: Path | None) -> Path:
    """Return the plan that a revision is asked for: one that is named need not be there any more."""
    try:
        return find_plan(named)
    except PlanError:
        if named is None:
            raise
        return named
