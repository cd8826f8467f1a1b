"""Which entry of a list was which before, and which of them changed their place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from gaoxin_plan.model.fields import Value
from gaoxin_plan.model.raw import Entry

Key = Callable[[Entry], Hashable]
"""What an entry is known by; None where it has nothing of the kind."""

NAMES = ("title", "metric", "name")
"""The keys that tell an entry where its id does not."""


def paired(old: Sequence[Entry], new: Sequence[Entry], rounds: Iterable[Key]) -> dict[int, int]:
    """Return, for each index of ``new`` that was there before, its index in ``old``.

    A round pairs those of one key that no earlier round has paired. Where a key stands twice, those that
    are quite the same go together first, then one after the other.
    """
    found: dict[int, int] = {}
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    for key in rounds:
        groups = _grouped(old, sorted(free_old), key), _grouped(new, sorted(free_new), key)
        for name, there in groups[1].items():
            for was, now in _within(old, new, groups[0].get(name, []), there):
                found[now] = was
                free_old.discard(was)
                free_new.discard(now)
    return found


def _grouped(entries: Sequence[Entry], indices: list[int], key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        if (name := key(entries[index])) is not None:
            groups[name].append(index)
    return groups


def _within(
    old: Sequence[Entry], new: Sequence[Entry], was: list[int], now: list[int]
) -> list[tuple[int, int]]:
    """Return the pairs of one key: the same before the similar."""
    if len(was) < 2 and len(now) < 2:
        return list(zip(was, now, strict=False))
    twins: dict[Hashable, list[int]] = defaultdict(list)
    for n in reversed(was):
        twins[frozen(old[n])].append(n)
    same = {index: left.pop() for index in now if (left := twins[frozen(new[index])])}
    taken = {*same.values()}
    others = (n for n in was if n not in taken), (index for index in now if index not in same)
    return [(n, index) for index, n in same.items()] + list(zip(*others, strict=False))


def by(*keys: str) -> Key:
    """Return what knows an entry by the values of some keys, all of which it must have."""

    def key(entry: Entry) -> Hashable:
        values = tuple(entry.get(name) for name in keys)
        return values if all(isinstance(value, str) and value for value in values) else None

    return key


def by_rest(entry: Entry) -> Hashable:
    """Know an entry by all that it says but its id."""
    return frozen({key: value for key, value in entry.items() if key != "id"})


def by_name(entry: Entry) -> Hashable:
    """Know an entry by its title, or what stands for one."""
    return next((entry[key] for key in NAMES if isinstance(entry.get(key), str)), None)  # type: ignore[return-value]


def frozen(value: Value | None) -> Hashable:
    """Return a value as one that can be a key of a dictionary."""
    if isinstance(value, dict):
        return frozenset((key, frozen(each)) for key, each in value.items())
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    return value


BY_ID = (by("id"), by_rest, by_name)
"""How the lists of records with ids are paired: one whose id changed is still the same."""
BY_CHANGE = (by("of", "key", "date"), by("of", "key"), by("of", "date"), frozen, by("reason"))
BY_DECISION = (
    by("item", "decision", "date"),
    by("item", "decision"),
    by("item", "date"),
    by("item"),
    by("date", "by"),
)


def moved(before: Sequence[int]) -> set[int]:
    """Return which positions hold what changed its place; the fewest, so that the others kept their order.

    ``before`` says for each position, in the order of now, which place its entry had.
    """
    ends: list[int] = []  # the smallest last place of a rising run of each length, and who ends it
    enders: list[int] = []
    earlier: list[int | None] = []
    for position, place in enumerate(before):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        enders[length : length + 1] = [position]
        earlier.append(enders[length - 1] if length else None)
    stayed: set[int] = set()
    last: int | None = enders[-1] if enders else None
    while last is not None:
        stayed.add(last)
        last = earlier[last]
    return set(range(len(before))) - stayed
