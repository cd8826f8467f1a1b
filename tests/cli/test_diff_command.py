"""``diff``: what changed, in words, between revisions, the folder and files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from repository import Repository
from zone import Zone

from gaoxin_plan.render.width import width

Run = Callable[..., tuple[int, str, str]]
OnDay = Callable[[str], None]
LOWERED = "KJ-01.1 突破关键技术:10项 → 8项(降低要求)"


@pytest.fixture(autouse=True)
def settings(on_day: OnDay) -> None:
    on_day("2023-08-01")


@pytest.fixture
def repository(zone: Zone) -> Repository:
    """The zone under git, its first goal lowered in the work tree, and something filed."""
    made = Repository(zone.root)
    made.commit()
    zone.change("at_least: 10,", "at_least: 8,")
    zone.filed("2023Q2", "kjb", {"KJ-01": {"values": {"KJ-01.1": 4}}})
    return made


def test_the_folder_against_the_last_commit(run: Run, repository: Repository, zone: Zone) -> None:
    before = repository.status(), zone.files()
    assert run("diff") == (
        0,
        (
            "HEAD → 工作区:2 处改动,其中 1 处放松了要求\n"
            "\n"
            "KJ-01 攻关关键技术\n"
            f"  ! {LOWERED}\n"
            "\n"
            "2023Q2 科技部\n"
            "    新报填报 1 个条目(KJ-01)\n"
        ),
        "",
    )
    assert (repository.status(), zone.files()) == before


def test_no_change_is_said_so(run: Run, repository: Repository) -> None:
    repository.commit()
    assert run("diff", "--fail-on", "weakens") == (0, "HEAD → 工作区:没有改动\n", "")
    assert run("diff", "--format", "md") == (0, "### HEAD → 工作区:没有改动\n", "")
    assert json.loads(run("diff", "--format", "json")[1]) == {"changes": []}
    assert run("diff", "--lights")[1] == "HEAD → 工作区:没有改动\n\n亮灯没有变化\n"


def test_a_weakening_fails_where_it_is_asked_to(run: Run, repository: Repository, zone: Zone) -> None:
    assert run("diff", "--fail-on", "weakens")[0] == 1
    repository.commit()
    zone.change("at_least: 8,", "at_least: 12,")
    assert run("diff", "--fail-on", "weakens")[0] == 0
    code, out, err = run("diff", "--fail-on", "red")
    assert (code, out) == (2, "")
    assert err.startswith("错误:选项 --fail-on 的值不对;可选:weakens\n")


def test_two_revisions_in_each_way_to_write_them(run: Run, repository: Repository) -> None:
    repository.git("tag", "v1")
    repository.commit()
    for words in (("v1", "HEAD"), ("v1..HEAD",), ("v1..",)):
        code, out, _ = run("diff", *words)
        assert (code, out.splitlines()[0]) == (0, "v1 → HEAD:2 处改动,其中 1 处放松了要求")
    assert run("diff", "..v1")[1].splitlines()[0] == "HEAD → v1:2 处改动"
    assert "8项 → 10项(提高要求)" in run("diff", "HEAD", "v1")[1]


def test_three_dots_are_what_a_branch_did(run: Run, repository: Repository, zone: Zone) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    zone.change("title: 服务企业", "title: 服务好企业")
    repository.commit()
    code, out, _ = run("diff", "main...side")
    assert code == 0
    assert out.splitlines()[0] == "main 与 side 分开处 → side:2 处改动,其中 1 处放松了要求"
    assert "XM-03" not in out
    assert "XM-03" in run("diff", "main..side")[1]


def test_two_files_are_enough(run: Run, zone: Zone) -> None:
    old = zone.root / "旧稿.yaml"
    old.write_bytes(zone.plan_file.read_bytes())
    zone.change("at_least: 10,", "at_least: 8,")
    assert run("diff", "旧稿.yaml", "plan/2023.yaml")[1].splitlines()[-1] == f"  ! {LOWERED}"
    assert run("diff", "旧稿.yaml")[1].startswith("旧稿.yaml → 工作区:1 处改动")


def test_a_file_of_a_revision(run: Run, repository: Repository) -> None:
    assert repository.status()
    for path in ("HEAD:plan/2023.yaml", "HEAD:./plan/2023.yaml"):
        assert run("diff", path, "plan/2023.yaml")[1].splitlines()[-1] == f"  ! {LOWERED}"


def test_two_filings(run: Run, zone: Zone) -> None:
    old = zone.filed("2023Q1", "kjb", {"KJ-01": {"values": {"KJ-01.1": 1}}})
    new = zone.filed("2023Q2", "kjb", {"KJ-01": {"state": "受阻", "values": {"KJ-01.1": 2}}})
    code, out, _ = run("diff", str(old), str(new))
    assert code == 0
    assert out.splitlines()[-5:] == [
        "2023Q2 kjb",
        "    报告期 2023Q1 → 2023Q2",
        "    报送日期 2023-03-31 → 2023-06-30",
        "    KJ-01:状态 进行中 → 受阻",
        "    KJ-01.1:完成值 1 → 2",
    ]


def test_plans_need_not_be_right(run: Run, repository: Repository, zone: Zone) -> None:
    zone.change("    - id: KJ-02\n".removeprefix("    "), "- id: KJ-01\n")
    zone.change("year: 2023", "year: 二〇二三")
    assert repository.status()
    code, out, err = run("diff")
    assert (code, err) == (0, "")
    assert "计划\n    年份 2023 → 二〇二三\n" in out
    assert "编号 KJ-02 → KJ-01" in out


def test_lights_that_changed_are_told_with_their_reason(run: Run, repository: Repository) -> None:
    assert repository.status()
    assert run("diff", "--lights", "--as-of", "2023-07-15")[1].splitlines()[-3:] == [
        "亮灯:灰→黄 1 项",
        "  灰灯 → 黄灯  KJ-01 攻关关键技术",
        "    研究院挂牌 逾期 15 天,未完成",
    ]
    data = json.loads(run("diff", "--lights", "--as-of", "2023-07-15", "--format", "json")[1])
    assert data["lights"] == [
        {
            "id": "KJ-01",
            "title": "攻关关键技术",
            "before": "grey",
            "after": "yellow",
            "reasons": ["研究院挂牌 逾期 15 天,未完成"],
        }
    ]


def test_lights_of_items_that_came_and_went_are_told(run: Run, repository: Repository, zone: Zone) -> None:
    repository.commit()
    zone.change("id: XM-03", "id: XM-04")
    zone.change("title: 服务企业\n", "title: 服务群众\n")
    zone.change("text: 服务企业。", "text: 服务群众。")
    assert run("diff", "--lights")[1].splitlines()[-4:] == [
        "亮灯:灰→无 1 项、无→灰 1 项",
        "  灰灯 → 无  XM-03 服务企业",
        "  无 → 灰灯  XM-04 服务群众",
        "    从未填报",
    ]
    data = json.loads(run("diff", "--lights", "--format", "json")[1])
    assert [(light["before"], light["after"]) for light in data["lights"]] == [("grey", None), (None, "grey")]


def test_for_other_programs(run: Run, repository: Repository) -> None:
    assert repository.status()
    data = json.loads(run("diff", "--format", "json")[1])
    assert list(data) == ["changes"]
    assert data["changes"][0] == {
        "kind": "goal",
        "address": "KJ-01/targets/KJ-01.1/at_least",
        "before": 10,
        "after": 8,
        "weakens": True,
        "text": LOWERED,
    }
    assert data["changes"][1]["address"] == "2023Q2/kjb"


HOSTILE = "<script>alert(1)</script> **粗** @admin [x](http://e.com) | `y` # z"
LINKED = ("http://e.cn", "www.e.cn", "GH-12", ":smile:", "#12", "!12", "~bug", "%v1")


def test_markdown_is_only_what_the_program_means(run: Run, repository: Repository, zone: Zone) -> None:
    repository.commit()
    zone.change("title: 服务企业", f"title: '{HOSTILE} {' '.join(LINKED)}'")
    zone.change("at_least: 8,", "at_least: 6,")
    code, out, _ = run("diff", "--format", "md")
    assert code == 0
    assert "- ⚠️ **KJ-01.1 突破关键技术:8项 → 6项(降低要求)**\n" in out
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(out)
    assert "<script>" not in html
    assert "<a " not in html
    assert "<code>" not in html
    assert html.count("<strong>") == 3
    assert [word for word in LINKED if word in html] == []
    assert all(word in re.sub("<!-- -->", "", html) for word in LINKED)
    assert "@admin" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **粗** @<!-- -->admin" in html


def test_no_line_of_a_page_is_wider_than_asked_for(
    run: Run, repository: Repository, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repository.status()
    zone.change("text: 服务企业。", f"text: 服务企业。{'走访企业,解决问题;' * 9}")
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run("diff", "--lights")
    assert [line for line in out.splitlines() if width(line) > 40] == []


def test_what_cannot_be_compared(run: Run, repository: Repository, zone: Zone, tmp_path: Path) -> None:
    assert repository.status()
    filing = str(zone.path("2023Q2", "kjb"))
    (tmp_path / "2024.yaml").write_text("title: 甲\nyear: 2024\nsections: []\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [1\nb: 2\n", encoding="utf-8")
    cases = {
        ("nope",): "错误:没有版本“nope”\n",
        ("--", "-x"): "错误:“-x”不是版本\n",
        ("a..b", "c"): "错误:“a..b”已经是两个版本,不能再写 c\n",
        ("没有.yaml",): "错误:没有文件 没有.yaml\n",
        ("HEAD:没有.yaml", filing): "时没有 没有.yaml",
        (filing, "plan/2023.yaml"): f"错误:{filing} 是填报,plan/2023.yaml 是计划,没法比较\n",
        ("plan/2023.yaml", str(tmp_path / "2024.yaml")): (
            f"错误:两份计划不是同一时期的:plan/2023.yaml 是 2023,{tmp_path / '2024.yaml'} 是 2024\n"
        ),
        ("plan/2023.yaml", str(tmp_path / "broken.yaml")): "broken.yaml:1:4 读不通,没法比较:",
        ("plan/2023.yaml", "plan/2023.yaml", "--lights"): "错误:--lights 要连填报一起看,不能只比较文件\n",
        ("--as-of", "2023-01-01"): "错误:--as-of 要和 --lights 一起写\n",
    }
    for arguments, message in cases.items():
        code, out, err = run("diff", *arguments)
        assert (code, out) == (2, ""), arguments
        assert message in err
        assert "\n  → " in err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "title: 促建设\n",
            "title: 促建设\n<<<<<<< ours\n=======\n    lead: 办公室\n>>>>>>> theirs\n",
            "错误:plan/2023.yaml:51:1 读不通,没法比较:这里有合并冲突没有处理完(“<<<<<<<”)\n",
        ),
        (
            "at_least: 8,",
            "at_least: 8, at_least: 9,",
            "读不通,没法比较:键“at_least”在这里写了两遍",
        ),
    ],
)
def test_what_is_meant_must_be_sure(
    run: Run, repository: Repository, zone: Zone, old: str, new: str, told: str
) -> None:
    assert repository.status()
    zone.change(old, new)
    code, out, err = run("diff")
    assert (code, out) == (2, "")
    assert told in err


def test_a_plan_that_was_broken_then(run: Run, repository: Repository, zone: Zone) -> None:
    text = zone.plan_file.read_bytes()
    zone.plan_file.write_bytes(text + b"\n  - [")
    repository.commit()
    zone.plan_file.write_bytes(text)
    code, out, err = run("diff")
    assert (code, out) == (2, "")
    assert err.startswith("错误:HEAD:plan/2023.yaml:")
    assert "读不通,没法比较" in err


def test_status_at_a_revision(run: Run, repository: Repository, zone: Zone) -> None:
    assert repository.status()
    before = zone.files()
    code, out, err = run("status", "--rev", "HEAD")
    assert (code, err) == (0, "")
    assert out.splitlines()[2] == "截至 2023-08-01 · 报告期 2023Q2 · 版本 HEAD"
    assert "突破关键技术 4" not in out
    assert "版本" not in run("status")[1]
    assert zone.files() == before
    assert run("status", "--rev", "nope")[:2] == (2, "")


def test_a_report_at_a_revision(run: Run, repository: Repository) -> None:
    assert repository.status()
    then, now = (run("report", "assignment", *rev)[1] for rev in (("--rev", "HEAD"), ()))
    assert "突破关键技术 10项以上" in then
    assert "突破关键技术 8项" in now
