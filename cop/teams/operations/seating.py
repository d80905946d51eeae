"""Who sits where: a seat has one member, and a person one place in a body, at a time."""

from collections.abc import Collection
from dataclasses import replace

from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id
from cop.store import queries, references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.references import label
from cop.teams.records import Body, Membership, Person, Seat

NEVER = "9999-12-31"


def keep_membership(draft: Draft, member: Membership, leaving: Collection[Id] = ()) -> Membership:
    """Check that a seat has one member and a person one place in a body at a time.

    An alternate steps in for the member of a seat, and may share it; `leaving` are memberships ended in the same draft.

    Raises:
        RuleBroken: The person or the seat is taken in those days, or the seat is another body's.
        BadInput: It would end before it began.
    """
    if member.from_on and member.to_on and member.to_on < member.from_on:
        raise BadInput(
            f"it began on {dates.say_day(member.from_on)} and cannot end on {dates.say_day(member.to_on)}",
            "choose a later last day",
        )
    seat = queries.one(draft.db, Seat, member.seat) if member.seat else None
    if seat and seat.body != member.body:
        raise RuleBroken(f"that seat is in {label(draft.db, 'body', seat.body)}", _seats_of(draft.db, member.body))
    for other in _beside(draft.db, member):
        if other.id not in leaving:
            _clash(draft.db, member, other)
    return member


def _beside(db: Database, member: Membership) -> list[Membership]:
    """Return other memberships of the person or the seat in this body that share a day with it."""
    return queries.every(
        db, Membership,
        "body = :body AND id <> :id AND (person = :person OR seat = :seat) "
        "AND coalesce(to_on, :never) >= :start AND coalesce(from_on, '') <= :stop",
        body=member.body, id=member.id, person=member.person, seat=member.seat,
        never=NEVER, start=member.from_on or "", stop=member.to_on or NEVER,
    )  # fmt: skip


def _clash(db: Database, member: Membership, other: Membership) -> None:
    if other.person != member.person and "alternate" in (member.role, other.role):
        return
    body, who = references.short(db, "body", other.body), references.short(db, "person", other.person)
    since = f" since {dates.say_day(other.from_on)}" if other.from_on else ""
    until = f" until {dates.say_day(other.to_on)}" if other.to_on else ""
    title = label(db, "person", other.person)
    message = (
        f"{title} ({who}) already sits in {label(db, 'body', other.body)}{since}{until}"
        if other.person == member.person
        else f"that seat is filled by {title} ({who}){since}{until}"
    )
    hint = (
        f"choose a first day after that, such as {dates.shift(other.to_on, 1)}"
        if other.to_on
        else f"first end that: cop membership end {body} {who} --on DAY"
    )
    raise RuleBroken(message, hint)


def _seats_of(db: Database, body: str) -> str:
    return f"cop seat list {references.short(db, 'body', body)} shows the seats of {label(db, 'body', body)}"


def end(draft: Draft, member: Membership, last: Day) -> Membership:
    """End a membership; `last` is its last day.

    Raises:
        BadInput: It would end before it began.
        RuleBroken: It would go on into another one's days.
    """
    return keep_membership(draft, draft.edit(member, replace(member, to_on=last)))


def sitting(db: Database, body: Body, person: Person, day: Day) -> Membership:
    """Return the membership of a person in a body that holds on a day, else the one still to come, else the last one.

    Raises:
        NotFound: The person never was a member.
    """
    found = queries.every(db, Membership, "body = :body AND person = :person", order="coalesce(from_on, '')",
                          body=body.id, person=person.id)  # fmt: skip
    if not found:
        raise NotFound(f"{person.title} is not a member of {body.title}", "cop membership list BODY shows who is")
    open_ones = [each for each in found if (each.to_on or NEVER) >= day]
    return open_ones[0] if open_ones else found[-1]


def holder(db: Database, seat: Seat, day: Day) -> Membership:
    """Return the membership that fills a seat on a day.

    Raises:
        NotFound: The seat is vacant then.
    """
    found = queries.every(
        db, Membership,
        "seat = :seat AND role <> 'alternate' AND coalesce(to_on, :never) >= :day AND coalesce(from_on, '') <= :day",
        seat=seat.id, never=NEVER, day=day,
    )  # fmt: skip
    if not found:
        raise NotFound(f"nobody fills that seat on {dates.say_day(day)}", _seats_of(db, seat.body))
    return found[0]
