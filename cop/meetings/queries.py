"""What can be asked about meetings: those that take place in a period, whether or not anything was said about them yet.

A series gives dates by its rule; a slot skips one of them or moves it; a meeting of its own (`occurrence_id`) holds
what else was said about it. So an occurrence's hour is its slot's, else the rule's, and its title, status and the rest
are its own meeting's, else the series'.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import NotFound
from cop.kernel.ids import derived_id, shortest_unique
from cop.kernel.types import Day, Id, Moment, Rule, Zone, ZonedTime
from cop.meetings import recurrence
from cop.store.database import Database, first, within

MOST_DAYS = 31
"""No meeting lasts longer (a rule), so none that began earlier can still be going on."""
SKIPPED = "skipped"
"""The status of a date that a series leaves out; no record ever holds it."""
_MEETINGS = (
    "SELECT m.id, m.code, (SELECT count(*) FROM meeting d WHERE d.code = m.code), m.title, m.kind, m.body, "
    "coalesce(b.code, m.body), m.start, m.start_utc, m.duration_minutes, m.last_on, m.mode, m.place, m.link, m.status, "
    "m.reason, m.series, m.original_on FROM meeting m LEFT JOIN body b ON b.id = m.body "
)
_SERIES = (
    "SELECT s.id, s.code, s.title, s.body, coalesce(b.code, s.body), s.rule, s.start, s.duration_minutes, s.until_on, "
    "s.mode, s.place, s.link FROM series s LEFT JOIN body b ON b.id = s.body "
)


class Sitting(NamedTuple):
    """One meeting as it will happen: a single one, or an occurrence of a series.

    `id` is the meeting's, derived for an occurrence; `ref` is what people type: sc7, or vpm/2024-07-03, the series and
    the date that its rule gives; `start` is where and when it really begins.
    """

    id: Id
    ref: str
    title: str
    kind: str | None
    body: Id
    body_code: str
    start: ZonedTime
    start_utc: Moment
    duration_minutes: int
    last_on: Day | None
    mode: str | None
    place: str | None
    link: str | None
    status: str
    reason: str | None
    series: Id | None
    original_on: Day | None
    moved: bool

    @property
    def day(self) -> Day:
        """The local day on which it begins."""
        return dates.local_day(self.start)

    @property
    def end_utc(self) -> Moment:
        """The instant when it is over: after its minutes, or with its last day."""
        if self.last_on and self.last_on > self.day:
            return dates.utc(ZonedTime(f"{dates.shift(self.last_on, 1)}T00:00[{dates.zone_of(self.start)}]"))
        return _later(self.start_utc, minutes=self.duration_minutes)


class _Own(NamedTuple):
    """A meeting's row."""

    id: Id
    code: str | None
    bearers: int
    title: str
    kind: str | None
    body: Id
    body_code: str
    start: ZonedTime
    start_utc: Moment
    duration_minutes: int
    last_on: Day | None
    mode: str | None
    place: str | None
    link: str | None
    status: str
    reason: str | None
    series: Id | None
    original_on: Day | None


class _Series(NamedTuple):
    """A series' row."""

    id: Id
    code: str | None
    title: str
    body: Id
    body_code: str
    rule: Rule
    start: ZonedTime
    duration_minutes: int
    until_on: Day | None
    mode: str | None
    place: str | None
    link: str | None


class _Slot(NamedTuple):
    """What became of one date."""

    series: Id
    original_on: Day
    moved_to: ZonedTime | None
    reason: str | None


def sittings(
    db: Database, since: Moment, until: Moment, *, bodies: Collection[str] | None = None, with_skipped: bool = False
) -> list[Sitting]:
    """Return what takes place between two instants, or still goes on at the first, by its beginning.

    Cancelled ones are among them, with their status; dates that a series skips only when asked for, as "skipped".
    A handful of queries answers, whatever the number of rows.

    Args:
        db: The programme.
        since: First instant.
        until: The instant before which they begin.
        bodies: Ids of bodies; then only what one of them convenes or is invited to.
        with_skipped: Whether skipped dates are told too.
    """
    early = _later(since, days=-MOST_DAYS)
    rows = db.all(_MEETINGS + "WHERE m.start_utc >= :early AND m.start_utc < :until", early=early, until=until)
    own = {row[0]: _Own(*row) for row in rows}
    coming = [*_occurrences(db, early, until, own), *_single(db, own)]
    found = [one for one in coming if one.start_utc < until and (one.start_utc >= since or one.end_utc > since)]
    if not with_skipped:
        found = [one for one in found if one.status != SKIPPED]
    if bodies is not None:
        found = _concerning(db, found, bodies)
    return sorted(found, key=lambda one: (one.start_utc, one.ref))


