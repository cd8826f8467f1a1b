"""A sheet that came back, against the filing as it is now: what to change, and where both were changed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gaoxin_plan.problems import printable
from gaoxin_plan.views.form import SAID, STATE, Slot, State
from gaoxin_plan.views.recorded import FIELDS
from gaoxin_plan.views.returned import Reading, Remark, Returned

_LONGEST = 30  # characters of a value that is shown beside others


class Earlier(NamedTuple):
    """What was taken from a workbook before: its values, and when the latest of its copies was saved."""

    saved: str
    values: State


class Merged(NamedTuple):
    """What to change, slot by slot; empty words take a value away."""

    changes: Mapping[Slot, str]
    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def merged(returned: Returned, theirs: State, earlier: Earlier) -> Merged:
    """Return what a sheet changes of what is filed now.

    A cell that is as it was when the sheet was made changes nothing. One that was changed is taken where the
    filing still says what it said then, or what an earlier copy of this workbook made it say. So is one that
    was put back since then, in a copy that goes on from that earlier one.
    """
    changes: dict[Slot, str] = {}
    problems: list[Remark] = []
    notes: list[Remark] = []
    is_older, goes_on = _is_older(returned, earlier), _goes_on(returned, earlier)
    for slot, reading in returned.readings.items():
        before, now = returned.base.get(slot, ""), theirs.get(slot, "")
        is_ours = now == earlier.values.get(slot)
        if reading.value == now or (reading.value == before and not is_ours):
            continue
        if reading.value == before:
            notes.append(_back(slot, reading, now) if goes_on else _left(slot, reading, now))
            changes |= {slot: reading.value} if goes_on else {}
        elif is_ours and is_older:
            problems.append(_stale(slot, reading, now))
        elif is_ours or now == before:
            changes[slot] = reading.value
        else:
            problems.append(_both(slot, reading, before, now))
    return Merged(changes, tuple(problems), tuple(notes))


def _is_older(returned: Returned, earlier: Earlier) -> bool:
    """Whether a copy was saved before the one that was taken last, as far as both say when."""
    return bool(returned.saved) and returned.saved < earlier.saved


def _goes_on(returned: Returned, earlier: Earlier) -> bool:
    """Whether a copy was made from the one that was taken last: some of what was changed there is in it.

    One that has none of it may be the workbook as it was sent out, filled in by someone else.
    """
    return not _is_older(returned, earlier) and any(
        slot in returned.readings and returned.readings[slot].value == words != returned.base.get(slot, "")
        for slot, words in earlier.values.items()
    )


def remembered(returned: Returned, earlier: Earlier) -> Earlier:
    """Return what is to be known of a workbook once its sheet was taken; an untouched one says nothing."""
    goes_on = _goes_on(returned, earlier)
    said = {
        slot: reading.value
        for slot, reading in returned.readings.items()
        if reading.value != returned.base.get(slot, "") or (goes_on and slot in earlier.values)
    }
    if not said:
        return earlier
    return Earlier(max(returned.saved, earlier.saved), {**earlier.values, **said})


def told_readings(returned: Returned, changes: Mapping[Slot, str]) -> Iterator[Remark]:
    """Yield how the cells were read that are taken, where that was not plain."""
    for slot in changes:
        reading = returned.readings[slot]
        if reading.how:
            yield Remark(reading.where, reading.how)


def _title(slot: Slot) -> str:
    """Return what a slot holds, in words: a field of an item, or a part by its id."""
    titles = {STATE: "状态", **FIELDS}
    return f"{slot.item} {titles[slot.field]}" if slot.field in SAID else slot.field


def _shown(words: str) -> str:
    return f"“{printable(words.replace(chr(10), ' '), _LONGEST)}”" if words else "空的"


def _left(slot: Slot, reading: Reading, now: str) -> Remark:
    told = f"{_title(slot)} 和导出时一样({_shown(reading.value)}),没有动填报里的{_shown(now)}"
    return Remark(reading.where, told, "那是上次从这张表收的;确要改回去,用 gaoxin record")


def _back(slot: Slot, reading: Reading, now: str) -> Remark:
    told = f"{_title(slot)} 改回了导出时的样子:{_shown(reading.value)},上次从这张表收的是{_shown(now)}"
    return Remark(reading.where, told)


def _stale(slot: Slot, reading: Reading, now: str) -> Remark:
    told = f"这张表比上次收的一份旧:{_title(slot)} 这里是{_shown(reading.value)},上次收的是{_shown(now)}"
    return Remark(reading.where, told, "收最新的一份;确要照这一份的,先用 gaoxin record 改填报,再收")


def _both(slot: Slot, reading: Reading, before: str, now: str) -> Remark:
    told = (
        f"两边都改了 {_title(slot)}:这张表里是{_shown(reading.value)},"
        f"填报里现在是{_shown(now)},导出时是{_shown(before)}"
    )
    return Remark(
        reading.where, told, "商定照哪一个:照填报的,改这一格;照表里的,先用 gaoxin record 改填报;再收一次"
    )
