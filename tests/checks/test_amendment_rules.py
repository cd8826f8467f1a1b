"""Amendments and rules of a plan: they fit what it says now, and what its document prints was so before."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from gaoxin_plan import workspace
from gaoxin_plan.problems import Mark, Problem

Told = Callable[..., list[tuple[str, str, str]]]
Check = Callable[..., list[Problem]]
Change = tuple[str, str]
Expected = tuple[str, str, str]

END = "            quote: 力争3个月内签约\n"
GOAL = "at_least: 10\n            unit: 户"
LEAD_1 = "        lead: 企业发展服务中心\n        responsible: [综合办公室, 项目建设服务中心]\n"
LOWERED = {"of": "FZ-01.1", "key": "at_least", "old": 10, "new": 8}
LED = {"of": "FZ-01", "key": "lead", "old": "企业发展服务中心", "new": "综合办公室"}


def amended(*amendments: Mapping[str, object]) -> Change:
    """The change of the plan that adds amendments."""
    lines = ["amendments:"]
    for amendment in amendments:
        said = dict(amendment) | {"reason": "任务调整", "approved": "会议纪要2022年第9期"}
        said.setdefault("date", "2022-07-01")
        lines += [f"  {'- ' if n == 0 else '  '}{key}: {said[key]}" for n, key in enumerate(said)]
    return END, END + "\n".join(lines) + "\n"


def to(value: int) -> Change:
    """The change of the plan that lowers its goal."""
    return GOAL, GOAL.replace("10", str(value))


# -- amendments that fit -----------------------------------------------------------------------------------

MILESTONE = "            title: 厂房建设\n"
NEW_TARGET = "          - {id: FZ-01.2, metric: 新增上市企业, at_least: 2, unit: 户, quote: 新增上市企业2户}\n        milestones:\n          - id: FZ-01.m1\n"
NEW_ITEM = (
    "      - id: XM-03\n        number: 三\n        title: 招引龙头\n        lead: 项目建设服务中心\n"
    "        responsible: 综合办公室\n        text: 招引龙头。签约2个。\n"
    "        targets: [{id: XM-03.1, metric: 签约, at_least: 2, unit: 个, quote: 签约2个}]\n"
)

FITTING = [
    pytest.param([to(8), amended(LOWERED)], id="a goal lowered"),
    pytest.param([to(6), amended(LOWERED, LOWERED | {"old": 8, "new": 6, "date": "2022-10-01"})], id="a goal lowered twice"),
    pytest.param([to(6), amended(LOWERED | {"old": 8, "new": 6, "date": "2022-10-01"}, LOWERED)], id="twice, in another order"),
    pytest.param([to(10), amended(LOWERED, LOWERED | {"old": 8, "new": 10, "date": "2022-10-01"})], id="there and back"),
    pytest.param([to(8), amended(LOWERED, {"of": "FZ-01.1", "key": "due", "new": "2022-10-31"}), ("unit: 户", "unit: 户\n            due: 2022-10-31")], id="two keys of a target"),
    pytest.param([(GOAL, "between: [8, 9]\n            unit: 户"), amended({"of": "FZ-01.1", "key": "at_least", "old": 10}, {"of": "FZ-01.1", "key": "between", "new": "[8, 9]"})], id="another kind of goal"),
    pytest.param([(GOAL, "about: 8\n            unit: 户"), amended({"of": "FZ-01.1", "key": "at_least", "old": 10}, {"of": "FZ-01.1", "key": "about", "new": 9}, {"of": "FZ-01.1", "key": "about", "old": 9, "new": 8})], id="another kind of goal, and that changed on the same day"),
    pytest.param([(MILESTONE, MILESTONE + "            due: 2022-09-30\n"), amended({"of": "FZ-01.m1", "key": "due", "new": "2022-09-30"})], id="a day set"),
    pytest.param([amended({"of": "FZ-01.m1", "key": "due", "old": "2022-09-30"})], id="a day lifted"),
    pytest.param([(LEAD_1, "        lead: 综合办公室\n        responsible: [项目建设服务中心]\n"), amended(LED, {"of": "FZ-01", "key": "responsible", "old": "[综合办公室, 项目建设服务中心]", "new": "项目建设服务中心"})], id="another lead"),
    pytest.param([(LEAD_1, "        lead: 企业服务中心\n        responsible: [综合办公室]\n"), amended({"of": "FZ-01", "key": "responsible", "old": "[综合办公室, 项目建设服务中心]", "new": "综合办公室"}, LED | {"old": "[企业发展服务中心]", "new": "项目建设服务中心"}, LED | {"old": "项目建设服务中心", "new": "企业发展服务中心", "date": "2022-08-01"})], id="an alias"),
    pytest.param([amended({"of": "FZ-01.1", "key": "dropped"})], id="a target dropped"),
    pytest.param([amended({"of": "XM-02", "key": "dropped"})], id="an item dropped"),
    pytest.param([("        milestones:\n          - id: FZ-01.m1\n", NEW_TARGET), amended({"of": "FZ-01.2", "key": "added"})], id="a target added, which no document prints"),
    pytest.param([(END, END + NEW_ITEM + amended({"of": "XM-03", "key": "added"})[1].removeprefix(END))], id="an item added"),
]  # fmt: skip


@pytest.mark.parametrize("changes", FITTING)
def test_amendments_that_fit(changes: list[Change], told: Told) -> None:
    assert told(*changes) == []
    assert told(*changes, document=None) == []


def test_what_is_amended_from_the_lead_of_its_section(told: Told) -> None:
    section = ("    title: 加快发展\n", "    title: 加快发展\n    lead: 企业发展服务中心\n")
    own = ("        lead: 企业发展服务中心\n", "        lead: 项目建设服务中心\n")
    responsible = ("responsible: [综合办公室, 项目建设服务中心]", "responsible: [综合办公室]")
    before = {
        "of": "FZ-01",
        "key": "responsible",
        "old": "[综合办公室, 项目建设服务中心]",
        "new": "综合办公室",
    }
    assert told(section, own, responsible, amended(LED | {"new": "项目建设服务中心"}, before)) == []
    inherited = ("        lead: 企业发展服务中心\n", "")
    back = LED | {"old": "项目建设服务中心", "new": "企业发展服务中心"}
    assert told(section, inherited, amended(back), document=None) == []


# -- amendments that do not --------------------------------------------------------------------------------

MISFITS = [
    pytest.param([amended(LOWERED | {"of": "FZ-01.2"})], ("P230", "- of: FZ-01.2", "没有“FZ-01.2”"), id="no such target"),
    pytest.param([to(8), amended(LOWERED | {"of": "FZ-01.2"})], ("P230", "- of: FZ-01.2", "没有“FZ-01.2”"), id="another target's id"),
    pytest.param([amended({"of": "ZW-01", "key": "dropped"})], ("P230", "- of: ZW-01", "没有“ZW-01”"), id="no such item"),
    pytest.param([("        milestones:\n          - id: FZ-01.m1\n", NEW_TARGET), amended({"of": "FZ-01.3", "key": "added"})], ("P230", "- of: FZ-01.3", "没有“FZ-01.3”"), id="added, under another id"),
    pytest.param([amended(LOWERED | {"of": "FZ-01"})], ("P231", "key: at_least", "条目 FZ-01 没有“at_least”可以调整"), id="a goal of an item"),
    pytest.param([amended(LED | {"of": "FZ-01.1"})], ("P231", "key: lead", "目标 FZ-01.1 没有“lead”可以调整"), id="a lead of a target"),
    pytest.param([amended(LED | {"of": "FZ-01.m1"})], ("P231", "key: lead", "节点 FZ-01.m1 没有“lead”可以调整"), id="a lead of a milestone"),
    pytest.param([amended({"of": "FZ-01.m1", "key": "every", "new": "week"})], ("P231", "key: every", "节点 FZ-01.m1 没有“every”可以调整"), id="a frequency of a milestone"),
    pytest.param([amended(LOWERED)], ("P232", "new: 8", "FZ-01.1 的 at_least 现在是 10,最后一次调整却改成了 8"), id="not done yet"),
    pytest.param([to(7), amended(LOWERED)], ("P232", "new: 8", "FZ-01.1 的 at_least 现在是 7,最后一次调整却改成了 8"), id="another value"),
    pytest.param([to(8), amended(LOWERED | {"key": "about"})], ("P232", "new: 8", "FZ-01.1 的 about 现在是 无,最后一次调整却改成了 8"), id="another kind of goal"),
    pytest.param([amended({"of": "FZ-01.1", "key": "at_least", "old": 10})], ("P232", "- of: FZ-01.1", "FZ-01.1 的 at_least 现在是 10,最后一次调整却改成了 无"), id="still there"),
    pytest.param([amended(LED)], ("P232", "new: 综合办公室", "FZ-01 的 lead 现在是 企业发展服务中心,最后一次调整却改成了 综合办公室"), id="the old lead"),
    pytest.param([amended({"of": "FZ-01", "key": "responsible", "old": "综合办公室", "new": "[综合办公室, 企业服务中心]"})], ("P232", "new: [综合办公室, 企业服务中心]", "FZ-01 的 responsible 现在是 综合办公室、项目建设服务中心,最后一次调整却改成了 综合办公室、企业发展服务中心"), id="other names"),
    pytest.param([to(6), amended(LOWERED, LOWERED | {"old": 9, "new": 6, "date": "2022-10-01"})], ("P233", "old: 9", "这次调整前写的是 9,上一次调整后却是 8"), id="a broken chain"),
    pytest.param([to(6), amended(LOWERED | {"date": "2022-11-01"}, LOWERED | {"old": 8, "new": 6})], ("P233", "old: 10", "这次调整前写的是 10,上一次调整后却是 6"), id="days in the wrong order"),
    pytest.param([to(6), amended(LOWERED, LOWERED | {"old": 8, "new": 6, "date": "2012-10-01"})], ("P233", "old: 10", "这次调整前写的是 10,上一次调整后却是 6"), id="a year long past"),
    pytest.param([to(8), amended(LOWERED | {"date": "2022-02-28"})], ("P234", "date: 2022-02-28", "调整日期 2022-02-28 早于计划发布的 2022-03-01"), id="before it was published"),
    pytest.param([to(8), amended(LOWERED | {"date": "2022-03-01"})], None, id="on the day it was published"),
    pytest.param([to(8), amended(LOWERED | {"old": "10户"})], ("P144", "old: 10户", "“old(调整前)”的值“10户”不是数字,多了“户”"), id="a unit"),
    pytest.param([to(8), amended(LOWERED | {"new": "八户"})], ("P144", "new: 八户", "“new(调整后)”的值“八户”不是数字"), id="words"),
    pytest.param([to(8), amended(LOWERED | {"old": 8})], ("P156", "old: 8", "调整 at_least 前后一样"), id="no change"),
    pytest.param([to(8), amended({"of": "FZ-01.1", "key": "at_least"})], ("P156", "- of: FZ-01.1", "调整 at_least 没有写 old、new"), id="neither old nor new"),
    pytest.param([amended({"of": "FZ-01.1", "key": "dropped", "old": 10})], ("P156", "old: 10", "调整 dropped 不写 old、new"), id="dropped, with a value"),
    pytest.param([to(8), amended(LOWERED | {"key": "atleast"})], ("P147", "key: atleast", "“key(调整的内容)”的值“atleast”不在可选值之中"), id="a key misspelt"),
    pytest.param([to(8), amended(LOWERED | {"of": "FZ-1-1"})], ("P146", "- of: FZ-1-1", "“of(调整对象)”的值“FZ-1-1”写法不对"), id="an id misshapen"),
    pytest.param([amended(LED | {"new": "综合处"})], ("P203", "new: 综合处", "牵头部门“综合处”不在部门名单中"), id="no such department"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), MISFITS)
def test_amendments_that_do_not_fit_are_told_once(
    changes: list[Change], expected: Expected | None, told: Told
) -> None:
    for document in ({}, {"document": None}):
        found = told(*changes, **document)
        assert [(code, line, words.partition(";")[0]) for code, line, words in found] == (
            [expected] if expected else []
        )


def test_the_change_before_is_named_too(check_plan: Check, plan_text: str) -> None:
    old, new = amended(LOWERED, LOWERED | {"old": 9, "new": 6, "date": "2022-10-01"})
    [problem] = check_plan(plan_text.replace(old, new).replace(*to(6)))
    line = new.count("\n", 0, new.index("  - of:")) + plan_text.count("\n", 0, plan_text.index(END)) + 1
    assert problem.related == ("上一次", problem.path, Mark(line, 5))


def test_amendments_that_could_not_be_read_leave_the_rest_of_the_plan_checked(told: Told) -> None:
    unread = amended({"of": "FZ-01.1", "key": "at_least"})
    assert [found[0] for found in told(unread, ("id: XM\n", "id: FZ\n"))] == ["P201", "P156"]


@pytest.mark.parametrize(
    "amendment",
    [
        {"of": "FZ-01.1", "key": "exactly", "old": 3, "new": 4},
        {"of": "FZ-01.1", "key": "every", "old": "week", "new": "month"},
        {"of": "FZ-01.1", "key": "lead", "old": "综合办公室"},
        {"of": "FZ-01", "key": "at_least", "old": 3},
        {"of": "FZ-01.m1", "key": "between", "old": "[2, 3]"},
        {"of": "FZ", "key": "dropped"},
    ],
)
def test_the_plan_of_a_day_is_made_whatever_its_amendments_say(
    amendment: Mapping[str, object], check_plan: Check, plan_text: str, tmp_path: Path
) -> None:
    assert check_plan(plan_text.replace(*amended(amendment)))
    charter = workspace.load(tmp_path / "plan" / "2022.yaml").charter
    for day in (date.min, date(2022, 7, 1), date.max):
        assert [task.item.id for task in charter.on(day).tasks()] == ["FZ-01", "XM-02"]


# -- what the document proves ------------------------------------------------------------------------------


def test_the_number_that_is_printed_is_the_old_one(told: Told) -> None:
    """The new one is in no quote; an old one that is not either is told where it is written."""
    assert told(to(12)) == [("P210", "at_least: 12", "at_least 的“12”在引文“新增规上企业10户以上”中找不到")]
    assert told(to(12), amended(LOWERED | {"new": 12})) == []
    assert told(to(8), amended(LOWERED | {"old": 12})) == [
        ("P210", "old: 12", "at_least 的“12”在引文“新增规上企业10户以上”中找不到")
    ]


def test_the_departments_that_are_printed_are_the_old_ones(told: Told) -> None:
    led = (LEAD_1, "        lead: 综合办公室\n        responsible: [项目建设服务中心]\n")
    released = {"of": "FZ-01", "key": "responsible", "new": "项目建设服务中心"}
    assert told(led, amended(LED | {"old": "项目建设服务中心"}, released | {"old": "[综合办公室, 项目建设服务中心]"})) == [
        ("P306", "old: 项目建设服务中心", "原件印的牵头部门是“企业发展服务中心”,计划写的是“项目建设服务中心”")
    ]  # fmt: skip
    assert told(led, amended(LED, released | {"old": "[项目建设服务中心, 企业服务中心]"})) == [
        ("P306", "old: [项目建设服务中心, 企业服务中心]", "原件印的责任部门是“综合办公室、项目建设服务中心”,计划写的是“项目建设服务中心、企业服务中心”")
    ]  # fmt: skip


def test_what_was_not_amended_is_proved_all_the_same(told: Told) -> None:
    wrong = ("quote: 完成厂房建设", "quote: 建成厂房")
    assert told(to(8), amended(LOWERED), wrong) == [
        ("P209", "quote: 建成厂房", "引文“建成厂房”不在 FZ-01 的原文中")
    ]


def test_the_text_of_what_was_amended_stays_as_printed(told: Told) -> None:
    assert [found[0] for found in told(to(8), amended(LOWERED), ("新增规上企业10户以上,再", "新增规上企业8户以上,再"))] == ["P303"]  # fmt: skip


def test_the_plan_as_it_is_now_is_held_against_itself(told: Told) -> None:
    """A baseline beyond the new goal, a part beyond its whole: those are of today."""
    assert [found[0] for found in told(to(8), amended(LOWERED), ("unit: 户", "unit: 户\n            baseline: 9"))] == ["P213"]  # fmt: skip


# -- paces and limits --------------------------------------------------------------------------------------

QUARTERS = "year: 2022\n"


def paced(pace: str) -> Change:
    return GOAL, f"{GOAL}\n            pace: {pace}"


PACES = [
    pytest.param([paced("[25, 50, 75, 100]")], None, id="four"),
    pytest.param([paced("[0, 0, 100, 100]")], None, id="steps"),
    pytest.param([paced("[12.5, 50, 75, 100]")], None, id="a half"),
    pytest.param([(QUARTERS, "year: 2022\nrules: {pace: [40, 70, 80, 100]}\n")], None, id="of the plan"),
    pytest.param([(QUARTERS, "year: 2022\nreporting: half-yearly\n"), paced("[40, 100]")], None, id="half-yearly"),
    pytest.param([(QUARTERS, "from: 2022-04-01\nto: 2022-12-31\n"), paced("[40, 70, 100]")], None, id="three quarters"),
    pytest.param([paced("[40, 100]")], ("P240", "pace: [40, 100]", "pace 写了 2 期,计划有 4 个报告期"), id="too few"),
    pytest.param([paced("[10, 20, 40, 80, 100]")], ("P240", "pace: [10, 20, 40, 80, 100]", "pace 写了 5 期,计划有 4 个报告期"), id="too many"),
    pytest.param([(QUARTERS, "year: 2022\nrules: {pace: [40, 100]}\n")], ("P240", "rules: {pace: [40, 100]}", "pace 写了 2 期,计划有 4 个报告期"), id="too few, of the plan"),
    pytest.param([(QUARTERS, "year: 2022\nreporting: 半年\n"), paced("[40, 100]")], ("P147", "reporting: 半年", "“reporting(报送周期)”的值“半年”不在可选值之中"), id="how often could not be read"),
    pytest.param([("year: 2022\n", ""), paced("[40, 100]")], ("P150", "title: 示例高新区2022年工作要点", "计划的时间没有写全"), id="when could not be read"),
    pytest.param([paced("[50, 25, 75, 100]")], ("P154", "pace: [50, 25, 75, 100]", "“pace(序时进度)”的值 [50, 25, 75, 100] 要一期比一期高(或持平),最后一期是 100"), id="falling"),
    pytest.param([paced("[40, 60]")], ("P154", "pace: [40, 60]", "“pace(序时进度)”的值 [40, 60] 要一期比一期高(或持平),最后一期是 100"), id="never whole, and too few"),
    pytest.param([paced("[25%, 50%, 75%, 100%]")], ("P144", "pace: [25%, 50%, 75%, 100%]", "“pace(序时进度)”的值“25%”不是数字,多了“%”"), id="signs"),
    pytest.param([paced("100")], ("P142", "pace: 100", "“pace(序时进度)”应是一列百分数,不是文字"), id="one"),
    pytest.param([("at_least: 10", "at_most: 10"), ("unit: 户", "unit: 户\n            pace: [25, 50, 75, 100]")], ("P241", "pace: [25, 50, 75, 100]", "at_most 的目标没有序时进度"), id="a ceiling"),
    pytest.param([("at_least: 10", "at_most: 10"), ("unit: 户", "unit: 户\n            pace: [40, 100]")], ("P241", "pace: [40, 100]", "at_most 的目标没有序时进度"), id="a ceiling, too few"),
    pytest.param([("at_least: 10\n            unit: 户", "every: quarter\n            pace: [25, 50, 75, 100]"), ("quote: 新增规上企业10户以上", "quote: 坚持每季度听取汇报")], ("P241", "pace: [25, 50, 75, 100]", "every 的目标没有序时进度"), id="a frequency"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), PACES)
def test_paces(changes: list[Change], expected: Expected | None, told: Told) -> None:
    assert told(*changes) == ([expected] if expected else [])


LIMITS = [
    ("{preset: yinchuan-2025}", ""),
    ("{preset: sanya-2022, yellow_from: 50}", ""),
    ("{yellow_from: 30}", ""),
    ("{red_above: 10}", ""),
    ("{grace_days: 0}", ""),
    ("{yellow_from: 31}", "黄灯从 31 起,红灯却从 30 以上起"),
    ("{red_above: 9.5}", "黄灯从 10 起,红灯却从 9.5 以上起"),
    ("{yellow_from: 20, red_above: 15}", "黄灯从 20 起,红灯却从 15 以上起"),
]


@pytest.mark.parametrize(("rules", "message"), LIMITS, ids=[rules for rules, _ in LIMITS])
def test_the_limits_of_yellow_and_red(rules: str, message: str, told: Told) -> None:
    line = f"rules: {rules}"
    expected = [("P155", line, message)] if message else []
    assert told((QUARTERS, f"year: 2022\n{line}\n")) == expected
