"""The records that report templates read. Their Chinese descriptions are printed in docs/templates.md.

Days are words (``2024年10月11日``); what there is none of is an empty text or an empty tuple.
"""

from typing import Annotated, NamedTuple

from gaoxin_plan.views.papers.counts import Counts


class LightFacts(NamedTuple):
    """An item's or a part's light."""

    name: Annotated[str, "green、yellow、red 或 grey,给判断用"]
    word: Annotated[str, "绿灯、黄灯、红灯或灰灯"]
    mark: Annotated[str, "● 有数字或日期可查,○ 部门自报"]
    measured: Annotated[bool, "是不是有数字或日期可查"]
    reasons: Annotated[tuple[str, ...], "为什么亮这个灯,每条一句话"]
    why: Annotated[str, "为什么亮这个灯,合成一句,句末没有句号"]
    gap: Annotated[str, "同 why,但不带部门写的存在问题:后面另写原因的,不重复"]
    brief: Annotated[str, "同 gap,不超过60字,在分句处断开"]


class ItemFacts(NamedTuple):
    """An item with its light and what was said of it last."""

    id: Annotated[str, "条目编号,如 FZ-05"]
    number: Annotated[str, "序号,如 五"]
    title: Annotated[str, "条目的标题"]
    text: Annotated[str, "条目全文"]
    section: Annotated[str, "所在部分的序号和标题,如 一、坚持…"]
    leader: Annotated[str, "责任领导;没有则为空"]
    lead: Annotated[tuple[str, ...], "牵头部门,用部门自己的名称"]
    responsible: Annotated[tuple[str, ...], "责任部门,用部门自己的名称"]
    parts: Annotated[tuple[str, ...], "目标和节点,每个一句话,目标在前,如 突破关键技术 10项以上"]
    due: Annotated[tuple[str, ...], "完成时限;都一样时只有一句,不一样时写明是 parts 的第几项"]
    light: Annotated[LightFacts, "亮灯"]
    reported: Annotated[str, "牵头部门最近报的一期,如 2024年第三季度;从未报过则为空"]
    is_current: Annotated[bool, "本期报了没有"]
    state: Annotated[str, "那一期报的状态;共同牵头的各报各的,写明部门"]
    progress: Annotated[str, "那一期报的进展情况"]
    problems: Annotated[str, "那一期报的存在问题"]
    cause: Annotated[str, "原因,一句话:problems,不是本期报的写明哪一期;没有写的说没有写"]
    next: Annotated[str, "那一期报的下步打算"]
    evidence: Annotated[tuple[str, ...], "那一期附的佐证材料,文件名"]


class SectionFacts(NamedTuple):
    """A section and its items."""

    number: Annotated[str, "序号,如 一"]
    title: Annotated[str, "部分的标题"]
    items: Annotated[tuple[ItemFacts, ...], "各个条目"]


class PlanFacts(NamedTuple):
    """The plan itself."""

    title: Annotated[str, "计划的标题"]
    issuer: Annotated[str, "发文单位"]
    published: Annotated[str, "发布日期,如 2022年6月1日"]
    sample: Annotated[str, "虚构的计划是“示例数据”,否则为空"]
    sections: Annotated[tuple[SectionFacts, ...], "各个部分"]
    has_leaders: Annotated[bool, "有没有条目写了责任领导;没有就不必出这一列"]


class PeriodFacts(NamedTuple):
    """A reporting period."""

    id: Annotated[str, "如 2024Q3"]
    name: Annotated[str, "如 2024年第三季度"]
    begin: Annotated[str, "第一天"]
    end: Annotated[str, "最后一天"]
    deadline: Annotated[str, "最迟哪天报送"]


class DepartmentFacts(NamedTuple):
    """A department and how what it leads stands."""

    name: Annotated[str, "部门名称"]
    contact: Annotated[str, "联络员;没有则为空"]
    counts: Annotated[Counts, "它牵头的条目各亮什么灯"]


class Lights(NamedTuple):
    """The items by their light."""

    green: Annotated[tuple[ItemFacts, ...], "绿灯的条目"]
    yellow: Annotated[tuple[ItemFacts, ...], "黄灯的条目"]
    red: Annotated[tuple[ItemFacts, ...], "红灯的条目"]
    grey: Annotated[tuple[ItemFacts, ...], "灰灯的条目"]


class LackFacts(NamedTuple):
    """An item that a department has not reported, or not whole."""

    id: Annotated[str, "条目编号"]
    number: Annotated[str, "序号"]
    title: Annotated[str, "条目的标题"]
    what: Annotated[str, "缺什么:未报,或缺哪些完成值"]


class SilentFacts(NamedTuple):
    """A department that has not reported all."""

    department: Annotated[str, "部门名称"]
    asked: Annotated[int, "它应报几项"]
    items: Annotated[tuple[LackFacts, ...], "没有报全的条目"]


class LateFacts(NamedTuple):
    """A filing that came after its deadline."""

    department: Annotated[str, "部门名称"]
    filed: Annotated[str, "报送日期"]
    days: Annotated[int, "迟了几天"]


