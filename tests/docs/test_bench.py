"""The benchmark's plans and filings are right: nothing is measured here."""

import runpy
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan.checks.run import check
from gaoxin_plan.workspace import load

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(autouse=True)
def _bench_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(BENCH))
    yield
    for name in ("plans", "filings"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("size", [1, 30, 60])
def test_a_plan_of_any_size_is_filed_without_a_mistake(size: int, tmp_path: Path) -> None:
    plans, filings = (runpy.run_path(str(BENCH / f"{name}.py")) for name in ("plans", "filings"))
    folder = tmp_path / "made"
    plans["original"](BENCH.parent / "plan").write(folder, size)
    filings["write"](folder / "plan" / "2022.yaml")
    workspace = load(folder / "plan" / "2022.yaml")
    assert len(list(workspace.charter.plan.tasks())) == size
    assert {len(reports) for reports in workspace.progress.reports.values()} == {4}
    assert [p for p in check(workspace, date(2026, 1, 1)) if p.severity == "error"] == []
