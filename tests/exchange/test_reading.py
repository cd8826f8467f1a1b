"""A sheet that came back: the ids count, not where a row stands; what is wrong is told at its cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sheets import exported, filled, form_of, repacked, row_of
from zone import Zone

from gaoxin_plan.exchange.columns import HIDDEN, PLACES, SHEET
from gaoxin_plan.exchange.opening import opened
from gaoxin_plan.exchange.reading import read
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views.form import Slot
from gaoxin_plan.views.returned import Returned

Change = Callable[[Workbook], None]


@pytest.fixture
def sheet(zone: Zone) -> Path:
    """The science department's sheet, in which it has filed a little."""
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"problems": "=缺资金", "values": {"KJ-01.1": "4.50"}, "done": {"KJ-01.m1": "2023-06-01"}}},
    )
    path = zone.root / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    return path


def returned(zone: Zone, path: Path) -> Returned:
    return read(opened(path, path.name), form_of(zone, "2023Q2", "科技部"))


def told(zone: Zone, path: Path) -> list[str]:
    return [problem.words for problem in returned(zone, path).problems]


def differing(found: Returned) -> dict[str, str]:
    return {
        f"{slot.item} {slot.field}": reading.value
        for slot, reading in found.readings.items()
        if reading.value != found.base.get(slot, "")
    }


def test_an_untouched_sheet_says_what_was_filed(zone: Zone, sheet: Path) -> None:
    found = returned(zone, sheet)
    assert (found.period, found.department, found.problems, found.notes) == ("2023Q2", "kjb", (), ())
    assert {slot: r.value for slot, r in found.readings.items() if r.value} == found.base
    assert len(found.readings) == 3 * 5 + 4 + 2
    assert found.saved == "2023-07-11T00:00:00"


def sort_upside_down(book: Workbook) -> None:
    made = book[SHEET]
    rows = [[(cell.value, cell.data_type) for cell in row] for row in made.iter_rows(min_row=4)]
    for number, row in enumerate(reversed(rows), 4):
        for column, (value, kind) in enumerate(row, 1):
            cell = made.cell(number, column)
            cell.value, cell.data_type = value, kind


def hide(book: Workbook) -> None:
    made = book[SHEET]
    made.row_dimensions[5].hidden = True
    made.column_dimensions["C"].hidden = True
    made.column_dimensions["K"].width = 90
    made.column_dimensions["O"].hidden = False
    made.protection.sheet = False


def rename(book: Workbook) -> None:
    book[SHEET].title = "二季度"
    book.create_sheet("草稿")["A1"] = "随便写的"


def move_down(book: Workbook) -> None:
    book[SHEET].insert_rows(1, 3)


@pytest.mark.parametrize(
    "change", [sort_upside_down, hide, rename, move_down], ids=lambda change: change.__name__
)
def test_what_people_do_with_a_sheet_does_not_matter(zone: Zone, sheet: Path, change: Change) -> None:
    before = returned(zone, sheet).readings
    found = returned(zone, filled(sheet, {("KJ-02.1", "完成值"): 30}, change))
    assert (found.problems, found.notes) == ((), ())
    assert set(found.readings) == set(before)
    assert differing(found) == {"KJ-02 KJ-02.1": "30"}


def sort_what_is_seen(book: Workbook) -> None:
    """Sort the columns to the left of the hidden one, as someone does who does not know of it."""
    made = book[SHEET]
    rows = [[cell.value for cell in row[:-1]] for row in made.iter_rows(min_row=4)]
    for number, row in enumerate(sorted(rows, key=str, reverse=True), 4):
        for column, value in enumerate(row, 1):
            made.cell(number, column).value = value


def exchange(book: Workbook) -> None:
    """Exchange the ids of the two items' rows."""
    made = book[SHEET]
    first, second = (made.cell(row_of(book, id_), PLACES["id"]) for id_ in ("KJ-01", "KJ-02"))
    first.value, second.value = second.value, first.value


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (sort_what_is_seen, "表.xlsx!填报!B4: 这一行的工作任务或原文和隐藏的编号 KJ-01 对不上,像是只移动、只排序了一部分列(另有 8 行也是)"),
        (exchange, "表.xlsx!填报!B4: 这一行的工作任务或原文和隐藏的编号 KJ-02 对不上,像是只移动、只排序了一部分列(另有 1 行也是)"),
    ],
)  # fmt: skip
def test_a_row_whose_words_are_those_of_another_is_not_believed(
    zone: Zone, sheet: Path, change: Change, problem: str
) -> None:
    filled(sheet, {("KJ-01", "进展情况"): "一的进展", ("KJ-02", "进展情况"): "二的进展"}, change)
    found = returned(zone, sheet)
    assert found.problems[0].words == problem
    assert found.problems[0].hint == (
        "撤销排序或移动;排序要连隐藏的“编号”列一起排;这几格不要改;理不清的,用导出的表重新填"
    )
    assert Slot("KJ-01", "progress") not in found.readings


