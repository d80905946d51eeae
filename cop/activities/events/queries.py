"""What can be asked about events: which there are, who is named for them, who is missing, whom they reached."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.activities.events import reaching
from cop.activities.events.reaching import Attendee, GuestRow, MixLine, Reach, Target
from cop.kernel.text import fold
from cop.kernel.types import Id, Moment
from cop.meetings.attending import FOR_ANOTHER, attends, is_event, overall
from cop.meetings.queries.attendance import invited
from cop.meetings.queries.registrations import registrations_of
from cop.meetings.queries.sittings import sittings
from cop.meetings.sitting import Sitting
from cop.store.database import Database, within

if TYPE_CHECKING:
    from cop.meetings.records import Registration

__all__ = ["Event", "MixLine", "QuotaLine", "Reach", "event", "events", "is_event", "reach", "registrations_of"]

_MORE = (
    "SELECT m.id, m.host, coalesce(p.code, p.id), p.name, m.concerns, "
    "coalesce(c.code, substr(c.id, 1, 6), l.code, substr(l.id, 1, 6), w.code, substr(w.id, 1, 6), a.code, "
    "substr(a.id, 1, 6)), coalesce(c.title, l.title, w.title, a.title), m.within, "
    "coalesce(g.code, substr(g.id, 1, 6)), m.repeats, coalesce(r.code, substr(r.id, 1, 6)), "
    "m.capacity, m.is_open, m.headcount FROM meeting m "
    "LEFT JOIN partner p ON p.id = m.host LEFT JOIN cycle c ON c.id = m.concerns "
    "LEFT JOIN pilot l ON l.id = m.concerns LEFT JOIN work_package w ON w.id = m.concerns "
    "LEFT JOIN activity a ON a.id = m.concerns LEFT JOIN meeting g ON g.id = m.within "
    "LEFT JOIN meeting r ON r.id = m.repeats WHERE m.id IN (:values)"
)


class Event(NamedTuple):
    """An event: the meeting that it is, and what events say beside; refs and names are what people call these.

    `concerns` is a cycle, pilot, work package or activity.
    """

    sitting: Sitting
    host: Id | None
    host_ref: str | None
    host_name: str | None
    concerns: Id | None
    concerns_ref: str | None
    concerns_title: str | None
    within: Id | None
    within_ref: str | None
    repeats: Id | None
    repeats_ref: str | None
    capacity: int | None
    is_open: bool
    headcount: int | None


class QuotaLine(NamedTuple):
    """How many places a partner has at an event, how many of its people are named and came, how many it may yet name.

    Somebody whom the programme does not know counts for the partner whose name, code or alias the organisation is.
    """

    id: Id
    partner: Id
    ref: str
    name: str
    places: int
    registered: int
    came: int
    missing: int


def events(db: Database, since: Moment, until: Moment) -> list[Event]:
    """Return the events between two instants, or going on at the first, cancelled ones too, by their beginning."""
    return with_more(db, [one for one in sittings(db, since, until) if is_event(one.kind)])


def event(db: Database, of: Sitting) -> Event:
    """Return one meeting with what events say beside."""
    return with_more(db, [of])[0]


def with_more(db: Database, found: Iterable[Sitting]) -> list[Event]:
    """Return meetings with what events say beside, in one query."""
    listed = list(found)
    rows: dict[Id, Any] = {row[0]: row[1:] for row in within(db, _MORE, [one.id for one in listed])}
    nothing = (None,) * 11 + (0, None)
    told = ((one, rows.get(one.id, nothing)) for one in listed)
    return [Event._make((one, *more[:11], more[11] == 1, more[12])) for one, more in told]


def parts(db: Database, larger: str) -> list[Id]:
    """Return the events that belong to a larger one, or repeat it."""
    return [row[0] for row in db.all("SELECT id FROM meeting WHERE within = :id OR repeats = :id", id=larger)]


def named(db: Database, meetings: Collection[Id]) -> list[Attendee]:
    """Return who is registered for events, the cancelled left out."""
    rows = within(
        db,
        "SELECT r.meeting, r.person, r.organisation, r.country, r.sector, r.status FROM registration r "
        "WHERE r.status <> 'cancelled' AND r.meeting IN (:values) ORDER BY r.id",
        sorted(meetings),
    )
    known = _people(db, [(row[0], row[1]) for row in rows if row[1]])
    return [*known, *_strangers(db, [row[:5] for row in rows if row[1] is None])]


def came(db: Database, meetings: Collection[Id]) -> list[Attendee]:
    """Return who came to events: people, the ones who came instead of others, and those the programme does not know."""
    marks = within(
        db,
        "SELECT meeting, person, status, represented_by FROM attendance WHERE meeting IN (:values) ORDER BY id",
        sorted(meetings),
    )
    there = [(row[0], row[3] if row[2] in FOR_ANOTHER and row[3] else row[1]) for row in marks if attends(row[2])]
    registered = within(
        db,
        "SELECT r.meeting, r.name, r.organisation, r.country, r.sector FROM registration r "
        "WHERE r.person IS NULL AND r.status = 'attended' AND r.meeting IN (:values) ORDER BY r.id",
        sorted(meetings),
    )
    guests = within(
        db,
        "SELECT meeting, attended_on, name, organisation, country, sector FROM guest WHERE meeting IN (:values) "
        "ORDER BY id",
        sorted(meetings),
    )
    met = {(row[0], fold(row[1])) for row in registered if row[1]}
    told = reaching.guests_once(GuestRow._make((*row[:2], fold(row[2] or ""), *row[3:])) for row in guests)
    others = [(row[0], None, *row[2:]) for row in registered]
    others += [(one.meeting, None, *one[3:]) for one in told if (one.meeting, one.called) not in met]
    return [*_people(db, there), *_strangers(db, others)]


def reach(db: Database, meetings: Collection[Id]) -> Reach:
    """Return whom events reached; see `cop.activities.events.reaching` for what is counted."""
    counts = within(db, "SELECT headcount FROM meeting WHERE id IN (:values)", sorted(meetings))
    return reaching.reach(came(db, meetings), (row[0] for row in counts), targets(db, meetings))


def mix_named(db: Database, meeting: Id) -> list[MixLine]:
    """Return for every sector of which an event wishes for a share how many of those named are of it."""
    return reaching.mix(named(db, [meeting]), targets(db, [meeting]))


def mix_of_each(db: Database, meetings: Collection[Id]) -> dict[Id, list[MixLine]]:
    """Return for each event how many of those who came are of each sector of which it wishes for a share."""
    there, wished = came(db, meetings), targets(db, meetings)
    return {
        of: reaching.mix((one for one in there if one.meeting == of), (one for one in wished if one.meeting == of))
        for of in meetings
    }


def targets(db: Database, meetings: Collection[Id]) -> list[Target]:
    """Return the mix that events wish for; places are their capacity, else the sum of their quotas."""
    rows = within(
        db,
        "SELECT t.meeting, t.sector, t.share, coalesce(m.capacity, (SELECT CAST(sum(q.places) AS BIGINT) FROM quota q "
        "WHERE q.meeting = m.id)) FROM mix_target t JOIN meeting m ON m.id = t.meeting WHERE t.meeting IN (:values) "
        "ORDER BY t.sector, t.id",
        sorted(meetings),
    )
    return [Target(*row) for row in rows]


def quota_lines(db: Database, meeting: Id) -> list[QuotaLine]:
    """Return for every partner with a quota at an event its places, and how many of its people are named and came."""
    rows = db.all(
        "SELECT q.id, q.partner, coalesce(p.code, p.id), p.name, q.places FROM quota q JOIN partner p "
        "ON p.id = q.partner WHERE q.meeting = :meeting ORDER BY p.name, p.id",
        meeting=meeting,
    )
    sent, there = (_by_partner(found(db, [meeting])) if rows else Counter[Id | None]() for found in (named, came))
    return [QuotaLine._make((*row, sent[row[1]], there[row[1]], max(0, row[4] - sent[row[1]]))) for row in rows]


class Count(NamedTuple):
    """How many people and others an event has: asked, the registered among them, of these registered, and who came."""

    asked: int
    registered: int
    came: int


def counts(db: Database, found: Iterable[Sitting]) -> dict[Id, Count]:
    """Return for each event how many people and others it has."""
    listed = list(found)
    meetings = [one.id for one in listed]
    signed = named(db, meetings)
    registered, others = (Counter(one.meeting for one in several) for several in (signed, _unknown(signed)))
    there = Counter(one.meeting for one in set_of_people(came(db, meetings)))
    asked = invited(db, listed)
    return {one: Count(len(asked[one]) + others[one], registered[one], there[one]) for one in meetings}


def _unknown(found: Iterable[Attendee]) -> list[Attendee]:
    return [one for one in found if one.person is None]


def set_of_people(found: Iterable[Attendee]) -> list[Attendee]:
    """Return each person once at each event, and all others."""
    listed = list(found)
    people = {(one.meeting, one.person): one for one in listed if one.person}
    return [*people.values(), *(one for one in listed if one.person is None)]


def homes_of(db: Database, found: "Iterable[Registration]") -> dict[Id, tuple[Any, ...]]:
    """Return for each registration the person's ref and title, the partner's ref and name, country and sector."""
    listed = list(found)
    rows = within(
        db,
        "SELECT h.id, coalesce(h.code, h.id), h.title, coalesce(p.code, p.id), p.name, p.country, p.sector "
        "FROM person h LEFT JOIN partner p ON p.id = h.partner WHERE h.id IN (:values)",
        sorted({one.person for one in listed if one.person}),
    )
    known = {row[0]: tuple(row[1:]) for row in rows}
    return {one.id: known.get(one.person or "", (None,) * 4 + (one.country, one.sector)) for one in listed}


def came_of(db: Database, of: Sitting, found: "Iterable[Registration]") -> dict[Id, bool | None]:
    """Return for each registration whether who is registered came, themselves or through another; None is not known."""
    rows = db.all("SELECT person, status FROM attendance WHERE meeting = :id", id=of.id)
    people = {person: attends(status) for person, status in overall(rows).items()}
    others = {"attended": True, "absent": False}
    return {one.id: people.get(one.person) if one.person else others.get(one.status) for one in found}


def _by_partner(found: Iterable[Attendee]) -> "Counter[Id | None]":
    return Counter(one.partner for one in set_of_people(found))


def _people(db: Database, pairs: Iterable[tuple[Id, Id]]) -> list[Attendee]:
    """Return people at events, each once at each, with where they work."""
    listed = list(dict.fromkeys(pairs))
    rows = within(
        db,
        "SELECT h.id, h.partner, p.country, p.sector FROM person h LEFT JOIN partner p ON p.id = h.partner "
        "WHERE h.id IN (:values)",
        sorted({person for _, person in listed}),
    )
    homes: dict[Id, Any] = {row[0]: row[1:] for row in rows}
    return [Attendee(meeting, person, *homes.get(person, (None, None, None))) for meeting, person in listed]


def _strangers(db: Database, rows: Iterable[Any]) -> list[Attendee]:
    """Return those whom the programme does not know; one from a partner is of its country and sector unless said."""
    listed = list(rows)
    homes = _partners_called(db, {row[2] for row in listed if row[2]})
    found = []
    for meeting, _, organisation, country, sector in listed:
        partner, its_country, its_sector = homes.get(fold(organisation or ""), (None, None, None))
        found.append(Attendee(meeting, None, partner, country or its_country, sector or its_sector))
    return found


def _partners_called(db: Database, names: Iterable[str]) -> dict[str, Any]:
    """Return the partner with its country and sector that each of these names means, by the folded name."""
    rows = within(
        db,
        "SELECT k.folded, p.id, p.country, p.sector FROM known_as k JOIN partner p ON p.id = k.record "
        "WHERE k.folded IN (:values)",
        sorted({fold(name) for name in names} - {""}),
    )
    meant: dict[str, set[Any]] = {}
    for folded, *partner in rows:
        meant.setdefault(folded, set()).add(tuple(partner))
    return {folded: next(iter(several)) for folded, several in meant.items() if len(several) == 1}
