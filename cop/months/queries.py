"""What can be asked about the teams' months: who has told which, when, and what is missing."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from cop.community.queries import last_news
from cop.kernel import dates
from cop.kernel.types import Day, Id, Month, Zone
from cop.meetings.queries.attendance import invited
from cop.meetings.queries.sittings import Sitting, invited_bodies, sittings
from cop.meetings.sitting import OFF
from cop.months.whose import REPORTING, TOLD, due_of, due_on, own_team
from cop.store.database import Database, within

__all__ = ["REPORTING", "TOLD", "Met", "Standing", "Team", "due_on", "own_team", "standing"]


class Team(NamedTuple):
    """A body that reports, and its partner's name, by which people call it."""

    id: Id
    ref: str
    title: str
    partner: Id | None
    name: str


class Standing(NamedTuple):
    """How one team stands with one month."""

    body: Id
    ref: str
    title: str
    name: str
    """What people call the team: its partner's name, else its title."""
    status: str | None
    """The month's status, None when nothing was written yet."""
    submitted_on: Day | None
    """Day of the first submission; None while the month is not, or no more, submitted."""
    on_behalf: bool
    late: bool
    """Whether it was submitted after the day on which it was due."""
    missing: tuple[str, ...]
    """Meetings to which the team is invited, and of which something is not written: the next, or who came."""
    unsaid: tuple[str, ...]
    """Those of them that are over, and of which nobody wrote whether they were held."""
    last_news_on: Day | None

    @property
    def submitted(self) -> bool:
        """Whether the team, or somebody on its behalf, has told its month."""
        return self.status in TOLD

    @property
    def unattended(self) -> tuple[str, ...]:
        """Held meetings of which nobody wrote who of its people came."""
        return tuple(ref for ref in self.missing if ref not in self.unsaid)


class Met(NamedTuple):
    """A meeting that concerns a team, because its people are invited.

    `people` are those of them who are, or all invited to what the team convenes; `written` says whether somebody wrote
    of any of them whether they came; `as_team` whether the team itself is invited, rather than somebody of it.
    """

    sitting: Sitting
    people: tuple[Id, ...]
    written: bool
    as_team: bool

    @property
    def held(self) -> bool:
        """Whether somebody said that it was held."""
        return self.sitting.status == "held"

    @property
    def is_missing(self) -> bool:
        """Whether the team's month lacks this meeting's attendance."""
        return self.held and self.as_team and not self.written

    def is_unsaid(self, today: Day) -> bool:
        """Whether the meeting was over before today, and nobody wrote what became of it."""
        return self.as_team and not self.held and (self.sitting.last_on or self.sitting.day) < today


def standing(db: Database, month: Month, today: Day) -> list[Standing]:
    """Return how every team stands with a month, in order of title."""
    listed = teams(db)
    due = due_of(db, month)
    rows = db.all(
        "SELECT body, status, submitted_on, on_behalf FROM team_month WHERE month = :month ORDER BY id", month=month
    )
    told = {row[0]: row for row in rows}
    met, news = meetings_of_teams(db, month, listed), last_news(db, today)
    found = []
    for team in listed:
        _, status, when, on_behalf = told.get(team.id, (team.id, None, None, 0))
        day = when if status in TOLD else None
        late = day is not None and day > due
        unsaid = tuple(one.sitting.ref for one in met[team.id] if one.is_unsaid(today))
        missing = tuple(one.sitting.ref for one in met[team.id] if one.is_missing or one.sitting.ref in unsaid)
        found.append(
            Standing(team.id, team.ref, team.title, team.name, status, day, on_behalf == 1, late, missing, unsaid,
                     news.get(team.id))
        )  # fmt: skip
    return found


def teams(db: Database) -> list[Team]:
    """Return the bodies that report, in order of title."""
    rows = db.all(
        "SELECT b.id, coalesce(b.code, b.id), b.title, b.partner, coalesce(p.name, b.title) FROM body b "
        "LEFT JOIN partner p ON p.id = b.partner WHERE b.kind = :kind ORDER BY b.title, b.id",
        kind=REPORTING,
    )
    return [Team(*row) for row in rows]


