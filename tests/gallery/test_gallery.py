"""The gallery: every wrong plan, or filing beside it, is told in exactly the words that stand beside it."""

from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan import workspace
from gaoxin_plan.checks.registry import KINDS
from gaoxin_plan.checks.run import check
from gaoxin_plan.render import problems

TODAY = date(2026, 1, 1)
HERE = Path(__file__).parent
PLANS = sorted(HERE.glob("P*.yaml"))
WITHOUT_A_FILE = {
    "P104",  # a file of more than 64 MB; tests/source/test_files.py has it
    *(
        "P250",
        "P251",
        "P252",
        "P253",
        "P254",
        "P255",
    ),  # of two states; tests/views/test_diff_since.py has them
}
DOCUMENTS = {"printed.txt", "printed-two.txt"}  # that some of the plans name as their source


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_a_wrong_plan_is_told_in_the_words_beside_it(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    loaded = workspace.load(Path(plan.name))
    found = check(loaded, TODAY)
    page = problems.page(found, 80)
    page.wrapped(problems.conclusion(found, loaded))
    assert page.text() == plan.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_one_mistake_gives_one_problem(plan: Path) -> None:
    found = check(workspace.load(plan), TODAY)
    assert [problem.code for problem in found] == [plan.name[:4]]


def test_every_kind_of_problem_has_a_plan() -> None:
    assert {kind.code for kind in KINDS} == {path.name[:4] for path in PLANS} | WITHOUT_A_FILE


def test_codes_are_given_once() -> None:
    codes = [kind.code for kind in KINDS]
    assert sorted(codes) == sorted(set(codes))


def test_every_message_and_every_filing_has_its_plan() -> None:
    stems = {path.stem for path in PLANS}
    names = {path.name for path in HERE.iterdir() if path.name[0] not in "_."}
    told = {f"{stem}.yaml" for stem in stems} | {f"{stem}.txt" for stem in stems}
    assert names - stems == told | DOCUMENTS | {Path(__file__).name}
    assert all(path.is_dir() for path in HERE.iterdir() if path.name in stems)
