"""Which plan a command works on, and how much of a broken one is still loaded."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zone import Zone

from gaoxin_plan import workspace
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import Finding, Kind, Mark, Place, PlanError
from gaoxin_plan.source import document
from gaoxin_plan.source.admission import settled
from gaoxin_plan.source.document import parse
from gaoxin_plan.source.loaded import Loaded
from gaoxin_plan.workspace import Workspace, filed_in, find_plan, load, shown

REAL = Path(__file__).parents[1] / "plan" / "2022.yaml"
TEXT = REAL.read_text(encoding="utf-8")

NOTHING = parse("{}\n", "plan.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test stands in an empty folder, and no environment names a plan."""
    monkeypatch.delenv(workspace.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(TEXT, encoding="utf-8")


# -- which plan --------------------------------------------------------------------------------------------


def test_the_plan_named_comes_first(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("named.yaml", "variable.yaml", "plan/2022.yaml")
    monkeypatch.setenv("GAOXIN_PLAN", "variable.yaml")
    assert find_plan(Path("named.yaml")) == Path("named.yaml")
    assert find_plan(None) == Path("variable.yaml")
    monkeypatch.setenv("GAOXIN_PLAN", "")
    assert find_plan(None) == here / "plan" / "2022.yaml"


@pytest.mark.parametrize(
    ("files", "folder", "found"),
    [
        (["plan/2022.yaml"], ".", "plan/2022.yaml"),
        (["plan/2021.yaml", "plan/2023.yaml", "plan/2022.yaml"], ".", "plan/2023.yaml"),
        (["plan/2022-h1.yaml", "plan/2022.yaml", "plan/2022-h2.yaml"], ".", "plan/2022.yaml"),
        (["plan/2022.yaml"], "plan", "plan/2022.yaml"),
        (["plan/2022.yaml"], "plan/2022/2022Q2", "plan/2022.yaml"),
        (["plan/2022.yaml", "a/plan/2021.yaml"], "a/b/c", "a/plan/2021.yaml"),
        (["plan/2022.yaml", "a/2023.yaml"], "a", "plan/2022.yaml"),
        (["plan/2022.yaml", "plan/2023.yml", "plan/2024.txt", "plan/2023/2023Q1/qyfz.yaml"], ".", "plan/2022.yaml"),
        (["plan/2022.yaml", "plan/2023.yaml/x"], ".", "plan/2022.yaml"),
    ],
    ids=["one", "the newest", "by name", "inside", "from a filing", "the nearest", "only below plan/",
         "only yaml", "no folder"],
)  # fmt: skip
def test_the_newest_plan_of_the_nearest_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], folder: str, found: str
) -> None:
    put(*files)
    Path(folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    assert find_plan(None) == here / found


@pytest.mark.parametrize("name", [".2099.yaml", "._2099.yaml", ".#2099.yaml"])
def test_a_hidden_file_is_no_plan(here: Path, name: str) -> None:
    put("plan/" + name)
    with pytest.raises(PlanError):
        find_plan(None)
    put("plan/2022.yaml")
    assert find_plan(None) == here / "plan" / "2022.yaml"


def test_no_plan_at_all() -> None:
    with pytest.raises(PlanError) as caught:
        find_plan(None)
    assert caught.value.message == "这里和上级文件夹里都没有 plan/*.yaml"
    assert caught.value.hint == "换到计划所在的文件夹,或用 --plan 指定文件"


@pytest.mark.parametrize("way", ["argument", "variable"])
@pytest.mark.parametrize("name", ["missing.yaml", "plan"])
def test_a_plan_that_is_named_and_not_there(name: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put("plan/2022.yaml")
    if way == "variable":
        monkeypatch.setenv("GAOXIN_PLAN", name)
    with pytest.raises(PlanError) as caught:
        find_plan(Path(name) if way == "argument" else None)
    assert caught.value.message == f"没有计划文件 {name}"
    assert caught.value.hint == "请检查 --plan 或环境变量 GAOXIN_PLAN 的路径"


@pytest.mark.parametrize(
    ("path", "folder", "said"),
    [
        ("plan/2022.yaml", ".", "plan/2022.yaml"),
        ("plan/2022.yaml", "plan", "2022.yaml"),
        ("plan/2022.yaml", "other", "{here}/plan/2022.yaml"),
        ("./plan/../plan/2022.yaml", ".", "plan/2022.yaml"),
    ],
)
def test_a_path_is_shown_as_seen_from_here(
    here: Path, path: str, folder: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("plan/2022.yaml")
    Path(folder).mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    assert shown(here / path) == said.format(here=here.as_posix())


@pytest.mark.parametrize(
    ("name", "folder"), [("plan/2022.yaml", "."), ("2022.yaml", "plan"), ("../plan/2022.yaml", "plan")]
)
def test_the_root_is_the_same_from_wherever_it_is_asked(
    here: Path, name: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("plan/2022.yaml")
    monkeypatch.chdir(folder)
    assert load(Path(name)).root.resolve() == here


def test_a_plan_outside_of_plan_has_its_own_folder_for_a_root(here: Path) -> None:
    put("a/2022.yaml")
    assert load(Path("a/2022.yaml")).root.resolve() == here / "a"


# -- what is loaded ----------------------------------------------------------------------------------------


def of(text: str) -> Workspace:
    return Workspace(Loaded.of(Path("plan/2022.yaml"), Plan, document.parse(text, "plan/2022.yaml")))


def told(space: Workspace) -> list[tuple[str, int, str]]:
    return [(problem.code, problem.line, problem.address) for problem in space.problems]


def test_the_real_plan_is_loaded_whole() -> None:
    space = of(TEXT)
    assert (space.problems, space.file.cuts) == ([], ())
    assert space.plan is not None
    assert len(list(space.plan.tasks())) == 30


SMALL = """\
title: 要点
year: 2022
issuer: 办公室
published: 2022-03-01
departments:
  - id: a
    name: 甲局
  - id: b
    name: 乙局
sections:
  - id: FZ
    number: 一
    title: 部分
    items:
      - id: FZ-01
        number: 一
        title: 头一条
        lead: 甲局
        responsible: [乙局]
        text: 头一条。做10件。
        targets:
          - {id: FZ-01.1, metric: 件数, at_least: 10, quote: 做10件}
      - id: FZ-02
        number: 二
        title: 第二条
        lead: 甲局
        responsible: [乙局]
        text: 第二条。做成。
        milestones:
          - {id: FZ-02.m1, title: 做成, quote: 做成}
"""

LEFT = [
    # what is changed, into what, what is told, the ids that are left
    ("at_least: 10", "at_least: 十来", [("P144", 22, "FZ-01/targets/FZ-01.1/at_least")], "FZ-01 FZ-02 FZ-02.m1"),
    ("at_least: 10, ", "", [("P149", 22, "FZ-01/targets/FZ-01.1")], "FZ-01 FZ-02 FZ-02.m1"),
    ("metric: 件数, ", "", [("P141", 22, "FZ-01/targets/FZ-01.1/metric")], "FZ-01 FZ-02 FZ-02.m1"),
    ("        title: 头一条\n", "", [("P141", 15, "FZ-01/title")], "FZ-02 FZ-02.m1"),
    ("    title: 部分\n", "", [("P141", 11, "sections/FZ/title")], ""),
    ("title: 要点\n", "", [("P141", 1, "title")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("year: 2022\n", "", [("P150", 1, "year")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("year: 2022", "year: 二〇二二", [("P144", 2, "year")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("published: 2022-03-01", "published: 三月", [("P145", 4, "published")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("    name: 甲局\n", "", [("P141", 6, "departments/a/name")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("lead: 甲局\n        responsible: [乙局]\n        text: 头", "led: 甲局\n        responsible: [乙局]\n        text: 头",
     [("P140", 18, "FZ-01/led")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
    ("id: FZ-01\n", "id: fz-01\n", [("P146", 15, "fz-01/id")], "FZ-02 FZ-02.m1"),
    ("text: 头一条。做10件。", "text:", [("P131", 20, "FZ-01/text")], "FZ-02 FZ-02.m1"),
    ("    items:\n", "    item:\n", [("P140", 14, "sections/FZ/item")], ""),
    ("sections:\n", "sektions:\n", [("P140", 10, "sektions")], ""),
    ("title: 要点", "title：要点", [("P123", 1, "")], "FZ-01 FZ-01.1 FZ-02 FZ-02.m1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected", "left"), LEFT, ids=[repr(row[1] or row[0]) for row in LEFT]
)
def test_one_mistake_gives_one_problem_and_leaves_the_rest(
    old: str, new: str, expected: list[tuple[str, int, str]], left: str
) -> None:
    assert old in SMALL
    space = of(SMALL.replace(old, new, 1))
    assert told(space) == expected
    assert space.plan is not None
    ids = [
        name
        for task in space.plan.tasks()
        for name in (task.item.id, *(part.id for part in (*task.item.targets, *task.item.milestones)))
    ]
    assert " ".join(ids) == left


def test_a_place_of_the_plan_is_a_place_of_the_document_that_is_left() -> None:
    space = of(SMALL.replace("        title: 头一条\n", ""))
    assert space.plan is not None
    assert space.plan.sections[0].items[0].id == "FZ-02"
    assert space.file.document.mark(("sections", 0, "items", 0, "id")) == Mark(22, 13)
    assert space.file.document.address(("sections", 0, "items", 0, "id")) == "FZ-02/id"


def test_mistakes_at_several_levels_are_all_told_at_their_lines() -> None:
    text = (
        SMALL.replace("title: 要点\n", "")
        .replace("at_least: 10", "at_least: 十来")
        .replace("number: 二", "number: 贰")
    )
    assert sorted(told(of(text))) == [
        ("P141", 1, "title"), ("P144", 21, "FZ-01/targets/FZ-01.1/at_least"), ("P148", 23, "FZ-02/number"),
    ]  # fmt: skip


def test_an_empty_entry_does_not_shift_what_is_told_after_it() -> None:
    text = SMALL.replace("      - id: FZ-01\n", "      -\n      - id: FZ-01\n").replace(
        "number: 二", "number: 贰"
    )
    space = of(text)
    assert ("P148", 25, "FZ-02/number") in told(space)
    assert space.plan is not None
    assert [task.item.id for task in space.plan.tasks()] == ["FZ-01"]


BROKEN = {
    "empty": b"",
    "white space": b" \n \n",
    "only a comment": "# 说明\n".encode(),
    "only a document mark": b"---\n",
    "a text": "要点".encode(),
    "a list": b"- a\n- b\n",
    "a number": b"2022\n",
    "not closed": b"a: [1, 2\n",
    "GBK": "title: 示例".encode("gbk"),
    "UTF-16": "title: 示例".encode("utf-16"),
    "a zip": b"PK\x03\x04abc",
    "a picture": bytes(range(256)),
    "brackets": b"[" * 100_000,
    "nested": b"title: {a: {b: [c]}}\nsections: [[[]]]\n",
    "only unknown keys": b"a: b\nc: d\n",
    "every key empty": b"title:\nyear:\nissuer:\npublished:\ndepartments:\nsections:\n",
    "lists of nothing": b"departments: [[], '', {}]\nsections: ['', [], {items: [{}, '']}]\n",
    "names that are lists": SMALL.replace("lead: 甲局", "lead: [[]]").encode(),
    "names that are mappings": SMALL.replace("[乙局]", "[乙局, {}]").encode(),
    "an alias for a key": b"*x : y\n",
    "a block for a key": b"? |\n  title\n: x\n",
    "conflicts": b"<<<<<<< a\ntitle: b\n=======\ntitle: c\n>>>>>>> d\n",
    "an ordinal of 5,000 digits": SMALL.replace("number: 二", "number: " + "1" * 5000).encode(),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_and_never_raises(data: bytes) -> None:
    Path("plan.yaml").write_bytes(data)
    space = load(Path("plan.yaml"))
    assert space.problems
    assert all(problem.path == "plan.yaml" for problem in space.problems)
    assert all(problem.message and problem.hint for problem in space.problems)


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_any_damage_to_a_plan_is_survived(data: st.DataObject) -> None:
    text = SMALL
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(len(text), at + 30)))
        text = text[:at] + data.draw(st.text("ab: \n-[]{}\"'|#：\t甲0", max_size=6)) + text[until:]
    space = of(text)
    lines = text.count("\n") + 2
    assert all(1 <= problem.line <= lines for problem in space.problems)
    if space.plan is None:
        assert space.problems


# -- one mistake, one problem ------------------------------------------------------------------------------

CAUSE = Kind("P901", "原因", "原因", "")
EFFECT = Kind("P902", "后果", "后果", "", requires=("P901",))

ITEM: Place = ("sections", 0, "items", 0)


@pytest.mark.parametrize(
    ("cause", "effect", "is_told"),
    [
        (ITEM, ITEM, False),
        (ITEM, (*ITEM, "text"), False),
        ((*ITEM, "text"), ITEM, False),
        ((*ITEM, "text"), (*ITEM, "lead"), True),
        (("sections", 0, "items", 1), ITEM, True),
        ((), ITEM, False),
        (Mark(3, 1), ITEM, True),
        (ITEM, Mark(3, 1), True),
    ],
    ids=[
        "same place",
        "below",
        "above",
        "beside",
        "another item",
        "root",
        "cause at a mark",
        "effect at a mark",
    ],
)
def test_a_consequence_is_not_told(cause: Place | Mark, effect: Place | Mark, *, is_told: bool) -> None:
    first, second = CAUSE.at(cause), EFFECT.at(effect)
    expected: list[Finding] = [first, second] if is_told else [first]
    assert settled([first, second], NOTHING)[0] == expected
    assert settled([second], NOTHING, settled([first], NOTHING)[1])[0] == expected[1:]


def test_without_its_cause_a_finding_is_told() -> None:
    assert settled([EFFECT.at(ITEM)], NOTHING)[0] == [EFFECT.at(ITEM)]
    assert settled([CAUSE.at(ITEM), CAUSE.at(ITEM)], NOTHING)[0] == [CAUSE.at(ITEM), CAUSE.at(ITEM)]


def test_what_lies_deep_down_is_not_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    deep = folder
    for _ in range(200):
        deep /= "x"
    deep.mkdir(parents=True)
    assert filed_in(folder) == []


def test_a_folder_named_as_a_filing_and_a_file_in_place_of_the_folder_are_strays(zone: Zone) -> None:
    (zone.plan_file.with_suffix("") / "2023Q2" / "kjb.yaml").mkdir(parents=True)
    assert [path.name for path in zone.load().strays] == ["kjb.yaml"]
    (zone.plan_file.with_suffix("") / "2023Q2" / "kjb.yaml").rmdir()
    (zone.plan_file.with_suffix("") / "2023Q2").rmdir()
    zone.plan_file.with_suffix("").rmdir()
    zone.plan_file.with_suffix("").write_text("", encoding="utf-8")
    assert [path.name for path in zone.load().strays] == ["2023"]
