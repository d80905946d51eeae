"""What can be done with one meeting: plan it, correct it, convene it, put it off, cancel it, say that it was held."""

import dataclasses
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id, Word, ZonedTime
from cop.meetings.attending import is_event
from cop.meetings.operations.occurrences import cancelled, follows_series, own_meeting, place, put_back
from cop.meetings.operations.rules import Booking, check_bodies_free, check_event, check_length, doubts, past
from cop.meetings.queries.registrations import will_be_organised
from cop.meetings.queries.sittings import invited_bodies
from cop.meetings.records import Invitee, Meeting
from cop.meetings.sitting import OFF, SKIPPED, Sitting
from cop.store import edits, queries
from cop.store.journal import Draft
from cop.store.typed import Reading

MAY_BECOME = {
    "convened": ("planned", "convened", "postponed", "cancelled", "held"),
    "held": ("planned", "convened", "postponed", "held"),
    "postponed": ("planned", "convened", "postponed", "cancelled"),
    "cancelled": ("planned", "convened", "postponed", "cancelled"),
}
"""From which statuses a meeting becomes what; convening one again is the way back from a slip."""


class Kept(NamedTuple):
    """A meeting as it will be saved, the bodies it invites, and what a person should know of it."""

    meeting: Meeting
    bodies: tuple[Id, ...]
    doubts: list[str]


class Hour(NamedTuple):
    """When a meeting is, as somebody wants it; what is None stays as it was."""

    start: ZonedTime | None = None
    duration_minutes: int | None = None
    last_on: Day | None = None


def new(
    draft: Draft, meeting: Meeting, invite: Iterable[Id], sets: Iterable[str], how: Reading, *, force: bool
) -> Kept:
    """Plan a meeting of its body, to which others may be invited.

    Raises:
        RuleBroken: A rule of meetings says no, or its code is taken.
    """
    made = edits.add(draft, meeting, sets, how)
    check_event(draft.db, made)
    bodies = tuple(dict.fromkeys((made.body, *invite)))
    for body in bodies[1:]:
        draft.add(Invitee(subject=made.id, body=body))
    kept = _kept(draft, made, bodies, force=force)
    return kept._replace(doubts=[*([] if made.last_on else past(made.start, how.now)), *kept.doubts])


def edit(
    draft: Draft, of: Sitting, sets: Iterable[str], how: Reading, hour: Hour, invite: Iterable[Id], *, force: bool
) -> Kept:
    """Correct a meeting; its status stays, unlike when it is postponed.

    Raises:
        RuleBroken: A rule of meetings says no.
    """
    own = own_meeting(draft, of)
    new = edits.edit(draft, _at(own, of, hour), sets, how)
    new = draft.edit(own, new)
    check_event(draft.db, new)
    if hour.start and follows_series(draft.db, of):
        place(draft, of, hour.start, draft.note)
    bodies = _invite(draft, of, new, invite)
    if _claim(new) == _claim(own) and set(bodies) == set(invited_bodies(draft.db, [of])[of.id]):
        return Kept(new, bodies, [])
    return _kept(draft, new, bodies, force=force, of=of)


def postpone(draft: Draft, of: Sitting, hour: Hour, ask_why: Callable[[], str], *, force: bool) -> Kept:
    """Put a meeting off to another hour; of a series, its date moves there.

    The reason is asked for when all rules agree, so that nobody types one for nothing.

    Raises:
        RuleBroken: It was held, or a rule of meetings says no.
        BadInput: It begins then already.
    """
    _may_become(of, "postponed")
    if hour.start == of.start:
        raise BadInput(f"{of.ref} already begins then", "say the new hour with --to")
    own = own_meeting(draft, of)
    kept = _kept(draft, _at(own, of, hour), tuple(invited_bodies(draft.db, [of])[of.id]), force=force, of=of)
    why = ask_why()
    if hour.start and follows_series(draft.db, of):
        place(draft, of, hour.start, why)
    new = draft.edit(own, dataclasses.replace(kept.meeting, status=Word("postponed"), reason=why))
    return kept._replace(meeting=new)


def cancel(draft: Draft, of: Sitting, ask_why: Callable[[], str]) -> Meeting:
    """Say that a meeting will not take place; the reason is asked for when the rules agree.

    Raises:
        RuleBroken: It was held.
    """
    _may_become(of, "cancelled")
    own = own_meeting(draft, of)
    return draft.edit(own, cancelled(own, ask_why()))


def convene(draft: Draft, of: Sitting, *, force: bool) -> Kept:
    """Say that people have been called together, also after a meeting was cancelled.

    Raises:
        RuleBroken: By now a body meets elsewhere at that hour.
    """
    _may_become(of, "convened")
    own = own_meeting(draft, of)
    new = draft.edit(own, dataclasses.replace(own, status=Word("convened"), reason=None))
    bodies = tuple(invited_bodies(draft.db, [of])[of.id])
    return _kept(draft, new, bodies, force=force, of=of) if of.status in OFF else Kept(new, bodies, [])


