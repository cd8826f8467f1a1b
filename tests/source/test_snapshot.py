"""What is kept of files for the next command: told by content, nobody else's, and done without where need be."""

import errno
import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gaoxin_plan.model.filing import Filing
from gaoxin_plan.model.office import Office
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.source import document, files, snapshot
from gaoxin_plan.source.admission import admit
from gaoxin_plan.source.snapshot import PLANS, STATES, Snapshot


class Thing(NamedTuple):
    """Any value."""

    name: str
    count: int = 0


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def taken(plan: str = "plan.yaml") -> Snapshot:
    found = snapshot.snapshot(Path(plan))
    assert found is not None
    return found


def kept(plan: str = "plan.yaml", **values: int) -> Path:
    """Keep some things of a plan; return the file that they lie in."""
    of = taken(plan)
    for name, count in values.items():
        of.records(Thing).put(name, Thing(name, count))
    of.write()
    [path] = [path for path in snapshot.folder().rglob("Thing.json") if path.parent == of_folder(plan)]
    return path


def of_folder(plan: str) -> Path:
    return snapshot.folder() / Snapshot.digest(os.fsencode(os.path.realpath(plan)))[:32]


def known(name: str, plan: str = "plan.yaml") -> Thing | None:
    return taken(plan).records(Thing).get(name)


def test_what_was_kept_is_known() -> None:
    kept(a=1, b=2)
    assert (known("a"), known("b"), known("c")) == (Thing("a", 1), Thing("b", 2), None)
    assert known("a", "other.yaml") is None


def test_what_was_not_written_is_not() -> None:
    taken().records(Thing).put("a", Thing("a"))
    assert known("a") is None
    assert not snapshot.folder().exists()


