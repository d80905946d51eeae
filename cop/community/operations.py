"""What can be written about contacts, and the rules: signs of life between meetings; never what was said."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from cop.community.momentum import monday
from cop.community.queries import WEEK, takes_part
from cop.community.records import Contact, Recipient
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id
from cop.store import queries, references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.typed import programme_today

MOST = 100_000
"""Contacts that one count may hold: more is a slip of the finger."""


class Logged(NamedTuple):
    """A contact that was written down, and how many were counted before for the same team, channel and week."""

    contact: Contact
    before: int | None


def log(draft: Draft, contact: Contact, reached: Iterable[Id], today: Day) -> Logged:
    """Write down a contact, or how many there were in a week; a second count of a week takes the first one's place.

    Raises:
        RuleBroken: Its day has not come yet, its team takes no part in the channel, or it reaches its own sender.
        BadInput: There cannot have been so many.
    """
    check(contact, today)
    _takes_part(draft.db, contact)
    old = _counted(draft.db, contact)
    kept = draft.edit(old, _replacing(old, contact)) if old else draft.add(contact)
    for each in dict.fromkeys(reached):
        _reaches_another(kept, draft.add(Recipient(contact=kept.id, reached=each)))
    return Logged(kept, old.times if old else None)


def check(contact: Contact, today: Day) -> None:
    """Check that a contact is not of the future, that a week's count stands on its Monday, and that it can be so many.

    A count of 0 says that nothing was heard in that week; a contact of one day is at least one.

    Raises:
        RuleBroken: Its day has not come yet.
        BadInput: The day is no Monday, or the number is none.
    """
    if contact.happened_on > today:
        raise RuleBroken(
            f"{dates.say_day(contact.happened_on)} has not come yet, so nobody can have been in touch",
            f"write an earlier day with its year, such as {today}",
        )
    if contact.span == WEEK and contact.happened_on != monday(contact.happened_on):
        raise BadInput("a week's count stands on its Monday", f"write {monday(contact.happened_on)}")
    least = 0 if contact.span == WEEK else 1
    if not least <= contact.times <= MOST:
        raise BadInput(f"there cannot have been {contact.times} contacts", f"write a number from {least} to {MOST:,}")


def keep_contact(draft: Draft, contact: Contact) -> Contact:
    """Check the rules of a contact that was edited, brought back or described, by today's date in the programme.

    Raises:
        RuleBroken: Its day has not come yet.
        BadInput: The day of a week's count is no Monday, or the number is none.
    """
    check(contact, programme_today(draft.db, draft.now))
    return contact


def keep_recipient(draft: Draft, recipient: Recipient) -> Recipient:
    """Check that a contact reaches somebody else than its sender.

    Raises:
        RuleBroken: It does not.
    """
    contact = queries.one(draft.db, Contact, recipient.contact)
    return _reaches_another(contact, recipient) if contact else recipient


def _reaches_another(contact: Contact, recipient: Recipient) -> Recipient:
    if recipient.reached == contact.sender:
        raise RuleBroken("a contact cannot reach its own sender", "name somebody else with --to")
    return recipient


def _takes_part(db: Database, contact: Contact) -> None:
    """Refuse a team that takes no part in the channel: no cadence is expected of it, so its contact would not count."""
    if contact.body and not takes_part(db, contact.body, contact.channel):
        named = [
            references.short(db, kind, one) for kind, one in (("channel", contact.channel), ("body", contact.body))
        ]
        titles = [references.label(db, "body", contact.body), references.label(db, "channel", contact.channel)]
        raise RuleBroken(
            f"{titles[0]} takes no part in {titles[1]}", f"cop channel add {' '.join(named)} lets it take part"
        )


def _counted(db: Database, contact: Contact) -> Contact | None:
    """Return what was counted before for the same team, channel and week."""
    if contact.span != WEEK:
        return None
    found = queries.every(
        db, Contact, "channel = :channel AND body = :body AND span = 'week' AND happened_on = :day",
        channel=contact.channel, body=contact.body, day=contact.happened_on,
    )  # fmt: skip
    return found[0] if found else None


def _replacing(old: Contact, new: Contact) -> Contact:
    return replace(old, times=new.times, sender=new.sender or old.sender, about=new.about or old.about)


RULES: dict[str, Callable[[Draft, Any], Any]] = {"contact": keep_contact, "recipient": keep_recipient}
"""The rules of each kind, for imports too."""
