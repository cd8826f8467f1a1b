"""Generated files, docs and schemas, are what their generator makes now."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = runpy.run_path(str(ROOT / "tools" / "make_docs.py"))
PAGES, BINARIES = MADE["PAGES"], MADE["BINARIES"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("name", BINARIES)
def test_a_letterhead_or_report_is_current_and_the_same_bytes_each_time(name: str) -> None:
    assert (ROOT / name).read_bytes() == BINARIES[name]() == BINARIES[name](), "run: make docs"


def test_there_is_no_report_that_nothing_makes() -> None:
    kept = {
        f"{folder}/{path.name}" for folder in ("reports", "templates") for path in (ROOT / folder).iterdir()
    }
    assert {name for name in kept if not name.endswith(".j2")} == set(BINARIES)
