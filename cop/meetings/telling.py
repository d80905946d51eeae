"""What a person is told of a meeting: its hours wherever people are invited, who they are, its agenda, its past."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from cop.kernel import dates
from cop.kernel.types import Day, Id, Word, ZonedTime
from cop.meetings.attending import came, counted, overall, told
from cop.meetings.queries.actions import still_open
from cop.meetings.queries.attendance import attendance_of, guests_of, invited, quorums, quorums_by
from cop.meetings.queries.registrations import strangers
from cop.meetings.queries.sittings import AgendaLine, agenda, invited_bodies, rhythm, slots_of
from cop.meetings.records import Meeting, Registration
from cop.meetings.sitting import Rhythm, Sitting, Slot, occurrence, occurrence_id
from cop.store import queries
from cop.store.database import Database, within
from cop.teams.queries import invited_people, zones_of


def hours(db: Database, start: ZonedTime, minutes: int, last_on: Day | None, bodies: Iterable[Id]) -> str:
    """Return when it is: Wed 17 July 2024  11:00-14:00 Rome · 11:00-14:00 Tripoli, a zone for every country invited."""
    first = dates.local_day(start)
    if last_on and last_on >= first:
        return " - ".join(dict.fromkeys(map(dates.say_day, (first, last_on))))
    return f"{dates.say_day(first)}  {dates.say_hours(start, minutes, zones_of(db, bodies, first))}"


def confirmation(
    db: Database, start: ZonedTime, minutes: int, last_on: Day | None, bodies: Sequence[Id], then: Sequence[str]
) -> list[str]:
    """Return the two lines under a confirmation: when it is, and who is invited and what may come next, if anything."""
    count = len(invited_people(db, bodies, dates.local_day(start)))
    return [hours(db, start, minutes, last_on, bodies), " · ".join([f"{count} invited", *then])]


def about(db: Database, of: Sitting, *, for_people: bool) -> dict[str, object]:
    """Return what `meeting show` tells beside the record."""
    bodies = invited_bodies(db, [of])[of.id]
    lines = agenda(db, of)
    return {
        "ref": of.ref,
        "when": hours(db, of.start, of.duration_minutes, of.last_on, bodies),
        "start_utc": of.start_utc,
        "moved": of.moved,
        "invited": len(invited(db, [of])[of.id]),
        "invited_bodies": _names(db, bodies, for_people=for_people),
        **_came(db, of, for_people=for_people),
        "agenda": [_item(line) for line in lines] if for_people else [line._asdict() for line in lines],
        "was": _was(db, of),
    }


def carried(db: Database, of: Sitting, now: datetime, *, for_people: bool) -> list[object]:
    """Return what is still open from earlier meetings of a body, under the agenda of its next one."""
    found = still_open(db, of, now)
    if not for_people:
        return [
            {"ref": one.ref, "title": one.title, "owner": one.owner_ref, "due_on": one.due_on, "origin": one.origin_ref}
            for one in found
        ]
    return [
        f"{one.ref}  {one.title} ({one.owner_ref}{f', due {dates.say_day(one.due_on)}' if one.due_on else ''})"
        for one in found
    ]


def who_came(
    db: Database, of: Sitting, marks: Iterable[tuple[Id, Word]], others: Iterable[Registration] | None = None
) -> list[str]:
    """Return in words how many came to a meeting, and whether that is a quorum, by what is or will be written.

    Of those registered whom the programme does not know, `others` says it, else what is written.
    """
    statuses = overall(marks)
    registered = [came(one.status, of.mode) for one in (strangers(db, of.id) if others is None else others)]
    said = [*statuses.values(), *filter(None, registered)]
    unknown = sum(person not in statuses for person in invited(db, [of])[of.id]) + registered.count(None)
    in_words = told(said, len(guests_of(db, [of.id])[of.id]), unknown if said else 0)
    found = quorums_by(db, [of], {of.id: [*statuses.items()]}).get(of.id) if statuses else None
    return [in_words, *([found.said] if found else [])]


def _came(db: Database, of: Sitting, *, for_people: bool) -> dict[str, object]:
    """Return who came as `meeting show` tells it; nothing of a meeting that was not held, and of which nobody wrote."""
    statuses = overall((mark.person, mark.status) for mark in attendance_of(db, [of.id])[of.id])
    others = [one for one in strangers(db, of.id) if came(one.status, of.mode)]
    if not statuses and not others and of.status != "held":
        return {"came": None, "quorum": None}
    if for_people:
        in_words, *enough = who_came(db, of, statuses.items())
        return {"came": in_words, "quorum": enough[0].removeprefix("quorum ") if enough else None}
    found = quorums(db, [of]).get(of.id) if statuses else None
    reckoned = found._asdict() | {"reached": found.reached} if found else None
    said = [*statuses.values(), *filter(None, (came(one.status, of.mode) for one in others))]
    return {"came": counted(said), "quorum": reckoned}


def coming(db: Database, series: Id, today: Day, most: int, *, for_people: bool) -> dict[str, object]:
    """Return what `series show` tells beside the record: whom it invites, its next dates, and those off the rule."""
    of, slots = rhythm(db, series), slots_of(db, series)
    days = [*islice(of.between(today, of.until_on or dates.shift(today, 400 * most)), most)]
    first = occurrence(of, days[0] if days else dates.local_day(of.start), None, None)
    bodies = invited_bodies(db, [first])[first.id]
    found = within(
        db, "SELECT id, status FROM meeting WHERE id IN (:values)", [occurrence_id(series, day) for day in days]
    )
    said = dict(found)
    coming = [_date(of, day, slots.get(day), said.get(occurrence_id(series, day))) for day in days]
    return {
        "hours": dates.say_hours(first.start, of.duration_minutes, zones_of(db, bodies, first.day)),
        "invited_bodies": _names(db, bodies, for_people=for_people),
        "dates": [" ".join(filter(None, one.values())) for one in coming] if for_people else coming,
    }


def _date(of: Rhythm, day: Day, slot: Slot | None, status: str | None) -> dict[str, str | None]:
    moved = slot.moved_to if slot else None
    became = f"moved to {_hour(moved)}" if moved else "skipped" if slot else None
    told = ", ".join(filter(None, (became, status, slot.reason if slot else None)))
    return {"ref": f"{of.ref}/{day}", "day": dates.say_short(day), "became": told or None}


def record(db: Database, of: Sitting) -> Meeting:
    """Return the meeting's record as it is to be shown; an occurrence borrows from its series what it does not say."""
    found = queries.one(db, Meeting, of.id) or Meeting(
        id=of.id, title=of.title, body=of.body, start=of.start, series=of.series, original_on=of.original_on
    )
    lent = {
        name: getattr(of, name) for name in ("start", "duration_minutes", "mode", "place", "link", "status", "reason")
    }
    return dataclasses.replace(found, **lent)


