"""What can be done with a series: begin it, skip or move a date, put it back, change its rhythm, end it."""

import dataclasses
from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.records import Record
from cop.kernel.types import Day, Id, Rule, ZonedTime
from cop.meetings import recurrence
from cop.meetings.operations import occurrences
from cop.meetings.operations.rules import Booking, check_bodies_free, check_length, doubts
from cop.meetings.queries.sittings import invited_bodies
from cop.meetings.records import Invitee, Meeting, Series, SeriesSlot
from cop.meetings.sitting import OFF, Sitting
from cop.store import edits, queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.records import Language, Tag, Translation
from cop.store.typed import Reading

LOOK_AHEAD_DAYS = 366
"""How far a new series is compared with what is already planned."""
INHERITED = ("title", "body", "duration_minutes")
"""What a meeting of its own copies from its series, so that a change of the series reaches those still to come."""


class Begun(NamedTuple):
    """A series as it will be saved, the bodies it invites, and what a person should know of its first date."""

    series: Series
    bodies: tuple[Id, ...]
    doubts: list[str]


class Ending(NamedTuple):
    """What stands after the last day of a series: dates skipped or moved, and meetings of their own."""

    slots: list[SeriesSlot]
    meetings: list[Meeting]


def new(
    draft: Draft,
    series: Series,
    invite: Iterable[Id],
    sets: Iterable[str],
    how: Reading | None,
    *,
    force: bool,
    beside: Id | None = None,
) -> Begun:
    """Begin a series; its first day must be one of its rhythm, and its last may not come before.

    Raises:
        BadInput: The first day does not fit the rhythm; the hint names those that do.
        RuleBroken: A rule of meetings says no, or its code is taken.
    """
    recurrence.check(series.rule, dates.local_day(series.start))
    made = check(edits.add(draft, series, sets, how))
    bodies = tuple(dict.fromkeys((made.body, *invite)))
    for body in bodies[1:]:
        draft.add(Invitee(subject=made.id, body=body))
    check_bodies_free(draft, _bookings(made, bodies), force=force, beside=beside)
    return Begun(made, bodies, doubts(draft.db, _bookings(made, bodies)[0]))


def skip(draft: Draft, of: Sitting, why: str | None) -> None:
    """Leave out one date.

    Raises:
        RuleBroken: It was moved, or has become a meeting of its own.
    """
    occurrences.leave_out(draft, of, why)


def move(draft: Draft, of: Sitting, to: ZonedTime, why: str | None, *, force: bool) -> tuple[tuple[Id, ...], list[str]]:
    """Let one date fall at another hour; its status stays. Return the bodies invited, and doubts.

    Raises:
        RuleBroken: It is skipped, held or cancelled, or a body meets elsewhere at that hour.
    """
    if of.status in ("held", "cancelled"):
        raise RuleBroken(f"{of.ref} was {of.status}, so it cannot be moved", f"cop meeting show {of.ref} tells more")
    occurrences.place(draft, of, to, why)
    booking = _booking(draft, of, to)
    check_bodies_free(draft, [booking], force=force)
    return booking.bodies, doubts(draft.db, booking)


def keep(draft: Draft, of: Sitting, *, force: bool) -> ZonedTime:
    """Let one date fall where the rhythm has it, neither skipped nor moved; return that hour.

    Raises:
        RuleBroken: By now a body meets elsewhere at that hour.
    """
    occurrences.clear(draft, of)
    start = occurrences.by_rule(draft.db, of)
    check_bodies_free(draft, [_booking(draft, of, start)], force=force)
    return start


def edit(draft: Draft, old: Series, sets: Iterable[str], how: Reading, invite: Iterable[Id], *, force: bool) -> Series:
    """Change what a series says; coming dates with a meeting of their own follow where they said the same.

    Raises:
        RuleBroken: A rule of meetings says no.
    """
    new = check(edits.edit(draft, old, sets, how))
    bodies = _invited(draft, new, invite)
    if bodies != _invited(draft, old, ()) or new.duration_minutes > old.duration_minutes or new.body != old.body:
        check_bodies_free(draft, _bookings(new, bodies), force=force, beside=new.id)
    for own in queries.every(draft.db, Meeting, "series = :series", order="original_on", series=new.id):
        if own.status not in ("held", "cancelled"):
            same = {name: getattr(new, name) for name in INHERITED if getattr(own, name) == getattr(old, name)}
            draft.edit(own, dataclasses.replace(own, **same))
    return new


