"""``missing`` and ``remind``: who has not reported, and the words to tell them."""

import json
from collections.abc import Callable

import pytest
from zone import Zone

from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]

REQUEST = (
    "请报:状态(未启动、进行中、受阻、已完成)、目标的累计完成值、进展情况、存在问题、下步打算;"
    "报“已完成”的请附佐证材料。谢谢!\n"
)


@pytest.fixture(autouse=True)
def today(on_day: OnDay) -> None:
    on_day("2023-07-15")


@pytest.fixture
def partly(zone: Zone) -> Zone:
    """One department reported all but a value, the other half."""
    zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1, "KJ-01.2": 0}}})
    zone.filed(
        "2023Q2",
        "kjb",
        {"KJ-01": {"values": {"KJ-01.1": 5}}, "KJ-02": {"values": {"KJ-02.1": 1, "KJ-02.2": 1}}},
    )
    zone.filed("2023Q2", "xmb", {"KJ-02": {}})
    return zone


def all_reported(zone: Zone) -> None:
    both = {"KJ-02": {"values": {"KJ-02.1": 50, "KJ-02.2": 10}}}
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 5, "KJ-01.2": 0}}} | both)
    zone.filed("2023Q2", "xmb", {"XM-03": {}} | both)


@pytest.mark.usefixtures("partly")
def test_some_have_reported(run: Run) -> None:
    assert run("missing", "--period", "2023Q2") == (
        0,
        (
            "云山示范区2023年工作要点\n"
            "示例数据\n"
            "2023Q2 未报情况 · 截至 2023-07-15 · 应于 2023-07-10 及以前报送,已过 5 天\n"
            "\n"
            "科技部  还差 1 项,应报 2 项\n"
            "  KJ-01  攻关关键技术\n"
            "         已报,缺完成值:KJ-01.2 安全事故\n"
            "\n"
            "项目部  还差 1 项,应报 2 项\n"
            "  XM-03  服务企业\n"
            "         未报,从未报过\n"
            "\n"
            "2 个部门没有报全,0 个部门已报全\n"
        ),
        "",
    )


def test_none_have_reported(run: Run, zone: Zone) -> None:
    zone.filed("2023Q1", "xmb", {"XM-03": {}})
    _, out, _ = run("missing")
    assert "科技部  还差 2 项,应报 2 项\n" in out
    assert "项目部  还差 2 项,应报 2 项\n" in out
    assert "  XM-03  服务企业\n         未报,上次报的是 2023Q1\n" in out
    assert out.endswith("\n2 个部门没有报全,0 个部门已报全\n")


def test_all_have_reported(run: Run, zone: Zone) -> None:
    all_reported(zone)
    _, out, _ = run("missing")
    assert out.endswith("已过 5 天\n\n2 个部门已报全\n")
    assert run("remind") == (0, "都已报全,没有要催的\n", "")
    assert run("remind", "--to", "催办") == (0, "都已报全,没有要催的\n", "")
    assert not (zone.root / "催办").exists()


@pytest.mark.usefixtures("partly")
def test_one_department(run: Run) -> None:
    code, out, err = run("missing", "--dept", "项目")
    assert (code, err) == (0, "")
    assert "科技部" not in out
    assert "XM-03" in out


@pytest.mark.usefixtures("partly")
def test_for_other_programs(run: Run) -> None:
    data = json.loads(run("missing", "--format", "json")[1])
    assert list(data) == ["period", "as_of", "deadline", "days_late", "departments", "complete"]
    assert [list(one) for one in data["departments"]] == [["id", "name", "contact", "items"]] * 2
    assert list(data["departments"][0]["items"][0]) == ["id", "title", "filed", "targets", "last"]
    assert run("missing", "--format", "csv")[1].removeprefix("\ufeff") == (
        "部门,联络员,编号,工作任务,情况,缺完成值,上次报送,应报日期,已过天数\n"
        "科技部,示例甲,KJ-01,攻关关键技术,已报不全,KJ-01.2,2023Q1,2023-07-10,5\n"
        "项目部,,XM-03,服务企业,未报,,,2023-07-10,5\n"
    )


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.usefixtures("partly")
def test_no_line_is_wider_than_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = run("missing")
    assert [line for line in out.splitlines() if width(line) > int(columns)] == []


# -- reminders ---------------------------------------------------------------------------------------------