def _names(db: Database, bodies: Sequence[Id], *, for_people: bool) -> list[str]:
    rows = {row[0]: row for row in within(db, "SELECT id, code, title FROM body WHERE id IN (:values)", bodies)}
    told = [rows[body] for body in bodies if body in rows]
    return [f"{title} ({code or body[:6]})" if for_people else code or body for body, code, title in told]


def _item(line: AgendaLine) -> str:
    details = [f"{line.duration_minutes} min" if line.duration_minutes else None, line.presenter]
    told = ", ".join(filter(None, details))
    return f"{line.number}  {line.title}{f' ({told})' if told else ''}{f': {line.outcome}' if line.outcome else ''}"


def _was(db: Database, of: Sitting) -> list[str]:
    """Return the hours at which it was planned before, the latest last."""
    if of.moved and of.series and of.original_on:
        return [_hour(rhythm(db, of.series).hour_on(of.original_on))]
    rows: list[Any] = db.all(
        "SELECT c.value FROM record r JOIN change c ON c.record = r.n JOIN register g ON g.n = c.register "
        "JOIN entry e ON e.n = c.entry WHERE r.id = :id AND g.kind = 'meeting' AND g.field = 'start' "
        "ORDER BY e.clock, c.n",
        id=of.id,
    )
    earlier = [row[0] for row in rows if row[0] and row[0] != of.start]
    return [_hour(ZonedTime(start)) for start in dict.fromkeys(earlier)]


def _hour(start: ZonedTime) -> str:
    return f"{dates.say_day(dates.local_day(start))} {start[11:16]} {dates.city(dates.zone_of(start))}"
