"""The rules of meetings, each once, and the doubts that are said aloud but stand in nobody's way."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Id, Moment, Zone, ZonedTime
from cop.meetings.queries.attendance import asked_bodies
from cop.meetings.queries.sittings import invited_bodies, sittings
from cop.meetings.records import Meeting
from cop.meetings.sitting import MOST_DAYS, OFF, Sitting, end_of
from cop.store.database import Database, first, within
from cop.store.journal import Draft
from cop.store.references import label
from cop.teams.queries import HOLDS

WEEKENDS = {"mon-fri": (5, 6), "sun-thu": (4, 5), "sat-wed": (3, 4)}
"""Days off, 0 for Monday, by a partner's working week."""
COUNTRIES = {"LY": ("Libya", "sun-thu"), "IT": ("Italy", "mon-fri"), "TN": ("Tunisia", "mon-fri")}
"""The name and the usual week of the countries whose week we know; libraries have Libya's wrong."""


SHORTEST = 10
"""Minutes below which a length is more likely a slip: --for 2 says two minutes."""


class Booking(NamedTuple):
    """What is about to claim an hour: a meeting, or one date of a series; `id` is None before it has one."""

    id: Id | None
    start: ZonedTime
    duration_minutes: int
    last_on: Day | None
    bodies: tuple[Id, ...]
    mode: str | None = None
    link: str | None = None
    organised: bool = False
    """Whether the first body only organises it: then its members are not asked."""

    @property
    def span(self) -> tuple[Moment, Moment]:
        """The instants at which it begins and is over."""
        return dates.utc(self.start), end_of(self.start, self.duration_minutes, self.last_on)


def check_length(start: ZonedTime, minutes: int, last_on: Day | None) -> None:
    """Check the rule that a meeting ends after it starts, and lasts no longer than a month.

    Raises:
        RuleBroken: It does not.
    """
    first = dates.local_day(start)
    if minutes < 1:
        raise RuleBroken("a meeting ends after it starts", "say how long it lasts: --for 90m")
    if last_on and last_on < first:
        raise RuleBroken(
            f"a meeting ends after it starts, and {dates.say_day(last_on)} is before {dates.say_day(first)}",
            "the last day is the first one or a later one",
        )
    if minutes > MOST_DAYS * 24 * 60 or (last_on and last_on >= dates.shift(first, MOST_DAYS)):
        raise RuleBroken(f"a meeting lasts at most {MOST_DAYS} days", "make it several meetings, or a series")


def check_event(db: Database, meeting: Meeting) -> None:
    """Check the rules of what events ask for beside: no counts below nothing, and none belongs to itself.

    Raises:
        RuleBroken: One of them says no.
    """
    for name, count in (("capacity", meeting.capacity), ("headcount", meeting.headcount)):
        if count is not None and count < 0:
            raise RuleBroken(f"the {name} of an event is not {count}", "say 0 or more, or nothing")
    larger, seen = meeting.within, {meeting.id}
    while larger:
        if larger == meeting.id:
            raise RuleBroken("an event cannot belong to itself, also not by way of others", "say another --within")
        if larger in seen:
            return  # two copies together made a circle that this one is not in
        seen.add(larger)
        row = first(db, "SELECT within FROM meeting WHERE id = :id", id=larger)
        larger = row[0] if row else None


def check_bodies_free(draft: Draft, bookings: list[Booking], *, force: bool, beside: Id | None = None) -> None:
    """Check the rule that a body cannot meet twice at once; gatherings of several whole days leave room for meetings.

    Args:
        draft: What is about to be saved; its note is the reason why the rule may be set aside.
        bookings: The hours about to be claimed.
        force: Whether somebody wants both to stand.
        beside: A series whose dates give way to these.

    Raises:
        RuleBroken: One already meets then; or both shall stand and nobody says why.
    """
    for booking, other, body in _clashes(draft.db, bookings, beside):
        if not force:
            raise RuleBroken(
                f"{label(draft.db, 'body', body)} already meets then: {told(other)}",
                'choose another hour, or let both stand and say why: --force --why "..."',
            )
        if not draft.note:
            raise RuleBroken(
                f"{label(draft.db, 'body', body)} would meet twice on {dates.say_day(dates.local_day(booking.start))}",
                'say why both shall stand: --why "..."',
            )


