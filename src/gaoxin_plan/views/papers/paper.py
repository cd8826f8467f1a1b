"""The context of report templates: each name is a question, asked when a template uses it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from gaoxin_plan.lights.item import cases, item_light
from gaoxin_plan.lights.light import ItemLight, Light, Rule
from gaoxin_plan.lights.situation import Situation
from gaoxin_plan.lights.way_out import way_out
from gaoxin_plan.lights.words import filed, rules_in_words
from gaoxin_plan.model.amendment import Amendment
from gaoxin_plan.model.filing import ItemFiling
from gaoxin_plan.model.goals import goal_in_words
from gaoxin_plan.model.office import CLOSED
from gaoxin_plan.model.periods import Period, full_date
from gaoxin_plan.model.plan import Task
from gaoxin_plan.model.progress import Report
from gaoxin_plan.model.rules import yardstick
from gaoxin_plan.model.target import Target
from gaoxin_plan.problems import PlanError
from gaoxin_plan.views import selection
from gaoxin_plan.views.due import due
from gaoxin_plan.views.missing import missing
from gaoxin_plan.views.papers import facts
from gaoxin_plan.views.papers.counts import ROUNDING, Counts, counts
from gaoxin_plan.views.papers.items import item_facts, light_facts, target_facts
from gaoxin_plan.views.rows import Scope
from gaoxin_plan.views.selection import Moment, closing
from gaoxin_plan.views.show import amended, due_in_words
from gaoxin_plan.views.status import Stand, Status, status

SAMPLE = "示例数据"
NOTICE_DAYS = 10
"""Days from ``as_of`` on that a notice gives by default; ours, no city prints one."""

_PRAISED = (Rule.CLOSED, Rule.MET, Rule.PACE)


class Paper:
    """What a report template may use, as of the moment that is asked about; see docs/templates.md."""

    def __init__(self, now: Situation, moment: Moment, task: Task | None = None) -> None:
        self._now = now
        self._moment = moment
        self._task = task

    @property
    def day(self) -> date:
        """The day that it is all as of."""
        return self._moment.as_of

    @cached_property
    def _status(self) -> Status:
        return status(self._now, self._moment, Scope())

    @cached_property
    def _facts(self) -> dict[str, facts.ItemFacts]:
        return {s.item.id: item_facts(s, self._now, self._moment) for s in self._status.rows}

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
        later = [p for p in self._now.all_periods if p > self._moment.period]
        return self._period(later[0]) if later else None

    @cached_property
    def rule(self) -> Annotated[str, "亮灯的规则,一句话"]:
        return rules_in_words(yardstick(self._now.plan.rules))

    @cached_property
    def rounding(self) -> Annotated[str, "百分比怎样取整,一句话"]:
        return ROUNDING

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
        found = tuple(
            facts.DepartmentFacts(name, contacts.get(name, ""), counts(led[name]))
            for name in (*contacts, *(name for name in led if name not in contacts))
            if name in led
        )
        times = sum(max(1, len(stand.row.lead)) for stand in self._status.rows)
        if sum(department.counts.total for department in found) != times:
            raise ArithmeticError("the departments' counts do not add up")
        return found

    @cached_property
    def lights(self) -> Annotated[facts.Lights, "条目,按灯分开"]:
        return facts.Lights(*(tuple(i for i in self.items if i.light.name == light) for light in Light))

    @cached_property
    def well(
        self,
    ) -> Annotated[tuple[facts.ItemFacts, ...], "进展较好:已办结、已达标或达到序时进度,没有落后的"]:
        return tuple(self._facts[stand.item.id] for stand in self._status.rows if _is_well(stand))

    @cached_property
    def behind(self) -> Annotated[tuple[facts.ItemFacts, ...], "滞后:红灯的条目在前,黄灯的在后"]:
        return self.lights.red + self.lights.yellow

    @cached_property
    def missing(self) -> Annotated[tuple[facts.SilentFacts, ...], "本期没有报全的部门"]:
        return tuple(
            facts.SilentFacts(
                silent.department.name,
                silent.asked,
                tuple(
                    facts.LackFacts(
                        lacking.task.item.id,
                        lacking.task.item.number,
                        lacking.task.item.title,
                        "缺完成值:" + "、".join(t.metric for t in lacking.targets)
                        if lacking.is_filed
                        else "未报",
                    )
                    for lacking in silent.items
                ),
            )
            for silent in missing(self._now, self._moment.period).silent
        )

    @cached_property
    def late(self) -> Annotated[tuple[facts.LateFacts, ...], "本期报送迟于期限的部门"]:
        deadline = self._now.deadline(self._moment.period)
        filed_on: dict[str, date] = {}
        for task in self._now.plan.tasks():
            for report in self._now.progress.of(task.item.id):
                if report.period == self._moment.period and report.filed > deadline:
                    filed_on[report.department] = report.filed
        return tuple(
            facts.LateFacts(d.name, full_date(filed_on[d.name]), (filed_on[d.name] - deadline).days)
            for d in self._now.plan.departments
            if d.name in filed_on
        )

    @cached_property
    def amendments(self) -> Annotated[tuple[facts.AmendmentFacts, ...], "本期生效的调整"]:
        period = self._moment.period
        known = sorted(self._now.charter.plan.amendments, key=lambda amendment: amendment.date)
        return tuple(
            self._amendment(a) for a in known if period.begin <= a.date <= min(period.end, self._moment.as_of)
        )

    @cached_property
    def decisions(self) -> Annotated[tuple[facts.DecisionFacts, ...], "本期办结销号和重新打开的条目"]:
        period, as_of = self._moment.period, self._moment.as_of
        found = [
            (decision, task)
            for task in self._now.plan.tasks()
            for decision in self._now.progress.decisions.get(task.item.id, ())
            if period.begin <= decision.date <= min(period.end, as_of)
        ]
        return tuple(
            facts.DecisionFacts(
                id=task.item.id,
                title=task.item.title,
                what="办结销号" if decision.decision == CLOSED else "重新打开",
                date=full_date(decision.date),
                by=decision.by,
                reason=decision.reason,
            )
            for decision, task in sorted(found, key=lambda pair: pair[0].date)
        )

    @cached_property
    def changes(self) -> Annotated[facts.Changes, "和上一期比,哪些条目的灯变了"]:
        earlier = [p for p in self._now.all_periods if p < self._moment.period]
        if not earlier:
            return facts.Changes("", (), (), ())
        then = self._stood(earlier[-1])
        known = {task.item.id: task for task in then.plan.tasks()}
        found = []
        for stand in self._status.rows:
            if (task := known.get(stand.item.id)) is not None:
                before = item_light(task, then)
                if before.light is not stand.light.light:
                    found.append(facts.ChangeFacts(self._facts[stand.item.id], light_facts(before)))
        return facts.Changes(
            since=earlier[-1].words,
            red=tuple(change for change in found if change.item.light.name == Light.RED),
            green=tuple(change for change in found if change.item.light.name == Light.GREEN),
            other=tuple(c for c in found if c.item.light.name not in (Light.RED, Light.GREEN)),
        )

    @cached_property
    def due(self) -> Annotated[tuple[facts.DueFacts, ...], "下一期结束以前到期的目标和节点,早的在前"]:
        later = [p for p in self._now.all_periods if p > self._moment.period]
        until = min(later[0].end if later else self._now.end, self._now.end)
        return tuple(
            facts.DueFacts(
                id=dated.part.id,
                name=dated.name,
                item=dated.row.item.title,
                lead=dated.row.lead,
                due=full_date(dated.due),
                days=dated.days_left,
                light=light_facts(dated.light),
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
                light=light_facts(part),
            )
            for stand, part in self._status.late
        )

    @cached_property
    def targets(self) -> Annotated[tuple[facts.TargetFacts, ...], "有数可比的目标;上限不在内"]:
        return tuple(target_facts(self._status.rows, self._now))

    @cached_property
    def ledger(
        self,
    ) -> Annotated[dict[str, tuple[facts.SaidFacts, ...]], "各期的填报,按条目编号取,如 ledger[item.id]"]:
        stood = {period: self._stood(period) for period in self._now.periods}
        return {
            task.item.id: tuple(self._said(task, report, stood) for report in self._reports(task))
            for task in self._now.plan.tasks()
        }

    @cached_property
    def notice(self) -> Annotated[facts.NoticeFacts, "督办的事项;要写 --item 条目"]:
        """Raise PlanError when no item is named."""
        if self._task is None:
            raise PlanError("这个报告说的是一个条目,要写明是哪一个", "加上 --item 条目编号,如 --item FZ-05")
        task, now = self._task, self._now
        light = next(s.light for s in self._status.rows if s.item.id == task.item.id)
        parts = tuple(self._notice_parts(task, light))
        return facts.NoticeFacts(
            item=self._facts[task.item.id],
            number=f"{self._moment.period}-{task.item.id}",
            source=f"《{now.plan.title}》第{task.section.number}部分第{task.item.number}条",
            behind=tuple(part for part in parts if part.light.name != Light.GREEN),
            parts=parts,
            limit=full_date(self._moment.as_of + timedelta(days=NOTICE_DAYS)),
        )

    def _notice_parts(self, task: Task, light: ItemLight) -> Iterator[facts.NoticePart]:
        known = {part.id: part for part in task.parts}
        for case, part in zip(cases(task.item, self._now.told(task), self._now), light.parts, strict=True):
            found = known.get(part.id)
            yield facts.NoticePart(
                name=part.name,
                goal=goal_in_words(found) if isinstance(found, Target) else "",
                due=due_in_words(self._now.plan, found) if found else full_date(self._now.end),
                quote=found.quote if found else "",
                light=light_facts(part),
                way_out=way_out(case, part),
            )

    def _period(self, period: Period) -> facts.PeriodFacts:
        days = (period.begin, period.end, self._now.deadline(period))
        return facts.PeriodFacts(str(period), period.words, *map(full_date, days))

    def _stood(self, period: Period) -> Situation:
        """Return how the plan stood for a period, by what is filed for it now."""
        as_of = min(self._moment.as_of, closing(self._now.charter.plan, period))
        return Situation(self._now.charter, self._now.progress, as_of, period)

    def _reports(self, task: Task) -> list[Report]:
        return [r for r in self._now.progress.of(task.item.id) if r.period in self._now.periods]

    def _said(self, task: Task, report: Report, stood: dict[Period, Situation]) -> facts.SaidFacts:
        then, said = stood[report.period], report.said
        is_lead = report.department in then.leads(task, report.period)
        light = light_facts(item_light(then.charter.task(task.item.id, then.as_of) or task, then))
        return facts.SaidFacts(
            period=str(report.period),
            department=report.department,
            role="牵头" if is_lead else "配合",
            filed=full_date(report.filed),
            state=said.state,
            values=tuple(_values(task, said)),
            progress=said.progress,
            problems=said.problems,
            next=said.next,
            evidence=said.evidence,
            light=f"{light.mark}{light.word}" if is_lead else "",
        )

    def _amendment(self, amendment: Amendment) -> facts.AmendmentFacts:
        task = selection.item(self._now.charter.plan, amendment.of.partition(".")[0])
        part = next((part for part in task.parts if part.id == amendment.of), None)
        return facts.AmendmentFacts(
            id=amendment.of,
            title=task.item.title,
            what="" if part is None else selection.name(part),
            words=amended(amendment),
            reason=amendment.reason,
            approved=amendment.approved,
            date=full_date(amendment.date),
        )


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


def _values(task: Task, said: ItemFiling) -> Iterator[str]:
    for target in task.item.targets:
        if (value := said.value(target.id)) is not None:
            yield f"{target.metric} {filed(target, value)}"
    for milestone in task.item.milestones:
        if (day := said.day(milestone.id)) is not None:
            yield f"{milestone.title} {full_date(day)}完成"
