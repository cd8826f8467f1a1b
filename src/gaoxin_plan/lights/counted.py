"""A target held against the rules: what a value means for each kind of goal."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from gaoxin_plan.lights import pace as pacing
from gaoxin_plan.lights import words
from gaoxin_plan.lights.aim import Aim, aim, full_periods
from gaoxin_plan.lights.case import Case, Verdict
from gaoxin_plan.lights.light import Light, PartLight, Rule
from gaoxin_plan.lights.situation import Situation, Told
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.plan import Item
from gaoxin_plan.model.target import Target

_TWO = Decimal(2)


class Counted(Case):
    """A target."""

    def __init__(self, target: Target, item: Item, told: Told, now: Situation) -> None:
        super().__init__(target.id, target.metric, item, told, now, target.due or now.end)
        self.target = target
        self.values = told.values(target)
        self.reported = [period for period, _ in self.values]
        percents = target.pace or (now.rules.pace if target.due is None else ())
        self.percents: tuple[Decimal, ...] = percents

    @cached_property
    def aim(self) -> Aim:
        """The goal as arithmetic."""
        return aim(self.target, lambda every: full_periods(every, self._start, self.due))

    @property
    def _start(self) -> date:
        """When a frequency begins to count."""
        return max(self.now.begin, self.now.plan.published)

    @property
    def value(self) -> Decimal:
        """The latest value."""
        return self.values[-1][1]

    @property
    def days_late(self) -> int:
        """The days since the time limit; a ceiling is never late, it is kept or broken."""
        return 0 if self.aim.is_ceiling else super().days_late

    @cached_property
    def is_paced(self) -> bool:
        """Whether it can be held against a pace; a level, a rise and a fall only where one is given."""
        even = self.aim.kind in ("at_least", "about", "between", "every")
        return self.aim.span > 0 and not self.aim.is_ceiling and (even or bool(self.percents))

    @property
    def is_measured(self) -> bool:
        """A level without a pace only shows what was said, until it is met or due."""
        is_hollow = self.aim.kind == "exactly" and not self.is_paced
        return not is_hollow or self.due < self.now.as_of or bool(self.met())

    def broken(self, after: date | None = None) -> str:
        """Return why a ceiling is broken: of a level by the latest value, else by any."""
        if not self.aim.is_ceiling:
            return ""
        asked = self.values[-1:] if self.target.is_level else self.values
        over = [v for period, v in asked if v > self.aim.end and (after is None or period.end > after)]
        return f"已突破:{self.in_words(max(over))}" if over else ""

    def met(self) -> str:
        """Return why it is met. A ceiling is when its time is over and filed; the others by the value."""
        if not self.values:
            return ""
        if self.aim.is_ceiling:
            is_over = self.due < self.now.as_of and self.due <= self.reported[-1].end
            return f"未突破:{self.in_words(self.value)},已到期" if is_over else ""
        if not self.aim.is_met(self.value):
            return ""
        first = next(period for period, value in self.values if self.aim.is_met(value))
        late = ",逾期完成" if first.begin > self.due else ""
        beyond = ",已超出" if self.aim.kind == "exactly" and self.value != self.aim.end else ""
        return f"已达标:{self.in_words(self.value)}{beyond}{late}"

    def lacks(self) -> str:
        """Return what is missing to the goal; of a ceiling, that it is broken."""
        if not self.values:
            return f"{self.name}没有报完成值"
        if self.aim.is_ceiling:
            return self.broken() and f"{self.name}{self.broken()}"
        return "" if self.aim.is_met(self.value) else f"{self.name}只有 {self.in_words(self.value)}"

    def standing(self) -> Verdict:
        """Return what it is: overdue, behind its pace or not, or neither to be said yet."""
        if not self.aim.is_ceiling and self.is_overdue(self.missing):
            short = words.amount(abs(self.aim.enough - self.value), words.unit_of(self.target))
            return Verdict(Light.RED, Rule.OVERDUE, f"逾期 {self.days_late} 天,差 {short}")
        if self.is_paced:
            return self._paced(self.gap)
        if self.aim.is_ceiling:
            return Verdict(Light.GREEN, Rule.CALM, f"未突破:{self.in_words(self.value)}")
        waits = "未到期" if self.due >= self.now.as_of else "已到期,待报"
        return Verdict(Light.GREEN, Rule.CALM, f"{self.in_words(self.value)},{waits}")

    def _paced(self, gap: pacing.Gap) -> Verdict:
        rules, light, more = self.now.rules, Light.GREEN, ""
        if gap.behind_by > 0:
            more = f",{words.behind(gap, rules, self.target.unit)}"
            if gap.exceeds(rules.red_above):
                light = Light.RED
            elif gap.reaches(rules.yellow_from):
                light = Light.YELLOW
        is_small = self.aim.is_countable and gap.behind < _TWO and self.now.as_of <= self.due
        if light is Light.RED and is_small:
            light, more = Light.YELLOW, f"{more}(不足 {self._two},到期前不亮红灯)"
        expected = words.amount(words.rounded(gap.expected), words.unit_of(self.target))
        return Verdict(light, Rule.PACE, f"{self.in_words(self.value)},序时应达 {expected}{more}")

    @property
    def _two(self) -> str:
        return words.amount(_TWO, words.unit_of(self.target))

    @cached_property
    def gap(self) -> pacing.Gap:
        """How far the latest value is behind the pace that it is held against."""
        return self.gap_at(self.missing)

    def gap_at(self, missing: Period | None = None) -> pacing.Gap:
        """Return how far the latest value is behind the pace of its period's end, or of a missing period's.

        A period end that is still to come sets no pace: then it is that of the last one that has.
        """
        day = missing.end if missing else self.reported[-1].end
        reached = [period.end for period in self.now.all_periods if period.end <= min(day, self.now.as_of)]
        return pacing.gap(self.aim, self.value, self._pace(reached), self.now.rules)

    def _pace(self, reached: list[date]) -> pacing.Pace:
        """Return the pace at the last of the period ends that were reached."""
        if self.target.every:
            count = full_periods(self.target.every, self._start, reached[-1]) if reached else 0
            return pacing.Pace(min(Decimal(count), self.aim.end), int(self.aim.end), in_percent=False)
        if self.percents:
            number = min(len(reached), len(self.percents))
            return pacing.Pace(self.percents[number - 1] if number else Decimal(0), 100, in_percent=True)
        return pacing.by_month(self.now.begin, reached[-1] if reached else None, self.due)

    def in_words(self, value: Decimal) -> str:
        """Return a value beside the goal."""
        return words.standing(self.target, self.aim.end, value)

    def light(self) -> PartLight:
        """Return the target's light, with its figures."""
        light = super().light()
        if not self.values:
            return light
        return light._replace(value=self.value, gap=self.gap if self.is_paced else None)
