"""A target held against the rules: what a value means for each kind of goal."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from gaoxin_plan.lights import pace as pacing
from gaoxin_plan.lights import words
from gaoxin_plan.lights.aim import Aim, aim, full_periods
from gaoxin_plan.lights.case import Case, Verdict
from gaoxin_plan.lights.light import Gap, Light, Pace, Rule
from gaoxin_plan.lights.situation import Situation, Told
from gaoxin_plan.model.periods import Period
from gaoxin_plan.model.target import Target

_TWO = Decimal(2)


class Counted(Case):
    """A target."""

    def __init__(self, target: Target, told: Told, now: Situation) -> None:
        self.values = told.values(target)
        reported = [period for period, _ in self.values]
        super().__init__(target, target.metric, told, now, target.due or now.end, reported)
        self.target = target
        self.aim: Aim = aim(target, lambda every: full_periods(every, self._start, self.due))
        self.percents: tuple[Decimal, ...] = target.pace or (now.rules.pace if target.due is None else ())
        even = self.aim.kind in ("at_least", "about", "between", "every")
        is_way = self.aim.span > 0 and not self.aim.is_ceiling
        self.is_paced = is_way and (even or bool(self.percents))
        """Whether it can be held against a pace; a level, a rise and a fall only where one is given."""

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
        value = self.value
        if not self.aim.is_met(value):
            return ""
        late = ",逾期完成" if self._is_met_late() else ""
        beyond = ",已超出" if self.aim.kind == "exactly" and value != self.aim.end else ""
        return f"已达标:{self.in_words(value)}{beyond}{late}"

    def _is_met_late(self) -> bool:
        """Whether no period that began by the time limit has a value that meets it."""
        if self.reported[-1].begin <= self.due:
            return False
        return not any(self.aim.is_met(value) for period, value in self.values if period.begin <= self.due)

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
            return Light.RED, Rule.OVERDUE, f"逾期 {self.days_late} 天,差 {short}"
        if self.is_paced:
            return self._paced(self.gap)
        if self.aim.is_ceiling:
            return Light.GREEN, Rule.CALM, f"未突破:{self.in_words(self.value)}"
        waits = "未到期" if self.due >= self.now.as_of else "已到期,待报"
        return Light.GREEN, Rule.CALM, f"{self.in_words(self.value)},{waits}"

    def _paced(self, gap: Gap) -> Verdict:
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
        return light, Rule.PACE, f"{self.in_words(self.value)},序时应达 {expected}{more}"

    @property
    def _two(self) -> str:
        return words.amount(_TWO, words.unit_of(self.target))

    @cached_property
    def gap(self) -> Gap:
        """How far the latest value is behind the pace that it is held against."""
        return self.gap_at(self.missing)

    def gap_at(self, missing: Period | None = None) -> Gap:
        """Return how far the latest value is behind the pace of its period's end, or of a missing period's.

        A period end that is still to come sets no pace: then it is that of the last one that has.
        """
        reached = self.now.ended((missing or self.reported[-1]).end)
        return pacing.gap(self.aim, self.value, self._pace(reached), self.now.rules)

    def _pace(self, reached: list[date]) -> Pace:
        """Return the pace at the last of the period ends that were reached."""
        if self.target.every:
            count = full_periods(self.target.every, self._start, reached[-1]) if reached else 0
            return Pace(min(Decimal(count), self.aim.end), int(self.aim.end), in_percent=False)
        if self.percents:
            number = min(len(reached), len(self.percents))
            return Pace(self.percents[number - 1] if number else Decimal(0), 100, in_percent=True)
        return pacing.by_month(self.now.begin, reached[-1] if reached else None, self.due)

    def in_words(self, value: Decimal) -> str:
        """Return a value beside the goal."""
        return words.standing(self.target, self.aim.end, value)

    def figures(self) -> tuple[Decimal | None, Gap | None]:
        """Return the latest value and how far it is behind, where it has a pace."""
        return (self.value, self.gap if self.is_paced else None) if self.values else (None, None)
