"""What can be asked about meetings: what takes place, which one is meant, whom it invites, what it talks about."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from cop.kernel import dates
from cop.kernel.errors import NotFound
from cop.kernel.ids import shortest_unique
from cop.kernel.types import Day, Id, Moment
from cop.meetings.sitting import (
    SKIPPED,
    Date,
    Rhythm,
    Sitting,
    Slot,
    dates_given,
    days_about,
    earliest,
    happening,
    occurrence,
    occurrence_id,
    single,
)
from cop.store.database import Database, first, within

__all__ = ["Sitting", "find_sitting", "invited_bodies", "occurrence_id", "occurrence_of", "sitting", "sittings"]

_OWN = (
    "SELECT m.id, m.code, (SELECT count(*) FROM meeting d WHERE d.code = m.code), m.title, m.kind, m.body, "
    "coalesce(b.code, m.body), m.start, m.start_utc, m.duration_minutes, m.last_on, m.mode, m.place, m.link, m.status, "
    "m.reason, m.series, m.original_on FROM meeting m LEFT JOIN body b ON b.id = m.body WHERE "
)
_SERIES = (
    "SELECT s.id, s.code, s.title, s.body, coalesce(b.code, s.body), s.rule, s.start, s.duration_minutes, s.until_on, "
    "s.mode, s.place, s.link FROM series s LEFT JOIN body b ON b.id = s.body "
)
_SLOTS = "SELECT series, original_on, moved_to, reason FROM series_slot WHERE "


class AgendaLine(NamedTuple):
    """One item of an agenda; `ref` is MEETING/NUMBER, and the number counts from 1 without gaps."""

    id: Id
    ref: str
    number: int
    title: str
    presenter: str | None
    presenter_name: str | None
    duration_minutes: int | None
    paper: str | None
    outcome: str | None


def sittings(
    db: Database, since: Moment, until: Moment, *, bodies: Collection[str] | None = None, with_skipped: bool = False
) -> list[Sitting]:
    """Return what takes place between two instants, or still goes on at the first, in the order of its beginning.

    Cancelled ones are among them, with their status; dates that a series skips only when asked for, as "skipped".
    A handful of queries answers, whatever the number of rows.

    Args:
        db: The programme.
        since: First instant.
        until: The instant before which they begin.
        bodies: Ids of bodies; then only what one of them convenes or is invited to.
        with_skipped: Whether skipped dates are told too.
    """
    own = _own(db, "m.start_utc >= :early AND m.start_utc < :until", early=earliest(since), until=until)
    series = {row[0]: Rhythm(*row) for row in db.all(_SERIES)}
    slots: dict[Date, Slot] = {}
    if series:
        slots = _slots(db, since, until)
        given = (occurrence_id(each.id, day) for each, day in dates_given(series, slots, since, until))
        own |= _own(db, "m.id IN (:values)", [one for one in given if one not in own])
    found = happening(own.values(), series, slots, since, until)
    if not with_skipped:
        found = [one for one in found if one.status != SKIPPED]
    return found if bodies is None else _concerning(db, found, bodies)


def find_sitting(db: Database, typed: str) -> Sitting:
    """Return the meeting that somebody names: by any of its names, or as SERIES/DATE.

    Raises:
        NotFound: There is none, or several; the hint names the nearest.
    """
    from cop.store import references

    name, _, when = typed.rpartition("/")
    if name and dates.is_day(when):
        return occurrence_of(db, references.find(db, "series", name), Day(when))
    try:
        return sitting(db, references.find(db, "meeting", typed))
    except NotFound as error:
        series = db.all(_SERIES + "WHERE s.code = :code", code=typed)
        if not series:
            raise NotFound(error.message.replace("no meeting is", "no meeting or event is", 1), error.hint) from None
        of = Rhythm(*series[0])
        hint = f"cop series show {typed} tells its dates; one of them is {typed}/{dates.local_day(of.start)}"
        raise NotFound(f"{typed} is a series, {of.title}", hint) from None


def sitting(db: Database, meeting: str) -> Sitting:
    """Return one meeting that has a record; `occurrence_of` finds any date of a series."""
    own = _own(db, "m.id = :id", id=meeting)[Id(meeting)]
    if own.series and own.original_on:
        with suppress(NotFound):  # the series was removed
            return occurrence_of(db, own.series, own.original_on)
    return own


def told_of(db: Database, meetings: Iterable[Id]) -> list[Sitting]:
    """Return meetings that have records, as these tell of themselves, in one question."""
    return [*_own(db, "m.id IN (:values)", meetings).values()]


def occurrence_of(db: Database, series: str, original_on: Day) -> Sitting:
    """Return what a series does on one of its dates, or did before its rhythm changed.

    Raises:
        NotFound: Its rule does not give this date; the hint names the nearest ones.
    """
    of = rhythm(db, series)
    own = next(iter(_own(db, "m.id = :id", id=occurrence_id(series, original_on)).values()), None)
    if not of.gives(original_on):
        if own is None:
            _moved_there(db, of, original_on)
            raise of.no_date(original_on)
        return single(own, of)
    slots = db.all(_SLOTS + "series = :series AND original_on = :day", series=series, day=original_on)
    return occurrence(of, original_on, Slot(*slots[0]) if slots else None, own)


def _moved_there(db: Database, of: Rhythm, day: Day) -> None:
    """Make sure that no date was moved to this day, whose name stays that of the day which the rule gives.

    Raises:
        NotFound: One was.
    """
    for slot in slots_of(db, of.id).values():
        if slot.moved_to and dates.local_day(slot.moved_to) == day:
            raise NotFound(
                f"what is on {dates.say_day(day)} is {of.ref}/{slot.original_on}, moved there",
                f"name it by {slot.original_on}, the date that its rhythm gives",
            )


def rhythm(db: Database, series: str) -> Rhythm:
    """Return a series as its dates are counted out.

    Raises:
        NotFound: It was removed.
    """
    row = first(db, _SERIES + "WHERE s.id = :id", id=series)
    if row is None:
        raise NotFound("this series was removed", "cop series list shows those that are there")
    return Rhythm(*row)


def all_series(db: Database) -> list[Rhythm]:
    """Return every series, by title."""
    return [Rhythm(*row) for row in db.all(_SERIES + "ORDER BY s.title, s.id")]


def slots_of(db: Database, series: str) -> dict[Day, Slot]:
    """Return the dates of a series that are skipped or moved."""
    rows = db.all(_SLOTS + "series = :series ORDER BY original_on", series=series)
    return {row[1]: Slot(*row) for row in rows}


def invited_bodies(db: Database, found: Iterable[Sitting]) -> dict[Id, list[Id]]:
    """Return for each meeting the bodies it invites, the one that convenes it first, in one query."""
    listed = list(found)
    subjects = {subject for one in listed for subject in (one.id, one.series) if subject}
    rows = within(
        db,
        "SELECT i.subject, i.body FROM invitee i LEFT JOIN body b ON b.id = i.body WHERE i.subject IN (:values) "
        "ORDER BY b.code, i.body",
        sorted(subjects),
    )
    invited: dict[str, list[Id]] = {}
    for subject, body in rows:
        invited.setdefault(subject, []).append(body)
    return {
        one.id: [*dict.fromkeys((one.body, *invited.get(one.series or "", []), *invited.get(one.id, [])))]
        for one in listed
    }


def agenda(db: Database, of: Sitting) -> list[AgendaLine]:
    """Return a meeting's agenda in its order."""
    rows = db.all(
        "SELECT a.id, a.title, coalesce(p.code, p.id), p.title, a.duration_minutes, a.paper, a.outcome "
        "FROM agenda_item a LEFT JOIN person p ON p.id = a.presenter WHERE a.meeting = :meeting "
        "ORDER BY a.ordinal, a.id",
        meeting=of.id,
    )
    return [AgendaLine(row[0], f"{of.ref}/{at}", at, *row[1:]) for at, row in enumerate(rows, start=1)]


