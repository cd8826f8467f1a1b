"""What came back in a department's sheet: plain values, each with its cell and how it was read.

Only an envelope is not plain: what it holds is read once it is known what is asked there now.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gaoxin_plan.views.form import Form, Slot, State


class Remark(NamedTuple):
    """What is to be said of a place of a sheet: ``2022Q2-科技部.xlsx!填报!F7``, with the next step."""

    where: str
    message: str
    hint: str = ""

    @property
    def words(self) -> str:
        """The place and what is said of it, on one line."""
        return f"{self.where}: {self.message}"


class Reading(NamedTuple):
    """The value of a cell as a filing has it, empty for none; ``how`` it was read, if not plainly."""

    where: str
    value: str
    how: str = ""


class Returned(NamedTuple):
    """A sheet that came back.

    ``base`` is what was filed when it was made, ``readings`` what it says now: of a row that was deleted it
    says nothing. ``identity`` tells the workbook from others, ``saved`` the copies of one: when it was saved
    last, as its program wrote it down. Where there are ``problems``, none of it may be taken.
    """

    file: str
    period: str
    department: str
    identity: str
    saved: str
    base: State
    readings: Mapping[Slot, Reading]
    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...]


class Envelope(NamedTuple):
    """A sheet that came back, opened: whose it is, and how it is read, given what is asked there now."""

    file: str
    title: str
    period: str
    department: str
    read: Callable[[Form], Returned]

    @property
    def whose(self) -> tuple[str, str, str]:
        """What two sheets of one department for one period have in common."""
        return self.title, self.period, self.department
