"""What can be done with activities: plan them, move them, tell how far they are, say that they are done or dropped."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from cop.activities.workplan.operations.keeping import add, keep_activity, keep_progress, month_is_here
from cop.activities.workplan.records import Activity, Progress
from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Month, Share, Word
from cop.meetings.queries.naming import ref_of_new
from cop.store import edits, queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import short
from cop.store.typed import Reading, programme_today

MAY_BECOME = {"planned": ("planned", "done", "dropped"), "done": ("planned", "done"), "dropped": ("planned", "dropped")}
"""From which statuses an activity becomes what; `activity reopen` is the way back from a slip."""


class Kept(NamedTuple):
    """An activity as it will be saved, what people will type for it, and what a person should know of it."""

    activity: Activity
    ref: str
    doubts: list[str]


class Told(NamedTuple):
    """What was told of an activity for a month, as it will be saved, what stood there before, and what is odd in it."""

    progress: Progress
    before: Progress | None
    doubts: list[str]


def new(draft: Draft, activity: Activity, sets: Iterable[str], how: Reading) -> Kept:
    """Plan an activity; its days are the first plan's until it is moved."""
    made = add(draft, activity, sets, how)
    return Kept(made, ref_of_new(draft.db, "activity", made.id, made.code), _outside(draft, made))


def correct(
    draft: Draft, old: Activity, first_on: Day | None, last_on: Day | None, sets: Iterable[str], how: Reading
) -> Kept:
    """Put right what was written of an activity; `move` says that the plan changed."""
    new = edits.edit(draft, old, sets, how)
    days = replace(new, start_on=first_on or new.start_on, end_on=last_on or new.end_on)
    kept = keep_activity(draft, draft.edit(new, days))
    return Kept(kept, short(draft.db, "activity", old.id), _outside(draft, kept))


def move(draft: Draft, old: Activity, first_on: Day | None, last_on: Day | None, ask_why: Callable[[], str]) -> Kept:
    """Give an activity other days; those of the first plan are kept. The reason is asked for when the rules agree.

    Raises:
        BadInput: No day is given.
        RuleBroken: It is over, or would end before it begins.
    """
    name = short(draft.db, "activity", old.id)
    if not (first_on or last_on):
        raise BadInput("nothing says to when it is moved", f"cop activity move {name} --from DAY --to DAY")
    if old.status != "planned":
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be moved", _way_back(name))
    new = replace(
        old, start_on=first_on or old.start_on, end_on=last_on or old.end_on,
        baseline_start_on=old.baseline_start_on or old.start_on, baseline_end_on=old.baseline_end_on or old.end_on,
    )  # fmt: skip
    if (new.start_on, new.end_on) == (old.start_on, old.end_on):
        return Kept(old, name, [])
    moved = draft.edit(old, replace(keep_activity(draft, new), reason=ask_why()))
    return Kept(moved, name, _outside(draft, moved))


def done(draft: Draft, old: Activity, on: Day | None) -> Kept:
    """Say that an activity was done, today unless another day is said; done twice, its first day stays.

    Raises:
        RuleBroken: It was dropped, or that day is still to come.
    """
    _may_become(draft, old, "done")
    day = on or old.closed_on or programme_today(draft.db, draft.now)
    new = keep_activity(draft, draft.edit(old, replace(old, status=Word("done"), closed_on=day)))
    return Kept(new, short(draft.db, "activity", old.id), _too_soon(draft, old, day))


def drop(draft: Draft, old: Activity, ask_why: Callable[[], str]) -> Activity:
    """Say that an activity will not be done; the reason is asked for when the rules agree.

    Raises:
        RuleBroken: It was done.
    """
    _may_become(draft, old, "dropped")
    day = old.closed_on or programme_today(draft.db, draft.now)
    return draft.edit(old, replace(old, status=Word("dropped"), closed_on=day, reason=ask_why()))


