"""Programme, partners, bodies, seats and channels are added and kept under their rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cop.kernel import text
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.records import Record
from cop.store import edits, queries, references
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import label
from cop.store.typed import Reading
from cop.teams.operations.seating import keep_membership
from cop.teams.records import Body, Channel, ChannelMember, Partner, Programme, Seat

R = TypeVar("R", bound=Record)


def add(draft: Draft, record: R, sets: Iterable[str] = (), how: Reading | None = None) -> R:
    """Add a record of this slice under its rules; `sets` are further fields as FIELD=VALUE words.

    Raises:
        RuleBroken: A rule of its kind, or of codes, says no.
        BadInput: A field cannot hold its value.
    """
    return keep(draft, edits.add(draft, record, sets, how))


def keep(draft: Draft, record: R) -> R:
    """Check the rules of the record's kind, and return it as they leave it."""
    rule: Callable[[Draft, Any], Any] | None = RULES.get(record.declaration.name)
    return rule(draft, record) if rule else record


def keep_programme(draft: Draft, programme: Programme) -> Programme:
    """Check that the file holds one programme, which ends after it began.

    Raises:
        RuleBroken: There is another one.
        BadInput: Its days stand the wrong way round, or the reporting day is not in every month.
    """
    held = {each.id: each.title for each in queries.every(draft.db, Programme)}
    if held and programme.id not in held:
        raise RuleBroken(
            f"this file already holds a programme, {next(iter(held.values()))}",
            "cop programme edit changes it, cop init makes a new file",
        )
    if programme.start_on and programme.end_on and programme.end_on < programme.start_on:
        raise BadInput("the programme would end before it starts", "end_on comes after start_on")
    if not 1 <= programme.reporting_day <= 28:
        raise BadInput(
            f"reporting_day cannot be {programme.reporting_day}", "it takes a day that every month has: 1 to 28"
        )
    return programme


def remove_programme(draft: Draft, programme: Programme) -> None:
    """Remove a programme, where another one came from a colleague.

    Raises:
        RuleBroken: It is the only one.
    """
    if not queries.every(draft.db, Programme, "id <> :id", id=programme.id):
        raise RuleBroken("a file always holds its programme", "cop programme edit --set FIELD=VALUE changes it")
    edits.remove(draft, programme)


def keep_partner(draft: Draft, partner: Partner) -> Partner:
    """Check that partners are told apart by name and that none is its own pair, and keep its country in capitals.

    Raises:
        RuleBroken: Another partner is called so, or it is paired with itself.
        BadInput: Its country is no two-letter code.
    """
    _told_apart(draft, partner, _called_alike(draft, partner))
    if partner.paired == partner.id:
        raise RuleBroken(f"{partner.name} cannot be paired with itself", "name the other partner of the pair")
    if partner.country is None:
        return partner
    country = partner.country.upper()
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadInput(f'country cannot be "{partner.country}"', "it takes a two-letter code such as LY, IT or TN")
    return draft.edit(partner, replace(partner, country=country))


def keep_body(draft: Draft, body: Body) -> Body:
    """Check that a partner's bodies are told apart by title, and that none reports to itself, not even through others.

    Raises:
        RuleBroken: Another one is called so, or it would report to itself.
    """
    _told_apart(draft, body, [each for each in _called_alike(draft, body) if each.partner == body.partner])
    above: dict[str, str | None] = dict(draft.db.all("SELECT id, reports_to FROM body"))
    above[body.id] = body.reports_to
    seen: set[str] = set()
    at: str | None = body.reports_to
    while at and at not in seen:
        if at == body.id:
            raise RuleBroken(f"{body.title} would report to itself", "reports_to names a body further up")
        seen.add(at)
        at = above.get(at)
    return body


def _called_alike(draft: Draft, record: R) -> list[R]:
    kind, name = record.declaration.name, record.declaration.label
    folded = text.fold(getattr(record, name))
    known = "id <> :id AND id IN (SELECT record FROM known_as WHERE kind = :kind AND folded = :folded)"
    found = queries.every(draft.db, type(record), known, id=record.id, kind=kind, folded=folded)
    return [each for each in found if text.fold(getattr(each, name)) == folded]


def _told_apart(draft: Draft, record: Record, others: Sequence[Record]) -> None:
    if others:
        kind, other = record.declaration.name, others[0].id
        raise RuleBroken(
            f"a {kind} is already called {label(draft.db, kind, other)} ({references.short(draft.db, kind, other)})",
            "choose a name that tells the two apart",
        )


def add_body(draft: Draft, body: Body, seats: int, sets: Iterable[str], how: Reading) -> Body:
    """Add a body with numbered seats, whose codes follow its own: sc-1, sc-2."""
    made = add(draft, body, sets, how)
    for ordinal in range(1, seats + 1):
        add(draft, Seat(body=made.id, ordinal=ordinal, code=f"{made.code}-{ordinal}" if made.code else None))
    return made


def add_seat(draft: Draft, body: Body, title: str | None, sets: Iterable[str], how: Reading) -> Seat:
    """Add a seat at the end of a body's list."""
    (last,) = first(draft.db, "SELECT coalesce(max(ordinal), 0) FROM seat WHERE body = :body", body=body.id)
    return add(draft, Seat(body=body.id, title=title, ordinal=last + 1), sets, how)


def keep_seat(draft: Draft, seat: Seat) -> Seat:
    """Check that no other seat of the body has its number.

    Raises:
        RuleBroken: Another one has.
    """
    same = "body = :body AND ordinal = :ordinal AND id <> :id"
    if seat.ordinal and queries.every(draft.db, Seat, same, body=seat.body, ordinal=seat.ordinal, id=seat.id):
        body = label(draft.db, "body", seat.body)
        raise RuleBroken(f"{body} already has a seat {seat.ordinal}", "choose another ordinal")
    return seat


def add_channel(draft: Draft, channel: Channel, bodies: Iterable[str], sets: Iterable[str], how: Reading) -> Channel:
    """Add a channel and the bodies that take part in it."""
    found = [references.get(draft.db, Body, typed) for typed in bodies]
    made = add(draft, channel, sets, how)
    for body in found:
        join_channel(draft, made, body)
    return made


def join_channel(draft: Draft, channel: Channel, body: Body) -> ChannelMember:
    """Let a body take part in a channel."""
    return draft.add(ChannelMember(channel=channel.id, body=body.id))


def drop_from_channel(draft: Draft, channel: Channel, body: Body) -> None:
    """Take a body out of a channel.

    Raises:
        NotFound: It takes no part in it.
    """
    found = queries.every(
        draft.db, ChannelMember, "channel = :channel AND body = :body", channel=channel.id, body=body.id
    )
    if not found:
        raise NotFound(f"{body.title} takes no part in {channel.title}", "cop channel list shows who does")
    draft.remove(found[0])


RULES: dict[str, Callable[[Draft, Any], Any]] = {
    "programme": keep_programme,
    "partner": keep_partner,
    "body": keep_body,
    "seat": keep_seat,
    "membership": keep_membership,
}
"""The rules of each kind that has some; imports keep them too."""
