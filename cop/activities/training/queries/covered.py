"""What can be asked about cover: which partners have trainers who deliver, and which have been reached."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cop.activities.training.queries.facts import Facts, facts
from cop.activities.training.queries.trainers import of_cycle
from cop.activities.training.standing import ACTIVE
from cop.kernel.types import Day, Id, Word
from cop.store.database import Database
from cop.teams.queries import COORDINATION_TEAM

PREPARED = (*ACTIVE, "trained", "inactive")
"""Standings of those who have learnt how to train, or have done it."""


class CoverLine(NamedTuple):
    """How one partner is covered.

    A partner's own trainers are those who work at it or at the partner it is paired with: `trainers` counts those who
    were trained or have delivered, `delivering` those who did so in the last 12 months, alone or with others. `status`
    is covered (somebody delivers), planned (a training for its people is to come), not_delivering (there are trainers),
    or no_trainer. `deliveries`, `headcount` and `named` count what was held for its people, by whomever; a headcount of
    None is no data. `next_on` is the first day of the next training planned for it.
    """

    id: Id
    ref: str
    name: str
    paired_ref: str | None
    trainers: int
    delivering: int
    status: Word
    deliveries: int
    headcount: int | None
    named: int
    last_on: Day | None
    next_on: Day | None

    @property
    def covered(self) -> bool:
        """Whether it has a trainer of its own who delivers."""
        return self.status == "covered"

    @property
    def reached(self) -> bool:
        """Whether any training was held for its people."""
        return self.deliveries > 0


def cover(db: Database, today: Day, cycle: Id | None = None, known: Facts | None = None) -> list[CoverLine]:
    """Return every partner to be covered, in any cycle or one: those with a coordination team, else the full ones.

    Who has read the facts of that day and cycle already gives them as `known`.
    """
    known = known or facts(db, today, cycle)
    told = [one for each in known.cycles for one in of_cycle(known, each)]
    who = _Who(
        {one.person.id for one in told if one.standing in PREPARED},
        {one.person.id for one in told if one.standing in ACTIVE},
    )
    lines = [_line(known, who, each) for each in _expected(db)]
    return sorted(lines, key=lambda one: (one.name, one.id))


class _Who(NamedTuple):
    """Those who can give trainings, and those who do."""

    prepared: set[Id]
    delivering: set[Id]


class _Partner(NamedTuple):
    """A partner to be covered, and those it is paired with."""

    id: Id
    ref: str
    name: str
    pairs: tuple[tuple[Id, str], ...]


def _line(known: Facts, who: _Who, of: _Partner) -> CoverLine:
    places = {of.id, *(pair for pair, _ in of.pairs)}
    own = {person for person, each in known.people.items() if each.partner in places}
    here = [one for one in known.deliveries if one.partner == of.id]
    held = [one for one in here if one.held_by(known.today)]
    next_on = min((one.start_on for one in here if one.ahead_of(known.today)), default=None)
    return CoverLine(
        id=of.id,
        ref=of.ref,
        name=of.name,
        paired_ref=of.pairs[0][1] if of.pairs else None,
        trainers=len(own & who.prepared),
        delivering=len(own & who.delivering),
        status=_status(own, who, next_on),
        deliveries=len(held),
        headcount=total([one.headcount for one in held]),
        named=sum(one.named for one in held),
        last_on=max((one.end_on for one in held), default=None),
        next_on=next_on,
    )


def _status(own: set[Id], who: _Who, next_on: Day | None) -> Word:
    if own & who.delivering:
        return Word("covered")
    if next_on:
        return Word("planned")
    return Word("not_delivering" if own & who.prepared else "no_trainer")


def expected(db: Database) -> list[Id]:
    """Return the partners that are to be covered."""
    return [one.id for one in _expected(db)]


def total(counts: list[int | None]) -> int | None:
    """Return the sum of what was counted; None where nothing was."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _expected(db: Database) -> list[_Partner]:
    """Return the partners to be covered, with those they are paired with, whichever of the two says so."""
    rows = db.all(
        "SELECT p.id, coalesce(p.code, substr(p.id, 1, 6)), p.name, p.paired, p.kind, p.status, "
        f"(SELECT count(*) FROM body b WHERE b.partner = p.id AND b.kind = '{COORDINATION_TEAM}') FROM partner p"
    )
    refs, pairs = {row[0]: row[1] for row in rows}, _pairs(rows)
    staying = [row for row in rows if row[5] != "left"]
    wanted = [row for row in staying if row[6]] or [row for row in staying if row[4] == "partner"]
    return [
        _Partner(row[0], row[1], row[2], tuple((each, refs.get(each, each)) for each in sorted(pairs[row[0]])))
        for row in wanted
    ]


def _pairs(rows: Iterable[Sequence[Any]]) -> dict[Id, set[Id]]:
    pairs: dict[Id, set[Id]] = defaultdict(set)
    for partner, _, _, paired, *_ in rows:
        if paired:
            pairs[partner].add(paired)
            pairs[paired].add(partner)
    return pairs
