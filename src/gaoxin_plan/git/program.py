"""The ``git`` program: called without a shell, its answers as bytes, its complaints in Chinese."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.problems import PlanError, printable
from gaoxin_plan.source.files import reason

_OF_ANOTHER = frozenset(
    f"GIT_{name}"
    for name in (
        "ALTERNATE_OBJECT_DIRECTORIES", "COMMON_DIR", "CONFIG", "DIR", "GRAFT_FILE", "IMPLICIT_WORK_TREE",
        "INDEX_FILE", "INTERNAL_SUPER_PREFIX", "NAMESPACE", "NO_REPLACE_OBJECTS", "OBJECT_DIRECTORY",
        "PREFIX", "REPLACE_REF_BASE", "SHALLOW_FILE", "WORK_TREE",
    )
)  # fmt: skip
"""What a hook or an alias tells the git that it was started by: the plan's own folder decides here.

All that ``git rev-parse --local-env-vars`` names, but for the settings a person gives, as safe.directory.
"""
_OURS = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # what was not fetched stays away: nothing is asked of the network
}
_PROGRAM = "git.exe" if os.name == "nt" else "git"
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
    try:
        ended = subprocess.run(  # noqa: S603  no shell, and no argument that git would take for an option
            [_found(), *_OPTIONS, *arguments],
            cwd=folder, env=environment | _OURS, input=given, capture_output=True, check=False,
        )  # fmt: skip
    except OSError as error:
        raise PlanError(f"运行不了 git:{reason(error)}", "请检查 git 是否装好") from error
    return Ran(ended.returncode, ended.stdout, ended.stderr.decode(errors="replace"))


def _found() -> str:
    """Return the git of the PATH: never one that lies in the folder of the plan, which is not trusted."""
    folders = (Path(folder) for folder in os.get_exec_path() if folder)
    found = (folder / _PROGRAM for folder in folders if folder.is_absolute())
    program = next((path for path in found if path.is_file() and os.access(path, os.X_OK)), None)
    if program is None:
        raise PlanError("没有找到 git 程序", "先装好 git;已装好的,把它所在的文件夹加进 PATH")
    return str(program)


NO_REPOSITORY = "以前的版本要有 git 才看得到:换到仓库里的文件夹再试"


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
