"""Every edit of the corpus is told in exactly the words that it says."""

import pytest
from diff_page import PLAN, ZONE, Edit, edits, state_of

from gaoxin_plan.views.diff.change import diff
from gaoxin_plan.views.diff.kinds import KINDS

EDITS = edits()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.title)
def test_an_edit_is_told_in_the_words_it_says(edit: Edit) -> None:
    assert tuple(edit.told()) == edit.says


def test_there_are_many_of_the_real_plan() -> None:
    assert len([edit for edit in EDITS if not edit.file]) >= 60
    assert len({edit.title for edit in EDITS}) == len(EDITS)


def test_together_they_show_every_kind_of_change() -> None:
    shown = {change.kind for edit in EDITS for change in edit.diff().changes}
    assert set(KINDS) - shown == set()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.title)
def test_taken_back_it_is_as_many_changes(edit: Edit) -> None:
    old = state_of(ZONE if edit.file else PLAN)
    assert len(diff(edit.state(old), old).changes) == len(edit.says)
