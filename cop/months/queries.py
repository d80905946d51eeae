"""What can be asked about the teams' months: who has told, when it was due, what is missing, and whose month it is."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.kernel import dates
from cop.kernel.types import Day, Id, Month, Zone, ZonedTime
from cop.meetings.queries.sittings import Sitting, invited_bodies, sittings
from cop.store.database import Database, first, within
from cop.teams.queries import HOLDS

if TYPE_CHECKING:  # Today's line and the table of all teams have no use for records.
    from cop.teams.records import Programme

REPORTING = "coordination_team"
"""Bodies of this kind report every month."""
TOLD = ("submitted", "accepted")
"""Statuses of a month that has been told; one that was reopened is a draft again."""


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
    """Held meetings to which the team is invited, and for which nobody wrote who of its people came."""
    last_news_on: Day | None

    @property
    def submitted(self) -> bool:
        """Whether the team, or somebody on its behalf, has told its month."""
        return self.status in TOLD


def standing(db: Database, month: Month, today: Day) -> list[Standing]:
    """Return how every team stands with a month, in order of title."""
    listed = teams(db)
    due = due_of(db, month)
    rows = db.all(
        "SELECT body, status, submitted_on, on_behalf FROM team_month WHERE month = :month ORDER BY id", month=month
    )
    told = {row[0]: row for row in rows}
    missing, news = unwritten(db, month, [team.id for team in listed]), _last_news(db, today)
    found = []
    for team in listed:
        _, status, when, on_behalf = told.get(team.id, (team.id, None, None, 0))
        day = when if status in TOLD else None
        late = day is not None and day > due
        refs = tuple(one.ref for one in missing[team.id])
        found.append(
            Standing(team.id, team.ref, team.title, team.name, status, day, on_behalf == 1, late, refs,
                     news.get(team.id))
        )  # fmt: skip
    return found


def due_on(programme: "Programme", month: Month) -> Day:
    """Return the day by which teams have told a month: the programme's reporting day in the month after it."""
    return due_on_day(programme.reporting_day, month)


def due_of(db: Database, month: Month) -> Day:
    """Return the same, of the programme as it is kept; without one, the day that a new programme has."""
    row = first(db, "SELECT reporting_day FROM programme") or (5,)
    return due_on_day(row[0], month)


def due_on_day(reporting_day: int, month: Month) -> Day:
    """Return that day of the month after this one, or its last day where it is shorter."""
    after = dates.shift(dates.month_days(month)[1], 1)
    return min(Day(f"{after[:7]}-{max(reporting_day, 1):02}"), dates.month_days(Month(after[:7]))[1])


def own_team(db: Database, person: Id, day: Day) -> Id | None:
    """Return the team whose month a person tells: the one they are a member of, else that of their partner."""
    row = first(
        db,
        "SELECT b.id FROM membership m JOIN body b ON b.id = m.body "
        f"WHERE b.kind = :kind AND m.person = :person AND {HOLDS} ORDER BY b.code, b.id",
        kind=REPORTING, person=person, day=day,
    ) or first(
        db,
        "SELECT b.id FROM body b JOIN person h ON h.partner = b.partner "
        "WHERE b.kind = :kind AND h.id = :person ORDER BY b.code, b.id",
        kind=REPORTING, person=person,
    )  # fmt: skip
    return row[0] if row else None


def is_member(db: Database, person: Id, body: Id, day: Day) -> bool:
    """Tell whether a person is a member of a body on a day."""
    found = first(
        db, f"SELECT m.id FROM membership m WHERE m.body = :body AND m.person = :person AND {HOLDS}",
        body=body, person=person, day=day,
    )  # fmt: skip
    return found is not None


def in_secretariat(db: Database, person: Id, day: Day) -> bool:
    """Tell whether a person is a member of a secretariat on a day, and so may submit on any team's behalf."""
    found = first(
        db,
        "SELECT m.id FROM membership m JOIN body b ON b.id = m.body "
        f"WHERE b.kind = 'secretariat' AND m.person = :person AND {HOLDS}",
        person=person, day=day,
    )  # fmt: skip
    return found is not None


def teams(db: Database) -> list[Team]:
    """Return the bodies that report, in order of title."""
    rows = db.all(
        "SELECT b.id, coalesce(b.code, b.id), b.title, b.partner, coalesce(p.name, b.title) FROM body b "
        "LEFT JOIN partner p ON p.id = b.partner WHERE b.kind = :kind ORDER BY b.title, b.id",
        kind=REPORTING,
    )
    return [Team(*row) for row in rows]


def meetings_of(db: Database, month: Month, bodies: Collection[str] | None = None) -> list[Sitting]:
    """Return what is to be counted in a month: all that begins on one of its days by the meeting's own clock.

    Args:
        db: The programme.
        month: The month.
        bodies: Only what one of these convenes, or is invited to.
    """
    first_on, last_on = dates.month_days(month)
    since, until = (dates.utc(ZonedTime(f"{day}T00:00[{Zone('UTC')}]")) for day in _widened(first_on, last_on))
    return [one for one in sittings(db, since, until, bodies=bodies) if one.day[:7] == month]


def unwritten(db: Database, month: Month, bodies: Collection[Id]) -> dict[Id, list[Sitting]]:
    """Return for each team the held meetings of a month for which nobody wrote who of its people came.

    A meeting that the team convenes is its own: there it is everybody's attendance that counts.
    """
    held = [one for one in meetings_of(db, month, bodies) if one.status == "held"]
    invited, came = invited_bodies(db, held), _written(db, [one.id for one in held])
    people = _members(db, bodies)
    found: dict[Id, list[Sitting]] = {body: [] for body in bodies}
    for one in held:
        for body in [each for each in invited[one.id] if each in found]:
            own = _on(people.get(body, []), one.day)
            written = came.get(one.id, set())
            if own and not (written if body == one.body else written & own):
                found[body].append(one)
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


def _members(db: Database, bodies: Iterable[Id]) -> dict[Id, list[Any]]:
    found: dict[Id, list[Any]] = {}
    rows = within(db, "SELECT body, person, from_on, to_on FROM membership WHERE body IN (:values)", sorted(bodies))
    for body, *member in rows:
        found.setdefault(body, []).append(member)
    return found


def _on(members: Iterable[Any], day: Day) -> set[Id]:
    return {person for person, from_on, to_on in members if (from_on or "") <= day <= (to_on or "9999")}


def _last_news(db: Database, today: Day) -> dict[Id, Day]:
    rows = db.all(
        "SELECT body, max(happened_on) FROM contact WHERE body IS NOT NULL AND happened_on <= :today GROUP BY body",
        today=today,
    )
    return dict(map(tuple, rows))