LATE = (
    "示例数据\n"
    "科技部 示例甲,您好!\n"
    "《云山示范区2023年工作要点》2023年第二季度进展应于 2023 年 7 月 10 日及以前报送,已过 5 天。"
    "请贵部门报送的 2 项中,还有 1 项没有报全:\n"
    "1. (一)攻关关键技术(缺完成值:安全事故)\n"
    f"{REQUEST}"
    "云山示范区管理办公室\n"
)


@pytest.mark.usefixtures("partly")
def test_a_reminder_for_each_department_ready_to_paste(run: Run) -> None:
    code, out, err = run("remind", "--period", "2023Q2")
    assert (code, err) == (0, "")
    first, second = out.split("\n\n")
    assert first + "\n" == LATE
    assert second.startswith("示例数据\n项目部,您好!\n")
    assert "\n1. (三)服务企业\n" in second
    assert run("remind", "--period", "2023Q2", "--dept", "kjb") == (0, LATE, "")


@pytest.mark.usefixtures("partly")
def test_while_there_is_time_it_asks(run: Run, on_day: OnDay) -> None:
    on_day("2023-07-05")
    _, out, _ = run("remind", "--dept", "kjb")
    assert "进展请于 2023 年 7 月 10 日及以前报送。请贵部门" in out
    assert "已过" not in out


def test_a_file_for_each_department(run: Run, partly: Zone) -> None:
    assert run("remind", "--to", "催办/二季度") == (0, "已写 2 个文件到 催办/二季度\n", "")
    folder = partly.root / "催办" / "二季度"
    assert sorted(path.name for path in folder.iterdir()) == [
        "2023Q2-kjb-科技部.txt",
        "2023Q2-xmb-项目部.txt",
    ]
    assert (folder / "2023Q2-kjb-科技部.txt").read_text(encoding="utf-8") == LATE


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("科技/部", "2023Q2-kjb-科技_部.txt"),
        ("../../科技部", "2023Q2-kjb-.._.._科技部.txt"),
        ("/etc/passwd", "2023Q2-kjb-_etc_passwd.txt"),
        ("C:\\\\科技部", "2023Q2-kjb-C__科技部.txt"),
        ("科技部\\t二室", "2023Q2-kjb-科技部_二室.txt"),
        ("科技部*?", "2023Q2-kjb-科技部__.txt"),
    ],
)
def test_a_name_is_made_safe_for_a_file(run: Run, zone: Zone, name: str, file: str) -> None:
    text = zone.plan_file.read_text(encoding="utf-8").replace("科技部", "科部")
    zone.plan_file.write_text(
        text.replace("name: 科部", f'name: "{name}"\n    aliases: [科部]'.replace("    aliases: [科部]", "")),
        encoding="utf-8",
    )
    zone.change("    aliases: [科创部]", "    aliases: [科创部, 科部]")
    before = set(zone.files())
    code, _, err = run("remind", "--to", "催办", "--dept", "kjb")
    assert (code, err) == (0, "")
    assert set(zone.files()) - before == {f"催办/{file}"}


def test_the_files_do_not_go_among_the_filings_by_themselves(run: Run, partly: Zone) -> None:
    before = partly.files()
    run("remind")
    assert partly.files() == before


# -- which items are asked for -----------------------------------------------------------------------------


def test_what_is_closed_is_not_asked(run: Run, zone: Zone) -> None:
    zone.decided("2023Q2", {"item": "KJ-01", "decision": "closed", "date": "2023-06-20"})
    _, out, _ = run("missing")
    assert "KJ-01 " not in out
    assert "科技部  还差 1 项,应报 1 项\n" in out


def test_who_leads_on_the_last_day_is_asked(run: Run, zone: Zone) -> None:
    zone.change(
        "        lead: 项目部\n        responsible: [科技部]",
        "        lead: 办公室\n        responsible: [科技部]",
    )
    with zone.plan_file.open("a", encoding="utf-8") as file:
        file.write(
            "amendments:\n  - {of: XM-03, key: lead, old: 项目部, new: 办公室, reason: 职责调整, "
            "approved: 会议纪要2023年第9期, date: 2023-05-01}\n"
        )
    asked = {one["name"]: [item["id"] for item in one["items"]] for one in departments(run, "2023Q1")}
    assert asked == {"科技部": ["KJ-01", "KJ-02"], "项目部": ["KJ-02", "XM-03"]}
    asked = {one["name"]: [item["id"] for item in one["items"]] for one in departments(run, "2023Q2")}
    assert asked == {"科技部": ["KJ-01", "KJ-02"], "项目部": ["KJ-02"], "办公室": ["XM-03"]}


def departments(run: Run, period: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("missing", "--period", period, "--format", "json")[1])[
        "departments"
    ]
    return found
