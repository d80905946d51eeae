"""What can be asked about the cascade: how many were trained, how deep it went, and how far it reached."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from cop.activities.training.given import DeliveryLine
from cop.activities.training.queries.covered import expected, total
from cop.activities.training.queries.facts import CycleLine, Facts, Trainee, facts
from cop.activities.training.tree import FIRST, Descent, Teaching, descent
from cop.kernel.text import fold
from cop.kernel.types import Day, Id
from cop.store.database import Database


class Cascade(NamedTuple):
    """What trainings did in a period.

    `attended` are distinct people who came to a ToT on any day, `others_attended` those registered whom the programme
    does not know. `named` are distinct people who stand by name in lists of those trained; `headcount` adds up what was
    counted on the spot in `counted` of the deliveries, and is None where nobody counted. They count the same trainings
    in two ways and are never added. `certified` and `generation` are as of the last day, since the beginning:
    generation 1 was trained at a ToT, 2 by those, and so on; 0 is nobody.
    """

    tots: int
    attended: int
    others_attended: int
    trainers: int
    deliveries: int
    named: int
    headcount: int | None
    counted: int
    partners: int
    partners_expected: int
    certified: int
    generation: int


def cascade(db: Database, first: Day, last: Day, cycle: Id | None = None) -> Cascade:
    """Return what trainings did from one day to another, in all cycles or one."""
    return reckoned(facts(db, last, cycle), first, last, set(expected(db)))


def reckoned(known: Facts, first: Day, last: Day, to_cover: Collection[Id]) -> Cascade:
    """Return the same from what is known; a ToT or a training counts in the period in which it ended."""
    tots = [tot for tot in known.tots if tot.held_by(last) and tot.end_on >= first]
    held = [one for one in known.deliveries if one.held_by(last) and one.end_on >= first]
    counts = [one.headcount for one in held]
    return Cascade(
        tots=len(tots),
        attended=len({person for tot in tots for person in tot.came}),
        others_attended=sum(tot.others_came for tot in tots),
        trainers=len({person.id for one in held for person in one.trainers}),
        deliveries=len(held),
        named=_distinct(held, known.trainees),
        headcount=total(counts),
        counted=sum(count is not None for count in counts),
        partners=len({one.partner for one in held} & set(to_cover)),
        partners_expected=len(to_cover),
        certified=len({who for each in known.certified.values() for who, day in each.items() if day <= last}),
        generation=max((deepest(known, each.id, last) for each in known.cycles), default=0),
    )


def so_far(known: Facts, cycle: CycleLine, to_cover: Collection[Id]) -> Cascade:
    """Return what trainings of one cycle have done since the beginning."""
    return reckoned(known.of(cycle), Day("0001-01-01"), known.today, to_cover)


def deepest(known: Facts, cycle: Id, day: Day) -> int:
    """Return the deepest generation that a cycle had trained by a day."""
    given = [one for one in known.deliveries_of(cycle) if one.held_by(day)]
    hung = hanging(known, cycle)
    deeper = [hung.generation[one.id] for one in given]
    came = any(tot.held_by(day) and (tot.came or tot.others_came) for tot in known.tots_of(cycle))
    return max(deeper, default=FIRST if came else 0)


def hanging(known: Facts, cycle: Id) -> Descent:
    """Return on whom each training of a cycle hangs; one that was not held has trained nobody yet."""
    of_tot = {person for tot in known.tots_of(cycle) for person in tot.came}
    return descent(of_tot, [_teaching(known, one) for one in known.deliveries_of(cycle)])


def _teaching(known: Facts, one: DeliveryLine) -> Teaching:
    trained = known.trainees.get(one.id, ()) if one.held_by(known.today) else ()
    trainees = tuple(each.person for each in trained if each.person)
    return Teaching(one.id, one.start_on, one.end_on, tuple(each.id for each in one.trainers), trainees)


def _distinct(held: Iterable[DeliveryLine], trainees: Mapping[Id, list[Trainee]]) -> int:
    """Return how many different people stand in lists; of strangers, one name at one partner is one of them."""
    return len(
        {
            each.person or (one.partner, fold(each.name) if each.name else each.id)
            for one in held
            for each in trainees.get(one.id, ())
        }
    )
