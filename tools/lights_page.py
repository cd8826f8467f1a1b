"""The page docs/lights.md: the rules of lights, the presets, and examples whose lights are computed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.charter import Charter
from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.filing import UNDER_WAY, ItemFiling
from gaoxin_plan.model.periods import Period, Reporting
from gaoxin_plan.model.plan import Department, Item, Plan, Section, Task
from gaoxin_plan.model.progress import Progress, Report
from gaoxin_plan.model.rules import PRESETS, SHARE, Rules
from gaoxin_plan.model.target import Milestone, Target
from gaoxin_plan.render.table import Table, to_markdown

_DEPARTMENT = "示例发展部"
_YEAR = (date(2027, 1, 1), date(2027, 12, 31))
_HALF = (date(2027, 7, 1), date(2027, 12, 31))
_THREE = (date(2027, 1, 1), date(2029, 12, 31))

Filed = Mapping[str, str]
"""What is filed by period: a value, a day that a milestone was done on, or a state."""


class Example(NamedTuple):
    """A part of a plan, what is filed for it, and the days it is looked at."""

    title: str
    part: Target | Milestone
    filed: Filed
    days: Sequence[str]
    words: str = ""
    span: tuple[date, date] = _YEAR
    reporting: Reporting = Reporting.QUARTERLY
    rules: Rules | None = None


def _target(**said: object) -> Target:
    return Target(id="FZ-01.1", metric="示例指标", quote="示例", **said)  # type: ignore[arg-type]


def _milestone(**said: object) -> Milestone:
    return Milestone(id="FZ-01.m1", title="示例节点", quote="示例", **said)  # type: ignore[arg-type]


_N = Decimal

EXAMPLES = (
    Example(
        "不少于:`at_least: 10`,项",
        _target(at_least=_N(10), unit="项"),
        {"2027Q1": "2", "2027Q2": "4", "2027Q3": "4", "2027Q4": "10"},
        ("2027-04-11", "2027-07-11", "2027-10-11", "2028-01-11"),
        "一年 12 个月,到 6 月底过了 6 个月,序时应达 10×6/12=5 项;报 4 项,差 1 项,是 10 项的 10%,即落后 10 个"
        "百分点:黄灯从 10 个百分点起,含 10。9 月底应达 7.5 项,项是一个一个数的,取整为 7 项;报 4 项,落后 30 个"
        "百分点,红灯要**超过** 30,所以还是黄灯。",
    ),
    Example(
        "存量:总数达到 40 家,年初 28 家",
        _target(at_least=_N(40), baseline=_N(28), unit="家"),
        {"2027Q1": "31", "2027Q2": "32", "2027Q3": "32"},
        ("2027-04-11", "2027-07-11", "2027-10-11"),
        "写了基数,序时和百分点都从基数算起:要走 12 家,6 月底应走 6 家,到 34 家。没有基数就从 0 算起。",
    ),
    Example(
        "小目标:`at_least: 1`,户",
        _target(at_least=_N(1), unit="户"),
        {"2027Q1": "0", "2027Q2": "0", "2027Q3": "0", "2027Q4": "0"},
        ("2027-10-11", "2028-01-11"),
        "1 户的半数不是半户:取整以后,到期以前应达都是 0,不会亮黄灯。到期没有完成才亮红灯。",
    ),
    Example(
        "差不到两个:`at_least: 3`,家",
        _target(at_least=_N(3), unit="家"),
        {"2027Q3": "1"},
        ("2027-10-11",),
        "9 月底应达 2.25 家,取整 2 家;报 1 家,差 1 家,落后 33.3 个百分点。差的不到两个整数单位,到期前最多黄灯"
        "(这一条是本软件定的,银川的规定没有)。",
    ),
    Example(
        "不超过:零事故 `at_most: 0`,起",
        _target(at_most=_N(0), unit="起"),
        {"2027Q1": "0", "2027Q2": "1", "2027Q3": "1"},
        ("2027-04-11", "2027-07-11", "2027-10-11"),
        "任何一期突破就是红灯,以后一直是红灯,除非那一期的填报经核实更正。",
    ),
    Example(
        "水平的上限:失业率 `at_most: 4.5`,基数 4.2",
        _target(at_most=_N("4.5"), baseline=_N("4.2"), unit="%"),
        {"2027Q1": "4.7", "2027Q2": "4.4"},
        ("2027-04-11", "2027-07-11"),
        "写了基数的上限是一个水平,有高有低,只看最近一次报的。",
    ),
    Example(
        "恰好:四级压减为三级 `exactly: 3`,基数 4",
        _target(exactly=_N(3), baseline=_N(4), unit="级"),
        {"2027Q1": "4", "2027Q3": "3"},
        ("2027-04-11", "2027-10-11"),
        "没有写 `pace` 的,到期前只能说明现状,算部门自报(○),亮绿灯;到期没有变成 3 就是红灯。",
    ),
    Example(
        "左右:`about: 1500`,亩",
        _target(about=_N(1500), unit="亩"),
        {"2027Q2": "600", "2027Q3": "1350"},
        ("2027-07-11", "2027-10-11"),
        "到九成即 1350 亩就算达标。亩不是一个一个数的,应达不取整。",
    ),
    Example(
        "区间:`between: [2, 3]`,家",
        _target(between=(_N(2), _N(3)), unit="家"),
        {"2027Q2": "1", "2027Q3": "2"},
        ("2027-07-11", "2027-10-11"),
        "到下限就算达标。",
    ),
    Example(
        "提升:`rise_by: 20`,%,每期末应完成 0、30、60、100",
        _target(rise_by=_N(20), unit="%", pace=(_N(0), _N(30), _N(60), _N(100))),
        {"2027Q1": "-1", "2027Q2": "2", "2027Q3": "5"},
        ("2027-04-11", "2027-07-11", "2027-10-11"),
        "报的是提升了多少,可以是负数。提升、下降和水平,写了 `pace` 才有序时进度;不写的到期前绿灯,到期再看。",
    ),
    Example(
        "下降:`fall_by: 10`,%",
        _target(fall_by=_N(10), unit="%"),
        {"2027Q2": "3", "2027Q4": "8"},
        ("2027-07-11", "2028-01-11"),
        "报的是下降了多少。",
    ),
    Example(
        "频次:`every: month`",
        _target(every="month"),
        {"2027Q1": "3", "2027Q2": "4"},
        ("2027-04-11", "2027-07-11"),
        "从计划开始和发布日期中晚的一天起,数整月(整周从周一、整季);少做的以后可以补。",
    ),
    Example(
        "自己的时限:`due: 2027-06-30`",
        _target(at_least=_N(6), unit="件", due=date(2027, 6, 30)),
        {"2027Q1": "2", "2027Q2": "5", "2027Q3": "6"},
        ("2027-04-11", "2027-07-11", "2027-10-11"),
        "序时按到 6 月的 6 个月算。过了时限没有达到是红灯;以后补上的,绿灯,注明逾期完成。",
    ),
    Example(
        "写明日期的节点",
        _milestone(due=date(2027, 5, 31)),
        {"2027Q1": "进行中", "2027Q2": "进行中", "2027Q3": "2027-08-20"},
        ("2027-04-11", "2027-06-20", "2027-06-30", "2027-07-11", "2027-10-11"),
        "逾期 30 天以内黄灯,超过 30 天红灯;计划结束那天到期的没有这 30 天。逾期从时限的第二天数起,"
        "但要等报到时限那一期才看得出没有完成。",
    ),
    Example(
        "没有写日期的节点",
        _milestone(),
        {"2027Q1": "未启动", "2027Q2": "进行中", "2027Q3": "受阻"},
        ("2027-04-11", "2027-07-11", "2027-10-11"),
        "没有日期可比,照部门自报的状态(○);报了完成日期就算完成(●)。",
    ),
    Example(
        "报过又不报",
        _target(at_least=_N(10), unit="项"),
        {"2027Q1": "3"},
        ("2027-04-11", "2027-07-10", "2027-07-11", "2028-01-11"),
        "宽限 10 天。第 11 天起,灰灯和上次所报照这一期序时应亮的灯,取差的一个:报过又不报,不会比上次好。",
    ),
    Example(
        "半年的计划",
        _target(at_least=_N(6), unit="项"),
        {"2027-07": "1", "2027-09": "2"},
        ("2027-08-11", "2027-10-11"),
        "`from: 2027-07-01`、`to: 2027-12-31`,每月报:6 个月,9 月底过了 3 个月。",
        _HALF,
        Reporting.MONTHLY,
    ),
    Example(
        "三年的计划",
        _target(at_least=_N(36), unit="项"),
        {"2027H1": "5", "2027H2": "8"},
        ("2027-07-11", "2028-01-11"),
        "36 个月,每半年报:2027 年底过了 12 个月,应达 12 项。",
        _THREE,
        Reporting.HALF_YEARLY,
    ),
    Example(
        "另一种规则:`rules: {preset: sanya-2022}`",
        _target(at_least=_N(100), unit="亿元"),
        {"2027Q1": "20", "2027Q2": "24"},
        ("2027-04-11", "2027-07-11"),
        "落后的部分占序时应达的百分之几:6 月底应达 50 亿元,报 24 亿元,落后 52%。",
        rules=Rules(preset="sanya-2022"),
    ),
)


def page(template: str) -> str:
    """Return the page: the template with its two marks replaced."""
    return template.replace("<!-- presets -->\n", _presets()).replace(
        "<!-- examples -->\n", "".join(_examples())
    )


def _presets() -> str:
    rows = tuple(
        (
            preset.name,
            preset.publisher,
            preset.published,
            preset.words,
            "占序时应达的百分之几" if preset.gap == SHARE else "百分点",
            f"{preset.yellow_from}",
            f"{preset.red_above}",
            f"{preset.grace_days}",
        )
        for preset in PRESETS
    )
    head = (
        "名称",
        "谁公布的",
        "什么时候",
        "怎么说的",
        "落后按什么算",
        "黄灯从",
        "红灯超过",
        "宽限天数(本软件定)",
    )
    return to_markdown(Table(head, rows))


def _examples() -> Iterator[str]:
    for example in EXAMPLES:
        yield f"\n### {example.title}\n\n{example.words}\n\n"
        rows = tuple((day, _told(example, day), *_light(example, day)) for day in example.days)
        yield to_markdown(Table(("截至", "最近报的", "亮灯", "理由"), rows))


def _told(example: Example, day: str) -> str:
    """Return what counts on a day: what is filed for the latest period that has begun."""
    known = [(p, said) for p, said in example.filed.items() if _period(p).begin <= date.fromisoformat(day)]
    over = [pair for pair in known if _period(pair[0]).end <= date.fromisoformat(day)]
    period, said = (over or known)[-1]
    return f"{period} 报 {said}"


def _light(example: Example, day: str) -> tuple[str, str]:
    """Return the light of an example on a day, as the program computes it; periods to come are not filed."""
    as_of = date.fromisoformat(day)
    is_target = isinstance(example.part, Target)
    item = Item(
        id="FZ-01",
        number="一",
        title="示例条目",
        lead=(_DEPARTMENT,),
        text="示例条目。",
        targets=(example.part,) if isinstance(example.part, Target) else (),
        milestones=() if isinstance(example.part, Target) else (example.part,),
    )
    section = Section(id="FZ", number="一", title="示例部分", items=(item,))
    plan = Plan(
        title="示例",
        begin=example.span[0],
        end=example.span[1],
        issuer="示例",
        published=example.span[0],
        reporting=example.reporting,
        rules=example.rules,
        departments=(Department(id="fzb", name=_DEPARTMENT),),
        sections=(section,),
    )
    told = Progress(Directory(plan.departments), (), ())
    for words, said in example.filed.items():
        period = _period(words)
        if period.end <= as_of:
            report = Report(period, _DEPARTMENT, period.end, _said(said, is_target=is_target))
            told = told.with_report("FZ-01", report)
    now = Situation(Charter(plan), told, as_of)
    light = item_light(Task(section, item), now)
    return f"{'●' if light.measured else '○'}{light.light.word}", ";".join(light.reasons)


def _said(words: str, *, is_target: bool) -> ItemFiling:
    if is_target:
        return ItemFiling(state=UNDER_WAY, values={"FZ-01.1": Decimal(words)})
    if words[0].isdigit():
        return ItemFiling(state=UNDER_WAY, done={"FZ-01.m1": date.fromisoformat(words)})
    return ItemFiling(state=words)


def _period(words: str) -> Period:
    period = Period.parse(words)
    if period is None:
        raise ValueError(words)
    return period