def hold(draft: Draft, of: Sitting, now: datetime) -> Meeting:
    """Say that a meeting was held.

    Raises:
        RuleBroken: It was cancelled, or its day has not come yet.
    """
    check_has_come(of, now)
    own = own_meeting(draft, of)
    return draft.edit(own, dataclasses.replace(own, status=Word("held")))


def check_has_come(of: Sitting, now: datetime) -> None:
    """Check the rule that only a meeting which was not called off, and whose day has come, can have been held.

    Raises:
        RuleBroken: It was cancelled or skipped, or its day has not come yet.
    """
    _may_become(of, "held")
    if of.status == SKIPPED:
        raise RuleBroken(f"{of.ref} was skipped, so it cannot be held", put_back(of))
    if of.day > dates.local_day(dates.from_instant(now, dates.zone_of(of.start))):
        raise RuleBroken(
            f"{of.ref} is only on {dates.say_day(of.day)}, so it cannot have been held",
            f'if it was brought forward: cop {_noun(of)} move {of.ref} --to "DAY HOUR"',
        )


def remove(draft: Draft, of: Sitting) -> Meeting:
    """Remove a meeting's record and what hangs on it; a date of a series stands again as its series has it.

    Raises:
        RuleBroken: Nothing was said about this date yet, so there is nothing to remove.
    """
    found = queries.one(draft.db, Meeting, of.id)
    if found is None:
        raise RuleBroken(
            f"{of.ref} is a date of a series, nothing more",
            f"cop series skip {of.ref.rpartition('/')[0]} {of.original_on} leaves it out",
        )
    edits.remove(draft, found)
    return found


def keep(draft: Draft, meeting: Meeting) -> Meeting:
    """Check the rules for a meeting that is brought back; those whom it invited beside its body are brought back too.

    Raises:
        RuleBroken: Its body meets elsewhere by now.
    """
    check_length(meeting.start, meeting.duration_minutes, meeting.last_on)
    if meeting.status not in OFF:
        check_bodies_free(draft, [_booking(meeting, (meeting.body,), None)], force=False)
    return meeting


def _may_become(of: Sitting, status: str) -> None:
    """Check the rule of what may follow what: a cancelled meeting is not held, a held one is not cancelled."""
    if of.status == SKIPPED:
        return  # own_meeting refuses, and tells how to put the date back
    if of.status not in MAY_BECOME[status]:
        raise RuleBroken(
            f"{of.ref} was {of.status}, so it cannot be {status}",
            f"if that was a slip, first cop {_noun(of)} convene {of.ref}: it counts as convened then",
        )


def _noun(of: Sitting) -> str:
    return "event" if is_event(of.kind) else "meeting"


def _at(own: Meeting, of: Sitting, hour: Hour) -> Meeting:
    """Return the meeting at another hour; several whole days move together."""
    start = hour.start or of.start
    days = (dates.day(dates.local_day(start)) - dates.day(of.day)).days
    last_on = hour.last_on or (dates.shift(own.last_on, days) if own.last_on else None)
    minutes = hour.duration_minutes or own.duration_minutes
    return dataclasses.replace(own, start=start, duration_minutes=minutes, last_on=last_on)


def _invite(draft: Draft, of: Sitting, meeting: Meeting, more: Iterable[Id]) -> tuple[Id, ...]:
    invited = invited_bodies(draft.db, [of])[of.id][1:]
    for body in more:
        if body not in (meeting.body, *invited):
            draft.add(Invitee(subject=meeting.id, body=body))
    return tuple(dict.fromkeys((meeting.body, *invited, *more)))


def _claim(meeting: Meeting) -> tuple[object, ...]:
    return meeting.start, meeting.duration_minutes, meeting.last_on, meeting.mode, meeting.link


def _kept(draft: Draft, made: Meeting, bodies: tuple[Id, ...], *, force: bool, of: Sitting | None = None) -> Kept:
    """Check what every planned meeting must keep, and return it with the doubts about it."""
    check_length(made.start, made.duration_minutes, made.last_on)
    booking = _booking(made, bodies, of)._replace(organised=will_be_organised(draft.db, made))
    check_bodies_free(draft, [booking], force=force)
    return Kept(made, bodies, doubts(draft.db, booking))


def _booking(made: Meeting, bodies: tuple[Id, ...], of: Sitting | None) -> Booking:
    mode, link = (made.mode or of.mode, made.link or of.link) if of else (made.mode, made.link)
    return Booking(made.id, made.start, made.duration_minutes, made.last_on, bodies, mode, link)
