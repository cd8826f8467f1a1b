"""What is let in: a workbook of reasonable size, without macros, passwords and entities, looked at first."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ExpatError

from gaoxin_plan.exchange.weight import ELEMENTS, Scale, TooHeavyError
from gaoxin_plan.problems import PlanError
from gaoxin_plan.source.files import reason

FILE_LIMIT = 32 * 1024 * 1024
"""Bytes of a file; a department's sheet of 1,500 items has less than one million."""
UNPACKED_LIMIT = 160 * 1024 * 1024
"""Bytes of all that is in it."""
_ENTRIES = 2_000
_PIECE = 1 << 20
_XML, _MARKUP = (".xml", ".rels"), (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "在 Excel 或 WPS 里“另存为”,类型选“Excel 工作簿(*.xlsx)”"


_Weigh = Callable[[bytes], object]
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, ExpatError,
)  # fmt: skip
"""What comes of reading a package that is damaged."""


def admitted(path: Path) -> bytes:
    """Return the bytes of a workbook that may be opened; raises PlanError that says what it is instead."""
    data = _read(path)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise PlanError("有密码,打不开", "在 Excel 或 WPS 里去掉打开密码,保存后再收")
        raise PlanError("是旧式的表格(.xls 或 .et),或别的旧式文件", _SAVE_AS)
    if not data.startswith(b"PK"):
        raise PlanError("不是 Excel 工作簿", f"请发回导出的那个 .xlsx 文件;{_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look(package)
    except _BROKEN as error:
        raise PlanError("文件坏了,打不开", "请对方重新保存、重新发一次") from error
    return data


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PlanError("不是普通文件", "请检查文件名")
        if status.st_size > FILE_LIMIT:
            size, limit = status.st_size >> 20, FILE_LIMIT >> 20
            raise PlanError(
                f"文件有 {size} MB,超过上限 {limit} MB", "删去表里的图片再收;佐证材料不要放在表里"
            )
        return path.read_bytes()
    except OSError as error:
        raise PlanError(f"读不了:{reason(error)}", "请检查文件名和权限") from error


def _look(package: zipfile.ZipFile) -> None:
    """Look at every entry; raises PlanError."""
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise PlanError("有密码,打不开", "去掉密码,保存后再收")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise PlanError("压缩方式不是 Excel 用的,没有打开", _SAVE_AS)
    _refuse_kinds(package, names)
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise _too_large()
    left, scale = UNPACKED_LIMIT, Scale()
    for entry in entries:
        try:
            left -= _weigh(package, entry, left, scale)
        except TooHeavyError as error:
            raise _too_large() from error
        if left < 0:
            raise _too_large()


def _too_large() -> PlanError:
    limit = UNPACKED_LIMIT >> 20
    return PlanError(
        f"解开以后太大(上限 {limit} MB、约 {ELEMENTS // 20_000} 万格),没有打开",
        "请用导出的表重新填;空行、空列里有格式的,删去再存",
    )


def _refuse_kinds(package: zipfile.ZipFile, names: set[str]) -> None:
    """Raise PlanError for packages of other programs, and for those with macros."""
    if "mimetype" in names and "content.xml" in names:
        raise PlanError("是 ODF 文件(.ods),不是 Excel 工作簿", _SAVE_AS)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        what = "是 Word 文件" if any(name.startswith("word/") for name in names) else "是压缩包"
        raise PlanError(f"{what},不是 Excel 工作簿", "压缩包请先解开;请发回导出的那个 .xlsx 文件")
    if "xl/workbook.bin" in names:
        raise PlanError("是二进制工作簿(.xlsb)", _SAVE_AS)
    with package.open("[Content_Types].xml") as types:
        is_macro = b"macroEnabled" in types.read(_PIECE)
    if is_macro or any(name.endswith("vbaProject.bin") for name in names):
        raise PlanError("带宏(.xlsm),没有打开", f"{_SAVE_AS},去掉宏")


def _weigh(package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, scale: Scale) -> int:
    """Put what an entry really holds on the scale, and return its size; raises PlanError and TooHeavyError.

    It is read piece by piece and not kept, so that one that says less than it holds does no harm.
    """
    size, weigh = 0, None
    with package.open(entry) as stream:
        while size <= left and (piece := stream.read(_PIECE)):
            if not size and (entry.filename.endswith(_XML) or piece.lstrip().startswith(_MARKUP)):
                weigh = scale.part()
            size += len(piece)
            if weigh is not None:
                weigh = _weighed(weigh, piece, is_needed=entry.filename.endswith(_XML))
    return size


def _weighed(weigh: _Weigh, piece: bytes, *, is_needed: bool) -> _Weigh | None:
    """Weigh a piece; return what weighs the next. Drawings of old are not always XML, and are not read."""
    try:
        weigh(piece)
    except ExpatError:
        if is_needed:
            raise
        return None
    return weigh
