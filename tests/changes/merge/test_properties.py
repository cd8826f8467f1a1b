"""Merging loses nothing: random edits of real files on two sides, held against the same merge of the values."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import resolved

from gaoxin_plan.changes.merge.three_way import Merged, keys, merge
from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.model.raw import record_of
from gaoxin_plan.model.text import joined
from gaoxin_plan.source.document import parse
from gaoxin_plan.source.edits import Add, Drop, Edit, Put, edited

ROOT = Path(__file__).parents[3]
FILES = {
    "the real plan": ROOT / "plan" / "2022.yaml",
    "the made-up zone's plan": ROOT / "examples" / "plan" / "2024.yaml",
    "records in braces": ROOT / "tests" / "zone.yaml",
    "a filing": ROOT / "examples" / "plan" / "2024" / "2024Q3" / "cyb.yaml",
    "the office's file": ROOT / "examples" / "plan" / "2024" / "2024Q4" / "_office.yaml",
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in FILES.items()}
SMALL = [name for name in FILES if name != "the real plan"]

Address = tuple[str, ...]
Flat = dict[Address, str]
"""Every text of a file by its address, ids for indices."""
SECTION = "the section that it is in"


def values(text: str) -> Value:
    found, findings = parse(text, "").values()
    assert findings == []
    assert found is not None
    return found


def name(entry: Value) -> str:
    if isinstance(entry, dict):
        keys = next(
            k for k in (("id",), ("of", "key", "date"), ("item", "decision", "date")) if k[0] in entry
        )
        return " ".join(str(entry[key]) for key in keys)
    return str(entry)


def flat(plan: Value) -> Flat:
    """What a file says, line by line; the items by themselves, where they stand being one of their values."""
    if not isinstance(plan, dict) or not isinstance(plan.get("sections"), list):
        return leaves(plan)
    items: dict[str, Value] = {}
    sections: list[Value] = []
    for section in plan["sections"]:
        assert isinstance(section, dict)
        sections.append({key: value for key, value in section.items() if key != "items"})
        for item in section.get("items") or ():
            assert isinstance(item, dict)
            assert name(item) not in items
            items[name(item)] = {**item, SECTION: name(section)}
    return leaves({**plan, "sections": sections, "items": items})


def leaves(value: Value, at: Address = ()) -> Flat:
    """What stands in a value by its address; of a list of words only which there are, else the order too."""
    if isinstance(value, dict):
        return {a: v for key, item in value.items() for a, v in leaves(item, (*at, key)).items()}
    if isinstance(value, list):
        if at[-1] in ("between", "pace", "old", "new", "lead"):
            return {at: repr(value)}
        return {a: v for item in value for a, v in leaves(item, (*at, name(item))).items()}
    return {at: "".join(line.strip() if not line.strip() else line for line in value.split("\n"))}


class Step(NamedTuple):
    """One edit, told by numbers so that it can be made of any file."""

    kind: str
    which: int
    number: int


KINDS = ("change",) * 3 + ("drop", "entry", "item", "move", "move", "delete", "comment", "comment on a line")
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(KINDS),
        st.integers(0, 10_000),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=5,
)
Place = tuple[str | int, ...]
NAMING = ("id", "of", "key", "date", "item", "decision", "period")


def places(value: Value, at: Place = ()) -> list[tuple[Place, Value]]:
    found = [(at, value)] if at else []
    inner: list[tuple[str | int, Value]] = (
        [*value.items()]
        if isinstance(value, dict)
        else [*enumerate(value)]
        if isinstance(value, list)
        else []
    )
    return found + [one for step, item in inner for one in places(item, (*at, step))]


def commented(text: str, step: Step) -> str:
    """The text with one more comment, on a line of its own above an entry or behind a value."""
    is_above = step.kind == "comment"
    begins = ("- id:", "- item:") if is_above else ("metric:", "state:", "by:")
    lines = text.split("\n")
    known = [n for n, line in enumerate(lines) if line.strip().startswith(begins)]
    if known:
        n = known[step.which % len(known)]
        if is_above:
            lines.insert(n, lines[n][: len(lines[n]) - len(lines[n].lstrip())] + f"# 说明{step.number}")
        else:
            lines[n] += f" # 旁注{step.number}"
    return "\n".join(lines)


def edits(text: str, step: Step) -> list[Edit]:
    """What a step can do to a text: the edits to choose from."""
    known = [(p, v) for p, v in places(values(text)) if p[-1] not in NAMING]
    if step.kind == "change":
        return [Put(p, f"改{step.number}") for p, v in known if isinstance(v, str) and isinstance(p[-1], str)]
    if step.kind == "drop":
        return [Drop(p) for p, _ in known if len(p) > 2]
    if step.kind == "delete":
        return [Drop(p) for p, _ in known if p[-2:-1] == ("items",)]
    ends = ("items",) if step.kind == "item" else ("targets", "milestones")
    new = {"id": f"ZZ-01.{step.number % 3}", "metric": f"新{step.number}", "title": "甲。"}
    return [Add(p, {**new}) for p, v in known if p[-1] in ends and isinstance(v, list)]


def read(value: Value) -> Value:
    """A value as an edit is told it: the lines of a text joined."""
    if isinstance(value, dict):
        return {key: read(item) for key, item in value.items()}
    return [read(item) for item in value] if isinstance(value, list) else joined(value)


def moved(text: str, step: Step) -> str:
    """The text with an item taken to the end of another section, or into a new one."""
    plan = values(text)
    sections = plan.get("sections") if isinstance(plan, dict) else None
    known = [p for p, _ in places(plan) if p[-2:-1] == ("items",) and p[0] == "sections"]
    if not isinstance(sections, list) or not known:
        return text
    chosen = known[step.which % len(known)]
    item = read(next(value for place, value in places(plan) if place == chosen))
    text = edited(parse(text, ""), Plan, [Drop(chosen)])
    if step.number > 6:
        new = {"id": f"Z{step.number}", "number": "九", "title": "新", "items": [item]}
        return edited(parse(text, ""), Plan, [Add(("sections",), new)])
    there = ("sections", (int(chosen[1]) + step.number) % len(sections), "items")
    return edited(parse(text, ""), Plan, [Add(there, item)])


def step_made(text: str, step: Step) -> str:
    if step.kind.startswith("comment"):
        return commented(text, step)
    if step.kind == "move":
        return moved(text, step)
    chosen = edits(text, step)
    record = record_of(keys(parse(text, "")))
    return edited(parse(text, ""), record, [chosen[step.which % len(chosen)]]) if chosen else text


def are_told_apart(plan: Value) -> bool:
    """Whether no two sections have one id: such a plan is merged by lines."""
    sections = plan.get("sections", []) if isinstance(plan, dict) else []
    return len({name(section) for section in sections}) == len(sections)


def side(text: str, steps: list[Step]) -> str:
    for step in steps:
        try:
            new = step_made(text, step)
            assert are_told_apart(values(new))
            flat(values(new))
        except (AssertionError, KeyError, ValueError):
            continue
        text = new
    return text


def three_way(base: Flat, ours: Flat, theirs: Flat) -> tuple[Flat, set[Address]]:
    """The same merge done on the values alone, and the addresses that both sides changed."""
    merged, both = Flat(), set[Address]()
    for at in {**base, **ours, **theirs}:
        b, o, t = base.get(at), ours.get(at), theirs.get(at)
        if len({b, o, t}) == 3:
            both.add(at)
        new = t if o == b else o
        if new is not None:
            merged[at] = new
    return merged, both


@pytest.mark.parametrize("file", TEXTS)
@settings(max_examples=12, deadline=None)
@given(ours=STEPS, theirs=STEPS)
def test_a_merge_is_the_merge_of_the_values(file: str, ours: list[Step], theirs: list[Step]) -> None:
    base = TEXTS[file]
    mine, others = side(base, ours), side(base, theirs)
    found = merge(base, mine, others)
    assert isinstance(found, Merged), found
    before, first, second = (flat(values(text)) for text in (base, mine, others))
    meant, both = three_way(before, first, second)
    if not found.conflicts:
        assert flat(values(found.text)) == meant
        assert not both
        return
    apart = {told.partition(" ")[0] for told in found.conflicts if "两边放的部分不一样" in told}
    assert both or gone(before, first) or gone(before, second) or apart
    sections = {at[:2] for at in before}
    lists = [{said for at, said in one.items() if at[-1] == SECTION} for one in (before, first, second)]
    emptied = lists[0] - (lists[1] & lists[2])
    for taken, kept, other in (("ours", first, second), ("theirs", second, first)):
        said, _ = parse(resolved(found.text, taken), "").values()  # a key may be left without a value
        assert said is not None
        settled = flat(said)
        dropped = gone(before, first) | gone(before, second)
        for at in {**before, **first, **second}:
            is_new = at[0] == "sections" and at[:2] not in sections
            if (at[0] == "items" and at[1] in apart) or (apart and is_new):
                assert settled.get(at) in (kept.get(at), meant.get(at)), at
                continue
            if {one.get((*at[:2], SECTION)) for one in (before, first, second)} & emptied:
                continue
            is_apart = other.get(at) == before.get(at) or kept.get(at) == before.get(at)
            if is_apart and not any(at[: len(one)] == one for one in dropped):
                assert settled.get(at) == meant.get(at), at
            elif at in both:
                assert settled.get(at) == kept.get(at), at


def gone(base: Flat, now: Flat) -> set[Address]:
    """What one side removed, with all that is above it and is not there any more."""
    return {at[:n] for at in base for n in range(2, len(at) + 1)} - {
        at[:n] for at in now for n in range(len(at) + 1)
    }


@pytest.mark.parametrize("file", SMALL)
@settings(max_examples=6, deadline=None)
@given(steps=STEPS)
def test_what_one_side_alone_changed_is_taken_to_the_letter(file: str, steps: list[Step]) -> None:
    base = TEXTS[file]
    changed = side(base, steps)
    for ours, theirs in ((changed, base), (base, changed), (changed, changed)):
        assert merge(base, ours, theirs) == Merged(changed, ())


@pytest.mark.parametrize("file", SMALL)
@settings(max_examples=6, deadline=None)
@given(ours=STEPS, theirs=STEPS)
def test_it_does_not_matter_who_merges(file: str, ours: list[Step], theirs: list[Step]) -> None:
    base = TEXTS[file]
    mine, others = side(base, ours), side(base, theirs)
    one, other = merge(base, mine, others), merge(base, others, mine)
    assert isinstance(one, Merged)
    assert isinstance(other, Merged)
    assert len(one.conflicts) == len(other.conflicts)
    if not one.conflicts:
        assert flat(values(one.text)) == flat(values(other.text))


@pytest.mark.parametrize("file", SMALL)
@settings(max_examples=6, deadline=None)
@given(ours=STEPS, theirs=STEPS)
def test_windows_line_ends_change_nothing(file: str, ours: list[Step], theirs: list[Step]) -> None:
    base = TEXTS[file]
    mine, others = side(base, ours), side(base, theirs)
    plain = merge(base, mine, others)
    assert isinstance(plain, Merged)
    windows = merge(*(text.replace("\n", "\r\n") for text in (base, mine, others)))
    assert windows == plain._replace(text=plain.text.replace("\n", "\r\n"))
    mixed = merge(base, mine.replace("\n", "\r\n"), others)
    assert mixed == plain._replace(text=plain.text.replace("\n", "\r\n"))
