"""What the tests share: the real plan, made-up ones, and a folder with a plan and filings, made in a test."""

from pathlib import Path

import pytest
from repository import SETTINGS
from zone import Zone

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.workspace import load

HERE = Path(__file__).parent


def whole(path: Path) -> Plan:
    workspace = load(path)
    assert workspace.problems == []
    assert workspace.plan is not None
    return workspace.plan


@pytest.fixture(autouse=True)
def no_git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of git but a test's own."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        monkeypatch.setenv(name, SETTINGS[name])


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The real plan, of which nothing was ever filed."""
    return whole(HERE.parent / "plan" / "2022.yaml")


@pytest.fixture(scope="session")
def sample() -> Plan:
    """A made-up plan with every feature a query can ask about."""
    return whole(HERE / "views" / "sample.yaml")


@pytest.fixture(scope="session")
def hostile() -> Plan:
    """A made-up plan full of characters that mean something elsewhere."""
    return whole(HERE / "render" / "hostile.yaml")


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Zone:
    """The made-up zone, standing in its folder."""
    made = Zone(tmp_path / "zone")
    monkeypatch.delenv("GAOXIN_PLAN", raising=False)
    monkeypatch.chdir(made.root)
    return made
