"""What can be done with the steps of an activity and with what is handed over."""

from collections.abc import Iterable
from dataclasses import replace

from cop.activities.workplan.operations.keeping import add, keep_deliverable, keep_task
from cop.activities.workplan.records import Deliverable, Task
from cop.kernel.types import Day
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.typed import Reading, programme_today


def add_task(draft: Draft, task: Task, sets: Iterable[str], how: Reading) -> Task:
    """Put a step at the end of an activity's list."""
    (last,) = first(
        draft.db, "SELECT coalesce(max(ordinal), 0) FROM task WHERE activity = :activity", activity=task.activity
    )
    return add(draft, replace(task, ordinal=last + 1), sets, how)


def done_task(draft: Draft, old: Task, on: Day | None) -> Task:
    """Say that a step was done, today unless another day is said; done twice, its first day stays.

    Raises:
        RuleBroken: That day is still to come.
    """
    day = on or old.done_on or programme_today(draft.db, draft.now)
    return keep_task(draft, draft.edit(old, replace(old, done_on=day)))


def deliver(draft: Draft, old: Deliverable, on: Day | None) -> Deliverable:
    """Say that something was handed over, today unless another day is said; said twice, its first day stays.

    Raises:
        RuleBroken: That day is still to come.
    """
    day = on or old.delivered_on or programme_today(draft.db, draft.now)
    return keep_deliverable(draft, draft.edit(old, replace(old, delivered_on=day)))
