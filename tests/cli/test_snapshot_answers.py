"""Answers with and without a snapshot are the same, whatever happened to the files in between."""

import hashlib
import io
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Ran
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zone import Zone

from gaoxin_plan.cli import main
from gaoxin_plan.source import snapshot

ASKED = [
    ["status"],
    ["status", "--dept", "科技部"],
    ["status", "--format", "json"],
    ["status", "--format", "csv", "--section", "一"],
    ["status", "--period", "2023Q2", "--fail-on", "red"],
    ["status", "--as-of", "2023-05-01", "--light", "red,grey"],
    ["show", "KJ-01"],
    ["show", "二", "--format", "json"],
    ["explain", "KJ-02"],
    ["explain", "KJ-01", "--if", "KJ-01.1=12", "--format", "json"],
    ["history", "KJ-01"],
    ["list", "--grep", "企业"],
    ["targets", "--as-of", "2023-09-01"],
    ["due", "--as-of", "2023-05-01", "--within", "6m"],
    ["departments"],
    ["missing", "--period", "2023Q2"],
    ["remind", "--period", "2023Q3"],
    ["report", "quarterly", "--period", "2023Q2"],
    ["export", "json"],
    ["record", "KJ-01", "--period", "2023Q2", "--value", "KJ-01.1=7", "--dry-run"],
]

Edit = Callable[[Zone], None]


def filed(period: str, department: str, value: int, state: str = "进行中") -> Edit:
    items = {"KJ-01": {"state": state, "values": {"KJ-01.1": value}}, "KJ-02": {"progress": f"第{value}批"}}
    return lambda zone: void(zone.filed(period, department, items))


def decided(kind: str, day: str) -> Edit:
    return lambda zone: void(zone.decided("2023Q2", {"item": "KJ-01", "decision": kind, "date": day}))


def written(period: str, name: str, text: str) -> Edit:
    return lambda zone: void(zone.write(period, name, text))


def removed(period: str, name: str) -> Edit:
    return lambda zone: zone.path(period, name).unlink(missing_ok=True)


def renamed(zone: Zone) -> None:
    old, new = zone.path("2023Q2", "kjb"), zone.path("2023Q3", "kjb")
    if old.exists():
        new.parent.mkdir(exist_ok=True)
        old.replace(new)


def in_plan(old: str, new: str) -> Edit:
    def edit(zone: Zone) -> None:
        text = zone.plan_file.read_text(encoding="utf-8")
        zone.plan_file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def void(_: Path) -> None: ...


EDITS: list[Edit] = [
    *(
        filed(period, name, value)
        for period in ("2023Q1", "2023Q2")
        for name in ("kjb", "xmb")
        for value in (3, 9)
    ),
    filed("2023Q2", "kjb", 12, "已完成"),
    filed("2023Q2", "kjb", 4, "受阻"),
    decided("closed", "2023-06-20"),
    decided("reopened", "2023-06-25"),
    removed("2023Q1", "kjb"),
    removed("2023Q2", "kjb"),
    removed("2023Q2", "_office"),
    renamed,
    written("2023Q2", "kjb", "period: 2023Q2\ndepartment: kjb\n"),  # half a file
    written("2023Q2", "xmb", "period: 2023Q2\ndepartment: kjb\nfiled: 2023-06-30\nitems: {}\n"),  # another's
    written("2023Q2", "kjb", "items: [\n"),
    written("2023Q9", "kjb", "period: 2023Q9\ndepartment: kjb\nfiled: 2023-06-30\nitems: {}\n"),
    written("2023Q2/deeper", "kjb", "stray\n"),
    in_plan("at_least: 10", "at_least: 8"),
    in_plan("at_least: 8", "at_least: 10"),
    in_plan("服务企业", "服务好企业"),
    in_plan("lead: 科技部", "lead: 项目部"),
    in_plan("unit: 项", "unit: [项"),  # broken
    in_plan("unit: [项", "unit: 项"),
    in_plan("sample: true", "sample: true\nrules: {grace_days: 40}"),
    in_plan("name: 办公室", "name: 办公室\n    nome: x"),  # a key that no one knows
]

