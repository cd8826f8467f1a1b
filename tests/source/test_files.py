"""Files: what their bytes are, told in a clerk's words; written whole or not at all."""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.problems import Mark, PlanError
from gaoxin_plan.source import files

TEXT = "title: 示例\nyear: 2022\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(TEXT.encode(), TEXT, id="plain"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), TEXT, id="byte-order mark"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(TEXT.rstrip().encode(), TEXT.rstrip(), id="no last line end"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfa: b", "\ufeffa: b", id="two byte-order marks"),
    ],
)
def test_text_is_read_as_it_stands(data: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(data)
    assert files.read(path) == files.Contents(text)


@pytest.mark.parametrize(
    ("data", "code", "message", "line"),
    [
        pytest.param(b"", "P101", "文件是空的", 1, id="empty"),
        pytest.param(b" \r\n\t\n", "P101", "文件是空的", 1, id="white space"),
        pytest.param(b"\xef\xbb\xbf", "P101", "文件是空的", 1, id="only a byte-order mark"),
        pytest.param(
            TEXT.encode("gbk"), "P102", "文件不是 UTF-8 编码(从第 10 个字节起读不通),像是 GBK 编码", 1, id="GBK"
        ),
        pytest.param(
            b"a: b\nc: d\ntitle: " + "示例".encode("gbk"), "P102",
            "文件不是 UTF-8 编码(从第 20 个字节起读不通),像是 GBK 编码", 3, id="GBK on line 3",
        ),
        pytest.param(
            b"a: b\nc: \xff\n", "P102", "文件不是 UTF-8 编码(从第 9 个字节起读不通)", 2, id="a stray byte"
        ),
        pytest.param(
            b"\xef\xbb\xbfa: b\nc: \xff\n", "P102", "文件不是 UTF-8 编码(从第 12 个字节起读不通)", 2,
            id="a stray byte after a byte-order mark",
        ),
        pytest.param(
            b"\xef\xbb\xbfa: b\n\xff\n", "P102", "文件不是 UTF-8 编码(从第 9 个字节起读不通)", 2,
            id="a stray byte that begins a line after a byte-order mark",
        ),
        pytest.param(
            TEXT.encode()[:9], "P102", "文件不是 UTF-8 编码(从第 8 个字节起读不通)", 1, id="cut short"
        ),
        pytest.param(TEXT.encode("utf-16"), "P103", "这不是文本文件(是 UTF-16 编码)", 1, id="UTF-16"),
        pytest.param(b"\xfe\xff\x00a", "P103", "这不是文本文件(是 UTF-16 编码)", 1, id="UTF-16, big end"),
        pytest.param(TEXT.encode("utf-16-le"), "P103", "这不是文本文件(含有空字节)", 1, id="UTF-16, no mark"),
        pytest.param(b"a: b\x00", "P103", "这不是文本文件(含有空字节)", 1, id="NUL"),
        pytest.param(
            b"PK\x03\x04\x14", "P103", "这不是文本文件(是压缩包,或 Word、Excel 文件)", 1, id="zip"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1", "P103", "这不是文本文件(是旧式 Word 或 Excel 文件)", 1, id="doc"
        ),
        pytest.param(b"%PDF-1.7", "P103", "这不是文本文件(是 PDF 文件)", 1, id="PDF"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_said_to_be_what_it_is(data: bytes, code: str, message: str, line: int) -> None:
    text, finding = files.decode(data)
    assert text == ""
    assert finding is not None
    assert (finding.kind.code, finding.message, finding.where) == (code, message, Mark(line, 1))


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 2 << 20)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a" * ((3 << 20) + 1))
    text, finding = files.read(path)
    assert text == ""
    assert finding is not None
    assert (finding.kind.code, finding.message) == ("P104", "文件有 3 MB,超过上限 2 MB")
    path.write_bytes(b"a" * (2 << 20))
    assert files.read(path).finding is None


@given(st.binary())
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    text, finding = files.decode(data)
    assert (finding is None) == bool(text.strip())


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "没有这个文件或文件夹"),
        (lambda path: path.mkdir(), "这是一个文件夹"),
    ],
    ids=["missing", "folder"],
)
def test_a_file_that_cannot_be_opened(make: Callable[[Path], None], why: str, tmp_path: Path) -> None:
    path = tmp_path / "计划.yaml"
    make(path)
    with pytest.raises(PlanError) as caught:
        files.read(path)
    assert (caught.value.message, caught.value.hint) == (f"读不了文件 {path}:{why}", "请检查文件名和权限")


def test_a_file_below_a_file_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(PlanError, match="路径中有一段不是文件夹"):
        files.read(tmp_path / "a" / "b.yaml")


