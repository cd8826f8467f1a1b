"""The context of report templates: each name is a question, asked when a template uses it."""

from datetime import date, timedelta
from functools import cache, cached_property
from typing import Annotated

from gaoxin_plan.lights.item import item_light
from gaoxin_plan.lights.light import ItemLight, Light, Rule
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.model.periods import Period, full_date
from gaoxin_plan.model.plan import SAMPLE, Task
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views.due import due
from gaoxin_plan.views.papers import facts, rounds
from gaoxin_plan.views.papers.counts import Counts, counts, rounding
from gaoxin_plan.views.papers.items import ceiling_facts, item_facts, light_facts, target_facts
from gaoxin_plan.views.papers.ledger import ledger
from gaoxin_plan.views.papers.notice import notice
from gaoxin_plan.views.papers.rules import rules_on_paper
from gaoxin_plan.views.papers.typesetting import Typeset, typesetter
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.selection import Moment, item, stood
from gaoxin_plan.views.status import Stand, Status, status
from gaoxin_plan.workspace import Workspace

_PRAISED = (Rule.CLOSED, Rule.MET, Rule.PACE)


class Paper:
    """What a report template may use, as of the moment that is asked about; see docs/templates.md."""

    def __init__(self, now: Situation, moment: Moment, task: Task | None = None) -> None:
        self._now = now
        self._moment = moment
        self._task = task

    @classmethod
    def of(cls, workspace: Workspace, moment: Moment, item_words: str = "") -> "Paper":
        """Return the paper of a workspace, by filings up to the moment's period.

        It is of an item where one is named: raises PlanError when the plan, as it stands then, has none such.
        """
        now = Situation.of(workspace, moment.as_of, moment.period)
        return cls(now, moment, item(now.plan, item_words) if item_words else None)

    @property
    def day(self) -> date:
        """The day that it is all as of."""
        return self._moment.as_of

    @cached_property
    def _status(self) -> Status:
        return status(self._now, self._moment, Scope())

    @cached_property
    def _facts(self) -> dict[str, facts.ItemFacts]:
        rows = self._status.rows
        return {s.item.id: item_facts(s, self._now, self._moment, self._typeset) for s in rows}

    @cached_property
    def _typeset(self) -> Typeset:
        return typesetter(self._now.charter.plan)

    @cached_property
    def plan(self) -> Annotated[facts.PlanFacts, "计划本身,调整已计入"]:
        plan = self._now.plan
        sections = tuple(
            facts.SectionFacts(s.number, s.title, tuple(self._facts[item.id] for item in s.items))
            for s in plan.sections
        )
        has_leaders = any(item.leader for item in self.items)
        sample = SAMPLE if plan.sample else ""
        return facts.PlanFacts(
            plan.title, plan.issuer, full_date(plan.published), sample, sections, has_leaders
        )

    @cached_property
    def items(self) -> Annotated[tuple[facts.ItemFacts, ...], "全部条目,按印发件的次序"]:
        return tuple(self._facts.values())

    @cached_property
    def as_of(self) -> Annotated[str, "截至哪一天,如 2024年10月11日"]:
        return full_date(self._moment.as_of)

    @cached_property
    def period(self) -> Annotated[facts.PeriodFacts, "报告期"]:
        return self._period(self._moment.period)

    @cached_property
    def next(self) -> Annotated[facts.PeriodFacts | None, "下一个报告期;最后一期没有下一期"]:
        return None if self._next is None else self._period(self._next)

    @cached_property
    def rule(self) -> Annotated[str, "亮灯的规则,一句话"]:
        return rules_on_paper(yardstick(self._now.plan.rules))

    @cached_property
    def rounding(self) -> Annotated[str, "百分比怎样取整,一句话"]:
        return rounding(self.counts)

    @cached_property
    def counts(self) -> Annotated[Counts, "各色灯各有多少"]:
        return counts([stand.light for stand in self._status.rows])

    @cached_property
    def departments(self) -> Annotated[tuple[facts.DepartmentFacts, ...], "牵头的部门;共同牵头的各计一次"]:
        led: dict[str, list[ItemLight]] = {}
        for stand in self._status.rows:
            for name in stand.row.lead or ("未明确牵头部门",):
                led.setdefault(name, []).append(stand.light)
        contacts = {d.name: d.contact for d in self._now.plan.departments}
        return tuple(
            facts.DepartmentFacts(name, contacts.get(name, ""), counts(led[name]))
            for name in (*contacts, *(name for name in led if name not in contacts))
            if name in led
        )

    @cached_property
    def lights(self) -> Annotated[facts.Lights, "条目,按灯分开"]:
        return facts.Lights(*(tuple(i for i in self.items if i.light.name == light) for light in Light))

    @cached_property
    def well(
        self,
    ) -> Annotated[
        tuple[facts.ItemFacts, ...],
        "进展较好:已办结、已达标或达到序时进度,没有落后的;本期重新打开的不算",
    ]:
        last = {decision.id: decision.what for decision in self.decisions}
        rows = (stand for stand in self._status.rows if last.get(stand.item.id) != rounds.OPENED)
        return tuple(self._facts[stand.item.id] for stand in rows if _is_well(stand))

    @cached_property
    def behind(self) -> Annotated[tuple[facts.ItemFacts, ...], "滞后:红灯的条目在前,黄灯的在后"]:
        return self.lights.red + self.lights.yellow

    @cached_property
    def missing(self) -> Annotated[tuple[facts.SilentFacts, ...], "本期没有报全的部门"]:
        return tuple(rounds.silent(self._now, self._moment.period))

    @cached_property
    def late(self) -> Annotated[tuple[facts.LateFacts, ...], "本期报送迟于期限的部门"]:
        return tuple(rounds.late(self._now, self._moment.period))

    @cached_property
    def amendments(self) -> Annotated[tuple[facts.AmendmentFacts, ...], "本期生效的调整"]:
        return tuple(rounds.amendments(self._now, self._moment.period, self._typeset))

    @cached_property
    def decisions(self) -> Annotated[tuple[facts.DecisionFacts, ...], "本期办结销号和重新打开的条目"]:
        return tuple(rounds.decisions(self._now, self._moment.period))

    @cached_property
    def changes(self) -> Annotated[facts.Changes, "和上一期比,哪些条目的灯变了"]:
        earlier = [p for p in self._now.all_periods if p < self._moment.period]
        if not earlier:
            return facts.Changes("", (), (), ())
        then = stood(self._now.charter, self._now.progress, earlier[-1], self._moment.as_of)
        known = {task.item.id: task for task in then.plan.tasks()}
        found = []
        for stand in self._status.rows:
            if (task := known.get(stand.item.id)) is not None:
                before = item_light(task, then)
                if before.light is not stand.light.light:
                    found.append(
                        facts.ChangeFacts(self._facts[stand.item.id], light_facts(before, self._typeset))
                    )
        return facts.Changes(
            since=earlier[-1].words,
            red=tuple(change for change in found if change.item.light.name == Light.RED),
            green=tuple(change for change in found if change.item.light.name == Light.GREEN),
            other=tuple(c for c in found if c.item.light.name not in (Light.RED, Light.GREEN)),
        )

    @cached_property
    def due(self) -> Annotated[tuple[facts.DueFacts, ...], "下一期结束以前到期的目标和节点,早的在前"]:
        until = self._now.end if self._next is None else min(self._next.end, self._now.end)
        return tuple(
            facts.DueFacts(
                id=dated.part.id,
                name=dated.name,
                item=dated.row.item.title,
                lead=dated.row.lead,
                due=full_date(dated.due),
                days=dated.days_left,
                light=light_facts(dated.light, self._typeset),
            )
            for dated in due(self._now, until, Scope()).parts
        )

    @cached_property
    def overdue(self) -> Annotated[tuple[facts.DueFacts, ...], "已经逾期的目标和节点,最久的在前"]:
        return tuple(
            facts.DueFacts(
                id=part.id,
                name=part.name,
                item=stand.item.title,
                lead=stand.row.lead,
                due=full_date(self._moment.as_of - timedelta(days=part.days_late)),
                days=part.days_late,
                light=light_facts(part, self._typeset),
            )
            for stand, part in self._status.late
        )

    @cached_property
    def targets(self) -> Annotated[tuple[facts.TargetFacts, ...], "有数可比的目标;上限不在内"]:
        return tuple(target_facts(self._status.rows, self._now, self._typeset))

    @cached_property
    def ceilings(self) -> Annotated[tuple[facts.TargetFacts, ...], "上限:不能突破的目标,不论进度"]:
        return tuple(ceiling_facts(self._status.rows, self._now, self._typeset))

    @cached_property
    def ledger(
        self,
    ) -> Annotated[dict[str, tuple[facts.SaidFacts, ...]], "各期的填报,按条目编号取,如 ledger[item.id]"]:
        return ledger(self._now, self._typeset)

    @cached_property
    def notice(self) -> Annotated[facts.NoticeFacts, "督办的事项;要写 --item 条目"]:
        """Raise PlanError when no item is named."""
        if self._task is None:
            raise PlanError("这个报告说的是一个条目,要写明是哪一个", "加上 --item 条目编号,如 --item FZ-05")
        item = self._facts[self._task.item.id]
        return notice(self._task, item, self._now, self._moment, self._typeset)

    @cached_property
    def _next(self) -> Period | None:
        return next((p for p in self._now.all_periods if p > self._moment.period), None)

    def _period(self, period: Period) -> facts.PeriodFacts:
        days = (period.begin, period.end, self._now.deadline(period))
        return facts.PeriodFacts(str(period), period.words, *map(full_date, days))


@cache
def names() -> tuple[str, ...]:
    """Return the names that a template may use."""
    return tuple(
        name for name, value in vars(Paper).items() if isinstance(value, cached_property) and name[0] != "_"
    )


def _is_well(stand: Stand) -> bool:
    """Whether an item is green by what can be looked up, with no part behind its pace."""
    parts = stand.light.parts
    is_behind = any(part.gap is not None and part.gap.behind_by > 0 for part in parts)
    praised = any(part.measured and part.rule in _PRAISED for part in parts)
    return stand.light.light is Light.GREEN and praised and not is_behind
