"""A git repository made in a test, of which nothing is the caller's: neither settings nor names."""

import os
import subprocess
from pathlib import Path

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "甲", "GIT_COMMITTER_EMAIL": "a@example.com", "LC_ALL": "C",
    "GIT_AUTHOR_DATE": "2022-07-01T08:00:00Z", "GIT_COMMITTER_DATE": "2022-07-01T08:00:00Z",
}  # fmt: skip


class Repository:
    """A folder under git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str) -> str:
        """Run git in the folder, which must succeed, and return what it prints."""
        ran = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=os.environ | SETTINGS, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode()

    def commit(self, message: str = "改") -> str:
        """Commit everything there is, and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()

    def status(self) -> str:
        """What git finds changed in the folder."""
        return self.git("status", "--porcelain", "--ignored")
