"""The benchmark's plans, its edits, its marks and its picture are right: nothing is measured here."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import chart
import commands
import filings
import peer_files
import peers
import plans
import pytest
import tables
from ruamel.yaml import YAML
from timing import Figures

from gaoxin_plan.checks.run import check
from gaoxin_plan.workspace import load

ROOT = Path(__file__).parents[2]
SIZES = (1, 30, 1500)


def made(folder: Path, size: int) -> Path:
    plans.original(ROOT / "plan").write(folder, size)
    filings.write(folder / "plan" / "2022.yaml")
    return folder / "plan" / "2022.yaml"


def figures(ratios: tuple[float, float, float], megabytes: float = 30) -> dict[tuple[str, int], Figures]:
    """Every command takes as long, and as much memory at every size."""
    found = {("pass", 0): Figures(1, 10, 8.5)}
    for command in commands.COMMANDS:
        for size, ratio in zip(SIZES, ratios, strict=True):
            found[command.name, size] = Figures(ratio, ratio * 10, megabytes)
    return found


@pytest.mark.parametrize("size", [1, 30, 60])
def test_a_plan_of_any_size_is_filed_without_a_mistake(size: int, tmp_path: Path) -> None:
    workspace = load(made(tmp_path / "made", size))
    assert len(list(workspace.charter.plan.tasks())) == size
    assert {len(reports) for reports in workspace.progress.reports.values()} == {4}
    assert [p for p in check(workspace, date(2026, 1, 1)) if p.severity == "error"] == []


def test_the_rows_have_names_of_their_own() -> None:
    names = [command.name for command in commands.COMMANDS]
    assert len(names) == len(set(names))
    assert {name for share in commands.SHARES for name in share[:2]} <= set(names)


@pytest.mark.parametrize("size", [1, 30])
def test_an_edit_is_new_each_time_and_leaves_no_mistake(size: int, tmp_path: Path) -> None:
    plan_file = made(tmp_path / "made", size)
    edits = [(command.file, command.edit) for command in commands.COMMANDS if command.edit]
    assert [file for file, _ in edits] == ["plan/2022/2022Q4/qyfz.yaml", "plan/2022.yaml"]
    for file, edit in edits:
        path = tmp_path / "made" / file
        kept = path.read_text(encoding="utf-8")
        assert len({kept, edit.apply(kept, 1000), edit.apply(kept, 1001)}) == 3
        path.write_text(edit.apply(kept, 1000), encoding="utf-8")
        assert [p for p in check(load(plan_file), date(2026, 1, 1)) if p.severity == "error"] == []


def test_an_edit_that_finds_nothing_is_told() -> None:
    with pytest.raises(ValueError, match="finds nothing"):
        commands.Edit("^没有", "有").apply("别的", 1)


def test_a_command_that_changes_a_file_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(commands, "launch", lambda command, folder: asked.append(command[1:]))
    path = tmp_path / "filing.yaml"
    path.write_text("value: 1\n", encoding="utf-8")
    command = commands.Command(("record", "--value={n}"), file="filing.yaml", edit=commands.Edit("1", "{n}"))
    with command.ready(tmp_path, 7):
        assert path.read_text(encoding="utf-8") == "value: 7\n"
        assert command.line(7)[1:] == ["record", "--value=7"]
        path.write_text("written by the command", encoding="utf-8")
        assert asked == []
    assert path.read_text(encoding="utf-8") == "value: 1\n"
    assert asked == [("status",)]


def test_what_is_beyond_its_limit_is_marked() -> None:
    lines = "\n".join(tables.tables(figures((7, 8.04, 12.1)), commands.COMMANDS, SIZES[1:])).split("\n")
    assert re.fullmatch(r"status --dept 企业发展服务中心 +8\.0 ≤8 +12\.1 ≤12!", lines[2])
    assert re.fullmatch(r"show FZ-05 +8\.0 ≤8\.5 +12\.1 ≤12\.5", next(it for it in lines if "show" in it))
    assert re.fullmatch(r"list +8\.0 +12\.1", next(it for it in lines if it.startswith("list ")))


@pytest.mark.parametrize(
    ("ratios", "told"),
    [
        ((10, 20, 1500), "1.27!"),  # steeper than allowed
        ((10, 40, 1562), "1.00"),
        ((10, 11, 1500), "1.85?"),  # the growth begins within the noise
        ((10, 10, 1500), "-"),
    ],
)
def test_growth_is_the_slope_less_start_up(ratios: tuple[float, float, float], told: str) -> None:
    assert tables.time_slope(figures(ratios), "list", SIZES[1:]) == told


def test_a_table_is_as_wide_as_a_terminal() -> None:
    assert max(map(len, tables.tables(figures((15, 1234, 1234)), commands.COMMANDS, SIZES[1:]))) <= 80


def test_the_picture_names_every_command_once_and_each_where_one_can_read_it() -> None:
    drawn = ET.fromstring(chart.draw(figures((10, 12, 1500)), commands.COMMANDS, SIZES))  # noqa: S314
    tag = "{http://www.w3.org/2000/svg}"
    labels = [it for it in drawn.iter(f"{tag}text") if ": " in (it.text or "") and it.get("x") == "620"]
    for title in ("1,500", "30.0"):
        names = [it.text for it in labels if (it.text or "").endswith(f": {title}")]
        assert sorted(names) == sorted(f"{command.name}: {title}" for command in commands.COMMANDS)
    heights = [float(it.get("y", 0)) for it in labels]
    assert all(abs(one - other) >= 15 for at, one in enumerate(heights) for other in heights[:at])
    assert 0 < min(heights) < max(heights) < chart.HEIGHT
    looks = {(it.get("stroke"), it.get("stroke-dasharray")) for it in drawn.iter(f"{tag}polyline")}
    assert len(looks) == len(commands.COMMANDS)


def test_the_peers_get_every_item_goal_and_filing(tmp_path: Path) -> None:
    plan_file = made(tmp_path / "made", 30)
    kept = peer_files.read(plan_file)
    told = {peer.program: tmp_path / peer.program for peer in peers.PEERS}
    for peer in peers.PEERS:
        told[peer.program].mkdir()
        peer.write(kept, told[peer.program])
    text = {
        program: "".join(
            path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*")) if path.is_file()
        )
        for program, folder in told.items()
    }
    plan = YAML(typ="safe").load(plan_file)
    items = [item for section in plan["sections"] for item in section["items"]]
    for item in items:
        words = item["text"].splitlines()[0].split("。")[0]
        assert all(words in each for each in text.values())
    targets = sum(len(item.get("targets", ())) for item in items)
    assert text["hledger"].count(":T") == text["tj3"].count("complete 100") * 5 == targets * 5
    assert text["bean-query"].count('custom "budget"') == targets
    assert {each.count("第4批要素保障问题已协调解决") for each in text.values()} == {30}
