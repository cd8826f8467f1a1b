"""Next year's plan out of this year's: what stays, and what was left undone as comments to decide on."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from zone import Zone

from gaoxin_plan.changes.fmt import formatted
from gaoxin_plan.changes.next_year import start
from gaoxin_plan.checks.run import check
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError, Severity
from gaoxin_plan.workspace import Workspace, load

DONE = {"values": {"KJ-01.1": 10, "KJ-01.2": 0}, "done": {"KJ-01.m1": "2023-06-01", "KJ-01.m2": "2023-06-01"}}
TODAY = date(2024, 1, 15)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def uncommented(text: str) -> str:
    """The text after a clerk takes all carried items over, as the comments say."""

    def lines() -> Iterator[str]:
        for line in text.split("\n"):
            yield re.sub(r"^    # (?=  [ -])", "    ", line).replace("items: []", "items:")

    return "\n".join(lines())


def plan_of(workspace: Workspace) -> Plan:
    assert workspace.problems == []
    assert workspace.plan is not None
    return workspace.plan


def test_what_stays_and_what_is_carried(zone: Zone) -> None:
    zone.filed("2023Q4", "kjb", {"KJ-01": DONE})
    zone.filed("2023Q4", "xmb", {"KJ-02": {"state": "受阻", "values": {"KJ-02.1": 20, "KJ-02.2": 20}}})
    old = zone.load()
    found = start(old, 2024, TODAY)
    assert (found.path, found.carried) == (zone.plan_file.with_name("2024.yaml"), ("KJ-02", "XM-03"))
    new, adopted = plan_of(load(found.path)), plan_of(old)
    assert (new.title, new.year, new.published) == ("云山示范区2024年工作要点", 2024, date(2024, 1, 1))
    assert (new.issuer, new.reporting, new.departments) == (
        adopted.issuer,
        adopted.reporting,
        adopted.departments,
    )
    assert [(s.id, s.number, s.title, s.items) for s in new.sections] == [
        ("KJ", "一", "抓创新", ()),
        ("XM", "二", "促建设", ()),
    ]
    text = found.path.read_text(encoding="utf-8")
    assert "    # KJ-02:红灯,到位资金 " in text
    assert "    # XM-03:灰灯,从未填报\n" in text
    assert "KJ-01" not in text


def test_it_is_right_and_in_order(zone: Zone) -> None:
    path = start(zone.load(), 2024, TODAY).path
    assert [p for p in check(load(path), TODAY) if p.severity is Severity.ERROR] == []
    text = path.read_text(encoding="utf-8")
    assert formatted(text, "plan.yaml", Plan).text == text


def test_comments_taken_away_leave_the_items_as_they_were(zone: Zone) -> None:
    old = zone.load()
    path = start(old, 2024, TODAY).path
    path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert [s.items for s in plan_of(load(path)).sections] == [s.items for s in plan_of(old).sections]


def test_all_of_the_real_plan_can_be_carried(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "plan" / "2022.yaml"
    path.parent.mkdir()
    path.write_bytes((Path(__file__).parents[2] / "plan" / "2022.yaml").read_bytes())
    found = start(load(path), 2023, date(2023, 1, 11))
    assert len(found.carried) == 30
    text = found.path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/plan.schema.json\n")
    assert formatted(text, "plan.yaml", Plan).text == text
    found.path.write_text(uncommented(text), encoding="utf-8")
    assert [s.items for s in plan_of(load(found.path)).sections] == [s.items for s in plan.sections]
    assert "source:" not in text


def test_what_was_closed_is_not_carried(zone: Zone) -> None:
    zone.decided(
        "2023Q4",
        {"item": "XM-03", "decision": "closed", "date": "2023-12-30"},
        {"item": "KJ-02", "decision": "closed", "date": "2023-12-30"},
        {"item": "KJ-02", "decision": "reopened", "date": "2023-12-31"},
    )
    assert start(zone.load(), 2024, TODAY).carried == ("KJ-01", "KJ-02")


def test_a_made_up_plan_stays_one_and_rules_are_kept(zone: Zone) -> None:
    zone.change("sample: true\n", "rules:\n  preset: sanya-2022  # 三亚\n  grace_days: 5\nsample: true\n")
    path = start(zone.load(), 2024, TODAY).path
    new = plan_of(load(path))
    assert new.sample is True
    assert new.rules == plan_of(zone.load()).rules
    assert "  preset: sanya-2022  # 三亚\n" in path.read_text(encoding="utf-8")


def test_line_ends_of_windows_are_read(zone: Zone) -> None:
    zone.plan_file.write_bytes(b"\xef\xbb\xbf" + zone.plan_file.read_bytes().replace(b"\n", b"\r\n"))
    path = start(zone.load(), 2024, TODAY).path
    assert b"\r" not in path.read_bytes()
    path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert len(list(plan_of(load(path)).tasks())) == 3


@pytest.mark.parametrize(
    ("old", "title"),
    [("2023年工作要点", "云山示范区2024年工作要点"), ("工作要点", "云山示范区工作要点(2024年)")],
)
def test_the_year_of_the_title(zone: Zone, old: str, title: str) -> None:
    zone.change("title: 云山示范区2023年工作要点", f"title: 云山示范区{old}")
    assert plan_of(load(start(zone.load(), 2024, TODAY).path)).title == title


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_plan_that_is_there_is_not_written_over(zone: Zone, year: int) -> None:
    zone.plan_file.with_name("2024.yaml").write_text("title: 已有\n", encoding="utf-8")
    before = zone.files()
    with pytest.raises(PlanError, match="已经有了,什么都没有写"):
        start(zone.load(), year, TODAY)
    assert zone.files() == before


def test_an_amended_item_is_carried_as_it_is_now(zone: Zone) -> None:
    zone.amended()
    path = start(zone.load(), 2024, TODAY).path
    text = path.read_text(encoding="utf-8")
    assert "at_least: 8," in text
    assert "amendments:" not in text
