"""Three states of one field: when the sheet was made, in the sheet, in the filing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_plan.changes.merging import Earlier, merged, remembered
from gaoxin_plan.views.form import Slot, State
from gaoxin_plan.views.returned import Reading, Returned

SLOTS = (Slot("KJ-01", "state"), Slot("KJ-01", "KJ-01.1"), Slot("KJ-01", "progress"))
NOTHING = Earlier("", {})

values = st.sampled_from(["", "甲", "乙", "丙"])
states = st.fixed_dictionaries(dict.fromkeys(SLOTS, values))


def sheet(base: State, says: State, saved: str = "") -> Returned:
    readings = {slot: Reading(f"!{slot.field}", value) for slot, value in says.items()}
    return Returned("表.xlsx", "2023Q2", "kjb", "id", saved, base, readings, (), ())


def after(theirs: State, changes: State) -> State:
    return {**theirs, **changes}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "outcome"),
    [
        ("甲", "甲", "甲", "="),
        ("甲", "乙", "甲", "乙"),
        ("甲", "甲", "乙", "="),
        ("甲", "乙", "乙", "="),
        ("甲", "乙", "丙", "!"),
        ("", "甲", "", "甲"),
        ("甲", "", "甲", ""),
        ("甲", "", "乙", "!"),
        ("", "甲", "乙", "!"),
        ("甲", "乙", "", "!"),
    ],
)
def test_one_field(base: str, mine: str, theirs: str, outcome: str) -> None:
    slot = SLOTS[1]
    found = merged(sheet({slot: base}, {slot: mine}), {slot: theirs}, NOTHING)
    told = "!" if found.problems else found.changes.get(slot, "=")
    assert told == outcome


@given(states, states, states)
def test_what_is_taken_is_not_taken_twice(base: State, mine: State, theirs: State) -> None:
    returned = sheet(base, mine)
    first = merged(returned, theirs, NOTHING)
    if not first.problems:
        now = after(theirs, first.changes)
        again = merged(returned, now, remembered(returned, NOTHING))
        assert (again.changes, again.problems) == ({}, ())
        assert merged(returned, now, NOTHING).changes == {}


@given(states, states)
def test_an_untouched_sheet_changes_nothing_whatever_was_filed(base: State, theirs: State) -> None:
    found = merged(sheet(base, base), theirs, NOTHING)
    assert (found.changes, found.problems) == ({}, ())


@given(states, st.lists(states, min_size=1, max_size=4))
def test_a_corrected_sheet_is_taken_again_and_again(base: State, drafts: list[State]) -> None:
    theirs, earlier = base, NOTHING
    for number, draft in enumerate(drafts):
        returned = sheet(base, draft, saved=f"2023-07-0{number + 1}")
        found = merged(returned, theirs, earlier)
        assert found.problems == ()
        theirs = after(theirs, found.changes)
        earlier = remembered(returned, earlier)
        assert all(theirs[slot] == draft[slot] or draft[slot] == base[slot] for slot in SLOTS)


@given(states, states, states)
def test_an_older_copy_does_not_undo_a_newer_one(base: State, newer: State, older: State) -> None:
    first = sheet(base, newer, saved="2023-07-05")
    theirs = after(base, merged(first, base, NOTHING).changes)
    found = merged(sheet(base, older, saved="2023-07-03"), theirs, remembered(first, NOTHING))
    assert all(theirs[slot] == base[slot] for slot in found.changes)


def test_what_was_put_back_in_a_corrected_copy_is_taken() -> None:
    base = {SLOTS[0]: "", SLOTS[1]: "", SLOTS[2]: ""}
    wrong = sheet(base, {SLOTS[0]: "甲", SLOTS[1]: "乙", SLOTS[2]: ""}, saved="2023-07-03")
    known = remembered(wrong, NOTHING)
    theirs = after(base, merged(wrong, base, NOTHING).changes)
    right = sheet(base, {SLOTS[0]: "甲", SLOTS[1]: "", SLOTS[2]: "丙"}, saved="2023-07-04")
    found = merged(right, theirs, known)
    assert (found.changes, found.problems) == ({SLOTS[1]: "", SLOTS[2]: "丙"}, ())
    assert [note.words for note in found.notes] == [
        "!KJ-01.1: KJ-01.1 改回了导出时的样子:空的,上次从这张表收的是“乙”"
    ]
    theirs, known = after(theirs, found.changes), remembered(right, known)
    assert merged(right, theirs, known) == ({}, (), ())
    again = merged(wrong, theirs, known)
    assert again.changes == {}
    assert [problem.where for problem in again.problems] == ["!KJ-01.1"]


def test_the_sheet_as_it_was_sent_out_puts_nothing_back() -> None:
    base = {SLOTS[0]: "", SLOTS[1]: ""}
    known = remembered(sheet(base, {SLOTS[0]: "甲", SLOTS[1]: "乙"}, saved="2023-07-03"), NOTHING)
    found = merged(sheet(base, base, saved="2023-07-04"), {SLOTS[0]: "甲", SLOTS[1]: "乙"}, known)
    assert (found.changes, found.problems, len(found.notes)) == ({}, (), 2)


@given(states, st.lists(states, min_size=1, max_size=4))
def test_a_draft_that_goes_on_from_the_last_is_taken_whole(base: State, drafts: list[State]) -> None:
    mark = Slot("KJ-02", "state")
    base, theirs, earlier = {**base, mark: ""}, {**base, mark: ""}, NOTHING
    for number, words in enumerate(drafts):
        draft = {**words, mark: "丁"}
        returned = sheet(base, draft, saved=f"2023-07-0{number + 1}")
        found = merged(returned, theirs, earlier)
        theirs, earlier = after(theirs, found.changes), remembered(returned, earlier)
        assert (theirs, found.problems) == (draft, ())


def test_a_copy_that_was_only_opened_and_saved_does_not_make_others_old() -> None:
    slot = SLOTS[1]
    first = remembered(sheet({slot: ""}, {slot: "甲"}, saved="2023-07-03"), NOTHING)
    then = remembered(sheet({slot: ""}, {slot: ""}, saved="2023-07-10"), first)
    assert then == first
    found = merged(sheet({slot: ""}, {slot: "乙"}, saved="2023-07-05"), {slot: "甲"}, then)
    assert (found.changes, found.problems) == ({slot: "乙"}, ())


def test_a_copy_that_does_not_say_when_it_was_saved_is_taken() -> None:
    slot = SLOTS[1]
    first = remembered(sheet({slot: ""}, {slot: "甲"}, saved="2023-07-03"), NOTHING)
    found = merged(sheet({slot: ""}, {slot: "乙"}), {slot: "甲"}, first)
    assert (found.changes, found.problems) == ({slot: "乙"}, ())


@given(states, states, states)
def test_nothing_is_lost_without_a_word(base: State, mine: State, theirs: State) -> None:
    found = merged(sheet(base, mine), theirs, NOTHING)
    told = {problem.where for problem in found.problems}
    for slot in SLOTS:
        is_kept = theirs[slot] == after(theirs, found.changes)[slot]
        assert is_kept or theirs[slot] == base[slot]
        assert mine[slot] in (base[slot], after(theirs, found.changes)[slot]) or f"!{slot.field}" in told
