"""What is let in, and what is not: told by name, before anything is unpacked or parsed."""

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sheets import exported, repacked
from zone import Zone

from gaoxin_plan.exchange import admission, weight
from gaoxin_plan.exchange.admission import admitted
from gaoxin_plan.problems import PlanError

Change = Callable[[str, bytes], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture
def sheet(zone: Zone) -> Path:
    path = zone.root / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    return path


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(PlanError) as caught:
        admitted(path)
    return caught.value.message, caught.value.hint


def test_a_sheet_is_let_in(sheet: Path) -> None:
    assert admitted(sheet) == sheet.read_bytes()


SAVE_AS = "在 Excel 或 WPS 里“另存为”,类型选“Excel 工作簿(*.xlsx)”"


@pytest.mark.parametrize(
    ("data", "told", "hint"),
    [
        (b"", "不是 Excel 工作簿", f"请发回导出的那个 .xlsx 文件;{SAVE_AS}"),
        (b"<html>", "不是 Excel 工作簿", f"请发回导出的那个 .xlsx 文件;{SAVE_AS}"),
        ("编号,状态".encode(), "不是 Excel 工作簿", f"请发回导出的那个 .xlsx 文件;{SAVE_AS}"),
        (OLE, "是旧式的表格(.xls 或 .et),或别的旧式文件", SAVE_AS),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "有密码,打不开",
            "在 Excel 或 WPS 里去掉打开密码,保存后再收",
        ),
        (b"PK\x03\x04" + bytes(90), "文件坏了,打不开", "请对方重新保存、重新发一次"),
    ],
)
def test_what_is_no_package(tmp_path: Path, data: bytes, told: str, hint: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    assert refused(path) == (told, hint)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a.txt"], "是压缩包,不是 Excel 工作簿"),
        (["[Content_Types].xml", "word/document.xml"], "是 Word 文件,不是 Excel 工作簿"),
        (["mimetype", "content.xml"], "是 ODF 文件(.ods),不是 Excel 工作簿"),
        (["[Content_Types].xml", "xl/workbook.bin"], "是二进制工作簿(.xlsb)"),
        (["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"], "带宏(.xlsm),没有打开"),
    ],
)
def test_packages_of_other_kinds(tmp_path: Path, names: list[str], told: str) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    assert refused(path)[0] == told


def test_a_macro_file_is_known_by_what_it_says_it_is(sheet: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"spreadsheetml.sheet.main", b"macroEnabled.main")
            if "Content_Types" in name
            else data
        )

    assert refused(repacked(sheet, change)) == ("带宏(.xlsm),没有打开", f"{SAVE_AS},去掉宏")


def test_a_package_with_a_password(sheet: Path) -> None:
    data = bytearray(sheet.read_bytes())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    sheet.write_bytes(data)
    assert refused(sheet) == ("有密码,打不开", "去掉密码,保存后再收")


def test_what_is_too_large_unpacked_is_not_unpacked(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "UNPACKED_LIMIT", 8 << 20)
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", bytes(8 << 20))

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    told = "解开以后太大(上限 8 MB、约 50 万格),没有打开"
    assert refused(sheet) == (told, "请用导出的表重新填;空行、空列里有格式的,删去再存")


def test_an_entry_that_says_less_than_it_holds_does_no_harm(sheet: Path) -> None:
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", bytes(64 << 20))
    data = bytearray(sheet.read_bytes())
    last = bytes(data).rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, last + 24, 10)  # its size, in the directory
    sheet.write_bytes(data)
    assert refused(sheet)[0] == "文件坏了,打不开"


def test_many_entries_and_many_elements(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight, "ELEMENTS", 100)
    assert refused(sheet)[0].startswith("解开以后太大")
    monkeypatch.undo()
    monkeypatch.setattr(admission, "_ENTRIES", 3)
    assert refused(sheet)[0].startswith("解开以后太大")


def in_sheet(old: bytes, new: bytes, part: str = "sheet2.xml") -> Change:
    return lambda name, data: data.replace(old, new, 1) if name.endswith(part) else data


@pytest.mark.parametrize(
    "change",
    [
        in_sheet(b"</sheetData>", b"<row>" + b"<c/>" * 1_000_001 + b"</row></sheetData>"),
        in_sheet(b"</sheetData>", b"<x:r xmlns:x='x'>" + b"<x:c/>" * 1_000_001 + b"</x:r></sheetData>"),
        in_sheet(b"<cellXfs", b"<x>" + b"<xf/>" * 1_000_001 + b"</x><cellXfs", "styles.xml"),
    ],
    ids=["cells", "with a prefix", "styles"],
)
def test_whatever_would_be_made_in_millions_is_refused(sheet: Path, change: Change) -> None:
    assert refused(repacked(sheet, change)) == (
        "解开以后太大(上限 160 MB、约 50 万格),没有打开",
        "请用导出的表重新填;空行、空列里有格式的,删去再存",
    )


def test_a_part_of_another_name_counts_as_well(sheet: Path) -> None:
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.bin", b"<a>" + b"<c/>" * 1_000_001)
    assert refused(sheet)[0].startswith("解开以后太大")