class AmendmentFacts(NamedTuple):
    """A change of the plan."""

    id: Annotated[str, "条目、目标或节点的编号"]
    title: Annotated[str, "所属条目的标题"]
    what: Annotated[str, "目标或节点的名称;调整的是条目本身则为空"]
    words: Annotated[str, "改了什么,如 目标由10项以上改为8项"]
    reason: Annotated[str, "理由"]
    approved: Annotated[str, "批准依据"]
    date: Annotated[str, "生效日期"]


class DecisionFacts(NamedTuple):
    """An item that the office closed or opened again."""

    id: Annotated[str, "条目编号"]
    title: Annotated[str, "条目的标题"]
    what: Annotated[str, "办结销号,或重新打开"]
    date: Annotated[str, "决定日期"]
    by: Annotated[str, "经办人"]
    reason: Annotated[str, "理由;没有则为空"]


class ChangeFacts(NamedTuple):
    """An item whose light is another than in the period before."""

    item: Annotated[ItemFacts, "条目,现在的灯是 item.light"]
    before: Annotated[LightFacts, "上一期的灯"]


class Changes(NamedTuple):
    """What changed since the period before."""

    since: Annotated[str, "和哪一期比,如 2024年第二季度;没有上一期则为空"]
    red: Annotated[tuple[ChangeFacts, ...], "转为红灯的"]
    green: Annotated[tuple[ChangeFacts, ...], "转为绿灯的"]
    other: Annotated[tuple[ChangeFacts, ...], "转为黄灯或灰灯的"]


class DueFacts(NamedTuple):
    """A target or milestone with its time limit."""

    id: Annotated[str, "目标或节点的编号"]
    name: Annotated[str, "要达到什么、做成什么"]
    item: Annotated[str, "所属条目的标题"]
    lead: Annotated[tuple[str, ...], "牵头部门"]
    due: Annotated[str, "时限"]
    days: Annotated[int, "还有几天;已逾期的是逾期几天"]
    light: Annotated[LightFacts, "亮灯"]


class TargetFacts(NamedTuple):
    """A target on its way: what a bar is drawn from."""

    id: Annotated[str, "目标的编号,如 FZ-05.1"]
    name: Annotated[str, "目标的名称"]
    item: Annotated[str, "所属条目的标题"]
    goal: Annotated[str, "目标值,如 10项以上、每周（共44次）"]
    base: Annotated[str, "基数,如 28家;没有的、目标值里写了的为空"]
    value: Annotated[str, "完成值,如 6项;从未报过是“未报”"]
    expected: Annotated[str, "序时应达的值;不论序时的为空"]
    done: Annotated[int, "完成了百分之几,0 到 100,从基数算起;上限是 0"]
    pace: Annotated[int, "序时应完成百分之几,0 到 100;不论序时的是 0"]
    light: Annotated[LightFacts, "亮灯"]


class SaidFacts(NamedTuple):
    """What one department said of an item for one period."""

    period: Annotated[str, "报告期,如 2024年第三季度"]
    department: Annotated[str, "部门名称"]
    role: Annotated[str, "牵头或配合"]
    filed: Annotated[str, "报送日期"]
    state: Annotated[str, "状态"]
    values: Annotated[tuple[str, ...], "完成值和完成日期,每个一句话"]
    progress: Annotated[str, "进展情况"]
    problems: Annotated[str, "存在问题"]
    next: Annotated[str, "下步打算"]
    evidence: Annotated[tuple[str, ...], "佐证材料,文件名"]
    light: Annotated[str, "那一期的灯,如 ●绿灯;配合部门的填报不亮灯,为空"]


class NoticePart(NamedTuple):
    """A target or milestone that is behind."""

    name: Annotated[str, "目标或节点的名称"]
    goal: Annotated[str, "目标值;节点没有,为空"]
    due: Annotated[str, "时限"]
    quote: Annotated[str, "印发件的原话"]
    light: Annotated[LightFacts, "亮灯,和为什么"]
    way_out: Annotated[str, "怎样转绿;说不出来的为空"]


class NoticeFacts(NamedTuple):
    """The matter of one item, for a 督办单."""

    item: Annotated[ItemFacts, "督办的条目"]
    number: Annotated[str, "编号,如 2024Q3-CY-03"]
    source: Annotated[str, "事项的来源,如 《…要点》第一部分第三条"]
    closed: Annotated[str, "办结销号的日期;没有办结的为空"]
    quotes: Annotated[tuple[str, ...], "不是绿灯的目标和节点,印发件的原话"]
    asks: Annotated[tuple[str, ...], "怎样转绿,同样的合成一句;都是绿灯则没有"]
    behind: Annotated[tuple[NoticePart, ...], "不是绿灯的目标和节点"]
    parts: Annotated[tuple[NoticePart, ...], "全部目标和节点"]
    limit: Annotated[str, "办理时限:截至之日起十天"]
