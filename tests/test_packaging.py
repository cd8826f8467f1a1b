"""What is shipped: a wheel that works outside the repository, and dependencies that are pinned down."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gaoxin_plan import __version__

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the installed backend: no network is asked for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    assert wheel.name == f"gaoxin_plan-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = REPOSITORY / "src"
    modules = {
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    templates = {f"gaoxin_plan/templates/{path.name}" for path in (REPOSITORY / "templates").iterdir()}
    assert "gaoxin_plan/templates/assignment.md.j2" in templates
    packaged = {name for name in names if ".dist-info/" not in name}
    assert packaged == modules | templates


def test_the_wheel_names_the_command_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entry_points = archive.read(f"gaoxin_plan-{__version__}.dist-info/entry_points.txt").decode()
        metadata = archive.read(f"gaoxin_plan-{__version__}.dist-info/METADATA").decode()
        names = archive.namelist()
    assert entry_points.split() == ["[console_scripts]", "gaoxin", "=", "gaoxin_plan.cli.main:main"]
    assert f"\nVersion: {__version__}\n" in metadata
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_a_report_is_made_by_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    plan = tmp_path / "workspace" / "plan"
    plan.mkdir(parents=True)
    for name in ("2022.yaml", "2022.source.txt"):
        (plan / name).write_bytes((REPOSITORY / "plan" / name).read_bytes())
    script = (
        "import gaoxin_plan, sys; from gaoxin_plan.cli import main; sys.stderr.write(gaoxin_plan.__file__);"
        "sys.argv = ['gaoxin', 'report', 'assignment', '-o', 'out.md']; main.main()"
    )
    environment = {name: value for name, value in os.environ.items() if name != "GAOXIN_PLAN"}
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=plan.parent,
        env={**environment, "PYTHONPATH": str(site)},
        capture_output=True,
        check=False,
    )
    assert ended.stderr.decode() == str(site / "gaoxin_plan" / "__init__.py")
    assert (ended.returncode, ended.stdout.decode()) == (0, "已写入 out.md\n")
    made = (plan.parent / "out.md").read_bytes()
    assert made == (REPOSITORY / "reports" / "2022-assignment.md").read_bytes()


@pytest.mark.parametrize("text", PROJECT["project"]["dependencies"])
def test_a_dependency_has_a_lower_and_an_upper_bound(text: str) -> None:
    operators = {specifier.operator for specifier in Requirement(text).specifier}
    assert operators & {">=", ">", "~=", "=="}
    assert operators & {"<", "<=", "~=", "=="}


def locked() -> dict[str, str]:
    """Return the requirements of the lock file, each by its name with all its lines."""
    entries = re.split(r"^(?=[a-zA-Z0-9])", LOCK, flags=re.MULTILINE)[1:]
    return {canonicalize_name(Requirement(entry.split("\\")[0].strip()).name): entry for entry in entries}


def test_every_locked_requirement_has_a_version_and_hashes() -> None:
    assert len(locked()) > 20
    for name, entry in locked().items():
        assert re.match(r"[A-Za-z0-9._-]+==[0-9][^ ]* \\\n", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), name


def test_the_lock_names_no_address() -> None:
    assert re.findall(r"://|file:| @ |^-.*$", LOCK, flags=re.MULTILINE) == []


def test_the_lock_covers_what_the_project_asks_for_within_its_bounds() -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    for requirement in map(Requirement, asked):
        entry = locked()[canonicalize_name(requirement.name)]
        version = entry.partition("==")[2].split()[0]
        assert requirement.specifier.contains(version), requirement
