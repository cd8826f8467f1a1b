"""Milestones held against the rules, and what has nothing but a state to show."""

from gaoxin_plan.lights.case import Case, Verdict
from gaoxin_plan.lights.light import Light, Rule
from gaoxin_plan.lights.situation import Situation, Told
from gaoxin_plan.model.filing import BLOCKED, COMPLETED, NOT_STARTED, UNDER_WAY
from gaoxin_plan.model.plan import Item
from gaoxin_plan.model.target import Milestone

PATIENCE = 30
"""Days that a milestone may be late before it is red."""

_BY_STATE = {
    COMPLETED: Light.GREEN, UNDER_WAY: Light.GREEN, NOT_STARTED: Light.GREY, BLOCKED: Light.YELLOW,
}  # fmt: skip
_WORSE = tuple(_BY_STATE)  # from the best to the worst


class Dated(Case):
    """A milestone with a day of its own."""

    def __init__(self, milestone: Milestone, told: Told, now: Situation) -> None:
        super().__init__(milestone, milestone.title, told, now, milestone.due or now.end, told.periods)
        self.done = told.done(milestone, now.as_of)

    def met(self) -> str:
        """Return when it was done, and how late."""
        if self.done is None:
            return ""
        late = (self.done - self.due).days
        return f"已完成({self.done})" + (f",逾期 {late} 天完成" if late > 0 else "")

    def lacks(self) -> str:
        """Return that no day was filed on which it was done."""
        return "" if self.done else f"{self.name}没有报完成日期"

    def standing(self) -> Verdict:
        """Return what it is: overdue, or not yet due."""
        if self.is_overdue(self.missing):
            is_mild = self.days_late <= PATIENCE and self.due != self.now.end
            light = Light.YELLOW if is_mild else Light.RED
            return light, Rule.OVERDUE, f"逾期 {self.days_late} 天,未完成"
        waits = f"未到期({self.due})" if self.due >= self.now.as_of else f"已到期({self.due}),待报"
        return Light.GREEN, Rule.CALM, waits


class Said(Dated):
    """What has no day and no number: an undated milestone."""

    @property
    def is_measured(self) -> bool:
        """Only what is said, until a day is filed."""
        return self.done is not None

    @property
    def days_late(self) -> int:
        """None: the plan sets no day."""
        return 0

    def standing(self) -> Verdict:
        """Return the state that was filed; of joint leads the worse one."""
        state = max((report.said.state for report in self.told.latest), key=_WORSE.index)
        light = _BY_STATE[state]
        if self.now.as_of > self.now.end:
            light = Light.GREEN if state == COMPLETED else Light.YELLOW
            return light, Rule.STATE, f"计划已结束,部门自报{state}"
        return light, Rule.STATE, f"部门自报{state}"


class Unmeasured(Said):
    """An item that has neither target nor milestone: the state is all there is."""

    def __init__(self, item: Item, told: Told, now: Situation) -> None:
        Case.__init__(self, item, item.title, told, now, now.end, told.periods)
        self.done = None

    def lacks(self) -> str:
        """Return nothing: there is nothing to measure it by."""
        return ""