def doubts(db: Database, booking: Booking) -> list[str]:
    """Return what a person should know of a meeting that breaks no rule, a sentence each."""
    begins, ends = booking.span
    others = [one for one in sittings(db, begins, ends) if one.id != booking.id and one.status not in OFF]
    return [
        *_too_short(booking),
        *_links_twice(booking, others),
        *_people_twice(db, booking, others),
        *_weekends(db, booking),
    ]


def past(start: ZonedTime, now: datetime) -> list[str]:
    """Return the doubt about a meeting that is planned for an hour gone by."""
    gone = dates.instant(start) < now
    return [f"{dates.say_day(dates.local_day(start))} {start[11:16]} is over already"] if gone else []


def told(one: Sitting) -> str:
    """Return a meeting as a sentence names it."""
    hours = dates.say_hours(one.start, one.duration_minutes)
    when = f"until {dates.say_short(one.last_on)}" if one.last_on else hours
    return f"{one.title} ({one.ref}), {dates.say_day(one.day)} {when}"


def _clashes(db: Database, bookings: list[Booking], beside: Id | None) -> Iterator[tuple[Booking, Sitting, Id]]:
    spans = [booking.span for booking in bookings if not booking.last_on]
    if not spans:
        return
    others = [
        one
        for one in sittings(db, min(begin for begin, _ in spans), max(end for _, end in spans))
        if one.status not in OFF and not one.last_on and (beside is None or one.series != beside)
    ]
    bodies = invited_bodies(db, others)
    for booking in bookings:
        begins, ends = booking.span
        for one in others:
            if not booking.last_on and one.id != booking.id and one.start_utc < ends and one.end_utc > begins:
                yield from ((booking, one, body) for body in booking.bodies if body in bodies[one.id])


def _too_short(booking: Booking) -> list[str]:
    minutes = booking.duration_minutes
    if minutes >= SHORTEST or booking.last_on:
        return []
    return [f"it lasts {minutes} minute{'' if minutes == 1 else 's'}; for hours write --for {minutes}h"]


def _links_twice(booking: Booking, others: Iterable[Sitting]) -> list[str]:
    return [
        f"the link is also that of {told(one)}"
        for one in others
        if booking.link is not None and one.link == booking.link
    ]


def _people_twice(db: Database, booking: Booking, others: list[Sitting]) -> Iterator[str]:
    bodies, own = asked_bodies(db, others), booking.bodies[1:] if booking.organised else booking.bodies
    everyone = {*own, *(body for found in bodies.values() for body in found)}
    members = _members(db, everyone, dates.local_day(booking.start)) if others else {}
    invited = _together(members, own)
    for one in others:
        both = len(invited & _together(members, bodies[one.id]))
        if both:
            yield f"{both} of those invited {'is' if both == 1 else 'are'} also invited to {told(one)}"


def _members(db: Database, bodies: Iterable[Id], day: Day) -> dict[str, set[str]]:
    rows = within(db, f"SELECT m.body, m.person FROM membership m WHERE m.body IN (:values) AND {HOLDS}",
                  sorted(bodies), day=day)  # fmt: skip
    found: dict[str, set[str]] = {}
    for body, person in rows:
        found.setdefault(body, set()).add(person)
    return found


def _together(members: dict[str, set[str]], bodies: Iterable[Id]) -> set[str]:
    return {person for body in bodies for person in members.get(body, ())}


def _weekends(db: Database, booking: Booking) -> list[str]:
    """Return the countries where a virtual meeting falls on a day off; residential ones really span weekends."""
    if booking.mode != "online":
        return []
    day = dates.local_day(booking.start)
    rows = within(
        db,
        "SELECT DISTINCT p.country, p.week, p.timezone FROM membership m JOIN person h ON h.id = m.person "
        f"JOIN partner p ON p.id = h.partner WHERE m.body IN (:values) AND p.country IS NOT NULL AND {HOLDS}",
        booking.bodies, day=day,
    )  # fmt: skip
    off = {_country(country) for country, week, zone in rows if _is_off(booking.start, country, week, zone)}
    return [f"{dates.say_day(day)} is a weekend day in {' and in '.join(sorted(off))}"] if off else []


def _is_off(start: ZonedTime, country: str, week: str | None, zone: Zone | None) -> bool:
    _, usual = COUNTRIES.get(country, ("", ""))
    there = dates.local_day(dates.from_instant(dates.instant(start), zone)) if zone else dates.local_day(start)
    return dates.day(there).weekday() in WEEKENDS.get(week or usual, ())


def _country(code: str) -> str:
    return COUNTRIES.get(code, (code, ""))[0]
