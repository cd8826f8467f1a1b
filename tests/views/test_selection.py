"""What a person means by what they type, and what they are told when it is not clear."""

from datetime import date

import pytest

from gaoxin_plan.lights.light import Light
from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views import selection

DEPARTMENT_LIST = "部门名单:综合管理办公室、企业发展服务中心、项目建设服务中心、经济合作服务中心、党群工作部"
ITEM_LIST = "条目编号:FZ-01 到 DJ-30;也可以写印发件的序号,如 5 或 五"
SECTION_LIST = (
    "FZ 坚持稳中求进、主动作为,一心一意谋发展;XM 坚持项目为王、一线工作,守正创新促项目;"
    "DX 坚持人民至上、安全第一,全力以赴守底线;DJ 坚持实干为要、团结奋斗,聚精会神抓党建"
)
LIGHT_LIST = "可选:green,yellow,red,grey,或 绿,黄,红,灰"


def told(error: pytest.ExceptionInfo[PlanError]) -> tuple[str, str]:
    return error.value.message, error.value.hint


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("qyfz", "企业发展服务中心"),
        ("企业发展服务中心", "企业发展服务中心"),
        ("  企业发展服务中心 ", "企业发展服务中心"),
        ("企业服务中心", "企业发展服务中心"),  # an alias
        ("企业发展", "企业发展服务中心"),  # a part of the name
        ("办公", "综合管理办公室"),
        ("纪工委", "党群工作部"),  # a part of an alias
        ("企业", "企业发展服务中心"),  # in its name and in its alias: still one department
    ],
)
def test_department(plan: Plan, words: str, name: str) -> None:
    assert selection.department(plan, words).name == name


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (
            "企业发展中心",
            "没有部门“企业发展中心”;是不是“企业发展服务中心”?",
            "试试 --dept 企业发展服务中心",
        ),
        (
            "服务中心",
            "“服务中心”可以是几个部门:企业发展服务中心、项目建设服务中心、经济合作服务中心",
            "请写全部门名称",
        ),
        ("财政局", "没有部门“财政局”", DEPARTMENT_LIST),
        ("xyz", "没有部门“xyz”", DEPARTMENT_LIST),
        ("", "没有部门“”", DEPARTMENT_LIST),
        ("  ", "没有部门“  ”", DEPARTMENT_LIST),
        ("a\x1b[31m", r"没有部门“a\x1b[31m”", DEPARTMENT_LIST),
    ],
)
def test_no_department(plan: Plan, words: str, message: str, hint: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.department(plan, words)
    assert told(error) == (message, hint)


@pytest.mark.parametrize(
    "words",
    [
        "FZ-05",
        "fz-5",
        "fz-05",
        "FZ-05.2",
        "FZ-05.m1",
        "fz-5.M1",
        "5",
        "05",
        "五",
        "(五)",
        "（五）",
        "５",
        " 五 ",
    ],
)
def test_item(plan: Plan, words: str) -> None:
    task = selection.item(plan, words)
    assert (task.section.id, task.item.id) == ("FZ", "FZ-05")


@pytest.mark.parametrize(("words", "id_"), [("二十七", "DJ-27"), ("三十", "DJ-30"), ("１２", "FZ-12")])
def test_item_by_a_number_of_two_digits(plan: Plan, words: str, id_: str) -> None:
    assert selection.item(plan, words).item.id == id_


@pytest.mark.parametrize(
    "words",
    [
        "",
        "FZ",
        "FZ-",
        "FZ-99",
        "99",
        "XM-05",
        "三十一",
        "加快",
        "²",
        "FZ-05x",
        "FZ-05.8",
        "FZ-05.m2",
        "FZ-05.x",
    ],
)
def test_no_item(plan: Plan, words: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.item(plan, words)
    assert told(error) == (f"没有条目“{words}”", ITEM_LIST)


@pytest.mark.parametrize("words", ["9" * 5000, "FZ-" + "9" * 5000], ids=["number", "id"])
def test_no_item_of_a_number_too_long_for_python(plan: Plan, words: str) -> None:
    with pytest.raises(PlanError, match="没有条目“"):
        selection.item(plan, words)


@pytest.mark.parametrize("words", ["一", "1", "（一）"])
def test_a_number_that_restarts_in_each_section_lists_its_candidates(sample: Plan, words: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.item(sample, words)
    assert told(error) == (f"“{words}”可以是几个条目:WZ-01 培育企业、JS-03 建设道路", "请写条目编号")


def test_a_number_that_restarts_may_still_be_unique(sample: Plan) -> None:
    assert selection.item(sample, "三").item.id == "JS-04"


@pytest.mark.parametrize(
    "words",
    [
        "XM",
        "xm",
        "二",
        "2",
        "２",
        "二、",
        "(二)",
        "（二）",
        "坚持项目为王、一线工作,守正创新促项目",
        "项目为王",
    ],
)
def test_section(plan: Plan, words: str) -> None:
    assert selection.section(plan, words).id == "XM"


@pytest.mark.parametrize("words", ["", "五", "ZZ", "没有这几个字"])
def test_no_section(plan: Plan, words: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.section(plan, words)
    assert told(error) == (
        f"没有这一部分:“{words}”",
        f"可选:{SECTION_LIST}",
    )


def test_a_part_of_several_titles_is_ambiguous_and_not_unknown(plan: Plan) -> None:
    with pytest.raises(PlanError) as error:
        selection.section(plan, "坚持")
    message, hint = told(error)
    assert "没有" not in message
    assert SECTION_LIST in message + hint


@pytest.mark.parametrize(
    ("words", "names"), [("2022Q2", "2022Q2"), ("2022q4", "2022Q4"), (" 2022Q1 ", "2022Q1")]
)
def test_period(plan: Plan, words: str, names: str) -> None:
    assert str(selection.period(plan, words)) == names


@pytest.mark.parametrize("words", ["2023Q1", "2022Q5", "2022H1", "2022-06", "二季度", ""])
def test_no_period(plan: Plan, words: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.period(plan, words)
    assert told(error) == (
        f"计划没有报告期“{words}”",
        "可选:2022Q1、2022Q2、2022Q3、2022Q4;别的年份用 --plan 写明计划",
    )


def test_period_of_half_a_year(sample: Plan) -> None:
    assert str(selection.period(sample, "2024H1")) == "2024H1"
    with pytest.raises(PlanError) as error:
        selection.period(sample, "2023H1")
    assert told(error) == ("计划没有报告期“2023H1”", "可选:2023H2、2024H1;别的年份用 --plan 写明计划")


@pytest.mark.parametrize(
    ("today", "as_of", "period", "expected"),
    [
        # by itself: today, and the last period that has ended
        ("2022-05-10", None, None, ("2022-05-10", "2022Q1")),
        ("2022-06-29", None, None, ("2022-06-29", "2022Q1")),
        ("2022-06-30", None, None, ("2022-06-30", "2022Q2")),
        # no period has ended yet, or the plan has not begun
        ("2022-02-01", None, None, ("2022-02-01", "2022Q1")),
        ("2021-12-01", None, None, ("2021-12-01", "2022Q1")),
        # the plan is over: never later than the day after the last grace days
        ("2023-01-10", None, None, ("2023-01-10", "2022Q4")),
        ("2023-01-11", None, None, ("2023-01-11", "2022Q4")),
        ("2026-07-01", None, None, ("2023-01-11", "2022Q4")),
        # --as-of is taken at its word
        ("2022-05-10", "2022-09-30", None, ("2022-09-30", "2022Q3")),
        ("2022-05-10", " 2022-09-29 ", None, ("2022-09-29", "2022Q2")),
        ("2022-05-10", "2024-01-01", None, ("2024-01-01", "2022Q4")),
        ("2022-05-10", "2020-01-01", None, ("2020-01-01", "2022Q1")),
        # --period: its end, ten days of grace and one more
        ("2026-07-01", None, "2022Q2", ("2022-07-11", "2022Q2")),
        ("2022-11-01", None, "2022Q4", ("2022-11-01", "2022Q4")),  # never later than today
        ("2026-07-01", "2022-12-01", "2022Q2", ("2022-12-01", "2022Q2")),
    ],
)
def test_moment(
    plan: Plan, today: str, as_of: str | None, period: str | None, expected: tuple[str, str]
) -> None:
    moment = selection.moment(plan, date.fromisoformat(today), as_of=as_of, asked=period)
    assert (moment.as_of.isoformat(), str(moment.period)) == expected


@pytest.mark.parametrize(
    ("words", "why", "hint"),
    [
        ("2022-13-01", "不存在", "请核对月份和日子"),
        ("2022-02-30", "不存在", "请核对月份和日子"),
        ("2022/06/30", "写法不对", "这里应是 2022-06-30"),
        ("昨天", "写法不对", "年四位,月和日两位"),
        ("2022-6-3", "写法不对", "这里应是 2022-06-03"),
        ("2022-W14-1", "写法不对", "年四位,月和日两位"),
        ("20220401", "写法不对", "年四位,月和日两位"),
    ],
)
def test_no_day(plan: Plan, words: str, why: str, hint: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.moment(plan, date(2022, 7, 1), as_of=words)
    assert told(error) == (f"日期“{words}”{why}", f"日期写成 2022-06-30 这样;{hint}")


@pytest.mark.parametrize(
    ("words", "lights"),
    [
        ("red", {Light.RED}),
        ("red,yellow", {Light.RED, Light.YELLOW}),
        ("红、黄", {Light.RED, Light.YELLOW}),
        ("绿，灰", {Light.GREEN, Light.GREY}),
        ("红灯, grey,", {Light.RED, Light.GREY}),
        ("green,yellow,red,grey", set(Light)),
    ],
)
def test_lights(words: str, lights: set[Light]) -> None:
    assert selection.lights(words) == lights


@pytest.mark.parametrize(
    ("words", "wrong"), [("blue", "blue"), ("红,蓝", "蓝"), ("Red", "Red"), ("red;grey", "red;grey")]
)
def test_no_light(words: str, wrong: str) -> None:
    with pytest.raises(PlanError) as error:
        selection.lights(words)
    assert told(error) == (f"没有灯“{wrong}”", LIGHT_LIST)


@pytest.mark.parametrize("words", ["", ",", "、 ,"])
def test_a_list_of_no_lights_is_not_a_list_of_all(words: str) -> None:
    with pytest.raises(PlanError, match="没有灯"):
        selection.lights(words)


@pytest.mark.parametrize(
    ("words", "item", "part"),
    [
        ("FZ-05", "FZ-05", None),
        ("五", "FZ-05", None),
        ("（5）", "FZ-05", None),
        ("FZ-05.1", "FZ-05", "FZ-05.1"),
        ("fz-5.1", "FZ-05", "FZ-05.1"),
        ("5.1", "FZ-05", "FZ-05.1"),
        (" ５．１ ", "FZ-05", "FZ-05.1"),
        ("五.M1", "FZ-05", "FZ-05.m1"),
        ("三十.m1", "DJ-30", "DJ-30.m1"),
    ],
)
def test_an_item_or_one_of_its_parts(plan: Plan, words: str, item: str, part: str | None) -> None:
    task, found = selection.thing(plan, words)
    assert (task.item.id, found and found.id) == (item, part)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("FZ05.1", "没有条目“FZ05”;是不是 FZ-05.1、"),
        ("99", "没有条目“99”"),
        ("", "没有条目“”"),
        ("FZ-05.", "FZ-05 没有目标或节点“FZ-05.”"),
        ("5.9", "FZ-05 没有目标或节点“FZ-05.9”"),
        ("5.1.1", "FZ-05 没有目标或节点“FZ-05.1.1”"),
    ],
)
def test_no_such_thing(plan: Plan, words: str, message: str) -> None:
    with pytest.raises(PlanError) as caught:
        selection.thing(plan, words)
    assert caught.value.message.startswith(message)
