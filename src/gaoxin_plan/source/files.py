"""Files as bytes: read with limits and a clear word on what they are, written whole or not at all."""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from gaoxin_plan.problems import Finding, Kind, Mark, PlanError

LIMIT = 64 * 1024 * 1024
"""Bytes. A plan of 15,000 items is 20 MB; what is larger is no plan."""

PATIENCE = 60
"""Seconds that a writer waits for its turn."""

PARTIAL = ".gaoxin-part"
"""What the name of a file ends with that is being written."""

EMPTY = Kind("P101", "文件是空的", "文件是空的", "从一份已有的计划复制开头部分,再填写")
NOT_UTF8 = Kind(
    "P102",
    "不是 UTF-8 编码",
    "文件不是 UTF-8 编码(从第 {byte} 个字节起读不通){guess}",
    "在编辑器里选“另存为 UTF-8”后再试",
)
BINARY = Kind("P103", "不是文本文件", "这不是文本文件({what})", "请确认文件名;计划是纯文本的 YAML 文件")
TOO_LARGE = Kind(
    "P104", "文件过大", "文件有 {size} MB,超过上限 {limit} MB", "请确认文件名;一份计划不会这么大"
)

KINDS = (EMPTY, NOT_UTF8, BINARY, TOO_LARGE)

_SIGNATURES = (
    (b"PK\x03\x04", "是压缩包,或 Word、Excel 文件"),
    (b"\xd0\xcf\x11\xe0", "是旧式 Word 或 Excel 文件"),
    (b"%PDF", "是 PDF 文件"),
    (b"\xff\xfe", "是 UTF-16 编码"),
    (b"\xfe\xff", "是 UTF-16 编码"),
)


class Contents(NamedTuple):
    """The text of a file without its byte-order mark, or what keeps it from being read."""

    text: str
    finding: Finding | None = None


def read(path: Path) -> Contents:
    """Read ``path`` as UTF-8, with or without a byte-order mark; line ends stay as they are.

    Raises PlanError when the file cannot be opened.
    """
    return decode(data(path))


def data(path: Path) -> bytes | Finding:
    """Return the bytes of a file, or that it is too large; raises PlanError when it cannot be opened."""
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise PlanError(f"读不了文件 {path}:这不是普通文件", "请检查文件名")
        size = status.st_size
        if size > LIMIT:
            return TOO_LARGE.at(Mark(1, 1), size=size >> 20, limit=LIMIT >> 20)
        return path.read_bytes()
    except OSError as error:
        raise PlanError(f"读不了文件 {path}:{reason(error)}", "请检查文件名和权限") from error


def named(words: str) -> str:
    """Return words as the name of a file: what some system does not allow in one becomes ``_``."""
    return "".join("_" if char in '/\\:*?"<>|' or not char.isprintable() else char for char in words)


def contents(path: Path) -> bytes:
    """Return the bytes of a regular file of reasonable size; raises PlanError or OSError."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size > LIMIT:
        raise PlanError("不是普通的文本文件")
    return path.read_bytes()


def decode(data: bytes | Finding) -> Contents:
    """Return the text of ``data``, or the finding that says what it is instead."""
    if isinstance(data, Finding):
        return Contents("", data)
    start = Mark(1, 1)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return Contents("", BINARY.at(start, what=what))
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return Contents("", BINARY.at(Mark(line, 1), what="含有空字节"))
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        is_cut = "end of data" in error.reason
        guess = ",像是 GBK 编码" if not is_cut and _is_gbk(data) else ""
        return Contents("", NOT_UTF8.at(Mark(line, 1), byte=error.start + 1, guess=guess))
    if not text.strip():
        return Contents("", EMPTY.at(start))
    return Contents(text)


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("一" <= char <= "鿿" for char in text)


def write(path: Path, data: str | bytes) -> None:
    """Write ``data`` (text as UTF-8) to ``path``, whole or not at all.

    Raises PlanError when that is not possible; what stood there before is then untouched.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = Path(os.path.realpath(path))  # a link stays one, and what it leads to is written
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe is written to, never replaced
            return
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        _replace(target, content, mode)
    except OSError as error:
        raise PlanError(f"写不了文件 {path}:{reason(error)}", "请检查文件夹、权限和磁盘空间") from error


