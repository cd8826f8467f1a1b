"""The ``git`` program: called without a shell, its answers as bytes, its complaints in Chinese."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source.files import reason

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What a hook or an alias tells the git that it was started by: the plan's own folder decides here."""
_OPTIONS = ("-c", "core.quotepath=off", "--literal-pathspecs", "--no-pager")


class Ran(NamedTuple):
    """How git ended: what it printed, and what it complained about."""

    code: int
    out: bytes
    err: str

    @property
    def words(self) -> str:
        """What it printed, as text without the last line break."""
        return os.fsdecode(self.out).removesuffix("\n")


def run(folder: Path, *arguments: str, given: bytes = b"") -> Ran:
    """Run git in a folder, writing nothing and asking nothing; raises PlanError where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment |= {"LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        ended = subprocess.run(  # noqa: S603  no shell, and no argument that git would take for an option
            ["git", *_OPTIONS, *arguments],  # noqa: S607  the one on the PATH is the user's
            cwd=folder, env=environment, input=given, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise PlanError("没有找到 git 程序", "先装好 git;已装好的,把它所在的文件夹加进 PATH") from None
    except OSError as error:
        raise PlanError(f"运行不了 git:{reason(error)}", "请检查 git 是否装好") from error
    return Ran(ended.returncode, ended.stdout, ended.stderr.decode(errors="replace"))


NO_REPOSITORY = "要比较两个文件,写:gaoxin diff 旧文件 新文件"


def top(folder: Path, hint: str = NO_REPOSITORY) -> Path:
    """Return the top folder of the repository that a folder is in.

    Raises PlanError where it is in none, with a hint at what to do then.
    """
    there = next(above for above in (folder, *folder.parents) if above.is_dir())
    ran = run(there, "rev-parse", "--show-toplevel")
    if ran.code == 0 and ran.words:
        return Path(os.path.realpath(ran.words))
    if "dubious ownership" in ran.err:
        raise PlanError(
            f"仓库 {folder} 属于别的用户,git 不肯读",
            "确认可信,再运行:git config --global --add safe.directory 仓库的文件夹",
        )
    if "not a git repository" in ran.err:
        raise PlanError(f"文件夹 {folder} 不在 git 仓库里", hint)
    if "work tree" in ran.err:
        raise PlanError(f"文件夹 {folder} 在 git 的内部文件夹里", "换到放计划文件的文件夹")
    raise refused(ran)


def refused(ran: Ran) -> PlanError:
    """Return what to raise where git will not, for a reason of its own."""
    told = ran.err.strip().rpartition("\n")[2] or "没有说原因"
    return PlanError(f"git 没有做成:{printable(told, 200)}", "请检查仓库是否完好")


def naming(folder: Path) -> Callable[[str], str]:
    """Return what makes a path as people are shown it one from the repository's top folder.

    Outside a repository, and for a file that lies outside, paths stay as they are.
    """
    try:
        above = top(folder)
    except PlanError:
        return str

    def named(shown: str) -> str:
        where = Path(os.path.realpath(shown))
        return where.relative_to(above).as_posix() if where.is_relative_to(above) else shown

    return named
