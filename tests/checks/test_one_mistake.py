"""One mistake gives one problem: the real plan, spoilt in one place at a time."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan import workspace
from gaoxin_plan.checks.run import check

TODAY = date(2022, 7, 1)
FOLDER = Path(__file__).parents[2] / "plan"
TEXT = (FOLDER / "2022.yaml").read_text(encoding="utf-8")

ITEM_5 = TEXT[TEXT.index("      - id: FZ-05\n") : TEXT.index("      - id: FZ-06\n")]
ITEM_23 = TEXT[TEXT.index("      - id: DX-23\n") : TEXT.index("  - id: DJ\n")]
PREAMBLE = TEXT[TEXT.index("preamble: |-\n") : TEXT.index("departments:\n")]

MISTAKES = [
    # what is changed, into what, the code, words of the line it is told at
    pytest.param("title: 四川江油高新区2022年工作要点\n", "", "P141", "# yaml", 0, id="no title"),
    pytest.param("四川江油高新区2022年", "四川江油高新区2021年", "P303", "title: 四川", 0, id="another title"),
    pytest.param("year: 2022\n", "", "P150", "title: 四川", -1, id="no year"),
    pytest.param("year: 2022\n", "year: 二〇二二\n", "P144", "year: 二", 0, id="year in numerals"),
    pytest.param("year: 2022\n", "yaer: 2022\n", "P140", "yaer: ", 0, id="year misspelt"),
    pytest.param("published: 2022-06-01", "published: 2022年6月1日", "P145", "published: ", 0, id="date"),
    pytest.param("published: 2022-06-01", "published: 2022-06-31", "P145", "published: ", 0, id="31 June"),
    pytest.param("reporting: quarterly", "reporting: 季度", "P147", "reporting: ", 0, id="reporting"),
    pytest.param("2022.source.txt", "2022.txt", "P301", "source: ", 0, id="no such document"),
    pytest.param("2022.source.txt", "../../x.txt", "P301", "source: ", 0, id="a document outside"),
    pytest.param("sha256: 8d38", "sha256: 9d38", "P302", "source: ", 0, id="another fingerprint"),
    pytest.param("sha256: 8d38", "sha256: 8D38", "P146", "source: ", 0, id="a fingerprint in capitals"),
    pytest.param(PREAMBLE, "", "P305", "title: 坚持稳中求进、主动作为", 0, id="no preamble"),
    pytest.param("承上启下的关键之年。", "承上启下的关键一年。", "P303", "2022年是全市", 0, id="preamble"),
    pytest.param("name: 党群工作部\n", "nmae: 党群工作部\n", "P140", "nmae: ", 0, id="name misspelt"),
    pytest.param("aliases: [企业服务中心]", "aliases: [企业服务中心、企服中心]", "P143", "aliases: [企业", 0, id="a Chinese comma"),
    pytest.param("id: xmjs", "id: qyfz", "P201", "name: 项目建设服务中心", -1, id="a department's id twice"),
    pytest.param("id: xmjs", "id: 项目", "P146", "name: 项目建设服务中心", -1, id="a department's id in Chinese"),
    pytest.param("- id: XM\n", "- id: FZ\n", "P201", "title: 坚持项目为王", -2, id="a section's id twice"),
    pytest.param("title: 坚持项目为王、", "title: 坚持项目为大、", "P303", "title: 坚持项目为大", 0, id="section title"),
    pytest.param("number: 二\n    title: 坚持项目", "number: 三\n    title: 坚持项目", "P204", "title: 坚持项目", -1, id="section number"),
    pytest.param("number: 五\n", "number: 六\n", "P204", "number: 六\n        title: 加快打造", 0, id="item number"),
    pytest.param("number: 五\n", "number: 十五\n", "P204", "number: 十五\n        title: 加快打造", 0, id="item number, far off"),
    pytest.param("number: 五\n", "number: 第五\n", "P148", "number: 第五", 0, id="no number"),
    pytest.param("title: 加快打造科技创新重点平台\n", "title: 打造科技创新重点平台\n", "P208", "text: |-\n          加快打造科技", 0, id="item title"),
    pytest.param("        title: 加快打造科技创新重点平台\n", "", "P141", "id: FZ-05\n", 0, id="no item title"),
    pytest.param("id: FZ-05\n", "id: FZ05\n", "P146", "id: FZ05\n", 0, id="item id without hyphen"),
    pytest.param("id: FZ-05\n", "ID: FZ-05\n", "P140", "ID: FZ-05\n", 0, id="a key in capitals"),
    pytest.param("id: FZ-05.2\n", "id: FZ-05.1\n", "P201", "metric: 形成重点产品", -1, id="target id twice"),
    pytest.param("id: FZ-05.2\n", "id: FZ-06.2\n", "P202", "metric: 形成重点产品", -1, id="target of another item"),
    pytest.param("id: FZ-05.m1\n", "id: FZ-05.8\n", "P146", "id: FZ-05.8", 0, id="milestone id like a target's"),
    pytest.param("at_least: 40\n", "at_least: 40家\n", "P144", "at_least: 40家", 0, id="number with unit"),
    pytest.param("at_least: 40\n", "at_least: 50\n", "P210", "at_least: 50", 0, id="another number"),
    pytest.param("            at_least: 40\n", "", "P149", "id: FZ-05.6", 0, id="no goal"),
    pytest.param("at_least: 40\n", "at_least: 40\n            about: 40\n", "P149", "id: FZ-05.6", 0, id="two goals"),
    pytest.param("between: [2, 3]", "between: [3, 2]", "P152", "between: ", 0, id="backwards"),
    pytest.param("between: [2, 3]", "between: [2, 4]", "P210", "between: ", 0, id="another bound"),
    pytest.param("every: week", "every: month", "P210", "every: month\n            quote: 周", 0, id="another rhythm"),
    pytest.param("every: week", "every: 周", "P147", "every: 周", 0, id="rhythm in Chinese"),
    pytest.param("            baseline: 4\n", "", "P212", "id: DJ-25.1", 0, id="no baseline"),
    pytest.param("baseline: 4", "baseline: 3", "P213", "baseline: 3", 0, id="baseline at the goal"),
    pytest.param("quote: 突破关键技术10项以上", "quote: 突破关键技术10项", "", "", 0, id="a shorter quote is fine"),
    pytest.param("quote: 突破关键技术10项以上", "quote: 突破核心技术10项以上", "P209", "quote: 突破核心", 0, id="quote"),
    pytest.param("      - id: FZ-05\n", "", "P132", "        number: 五", 0, id="the first line of an item"),
    pytest.param("  - id: qyfz\n", "", "P130", "    name: 企业发展服务中心", 0, id="the first line of a department"),
    pytest.param("    name: 经济合作服务中心", "    name: 经济合作 #服务中心", "P125", "    name: 经济合作", 0, id="a department cut short"),
    pytest.param("title: 抓好项目策划", "title: 抓好项目 #策划", "P125", "title: 抓好项目", 0, id="a title cut short"),
    pytest.param("quote: 突破关键技术10项以上", "quote: 突破关键技术 #10项以上", "P125", "quote: 突破关键技术", 0, id="a quote cut short"),
    pytest.param("year: 2022\n", "year:\n", "P131", "year:", 0, id="no year behind its key"),
    pytest.param("            at_least: 10\n", "            at_least:\n", "P131", "            at_least:", 0, id="no goal behind its key"),
    pytest.param("unit: 项", "unit: null", "P131", "unit: null", 0, id="null is nothing"),
    pytest.param("limit: 3个月内", "limit: 三个月内", "P211", "limit: ", 0, id="limit"),
    pytest.param("due: 2022-06-30", "due: 2012-06-30", "P215", "due: 2012", 0, id="due in another decade"),
    pytest.param("            due: 2023-12-31 # “两年”\n", "", "P224", "title: 扩区调位启动程序", -1, id="two years without a due"),
    pytest.param("表面处理等领域方面突破", "表面处理等领域突破", "P303", "主动服务战略科技平台建设", 0, id="two characters less"),
    pytest.param("形成重点产品5项以上。\n", "形成重点产品6项以上。\n", "P303", "主动服务战略科技平台建设", 0, id="a number in the text"),
    pytest.param("          抓好“三大平台”建设,切实扛起江油打造科技创新主承载地、争创国家创新型县(市)主阵地的重任。\n", "", "P303", "主动服务战略科技平台建设", 0, id="a sentence less"),
    pytest.param("力争新增科技服务企业1户。\n", "力争新增科技服务企业1户\n", "P305", "主动布局功能服务平台", 0, id="no full stop"),
    pytest.param("          加快打造科技创新重点平台。\n", "          快打造科技创新重点平台。\n", "P208", "text: |-\n          快打造", 0, id="the first character"),
    pytest.param("          加快打造科技创新重点平台。\n", "          加快创造科技创新重点平台。\n", "P208", "text: |-\n          加快创造", 0, id="the third character"),
    pytest.param("lead: 党群工作部\n        responsible: [综合管理办公室, 经济合作服务中心, 项目建设服务中心, 企业发展服务中心]\n        text: |-\n          强化党建", "lead: 党群工作处\n        responsible: [综合管理办公室, 经济合作服务中心, 项目建设服务中心, 企业发展服务中心]\n        text: |-\n          强化党建", "P203", "lead: 党群工作处", 0, id="unknown lead"),
    pytest.param("        lead: 企业发展服务中心\n        responsible: [党群工作部]", "        responsible: [党群工作部]", "P306", "id: FZ-11", 0, id="no lead"),
    pytest.param("        responsible: [党群工作部]\n", "", "P306", "id: FZ-11", 0, id="no responsible"),
    pytest.param("responsible: [党群工作部]", "responsible: [综合管理办公室]", "P306", "responsible: [综合管理办公室]\n", 0, id="another responsible"),
    pytest.param("responsible: [党群工作部]", "responsible: [党群工作部, 党群工作部]", "P206", "responsible: [党群工作部, ", 0, id="twice responsible"),
    pytest.param("responsible: [党群工作部]", "responsible: [党群工作部, 企业服务中心]", "P205", "responsible: [党群工作部, ", 0, id="lead and responsible"),
    pytest.param("responsible: [党群工作部]", "responsible:", "P131", "responsible:\n", 0, id="responsible empty"),
    pytest.param("responsible: [党群工作部]", "responsable: [党群工作部]", "P140", "responsable: ", 0, id="responsible misspelt"),
    pytest.param("responsible: [党群工作部]", "responsible： [党群工作部]", "P123", "responsible：", 0, id="a wide colon"),
    pytest.param("        responsible: [党群工作部]", "\t\t\t\tresponsible: [党群工作部]", "P121", "responsible: [党群工作部]", 0, id="tabs"),
    pytest.param("responsible: [党群工作部]", "responsible: [党群工作部", "P111", "responsible: [党群工作部", 0, id="an open bracket"),
    pytest.param("            quote: 搭建供给侧服务平台\n", "", "P141", "id: FZ-11.m1", 0, id="no quote"),
    pytest.param("        milestones:\n          - id: FZ-11.m1\n            title: 搭建供给侧服务平台\n            quote: 搭建供给侧服务平台\n", "", "P223", "id: FZ-11\n", 0, id="nothing to report"),
    pytest.param("          - id: FZ-11.m1\n            title: 搭建供给侧服务平台\n            quote: 搭建供给侧服务平台\n", "", "P131", "        milestones:\n\n      - id: FZ-12", 0, id="milestones empty"),
    pytest.param("title: 搭建供给侧服务平台\n", "title: 搭建供给侧 #服务平台\n", "P125", "title: 搭建供给侧 #", 0, id="a cut value"),
    pytest.param("title: 搭建供给侧服务平台\n", "title: 搭建\u2028供给侧服务平台\n", "P126", "title: 搭建\u2028", 0, id="a line separator"),
    pytest.param("title: 搭建供给侧服务平台\n", "title: 搭建: 供给侧服务平台\n", "P112", "title: 搭建: ", 0, id="a colon too many"),
    pytest.param("title: 搭建供给侧服务平台\n", "title: 甲\n            title: 乙\n", "P130", "title: 乙\n", 0, id="a key twice"),
    pytest.param("            title: 搭建供给侧服务平台\n", "<<<<<<< HEAD\n            title: 甲\n=======\n            title: 乙\n>>>>>>> b\n", "P120", "<<<<<<<", 0, id="a conflict"),
    pytest.param(ITEM_23, "", "P305", "title: 坚持实干为要", 0, id="the last item of a section"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = tmp_path / "plan"
    plan.mkdir()
    shutil.copy(FOLDER / "2022.source.txt", plan)
    return plan


@pytest.mark.parametrize(("old", "new", "code", "words", "below"), MISTAKES)
def test_one_mistake_gives_one_problem(
    old: str, new: str, code: str, words: str, below: int, folder: Path
) -> None:
    """``below``: how many lines below (or above) those words the problem is told."""
    assert TEXT.count(old) >= 1
    text = TEXT.replace(old, new, 1)
    (folder / "2022.yaml").write_text(text, encoding="utf-8", newline="")
    problems = check(workspace.load(folder / "2022.yaml"), TODAY)
    line = text.count("\n", 0, text.index(words)) + 1 + below
    expected = [(code, line)] if code else []
    found = [(problem.code, problem.line) for problem in problems]
    assert found == expected, [f"{p.line}: {p.code} {p.message}" for p in problems]


def test_the_real_plan_has_no_problem() -> None:
    assert check(workspace.load(FOLDER / "2022.yaml"), TODAY) == []


def test_the_real_plan_has_no_problem_on_windows(folder: Path) -> None:
    (folder / "2022.yaml").write_text("\ufeff" + TEXT, encoding="utf-8", newline="\r\n")
    assert check(workspace.load(folder / "2022.yaml"), TODAY) == []
