"""``status``, ``due``, ``targets`` and ``validate`` once departments have filed."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from zone import Zone

from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    on_day("2023-07-11")


@pytest.fixture
def filed(zone: Zone) -> Zone:
    """The first item is late with a milestone, the second far behind, the third blocked."""
    said = {"values": {"KJ-01.1": 5, "KJ-01.2": 0}}
    zone.filed("2023Q2", "kjb", {"KJ-01": said, "KJ-02": {"values": {"KJ-02.1": 10, "KJ-02.2": 2}}})
    zone.filed("2023Q2", "xmb", {"KJ-02": {}, "XM-03": {"state": "受阻", "problems": "缺经费。"}})
    zone.filed("2023Q2", "bgs", {"KJ-01": {"state": "受阻"}})
    return zone


@pytest.mark.usefixtures("filed")
def test_a_page(run: Run) -> None:
    assert run("status") == (
        0,
        (
            "云山示范区2023年工作要点\n"
            "示例数据\n"
            "截至 2023-07-11 · 报告期 2023Q2\n"
            "\n"
            "一、抓创新\n"
            "  ●黄灯 KJ-01  科技部          攻关关键技术\n"
            "                 研究院挂牌 逾期 11 天,未完成;配合部门办公室报受阻\n"
            "  ●红灯 KJ-02  科技部、项目部  引进投资\n"
            "                 到位资金 10/100 万元,序时应达 50 万元,落后 40 个百分点\n"
            "\n"
            "二、促建设\n"
            "  ○黄灯 XM-03  项目部  服务企业\n"
            "                 部门自报受阻;项目部报受阻:缺经费。\n"
            "\n"
            "逾期 1 个\n"
            "  KJ-01.m1  11 天  研究院挂牌(科技部)\n"
            "\n"
            "按牵头部门(共同牵头的各计一次)\n"
            "  科技部  绿灯 0  黄灯 1  红灯 1  灰灯 0\n"
            "  项目部  绿灯 0  黄灯 1  红灯 1  灰灯 0\n"
            "\n"
            "共 3 项:绿灯 0  黄灯 2  红灯 1  灰灯 0\n"
            "● 有数字或日期可查  ○ 部门自报\n"
            "落后序时进度不到 10 个百分点的绿灯,10 至 30 黄灯,超过 30 红灯(采用示范规则\n"
            "yinchuan-2025,本单位未另行规定)\n"
        ),
        "",
    )


@pytest.mark.usefixtures("filed")
def test_a_department_reads_its_reasons(run: Run) -> None:
    _, out, _ = run("status", "--dept", "科技")
    lines = out.splitlines()
    assert lines[2] == "科技部 · 截至 2023-07-11 · 报告期 2023Q2"
    assert lines[4:12] == [
        "牵头 2 项",
        "  ●黄灯 KJ-01  攻关关键技术",
        "               研究院挂牌 逾期 11 天,未完成;配合部门办公室报受阻",
        "  ●红灯 KJ-02  引进投资",
        "               到位资金 10/100 万元,序时应达 50 万元,落后 40 个百分点",
        "",
        "配合 1 项",
        "  ○黄灯 XM-03  项目部  服务企业",
    ]
    assert "按牵头部门" not in out


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.usefixtures("filed")
def test_no_line_is_wider_than_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (("status",), ("status", "--dept", "kjb"), ("show", "1"), ("due",)):
        _, out, _ = run(*arguments)
        assert [line for line in out.splitlines() if width(line) > int(columns)] == []


@pytest.mark.parametrize(
    ("lights", "code"),
    [("red", 1), ("红", 1), ("red,green", 1), ("yellow", 1), ("green", 0), ("grey", 0), ("绿、灰", 0)],
)
@pytest.mark.usefixtures("filed")
def test_fail_on(run: Run, lights: str, code: int) -> None:
    for more in ((), ("--format", "json"), ("--format", "csv")):
        told = run("status", "--fail-on", lights, *more)
        assert told[0] == code
        assert told[1:] == run("status", *more)[1:]


@pytest.mark.usefixtures("filed")
def test_fail_on_looks_at_what_is_asked_for(run: Run) -> None:
    assert run("status", "--section", "二", "--fail-on", "red")[0] == 0
    assert (
        run("status", "--light", "yellow", "--fail-on", "red")[0] == 1
    )  # what is shown is not what there is
    assert run("status", "--as-of", "2023-03-31", "--fail-on", "red,yellow")[0] == 0


@pytest.mark.parametrize("words", ["蓝", ""])
def test_fail_on_a_light_that_is_none(run: Run, words: str) -> None:
    code, out, err = run("status", "--fail-on", words)
    assert (code, out) == (2, "")
    assert err.startswith(f"错误:没有灯“{words}”\n")


@pytest.mark.usefixtures("filed")
def test_the_contract(run: Run) -> None:
    data = json.loads(run("status", "--format", "json")[1])
    assert list(data) == ["as_of", "period", "items", "counts", "departments", "late"]
    assert data["counts"] == {"green": 0, "yellow": 2, "red": 1, "grey": 0}
    assert data["departments"] == [
        {"name": "科技部", "counts": {"green": 0, "yellow": 1, "red": 1, "grey": 0}},
        {"name": "项目部", "counts": {"green": 0, "yellow": 1, "red": 1, "grey": 0}},
    ]
    assert data["late"] == [{"id": "KJ-01.m1", "item": "KJ-01", "days": 11}]
    assert data["items"][0] == {
        "id": "KJ-01",
        "number": "一",
        "title": "攻关关键技术",
        "section": "KJ",
        "lead": ["科技部"],
        "responsible": ["项目部", "办公室"],
        "role": None,
        "light": "yellow",
        "measured": True,
        "reasons": ["研究院挂牌 逾期 11 天,未完成", "配合部门办公室报受阻"],
    }


@pytest.mark.usefixtures("filed")
def test_as_a_table(run: Run) -> None:
    text = run("status", "--format", "csv")[1]
    _, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert [row[7:9] for row in rows] == [["黄灯", "实测"], ["红灯", "实测"], ["黄灯", "自报"]]
    assert rows[0][9] == "研究院挂牌 逾期 11 天,未完成;配合部门办公室报受阻"


def test_a_filing_of_a_period_that_has_only_begun_is_told(run: Run, filed: Zone) -> None:
    filed.filed("2023Q3", "xmb", {"XM-03": {}}, on="2023-07-05")
    assert "截至 2023-07-11 · 报告期 2023Q2,含已报的 2023Q3\n" in run("status")[1]
    assert "含已报的" not in run("status", "--period", "2023Q2")[1]


# -- the other queries -------------------------------------------------------------------------------------


def test_due_leaves_out_what_is_done(run: Run, zone: Zone) -> None:
    assert "KJ-01.m1" in run("due", "--as-of", "2023-06-01")[1]
    zone.filed("2023Q2", "kjb", {"KJ-01": {"done": {"KJ-01.m1": "2023-05-20"}, "values": {"KJ-01.1": 12}}})
    _, out, _ = run("due", "--as-of", "2023-06-01", "--within", "8m")
    assert "KJ-01.m1" not in out
    assert "KJ-01.1" not in out
    assert "KJ-01.2" in out
    data = json.loads(run("due", "--as-of", "2023-06-01", "--within", "8m", "--format", "json")[1])
    assert [part["id"] for part in data["parts"]] == ["KJ-01.2", "KJ-02.1", "KJ-02.2"]


@pytest.mark.usefixtures("filed")
def test_targets_tell_value_and_pace(run: Run) -> None:
    lines = run("targets", "--section", "一")[1].splitlines()
    assert [line.split()[:5] for line in lines if line.startswith("  KJ-")] == [
        ["KJ-01.1", "至少", "10", "5", "5"],
        ["KJ-01.2", "至多", "0", "0", "—"],
        ["KJ-02.1", "至少", "100", "10", "50"],
        ["KJ-02.2", "提升", "20", "2", "—"],
    ]
    data = json.loads(run("targets", "--format", "json")[1])["items"]
    assert [(t["value"], t["pace"], t["light"]) for item in data for t in item["targets"]] == [
        (5, 5, "green"), (0, None, "green"), (10, 50, "red"), (2, None, "green"),
    ]  # fmt: skip


@pytest.mark.usefixtures("filed")
def test_show_tells_the_light_of_each_part(run: Run) -> None:
    _, out, _ = run("show", "1")
    lines = out.splitlines()
    assert lines[0] == "示例数据"
    assert "  KJ-01.1  2023年12月31日  突破关键技术 10项以上" in lines
    assert "           ●绿灯  5/10 项,序时应达 5 项" in lines
    assert "            ●黄灯  逾期 11 天,未完成" in lines


@pytest.mark.usefixtures("filed")
def test_validate_says_what_was_filed(run: Run) -> None:
    code, out, err = run("validate")
    assert (code, err) == (0, "")
    assert out.endswith("plan/2023.yaml:1 个警告\n")  # an item that has nothing to measure


def test_validate_of_a_plan_in_order_counts_the_filings(run: Run, filed: Zone) -> None:
    filed.change(
        "        text: 服务企业。\n",
        "        text: 服务企业。\n        milestones:\n          - {id: XM-03.m1, title: 服务, quote: 服务企业}\n",
    )
    filed.amended(on="2023-06-01")
    assert run("validate", "--strict") == (
        0,
        (
            "plan/2023.yaml:没有问题(2 个部分、3 个条目、4 个目标、3 个节点)\n"
            "没有写明原件,未作核对\n"
            "1 处调整\n"
            "填报 3 份,1 个报告期\n"
        ),
        "",
    )


def test_validate_tells_the_problems_of_filings_at_their_places(run: Run, filed: Zone) -> None:
    filed.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.9": 1}}, "KJ-09": {}})
    filed.write("2023Q2", "notes", "a: [\n")
    code, out, _ = run("validate")
    assert code == 1
    told = [line for line in out.splitlines() if line.startswith("plan/2023/")]
    assert [line.split(" ")[:2] for line in told] == [
        ["plan/2023/2023Q2/kjb.yaml:8:7:", "P411"],
        ["plan/2023/2023Q2/kjb.yaml:9:3:", "P410"],
        ["plan/2023/2023Q2/notes.yaml:1:4:", "P111"],
    ]


# -- a made-up plan says so --------------------------------------------------------------------------------

PAGES = [
    "status", "status --dept 科技部", "show 1", "explain 1", "history 1", "list", "list --grep 技术", "targets", "due",
    "departments", "missing", "remind", "report assignment", "close 3 --by 督查办 --dry-run",
    "record 3 --period 2023Q2 --state 受阻 --dry-run",
]  # fmt: skip


@pytest.mark.parametrize("command", PAGES)
def test_every_page_of_a_made_up_plan_says_so(run: Run, zone: Zone, command: str) -> None:
    code, out, err = run(*command.split(" "))
    assert (code, err) == (0, "")
    assert out.count("示例数据") == (2 if command == "remind" else 1)
    zone.change("sample: true\n", "")
    assert "示例数据" not in run(*command.split(" "))[1]