def months(db: Database, body: str | None = None) -> list[tuple[object, ...]]:
    """Return the months that were told, of one team or of all: the latest first, with how many words each holds."""
    rows = db.all(
        "SELECT t.id, coalesce(b.code, b.id), coalesce(p.name, b.title), t.month, t.status, t.submitted_on, "
        "coalesce(h.code, h.id), t.on_behalf, t.done, t.problems, t.next_month, t.help_asked "
        "FROM team_month t JOIN body b ON b.id = t.body LEFT JOIN partner p ON p.id = b.partner "
        "LEFT JOIN person h ON h.id = t.submitted_by WHERE CAST(:body AS TEXT) IS NULL OR t.body = :body "
        "ORDER BY t.month DESC, b.title, b.id",
        body=body,
    )
    return [(*row[:7], row[7] == 1, sum(len((text or "").split()) for text in row[8:])) for row in rows]


def meetings_of(db: Database, month: Month) -> list[Sitting]:
    """Return the meetings of a month: all that begin on one of its days by their own clock."""
    first_on, last_on = dates.month_days(month)
    since, until = (dates.midnight(day, Zone("UTC")) for day in _widened(first_on, last_on))
    return [one for one in sittings(db, since, until) if one.day[:7] == month]


def meetings_of_teams(db: Database, month: Month, listed: Collection[Team]) -> dict[Id, list[Met]]:
    """Return for each team the meetings of a month that concern it, in the order of their beginning.

    A team's people are its members and everybody of its partner: the mayor's committee concerns the team too. What was
    cancelled or skipped is left out. A handful of queries answers for all teams.
    """
    found = [one for one in meetings_of(db, month) if one.status not in OFF]
    bodies, people, came = invited_bodies(db, found), invited(db, found), _written(db, [one.id for one in found])
    own = _people(db, listed)
    met: dict[Id, list[Met]] = {team.id: [] for team in listed}
    for one in found:
        for team in listed:
            theirs = own[team.id].on(one.day)
            concerned = tuple(each for each in people[one.id] if one.body == team.id or each in theirs)
            if concerned:
                written = not came.get(one.id, set()).isdisjoint(concerned)
                met[team.id].append(Met(one, concerned, written, team.id in bodies[one.id]))
    return met


def people_on(db: Database, team: Team, day: Day) -> set[Id]:
    """Return a team's people on a day."""
    return _people(db, [team])[team.id].on(day)


class _People(NamedTuple):
    """A team's people: its members, each from one day to another, and everybody of its partner."""

    members: list[tuple[Id, Day | None, Day | None]]
    of_partner: set[Id]

    def on(self, day: Day) -> set[Id]:
        """Return who they are on a day."""
        return self.of_partner | {
            person for person, first, last in self.members if (first or day) <= day <= (last or day)
        }


def _people(db: Database, listed: Collection[Team]) -> dict[Id, _People]:
    found = {team.id: _People([], set()) for team in listed}
    rows = within(
        db, "SELECT body, person, from_on, to_on FROM membership WHERE body IN (:values)", [team.id for team in listed]
    )
    for body, *span in rows:
        found[body].members.append((span[0], span[1], span[2]))
    partners = sorted({team.partner for team in listed if team.partner})
    holders: dict[Id, set[Id]] = {}
    for person, partner in within(db, "SELECT id, partner FROM person WHERE partner IN (:values)", partners):
        holders.setdefault(partner, set()).add(person)
    for team in listed:
        found[team.id].of_partner.update(holders.get(team.partner or Id(""), ()))
    return found


def _widened(first_on: Day, last_on: Day) -> tuple[Day, Day]:
    """Return a day before and after, for a month begins earlier and ends later somewhere on the earth."""
    return dates.shift(first_on, -1), dates.shift(last_on, 2)


def _written(db: Database, meetings: Iterable[Id]) -> dict[Id, set[Id]]:
    found: dict[Id, set[Id]] = {}
    rows = within(db, "SELECT meeting, person FROM attendance WHERE meeting IN (:values)", sorted(meetings))
    for meeting, person in rows:
        found.setdefault(meeting, set()).add(person)
    return found