def respace(book: Workbook) -> None:
    for row in book[SHEET].iter_rows(min_row=4):
        row[1].value = f"{str(row[1].value).strip()[:2]}\n {str(row[1].value).strip()[2:]} "


def test_spaces_and_escapes_in_the_words_of_a_row_do_not_matter(zone: Zone, tmp_path: Path) -> None:
    zone.change("title: 攻关关键技术", "title: 攻关_x0041_关键技术")
    path = tmp_path / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    assert returned(zone, filled(path, {}, respace)).problems == ()
    repacked(path, lambda _, data: data.replace(b"_x005F_x0041_", b"_x0041_"))
    assert returned(zone, path).problems == ()


def test_of_a_row_that_was_deleted_nothing_is_said(zone: Zone, sheet: Path) -> None:
    found = returned(zone, filled(sheet, {}, lambda book: book[SHEET].delete_rows(row_of(book, "KJ-01"))))
    assert found.problems == ()
    assert not any(slot.item == "KJ-01" and "." not in slot.field for slot in found.readings)
    assert found.readings[Slot("KJ-01", "KJ-01.1")].value == "4.5"


def test_a_mistake_is_told_at_its_cell(zone: Zone, sheet: Path) -> None:
    filled(sheet, {
        ("KJ-01", "状态"): "完成",
        ("KJ-01.1", "完成值"): "约5",
        ("KJ-01.m2", "完成日期"): "月底",
        ("KJ-02", "完成值"): 3,
        ("KJ-02", "完成日期"): "2023-06-01",
        ("KJ-01.1", "进展情况"): "写错行了",
        ("KJ-01.2", "完成日期"): "2023-06-01",
        ("XM-03", "完成值"): 3,
    })  # fmt: skip
    found = returned(zone, sheet)
    assert [(problem.words, problem.hint) for problem in found.problems] == [
        ("表.xlsx!填报!G4: “状态”的值“完成”不在可选值之中", "可选:未启动、进行中、受阻、已完成"),
        ("表.xlsx!填报!H5: “完成值”的值“约5”不是数字", "只写数字,如 6"),
        ("表.xlsx!填报!K5: KJ-01.1 这一行的“进展情况”不用填", "移到条目 KJ-01 那一行"),
        ("表.xlsx!填报!J6: KJ-01.2 这一行的“完成日期”不用填", "目标填完成值,节点填完成日期;清空这一格"),
        ("表.xlsx!填报!J8: “完成日期”的值“月底”写法不对", "日期写成 2022-06-01 这样;年四位,月和日两位"),
        ("表.xlsx!填报!H9: KJ-02 这一行的“完成值”不用填", "移到目标那一行"),
        ("表.xlsx!填报!J9: KJ-02 这一行的“完成日期”不用填", "移到节点那一行"),
        ("表.xlsx!填报!H12: XM-03 这一行的“完成值”不用填", "XM-03 是配合的条目,完成值和完成日期由牵头部门填;清空这一格"),
    ]  # fmt: skip


def head(words: Any, column: str = "problems") -> Change:
    def change(book: Workbook) -> None:
        book[SHEET].cell(3, PLACES[column]).value = words

    return change


def merged(places: str) -> Change:
    return lambda book: book[SHEET].merge_cells(places)


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (head(None), ["表.xlsx!填报!3: 缺少列“存在问题”:表头被改动,或这一列被删去了"]),
        (
            head("问题"),
            [
                "表.xlsx!填报!L3: 不认识的列“问题”",
                "表.xlsx!填报!3: 缺少列“存在问题”:表头被改动,或这一列被删去了",
            ],
        ),
        (head(" 存在\n问题 "), []),
        (head("状态", "number"), [
            "表.xlsx!填报!G3: 列“状态”有两个", "表.xlsx!填报!3: 缺少列“序号”:表头被改动,或这一列被删去了",
        ]),
        (head(None, "id"), ["表.xlsx!填报!3: 缺少隐藏的列“编号”:表头被改动,或这一列被删去了"]),
        (lambda book: book[SHEET].delete_cols(PLACES["next"]), ["表.xlsx!填报!3: 缺少列“下步打算”:表头被改动,或这一列被删去了"]),
        (lambda book: book[SHEET].cell(3, 20, "备注"), ["表.xlsx!填报!T3: 不认识的列“备注”"]),
        (merged("K3:L3"), [
            "表.xlsx!填报!3: 缺少列“存在问题”:表头被改动,或这一列被删去了",
            "表.xlsx!填报!K3:L3: 这里的单元格合并了,不知道内容是哪一行、哪一列的",
        ]),
        (merged("K4:K6"), ["表.xlsx!填报!K4:K6: 这里的单元格合并了,不知道内容是哪一行、哪一列的"]),
        (merged("A1:N1"), []),
    ],
)  # fmt: skip
def test_heads_and_merged_cells(zone: Zone, sheet: Path, change: Change, problems: list[str]) -> None:
    assert told(zone, filled(sheet, {}, change)) == problems