def test_nothing_new_is_not_written_again() -> None:
    path = kept(a=1)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    again = taken()
    again.records(Thing).get("a")
    again.write()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_it_is_the_user_s_alone() -> None:
    path = kept(a=1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(snapshot.folder().stat().st_mode) == 0o700


def test_it_is_json() -> None:
    _, values = json.loads(kept(a=1).read_text(encoding="utf-8"))
    assert values == {"a": ["a", 1]}


def sealed(path: Path, values: str) -> None:
    """Write other values, as one who knows how they are sealed."""
    seal = hashlib.sha256((snapshot.stamp() + values).encode("utf-8", "surrogateescape")).hexdigest()
    path.write_text(f'["{seal}",{values}]', encoding="utf-8", errors="surrogateescape")


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_version(path: Path) -> None:
    stamp = "0" * 64
    seal = hashlib.sha256(f'{stamp}{{"a":["a",1]}}'.encode()).hexdigest()
    path.write_text(f'["{seal}",{{"a":["a",1]}}]', encoding="utf-8")


def changed_and_not_sealed(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('["a",1]', '["a",2]'), encoding="utf-8")


def of_another_shape(path: Path) -> None:
    sealed(path, '{"a":{"name":1}}')


def of_another_type(path: Path) -> None:
    sealed(path, '{"a":["a","1"]}')


def no_table(path: Path) -> None:
    sealed(path, '["a"]')


def not_utf_8(path: Path) -> None:
    sealed(path, '{"a":["\udcff",1]}')


def a_key_that_is_not_utf_8(path: Path) -> None:
    sealed(path, '{"\udcff":1,"a":["a",1]}')


def too_large(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(5 * files.LIMIT)


def no_json(path: Path) -> None:
    path.write_bytes(b"\x80\x04K\x01.")  # what pickle writes


def deep(path: Path) -> None:
    sealed(path, f'{{"a":{"[" * 100_000}{"]" * 100_000}}}')


def writable_by_all(path: Path) -> None:
    path.chmod(0o666)


def a_link(path: Path) -> None:
    path.replace(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "spoil",
    [torn, emptied, of_another_version, changed_and_not_sealed, of_another_shape, of_another_type, no_table, too_large, not_utf_8, a_key_that_is_not_utf_8, no_json, deep, writable_by_all, a_link, a_folder, a_pipe],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_what_is_spoilt_is_as_good_as_none(spoil: Any) -> None:
    spoil(kept(a=1))
    assert known("a") is None


def test_what_another_user_wrote_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(a=1)
    mine, me = taken(), os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert mine.records(Thing).get("a") is None
    assert snapshot.snapshot(Path("plan.yaml")) is None


def test_all_code_that_decides_what_is_kept_is_in_the_stamp() -> None:
    asked = (
        "import gaoxin_plan.checks.run, gaoxin_plan.lights.item, gaoxin_plan.source.admission, sys;"
        "print(*(m for m in sys.modules if m.startswith('gaoxin_plan.')))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    deep = [name.split(".")[1:] for name in ran.stdout.split()]
    assert {name[0] for name in deep if len(name) > 1} <= {*snapshot.ROOMS}
    assert max(map(len, deep)) == 2  # no folder within a room


def test_what_a_killed_writer_left_is_removed() -> None:
    left = kept(a=1).with_name(f".Thing.json.x{files.PARTIAL}")
    left.touch()
    kept(b=1)
    assert not left.exists()


def test_another_version_of_the_code_has_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "__file__", str(tmp_path / "source" / "snapshot.py"))
    code = tmp_path / "lights" / "item.py"
    code.parent.mkdir()
    stamps = []
    for text in ("a = 1", "a = 10", "a = 10"):
        code.write_text(text, encoding="utf-8")
        os.utime(code, ns=(0, len(stamps)))
        snapshot.stamp.cache_clear()
        stamps.append(snapshot.stamp())
    snapshot.stamp.cache_clear()
    assert len(set(stamps)) == 3


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_cannot_be_written_is_not_kept(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    of = taken()
    of.records(Thing).put("a", Thing("a"))
    monkeypatch.setattr(files, "write_private", refuse)
    of.write()
    assert known("a") is None


def test_a_file_in_the_place_of_the_cache(cache: Path) -> None:
    cache.write_text("x", encoding="utf-8")
    of = taken()
    of.records(Thing).put("a", Thing("a"))
    of.write()
    assert known("a") is None
    assert cache.read_text(encoding="utf-8") == "x"


def test_of_the_records_only_what_was_used_stays() -> None:
    kept(a=1, b=2)
    again = taken()
    assert again.records(Thing).get("a") == Thing("a", 1)
    again.records(Thing).put("new", Thing("new"))
    again.write()
    left = json.loads((of_folder("plan.yaml") / "Thing.json").read_text(encoding="utf-8"))[1]
    assert left == {"a": ["a", 1], "new": ["new", 0]}


def test_all_that_was_worked_out_of_one_state_stays() -> None:
    for name in ("a", "b"):
        of = taken()
        of.worked_out("day", Thing).put(name, Thing(name))
        of.write()
    assert (taken().worked_out("day", Thing).get("a"), taken().worked_out("day", Thing).get("b")) == (
        Thing("a"),
        Thing("b"),
    )


def test_only_so_many_answers_and_plans_are_kept() -> None:
    of = taken()
    for n in range(STATES + 3):
        of.worked_out(f"day-{n}", int).put("errors", n)
        of.write()
        path = of_folder("plan.yaml") / "worked-out" / f"day-{n}.json"
        os.utime(path, (n, n))
    of.worked_out("last", int).put("errors", 0)
    of.write()
    left = {path.name for path in (of_folder("plan.yaml") / "worked-out").iterdir()}
    assert left == {*(f"day-{n}.json" for n in range(4, STATES + 3)), "last.json"}
    for n in range(PLANS + 3):
        kept(f"{n}.yaml", a=n)
        os.utime(of_folder(f"{n}.yaml"), (n, n))
    kept("last.yaml", a=1)
    assert len([*snapshot.folder().iterdir()]) == PLANS
    assert known("a", "0.yaml") is None
    assert known("a", "last.yaml") == Thing("a", 1)


def own_folder(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    for n in range(PLANS + 5):
        (own / f"{n:032x}").mkdir()
        (own / f"{n}.json").touch()
    return own


def of_all(plan: str) -> Path:
    return of_folder(plan).parent


def of_what_was_worked_out(plan: str) -> Path:
    return of_folder(plan) / "worked-out"


@pytest.mark.parametrize(
    "place", [of_all, of_folder, of_what_was_worked_out], ids=lambda place: place.__name__
)
def test_nothing_is_read_or_written_through_a_link(place: Any, tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    before = sorted(own.rglob("*"))
    link: Path = place("plan.yaml")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(own)
    assert snapshot.snapshot(Path("plan.yaml")) is None
    assert sorted(own.rglob("*")) == before


def test_a_folder_that_others_may_write_is_none_of_ours() -> None:
    kept(a=1)
    snapshot.folder().chmod(0o777)
    assert snapshot.snapshot(Path("plan.yaml")) is None


def test_what_is_not_ours_is_not_pruned() -> None:
    kept(a=1)
    (snapshot.folder() / "notes").mkdir()
    os.utime(snapshot.folder() / "notes", (0, 0))
    for n in range(PLANS + 1):
        kept(f"{n}.yaml", a=n)
    assert (snapshot.folder() / "notes").exists()


def test_who_has_no_home_has_no_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert snapshot.snapshot(Path("plan.yaml")) is None
    with pytest.raises(OSError, match="no home"):
        snapshot.clear()


def test_clearing_beside_another(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(a=1)
    rename = Path.rename

    def late(path: Path, target: Path) -> Path:
        rename(path, path.with_name("elsewhere"))  # the other was quicker
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", late)
    assert snapshot.clear() == 1


def test_clearing() -> None:
    assert snapshot.clear() == 0
    kept(a=1)
    kept("other.yaml", b=1)
    assert snapshot.clear() == 2
    assert not snapshot.folder().exists()
    assert known("a") is None


def test_a_link_in_its_place_is_removed_and_not_followed(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "kept.txt").write_text("x", encoding="utf-8")
    snapshot.folder().parent.mkdir(parents=True)
    snapshot.folder().symlink_to(own)
    snapshot.clear()
    assert (own / "kept.txt").exists()
    assert not snapshot.folder().is_symlink()


MODEL = Path(__file__).parents[1] / "model"
WHOLE = [(Plan, "whole.yaml"), (Filing, "whole_filing.yaml"), (Office, "whole_office.yaml")]


@pytest.mark.parametrize(
    ("kind", "path"),
    [*((kind, MODEL / name) for kind, name in WHOLE), (Plan, MODEL.parents[1] / "plan" / "2022.yaml")],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_record_comes_back_as_it_was(kind: type, path: Path) -> None:
    record = admit(document.load(path, path.name), kind).record
    assert record is not None
    of = taken(str(path))
    of.records(kind).put("x", record)
    of.write()
    again = taken(str(path)).records(kind).get("x")
    assert again == record
    assert repr(again) == repr(record)  # equal numbers can be written differently