@pytest.mark.parametrize(
    "code",
    [
        errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOSPC,
        errno.EROFS, errno.ENAMETOOLONG, errno.EIO, errno.EBUSY, errno.ELOOP,
    ],
    ids=errno.errorcode.get,
)  # fmt: skip
def test_the_reason_of_the_system_is_told_in_chinese(code: int) -> None:
    told = files.reason(OSError(code, os.strerror(code)))
    assert told
    assert not re.search("[A-Za-z]{3,}", told), told


# -- writing -----------------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (TEXT, TEXT.encode()),
        ("a: b\r\n", b"a: b\r\n"),
        ("\ufeffa: b\n", b"\xef\xbb\xbfa: b\n"),
        (b"\xff\x00", b"\xff\x00"),
        ("", b""),
    ],
    ids=["text", "CRLF", "byte-order mark", "bytes", "nothing"],
)
def test_what_is_given_is_written_to_the_byte(given: str | bytes, written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "计划.yaml"
    path.write_bytes(b"before")
    files.write(path, given)
    assert path.read_bytes() == written
    assert names(tmp_path) == ["计划.yaml"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "plan" / "2022" / "a.yaml"
    files.write(path, TEXT)
    assert path.read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755], ids=oct)
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"before")
    path.chmod(mode)
    files.write(path, TEXT)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    files.write(tmp_path / "a.yaml", TEXT)
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode


def refuse(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


FAILURES = [
    # what fails, with which error
    pytest.param(os, "fsync", errno.EIO, id="fsync"),
    pytest.param(os, "fsync", errno.ENOSPC, id="full disk"),
    pytest.param(tempfile, "mkstemp", errno.EACCES, id="read-only folder"),
    pytest.param(Path, "replace", errno.EACCES, id="a file that Word holds open"),
    pytest.param(Path, "chmod", errno.EPERM, id="chmod"),
]


@pytest.mark.parametrize(("module", "name", "code"), FAILURES)
@pytest.mark.parametrize("before", [None, b"before"], ids=["new", "old"])
def test_a_write_that_fails_changes_nothing(
    module: object,
    name: str,
    code: int,
    before: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.yaml"
    if before is not None:
        path.write_bytes(before)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, refuse(code))
        with pytest.raises(PlanError) as caught:
            files.write(path, TEXT)
    assert caught.value.message.startswith(f"写不了文件 {path}:")
    assert caught.value.hint == "请检查文件夹、权限和磁盘空间"
    assert names(tmp_path) == ([] if before is None else ["a.yaml"])
    assert before is None or path.read_bytes() == before


def test_a_text_that_is_no_unicode_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"before")
    with pytest.raises(UnicodeEncodeError):
        files.write(path, "\ud800")
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["a.yaml"]


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(PlanError, match="写不了文件"):
        files.write(tmp_path / "a.yaml", TEXT)
    assert names(tmp_path) == ["a.yaml"]


# -- one writer at a time ----------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.mark.usefixtures("cache")
def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    folder = tmp_path / "plan"
    folder.mkdir()
    with files.locked(folder):
        with pytest.raises(PlanError) as caught, files.locked(folder):
            pass
        with files.locked(tmp_path):  # another folder is free
            pass
    assert caught.value.message == f"{folder} 正被另一个 gaoxin 写入,等了 0 秒"
    with files.locked(folder):
        pass


@pytest.mark.usefixtures("cache")
def test_a_lock_leaves_nothing_beside_the_plan_and_clears_what_is_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name in (".2022.yaml.x1y2.gaoxin-part", ".video.part", "2022.yaml"):
        (folder / name).write_bytes(b"")
    with files.locked(folder):
        assert names(folder) == [".video.part", "2022.yaml"]
    assert names(folder) == [".video.part", "2022.yaml"]


@pytest.mark.usefixtures("cache")
def test_an_error_under_the_lock_is_not_taken_for_one_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), files.locked(tmp_path):
        (tmp_path / "missing").read_bytes()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
def test_a_file_is_rewritten_as_it_was_read(mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(mark + b"a: b\r\n")
    files.rewrite(path, "a: b\r\n", "a: c\r\n")
    assert path.read_bytes() == mark + b"a: c\r\n"


def test_a_file_that_may_only_be_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n")
    path.chmod(stat.S_IRUSR)
    with pytest.raises(PlanError) as caught:
        files.rewrite(path, "a: b\n", "a: c\n")
    assert (caught.value.message, caught.value.hint) == (
        f"{path} 是只读的,没有写入",
        "请先去掉文件的只读属性",
    )
    assert path.read_bytes() == b"a: b\n"


@pytest.mark.parametrize("now", [b"a: c\n", b"\xff\xfe", b""], ids=["other text", "no text", "nothing"])
def test_a_file_that_changed_meanwhile_is_left_alone(now: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(now)
    with pytest.raises(PlanError) as caught:
        files.rewrite(path, "a: b\n", "a: d\n")
    assert (caught.value.message, caught.value.hint) == (
        f"{path} 刚才被别的程序改动了,没有写入",
        "请再试一次",
    )
    assert path.read_bytes() == now