def put(row: int, column: str, value: Any) -> Change:
    def change(book: Workbook) -> None:
        book[SHEET].cell(row, PLACES[column]).value = value

    return change


def copied_row(book: Workbook) -> None:
    made = book[SHEET]
    for cell in made[4]:
        made.cell(13, cell.column).value = cell.value
        made.cell(13, cell.column).data_type = cell.data_type


def copied_and_changed(book: Workbook) -> None:
    copied_row(book)
    book[SHEET].cell(13, PLACES["progress"]).value = "另写的"


@pytest.mark.parametrize(
    ("change", "problems", "notes"),
    [
        (put(14, "progress", "多写的一行"), ["表.xlsx!填报!K14: 这一行没有编号,“多写的一行”没有地方收"], []),
        (put(14, "name", "填报人:张三"), [], ["表.xlsx!填报!B14: 这一行没有编号,没有收:“填报人:张三”"]),
        (lambda book: book[SHEET].cell(5, 20, "旁注"), [], ["表.xlsx!填报!T5: 这一列没有表头,没有收:“旁注”"]),
        (put(5, "id", "KJ-09.1"), ["表.xlsx!填报!O5: 编号“KJ-09.1”不是这张表的"], []),
        (put(5, "id", "KJ-01.9"), ["表.xlsx!填报!O5: 编号“KJ-01.9”不是这张表的"], []),
        (put(5, "id", "kj-01.1 "), [], []),
        (copied_row, [], []),
        (copied_and_changed, ["表.xlsx!填报!O13: KJ-01 有两行(另一行是第 4 行),内容不一样"], []),
    ],
)
def test_rows(zone: Zone, sheet: Path, change: Change, problems: list[str], notes: list[str]) -> None:
    found = returned(zone, filled(sheet, {}, change))
    assert [problem.words for problem in found.problems] == problems
    assert [note.words for note in found.notes] == notes


def test_formulas_are_what_they_came_to(zone: Zone, sheet: Path) -> None:
    filled(sheet, {("KJ-02.1", "完成值"): 30, ("KJ-02.2", "完成值"): 5})

    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet2.xml"):
            return data
        return data.replace(b"<v>30</v>", b"<f>10+20</f><v>30</v>").replace(b"<v>5</v>", b"<f>2+3</f><v></v>")

    found = returned(zone, repacked(sheet, change))
    assert found.readings[Slot("KJ-02", "KJ-02.1")][1:] == ("30", "是公式,取它的结果")
    assert [problem.words for problem in found.problems] == ["表.xlsx!填报!H11: 是公式,但文件里没有它的结果"]


def test_a_text_that_was_too_long_to_be_shown_is_left_alone(zone: Zone, tmp_path: Path) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"progress": "长" * 40_000}})
    path = tmp_path / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    found = returned(zone, path)
    assert (found.problems, Slot("KJ-01", "progress") in found.readings) == ((), False)
    found = returned(zone, filled(path, {("KJ-01", "进展情况"): "改短了"}))
    assert found.readings[Slot("KJ-01", "progress")].value == "改短了"


def test_names_of_files_that_look_like_several_are_left_alone(zone: Zone, tmp_path: Path) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"evidence": r"['a;b.txt', 'c\d.txt']"}})
    path = tmp_path / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    found = returned(zone, path)
    assert differing(found) == {}
    assert found.readings[Slot("KJ-01", "evidence")].value == "a;b.txt\nc\\d.txt"


def test_a_plan_that_was_changed_since_is_told(zone: Zone, sheet: Path) -> None:
    zone.change("title: 促建设", "title: 促进建设")
    found = returned(zone, sheet)
    assert found.problems == ()
    assert [note.words for note in found.notes] == [
        "表.xlsx!填报!A1: 计划文件在导出这张表以后改动过,照编号收"
    ]


