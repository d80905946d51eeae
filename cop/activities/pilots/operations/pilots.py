"""What can be done with a pilot: begin it, hold, resume, stop or end it, and say who takes part."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from cop.activities.pilots.records import Pilot, PilotPartner
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.store import edits, queries
from cop.store.journal import Draft
from cop.store.references import label, short
from cop.store.typed import Reading, programme_today

MAY_BECOME = {
    "active": ("planned", "on_hold", "stopped", "done"),
    "on_hold": ("planned", "active"),
    "stopped": ("planned", "active", "on_hold"),
    "done": ("active", "on_hold"),
}
"""From which statuses a pilot becomes what."""
WITH_REASON = ("on_hold", "stopped")
WITH_DAY = ("done", "stopped")


def new(draft: Draft, pilot: Pilot, partners: Sequence[Id], sets: Iterable[str], how: Reading) -> Pilot:
    """Add a pilot with the partners that take part in it.

    Raises:
        RuleBroken: Its code is taken.
        BadInput: A field cannot hold its value, or it would end before it starts.
    """
    made = keep_pilot(draft, edits.add(draft, pilot, sets, how))
    add_partners(draft, made, partners)
    return made


def become(draft: Draft, old: Pilot, status: str, ask_why: Callable[[], str], on: Day | None = None) -> Pilot:
    """Say what became of a pilot; why is asked for where it is held or stopped, when the rules agree.

    It is done or stopped today unless another day is said; said twice, its first day stays.

    Raises:
        RuleBroken: From what it is now it does not become that, or that day is still to come.
    """
    if old.status != status and old.status not in MAY_BECOME[status]:
        name, said = short(draft.db, "pilot", old.id), {"on_hold": "held"}.get(status, status)
        raise RuleBroken(
            f"{name} is {old.status.replace('_', ' ')}, so it cannot be {said}",
            f"cop pilot resume {name} takes it up" if old.status != "active" else f"cop pilot show {name} tells of it",
        )
    day = on or (old.closed_on if old.status == status else None) or programme_today(draft.db, draft.now)
    closed_on = day if status in WITH_DAY else None
    _check_has_come(draft, closed_on)
    reason = ask_why() if status in WITH_REASON else None
    return draft.edit(old, dataclasses.replace(old, status=Word(status), closed_on=closed_on, reason=reason))


def add_partners(draft: Draft, pilot: Pilot, partners: Iterable[Id], role: Word | None = None) -> None:
    """Let partners take part in a pilot; one who does so already gets the new role."""
    held = {one.partner: one for one in queries.every(draft.db, PilotPartner, "pilot = :id", id=pilot.id)}
    for partner in partners:
        if old := held.get(partner):
            draft.edit(old, dataclasses.replace(old, role=role or old.role))
        else:
            made = PilotPartner(pilot=pilot.id, partner=partner)
            draft.add(dataclasses.replace(made, role=role) if role else made)


def remove_partners(draft: Draft, pilot: Pilot, partners: Iterable[Id]) -> None:
    """Let partners no longer take part in a pilot.

    Raises:
        RuleBroken: One of them does not.
    """
    held = {one.partner: one for one in queries.every(draft.db, PilotPartner, "pilot = :id", id=pilot.id)}
    for partner in partners:
        if partner not in held:
            name = short(draft.db, "pilot", pilot.id)
            raise RuleBroken(
                f"{label(draft.db, 'partner', partner)} does not take part in {name}",
                f"cop pilot show {name} names who does",
            )
        edits.remove(draft, held[partner])


def keep_pilot(draft: Draft, pilot: Pilot) -> Pilot:
    """Check that a pilot ends after it starts, says why where it is held or was stopped, and ended on a day gone by.

    One that is done or was stopped may come without the day: then it counts as over on every day.

    Raises:
        BadInput: It would end before it starts.
        RuleBroken: Nobody says why, or its last day is still to come or makes no sense.
    """
    if pilot.start_on and pilot.end_on and pilot.end_on < pilot.start_on:
        raise BadInput(f'"{pilot.title}" would end before it starts', "end_on comes after start_on")
    if pilot.status in WITH_REASON and not pilot.reason:
        raise RuleBroken(
            f'"{pilot.title}" is {pilot.status.replace("_", " ")}, and nobody says why', "write it in reason"
        )
    if pilot.closed_on and pilot.status not in WITH_DAY:
        raise RuleBroken(
            f'"{pilot.title}" is {pilot.status.replace("_", " ")}, so no day closed it',
            "closed_on is the day on which a pilot was done or stopped",
        )
    _check_has_come(draft, pilot.closed_on)
    return pilot


def keep_pilot_partner(draft: Draft, taking: PilotPartner) -> PilotPartner:
    """Accept whoever takes part: roles are open words."""
    return taking


def _check_has_come(draft: Draft, day: Day | None) -> None:
    if day and day > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(day)} is still to come, so no pilot can have ended on it", "leave --on away for today"
        )
