"""What can be asked about Trainings of Trainers: who was enrolled, and who came on which days."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cop.activities.training.standing import CAME, is_trained
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.attending import FOR_ANOTHER
from cop.meetings.queries import naming
from cop.store.database import Database
from cop.teams.queries import SECRETARIAT

TOT = "tot"
"""The kind of a meeting that trains a cycle's trainers; it concerns the cycle."""

POOL = "trainer_pool"
"""The kind of a body whose members are trainers: it does not only organise a ToT that it convenes."""
_TOTS = (
    f"m.kind = '{TOT}' AND m.status <> 'cancelled' AND m.concerns IS NOT NULL "
    "AND (CAST(:cycle AS TEXT) IS NULL OR m.concerns = :cycle)"
)
_ROWS = (
    f"SELECT m.id, {naming.MEETING}, m.title, m.concerns, m.start, m.last_on, m.place, m.status, m.headcount, c.kind "
    f"FROM meeting m LEFT JOIN series s ON s.id = m.series LEFT JOIN body c ON c.id = m.body WHERE {_TOTS}"
)
_REGISTERED = (
    "SELECT r.meeting, r.person, r.status FROM registration r JOIN meeting m ON m.id = r.meeting "
    f"WHERE r.status <> 'cancelled' AND {_TOTS}"
)
_MARKS = (
    "SELECT a.meeting, a.person, a.attended_on, a.status, a.represented_by FROM attendance a "
    f"JOIN meeting m ON m.id = a.meeting WHERE {_TOTS}"
)
_MEMBERS = (
    "SELECT m.id, 0, b.person, b.from_on, b.to_on FROM meeting m JOIN invitee i ON i.subject = m.id "
    f"JOIN membership b ON b.body = i.body WHERE {_TOTS} UNION ALL "
    "SELECT m.id, 1, b.person, b.from_on, b.to_on FROM meeting m "
    f"JOIN membership b ON b.body = m.body WHERE {_TOTS}"
)


class Tot(NamedTuple):
    """A Training of Trainers and who came.

    Args:
        enrolled: Those registered for it, and the members of the bodies it invites. The body that convenes it only
            organises it, unless it is a pool of trainers, or nobody else was asked.
        is_asked: Whether anybody was asked, so that members of the body that convenes it may not be meant.
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
    is_asked: bool
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
    members = _by_meeting(db, _MEMBERS, cycle)
    found = [
        _tot(row, registered.get(row[0], []), marks.get(row[0], []), members.get(row[0], []))
        for row in db.all(_ROWS, cycle=cycle)
    ]
    return sorted(found, key=lambda one: (one.start_on, one.end_on, one.id))


def _tot(row: Sequence[Any], registered: list[Any], marks: list[Any], members: list[Any]) -> Tot:
    meeting, ref, title, cycle, start, last_on, place, status, headcount, convenes = row
    first = dates.local_day(start)
    asked, convening = _asked(registered, members, first)
    asked |= convening if convenes == POOL else set()
    is_asked = bool(asked or registered)
    enrolled = asked if is_asked else convening
    came = _came(registered, marks, convening - enrolled if convenes == SECRETARIAT else set())
    strangers = [state for person, state in registered if person is None]
    written = frozenset(day for _, day, _, _ in marks if day)
    recorded = bool(marks or came or "attended" in strangers)
    return Tot(
        meeting, ref, title, cycle, first, last_on or first, place, status, headcount, frozenset(enrolled), is_asked,
        len(strangers), came, strangers.count("attended"), written, recorded,
    )  # fmt: skip


def _by_meeting(db: Database, sql: str, cycle: Id | None) -> dict[Id, list[Any]]:
    found: dict[Id, list[Any]] = {}
    for meeting, *rest in db.all(sql, cycle=cycle):
        found.setdefault(meeting, []).append(rest)
    return found


def _asked(registered: Iterable[Any], members: Iterable[Any], day: Day) -> tuple[set[Id], set[Id]]:
    """Return who was registered, or invited with a body, and the members of the body that convenes, on a day."""
    holding = [(convenes, who) for convenes, who, first, last in members if (first or day) <= day <= (last or day)]
    asked = {who for who, _ in registered if who} | {who for convenes, who in holding if not convenes}
    return asked, {who for convenes, who in holding if convenes}


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
