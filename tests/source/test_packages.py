"""Packages whose bytes depend on nothing but their content."""

import io
import zipfile

from gaoxin_plan.source.packages import settled


def package(day: int, **entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, data in entries.items():
            new.writestr(zipfile.ZipInfo(name, (2020, 1, day, 1, 2, 4)), data)
    return buffer.getvalue()


def test_the_day_of_writing_is_gone() -> None:
    first, second = (settled(package(day, a=b"1", b=b"2" * 1000)) for day in (1, 2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert [(e.filename, e.date_time, e.compress_type) for e in opened.infolist()] == [
            ("a", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED),
            ("b", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED),
        ]
        assert opened.read("b") == b"2" * 1000


def test_an_entry_may_be_another() -> None:
    with zipfile.ZipFile(io.BytesIO(settled(package(1, a=b"1", b=b"2"), {"b": b"3", "c": b"4"}))) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {"a": b"1", "b": b"3"}
