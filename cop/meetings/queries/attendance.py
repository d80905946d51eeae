"""What can be asked about attendance: who was invited, who came, whether that was enough, where nobody wrote it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.kernel.text import fold
from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import PLAIN, Quorum, attends, came, needed, overall, seats_present
from cop.meetings.queries.registrations import organised
from cop.meetings.queries.sittings import invited_bodies
from cop.meetings.sitting import Sitting
from cop.store.database import Database, first, within

if TYPE_CHECKING:  # Listings count here, and have no use for records.
    from cop.meetings.records import Attendance, Guest

__all__ = ["Quorum", "attendance_of", "guests_of", "invited", "quorum", "quorums", "recorded", "roll", "unrecorded"]


class Named(NamedTuple):
    """What a person is called: by what people type, by role, and where the person works."""

    ref: str
    title: str
    partner: str | None
    partner_name: str | None

    @property
    def said(self) -> str:
        """In full: Mayor, Sirte (m-srt-mayor)."""
        return f"{self.role} ({self.ref})"

    @property
    def role(self) -> str:
        """As a person reads it in a list: Mayor, Sirte."""
        return ", ".join(filter(None, (self.title, self.partner_name)))


class RollLine(NamedTuple):
    """One line of the list of those who were invited and came; `id` is that of what was written.

    A guest has no person, and was not invited; who is registered and not known to the programme has none, and was.
    """

    id: Id | None
    meeting: str
    person: str | None
    person_title: str | None
    partner: str | None
    partner_name: str | None
    status: str | None
    attended_on: Day | None
    represented_by: str | None
    represented_by_title: str | None
    invited: bool
    name: str | None
    organisation: str | None
    country: str | None
    sector: str | None


_Span = tuple[Id, Day | None, Day | None]
"""A person, and the first and last day of what makes the person one of a body or seat."""


def invited(db: Database, found: Iterable[Sitting]) -> dict[Id, list[Id]]:
    """Return the people asked to each meeting, each once, in order of code.

    They are the members, on its first day and of any role, of every body that convenes it or is invited, but of one
    that only organises an event (see `organised`), and all who are registered.
    """
    listed = list(found)
    registered, codes = registered_people(db, [one.id for one in listed])
    bodies = asked_bodies(db, listed)
    rows = within(
        db,
        "SELECT m.body, m.person, m.from_on, m.to_on, coalesce(h.code, h.id) FROM membership m "
        "JOIN person h ON h.id = m.person WHERE m.body IN (:values)",
        sorted({body for several in bodies.values() for body in several}),
    )
    members: dict[Id, list[_Span]] = {}
    for body, person, since, until, code in rows:
        members.setdefault(body, []).append((person, since, until))
        codes[person] = code
    asked = {
        one.id: {person for body in bodies[one.id] for person in _on(members.get(body, ()), one.day)} for one in listed
    }
    return {
        of: sorted(people | registered.get(of, set()), key=lambda person: (codes[person], person))
        for of, people in asked.items()
    }


def asked_bodies(db: Database, found: Iterable[Sitting]) -> dict[Id, list[Id]]:
    """Return for each meeting the bodies whose members are asked: all that it invites but one that only organises."""
    listed = list(found)
    only = organised(db, [one.id for one in listed])
    return {of: told[1:] if of in only else told for of, told in invited_bodies(db, listed).items()}


def registered_people(db: Database, meetings: Iterable[Id]) -> tuple[dict[Id, set[Id]], dict[Id, str]]:
    """Return who of the programme is registered for each meeting that has any registration, and their codes.

    A registration that was cancelled is none.
    """
    rows = within(
        db,
        "SELECT r.meeting, h.id, coalesce(h.code, h.id) FROM registration r LEFT JOIN person h ON h.id = r.person "
        "WHERE r.status <> 'cancelled' AND r.meeting IN (:values)",
        sorted(set(meetings)),
    )
    found: dict[Id, set[Id]] = {}
    for meeting, person, _ in rows:
        found.setdefault(meeting, set()).update([person] if person else [])
    return found, {row[1]: row[2] for row in rows if row[1]}


def attendance_of(db: Database, meetings: Iterable[Id]) -> "dict[Id, list[Attendance]]":
    """Return what was written about who came to each meeting, by day and person; nothing where nobody wrote it."""
    from cop.meetings.records import Attendance
    from cop.store import queries

    found: dict[Id, list[Attendance]] = {meeting: [] for meeting in meetings}
    for each in queries.every_of(db, Attendance, "meeting", found):
        found[each.meeting].append(each)
    for marks in found.values():
        marks.sort(key=lambda mark: (mark.attended_on or "", mark.person))
    return found


def guests_of(db: Database, meetings: Iterable[Id]) -> "dict[Id, list[Guest]]":
    """Return the guests of each meeting, by where they come from."""
    from cop.meetings.records import Guest
    from cop.store import queries

    found: dict[Id, list[Guest]] = {meeting: [] for meeting in meetings}
    for each in queries.every_of(db, Guest, "meeting", found):
        found[each.meeting].append(each)
    for guests in found.values():
        guests.sort(key=lambda guest: (guest.organisation or "", guest.attended_on or "", guest.id))
    return found


_RECORDED = (
    "(m.headcount IS NOT NULL OR m.id IN (SELECT a.meeting FROM attendance a) OR m.id IN "
    "(SELECT r.meeting FROM registration r WHERE r.person IS NULL AND r.status IN ('attended', 'absent')) "
    f"OR (coalesce(m.kind, '') NOT IN ('', '{PLAIN}') AND m.id IN (SELECT g.meeting FROM guest g)))"
)


def recorded(db: Database, meetings: Iterable[Id]) -> set[Id]:
    """Return the meetings of which somebody wrote who came: of people, of others registered, or only how many.

    Of an event guests say it too; at a sitting of a body they tell nothing of its members.
    """
    rows = within(db, f"SELECT m.id FROM meeting m WHERE m.id IN (:values) AND {_RECORDED}", sorted(set(meetings)))
    return {row[0] for row in rows}


def count_unrecorded(db: Database) -> int:
    """Return how many meetings were held of which nobody wrote who came."""
    return int(first(db, f"SELECT count(*) FROM meeting m WHERE m.status = 'held' AND NOT {_RECORDED}")[0])


def others_came(db: Database, meetings: Iterable[Id]) -> int:
    """Return how many came whom the programme does not know: guests, and those registered, each of these once."""
    ids = sorted(set(meetings))
    guests = within(db, "SELECT meeting, name FROM guest WHERE meeting IN (:values)", ids)
    registered = within(
        db,
        "SELECT meeting, name FROM registration WHERE person IS NULL AND status = 'attended' AND meeting IN (:values)",
        ids,
    )
    known = {(meeting, fold(name)) for meeting, name in registered if name}
    return len(registered) + sum(not name or (meeting, fold(name)) not in known for meeting, name in guests)


def unrecorded(db: Database, found: Iterable[Sitting]) -> list[Sitting]:
    """Return the held meetings for which nobody wrote who came."""
    held = [one for one in found if one.status == "held"]
    known = recorded(db, (one.id for one in held))
    return [one for one in held if one.id not in known]


def quorum(db: Database, of: Sitting) -> Quorum | None:
    """Return how the seats of the body that convened a meeting were taken; see `quorums`."""
    return quorums(db, [of]).get(of.id)


def quorums(db: Database, found: Iterable[Sitting]) -> dict[Id, Quorum]:
    """Return for each meeting how the seats of the body that convened it were taken.

    Meetings of a body that has no quorum, or no seats, are not among them, nor are events that it only organises.
    Where nobody wrote who came none is present: `recorded` tells whether that is known.
    """
    listed = list(found)
    return quorums_by(db, listed, _statuses(db, listed))


def quorums_by(
    db: Database, found: Iterable[Sitting], marks: Mapping[Id, Iterable[tuple[Id, Word]]]
) -> dict[Id, Quorum]:
    """Return the same by what is about to be written: the person and status of every mark of each meeting."""
    listed = list(found)
    rows = within(db, "SELECT id, quorum FROM body WHERE quorum IS NOT NULL AND id IN (:values)", _bodies(listed))
    shares: dict[Id, str] = {body: share for body, share in rows if needed(share, 1)}  # A share of 0 asks for nobody.
    seats = _seats(db, sorted(shares))
    only = organised(db, [one.id for one in listed]) if seats else set()
    reckoned = {}
    for one in listed:
        if one.id in only:
            continue
        holders = {seat: _on(spans, one.day) for seat, spans in seats.get(one.body, {}).items()}
        if holders:
            attended = {person for person, status in overall(marks.get(one.id, ())).items() if attends(status)}
            present, enough = seats_present(holders, attended), needed(shares[one.body], len(holders))
            reckoned[one.id] = Quorum(present, len(holders), enough)
    return reckoned


def roll(db: Database, of: Sitting) -> list[RollLine]:
    """Return everyone invited to a meeting with what was written of them, walk-ins, others registered, and guests."""
    asked = invited(db, [of])[of.id]
    marks = db.all(
        "SELECT person, id, status, attended_on, represented_by FROM attendance WHERE meeting = :meeting "
        "ORDER BY attended_on IS NOT NULL, attended_on, id",
        meeting=of.id,
    )
    known = named(db, {one for row in marks for one in (row[0], row[4]) if one} | set(asked))
    walked_in = sorted({row[0] for row in marks} - set(asked), key=lambda person: (known[person].ref, person))
    written: dict[Id, list[Any]] = {}
    for person, *mark in marks:
        written.setdefault(person, []).append(mark)
    people = [(person, mark) for person in (*asked, *walked_in) for mark in written.get(person, [[None] * 4])]
    said = [_line(of, known, person, mark, set(asked)) for person, mark in people]
    return [*said, *_strangers(db, of), *_guests(db, of)]


def named(db: Database, people: Iterable[Id]) -> dict[Id, Named]:
    """Return what people are called."""
    rows = within(
        db,
        "SELECT h.id, coalesce(h.code, h.id), h.title, coalesce(p.code, p.id), p.name FROM person h "
        "LEFT JOIN partner p ON p.id = h.partner WHERE h.id IN (:values)",
        sorted(set(people)),
    )
    return {row[0]: Named(*row[1:]) for row in rows}


def _line(of: Sitting, known: dict[Id, Named], person: Id, mark: Sequence[Any], asked: set[Id]) -> RollLine:
    record, status, day, by = mark
    instead = known.get(by)
    return RollLine(
        record, of.ref, *known[person], status, day, instead and instead.ref, instead and instead.title,
        person in asked, None, None, None, None,
    )  # fmt: skip


def _strangers(db: Database, of: Sitting) -> list[RollLine]:
    """Return those registered whom the programme does not know; a name only of who agreed to be listed."""
    rows = db.all(
        "SELECT id, status, CASE WHEN may_be_listed = 1 THEN name END, organisation, country, sector FROM registration "
        "WHERE meeting = :meeting AND person IS NULL AND status <> 'cancelled' "
        "ORDER BY organisation IS NULL, organisation, id",
        meeting=of.id,
    )
    return [
        RollLine(row[0], of.ref, None, None, None, None, came(row[1], of.mode), None, None, None, True, *row[2:])
        for row in rows
    ]


def _guests(db: Database, of: Sitting) -> list[RollLine]:
    rows = db.all(
        "SELECT id, status, attended_on, name, organisation, country, sector FROM guest WHERE meeting = :meeting "
        "ORDER BY organisation IS NULL, organisation, attended_on, id",
        meeting=of.id,
    )
    return [
        RollLine(row[0], of.ref, None, None, None, None, row[1], row[2], None, None, False, *row[3:]) for row in rows
    ]


def _seats(db: Database, bodies: Collection[Id]) -> dict[Id, dict[Id, list[_Span]]]:
    """Return the seats of each body, and those who ever held them or stepped in for their holders."""
    rows = within(
        db,
        "SELECT s.body, s.id, m.person, m.from_on, m.to_on FROM seat s LEFT JOIN membership m ON m.seat = s.id "
        "WHERE s.body IN (:values)",
        bodies,
    )
    found: dict[Id, dict[Id, list[_Span]]] = {}
    for body, seat, person, since, until in rows:
        spans = found.setdefault(body, {}).setdefault(seat, [])
        spans += [(person, since, until)] if person else []
    return found


def _statuses(db: Database, found: list[Sitting]) -> dict[Id, list[tuple[Id, Word]]]:
    rows = within(
        db, "SELECT meeting, person, status FROM attendance WHERE meeting IN (:values)", [one.id for one in found]
    )
    marks: dict[Id, list[tuple[Id, Word]]] = {}
    for meeting, person, status in rows:
        marks.setdefault(meeting, []).append((person, status))
    return marks


def _on(spans: Iterable[_Span], day: Day) -> set[Id]:
    return {person for person, first, last in spans if (first or day) <= day <= (last or day)}


def _bodies(found: Iterable[Sitting]) -> list[Id]:
    return sorted({one.body for one in found})
