"""``sheet export``, ``sheet import``, ``sheet ledger``: a reporting round in Excel, from end to end."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sheets import Cells, book, cell_of, filled, repacked, saved
from zone import Zone

from gaoxin_plan.views.form import Form
from gaoxin_plan.views.returned import Returned
from gaoxin_plan.views.taken import Taken
from gaoxin_plan.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

Q2 = ("--period", "2023Q2")
SHEET = "2023Q2-科技部.xlsx"
HAND_WRITTEN = """\
# 科技部二季度填报
period: 2023Q2
department: kjb
filed: 2023-06-30  # 当天报送

items:
  KJ-01:
    state: 进行中   # 未到受阻
    progress: |-
      攻关4项。
      其中2项已验收。
    values:
      KJ-01.1: 4    # 验收2项
      KJ-01.2: 0
"""


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    """It is the day after the second quarter's grace days."""
    on_day("2023-07-11")


@pytest.fixture
def sent(run: Run, zone: Zone) -> Path:
    """The science department's sheet, exported over what it has filed by hand."""
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    assert run("sheet", "export", *Q2, "-o", "表", "--dept", "科技部")[0] == 0
    return zone.root / "表" / SHEET


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, of two texts of as many lines."""
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def filing(zone: Zone, department: str = "kjb") -> str:
    return zone.path("2023Q2", department).read_text(encoding="utf-8")


# -- out ---------------------------------------------------------------------------------------------------


def test_a_sheet_for_each_department(run: Run, zone: Zone) -> None:
    assert run("sheet", "export", *Q2, "-o", "表") == (
        0,
        "已写入 表/2023Q2-科技部.xlsx(牵头 2 项,配合 1 项)\n"
        "已写入 表/2023Q2-项目部.xlsx(牵头 2 项,配合 1 项)\n"
        "已写入 表/2023Q2-办公室.xlsx(牵头 0 项,配合 2 项)\n",
        "",
    )
    assert sorted(path.name for path in (zone.root / "表").iterdir()) == [
        "2023Q2-办公室.xlsx",
        "2023Q2-科技部.xlsx",
        "2023Q2-项目部.xlsx",
    ]


def test_only_some_departments_and_those_without_items_are_told(run: Run, zone: Zone) -> None:
    zone.change("  - id: bgs\n", "  - id: cwb\n    name: 财务部\n  - id: bgs\n")
    code, out, _ = run(
        "sheet", "export", *Q2, "-o", "表", "--dept", "财务", "--dept", "科创部", "--dept", "kjb"
    )
    assert (code, out) == (
        0,
        "财务部没有牵头或配合的条目,没有写\n已写入 表/2023Q2-科技部.xlsx(牵头 2 项,配合 1 项)\n",
    )


def test_exporting_twice_writes_the_same(run: Run, sent: Path) -> None:
    before = sent.read_bytes()
    assert run("sheet", "export", *Q2, "-o", "表", "--dept", "科技部")[0] == 0
    assert sent.read_bytes() == before


def test_what_was_filled_in_and_not_taken_is_not_written_over(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    before = zone.files()
    told = run("sheet", "export", *Q2, "-o", "表")
    assert told == (
        2,
        "",
        "错误:表/2023Q2-科技部.xlsx 里填过内容,还没有收,没有覆盖\n"
        "  → 先用 gaoxin sheet import 收下,或把它移走,或换一个文件夹\n",
    )
    assert zone.files() == before
    assert run("sheet", "import", "表")[0] == 0
    assert run("sheet", "export", *Q2, "-o", "表")[0] == 0
    assert cell_of(book(sent), "KJ-01.1", "完成值").value == 5


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"x", "表/2023Q2-科技部.xlsx 已经有了,没有覆盖:不是 Excel 工作簿")],
)
def test_another_file_is_not_written_over(run: Run, sent: Path, data: bytes, told: str) -> None:
    sent.write_bytes(data)
    code, _, err = run("sheet", "export", *Q2, "-o", "表")
    assert (code, err.split("\n")[0]) == (2, f"错误:{told}")
    assert sent.read_bytes() == data


def test_a_sheet_that_is_open_is_not_written_over(run: Run, sent: Path) -> None:
    sent.with_name(f".~lock.{SHEET}#").touch()
    code, _, err = run("sheet", "export", *Q2, "-o", "表")
    assert (code, err.split("\n")[0]) == (
        2,
        "错误:表/2023Q2-科技部.xlsx 正在 Word、WPS 或 LibreOffice 里打开,没有写入",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--period", "2023Q5", "-o", "表"), "错误:计划没有报告期“2023Q5”\n"),
        (("--period", "2023Q2", "-o", "表", "--dept", "某部"), "错误:没有部门“某部”\n"),
        (("--period", "2023Q2"), "错误:缺少选项 -o\n"),
        (("-o", "表"), "错误:缺少选项 --period\n"),
    ],
)
def test_what_cannot_be_exported(run: Run, zone: Zone, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("sheet", "export", *arguments)
    assert (code, out, err.split("  →")[0]) == (2, "", told)
    assert not (zone.root / "表").exists()


def test_departments_whose_names_make_one_file_name_get_a_file_each(run: Run, zone: Zone) -> None:
    zone.plan_file.write_text(
        zone.plan_file.read_text(encoding="utf-8").replace("科技部", "甲/乙").replace("项目部", "甲*乙"),
        encoding="utf-8",
    )
    code, out, _ = run("sheet", "export", *Q2, "-o", "表")
    assert (code, [line.split("(")[0] for line in out.splitlines()]) == (
        0,
        [
            "已写入 表/2023Q2-甲_乙-kjb.xlsx",
            "已写入 表/2023Q2-甲_乙-xmb.xlsx",
            "已写入 表/2023Q2-办公室.xlsx",
        ],
    )
    assert run("sheet", "export", *Q2, "-o", "一", "--dept", "xmb")[1].startswith(
        "已写入 一/2023Q2-甲_乙-xmb.xlsx"
    )


def test_words_outside_the_cells_to_fill_are_not_written_over(run: Run, sent: Path) -> None:
    filled(sent, {}, lambda made: made["填报"].cell(20, 2, "填报人:张三"))
    before = sent.read_bytes()
    code, _, err = run("sheet", "export", *Q2, "-o", "表")
    assert (code, err) == (
        2,
        "错误:表/2023Q2-科技部.xlsx 里另写了内容,收表时不会收,没有覆盖:2023Q2-科技部.xlsx!填报!B20: 这一行没有编号,没有收:“填报人:张三”\n"
        "  → 要的话抄到该填的格里;不要的话把这个文件移走,或换一个文件夹\n",
    )
    assert sent.read_bytes() == before


def test_a_sheet_that_was_taken_may_be_written_over_though_the_filing_was_corrected_since(
    run: Run, zone: Zone, sent: Path
) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 6"))
    assert run("sheet", "export", *Q2, "-o", "表", "--dept", "科技部")[0] == 0
    assert cell_of(book(sent), "KJ-01.1", "完成值").value == 6


# -- and back ----------------------------------------------------------------------------------------------


def test_an_untouched_sheet_changes_nothing(run: Run, zone: Zone, sent: Path) -> None:
    before = zone.files()
    for _ in range(2):
        assert run("sheet", "import", str(sent)) == (0, "示例数据\n共 1 份:收了 0,没有变化 1,没有收 0\n", "")
    assert zone.files() == before


def test_an_untouched_sheet_of_a_department_that_filed_nothing(run: Run, zone: Zone) -> None:
    run("sheet", "export", *Q2, "-o", "表", "--dept", "项目部")
    before = zone.files()
    assert run("sheet", "import", "表")[0] == 0
    assert zone.files() == before


def test_one_changed_cell_is_one_line(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01.1", "完成值"): "６项"})
    assert run("sheet", "import", str(sent)) == (
        0,
        "示例数据\n"
        "科技部 2023Q2  已收:改动 1 项、未动 2 项\n"
        "  2023Q2-科技部.xlsx → plan/2023/2023Q2/kjb.yaml\n"
        "  ●黄灯 不变  KJ-01 攻关关键技术\n"
        "  2023Q2-科技部.xlsx!填报!H5: “６项”是文字,读作 6\n"
        "\n"
        "共 1 份:收了 1,没有变化 0,没有收 0\n",
        "",
    )
    assert changed(HAND_WRITTEN, filing(zone)) == [
        ("      KJ-01.1: 4    # 验收2项", "      KJ-01.1: 6    # 验收2项")
    ]
    after = zone.files()
    assert run("sheet", "import", str(sent))[1] == "示例数据\n共 1 份:收了 0,没有变化 1,没有收 0\n"
    assert zone.files() == after


def test_a_dry_run_says_what_would_be_and_writes_nothing(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {
        ("KJ-01", "状态"): "受阻", ("KJ-01", "存在问题"): "缺资金。",
        ("KJ-01.m1", "完成日期"): (datetime(2023, 6, 20), "yyyy-mm-dd"),
        ("XM-03", "状态"): "进行中", ("XM-03", "进展情况"): "配合走访。",
    })  # fmt: skip
    before = zone.files()
    assert run("sheet", "import", "表", "--dry-run") == (
        0,
        "示例数据\n"
        "科技部 2023Q2  会收:新报 1 项、改动 1 项、未动 1 项\n"
        "  2023Q2-科技部.xlsx → plan/2023/2023Q2/kjb.yaml\n"
        "  ●黄灯 不变  KJ-01 攻关关键技术\n"
        "      状态 受阻(原 进行中)\n"
        "      KJ-01.m1 研究院挂牌 2023-06-20 完成\n"
        "      存在问题:缺资金。\n"
        "  ○灰灯 不变  XM-03 服务企业\n"
        "      状态 进行中\n"
        "      进展情况:配合走访。\n"
        "\n"
        "共 1 份:会收 1,没有变化 0,没有收 0\n"
        "没有写文件。\n",
        "",
    )
    assert zone.files() == before
    assert not (Path(os.environ["XDG_CACHE_HOME"]) / "gaoxin" / "sheets").exists()


def test_a_first_filing_is_in_the_order_of_the_plan(run: Run, zone: Zone) -> None:
    run("sheet", "export", *Q2, "-o", "表", "--dept", "项目部")
    filled(zone.root / "表" / "2023Q2-项目部.xlsx", {
        ("XM-03", "状态"): "进行中",
        ("KJ-01", "状态"): "进行中", ("KJ-01", "进展情况"): "配合攻关。\n提供场地。",
        ("KJ-02", "状态"): "受阻", ("KJ-02", "存在问题"): "=缺资金", ("KJ-02", "下步打算"): "- 争取\n@部门",
        ("KJ-02.1", "完成值"): 30, ("KJ-02.2", "完成值"): (0.021, "0.0%"),
    })  # fmt: skip
    code, out, _ = run("sheet", "import", "表", "--filed", "2023-07-05")
    assert code == 0
    assert "项目部 2023Q2  已收:新报 3 项\n" in out
    assert filing(zone, "xmb") == (
        "period: 2023Q2\n"
        "department: xmb\n"
        "filed: 2023-07-05\n"
        "items:\n"
        "  KJ-01:\n"
        "    state: 进行中\n"
        "    progress: |-\n"
        "      配合攻关。\n"
        "\n"
        "      提供场地。\n"
        "  KJ-02:\n"
        "    state: 受阻\n"
        "    problems: =缺资金\n"
        "    next: |-\n"
        "      - 争取\n"
        "\n"
        "      @部门\n"
        "    values:\n"
        "      KJ-02.1: 30\n"
        "      KJ-02.2: 2.1\n"
        "  XM-03:\n"
        "    state: 进行中\n"
    )
    assert run("validate")[0] == 0
    assert run("sheet", "import", "表")[1] == "示例数据\n共 1 份:收了 0,没有变化 1,没有收 0\n"


def test_words_go_out_and_come_back(run: Run, zone: Zone, sent: Path) -> None:
    words = "=1+1\n+86\n-无\n@办公室\n'引\n𠮷野家😀\n# 注\n| 表 : {值} [x] & * !"
    filled(sent, {("KJ-01", "进展情况"): words})
    assert run("sheet", "import", "表")[0] == 0
    sent.unlink()
    assert run("sheet", "export", *Q2, "-o", "表")[0] == 0
    cell = cell_of(book(sent), "KJ-01", "进展情况")
    assert (cell.value, cell.data_type) == (words, "s")
    before = zone.files()
    assert run("sheet", "import", str(sent))[0] == 0
    assert zone.files() == before


def test_what_is_cleared_is_taken_back(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01", "进展情况"): None, ("KJ-01.2", "完成值"): None})
    _, out, _ = run("sheet", "import", "表", "--dry-run")
    assert "      取消了进展情况\n" in out
    assert "      KJ-01.2 安全事故 取消了(原 0 起)\n" in out
    assert run("sheet", "import", "表")[0] == 0
    assert filing(zone) == HAND_WRITTEN.replace(
        "    progress: |-\n      攻关4项。\n      其中2项已验收。\n", ""
    ).replace("      KJ-01.2: 0\n", "")


def test_an_item_whose_cells_are_all_cleared_is_taken_back(run: Run, zone: Zone, sent: Path) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN + "  XM-03:\n    state: 进行中\n")
    filled(sent, {
        ("KJ-01", "状态"): None, ("KJ-01", "进展情况"): None,
        ("KJ-01.1", "完成值"): None, ("KJ-01.2", "完成值"): None,
    })  # fmt: skip
    code, out, _ = run("sheet", "import", "表", "--dry-run")
    assert code == 0
    assert "      取消了这一条的填报\n" in out
    assert run("sheet", "import", "表")[0] == 0
    assert "KJ-01" not in filing(zone)
    assert filing(zone).endswith("items:\n  XM-03:\n    state: 进行中\n")


def test_a_filing_of_which_nothing_is_left_goes(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {
        ("KJ-01", "状态"): None, ("KJ-01", "进展情况"): None,
        ("KJ-01.1", "完成值"): None, ("KJ-01.2", "完成值"): None,
    })  # fmt: skip
    assert run("sheet", "import", "表")[0] == 0
    assert not zone.path("2023Q2", "kjb").exists()


def refused(run: Run, zone: Zone, *paths: str) -> list[str]:
    """What is told of sheets that are refused; nothing is written."""
    before = zone.files()
    code, out, err = run("sheet", "import", *(paths or ("表",)))
    assert (code, err) == (1, "")
    assert zone.files() == before
    return [line for line in out.split("\n") if line.startswith("  ") and "→" not in line and "!" in line]


def test_a_sheet_with_a_mistake_is_not_taken_and_the_others_are(run: Run, zone: Zone) -> None:
    run("sheet", "export", *Q2, "-o", "表")
    filled(zone.root / "表" / SHEET, {("KJ-01", "状态"): "进行中", ("KJ-01.1", "完成值"): "约5"})
    filled(zone.root / "表" / "2023Q2-项目部.xlsx", {("XM-03", "状态"): "进行中"})
    code, out, err = run("sheet", "import", "表")
    assert (code, err) == (1, "")
    assert out == (
        "示例数据\n"
        "科技部 2023Q2  没有收:1 处要改\n"
        "  2023Q2-科技部.xlsx\n"
        "  2023Q2-科技部.xlsx!填报!H5: “完成值”的值“约5”不是数字\n"
        "    → 只写数字,如 6\n"
        "\n"
        "项目部 2023Q2  已收:新报 1 项、未动 2 项\n"
        "  2023Q2-项目部.xlsx → plan/2023/2023Q2/xmb.yaml\n"
        "  ○灰灯 → ○绿灯  XM-03 服务企业\n"
        "plan/2023/2023Q2/xmb.yaml:3:8: P431 (警告)报送于 2023-07-11,2023Q2 应于 2023-07-10 及以前报送\n"
        "    → 迟报只作提醒,不影响亮灯;日期写错了就改正\n"
        "\n"
        "办公室  没有变化\n"
        "科技部  没有收:1 处要改\n"
        "项目部  已收:新报 1 项、未动 2 项;灰灯 → 绿灯 1 项\n"
        "共 3 份:收了 1,没有变化 1,没有收 1\n"
    )
    assert not zone.path("2023Q2", "kjb").exists()
    assert zone.path("2023Q2", "xmb").exists()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {("KJ-01", "状态"): None},
            "  2023Q2-科技部.xlsx!填报!G4: KJ-01 报了内容,没有选状态",
        ),
        (
            {("KJ-02.1", "完成值"): 5},
            "  2023Q2-科技部.xlsx!填报!G9: KJ-02 报了内容,没有选状态",
        ),
        (
            {("KJ-01", "佐证材料"): "批复.pdf"},
            "  2023Q2-科技部.xlsx!填报!N4: P415 佐证材料“批复.pdf”不存在",
        ),
        (
            {("KJ-01.1", "完成值"): -1},
            "  2023Q2-科技部.xlsx!填报!H5: P414 KJ-01.1 的完成值 -1 是负数",
        ),
        (
            {("KJ-01.m1", "完成日期"): "2024.6.20"},
            "  2023Q2-科技部.xlsx!填报!J7: P416 KJ-01.m1 的完成日期 2024-06-20 还没有到",
        ),
    ],
)
def test_what_the_checks_refuse_is_told_at_its_cell(
    run: Run, zone: Zone, sent: Path, cells: Cells, told: str
) -> None:
    filled(sent, cells)
    (line,) = refused(run, zone)
    assert line == told


def test_evidence_that_is_there_is_taken(run: Run, zone: Zone, sent: Path) -> None:
    zone.write("2023Q2", "批复", "").rename(zone.path("2023Q2", "x").with_name("批复.pdf"))
    filled(sent, {("KJ-01", "佐证材料"): "批复.pdf"})
    assert run("sheet", "import", "表")[0] == 0
    assert filing(zone) == HAND_WRITTEN + "    evidence: [批复.pdf]\n"


def test_of_very_many_mistakes_the_first_are_told(run: Run, sent: Path) -> None:
    def change(made: Workbook) -> None:
        for row in range(20, 60):
            made["填报"].cell(row, 11, "多写的")

    filled(sent, {}, change)
    code, out, _ = run("sheet", "import", "表")
    assert code == 1
    assert out.count("没有地方收") == 20
    assert "没有收:40 处要改\n" in out
    assert "    → 移到有编号的行里;这一行是自己加的,请删去\n  ……还有 20 处\n" in out


# -- what was changed meanwhile ----------------------------------------------------------------------------


def test_other_fields_that_were_changed_meanwhile_stay(run: Run, zone: Zone, sent: Path) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.2: 0", "KJ-01.2: 1"))
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    assert filing(zone) == HAND_WRITTEN.replace("KJ-01.2: 0", "KJ-01.2: 1").replace(
        "KJ-01.1: 4", "KJ-01.1: 5"
    )


def test_one_field_that_both_changed_is_told_with_both(run: Run, zone: Zone, sent: Path) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 7"))
    filled(sent, {("KJ-01.1", "完成值"): 5, ("KJ-01.2", "完成值"): 1})
    before = zone.files()
    code, out, _ = run("sheet", "import", "表")
    assert code == 1
    assert (
        "  2023Q2-科技部.xlsx!填报!H5: 两边都改了 KJ-01.1:这张表里是“5”,填报里现在是“7”,\n"
        "  导出时是“4”\n"
        "    → 商定照哪一个:照填报的,改这一格;照表里的,先用 gaoxin record 改填报;再收一次\n"
    ) in out
    assert zone.files() == before
    filled(sent, {("KJ-01.1", "完成值"): 7})
    assert run("sheet", "import", "表")[0] == 0
    assert "KJ-01.2: 1" in filing(zone)


def test_both_may_have_changed_it_to_the_same(run: Run, zone: Zone, sent: Path) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 5.0"))
    filled(sent, {("KJ-01.1", "完成值"): 5})
    before = zone.files()
    assert run("sheet", "import", "表")[0] == 0
    assert zone.files() == before


def test_a_corrected_sheet_may_be_sent_again(run: Run, zone: Zone, sent: Path) -> None:
    for value in (5, 6, 7):
        filled(sent, {("KJ-01.1", "完成值"): value, ("KJ-01", "存在问题"): f"第{value}稿"})
        assert run("sheet", "import", "表")[0] == 0
        assert f"KJ-01.1: {value}" in filing(zone)
        assert f"第{value}稿" in filing(zone)


def test_where_nothing_is_remembered_a_corrected_sheet_is_a_conflict(
    run: Run, zone: Zone, sent: Path
) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "gaoxin" / "sheets")
    filled(sent, {("KJ-01.1", "完成值"): 6})
    assert refused(run, zone)[0].startswith("  2023Q2-科技部.xlsx!填报!H5: 两边都改了 KJ-01.1")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"saved": 1}', '{"saved": "", "values": [1]}'])
def test_what_is_remembered_may_be_spoilt(run: Run, zone: Zone, sent: Path, text: str) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    (known,) = (Path(os.environ["XDG_CACHE_HOME"]) / "gaoxin" / "sheets").iterdir()
    known.write_text(text, encoding="utf-8")
    filled(sent, {("KJ-01.1", "完成值"): 6})
    assert refused(run, zone)[0].startswith("  2023Q2-科技部.xlsx!填报!H5: 两边都改了 KJ-01.1")


def test_where_nothing_can_be_remembered_the_sheet_is_taken_all_the_same(
    run: Run, zone: Zone, sent: Path
) -> None:
    (Path(os.environ["XDG_CACHE_HOME"]) / "gaoxin").mkdir(parents=True, exist_ok=True)
    (Path(os.environ["XDG_CACHE_HOME"]) / "gaoxin" / "sheets").touch()
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    assert "KJ-01.1: 5" in filing(zone)


def test_a_value_that_was_corrected_by_hand_since_is_not_written_over(
    run: Run, zone: Zone, sent: Path
) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    assert run("record", "KJ-01", *Q2, "--value", "1=8", "--dept", "kjb")[0] == 0
    before = zone.files()
    assert run("sheet", "import", "表")[0] == 1
    assert zone.files() == before
    filled(sent, {("KJ-01.1", "完成值"): 6})
    assert refused(run, zone)[0].startswith("  2023Q2-科技部.xlsx!填报!H5: 两边都改了 KJ-01.1")


def test_an_older_copy_does_not_undo_a_newer_one(run: Run, zone: Zone, sent: Path) -> None:
    old = zone.root / "旧.xlsx"
    old.write_bytes(sent.read_bytes())
    filled(old, {("KJ-01.1", "完成值"): 5})
    filled(sent, {("KJ-01.1", "完成值"): 6})

    def dated(day: str) -> Callable[[str, bytes], bytes]:
        def change(name: str, data: bytes) -> bytes:
            if name != "docProps/core.xml":
                return data
            head, tag, rest = data.partition(b":modified")
            return (
                head
                + tag
                + rest.partition(b">")[0]
                + f">{day}T08:00:00Z</dcterms:modified></cp:coreProperties>".encode()
            )

        return change

    repacked(old, dated("2023-07-03"))
    repacked(sent, dated("2023-07-05"))
    assert run("sheet", "import", str(sent))[0] == 0
    assert refused(run, zone, str(old)) == [
        "  旧.xlsx!填报!H5: 这张表比上次收的一份旧:KJ-01.1 这里是“5”,上次收的是“6”",
    ]


def test_a_cell_that_is_as_it_was_sent_out_does_not_undo_what_was_taken(
    run: Run, zone: Zone, sent: Path
) -> None:
    original = sent.read_bytes()
    filled(sent, {("KJ-01.1", "完成值"): 5, ("KJ-01", "存在问题"): "缺资金。"})
    assert run("sheet", "import", "表")[0] == 0
    sent.write_bytes(original)
    filled(sent, {("KJ-01", "下步打算"): "争取。"})
    code, out, _ = run("sheet", "import", "表")
    assert code == 0
    assert "2023Q2-科技部.xlsx!填报!H5: KJ-01.1 和导出时一样(“4”),没有动填报里的“5”\n" in out
    assert "KJ-01.1: 5" in filing(zone)
    assert "缺资金。" in filing(zone)
    assert "争取。" in filing(zone)


def test_a_sheet_that_changed_nothing_but_was_not_followed_is_told_in_the_summary(
    run: Run, sent: Path
) -> None:
    original = sent.read_bytes()
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "export", *Q2, "-o", "表", "--dept", "项目部")[0] == 0
    assert run("sheet", "import", "表")[0] == 0
    sent.write_bytes(original)
    code, out, _ = run("sheet", "import", "表")
    assert (code, out.splitlines()[-3:]) == (
        0,
        ["科技部  没有变化;有 1 处请看上面", "项目部  没有变化", "共 2 份:收了 0,没有变化 2,没有收 0"],
    )


def test_what_is_put_back_in_a_corrected_sheet_is_put_back(run: Run, zone: Zone) -> None:
    run("sheet", "export", *Q2, "-o", "表", "--dept", "项目部")
    path = zone.root / "表" / "2023Q2-项目部.xlsx"
    filled(path, {("KJ-02", "状态"): "进行中", ("KJ-02.1", "完成值"): 100})
    assert run("sheet", "import", "表")[0] == 0
    filled(path, {("KJ-02.1", "完成值"): None, ("KJ-02.2", "完成值"): 4})
    code, out, _ = run("sheet", "import", "表")
    assert code == 0
    assert "  2023Q2-项目部.xlsx!填报!H" in out
    assert "KJ-02.1 改回了导出时的样子:空的" in out
    assert "KJ-02.1" not in filing(zone, "xmb")
    assert "KJ-02.2: 4" in filing(zone, "xmb")
    after = zone.files()
    assert run("sheet", "import", "表")[1] == "示例数据\n共 1 份:收了 0,没有变化 1,没有收 0\n"
    assert zone.files() == after


def test_after_the_filing_was_put_back_the_same_sheet_is_taken_again(
    run: Run, zone: Zone, sent: Path
) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表")[0] == 0
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    assert run("sheet", "import", "表")[0] == 0
    assert "KJ-01.1: 5" in filing(zone)


def test_a_filing_that_changes_underneath_is_merged_again_under_its_lock(
    run: Run, zone: Zone, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gaoxin_plan.changes import taking

    recalled = taking.memory.recalled
    theirs = HAND_WRITTEN.replace("KJ-01.1: 4", "KJ-01.1: 7")

    def meanwhile(identity: str) -> object:
        zone.write("2023Q2", "kjb", theirs)  # after all files were loaded
        return recalled(identity)

    monkeypatch.setattr(taking.memory, "recalled", meanwhile)
    filled(sent, {("KJ-01.1", "完成值"): 5})
    code, out, _ = run("sheet", "import", "表")
    assert code == 1
    assert "2023Q2-科技部.xlsx!填报!H5: 两边都改了 KJ-01.1" in out
    assert filing(zone) == theirs


def test_the_day_of_a_filing_stays_unless_one_is_given(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    assert run("sheet", "import", "表", "--filed", "2023-07-05")[0] == 0
    assert changed(HAND_WRITTEN, filing(zone)) == [
        ("filed: 2023-06-30  # 当天报送", "filed: 2023-07-05  # 当天报送"),
        ("      KJ-01.1: 4    # 验收2项", "      KJ-01.1: 5    # 验收2项"),
    ]


@pytest.mark.usefixtures("sent")
def test_a_day_alone_changes_nothing_and_that_is_told(run: Run, zone: Zone) -> None:
    code, out, _ = run("sheet", "import", "表", "--filed", "2023-07-05")
    assert (code, out) == (
        0,
        "示例数据\n"
        "科技部 2023Q2  没有变化\n"
        "  2023Q2-科技部.xlsx\n"
        "  2023Q2-科技部.xlsx: 没有变化,报送日期还是 2023-06-30,没有改成 2023-07-05\n"
        "\n"
        "共 1 份:收了 0,没有变化 1,没有收 0\n",
    )
    assert filing(zone) == HAND_WRITTEN
    assert "报送日期" not in run("sheet", "import", "表", "--filed", "2023-06-30")[1]


# -- what is no sheet of this plan -------------------------------------------------------------------------


def test_two_sheets_of_one_department(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    (zone.root / "表" / "副本.xlsx").write_bytes(sent.read_bytes())
    before = zone.files()
    code, out, _ = run("sheet", "import", "表")
    assert code == 1
    assert "2023Q2-科技部.xlsx: 科技部 2023Q2 有几份表:另有 副本.xlsx\n" in out
    assert "副本.xlsx: 科技部 2023Q2 有几份表:另有 2023Q2-科技部.xlsx\n" in out
    assert zone.files() == before


@pytest.mark.usefixtures("sent")
def test_one_file_that_is_named_in_two_ways_is_one(run: Run, zone: Zone) -> None:
    (zone.root / "链接.xlsx").symlink_to(zone.root / "表" / SHEET)
    assert run("sheet", "import", "表", f"表/../表/{SHEET}", "链接.xlsx") == (
        0,
        "示例数据\n共 1 份:收了 0,没有变化 1,没有收 0\n",
        "",
    )


def test_what_was_taken_is_told_when_the_rest_is_interrupted(
    run: Run, zone: Zone, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gaoxin_plan.changes import taking

    take = taking.take

    def interrupted(workspace: Workspace, returned: Returned, asked: Form, terms: taking.Terms) -> Taken:
        if returned.department != "kjb":
            raise KeyboardInterrupt
        return take(workspace, returned, asked, terms)

    monkeypatch.setattr(taking, "take", interrupted)
    filled(sent, {("KJ-01.1", "完成值"): 5})
    run("sheet", "export", *Q2, "-o", "又", "--dept", "项目部")
    code, out, _ = run("sheet", "import", str(sent), "又")
    assert code == 130
    assert "科技部 2023Q2  已收:改动 1 项、未动 2 项\n" in out
    assert out.endswith("中断了:还有 1 份没有收,再收一次即可\n")
    assert "KJ-01.1: 5" in filing(zone)


def test_two_of_one_name_in_two_folders(run: Run, zone: Zone, sent: Path) -> None:
    other = zone.root / "又" / SHEET
    other.parent.mkdir()
    other.write_bytes(sent.read_bytes())
    code, out, _ = run("sheet", "import", "表", "又", str(sent))
    assert code == 1
    assert "表/2023Q2-科技部.xlsx: 科技部 2023Q2 有几份表:另有 又/2023Q2-科技部.xlsx\n" in out
    assert "共 2 份:" in out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "title: 云山示范区2023年工作要点",
            "title: 云山示范区2024年工作要点",
            "是另一份计划的表:《云山示范区2023年工作要点》",
        ),
        ("  - id: kjb\n", "  - id: kjc\n", "部门名单里没有这张表的部门“kjb”"),
        ("year: 2023\n", "year: 2022\n", "计划没有报告期“2023Q2”"),
    ],
)
def test_a_sheet_of_another_plan(run: Run, zone: Zone, old: str, new: str, told: str) -> None:
    assert run("sheet", "export", *Q2, "-o", "表", "--dept", "科技部")[0] == 0
    zone.change(old, new)
    before = zone.files()
    code, out, _ = run("sheet", "import", "表")
    assert code == 1
    assert f"  2023Q2-科技部.xlsx: {told}\n" in out
    assert zone.files() == before


def test_rows_of_another_departments_sheet(run: Run, zone: Zone) -> None:
    run("sheet", "export", *Q2, "-o", "表")
    ours = zone.root / "表" / "2023Q2-办公室.xlsx"
    made = book(ours)
    for cell in book(zone.root / "表" / SHEET)["填报"][12]:
        made["填报"].cell(20, cell.column).value = cell.value
    ours.write_bytes(saved(made))
    assert refused(run, zone, str(ours)) == ["  2023Q2-办公室.xlsx!填报!O20: 编号“XM-03”不是这张表的"]


def test_a_folder_shows_what_cannot_be_read_and_passes_over_locks(run: Run, sent: Path) -> None:
    folder = sent.parent
    (folder / "旧表.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "~$锁.xlsx").touch()
    (folder / ".隐藏.xlsx").touch()
    (folder / "附件.pdf").touch()
    code, out, _ = run("sheet", "import", "表")
    assert (code, out) == (
        1,
        "示例数据\n"
        "没有收:1 处要改\n"
        "  旧表.xls\n"
        "  旧表.xls: 是旧式的表格(.xls 或 .et),或别的旧式文件\n"
        "    → 在 Excel 或 WPS 里“另存为”,类型选“Excel 工作簿(*.xlsx)”\n"
        "\n"
        "科技部    没有变化\n"
        "旧表.xls  没有收:1 处要改\n"
        "共 2 份:收了 0,没有变化 1,没有收 1\n",
    )


def test_an_empty_folder(run: Run, zone: Zone) -> None:
    (zone.root / "空").mkdir()
    assert run("sheet", "import", "空") == (
        2,
        "",
        "错误:文件夹 空 里没有 Excel 文件\n  → 把收到的表放进这个文件夹(不看它下面的文件夹)\n",
    )


@pytest.mark.usefixtures("sent")
def test_a_filing_that_cannot_be_read_stops_the_round(run: Run, zone: Zone, sent: Path) -> None:
    filled(sent, {("KJ-01.1", "完成值"): 5})
    zone.write("2023Q2", "kjb", HAND_WRITTEN + "  - x\n")
    before = zone.files()
    code, out, err = run("sheet", "import", "表")
    assert (code, out, err) == (
        1,
        "",
        "plan/2023/2023Q2/kjb.yaml:15:3: P113 这一行的缩进与上面没有对齐\n"
        "    → 同一级的各行,行首空格数要一样多\n"
        "错误:计划或填报的文件有错误,读不全\n"
        "  → 改好后再试;全部问题见:gaoxin validate\n",
    )
    assert zone.files() == before


# -- the ledger --------------------------------------------------------------------------------------------


def test_the_ledger(run: Run, zone: Zone) -> None:
    zone.write("2023Q2", "kjb", HAND_WRITTEN)
    assert run("sheet", "ledger", "-o", "out/台账.xlsx", *Q2) == (
        0,
        "已写入 out/台账.xlsx(3 项,2 个报告期)\n",
        "",
    )
    before = (zone.root / "out" / "台账.xlsx").read_bytes()
    assert run("sheet", "ledger", "-o", "out/台账.xlsx", *Q2)[0] == 0
    assert (zone.root / "out" / "台账.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "台账.xls"), "错误:台账是 Excel 文件,文件名 台账.xls 不以 .xlsx 结尾\n"),
        ((), "错误:缺少选项 -o\n"),
    ],
)
def test_a_ledger_needs_a_file(run: Run, zone: Zone, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run("sheet", "ledger", *arguments)
    assert (code, err.split("  →")[0]) == (2, told)
    assert not (zone.root / "台账.xls").exists()
