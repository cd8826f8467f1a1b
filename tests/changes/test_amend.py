"""Every goal, date and lead of the real plan can be amended, and what it was before counts until that day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zone import PLAN, Zone

from gaoxin_plan.changes.amend import Request, amend
from gaoxin_plan.changes.wanted import Wanted, ground
from gaoxin_plan.checks.run import check
from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.target import GOALS, Part, Target
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views.amending import Amending
from gaoxin_plan.workspace import Workspace, load

REAL = Path(__file__).parents[2] / "plan" / "2022.yaml"
ON, TODAY = date(2022, 9, 1), date(2022, 10, 15)
WORKSPACE = load(REAL)
CHARTER = WORKSPACE.charter
PARTS = [part for task in CHARTER.plan.tasks() for part in task.parts]
FEWER = {"week": "month", "month": "quarter", "quarter": "month"}
DEPARTMENTS = [department.name for department in CHARTER.plan.departments]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks lie in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def request(of: str, *wanted: Wanted, on: date = ON) -> Request:
    return Request(of, wanted, on, "市级项目停建", "会议纪要2022年第9期")


def amended(request: Request, workspace: Workspace = WORKSPACE) -> Amending:
    return amend(workspace, request, TODAY, TODAY, dry_run=True)


def other(target: Target) -> Wanted:
    """Another goal of the same kind."""
    kind, value = target.goal
    if isinstance(value, str):
        return Wanted(kind, FEWER[value])
    if isinstance(value, tuple):
        return Wanted(kind, [f"{value[0] + 1}", f"{value[1] + 1}"])
    whole = next((part for part in PARTS if part.id == target.part_of), None)
    is_downward = isinstance(whole, Target) or (target.is_level and target.is_downward)
    return Wanted(kind, f"{value / 2 if is_downward else value + 1:f}")


def parts(plan: Plan) -> dict[str, Part]:
    return {part.id: part for task in plan.tasks() for part in task.parts}


def is_proved(found: Amending) -> None:
    """Nothing is wrong, all that stands before the amendment stays, and the old value counts until its day."""
    new = found.written.new
    assert new.problems == []
    assert [one for one in check(new, TODAY) if one.severity == "error"] == []
    before = Charter(new.charter.plan).on(ON - timedelta(days=1))
    assert parts(before) == parts(CHARTER.plan)
    assert [(task.lead, task.item.responsible) for task in before.tasks()] == [
        (task.lead, task.item.responsible) for task in CHARTER.plan.tasks()
    ]
    assert parts(new.charter.adopted()) == parts(CHARTER.plan)


TARGETS = [part for part in PARTS if isinstance(part, Target)]


@pytest.mark.parametrize("target", TARGETS, ids=[target.id for target in TARGETS])
def test_every_target_of_the_real_plan(target: Target) -> None:
    wanted = other(target)
    found = amended(request(target.id, wanted))
    is_proved(found)
    now = parts(found.written.new.charter.on(ON))[target.id]
    assert isinstance(now, Target)
    assert now.goal == (wanted.key, getattr(now, wanted.key))
    assert now.goal != target.goal
    before, after = ((text or "").splitlines() for text in (found.written.before, found.written.after))
    assert [(one, then) for one, then in zip(before, after, strict=False) if one != then] == [
        (f"{' ' * 12}{wanted.key}: {written(target)}", f"{' ' * 12}{wanted.key}: {written(now)}")
    ]
    assert after[len(before) : len(before) + 3] == [
        "amendments:",
        f"  - of: {target.id}",
        f"    key: {wanted.key}",
    ]


def written(target: Target) -> str:
    """A goal as the file has it."""
    value = target.goal[1]
    return f"[{value[0]}, {value[1]}]" if isinstance(value, tuple) else f"{value}"


@pytest.mark.parametrize("part", PARTS, ids=[part.id for part in PARTS])
def test_every_date_of_the_real_plan(part: Part) -> None:
    day = date(2022, 11, 30)
    found = amended(request(part.id, Wanted("due", day.isoformat())))
    is_proved(found)
    assert parts(found.written.new.charter.on(ON))[part.id].due == day


@pytest.mark.parametrize("part", PARTS, ids=[part.id for part in PARTS])
def test_every_part_of_the_real_plan_can_be_dropped(part: Part) -> None:
    found = amended(request(part.id))
    is_proved(found)
    assert set(parts(CHARTER.plan)) - set(parts(found.written.new.charter.on(ON))) == {part.id}
    assert part.id in parts(found.written.new.charter.plan)


TASKS = [task.item.id for task in CHARTER.plan.tasks()]


@pytest.mark.parametrize("item", TASKS)
def test_every_item_of_the_real_plan_can_be_led_by_another(item: str) -> None:
    task = CHARTER.task(item, ON)
    assert task is not None
    lead = next(name for name in DEPARTMENTS if name not in task.lead)
    rest = [name for name in DEPARTMENTS if name != lead][:2]
    found = amended(request(item, Wanted("lead", [lead]), Wanted("responsible", [*rest])))
    is_proved(found)
    then = found.written.new.charter.task(item, ON)
    assert then is not None
    assert (then.lead, then.item.responsible) == ((lead,), tuple(rest))


@pytest.mark.parametrize("item", TASKS)
def test_every_item_of_the_real_plan_can_be_dropped(item: str) -> None:
    found = amended(request(item))
    is_proved(found)
    assert found.after is None
    assert found.written.new.charter.task(item, ON) is None


# -- any amendments, one after the other -------------------------------------------------------------------

DAYS = st.dates(date(2023, 1, 1), date(2024, 2, 1))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{key: st.integers(0, 30).map(str) for key in GOALS if key not in ("every", "between", "exactly")},
    "between": st.integers(0, 30).map(lambda low: [str(low), str(low + 2)]),
    "every": st.sampled_from(["week", "month", "quarter"]),
    "due": st.none() | DAYS.map(date.isoformat),
    "lead": st.lists(st.sampled_from(["科技部", "项目部", "办公室"]), unique=True).map(
        lambda names: names or None
    ),
}
THINGS = ["KJ-01", "KJ-01.1", "KJ-01.2", "KJ-01.m1", "KJ-01.m2", "KJ-02", "KJ-02.2", "XM-03"]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    of = draw(st.sampled_from(THINGS))
    goal = st.lists(st.sampled_from([key for key in GOALS if key in VALUES]), max_size=1)
    keys = draw(goal) + draw(st.lists(st.sampled_from(["due", "lead"]), unique=True, max_size=2))
    return request(of, *(Wanted(key, draw(VALUES[key])) for key in keys), on=draw(DAYS))


def lit(workspace: Workspace, day: date) -> Iterator[object]:
    now = Situation(workspace.charter, workspace.progress, day)
    for task in now.plan.tasks():
        yield task.item.id, item_light(task, now)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(requests(), min_size=1, max_size=5))
def test_any_amendments_one_after_the_other(asked: list[Request], zone: Zone) -> None:
    """What is not refused is valid, changes no light before its day, and can be amended again."""
    zone.plan_file.write_bytes(PLAN.read_bytes())
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 3, "KJ-01.2": 0}}, "KJ-02": {}})
    workspace = zone.load()
    for one in asked:
        try:
            found = amend(workspace, one, one.on, TODAY, dry_run=False)
        except PlanError:
            assert zone.plan_file.read_text(encoding="utf-8") == workspace.file.document.text
            continue
        before, workspace = workspace, zone.load()
        assert workspace.file.document.text == found.written.after
        assert [p for p in check(workspace, date(2024, 3, 1)) if p.severity == "error"] == []
        for days in (1, 40, 200):
            day = one.on - timedelta(days=days)
            assert [*lit(workspace, day)] == [*lit(before, day)]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("项目停建\n资金收回", "项目停建;资金收回"),
        ("项目停建。\r\n\n 资金收回", "项目停建。资金收回"),
        ("a\nb\n", "a;b"),
    ],
)
def test_grounds_of_several_lines_stay_apart(words: str, line: str) -> None:
    assert ground(words, "reason") == line


# -- whatever the words ------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff")
        | st.sampled_from(list("#:-\"'[]{}|>*&!%@`，：、\n\r\t ~")),
        min_size=1,
    ).filter(lambda text: bool(text.strip()))
)
def test_grounds_are_kept_word_for_word(words: str, zone: Zone) -> None:
    zone.plan_file.write_bytes(PLAN.read_bytes())
    line = ground(words, "reason")
    asked = Request("KJ-01.1", (Wanted("at_least", "8"),), date(2023, 9, 1), line, line)
    amend(zone.load(), asked, TODAY, TODAY, dry_run=False)
    [amendment] = zone.load().charter.plan.amendments
    assert (amendment.reason, amendment.approved) == (line, line)
    assert "\n" not in line
