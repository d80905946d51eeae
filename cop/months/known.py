"""What the file knows of a team's month before anybody is asked: its meetings, its actions, what was written so far."""

from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.types import Id, Moment, Month
from cop.meetings.queries.actions import Line, owned_by
from cop.months.operations import found, told
from cop.months.queries import Met, Team, meetings_of_teams, people_on, teams
from cop.months.records import TeamMonth
from cop.store.database import Database


class Known(NamedTuple):
    """A team's month as the file knows it at a moment."""

    team: Team
    month: Month
    meetings: tuple[Met, ...]
    """What was over by then, held or not."""
    actions: tuple[Line, ...]
    """Those of the team, its partner and its people that were due in the month or before, closed or put off in it."""
    record: TeamMonth | None

    @property
    def held(self) -> list[Met]:
        """The meetings that took place."""
        return [met for met in self.meetings if met.held]

    @property
    def unsaid(self) -> list[Met]:
        """The meetings of which nobody said yet what became of them, or who came."""
        return [met for met in self.meetings if not met.held or not met.written]

    @property
    def due(self) -> list[Line]:
        """The actions that are still open, though their last day was in the month or before."""
        last_on = dates.month_days(self.month)[1]
        return [line for line in self.actions if line.status == "open" and (line.due_on or "9999") <= last_on]

    @property
    def words(self) -> int:
        """How many words the team has written."""
        record = self.record
        return sum(len(getattr(record, name).split()) for name in told(record)) if record else 0


def known(db: Database, body: Id, month: Month, now: Moment) -> Known:
    """Return what the file knows of a team's month; meetings that are still to come are left out."""
    team = next(each for each in teams(db) if each.id == body)
    met = [one for one in meetings_of_teams(db, month, [team])[body] if one.held or one.sitting.end_utc <= now]
    return Known(team, month, tuple(met), tuple(_actions(db, team, month)), found(db, body, month))


def _actions(db: Database, team: Team, month: Month) -> Iterable[Line]:
    first_on, last_on = dates.month_days(month)
    owners = [team.id, *([team.partner] if team.partner else []), *sorted(people_on(db, team, last_on))]
    for line in owned_by(db, None, owners):
        was_open = line.status == "open" and (line.due_on or "9999") <= last_on
        days = (line.closed_on, line.due_on, line.first_due_on)
        if was_open or any(day is not None and first_on <= day <= last_on for day in days):
            yield line