def reopen(draft: Draft, old: Activity) -> Activity:
    """Take up again what was done or dropped; why it was dropped stays in its history."""
    reason = None if old.status == "dropped" else old.reason
    return draft.edit(old, replace(old, status=Word("planned"), closed_on=None, reason=reason))


def tell(
    draft: Draft, activity: Activity, month: Month, kept: Word, done: Share | None, ask_why: Callable[[], str]
) -> Told:
    """Tell whether an activity kept to a month's plan, and how far it is; why is asked for where it did not, fully.

    Told again of the same month, the earlier words are replaced, but the share where none is said.

    Raises:
        RuleBroken: The month is still to come.
        BadInput: `kept` is no such word.
    """
    before = _told(draft, activity, month)
    share = done if done is not None else before.done if before else None
    held = Progress(activity=activity.id, month=month, kept=kept, done=share, reason=before.reason if before else None)
    month_is_here(draft, held)
    made = draft.add(held)
    if kept != "fully":
        made = draft.edit(made, replace(made, reason=ask_why()))
    return Told(keep_progress(draft, made), before, _doubts(draft, activity, made))


def untell(draft: Draft, activity: Activity, month: Month) -> Progress:
    """Take away what was told of an activity for a month.

    Raises:
        NotFound: Nothing was.
    """
    found = _told(draft, activity, month)
    if not found:
        name = short(draft.db, "activity", activity.id)
        raise NotFound(
            f"nothing was told of {name} for {dates.say_month(month)}", f"cop activity show {name} lists what was"
        )
    draft.remove(found)
    return found


def _outside(draft: Draft, activity: Activity) -> list[str]:
    """Return the doubt about days outside of the programme."""
    start, end = first(draft.db, "SELECT start_on, end_on FROM programme ORDER BY id")
    if start and activity.start_on < start:
        return [f"it begins before the programme does, on {dates.say_day(start)}"]
    return [f"it ends after the programme does, on {dates.say_day(end)}"] if end and activity.end_on > end else []


def _too_soon(draft: Draft, activity: Activity, day: Day) -> list[str]:
    """Return the doubts about a day of the end before the first one, or before the last month that was told of."""
    found = []
    if day < activity.start_on:
        found.append(f"it is planned to begin only on {dates.say_day(activity.start_on)}")
    later = "activity = :activity AND month > :month"
    told = queries.every(draft.db, Progress, later, order="month", activity=activity.id, month=day[:7])
    return [*found, *([f"it was still told of for {dates.say_month(told[-1].month)}"] if told else [])]


def _doubts(draft: Draft, activity: Activity, told: Progress) -> list[str]:
    """Return what is odd about what was told: outside of the activity's months, or less done than before."""
    found = []
    if not activity.start_on[:7] <= told.month <= activity.end_on[:7]:
        found.append(
            f"it is planned from {dates.say_day(activity.start_on)} to {dates.say_day(activity.end_on)}, "
            f"not for {dates.say_month(told.month)}"
        )
    earlier = "activity = :activity AND month < :month AND done IS NOT NULL"
    before = queries.every(draft.db, Progress, earlier, order="month", activity=activity.id, month=told.month)
    if told.done and before and before[-1].done and told.done < before[-1].done:
        found.append(f"more was told to be done by {dates.say_month(before[-1].month)}")
    return found


def _told(draft: Draft, activity: Activity, month: Month) -> Progress | None:
    same = "activity = :activity AND month = :month"
    return next(iter(queries.every(draft.db, Progress, same, activity=activity.id, month=month)), None)


def _may_become(draft: Draft, old: Activity, status: str) -> None:
    """Check the rule of what may follow what: what was done is not dropped, what was dropped is not done."""
    if status not in MAY_BECOME[old.status]:
        name = short(draft.db, "activity", old.id)
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be {status}", _way_back(name))


def _was(old: Activity) -> str:
    return f"was {old.status}" + (f" on {dates.say_day(old.closed_on)}" if old.closed_on else "")


def _way_back(name: str) -> str:
    return f"if that was a slip, first cop activity reopen {name}"
