"""Papers of the made-up zone, for tests of what papers say."""

from datetime import date

from zone import Zone

from gaoxin_plan.model.periods import Period
from gaoxin_plan.views.papers.paper import Paper
from gaoxin_plan.views.selection import Moment


def paper(zone: Zone, day: str, period: str, item: str = "") -> Paper:
    """The paper of a zone as of a day, by filings up to a period."""
    found = Period.parse(period)
    assert found is not None
    return Paper.of(zone.load(), Moment(date.fromisoformat(day), found), item)
