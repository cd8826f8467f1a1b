"""The real plan, of which nothing was filed, and the sample of examples/, filed for four quarters: all of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]
PLANS = {"2022": ROOT / "plan" / "2022.yaml", "2024": ROOT / "examples" / "plan" / "2024.yaml"}
PERIODS = ["2022Q2", "2024Q1", "2024Q2", "2024Q3", "2024Q4"]
WAY_OUT = re.compile(r"完成值到 (?P<value>[0-9.]+)")


@pytest.fixture(params=PERIODS)
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A period of one of the plans, which the commands are then asked about."""
    period: str = request.param
    monkeypatch.setenv("GAOXIN_PLAN", str(PLANS[period[:4]]))
    return period


def answered(run: Run, *arguments: str) -> Any:
    code, out, err = run(*arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def pages(items: list[str]) -> list[tuple[str, ...]]:
    of_items = [(command, item) for command in ("show", "explain", "history") for item in items]
    return [("status",), ("targets",), ("missing",), *of_items]


def test_every_page_fits(run: Run, asked: str) -> None:
    items = [item["id"] for item in answered(run, "status")["items"]]
    for arguments in pages(items):
        period = () if arguments[0] == "history" else ("--period", asked)
        code, out, err = run(*arguments, *period)
        assert (code, err) == (0, "")
        assert [line for line in out.splitlines() if width(line) > 80] == []
        assert ("示例数据" in out) is asked.startswith("2024")


def test_status_show_and_explain_say_the_same(run: Run, asked: str) -> None:
    keys = ("light", "measured", "reasons")
    for item in answered(run, "status", "--period", asked)["items"]:
        for command in ("explain", "show"):
            same = answered(run, command, item["id"], "--period", asked)
            assert [same[key] for key in keys] == [item[key] for key in keys]


def test_the_way_out_that_is_told_leads_out(run: Run, asked: str) -> None:
    for item in answered(run, "status", "--period", asked)["items"]:
        for part in answered(run, "explain", item["id"], "--period", asked)["parts"]:
            assert bool(part["way_out"]) is (part["light"] != "green")
            if found := WAY_OUT.search(part["way_out"]):
                supposed = ("--if", f"{part['id']}={found['value']}")
                after = answered(run, "explain", item["id"], "--period", asked, *supposed)
                lights = {one["id"]: one["light"] for one in after["parts"]}
                assert lights[part["id"]] == "green", (part, found["value"])


def test_counts_of_departments_are_those_of_their_items(run: Run, asked: str) -> None:
    data = answered(run, "status", "--period", asked)
    for department in data["departments"]:
        led = [item["light"] for item in data["items"] if department["name"] in item["lead"]]
        assert department["counts"] == {
            light: led.count(light) for light in ("green", "yellow", "red", "grey")
        }
    assert data["counts"]["red"] == sum(item["light"] == "red" for item in data["items"])


def test_the_overdue_are_reported_as_such_by_explain(run: Run, asked: str) -> None:
    data = answered(run, "status", "--period", asked)
    for late in data["late"]:
        parts = answered(run, "explain", late["item"], "--period", asked)["parts"]
        [part] = [part for part in parts if part["id"] == late["id"]]
        assert f"逾期 {late['days']} 天" in part["reason"]
        assert part["light"] in ("red", "yellow")


def test_of_the_sample_something_is_out_of_the_green(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests above would hold for nothing."""
    monkeypatch.setenv("GAOXIN_PLAN", str(PLANS["2024"]))
    data = [answered(run, "status", "--period", period) for period in PERIODS if period.startswith("2024")]
    assert all(sum(one["counts"][light] for one in data) for light in ("green", "yellow", "red", "grey"))
    assert any(one["late"] for one in data)
    ways = [
        part["way_out"]
        for one in data
        for item in one["items"]
        for part in answered(run, "explain", item["id"], "--period", one["period"])["parts"]
    ]
    assert sum(bool(WAY_OUT.search(way)) for way in ways) > 3
