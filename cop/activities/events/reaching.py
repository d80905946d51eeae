"""Whom events reach: the one definition of what is counted, and what never is added together. Pure.

People are persons whom the programme knows, each once over all events. Others are those registered, and guests, whom
it does not know: each once at one event, since nobody can tell whether they came to another. A headcount stands apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cop.kernel.types import Day, Id, Share, Word


class Attendee(NamedTuple):
    """One who came to an event, or is named for it; others have no person. What is None is not known."""

    meeting: Id
    person: Id | None
    partner: Id | None
    country: str | None
    sector: str | None


class GuestRow(NamedTuple):
    """A guest as written down: of an event of several days maybe once a day; `called` is the name, folded."""

    meeting: Id
    day: Day | None
    called: str
    organisation: str | None
    country: str | None
    sector: str | None


class ReachLine(NamedTuple):
    """How many of one country or sector were reached; `key` is None for those of whom it is not known."""

    key: str | None
    people: int
    others: int


class MixLine(NamedTuple):
    """How many of those who came, or are named, are of one sector, of how many, and which share was wished for.

    `target` is None where events that were asked about wish for different shares. `short` is how many are missing to
    the target share of all places, or of those there are where nobody said how many places there are.
    """

    sector: Word
    target: Share | None
    counted: int
    among: int
    short: int


class Reach(NamedTuple):
    """Whom events reached; `headcount` is None where nobody counted heads."""

    people: int
    others: int
    headcount: int | None
    by_country: list[ReachLine]
    by_sector: list[ReachLine]
    mix: list[MixLine]


class Target(NamedTuple):
    """What an event wishes for: a sector's share of those who take part, for whom there are so many places."""

    meeting: Id
    sector: Word
    share: Share
    places: int | None


def reach(came: Sequence[Attendee], headcounts: Iterable[int | None], targets: Iterable[Target]) -> Reach:
    """Return whom events reached, in countries, in sectors, and beside what was wished for."""
    counts = [count for count in headcounts if count is not None]
    once = distinct(came)
    people = sum(one.person is not None for one in once)
    return Reach(
        people,
        len(once) - people,
        sum(counts) if counts else None,
        grouped((one.country, one.person is not None) for one in once),
        grouped((one.sector, one.person is not None) for one in once),
        mix(came, targets),
    )


def distinct(found: Iterable[Attendee]) -> list[Attendee]:
    """Return every person once, and all others."""
    listed = list(found)
    people = {one.person: one for one in listed if one.person is not None}
    return [*people.values(), *(one for one in listed if one.person is None)]


def grouped(found: Iterable[tuple[str | None, bool]]) -> list[ReachLine]:
    """Return a line for every key, the one with most first and the unknown last, from keys and whether it is a person.

    Who came for two countries would stand in neither twice: `distinct` has one line a person.
    """
    counted = Counter(found)
    lines = [
        ReachLine(key, counted[key, True], counted[key, False]) for key in dict.fromkeys(key for key, _ in counted)
    ]
    return sorted(lines, key=lambda line: (line.key is None, -line.people - line.others, line.key or ""))


def mix(found: Iterable[Attendee], targets: Iterable[Target]) -> list[MixLine]:
    """Return for every sector of which events wish for a share how many are of it, among those of these events."""
    listed, wished = list(found), dict[Word, list[Target]]()
    for target in targets:
        wished.setdefault(target.sector, []).append(target)
    return [_mix_line(sector, listed, several) for sector, several in sorted(wished.items())]


def needed(share: Share, places: int) -> int:
    """Return how many of so many places a share is, rounded up; whole numbers reckon with it exactly."""
    whole, _, decimals = share.partition(".")
    parts: int = 10 ** len(decimals)
    return -(-int(whole + decimals) * places // parts)


def guests_once(rows: Iterable[GuestRow]) -> list[GuestRow]:
    """Return the guests of each event once, of several days too.

    A name is the same guest on every day. Of those without a name as many came as on the day with most told alike,
    beside those of whom no day is said.
    """
    listed = list(rows)
    by_name = {(one.meeting, one.called): one for one in listed if one.called}
    days: dict[GuestRow, Counter[Day | None]] = {}
    for one in listed:
        if not one.called:
            days.setdefault(one._replace(day=None), Counter())[one.day] += 1
    nameless = [one for one, counted in days.items() for _ in range(_most(counted))]
    return [*by_name.values(), *nameless]


def _most(counted: "Counter[Day | None]") -> int:
    return counted[None] + max((count for day, count in counted.items() if day), default=0)


def _mix_line(sector: Word, found: Iterable[Attendee], several: Sequence[Target]) -> MixLine:
    places = {target.meeting: target.places for target in several}
    at = [one for one in found if one.meeting in places]
    count = sum(one.sector == sector for one in at)
    short = 0
    for target in several:
        here = [one for one in at if one.meeting == target.meeting]
        wanted = needed(target.share, max(target.places or 0, len(here)))
        short += max(0, wanted - sum(one.sector == sector for one in here))
    shares = {target.share for target in several}
    return MixLine(sector, shares.pop() if len(shares) == 1 else None, count, len(at), short)
