"""The rules of meetings for what a description brings: each record is checked when all of them stand in their place."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.meetings import recurrence
from cop.meetings.operations import series as rhythms
from cop.meetings.operations.actions import keep_action
from cop.meetings.operations.attendance import keep_attendance, keep_guest
from cop.meetings.operations.deciding import keep_decision, keep_response
from cop.meetings.operations.meeting import check_has_come
from cop.meetings.operations.registering import keep_registration
from cop.meetings.operations.rules import Booking, check_bodies_free, check_event, check_length
from cop.meetings.queries.sittings import invited_bodies, rhythm, sitting
from cop.meetings.records import Meeting, Series, SeriesSlot
from cop.meetings.sitting import OFF, Sitting
from cop.store.journal import Draft


def keep_meeting(draft: Draft, meeting: Meeting) -> Meeting:
    """Check that a meeting ends after it starts, is not held before its day, and that its bodies do not meet elsewhere.

    A reason lets two meetings of a body at once stand.

    Raises:
        RuleBroken: One of these rules says no.
    """
    check_length(meeting.start, meeting.duration_minutes, meeting.last_on)
    check_event(draft.db, meeting)
    if meeting.status == "held" and not _begins(draft):
        _check_has_come(sitting(draft.db, meeting.id), draft.now)
    if meeting.status not in OFF and not meeting.last_on:
        bodies = tuple(invited_bodies(draft.db, [sitting(draft.db, meeting.id)])[meeting.id])
        booking = Booking(meeting.id, meeting.start, meeting.duration_minutes, None, bodies)
        try:
            check_bodies_free(draft, [booking], force=bool(draft.note))
        except RuleBroken as error:
            raise RuleBroken(error.message, 'choose another hour, or say why both shall stand: --why "..."') from None
    return meeting


def _begins(draft: Draft) -> bool:
    """Tell whether a programme is only being described: rehearsals let one begin before what it tells was held."""
    return len(draft.db.all("SELECT n FROM entry LIMIT 2")) < 2  # The first one holds the founder's key alone.


def _check_has_come(of: Sitting, now: datetime) -> None:
    try:
        check_has_come(of, now)
    except RuleBroken as error:
        raise RuleBroken(error.message, "say status: convened until then") from None


def keep_series(draft: Draft, series: Series) -> Series:
    """Check that a series begins on a day of its rhythm, and not after its last one.

    Raises:
        BadInput: The first day does not fit; the hint names those that do.
        RuleBroken: It would end before it begins, or a meeting of it would.
    """
    recurrence.check(series.rule, dates.local_day(series.start))
    return rhythms.check(series)


def keep_slot(draft: Draft, slot: SeriesSlot) -> SeriesSlot:
    """Check that what is skipped or moved is a date of its series.

    Raises:
        NotFound: The rhythm does not give that date; the hint names the nearest ones.
    """
    of = rhythm(draft.db, slot.series)
    if not of.gives(slot.original_on):
        raise of.no_date(slot.original_on)
    return slot


RULES: dict[str, Callable[[Draft, Any], Any]] = {
    "meeting": keep_meeting,
    "series": keep_series,
    "series_slot": keep_slot,
    "decision": keep_decision,
    "response": keep_response,
    "action": keep_action,
    "attendance": keep_attendance,
    "guest": keep_guest,
    "registration": keep_registration,
}
"""The rules of each kind that has some, for imports."""
