"""What was read from files and worked out from it, kept in the user's cache for the next command.

Whatever is kept is told by the SHA-256 of the very bytes that it was made from, so that a file which changed,
came or went is always read. The printed document is none of them: no query reads it. What is kept is JSON,
read back by its type, and nobody else's: a file that is torn, of another version, or that another user could
have written is as good as none. What this user wrote into it is believed, and nothing of it is run. What
cannot be written is not kept.
"""

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from gaoxin_plan import __version__
from gaoxin_plan.source import files

T = TypeVar("T")

PLANS = 32
"""The plans whose snapshots are kept, the newest."""
STATES = 16
"""The files of what was worked out that are kept of a plan, the newest: one a day asked about."""

_PLAN = "[0-9a-f]{32}"
_WORKED_OUT = "worked-out"
_LARGEST = 4 * files.LIMIT  # bytes of one shelf
_UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)
ROOMS = ("model", "source", "lights", "checks")
"""The rooms whose code decides what is read and worked out."""


class _Kept(NamedTuple):
    """A shelf as it is written; ``seal`` shows that its values are whole, and of this version of the code."""

    seal: str
    values: msgspec.Raw


class Shelf(Generic[T]):
    """Values of one kind by key, in one file; what was not used goes, unless the shelf ``keeps_all``."""

    def __init__(self, path: Path, kind: type[T], *, keeps_all: bool) -> None:
        self._path = path
        self._kind = kind
        self._keeps_all = keeps_all
        self._used: dict[str, msgspec.Raw] = {}
        self._is_new = False

    @cached_property
    def _known(self) -> Mapping[str, msgspec.Raw]:
        return _read(self._path)

    @cached_property
    def _decoder(self) -> "msgspec.json.Decoder[T]":
        return msgspec.json.Decoder(self._kind)

    def get(self, key: str) -> T | None:
        """Return a value, if it is known."""
        raw = self._known.get(key)
        if raw is None:
            return None
        try:
            value = self._decoder.decode(raw)
        except _UNREADABLE:
            return None
        self._used[key] = raw
        return value

    def put(self, key: str, value: T) -> None:
        """Note a value; it is kept once the shelf is written."""
        self._used[key] = msgspec.Raw(msgspec.json.encode(value))
        self._is_new = True

    @property
    def is_new(self) -> bool:
        """Whether something was noted that is not written."""
        return self._is_new

    def write(self) -> None:
        """Write what was used, and all else if it keeps that. Raises OSError."""
        self._is_new = False
        values = msgspec.json.encode({**self._known, **self._used} if self._keeps_all else self._used)
        files.write_private(self._path, msgspec.json.encode(_Kept(_seal(values), msgspec.Raw(values))))


class Snapshot:
    """The shelves of one plan, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelves: dict[str, Shelf[Any]] = {}

    @staticmethod
    def digest(data: bytes) -> str:
        """Return what tells one content from all others."""
        return hashlib.sha256(data).hexdigest()

    def records(self, kind: type[T]) -> Shelf[T]:
        """Return the records of the files of one kind, by the digest of the file."""
        return self._shelf(f"{kind.__name__}.json", kind, keeps_all=False)

    def worked_out(self, name: str, kind: type[T]) -> Shelf[T]:
        """Return what was worked out from files in one state; ``name`` tells which."""
        return self._shelf(f"{_WORKED_OUT}/{name}.json", kind, keeps_all=True)

    def _shelf(self, name: str, kind: type[T], *, keeps_all: bool) -> Shelf[T]:
        if name not in self._shelves:
            self._shelves[name] = Shelf(self._folder / name, kind, keeps_all=keeps_all)
        return self._shelves[name]

    def write(self) -> None:
        """Keep what is new, as far as that can be written."""
        new = [shelf for shelf in self._shelves.values() if shelf.is_new]
        if not new:
            return
        with suppress(OSError):
            self._folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            for shelf in new:
                shelf.write()
            os.utime(self._folder)
            _prune((path for path in self._folder.parent.iterdir() if re.fullmatch(_PLAN, path.name)), PLANS)
            _prune((self._folder / _WORKED_OUT).glob("*.json"), STATES)
            _prune(self._folder.rglob(f".*{files.PARTIAL}"), 0)  # of writers that were killed


def snapshot(plan: Path) -> Snapshot | None:
    """Return the snapshot of a plan's file, or None where it must lie in folders that are not this user's."""
    try:
        own = folder() / Snapshot.digest(os.fsencode(os.path.realpath(plan)))[:32]
        parts = [path.lstat() for path in (own.parent, own, own / _WORKED_OUT) if os.path.lexists(path)]
    except OSError:
        return None
    return Snapshot(own) if all(stat.S_ISDIR(part.st_mode) and _is_own(part) for part in parts) else None


def folder() -> Path:
    """Return where the snapshots of all plans lie; raises OSError where this user has no cache."""
    return files.cache() / "snapshots"


def clear() -> int:
    """Remove all snapshots; return of how many plans they were. Raises OSError."""
    import shutil

    where = folder()
    count = len([*where.iterdir()]) if where.is_dir() and not where.is_symlink() else 0
    with suppress(FileNotFoundError):  # others may clear it too, or keep something meanwhile
        where.rename(where.with_name(f"{where.name}-{os.getpid()}"))
    for gone in where.parent.glob(f"{where.name}-*"):
        if gone.is_dir() and not gone.is_symlink():
            shutil.rmtree(gone)
        else:
            gone.unlink()
    return count


@cache
def stamp() -> str:
    """Return what tells this version of the code from all others, and this Python.

    The code is told as Python tells it, whose compiled files are stale once the size or the time of a module
    is another: a working copy changes without getting a new version.
    """
    package = Path(__file__).parents[1]
    told = [__version__, sys.version]
    for folder in (package, *(package / room for room in ROOMS)):
        with suppress(OSError):  # none lies in a folder where the package is one file
            for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    told.append(f"{folder.name}/{entry.name} {status.st_size} {status.st_mtime_ns}")
    return Snapshot.digest("\n".join(told).encode())


def _seal(values: bytes | msgspec.Raw) -> str:
    seal = hashlib.sha256(stamp().encode())
    seal.update(values)
    return seal.hexdigest()


def _is_own(status: os.stat_result) -> bool:
    """Whether something is this user's, and no other may write it."""
    is_mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return is_mine and not (os.name == "posix" and status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _read(path: Path) -> Mapping[str, msgspec.Raw]:
    """Return what a file keeps, if it is this user's alone, and whole."""
    flags = (getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
    try:
        handle = os.open(path, sum(flags, os.O_RDONLY))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not (_is_own(status) and stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST):
                return {}
            kept = msgspec.json.decode(file.read(), type=_Kept)
        if kept.seal != _seal(kept.values):
            return {}
        return msgspec.json.decode(kept.values, type=dict[str, msgspec.Raw])
    except (OSError, MemoryError, *_UNREADABLE):
        return {}


def _prune(paths: Iterable[Path], most: int) -> None:
    """Remove the oldest of some files or folders."""
    import shutil

    found = sorted(paths, key=lambda path: path.lstat().st_mtime)
    for path in found[: max(0, len(found) - most)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