def find_sitting(db: Database, typed: str) -> Sitting:
    """Return the meeting that somebody names: by any of its names, or as SERIES/DATE.

    Raises:
        NotFound: There is none, or several; the hint names the nearest.
    """
    from cop.store import references

    name, slash, when = typed.rpartition("/")
    if slash and dates.is_day(when) and not first(db, "SELECT 1 FROM meeting WHERE code = :typed", typed=typed):
        return occurrence(db, references.find(db, "series", name), Day(when))
    return sitting(db, references.find(db, "meeting", typed))


def sitting(db: Database, meeting: str) -> Sitting:
    """Return one meeting that has a record; see `occurrence` for others."""
    own = _Own(*first(db, _MEETINGS + "WHERE m.id = :id", id=meeting))
    if own.series and own.original_on:
        try:
            return occurrence(db, own.series, own.original_on)
        except NotFound:  # the series is gone, or its rhythm gives this date no more
            pass
    return next(iter(_single(db, {own.id: own})))


def occurrence(db: Database, series: str, original_on: Day) -> Sitting:
    """Return what a series does on one of its dates.

    Raises:
        NotFound: The rule does not give this date; the hint names the nearest ones.
    """
    row = first(db, _SERIES + "WHERE s.id = :id", id=series)
    if row is None:
        raise NotFound("this series is gone", "cop series list shows those that are there")
    of = _Series(*row)
    if not fits(of.rule, of.start, of.until_on, original_on):
        raise no_date_of(of.code or of.id[:4], of.rule, of.start, of.until_on, original_on)
    slots = db.all(
        "SELECT series, original_on, moved_to, reason FROM series_slot WHERE series = :series AND original_on = :day",
        series=series, day=original_on,
    )  # fmt: skip
    own = first(db, _MEETINGS + "WHERE m.id = :id", id=occurrence_id(series, original_on))
    return _occurrence(of, original_on, _Slot(*slots[0]) if slots else None, _Own(*own) if own else None)


def occurrence_id(series: str, original_on: str) -> Id:
    """Return the id that the meeting of one date of a series has in every copy, before anybody has written it."""
    return derived_id("meeting", (series, original_on))


def fits(rule: Rule, start: ZonedTime, until_on: Day | None, wanted: Day) -> bool:
    """Tell whether a day is one of the dates that a series' rule gives."""
    return wanted in recurrence.between(rule, dates.local_day(start), until_on, wanted, wanted)


def no_date_of(name: str, rule: Rule, start: ZonedTime, until_on: Day | None, wanted: Day) -> NotFound:
    """Return the error that says which dates of a series are nearest to one that is none."""
    span = [dates.shift(wanted, days) for days in (-400, 400)]
    given = [*recurrence.between(rule, dates.local_day(start), until_on, span[0], span[1])]
    near = [*[day for day in given if day < wanted][-1:], *[day for day in given if day > wanted][:1]]
    told = " or ".join(f"{name}/{day} ({dates.say_day(day)})" for day in near)
    hint = f"its dates are {told}" if told else f"cop series show {name} tells its dates"
    return NotFound(f"{dates.say_day(wanted)} is no date of {name} ({rule})", hint)


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


def _concerning(db: Database, found: list[Sitting], bodies: Collection[str]) -> list[Sitting]:
    rows = within(db, "SELECT subject FROM invitee WHERE body IN (:values)", sorted(bodies))
    subjects = {row[0] for row in rows}
    return [one for one in found if one.body in bodies or not subjects.isdisjoint((one.id, one.series))]


