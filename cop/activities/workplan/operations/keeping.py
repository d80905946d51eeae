"""The rules of the plan of work, kept whoever writes: a command, a form or a file."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from cop.activities.workplan.records import Activity, Deliverable, Progress, Task
from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.records import Record
from cop.kernel.types import Day
from cop.store import edits
from cop.store.journal import Draft
from cop.store.typed import Reading, programme_today

R = TypeVar("R", bound=Record)


def add(draft: Draft, record: R, sets: Iterable[str] = (), how: Reading | None = None) -> R:
    """Add a record of the plan of work under its rules; `sets` are further fields as FIELD=VALUE words."""
    return keep(draft, edits.add(draft, record, sets, how))


def keep(draft: Draft, record: R) -> R:
    """Check the rules of the record's kind, and return it as they leave it."""
    rule: Callable[[Draft, Any], Any] | None = RULES.get(record.declaration.name)
    return rule(draft, record) if rule else record


def keep_activity(draft: Draft, activity: Activity) -> Activity:
    """Check that an activity's days follow each other, by both plans, and that it is closed as it should be.

    Raises:
        RuleBroken: They do not, a day or reason of its end is missing, or its weight is less than nothing.
    """
    _in_order(activity.title, activity.start_on, activity.end_on, "end")
    begin, end = activity.baseline_start_on, activity.baseline_end_on
    if (begin is None) != (end is None):
        raise RuleBroken(
            f'of the first plan of "{activity.title}" one day is known and the other is not',
            "baseline_start_on and baseline_end_on go together",
        )
    if begin and end:
        _in_order(activity.title, begin, end, "end, by the first plan,")
    if activity.weight is not None and activity.weight < 0:
        raise RuleBroken(f'"{activity.title}" cannot weigh less than nothing', "weight is 0, 1, 2 and so on")
    _closed(draft, activity)
    return activity


def keep_progress(draft: Draft, progress: Progress) -> Progress:
    """Check that what is told is of a month that has begun, with a reason where its plan was not kept fully.

    Raises:
        RuleBroken: It is not.
    """
    month_is_here(draft, progress)
    if progress.kept != "fully" and not progress.reason:
        raise RuleBroken(
            f"what was planned for {dates.say_month(progress.month)} was done {_kept(progress)}, and nobody says why",
            "write it in reason",
        )
    return progress


def keep_task(draft: Draft, task: Task) -> Task:
    """Check that a step that is done was done on a day gone by."""
    _is_over(draft, task.done_on, "done")
    return task


def keep_deliverable(draft: Draft, deliverable: Deliverable) -> Deliverable:
    """Check that what was handed over was so on a day gone by."""
    _is_over(draft, deliverable.delivered_on, "handed over")
    return deliverable


RULES: dict[str, Callable[[Draft, Any], Any]] = {
    "activity": keep_activity,
    "progress": keep_progress,
    "task": keep_task,
    "deliverable": keep_deliverable,
}
"""The rules of each kind that has some; imports keep them too."""


def _closed(draft: Draft, activity: Activity) -> None:
    if (activity.status == "planned") != (activity.closed_on is None):
        raise RuleBroken(
            f'"{activity.title}" is {activity.status}, '
            + ("so no day closed it" if activity.closed_on else "and the day on which that was is missing"),
            "closed_on is the day on which an activity was done or dropped",
        )
    _is_over(draft, activity.closed_on, activity.status)
    if activity.status == "dropped" and not activity.reason:
        raise RuleBroken(f'"{activity.title}" was dropped, and nobody says why', "write it in reason")


def _is_over(draft: Draft, day: Day | None, what: str) -> None:
    if day and day > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(day)} is still to come, so nothing can have been {what} on it", "leave it away until then"
        )


def month_is_here(draft: Draft, progress: Progress) -> None:
    """Check that what is told is of a month that has begun.

    Raises:
        RuleBroken: It is still to come.
    """
    if progress.month > programme_today(draft.db, draft.now)[:7]:
        raise RuleBroken(
            f"{dates.say_month(progress.month)} is still to come, so nothing can be told of it",
            "tell it when the month has begun",
        )


def _in_order(title: str, begin: Day, end: Day, what: str) -> None:
    if end < begin:
        raise RuleBroken(
            f'"{title}" would {what} on {dates.say_day(end)}, before it begins on {dates.say_day(begin)}',
            "give it a last day that comes after its first one",
        )


def _kept(progress: Progress) -> str:
    return {"not": "not at all"}.get(progress.kept, progress.kept)
