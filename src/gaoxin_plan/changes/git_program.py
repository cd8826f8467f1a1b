"""The program git, run without a shell."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.problems import PlanError, printable, visible
from gaoxin_plan.source.files import reason

_LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git tells the programs that it runs of its own place: the folder asked about may be another's."""


class Ran(NamedTuple):
    """How git ended, and what it printed, as it is."""

    code: int
    out: bytes
    told: str

    @property
    def words(self) -> str:
        """What it printed, as text without the last line break."""
        return os.fsdecode(self.out).removesuffix("\n")


def run(arguments: list[str], folder: Path) -> Ran:
    """Run git in a folder; raises PlanError where there is no git."""
    program = shutil.which("git")
    if program is None:
        raise PlanError("没有找到 git", "先装好 git,并让它能在命令行里运行")
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    try:
        ended = subprocess.run(  # noqa: S603  no shell, and no word that a plan says
            [program, *arguments],
            cwd=folder,
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise PlanError(f"运行不了 git:{reason(error)}", "请检查文件夹和权限") from error
    return Ran(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", errors="replace").strip())


def root(folder: Path) -> Path:
    """Return the top folder of the repository that a folder lies in; raises PlanError where there is none."""
    ran = run(["rev-parse", "--show-toplevel"], folder)
    if ran.code == 0 and ran.words:
        return Path(ran.words)
    if "dubious ownership" in ran.told or "unsafe repository" in ran.told:
        where = visible(str(folder))
        raise PlanError(
            f"{where} 的仓库属于别的用户,git 不肯读它",
            "由仓库的主人来运行;确实可信,就照 git 的提示设 safe.directory,再试",
        )
    if ran.code == 0 or "must be run in a work tree" in ran.told:
        raise PlanError(f"{visible(str(folder))} 没有工作区(裸仓库,或在 .git 里)", "换到检出的文件夹再试")
    if "not a git repository" in ran.told:
        raise PlanError(f"{visible(str(folder))} 不在 git 仓库里", "先在这个文件夹运行 git init,再试")
    raise PlanError(f"git 出错:{printable(ran.told, 200)}", "照 git 的提示处理,再试")


def naming(folder: Path) -> Callable[[str], str]:
    """Return what makes a path as people are shown it one from the repository's top folder.

    Outside a repository, and for a file that lies outside, paths stay as they are.
    """
    try:
        top = os.path.realpath(root(folder))
    except PlanError:
        return str

    def named(shown: str) -> str:
        where = Path(os.path.realpath(shown))
        return where.relative_to(top).as_posix() if where.is_relative_to(top) else shown

    return named
