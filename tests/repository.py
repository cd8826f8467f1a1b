"""A git repository made in a test, apart from the settings of whoever runs it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

GAOXIN = Path(sys.prefix) / "bin" / "gaoxin"
SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "示例甲",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "示例甲",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_AUTHOR_DATE": "2022-07-01T08:00:00Z",
    "GIT_COMMITTER_DATE": "2022-07-01T08:00:00Z",
    "LC_ALL": "C.UTF-8",
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}


def environment(**more: str) -> dict[str, str]:
    """The environment of the programs: no git settings but the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GAOXIN_"))}
    return {**kept, **SETTINGS, "COLUMNS": "80", **more}


class Repository:
    """A repository, and what git says in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def run(self, *arguments: str | Path, folder: Path | None = None, **more: str) -> tuple[int, str, str]:
        """Run a program, by itself in the top folder: exit code, standard output, standard error."""
        ended = subprocess.run(
            [str(argument) for argument in arguments],
            cwd=folder or self.root,
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return ended.returncode, ended.stdout.decode(errors="replace"), ended.stderr.decode()

    def git(self, *arguments: str | Path) -> str:
        """Run git, which must succeed; return what it says."""
        code, out, err = self.run("git", *arguments)
        assert code == 0, (shlex.join(map(str, arguments)), out, err)
        return out

    def write(self, name: str, text: str) -> Path:
        """Write a file as it is."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def change(self, name: str, *pairs: tuple[str, str]) -> None:
        """Put other words in the place of some that stand in a file once."""
        text = (self.root / name).read_bytes().decode()
        for old, new in pairs:
            assert text.count(old) == 1, (text.count(old), old)
            text = text.replace(old, new)
        self.write(name, text)

    def commit(self, words: str = "改") -> str:
        """Commit all there is, and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", words)
        return self.git("rev-parse", "HEAD").strip()

    def status(self) -> str:
        """What git finds changed in the folder."""
        return self.git("status", "--porcelain", "--ignored")