def write_private(path: Path, data: bytes) -> None:
    """Write what can be made again to a file of this user's own, whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _replace(path, data, 0o600, is_lasting=False)


def _replace(target: Path, content: bytes, mode: int, *, is_lasting: bool = True) -> None:
    """Put a new file in the place of another; what is to last is on the disk before it stands there."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=PARTIAL)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        partial.chmod(mode)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def refuse_open(path: Path) -> None:
    """Raise PlanError when an office program has a file open: its lock lies beside it.

    Word leaves the first letters of long names out of its lock's.
    """
    real = Path(os.path.realpath(path))
    name, cut = real.name, min(max(len(real.stem) - 6, 0), 2)
    locks = [f".~lock.{name}#", f"~${name[cut:]}", f".~{name}"]
    if lock := next((lock for lock in locks if real.with_name(lock).exists()), None):
        hint = f"请先关闭它再试;确实没有打开的,删除 {lock}"
        raise PlanError(f"{path} 正在 Word、WPS 或 LibreOffice 里打开,没有写入", hint)


def write_unlinked(path: Path, data: str) -> None:
    """Write a file as :func:`write` does, but through no link: raises PlanError where there is one."""
    if path.is_symlink():
        raise PlanError(f"{path} 是链接,没有写入", "把它移走,或换一个文件夹")
    write(path, data)


def cache(*, ensure_exists: bool = False) -> Path:
    """Return our folder in this user's cache directory; raises OSError where there is none."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("gaoxin", ensure_exists=ensure_exists)
    except RuntimeError as error:  # the user has no home
        raise FileNotFoundError(errno.ENOENT, "no home") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the one lock of a folder's writers; others wait their turn.

    The lock lies in the user's cache directory, so that nothing is left beside the plan. What a writer that
    was killed left half-written is removed. Raises PlanError after ``PATIENCE`` seconds.
    """
    import hashlib

    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32]
    try:
        lock = FileLock(cache(ensure_exists=True) / f"{name}.lock", timeout=PATIENCE)
        lock.acquire()
    except Timeout as error:
        raise PlanError(f"{folder} 正被另一个 gaoxin 写入,等了 {PATIENCE} 秒", "请稍后再试") from error
    except OSError as error:
        raise PlanError(f"锁不住文件夹 {folder}:{reason(error)}", "请检查缓存文件夹的权限") from error
    try:
        for partial in folder.glob(f".*{PARTIAL}"):
            if partial.is_file():
                partial.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def rewrite(path: Path, before: str | None, after: str | None) -> None:
    """Replace the text of a file, which was ``before`` when it was read; a byte-order mark stays.

    None stands for a file that is not there. To be called under :func:`locked`. Raises PlanError when the
    file cannot be written, or is not ``before`` any more.
    """
    if before is None:
        if os.path.lexists(path):
            raise PlanError(f"{path} 刚才由别的程序写成了,没有写入", "请再试一次")
        write(path, after or "")
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanError(f"读不了文件 {path}:{reason(error)}", "请检查文件名和权限") from error
    if data.decode("utf-8-sig", errors="replace") != before:
        raise PlanError(f"{path} 刚才被别的程序改动了,没有写入", "请再试一次")
    if not path.stat().st_mode & stat.S_IWUSR:
        raise PlanError(f"{path} 是只读的,没有写入", "请先去掉文件的只读属性")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if after is None:
        path.unlink()
    else:
        write(path, mark + after.encode())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError) -> str:
    """Return in Chinese why the system refused a file."""
    by_number = {
        errno.ENOSPC: "磁盘满了",
        errno.ENAMETOOLONG: "名称太长",
        errno.EROFS: "磁盘是只读的",
        errno.EEXIST: "已有同名的文件",
        errno.EBUSY: "正被占用",
        errno.EFBIG: "文件太大",
    }
    by_kind = {
        "FileNotFoundError": "没有这个文件或文件夹",
        "PermissionError": "没有权限,或文件正被别的程序打开",
        "IsADirectoryError": "这是一个文件夹",
        "NotADirectoryError": "路径中有一段不是文件夹",
    }
    told = by_number.get(error.errno or 0) or by_kind.get(type(error).__name__)
    return told or f"系统拒绝(错误号 {error.errno})"


def shipped_templates() -> Path:
    """Return the folder of the templates that come along: in the wheel, or in the working copy."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
