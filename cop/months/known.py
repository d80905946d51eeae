"""What the file knows of a team's month before anybody is asked: meetings, actions, milestones, what was written."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from cop.activities.pilots.queries import MilestoneLine, milestones
from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment, Month
from cop.meetings.queries.actions import Line, owned_by
from cop.months.operations import found, told
from cop.months.queries import Met, Team, meetings_of_teams, people_on, teams
from cop.months.records import TeamMonth
from cop.store.database import Database
from cop.store.typed import programme_today


class Known(NamedTuple):
    """A team's month as the file knows it at a moment."""

    team: Team
    month: Month
    meetings: tuple[Met, ...]
    """What was over by then, held or not."""
    actions: tuple[Line, ...]
    """Those of the team, its partner and its people that were due in the month or before, closed or put off in it."""
    milestones: tuple[MilestoneLine, ...]
    """Those of the team, its partner and its people that were due in the month or before, or reached in it."""
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
    def unreached(self) -> list[MilestoneLine]:
        """The milestones that are still open, though they were due in the month or before."""
        return [line for line in self.milestones if line.is_open]

    @property
    def words(self) -> int:
        """How many words the team has written."""
        record = self.record
        return sum(len(getattr(record, name).split()) for name in told(record)) if record else 0


def known(db: Database, body: Id, month: Month, now: Moment) -> Known:
    """Return what the file knows of a team's month; meetings that are still to come are left out."""
    team = next(each for each in teams(db) if each.id == body)
    met = [one for one in meetings_of_teams(db, month, [team])[body] if one.held or one.sitting.end_utc <= now]
    owners = _owners(db, team, month)
    today = programme_today(db, datetime.fromisoformat(now))
    return Known(
        team, month, tuple(met), tuple(_actions(db, owners, month)), tuple(_milestones(db, owners, month, today)),
        found(db, body, month),
    )  # fmt: skip


def _owners(db: Database, team: Team, month: Month) -> list[Id]:
    """Return for whose promises a team answers: its own, its partner's, those of its people."""
    people = people_on(db, team, dates.month_days(month)[1])
    return [team.id, *([team.partner] if team.partner else []), *sorted(people)]


def _milestones(db: Database, owners: Collection[Id], month: Month, today: Day) -> Iterable[MilestoneLine]:
    first_on, last_on = dates.month_days(month)
    for line in milestones(db, today):
        is_due = line.is_open and line.due_on <= last_on
        days = (line.reached_on, line.due_on) if line.reached_on else ()
        if line.owner in owners and (is_due or any(first_on <= day <= last_on for day in days)):
            yield line


def _actions(db: Database, owners: Collection[Id], month: Month) -> Iterable[Line]:
    first_on, last_on = dates.month_days(month)
    for line in owned_by(db, None, owners):
        was_open = line.status == "open" and (line.due_on or "9999") <= last_on
        days = (line.closed_on, line.due_on, line.first_due_on)
        if was_open or any(day is not None and first_on <= day <= last_on for day in days):
            yield line
