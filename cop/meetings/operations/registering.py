"""What can be written of who is registered for an event, and its rules."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.text import fold
from cop.kernel.types import Id, Word
from cop.meetings.operations.meeting import check_has_come, hold
from cop.meetings.operations.occurrences import own_meeting, put_back
from cop.meetings.queries.attendance import invited, named
from cop.meetings.queries.registrations import GONE, places, registrations_of
from cop.meetings.records import Registration
from cop.meetings.sitting import OFF, SKIPPED, Sitting
from cop.store.database import Database
from cop.store.journal import Draft

OF_STRANGERS = ("attended", "absent")
"""What a registration says only of somebody whom the programme does not know; of others, attendance says it."""
TOLD = ("name", "organisation", "country", "sector", "email")
"""What may tell a stranger from others."""


class Registered(NamedTuple):
    """A registration as it will be saved, and what a person should know of it."""

    registration: Registration
    doubts: list[str]


def register(draft: Draft, of: Sitting, registration: Registration) -> Registered:
    """Register somebody for an event; who cancelled before is registered again.

    More people than there are places for are registered too: who organises it decides what becomes of that, and
    `crowded` tells it.

    Raises:
        RuleBroken: The event does not take place, or the person is registered already.
        BadInput: Nothing is said of who it is.
    """
    check_takes_place(of)
    check(draft.db, of, registration)
    if registration.person is None and not any(getattr(registration, name) for name in TOLD):
        raise BadInput("nobody says who registers", "name a person, or say at least --name, --organisation or --sector")
    known = registrations_of(draft.db, [of.id])[of.id]
    old = next((one for one in known if one.person and one.person == registration.person), None)
    if old and old.status != GONE:
        raise RuleBroken(
            f"{_who(draft.db, old.person or '')} is registered for {of.ref} already",
            f"cop registration list {of.ref} shows who is",
        )
    made = dataclasses.replace(registration, meeting=own_meeting(draft, of).id)
    kept = draft.edit(old, dataclasses.replace(made, id=old.id)) if old else draft.add(made)
    return Registered(kept, [*_twice(known, kept), *_closed(draft.db, of, kept)])


def put(draft: Draft, of: Sitting, told: Iterable[tuple[Registration | None, Registration]]) -> list[str]:
    """Write down what a file tells of registrations, each with what was known of the same one; return doubts.

    Raises:
        RuleBroken: The event does not take place.
    """
    check_takes_place(of)
    listed = list(told)
    meeting = own_meeting(draft, of).id
    for old, new in listed:
        if old is None:
            draft.add(dataclasses.replace(new, meeting=meeting))
        else:
            draft.edit(old, new)
    return crowded(draft.db, of, [new for _, new in listed])


def crowded(db: Database, of: Sitting, told: Collection[Registration]) -> list[str]:
    """Return the doubt about more people than there are places for, with registrations that are about to be.

    Members of bodies that are asked take a place too, whether they registered or not.
    """
    room, _ = places(db, of.id)
    if room is None:
        return []
    registered = {one.person or one.id for one in registrations_of(db, [of.id])[of.id] if one.status != GONE}
    known = [one for one in told if one.person or one.id]
    registered |= {one.person or one.id for one in known if one.status != GONE}
    registered -= {one.person or one.id for one in known if one.status == GONE}
    nameless = sum(not (one.person or one.id) and one.status != GONE for one in told)
    asked = len(registered.union(invited(db, [of])[of.id])) + nameless
    word = "registered" if asked == len(registered) + nameless else "asked or registered"
    return [f"{asked} are {word} for {room} places"] if asked > room else []


def confirm(draft: Draft, of: Sitting, registration: Registration) -> Registration:
    """Say that somebody has a place; also of who had cancelled.

    Raises:
        RuleBroken: The event does not take place.
    """
    check_takes_place(of)
    return _become(draft, registration, "confirmed")


def cancel(draft: Draft, registration: Registration) -> Registration:
    """Say that somebody does not come after all.

    Raises:
        RuleBroken: It is written that the person came.
    """
    if registration.status == "attended":
        raise RuleBroken(
            "it is written that they came, so they cannot cancel",
            f"cop registration absent {registration.id} says that they did not come",
        )
    return _become(draft, registration, GONE)


def came(draft: Draft, of: Sitting, told: Mapping[Id, Word], now: datetime) -> list[Registration]:
    """Say of strangers registered whether they came; return all strangers of the event as they will be.

    Raises:
        RuleBroken: The event did not take place yet, or not at all.
    """
    check_has_come(of, now)
    if "attended" in told.values():
        hold(draft, of, now)
    return [
        _become(draft, one, told[one.id]) if one.id in told else one
        for one in registrations_of(draft.db, [of.id])[of.id]
        if one.person is None and (one.status != GONE or one.id in told)
    ]


def check_takes_place(of: Sitting) -> None:
    """Check the rule that nobody registers for what does not take place.

    Raises:
        RuleBroken: It was cancelled or skipped.
    """
    if of.status in OFF:
        back = put_back(of) if of.status == SKIPPED else f"cop event convene {of.ref} says that it takes place"
        raise RuleBroken(f"{of.ref} was {of.status}, so nobody can register", back)


def check(db: Database, of: Sitting, registration: Registration) -> None:
    """Check the rules of a registration: a country is told by its code, and of people only attendance says who came.

    Raises:
        BadInput: The country is no code.
        RuleBroken: It says of a person of the programme whether they came.
    """
    country = registration.country or "LY"
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        raise BadInput(f'"{registration.country}" is no country code', "use two letters, such as LY, IT or TN")
    if registration.person and registration.status in OF_STRANGERS:
        raise RuleBroken(
            f"whether {_who(db, registration.person)} came to {of.ref} is written as attendance",
            "leave the status of the registration away, and say it under attendance",
        )


def keep_registration(draft: Draft, registration: Registration) -> Registration:
    """Check the rules of a registration that a description brings; an export may have left out who a stranger is.

    Raises:
        BadInput: The country is no code.
        RuleBroken: It says of a person of the programme whether they came, or of anybody before the event's day.
    """
    from cop.meetings.queries.sittings import sitting

    of = sitting(draft.db, registration.meeting)
    check(draft.db, of, registration)
    if registration.status == "attended":
        check_has_come(of, draft.now)
    return registration


def _become(draft: Draft, registration: Registration, status: str) -> Registration:
    return draft.edit(registration, dataclasses.replace(registration, status=Word(status)))


def _twice(known: Iterable[Registration], new: Registration) -> list[str]:
    """Return the doubt about a stranger who is registered already, by an address or by name and organisation."""
    alike = [one for one in known if one.id != new.id and one.status != GONE and _same(one, new)]
    return [f"somebody alike is registered already: {alike[0].id[:6]}"] if alike else []


def _same(one: Registration, other: Registration) -> bool:
    if one.person or other.person:
        return False
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return bool(one.name) and _folded(one) == _folded(other)


def _folded(one: Registration) -> tuple[str, str]:
    return fold(one.name or ""), fold(one.organisation or "")


def _closed(db: Database, of: Sitting, kept: Registration) -> list[str]:
    if kept.person or places(db, of.id)[1]:
        return []
    return [f"{of.ref} is not open to everybody: cop event edit {of.ref} --set is_open=yes"]


def _who(db: Database, person: str) -> str:
    known = named(db, [Id(person)]).get(Id(person))
    return known.said if known else person
