"""What can be asked about Trainings of Trainers: who was enrolled, and who came on which days."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from cop.activities.training.standing import CAME, is_trained
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.attending import FOR_ANOTHER
from cop.meetings.queries import naming
from cop.meetings.queries.attendance import invited
from cop.meetings.queries.sittings import told_of
from cop.store.database import Database
from cop.teams.queries import SECRETARIAT

TOT = "tot"
"""The kind of a meeting that trains a cycle's trainers; it concerns the cycle."""
_TOTS = (
    f"m.kind = '{TOT}' AND m.status <> 'cancelled' AND m.concerns IS NOT NULL "
    "AND (CAST(:cycle AS TEXT) IS NULL OR m.concerns = :cycle)"
)
_ROWS = (
    f"SELECT m.id, {naming.MEETING}, m.title, m.concerns, m.start, m.last_on, m.place, m.status, m.headcount "
    f"FROM meeting m LEFT JOIN series s ON s.id = m.series WHERE {_TOTS}"
)
_REGISTERED = (
    "SELECT r.meeting, r.person, r.status FROM registration r JOIN meeting m ON m.id = r.meeting "
    f"WHERE r.status <> 'cancelled' AND {_TOTS}"
)
_MARKS = (
    "SELECT a.meeting, a.person, a.attended_on, a.status, a.represented_by FROM attendance a "
    f"JOIN meeting m ON m.id = a.meeting WHERE {_TOTS}"
)
_SECRETARIES = (
    "SELECT m.id, b.person, b.from_on, b.to_on FROM meeting m JOIN body c ON c.id = m.body "
    f"JOIN membership b ON b.body = m.body WHERE c.kind = '{SECRETARIAT}' AND {_TOTS}"
)


class Tot(NamedTuple):
    """A Training of Trainers and who came.

    Args:
        enrolled: Those of the programme who are asked to it, as to any event: registered, or members of a body.
        others: How many are registered whom the programme does not know.
        came: Those who came, enrolled or not, and on which days; None stands for all of them. The secretariat's people
            only accompany it unless they are enrolled.
        others_came: How many of the others came.
        written: The days of which somebody wrote who came.
        recorded: Whether anybody wrote who came.
    """

    id: Id
    ref: str
    title: str
    cycle: Id
    start_on: Day
    end_on: Day
    place: str | None
    status: str
    headcount: int | None
    enrolled: frozenset[Id]
    others: int
    came: dict[Id, frozenset[Day | None]]
    others_came: int
    written: frozenset[Day]
    recorded: bool

    def held_by(self, day: Day) -> bool:
        """Tell whether it was held, and over by this day."""
        return self.status == "held" and self.end_on <= day

    @property
    def trained(self) -> set[Id]:
        """Those who came to enough of it to count as trained, once it was held."""
        return {person for person, days in self.came.items() if is_trained(days, self.written)}


def tots(db: Database, cycle: Id | None = None) -> list[Tot]:
    """Return the ToTs of every cycle, or of one, in the order of their days; those cancelled are not among them."""
    registered, marks = _by_meeting(db, _REGISTERED, cycle), _by_meeting(db, _MARKS, cycle)
    beside, rows = _by_meeting(db, _SECRETARIES, cycle), db.all(_ROWS, cycle=cycle)
    asked = invited(db, told_of(db, [row[0] for row in rows]))
    found = [
        _tot(row, asked[row[0]], *(several.get(row[0], []) for several in (registered, marks, beside))) for row in rows
    ]
    return sorted(found, key=lambda one: (one.start_on, one.end_on, one.id))


def _tot(
    row: Sequence[Any], asked: Collection[Id], registered: list[Any], marks: list[Any], beside: Iterable[Any]
) -> Tot:
    meeting, ref, title, cycle, start, last_on, place, status, headcount = row
    first, enrolled = dates.local_day(start), frozenset(asked)
    secretaries = {who for who, since, until in beside if (since or first) <= first <= (until or first)}
    came = _came(registered, marks, secretaries - enrolled)
    strangers = [state for person, state in registered if person is None]
    written = frozenset(day for _, day, _, _ in marks if day)
    recorded = bool(marks or came or "attended" in strangers)
    return Tot(
        meeting, ref, title, cycle, first, last_on or first, place, status, headcount, enrolled,
        len(strangers), came, strangers.count("attended"), written, recorded,
    )  # fmt: skip


def _by_meeting(db: Database, sql: str, cycle: Id | None) -> dict[Id, list[Any]]:
    found: dict[Id, list[Any]] = {}
    for meeting, *rest in db.all(sql, cycle=cycle):
        found.setdefault(meeting, []).append(rest)
    return found


def _came(registered: Iterable[Any], marks: Iterable[Any], accompanying: set[Id]) -> dict[Id, frozenset[Day | None]]:
    """Return who sat there, on which days: of those who were represented, the person who came instead."""
    found: dict[Id, set[Day | None]] = {}
    for person, day, status, by in marks:
        sat = person if status in CAME else by if status in FOR_ANOTHER else None
        if sat and sat not in accompanying:
            found.setdefault(sat, set()).add(day)
    for person, status in registered:
        if person and status == "attended":
            found.setdefault(person, {None})
    return {person: frozenset(days) for person, days in found.items()}
