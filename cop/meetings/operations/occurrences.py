"""From a date of a series to a meeting of its own, and the one place where a date is moved, skipped or put back.

One truth: the hour of an occurrence stands in its slot, what else is said about it in its own meeting. `series move`
changes the hour alone; `meeting postpone` moves the same slot and says in the meeting that, and why, it was put off.
"""

import dataclasses

from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word, ZonedTime
from cop.meetings.queries.sittings import rhythm
from cop.meetings.records import Meeting, SeriesSlot
from cop.meetings.sitting import SKIPPED, Sitting
from cop.store import queries
from cop.store.database import Database
from cop.store.journal import Draft


def own_meeting(draft: Draft, of: Sitting) -> Meeting:
    """Return the meeting's record; that of an occurrence is made now, because something is being said about it.

    Mode, place and link stay with the series until the occurrence has its own.

    Raises:
        RuleBroken: The series skips this date.
    """
    found = queries.one(draft.db, Meeting, of.id)
    if found is not None:
        return found
    if of.status == SKIPPED:
        raise RuleBroken(f"{of.ref} was skipped", put_back(of))
    made = Meeting(
        id=of.id, title=of.title, body=of.body, start=of.start, duration_minutes=of.duration_minutes,
        series=of.series, original_on=of.original_on,
    )  # fmt: skip
    return draft.add(made)


def follows_series(db: Database, of: Sitting) -> bool:
    """Tell whether the meeting is a date that its series still gives, so that its hour stands in a slot."""
    try:
        return bool(of.series and of.original_on and rhythm(db, of.series).gives(of.original_on))
    except NotFound:
        return False


def place(draft: Draft, of: Sitting, to: ZonedTime, why: str | None) -> None:
    """Let a date of a series fall at this hour.

    Raises:
        RuleBroken: It is skipped: a slot is never both skipped and moved.
    """
    if of.status == SKIPPED:
        raise RuleBroken(f"{of.ref} was skipped, so it cannot be moved", put_back(of))
    found = _slot(draft.db, of)
    if to == by_rule(draft.db, of):
        clear(draft, of)
    elif found is None:
        draft.add(SeriesSlot(series=_date(of)[0], original_on=_date(of)[1], moved_to=to, reason=why))
    else:
        reason = why or (found.reason if found.moved_to == to else None)
        draft.edit(found, dataclasses.replace(found, moved_to=to, reason=reason))
    _keep_in_step(draft, of, to)


def leave_out(draft: Draft, of: Sitting, why: str | None) -> None:
    """Skip a date of a series; skipped again, it keeps its reason unless there is a new one.

    Raises:
        RuleBroken: It was moved (a slot is never both), or something was said about it, which would vanish.
    """
    if of.moved:
        raise RuleBroken(f"{of.ref} was moved, so it cannot be skipped", put_back(of))
    if queries.one(draft.db, Meeting, of.id) is not None:
        raise RuleBroken(
            f"{of.ref} has become a meeting of its own, which cannot be skipped",
            f'cop meeting cancel {of.ref} --why "..."',
        )
    found = _slot(draft.db, of)
    if found is None:
        draft.add(SeriesSlot(series=_date(of)[0], original_on=_date(of)[1], reason=why))
    elif why:
        draft.edit(found, dataclasses.replace(found, reason=why))


def clear(draft: Draft, of: Sitting) -> None:
    """Let a date of a series fall where its rule says."""
    found = _slot(draft.db, of)
    if found is not None:
        draft.remove(found)
    _keep_in_step(draft, of, by_rule(draft.db, of))


def put_back(of: Sitting) -> str:
    """Return the command that puts a skipped or moved date back."""
    return f"cop series keep {of.ref.rpartition('/')[0]} {of.original_on} puts it back first"


def cancelled(meeting: Meeting, why: str) -> Meeting:
    """Return the meeting as one that does not take place."""
    return dataclasses.replace(meeting, status=Word("cancelled"), reason=why)


def _slot(db: Database, of: Sitting) -> SeriesSlot | None:
    found = queries.every(
        db, SeriesSlot, "series = :series AND original_on = :day", series=of.series, day=of.original_on
    )
    return found[0] if found else None


def _keep_in_step(draft: Draft, of: Sitting, to: ZonedTime) -> None:
    own = queries.one(draft.db, Meeting, of.id)
    if own is not None:
        draft.edit(own, dataclasses.replace(own, start=to))


def by_rule(db: Database, of: Sitting) -> ZonedTime:
    """Return when a date of a series begins unless it is moved."""
    series, day = _date(of)
    return rhythm(db, series).hour_on(day)


def _date(of: Sitting) -> tuple[Id, Day]:
    assert of.series is not None and of.original_on is not None, "only dates of a series come here"
    return of.series, of.original_on