@pytest.mark.parametrize(
    "places",
    [
        b'<mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>',
        b'<mergeCells><mergeCell ref="Z4:Z1048576"/></mergeCells>',
        b'<mergeCells><mergeCell ref="Z:Z"/></mergeCells>',
        b'<mergeCells><mergeCell ref="Z1048576:A1"/></mergeCells>',
        b"<mergeCells>" + b"<mergeCell ref='A9:ZZ9'/>" * 80 + b"</mergeCells>",
        b'<x:mergeCell xmlns:x="x" ref = "&#65;1:XFD1048576"/>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
    ],
)
def test_what_spans_more_cells_than_there_can_be_is_refused(sheet: Path, places: bytes) -> None:
    path = repacked(sheet, in_sheet(b"</sheetData>", b"</sheetData>" + places))
    told = "合并的或带链接的单元格超过 5 万格,没有打开"
    assert refused(path) == (told, "取消整行、整列的合并和链接,保存后再收")


def test_a_comment_on_all_cells_is_refused(sheet: Path) -> None:
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/comments1.xml", '<comments><comment ref="A1:XFD1048576"/></comments>')
    assert refused(sheet)[0] == "合并的或带链接的单元格超过 5 万格,没有打开"


def with_formulas(length: int, count: int) -> Change:
    """Add cells of one formula that is filled down, which is made out anew for each."""
    formula = b"+".join([b"A1"] * (length // 3))
    first = b'<c r="P20"><f t="shared" si="0" ref="P20:P9999">' + formula + b"</f><v>1</v></c>"
    more = b"".join(b'<c r="P%d"><f t="shared" si="0"/><v>1</v></c>' % (21 + n) for n in range(count - 1))
    return in_sheet(b"</sheetData>", b"<row>" + first + more + b"</row></sheetData>")


def test_a_formula_that_is_filled_down_is_let_in_and_one_without_end_is_not(sheet: Path) -> None:
    repacked(sheet, with_formulas(90, 5_000))
    assert admitted(sheet) == sheet.read_bytes()
    assert refused(repacked(sheet, with_formulas(900_000, 20))) == (
        "公式太长、太多,没有打开",
        "把公式换成结果(复制,选择性粘贴为数值),保存后再收",
    )


def test_places_that_cannot_be_read_span_nothing(sheet: Path) -> None:
    places = b'<mergeCells><mergeCell/><mergeCell ref="?"/><mergeCell ref="A1:N1"/></mergeCells>'
    path = repacked(sheet, in_sheet(b"</sheetData>", b"</sheetData>" + places))
    assert admitted(path) == path.read_bytes()


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_what_excel_packs_with_is_unpacked(sheet: Path, method: int) -> None:
    with zipfile.ZipFile(sheet, "a", method) as package:
        package.writestr("xl/media/image1.png", bytes(1 << 16))
    data = bytearray(sheet.read_bytes())
    last = bytes(data).rindex(b"PK\x03\x04")
    data[last + 60 : last + 70] = b"\xff" * 10  # its first bytes, damaged
    sheet.write_bytes(data)
    assert refused(sheet) == ("压缩方式不是 Excel 用的,没有打开", SAVE_AS)


def test_a_part_that_is_no_xml_is_told_and_an_old_drawing_is_let_be(sheet: Path) -> None:
    with zipfile.ZipFile(sheet, "a") as package:
        package.writestr("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")
    assert admitted(sheet) == sheet.read_bytes()
    assert refused(repacked(sheet, in_sheet(b"<sheetData>", b"<sheetDat>")))[0] == "文件坏了,打不开"


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"<worksheet", ENTITY, 1),
        lambda data: data.replace(b"<worksheet", b" " * ((1 << 20) - data.index(b"<worksheet") - 4) + b"<!DOCTYPE x><worksheet", 1),
        lambda data: data.replace(b"<worksheet", ENTITY, 1).decode().encode("utf-16"),
        lambda data: b"\xfe\xff" + data.replace(b"<worksheet", ENTITY, 1).decode().encode("utf-16-be"),
    ],
    ids=["entity", "across pieces", "utf-16", "utf-16-be"],
)  # fmt: skip
def test_entities_are_refused(sheet: Path, change: Callable[[bytes], bytes]) -> None:
    path = repacked(sheet, lambda name, data: change(data) if name.endswith("sheet2.xml") else data)
    told = "里面有 XML 实体或声明,正常的表没有,没有打开"
    assert refused(path) == (told, "请用导出的表重新填")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with path.open("wb") as file:
        file.truncate(admission.FILE_LIMIT + (1 << 20))
    assert refused(path)[0] == "文件有 33 MB,超过上限 32 MB"


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == ("不是普通文件", "请检查文件名")
    assert refused(tmp_path / "没有.xlsx") == ("读不了:没有这个文件或文件夹", "请检查文件名和权限")
    os.mkfifo(tmp_path / "管道.xlsx")
    assert refused(tmp_path / "管道.xlsx") == ("不是普通文件", "请检查文件名")


def test_half_a_file(sheet: Path) -> None:
    data = sheet.read_bytes()
    sheet.write_bytes(data[: len(data) // 2])
    assert refused(sheet)[0] == "文件坏了,打不开"


def test_an_empty_package(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (tmp_path / "表.xlsx").write_bytes(buffer.getvalue())
    assert refused(tmp_path / "表.xlsx")[0] == "是压缩包,不是 Excel 工作簿"
