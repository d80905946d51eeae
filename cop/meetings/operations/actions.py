"""What can be done with an action: promise it, say it was done, drop it, carry it over, take it up again."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Word
from cop.meetings.operations.occurrences import own_meeting
from cop.meetings.queries.naming import ref_of_new
from cop.meetings.records import Action
from cop.meetings.sitting import Sitting
from cop.store import edits
from cop.store.journal import Draft
from cop.store.references import short
from cop.store.typed import Reading, programme_today

MAY_BECOME = {
    "open": ("open", "done", "dropped"),
    "done": ("open", "done"),
    "dropped": ("open", "dropped"),
}
"""From which statuses an action becomes what; `action reopen` is the way back from a slip."""


class Promised(NamedTuple):
    """An action as it will be saved, what people will type for it, and what a person should know of it."""

    action: Action
    ref: str
    doubts: list[str]


def new(draft: Draft, action: Action, of: Sitting | None, sets: Iterable[str], how: Reading) -> Promised:
    """Write down what somebody has promised, at a meeting if one is said.

    Raises:
        RuleBroken: The series skips that date, or the action's code is taken.
        BadInput: A field cannot hold its value.
    """
    origin = own_meeting(draft, of).id if of else action.origin
    made = keep_action(draft, edits.add(draft, dataclasses.replace(action, origin=origin), sets, how))
    return Promised(made, ref_of_new(draft.db, "action", made.id, made.code), _over(made.due_on, how))


def edit(draft: Draft, old: Action, due_on: Day | None, sets: Iterable[str], how: Reading) -> Promised:
    """Correct what was written of an action; `carry` says that its last day was put off.

    Raises:
        BadInput: A field cannot hold its value.
    """
    new = edits.edit(draft, old, sets, how)
    if due_on:
        first = new.first_due_on if new.first_due_on and new.first_due_on < due_on else None
        new = draft.edit(old, dataclasses.replace(new, due_on=due_on, first_due_on=first))
    return Promised(keep_action(draft, new), short(draft.db, "action", new.id), _over(due_on, how))


def done(draft: Draft, old: Action, on: Day | None, how: Reading) -> Action:
    """Say that an action was done, today unless another day is said; done twice, its first day stays.

    Raises:
        RuleBroken: It was dropped, or that day is still to come.
    """
    _may_become(draft, old, "done")
    day = on or old.closed_on or how.today
    if day > how.today:
        raise RuleBroken(
            f"{dates.say_day(day)} is still to come, so nothing can have been done on it", "leave --on away for today"
        )
    return draft.edit(old, dataclasses.replace(old, status=Word("done"), closed_on=day))


def drop(draft: Draft, old: Action, ask_why: Callable[[], str], how: Reading) -> Action:
    """Say that an action will not be done; the reason is asked for when the rules agree.

    Raises:
        RuleBroken: It was done.
    """
    _may_become(draft, old, "dropped")
    day = old.closed_on or how.today
    return draft.edit(old, dataclasses.replace(old, status=Word("dropped"), closed_on=day, reason=ask_why()))


def carry(draft: Draft, old: Action, to: Day, why: str | None, how: Reading) -> Promised:
    """Give an action a later last day; the one that was agreed first is kept.

    Raises:
        RuleBroken: It is not open any more, or the day is not a later one.
    """
    name = short(draft.db, "action", old.id)
    if old.status != "open":
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be carried over", _way_back(name))
    if old.due_on and to < old.due_on:
        raise RuleBroken(
            f"{name} is due only on {dates.say_day(old.due_on)}: it is carried over to a later day",
            f"if that day is wrong: cop action edit {name} --due {to}",
        )
    first = old.first_due_on or (old.due_on if to != old.due_on else None)
    new = dataclasses.replace(old, due_on=to, first_due_on=first, reason=why or old.reason)
    return Promised(draft.edit(old, new), name, _over(to, how))


def reopen(draft: Draft, old: Action) -> Action:
    """Take up again what was done or dropped; why it was dropped stays in its history."""
    _may_become(draft, old, "open")
    reason = None if old.status == "dropped" else old.reason
    return draft.edit(old, dataclasses.replace(old, status=Word("open"), closed_on=None, reason=reason))


def keep_action(draft: Draft, action: Action) -> Action:
    """Check that an action has its last day, a day gone by, exactly when it is closed, and a reason when dropped.

    Raises:
        RuleBroken: It has not.
    """
    if (action.status == "open") != (action.closed_on is None):
        raise RuleBroken(
            f'"{action.title}" is {action.status}, '
            + ("so no day closed it" if action.closed_on else "and the day on which that was is missing"),
            "closed_on is the day on which an action was done or dropped",
        )
    if action.closed_on and action.closed_on > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(action.closed_on)} is still to come, so nothing can have been {action.status} on it",
            "leave closed_on and status away until then",
        )
    if action.status == "dropped" and not action.reason:
        raise RuleBroken(f'"{action.title}" was dropped, and nobody says why', "write it in reason")
    return action


def _may_become(draft: Draft, old: Action, status: str) -> None:
    """Check the rule of what may follow what: what was done is not dropped, what was dropped is not done."""
    if old.status not in MAY_BECOME[status]:
        name = short(draft.db, "action", old.id)
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be {status}", _way_back(name))


def _was(old: Action) -> str:
    return f"was {old.status}" + (f" on {dates.say_day(old.closed_on)}" if old.closed_on else "")


def _way_back(name: str) -> str:
    return f"if that was a slip, first cop action reopen {name}"


def _over(due_on: Day | None, how: Reading) -> list[str]:
    """Return the doubt about a last day that has gone by."""
    return [f"{dates.say_day(due_on)} is over already"] if due_on and due_on < how.today else []