def _concerning(db: Database, found: list[Sitting], bodies: Collection[str]) -> list[Sitting]:
    rows = within(db, "SELECT subject FROM invitee WHERE body IN (:values)", sorted(bodies))
    subjects = {row[0] for row in rows}
    return [one for one in found if one.body in bodies or not subjects.isdisjoint((one.id, one.series))]


def _own(db: Database, where: str, ids: Iterable[Id] | None = None, **params: Any) -> dict[Id, Sitting]:
    rows = db.all(_OWN + where, **params) if ids is None else within(db, _OWN + where, ids)
    begins = _beginnings(db, [row[0] for row in rows if row[1] is None and row[16] is None])
    return {row[0]: Sitting(row[0], _ref(row[0], row[1], row[2], begins), *row[3:]) for row in rows}


def _beginnings(db: Database, nameless: list[Id]) -> dict[str, str]:
    """Return for each meeting the shortest beginning of its id that no other has, by looking at its two neighbours."""
    rows = within(
        db,
        "SELECT m.id, (SELECT max(a.id) FROM meeting a WHERE a.id < m.id), "
        "(SELECT min(b.id) FROM meeting b WHERE b.id > m.id) FROM meeting m WHERE m.id IN (:values)",
        nameless,
    )
    return {own: shortest_unique([one for one in (own, *beside) if one])[own] for own, *beside in rows}


def _ref(meeting: str, code: str | None, bearers: int, begins: dict[str, str]) -> str:
    """Return a code, with the beginning of the id where two copies gave the same code to two meetings."""
    if code is None:
        return begins.get(meeting, meeting)
    return code if bearers == 1 else f"{code}~{meeting[:4]}"


def _slots(db: Database, since: Moment, until: Moment) -> dict[Date, Slot]:
    from_day, to_day = days_about(since, until)
    rows = db.all(
        _SLOTS + "(original_on >= :from_day AND original_on <= :to_day) "
        "OR (moved_to_utc >= :early AND moved_to_utc < :until)",
        from_day=from_day, to_day=to_day, early=earliest(since), until=until,
    )  # fmt: skip
    return {(row[0], row[1]): Slot(*row) for row in rows}