STEPS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(EDITS), max_size=2),
        st.lists(st.sampled_from(ASKED), min_size=1, max_size=3),
        st.sampled_from(["2023-04-05", "2023-07-12", "2024-02-01"]),
    ),
    min_size=2,
    max_size=5,
)


def ask(arguments: list[str]) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main.run(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_same_answers(
    steps: list[tuple[list[Edit], list[list[str]], str]],
    monkeypatch: pytest.MonkeyPatch,
    on_day: Callable[[str], None],
) -> None:
    with TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(Path(folder, "cache")))
        zone = Zone(Path(folder, "zone"))
        shutil.copytree(Path.cwd() / "templates", zone.root / "templates")
        patch.chdir(zone.root)
        for edits, asked, day in steps:
            for edit in edits:
                edit(zone)
            on_day(day)
            for arguments in asked:
                assert ask(arguments) == ask([*arguments, "--no-cache"])
                assert ask(arguments) == ask([*arguments, "--no-cache"])  # now surely from the snapshot


def sealed(path: Path, text: str) -> None:
    """Write a file of the snapshot, as one who knows how it is sealed."""
    values = text[text.index(",") + 1 : -1]
    seal = hashlib.sha256((snapshot.stamp() + values).encode()).hexdigest()
    path.write_text(f'["{seal}",{values}]', encoding="utf-8")


def poisoned(kind: str, *, wrong: str) -> None:
    """Let the snapshot say something else of the same files than they do."""
    [path] = snapshot.folder().rglob(f"{kind}.json")
    text = path.read_text(encoding="utf-8")
    assert "服务企业" in text or "受阻" in text
    sealed(path, text.replace("服务企业", wrong).replace("受阻", wrong))


def test_what_has_not_changed_is_not_read_again(zone: Zone) -> None:
    filed("2023Q2", "kjb", 4, "受阻")(zone)
    right = ask(["status"])
    poisoned("Plan", wrong="别的")
    wrong = ask(["status"])
    assert wrong.out == right.out.replace("服务企业", "别的")
    assert ask(["status", "--no-cache"]) == right
    in_plan("服务企业", "服务好企业")(zone)
    assert "服务好企业" in ask(["status"]).out


def test_one_changed_filing_does_not_cost_reading_the_others(zone: Zone) -> None:
    filed("2023Q1", "kjb", 4, "受阻")(zone)
    filed("2023Q2", "kjb", 5)(zone)
    ask(["history", "KJ-01"])
    poisoned("Filing", wrong="进行中")
    filed("2023Q2", "kjb", 6)(zone)
    told = ask(["history", "KJ-01"]).out
    assert "受阻" not in told  # the one that did not change, out of the snapshot
    assert "6" in told  # the one that did, read
    assert "受阻" in ask(["history", "KJ-01", "--no-cache"]).out


def test_validate_never_uses_it(zone: Zone) -> None:
    in_plan("at_least: 10", "at_least: 8")(zone)
    right = ask(["validate"])
    assert right.code == 1
    ask(["status"])
    for path in snapshot.folder().rglob("Plan.json"):
        sealed(path, path.read_text(encoding="utf-8").replace('"8"', '"10"'))
    assert ask(["validate"]) == right


@pytest.mark.parametrize(
    "arguments", [["status"], ["export", "json"], ["status", "--fail-on", "grey"]], ids=" ".join
)
def test_whatever_an_answer_ends_with_it_is_kept(
    arguments: list[str], zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError

    assert zone.plan_file.exists()
    with monkeypatch.context() as patch:
        patch.setattr("gaoxin_plan.render.output.write", gone)
        patch.setattr("gaoxin_plan.render.output.show", gone)
        assert main.run(arguments) == 0
    assert [*snapshot.folder().rglob("Plan.json")] != []
