"""What can be written of events beside what meetings have, and its rules: places of partners, the mix wished for."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cop.activities.events.queries import quota_lines
from cop.activities.events.records import MixTarget, Quota
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Id, Share, Word
from cop.meetings.attending import is_event
from cop.meetings.operations.occurrences import own_meeting
from cop.meetings.records import Meeting, Registration
from cop.meetings.sitting import Sitting
from cop.store import queries
from cop.store.database import Database, first, within
from cop.store.journal import Draft
from cop.store.references import label

GROUPS = ("sector", "kind", "country", "region")
"""By what partners may be chosen who all have as many places."""


def check_kind(kind: Word | None) -> Word:
    """Check the rule that an event is of some kind, and of another than plain meetings.

    Raises:
        BadInput: It is not.
    """
    if kind is None or not is_event(kind):
        raise BadInput("an event is of a kind other than a plain meeting", "cop meeting new plans a meeting")
    return kind


def secretariat(db: Database) -> Id | None:
    """Return the body that organises what nobody else does; None where there is none, or are several."""
    rows = db.all("SELECT id FROM body WHERE kind = 'secretariat'")
    return Id(rows[0][0]) if len(rows) == 1 else None


def give_places(draft: Draft, of: Sitting, partners: Iterable[Id], places: int) -> list[Quota]:
    """Say how many people each of these partners may send to an event; none takes its quota away.

    Raises:
        BadInput: It is no number of places.
    """
    if places < 0:
        raise BadInput(f"{places} is no number of places", "say how many each may send; 0 takes the quota away")
    known = {one.partner: one for one in queries.every(draft.db, Quota, "meeting = :id", id=of.id)}
    meeting = own_meeting(draft, of).id
    return [_give(draft, known.get(one), Quota(meeting=meeting, partner=one, places=places)) for one in partners]


def partners_of(db: Database, group: str) -> list[Id]:
    """Return the partners of a group, written FIELD=VALUE, such as sector=municipality.

    Raises:
        BadInput: Partners are not chosen by this field.
        NotFound: No partner is of this group.
    """
    name, _, value = group.partition("=")
    if name not in GROUPS or not value:
        raise BadInput(f'"{group}" chooses no partners', f"write FIELD=VALUE with one of {', '.join(GROUPS)}")
    said = value.upper() if name == "country" else value if name == "region" else value.lower().replace(" ", "_")
    rows = db.all(f"SELECT id FROM partner WHERE {name} = :said AND status <> 'left' ORDER BY name, id", said=said)
    if not rows:
        raise NotFound(f'no partner is of the {name} "{value}"', "cop partner list shows them all")
    return [Id(row[0]) for row in rows]


def wish_for(draft: Draft, of: Sitting, mix: Mapping[Word, Share | None]) -> list[MixTarget]:
    """Say which share of those who take part shall come from each sector; None takes what was said of one away.

    Raises:
        RuleBroken: Together they would be more than all.
    """
    known = {one.sector: one for one in queries.every(draft.db, MixTarget, "meeting = :id", id=of.id)}
    shares = {sector: one.share for sector, one in known.items()} | dict(mix)
    check_shares(of.ref, [share for share in shares.values() if share is not None])
    meeting, made = own_meeting(draft, of).id, list[MixTarget]()
    for sector, share in mix.items():
        old = known.get(sector)
        if share is None:
            if old:
                draft.remove(old)
        elif old:
            made.append(draft.edit(old, dataclasses.replace(old, share=share)))
        else:
            made.append(draft.add(MixTarget(meeting=meeting, sector=sector, share=share)))
    return made


def count_heads(draft: Draft, own: Meeting, heads: int) -> Meeting:
    """Write down how many came, as counted where nobody was named.

    Raises:
        BadInput: It is no number of people.
    """
    if heads < 0:
        raise BadInput(f"{heads} is no number of people", "say how many were counted: --headcount 35")
    return draft.edit(own, dataclasses.replace(own, headcount=heads))


def over_quota(db: Database, of: Sitting, new: Iterable[Registration]) -> list[str]:
    """Return the doubts about partners that name more people than they have places for, with those about to be."""
    rows = within(db, "SELECT partner FROM person WHERE id IN (:values)", [one.person for one in new if one.person])
    more = Counter(row[0] for row in rows)
    counted = [(one, one.registered + more[one.partner]) for one in quota_lines(db, of.id) if more[one.partner]]
    return [
        f"{one.name} ({one.ref}) has {_places(one.places)}, and {count} of its people are registered"
        for one, count in counted
        if count > one.places
    ]


def over_capacity(db: Database, of: Sitting, given: Iterable[Quota]) -> list[str]:
    """Return the doubt about more places for partners than the event has, with quotas that are about to be."""
    (room,) = first(db, "SELECT capacity FROM meeting WHERE id = :id", id=of.id) or (None,)
    known = {one.partner: one.places for one in queries.every(db, Quota, "meeting = :id", id=of.id)}
    total = sum((known | {one.partner: one.places for one in given}).values())
    if room is None or total <= room:
        return []
    return [f"its partners have {_places(total)} together, and {of.ref} has {room}"]


def check_shares(ref: str, shares: Iterable[Share]) -> None:
    """Check the rule that shares of one whole are not more than it.

    Raises:
        RuleBroken: They are.
    """
    from fractions import Fraction

    from cop.kernel.numbers import exact, number_text

    total = sum(map(exact, shares), Fraction())
    if total > 1:
        raise RuleBroken(
            f"the sectors wished for at {ref} would be {number_text(total * 100)} % together",
            "lower one of them; SECTOR= alone takes one away",
        )


def keep_quota(draft: Draft, quota: Quota) -> Quota:
    """Check that a quota which a description brings is a number of places.

    Raises:
        RuleBroken: It is not.
    """
    if quota.places < 0:
        raise RuleBroken(
            f"{label(draft.db, 'partner', quota.partner)} cannot have {quota.places} places", "say 1 or more"
        )
    return quota


def check_mix(draft: Draft, target: MixTarget) -> None:
    """Check that the shares of an event are not more than all together; copies that merge may make them so.

    Raises:
        RuleBroken: They are.
    """
    all_of_it = queries.every(draft.db, MixTarget, "meeting = :id", id=target.meeting)
    check_shares(label(draft.db, "meeting", target.meeting), [one.share for one in all_of_it])


def _give(draft: Draft, old: Quota | None, quota: Quota) -> Quota:
    if old and quota.places == 0:
        draft.remove(old)
        return dataclasses.replace(old, places=0)
    if old:
        return draft.edit(old, dataclasses.replace(old, places=quota.places))
    return draft.add(quota) if quota.places else quota


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


RULES: dict[str, Callable[[Draft, Any], Any]] = {"quota": keep_quota}
"""The rules of each kind that has some, for imports."""
DOUBTS: dict[str, Callable[[Draft, Any], None]] = {"mix_target": check_mix}
"""What several records break together: an import is told of it and brings it all the same."""