def change(
    draft: Draft, old: Series, begin: ZonedTime, rule: Rule, minutes: int, code: str | None, *, force: bool
) -> Begun:
    """End a series on the day before, and begin a new one with its title, guests and texts.

    A calendar program cannot change the rhythm of a series that people accepted; it can end one and begin another.

    Raises:
        BadInput: The first day does not fit the rhythm.
        RuleBroken: Nothing of the old series would remain, or one of its later meetings was held.
    """
    last = dates.shift(dates.local_day(begin), -1)
    end(draft, old, last, f"new rhythm: {rule}")
    successor = dataclasses.replace(
        old, id=Id(""), code=code or _next_code(draft, old), rule=rule, start=begin, duration_minutes=minutes
    )
    if successor.until_on and successor.until_on < dates.local_day(begin):
        successor = dataclasses.replace(successor, until_on=None)
    begun = new(draft, successor, _invited(draft, old, ())[1:], (), None, force=force, beside=old.id)
    for kind in (Translation, Language, Tag):
        for text in queries.every(draft.db, kind, "subject = :old", old=old.id):
            draft.add(_of(text, begun.series.id))
    return begun


def end(draft: Draft, old: Series, last: Day, why: str) -> Series:
    """Let a series end with a day, earlier or later than it would; later meetings of their own are cancelled.

    Raises:
        RuleBroken: No date would remain, or a later meeting was held.
    """
    begun = dates.local_day(old.start)
    if last < begun:
        raise RuleBroken(
            f"nothing of it would remain: it begins only on {dates.say_day(begun)}",
            "cop series remove takes all of it away",
        )
    ending = after(draft, old, last)
    for own in ending.meetings:
        if own.status == "held":
            raise RuleBroken(
                f"its meeting of {dates.say_day(dates.local_day(own.start))} was held already", "end it after that day"
            )
        if own.status not in OFF:
            draft.edit(own, occurrences.cancelled(own, why))
    for slot in ending.slots:
        draft.remove(slot)
    return draft.edit(old, dataclasses.replace(old, until_on=last))


def after(draft: Draft, series: Series, last: Day) -> Ending:
    """Return what was said about dates after a day, which an end on that day takes away."""
    where = "series = :series AND original_on > :last"
    slots = queries.every(draft.db, SeriesSlot, where, order="original_on", series=series.id, last=last)
    meetings = queries.every(draft.db, Meeting, where, order="original_on", series=series.id, last=last)
    return Ending(slots, meetings)


def check(series: Series) -> Series:
    """Check that each meeting ends after it starts, and the series after it began; return the series.

    Raises:
        RuleBroken: One of them does not.
    """
    begun = dates.local_day(series.start)
    check_length(series.start, series.duration_minutes, None)
    if series.until_on and series.until_on < begun:
        raise RuleBroken(
            f"a series ends after it starts, and {dates.say_day(series.until_on)} is before {dates.say_day(begun)}",
            "say a later last day with --until",
        )
    return series


def _bookings(series: Series, bodies: tuple[Id, ...]) -> list[Booking]:
    begun = dates.local_day(series.start)
    clock, zone = series.start[10:16], dates.zone_of(series.start)
    days = recurrence.between(series.rule, begun, series.until_on, begun, dates.shift(begun, LOOK_AHEAD_DAYS))
    return [
        Booking(None, start, series.duration_minutes, None, bodies, series.mode, series.link)
        for start in (dates.at_zone(ZonedTime(f"{day}{clock}[{zone}]"), zone) for day in days)
    ]


def _booking(draft: Draft, of: Sitting, start: ZonedTime) -> Booking:
    bodies = tuple(invited_bodies(draft.db, [of])[of.id])
    return Booking(of.id, start, of.duration_minutes, of.last_on, bodies, of.mode, of.link)


def _invited(draft: Draft, series: Series, more: Iterable[Id]) -> tuple[Id, ...]:
    found = queries.every(draft.db, Invitee, "subject = :subject", order="body", subject=series.id)
    invited = [each.body for each in found]
    for body in more:
        if body not in (series.body, *invited):
            draft.add(Invitee(subject=series.id, body=body))
    return tuple(dict.fromkeys((series.body, *invited, *more)))


def _next_code(draft: Draft, old: Series) -> str | None:
    """Return vpm-2 for the successor of vpm, vpm-3 for that of vpm-2, whichever is free."""
    if old.code is None:
        return None
    stem, _, number = old.code.rpartition("-")
    stem, at = (stem, int(number) + 1) if stem and number.isdecimal() else (old.code, 2)
    while first(draft.db, "SELECT 1 FROM series WHERE code = :code", code=f"{stem}-{at}"):
        at += 1
    return f"{stem}-{at}"


def _of(text: Record, subject: Id) -> Record:
    return dataclasses.replace(text, id=Id(""), subject=subject)  # type: ignore[call-arg]