def _single(db: Database, own: dict[Id, _Own]) -> Iterator[Sitting]:
    """Yield the meetings that no series gives."""
    nameless = not all(each.code for each in own.values())
    begins = shortest_unique([row[0] for row in db.all("SELECT id FROM meeting")]) if nameless else {}
    for each in own.values():
        yield Sitting(
            each.id, _ref(each, begins), each.title, each.kind, each.body, each.body_code, each.start, each.start_utc,
            each.duration_minutes, each.last_on, each.mode, each.place, each.link, each.status, each.reason,
            each.series, each.original_on, False,
        )  # fmt: skip


def _ref(own: _Own, begins: dict[str, str]) -> str:
    """Return a meeting's code, with the beginning of its id where two copies gave the same code to two meetings."""
    if own.code is None:
        return begins[own.id]
    return own.code if own.bearers == 1 else f"{own.code}~{own.id[:4]}"


def _occurrences(db: Database, early: Moment, until: Moment, own: dict[Id, _Own]) -> Iterator[Sitting]:
    """Yield what the series give, taking their meetings out of `own`."""
    every = {row[0]: _Series(*row) for row in db.all(_SERIES)}
    if not every:
        return
    from_day, to_day = dates.shift(Day(early[:10]), -1), dates.shift(Day(until[:10]), 1)
    slots = _slots(db, early, until, from_day, to_day)
    given = [
        (series, day)
        for series in every.values()
        for day in recurrence.between(series.rule, dates.local_day(series.start), series.until_on, from_day, to_day)
    ]
    moved_here = [
        (every[of], day)
        for of, day in slots
        if of in every and not from_day <= day <= to_day and fits(*_rhythm(every[of]), day)
    ]
    ids = {(series.id, day): occurrence_id(series.id, day) for series, day in (*given, *moved_here)}
    missing = [one for one in ids.values() if one not in own]
    own |= {row[0]: _Own(*row) for row in within(db, _MEETINGS + "WHERE m.id IN (:values)", missing)}
    for series, day in (*given, *moved_here):
        yield _occurrence(series, day, slots.get((series.id, day)), own.pop(ids[series.id, day], None))


def _slots(db: Database, early: Moment, until: Moment, from_day: Day, to_day: Day) -> dict[tuple[Id, Day], _Slot]:
    rows = db.all(
        "SELECT series, original_on, moved_to, reason FROM series_slot "
        "WHERE (original_on >= :from_day AND original_on <= :to_day) "
        "OR (moved_to_utc >= :early AND moved_to_utc < :until)",
        from_day=from_day, to_day=to_day, early=early, until=until,
    )  # fmt: skip
    return {(row[0], row[1]): _Slot(*row) for row in rows}


def _rhythm(series: _Series) -> tuple[Rule, ZonedTime, Day | None]:
    return series.rule, series.start, series.until_on


def _occurrence(series: _Series, day: Day, slot: _Slot | None, own: _Own | None) -> Sitting:
    start = slot.moved_to if slot and slot.moved_to else _at(day, series.start)
    title, minutes = (own.title, own.duration_minutes) if own else (series.title, series.duration_minutes)
    status, reason = (own.status, own.reason) if own else ("planned", None)
    if slot and not slot.moved_to:
        # A copy may have skipped a date about which another has already said something: that is a cancellation.
        status = "cancelled" if own else SKIPPED
    return Sitting(
        occurrence_id(series.id, day), f"{series.code or series.id[:4]}/{day}", title, own.kind if own else None,
        series.body, series.body_code, start, dates.utc(start), minutes, own.last_on if own else None,
        (own and own.mode) or series.mode, (own and own.place) or series.place, (own and own.link) or series.link,
        status, reason or (slot.reason if slot else None), series.id, day, bool(slot and slot.moved_to),
    )  # fmt: skip


def _at(day: Day, start: ZonedTime) -> ZonedTime:
    """Return a series' hour on one of its days; one that the clocks skip counts as before the change (RFC 5545 3.3.5)."""
    zone = dates.zone_of(start)
    return dates.from_instant(dates.instant(ZonedTime(f"{day}{start[10:16]}[{zone}]")), Zone(zone))


def _later(moment: Moment, *, days: int = 0, minutes: int = 0) -> Moment:
    when = datetime.fromisoformat(moment).astimezone(UTC) + timedelta(days=days, minutes=minutes)
    return dates.moment_text(when)