def test_an_untouched_sheet_of_a_department_that_now_co_operates_says_nothing(
    zone: Zone, sheet: Path
) -> None:
    asked = form_of(zone, "2023Q2", "科技部")
    items = tuple(item._replace(is_led=False) for item in asked.items)
    later = asked._replace(items=items)
    assert read(opened(sheet, "表.xlsx"), later).problems == ()
    filled(sheet, {("KJ-01.1", "完成值"): 5})
    (problem,) = read(opened(sheet, "表.xlsx"), later).problems
    assert problem.words == "表.xlsx!填报!H5: KJ-01.1 这一行的“完成值”不用填"


def test_an_untouched_text_that_was_too_long_is_no_matter_when_it_is_not_asked_any_more(
    zone: Zone, tmp_path: Path
) -> None:
    zone.filed("2023Q2", "kjb", {"KJ-01": {"progress": "长" * 40_000}})
    path = tmp_path / "表.xlsx"
    path.write_bytes(exported(zone, "2023Q2", "科技部"))
    later = form_of(zone, "2023Q2", "科技部")._replace(items=())
    assert read(opened(path, "表.xlsx"), later).problems == ()


def test_what_a_department_is_not_asked_any_more(zone: Zone, sheet: Path) -> None:
    zone.change(
        '          - {id: KJ-02.2, metric: 使用率, rise_by: 20, unit: "%", quote: 使用率提升20%}\n', ""
    )
    assert returned(zone, sheet).problems == ()
    found = returned(zone, filled(sheet, {("KJ-02.2", "完成值"): 5}))
    assert [(problem.words, problem.hint) for problem in found.problems] == [
        (
            "表.xlsx!填报!H11: 现在不由科技部填报 KJ-02.2,“5”没有收",
            "计划或牵头部门在导出以后调整过;请重新导出这张表",
        )
    ]


def spoilt(text: str) -> Change:
    def change(book: Workbook) -> None:
        book[HIDDEN]["A1"] = text

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda book: book.remove(book[HIDDEN]), "不是用 gaoxin sheet export 导出的表"),
        (spoilt("x"), "表里隐藏的导出信息被改动或删去了,认不出是谁的表"),
        (spoilt('{"mark":"gaoxin-sheet","version":9}'), "这张表是另一个版本的 gaoxin 导出的"),
        (lambda book: book.remove(book[SHEET]), "没有找到“填报”这张表的表头(隐藏的“编号”列也算)"),
        (lambda book: book[SHEET].delete_rows(3), "没有找到“填报”这张表的表头(隐藏的“编号”列也算)"),
        (lambda book: book.copy_worksheet(book[SHEET]), "有几张填报表:填报、填报 Copy,不知道收哪一张"),
    ],
)
def test_a_workbook_that_is_none_of_ours(sheet: Path, change: Change, problem: str) -> None:
    with pytest.raises(PlanError) as caught:
        opened(filled(sheet, {}, change), "表.xlsx")
    assert caught.value.message == problem
    assert caught.value.hint


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda _: b"<x/>"], ids=["half", "other"]
)
def test_a_broken_part_is_told(sheet: Path, part: str, spoil: Callable[[bytes], bytes]) -> None:
    repacked(sheet, lambda name, data: spoil(data) if name == part else data)
    with pytest.raises(PlanError) as caught:
        opened(sheet, "表.xlsx")
    assert caught.value.hint


def test_a_format_that_is_not_there_is_none(zone: Zone, sheet: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(b'numFmtId="0"', b'numFmtId="399"') if name.endswith("styles.xml") else data

    found = returned(zone, repacked(sheet, change))
    assert (found.problems, differing(found)) == ((), {})


def test_what_the_library_prints_on_a_broken_workbook_is_not_shown(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repacked(
        sheet,
        lambda name, data: (
            data.replace(b' xfId="1"', b' xfId="999"') if name.endswith("styles.xml") else data
        ),
    )
    with pytest.raises(PlanError) as caught:
        opened(sheet, "表.xlsx")
    assert (caught.value.message, *capsys.readouterr()) == ("工作簿读不通", "", "")


def test_a_workbook_that_does_not_say_when_it_was_saved(sheet: Path) -> None:
    repacked(sheet, lambda name, data: data.replace(b":modified", b":changed") if "core" in name else data)
    assert opened(sheet, "表.xlsx").saved == ""


def test_a_cell_far_away_is_told_and_makes_no_others(zone: Zone, sheet: Path) -> None:
    found = returned(zone, filled(sheet, {}, lambda book: book[SHEET].cell(1_048_576, 16_384, "远")))
    assert [note.words for note in found.notes] == ["表.xlsx!填报!XFD1048576: 这一行没有编号,没有收:“远”"]
    came = opened(sheet, "表.xlsx")
    assert sum(map(len, came.grid.values())) < 300
