"""Takes over what a form says of actions and milestones."""

import dataclasses

from cop.activities.pilots.operations import milestones as reaching
from cop.activities.pilots.records import Milestone
from cop.exchange.findings import quoted
from cop.kernel import dates
from cop.kernel.errors import BadInput, CopError
from cop.kernel.text import ascii_digits
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations import actions as promising
from cop.meetings.records import Action
from cop.months.forms.against import Against, status_shown
from cop.months.forms.wording import yes_or_no
from cop.store import references
from cop.store.typed import local_today, programme_today


def take_actions(at: Against) -> None:
    """Take over which actions the form says are done."""
    seen: set[Id] = set()
    for said in at.filled.actions:
        try:
            action = references.get(at.draft.db, Action, ascii_digits(said.ref))
            if action.id in seen:
                raise CopError(f"{said.ref} stands a second time", "leave each action where it is")
            seen.add(action.id)
            done = yes_or_no(said.answer) if said.answer else False
            if done is None:
                raise at.neither(said.answer)
            if done:
                _closed(at, action)
            else:
                _undone(at, action)
        except CopError as error:
            at.complain(said.at, error)


def _undone(at: Against, action: Action) -> None:
    then = at.then([action.id]).get(action.id)
    if status_shown(then) == action.status == "done":
        at.stays(action.code or action.id, f"cop action reopen {action.code or action.id}")


def _closed(at: Against, action: Action) -> None:
    then = at.then([action.id]).get(action.id)
    shown = status_shown(then) or "open"
    at.differs("done", shown)
    if "done" in (action.status, shown):
        return
    if action.status == shown:
        promising.done(at.draft, action, None, at.how)
    else:
        today = programme_today(at.draft.db, at.how.now)
        new = dataclasses.replace(action, status=Word("done"), closed_on=today)
        at.beside(then, new, ("status", "closed_on"))
    at.counts["action"] += 1


def take_milestones(at: Against) -> None:
    """Take over which milestones the form says were reached, and on which day."""
    seen: set[Id] = set()
    for said in at.filled.milestones:
        try:
            milestone = references.get(at.draft.db, Milestone, ascii_digits(said.ref))
            if milestone.id in seen:
                raise CopError(f"{said.ref} stands a second time", "leave each milestone where it is")
            seen.add(milestone.id)
            if said.answer:
                _reached(at, milestone, _day(at, said.answer))
            elif milestone.reached_on and status_shown(at.then([milestone.id]).get(milestone.id)) == "reached":
                name = references.short(at.draft.db, "milestone", milestone.id)
                at.stays(name, f"cop milestone reopen {name}")
        except CopError as error:
            at.complain(said.at, error)


def _reached(at: Against, milestone: Milestone, on: Day) -> None:
    then = at.then([milestone.id]).get(milestone.id)
    before = then.record.reached_on if then and isinstance(then.record, Milestone) else None
    at.differs(on, before)
    if on in (milestone.reached_on, before):
        return
    if milestone.reached_on == before:
        planned = reaching.reach(at.draft, milestone, on, at.how)
        at.remarks += [f"{planned.ref}: {doubt}" for doubt in planned.doubts]
    else:
        new = dataclasses.replace(milestone, status=Word("reached"), reached_on=on)
        at.beside(then, new, ("status", "reached_on"))
    at.counts["milestone"] += 1


def _day(at: Against, answer: str) -> Day:
    """Return the day that stands after a milestone; that it was reached says not when.

    Raises:
        CopError: No day does.
    """
    if yes_or_no(answer):
        raise CopError(f"{quoted(answer)} does not say on which day", "write the day, such as 15/07/2024")
    try:
        said = ascii_digits(answer).removesuffix(" 00:00:00")
        return dates.parse_day(said, local_today(at.how), at.how.day_first, happened=True)
    except BadInput as error:
        raise CopError(error.message, "write the day, such as 15/07/2024, or leave it empty") from None
