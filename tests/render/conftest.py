"""The plans that are rendered: the real one, and one full of characters that mean something elsewhere."""

from pathlib import Path

import pytest

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.workspace import load

HERE = Path(__file__).parent


def _whole(path: Path) -> Plan:
    workspace = load(path)
    assert workspace.problems == ()
    assert workspace.plan is not None
    return workspace.plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return _whole(HERE.parents[1] / "plan" / "2022.yaml")


@pytest.fixture(scope="session")
def hostile() -> Plan:
    return _whole(HERE / "hostile.yaml")
