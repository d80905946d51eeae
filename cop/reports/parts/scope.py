"""What every part of a report needs: its period, its moment, its team, names, texts, and what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, Protocol

from cop.documents.words import Text, Texts
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.ids import derived_id
from cop.kernel.types import Day, Id, Moment, Month, Zone
from cop.meetings.sitting import Sitting
from cop.meetings.wording import MeetingTexts
from cop.months.queries import REPORTING, Team, teams
from cop.reports.frozen import Since
from cop.reports.named import Mark, Named, Owner
from cop.reports.ratio import Figure, Ratio, Thresholds
from cop.reports.report import Earlier
from cop.store.database import Database
from cop.store.position import Position
from cop.teams.records import Programme


class Who(NamedTuple):
    """What figures ask of a person."""

    sex: str | None
    partner: Id | None
    partner_name: str | None
    country: str | None
    sector: str | None


class Owned(Protocol):
    """A line that says who answers for it: a partner, a body, or a person with the partner where that one works."""

    @property
    def owner(self) -> Id | None:
        """Who it is."""

    @property
    def owner_kind(self) -> str | None:
        """What kind of record that is."""

    @property
    def owner_ref(self) -> str | None:
        """What people type for it."""

    @property
    def owner_name(self) -> str | None:
        """What it is called."""


class Concerning(Protocol):
    """A line that says what it is about."""

    @property
    def concerns(self) -> Id | None:
        """What that is."""

    @property
    def concerns_ref(self) -> str | None:
        """What people type for it."""

    @property
    def concerns_name(self) -> str | None:
        """What it is called."""


@dataclass(frozen=True)
class Scope:
    """What one report is about. `since` is None where no final report came before."""

    db: Database
    programme: Programme
    first_on: Day
    last_on: Day
    as_of: Moment
    texts: Texts
    only: Id | None = None
    earlier: Earlier | None = None
    since: Since | None = None
    position: Position | None = None

    @property
    def zone(self) -> Zone:
        """The zone by whose clocks days begin and end."""
        return self.programme.timezone

    @property
    def month(self) -> Month:
        """The month of a report on one."""
        return Month(self.first_on[:7])

    @cached_property
    def today(self) -> Day:
        """The day of the data."""
        return dates.local_day(dates.from_instant(datetime.fromisoformat(self.as_of), self.zone))

    @property
    def by(self) -> Day:
        """The day up to which is counted: the last of the period, or that of the data if it is earlier."""
        return min(self.today, self.last_on)

    @property
    def over(self) -> bool:
        """Whether the period is over."""
        return self.today > self.last_on

    @property
    def begins(self) -> Moment:
        """The instant at which the period begins."""
        return dates.midnight(self.first_on, self.zone)

    @property
    def begun(self) -> bool:
        """Whether it has begun; figures of a period that has not do not apply."""
        return self.begins <= self.as_of

    @property
    def again(self) -> bool:
        """Whether the report is compared with an earlier version of itself."""
        return self.earlier is not None and self.earlier.month == self.month

    @property
    def thresholds(self) -> Thresholds:
        """From which shares figures are green and amber."""
        return Thresholds(self.programme.green_from, self.programme.amber_from)

    @cached_property
    def every_team(self) -> list[Team]:
        """All teams that report."""
        return teams(self.db)

    @cached_property
    def teams(self) -> dict[Id, Named]:
        """The teams of the report, all or the only one, by what people call them.

        Raises:
            BadInput: The body of which a report is asked for does not report.
        """
        listed = {team.id: self._team(team) for team in self.every_team if self.only in (None, team.id)}
        if self.only and not listed:
            told = self.bodies[self.only]
            raise BadInput(
                f"{told.name.words} is not a team that reports", f"cop report body {told.ref} tells its year"
            )
        return listed

    @cached_property
    def bodies(self) -> dict[Id, Named]:
        """All bodies."""
        rows = self.db.all("SELECT id, coalesce(code, id), title FROM body ORDER BY code, id")
        return {body: Named(body, ref, self.texts.of(body, "title", title)) for body, ref, title in rows}

    @cached_property
    def people(self) -> dict[Id, Who]:
        """All people."""
        rows = self.db.all(
            "SELECT h.id, h.sex, p.id, p.name, p.country, p.sector FROM person h "
            "LEFT JOIN partner p ON p.id = h.partner"
        )
        return {person: Who(*facts) for person, *facts in rows}

    @cached_property
    def _meetings(self) -> MeetingTexts:
        return MeetingTexts(self.db, self.texts)

    @cached_property
    def _memberships(self) -> dict[Id, list[tuple[Id, Day, Day]]]:
        rows = self.db.all(
            "SELECT m.person, m.body, coalesce(m.from_on, ''), coalesce(m.to_on, '9999') FROM membership m "
            "JOIN body b ON b.id = m.body WHERE b.kind = :kind ORDER BY b.code, b.id",
            kind=REPORTING,
        )
        found: dict[Id, list[tuple[Id, Day, Day]]] = {}
        for person, *span in rows:
            found.setdefault(person, []).append((span[0], span[1], span[2]))
        return found

    @cached_property
    def partner_teams(self) -> dict[Id, Id]:
        """The team of each partner that has one."""
        return {team.partner: team.id for team in reversed(self.every_team) if team.partner}

    def team_of(self, person: Id, day: Day) -> Id | None:
        """Return the team for which a person counts: the one they are a member of on a day, else their partner's."""
        for body, first, last in self._memberships.get(person, ()):
            if first <= day <= last:
                return body
        who = self.people.get(person)
        return self.partner_teams.get(who.partner) if who and who.partner else None

    def team_of_owner(self, owner: Id | None) -> Id | None:
        """Return the team whose affair something is: its own, that of its people, or that of its partner."""
        if owner is None or any(team.id == owner for team in self.every_team):
            return owner
        return self.partner_teams.get(owner) or self.team_of(owner, self.by)

    def owns(self, owner: Id | None) -> bool:
        """Tell whether what somebody answers for belongs into this report."""
        return self.only is None or self.team_of_owner(owner) == self.only

    @cached_property
    def partner(self) -> Id | None:
        """The partner of the report's team, if it is one team's."""
        return next((team.partner for team in self.every_team if team.id == self.only), None)

    def serves(self, *partners: Id | None) -> bool:
        """Tell whether what one of some partners does, or what is done for it, belongs into this report."""
        return self.only is None or (self.partner is not None and self.partner in partners)

    @cached_property
    def partners(self) -> dict[str, Named]:
        """All partners, by what people type for them."""
        rows = self.db.all("SELECT id, coalesce(code, id), name FROM partner ORDER BY code, id")
        return {ref: self.named(partner, ref, name, "name") for partner, ref, name in rows}

    def named(self, record: Id, ref: str | None, name: str | None, attribute: str = "title") -> Named:
        """Return something by its name."""
        return Named(record, ref or record, self.texts.of(record, attribute, name or ref or record))

    def about(self, of: Concerning) -> Named | None:
        """Return what a line is about."""
        return self.named(of.concerns, of.concerns_ref, of.concerns_name) if of.concerns else None

    def owner(self, of: Owned) -> Owner | None:
        """Return who answers for something and, if it is a person, where that person works."""
        if of.owner is None:
            return None
        return self.whose(of.owner, of.owner_name or of.owner_ref, of.owner_kind)

    def whose(self, who: Id, name: str | None, kind: str | None = None) -> Owner:
        """Return somebody by a role with its place, or a partner or body by its name."""
        attribute = "name" if kind == "partner" else "title"
        said, of = self.texts.of(who, attribute, name or who), self.people.get(who)
        if of is None or of.partner is None or of.partner_name is None:
            return Owner(said, None)
        return Owner(said, self.texts.of(of.partner, "name", of.partner_name))

    def concerns(self, team: Id | None) -> bool:
        """Tell whether what belongs to a team, or to none, belongs into this report."""
        return self.only is None or team == self.only

    def title(self, one: Sitting) -> Text:
        """Return a meeting's title."""
        return self._meetings.title(one)

    def place(self, one: Sitting) -> Text | None:
        """Return where a meeting is, which may be nowhere."""
        return self._meetings.place(one) if one.place else None

    def text(self, record: Id, attribute: str, words: str | None) -> Text | None:
        """Return a text that may be missing."""
        return self.texts.of(record, attribute, words) if words else None

    def figure(self, of: Ratio | None, asked: Iterable[object] | bool = ()) -> Figure:
        """Return a figure; `asked` is what could be counted, and without any the figure does not apply."""
        return Figure(of, bool(of or asked)) if self.begun else Figure(None, False)

    def mark(self, *records: Id) -> Mark:
        """Return whether a line is new or changed since the last final report, by the records it consists of."""
        said = [self.since.changes.get(record) for record in records] if self.since is not None else []
        return "new" if said and said[0] == "new" else "changed" if any(said) else None

    def mark_of(self, one: Sitting) -> Mark:
        """Return the same of a meeting; a date of a series is as new as its series."""
        if not one.series or not one.original_on:
            return self.mark(one.id)
        slot = Id(derived_id("series_slot", (one.series, one.original_on)))
        return "new" if self.mark(one.series) == "new" else "changed" if self.mark(one.id, slot) else None

    def _team(self, team: Team) -> Named:
        if team.partner and team.name != team.title:
            return Named(team.id, team.ref, self.texts.of(team.partner, "name", team.name))
        return Named(team.id, team.ref, self.texts.of(team.id, "title", team.title))
